"""Share images: a title as a picture, the same bytes every time."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from beacon.metadata import share
from beacon.metadata.share import HEIGHT, WIDTH, share_image

FONTS = Path(__file__).resolve().parents[3] / "theme" / "fonts" / "print"
LONG = "Сексуална уцена: застани, реци, потражи помоћ и не остај сам са тим што те мучи"


def picture(title: str, owner: str = "НКЦ") -> Image.Image:
    """Return the share image of a title."""
    return Image.open(io.BytesIO(share_image(title, owner, FONTS))).convert("RGB")


@pytest.mark.parametrize("title", ["Помоћ", "Žur", "Защита на децата", LONG, "А" * 80, ""])
def test_image_has_the_size_that_networks_want(title: str) -> None:
    image = picture(title)
    assert (image.size, (WIDTH, HEIGHT)) == ((1200, 630), (1200, 630))


def test_same_title_gives_the_same_bytes() -> None:
    assert share_image(LONG, "НКЦ", FONTS) == share_image(LONG, "НКЦ", FONTS)


def test_title_and_owner_can_be_seen() -> None:
    pictures = [picture("Помоћ"), picture("Pomoć"), picture("Помоћ", "safenet.bg"), picture("")]
    seen = {image.tobytes() for image in pictures}
    assert len(seen) == 4


def test_words_one_by_one_look_as_the_font_writes_them_in_one_go() -> None:
    """Each word is drawn once and put where the basic layout of the font puts it."""
    face = share._face(str(FONTS), share.BOLD, 84)
    for title in ("Помоћ је ту", "Žuta šuma, ljiljan", "Защита: 2026!", "AV To. fi"):
        words = list(share._placed(title, face, 40))
        assert len(words) == len(title.split())
        theirs = Image.new("L", (WIDTH, 200), 0)
        ImageDraw.Draw(theirs).text((share._EDGE + share._MARGIN, 40), title, font=face, fill=255)
        box = theirs.getbbox()
        assert box is not None
        ours = share._drawn_on(Image.new("L", (share._EDGE + WIDTH, 200), 0), 0, 200, words)
        drawn = ours.getbbox()
        assert drawn is not None
        # Between two words there may be half a pixel, and no more; the faintest edge is none.
        for one, other in zip(drawn, box, strict=True):
            assert abs(one - other) <= 1 + len(words)


def test_pieces_of_a_picture_give_the_sum_of_the_whole() -> None:
    """Readers that look at the sum, as PNG readers may, find the right one."""
    for title in (LONG, "Помоћ", "", "аa " * 9):
        data = share_image(title, "НКЦ", FONTS)
        begin = data.index(b"IDAT") + 4
        size = int.from_bytes(data[begin - 8 : begin - 4], "big")
        lines = zlib.decompress(data[begin : begin + size])  # it raises where the sum is another
        assert len(lines) == HEIGHT * (WIDTH // 2 + 1)


def test_every_title_of_the_project_is_a_picture_of_its_own() -> None:
    titles = ["Помоћ", "Помоц", "Помоћ ", "Помоћ.", "помоћ", "Помоћ а", "а Помоћ", LONG, LONG[:-1]]
    seen = {picture(title).tobytes() for title in titles}
    assert len(seen) == len(titles) - 1  # a space at the end is not seen


@pytest.mark.parametrize(
    "title",
    ["日本語のタイトル", "العنوان", "🙂 😀", "a\u0301 b\u200b", "\u00ad", "\t \n", "x" * 500],
)
def test_title_with_letters_that_the_font_does_not_have_is_a_picture(title: str) -> None:
    data = share_image(title, "🙂", FONTS)
    image = Image.open(io.BytesIO(data))
    image.load()
    assert (image.format, image.size) == ("PNG", (WIDTH, HEIGHT))
    assert data == share_image(title, "🙂", FONTS)


def test_order_of_pictures_does_not_change_them() -> None:
    """Letters and grounds are kept between pictures, and stay as they are."""
    titles = ["Помоћ", LONG, "А", "Žur"]
    forwards = {title: share_image(title, "НКЦ", FONTS) for title in titles}
    backwards = {title: share_image(title, "НКЦ", FONTS) for title in reversed(titles)}
    assert forwards == backwards


def test_picture_is_small_and_all_its_checksums_are_right() -> None:
    data = share_image(LONG, "НКЦ", FONTS)
    Image.open(io.BytesIO(data)).verify()
    assert len(data) < 30_000


def test_long_word_is_written_smaller_and_letters_over_the_lighthouse_have_a_colour() -> None:
    """A word as long as that once reached the tower, in a colour that the picture did not have."""
    face, lines = share._fit("Противпрекршајноправна заштита", FONTS)
    assert max(share._length(face, line) for line in lines) <= share._TEXT_WIDTH
    assert face.size < 84
    for title in ("Противпрекршајноправна", "Ш" * 40):
        image = Image.open(io.BytesIO(share_image(title, "НКЦ", FONTS)))
        colours = image.getpalette()
        assert colours is not None
        assert image.getextrema()[1] < len(colours) // 3

"""Placards: every letter stands inside the picture or the page, in every language and script."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from paper_in import elements, kinds, runs_of, shown
from PIL import Image, ImageChops

from beacon.typesetting.engine import NotSet
from beacon.typesetting.placard import (
    SIZES,
    HelpLine,
    Placard,
    Shape,
    card,
    framed,
    lines_of,
    poster,
)

THEME = Path(__file__).resolve().parents[3] / "theme"
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 560 440"><circle cx="280" cy="220" '
    'r="150" fill="#ffbe2e"/></svg>'
)
LINE = HelpLine("124 123", "Консултантска линия", "от понеделник до петък", "tel:124123")
PLACARD = Placard(
    title="Кампања",
    language="sr-Cyrl",
    slogan="Не плаћај. Не шаљи. Реци.",
    picture=DRAWING,
    sender="Национални контакт центар за безбедност деце на интернету",
    short="НКЦ",
    help_title="Где наћи помоћ",
    help=(LINE,),
    text="Кампања младих за сваког кога неко уцењује сликом.",
    pledge="Верујем му и идем с њим до одрасле особе.",
    pledge_label="Обећање које можеш да даш",
    footer="НКЦ · CC BY 4.0",
    address="example.org/sr/campaigns/stop-tell",
)
SPOKEN = [
    replace(PLACARD, language="sr-Latn", slogan="Ne plaćaj. Ne šalji. Reci.", short="NKC"),
    PLACARD,
    replace(PLACARD, language="bg", slogan="Покажи уважение – реагирай на омразата"),
    replace(PLACARD, language="en", slogan="Made up, but it hurts for real", above="Ten seconds"),
]
HARD = [
    replace(PLACARD, slogan="Реч " * 40, above="Над поруком " * 4),
    replace(PLACARD, slogan="Саучествовање" * 6),
    replace(PLACARD, help=(HelpLine("pomoc.za.decu@primer-centra.example", "Служба " * 14),)),
    replace(PLACARD, help=()),
]
MARGIN = 72


def picture(placard: Placard, shape: Shape) -> Image.Image:
    """Return a card, opened."""
    return Image.open(io.BytesIO(card(placard, THEME, shape))).convert("RGB")


def bare(text: str) -> str:
    """Return a text without spaces and the signs at which a word may break."""
    return text.replace(" ", "").replace("\u00a0", "").replace("\u200b", "")


def wordless(placard: Placard) -> Placard:
    """Return the same placard with nothing to read on it but the number of its help."""
    lines = tuple(replace(line, display="", name="") for line in placard.help)
    return replace(placard, slogan="", above="", short="", sender="", help=lines)


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("placard", [*SPOKEN, *HARD], ids=range(len(SPOKEN) + len(HARD)))
def test_every_letter_of_a_card_stands_inside_its_margins(placard: Placard, shape: Shape) -> None:
    width, height = SIZES[shape]
    drawn = picture(placard, shape)
    assert drawn.size == (width, height)
    letters = ImageChops.difference(drawn, picture(wordless(placard), shape)).getbbox()
    assert letters is not None
    left, top, right, bottom = letters
    # Programs lay their buttons over the ends of a story.
    above, below = (250, 300) if shape == "story" else (40, 20)
    assert left >= MARGIN - 4  # a letter may begin a little before its place
    assert right <= width - MARGIN + 4
    assert top >= above
    assert bottom <= height - below


def test_slogan_uses_the_letterforms_of_its_language() -> None:
    """Bulgarian and Serbian write the same letters in other forms (locl of OpenType)."""
    said = replace(PLACARD, slogan="Не гледай", short="")
    bulgarian = picture(replace(said, language="bg"), "square")
    assert bulgarian.tobytes() != picture(said, "square").tobytes()


@pytest.mark.parametrize("shape", SIZES)
def test_same_placard_gives_the_same_card(shape: Shape) -> None:
    assert card(PLACARD, THEME, shape) == card(PLACARD, THEME, shape)


@pytest.mark.parametrize("placard", [*SPOKEN, *HARD], ids=range(len(SPOKEN) + len(HARD)))
def test_poster_is_one_page_that_a_screen_reader_reads(placard: Placard) -> None:
    data = poster(placard, THEME, "a4")
    assert data == poster(placard, THEME, "a4")
    pdf = pikepdf.open(io.BytesIO(data))
    assert len(pdf.pages) == 1
    assert str(pdf.Root.Lang) == placard.language
    assert pdf.Root.MarkInfo.Marked
    assert kinds(pdf).count("H1") == 1
    assert "Figure" not in kinds(pdf)  # the drawing decorates
    assert all("/Alt" not in element for element in elements(pdf.Root.StructTreeRoot))
    for text in (placard.slogan, placard.pledge, *(line.display for line in placard.help)):
        assert bare(text) in bare(shown(pdf))
    assert "/Author" not in pdf.docinfo
    assert "/CreationDate" not in pdf.docinfo


def test_hours_stand_on_one_line_of_a_poster() -> None:
    """As they do on the site: `07:30–` at the end of a line reads as if nothing came after it."""
    line = replace(LINE, hours="од понедељка до петка, 07:30–15:30")
    pdf = pikepdf.open(io.BytesIO(poster(replace(PLACARD, help=(line,) * 3), THEME, "a4")))
    runs = ["".join(run) for run in runs_of(pdf.pages[0])]
    assert sum("07:30–15:30" in run for run in runs) == 3


def test_poster_for_a3_says_the_same_in_larger_letters() -> None:
    small, large = (
        pikepdf.open(io.BytesIO(poster(PLACARD, THEME, paper))) for paper in ("a4", "a3")
    )
    assert shown(small) == shown(large)
    widths = [float(pdf.pages[0].MediaBox[2]) for pdf in (small, large)]
    assert [round(width) for width in widths] == [595, 842]


def test_number_can_be_called_from_the_poster_and_nothing_else_leads_away() -> None:
    lines = (LINE, HelpLine("x", "y", url="javascript:alert(1)"))
    pdf = pikepdf.open(io.BytesIO(poster(replace(PLACARD, help=lines), THEME, "a4")))
    links = [str(note.A.URI) for note in pdf.pages[0].get("/Annots", [])]
    assert links == ["tel:124123"]


def test_texts_are_data_and_never_markup() -> None:
    sly = '#read("/etc/passwd") *b* $x$ <a> @c'
    pdf = pikepdf.open(io.BytesIO(poster(replace(PLACARD, text=sly), THEME, "a4")))
    assert sly.replace(" ", "") in shown(pdf)


def test_picture_that_cannot_be_read_is_told() -> None:
    with pytest.raises(NotSet):
        card(replace(PLACARD, picture="<svg"), THEME, "square")


@pytest.mark.parametrize(
    ("slogan", "lines"),
    [
        ("Don't pay. Don't send. Tell.", ["Don't pay.", "Don't send.", "Tell."]),
        ("Покажи поштовање – реагуј на мржњу", ["Покажи поштовање\u00a0–", "реагуј на мржњу"]),
        ("Room for one more.", ["Room for one more."]),
        ("A. B. C. D.", ["A. B. C. D."]),
    ],
)
def test_slogan_breaks_where_it_is_breathed(slogan: str, lines: list[str]) -> None:
    assert lines_of(slogan) == lines


def test_drawing_keeps_its_shapes_on_another_canvas() -> None:
    drawn = framed(DRAWING, "square", 1080, 1080)
    assert drawn.count("<svg") == 1
    assert 'width="1080" height="1080"' in drawn
    assert drawn.partition("><")[2] == DRAWING.partition("><")[2]
    assert framed("no drawing", "square", 9, 9) == "no drawing"

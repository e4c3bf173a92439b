"""Share images: a title as a picture, the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from beacon.metadata.share import HEIGHT, WIDTH, share_image

FONT = next((Path(__file__).resolve().parents[3] / "theme" / "fonts").glob("*.woff2"))
LONG = "Сексуална уцена: застани, реци, потражи помоћ и не остај сам са тим што те мучи"


def picture(title: str, owner: str = "НКЦ") -> Image.Image:
    """Return the share image of a title."""
    return Image.open(io.BytesIO(share_image(title, owner, FONT))).convert("RGB")


@pytest.mark.parametrize("title", ["Помоћ", "Žur", "Защита на децата", LONG, "А" * 80, ""])
def test_image_has_the_size_that_networks_want(title: str) -> None:
    image = picture(title)
    assert (image.size, (WIDTH, HEIGHT)) == ((1200, 630), (1200, 630))


def test_same_title_gives_the_same_bytes() -> None:
    assert share_image(LONG, "НКЦ", FONT) == share_image(LONG, "НКЦ", FONT)


def test_title_and_owner_can_be_seen() -> None:
    pictures = [picture("Помоћ"), picture("Pomoć"), picture("Помоћ", "safenet.bg"), picture("")]
    seen = {image.tobytes() for image in pictures}
    assert len(seen) == 4

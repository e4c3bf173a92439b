"""Pictures that are handed in: what is taken out of them, and what is not taken at all."""

from __future__ import annotations

import io
import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from beacon.problems import Problem
from beacon.submissions.inspection import UNKNOWN, inspect
from beacon.submissions.pictures import Prepared, prepare, safe_name
from beacon.submissions.record import MOST_PICTURE_BYTES

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112
SECRET = b"44.8125N 20.4612E"


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def drawn(width: int = 60, height: int = 40, mode: str = "RGB") -> Image.Image:
    """Return a picture whose left half is red."""
    image = Image.new(mode, (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    return image


def exif(**tags: int) -> Image.Exif:
    """Return camera data with a place in it."""
    found = Image.Exif()
    found[MAKE] = "Telefon"
    found[GPS] = {1: "N", 2: (44.0, 48.0, 45.0), 3: "E", 4: (20.0, 27.0, 40.0), 29: SECRET.decode()}
    found[ORIENTATION] = tags.get("orientation", 1)
    return found


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that no program makes small."""
    raw = random.Random(1).randbytes(width * height * 3)
    return Image.frombytes("RGB", (width, height), raw)


def made(data: bytes, name: str = "poster.jpg") -> Prepared:
    found = prepare(data, name, name)
    assert isinstance(found, Prepared), found
    return found


PHOTOGRAPH = saved(drawn(), "JPEG", exif=exif(), comment=b"Ana, 7b")


def test_place_camera_and_comment_are_found_told_and_taken_out() -> None:
    before = inspect(PHOTOGRAPH)
    assert before is not None
    assert SECRET in PHOTOGRAPH
    after = made(PHOTOGRAPH)
    assert after.taken_out == before.hidden
    assert "the place where it was taken" in after.taken_out
    assert "comments" in after.taken_out
    assert inspect(after.data) == inspect(made(after.data).data)
    assert inspect(after.data).hidden == ()  # type: ignore[union-attr]
    assert SECRET not in after.data
    assert b"Exif" not in after.data
    assert b"7b" not in after.data


def test_picture_stands_upright_without_the_data_that_turned_it() -> None:
    turned = made(saved(drawn(), "JPEG", exif=exif(orientation=6)))
    assert turned.size == (40, 60)
    with Image.open(io.BytesIO(turned.data)) as image:
        assert image.getpixel((20, 10))[1] < 60 < image.getpixel((20, 50))[1]  # type: ignore[index]
        assert not image.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_damaged_data_of_a_camera_stop_nothing(kind: str) -> None:
    data, chance = saved(drawn(), kind, exif=exif(orientation=6)), random.Random(4)
    start = data.index(b"II*\0" if b"II*\0" in data else b"MM\0*")
    for _ in range(400):
        bent = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            bent[chance.randrange(start, min(start + 200, len(bent)))] = chance.choice(
                [0, 1, 127, 255]
            )
        found = prepare(bytes(bent), "x", "x")
        if isinstance(found, Problem):
            assert found.message == "The picture is damaged, or no picture."
        else:
            assert not inspect(found.data).hidden  # type: ignore[union-attr]


def png_with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET.decode())
    info.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    return saved(drawn(), "PNG", pnginfo=info, exif=exif())


def mpo() -> bytes:
    return saved(drawn(), "MPO", save_all=True, append_images=[noise(60, 40)])


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (png_with_text(), "comments"),
        (saved(drawn(), "WEBP", exif=exif(), xmp=SECRET), "the place where it was taken"),
        (mpo(), "further pictures behind the first"),
        (PHOTOGRAPH + b"<script>" + SECRET, "data behind its end"),
        (saved(drawn(), "PNG") + SECRET, "data behind its end"),
        (saved(drawn(), "JPEG", icc_profile=ImageCms.ImageCmsProfile(
            ImageCms.createProfile("sRGB")).tobytes()), "a profile of colours"),
        (saved(drawn(), "JPEG", icc_profile=SECRET * 20), "a profile of colours"),
        (saved(drawn(), "PNG", save_all=True, append_images=[noise(60, 40)]),
         "further pictures behind the first"),
    ],
)  # fmt: skip
def test_whatever_hides_in_a_picture_is_told_and_gone(data: bytes, told: str) -> None:
    after = made(data)
    assert told in after.taken_out
    assert SECRET not in after.data
    clean = inspect(after.data)
    assert clean is not None
    assert clean.hidden == ()
    assert clean.size == after.size == (60, 40)


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "RGBA", "LA", "1", "I;16"])
def test_every_kind_of_colours_becomes_plain(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    with Image.open(io.BytesIO(made(saved(drawn().convert(mode), kind)).data)) as image:
        assert image.mode in ("RGB", "RGBA")


def test_large_picture_becomes_small_and_the_same_each_time() -> None:
    data = saved(noise(1800, 300), "JPEG", quality=90)
    one = made(data)
    assert made(data) is one  # whoever is asked for five answers does not wait for it five times
    prepare.cache_clear()
    other = made(data)
    assert (other == one, other is one) == (True, False)
    assert max(one.size) <= 1600
    assert len(one.data) <= MOST_PICTURE_BYTES
    clear = noise(700, 300)
    clear.putalpha(128)
    seen = made(saved(clear, "PNG"))
    assert len(seen.data) <= MOST_PICTURE_BYTES


def bomb() -> bytes:
    """Return a PNG that says of itself to be far larger than it is."""
    data = saved(drawn(), "PNG")
    return data[:16] + struct.pack(">II", 20_000, 20_000) + data[24:]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a program as well"),
        (b"\xef\xbb\xbf \n<?xml version='1.0'?><svg/>", "a program as well"),
        (b"GIF89a;", "GIF"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"<html><script>alert(1)</script>", "no picture"),
        (PHOTOGRAPH[:200], "damaged"),
        (b"", "no picture"),
        (b"\xff\xd8" + b"\0" * 10_000_001, "10.0 MB"),
        (bomb(), "20000 by 20000 pixels"),
        (saved(drawn(), "TIFF"), "BMP or TIFF"),
        (saved(drawn(), "BMP"), "BMP or TIFF"),
        (b"\1\0\0\0" + b"\0" * 36 + b" EMF" + b"\0" * 60, "drawing of Office"),
        (b"\xd7\xcd\xc6\x9a" + b"\0" * 60, "drawing of Office"),
        (b"\1\0\t\0\0\3" + b"\0" * 60, "drawing of Office"),
    ],
)
def test_what_is_no_photograph_is_refused_with_a_reason(data: bytes, said: str) -> None:
    found = prepare(data, "x.jpg", "x.jpg")
    assert isinstance(found, Problem)
    assert said in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Наш плакат.JPG", "nas-plakat"),
        ("IMG_20261101_173015.jpg", "picture"),
        ("WhatsApp Image 2026-11-01 at 17.30.15.jpeg", "whatsapp-image-at"),
        ("IMG-20261101-WA0012.jpg", "picture"),
        ("Screenshot_20261101-173015_Instagram.png", "screenshot-instagram"),
        ("../../etc/passwd.png", "passwd"),
        ("C:\\Users\\x\\photo.png", "picture"),
        ('"><img src=x onerror=alert(1)>.png', "img-src-x-onerror-alert-1"),
        ("x" * 300 + ".png", "x" * 40),
        ("\u202egpj.exe", "gpj"),
    ],
)
def test_name_becomes_an_address_without_the_hour(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_kind_is_that_of_the_bytes_and_not_of_the_name() -> None:
    assert made(saved(drawn(), "PNG"), "x.jpg").name == "x.png"
    assert made(saved(drawn(), "WEBP"), "x.png").name == "x.jpg"


@given(st.data())
def test_damaged_bytes_are_inspected_without_a_fault(data: st.DataObject) -> None:
    base = data.draw(st.sampled_from([PHOTOGRAPH, png_with_text(), mpo()]))
    place = data.draw(st.integers(0, len(base) - 1))
    inside = data.draw(st.binary(max_size=12))
    inspect(base[:place] + inside + base[place + len(inside) :])
    inspect(base[:place])


def _segment(kind: int, inside: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(inside) + 2).to_bytes(2) + inside


@pytest.mark.parametrize(
    "hidden",
    [
        _segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0 064 123 4567"),
        _segment(0xEE, b"Adobe\0\x64\0\0\0\0\1 064 123 4567"),
        _segment(0xF0, b"064 123 4567"),
        _segment(0xC8, b"064 123 4567"),
        _segment(0x20, b"064 123 4567"),
        b"064 123 4567",
    ],
)
def test_words_between_the_segments_of_a_jpeg_are_told(hidden: bytes) -> None:
    clean = made(PHOTOGRAPH).data
    behind_the_first = 20
    told = inspect(clean[:behind_the_first] + hidden + clean[behind_the_first:])
    assert told and told.hidden == (UNKNOWN,)


@pytest.mark.parametrize("kind", [b"IEND", b"gAMA", b"pHYs"])
def test_words_in_a_chunk_of_a_png_that_has_none_are_told(kind: bytes) -> None:
    clean, words = saved(drawn(), "PNG"), b"064 123 4567"
    chunk = struct.pack(">I4s", len(words), kind) + words + b"\0" * 4
    end = clean.index(b"IEND") - 4
    told = inspect(clean[:end] + chunk + (clean[end:] if kind != b"IEND" else b""))
    assert told and told.hidden == (UNKNOWN,)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"optimize": True}])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_jpeg_that_only_draws_hides_nothing(mode: str, options: dict[str, bool]) -> None:
    found = inspect(saved(noise(90, 70).convert(mode), "JPEG", **options))
    assert found and found.hidden == ()

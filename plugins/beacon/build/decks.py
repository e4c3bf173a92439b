"""Decks: written slides and sheets as the values that kits are made from, and their checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from beacon.build.reading import Reader
from beacon.content.lessons import Lesson
from beacon.content.library import PICTURES
from beacon.content.markdown import Converter
from beacon.content.records import Record
from beacon.content.translations import media_for
from beacon.kits.blocks import Block, blocks_of, count_words
from beacon.kits.derived import MOST_WORDS
from beacon.kits.frames import lay_out_alone
from beacon.kits.measure import widths
from beacon.kits.outline import Picture, Slide
from beacon.kits.pictures import (
    UnsafeDrawing,
    as_png,
    photograph,
    safe_drawing,
    standing_alone,
)
from beacon.kits.slides import (
    DRAWINGS,
    NO_PICTURE,
    OVERFLOW,
    REFUSED,
    TOO_MUCH,
    TOO_SMALL,
    Written,
    check_written,
    written_slides,
)
from beacon.languages.latin import html_to_latin, to_latin
from beacon.problems import Problem
from beacon.typesetting.engine import NotSet

_READABLE = 24.0
"""Points below which the last row of a classroom has to guess."""

Convert = Callable[[str], tuple[Block, ...]]
"""Makes blocks of Markdown, in the script of the kit."""
FindPicture = Callable[[Written], Picture | None]


def slides_of(
    record: Record, convert: Convert, find: FindPicture, *, latin: bool = False
) -> tuple[Slide, ...]:
    """Return written slides as every format sets them."""
    return tuple(_slide(w, convert, find, latin=latin) for w in written_slides(record))


def _slide(written: Written, convert: Convert, find: FindPicture, *, latin: bool) -> Slide:
    return Slide(
        id=written.id,
        title=to_latin(written.title) if latin and not written.lang else written.title,
        layout=written.layout,  # type: ignore[arg-type]
        blocks=convert(written.text),
        notes=convert(written.notes),
        minutes=written.minutes,
        picture=find(written),
        line=written.line,
        title_lang=written.lang,
    )


def find_picture(site: Reader, record: Record, tag: str, *, latin: bool) -> FindPicture:
    """Return what finds the pictures of a sheet: drawings of the theme, or beside the lesson."""

    def find(written: Written) -> Picture | None:
        said = to_latin(written.alternative) if latin else written.alternative
        if not written.picture:
            return None
        path = picture_path(site, record, tag, written.picture)
        if path is None:
            return None
        if path.suffix == ".svg":
            svg = standing_alone(safe_drawing(path.read_bytes()).decode())
            return Picture(path.name, said, "image/svg+xml", svg.encode())
        data, kind = photograph(path.read_bytes())
        return Picture(path.name, said, kind, data)

    return find


def picture_path(site: Reader, record: Record, tag: str, name: str) -> Path | None:
    """Return the file of a picture, or None where nothing stands at that name."""
    if name.startswith(DRAWINGS):
        path = site.theme(f"illustrations/{Path(name.removeprefix(DRAWINGS)).name}")
        return path if path.is_file() and path.suffix == ".svg" else None
    uri = f"{record.parent}/{name.removeprefix('./')}"
    site.trace.note("media", tag, uri)
    media = media_for(site.site.library, site.languages, uri, tag)
    return media.path if media is not None and media.path.suffix in PICTURES else None


def check_deck(site: Reader, record: Record, lesson: Record) -> Iterator[Problem]:
    """Tell what is wrong in the slides of a lesson, line by line."""
    head = lesson.head
    assert isinstance(head, Lesson)
    written = written_slides(record)
    sensitivity = site.vocabulary.sensitivity(head.topics)
    found = list(check_written(written, record, head.minutes, sensitivity))
    yield from found
    for slide in written:
        if not slide.picture:
            continue
        path = picture_path(site, record, record.language, slide.picture)
        if path is None:
            said = f'No picture is called "{slide.picture}".'
            yield NO_PICTURE.at(record.path, slide.picture_line, said)
        elif path.suffix == ".svg":
            try:
                safe_drawing(path.read_bytes())
            except UnsafeDrawing as error:
                yield _refused(record, slide, error)
    if not found:
        yield from _check_room(site, record)


def refused_pictures(record: Record, find: FindPicture) -> Iterator[Problem]:
    """Tell the pictures that the typesetter does not draw, though they can be read."""
    for slide in written_slides(record):
        picture = find(slide)
        try:
            if picture is not None:
                as_png(picture)
        except NotSet as error:
            yield _refused(record, slide, error)


def _refused(record: Record, slide: Written, error: Exception) -> Problem:
    said = f'"{slide.picture}" cannot be drawn ({error}).'
    return REFUSED.at(record.path, slide.picture_line, said)


def _check_room(site: Reader, record: Record) -> Iterator[Problem]:
    """Tell slides on which the text has no room, in the script that is written."""
    known = widths(site.theme("kits/widths.json").parents[1])
    converter = Converter()

    def convert(text: str) -> tuple[Block, ...]:
        return blocks_of(converter.convert(text, lambda link: link))

    def find(written: Written) -> Picture | None:
        return Picture("", "", "", b"") if written.picture else None

    for slide in slides_of(record, convert, find):
        laid = lay_out_alone(slide, known)
        words = count_words(slide.blocks)
        if not laid.fits:
            yield OVERFLOW.at(record.path, slide.line, f'"{slide.title}" runs over.')
        elif laid.body_texts and laid.body.size < _READABLE and slide.layout != "cover":
            said = f'"{slide.title}" needs letters of {laid.body.size:g} points.'
            yield TOO_SMALL.at(record.path, slide.line, said)
        if words > MOST_WORDS:
            yield TOO_MUCH.at(record.path, slide.line, f'"{slide.title}" has {words} words.')


def in_script(text: str, converter: Converter, resolve: Callable[[str], str | None], base: str,
              fill: Callable[[str], str], *, latin: bool) -> tuple[Block, ...]:  # fmt: skip
    """Return Markdown as blocks in the script of a kit; links start from the address `base`.

    `fill` says in HTML the figures that the text cites.
    """
    html = converter.convert(text, resolve)
    return blocks_of(fill(html_to_latin(html) if latin else html), base)

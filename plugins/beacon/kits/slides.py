"""Slides as somebody writes them: `slides.md`, each slide below its heading."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from msgspec import Struct, field

from beacon.content.prose import outside_fences
from beacon.content.records import Record
from beacon.kits.outline import Layout
from beacon.patterns import regex
from beacon.problems import Code, Problem, Severity, did_you_mean, how_many

OVERFLOW = Code(
    "KIT001",
    "The text of a slide does not fit into its frame, even in the smallest letters.",
    "Take words out, or make two slides of it.",
)
TOO_MUCH = Code(
    "KIT002",
    "A slide holds so many words that people read instead of listening.",
    "Keep at most some thirty words; the rest belongs to the notes.",
    Severity.WARNING,
)
NO_ALTERNATIVE = Code(
    "KIT003",
    "A picture of a slide does not say what it shows.",
    "Say it in the brackets: ![what it shows](name.svg)",
)
MINUTES = Code(
    "KIT004",
    "The minutes of the slides do not add up to those of the lesson.",
    'Correct the minutes behind a heading: "## Title {#name minutes=5}".',
)
ONLY_COVER = Code(
    "KIT005",
    "A deck has a cover and nothing else.",
    "Write slides, or delete the file: then they are made from the lesson.",
)
NO_HELP = Code(
    "KIT006",
    "The topic is sensitive, and no slide says where help is.",
    'Add "## Where to find help {#help layout=help}" at the end. The numbers come by themselves.',
)
UNKNOWN_LAYOUT = Code("KIT007", "A slide asks for a layout that there is not.", "Correct the name.")
NO_PICTURE = Code(
    "KIT008", "A picture of a slide is not there.", "Put it beside the lesson, or correct its name."
)
TOO_SMALL = Code(
    "KIT009",
    "The text of a slide fits only in small letters; the last row cannot read them.",
    "Take words out, or make two slides of it.",
    Severity.WARNING,
)
TWICE = Code("KIT010", "Two slides have the same name.", "Give one of them another: {#name}.")
REFUSED = Code(
    "KIT012",
    "A picture of a slide cannot be drawn.",
    "Save the drawing anew as plain SVG, with a width and a height above 0, or as PNG.",
)
NOT_SET = Code(
    "KIT013",
    "A sheet of a kit cannot be set.",
    "Take back what was changed last in this lesson, and pass the message on to a developer.",
)
CODES = (
    OVERFLOW, TOO_MUCH, NO_ALTERNATIVE, MINUTES, ONLY_COVER, NO_HELP, UNKNOWN_LAYOUT, NO_PICTURE,
    TOO_SMALL, TWICE, REFUSED, NOT_SET,
)  # fmt: skip

LAYOUTS: tuple[str, ...] = get_args(Layout)
DRAWINGS = "theme:"
"""The address of a drawing of the theme begins so: `theme:sextortion.svg`."""
_SLIDE = regex(r"^##[ \t]+(.*?)[ \t]*(?:\{:?([^}]*)\})?[ \t]*$")
_NOTES = regex(r"^###[ \t]")
_PICTURE = regex(r"^!\[(.*?)\]\((\S+?)\)[ \t]*$")


class Written(Struct, frozen=True):
    """A slide as it is written: `text` and `notes` are Markdown, `line` is that of its heading.

    `lang` is the language that its title says it has.
    """

    id: str
    title: str
    layout: str
    minutes: int
    line: int
    text: str = ""
    notes: str = ""
    picture: str = ""
    alternative: str = ""
    picture_line: int = 0
    lang: str = ""


class _Open(Struct):
    """A slide that is being read."""

    title: str
    words: dict[str, str]
    line: int
    text: list[str] = field(default_factory=list)
    notes: list[str] | None = None
    picture: tuple[str, str, int] = ("", "", 0)

    def closed(self, number: int) -> Written:
        """Return it as it is written."""
        minutes = self.words.get("minutes", "")
        name, alternative, line = self.picture
        return Written(
            id=self.words.get("#", "") or f"slide-{number}",
            title=self.title,
            layout=self.words.get("layout", "") or ("picture" if name else "text"),
            minutes=int(minutes) if minutes.isdigit() else 0,
            line=self.line,
            text="\n".join(self.text).strip("\n"),
            notes="\n".join(self.notes or ()).strip("\n"),
            picture=name,
            alternative=alternative,
            picture_line=line,
            lang=self.words.get("lang", "").strip("\"'"),
        )


def written_slides(record: Record) -> tuple[Written, ...]:
    """Return the slides of a record: a heading `##` begins one, a heading `###` its notes."""
    slides: list[_Open] = []
    for line, text in outside_fences(record):
        heading = _SLIDE.match(text)
        if heading:
            slides.append(_Open(heading.group(1), _words(heading.group(2) or ""), line))
        elif not slides:
            continue
        elif slides[-1].notes is not None:
            slides[-1].notes.append(text)
        elif _NOTES.match(text):
            slides[-1].notes = []
        elif picture := _PICTURE.match(text):
            slides[-1].picture = (picture.group(2), picture.group(1).strip(), line)
        else:
            slides[-1].text.append(text)
    return tuple(slide.closed(number) for number, slide in enumerate(slides, 1))


def _words(text: str) -> dict[str, str]:
    """Return what stands in the braces behind a heading: `#name minutes=5 layout=question`."""
    found = {}
    for word in text.split():
        key, equals, value = word.partition("=")
        found["#" if key.startswith("#") else key] = value if equals else key.lstrip("#")
    return found


def check_written(
    slides: tuple[Written, ...], record: Record, minutes: int, sensitivity: int
) -> Iterator[Problem]:
    """Tell what is wrong in slides as they are written; `minutes` are those of the lesson."""
    path, seen = record.path, set[str]()
    if len(slides) < 2:
        said = "The deck has one slide alone." if slides else "The deck has no slide."
        yield ONLY_COVER.at(path, None, said)
        return
    for slide in slides:
        if slide.id in seen:
            yield TWICE.at(path, slide.line, f'"{slide.id}" stands there twice.')
        seen.add(slide.id)
        if slide.layout not in LAYOUTS:
            hint = did_you_mean(slide.layout, LAYOUTS) or f"There are: {', '.join(LAYOUTS)}."
            yield UNKNOWN_LAYOUT.at(path, slide.line, f'"{slide.layout}" is no layout.', hint)
        if slide.picture and not slide.alternative:
            said = f'"{slide.picture}" has no alternative text.'
            yield NO_ALTERNATIVE.at(path, slide.picture_line, said)
    total = sum(slide.minutes for slide in slides)
    if total != minutes:
        said = f"The slides take {how_many(total, 'minute')}, the lesson {minutes}."
        yield MINUTES.at(path, slides[-1].line, said)
    if sensitivity > 0 and not any(slide.layout == "help" for slide in slides):
        yield NO_HELP.at(path, slides[-1].line, "The deck ends without a help slide.")

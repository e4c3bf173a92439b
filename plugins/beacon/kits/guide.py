"""The guide: the whole plan of a lesson for the person who leads it, with times and help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beacon.kits.outline import KitSource, Part, StepPlan
from beacon.kits.paper import (
    facts_of,
    for_children,
    funding_blocks,
    help_notice,
    on_paper,
    printed,
    sayer,
    spans_of,
)
from beacon.languages.strings import Strings
from beacon.typesetting.document import (
    Block,
    Blocks,
    Heading,
    Notice,
    Paragraph,
    Table,
    Together,
    bullets,
    paragraphs,
    row,
    words,
)

_BEFORE = ("good-and-bad",)  # parts that are read before the steps begin
_RAISED = 1  # a heading of the page (level 2) is the first level on paper
_STEP = 0  # what stands in a step has headings below the step


def name(strings: Strings) -> str:
    """Return what the guide is called."""
    return strings.gettext("Guide for the facilitator")


def write(source: KitSource) -> bytes:
    """Return the guide as PDF."""
    return printed(source, source.title, tuple(_blocks(source)), subtitle=_subtitle(source))


def _subtitle(source: KitSource) -> str:
    return f"{name(source.strings)} · {facts_of(source)}"


def _blocks(source: KitSource) -> Iterator[Block]:
    gettext = sayer(source)
    yield Paragraph(words(source.description), "large")
    if source.stale:
        yield Notice(paragraphs((source.stale,)), gettext("About this translation"))
    if source.content_warning:
        yield Notice(paragraphs((source.content_warning,)), gettext("Content warning"))
    if source.safeguarding:
        yield Notice(paragraphs((source.safeguarding,)), gettext("Safeguarding note"), "safety")
    yield from on_paper(source.opening)
    yield from _listed(_aim(source), source.objectives)
    yield from _listed(gettext("Materials needed"), source.materials, boxes=True)
    yield from _listed(gettext("Preparation"), source.preparation, boxes=True)
    if source.key_words:
        yield Heading(1, words(gettext("Key words")))
        yield Paragraph(words(", ".join(source.key_words)))
    yield from _notes(source)
    for part in source.parts:
        if part.id in _BEFORE:
            yield from _whole(part)
    yield from _way(source)
    for step in source.steps:
        yield Heading(2, spans_of((step.heading,)), f"{step.minutes_text} · {step.form_text}")
        yield from on_paper(step.blocks, _STEP)
    for part in source.parts:
        if part.id not in _BEFORE:
            yield from _whole(part)
    yield Together((help_notice(source, adults=True),))
    yield from _sources(source)
    yield from funding_blocks(source)


def _whole(part: Part) -> Iterator[Block]:
    yield Heading(1, words(part.title))
    yield from on_paper(part.blocks, _RAISED)


def _aim(source: KitSource) -> str:
    gettext = sayer(source)
    if for_children(source):
        return gettext("By the end pupils can:")
    return gettext("By the end participants can:")


def _listed(title: str, texts: Sequence[str], *, boxes: bool = False) -> Blocks:
    if not texts:
        return ()
    return (Heading(1, words(title)), bullets(texts, "boxes" if boxes else "dots"))


def _notes(source: KitSource) -> Blocks:
    """Return the notes that somebody wrote for the person who leads the lesson."""
    if not source.notes:
        return ()
    gettext = sayer(source)
    title = gettext("Notes for the facilitator")
    return (Heading(1, words(title)), *on_paper(source.notes, 0))


def _way(source: KitSource) -> Blocks:
    """Return all steps in a table, each with the minutes from the beginning."""
    gettext = sayer(source)
    if not source.steps:
        return ()
    head = row(gettext("Minutes"), gettext("Step"), gettext("How"))
    lines = tuple(
        (words(f"{start}–{start + step.minutes}"), spans_of((step.heading,)), words(step.form_text))
        for start, step in zip(_starts(source.steps), source.steps, strict=True)
    )
    table = Table(lines, (head,), widths=(1, 4, 2))
    return (Heading(1, words(gettext("Lesson steps"))), table)


def _starts(steps: Sequence[StepPlan]) -> Iterator[int]:
    passed = 0
    for step in steps:
        yield passed
        passed += step.minutes


def _sources(source: KitSource) -> Blocks:
    gettext = sayer(source)
    return _listed(gettext("Sources"), source.sources)

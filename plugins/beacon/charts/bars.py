"""Bar charts, horizontal: readable on a phone and in black and white."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from markupsafe import Markup
from msgspec import Struct

from beacon.charts.drawing import Frame, Mark, Standing, most, picture, share

_LINE = 22
_BAR = 24
_GAP = 14
_LETTERS = 30  # in one line of a label, on the narrowest window
_LONGEST = 74.0  # of the width; the rest is for the number
_HIDDEN = 30.0
_HIDDEN_PART = 12.0


class Stack(Struct, frozen=True):
    """One bar made of several parts; `text` is what all of them together are."""

    label: str
    parts: Sequence[Mark]
    text: str


def bar_chart(marks: Sequence[Mark], frame: Frame) -> Markup:
    """Return bars that share one scale from 0. A true 0 is a thin line, the unknown is a word."""
    largest = most(marks)
    parts, top = [], 0
    for mark in marks:
        label, top = _label(mark.label, top)
        parts += [*label, *_bar(mark, frame, top, _LONGEST * (mark.value or 0) / largest)]
        top += _BAR + _GAP
    return picture(frame, "bars", max(top - _GAP, 1), parts)


def stacked_chart(stacks: Sequence[Stack], frame: Frame) -> Markup:
    """Return bars of several parts. What is hidden of a bar is one part of a fixed length."""
    largest = max((_shown(stack) for stack in stacks), default=0) or 1
    longest = _LONGEST - (_HIDDEN_PART if any(map(_has_hidden, stacks)) else 0)
    parts, top = [], 0
    for stack in stacks:
        label, top = _label(stack.label, top)
        parts += [*label, *_stack(stack, frame, top, longest / largest)]
        top += _BAR + _GAP
    return picture(frame, "stacks", max(top - _GAP, 1), parts)


def _label(text: str, top: int) -> tuple[list[Markup], int]:
    """Return the lines of a label, and where its bar begins."""
    lines = textwrap.wrap(text, _LETTERS) or [text]
    drawn = [
        Markup('<text class="label" x="0" y="{}">{}</text>').format(top + 16 + n * _LINE, line)
        for n, line in enumerate(lines)
    ]
    return drawn, top + len(lines) * _LINE


def _bar(mark: Mark, frame: Frame, top: int, length: float) -> Iterator[Markup]:
    if mark.standing is Standing.UNKNOWN:
        yield _value(mark.text, 0, top, "word")
    elif mark.standing is Standing.HIDDEN:
        yield _hatched(frame, 0, top, _HIDDEN)
        yield _value(mark.text, _HIDDEN, top, "word")
    else:
        yield Markup('<rect class="c{}" x="0" y="{}" width="{}" height="{}" rx="4"/>').format(
            mark.series, top, share(max(length, 0.6)), _BAR
        )
        yield _value(mark.text, max(length, 0.6), top, "value")


def _stack(stack: Stack, frame: Frame, top: int, scale: float) -> Iterator[Markup]:
    at = 0.0
    for mark in stack.parts:
        length = scale * (mark.value or 0)
        if mark.standing is Standing.SHOWN and length:
            yield Markup('<rect class="c{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                mark.series, share(at), top, share(length), _BAR
            )
            at += length
    if _has_hidden(stack):
        yield _hatched(frame, at, top, _HIDDEN_PART)
        at += _HIDDEN_PART
    yield _value(stack.text, at, top, "value" if at else "word")


def _hatched(frame: Frame, at: float, top: int, length: float) -> Markup:
    drawn = '<rect class="hidden" fill="{}" x="{}" y="{}" width="{}" height="{}"/>'
    return Markup(drawn).format(frame.hatch, share(at), top, share(length), _BAR)


def _value(text: str, at: float, top: int, kind: str) -> Markup:
    drawn = '<text class="{}" x="{}" dx="{}" y="{}">{}</text>'
    return Markup(drawn).format(kind, share(at), 8 if at else 0, top + 17, text)


def _shown(stack: Stack) -> int:
    return sum(mark.value or 0 for mark in stack.parts)


def _has_hidden(stack: Stack) -> bool:
    return any(mark.standing is Standing.HIDDEN for mark in stack.parts)

"""A submission to write tests with, and the types of what writes and reads it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from beacon.problems import Problem
from beacon.submissions.record import Submission

HEAD = """\
title: Наша кампања
description: Шта радимо кад неко у чету вређа.
slogan: Код нас се пише лепо.
centre: serbia
written_in: sr
made_by: {role: peer-educator, name: "Плава екипа"}
topics: [netiquette-empathy]
audiences: [pupils]
stages: [secondary]
period: {precision: month, year: 2026, month: 12}
expires: 2027-06-30
related_lessons: [privacy]
licence: CC-BY-4.0
"""
BODY = "Договорили смо се да нико не остаје сам.\n"

Hand = Callable[..., Path]
Read = Callable[[Path], tuple[Submission | None, list[Problem]]]


def text(head: str = HEAD, body: str = BODY) -> str:
    """Return a text with this front matter."""
    return f"---\n{head}---\n\n{body}"

"""Whose: the centre that a command is about, asked for where it cannot be known."""

from __future__ import annotations

import argparse

import environment


def one_centre(parser: argparse.ArgumentParser, asked: str | None, whose: str) -> str:
    """Return the centre that was asked for, or the only one there is.

    Ends the script where there are several, with what is to be said, or none.
    """
    centres = environment.centres()
    if asked is None and not centres:
        parser.error("there is no centre yet: python3 scripts/new.py centre NAME")
    if asked is None and len(centres) > 1:
        parser.error(f"say {whose}: --centre {' or --centre '.join(centres)}")
    return asked or centres[0]

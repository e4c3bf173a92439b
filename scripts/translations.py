#!/usr/bin/env python3
"""Lists what is missing or stale in each language, and stamps finished translations."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Iterable  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.site import Site, load_site  # noqa: E402
from beacon.content.sheets import NAMES as SHEETS  # noqa: E402
from beacon.content.stamping import stamp, standings  # noqa: E402
from beacon.content.translations import State  # noqa: E402
from beacon.languages.catalogues import extract, update  # noqa: E402
from beacon.languages.registry import UNKNOWN_LANGUAGE, load_languages  # noqa: E402
from beacon.languages.strings import catalogue_path, translated_by_hand  # noqa: E402
from beacon.problems import Problem, ProblemsFound, did_you_mean, how_many  # noqa: E402

_TODO = {State.FALLBACK: "missing", State.STALE: "stale"}


def main() -> int:
    """Print the standing of each language; with --stamp mark translations as current."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centre", help="only this centre (default: all)")
    parser.add_argument(
        "--stamp",
        nargs="*",
        metavar="FILE",
        help="say that these translations (default: all that carry no digest yet) are current",
    )
    parser.add_argument(
        "--strings",
        nargs="*",
        metavar="LANGUAGE",
        help="bring the catalogues of the interface up to date, and begin those of these languages",
    )
    options = parser.parse_args()
    if options.strings is not None:
        return update_catalogues(options.strings)
    centres = [options.centre] if options.centre else environment.centres()
    wanted = {Path(name).resolve() for name in options.stamp or ()}
    found: set[Path] = set()
    try:
        for centre in centres:
            if options.stamp is None:
                report(load_site(environment.ROOT, centre))
                continue
            for commons_only in (False, True):
                site = load_site(environment.ROOT, centre, commons_only=commons_only)
                found |= stamp_all(site, wanted)
    except ProblemsFound as error:
        print(error)
        return 1
    for path in sorted(wanted - found):
        print(f"{path}: no translation of this project; nothing was marked.")
    return 1 if wanted - found else 0


def update_catalogues(begun: list[str]) -> int:
    """Bring `theme/locales` in step with the templates, for each language people write.

    A language without a catalogue gets one where it is among those to be begun, which are given
    by folder or by tag.
    """
    root = environment.ROOT
    problems: list[Problem] = []
    registry = root / "content" / "vocabulary" / "languages.yml"
    languages = load_languages(registry, registry.relative_to(root).as_posix(), problems)
    written = translated_by_hand(languages)
    begun = [languages[name].path if name in languages else name for name in begun]
    for folder in begun:
        if folder not in written:
            said = f'No interface is translated by hand into "{folder}".'
            problems.append(UNKNOWN_LANGUAGE.at("--strings", None, said, _which(folder, written)))
    if problems:
        print(ProblemsFound(problems))
        return 1
    template = extract([root / "theme", root / "plugins"])
    failed = False
    for folder, language in written.items():
        path = catalogue_path(root / "theme" / "locales", language)
        shown = path.relative_to(root)
        if not path.is_file() and folder not in begun:
            print(f"{shown}: not begun; python3 scripts/translations.py --strings {folder}")
            continue
        try:
            missing = update(path, template, language.locale)
        except ProblemsFound as error:
            failed = True
            print(f"{error}\nThis catalogue stays as it is.")
        else:
            print(f"{shown}: {missing} of {len(template)} strings missing")
    return 1 if failed else 0


def _which(folder: str, written: Iterable[str]) -> str:
    return did_you_mean(folder, written) or f"There are: {', '.join(written)}."


def stamp_all(site: Site, wanted: set[Path]) -> set[Path]:
    """Stamp the wanted files, or all without a digest; return those wanted and found."""
    found = set()
    for record in site.library.texts():
        translation = record.head.translation
        path = (environment.ROOT / record.path).resolve()
        if not translation or (path not in wanted if wanted else translation.digest):
            continue
        found.add(path)
        of = site.languages.of_path(translation.of)
        find = site.library.sheet if record.kind in SHEETS else site.library.get
        source = find(record.id, of.tag) if of else None
        if source is not None and stamp(environment.ROOT, record, source):
            print(f"{record.path}: marked as made from {source.path}")
    return found & wanted


def report(site: Site) -> None:
    """Print for each language how many texts there are, and which are missing or stale."""
    if site.problems:
        them = "it" if len(site.problems) == 1 else "them"
        told = how_many(len(site.problems), "problem")
        print(f"{told}: python3 scripts/check.py lists {them}.")
    found = list(standings(site.library, site.languages, site.tags))
    print(f"\n{site.folder.id}")
    for tag in dict.fromkeys(standing.language for standing in found):
        mine = [standing for standing in found if standing.language == tag]
        counts = Counter(standing.state for standing in mine)
        words = sum(s.words for s in mine if s.state in _TODO)
        summary = ", ".join(f"{counts[state]} {state}" for state in State if counts[state])
        texts, to_do = how_many(len(mine), "text"), how_many(words, "word")
        print(f"  {tag}: {texts} ({summary}); {to_do} to translate")
        for standing in mine:
            if standing.state in _TODO:
                name = standing.id or "index"
                print(f"    {_TODO[standing.state]:8} {name} ({how_many(standing.words, 'word')})")


if __name__ == "__main__":
    sys.exit(main())

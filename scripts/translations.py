#!/usr/bin/env python3
"""Lists what is missing or stale in each language, and stamps finished translations."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from collections import Counter  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.site import Site, load_site  # noqa: E402
from beacon.content.sheets import NAMES as SHEETS  # noqa: E402
from beacon.content.stamping import stamp, standings  # noqa: E402
from beacon.content.translations import State  # noqa: E402
from beacon.languages.catalogues import extract, update  # noqa: E402
from beacon.languages.registry import load_languages  # noqa: E402
from beacon.languages.strings import catalogue_path  # noqa: E402
from beacon.problems import Problem, ProblemsFound, how_many  # noqa: E402

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
        "--strings", action="store_true", help="bring the catalogues of the interface up to date"
    )
    options = parser.parse_args()
    if options.strings:
        return update_catalogues()
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


def update_catalogues() -> int:
    """Bring `theme/locales` in step with the templates, for each language people write."""
    root = environment.ROOT
    problems: list[Problem] = []
    registry = root / "content" / "vocabulary" / "languages.yml"
    languages = load_languages(registry, str(registry), problems)
    template = extract([root / "theme", root / "plugins"])
    failed = False
    for language in languages.by_tag.values():
        path = catalogue_path(root / "theme" / "locales", language)
        if not path.is_file():
            continue
        try:
            missing = update(path, template, language.locale)
        except ProblemsFound as error:
            failed = True
            print(f"{error}\nThis catalogue stays as it is.")
        else:
            print(f"{path.relative_to(root)}: {missing} of {len(template)} strings missing")
    return 1 if failed else 0


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

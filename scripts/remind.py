#!/usr/bin/env python3
"""Prints mails to organisers about events whose numbers are missing: python3 scripts/remind.py."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import sys  # noqa: E402
from datetime import date  # noqa: E402

from beacon.build.site import load_site  # noqa: E402
from beacon.build.wording import Wording  # noqa: E402
from beacon.problems import ProblemsFound  # noqa: E402
from beacon.schedule.reminders import reminder, without_numbers  # noqa: E402


def main() -> int:
    """Return 0 when nothing is missing or all mails were printed, 2 for a wrong call."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centre", help="only this centre (default: all)")
    parser.add_argument("--organiser", help="only this organiser's mail; an id of the schedule")
    parser.add_argument("--language", help="a tag such as sr-Latn (default: the centre's first)")
    parser.add_argument(
        "--as-of", type=environment.day, default=date.today(), metavar="DATE", help="as on a day"
    )
    options = parser.parse_args()
    for centre in [options.centre] if options.centre else environment.centres():
        try:
            said = mails(centre, options.as_of, options.organiser, options.language)
        except ProblemsFound as error:
            print(error)
            return 2
        print("\n".join(said) if said else f"{centre}: no numbers are missing.")
    return 0


def mails(centre: str, as_of: date, organiser: str | None, tag: str | None) -> list[str]:
    """Return the mails of one centre."""
    site = load_site(environment.ROOT, centre)
    language = site.languages[tag] if tag in site.tags else site.default
    words = Wording(site, language)
    names = {partner.id: words.text(partner.name) for partner in site.centre.partners}
    names |= {venue.id: words.venue(venue.name) for venue in site.schedule.venues.values()}
    missing = without_numbers(site.schedule, site.summaries.answered, as_of=as_of)
    return [
        reminder(
            events,
            site.schedule,
            site.vocabulary,
            organiser=names.get(key, key),
            language=language,
            languages=site.languages,
            strings=site.strings[language.tag],
        )
        for key, events in missing.items()
        if organiser in (None, key)
    ]


if __name__ == "__main__":
    sys.exit(main())

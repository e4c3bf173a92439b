"""Scaffolds: folders for something new, which build at once and explain their own fields."""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import available_timezones

from beacon.files import write
from beacon.languages.registry import load_languages
from beacon.problems import Problem
from beacon.slugs import slugify

_NAME = re.compile(r"^[a-z]+(?:-[a-z]+)*$")
_CENTRE = """\
# Who this centre is. What is not known stays null; the site then shows nothing in its place.
id: {name}
country: "{country}"                # ISO 3166, two letters
name: {{en: "{title}: name to be filled in"}}   # one entry for each language folder: en, sr, bg …
short_name: {{en: "{title}"}}
aliases: []                      # other spellings people search for
city: null                       # a slug of content/vocabulary/cities.csv
time_zone: {time_zone}
languages: [{languages}]         # tags of vocabulary/languages.yml; the first is the default
website: null                    # the address under which the site will be published
email: null
founded: null
part_of: null
parent_organisation: null
programme: null
navigation: [help, lessons, campaigns, calendar, schools, parents, young-people, about]
footer: [what-happens, report, trainers, partners, glossary, guide, accessibility, privacy]
funding: null                    # a funding statement, word for word, and the paths it belongs to
quick_exit_url: https://www.wikipedia.org/   # the neutral page that "Quick exit" opens
social: {{}}
partners: []
samples: false                   # true: events marked as samples are shown, for trying things out
threshold: 5                     # attendance counts below it are not published
legal_terms: []                  # names of laws that only this centre's pages may show
"""
_CHANNELS = """\
# Where people find help: phone numbers, addresses, forms. They stand here and nowhere else.
# Enter only what the centre has confirmed; hours and cost that are not known stay null and unknown.
# An entry looks like this (take the # away):
#
#  - id: helpline
#    kind: helpline            # emergency, helpline, hotline, police or partner
#    type: phone               # phone, email, web or chat
#    name: {en: "…"}
#    text: {en: "When to use it, in one sentence."}
#    value: "…"                # digits only for a phone
#    display: "…"              # the same digits as people read them
#    hours: null               # or always, or {days: mon-fri, opens: "09:00", closes: "17:00"}
#    cost: unknown             # or free
#    anonymous: null           # true, false, or null if not known
#    report: false             # true: also shown on the page "Report"
#    help_bar: true            # true: stands in the help bar of every page (three at most)
#    source: "where this was read"
#    verified_on: 2026-01-01
#    confirmed_by_centre: false
channels: []
"""
_VENUES = "id,name,kind,city,sample\n"


class NotMadeError(Exception):
    """Something new could not be made; the message says why, and nothing was written."""


def new_centre(
    root: Path, name: str, *, country: str, tags: tuple[str, ...], time_zone: str
) -> Path:
    """Make the folder of a new centre and return it.

    Raises NotMadeError for a name, language, country or time zone that cannot be used.
    """
    folder = root / "content" / "centres" / name
    problems: list[Problem] = []
    registry = root / "content" / "vocabulary" / "languages.yml"
    languages = load_languages(registry, "content/vocabulary/languages.yml", problems)
    if not _NAME.match(name):
        raise NotMadeError(f'"{name}" cannot be a folder name. Try "{slugify(name)}".')
    if folder.exists():
        raise NotMadeError(f'There is a centre "{name}" already: {folder}')
    for tag in tags:
        if tag not in languages:
            known = ", ".join(languages.by_tag)
            raise NotMadeError(f'No language "{tag}". Known: {known}. {languages.hint(tag)}')
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise NotMadeError(f'"{country}" is no country code of two capital letters.')
    if time_zone not in available_timezones():
        raise NotMadeError(f'No time zone "{time_zone}". Write it as Europe/Zagreb.')
    title = name.replace("-", " ").title()
    centre = _CENTRE.format(
        name=name, title=title, country=country, time_zone=time_zone, languages=", ".join(tags)
    )
    write(folder / "help-channels.yml", _CHANNELS.encode())
    write(folder / "schedule" / "venues.csv", _VENUES.encode())
    for tag in dict.fromkeys(languages.source(tag).path for tag in tags):
        (folder / "pages" / tag).mkdir(parents=True)
        write(folder / "pages" / tag / ".gitkeep", b"")
    write(folder / "centre.yml", centre.encode())
    return folder

"""Scaffolds: folders for something new, which build at once and explain their own fields."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection
from pathlib import Path

from beacon.build.ways import TAKEN
from beacon.files import write, write_together
from beacon.languages.registry import load_languages
from beacon.patterns import regex
from beacon.problems import Problem, did_you_mean
from beacon.slugs import names_a_device, slugify
from beacon.submissions.record import FOLDER, INDEX

_NAME = regex(r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z")
MOST_LETTERS = 60
"""How long a name may be: addresses and names of files are made of it."""
UNKNOWN_COUNTRY = "XX"
"""The code that ISO 3166 leaves free, for a centre whose country nobody has named yet."""
TO_BE_FILLED_IN = "name to be filled in"
_CENTRE = """\
# Who this centre is. What is not known stays null; the site then shows nothing in its place.
id: "{name}"
country: "{country}"                # ISO 3166, two letters
name: {{en: "{title}: {to_be_filled_in}"}}   # one entry for each language folder: en, sr, bg …
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
funding: null                    # a statement, word for word, the paths it belongs to, its emblem
quick_exit_url: https://www.wikipedia.org/   # the neutral page that "Quick exit" opens
social: {{}}
partners: []
samples: false                   # true: events marked as samples are shown, for trying things out
threshold: 5                     # attendance counts below it are not published
legal_terms: []                  # names of laws that only this centre's pages may show
# The page where young people write campaigns; the guide "Setting up the editing page" explains it.
# editor: {{backend: gitlab, repo: centre/site, app_id: the number of the application}}
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
#    source: {en: "where this was read"}   # or "example.org": the same in all languages
#    verified_on: 2026-01-01
#    confirmed_by_centre: false
channels: []
"""
_VENUES = "id,name,kind,city,sample\n"


SCAFFOLDS = Path(__file__).parent / "scaffolds"
"""The beginnings of a lesson and its quiz, in each language that writers are spoken to."""

_WRITTEN = ("en", "sr", "bg")


class NotMadeError(Exception):
    """Something new could not be made; the message says why, and nothing was written."""


def new_centre(
    root: Path, name: str, *, country: str, tags: tuple[str, ...], time_zone: str
) -> Path:
    """Make the folder of a new centre and return it.

    Raises NotMadeError for a name, language, country or time zone that cannot be used.
    """
    from zoneinfo import available_timezones  # noqa: PLC0415 (seldom needed)

    folder = root / "content" / "centres" / name
    problems: list[Problem] = []
    shown = "content/vocabulary/languages.yml"
    languages = load_languages(root / shown, shown, problems)
    _need_name(name, "centre")
    if folder.exists():
        raise NotMadeError(f'There is a centre "{name}" already: {folder}')
    for tag in tags:
        if tag not in languages:
            known = ", ".join(languages.by_tag)
            said = f'No language "{tag}". Known: {known}.'
            advice = languages.hint(tag) or f"Add a block for it to {shown}."
            raise NotMadeError(f"{said} {advice}")
        if tags.count(tag) > 1:
            raise NotMadeError(f'The language "{tag}" is named twice. Name it once.')
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise NotMadeError(f'"{country}" is no country code of two capital letters.')
    if time_zone not in available_timezones():
        raise NotMadeError(f'No time zone "{time_zone}". Write it as Europe/Zagreb.')
    title = name.replace("-", " ").title()
    centre = _CENTRE.format(
        name=name, title=title, country=country, time_zone=time_zone,
        languages=", ".join(f'"{tag}"' for tag in tags), to_be_filled_in=TO_BE_FILLED_IN,
    )  # fmt: skip
    written = dict.fromkeys(languages.source(tag).path for tag in tags)
    files = {
        folder / "help-channels.yml": _CHANNELS.encode(),
        folder / "schedule" / "venues.csv": _VENUES.encode(),
        **{folder / "pages" / path / ".gitkeep": b"" for path in written},
        folder / "centre.yml": centre.encode(),
    }
    try:
        write_together(files)
    except OSError:  # half a centre would be in the way of the next attempt
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def new_lesson(root: Path, name: str, *, language: str) -> Path:
    """Make the folder of a lesson with its quiz, both drafts, and return it.

    `language` is the folder that the writer writes in; the fields are explained in that
    language, in English where we do not speak it. Where the lesson is there in another
    language, it becomes a translation of that.

    Raises NotMadeError for a name or language that cannot be used.
    """
    commons = root / "content" / "commons"
    _need_written(root, language, "write the lesson in")
    _need_name(name, "lesson", TAKEN | {INDEX})
    folder = commons / language / "lessons" / name
    if folder.exists():
        raise NotMadeError(f'There is a lesson "{name}" already: {folder}')
    speaks = language if language in _WRITTEN else "en"
    title = name.replace("-", " ").capitalize()
    for scaffold, file in (("lesson.{}.md", "index.md"), ("quiz.{}.yml", "quiz.yml")):
        of = _original(commons, language, name, file)
        line = f"translation: {{of: {of}}}\n" if of else ""
        text = (SCAFFOLDS / scaffold.format(speaks)).read_text(encoding="utf-8")
        write(folder / file, text.format(title=title, translation=line).encode())
    return folder


def _need_name(name: str, kind: str, taken: Collection[str] = ()) -> None:
    """Raise NotMadeError unless a folder, and so an address, can have this name.

    What is `taken` stands at that address already, or would be the page of the folder above.
    """
    if names_a_device(name):
        said = f'Windows cannot open a folder called "{name}".'
        raise NotMadeError(f'{said} Try "{name}-{kind}".')
    if name in taken:
        said = f'"{name}" is the name of another page of the site.'
        raise NotMadeError(f'{said} Try "{name}-{kind}".')
    if not _NAME.match(name):
        raise NotMadeError(f'"{name}" cannot be a folder name. Try "{_better(name)}".')
    if len(name) > MOST_LETTERS:
        said = f"The name has {len(name)} letters, and {MOST_LETTERS} is the most."
        raise NotMadeError(f'{said} Try "{_better(name)}".')


def _better(name: str) -> str:
    return slugify(name)[:MOST_LETTERS].strip("-")


def _need_written(root: Path, language: str, advice: str) -> None:
    """Raise NotMadeError unless people write in the folder of a language."""
    problems: list[Problem] = []
    shown = "content/vocabulary/languages.yml"
    languages = load_languages(root / shown, shown, problems)
    found = languages.of_path(language)
    if found is None:
        folders = (lang.path for lang in languages.by_tag.values() if not lang.transliterated_from)
        hint = languages.hint(language) or f"There are: {', '.join(folders)}."
        raise NotMadeError(f'No language has the folder "{language}". {hint}')
    if found.transliterated_from:
        source = languages[found.transliterated_from].path
        raise NotMadeError(f'"{language}" is made from "{source}": {advice} "{source}".')


def new_campaign(root: Path, name: str, *, language: str, centre: str) -> Path:
    """Make the folder of a submission with a text to fill in, and return the text.

    `language` is the folder that its authors write in; a campaign that is there gets a text in
    one more language. The fields are explained in that language, in English where we do not
    speak it. What has to be filled in is empty, so that every check tells it.

    Raises NotMadeError for a name, language or centre that cannot be used.
    """
    _need_written(root, language, "write in")
    _need_name(name, "campaign", {INDEX})
    centres = sorted(p.parent.name for p in (root / "content" / "centres").glob("*/centre.yml"))
    if centre not in centres:
        hint = did_you_mean(centre, centres)
        raise NotMadeError(f'No centre is called "{centre}". {hint}'.rstrip())
    taken = sorted((root / "content").glob(f"*/**/campaigns/{name}"))
    if taken:
        raise NotMadeError(f'There is a campaign "{name}" already: {taken[0]}')
    path = root / "content" / FOLDER / name / f"text.{language}.md"
    if path.exists():
        raise NotMadeError(f"There is a text in this language already: {path}")
    speaks = language if language in _WRITTEN else "en"
    text = (SCAFFOLDS / f"campaign.{speaks}.md").read_text(encoding="utf-8")
    write(path, text.format(centre=centre, language=language).encode())
    return path


def _original(commons: Path, language: str, name: str, file: str) -> str:
    """Return the folder of another language in which this file is there and no translation."""
    for path in sorted(commons.glob(f"*/lessons/{name}/{file}")):
        other = path.relative_to(commons).parts[0]
        if other != language and "\ntranslation:" not in path.read_text(encoding="utf-8"):
            return other
    return ""

"""Explaining: why a file of a site was made anew, or which files a source has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from beacon.build.engine import Outcome
from beacon.build.facts import OF_EVENTS
from beacon.build.reading import Key
from beacon.build.site import CENTRE_FILES, PATHS_FILE, source_of_part
from beacon.content.vocabulary import Vocabulary
from beacon.patterns import regex

_OF_A_PAGE = frozenset({
    "route", "page", "named", "described", "card", "text", "sheet", "exists", "unreadable",
    "children", "kit", "picture", "media",
})  # fmt: skip
"""Facts of one page, sheet or picture, whose address their key holds."""

_PAGES = regex(r"content/(?:commons|centres/[^/]+/pages)/[^/]+/(.*)")
_HANDED_IN = regex(r"content/submissions/([^/]+)/")
_OF_CENTRE = regex(r"content/centres/([^/]+)/(.*)")


def explained(path: str, outcome: Outcome, site: Path, root: Path, centre: str) -> str:
    """Return why the files at an address were made or left, or those that a source has changed.

    `site` is the folder of the finished site of `centre`, `root` that of the project with the
    sources.
    """
    wanted = path.strip("/")
    names = {wanted, f"{wanted}/index.html".lstrip("/")}
    found = {uri: keys for uri, keys in outcome.made.items() if uri in names}
    of_site = any((site / name).is_file() for name in names)
    if removed := names.intersection(outcome.removed):
        return f"  {min(removed)}: removed, because nothing makes it any more."
    # A source may be gone, but not the folder of all sources of its kind.
    if not found and not of_site and (root / wanted.partition("/")[0]).exists():
        found = _told_of(wanted, outcome.made, centre)
    if not found and not of_site and not (wanted and (root / wanted).exists()):
        return f"  {path}: there is no such page or file."
    if not found:
        return f"  {path}: nothing it was made from has changed."
    return "\n".join(f"  {uri}: made because {_reasons(keys)}" for uri, keys in found.items())


def _told_of(
    source: str, made: Mapping[str, tuple[Key, ...]], centre: str
) -> dict[str, tuple[Key, ...]]:
    """Return the files for which a fact has changed that is found in a source."""
    tells = _telling(source, centre)
    return {uri: keys for uri, keys in made.items() if any(map(tells, keys))}


def _telling(source: str, centre: str) -> Callable[[Key], bool]:
    """Return what tells whether a fact is found in a source, which may be a folder."""
    if place := _PAGES.match(source):
        page = place[1].removesuffix(".md").removesuffix(".yml")
        page = "" if page == "index" else page.removesuffix("/index")
        return lambda key: key[0] in _OF_A_PAGE and page in key[1:]
    if slug := _HANDED_IN.match(f"{source}/"):
        page = f"campaigns/{slug[1]}"
        return lambda key: key[0] in _OF_A_PAGE and page in key[1:]
    kinds = _kinds_in(source, centre)
    parts = {
        part for part in Vocabulary.__struct_fields__ if source.startswith(source_of_part(part)[1])
    }
    if "topics" in parts:
        kinds |= {"sensitivity"}
    return lambda key: (
        key[0] in kinds or (key[0] in ("vocabulary", "term") and not parts.isdisjoint(key[1:2]))
    )


def _kinds_in(source: str, centre: str) -> frozenset[str]:
    """Return the kinds of facts that are found in a source of data, of the theme or of the code."""
    if of_centre := _OF_CENTRE.match(source):
        name, rest = of_centre.groups()
        if rest in CENTRE_FILES:
            return frozenset({"centres", "contacts", *(("centre",) if name == centre else ())})
        if rest == "figures.csv":
            return frozenset({"figures"})
        folder = rest.partition("/")[0] if name == centre else ""
        return {
            "schedule": OF_EVENTS | {"schedule"},
            "attendance": frozenset({"summaries", "reach"}),
        }.get(folder, frozenset())
    for start, kinds in _FOUND_IN:
        if f"{source}/".startswith(start):
            return kinds
    return frozenset()


_UNKNOWN = frozenset({"unknown"})
_FOUND_IN: tuple[tuple[str, frozenset[str]], ...] = (
    ("theme/locales/", frozenset({"strings"})),
    ("theme/", frozenset({"look", "theme"})),
    (PATHS_FILE, frozenset({"paths"})),
    ("content/glossary/", frozenset({"glossary", "glossary words"})),
    ("content/forms/", frozenset({"forms"})),
    ("content/vocabulary/languages.yml", _UNKNOWN),
    # A change to any file of the vocabulary has the schedule and the attendance read anew.
    ("content/vocabulary/", frozenset({"schedule", "summaries"})),
    ("mkdocs.yml", _UNKNOWN),
    ("plugins/", _UNKNOWN),
    ("requirements/", _UNKNOWN),
)
"""The facts that are found in sources, by the beginning of their paths; the first one counts."""

REASONS = {
    "new": "it was not there before",
    "unknown": "nothing is known of how it was made (the code, the settings, the languages, the "
    "place of the project or the rights of new files have changed, or .cache was deleted)",
    "look": "a template or a file of the theme has changed",
    "theme": "a file of the theme has changed: {}",
    "file": "the file itself was changed or removed",
    "text": "its text has changed: {}",
    "sheet": "a quiz, a story or a text for a kit has changed: {}",
    "route": "the title, description or state of a page has changed: {}",
    "routes": "the title, description or state of some page has changed",
    "page": "a page was added or removed: {}",
    "named": "the title by which a page is named has changed: {}",
    "described": "what a page says it is about has changed: {}",
    "card": "the front matter of a page has changed: {}",
    "media": "a picture has changed: {}",
    "picture": "a picture was added or removed: {}",
    "exists": "a page was added or removed: {}",
    "lesson": "a lesson was added or removed: {}",
    "unreadable": "a text has faults, or has none any more: {}",
    "ids": "a page was added or removed",
    "children": "the pages below a page have changed: {}",
    "nearest": "other lessons are most like one: {}",
    "ages": "the ages or topics of lessons have changed: {}",
    "lessons": "the list of lessons has changed: {}",
    "facet": "the lessons of a group have changed: {}",
    "facets": "the groups of lessons have changed: {}",
    "campaigns": "the list of campaigns has changed: {}",
    "campaigns by standing": "the list of campaigns has changed: {}",
    "campaigns naming": "the campaigns that name a lesson have changed: {}",
    "searched": "a text that the search finds has changed: {}",
    "sitemap": "a page was added, removed or reviewed",
    "as_of": "the newest date in the content has changed",
    "schedule": "the schedule has changed",
    "event": "an event has changed: {}",
    "events": "an event has changed",
    "group": "an event of a group has changed: {}",
    "month": "an event of a month has changed: {}",
    "year": "the events of a year have changed: {}",
    "years": "the years with events have changed",
    "coming": "the next events have changed",
    "upcoming": "the next events have changed",
    "of lesson": "the next events with a lesson have changed: {}",
    "overview": "the number of events has changed",
    "samples": "the first sample event has come, or the last has gone",
    "changes": "what changed last in the schedule has changed",
    "changes of": "what changed in an event has changed: {}",
    "vocabulary": "the vocabulary has changed: {}",
    "term": "a term was added to the vocabulary, or taken out: {}",
    "sensitivity": "a topic is more sensitive than it was, or less: {}",
    "centre": "centre.yml or help-channels.yml has changed",
    "centres": "centre.yml or help-channels.yml of some centre has changed",
    "contacts": "a help channel, a website or an address of some centre has changed",
    "strings": "the strings of the interface have changed: {}",
    "figures": "a published figure has changed",
    "summaries": "the attendance, or what it is counted by, has changed",
    "reach": "what was counted at the stops of a campaign has changed: {}",
    "proof": "the numbers that show what the centre does have changed",
    "forms": "the letters and forms of kits have changed",
    "glossary": "the glossary has changed",
    "glossary words": "the words that are linked to the glossary have changed: {}",
    "paths": "a learning path has changed",
    "kit": "the kit of a lesson has changed: {}",
    "kits": "a kit has changed: {}",
    "kit recipe": "how kits are made has changed",
}
"""Why a file was made, for each fact; `{}` stands for which one it is."""


def _reasons(keys: Iterable[Key]) -> str:
    said = [
        REASONS[key[0]].format(" ".join(filter(None, key[1:]))).removesuffix(": ") for key in keys
    ]
    return "; ".join(dict.fromkeys(said))

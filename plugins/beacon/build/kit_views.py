"""Kits as pages show them: what is inside, how large it is, and where to take it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import FeedView, KitFileView, KitRowView, KitView
from beacon.build.wording import Wording
from beacon.content.lessons import Lesson, is_for_adults
from beacon.content.links import relative_url
from beacon.kits.records import KitFile, KitRecord
from beacon.languages.formats import compare_key, format_date, format_size, joined_names
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language

KITS = "kits"
"""The page above all others about kits; it is a written one."""
_FEEDS = (
    ("Atom", "feed.xml", "application/atom+xml"),
    ("JSON Feed", "feed.json", "application/feed+json"),
)
KIT_FOLDER = "kit/"
"""Where the files of a kit stand, from the page of its lesson."""
PRESS_FOLDER = "press/"
"""Where what can be taken of a campaign stands, from its page."""


def audiences_of_kits(lesson: Lesson, wording: Wording) -> dict[str, list[str]]:
    """Return the audiences of a lesson that need kits of their own, each with its names.

    Children, parents and professionals do; where a lesson is for one of them alone, the
    id is empty, because nothing has to be told apart.
    """
    known = wording.site.vocabulary.audiences
    groups: dict[str, list[str]] = {}
    for name in lesson.audiences:
        adults = name in known and known[name].adults
        group = "parents" if name == "parents" else "professionals" if adults else "pupils"
        groups.setdefault(group, []).append(wording.term(known, name))
    if len(groups) > 1:
        return groups
    return {"": [name for names in groups.values() for name in names]}


def kit_views(records: Iterable[KitRecord], wording: Wording, base: str) -> list[KitView]:
    """Return the kits of a lesson; `base` leads from the page to the folder of their files."""
    return [_view(record, wording, base) for record in records]


def _view(record: KitRecord, wording: Wording, base: str) -> KitView:
    gettext = wording.strings.gettext
    groups = (
        ("teach", gettext("To teach with")),
        ("give", gettext("To hand out")),
        ("organise", gettext("To organise")),
        ("about", gettext("About this kit")),
    )
    changed = date.fromisoformat(record.changed_on) if record.changed_on else None
    return KitView(
        audience=record.for_whom,
        whole=file_view(record.whole, wording, base),
        small=file_view(record.small, wording, base),
        files=[
            (name, [file_view(f, wording, base) for f in record.files if f.group == group])
            for group, name in groups
            if any(f.group == group for f in record.files)
        ],
        slides=[
            (title, f"{base}{preview_name(record, number)}")
            for number, title in enumerate(record.slides, 1)
        ],
        revision=record.revision,
        changed_iso=record.changed_on,
        changed_text=format_date(changed, wording.language, "sentence") if changed else "",
        change=record.change,
    )


def is_about_kits(record_id: str) -> bool:
    """Tell the pages that speak of all kits."""
    return record_id == KITS or record_id.startswith(f"{KITS}/")


def pack_name(language: Language) -> str:
    """Return the name of the file with all kits of a language."""
    return f"all-kits-{language.path.lower()}.zip"


def kit_list(site: SiteLike, route: Route) -> dict[str, Any]:
    """Return what the list of all kits shows, the youngest readers' first."""
    language = route.language
    wording = Wording(site, language)
    rows = [_row(record, site, route, wording) for record in site.kits.all(language.tag)]
    rows.sort(key=lambda row: (row[0], compare_key(row[1].title, language)))
    kits = [row for _, row in rows]
    sizes = [record.whole.size for record in site.kits.all(language.tag)]
    size = sum(s for s in sizes if s)
    here = relative_url(route.id, KITS)
    pack = KitFileView(
        "", f"{here}{pack_name(language)}", "ZIP",
        format_size(size, language) if size and None not in sizes else "", "",
    )  # fmt: skip
    return {
        "kits": kits,
        "pack": pack,
        "atom_href": here + _FEEDS[0][1],
        "json_href": here + _FEEDS[1][1],
        "audiences": _each(name for kit in kits for name in kit.audiences),
        "topics": _each(name for kit in kits for name in kit.topics),
    }


def kit_feeds(site: SiteLike, route: Route, site_url: str) -> list[FeedView]:
    """Return the feeds of all kits on the pages about these, where there are any."""
    tag = route.language.tag
    if not is_about_kits(route.id) or "kits" not in site.features or not site.kits.all(tag):
        return []
    here, place = relative_url(route.id, KITS), site.routes[tag, KITS].uri
    title = unmarked(Wording(site, route.language).strings.gettext("Feed of new and changed kits"))
    return [
        FeedView(f"{title} ({kind})", here + name, f"{site_url}{place}{name}", "", media_type)
        for kind, name, media_type in _FEEDS
    ]


def _each(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _row(
    record: KitRecord, site: SiteLike, here: Route, wording: Wording
) -> tuple[int, KitRowView]:
    """Return a kit with the age of its youngest readers."""
    record_id = f"lessons/{record.lesson}"
    route = site.routes[here.language.tag, record_id]
    lesson, terms = route.record.head, site.vocabulary
    assert isinstance(lesson, Lesson)
    href = relative_url(here.id, record_id)
    base = f"{href}{KIT_FOLDER}"
    changed = date.fromisoformat(record.changed_on) if record.changed_on else None
    adults = is_for_adults(lesson, terms)
    audiences = audiences_of_kits(lesson, wording)[record.audience]
    return lesson.age_min, KitRowView(
        title=record.title,
        href=href,
        lang=route.translation.text_language,
        ages_text="" if adults else wording.ages(lesson.age_min, lesson.age_max),
        minutes_text=wording.minutes(lesson.minutes),
        audiences=audiences,
        audiences_text=joined_names(audiences, wording.language),
        apart=record.for_whom,
        topics=wording.terms(terms.topics, lesson.topics),
        whole=file_view(record.whole, wording, base),
        small=file_view(record.small, wording, base),
        revision=record.revision,
        changed_iso=record.changed_on,
        changed_text=format_date(changed, wording.language, "sentence") if changed else "",
        change=record.change,
    )


def preview_name(record: KitRecord, number: int) -> str:
    """Return the name of the drawing of a slide."""
    audience = f"{record.audience}-" if record.audience else ""
    return f"{audience}slide-{number:02d}.svg"


def file_view(file: KitFile, wording: Wording, base: str) -> KitFileView:
    """Return a file with its size and its pages in words."""
    strings, slides = wording.strings, file.file.endswith((".pptx", ".html"))
    pages = ""
    if file.pages and slides:
        pages = strings.ngettext("%(num)s slide", "%(num)s slides", file.pages)
    elif file.pages:
        pages = strings.ngettext("%(num)s page", "%(num)s pages", file.pages)
    return KitFileView(
        name=file.name,
        href=f"{base}{file.file}" if file.alone else "",
        kind=file.file.rpartition(".")[2].upper(),
        size_text="" if file.size is None else format_size(file.size, wording.language),
        pages_text=pages,
    )


def press_names(route: Route) -> Mapping[str, str]:
    """Return where the files of a campaign stand, from its page: square, story, a4, a3, kit."""
    start = f"{PRESS_FOLDER}{route.id.rpartition('/')[2]}"
    end = route.language.path.lower()
    return {
        "square": f"{start}-square-{end}.png",
        "story": f"{start}-story-{end}.png",
        "a4": f"{start}-poster-a4-{end}.pdf",
        "a3": f"{start}-poster-a3-{end}.pdf",
        "kit": f"{start}-press-kit-{end}.zip",
    }


def kit_place(route: Route) -> str:
    """Return the folder of a lesson's kits from the root of the site, with a slash at its end."""
    return f"{route.uri}{KIT_FOLDER}"

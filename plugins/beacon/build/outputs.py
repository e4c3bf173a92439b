"""Outputs: every file of a site, described before it is made.

A room adds what it publishes as one function and one line in `OUTPUTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from beacon.build.assembly import Assembler
from beacon.build.editor_page import (
    CONFIG,
    EditorPage,
    editing_of,
    editor_files,
    editor_places,
)
from beacon.build.feeds import ATOM, JSON, Feeds, Files, feed_uri
from beacon.build.generated import CALENDAR, CHANGES, event_page, group_page
from beacon.build.kept_events import KeptEvents
from beacon.build.kit_views import KITS, kit_place, pack_name, press_names, preview_name
from beacon.build.open_data import FOLDER, OpenData
from beacon.build.packing import Packing
from beacon.build.policy import ADMIN, server_files
from beacon.build.proof import Proof
from beacon.build.readers import View
from beacon.build.rendering import MISSING, Renderer
from beacon.build.reports import report_document, report_file
from beacon.build.routes import Route
from beacon.build.searched import SEARCH, index_tag, index_uri, pages_uri, searched
from beacon.build.searching import Searching, has_text, text_uri
from beacon.build.sharing import has_share_image, share_picture, share_uri, site_map
from beacon.build.site import Site
from beacon.build.theme import lean_style
from beacon.build.wording import Wording
from beacon.content.library import Media, text_of
from beacon.content.limits import too_deep
from beacon.content.markdown import TooDeep
from beacon.content.translations import media_for
from beacon.files import digest
from beacon.kits.feeds import KitFeed, kits_as_atom, kits_as_json
from beacon.languages.marks import unmarked
from beacon.metadata.sitemap import robots
from beacon.problems import Problem
from beacon.typesetting.press import Press

if TYPE_CHECKING:
    from beacon.build.kits import Kits
    from beacon.build.press_kits import PressKits


class Made(Struct, frozen=True):
    """A finished file, what is wrong with it, and further files that came with it."""

    data: bytes
    problems: tuple[Problem, ...] = ()
    more: Mapping[str, bytes] = field(default_factory=dict)


class Output(Struct, frozen=True):
    """One file of a site.

    `uri` is its place from the root of the site. Outputs of one `group` share work, so
    they are made together. A `source` is a file that is published as it is.
    """

    uri: str
    group: str
    make: Callable[[], Made]
    source: Path | None = None


class Workshop(Struct, frozen=True):
    """What outputs are made with: the site, its renderer and proof, and the project's folder.

    `fonts` is the folder of the letters on share images; `kits` makes kits, where there are any;
    `practising` is where the editing page of a preview finds decap-server; `kept_events` gives
    events as the last build wrote them.
    """

    root: Path
    site: Site
    renderer: Renderer
    proof: Proof
    fonts: Path
    kits: Kits | None = None
    practising: str = ""
    kept_events: KeptEvents = KeptEvents()

    def wording(self, tag: str) -> Wording:
        """Return the words of a language."""
        site = self.renderer.assembler.site
        return Wording(site, site.languages[tag])

    @property
    def site_url(self) -> str:
        """The address of the site, with a slash at its end; the centre may say what it is."""
        self.renderer.assembler.site.trace.note("centre")
        return self.renderer.assembler.site_url


Maker = Callable[[Workshop], Iterator[Output]]
FEEDS = "feeds"
"""The group of all feeds but those of single events."""


def site_outputs(workshop: Workshop, features: frozenset[str]) -> list[Output]:
    """Return every file but the kits of a site with these features; `publish` is one of them."""
    return [
        output
        for feature, maker in OUTPUTS
        if not feature or feature in features
        for output in maker(workshop)
    ]


def page_outputs(workshop: Workshop) -> Iterator[Output]:
    """Every page in every language."""
    for route in workshop.site.routes.values():
        yield Output(f"{route.uri}index.html", _group_of(route), partial(_page, workshop, route))


def share_group(record_id: str) -> str:
    """Return the group of the share images of a page, in all languages."""
    return f"share {record_id}"


def _group_of(route: Route) -> str:
    """Return what a page is made with: those for pupils and parents are cut from their lesson."""
    head = route.record.head
    return head.about[0] if isinstance(head, View) else route.id


def front_outputs(workshop: Workshop) -> Iterator[Output]:
    """The root of the site and its page "not found"."""
    yield Output("index.html", "/", partial(_front, workshop, "index.html"))
    yield Output(MISSING, "/", partial(_front, workshop, MISSING))


def media_outputs(workshop: Workshop) -> Iterator[Output]:
    """Pictures beside texts, in every language in which their page stands."""
    site = workshop.site
    uris = sorted({uri for uri, _ in site.library.media})
    texts = set(site.library.ids())
    for tag in site.tags:
        for uri in uris:
            page = text_of(uri, texts)
            if page in texts and (tag, page) not in site.routes:
                continue  # its feature is off, and so is the page
            media = media_for(site.library, site.languages, uri, tag)
            if media is not None:
                place = f"{site.languages[tag].path}/{uri}"
                make = partial(_picture, workshop, tag, uri, media)
                yield Output(place, "/", make, None if media.approved else media.path)


def asset_outputs(workshop: Workshop) -> Iterator[Output]:
    """Styles, scripts and fonts of the theme."""
    for uri, path in workshop.renderer.theme.assets.values():
        yield _style(uri, path) if path.suffix == ".css" else _copy(uri, path)


def calendar_outputs(workshop: Workshop) -> Iterator[Output]:
    """The feeds that calendar programs and feed readers subscribe to, and the schedule as JSON.

    All calendars share the events they have written, in all languages, because an address has its
    counterpart in each; that of a single event is made with its page.
    """
    site = workshop.site
    feeds = Feeds(workshop.renderer.assembler.site, workshop.site_url, workshop.kept_events)
    for tag in site.tags:
        language = site.languages[tag]

        def output(uri: str, group: str, make: Callable[[], Files]) -> Output:
            return Output(uri, group, partial(_feeds, workshop, make))

        yield output(feed_uri(language), FEEDS, partial(feeds.everything, tag))
        uri = feed_uri(language, CALENDAR, JSON)
        yield output(uri, FEEDS, partial(feeds.export, tag))
        uri = feed_uri(language, CHANGES, ATOM)
        yield output(uri, FEEDS, partial(feeds.changes, tag))
        for kind, key in site.events.groups:
            page = group_page(kind, key)
            if (tag, page) in site.routes:
                make = partial(feeds.group, tag, kind, key)
                yield output(feed_uri(language, page), FEEDS, make)
        for presentation in site.events.all():
            page = event_page(presentation.id)
            if (tag, page) in site.routes:
                make = partial(feeds.event, tag, presentation.id)
                yield output(feed_uri(language, page), page, make)


def search_outputs(workshop: Workshop) -> Iterator[Output]:
    """What the page of the search loads: an index, the titles of results, the words of pages."""
    site = workshop.site
    searching = Searching(workshop.renderer.assembler)

    def output(uri: str, group: str, make: Callable[[], bytes]) -> Output:
        return Output(uri, group, partial(_script, workshop, uri, make))

    for tag in site.tags:
        if (tag, SEARCH) not in site.routes:
            continue
        language = site.languages[tag]
        for route in searched(site, tag):
            if has_text(route):
                yield output(text_uri(route), route.id, partial(searching.text, route))
        yield output(pages_uri(language), f"search {tag}", partial(searching.pages, tag))
        if index_tag(site, tag) == tag:
            yield output(index_uri(language), f"search {tag}", partial(searching.index, tag))


def report_outputs(workshop: Workshop) -> Iterator[Output]:
    """The printed report of every year, beside its page."""
    press = Press(workshop.root / "theme")
    for route in workshop.site.routes.values():
        if route.record.kind == "report":
            uri = report_file(workshop.site, route)
            yield Output(uri, route.id, partial(_report, workshop, route, press))


def open_data_outputs(workshop: Workshop) -> Iterator[Output]:
    """The packages of open data: real numbers, and samples in a folder of their own."""
    data = OpenData(workshop.renderer.assembler.site, workshop.site_url)
    for sample in (False, True):
        if any(of_samples is sample for of_samples in _packages(workshop.site)):
            folder = f"{FOLDER}/sample" if sample else FOLDER
            make = partial(_files, workshop, partial(data.files, sample=sample))
            yield Output(f"{folder}/datapackage.json", FOLDER, make)


def _packages(site: Site) -> Iterator[bool]:
    """Yield False for a package of real numbers and True for one of samples, if there is one."""
    if site.own_figures or site.summaries.real.tables:
        yield False
    if site.summaries.samples.tables:
        yield True


def metadata_outputs(workshop: Workshop) -> Iterator[Output]:
    """The sitemap and robots.txt."""
    assembler = workshop.renderer.assembler
    yield Output("sitemap.xml", "sitemap", lambda: _site_map(assembler))
    yield Output("robots.txt", "/", lambda: Made(robots(workshop.site_url)))


def share_outputs(workshop: Workshop) -> Iterator[Output]:
    """The share image of every page that has one of its own."""
    for route in workshop.site.routes.values():
        if not has_share_image(route) or route.id in workshop.site.unlisted:
            continue
        yield Output(share_uri(route), share_group(route.id), partial(_share, workshop, route))


def kit_outputs(workshop: Workshop) -> Iterator[Output]:
    """The kits of all lessons: every file by itself, and the ZIPs of them.

    What they are called is known once the kits are made, or planned, which takes a while.
    """
    kits, site = workshop.kits, workshop.site
    if kits is None:
        return
    for tag in site.tags:
        for name in site.shelf.lessons:
            place, group = kit_place(site.routes[tag, name]), f"kit {tag} {name}"
            for record in site.shelf.of(tag, name):
                files = (*record.files, record.whole, record.small)
                for file in (file for file in files if file.alone):
                    make = partial(_kit_file, workshop, tag, name, (record.audience, file.id))
                    yield Output(f"{place}{file.file}", group, make)
                for number in range(1, len(record.slides) + 1):
                    draw = partial(_preview, workshop, tag, name, record.audience, number)
                    yield Output(f"{place}{preview_name(record, number)}", group, draw)


def kit_list_outputs(workshop: Workshop) -> Iterator[Output]:
    """What belongs to all kits of a language: the feeds, and one file with everything."""
    site = workshop.site
    for tag in site.tags:
        if workshop.kits is None or (tag, KITS) not in site.routes or not site.shelf.lessons:
            continue
        place = site.routes[tag, KITS].uri
        for name, write in (("feed.xml", kits_as_atom), ("feed.json", kits_as_json)):
            make = partial(_kit_feed, workshop, tag, f"{place}{name}", write)
            yield Output(f"{place}{name}", f"kits {tag}", make)
        pack = f"{place}{pack_name(site.languages[tag])}"
        yield Output(pack, f"pack {tag}", partial(_kit_pack, workshop, tag))


def press_outputs(workshop: Workshop) -> Iterator[Output]:
    """The cards, posters and press kit of every campaign that has them."""
    site, kits = workshop.site, workshop.kits
    if kits is None:
        return
    from beacon.build.press_kits import PressKits  # noqa: PLC0415 (slow; sites may do without)

    press = PressKits(workshop.renderer.assembler, kits.sources.theme, site.shelf, kits.store)
    for tag in site.tags:
        for record_id in site.shelf.campaigns:
            route = site.routes[tag, record_id]
            for name, file in press_names(route).items():
                make = partial(_press_file, press, tag, record_id, name)
                yield Output(f"{route.uri}{file}", f"press {tag} {record_id}", make)


def package_outputs(workshop: Workshop) -> Iterator[Output]:
    """Quizzes and lessons as learning platforms read them."""
    packing = Packing(workshop.renderer.assembler)
    for (tag, name), route in workshop.site.routes.items():
        for file in packing.names(route):
            make = partial(_package, packing, tag, name, file)
            yield Output(f"{route.uri}{file}", route.id, make)


def editor_outputs(workshop: Workshop) -> Iterator[Output]:
    """The editing page, where the centre has a git host for it, and what it loads."""
    if editing_of(workshop.site, workshop.practising) is None:
        return
    for uri, path in editor_files(workshop.root / "theme").items():
        yield _style(uri, path) if path.suffix == ".css" else _copy(uri, path)
    for place, language in editor_places(workshop.site).items():
        page = EditorPage(workshop.renderer, language, workshop.practising)
        yield Output(f"{place}index.html", ADMIN, partial(_editor, workshop, page, place))
        yield Output(f"{place}{CONFIG}", ADMIN, partial(_editor_config, page))


def policy_outputs(workshop: Workshop) -> Iterator[Output]:
    """The files that tell web servers the content policy."""
    site = workshop.site
    hosts = editing_of(site, workshop.practising) if "campaigns" in site.features else None
    folders = ["assets", *(site.languages[tag].path for tag in site.tags), "share", FOLDER]
    for uri, data in server_files(editor_hosts=hosts, folders=folders).items():
        yield Output(uri, "/", partial(_policy, workshop, data))


OUTPUTS: tuple[tuple[str, Maker], ...] = (
    ("", page_outputs),
    ("", front_outputs),
    ("", media_outputs),
    ("", asset_outputs),
    ("calendars", calendar_outputs),
    ("search", search_outputs),
    ("attendance", report_outputs),
    ("attendance", open_data_outputs),
    ("kits", kit_list_outputs),
    ("kits", press_outputs),
    ("packages", package_outputs),
    ("campaigns", editor_outputs),
    ("metadata", metadata_outputs),
    ("metadata", share_outputs),
    ("publish", policy_outputs),
)


def _proof(workshop: Workshop) -> Proof:
    """Return the proof; whatever it looks at depends on what it looks for."""
    workshop.renderer.assembler.site.trace.note("proof")
    return workshop.proof


def _style(uri: str, path: Path) -> Output:
    return Output(uri, "/", lambda: Made(lean_style(path.read_bytes())))


def _copy(uri: str, path: Path) -> Output:
    return Output(uri, "/", lambda: Made(path.read_bytes()), path)


def _package(packing: Packing, tag: str, name: str, file: str) -> Made:
    return Made(packing.data(tag, name, file))


def _picture(workshop: Workshop, tag: str, uri: str, media: Media) -> Made:
    workshop.renderer.assembler.site.trace.note("media", tag, uri)
    data = media.path.read_bytes()
    if media.approved and digest(data) != media.approved:
        from beacon.build.handed_in import CHANGED_MEANWHILE  # noqa: PLC0415 (seldom needed)

        return Made(b"", (CHANGED_MEANWHILE.at(uri, None, "It is no longer what was approved."),))
    return Made(data)


def _page(workshop: Workshop, route: Route) -> Made:
    shown = f"{route.uri}index.html (from {route.record.path})"
    try:
        html = workshop.renderer.page(route)
    except TooDeep:
        return Made(b"", (too_deep(route.record),))
    return _proven_page(workshop, html, shown)


def _proven_page(workshop: Workshop, html: str, shown: str) -> Made:
    data = html.encode()
    return Made(data, tuple(_proof(workshop).page(html, shown, data)))


def _front(workshop: Workshop, uri: str) -> Made:
    renderer = workshop.renderer
    html = renderer.missing() if uri == MISSING else renderer.root()
    return _proven_page(workshop, html, uri)


def _editor(workshop: Workshop, page: EditorPage, place: str) -> Made:
    html = page.html(place)
    return _proven_page(workshop, html, f"{place}index.html")


def _editor_config(page: EditorPage) -> Made:
    return Made(page.config())


def _policy(workshop: Workshop, data: bytes) -> Made:
    workshop.renderer.assembler.site.trace.note("centre")
    return Made(data)


def _feeds(workshop: Workshop, make: Callable[[], Files]) -> Made:
    """Make the files of a feed: the first is the output, the others come with it."""
    files = make()
    whole = {uri: feed.data for uri, feed in files.items()}
    return _proven(workshop, whole, {uri: feed.new for uri, feed in files.items()})


def _files(workshop: Workshop, make: Callable[[], dict[str, bytes]]) -> Made:
    """Make files that belong together: the first is the output, the others come with it."""
    files = make()
    return _proven(workshop, files, files)


def _proven(workshop: Workshop, files: dict[str, bytes], new: dict[str, bytes]) -> Made:
    """Look through what is `new` in files."""
    (_, data), *more = files.items()
    proof = _proof(workshop)
    found = [p for uri, text in new.items() for p in proof.feed(text.decode(), uri)]
    return Made(data, tuple(found), dict(more))


def _script(workshop: Workshop, uri: str, make: Callable[[], bytes]) -> Made:
    data = make()
    return Made(data, tuple(workshop.proof.feed(data.decode(), uri)))


def _report(workshop: Workshop, route: Route, press: Press) -> Made:
    from beacon.build.emblems import emblem_of  # noqa: PLC0415 (few builds make a report)

    assembler = workshop.renderer.assembler
    here = assembler.site.routes[route.language.tag, route.id]
    funding = assembler.funding(here)
    emblem = emblem_of(funding, workshop.renderer.theme.folder)
    return Made(press.pdf(report_document(assembler.site, here, funding, emblem)))


def _kit_file(workshop: Workshop, tag: str, name: str, which: tuple[str, str]) -> Made:
    """Return a file of a kit; the kit is the one fact it depends on."""
    assert workshop.kits is not None
    trace = workshop.renderer.assembler.site.trace
    trace.note("kit", tag, name)
    with trace.aside():
        return Made(workshop.kits.data(tag, name, *which))


def _kit_feed(
    workshop: Workshop, tag: str, uri: str, write: Callable[[Any, KitFeed, str], bytes]
) -> Made:
    site, wording = workshop.renderer.assembler.site, workshop.wording(tag)
    lessons = f"{workshop.site_url}{site.languages[tag].path}/lessons/{{}}/"
    feed = KitFeed(
        title=unmarked(wording.strings.gettext("Feed of new and changed kits")),
        author=unmarked(wording.text(site.centre.name)),
        language=tag,
        link=f"{workshop.site_url}{site.languages[tag].path}/{KITS}/",
        place=lessons,
    )
    return Made(write(site.kits.all(tag), feed, f"{workshop.site_url}{uri}"))


def _kit_pack(workshop: Workshop, tag: str) -> Made:
    assert workshop.kits is not None
    trace = workshop.renderer.assembler.site.trace
    trace.note("kits", tag)
    with trace.aside():
        return Made(workshop.kits.pack(tag))


def _press_file(press: PressKits, tag: str, record_id: str, name: str) -> Made:
    return Made(press.data(tag, record_id, name))


def _preview(workshop: Workshop, tag: str, name: str, audience: str, number: int) -> Made:
    assert workshop.kits is not None
    trace = workshop.renderer.assembler.site.trace
    trace.note("kit", tag, name)
    with trace.aside():
        return Made(workshop.kits.preview(tag, name, audience, number))


def _site_map(assembler: Assembler) -> Made:
    files = site_map(assembler)
    return Made(files.pop("sitemap.xml"), (), files)


def _share(workshop: Workshop, route: Route) -> Made:
    # It hangs on the title of the page alone.
    site, language = workshop.renderer.assembler.site, route.language
    return Made(share_picture(site, language, route.id, workshop.fonts))

"""The plugin `beacon-site`: the content of one centre becomes the pages of the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import mkdocs
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from beacon.build.assembly import Assembler
from beacon.build.checks import check_site, is_blocking
from beacon.build.policy import meta_policy
from beacon.build.proof import make_proof
from beacon.build.routes import Route
from beacon.build.site import ALL_FEATURES
from beacon.content.limits import too_deep
from beacon.content.markdown import Converter, TooDeep
from beacon.content.translations import media_for
from beacon.files import digest
from beacon.languages.marks import marks_as_html
from beacon.problems import Problem, ProblemsFound, in_order
from mkdocs_beacon import __version__
from mkdocs_beacon.site import State, add_file, state

_HASHED = (".css", ".js")


class SiteConfig(Config):
    """Options of `beacon-site`: the centre whose site is built."""

    centre = config_options.Type(str, default="serbia")
    site_url = config_options.Type(str, default="")


class PagesPlugin(BasePlugin[SiteConfig]):
    """Loads and checks the content, makes a page of every route, and renders it."""

    state: State | None = None
    _serving = False
    _env: Environment | None = None
    _assets: dict[str, str]
    _drawings: dict[str, Markup]

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the centre's site; stop with every problem at once if it has errors."""
        root = Path(config.config_file_path).resolve().parent
        names = {name.removeprefix("beacon-") for name in config.plugins}
        try:
            site = check_site(root, self.config.centre, features=ALL_FEATURES & names)
        except ProblemsFound as error:
            raise BuildError(_told(error.problems)) from None
        blocking = [p for p in site.problems if is_blocking(p, strict=config.strict)]
        if blocking:
            raise BuildError(_told(site.problems, strict=config.strict))
        address = self.config.site_url or site.centre.website or "https://example.org/"
        if self._serving:
            address = config.site_url or address
        config.site_url = address if address.endswith("/") else f"{address}/"
        config.site_name = next(iter(site.centre.name.values()))
        converter = Converter(config.markdown_extensions, config.mdx_configs)
        assembler = Assembler(site, converter, config.site_url)
        self.state = State(root, site, assembler, make_proof(site), self._serving)
        config.theme.static_templates.discard("sitemap.xml")
        for folder in ("content", "theme"):
            config.watch.append(str(root / folder))
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the files MkDocs found by the pages, pictures and assets of the site."""
        here = state(config)
        found: list[File] = []
        for route in here.site.routes.values():
            file = File.generated(config, f"{route.uri}index.md", content="")
            file.inclusion = InclusionLevel.NOT_IN_NAV
            BeaconPage(route, here.assembler, file, config)
            found.append(file)
        found += self._pictures(here, config)
        found += self._asset_files(here, config)
        return Files(found)

    def _pictures(self, here: State, config: MkDocsConfig) -> list[File]:
        site, found = here.site, []
        uris = sorted({uri for uri, _ in site.library.media})
        for tag in site.tags:
            for uri in uris:
                media = media_for(site.library, site.languages, uri, tag)
                if media is not None:
                    place = f"{site.languages[tag].path}/{uri}"
                    found.append(File.generated(config, place, abs_src_path=str(media.path)))
        return found

    def _asset_files(self, here: State, config: MkDocsConfig) -> list[File]:
        """Take the assets of our theme only; styles and scripts carry their digest in the name."""
        self._assets = {}
        found = []
        folder = here.root / "theme" / "assets"
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            name = path.relative_to(folder).as_posix()
            uri = f"assets/{name}"
            if path.suffix in _HASHED:
                uri = f"assets/{path.stem}.{digest(path.read_bytes(), 8)}{path.suffix}"
            self._assets[name] = uri
            found.append(File.generated(config, uri, abs_src_path=str(path)))
        return found

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Escape everything that is not HTML of our own making, and render the root page."""
        env.autoescape = True
        env.undefined = StrictUndefined
        env.trim_blocks = env.lstrip_blocks = True
        self._env, self._drawings = env, {}
        here = state(config)
        site = here.site
        home = site.routes[site.tags[0], ""]
        context = {
            **self._tools(here, ""),
            **here.assembler.shared(site.default),
            "languages": [
                {"tag": alternate.tag, "title": alternate.title, "href": f"{tag_path}/",
                 "absolute": alternate.absolute}
                for alternate in here.assembler.alternates(home)
                for tag_path in [site.languages[alternate.tag].path]
            ],
            "pages": self._languages(here, ""),
            "site_url": config.site_url,
        }  # fmt: skip
        html = marks_as_html(env.get_template("root.html").render(context))
        here.found.extend(here.proof.page(html, "index.html"))
        add_file(files, config, "index.html", html.encode())
        return env

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Hand a page's values to its template."""
        assert isinstance(page, BeaconPage)
        assert self._env is not None
        here, env = state(config), self._env
        tools = self._tools(here, "../" * len(page.route.folder.split("/")))

        def render_block(name: str, values: Any) -> str:
            return env.get_template(f"blocks/{name}.html").render({**values, **tools})

        ours = here.assembler.context(page.route, page.content or "", render_block)
        return {**context, **tools, **ours}

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Hand the page "not found" its values; it may be shown at any address."""
        here = state(config)
        base = urlsplit(config.site_url or "/").path or "/"
        shared = here.assembler.shared(here.site.default)
        pages = self._languages(here, base)
        return {**context, **self._tools(here, base), **shared, "pages": pages}

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Prove the page "not found" like any other."""
        here = state(config)
        html = marks_as_html(output_content)
        here.found.extend(here.proof.page(html, template_name))
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look through the finished page for what must never stand there."""
        here = state(config)
        assert isinstance(page, BeaconPage)
        html = marks_as_html(output)
        shown = f"{page.file.dest_uri} (from {page.route.record.path})"
        here.found.extend(here.proof.page(html, shown))
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stop if a finished page holds what it must not; the live site stays."""
        here = state(config)
        if here.found:
            raise BuildError(_told(here.found))

    def _tools(self, here: State, base: str) -> dict[str, Any]:
        host = getattr(mkdocs, "__name__", "mkdocs")
        return {
            "asset": lambda name: base + self._assets[name],
            "icon": lambda name: self._drawing(here, f"icons/{name}.svg"),
            "illustration": lambda name: self._drawing(here, f"illustrations/{name}.svg"),
            "hidden_policy": "" if here.serving else meta_policy(),
            "generator": f"Beacon {__version__} on {host} {mkdocs.__version__}",
            "root_href": base,
        }

    def _drawing(self, here: State, name: str) -> Markup:
        """Return an SVG of the theme as markup; nothing if there is none."""
        if name not in self._drawings:
            path = here.root / "theme" / name
            svg = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
            self._drawings[name] = Markup(svg)
        return self._drawings[name]

    def _languages(self, here: State, base: str) -> list[dict[str, Any]]:
        """Return the strings and the home page of each language, for pages without a language."""
        return [
            {
                "language": here.site.languages[tag],
                **here.assembler.shared(here.site.languages[tag]),
                "home_href": f"{base}{here.site.languages[tag].path}/",
                "help_href": f"{base}{here.site.languages[tag].path}/help/",
                "title": here.site.strings[tag].gettext("Page not found"),
                "text": here.site.strings[tag].gettext(
                    "There is nothing at this address. "
                    "Go to the home page, or to help if you need it."
                ),
            }
            for tag in here.site.tags
        ]


class BeaconPage(Page):
    """A page whose text comes from a route, already read and checked."""

    def __init__(
        self, route: Route, assembler: Assembler, file: File, config: MkDocsConfig
    ) -> None:
        self.route = route
        self._assembler = assembler
        super().__init__(route.record.head.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text of the record; it was read when the library was loaded."""
        record = self.route.record
        layout = getattr(record.head, "layout", record.kind)
        self.markdown = record.body
        self.meta = {"title": record.head.title, "template": f"{layout}.html"}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text with the converter that the whole build shares."""
        try:
            self.content = self._assembler.content(self.route)
        except TooDeep:
            raise BuildError(_told([too_deep(self.route.record)])) from None
        self.present_anchor_ids = set()
        self.links_to_anchors = {}


def _told(problems: Iterable[Problem], *, strict: bool = False) -> str:
    """Return what stops the build, and how much else there is to mend."""
    told = in_order(problems)
    blocking = [str(problem) for problem in told if is_blocking(problem, strict=strict)]
    lines = ["The content has problems:", *blocking]
    if len(told) > len(blocking):
        rest = len(told) - len(blocking)
        lines.append(f"Besides, there are {rest} warnings: python3 scripts/check.py lists them.")
    return "\n".join(lines)

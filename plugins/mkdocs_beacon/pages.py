"""The plugin `beacon-site`: the content of one centre becomes the pages of the site."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from beacon.build.assembly import Assembler
from beacon.build.checks import check_site, is_blocking
from beacon.build.chosen import check_chosen
from beacon.build.outputs import asset_outputs, front_outputs, media_outputs
from beacon.build.policy import meta_policy
from beacon.build.proof import make_proof
from beacon.build.rendering import MISSING, Renderer, template_of
from beacon.build.routes import Route
from beacon.build.settings import declared_address, declared_day
from beacon.build.site import ALL_FEATURES
from beacon.build.theme import Theme
from beacon.build.theme_folders import check_theme
from beacon.content.limits import too_deep
from beacon.content.markdown import Converter, TooDeep
from beacon.languages.marks import marks_as_html
from beacon.problems import Problem, ProblemsFound, in_order, more_to_mend
from mkdocs_beacon.site import State, add_outputs, make_state, state


class SiteConfig(Config):
    """Options of `beacon-site`: the centre whose site is built, and the day that is declared."""

    centre = config_options.Type(str, default="serbia")
    site_url = config_options.Type(str, default="")
    as_of = config_options.Type((str, date), default="")


class PagesPlugin(BasePlugin[SiteConfig]):
    """Loads and checks the content, makes a page of every route, and renders it."""

    state: State | None = None
    _serving = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember whether this is a preview."""
        self._serving = command == "serve"

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the centre's site; stop with every problem at once if it has errors."""
        root = Path(config.config_file_path).resolve().parent
        names = {name.removeprefix("beacon-") for name in config.plugins}
        told = list(check_theme(root))
        as_of = declared_day(self.config.as_of, "mkdocs.yml", told)
        address = declared_address(self.config.site_url, "mkdocs.yml", told)
        if told:
            raise BuildError(_told(told))
        try:
            site = check_site(root, self.config.centre, features=ALL_FEATURES & names, as_of=as_of)
        except ProblemsFound as error:
            raise BuildError(_told(error.problems)) from None
        kits = config.plugins["beacon-kits"].config["lessons"] if "kits" in names else ""
        found = [*site.problems, *check_chosen(site, root, kits)]
        if any(is_blocking(problem, strict=config.strict) for problem in found):
            raise BuildError(_told(found, strict=config.strict))
        address = address or site.centre.website or "https://example.org/"
        if self._serving:
            address = config.site_url or address
        config.site_url = address if address.endswith("/") else f"{address}/"
        config.site_name = next(iter(site.centre.name.values()))
        converter = Converter(config.markdown_extensions, config.mdx_configs)
        assembler = Assembler(site, converter, config.site_url)
        policy = "" if self._serving else meta_policy()
        renderer = Renderer(assembler, Theme(root / "theme"), policy)
        self.state = make_state(
            root, site, renderer, make_proof(site), serving=self._serving, kits=kits
        )
        config.theme.static_templates.discard("sitemap.xml")
        for folder in ("content", "theme"):
            config.watch.append(str(root / folder))
        return config

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the files MkDocs found by the pages, pictures and assets of the site."""
        here = state(config)
        found = Files([])
        for route in here.site.routes.values():
            file = File.generated(config, f"{route.uri}index.md", content="")
            file.inclusion = InclusionLevel.NOT_IN_NAV
            BeaconPage(route, here.renderer, file, config)
            found.append(file)
        add_outputs(found, config, media_outputs, asset_outputs)
        return found

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Render with the environment of our theme; the root page needs nothing else."""
        here = state(config)
        root = (o for o in front_outputs(here.workshop) if o.uri != MISSING)
        add_outputs(files, config, lambda workshop: root)
        return here.renderer.theme.environment

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Hand a page's values to its template."""
        assert isinstance(page, BeaconPage)
        return state(config).renderer.context(page.route, page.content or "")

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Hand the page "not found" its values."""
        return state(config).renderer.missing_context()

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Prove the page "not found" like any other."""
        here = state(config)
        html = marks_as_html(output_content)
        here.found.extend(here.workshop.proof.page(html, template_name))
        return html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Look through the finished page for what must never stand there."""
        here = state(config)
        assert isinstance(page, BeaconPage)
        html = marks_as_html(output)
        shown = f"{page.file.dest_uri} (from {page.route.record.path})"
        here.found.extend(here.workshop.proof.page(html, shown))
        return html

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Stop if a finished page holds what it must not; the live site stays."""
        here = state(config)
        if here.found:
            raise BuildError(_told(here.found))


class BeaconPage(Page):
    """A page whose text comes from a route, already read and checked."""

    def __init__(self, route: Route, renderer: Renderer, file: File, config: MkDocsConfig) -> None:
        self.route = route
        self._renderer = renderer
        super().__init__(route.record.head.title, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        """Take the text of the record; it was read when the library was loaded."""
        record = self.route.record
        self.markdown = record.body
        self.meta = {"title": record.head.title, "template": template_of(self.route)}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the text with the converter that the whole build shares."""
        try:
            self.content = self._renderer.assembler.content(self.route)
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
        lines.append(more_to_mend(rest))
    return "\n".join(lines)

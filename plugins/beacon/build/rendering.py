"""Rendering: the finished HTML of a site's pages, of its root and of its page "not found"."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct, field

from beacon.build.assembly import Assembler
from beacon.build.compiling import IMPORTED, OF_LANGUAGE, Shared
from beacon.build.routes import Route
from beacon.build.theme import Theme
from beacon.content.pages import Page
from beacon.languages.marks import marks_as_html
from beacon.languages.registry import Language

MISSING = "404.html"
"""The name of the page "not found", of its template and of its file."""


_MACROS = frozenset({"partials/calendar.html", "partials/macros.html"})
"""The templates of macros that need nothing of a page."""


class Renderer(Struct, frozen=True):
    """Renders the pages of a site with its theme.

    `policy` is the content policy that every page carries; a preview may leave it out.
    """

    assembler: Assembler
    theme: Theme
    policy: str
    _parts: dict[Any, Any] = field(default_factory=dict)

    def page(self, route: Route) -> str:
        """Return the HTML of a page. Raises TooDeep for a text that nobody could set."""
        html = self.assembler.content(route)
        template = self.theme.environment.get_template(template_of(route))
        return marks_as_html(template.render(self.context(route, html)))

    def context(self, route: Route, html: str) -> dict[str, Any]:
        """Return everything the template of a page sees; `html` is the page's text."""
        environment = self.theme.environment
        tools = self.tools(route.language, "../" * len(route.folder.split("/")))

        def render_block(name: str, values: Any) -> str:
            return environment.get_template(f"blocks/{name}.html").render({**values, **tools})

        return {**tools, **self.assembler.context(route, html, render_block)}

    def tools(self, language: Language, base: str) -> dict[str, Any]:
        """Return the functions that templates call; `base` leads to the root of the site.

        `part(name, …)` is a partial of which all pages of a language with the same values have
        the same; it is rendered once, and sees nothing but these values and what the language
        shares.
        """
        tools = {**self.theme.tools(base, self.policy), OF_LANGUAGE: self._macros(language)}

        def part(name: str, **values: Any) -> Markup:
            def make() -> Markup:
                context = {**tools, **self.assembler.shared(language), **values, IMPORTED: {}}
                template = self.theme.environment.get_template(f"partials/{name}.html")
                return Markup(template.render(context))

            trace = self.assembler.site.trace
            return trace.remember(self._parts, (name, language.tag, base, *values.items()), make)

        return {**tools, "part": part}

    def _macros(self, language: Language) -> Shared:
        def make() -> Shared:
            return Shared({**self.theme.drawings(), **self.assembler.shared(language)}, _MACROS)

        trace = self.assembler.site.trace
        return trace.remember(self._parts, ("macros", language.tag), make)

    def root(self) -> str:
        """Return the page at the root of the site, where readers choose their language."""
        assembler, site = self.assembler, self.assembler.site
        home = site.routes[site.tags[0], ""]
        context = {
            **self.theme.tools("", self.policy),
            **assembler.shared(site.default),
            "languages": [
                {
                    "tag": alternate.tag,
                    "title": alternate.title,
                    "href": f"{site.languages[alternate.tag].path}/",
                    "help_href": f"{site.languages[alternate.tag].path}/help/",
                    "help_title": site.strings[alternate.tag].gettext("Get help"),
                    "absolute": alternate.absolute,
                }
                for alternate in assembler.alternates(home)
            ],
            "pages": self._languages(""),
            "site_url": assembler.site_url,
        }
        return marks_as_html(self.theme.environment.get_template("root.html").render(context))

    def missing(self) -> str:
        """Return the page "not found", which may be shown at any address."""
        template = self.theme.environment.get_template(MISSING)
        return marks_as_html(template.render(self.missing_context()))

    def missing_context(self) -> dict[str, Any]:
        """Return what the page "not found" sees."""
        base = urlsplit(self.assembler.site_url or "/").path or "/"
        shared = self.assembler.shared(self.assembler.site.default)
        pages = self._languages(base)
        return {**self.theme.tools(base, self.policy), **shared, "pages": pages}

    def _languages(self, base: str) -> list[dict[str, Any]]:
        """Return the strings and the home page of each language, for pages without a language."""
        site = self.assembler.site
        return [
            {
                "language": site.languages[tag],
                **self.assembler.shared(site.languages[tag]),
                "home_href": f"{base}{site.languages[tag].path}/",
                "help_href": f"{base}{site.languages[tag].path}/help/",
                "help_title": site.strings[tag].gettext("Get help"),
                "title": site.strings[tag].gettext("Page not found"),
                "text": site.strings[tag].gettext(
                    "There is nothing at this address. "
                    "Go to the home page, or to help if you need it."
                ),
            }
            for tag in site.tags
        ]


def template_of(route: Route) -> str:
    """Return the name of the template of a page."""
    head = route.record.head
    return f"{head.layout if isinstance(head, Page) else route.record.kind}.html"

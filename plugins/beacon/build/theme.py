"""The theme: a project's templates, drawings and assets, ready to render with."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, TemplateError
from jinja2.bccache import Bucket
from markupsafe import Markup
from msgspec import Struct, field

from beacon.build.compiling import IMPORTED, DirectCode, FlatEnvironment
from beacon.build.store import Store
from beacon.build.theme_folders import remedy
from beacon.files import digest, walk
from beacon.patterns import regex

# The names of these carry their digest, so that browsers may keep them for long.
_HASHED = (".css", ".js")


_FREQUENT = (
    "base.html",
    "partials/macros.html",
    "lesson.html",
    "student.html",
    "parents.html",
    *(
        f"partials/{name}.html"
        for name in (
            "head", "header", "notice", "footer", "breadcrumbs", "page-head", "reader-head",
            "readers", "prose", "page-foot", "text", "help-box", "help-bar", "languages", "menu",
            "footer-inner", "assets", "brand", "scheme", "kit-box", "lesson-exercises",
        )
    ),
    "page.html",
    "campaign.html",
    "partials/campaign.html",
)  # fmt: skip
"""Templates that many pages of nearly every site are made with."""


class Theme(Struct, dict=True):
    """The folder `theme` of a project; every file of it is read once at the most.

    `compiled` is where compiled templates are kept, if anywhere.
    """

    folder: Path
    compiled: Store | None = None
    _drawings: dict[str, Markup] = field(default_factory=dict)

    @cached_property
    def environment(self) -> Environment:
        """The templates; everything that is not HTML of our own making is escaped."""
        environment = FlatEnvironment(
            bytecode_cache=None if self.compiled is None else _Compiled(self.compiled),
            loader=_Lean(self.folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        environment.code_generator_class = DirectCode
        return environment

    def compile_ahead(self) -> None:
        """Compile templates that are surely needed, for the processes that will render pages."""
        for name in _FREQUENT:
            with contextlib.suppress(TemplateError, OSError):  # told where the page is made
                self.environment.get_template(name)

    @cached_property
    def assets(self) -> dict[str, tuple[str, Path]]:
        """Addresses from the root of the site, and files, by name in `theme/assets`."""
        return dict(self._assets())

    def _assets(self) -> Iterator[tuple[str, tuple[str, Path]]]:
        folder = self.folder / "assets"
        for path in walk(folder):
            name = path.relative_to(folder).as_posix()
            uri = f"assets/{name}"
            if path.suffix in _HASHED:
                uri = f"assets/{path.stem}.{digest(path.read_bytes(), 8)}{path.suffix}"
            yield name, (uri, path)

    def asset(self, name: str) -> str:
        """Return the address of an asset from the root of the site.

        Raises FileNotFoundError where there is none.
        """
        if name not in self.assets:
            raise _no_file(f"theme/assets/{name}")
        return self.assets[name][0]

    def icon(self, name: str) -> Markup:
        """Return an icon as markup; raises FileNotFoundError where there is none."""
        drawing = self.drawing(f"icons/{name}.svg")
        if not drawing:
            raise _no_file(f"theme/icons/{name}.svg")
        return drawing

    def drawing(self, name: str) -> Markup:
        """Return an SVG of the theme as markup; nothing if there is none."""
        if name not in self._drawings:
            path = self.folder / name
            svg = path.read_text(encoding="utf-8").strip() if path.is_file() else ""
            self._drawings[name] = Markup(svg)
        return self._drawings[name]

    def drawings(self) -> dict[str, Any]:
        """Return the functions that templates of all pages call for drawings."""
        return {
            "icon": self.icon,
            "illustration": lambda name: self.drawing(f"illustrations/{name}.svg"),
        }

    def tools(self, base: str, policy: str) -> dict[str, Any]:
        """Return the functions that templates call; `base` leads to the root of the site."""
        asset: Callable[[str], str] = lambda name: base + self.asset(name)  # noqa: E731
        return {
            **self.drawings(),
            "asset": asset,
            "hidden_policy": policy,
            "root_href": base,
            IMPORTED: {},
        }


def _no_file(name: str) -> FileNotFoundError:
    return FileNotFoundError(f"{name} is missing. {remedy(name)}".removesuffix("."))


_INDENTATION = regex(r"^[ \t]+", re.MULTILINE)


class _Lean(FileSystemLoader):
    """Reads templates without their indentation, which every reader would have to load."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, name, is_current = super().get_source(environment, template)
        return _INDENTATION.sub("", source), name, is_current


_COMMENT = regex(rb"/\*.*?\*/\n?", re.DOTALL)
_LINE_END = regex(rb"([{};,])\n+")


def lean_style(style: bytes) -> bytes:
    """Return a style sheet without comments and ends of lines: every reader has to load it."""
    return _LINE_END.sub(rb"\1", _COMMENT.sub(b"", style))


class _Compiled(BytecodeCache):
    """Keeps compiled templates; Python would run a damaged one, so it is as good as none."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        data = self._store.get(bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._store.put(bucket.key, bucket.bytecode_to_string())

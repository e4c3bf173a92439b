"""Markdown into HTML that is safe to publish, the same in every place it is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from beacon.content.plain import Resolve, set_plain
from beacon.content.sanitising import sanitise
from beacon.slugs import slugify

if TYPE_CHECKING:
    from markdown.extensions import Extension

    from beacon.content.full_markdown import FullMarkdown

DEFAULT_EXTENSIONS = (
    "tables", "admonition", "attr_list", "footnotes", "def_list", "abbr", "fenced_code", "toc",
    "sane_lists",
)  # fmt: skip
DEFAULT_CONFIGS: Mapping[str, Mapping[str, Any]] = {"toc": {"slugify": slugify}}


class TooDeep(Exception):
    """A text is nested more deeply than Markdown can be read."""


class Converter:
    """Turns Markdown into HTML; one converter serves a whole build.

    `extensions` and `configs` are those of Python-Markdown, as mkdocs.yml gives them.
    A `reference` converter takes every step of Python-Markdown, also those that do nothing.
    """

    def __init__(
        self,
        extensions: Sequence[str | Extension] = DEFAULT_EXTENSIONS,
        configs: Mapping[str, Mapping[str, Any]] = DEFAULT_CONFIGS,
        *,
        reference: bool = False,
    ) -> None:
        self._reference = reference or not _are_usual(extensions)
        copied = {key: dict(value) for key, value in configs.items()}
        self._made_with = (tuple(extensions), copied, reference)

    @cached_property
    def _full(self) -> FullMarkdown:
        """The converter of Python-Markdown, loaded and made when the first text needs it."""
        from beacon.content.full_markdown import FullMarkdown  # noqa: PLC0415 (slow to load)

        extensions, configs, reference = self._made_with
        return FullMarkdown(extensions, configs, reference=reference)

    def convert_plain(self, text: str, resolve: Resolve, *, trusted: bool = False) -> str | None:
        """Return the HTML of a text of common forms alone, set at once; None for any other."""
        return None if self._reference else set_plain(text, resolve, trusted=trusted)

    def convert(self, text: str, resolve: Resolve, *, trusted: bool = False) -> str:
        """Return the HTML of a text; what is not `trusted` is sanitised.

        Raises TooDeep for a text that no reader of Markdown could take.
        """
        plain = self.convert_plain(text, resolve, trusted=trusted)
        if plain is not None:
            return plain
        try:
            html = self._full.convert(text, resolve)
        except RecursionError:
            raise TooDeep from None
        return html if trusted else sanitise(html)


def _are_usual(extensions: Sequence[str | Extension]) -> bool:
    """Tell extensions of which none gives a meaning to what common texts hold."""
    return all(isinstance(name, str) and name in DEFAULT_EXTENSIONS for name in extensions)

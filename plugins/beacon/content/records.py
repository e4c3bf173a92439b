"""Records: a text in one language with its checked front matter."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cached_property
from itertools import repeat
from typing import Any, Literal

from msgspec import Struct

from beacon.files import digest
from beacon.models import Model, rule
from beacon.sources import Document

DIGEST_LENGTH = 12
# What a translator does not translate, so that changing it makes no translation stale.
_NOT_TEXT = frozenset(
    {
        "translation",
        "reviewed_on",
        "reviewed_by",
        "version",
        "authors",
        "licence",
        "status",
        "needs",
        "expires",
    }
)


def whole_number(value: object) -> object:
    """Refuse text such as `7.803`, which would be read as a fraction or as 7, and `7_803`."""
    if isinstance(value, str) and re.search(r"\d[.,\s_]", value):
        raise ValueError(f'write a whole number without dots and spaces, not "{value}"')
    return value


class TranslationOf(Model):
    """Says from which language a text was translated, and from which state of it.

    `digest` is written by `scripts/translations.py --stamp`; as long as it equals the
    digest of the source, the translation is current.
    """

    of: str
    digest: str = ""


class Head(Model):
    """The front matter that every record has."""

    title: str = rule(min_length=1, max_length=120)
    description: str = rule(min_length=1, max_length=300)
    nav_title: str = ""
    status: Literal["draft", "published"] = "published"
    needs: str = ""
    reviewed_on: date | None = None
    reviewed_by: str = ""
    sources: tuple[str, ...] = ()
    translation: TranslationOf | None = None


class Record(Struct, frozen=True, dict=True):
    """A lesson, campaign or page in one language.

    `id` is its path without the language and without `index.md`: `lessons/sextortion`;
    the home page is the empty text. `trusted` is true for the centre's own pages, whose
    authors are its staff; everything else is sanitised. `known_digest` is its digest where that
    is known already.
    """

    id: str
    language: str
    kind: str
    head: Head
    document: Document
    trusted: bool = False
    known_digest: str = ""

    @property
    def path(self) -> str:
        """The path of its file, as shown in problems."""
        return self.document.path

    @property
    def body(self) -> str:
        """Its Markdown without front matter."""
        return self.document.body

    @property
    def parent(self) -> str:
        """The id of the page above it."""
        return self.id.rpartition("/")[0]

    def digest(self) -> str:
        """Return a digest of what a translator would have to read again when it changes."""
        return self.known_digest or self._digest

    @cached_property
    def _digest(self) -> str:
        written = _written(self.head, self.document.data)
        head = {key: value for key, value in written.items() if key not in _NOT_TEXT}
        text = json.dumps([head, self.body], ensure_ascii=False, sort_keys=True)
        return digest(text, DIGEST_LENGTH)


def _written(value: Any, data: Any) -> Any:
    """Return what was made of the data that somebody wrote, as JSON knows it.

    Where data and value are not alike, because nobody wrote it so, the value counts whole.
    """
    if isinstance(value, Model):
        fields = value.__struct_fields__
        given = data if isinstance(data, dict) else dict.fromkeys(fields)
        return {key: _written(getattr(value, key), given[key]) for key in fields if key in given}
    if isinstance(value, dict):
        given = data if isinstance(data, dict) else {}
        return {key: _written(inner, given.get(key)) for key, inner in value.items()}
    if isinstance(value, tuple):
        alike = isinstance(data, list) and len(data) == len(value)
        return [_written(*pair) for pair in zip(value, data if alike else repeat(None))]  # noqa: B905
    return value.isoformat() if isinstance(value, date) else value

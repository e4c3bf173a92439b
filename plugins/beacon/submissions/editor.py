"""The configuration of decap-cms, the editing page in the browser: where it writes, and what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beacon.submissions.form import SLUG, Field
from beacon.submissions.record import FOLDER, PICTURES

PRACTICE_BRANCH = "main"
LOCALES = {"sr-Cyrl": "sr_Cyrl", "sr-Latn": "sr_Latn", "bg": "bg", "en": "en"}
"""The names under which decap-cms has its own words; those in Serbian Latin are ours."""
_FOLDER = f"content/{FOLDER}"


def practice(address: str) -> dict[str, str]:
    """Return the connection to decap-server on this computer, at an address of the same host."""
    return {"name": "proxy", "proxy_url": address, "branch": PRACTICE_BRANCH}


def configuration(
    fields: Sequence[Field],
    *,
    centre: str,
    connection: Mapping[str, str],
    locale: str,
    languages: Sequence[str],
    labels: tuple[str, str],
) -> bytes:
    """Return `config.yml`.

    Shown are the campaigns of one `centre`. `languages` are the folders of the languages in
    which a campaign can be written, the first of them required; `labels` what campaigns are
    called, and one of them.

    All languages of a campaign are one entry, so that they are one draft. Whatever is uploaded
    stands beside its text, without what the camera wrote into it. Nothing is deleted here: a
    page is taken down by adults, and leaves a word behind.
    """
    several, one = labels
    collection: dict[str, Any] = {
        "name": "campaigns",
        "label": several,
        "label_singular": one,
        "folder": _FOLDER,
        "path": "{{slug}}/text",
        "slug": f"{{{{fields.{SLUG}}}}}",
        "identifier_field": "title",
        "extension": "md",
        "format": "yaml-frontmatter",
        "media_folder": PICTURES,
        "public_folder": "",
        "filter": {"field": "centre", "value": centre},
        "create": True,
        "delete": False,
        "sortable_fields": ["title"],
        "i18n": True,
        "fields": list(fields),
    }
    whole: dict[str, Any] = {
        "backend": dict(connection),
        "publish_mode": "editorial_workflow",
        "locale": locale,
        "media_folder": f"{_FOLDER}/_{PICTURES}",
        "public_folder": "",
        "media_processing": {"enabled": True, "strip_metadata": True, "quality": 90},
        "show_preview_links": False,
        "editor": {"preview": False},
        # decap-cms writes no Cyrillic in ASCII: "слика" and "плакат" would be the same file. The
        # page brings addresses and names of pictures into Latin letters by itself.
        "slug": {"encoding": "unicode", "clean_accents": False, "sanitize_replacement": "-"},
        "i18n": {
            "structure": "multiple_files",
            "locales": list(languages),
            "default_locale": languages[0],
        },
        "collections": [collection],
    }
    import yaml  # noqa: PLC0415 (slow to load)

    text = yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text.encode()

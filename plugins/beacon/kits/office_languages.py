"""Office languages: the tags under which Word, PowerPoint and LibreOffice know a language."""

from __future__ import annotations

# With the country, and with the script where there are two: by these they choose a dictionary.
_OFFICE = {"sr-Cyrl": "sr-Cyrl-RS", "sr-Latn": "sr-Latn-RS", "bg": "bg-BG", "en": "en-GB"}


def office_language(tag: str) -> str:
    """Return the tag under which Office knows a language."""
    return _OFFICE.get(tag, tag)

"""Speaking: in which language somebody who hands in a campaign is spoken to."""

from __future__ import annotations

from pathlib import Path

from beacon.build.site import Site
from beacon.languages.registry import Language
from beacon.languages.strings import Strings, load_strings


def spoken_in(root: Path, site: Site, folder: str) -> tuple[Language, Strings]:
    """Return the language of a language folder with its strings, also where a site lacks it.

    Of no folder, or of one that nobody knows, it is the first language of the site.
    """
    language = site.languages.of_path(folder) or site.default
    known = site.strings.get(language.tag)
    locales = root / "theme" / "locales"
    loaded = known or load_strings(locales, site.languages, (language.tag,), [])[language.tag]
    return language, loaded

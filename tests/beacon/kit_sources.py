"""Sources of kits from the real lessons of both centres, each made once."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

from beacon.build.assembly import Assembler
from beacon.build.kits import KitSources
from beacon.build.site import load_site
from beacon.content.markdown import Converter
from beacon.kits.outline import KitSource

ROOT = Path(__file__).resolve().parents[2]
TAGS = ("sr-Cyrl", "sr-Latn", "bg", "en")


@cache
def _sources(centre: str) -> KitSources:
    site = load_site(ROOT, centre)
    return KitSources(Assembler(site, Converter(), "https://beacon.example/"), ROOT / "theme")


@cache
def kit_source(tag: str, lesson: str = "sextortion", centre: str = "") -> KitSource:
    """Return the source of the first kit of a lesson; Bulgarian is of the Bulgarian centre."""
    sources = _sources(centre or ("bulgaria" if tag == "bg" else "serbia"))
    route = sources.assembler.site.routes[tag, f"lessons/{lesson}"]
    audience, said = sources.audiences(route)[0]
    return sources.source(route, audience, said)


def unpacked(data: bytes) -> dict[str, bytes]:
    """Return the files of a ZIP by name, in their order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}

"""What tests of kits share: the sources of every kit, in every language and script."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.kits import KitSources
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.kits.outline import KitSource

ROOT = Path(__file__).resolve().parents[3]
THEME = ROOT / "theme"
SourcesOf = Callable[[Site], list[KitSource]]


def sources_of(site: Site, *names: str) -> list[KitSource]:
    """Return what the kits of a site are made from; of these lessons, or of all."""
    kits = KitSources(Assembler(site, Converter(), "https://example.org/"), THEME)
    return [
        kits.source(route, *audience)
        for route in site.routes.values()
        if route.record.kind == "lesson" and (not names or route.id.split("/")[1] in names)
        for audience in kits.audiences(route)
    ]


@pytest.fixture(scope="session")
def every_source(serbia: Site, bulgaria: Site) -> list[KitSource]:
    """The sources of all kits of both centres."""
    return [*sources_of(serbia), *sources_of(bulgaria)]


@pytest.fixture(scope="session")
def unwritten(serbia: Site, bulgaria: Site) -> list[KitSource]:
    """The sources of all kits as they would be if nobody had written a sheet."""
    bare = (replace(site, library=replace(site.library, sheets={})) for site in (serbia, bulgaria))
    return [source for site in bare for source in sources_of(site)]


@pytest.fixture(scope="session")
def four(serbia: Site, bulgaria: Site) -> list[KitSource]:
    """One kit in all four written forms: Serbian in both scripts, English, Bulgarian."""
    found = [*sources_of(serbia, "sextortion"), *sources_of(bulgaria, "sextortion")]
    return list({source.language.tag: source for source in found}.values())

"""Building a centre's site, for the scripts: by Beacon itself, or by MkDocs where it must be."""

from __future__ import annotations

from pathlib import Path

from beacon.build.console import build_by_engine, told
from beacon.build.settings import load_settings
from beacon.build.stamps import cache_of
from beacon.build.store import Store
from beacon.problems import Problem


def build_centre(
    root: Path,
    centre: str,
    output: Path,
    *,
    strict: bool = False,
    jobs: int | None = None,
    timings: bool = False,
    explain: str = "",
    mkdocs: bool = False,
) -> bool:
    """Build and publish one centre's site; False if it has errors, which are printed.

    Where mkdocs.yml asks for more than Beacon does itself, or `mkdocs` is true, MkDocs
    builds it; what it cannot heed is told. The site that was at `output` is replaced only by a
    whole new one.
    """
    problems: list[Problem] = []
    settings = load_settings(root / "mkdocs.yml", problems, Store(cache_of(root), "settings"))
    if settings is None:
        print(told(problems))
        return False
    if mkdocs or settings.foreign:
        from mkdocs_beacon.host import build_with_host  # noqa: PLC0415 (MkDocs is slow to load)

        if settings.foreign:
            print(f"mkdocs.yml has {', '.join(settings.foreign)}: building with MkDocs.")
        asked = {"--explain": explain, "--timings": timings, "--jobs": jobs}
        unheeded = ", ".join(name for name, value in asked.items() if value)
        if unheeded:
            print(f"MkDocs builds alone, and cannot heed {unheeded}.")
        return build_with_host(root, centre, output, strict=strict)
    return build_by_engine(
        root, centre, output, settings, strict=strict, jobs=jobs, timings=timings, explain=explain
    )

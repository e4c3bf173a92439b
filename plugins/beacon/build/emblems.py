"""The emblem that stands beside a funding statement, for paper and slides."""

from __future__ import annotations

from pathlib import Path

from beacon.build.views import FundingView
from beacon.kits.pictures import standing_alone


def emblem_of(funding: FundingView | None, theme: Path) -> str:
    """Return the emblem as a drawing that stands alone (SVG); empty where there is none.

    It is shown without words of its own: the statement beside it says whose it is.
    """
    if funding is None or not funding.emblem:
        return ""
    path = theme / "illustrations" / f"{funding.emblem}.svg"
    return standing_alone(path.read_text("utf-8"))

"""Reachable: whether a site names somebody who helps, and loses none of those it names."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from beacon.content.centres import CentreFolder
from beacon.problems import Code, Problem, Severity
from beacon.sources import read_yaml

NO_HELP = Code(
    "HLP001",
    "No page of a site names somebody who helps: there is no help channel, or none is in the "
    "help bar. A warning until the site has an address, for nobody reads it before.",
    'Enter one that the centre has confirmed, with "help_bar: true".',
)
FULL_BAR = Code(
    "HLP002",
    "More help channels are meant for the help bar than it has places for.",
    'Write "help_bar: false" for those that children in trouble need less.',
    Severity.WARNING,
)
CODES = (NO_HELP, FULL_BAR)

_FILE = "help-channels.yml"
MOST_IN_BAR = 3
"""How many help channels the bar of every page has places for."""


def channels_of(folder: CentreFolder) -> str:
    """Return the path of the help channels of a centre, as shown in problems."""
    return f"{folder.document.path.rpartition('/')[0]}/{_FILE}"


def check_reach(folder: CentreFolder) -> Iterator[Problem]:
    """Tell a centre whose help bar is empty or too full; every page has this bar."""
    shown = channels_of(folder)
    in_bar = [channel.id for channel in folder.channels if channel.help_bar]
    if not in_bar:
        what = "is in the help bar" if folder.channels else "stands here"
        problem = NO_HELP.at(shown, None, f"No help channel {what}.")
        if folder.centre.website is None:
            problem = replace(problem, code=replace(NO_HELP, severity=Severity.WARNING))
        yield problem
    for name in in_bar[MOST_IN_BAR:]:
        said = f'The help bar has {MOST_IN_BAR} places, and "{name}" is not shown there.'
        yield FULL_BAR.at(shown, _line(folder, name), said)


def _line(folder: CentreFolder, name: str) -> int | None:
    """Return where a channel says that it is meant for the bar; the file is read again."""
    document = read_yaml(folder.path / _FILE, _FILE, [])
    if document is None:
        return None
    ids = [channel.get("id") for channel in document.data["channels"]]
    return document.line(("channels", ids.index(name), "help_bar"))

"""Reachable: whether a site names somebody who helps its readers, and loses none of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from beacon.content.centres import MOST_IN_BAR, CentreFolder, Channel
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
COPIED = Code(
    "HLP003",
    "A help channel was copied from a centre of another country: a child who calls would reach "
    "nobody, or somebody else. A warning until the site has an address, and for web pages.",
    "Take it out. If it helps here, too, say in source where that was read, or write "
    '"confirmed_by_centre: true" when the centre has confirmed it.',
)
CODES = (NO_HELP, FULL_BAR, COPIED)

_FILE = "help-channels.yml"


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
        yield FULL_BAR.at(shown, _line(folder, name, "help_bar"), said)


def check_copied(folder: CentreFolder, centres: Iterable[CentreFolder]) -> Iterator[Problem]:
    """Tell channels that stand in another country's centre as well, read in the same source.

    The same number alone is no fault: 116111 is a helpline in many countries, 192 the police in
    some. A centre whose site has no address yet has copied, and was not copied from.
    """
    others = [
        (other.id, channel)
        for other in centres
        if other.centre.country != folder.centre.country and other.centre.website is not None
        for channel in other.channels
    ]
    for channel in folder.channels:
        found = (name for name, other in others if _is_same(channel, other))
        centre = None if channel.confirmed_by_centre else next(found, None)
        if centre is None:
            continue
        said = f'"{channel.display}" stands in the channels of {centre} with the same source.'
        problem = COPIED.at(channels_of(folder), _line(folder, channel.id, "value"), said)
        if folder.centre.website is None or channel.type in {"web", "chat"}:
            problem = replace(problem, code=replace(COPIED, severity=Severity.WARNING))
        yield problem


def _is_same(channel: Channel, other: Channel) -> bool:
    return channel.value == other.value and not _sources(channel).isdisjoint(_sources(other))


def _sources(channel: Channel) -> set[str]:
    source = channel.source
    return {source} if isinstance(source, str) else set(source.values())


def _line(folder: CentreFolder, name: str, key: str) -> int | None:
    """Return where a channel says something; the file is read again."""
    document = read_yaml(folder.path / _FILE, _FILE, [])
    if document is None:
        return None
    ids = [channel.get("id") for channel in document.data["channels"]]
    return document.line(("channels", ids.index(name), key))

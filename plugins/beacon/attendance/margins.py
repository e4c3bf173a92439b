"""Margins: how far a hidden count could be from what it is, given everything that is shown.

Whoever reads the tables knows sums of counts. Another set of counts with the same shown sums is
another world that looks the same; the farthest such worlds are the ends of what can be found out
about a hidden sum. They are found by the simplex method, begun at the true counts and in whole
and broken numbers without rounding. It may stop early, or move some of the counts only: what it
returns can then be reached all the same, and is only less than what an attacker must allow for.
People are whole: of 2.5 to 6.5 only 3 to 6 are possible, so each end is rounded towards the truth.
Where only advice is wanted (`way_out`) numbers are rounded, because that is faster.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from math import floor

Number = int | Fraction | float
Terms = dict[int, Number]
MOST_STEPS = 500


def reach(
    counts: Sequence[int],
    shown: Iterable[Collection[int]],
    hidden: Iterable[Collection[int]],
    target: Collection[int],
    *,
    rising: bool,
    enough: int,
    whole: bool = False,
) -> Number:
    """Return by how much the sum of `target` could be higher (or lower), `enough` at the most.

    With `whole` only worlds of whole numbers are looked at; the answer is then rather too small.

    `counts` are the true numbers; the others are sets of their places. Sums of `shown` stay as
    they are, no count falls below 0, and no sum of `hidden` below 1, since a true zero is shown.
    """
    room: list[Number] = list(counts)
    lines = _solved(shown)
    at = len(counts)
    for places in hidden:
        room.append(sum(counts[place] for place in places) - 1)
        lines[at] = _substituted(_sum(places), lines)
        at += 1
    sign = 1 if rising else -1
    goal = _substituted(_sum(target, sign), lines)
    return _climb(goal, lines, room, enough, whole=whole)


def way_out(
    counts: Sequence[int],
    shown: Sequence[tuple[Collection[int], int]],
    hidden: Iterable[Collection[int]],
    target: Collection[int],
    *,
    enough: int,
) -> list[int]:
    """Return which of `shown` would have to be hidden so that `target` could be `enough` higher.

    Each comes with what it costs to hide it, and the cheapest way is looked for (the linear
    programme for complementary cells of Kelly, Golden and Assad 1992): shown sums may move too,
    at their cost for each step. The list is empty where even that does not help.
    """
    room: list[Number] = [float(count) for count in counts]
    lines: dict[int, Terms] = {}
    goal: Terms = {}
    moves: list[tuple[int, int]] = []
    dear = 1 + 4 * sum(cost for _, cost in shown)
    for number, (places, cost) in enumerate(shown):
        # A sum may rise by one number and fall by another. They begin a little above 0, each by
        # another bit, so that no step of the search is of length 0.
        rise, fall = len(room), len(room) + 1
        room += [(number + 1) * _LITTLE] * 2
        lines[fall] = {rise: 1, **_sum(places, -1)}
        moves.append((rise, fall))
        _add(goal, rise, -2 * cost)
        for place in places:
            _add(goal, place, cost)
    for places in hidden:
        room.append(sum(counts[place] for place in places) - 1 + _LITTLE)
        lines[len(room) - 1] = _sum(places)
    lacking = len(room)
    room.append(float(enough))
    lines[lacking] = _sum(target, -1)
    for place in target:
        _add(goal, place, dear)
    _climb(goal, lines, room, None, whole=False)
    if room[lacking] > 0.5:
        return []
    return [n for n, (rise, fall) in enumerate(moves) if _apart(room[rise], room[fall]) > _MOVED]


_LITTLE = 1e-6
_TINY = 1e-9
_MOVED = 0.05


def _apart(one: Number, two: Number) -> float:
    return abs(float(one) - float(two))


def _sum(places: Iterable[int], factor: Number = 1) -> Terms:
    return dict.fromkeys(places, factor)


def _solved(shown: Iterable[Collection[int]]) -> dict[int, Terms]:
    """Return some counts as what they are by the others, so that all shown sums stay."""
    lines: dict[int, Terms] = {}
    for places in shown:
        rest = _substituted(_sum(places), lines)
        if not rest:
            continue
        # One that stands in few other lines would be best; one with factor 1 keeps numbers whole.
        chosen = min(rest, key=lambda place: (rest[place] not in (1, -1), place))
        factor = rest.pop(chosen)
        line = {place: _divided(-value, factor) for place, value in rest.items()}
        for other in lines.values():
            _replace(other, chosen, line)
        lines[chosen] = line
    return lines


def _substituted(terms: Mapping[int, Number], lines: Mapping[int, Terms]) -> Terms:
    found: Terms = {}
    for place, value in terms.items():
        line = lines[place] if place in lines else _sum((place,))
        for inner, factor in line.items():
            _add(found, inner, value * factor)
    return found


def _replace(terms: Terms, place: int, line: Terms) -> None:
    value = terms.pop(place, 0)
    if value:
        for inner, factor in line.items():
            _add(terms, inner, value * factor)


def _add(terms: Terms, place: int, value: Number) -> None:
    total = terms.get(place, 0) + value
    if total and (type(total) is not float or not -_TINY < total < _TINY):
        terms[place] = total
    else:
        terms.pop(place, None)


def _divided(value: Number, by: Number) -> Number:
    """Return a quotient: whole where it can be, rounded only where the numbers are already."""
    if by == 1:
        return value
    if by == -1:
        return -value
    if isinstance(value, float) or isinstance(by, float):
        return value / by
    found = Fraction(value, by)
    return found.numerator if found.denominator == 1 else found


def _climb(
    goal: Terms, lines: dict[int, Terms], room: list[Number], enough: int | None, *, whole: bool
) -> Number:
    """Move free counts, each as far as nothing falls below 0, while the goal rises.

    With `whole` only ends count that are reached in whole numbers: half a person is none.
    """
    reached: Number = 0
    proven: Number = 0
    for _ in range(MOST_STEPS):
        step = _best_step(goal, lines, room, None if enough is None else enough - reached)
        if step is None:
            break
        place, way, far, stopped = step
        slope = goal[place] * way
        if whole and _are_whole(room):
            most = floor(far)
            if _are_whole(line.get(place, 0) * most for line in lines.values()):
                proven = max(proven, reached + slope * most)
        room[place] += way * far
        for other, line in lines.items():
            if place in line:
                room[other] += way * far * line[place]
        reached += slope * far
        if whole and _are_whole(room):
            proven = max(proven, reached)
        if enough is not None and reached >= enough:
            break
        if stopped is not None:
            _exchange(place, stopped, goal, lines)
    if enough is None:
        return reached
    return proven if whole else floor(reached)


def _are_whole(numbers: Iterable[Number]) -> bool:
    return all(not isinstance(n, Fraction) or n.denominator == 1 for n in numbers)


def _best_step(
    goal: Terms, lines: Mapping[int, Terms], room: Sequence[Number], wanted: Number | None
) -> tuple[int, int, Number, int | None] | None:
    """Return the free count to move, its way, how far, and the dependent one that stops it."""
    still: tuple[int, int, Number, int | None] | None = None
    for place in sorted(goal, key=lambda place: (-_size(goal[place]), place)):
        slope = goal[place]
        way = 1 if slope > 0 else -1
        if way < 0 and room[place] == 0:
            continue
        far, stopped = _how_far(place, way, lines, room)
        if wanted is not None:
            most = _divided(wanted, slope * way)
            if far is None or far >= most:
                return place, way, most, None
        if far is None:
            raise ValueError("nothing bounds the goal")
        if far > 0:
            return place, way, far, stopped
        still = still or (place, way, far, stopped)
    return still


def _size(value: Number) -> Number:
    return value if value > 0 else -value


def _how_far(
    place: int, way: int, lines: Mapping[int, Terms], room: Sequence[Number]
) -> tuple[Number | None, int | None]:
    far: Number | None = room[place] if way < 0 else None
    stopped: int | None = None
    for other, line in lines.items():
        change = line.get(place, 0) * way
        if change < 0:
            limit = _divided(room[other], -change)
            if far is None or limit < far:
                far, stopped = limit, other
    return far, stopped


def _exchange(place: int, stopped: int, goal: Terms, lines: dict[int, Terms]) -> None:
    """Make the count that was moved dependent, and the one that stopped it free."""
    line = lines.pop(stopped)
    factor = line.pop(place)
    turned: Terms = {inner: _divided(-value, factor) for inner, value in line.items()}
    turned[stopped] = _divided(1, factor)
    for other in lines.values():
        _replace(other, place, turned)
    _replace(goal, place, turned)
    lines[place] = turned

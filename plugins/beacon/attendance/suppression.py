"""Suppression: decides which sums of attendance are shown, so that no small one can be found out.

The rule. Sums of 1 to threshold - 1 are hidden. Whoever knows everything that is shown, the whole
schedule, at which presentations which audiences were counted, and that no hidden sum is 0, must
still find at least `threshold` whole numbers possible for every hidden sum, the largest of them
at least the threshold: so nobody can say what it is, nor even that it is small. This is a sliding
protection level on the feasibility interval of each cell (Hundepool et al., Handbook on
Statistical Disclosure Control, 2010, §4.3; for linked tables §4.5).

The way. The rule is checked for every hidden sum over all tables at once (`margins`). Where it
fails, the sums that are best hidden as well are looked for, until it holds; at the end what need
not be hidden is shown again. At worst all of a year is hidden, which gives nothing away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cached_property
from itertools import islice, zip_longest

from msgspec import Struct, field

from beacon.attendance.margins import Number, reach, way_out

LEAST = 3
"""No centre may publish smaller numbers: a threshold below it counts as this."""
LEAST_BASE = 50
"""Of fewer people no percentage is told: one person would be two points of it or more."""
FINE_BASE = 1000
"""From here on percentages have a decimal."""
MOST_LOOKS = 200
"""How many hidden cells are looked at again at the end, to show some of them after all."""
ADVISED = 36
"""How many counts are looked at when it is asked what else is best hidden."""
MOVED = (60, 200)
"""How many counts the check moves, at first and at most; the others stand still.

That they might move as well only makes more numbers possible: what holds for some holds for all.
"""
_MATES = 12
"""How many of the cells that add up with one give counts that may move with it."""
_LIKE = 4
"""To how many counts of a cell the others are compared."""
_LOOKED_AT = 1000
"""How many counts of a cell are compared; the largest year has them by the ten thousand."""

Cell = tuple[str, ...]


class Count(Struct, frozen=True):
    """One number of the ledger: who was counted where, and the sums it belongs to.

    What is `still` is taken to be known, and no other number is possible in its place.
    """

    presentation: str
    audience: str
    value: int
    cells: frozenset[Cell]
    still: bool = False


class Cells(Struct, frozen=True, dict=True):
    """Sums over counts, and which of them add up to which.

    `sums` says of a sum which parts it has: a year has its months, a region its cities.
    `worth` says how many times more than another a sum is worth showing.
    """

    counts: Sequence[Count]
    sums: Sequence[tuple[Cell, frozenset[Cell]]] = ()
    worth: Mapping[Cell, int] = field(default_factory=dict)

    @cached_property
    def places(self) -> dict[Cell, list[int]]:
        """The places of the counts of each cell."""
        found: defaultdict[Cell, list[int]] = defaultdict(list)
        for place, count in enumerate(self.counts):
            for cell in count.cells:
                found[cell].append(place)
        return dict(found)

    @cached_property
    def values(self) -> dict[Cell, int]:
        """The value of each cell."""
        return {
            cell: sum(self.counts[place].value for place in places)
            for cell, places in self.places.items()
        }

    @cached_property
    def groups(self) -> tuple[tuple[Cell, ...], ...]:
        """Each sum with its parts, without those that are 0."""
        found = []
        for whole, parts in self.sums:
            there = sorted(part for part in parts if self.values.get(part))
            if there and self.values.get(whole):
                found.append((whole, *there))
        return tuple(found)

    @cached_property
    def twins(self) -> Mapping[Cell, frozenset[Cell]]:
        """Of each cell those that have the very same counts above 0."""
        found: defaultdict[tuple[int, ...], set[Cell]] = defaultdict(set)
        for cell, places in self.places.items():
            found[tuple(place for place in places if self.counts[place].value)].add(cell)
        return {cell: frozenset(same) for same in found.values() for cell in same}

    @cached_property
    def groups_of(self) -> Mapping[Cell, tuple[tuple[Cell, ...], ...]]:
        """The groups that each cell stands in."""
        found: defaultdict[Cell, list[tuple[Cell, ...]]] = defaultdict(list)
        for group in self.groups:
            for cell in group:
                found[cell].append(group)
        return {cell: tuple(groups) for cell, groups in found.items()}


def hidden_cells(cells: Cells, threshold: int) -> frozenset[Cell]:
    """Return the cells that must not be shown."""
    return frozenset(_Hiding(cells, max(threshold, LEAST)).run())


def bared_cells(cells: Cells, hidden: Iterable[Cell], threshold: int) -> frozenset[Cell]:
    """Return which of these hidden cells could be found out, where all others are shown."""
    there = {cell for cell in hidden if cells.values.get(cell)}
    return frozenset(_Hiding(cells, max(threshold, LEAST), there).bared())


class _Hiding(Struct, dict=True):
    cells: Cells
    threshold: int
    hidden: set[Cell] = field(default_factory=set)
    safe: set[Cell] = field(default_factory=set)
    fresh: bool = True

    def run(self) -> set[Cell]:
        self.hidden = {c for c, value in self.cells.values.items() if 0 < value < self.threshold}
        while exposed := self._exposed():
            if self._has_room(exposed, MOVED[1]):
                self.safe.add(exposed)
                continue
            found = self._way_out(exposed) or list(self._near(exposed))[:1]
            if not found:
                # Nothing is left to hide: not one number of the year is shown.
                return self.hidden
            self.hidden.update(twin for cell in found for twin in self.cells.twins[cell])
            self.fresh = False
        self._give_back()
        return self.hidden

    def bared(self) -> Iterator[Cell]:
        """Yield every hidden cell that has no room with what is hidden now."""
        for cell in self._in_order():
            if not any(self._has_room(cell, most) for most in MOVED):
                yield cell

    def _exposed(self) -> Cell | None:
        """Return a hidden cell that could be found out, the smallest first.

        One more hidden cell is known not to be 0, which may take a little room away: once all
        seem safe, every one is looked at again with all that is hidden now.
        """
        while True:
            found = next((c for c in self._in_order() if not self._is_safe(c)), None)
            if found is not None or self.fresh:
                return found
            self.safe.clear()
            self.fresh = True

    def _give_back(self) -> None:
        """Show again what need not be hidden: the search may have gone a way round.

        Each try looks at every hidden cell, so there are only some.
        """
        values, asked = self.cells.values, set[Cell]()
        tries = MOST_LOOKS // max(len(self.hidden), 1)
        for cell in sorted(self.hidden, key=lambda c: (-values[c], c)):
            twins = self.cells.twins[cell]
            if values[cell] < self.threshold or cell in asked:
                continue
            if len(asked) >= tries:
                return
            asked |= twins
            self.hidden -= twins
            self.safe.clear()
            if not all(self._is_safe(other) for other in self._in_order()):
                self.hidden |= twins

    def _in_order(self) -> Iterator[Cell]:
        return iter(sorted(self.hidden - self.safe, key=lambda c: (self.cells.values[c], c)))

    def _way_out(self, cell: Cell) -> list[Cell]:
        """Return the shown cells that are best hidden so that a hidden one has room."""
        chosen = self._moved(cell, ADVISED)
        view = _View(self, chosen)
        shown = sorted(view.shown)
        sums = [(view.shown[other], self._cost(other)) for other in shown]
        found = way_out(
            view.counts, sums, view.hidden, view.inside(cell), enough=self.threshold - 1
        )
        return [shown[number] for number in found]

    def _cost(self, cell: Cell) -> int:
        """Return what it costs to hide a cell; none whose value is 0 can be."""
        value = self.cells.values[cell]
        worth = self.cells.worth.get(cell, 1)
        return value * worth or 100 * max(self.cells.values.values())

    def _is_safe(self, cell: Cell) -> bool:
        """Tell whether a hidden cell could be enough other numbers, and remember that it can."""
        if self._has_room(cell, MOVED[0]):
            self.safe.add(cell)
        return cell in self.safe

    def _has_room(self, cell: Cell, most: int) -> bool:
        wanted = self.threshold - 1
        moved = self._moved(cell, most)
        up = self._reach(cell, moved, rising=True)
        if up >= wanted:
            return True
        lacking = self.threshold - self.cells.values[cell]
        return up >= lacking and up + self._reach(cell, moved, rising=False) >= wanted

    def _reach(self, cell: Cell, chosen: Sequence[int], *, rising: bool) -> Number:
        """Return how much higher or lower a cell could be; more than is needed is not asked."""
        view = _View(self, chosen)
        shown, target = view.shown.values(), view.inside(cell)
        wanted = self.threshold - 1
        # Where some counts stand still there is more room than is seen. Where all may move there
        # is no more: then it has to be room for whole people.
        whole = len(chosen) == len(self._free)
        return reach(
            view.counts, shown, view.hidden, target, rising=rising, enough=wanted, whole=whole
        )

    def _moved(self, cell: Cell, most: int) -> list[int]:
        """Return the counts that may move: those at which one number can make up for another.

        Some presentations of the cell are taken with all their counts, and some of each cell
        that adds up with it: what one audience of a presentation gains another one can lose,
        and nothing else of the year is another number.
        """
        if len(self._free) <= most:
            return self._free
        own = self._richest(cell, ())
        like = [self.cells.counts[place].cells for place in own[:_LIKE]]
        # What is most like them in all other sums is not far, whatever it adds up with.
        whole = max(self.cells.values, key=lambda other: (self.cells.values[other], other))
        others = [place for place in self._richest(whole, like) if place not in {*own}]
        rows = [own, others, *(self._richest(mate, like) for mate in self._mates(cell))]
        chosen: dict[int, None] = {}
        for place in (place for turn in zip_longest(*rows) for place in turn if place is not None):
            if len(chosen) >= most:
                break
            chosen.update(dict.fromkeys(self._together[self.cells.counts[place].presentation]))
        return sorted([*chosen][:most])

    @cached_property
    def _free(self) -> list[int]:
        """The places of the counts that are not known."""
        return [place for place, count in enumerate(self.cells.counts) if not count.still]

    @cached_property
    def _together(self) -> Mapping[str, list[int]]:
        """The counts of each presentation that may move; what is 0 can only rise and is last."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for place in self._free:
            found[self.cells.counts[place].presentation].append(place)
        counts = self.cells.counts
        return {key: sorted(p, key=lambda n: (not counts[n].value, n)) for key, p in found.items()}

    def _mates(self, cell: Cell) -> list[Cell]:
        """Return what adds up to the same sum as a cell: what is hidden first, then by size."""
        twins = self.cells.twins[cell]
        groups = (group for twin in sorted(twins) for group in self.cells.groups_of.get(twin, ()))
        mates = {other for group in groups for other in group} - twins
        values, hidden = self.cells.values, self.hidden
        return sorted(mates, key=lambda other: (other not in hidden, values[other], other))[:_MATES]

    def _richest(self, cell: Cell, like: Sequence[frozenset[Cell]]) -> list[int]:
        """Return the counts of a cell that can fall far, those most like others first."""
        counts, wanted = self.cells.counts, self.threshold - 1
        there = (p for p in self.cells.places[cell] if counts[p].value and not counts[p].still)

        def order(place: int) -> tuple[int, int, int]:
            alike = max((len(counts[place].cells & cells) for cells in like), default=0)
            return -min(counts[place].value, wanted), -alike, place

        return sorted(islice(there, _LOOKED_AT), key=order)

    def _near(self, cell: Cell) -> Iterator[Cell]:
        """Yield what may be hidden for the sake of a cell: the nearest first, then the smallest."""
        values = self.cells.values
        seen, ring = {cell}, {cell}
        while ring:
            ring = {
                other for one in ring for group in self.cells.groups_of.get(one, ())
                for other in group
            } - seen  # fmt: skip
            seen |= ring
            yield from self._by_size(ring)
        yield from self._by_size(set(values) - seen)

    def _by_size(self, cells: Iterable[Cell]) -> list[Cell]:
        values = self.cells.values
        shown = (cell for cell in cells if values[cell] and cell not in self.hidden)
        return sorted(shown, key=lambda c: (values[c], c))


class _View:
    """A part of the counts, by new places, with the sums that stand over them."""

    def __init__(self, hiding: _Hiding, chosen: Sequence[int]) -> None:
        self._cells, self._at = hiding.cells, {place: n for n, place in enumerate(chosen)}
        self.counts = [hiding.cells.counts[place].value for place in chosen]
        over = sorted({cell for place in chosen for cell in hiding.cells.counts[place].cells})
        self.shown = {cell: self.inside(cell) for cell in over if cell not in hiding.hidden}
        # Where counts that stand still keep a cell above 0, the others may fall to nothing.
        alone = ((cell, self.inside(cell)) for cell in over if cell in hiding.hidden)
        self.hidden = [
            inside
            for cell, inside in alone
            if sum(self.counts[number] for number in inside) == hiding.cells.values[cell]
        ]

    def inside(self, cell: Cell) -> list[int]:
        """Return the places here of the counts of a cell."""
        return [self._at[place] for place in self._cells.places[cell] if place in self._at]


def share(part: int | None, whole: int | None) -> Decimal | None:
    """Return how much a part is of a whole in per cent, or None where that may not be told.

    Both must be shown, and the whole must be 50 or more; from 1,000 on there is one decimal.
    """
    if part is None or whole is None or whole < LEAST_BASE or not 0 <= part <= whole:
        return None
    places = Decimal("0.1") if whole >= FINE_BASE else Decimal(1)
    return (Decimal(100 * part) / whole).quantize(places, ROUND_HALF_EVEN)

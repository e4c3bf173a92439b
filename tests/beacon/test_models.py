"""Models: what msgspec takes quickly is what pydantic would take, to the last value."""

from __future__ import annotations

import copy
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Any, Literal
from unittest.mock import patch

import pytest

from beacon import models, sources
from beacon.build.site import load_site
from beacon.models import Checked, Faults, Model, checks, checks_all, reads, rule, validated

ROOT = Path(__file__).resolve().parents[2]
Case = tuple[type[Model], dict[str, Any]]

TEXTS: tuple[str, ...] = (
    "", " ", "x", " x ", "x\n", "5", "05", "-1", "5.0", "1e3", "null", "yes", "no", "true", "on",
    "2026-02-30", "2026-02-10", "20260210", "08:30", "24:00", "8:30", "08:30:00", "08:30Z", "a;b",
    "published", "a" * 200, "ђ", "\u00a0x", "\u200bx",
)  # fmt: skip
ODD: tuple[Any, ...] = (
    *TEXTS, None, 0, 1, -1, 5.0, 5.5, 1e400, float("nan"), 10**30, True, False, date(2026, 2, 10),
    datetime(2026, 2, 10), datetime(2026, 2, 10, 8), time(8, 30), [], ["x"], [" x"], [1], [None],
    [["x"]], {}, {"en": "x"}, {"en": ""}, {"en": None}, {"x": 1},
    {" en": "x"},
)  # fmt: skip


@pytest.fixture(scope="module")
def cases() -> dict[type[Model], list[dict[str, Any]]]:
    """Return all that the contents of both centres say, by what it is read as."""
    found: dict[type[Model], list[dict[str, Any]]] = {}

    def noting(model: type[Model], data: dict[str, Any]) -> Model:
        found.setdefault(model, []).append(copy.deepcopy(data))
        return validated(model, data)

    with patch.object(sources, "validated", noting):
        for centre in ("serbia", "bulgaria"):
            load_site(ROOT, centre)
    return found


def slowly(model: type[Model], data: dict[str, Any]) -> Model | None:
    """Return what pydantic makes of data."""
    with patch.object(models, "_read_quickly", lambda model, data: None):
        try:
            return validated(model, data)
        except Faults:
            return None


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every list and every group of keys in data, with each key or place in it."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in list(inside):
        yield data, key
        if isinstance(value, dict | list):
            yield from places(value)


def test_contents_are_read_without_pydantic(cases: dict[type[Model], list[dict[str, Any]]]) -> None:
    slow = Counter(
        model.__name__
        for model, given in cases.items()
        for data in given
        if models._read_quickly(model, data) is None
    )
    assert len(cases) > 20
    assert slow == Counter()


@pytest.mark.parametrize("seed", range(4))
def test_what_is_read_quickly_is_what_pydantic_reads(
    cases: dict[type[Model], list[dict[str, Any]]], seed: int
) -> None:
    chance = random.Random(seed)
    taken = refused = 0
    for model, given in sorted(cases.items(), key=lambda case: case[0].__qualname__):
        is_of_a_table = all(
            isinstance(value, str | bool) for data in given for value in data.values()
        )
        odd = TEXTS if is_of_a_table else ODD
        for data in [chance.choice(given) for _ in range(60)]:
            changed = copy.deepcopy(data)
            for _ in range(chance.choice((0, 1, 1, 1, 2))):
                inside, key = chance.choice(list(places(changed)) or [(changed, "x")])
                if chance.random() < 0.15 and key in inside:
                    del inside[key]
                else:
                    inside[key] = copy.deepcopy(chance.choice(odd))
            before = copy.deepcopy(changed)
            quick = models._read_quickly(model, changed)
            assert repr(changed) == repr(before)
            slow = slowly(model, changed)
            refused += slow is None
            if quick is not None:
                taken += 1
                assert (type(quick), repr(quick)) == (type(slow), repr(slow)), (model, before)
    assert min(taken, refused) > 200


class Part(Model):
    """A model in another."""

    name: str = rule(min_length=1, max_length=5)

    @checks("name")
    @staticmethod
    def _known(value: str) -> str:
        if value == "none":
            raise ValueError("write another name")
        return value.removesuffix("!")


def _small(value: str) -> str:
    if not value:
        raise ValueError("write something")
    return value.lower()


class Whole(Model):
    """A model with a rule of every kind."""

    number: int = rule(ge=1, le=9)
    code: str = rule(default="a", pattern=r"^[a-z]+$")
    day: date | None = None
    kind: Literal["one", "two"] | Part = "one"
    parts: tuple[Part, ...] = rule(default=(), max_length=2)
    words: dict[str, str] = rule(default_factory=dict)
    small: Annotated[str, Checked(_small)] | None = None
    sample: bool = False

    @reads("day")
    @staticmethod
    def _empty_is_none(value: object) -> object:
        return value or None

    @checks_all
    def _agrees(self) -> None:
        if self.number == 7 and self.sample:
            raise ValueError("seven is no sample")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"number": "3", "sample": "yes", "day": ""}, Whole(number=3, sample=True)),
        ({"day": date(2026, 2, 10)}, Whole(number=1, day=date(2026, 2, 10))),
        ({"day": "2026-02-10"}, Whole(number=1, day=date(2026, 2, 10))),
        ({"kind": {"name": "x"}}, Whole(number=1, kind=Part(name="x"))),
        ({"parts": [{"name": "x"}]}, Whole(number=1, parts=(Part(name="x"),))),
        ({"small": "x"}, Whole(number=1, small="x")),
    ],
)
def test_plain_data_are_read_quickly(more: dict[str, object], expected: Whole) -> None:
    assert models._read_quickly(Whole, {"number": 1, **more}) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"number": 3.0}, Whole(number=3)),
        ({"code": " b "}, Whole(number=1, code="b")),
        ({"small": "X"}, Whole(number=1, small="x")),
        ({"parts": [{"name": "x!"}]}, Whole(number=1, parts=(Part(name="x"),))),
        ({"sample": "on"}, Whole(number=1, sample=True)),
    ],
)
def test_what_is_meant_but_written_otherwise_is_left_to_pydantic(
    more: dict[str, object], expected: Whole
) -> None:
    data = {"number": 1, **more}
    assert models._read_quickly(Whole, data) is None
    assert validated(Whole, data) == expected


def test_all_faults_are_told_at_once() -> None:
    data = {
        "number": 0,
        "code": "A",
        "parts": [{"name": ""}, {"name": "none"}],
        "small": "",
        "more": 1,
    }
    with pytest.raises(Faults) as told:
        validated(Whole, data)
    assert sorted((fault["loc"], fault["type"]) for fault in told.value.faults) == [
        (("code",), "string_pattern_mismatch"),
        (("more",), "extra_forbidden"),
        (("number",), "greater_than_equal"),
        (("parts", 0, "name"), "string_too_short"),
        (("parts", 1, "name"), "value_error"),
        (("small",), "value_error"),
    ]


def test_values_that_contradict_each_other_are_told() -> None:
    with pytest.raises(Faults, match="seven is no sample"):
        validated(Whole, {"number": 7, "sample": True})


def test_models_can_stand_in_data() -> None:
    part = Part(name="x")
    assert validated(Whole, {"number": 2.0, "kind": part}).kind is part


def test_heir_can_ask_for_what_may_be_left_out() -> None:
    class Heir(Whole):
        code: str

    with pytest.raises(Faults, match="Field required"):
        validated(Heir, {"number": 1})
    assert validated(Heir, {"number": 1, "code": "A"}).code == "A"  # another field, without rule


def test_pydantic_is_loaded_by_nothing_but_faults() -> None:
    """What a build loads is in `tests/build/test_only_what_changed.py`."""
    assert "pydantic" not in vars(models)
    assert all("pydantic" not in vars(m) for n, m in sys.modules.items() if n.startswith("beacon."))

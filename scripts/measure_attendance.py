#!/usr/bin/env python3
"""Measures attendance, ledger to summaries: python3 scripts/measure_attendance.py 1000 10000."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import csv  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import random  # noqa: E402
import resource  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from itertools import pairwise  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.attendance.summary import summarise  # noqa: E402
from beacon.attendance.tables import Standing  # noqa: E402
from beacon.content.vocabulary import Vocabulary, load_vocabulary  # noqa: E402
from beacon.problems import Problem  # noqa: E402
from beacon.schedule.presentations import Presentation, Schedule  # noqa: E402

AUDIENCES = (
    "pupils", "parents", "teachers", "peer-educators", "school-psychologists", "social-workers",
)  # fmt: skip
TYPES = ("presentation", "presentation", "presentation", "workshop", "seminar", "training")


def main() -> int:
    """Print a table: for each size seconds, memory, rows; then the power by which each grows."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+", help="how many presentations of one year")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.sizes[0])))
        return 0
    command = [sys.executable, __file__, "--one"]
    found = []
    for size in options.sizes:
        done = subprocess.run([*command, str(size)], capture_output=True, text=True, check=True)
        found.append(json.loads(done.stdout))
    print("presentations  numbers  seconds  added MB  rows  small  hidden")
    for one in found:
        print(
            f"{one['size']:13}  {one['numbers']:7}  {one['seconds']:7.2f}  {one['memory']:8.1f}"
            f"  {one['rows']:4}  {one['small']:5}  {one['hidden']:6}"
        )
    for small, large in pairwise(found):
        ratio = math.log(large["size"] / small["size"])
        powers = (math.log(large[key] / small[key]) / ratio for key in ("seconds", "memory"))
        said = " and memory by ".join(f"{power:.2f}" for power in powers)
        print(f"{small['size']} to {large['size']}: time grows by the power {said}")
    return 0


def measure(size: int) -> dict[str, float]:
    """Return what one size takes, the making of its schedule and of its file left out."""
    problems: list[Problem] = []
    root = environment.ROOT / "content" / "vocabulary"
    vocabulary = load_vocabulary(root, "vocabulary", problems)
    chance = random.Random(size)
    schedule = a_schedule(size, vocabulary, chance)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        numbers = write_ledger(folder, schedule, chance)
        before, start = memory(), time.process_time()
        found = summarise(folder, "attendance", schedule, vocabulary, 5, problems)
        seconds = time.process_time() - start
    assert not problems, problems[0]
    rows = [row for table in found.real.tables for row in (*table.rows, table.total)]
    return {
        "size": size,
        "numbers": numbers,
        "seconds": seconds,
        "memory": memory() - before,
        "rows": len(rows),
        "small": sum(0 < (row.count or 0) < found.real.threshold for row in rows),
        "hidden": sum(row.standing is Standing.HIDDEN for row in rows),
    }


def memory() -> float:
    """Return the most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def a_schedule(size: int, vocabulary: Vocabulary, chance: random.Random) -> Schedule:
    """Return held presentations all over Serbia and all through a year."""
    cities = sorted(c.id for c in vocabulary.cities.values() if c.country == "RS")
    topics = sorted(vocabulary.topics)
    events = []
    for number in range(size):
        day = date(2026, 1, 1) + timedelta(days=number * 365 // size)
        events.append(
            Presentation(
                id=f"p{number}", status="held", type=chance.choice(TYPES), date=day, start=None,
                end=None, venue="", city=chance.choice(cities), lesson="",
                language=chance.choice(("sr-Cyrl", "sr-Cyrl", "sr-Latn", "hu")),
                audiences=("pupils",), public="date", sample=False, sequence=0, updated=day,
                topics=tuple(chance.sample(topics, 2)),
            )
        )  # fmt: skip
    regions = {city.id: city.region for city in vocabulary.cities.values()}
    return Schedule({event.id: event for event in events}, regions=regions)


def write_ledger(folder: Path, schedule: Schedule, chance: random.Random) -> int:
    """Write six numbers for each presentation, with late ones and corrections; return how many."""
    rows = list(_rows(schedule, chance))
    with (folder / "2026.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow("presentation audience count how_known reason recorded id corrects".split())
        writer.writerows(rows)
    (folder / "releases.csv").write_text("date\n2026-07-15\n2027-01-31\n")
    return len(rows)


def _rows(schedule: Schedule, chance: random.Random) -> Iterator[tuple[object, ...]]:
    for event in schedule.presentations.values():
        for audience in AUDIENCES:
            many = audience == "pupils"
            # Peer educators are so few that some of their months have to be hidden.
            few = audience == "peer-educators"
            number = chance.randint(15, 60) if many else 0 if few else chance.randint(0, 4)
            if few and chance.random() < 30 / len(schedule.presentations):
                number = chance.randint(1, 3)
            day = event.date + timedelta(days=chance.randint(0, 20))
            yield event.id, audience, number, "counted", "", day, "", ""
            if many and chance.random() < 0.02:
                name = f"{event.id}/{audience}"
                later = day + timedelta(days=30)
                yield event.id, audience, number + 2, "counted", "", later, f"{name}/2", name


if __name__ == "__main__":
    sys.exit(main())

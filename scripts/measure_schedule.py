#!/usr/bin/env python3
"""Measures a schedule of N presentations in four languages: python3 scripts/measure_schedule.py.

Each size is measured in a process of its own: reading, checking, all feeds (whole, and by
region, city, audience, topic and language), the feeds of changes and the exports, and a sheet of
as many rows that is imported twice; then how each grows.
"""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import csv  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import random  # noqa: E402
import resource  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections import defaultdict  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from datetime import time as time_of_day  # noqa: E402
from pathlib import Path  # noqa: E402

from msgspec.structs import replace  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from beacon.build.feeds import site_words  # noqa: E402
from beacon.build.site import Site, load_site  # noqa: E402
from beacon.calendars.changes import ChangesFeed, atom, json_feed  # noqa: E402
from beacon.calendars.export import event_line, schedule_json  # noqa: E402
from beacon.calendars.feeds import FeedText, FeedWriter  # noqa: E402
from beacon.calendars.parts import split  # noqa: E402
from beacon.languages.strings import load_strings  # noqa: E402
from beacon.problems import Problem  # noqa: E402
from beacon.schedule import lint, presentations  # noqa: E402
from beacon.schedule.importing import apply, load_stored, plan_import  # noqa: E402
from beacon.schedule.publicity import PublicPresentation, public, public_changes  # noqa: E402
from beacon.schedule.sheets import Sheet, read_schedule_sheet  # noqa: E402
from beacon.schedule.understanding import meanings  # noqa: E402

_AS_OF = date(2026, 11, 25)
_STEPS = (
    "read", "check", "reduce", "feeds", "parts", "changes", "export", "sheet", "import", "again",
)  # fmt: skip
_TAGS = ("sr-Cyrl", "sr-Latn", "bg", "en")


def main() -> int:
    """Print a table of seconds by step for each size, then what grows faster than the schedule."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000], metavar="N")
    parser.add_argument("--years", type=int, default=10, help="over how many years (default: 10)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.sizes[0], options.years)))
        return 0
    print(
        "      N " + " ".join(f"{step:>8}" for step in _STEPS) + "  µs/event  peak MB  largest kB"
    )
    found = []
    for size in options.sizes:
        command = [sys.executable, __file__, str(size), "--years", str(options.years), "--one"]
        result = subprocess.run(command, check=True, capture_output=True, text=True)
        figures = json.loads(result.stdout)
        found.append(figures)
        each = 1e6 * figures["feeds"] / size / len(_TAGS)
        steps = " ".join(f"{figures[step]:8.2f}" for step in _STEPS)
        largest = figures["largest"] / 1000
        print(f"{size:7} {steps} {each:9.0f} {figures['memory']:8.0f} {largest:11.0f}", flush=True)
    if len(found) > 1:
        ratio = math.log(options.sizes[-1] / options.sizes[0])
        for step in _STEPS:
            exponent = math.log(found[-1][step] / max(found[0][step], 1e-6)) / ratio
            print(f"growth exponent of {step}: {exponent:.2f}")
    return 0


def measure(size: int, years: int) -> dict[str, float]:
    """Return the processor seconds of each step, the peak memory in MB and the largest file."""
    site = load_site(environment.ROOT, "serbia")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_schedule(folder, site, size, years)
        figures: dict[str, float] = {}

        def timed(step: str, make: Callable[[], object]) -> object:
            start = time.process_time()
            result = make()
            figures[step] = time.process_time() - start
            return result

        problems: list[object] = []
        schedule = timed(
            "read",
            lambda: presentations.load_schedule(
                folder,
                "schedule",
                site.vocabulary,
                site.library,
                problems,  # type: ignore[arg-type]
            ),
        )
        assert isinstance(schedule, presentations.Schedule)
        assert len(schedule.presentations) == size, problems[:3]
        ground = lint.Ground(schedule, site.vocabulary, site.centre.time_zone, _AS_OF)
        timed("check", lambda: list(lint.lint(ground)))
        shown = timed("reduce", lambda: (public(schedule), public_changes(schedule)))
        assert isinstance(shown, tuple)
        whole, changes = shown
        locales = environment.ROOT / "theme" / "locales"
        strings = load_strings(locales, site.languages, _TAGS, [])
        tagged = replace(site, strings=strings)
        writers = {tag: _writer(tagged, tag) for tag in _TAGS}
        timed("feeds", lambda: [w.feed(whole, url="") for w in writers.values()])
        sizes = timed("parts", lambda: _parts(whole, writers.values(), site))
        sizes_of_changes = timed("changes", lambda: _changes(changes, tagged))
        sizes_of_exports = timed("export", lambda: _exports(whole, tagged))
        assert isinstance(sizes, list)
        assert isinstance(sizes_of_changes, list)
        assert isinstance(sizes_of_exports, list)
        import_round(folder, site, whole, timed)
        figures["largest"] = max(*sizes, *sizes_of_changes, *sizes_of_exports)
        figures["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return figures


def import_round(
    folder: Path,
    site: Site,
    shown: tuple[PublicPresentation, ...],
    timed: Callable[[str, Callable[[], object]], object],
) -> None:
    """Bring a sheet of as many events into an empty schedule, and the same sheet again."""
    target = folder / "imported"
    target.mkdir()
    shutil.copy(folder / "venues.csv", target)
    path = folder / "sheet.xlsx"
    book = Workbook(write_only=True)
    rows = book.create_sheet()
    rows.append(["Date", "Start", "City", "For whom", "Lesson", "Kind"])
    for number, p in enumerate(shown):
        hour = time_of_day(8 + number % 9, number % 60)
        rows.append([p.date, hour, p.city, "pupils", p.lesson, "Presentation"])
    book.save(path)
    problems: list[Problem] = []
    known = presentations.load_known(target, "s", site.vocabulary, site.library, problems)
    sheet = timed(
        "sheet", lambda: read_schedule_sheet(path, "sheet.xlsx", site.vocabulary, problems)
    )
    assert isinstance(sheet, Sheet), problems

    def bring() -> int:
        words = meanings(known, site.library, site.vocabulary)
        plan = plan_import(
            sheet, load_stored(target, "s", problems), known, words,
            shown="sheet.xlsx", language="sr-Cyrl", as_of=_AS_OF,
        )  # fmt: skip
        assert plan.applicable, plan.problems[:3]
        apply(plan, target)
        return len(plan.edits)

    timed("import", bring)
    assert timed("again", bring) is not None


def _writer(site: Site, tag: str) -> FeedWriter:
    words = site_words(site, site.languages[tag])
    text = FeedText(
        name="N",
        language=tag,
        summary=words.summary,
        place=words.place,
        description=words.description,
        categories=words.categories,
        link=lambda presentation: f"https://example.org/{tag}/calendar/{presentation.id}/",
    )
    return FeedWriter(text, site.centre.id, site.centre.time_zone, site.centre.email)


def _parts(
    shown: tuple[PublicPresentation, ...], writers: Iterable[FeedWriter], site: Site
) -> list[int]:
    """Return the sizes of every feed that a site would have, with all its filters."""
    all_writers = tuple(writers)
    kept = {p.id: max(len(w.event(p)) for w in all_writers) for p in shown}
    groups: dict[str, list[PublicPresentation]] = defaultdict(list)
    for p in shown:
        for key in (p.region, p.city, p.language, *p.audiences, *p.topics):
            groups[key].append(p)
    sizes = []
    for held in (shown, *groups.values()):
        for part in split(held, lambda p: kept[p.id], as_of=_AS_OF).values():
            sizes += [len(writer.feed(part, url="")) for writer in all_writers]
    return sizes


def _changes(changes: object, site: Site) -> list[int]:
    sizes = []
    for tag in _TAGS:
        words = site_words(site, site.languages[tag])
        about = ChangesFeed("T", "A", "u", "s", words, lambda presentation: presentation.id)
        assert isinstance(changes, tuple)
        sizes += [len(atom(changes, about, since=_AS_OF)), len(json_feed(changes, about))]
    return sizes


def _exports(shown: tuple[PublicPresentation, ...], site: Site) -> list[int]:
    sizes = []
    for tag in _TAGS:
        words = site_words(site, site.languages[tag])
        lines = {p.id: event_line(p, words, p.id) for p in shown}
        length = {key: len(line.encode()) for key, line in lines.items()}
        for part in split(shown, lambda p: length[p.id], as_of=_AS_OF).values():  # noqa: B023
            held = (lines[p.id] for p in part)
            sizes.append(len(schedule_json(held, words, centre="c", time_zone="UTC")))
    return sizes


def write_schedule(folder: Path, site: Site, size: int, years: int) -> None:
    """Write a schedule of `size` presentations up to the middle of 2027, with a ledger."""
    chance = random.Random(size)
    cities = sorted(key for key, city in site.vocabulary.cities.items() if city.country == "RS")
    lessons = sorted(k.removeprefix("lessons/") for k in site.library.ids() if "lessons/" in k)
    with (folder / "venues.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("id", "name", "kind", "city", "sample"))
        for number, city in enumerate(cities * 20):
            writer.writerow((f"v{number}", f"Основна школа {number}", "school", city, "no"))
    first = date(2027, 7, 1) - timedelta(days=365 * years)
    rows = []
    for number in range(size):
        day = first + timedelta(days=number * 365 * years // size)
        held = day < _AS_OF
        start = f"{8 + number % 9:02}:{number % 4 * 15:02}"
        rows.append(
            (
                f"e{number}", "held" if held else "confirmed", "presentation", day, start,
                f"{9 + number % 9:02}:45", f"v{chance.randrange(len(cities) * 20)}", "",
                chance.choice(lessons), "sr-Cyrl", chance.choice(("pupils", "pupils;teachers")),
                "primary", "date", "no", 1, max(day, _AS_OF) if held else _AS_OF, "professional:2",
            )
        )  # fmt: skip
    by_year: dict[int, list[tuple[object, ...]]] = defaultdict(list)
    for row in rows:
        assert isinstance(row[3], date)
        by_year[row[3].year].append(row)
    for year, held_rows in by_year.items():
        path = folder / f"presentations-{year}.csv"
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow((*presentations.COLUMNS, "presenters"))
            writer.writerows(held_rows)
    with (folder / "changes.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("date", "id", "sequence", "column", "before", "after"))
        for row in rows:
            writer.writerow((_AS_OF, row[0], 0, "added", "", "planned"))
            writer.writerow((_AS_OF, row[0], 1, "status", "planned", "confirmed"))


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Measures what the search finds, and what it costs with N lessons: scripts/measure_search.py.

The questions in `tests/beacon/search/recall` are put to the sites of this project. Then, for each
size and language, an index is made from synthetic lessons that are as long and as rich in words
as the real ones: its bytes as they are and as a server sends them (brotli, quality 5), and the
milliseconds from a reader's "search" to the results, with all that is loaded for it, in a
Chromium six times slowed down.
"""

from __future__ import annotations

import environment

environment.enter("test")

import argparse  # noqa: E402
import csv  # noqa: E402
import json  # noqa: E402
import math  # noqa: E402
import random  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections import Counter  # noqa: E402
from collections.abc import Callable, Iterator, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import brotli  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from beacon.search.analysis import terms  # noqa: E402
from beacon.search.postings import PageTerms, index_script, script  # noqa: E402
from mkdocs_beacon.commands import build_centre  # noqa: E402

QUESTIONS = environment.ROOT / "tests" / "beacon" / "search" / "recall"
_SITES = {"sr": "serbia", "bg": "bulgaria", "en": "bulgaria"}
_SLOWER = 6
_RUNS = 5
_FIRST_SEARCH = """async (query) => {
  const field = document.querySelector("#search-field");
  const list = document.querySelector("[data-list]");
  const start = performance.now();
  field.focus();
  field.value = query;
  document.querySelector("[data-go]").click();
  while (!list.children.length) await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""


def main() -> int:
    """Print what was measured; it is no test, and nothing fails because it is slow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000], metavar="N")
    parser.add_argument("--sites", type=Path, help="where the finished sites of both centres are")
    parser.add_argument("--recall", action="store_true", help="only what the search finds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox"]
        )
        sites = Path(folder) / "sites"
        for centre in sorted(set(_SITES.values())):
            if options.sites:
                shutil.copytree(options.sites / centre, sites / centre)
            elif not build_centre(environment.ROOT, centre, sites / centre):
                return 1
        for language, centre in _SITES.items():
            tell_recall(browser, sites / centre, language)
        for size in () if options.recall else options.sizes:
            for language, centre in _SITES.items():
                measure_size(size, sites / centre, language, browser)
    return 0


def measure_size(size: int, site: Path, language: str, browser: Browser) -> None:
    """Print a line for a language with so many lessons, made from the words of the real ones."""
    shown = _read(site / language / "search" / "pages.js")
    lessons = {i: page for i, page in shown.items() if page[0] == "lesson" and page[4]}
    bodies = [_terms(site, language, lesson, language) for lesson in lessons]
    whole = [term for body in bodies for term in body]
    new = _new_words(whole)
    chance = random.Random(size)
    pages, titles = {}, {}
    for number in range(size):
        name, page = chance.choice(sorted(lessons.items()))
        words = chance.choices(whole, k=len(chance.choice(bodies)))
        rare = new((number + 1) * len(whole) / len(bodies))
        body = [_invented(chance) if chance.random() < rare else word for word in words]
        title, about = (tuple(terms(text, language)) for text in page[1:3])
        fields = (Counter(title), Counter((*about, *body[:60])), Counter(body))
        pages[f"{name}-{number}"], titles[f"{name}-{number}"] = PageTerms(fields), page
    start = time.perf_counter()
    index = index_script(pages, [language], []).encode()
    seconds = time.perf_counter() - start
    written = script("pages", titles).encode()
    query = " ".join(next(iter(lessons.values()))[1].split()[:2])
    first = first_search(browser, site, language, query, index, written)
    print(
        f"{size} lessons, {language}: {index.count(b';') + 1} terms, index {_sizes(index)},"
        f" titles {_sizes(written)}, put together in {seconds:.2f} s, first search {first:.0f} ms"
    )


def _new_words(words: Sequence[str]) -> Callable[[float], float]:
    """Return how likely a word is a new one after so many, by the law of Heaps.

    Its power is measured on these words: by how much more terms all have than half of them.
    """
    half, all_of = len(set(words[: len(words) // 2])), len(set(words))
    power = math.log2(all_of / half)

    def likely(count: float) -> float:
        if count <= len(words):
            return 0.0
        return float(power * all_of * (count / len(words)) ** power / count)

    return likely


def _terms(site: Path, path: str, page: str, language: str) -> list[str]:
    """Return the terms of the text of a page."""
    blocks = _read(site / path / page / "text.js")
    return list(terms("\n".join(blocks), language))


def _read(path: Path) -> Any:
    """Return the value that a script hands to the search."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : -3])


def _invented(chance: random.Random) -> str:
    """Return a word that no lesson has."""
    return "".join(chance.choices("aeioubdgklmnprstvz", k=chance.randint(4, 9)))


def first_search(
    browser: Browser, site: Path, path: str, query: str, index: bytes, pages: bytes
) -> float:
    """Return the median of milliseconds to the results, the files of a site put in the place."""
    files = {"index.js": index, "pages.js": pages}
    real = {name: (site / path / "search" / name).read_bytes() for name in files}
    for name, data in files.items():
        (site / path / "search" / name).write_bytes(data)
    found = sorted(_first_search(browser, site, path, query) for _ in range(_RUNS))
    for name, data in real.items():
        (site / path / "search" / name).write_bytes(data)
    return found[len(found) // 2]


def _first_search(browser: Browser, site: Path, path: str, query: str) -> float:
    context = browser.new_context()
    view = context.new_page()
    client = context.new_cdp_session(view)
    client.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    _open(view, site, path)
    milliseconds: float = view.evaluate(_FIRST_SEARCH, query)
    context.close()
    return milliseconds


def tell_recall(browser: Browser, site: Path, language: str) -> None:
    """Print how many questions of a language find their page among the first one, three and ten."""
    view = browser.new_page()
    _open(view, site, language)
    view.evaluate("beaconSearch.ready()")
    ranks = list(_ranks(view, language))
    shares = (f"{sum(0 < rank <= most for _, rank in ranks)} in {most}" for most in (1, 3, 10))
    print(f"{language}: {len(ranks)} questions, {', '.join(shares)}")
    for question, rank in ranks:
        if not 0 < rank <= 10:
            print(f"  missed: {question}")
    view.close()


def _ranks(view: Page, language: str) -> Iterator[tuple[str, int]]:
    """Yield each question with the place of its first right answer, 0 if there is none."""
    with (QUESTIONS / f"{language}.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            wanted = {"" if page == "home" else page for page in row["pages"].split()}
            found: Sequence[str] = view.evaluate(
                "(q) => [...new Set([...beaconSearch.answers(q),"
                " ...beaconSearch.find(q).map((result) => result.id)])]",
                row["query"],
            )
            places = [place for place, page in enumerate(found, 1) if page in wanted]
            yield row["query"], min(places, default=0)


def _open(view: Page, site: Path, path: str) -> None:
    view.goto((site / path / "search" / "index.html").as_uri())


def _sizes(data: bytes) -> str:
    return f"{len(data) / 1000:.0f} kB ({len(brotli.compress(data, quality=5)) / 1000:.0f} kB sent)"


if __name__ == "__main__":
    sys.exit(main())

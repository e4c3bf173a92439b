"""Figures: pages, files and printed reports of the finished sites say the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from finished import CENTRES, LANGUAGES, Node, parse, serve
from frictionless import validate
from playwright.sync_api import Browser

SAMPLE_YEAR = "2026"
PLACES = [(centre, folder) for centre in CENTRES for folder in LANGUAGES[centre]]
EACH = pytest.mark.parametrize(("centre", "folder"), PLACES)
SINGLE = ("month", "audience", "region", "topic", "generation", "profession", "city", "type",
          "language", "campaign")  # fmt: skip
FUNDED = "Funded by the European Union. Views and opinions expressed are however those of the "


def packages(sites: Path, centre: str) -> list[Path]:
    """Return the descriptions of all packages of a site."""
    return sorted((sites / centre / "open-data").rglob("datapackage.json"))


def rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file by the names of their columns."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"))))


def page(sites: Path, centre: str, folder: str, name: str) -> Node:
    """Return a page of the figures as a tree."""
    file = sites / centre / folder / "figures" / name / "index.html"
    return parse(file.read_text(encoding="utf-8"))


def words(node: Node) -> str:
    """Return the words of an element, each blank as one space."""
    return " ".join(node.text().split())


def tables(tree: Node) -> Iterator[list[list[str]]]:
    """Yield the cells of each table of numbers."""
    for table in tree.classed("data"):
        yield [[words(cell) for cell in row.all("th", "td")] for row in table.all("tr")]


def number(text: str) -> int | None:
    """Return the number in a text; None where there is none."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else None


def counts(sites: Path, centre: str, sample: bool) -> list[dict[str, str]]:
    """Return the rows of attendance."""
    return rows(sites / centre / "open-data" / ("sample" if sample else "") / "attendance.csv")


@pytest.mark.parametrize("centre", CENTRES)
def test_packages_are_valid(sites: Path, centre: str) -> None:
    found = packages(sites, centre)
    assert len(found) == {"serbia": 2, "bulgaria": 1}[centre]
    for path in found:
        report = validate(str(path))
        assert report.flatten(["title", "message"]) == []
        assert report.valid


@pytest.mark.parametrize("centre", CENTRES)
def test_package_says_whose_it_is_and_how_it_may_be_used(sites: Path, centre: str) -> None:
    for path in packages(sites, centre):
        found = json.loads(path.read_text(encoding="utf-8"))
        assert found["licenses"][0]["path"].startswith("https://creativecommons.org/")
        assert found["title"].startswith("SAMPLE") == (path.parent.name == "sample")
        for resource in found["resources"]:
            assert all(field["description"] for field in resource["schema"]["fields"])
            assert (path.parent / resource["path"]).stat().st_size == resource["bytes"]


@pytest.mark.parametrize("centre", CENTRES)
def test_no_cell_begins_a_formula(sites: Path, centre: str) -> None:
    for path in (sites / centre / "open-data").rglob("*.csv"):
        text = path.read_bytes().decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert cells and not [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r"))]


@pytest.mark.parametrize("centre", CENTRES)
def test_csv_and_json_hold_the_same(sites: Path, centre: str) -> None:
    for path in (sites / centre / "open-data").rglob("*.csv"):
        written = {None: "", True: "true", False: "false"}
        told = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        as_text = [
            {k: written[v] if v is None or v is True or v is False else str(v)
             for k, v in row.items()}
            for row in told
        ]  # fmt: skip
        assert as_text == rows(path)


@EACH
def test_sample_report_shows_the_numbers_of_the_files(
    centre: str, folder: str, sites: Path
) -> None:
    tree = page(sites, centre, folder, f"reports/{SAMPLE_YEAR}-sample")
    shown = {(row[0], *row[1:]) for table in tables(tree) for row in table}
    label = f"label_{LANGUAGES[centre][folder].replace('-', '_')}"
    compared = 0
    told = [r for r in counts(sites, centre, sample=True) if r["period"] == SAMPLE_YEAR]
    # A table all of whose presentations are "not stated" would say nothing.
    named = {row["dimension"] for row in told if row["key"]}
    for row in told:
        if row["dimension"] not in named.intersection(SINGLE) or row["dimension_2"]:
            continue
        name = " ".join(row[label].split())
        found = [cells for cells in shown if cells[0] == name and len(cells) == 3]
        pairs = {(number(cells[1]), *map(int, re.findall(r"\d+", cells[2]))) for cells in found}
        wanted = (number(row["attendances"]), int(row["reported"]), int(row["presentations"]))
        assert wanted in pairs, row
        compared += 1
    assert compared > 40


@EACH
def test_quarters_by_audience_are_those_of_the_files(centre: str, folder: str, sites: Path) -> None:
    tree = page(sites, centre, folder, f"reports/{SAMPLE_YEAR}-sample")
    label = f"label_{LANGUAGES[centre][folder].replace('-', '_')}"
    told = [r for r in counts(sites, centre, sample=True) if r["period"] == SAMPLE_YEAR]
    names = {r["key"]: r[label] for r in told if r["dimension"] == "audience"}
    alone = [r for r in told if r["dimension"] == "quarter" and not r["dimension_2"]]
    quarters = {r["key"]: r[label] for r in alone}
    wanted = {
        (names[r["key_2"]], quarters[r["key"]]): number(r["attendances"])
        for r in told
        if r["dimension"] == "quarter" and r["dimension_2"] == "audience"
    }
    (table,) = (t for t in tables(tree) if t[0][1:] == list(quarters.values()))
    found = {
        (row[0], name): number(cell)
        for row in table[1:-1]
        for name, cell in zip(table[0][1:], row[1:], strict=True)
        if cell != "–"
    }
    assert found == wanted


@pytest.mark.parametrize("folder", LANGUAGES["serbia"])
def test_published_figures_are_those_of_the_files(folder: str, sites: Path) -> None:
    tree = page(sites, "serbia", folder, "methods")
    (block,) = tree.classed("definitions")
    shown = [data.attributes["value"] for data in block.all("data")]
    written = [number(words(data)) for data in block.all("data")]
    told = rows(sites / "serbia" / "open-data" / "figures.csv")
    assert sorted(shown) == sorted(row["value"] for row in told)
    # The files say in English where a figure was published, the page in its own language.
    where = "Better Internet for Kids, profile of the Serbian centre, spring 2024"
    assert {row["source"] for row in told} == {where}
    assert {source.text().endswith(where) for source in block.classed("figure-source")} == {
        folder == "en"
    }
    assert sorted(written, key=str) == sorted((int(row["value"]) for row in told), key=str)
    assert len(tree.classed("calculated")) == sum(row["kind"] == "derived" for row in told) == 1


@pytest.mark.parametrize("centre", CENTRES)
def test_samples_and_real_numbers_stand_apart(sites: Path, centre: str) -> None:
    assert {row["sample"] for row in counts(sites, centre, sample=True)} == {"true"}
    assert not (sites / centre / "open-data" / "attendance.csv").exists()
    for folder in LANGUAGES[centre]:
        for name in ("", "attendance", "helpline", "coverage", "methods"):
            assert not page(sites, centre, folder, name).classed("statistics-sample")
        sample = page(sites, centre, folder, f"reports/{SAMPLE_YEAR}-sample")
        parts = sample.classed("statistics")
        assert parts and parts == sample.classed("statistics-sample")
        assert all(part.classed("sample-mark") for part in parts)
        for chart in sample.classed("chart-block"):
            marked = re.match(r"(?:Sample|Пример|Primer): ", words(chart))
            assert marked, words(chart)[:60]


@EACH
def test_chart_has_a_name_a_description_and_a_table_within_reach(
    centre: str, folder: str, sites: Path
) -> None:
    tree = page(sites, centre, folder, f"reports/{SAMPLE_YEAR}-sample")
    charts = tree.classed("chart-block")
    assert len(charts) >= 6
    for chart in charts:
        (svg,) = (s for s in chart.all("svg") if s.attributes.get("role") == "img")
        (title,), (description,) = (svg.all("title")[:1], svg.all("desc"))
        assert words(title) and words(description)
        assert svg.attributes["aria-labelledby"].split() == [
            title.attributes["id"], description.attributes["id"],
        ]  # fmt: skip
        (frame,) = chart.classed("table-scroll")
        assert frame.attributes["tabindex"] == "0"
        assert frame.all("table")


@pytest.mark.parametrize("centre", CENTRES)
def test_map_says_what_each_kind_of_its_tiles_means(sites: Path, centre: str) -> None:
    seen = set()
    for name in (f"reports/{SAMPLE_YEAR}-sample", "coverage"):
        tree = page(sites, centre, next(iter(LANGUAGES[centre])), name)
        for chart in tree.classed("chart-block"):
            kinds = ("hidden", "unknown", "nothing")
            drawn = {kind for kind in kinds if chart.classed(f"t-{kind}")}
            told = {kind for box in chart.classed("legend") for kind in kinds if box.classed(kind)}
            assert drawn <= told, chart.text()[:60]
            seen |= drawn
    assert {"nothing"} <= seen


@pytest.mark.parametrize("centre", CENTRES)
def test_hidden_bars_have_one_length(sites: Path, centre: str) -> None:
    tree = page(sites, centre, next(iter(LANGUAGES[centre])), f"reports/{SAMPLE_YEAR}-sample")
    for kind in ("chart-bars", "chart-stacks"):
        lengths = {r.attributes["width"] for c in tree.classed(kind) for r in c.classed("hidden")}
        assert len(lengths) <= 1


# Styles are worked out anew for a frame; the second one shows them.
NEXT_FRAME = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"


@EACH
@pytest.mark.browser
def test_tables_of_numbers_fit_a_phone_and_are_all_printed(
    centre: str, folder: str, sites: Path, browser: Browser
) -> None:
    view = browser.new_page(viewport={"width": 320, "height": 640})
    try:
        view.goto(f"{serve(sites / centre)}{folder}/figures/reports/{SAMPLE_YEAR}-sample/")
        view.evaluate("document.querySelectorAll('details').forEach((e) => e.open = true)")
        cut = view.evaluate(
            """async () => {
              await document.fonts.ready;
              const cut = (e) => e.scrollWidth > e.clientWidth;
              return [...document.querySelectorAll(".table-scroll")].filter(cut)
                .map((e) => e.getAttribute("aria-label"));
            }"""
        )
        assert cut == []
        view.evaluate("document.querySelectorAll('details').forEach((e) => e.open = false)")
        view.set_viewport_size({"width": 700, "height": 900})
        seen = """[...document.querySelectorAll(".more-table table")]
          .filter((e) => e.checkVisibility({contentVisibilityAuto: true})).length"""
        assert view.evaluate(f"{NEXT_FRAME}.then(() => {seen})") == 0
        view.emulate_media(media="print")
        assert view.evaluate(f"{NEXT_FRAME}.then(() => {seen})") >= 4
    finally:
        view.close()


@EACH
@pytest.mark.browser
def test_day_in_a_table_stands_on_one_line_of_a_phone(
    centre: str, folder: str, sites: Path, browser: Browser
) -> None:
    view = browser.new_page(viewport={"width": 320, "height": 640})
    view.goto(f"{serve(sites / centre)}{folder}/figures/reports/{SAMPLE_YEAR}-sample/")
    lines = view.evaluate(
        """async () => {
          await document.fonts.ready;
          const isDay = (e) => /\\d[./].*20\\d\\d/.test(e.innerText);
          return [...document.querySelectorAll("td")].filter(isDay).map((day) => {
            const range = document.createRange();
            range.selectNodeContents(day);
            return new Set([...range.getClientRects()].map((r) => Math.round(r.top / 8))).size;
          });
        }"""
    )
    view.close()
    assert len(lines) > 10
    assert set(lines) == {1}


@EACH
def test_regions_stand_in_one_order_in_every_table(centre: str, folder: str, sites: Path) -> None:
    tree = page(sites, centre, folder, f"reports/{SAMPLE_YEAR}-sample")
    maps = [chart for chart in tree.classed("chart-block") if chart.classed("tile")]
    counted, reached = ([row[0] for row in next(tables(chart))[1:]] for chart in maps)
    # Whoever looks for a region finds it by the alphabet, below the total of those counted.
    assert len(counted) > 5
    assert counted[:-1] == [name for name in reached if name in counted]


def printed(sites: Path, centre: str, folder: str) -> dict[str, Path]:
    """Return the printed reports of a language by the name of their page."""
    found = (sites / centre / folder / "figures" / "reports").rglob("*.pdf")
    return {path.parent.name: path for path in found}


@EACH
def test_every_report_is_there_to_print(centre: str, folder: str, sites: Path) -> None:
    reports = printed(sites, centre, folder)
    pages = sorted(
        p.parent.name for p in (sites / centre / folder).glob("figures/reports/*/*.html")
    )
    assert sorted(reports) == pages
    for name, path in reports.items():
        tree = page(sites, centre, folder, f"reports/{name}")
        assert path.name in [a.attributes.get("href") for a in tree.all("a")]
        with pikepdf.open(path) as pdf:
            assert pdf.Root.MarkInfo.Marked
            assert str(pdf.Root.Lang) == LANGUAGES[centre][folder]
            assert pdf.open_metadata().get("pdfuaid:part") == "1"


def text_of(path: Path) -> str:
    """Return the text of a PDF, each blank as one space."""
    result = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return " ".join(result.stdout.decode().split())


def test_report_of_a_funded_centre_carries_its_statement(sites: Path) -> None:
    for folder, statement in (("en", FUNDED), ("bg", "Финансирано от Европейския съюз.")):
        (report,) = printed(sites, "bulgaria", folder).values()
        assert statement in text_of(report)
        tree = page(sites, "bulgaria", folder, f"reports/{SAMPLE_YEAR}-sample")
        assert words(tree).count(statement) == 1


def test_report_of_another_centre_carries_none(sites: Path) -> None:
    for path in printed(sites, "serbia", "en").values():
        assert "European Union" not in text_of(path)


def test_printed_report_has_the_day_of_its_numbers_and_no_other(sites: Path) -> None:
    days = {
        name: set(re.findall(r"Numbers as of (\d+ \w+ \d{4})", text_of(path)))
        for name, path in printed(sites, "serbia", "en").items()
    }
    # The last release; of what was published elsewhere the sources say the day.
    assert days == {f"{SAMPLE_YEAR}-sample": {"24 November 2026"}, "2024": set(), "2023": set()}


def test_printed_report_says_the_path_of_a_case(sites: Path) -> None:
    text = text_of(printed(sites, "serbia", "sr")["2024"])
    assert "Предмети: 361. Од тога дат савет: 344; прослеђено: 17." in text
    assert "Прослеђено: 17. Од тога полицији: 15; тужилаштву: 2." in text


@EACH
def test_printed_sample_says_that_it_is_one(centre: str, folder: str, sites: Path) -> None:
    text = text_of(printed(sites, centre, folder)[f"{SAMPLE_YEAR}-sample"])
    said = {"en": "Sample", "sr": "Пример", "sr-Latn": "Primer", "bg": "Пример"}[folder]
    assert text.count(said) > 5

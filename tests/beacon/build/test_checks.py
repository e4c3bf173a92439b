"""Checks: each code is planted and told, and each tells what it means and how it is mended."""

from __future__ import annotations

import errno
import importlib
import pkgutil
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

import beacon
from beacon.build import checks
from beacon.build.checks import CHECKS, check_site, check_tree, is_blocking
from beacon.build.codes import ALL_CODES
from beacon.build.site import Site
from beacon.content.markdown import Converter
from beacon.content.records import Record
from beacon.languages.latin import html_to_latin
from beacon.problems import Code, Problem, ProblemsFound, Severity, errors, in_order
from beacon.sources import Document

ReadPage = Callable[..., Record]
SiteOf = Callable[..., Site]


def told(check: Callable[[Site], object], site: Site) -> list[str]:
    """Return what a check tells of a site."""
    return list(map(str, in_order(check(site))))  # type: ignore[arg-type]


def every_code() -> list[Code]:
    """Return each code that stands anywhere in the library."""
    modules = [
        importlib.import_module(module.name)
        for module in pkgutil.walk_packages(beacon.__path__, "beacon.")
    ]
    codes = {id(v): v for module in modules for v in vars(module).values() if isinstance(v, Code)}
    return list(codes.values())


def test_no_two_codes_have_the_same_number() -> None:
    ids = [code.id for code in every_code()]
    assert len(ids) > 40
    assert sorted(ids) == sorted(set(ids))


def test_every_code_can_be_explained() -> None:
    assert {code.id: code for code in every_code()} == ALL_CODES


@pytest.mark.parametrize("code", ALL_CODES.values(), ids=lambda code: code.id)
def test_code_says_what_it_means_and_how_it_is_mended(code: Code) -> None:
    assert re.fullmatch(r"[A-Z]{3}\d{3}", code.id)
    assert code.meaning[:1].isupper() and code.meaning.endswith(".")
    assert len(code.meaning) > 15 and len(code.remedy) > 5
    assert code.remedy[:1].isupper()


@pytest.mark.parametrize("centre", ["serbia", "bulgaria"])
def test_real_content_has_no_errors(centre: str, request: pytest.FixtureRequest) -> None:
    site: Site = request.getfixturevalue(centre)
    assert [str(p) for p in site.problems if p.severity is Severity.ERROR] == []


def test_unknown_centre_is_told_with_the_nearest(project: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        check_site(project, "serbai")
    assert str(caught.value) == (
        'content/centres: CEN001 No centre is called "serbai". Did you mean "serbia"?'
    )


def test_warnings_block_a_strict_build_alone() -> None:
    warning = Code("ABC001", "m", "r", Severity.WARNING).at("a.md", 1, "Doubtful.")
    error = Code("ABC002", "m", "r").at("a.md", 1, "Wrong.")
    assert [is_blocking(p, strict=False) for p in (warning, error)] == [False, True]
    assert [is_blocking(p, strict=True) for p in (warning, error)] == [True, True]


def test_every_check_of_the_module_is_run() -> None:
    written = {name for name in vars(checks) if name.startswith("check_")}
    runs = {"check_all", "check_record", "check_site", "check_site_alone", "check_tree"}
    assert written - runs == {check.__name__ for check in CHECKS}


def test_problems_of_several_files_are_told_at_once_and_in_order(project: Path) -> None:
    commons = project / "content" / "commons" / "en"
    (commons / "privacy" / "index.md").write_text("No front matter.", encoding="utf-8")
    (commons / "calendar" / "index.md").write_text(
        "---\ntitle: Calendar\ndescription: Dates.\n---\n\n[[calender]] on 0800 200 201\n",
        encoding="utf-8",
    )
    (commons / "Calendar.txt").touch()
    problems = [p for p in check_site(project, "serbia").problems if p.severity is Severity.ERROR]
    assert [(p.path.removeprefix("content/commons/en/"), p.line, p.code.id) for p in problems] == [
        ("Calendar.txt", None, "LIB001"),
        ("Calendar.txt", None, "LIB002"),
        ("calendar/index.md", 6, "CHK001"),
        ("calendar/index.md", 6, "CHK002"),
        ("privacy/index.md", 1, "SRC008"),
    ]


def test_texts_that_a_centre_stands_before_are_checked_as_well(project: Path) -> None:
    # Both centres have a help page of their own; readers of neither see this one.
    page = project / "content" / "commons" / "en" / "help" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[[nothing]]\n", encoding="utf-8")
    problems = check_tree(project, ["serbia", "bulgaria"])
    assert [p.code.id for p in problems if p.path == "content/commons/en/help/index.md"] == [
        "CHK001"
    ]


def test_tree_with_a_centre_that_cannot_be_read_still_tells_of_the_other(project: Path) -> None:
    (project / "content" / "centres" / "bulgaria" / "centre.yml").write_text("id: [", "utf-8")
    pages = project / "content" / "centres" / "serbia" / "pages" / "en"
    pages.mkdir(parents=True, exist_ok=True)
    (pages / "more.md").write_text("No front matter.\n", encoding="utf-8")
    codes = {p.code.id for p in check_tree(project, ["bulgaria", "serbia"])}
    assert {"SRC002", "SRC008"} <= codes
    assert "CEN001" not in codes


@pytest.mark.parametrize("name", ["index.md", "picture.svg"])
def test_file_that_cannot_be_read_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Root may read everything, so that the system refuses nothing to a test."""
    locked, read = project / "content/commons/en/help" / name, Path.read_bytes
    locked.touch()

    def refused(self: Path) -> bytes:
        if self == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert [str(problem) for problem in check_tree(project, ["serbia"])] == [
        f"content/commons/en/help/{name}: SRC011 The file cannot be read (Permission denied). "
        "Allow your account to read it, or save it anew in the same place."
    ]


def test_schedule_is_looked_at_as_on_the_day_that_is_given_and_no_other(project: Path) -> None:
    folder = project / "content" / "centres" / "serbia" / "schedule"
    path = folder / "presentations-2027-more.csv"
    rows = (
        "id,status,type,date,start,end,venue,city,lesson,language,audiences,stages,public,sample,"
        "sequence,updated",
        "open,planned,seminar,2027-01-14,10:00,,,rs-nis,,sr-Cyrl,parents,,,no,0,2027-06-01",
    )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    told = {
        day: [p.code.id for p in check_tree(project, ["serbia"], as_of=day) if p.line == 2]
        for day in (date(2027, 1, 13), date(2027, 1, 15))
    }
    ahead = "CHK023"  # the row is newer than both days, and still not the one that is looked at
    assert told == {date(2027, 1, 13): [ahead], date(2027, 1, 15): [ahead, "SCH110"]}


def test_day_that_lies_ahead_is_told_with_its_line(project: Path) -> None:
    """The newest day of the content is that of the site: campaigns would end too soon."""
    page = project / "content/centres/serbia/pages/en/schools/index.md"
    channels = project / "content/centres/serbia/help-channels.yml"
    rows = project / "content/centres/serbia/schedule/presentations-2027.csv"
    today, places = date(2027, 2, 1), {}
    for path, written in ((page, "reviewed_on: "), (channels, "verified_on: "), (rows, ",yes,0,")):
        lines = path.read_text(encoding="utf-8").split("\n")
        number = next(n for n, line in enumerate(lines) if written in line)
        above, _, day = lines[number].partition(written)
        day = day.replace("2026", "2062")
        lines[number] = f"{above}{written}" + (f'"{day}"' if path is channels else day)
        path.write_text("\n".join(lines), encoding="utf-8")
        places[f"{path.relative_to(project).as_posix()}:{number + 1}"] = "CHK023"
    releases = project / "content/centres/serbia/attendance/releases.csv"
    lines = [*releases.read_text(encoding="utf-8").splitlines(), "2062-11-24"]
    releases.write_text("\n".join([*lines, ""]), encoding="utf-8")
    places[f"{releases.relative_to(project).as_posix()}:{len(lines)}"] = "CHK023"
    found = [p for p in check_tree(project, ["serbia"], as_of=today) if p.code.id == "CHK023"]
    assert {f"{p.path}:{p.line}": p.code.id for p in found} == places
    assert {p.message.partition(" and ")[2] for p in found} == {"today is 2027-02-01."}
    assert len(found) == 4
    ahead = check_tree(project, ["serbia"], as_of=date(2062, 12, 31))
    assert [p for p in ahead if p.code.id == "CHK023"] == []


def test_figure_whose_row_has_a_fault_is_told_there_alone(project: Path) -> None:
    figures = project / "content/centres/serbia/figures.csv"
    text = figures.read_text(encoding="utf-8")
    figures.write_text(text.replace(",year,120,", ",year,1 20,", 1), encoding="utf-8")
    found = errors(check_tree(project, ["serbia"]))
    assert [(p.path, p.code.id) for p in found] == [
        (figures.relative_to(project).as_posix(), "SRC005")
    ]


@pytest.mark.parametrize(
    ("name", "words"), [("a.bmp", "![Поље]({})"), ("A.PNG", "![Поље]({})"), ("a.docx", "[а]({})")]
)
def test_file_that_cannot_be_used_is_told_once_and_not_as_missing(
    name: str, words: str, project: Path
) -> None:
    page = project / "content/centres/serbia/pages/en/schools/index.md"
    page.with_name(name).write_bytes(b"x")
    with page.open("a", encoding="utf-8") as text:
        text.write(f"\n{words.format(name)}\n")
    found = errors(check_tree(project, ["serbia"]))
    assert [p.path for p in found] == [page.with_name(name).relative_to(project).as_posix()]


# CHK001 and FIG003: slots


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("[[calender]]", 'CHK001 No block is called "calender". Did you mean "calendar"?'),
        (
            "[[xyz]]",
            'CHK001 No block is called "xyz". Correct the name between [[ and ]].',
        ),
        (
            "[[figure:nkc-2023-student]]",
            'FIG003 No figure is called "nkc-2023-student". Did you mean "nkc-2023-students"?',
        ),
        ("[[number:x]]", 'FIG003 No figure is called "x". Correct the id.'),
        ("[[figures:nkc-2023-students, x]]", 'FIG003 No figure is called "x". Correct the id.'),
        ("[[figures]]", 'FIG003 No figure is called "". Correct the id.'),
        (
            "Овде [[cards]] и даље.",
            'CHK001 "[[cards]]" stands inside a line of text. '
            "Give it a line of its own with empty lines around it.",
        ),
    ],
)
def test_slot_that_nothing_fills_is_told(
    body: str, problem: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    site = site_of(serbia, page(f"Текст.\n\n{body}\n"))
    assert told(checks.check_slots, site) == [f"about/index.md:8: {problem}"]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("Текст:\n[[cards]]", 7),
        ("[[cards]]\nТекст.", 6),
        ("- једно\n- друго\n[[cards]]", 8),
        ("[[cards]]\nНаслов\n---", 6),
    ],
)
def test_block_inside_a_paragraph_is_told(
    body: str, line: int, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_slots, site_of(serbia, page(f"{body}\n"))) == [
        f'about/index.md:{line}: CHK001 "[[cards]]" stands inside a paragraph of text. '
        "Give it a line of its own with empty lines around it."
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Наслов\n[[cards]]\n## Наслов",
        '!!! note "Титл"\n    [[cards]]\n\nТекст.',
        "[[cards]]\n[[partners]]",
        "***\n[[cards]]",
        "Овде је\n[[figure:nkc-2023-students]]\nи даље.",
    ],
)
def test_block_that_words_are_not_run_together_with_is_no_problem(
    body: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_slots, site_of(serbia, page(f"{body}\n"))) == []


NAMES = "A name has small Latin letters and hyphens, without spaces."


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("[[Help-channels]]", f'Did you mean "[[help-channels]]"? {NAMES}'),
        ("[[help channels]]", f'Did you mean "[[help-channels]]"? {NAMES}'),
        ("[[help_channels]]", f'Did you mean "[[help-channels]]"? {NAMES}'),
        ("[[help\u2011channels]]", f'Did you mean "[[help-channels]]"? {NAMES}'),
        ("[[Help-chanels:report]]", f'Did you mean "[[help-channels:report]]"? {NAMES}'),
        ("[[ cards ]]", f'Did you mean "[[cards]]"? {NAMES}'),
        ("[[cards]", f'Did you mean "[[cards]]"? {NAMES}'),
        ("[[помоћ]]", NAMES),
        (r"\[\[cards\]\]", f'Did you mean "[[cards]]"? {NAMES}'),
        ("[help-channels]", 'Did you mean "[[help-channels]]"?'),
        ("[help-channels:report]", 'Did you mean "[[help-channels:report]]"?'),
    ],
)
def test_slot_that_would_be_shown_as_it_stands_is_told(
    body: str, meant: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_slots, site_of(serbia, page(f"Текст.\n\n{body}\n"))) == [
        f'about/index.md:8: CHK001 "{body}" is no block and would be shown as it stands. {meant}'
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "[[help-channels:reprt]]",
            'CHK001 "[[help-channels]]" takes no "reprt" after a colon. Did you mean "report"?',
        ),
        (
            "[[help-channels:x]]",
            'CHK001 "[[help-channels]]" takes no "x" after a colon. It takes report, or nothing.',
        ),
        (
            "[[lessons:насиље]]",
            'CHK001 "[[lessons]]" takes no "насиље" after a colon. It takes nothing.',
        ),
        ("[[cards:x]]", 'CHK001 "[[cards]]" takes no "x" after a colon. It takes nothing.'),
    ],
)
def test_word_that_a_block_does_not_take_is_told(
    body: str, problem: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    site = site_of(serbia, page(f"{body}\n"))
    assert told(checks.check_slots, site) == [f"about/index.md:6: {problem}"]


@pytest.mark.parametrize(
    "body",
    [
        "`[[Help-channels]]` и ``[[ cards ]]``",
        "```\n[[Help-channels]]\n[cards]\n```",
        "Овде [cards] и [[1]](https://example.org/) и [даље](#a).",
        "[cards]\n\n[cards]: https://example.org/",
        "[[1] белешка",
        "[x]",
    ],
)
def test_other_brackets_are_no_problem(
    body: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_slots, site_of(serbia, page(f"{body}\n"))) == []


def test_slots_that_are_filled_are_no_problem(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    body = "[[cards]]\n\n[[help-channels:report]]\n\nДошло је [[figure:nkc-2023-students]], "
    body += "а не `[[nothing]]`.\n"
    assert told(checks.check_slots, site_of(serbia, page(body))) == []


# FIG006, FIG007: published numbers that are typed


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ("Дошло је **7.803** ученика.", "6: FIG006"),
        ("Дошло је 7.803&nbsp;ученика.", "6: FIG006"),
        ("| Група | Број |\n|---|---|\n| Ученици | 7.803 |", "8: FIG006"),
        ("Презентације у 2023. години: 121.", "6: FIG007"),
        ("У 2023. години било је много посла.\nОдржана је 121 презентација.", "7: FIG007"),
    ],
)
def test_number_that_is_typed_is_told_with_its_line(
    body: str, problem: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    found = told(checks.check_figures, site_of(serbia, page(f"{body}\n")))
    assert [each.partition(" ")[2] and " ".join(each.split()[:2]) for each in found] == [
        f"about/index.md:{problem}"
    ]


# CHK002: numbers and addresses in prose


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("Зови 19833 одмах.", ["19833"]),
        ("Зови 116 111.", ["116 111"]),
        ("Зови 116111.", ["116111"]),
        ("Зови 116-111.", ["116-111"]),
        ("Зови 124 123, а не чекај.", ["124 123"]),
        ("Зови 0800 200 201.", ["0800 200 201"]),
        ("Зови 0800/200-201.", ["0800/200-201"]),
        ("Зови 0800–200–201.", ["0800–200–201"]),
        ("Зови 0800‑200‑201.", ["0800‑200‑201"]),
        ("Зови 0800.200.201.", ["0800.200.201"]),
        ("Зови 116–111.", ["116–111"]),
        ("Зови 064–123–4567.", ["064–123–4567"]),
        ("Зови 064.123.4567.", ["064.123.4567"]),
        ("Зови 011 360 12 72.", ["011 360 12 72"]),
        ("Зови +381 11 274 39 28.", ["+381 11 274 39 28"]),
        ("Пиши на bit@mit.gov.rs.", ["bit@mit.gov.rs"]),
        (
            "Пиши на ime.prezime@skola.edu.rs, или зови 19833.",
            ["ime.prezime@skola.edu.rs", "19833"],
        ),
        ("[Зови](tel:19833)", ["19833"]),
        ("| Линија | 116 000 |", ["116 000"]),
    ],
)
def test_help_number_or_address_in_prose_is_told(
    line: str, shown: list[str], page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_help_in_prose, site_of(serbia, page(f"Текст.\n\n{line}\n"))) == sorted(
        f'about/index.md:8: CHK002 "{word}" stands in the text. '
        "Take it out; help channels come from help-channels.yml through [[help-channels]]."
        for word in shown
    )


@pytest.mark.parametrize(
    "line",
    [
        "Дана 22. 11. 2026. и 2026-11-22.",
        "Школске 2025/2026. године, 2019–2020.",
        "Укупно 1.683 позива и 12 345 порука, 19.833 динара.",
        "Од 07:30 до 15:30, 15–18 година.",
        "Од 05.06–07.06.2026, 05–07.06.2026, од 08.00–09.30 и од 0 до 100 поена.",
        "Укупно 116.111 позива, 124.123–124.998 динара.",
        "Узрасти 6 7 8 9 10 11 12.",
        "Види https://example.org/2026/11/22/ и [везу](../2026-11-22-10-45/index.md).",
        "Код `116 111` и `a@b.rs`.",
        "Пиши на ime@skola.example.",
        "Број 2.19833 и 119833, удео 0.28177459570303165.",
        "Члан 112 и 112 ученика.",
        "Допис број 011-00-00123/2026-01 и 011-00-7/2026.",
    ],
)
def test_dates_counts_and_examples_are_no_help_numbers(
    line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_help_in_prose, site_of(serbia, page(f"{line}\n"))) == []


@pytest.mark.parametrize("key", ["nav_title", "hero", "cards"])
def test_help_number_in_front_matter_is_told_as_well(
    key: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    head = {
        "nav_title": "nav_title: Зови 19833\n",
        "hero": "hero: {title: Помоћ, text: Зови 19833}\n",
        "cards": "cards: [{title: Зови 19833, link: help/index.md}]\n",
    }[key]
    problems = list(checks.check_help_in_prose(site_of(serbia, page("Текст.\n", head=head))))
    assert [(p.code.id, p.line) for p in problems] == [("CHK002", 4)]


# CHK003: words


@pytest.mark.parametrize(
    ("language", "word", "better"),
    [
        ("en", "child porn", "child sexual abuse material"),
        ("en", "Child pornography", "child sexual abuse material"),
        ("en", "children's pornography", "child sexual abuse material"),
        ("en", "kiddie porn", "child sexual abuse material"),
        ("en", "child prostitution", "sexual exploitation of children"),
        ("en", "revenge porn", "sharing intimate images without consent"),
        ("en", "paedophile", "offender"),
        ("en", "pedophilia", "offender"),
        ("en", "predators", "offender"),
        ("en", "monster", "offender"),
        ("en", "committed suicide", "died by suicide"),
        ("en", "commit suicide", "died by suicide"),
        ("sr-Cyrl", "дечја порнографија", "материјал сексуалног злостављања деце"),
        ("sr-Cyrl", "Дечије порнографије", "материјал сексуалног злостављања деце"),
        ("sr-Cyrl", "дечјом порнографијом", "материјал сексуалног злостављања деце"),
        ("sr-Cyrl", "дечја проституција", "сексуално искоришћавање деце"),
        ("sr-Cyrl", "осветничку порнографију", "дељење интимних снимака без пристанка"),
        ("sr-Cyrl", "педофила", "починилац"),
        ("sr-Cyrl", "предатор", "починилац"),
        ("sr-Cyrl", "монструма", "починилац"),
        ("sr-Cyrl", "извршио самоубиство", "одузео себи живот"),
        ("sr-Cyrl", "извршила самоубиство", "одузео себи живот"),
        ("sr-Cyrl", "изврши самоубиство", "одузео себи живот"),
        ("bg", "детска порнография", "материали, съдържащи сексуално насилие над деца"),
        ("bg", "детската порнография", "материали, съдържащи сексуално насилие над деца"),
        ("bg", "детска проституция", "сексуална експлоатация на деца"),
        ("bg", "порно отмъщение", "споделяне на интимни изображения без съгласие"),
        ("bg", "педофилът", "извършител"),
        ("bg", "чудовище", "извършител"),
        ("bg", "се самоубива", "отне живота си"),
    ],
)
def test_word_that_hurts_children_is_told_with_a_better_one(
    language: str, word: str, better: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    record = page(f"Текст.\n\nОво је {word} у тексту.\n", language=language)
    problems = list(checks.check_words(site_of(serbia, record)))
    assert [(p.code.id, p.line, p.hint) for p in problems] == [("CHK003", 8, f'Write "{better}".')]


def test_word_is_told_as_it_stands_there(page: ReadPage, serbia: Site, site_of: SiteOf) -> None:
    record = page("Дечја порнографија.\n")
    assert told(checks.check_words, site_of(serbia, record)) == [
        'about/index.md:6: CHK003 "Дечја порнографија" is a word we avoid. '
        'Write "материјал сексуалног злостављања деце".'
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "The offender shares child sexual abuse material; report `child porn` filters."),
        ("sr-Cyrl", "Порнографија и деца, дечје игре, самоубиство у медијима."),
        ("bg", "Детска градина и порнография; самоубийство."),
        ("en", "Предатор и педофил су речи другог језика."),
    ],
)
def test_other_words_are_no_problem(
    language: str, line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_words, site_of(serbia, page(f"{line}\n", language=language))) == []


def test_word_in_front_matter_is_told_as_well(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    record = page("Текст.\n", head="nav_title: Дечја порнографија\n")
    problems = list(checks.check_words(site_of(serbia, record)))
    assert [(p.code.id, p.line) for p in problems] == [("CHK003", 4)]


def test_word_in_hand_written_latin_is_told_as_well(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    record = page("Dečja pornografija.\n", language="sr-Latn")
    problems = list(checks.check_words(site_of(serbia, record)))
    assert [(p.code.id, p.line) for p in problems] == [("CHK003", 6)]


# CHK004: menus


def test_menu_or_funding_that_names_no_page_is_told_at_its_line(project: Path) -> None:
    path = project / "content" / "centres" / "bulgaria" / "centre.yml"
    text = path.read_text(encoding="utf-8")
    for key in ("navigation: [", "footer: [", "scope: ["):
        text = text.replace(key, f"{key}lesons, ", 1)
    path.write_text(text, encoding="utf-8")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if "lesons" in line]
    problems = [str(p) for p in check_site(project, "bulgaria").problems if p.code.id == "CHK004"]
    assert problems == [
        f'content/centres/bulgaria/centre.yml:{line}: CHK004 No page is at "lesons". '
        'Did you mean "lessons"?'
        for line in lines
    ]


def test_page_that_stands_in_a_menu_twice_is_told(project: Path) -> None:
    path = project / "content" / "centres" / "serbia" / "centre.yml"
    text = path.read_text(encoding="utf-8").replace("navigation: [", "navigation: [help, ", 1)
    path.write_text(text, encoding="utf-8")
    (line,) = [n for n, row in enumerate(text.splitlines(), 1) if row.startswith("navigation")]
    assert list(map(str, check_site(project, "serbia").problems)) == [
        f'content/centres/serbia/centre.yml:{line}: SRC007 The page "help" stands in '
        '"navigation" twice. Keep one of the two.'
    ]


def test_site_without_home_page_is_told(page: ReadPage, serbia: Site, site_of: SiteOf) -> None:
    centre = replace(serbia.centre, navigation=(), footer=())
    site = replace(serbia, folder=replace(serbia.folder, centre=centre))
    assert told(checks.check_navigation, site_of(site, page("Текст.\n"))) == [
        "content/commons: CHK004 There is no home page (index.md) in any language. Write one.",
        'content/commons: CHK004 There is no page "help", and every page links to it. Write it.',
        'content/commons: CHK004 There is no page "report", and every page links to it. Write it.',
    ]


def test_centre_without_website_is_warned_of(serbia: Site) -> None:
    centre = replace(serbia.centre, website=None)
    site = replace(serbia, folder=replace(serbia.folder, centre=centre))
    (problem,) = checks.check_navigation(site)
    line = serbia.folder.document.line(("website",))
    assert str(problem) == (
        f"content/centres/serbia/centre.yml:{line}: CEN003 The address of the site is not known. "
        "Fill in website in centre.yml."
    )
    assert problem.severity is Severity.WARNING


def test_city_of_a_centre_that_is_not_in_the_vocabulary_is_told(serbia: Site) -> None:
    centre = replace(serbia.centre, city="rs-beogrd")
    site = replace(serbia, folder=replace(serbia.folder, centre=centre))
    line = serbia.folder.document.line(("city",))
    assert told(checks.check_navigation, site) == [
        f'content/centres/serbia/centre.yml:{line}: VOC001 "rs-beogrd" is not in '
        'vocabulary/cities.csv. Did you mean "rs-beograd"?'
    ]


# CHK005: scripts


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Пoмоћ је ту.", ["Пoмоћ"]),  # Latin o
        ("Ceцо је ту, а Нada није.", ["Ceцо", "Нada"]),
        ("PDFови и ПДФ.", ["PDFови"]),
        ("Реч меđу речима, Đорђе и кућo.", ["меđу", "Đорђе", "кућo"]),
        ("Свакoга čасa", ["Свакoга", "čасa"]),
    ],
)
def test_word_of_both_scripts_is_told(
    line: str, words: list[str], page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_scripts, site_of(serbia, page(f"{line}\n"))) == sorted(
        f'about/index.md:6: CHK005 "{word}" has letters of both scripts. '
        "Write the word in Cyrillic letters only."
        for word in words
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("vocabulary/topics.yml", "Лозинке", "Лoзинке"),
        ("glossary/definitions.yml", "Знати", "Знaти"),
        ("centres/serbia/centre.yml", "Национални", "Нациoнални"),
        ("centres/serbia/help-channels.yml", "Полиција", "Пoлиција"),
        ("centres/serbia/schedule/venues.csv", "основна", "oсновна"),
    ],
)
def test_word_of_both_scripts_is_told_of_lists_and_tables(
    file: str, old: str, new: str, project: Path
) -> None:
    path = project / "content" / file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    problems = check_site(project, "serbia").problems
    assert [str(p) for p in problems if p.code is checks.WRONG_SCRIPT] == [
        f'content/{file}:{line}: CHK005 "{new}" has letters of both scripts. '
        "Write the word in Cyrillic letters only."
    ]


def test_copy_that_a_system_lays_beside_a_table_is_not_looked_at(project: Path) -> None:
    """No build notices such a file, so what is told must not hang on it."""
    folder = project / "content" / "glossary"
    for name in ("._terms.csv", "_definitions.yml"):
        (folder / name).write_text("Лoзинке\n", encoding="utf-8")
    problems = check_site(project, "serbia").problems
    assert [p for p in problems if p.code is checks.WRONG_SCRIPT] == []


def test_escape_before_a_cyrillic_letter_is_no_letter(project: Path) -> None:
    path = project / "content" / "glossary" / "definitions.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Знати', '"\\nЗнати', 1), encoding="utf-8")
    problems = check_site(project, "serbia").problems
    assert [p for p in problems if p.code is checks.WRONG_SCRIPT] == []


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sr-Cyrl", "SMS-ови, PDF, Wi-Fi, НКЦ-а, „Net Patrola“ и [веза](../help/index.md)."),
        ("sr-Cyrl", "### Правила {#step-1 minutes=5 form=class}"),
        ("sr-Cyrl", "Код `Пoмоћ`."),
        ("sr-Cyrl", "Он сâм је Đorđe, а ту је кôд."),
        ("en", "Пoмоћ"),
        ("bg", "ѝ, онлайн и Net Patrola"),
    ],
)
def test_words_of_one_script_each_are_no_problem(
    language: str, line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_scripts, site_of(serbia, page(f"{line}\n", language=language))) == []


# CHK006: active content of trusted pages


@pytest.mark.parametrize(
    "line",
    [
        "<script>alert(1)</script>",
        '<p style="color:red">x</p>',
        '<p onclick="alert(1)">x</p>',
        "<p onclick=alert(1)>x</p>",
        "<p style=color:red>x</p>",
        '<iframe src="https://example.org/"></iframe>',
        "<style>p{}</style>",
        "<form><input></form>",
        '<object data="a.pdf"></object>',
        '<link rel="stylesheet" href="a.css">',
        '<meta http-equiv="refresh" content="0">',
        '<base href="https://example.org/">',
        '<img src="https://example.org/a.png" alt="x">',
        '<video src="https://example.org/a.mp4"></video>',
        "[x](javascript:alert(1))",
        "[x](data:text/html,x)",
        '<a href=" data: text/html,x">x</a>',
        '## Наслов {onclick="x()"}',
        "## Наслов {#a style=color:red}",
    ],
)
def test_active_content_of_a_trusted_page_is_told(
    line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    trusted = list(checks.check_active(site_of(serbia, page(f"{line}\n", trusted=True))))
    assert [problem.code.id for problem in trusted] == ["CHK006"]
    # What others write is sanitised, so that alone is told which readers would miss.
    others = checks.check_active(site_of(serbia, page(f"{line}\n")))
    assert {(problem.code.id, problem.severity) for problem in others} <= {
        ("CHK020", Severity.WARNING)
    }


def test_film_that_a_shared_page_would_leave_out_is_told(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    film = '<iframe src="https://www.youtube.com/embed/x"></iframe>'
    record = page(f"Текст.\n\n{film}\n\nКод `<iframe>` и <kbd>Ctrl</kbd>.\n")
    assert told(checks.check_active, site_of(serbia, record)) == [
        'about/index.md:8: CHK020 Here stands "<iframe". '
        "Take it out; lead to a film with a link: [words](address)."
    ]
    document = record.document
    handed_in = Document("content/submissions/x/text.sr.md", document.data, body=document.body)
    assert told(checks.check_active, site_of(serbia, replace(record, document=handed_in))) == []


@pytest.mark.parametrize(
    "line",
    [
        "We keep this data: your name.",
        "Metadata:x (data: what is it?)",
        "## Наслов {#on minutes=5 form=class}",
        "Код `{onclick=x}` и `data:x`.",
    ],
)
def test_words_of_a_trusted_page_are_no_active_content(
    line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    site = site_of(serbia, page(f"{line}\n", trusted=True))
    assert list(checks.check_active(site)) == []


@pytest.mark.parametrize(
    "line",
    [
        "Обичан текст о презентацији: on = укључено.",
        '<p class="note" lang="en">x</p>',
        "`<script>` је елемент.",
        "```\n<script>\n```",
        "![Двоје](a.png) и [пример](https://example.org/?online=1)",
    ],
)
def test_ordinary_trusted_page_is_no_problem(
    line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_active, site_of(serbia, page(f"{line}\n", trusted=True))) == []


# CHK007 and VOC001: ids


def test_unknown_feature_and_topic_are_told(page: ReadPage, serbia: Site, site_of: SiteOf) -> None:
    record = page("Текст.\n", head="needs: calendar\ntopics: [grooming, gromming]\n")
    assert told(checks.check_vocabulary, site_of(serbia, record)) == [
        'about/index.md:4: CHK007 No feature is called "calendar". Did you mean "calendars"?',
        'about/index.md:5: VOC001 "gromming" is not in vocabulary/topics.yml. '
        'Did you mean "grooming"?',
    ]


def test_layout_of_the_search_is_told_of_every_other_page(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    record = page("Текст.\n", head="layout: search\n")
    assert told(checks.check_vocabulary, site_of(serbia, record)) == [
        'about/index.md:4: CHK022 "layout: search" stands in the page "about". '
        "Take the line out; an ordinary page needs no layout.",
    ]


def test_vocabulary_that_cannot_be_read_is_told_and_not_each_text_that_uses_it(
    project: Path,
) -> None:
    path = project / "content" / "vocabulary" / "topics.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n- id: [grooming\n", encoding="utf-8")
    found = errors(check_site(project, "serbia").problems)
    assert [(p.path, p.code.id) for p in found] == [("content/vocabulary/topics.yml", "SRC002")]


# CHK008, CHK009 and CHK010


def test_marked_paragraph_without_title_is_told(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    body = '!!! safety\n    Текст.\n\n!!! note "Наслов"\n    Текст.\n\n!!! tip ""\n    Текст.\n'
    assert told(checks.check_marked, site_of(serbia, page(body))) == [
        'about/index.md:6: CHK008 The title is missing. Give it one: !!! note "Title".'
    ]


def test_what_markdown_takes_for_something_else_is_told(
    page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    body = "## А {#a}\n\n[x]() и[^1]\n- једно\n\n## Б {#a}\n"
    found = told(checks.check_slips, site_of(serbia, page(body)))
    assert [line.split()[:2] for line in found] == [
        ["about/index.md:8:", "CHK015"],
        ["about/index.md:8:", "CHK016"],
        ["about/index.md:9:", "CHK017"],
        ["about/index.md:11:", "CHK014"],
    ]


@pytest.mark.parametrize(
    ("file", "slip"),
    [
        ("content/centres/serbia/schedule/venues.csv", ("city", "ctiy")),
        ("content/centres/serbia/schedule/presentations-2026.csv", ("audiences", "audience")),
        ("content/vocabulary/cities.csv", ("slug", "slugg")),
        ("content/vocabulary/languages.yml", ("path: bg", "paht: bg")),
    ],
)
def test_slip_on_which_much_depends_is_told_alone(
    file: str, slip: tuple[str, str], project: Path
) -> None:
    path = project / file
    path.write_text(path.read_text(encoding="utf-8").replace(*slip, 1), encoding="utf-8")
    found = errors(checks.check_tree(project, ["serbia"]))
    assert {(problem.path, problem.code.id) for problem in found} <= {
        (file, "SRC004"),
        (file, "LNG001"),  # other languages that name it
    }
    assert "SRC004" in {problem.code.id for problem in found}


def test_sheets_are_looked_at_for_slips_as_well(project: Path) -> None:
    sheet = project / "content/commons/sr/lessons/sextortion/slides.md"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n[x]()\n", encoding="utf-8")
    problems = check_site(project, "serbia").problems
    assert [p.code.id for p in problems if p.path.endswith("sr/lessons/sextortion/slides.md")] == [
        "CHK015"
    ]


def test_name_of_a_centre_in_a_language_that_is_not_there_is_told(serbia: Site) -> None:
    centre = replace(serbia.centre, short_name={"sr": "НКЦ", "eng": "NKC"})
    site = replace(serbia, folder=replace(serbia.folder, centre=centre))
    line = serbia.folder.document.line(("short_name",))
    assert told(checks.check_names, site) == [
        f'content/centres/serbia/centre.yml:{line}: CHK009 "eng" is the folder of no language. '
        'Did you mean "en"?'
    ]


def test_text_of_a_partner_and_of_the_glossary_in_no_language_is_told(project: Path) -> None:
    places = []
    for name, words in (
        ("centres/serbia/centre.yml", "en: The ministry to which"),
        ("glossary/definitions.yml", 'en: "Knowing'),
    ):
        path = project / "content" / name
        text = path.read_text(encoding="utf-8")
        assert words in text
        path.write_text(text.replace(words, words.replace("en:", "eng:"), 1), encoding="utf-8")
        places.append((f"content/{name}", text[: text.index(words)].count("\n") + 1))
    problems = check_site(project, "serbia").problems
    assert [(p.path, p.line) for p in problems if p.code is checks.UNKNOWN_NAMES] == places


@pytest.mark.parametrize(
    ("line", "letter"),
    [
        ("Наведена је кампания.", "я"),
        ("Ъгъл", "Ъ"),
        ("Текст ѝ", "ѝ"),
        ("Ыы", "Ы"),
        ("Реч *ъгъл*{: #song } овде.", "ъ"),
        ('<em title="lang=bg">ъгъл</em>', "ъ"),
        ("Украјінці", "і"),
        ("Ѕвезда", "Ѕ"),
        ("*Чуждо*{.x} я", "я"),
        ("*я*{lang=bg} или *ъ*", "ъ"),
        ('<i lang="ru">Чайковский</i> и ъ', "ъ"),
    ],
)
def test_letter_that_serbian_latin_cannot_show_is_told(
    line: str, letter: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_serbian, site_of(serbia, page(f"{line}\n"))) == [
        f'about/index.md:6: CHK010 Here stands "{letter}". '
        'Mark the words: <span lang="bg">…</span>.'
    ]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sr-Cyrl", 'Центар <span lang="bg">Чуждият ъгъл</span> у Софији.'),
        ("sr-Cyrl", 'Песма <q lang="bg">Чуждият ъгъл</q> и <em class="x" lang="bg">ъгъл</em>.'),
        ("sr-Cyrl", "Песма *Чуждият ъгъл*{: lang=bg } и **ъгъл**{ #song lang=bg }."),
        ("sr-Cyrl", 'Књига <i lang="ru">Чайковский</i>, <q lang="bg">ѝ <b>ъ</b></q>.'),
        ("sr-Cyrl", "Књига *Чужд ъгъл*{lang=bg}, **ъ**{: lang=bg} и [ъ](../a.md){lang=bg}."),
        ("sr-Cyrl", "Са акцентом: ѝме, сѐло, кӣша, гӯња."),
        ("sr-Cyrl", "Песма _Чуждият ъгъл_{: lang=bg } и **ъгъл *й* ъ**{: lang=bg }."),
        ("sr-Cyrl", "Песма [Чуждият ъгъл](../help/index.md){: lang=bg }."),
        ("sr-Cyrl", "Љубав, њега, џеп, ђак, ћуп и јеж; `ъ`."),
        ("bg", "Чуждият ъгъл"),
        ("en", "ъгъл"),
    ],
)
def test_letters_of_the_right_language_are_no_problem(
    language: str, line: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_serbian, site_of(serbia, page(f"{line}\n", language=language))) == []


@pytest.mark.parametrize("value", ["Види [[lessons:x]]", "Виж [[cards]]", "[[figure:x]]"])
def test_block_in_front_matter_is_told(
    value: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    site = site_of(serbia, page("Текст.\n", head=f'sources:\n  - "{value}"\n'))
    shown = value[value.index("[[") :]
    assert told(checks.check_slots, site) == [
        f'about/index.md:5: CHK001 "{shown}" stands in a value, and is shown so. '
        "Blocks and figures stand in the text of a page alone."
    ]


@pytest.mark.parametrize("folder", ["sr", "bg", "en"])
def test_block_in_a_sheet_is_told_and_a_figure_is_none(folder: str, project: Path) -> None:
    path = project / f"content/commons/{folder}/lessons/sextortion/handout.md"
    first = '---\ntitle: "Лист"\n---\n\n'
    text = "[[number:nkc-2023-students]]\n\n[[lessons]]\n\n[[lesons]]\n"
    path.write_text(f"{first}{text}", encoding="utf-8")
    found = [p for p in check_site(project, "serbia").problems if p.path.endswith("handout.md")]
    assert [str(p).partition("md:")[2] for p in found if p.code.id == "CHK001"] == [
        '7: CHK001 "[[lessons]]" stands in a sheet, which leaves blocks out. '
        "Take it out; a sheet can say figures alone: [[figure:…]].",
        '9: CHK001 No block is called "lesons". Did you mean "lessons"?',
    ]


BLOCKS_IN_ANOTHER = {
    "paragraph": "Чуждият ъгъл\nе тук\n{: lang=bg }\n",
    "quotes": 'Чуждият ъгъл\n{: .x lang="bg" #y }\n',
    "item": "- Једно\n- Чуждият ъгъл\n{: lang=bg }\n",
    "item of two paragraphs": "- Једно\n\n    Чуждият ъгъл\n    {: lang=bg }\n",
    "quotation": "> Чуждият ъгъл\n{: lang=bg }\n",
    "box": '!!! note "Наслов"\n    Чуждият ъгъл\n    {: lang=bg }\n',
    "heading": "## Чуждият ъгъл {#x lang=bg}\n",
    "heading with a colon": "## Чуждият ъгъл {: lang=bg }\n",
    "cell": "| А | Б |\n|---|---|\n| Чуждият ъгъл {: lang=bg } | в |\n",
    "last cell": "| А | Б |\n|---|---|\n| в | Чуждият ъгъл {: lang=bg } |\n",
}
BLOCKS_AS_BEFORE = {
    "nothing above": "Чуждият\n\n{: lang=bg }\n",
    "below a heading": "## Чуждият\n{: lang=bg }\n",
    "behind a line": "Ред\nЧуждият {: lang=bg }\n",
    "another item": "- Чуждият\n- Једно\n{: lang=bg }\n",
    "another paragraph": "- Чуждият\n\n    Једно\n    {: lang=bg }\n",
    "title of a box": '!!! note "Чуждият"\n    Једно\n    {: lang=bg }\n',
    "another cell": "| А | Б |\n|---|---|\n| Чуждият | в {: lang=bg } |\n",
    "no language": "Чуждият\n{: .lang }\n",
}


@pytest.mark.parametrize("body", BLOCKS_IN_ANOTHER.values(), ids=BLOCKS_IN_ANOTHER)
def test_block_in_another_language_is_no_problem_and_stays_in_its_letters(
    body: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    assert told(checks.check_serbian, site_of(serbia, page(body))) == []
    assert "Чуждият ъгъл" in html_to_latin(Converter().convert(body, lambda link: link))


@pytest.mark.parametrize("body", BLOCKS_AS_BEFORE.values(), ids=BLOCKS_AS_BEFORE)
def test_language_of_another_block_is_none_of_this_one(
    body: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    lines = [
        line.split(" CHK010")[0] for line in told(checks.check_serbian, site_of(serbia, page(body)))
    ]
    number = next(n for n, line in enumerate(body.split("\n"), 6) if "Чуждият" in line)
    assert lines == [f"about/index.md:{number}:"]
    assert "Čuždiяt" in html_to_latin(Converter().convert(body, lambda link: link))


@pytest.mark.parametrize(
    "value", ["<span lang=bg>ъгъл</span>", "*ъгъл*{: lang=bg }", "Реч ъгъл", "Реч: ъгъл"]
)
def test_foreign_letter_in_front_matter_is_told_also_where_it_seems_marked(
    value: str, page: ReadPage, serbia: Site, site_of: SiteOf
) -> None:
    """No mark is read there: a reader would see its signs around half a word of Latin letters."""
    head = f'nav_title: "{value}"\nsources:\n  - Извор\n  - "{value}"\n'
    site = site_of(serbia, page("Текст.\n", head=head))
    said = (
        'CHK010 Here stands "ъ". '
        "A value has no marks: write the words in Serbian Cyrillic or in Latin letters."
    )
    assert told(checks.check_serbian, site) == [
        f"about/index.md:4: {said}",
        f"about/index.md:7: {said}",
    ]


CAMPAIGN = """\
---
title: Поштовање
description: Кампања.
topics: [hate-speech]
centre: serbai
period: {precision: year, year: 2023}
educators: [singer]
audiences: [pupil]
cities: [rs-nish]
related_lessons: [respect-onlin]
figures: [nkc-2023-campaign-city]
licence: CC-BY-4
authors: [Тим]
version: "1.0"
---

Текст.
"""


def test_unknown_ids_of_a_campaign_are_told_at_their_lines(project: Path) -> None:
    path = project / "content" / "commons" / "sr" / "campaigns" / "respect" / "index.md"
    path.parent.mkdir()
    path.write_text(CAMPAIGN, encoding="utf-8")
    problems: tuple[Problem, ...] = check_site(project, "serbia").problems
    mine = [str(p) for p in problems if "campaigns/respect" in p.path]
    shown = [line.removeprefix("content/commons/sr/campaigns/respect/index.md:") for line in mine]
    assert shown == [
        '5: VOC001 "serbai" is not in content/centres. Did you mean "serbia"?',
        '7: VOC001 "singer" is not in vocabulary/roles.yml. '
        "Correct it, or add it to the file of the vocabulary that is named.",
        '8: VOC001 "pupil" is not in vocabulary/audiences.yml. Did you mean "pupils"?',
        '9: VOC001 "rs-nish" is not in vocabulary/cities.csv. Did you mean "rs-nis"?',
        '10: VOC001 "respect-onlin" is not in the lessons. Did you mean "respect-online"?',
        '11: VOC001 "nkc-2023-campaign-city" is not in figures.csv. '
        'Did you mean "nkc-2023-campaign-cities"?',
        '12: VOC001 "CC-BY-4" is not in vocabulary/licences.yml. Did you mean "CC-BY-4.0"?',
    ]


@pytest.mark.parametrize("name", ["help", "plan", "for/pupils", "sextortion/quiz"])
def test_page_that_is_no_lesson_is_told_wherever_a_lesson_is_named(
    project: Path, name: str
) -> None:
    """Of a page below the lessons, no card of a lesson can be made."""
    content = project / "content"
    path = content / "commons" / "sr" / "campaigns" / "respect" / "index.md"
    path.parent.mkdir()
    path.write_text(CAMPAIGN.replace("respect-onlin", name), encoding="utf-8")
    paths = content / "paths.yml"
    ways = paths.read_text(encoding="utf-8")
    paths.write_text(re.sub(r"(?m)^  lessons: \[", f"  lessons: [{name}, ", ways, count=1), "utf-8")
    schedule = content / "centres/serbia/schedule/presentations-2026.csv"
    rows = schedule.read_text(encoding="utf-8")
    schedule.write_text(rows.replace(",fraud-and-phishing,", f",{name},", 1), encoding="utf-8")
    problems = check_site(project, "serbia").problems
    told = [f"{p.path}: {p.code.id}" for p in problems if f'"{name}"' in p.message]
    assert told == [
        "content/centres/serbia/schedule/presentations-2026.csv: SCH003",
        "content/commons/sr/campaigns/respect/index.md: VOC001",
        "content/paths.yml: VOC001",
    ]


def test_name_or_number_that_a_line_breaks_is_told_once(project: Path) -> None:
    path = project / "content" / "commons" / "sr" / "campaigns" / "respect" / "index.md"
    path.parent.mkdir()
    body = (
        "Плакат је нацртао Марко\nПетровић, а Ана Јовић је помогла.\nБрој је 064\n123 4567.\n\n"
        "Мила\n\nТу је. Зову је Мила.\nМарковић је друга особа.\n- Сара\n- Петровић\n"
    )
    path.write_text(CAMPAIGN.replace("Текст.\n", body), encoding="utf-8")
    problems = check_site(project, "serbia").problems
    assert [(p.line, p.message) for p in problems if p.code.id in ("SAF001", "SAF003")] == [
        (17, 'Here stands "Марко Петровић".'),
        (18, 'Here stands "Ана Јовић".'),
        (19, 'Here stands "064 123 4567".'),
    ]


def test_number_or_address_in_a_campaign_is_told_once(project: Path) -> None:
    path = project / "content" / "commons" / "sr" / "campaigns" / "respect" / "index.md"
    path.parent.mkdir()
    body = "Зови 064 123 45 67.\nПиши на ana@mail.rs.\n[Ту](file:///C:/a.txt), [тамо](https://b.rs/).\n"
    path.write_text(CAMPAIGN.replace("Текст.\n", body), encoding="utf-8")
    problems = check_tree(project, ["serbia"])
    assert [(p.line, p.code.id) for p in problems if (p.line or 0) > 15] == [
        (17, "CHK002"), (18, "CHK002"), (19, "LNK001"), (19, "SAF008"),
    ]  # fmt: skip
    assert [p.message for p in problems if p.code.id == "SAF008"] == [
        'Here stands "https://b.rs/".'
    ]


# The checks of other rooms are among them


def test_lesson_on_a_sensitive_topic_without_warning_is_told(project: Path) -> None:
    path = project / "content" / "commons" / "sr" / "lessons" / "sextortion" / "index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^content_warning:.*\n", "", text), encoding="utf-8")
    problems = check_site(project, "serbia").problems
    assert [p.line for p in problems if p.code.id == "LES005"] == [1]


def test_link_to_a_text_with_a_fault_is_not_told_as_well(project: Path) -> None:
    page = project / "content" / "commons" / "en" / "calendar" / "index.md"
    for folder in ("en", "sr", "bg"):
        page = project / "content" / "commons" / folder / "calendar" / "index.md"
        page.write_text("---\ntitle: [\n---\n", encoding="utf-8")
    codes = {p.code.id for p in check_site(project, "serbia").problems}
    assert codes & {"LNK001", "CHK004"} == set()


def test_reviewer_without_a_name_is_told(serbia: Site) -> None:
    centre = replace(serbia.centre, reviewers=("", *serbia.centre.reviewers))
    site = replace(serbia, folder=replace(serbia.folder, centre=centre))
    said = [text for text in told(checks.check_navigation, site) if "VOC001" in text]
    assert len(said) == 1
    assert '"" is not in vocabulary/reviewers.yml.' in said[0]

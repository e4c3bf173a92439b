"""Whatever is written into a project: a safe site or a clear message, and the old site stays."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from build_pages import addresses, broken_links, faults, html_files, read
from build_projects import (
    Result,
    build,
    command,
    differing,
    edit,
    leftovers,
    restore,
    run,
    small_project,
    snapshot,
    told,
    without_plugin,
)
from build_submissions import picture

from mkdocs_beacon.commands import build_centre

CENTRE = "content/centres/north/centre.yml"
CHANNELS = "content/centres/north/help-channels.yml"
FIGURES = "content/centres/north/figures.csv"
VENUES = "content/centres/north/schedule/venues.csv"
SCHEDULE = "content/centres/north/schedule/presentations-2026.csv"
ATTENDANCE = "content/centres/north/attendance/2026.csv"
LANGUAGES = "content/vocabulary/languages.yml"
UNITS = "content/vocabulary/units.yml"
PAGE = "content/commons/en/extra/index.md"
LESSON = "content/commons/en/lessons/kindness/index.md"
HELP = "content/commons/en/help/index.md"
ADDRESS = "https://north.example/"

SIZE = 40_000
"""The length of the texts that nobody would write: 40 kB."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build ended: whether it published, and what it said."""

    published: bool
    said: str

    @property
    def told(self) -> list[str]:
        return told(self.said)


@dataclass(frozen=True, slots=True)
class Case:
    """A small project with its published site, ready to be broken."""

    root: Path
    site: Path
    capsys: pytest.CaptureFixture[str]

    def write(self, path: str, data: str | bytes) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace a text that stands in a file once."""
        edit(self.root / path, old, new)

    def add(self, path: str, text: str) -> None:
        """Add a text to the end of a file."""
        with (self.root / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def build(self, centre: str = "north") -> Outcome:
        """Build in this process: quick, for what cannot hang."""
        before = snapshot(self.site)
        self.capsys.readouterr()
        published = build_centre(self.root, centre, self.site)
        said = "".join(self.capsys.readouterr())
        return self._judge(Outcome(published, said), before)

    def build_apart(self, centre: str = "north", **env: str) -> Outcome:
        """Build in a process of its own, with a limit on its time."""
        before = snapshot(self.site)
        result = run(command(self.root, self.site, centre), env=env)
        assert not result.hung, "the build did not end in time"
        assert result.code in (0, 1), result.said
        return self._judge(Outcome(result.code == 0, result.said), before)

    def _judge(self, outcome: Outcome, before: dict[str, str] | object) -> Outcome:
        """What holds for every case: no traceback, no torn site, nothing unsafe published."""
        assert "Traceback" not in outcome.said, outcome.said
        assert leftovers(self.site) == []
        if outcome.published:
            assert {"index.html", "404.html", "en/index.html"} <= snapshot(self.site).keys()
            assert faults(self.site) == []
        else:
            assert differing(snapshot(self.site), before) == []  # type: ignore[arg-type]
        return outcome


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with its site, `<folder>/project` and `<folder>/web/site`, kept aside.

    Beside them stands `<folder>/kept`, which holds both as they were built.
    """
    folder = tmp_path_factory.mktemp("origin")
    project, site = folder / "project", folder / "web" / "site"
    result = build(small_project(project), site, "north")
    assert result.code == 0, result.said
    assert faults(site) == []
    assert broken_links(site, ADDRESS) == []
    for path in (project, site.parent):
        shutil.copytree(path, folder / "kept" / path.name, symlinks=True)
    return folder


@pytest.fixture
def case(origin: Path, capsys: pytest.CaptureFixture[str]) -> Case:
    """The project and its site as they were built, in their old place.

    There a build remembers the last one, as it does for those who work on a project, and looks
    only at what is broken.
    """
    project, web = origin / "project", origin / "web"
    restore(project, origin / "kept" / "project")
    restore(web, origin / "kept" / "web")
    return Case(project, web / "site", capsys)


def refused(case: Case, *expected: str) -> None:
    """Build, and expect exactly these problems, as `path:line CODE`, in this order."""
    outcome = case.build()
    assert (outcome.published, outcome.told) == (False, list(expected)), outcome.said


def page(head: str = "", body: str = "Text.", *, title: str = "A page") -> str:
    """Return a page with more front matter from line 4 on."""
    return f"---\ntitle: {title}\ndescription: A text.\n{head}---\n\n{body}\n"


# Front matter

_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
FRONT_MATTER = {
    "empty": ("", "1 SRC008"),
    "blank": ("  \n\n", "1 SRC008"),
    "none": ("Only a text.\n", "1 SRC008"),
    "unclosed": ("---\ntitle: A\ndescription: B\n\nText.\n", "1 SRC008"),
    "nothing-in-it": ("---\n---\n\nText.\n", "2 SRC002"),
    "a-list": ("---\n- title\n- description\n---\n\nText.\n", "2 SRC002"),
    "a-word": ("---\nwelcome\n---\n\nText.\n", "2 SRC002"),
    "two-colons": (page(title="Help: now"), "2 SRC002"),
    "open-quote": ('---\ntitle: A\ndescription: "B\nlayout: page\n---\n\nText.\n', "3 SRC002"),
    "tab": (page("hero:\n\ttitle: A\n"), "5 SRC002"),
    "alias-bomb": (f"---\n{_BOMB}title: A\ndescription: B\n---\n", "2 SRC003"),
    "alias": (page("sources: [&a x, *a]\n"), "4 SRC003"),
    "star": (page(title="*Important*"), "2 SRC002"),
    "unknown-key": (page("layuot: home\n"), "4 SRC004"),
    "key-twice": (page("title: B\n"), "4 SRC007"),
    "missing-key": ("---\ntitle: A\n---\n\nText.\n", "2 SRC006"),
    "no-such-day": (page("layout: page\nreviewed_on: 2026-02-30\n"), "5 SRC005"),
    "no-number": (page("reviewed_on: " + "9" * 5000 + "\n"), "4 SRC005"),
    "list-for-text": ("---\ntitle: [A]\ndescription: B\n---\n", "2 SRC005"),
    "text-for-mapping": (page("hero: A\n"), "4 SRC005"),
    "mapping-for-list": (page("cards: {title: A}\n"), "4 SRC005"),
    "text-in-list": (page("cards:\n  - A\n"), "5 SRC005"),
    "python-object": (page(title="!!python/object/apply:os.system ['exit 1']"), "2 SRC005"),
    "key-is-a-list": (page("? [a, b]\n: c\n"), "4 SRC002"),
    "nothing": (page(title=""), "2 SRC006"),
    "long-title": (page(title="a" * 200), "2 SRC005"),
    "control-letter": (page(title='"A\\x1b[31m"'), "2 SRC005"),
    "zero-letter": (page(title='"A\\0B"'), "2 SRC005"),
    "unknown-language": (page("translation: {of: fr}\n"), "4 LNG001"),
    "translation-of-itself": (page("translation: {of: en}\n"), "4 TRA001"),
    "unknown-feature": (page("needs: lesons\n"), "4 CHK007"),
    "unknown-topic": (page("topics: [hate-speach]\n"), "4 VOC001"),
    "card-to-a-script": (
        page("cards:\n  - title: A\n    link: javascript:alert(1)\n"),
        "6 LNK001",
    ),
    "card-to-no-address": (page("cards:\n  - title: A\n    link: 'http://[x'\n"), "6 LNK001"),
    "long": (page("sources:\n" + "  - source\n" * 20_000), "1 SRC009"),
}


@pytest.mark.parametrize("name", FRONT_MATTER)
def test_front_matter_that_cannot_be_used_is_told(case: Case, name: str) -> None:
    text, place = FRONT_MATTER[name]
    case.write(PAGE, text)
    refused(case, f"{PAGE}:{place}")


@pytest.mark.parametrize(
    "text",
    [
        page("sources: " + "[" * SIZE + "]" * SIZE + "\n"),
        page("sources: " + "[" * SIZE + "\n"),
        page("hero: " + "{a: " * 15_000 + "}" * 15_000 + "\n"),
        page("sources:\n  " + "- " * SIZE + "a\n"),
    ],
    ids=["list", "open-list", "mapping", "dashes"],
)
def test_deep_front_matter_is_told(case: Case, text: str) -> None:
    """In a process of its own, because it can overflow the stack of a reader written in C."""
    case.write(PAGE, text)
    outcome = case.build_apart()
    assert not outcome.published
    assert outcome.told in ([f"{PAGE}:4 SRC002"], [f"{PAGE}:5 SRC002"]), outcome.said


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (page().encode() + b"\xff\n", ":7 SRC001"),
        (bytes(range(256)) * 8, ":2 SRC001"),
        ("---\ntitle: А\n".encode("cp1251"), ":2 SRC001"),
        (page().encode("utf-16"), ":1 SRC001"),
        (page().encode() + b"a long text \n" * 200_000, " SRC009"),
    ],
    ids=["one-letter", "binary", "cp1251", "utf-16", "huge"],
)
def test_file_that_is_no_text_is_told(case: Case, data: bytes, place: str) -> None:
    case.write(PAGE, data)
    refused(case, f"{PAGE}{place}")


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["windows", "old-mac"])
def test_line_ends_of_other_systems_are_read(case: Case, end: str) -> None:
    case.write(PAGE, "\ufeff" + page(body="## Heading\n\nText.").replace("\n", end))
    assert case.build().published
    assert "Heading" in read(case.site / "en/extra/index.html").prose("main")


# Texts that no person wrote


def _filled(unit: str) -> str:
    return unit * (SIZE // len(unit))


NESTS = {
    "emphasis": _filled("*a **b "),
    "emphasis-mixed": _filled("*a_**b__"),
    "emphasis-in-lines": _filled("*a **b \n"),
    "brackets": _filled("["),
    "brackets-in-lines": _filled("[" * 19 + "\n"),
    "brackets-twice": _filled("[[a:"),
    "links": _filled("[a]("),
    "pictures": _filled("![a]("),
    "empty-brackets": _filled("[]a"),
    "parentheses": _filled("("),
    "quotes": _filled(">"),
    "quotes-in-lines": "\n".join(">" * depth + " a" for depth in range(1, 280)),
    "ticks": _filled("`"),
    "ticks-growing": "".join("`" * length + "a" for length in range(1, 280)),
    "angles": _filled("<"),
    "tags": _filled("<b><i>"),
    "divisions": _filled("<div>"),
    "details-in-lines": _filled("<details>\n"),
    "comments": _filled("<!--"),
    "attributes": "<a " + _filled("a=b "),
    "open-attribute": "<a href='" + _filled("x"),
    "table-bars": _filled("|"),
    "table-wide": f"{'|a' * 10_000}\n{'|-' * 10_000}\n{'|b' * 10_000}",
    "list-in-a-line": _filled("1. "),
    "list-deep": "\n".join("    " * depth + "- a" for depth in range(140)),
    "definitions": _filled("a\n:   b\n"),
    "colons": _filled(": a\n"),
    "notes": "\n".join(f"[^{number}]: [^{number + 1}]" for number in range(2500)),
    "abbreviations": "\n".join(f"*[a{n}]: x" for n in range(2500)) + "\n\n" + "a1 " * 3000,
    "warnings": "".join("    " * depth + "!!! note\n" for depth in range(130)),
    "braces": _filled("{"),
    "heading-of-braces": "## " + _filled("{#a"),
    "heading-of-spaces": "## a" + _filled(" ") + "b",
    "heading-of-spaces-and-a-brace": "## " + _filled(" ") + "{",
    "hashes": _filled("#"),
    "one-word": _filled("a"),
    "one-word-cyrillic": _filled("а"),
    "one-address": _filled("a."),
    "one-number": _filled("1"),
    "slots": _filled("[[lessons]]"),
    "accents": "a" + _filled("\u0301"),
    "zeros": _filled("\0"),
}


@pytest.mark.parametrize("group", range(6))
def test_forty_kilobytes_of_signs_end_in_time(case: Case, group: int) -> None:
    """In lessons, whose headings are read by the most rules."""
    lesson = (case.root / LESSON).read_text(encoding="utf-8")
    paths = [f"content/commons/en/lessons/{name}/index.md" for name in [*NESTS][group::6]]
    for path in paths:
        case.write(path, f"{lesson}\n{NESTS[path.split('/')[-2]]}\n")
    outcome = case.build_apart()
    assert outcome.published or outcome.told, outcome.said
    for problem in outcome.told:
        path, _, line = problem.partition(" ")[0].partition(":")
        assert path in paths, problem
        assert line.isdigit(), problem
    assert "has 0 of these signs" not in outcome.said


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("emphasis", 65),
        ("brackets", 65),
        ("quotes", 65),
        ("ticks", 65),
        ("angles", 65),
        ("list-deep", 65),
        ("list-in-a-line", 65),
    ],
)
def test_nest_is_told_with_its_line(case: Case, name: str, line: int) -> None:
    case.add(LESSON, f"\n{NESTS[name]}\n")
    outcome = case.build_apart()
    assert (outcome.published, outcome.told) == (False, [f"{LESSON}:{line} LIM001"]), outcome.said


@pytest.mark.parametrize(
    "body",
    ["a" * 1_900_000, "word " * 380_000, "A sentence of a text.\n\n" * 80_000, "*a* " * 470_000],
    ids=["one-word", "one-paragraph", "many-paragraphs", "emphasis"],
)
def test_text_just_below_the_largest_ends_in_time(case: Case, body: str) -> None:
    case.write(PAGE, page(body=body))
    outcome = case.build_apart()
    assert outcome.published or set(outcome.told) <= {f"{PAGE} SRC009", f"{PAGE}:6 LIM001"}


# Scripts and addresses

SCRIPTS = {
    "script": "<script>alert(1)</script>",
    "handler": "<img src=x.png alt=x onerror=alert(1)>",
    "svg": "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "frame": "<iframe src=//evil.example></iframe><object data=x></object><embed src=x>",
    "form": "<form action=//evil.example><input name=a><button>b</button></form>",
    "base": "<base href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>",
    "style": "<style>*{display:none}</style><p style='position:fixed'>a</p>",
    "link": "<link rel=stylesheet href=//evil.example/x.css>",
    "javascript": "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) <javascript:alert(1)>",
    "javascript-html": "<a href='java&#x09;script:alert(1)'>a</a> <a href='\x01javascript:a'>b</a>",
    "javascript-reference": "[a]\n\n[a]: javascript:alert(1)",
    "data": "[a](data:text/html;base64,PHNjcmlwdD4=) <img alt=b src='data:image/svg+xml,<svg>'>",
    "vbscript": "[a](vbscript:a)",
    "attributes": "text {: onclick=alert(1) style=color:red}\n\n## a {onmouseover=alert(1)}",
    "link-attributes": "[a](../help/index.md){: onclick=alert(1) target=_blank style=color:red}",
    "slot": '[[calendar:"><script>alert(1)</script>]]',
    "slot-by-hand": '<data class="slot" value="calendar:<script>alert(1)</script>"></data>',
    "template": "{{ config }} {% include '/etc/passwd' %}",
    "comment": "<!--><script>alert(1)</script>-->",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=a()></style></table></math>",
    "broken-tag": '<img src="x" alt="`" onerror=alert(1)//`>',
    "remembered-html": "\x02wzxhzdk:0\x03 <b onclick=alert(1)>a</b>",
}


def test_scripts_in_texts_of_the_commons_are_taken_out_or_refused(case: Case) -> None:
    for name, script in SCRIPTS.items():
        text = page(body=f"Before.\n\n{script}\n\nAfter.", title=f"Page {name}")
        case.write(f"content/commons/en/{name}/index.md", text)
    case.write("content/commons/en/handler/x.png", picture())
    refused = case.build()  # what stands after the colon of a block is told, not taken out
    assert not refused.published
    assert re.findall(r"content/commons/en/(\w+)/\S* (\w+)", refused.said) == [("slot", "CHK001")]
    shutil.rmtree(case.root / "content/commons/en/slot")
    outcome = case.build()
    assert outcome.published, outcome.said
    for name in SCRIPTS.keys() - {"slot"}:
        for language in ("en", "sr", "sr-Latn"):
            path = case.site / language / name / "index.html"
            assert "Before." in read(path).prose("main"), name
            assert "After." in read(path).prose("main"), name
            assert "root:x:0" not in path.read_text(encoding="utf-8"), name
    assert not [address for address in addresses(case.site) if "evil.example" in address]


def test_scripts_in_texts_of_the_centre_are_refused_or_taken_out(case: Case) -> None:
    """The centre's own pages are not sanitised, so what is active in them is a problem."""
    paths = {f"content/centres/north/pages/en/{name}/index.md": name for name in SCRIPTS}
    for path, name in paths.items():
        body = f"Before.\n\n{SCRIPTS[name]}\n\nAfter."
        case.write(path, page(body=body, title=f"Page {name}"))
    refusals = 0
    while not (outcome := case.build()).published:  # by the checks, then by the proof
        named = [path for path in paths if path in outcome.said]
        assert named, outcome.said
        for path in named:
            paths.pop(path)
            shutil.rmtree((case.root / path).parent)
        refusals += 1
    assert refusals
    assert paths  # what was only taken out; that nothing is active in it: see Case._judge


def _titled(case: Case, title: str) -> None:
    """Give a title to pages that stand in lists, menus, structured data and the map."""
    case.write(PAGE, f"---\ntitle: >-\n  {title}\ndescription: >-\n  {title}\n---\n\nText.\n")
    for language in ("en", "sr"):
        lesson = f"content/commons/{language}/lessons/kindness/index.md"
        text = (case.root / lesson).read_text(encoding="utf-8")
        text = re.sub(r"^title: .*$", f"title: >-\n  {title}", text, count=1, flags=re.MULTILINE)
        case.write(lesson, text)
    case.edit(CENTRE, "[help, lessons]", "[help, lessons, extra]")


def test_script_in_a_title_is_shown_as_text(case: Case) -> None:
    title = "</title></script><script>alert(1)</script>\" a='"
    _titled(case, title)
    assert case.build().published
    assert title in read(case.site / "en/extra/index.html").prose("h1")
    assert title in read(case.site / "en/lessons/index.html").prose("main")
    for path in html_files(case.site):
        assert "<script>alert" not in path.read_text(encoding="utf-8")


def test_handler_in_a_title_is_shown_as_text(case: Case) -> None:
    title = 'A" onclick="alert(1)" style=\'a\' onfocus=b'
    _titled(case, title)
    outcome = case.build()
    assert outcome.published, outcome.said
    assert read(case.site / "en/extra/index.html").prose("h1") == title


def test_script_in_data_is_shown_as_text(case: Case) -> None:
    script = "<script>alert(1)</script>"
    case.edit(CENTRE, "en: North Centre}", f"en: '{script}\" a=\"b'}}")
    case.edit(CHANNELS, "en: Line}", f"en: '{script}'}}")
    case.edit(VENUES, "Школа А", script)
    case.edit(FIGURES, "Report 2025,\nnorth-students", f"{script},\nnorth-students")
    case.edit("content/vocabulary/event-types.yml", "en: Presentation,", f"en: '{script}',")
    assert case.build().published
    assert script in read(case.site / "en/index.html").prose()


@pytest.mark.parametrize(
    ("path", "old", "new", "place"),
    [
        (CENTRE, "https://school.example/", "javascript:alert(1)", ":15 SRC005"),
        (CENTRE, "https://north.example/", "javascript:alert(1)//", ":7 SRC005"),
        (CENTRE, "https://north.example/", "'http://[x'", ":7 SRC005"),
        (CENTRE, "https://www.wikipedia.org/", "javascript:alert(1)", ":10 SRC005"),
        (CENTRE, "https://www.wikipedia.org/", "'https://[x'", ":10 SRC005"),
        (CHANNELS, 'value: "19001"', 'value: "19001;ext=1"', ":6 SRC005"),
    ],
    ids=["partner", "website", "website-broken", "exit", "exit-broken", "phone"],
)
def test_address_that_is_none_is_told(
    case: Case, path: str, old: str, new: str, place: str
) -> None:
    case.write(
        "content/centres/north/pages/en/partners/index.md", page(body="[[partners]]", title="P")
    )
    case.edit(path, old, new)
    outcome = case.build()
    assert not outcome.published
    # A channel begins on its first line; the fault may be told there.
    allowed = {f"{path}{place}", f"{path}:2 SRC005"}
    assert outcome.told
    assert set(outcome.told) <= allowed


@pytest.mark.parametrize(
    "link",
    [
        "[a](http://[::1)",
        "![a](http://[x)",
        "<a href='http://[x'>a</a>",
        "<http://[x>",
        "[a]\n\n[a]: http://[x",
        "[a](//[x/index.md)",
    ],
)
def test_link_that_is_no_address_is_told_or_taken_out(case: Case, link: str) -> None:
    case.write(PAGE, page(body=link))
    outcome = case.build()
    told = {code.split(" ")[-1] for code in outcome.told}
    assert outcome.published or told <= {"LNK001", "LNK004"}, outcome.said


def test_active_drawing_is_refused(case: Case) -> None:
    drawing = b"<svg xmlns='http://www.w3.org/2000/svg'>\n<script>alert(1)</script></svg>"
    case.write("content/commons/en/extra.svg", drawing)
    refused(case, "content/commons/en/extra.svg:2 LIB003")


# Files and their names


@pytest.mark.parametrize(
    "name",
    [
        "my page.md",
        "страна.md",
        "a..b.md",
        "Page.md",
        "a'b\"c<d>.md",
        "a\u202eb.md",
        "cafe\u0301.md",
    ],
)
def test_name_that_is_no_address_is_told(case: Case, name: str) -> None:
    """A sign that would turn the order of what is read has a visible one in its place."""
    case.write(f"content/commons/en/{name}", page())
    shown = name.replace("\u202e", "\ufffd")
    refused(case, f"content/commons/en/{shown} LIB001")


def test_folder_whose_name_is_no_address_is_told(case: Case) -> None:
    case.write("content/commons/en/my pages/index.md", page())
    refused(case, "content/commons/en/my pages/index.md LIB001")


def test_name_that_is_no_text_is_told(case: Case) -> None:
    folder = os.fsencode(case.root / "content/commons/en")
    Path(os.fsdecode(folder + b"/\xff.md")).write_text(page(), encoding="utf-8")
    outcome = case.build_apart()
    assert not outcome.published
    assert re.search(r"^content/commons/en/\S+\.md: LIB001 ", outcome.said, re.MULTILINE)


def test_hidden_files_are_passed_over(case: Case) -> None:
    before = snapshot(case.site)
    for name in ("..md", ".hidden.md", "_drafts/index.md", ".git/config"):
        case.write(f"content/commons/en/{name}", b"\xff")
    assert case.build().published
    assert differing(snapshot(case.site), before) == []


def test_what_programs_lay_beside_a_file_is_passed_over(case: Case) -> None:
    before = snapshot(case.site)
    names = ("index.md~", "#index.md#", "Thumbs.db", "desktop.ini", "~$a.docx", "a.bak", "a.orig")
    for folder in ("commons/en", "commons/en/help", "forms/en", "centres/north/forms/en"):
        for name in (*names, ".DS_Store", ".~lock.consent.md#"):
            case.write(f"content/{folder}/{name}", b"\xff")
    outcome = case.build()
    assert outcome.published, outcome.said
    assert differing(snapshot(case.site), before) == []


PLACES = (
    "centres/old", "commons/xx", "forms/xx", "centres/north/pages/xx", "centres/north/forms/xx",
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
def test_folder_without_a_file_is_passed_over_as_long_as_it_has_none(
    case: Case, place: str
) -> None:
    """No stamp tells of it, so that a build which remembers must not hear of it elsewhere."""
    before = snapshot(case.site)
    folder = case.root / "content" / place
    folder.mkdir(parents=True)
    (folder / ".DS_Store").touch()
    case.add(CENTRE, "# A word.\n")
    outcome = case.build()
    assert outcome.published, outcome.said
    assert differing(snapshot(case.site), before) == []
    case.write(f"content/{place}/en/help.md", page())
    assert not case.build().published
    shutil.rmtree(folder)
    outcome = case.build()
    assert outcome.published, outcome.said


def test_file_of_a_kind_that_is_not_published_is_told(case: Case) -> None:
    case.write("content/commons/en/attendance.xlsx", b"PK")
    refused(case, "content/commons/en/attendance.xlsx LIB002")


def test_two_files_for_one_address_are_told(case: Case) -> None:
    """`help.md` and `help/index.md` are both `help/`: one would be lost without a word."""
    case.write("content/commons/en/help.md", page())
    outcome = case.build()
    assert not outcome.published
    assert {problem.split()[-1] for problem in outcome.told} <= {"SRC007", "LIB004"}
    assert any("commons/en/help" in problem for problem in outcome.told)


@pytest.mark.parametrize("name", ["secret.md", "secret.png", "extra/index.md"])
def test_link_to_a_file_outside_the_project_is_not_published(
    case: Case, tmp_path: Path, name: str
) -> None:
    """Git keeps such links, so that a change from outside could publish any file of a machine."""
    secret = tmp_path / "secret"
    secret.write_text(page(body="the secret of this machine"), encoding="utf-8")
    link = case.root / "content/commons/en" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(secret)
    case.build()
    published = [path for path in case.site.rglob("*") if path.is_file()]
    assert not [path for path in published if b"the secret" in path.read_bytes()]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir], ids=["pipe", "folder"])
def test_thing_that_is_no_file_ends_in_time(case: Case, make: Callable[[Path], None]) -> None:
    make(case.root / "content/commons/en/extra.md")
    outcome = case.build_apart()
    assert outcome.published or outcome.told


def test_links_in_a_circle_end_in_time(case: Case) -> None:
    (case.root / "content/commons/en/circle").symlink_to(case.root / "content/commons/en")
    (case.root / "content/commons/en/nowhere.md").symlink_to("/nowhere")
    outcome = case.build_apart()
    assert outcome.published or outcome.told


def test_unknown_language_folder_is_told(case: Case) -> None:
    shutil.copytree(case.root / "content/commons/en", case.root / "content/commons/english")
    refused(case, "content/commons/english LNG001")


def test_missing_translation_is_no_fault(case: Case) -> None:
    shutil.rmtree(case.root / "content/commons/sr/lessons/kindness")
    assert case.build().published
    shown = read(case.site / "sr/lessons/kindness/index.html")
    assert {text.lang for text in shown.inside("prose")} == {"en"}
    assert shown.inside("notice-fallback")


def test_translations_of_each_other_are_told_or_shown(case: Case) -> None:
    """Neither can be the original of the other."""
    for language, other in (("en", "sr"), ("sr", "en")):
        head = f'translation: {{of: {other}, digest: "000000000000"}}\nquick_exit: true'
        case.edit(f"content/commons/{language}/help/index.md", "quick_exit: true", head)
    outcome = case.build()
    circle = [f"{HELP}:5 TRA001", "content/commons/sr/help/index.md:5 TRA001"]
    assert outcome.published or outcome.told == circle


@pytest.mark.parametrize("state", ["deleted", "draft"])
def test_site_without_a_home_page_is_told(case: Case, state: str) -> None:
    for language in ("en", "sr", "bg"):
        path = f"content/commons/{language}/index.md"
        if state == "deleted":
            (case.root / path).unlink()
        else:
            case.edit(path, "layout: home", "layout: home\nstatus: draft")
    outcome = case.build()
    assert not outcome.published
    assert outcome.told


@pytest.mark.parametrize("name", ["help", "report"])
def test_site_without_help_is_told_or_leads_nowhere_wrong(case: Case, name: str) -> None:
    """Every page leads to these two."""
    for language in ("en", "sr", "bg"):
        shutil.rmtree(case.root / "content/commons" / language / name)
    for centre in ("north", "south"):
        path = f"content/centres/{centre}/centre.yml"
        case.edit(path, "navigation: [help, lessons]", "navigation: [lessons]")
    outcome = case.build()
    assert outcome.told or broken_links(case.site, ADDRESS) == []


# Centres


@pytest.mark.parametrize("name", ["nort", "North", "..", "../north", "север", "", "a" * 5000])
def test_missing_centre_is_told(case: Case, name: str) -> None:
    outcome = case.build(name)
    assert (outcome.published, outcome.told) == (False, ["content/centres CEN001"])


CENTRES = {
    "empty-name": ("name: {sr: Северни центар, en: North Centre}", "name: {}", "4 SRC005"),
    "foreign-name": ("name: {sr: Северни центар, en: North Centre}", "name: {fr: N}", "4 CHK009"),
    "id": ("id: north", "id: east", "1 CEN002"),
    "id-of-the-other": ("id: north", "id: south", "1 CEN002"),
    "time-zone": ("Europe/Belgrade", "Europe/Nowhere", "6 SRC005"),
    "time-zone-path": ("Europe/Belgrade", "../../etc/passwd", "6 SRC005"),
    "time-zone-empty": ("Europe/Belgrade", "''", "6 SRC005"),
    "no-language": ("[sr-Cyrl, sr-Latn, en]", "[]", "7 SRC005"),
    "unknown-language": ("[sr-Cyrl, sr-Latn, en]", "[sr-Cyrl, eng]", "7 LNG001"),
    "language-twice": ("[sr-Cyrl, sr-Latn, en]", "[en, sr-Cyrl, en]", "7 SRC007"),
    "unknown-page": ("[help, lessons]", "[help, lesons]", "9 CHK004"),
    "funding-without-words": (
        "legal_terms:",
        "funding: {scope: [help], statement: {}}\nlegal_terms:",
        "18 SRC005",
    ),
    "website": ("website: https://north.example/", "website: https://x/?a=1#b", "7 SRC005"),
    "country": ("country: RS", "country: Serbia", "2 SRC005"),
    "unknown-key": ("country: RS", "country: RS\ncapital: Ниш", "3 SRC004"),
}


@pytest.mark.parametrize("name", CENTRES)
def test_centre_that_cannot_be_used_is_told(case: Case, name: str) -> None:
    old, new, place = CENTRES[name]
    lines = (case.root / CENTRE).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if old in line)
    case.edit(CENTRE, old, new)
    offset = new.count("\n") if name == "unknown-key" else 0
    outcome = case.build()
    assert not outcome.published
    code = place.split()[1]
    assert outcome.told == [f"{CENTRE}:{number + offset} {code}"], outcome.said


def test_fault_of_the_centre_hides_none_of_its_texts_and_tables(case: Case) -> None:
    case.edit(CENTRE, "country: RS", "country: Serbia")
    case.edit(HELP, "quick_exit: true", "quik_exit: true")
    case.edit(SCHEDULE, "rs-nis,kindness", "rs-nish,kindness")
    case.edit(FIGURES, "year,20,", "year,21,")
    case.write("content/centres/north/pages/en/more.md", "No front matter.\n")
    refused(
        case,
        f"{CENTRE}:2 SRC005",
        f"{FIGURES}:2 FIG001",
        "content/centres/north/pages/en/more.md:1 SRC008",
        f"{SCHEDULE}:3 VOC001",
        f"{HELP}:5 SRC004",
    )


LANGUAGE_BLOCKS = {
    "path-outside": "path: ../../escape",
    "path-of-the-root": "path: HERE/escape",
    "path-with-a-slash": "path: hu/hu",
    "path-empty": "path: ''",
    "path-here": "path: .",
    "path-of-assets": "path: assets",
    "path-of-another": "path: en",
    "tag-with-a-quote": "tag: 'h\"u'",
    "unknown-locale": "locale: tlh",
    "locale-outside": "locale: ../../etc/passwd",
    "unknown-original": "transliterated_from: xx",
    "original-is-itself": "transliterated_from: hu",
    "unknown-fallback": "fallbacks: [xx]",
    "fallback-no-list": "fallbacks: en",
    "direction": "direction: up",
}


@pytest.mark.parametrize("name", LANGUAGE_BLOCKS)
def test_language_that_cannot_be_used_is_told(case: Case, tmp_path: Path, name: str) -> None:
    """Its path becomes a folder of the site, so it must not lead out of it."""
    block = {
        "tag": "tag: hu", "path": "path: hu", "name": "name: Magyar", "script": "script: Latn",
        "locale": "locale: hu_HU", "fallbacks": "fallbacks: [en]",
    }  # fmt: skip
    key = LANGUAGE_BLOCKS[name].partition(":")[0]
    block[key] = LANGUAGE_BLOCKS[name].replace("HERE", str(tmp_path))
    before = (case.root / LANGUAGES).read_text(encoding="utf-8").count("\n")
    line = before + list(block).index(key) + 1
    case.add(LANGUAGES, "- " + "\n  ".join(block.values()) + "\n")
    tag = "'h\"u'" if key == "tag" else "hu"
    case.edit(CENTRE, "sr-Latn, en]", f"sr-Latn, en, {tag}]")
    outcome = case.build()
    assert not list(tmp_path.glob("**/escape"))
    assert not outcome.published
    ours = [problem for problem in outcome.told if problem.startswith(LANGUAGES)]
    codes = {"SRC005", "SRC007", "LNG001"}
    assert [problem.split()[0] for problem in ours] == [f"{LANGUAGES}:{line}"], outcome.said
    assert {problem.split()[1] for problem in ours} <= codes


# Rows

_YEAR = "2025-01-01,2025-12-31,year"
ROWS = {
    "unknown-venue": (SCHEDULE, "school-a", "school-b", "2 SCH002"),
    "unknown-lesson": (SCHEDULE, "school-a,,kindness", "school-a,,kindnes", "2 SCH003"),
    "bad-id": (SCHEDULE, "second,", "../../second,", "3 SCH001"),
    "no-id": (SCHEDULE, "second,", ",", "3 SCH001"),
    "other-year": (SCHEDULE, "2026-05-12", "2027-05-12", "3 SCH004"),
    "no-sample": (SCHEDULE, "date,yes,1", "date,no,1", "2 SCH005"),
    "no-such-day": (SCHEDULE, "2026-05-12", "2026-02-30", "3 SRC005"),
    "day-otherwise": (SCHEDULE, "2026-05-12", "12.5.2026", "3 SRC005"),
    "day-as-number": (SCHEDULE, "2026-05-12", "1778544000", "3 SRC005"),
    "no-such-hour": (SCHEDULE, "10:45", "25:45", "2 SRC005"),
    "hour-of-a-zone": (SCHEDULE, "10:45", "10:45Z", "2 SRC005"),
    "end-before-start": (SCHEDULE, "10:45", "09:45", "2 SRC005"),
    "status": (SCHEDULE, "planned", "plannd", "3 SRC005"),
    "unknown-audience": (SCHEDULE, "pupils,primary,date", "pupls,primary,date", "2 VOC001"),
    "endless-sequence": (SCHEDULE, "date,yes,1", "date,yes," + "9" * 40, "2 SRC005"),
    "ragged": (SCHEDULE, "second,planned", "second,planned,more", "3 SRC010"),
    "unknown-city": (VENUES, "rs-nis", "rs-nish", "2 VOC001"),
    "negative": (ATTENDANCE, ",24,", ",-24,", "2 SRC005"),
    "no-count": (ATTENDANCE, ",24,", ",many,", "2 SRC005"),
    "unknown-presentation": (ATTENDANCE, "first,", "frist,", "2 ATT001"),
    "not-held": (ATTENDANCE, "first,", "second,", "2 ATT002"),
    "wrong-sum": (FIGURES, "year,20,", "year,21,", "2 FIG001"),
    "no-parent": (FIGURES, "north-parents,north-visits", "north-parents,north-visit", "4 FIG002"),
    "own-parent": (FIGURES, "north-visits,,no", "north-visits,north-visits,no", "2 FIG00[12]"),
    "no-such-month": (FIGURES, f"total,{_YEAR}", "total,2025-01,2025-99,ambiguous", "2 SRC005"),
    "month-zero": (FIGURES, f"total,{_YEAR}", "total,2025-01,2025-00,ambiguous", "2 SRC005"),
    "no-month": (FIGURES, f"total,{_YEAR}", "total,2025,2025,ambiguous", "2 SRC005"),
    "unknown-unit": (FIGURES, "year,30,attendance", "year,30,atendance", "2 VOC001"),
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_row_that_cannot_be_used_is_told(case: Case, name: str) -> None:
    path, old, new, place = ROWS[name]
    case.edit(path, old, new)
    outcome = case.build()
    assert not outcome.published
    # What hangs on a row that is left out may be told as well.
    ours = [p for p in outcome.told if re.fullmatch(f"{re.escape(path)}:{place}", p)]
    assert len(ours) == 1, outcome.said
    if name not in ("no-parent", "no-such-month", "month-zero", "no-month"):
        files = {problem.partition(":")[0] for problem in outcome.told}
        assert files <= {path, SCHEDULE, ATTENDANCE}


@pytest.mark.parametrize(
    "forms", ["{}", "{en: {}}", "{en: {one: visit}}", "{bg: {one: x, other: y}}"]
)
def test_unit_without_a_form_is_told(case: Case, forms: str) -> None:
    """English stands in for other languages, and `other` for other forms."""
    units = ("attendance", "student", "parent")
    case.write(UNITS, "".join(f"- id: {unit}\n  forms: {forms}\n" for unit in units))
    outcome = case.build()
    assert not outcome.published
    ours = [problem for problem in outcome.told if problem.startswith(f"{UNITS}:")]
    assert [problem.split()[0] for problem in ours] == [f"{UNITS}:{n}" for n in (2, 4, 6)]
    assert {problem.split()[1] for problem in ours} <= {"SRC005", "SRC006"}
    assert {problem.split()[1] for problem in outcome.told if problem not in ours} <= _FOLLOWS


# Data files of a wrong shape

LISTS = [
    f"content/vocabulary/{name}.yml"
    for name in (
        "age-bands audiences competences event-statuses event-types languages licences roles "
        "sources stages topics units"
    ).split()
]
MAPPINGS = [CENTRE, CHANNELS, "content/centres/south/centre.yml"]
TABLES = {
    "content/vocabulary/regions.csv": "iso_code",
    "content/vocabulary/cities.csv": "slug",
    FIGURES: "id",
    VENUES: "id",
    SCHEDULE: "id",
    ATTENDANCE: "presentation",
}
# What a file that must be there does to the rest of a build.
_FOLLOWS = frozenset("LNG001 VOC001 SCH002 SCH003 ATT001 FIG002 FIG003".split())
YAML: dict[str, tuple[str | bytes, str]] = {
    "list": ("- a\n- b\n", "1 SRC005"),
    "list-of-lists": ("- [a]\n", "1 SRC005"),
    "mapping": ("a: b\n", "1 SRC00[456]"),
    "mapping-of-numbers": ("0: {id: a}\n", "1 SRC00[456]"),
    "text": ("only a text\n", "1 SRC005"),
    "number": ("42\n", "1 SRC005"),
    "truth": ("true\n", "1 SRC005"),
    "day": ("2026-01-01\n", "1 SRC005"),
    "broken": ("a: b\nc: [d\n", "2 SRC002"),
    "alias-bomb": (_BOMB, "1 SRC003"),
    "binary": (bytes(range(256)) * 20, "2 SRC001"),
    "no-utf-8": (b"a: b\nc: \xff\n", "2 SRC001"),
    "huge": (b"# a long comment\n" * 200_000, " SRC009"),
}
CSV: dict[str, tuple[str | bytes, str]] = {
    "text": ("only a text\n", "1 SRC00[46]"),
    "binary": (bytes(range(256)) * 20, "2 SRC001"),
    "empty": ("", "1 SRC006"),
    "blank": ("\n\n\n", "1 SRC006"),
    "huge": (b"a,b\n" * 5_200_000, " SRC009"),  # larger than any table may be
}


def _shape_is_told(case: Case, path: str, place: str) -> None:
    outcome = case.build()
    assert not outcome.published, outcome.said
    place = place if place.startswith(" ") else f":{place}"
    ours = [problem for problem in outcome.told if problem.startswith(path)]
    assert any(re.fullmatch(re.escape(path) + place, problem) for problem in ours), outcome.said
    rest = {problem.split()[-1] for problem in outcome.told if not problem.startswith(path)}
    assert rest <= _FOLLOWS


@pytest.mark.parametrize("shape", [name for name in YAML if not name.startswith("list")])
@pytest.mark.parametrize("path", LISTS)
def test_list_of_a_wrong_shape_is_told(case: Case, path: str, shape: str) -> None:
    data, place = YAML[shape]
    case.write(path, data)
    _shape_is_told(case, path, "1 SRC005" if shape.startswith("mapping") else place)


@pytest.mark.parametrize("shape", ["list", "list-of-lists"])
@pytest.mark.parametrize("path", LISTS)
def test_list_of_wrong_things_is_told(case: Case, path: str, shape: str) -> None:
    case.write(path, YAML[shape][0])
    _shape_is_told(case, path, "1 SRC005")


@pytest.mark.parametrize("shape", YAML)
@pytest.mark.parametrize("path", MAPPINGS)
def test_mapping_of_a_wrong_shape_is_told(case: Case, path: str, shape: str) -> None:
    data, place = YAML[shape]
    case.write(path, data)
    _shape_is_told(case, path, place)


@pytest.mark.parametrize("path", [LANGUAGES, UNITS, CENTRE])
def test_deep_file_is_told(case: Case, path: str) -> None:
    case.write(path, "[" * SIZE + "]" * SIZE)
    outcome = case.build_apart()
    assert not outcome.published
    assert f"{path}:1 SRC002" in outcome.told


@pytest.mark.parametrize("path", [*LISTS, *MAPPINGS])
def test_missing_file_is_told(case: Case, path: str) -> None:
    (case.root / path).unlink()
    _shape_is_told(case, path, " SRC006")


@pytest.mark.parametrize("path", MAPPINGS)
def test_empty_file_is_told(case: Case, path: str) -> None:
    case.write(path, "# nothing yet\n")
    _shape_is_told(case, path, "(?:1)? ?SRC005|" + re.escape(path) + " SRC005")


@pytest.mark.parametrize("path", LISTS)
def test_empty_list_publishes_a_safe_site_or_is_told(case: Case, path: str) -> None:
    case.write(path, "# nothing yet\n")
    outcome = case.build()
    assert outcome.published or outcome.told


@pytest.mark.parametrize("shape", CSV)
@pytest.mark.parametrize("path", TABLES)
def test_table_of_a_wrong_shape_is_told(case: Case, path: str, shape: str) -> None:
    data, place = CSV[shape]
    case.write(path, data)
    _shape_is_told(case, path, place)


@pytest.mark.parametrize("path", TABLES)
def test_table_without_a_column_is_told(case: Case, path: str) -> None:
    """Each column in turn, every time with the rows still there."""
    rows = list(csv.reader(io.StringIO((case.root / path).read_text(encoding="utf-8"))))
    for index, _ in enumerate(rows[0]):
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(r[:index] + r[index + 1 :] for r in rows)
        case.write(path, text.getvalue())
        _shape_is_told(case, path, "1 SRC006")


@pytest.mark.parametrize("path", TABLES)
def test_table_with_a_column_twice_or_with_semicolons_is_told(case: Case, path: str) -> None:
    text = (case.root / path).read_text(encoding="utf-8")
    case.write(path, text.replace(",", ";"))
    _shape_is_told(case, path, "1 SRC0(?:06|10)")
    header, first, *_ = text.splitlines()
    case.write(path, f"{header},{TABLES[path]}\n{first},other\n")
    _shape_is_told(case, path, "1 SRC007")


@pytest.mark.parametrize("path", TABLES)
def test_table_with_an_open_quote_is_told(case: Case, path: str) -> None:
    text = (case.root / path).read_text(encoding="utf-8")
    last = text.count("\n") + 1
    columns = text.splitlines()[0].count(",")
    case.write(path, text + '"' + "a" + "," * columns + "\n")
    _shape_is_told(case, path, f"{last} SRC010")


@pytest.mark.parametrize("path", [FIGURES, VENUES, SCHEDULE, ATTENDANCE])
def test_missing_table_publishes_a_safe_site_or_is_told(case: Case, path: str) -> None:
    (case.root / path).unlink()
    outcome = case.build()
    assert outcome.published or outcome.told


@pytest.mark.parametrize("name", ["regions", "cities"])
def test_missing_places_are_told(case: Case, name: str) -> None:
    path = f"content/vocabulary/{name}.csv"
    (case.root / path).unlink()
    _shape_is_told(case, path, " SRC006")


@pytest.mark.parametrize("folder", [".", "commons", "vocabulary", "centres"])
def test_missing_folder_is_told(case: Case, folder: str) -> None:
    shutil.rmtree(case.root / "content" / folder)
    outcome = case.build()
    assert not outcome.published
    assert str(Path("content", folder)) in outcome.said


@pytest.mark.parametrize("line", ["not a catalogue", 'msgstr[x] "a"', 'msgid "a"\nmsgid "b"'])
def test_broken_catalogue_of_strings_is_told(case: Case, line: str) -> None:
    theme = case.root / "theme"
    origin = theme.resolve()
    theme.unlink()
    shutil.copytree(origin, theme)
    catalogue = theme / "locales" / "sr" / "LC_MESSAGES" / "beacon.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(f"{text}\n{line}\n", encoding="utf-8")
    outcome = case.build()
    assert not outcome.published
    assert [problem.split()[-1] for problem in outcome.told] == ["LNG002"]
    assert re.search(r"^theme/locales/sr/LC_MESSAGES/beacon\.po:\d+: ", outcome.said, re.MULTILINE)


# The table of contents of the product


def test_project_without_the_plugin_of_pages_is_told(case: Case) -> None:
    without_plugin(case.root, "beacon-site")
    outcome = case.build_apart()
    assert not outcome.published
    assert "mkdocs.yml" in outcome.said
    assert "beacon-site" in outcome.said


def test_project_without_any_plugin_is_told(case: Case) -> None:
    """MkDocs alone would empty the live site and show front matter and raw pages."""
    text = (case.root / "mkdocs.yml").read_text(encoding="utf-8")
    case.write("mkdocs.yml", re.sub(r"^plugins:\n(?:  .*\n)+", "", text, flags=re.MULTILINE))
    outcome = case.build_apart()
    assert not outcome.published
    assert "mkdocs.yml" in outcome.said
    assert "beacon-site" in outcome.said


def _line(case: Case, name: str) -> str:
    text = (case.root / "mkdocs.yml").read_text(encoding="utf-8")
    return next(line for line in text.splitlines(keepends=True) if f"- {name}" in line)


def test_place_of_publishing_in_the_list_does_no_harm(case: Case) -> None:
    """First in the list it would know nothing yet; before the share images it would lose them."""
    text = (case.root / "mkdocs.yml").read_text(encoding="utf-8")
    publish, metadata = _line(case, "beacon-publish"), _line(case, "beacon-metadata")
    rest = text.replace(publish, "")
    before = snapshot(case.site)
    for changed in (
        rest.replace("plugins:\n", f"plugins:\n{publish}"),
        rest.replace(metadata, publish + metadata),
    ):
        case.write("mkdocs.yml", changed)
        outcome = case.build_apart()
        assert outcome.published, outcome.said
        assert differing(snapshot(case.site), before) == []


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("a: [b\n", "mkdocs.yml:1: SRC002"),
        ("", "mkdocs.yml:1: SRC002"),
        ("- a\n", "mkdocs.yml:1: SRC002"),
        (None, "mkdocs.yml: SRC006 The file is missing. Add it."),
    ],
    ids=["broken", "empty", "list", "missing"],
)
def test_configuration_that_cannot_be_read_is_told(case: Case, data: str | None, word: str) -> None:
    (case.root / "mkdocs.yml").unlink()
    if data is not None:
        case.write("mkdocs.yml", data)
    outcome = case.build_apart()
    assert not outcome.published
    assert word in outcome.said


@pytest.mark.parametrize("host", [(), ("--mkdocs",)], ids=["beacon", "mkdocs"])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  - beacon-calendars", "  - beacon-calendar", "SRC004"),
        ('!ENV [BEACON_SITE_URL, ""]', "www.north.example", "SRC005"),
        ("  - footnotes:", "  - footnote:", "SRC005"),
    ],
    ids=["plugin", "address", "extension"],
)
def test_setting_that_cannot_be_used_stops_the_build(
    case: Case, host: tuple[str, ...], old: str, new: str, code: str
) -> None:
    before = snapshot(case.site)
    case.edit("mkdocs.yml", old, new)
    result: Result = run(command(case.root, case.site, "north", *host))
    assert [problem.split()[-1] for problem in result.told] == [code], result.said
    assert (result.code, "Traceback" in result.said) == (1, False)
    assert differing(snapshot(case.site), before) == []


@pytest.mark.parametrize("value", ["www.x.example", "https://x.example/#top"])
def test_address_that_is_none_is_told_by_mkdocs_alone_as_well(case: Case, value: str) -> None:
    program = Path(sys.executable).with_name("mkdocs")
    environment = {"BEACON_CENTRE": "north", "BEACON_SITE_URL": value}
    result: Result = run([str(program), "build"], env=environment, cwd=case.root)
    assert (result.code, result.told) == (1, ["mkdocs.yml SRC005"]), result.said


# Terminals and how much is told


def test_terminal_without_our_letters_hears_the_problem(case: Case) -> None:
    case.edit(HELP, "quick_exit: true", "брз_излаз: true")
    outcome = case.build_apart(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert (outcome.published, outcome.told) == (False, [f"{HELP}:5 SRC004"])


def test_terminal_without_our_letters_hears_the_end(case: Case, tmp_path: Path) -> None:
    output = tmp_path / "сајт"
    environment = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result: Result = run(command(case.root, output, "north"), env=environment)
    assert (result.code, "Traceback" in result.said) == (0, False), result.said
    assert snapshot(output).keys() == snapshot(case.site).keys()


def test_every_problem_of_every_file_is_told_at_once_and_in_order(case: Case) -> None:
    case.edit(HELP, "quick_exit: true", "quik_exit: true\nlayuot: page")
    case.add(HELP, "\n[a](../nowhere/index.md)\n")
    case.edit("content/commons/bg/help/index.md", "layout: help", "layout: helpp")
    case.edit(SCHEDULE, "school-a", "school-b")
    case.edit(SCHEDULE, "rs-nis,kindness", "rs-nish,kindness")
    case.edit("content/centres/south/help-channels.yml", "cost: free", "cost: cheap")
    case.write(PAGE, page(body="[a](../nowhere/index.md)\n\n[[lesons]]"))
    refused(
        case,
        f"{SCHEDULE}:2 SCH002",
        f"{SCHEDULE}:3 VOC001",
        "content/centres/south/help-channels.yml:9 SRC005",
        "content/commons/bg/help/index.md:4 SRC005",
        f"{PAGE}:6 LNK001",
        f"{PAGE}:8 CHK001",
        f"{HELP}:5 SRC004",
        f"{HELP}:6 SRC004",
        f"{HELP}:14 LNK001",
    )


# Kits

SLIDES = "content/commons/en/lessons/kindness/slides.md"
DECK = """---
title: "Slides: kind words"
---

## Kind words {#cover layout=cover}

![A heart](one.svg)

## A circle {#circle minutes=20}

![A hand](two.svg)

## Where to find help {#help layout=help}

Tell an adult you trust.
"""
WITHOUT_A_SIZE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"><path d="M0 0h9"/></svg>'
)


@pytest.mark.parametrize(
    ("drawing", "said"),
    [("<svg>", "Premature end"), (WITHOUT_A_SIZE, "viewbox is invalid")],
    ids=["no-xml", "no-size"],
)
def test_pictures_that_cannot_be_drawn_are_told(
    case: Case, monkeypatch: pytest.MonkeyPatch, drawing: str, said: str
) -> None:
    """The first is found when slides are checked, the second only when they are made.

    That the first is no whole drawing is told of the file itself as well.
    """
    monkeypatch.setenv("BEACON_KITS", "kindness")
    case.write(SLIDES, DECK)
    for name in ("one.svg", "two.svg"):
        case.write(SLIDES.replace("slides.md", name), drawing)
    outcome = case.build()
    of_files = [problem for problem in outcome.told if problem.endswith(".svg:1 LIB005")]
    assert len(of_files) == (2 if drawing == "<svg>" else 0)
    of_slides = [problem for problem in outcome.told if problem not in of_files]
    assert of_slides == [f"{SLIDES}:7 KIT012", f"{SLIDES}:11 KIT012"], outcome.said
    assert said in outcome.said
    assert "Save the drawing anew" in outcome.said


def test_kits_of_a_lesson_that_there_is_not_are_told(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEACON_KITS", "kindness, kindnes,group chat")
    lines = (case.root / "mkdocs.yml").read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "BEACON_KITS" in text)
    outcome = case.build()
    assert outcome.told == [f"mkdocs.yml:{line} KIT011"] * 2, outcome.said
    assert 'names "kindnes". Did you mean "kindness"?' in outcome.said
    assert 'names "group chat". There are: all, none, kindness' in outcome.said

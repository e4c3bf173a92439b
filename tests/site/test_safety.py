"""What must never stand in a finished site, and what must always be within reach."""

from __future__ import annotations

import functools
import gzip
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from finished import (
    CENTRES,
    EVERY_TYPE,
    LANGUAGES,
    Page,
    content_pages,
    listed,
    page_at,
    pages,
    published,
    serve,
)
from PIL import Image
from playwright.sync_api import Browser, Route, expect
from playwright.sync_api import Page as Window

ROOT = Path(__file__).resolve().parent.parent.parent
OTHER = {"serbia": "bulgaria", "bulgaria": "serbia"}
EVERY_CENTRE = pytest.mark.parametrize("centre", CENTRES)
TEXTS = (
    ".html",
    ".xml",
    ".ics",
    ".json",
    ".txt",
    ".svg",
    ".js",
    ".css",
    ".conf",
    "_headers",
    ".htaccess",
)


def folder(centre: str) -> Path:
    """Return where a centre's own content stands."""
    return ROOT / "content" / "centres" / centre


@functools.cache
def channels(centre: str) -> list[dict[str, Any]]:
    """Return the help channels of a centre as they are written down."""
    data = yaml.safe_load((folder(centre) / "help-channels.yml").read_text(encoding="utf-8"))
    return list(data["channels"])


@functools.cache
def facts(centre: str) -> dict[str, Any]:
    """Return the `centre.yml` of a centre."""
    return dict(yaml.safe_load((folder(centre) / "centre.yml").read_text(encoding="utf-8")))


def files(site: Path) -> Iterator[tuple[str, str]]:
    """Yield every text file of a site as a reader's program reads it: unescaped, unfolded."""
    for path in sorted(p for p in site.rglob("*") if p.name.endswith(TEXTS)):
        text = path.read_bytes().decode("utf-8")
        yield path.relative_to(site).as_posix(), re.sub(r"\r\n[ \t]", "", text)


# Help within reach


@EVERY_CENTRE
def test_every_page_has_the_three_numbers_of_its_centre(sites: Path, centre: str) -> None:
    own = [f"tel:{c['value']}" for c in channels(centre) if c["help_bar"] and c["type"] == "phone"]
    assert len(own) == 3
    wrong = []
    for page in pages(sites, centre):
        bars = page.tree.classed("help-bar") + page.tree.classed("bare-help")
        calls = [a.attributes["href"] for bar in bars for a in bar.all("a")]
        if [href for href in calls if href.startswith("tel:")] != own:
            wrong.append(f"{page.name}: {calls}")
        first = [node.tag for node in page.tree.walk() if node in bars or node.tag == "main"]
        if page.folder and first[:1] == ["main"]:
            wrong.append(f"{page.name}: the numbers come after the content")
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_help_bar_says_whose_number_it_is_and_when_it_answers(sites: Path, centre: str) -> None:
    words = {
        "always": {"sr-Cyrl": "24 сата", "sr-Latn": "24 sata", "bg": "денонощно", "en": "24 hours"}
    }
    wrong = []
    for page in content_pages(sites, centre):
        names = "sr" if page.folder.startswith("sr") else page.folder
        bar = page.tree.classed("help-bar")[0].text()
        for channel in channels(centre):
            if not channel["help_bar"]:
                continue
            name = channel["name"][names]
            if page.folder != "sr-Latn" and name not in bar:
                wrong.append(f"{page.name}: {name}")
            hours = channel["hours"]
            said = [hours["opens"], hours["closes"]] if isinstance(hours, dict) else []
            said += [words["always"][page.tag]] if hours == "always" else []
            wrong += [f"{page.name}: {name}, {part}" for part in said if part not in bar]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_every_number_to_call_is_the_centres_own(sites: Path, centre: str) -> None:
    own = {f"tel:{c['value']}" for c in channels(centre) if c["type"] == "phone"}
    wrong = [
        f"{page.name}: {a.attributes['href']}"
        for page in pages(sites, centre)
        for a in page.tree.all("a")
        if a.attributes.get("href", "").startswith("tel:") and a.attributes["href"] not in own
    ]
    assert not wrong, listed(wrong)


# One centre's numbers, addresses, law and money stay in its own site


def belongings(centre: str) -> set[str]:
    """Return the texts that only the site of a centre may show."""
    data = facts(centre)
    found = {c["value"].removeprefix("https://").rstrip("/") for c in channels(centre)}
    found = {text for text in found if not text.isdigit()}
    found |= set(data["legal_terms"]) | {data["email"] or ""}
    found |= {text.strip() for text in ((data["funding"] or {}).get("statement") or {}).values()}
    return found - {""}


def foreign_numbers(centre: str) -> list[re.Pattern[str]]:
    """Return patterns of the phone numbers that only the other centre has."""
    own = {c["value"] for c in channels(centre)}
    theirs = {c["value"] for c in channels(OTHER[centre]) if c["type"] == "phone"} - own
    assert theirs
    gap = r"[\s\u00a0\u202f./-]?"
    return [
        re.compile(rf"(?<![\w.,:/#-]){gap.join(number)}(?![\w%]|[.,:/-]\d)")
        for number in sorted(theirs)
    ]


@EVERY_CENTRE
def test_no_file_holds_what_belongs_to_the_other_centre(sites: Path, centre: str) -> None:
    theirs = belongings(OTHER[centre]) - belongings(centre)
    assert len(theirs) > 20
    wrong = [
        f"{centre}/{name}: {text}"
        for name, content in files(sites / centre)
        for text in theirs
        if text in content
    ]
    for page in pages(sites, centre):
        prose = re.sub(r"\s+", " ", page.tree.text())
        wrong += [f"{page.name}: {text}" for text in theirs if re.sub(r"\s+", " ", text) in prose]
    for path in (p for p in (sites / centre).rglob("*") if p.is_file()):
        content = path.read_bytes()
        wrong += [f"{path.name}: {text}" for text in theirs if text.encode() in content]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_no_file_shows_a_number_of_the_other_centre(sites: Path, centre: str) -> None:
    patterns = foreign_numbers(centre)
    wrong = [
        f"{page.name}: {match.group()} in: {text[:80]}"
        for page in pages(sites, centre)
        for text, node in page.tree.texts()
        # A count in a table or a chart is no number to call.
        if not node.inside("td", "data", "time", "svg")
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    for name, content in files(sites / centre):
        if name.endswith((".ics", ".txt", ".xml")):
            long = [p for p in patterns if len(p.pattern) > 70]
            wrong += [f"{centre}/{name}: {m.group()}" for p in long for m in p.finditer(content)]
    assert not wrong, listed(wrong)


def test_both_sites_do_show_what_is_looked_for(sites: Path) -> None:
    """The two tests above would pass on empty pages; this one would not."""
    for centre in CENTRES:
        content = "\n".join(text for _, text in files(sites / centre))
        terms = set(facts(centre)["legal_terms"])
        missing = {text for text in belongings(centre) if text not in content}
        assert missing < terms, "Of the forms of a law's name, some are used; all else is shown."
        prose = page_at(sites, centre, "en/help/").tree.text()
        assert any(p.search(prose) for p in foreign_numbers(OTHER[centre]))


def test_serbian_site_has_neither_112_nor_a_statement_of_the_union(sites: Path) -> None:
    content = "\n".join(text for _, text in files(sites / "serbia"))
    assert "tel:112" not in content
    for phrase in (
        "Funded by the European Union",
        "HaDEA",
        "Финансира Европска унија",
        "Суфинансира Европска унија",
        "Финансирано от",
    ):
        assert phrase not in content


def test_funding_statement_stands_byte_for_byte_in_its_scope_and_nowhere_else(sites: Path) -> None:
    funding = facts("bulgaria")["funding"]
    statement = funding["statement"]
    # As the centre printed it (facts §1.6), and not as the file may say one day.
    assert statement["en"] == (
        "Funded by the European Union. Views and opinions expressed are however those of the "
        "author(s) only and do not necessarily reflect those of the European Union or the "
        "European Health and Digital Executive Agency (HaDEA). Neither the European Union nor "
        "HaDEA can be held responsible for them."
    )
    wrong = []
    for page in pages(sites, "bulgaria"):
        place = page.place.strip("/")
        # Every kind of event is an activity of the project that is funded, and reports are of them.
        scope = (*funding["scope"], "calendar/events", "figures/reports")
        inside = any(place == path or place.startswith(f"{path}/") for path in scope)
        raw = (sites / "bulgaria" / page.uri / "index.html").read_bytes() if page.folder else b""
        for language in statement:
            count = raw.count(statement[language].encode())
            whole = [t for t, _ in page.tree.texts() if t == statement[language]]
            expected = inside and language == page.folder
            if bool(count) != expected or len(whole) != count:
                wrong.append(f"{page.name}: {language} {count} times")
        # Emblem and statement belong together (facts §1.6).
        if raw.count(b'<svg class="emblem"') != sum(
            map(raw.count, map(str.encode, statement.values()))
        ):
            wrong.append(f"{page.name}: not as many emblems as statements")
        wrong += [
            f"{page.name}: the statement has no lang of its own"
            for text, node in page.tree.texts()
            if text in statement.values() and statement[node.language()] != text
        ]
    assert not wrong, listed(wrong)
    for centre in CENTRES:
        for path in (sites / centre).rglob("*"):
            if path.is_file() and path.suffix != ".html":
                content = path.read_bytes()
                assert not any(text.encode() in content for text in statement.values()), path


# The content policy


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)


def inline_code(page: Page) -> Iterator[str]:
    """Yield everything in a page that the content policy is there to refuse."""
    for node in page.tree.walk():
        kind = node.attributes.get("type", "")
        if node.tag == "script" and "src" not in node.attributes and kind != "application/ld+json":
            yield f"{page.name}: <script>"
        if node.tag in ("style", "iframe", "object", "embed", "base", "form", "frame", "portal"):
            yield f"{page.name}: <{node.tag}>"
        for name, value in node.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield f"{page.name}: <{node.tag} {name}={value[:40]}>"
            if value.strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                yield f"{page.name}: <{node.tag} {name}={value[:40]}>"


def test_no_page_holds_inline_code(sites: Path) -> None:
    wrong = [fault for page in pages(sites) for fault in inline_code(page)]
    assert not wrong, listed(wrong)
    for path in sites.rglob("*.svg"):
        assert not re.search(r"<script|<style|\son\w+=|style=", path.read_text(encoding="utf-8"))


def test_no_page_loads_from_another_host(sites: Path) -> None:
    # Followed or compared, but never fetched by a browser that shows the page.
    named = ("canonical", "alternate")
    wrong = [
        f"{page.name}: <{node.tag}> {node.attributes[name]}"
        for page in pages(sites)
        for node in page.tree.walk()
        if node.tag != "a" and node.attributes.get("rel") not in named
        for name in ("src", "srcset", "poster", "data", "href", "xlink:href")
        if re.search(r"(?:^|[\s,])(?:[a-z]+:)?//", node.attributes.get(name, ""))
    ]
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_every_page_and_server_file_says_the_policy(sites: Path, centre: str) -> None:
    wrong = []
    for page in pages(sites, centre):
        found = page.tree.all("meta", **{"http-equiv": "Content-Security-Policy"})
        if [node.attributes["content"] for node in found] != [POLICY]:
            wrong.append(f"{page.name}: {[node.attributes for node in found]}")
        head = [node.tag for node in page.tree.walk() if node.tag in ("script", "link", "meta")]
        policy_first = page.html.index("Content-Security-Policy") < page.html.index("<script")
        if "link" in head and not policy_first:
            wrong.append(f"{page.name}: the policy comes after a script")
    for name in ("_headers", "nginx-headers.conf", ".htaccess"):
        path = sites / centre / name
        if not path.is_file():
            wrong.append(f"{centre}/{name} is not there")
        elif f"{POLICY}; frame-ancestors 'none'" not in path.read_text(encoding="utf-8"):
            wrong.append(f"{centre}/{name} has another policy")
    assert not wrong, listed(wrong)


# Leaks, planted


SECRET = ("Жбуњак Прикривена", "Žbunjak Prikrivena", "tajna-skola-zq")
HOUR = ("13:37", "13.37", "T133700", "T123700", "14:19", "T141900", "T131900")
COUNT = ("8641", "8.641", "8,641", "8 641", "8\u00a0641", "8\u202f641")


@pytest.fixture(scope="module")
def planted(shared: Callable[..., Path], copy_project: Callable[[Path], Path]) -> Path:
    """The Serbian site with what must not be told, and with scripts where texts are expected."""

    def make(folder: Path) -> None:
        project = copy_project(folder / "project")
        plant_secrets(project)
        plant_scripts(project)
        published(project, "serbia")

    return shared("planted", make) / "sites"


def plant_secrets(project: Path) -> None:
    """Plant a planned visit to a school, and a count below the threshold."""
    centre = project / "content" / "centres" / "serbia"
    with (centre / "schedule" / "venues.csv").open("a", encoding="utf-8") as stream:
        stream.write(f"{SECRET[2]},Школа {SECRET[0]},school,rs-nis,no\n")
        stream.write("javna-skola-zq,Школа Отворена,school,rs-nis,no\n")
    with (centre / "schedule" / "presentations-2026.csv").open("a", encoding="utf-8") as stream:
        row = "sr-Cyrl,pupils,primary,date,no"
        secret, shown = (
            "2026-12-17,13:37,14:19,tajna-skola-zq",
            "2026-10-27,08:03,08:51,javna-skola-zq",
        )
        stream.write(f"leak-planned,planned,presentation,{secret},,sextortion,{row},2,2026-11-16\n")
        stream.write(f"leak-held,held,presentation,{shown},,grooming,{row},1,2026-10-28\n")
    with (centre / "schedule" / "changes.csv").open("a", encoding="utf-8") as stream:
        stream.write("2026-11-10,leak-planned,0,added,,planned\n")
        for column, before, after in (
            ("venue", "javna-skola-zq", "tajna-skola-zq"),
            ("start", "14:19", "13:37"),
            ("date", "2026-12-16", "2026-12-17"),
        ):
            stream.write(f"2026-11-16,leak-planned,2,{column},{before},{after}\n")
    with (centre / "attendance" / "2026.csv").open("a", encoding="utf-8") as stream:
        stream.write("leak-held,pupils,8641,counted,,,,\n")
    settings = centre / "centre.yml"
    text, changed = re.subn(
        r"(?m)^threshold: \d+", "threshold: 9000", settings.read_text(encoding="utf-8")
    )
    assert changed == 1
    settings.write_text(text, encoding="utf-8")


def unpacked(site: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file of a site, and those inside of its archives and compressed files."""
    for path in (p for p in site.rglob("*") if p.is_file()):
        name, content = path.relative_to(site).as_posix(), path.read_bytes()
        yield name, content
        if content.startswith(b"\x1f\x8b"):
            yield f"{name}: unpacked", gzip.decompress(content)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    yield f"{name}: {inner}", archive.read(inner)


def test_planned_visit_and_small_count_appear_in_no_byte(planted: Path) -> None:
    site = planted / "serbia"
    contents = dict(files(site))
    for page in pages(planted, "serbia"):
        contents[f"{page.name} as text"] = page.tree.text()
    # What may be shown is shown: the day and city of the visit, the place of one that is over.
    event = "calendar/events/leak-held/"
    for uri, word in ((f"sr/{event}", "Школа Отворена"), (f"sr-Latn/{event}", "Škola Otvorena")):
        assert word in page_at(planted, "serbia", uri).tree.text()
    assert "08:03" in contents[f"sr/{event}index.html"]
    assert "event-leak-planned" in contents["sr/calendar/2026-12/index.html"]
    for feed in ("calendar.ics", "calendar/events/leak-planned.ics", "calendar/city/rs-nis.ics"):
        assert "leak-planned@serbia" in contents[f"sr/{feed}"]
    for told in ("what-changed/index.html", "what-changed.xml", "what-changed.json"):
        assert "leak-planned" in contents[f"sr/calendar/{told}"]
    assert "leak-planned" in contents["sr/calendar.json"]
    wrong = [
        f"{name}: {secret}"
        for name, content in contents.items()
        for secret in (*SECRET, *HOUR, *COUNT)
        if secret in content
    ]
    for name, content in unpacked(site):
        wrong += [f"{name}: {text}" for text in SECRET if text.encode() in content]
        wrong += [f"{name}: in its name" for text in SECRET if text in name]
    assert not wrong, listed(wrong)


SCRIPT = "<script>window.planted = 1</script>"
QUOTE = '" data-planted="2'


def plant_scripts(project: Path) -> None:
    """Plant scripts in the title, description and text of a lesson, and in a topic."""
    lesson = project / "content" / "commons" / "sr" / "lessons" / "fraud-and-phishing" / "index.md"
    text = lesson.read_text(encoding="utf-8")
    for key in ("title", "description"):
        text, changed = re.subn(
            rf"(?m)^{key}: .*$", f"{key}: '{key} {SCRIPT} {QUOTE}'", text, count=1
        )
        assert changed == 1
    before, mark, rest = text.partition("## ")
    evil = (
        f"{SCRIPT}\n\nТекст {SCRIPT} текст <img src=x.png alt=x onload='window.planted = 3'> "
        "<a href='javascript:window.planted = 4'>једна</a> "
        "[друга](javascript:window.planted=5) "
        "<svg onload='window.planted = 6'></svg> <b style='color: red'>трећа</b>\n\n"
    )
    lesson.write_text(f"{before}{evil}{mark}{rest}", encoding="utf-8")
    # One that is there: else it is told as a picture that is not.
    Image.new("RGB", (1, 1)).save(lesson.with_name("x.png"))
    topics = project / "content" / "vocabulary" / "topics.yml"
    text = topics.read_text(encoding="utf-8")
    assert text.count("Преваре на интернету и фишинг") == 1
    named = f"Преваре {SCRIPT} {QUOTE}".replace('"', '\\"')
    topics.write_text(text.replace("Преваре на интернету и фишинг", named), encoding="utf-8")


@pytest.mark.browser
def test_script_in_a_lesson_or_a_name_is_escaped_everywhere(
    planted: Path, browser: Browser
) -> None:
    wrong = [fault for page in pages(planted, "serbia") for fault in inline_code(page)]
    wrong += [
        f"{page.name}: <{node.tag} data-planted>"
        for page in pages(planted, "serbia")
        for node in page.tree.walk()
        if "data-planted" in node.attributes
    ]
    assert not wrong, listed(wrong)
    for language in ("sr", "sr-Latn"):
        page = page_at(planted, "serbia", f"{language}/lessons/fraud-and-phishing/")
        title = page.tree.all("h1")[0].text()
        assert title == f"title {SCRIPT} {QUOTE}"
        assert f"description {SCRIPT} {QUOTE}" in page.tree.text()
        (data,) = page.tree.all("script", type="application/ld+json")
        assert json.loads("".join(map(str, data.children)))["name"] == title
        overview = page_at(planted, "serbia", f"{language}/lessons/").tree.text()
        assert overview.count(SCRIPT) >= 3, "Title, description and topic stand on the card."
    # Even a browser that ignores the content policy finds nothing to run.
    context = browser.new_context(bypass_csp=True)
    view = context.new_page()
    for uri in ("sr/lessons/fraud-and-phishing/", "sr-Latn/lessons/", "sr/calendar/", "sr/"):
        view.goto(serve(planted / "serbia") + uri)
        view.locator("h1").hover()
        assert view.evaluate("window.planted") is None
    context.close()


# Quick exit


NEEDED = ("help/", "report/", "if-it-happens/", "lessons/sextortion/", "lessons/grooming/")
NOT_NEEDED = ("", "lessons/", "calendar/", "schools/", "campaigns/")


@EVERY_CENTRE
def test_quick_exit_stands_where_it_is_needed(sites: Path, centre: str) -> None:
    address = facts(centre)["quick_exit_url"]
    wrong = []
    for page in content_pages(sites, centre):
        exits = [a.attributes for a in page.tree.classed("quick-exit")]
        if page.place in NOT_NEEDED and exits:
            wrong.append(f"{page.name}: not needed")
        if page.place.startswith(NEEDED) and not exits:
            wrong.append(f"{page.name}: missing")
        for attributes in exits:
            rel = {"noreferrer", "nofollow"} - set(attributes["rel"].split())
            if attributes["href"] != address or rel or "target" in attributes:
                wrong.append(f"{page.name}: {attributes}")
        if exits:
            links = [n for n in page.tree.walk() if n.tag in ("a", "button", "summary")]
            if "quick-exit" not in links[1].attributes.get("class", ""):
                wrong.append(f"{page.name}: not the first control after the skip link")
    assert not wrong, listed(wrong)


@EVERY_CENTRE
def test_pages_with_a_quick_exit_have_one_neutral_title(sites: Path, centre: str) -> None:
    titles: dict[str, set[str]] = {folder: set() for folder in LANGUAGES[centre]}
    wrong = []
    for page in content_pages(sites, centre):
        if not page.tree.classed("quick-exit"):
            continue
        title = page.tree.all("title")[0].text()
        titles[page.folder].add(title)
        heading = page.tree.all("h1")[0].text()
        shared = {w for w in re.findall(r"\w{4,}", title.lower()) if w in heading.lower()}
        if shared:
            wrong.append(f"{page.name}: {title}")
    assert not wrong, listed(wrong)
    assert {folder: len(found) for folder, found in titles.items()} == dict.fromkeys(titles, 1)
    others = {p.tree.all("title")[0].text() for p in content_pages(sites, centre)}
    assert len(others) > 20


NEUTRAL = "https://www.wikipedia.org/"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Window]:
    """A fresh window in which the neutral page answers."""
    context = browser.new_context()
    context.route(NEUTRAL + "**", lambda route: route.fulfill(body="neutral"))
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("way", ["click", "Shift three times"])
def test_quick_exit_leaves_no_way_back(reader: Window, sites: Path, way: str) -> None:
    site = serve(sites / "serbia")
    reader.goto(f"{site}sr/lessons/")
    reader.locator("a[href$='sextortion/']").first.click()
    reader.wait_for_url("**/sr/lessons/sextortion/")
    if way == "click":
        reader.locator(".quick-exit").click()
    else:
        for _ in range(3):
            reader.keyboard.press("Shift")
    reader.wait_for_url(NEUTRAL)
    reader.go_back()
    assert reader.url == f"{site}sr/lessons/"


# What lies on top right after the way out was chosen, told before the page is gone.
WATCH_COVER = """addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
  const points = [[5, 5], [innerWidth / 2, innerHeight / 2], [innerWidth - 5, innerHeight - 5]];
  console.log(JSON.stringify([document.title, ...points.map(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return `${getComputedStyle(top).backgroundColor} ${top.textContent}`;
  })]));
}).observe(document.body, {childList: true}))"""


@pytest.mark.browser
def test_quick_exit_covers_the_page_at_once(reader: Window, sites: Path) -> None:
    told: list[str] = []
    asked: list[Route] = []
    reader.on("console", lambda message: told.append(message.text))
    reader.add_init_script(WATCH_COVER)
    reader.goto(serve(sites / "bulgaria") + "bg/if-it-happens/")
    # What a page says as it is left may be lost with it: the neutral one does not answer before.
    reader.route(NEUTRAL, lambda route: asked.append(route))  # noqa: PLW0108 (no built-in)
    with reader.expect_request(NEUTRAL), reader.expect_console_message():
        for _ in range(3):
            reader.keyboard.press("Shift")
    while not asked:
        reader.wait_for_timeout(10)
    asked[0].fulfill(body="neutral")
    reader.wait_for_url(NEUTRAL)
    assert [json.loads(line) for line in told] == [
        ["www.wikipedia.org", *["rgb(255, 255, 255) "] * 3]
    ]


@pytest.mark.browser
def test_quick_exit_does_not_mistake_other_keys(reader: Window, sites: Path) -> None:
    address = serve(sites / "serbia") + "sr/help/"
    reader.goto(address)
    reader.keyboard.down("Alt")  # layouts of the keyboard are gone through so
    for _ in range(3):
        reader.keyboard.press("Shift")
    reader.keyboard.up("Alt")
    for key in ("Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+A", "Shift", "Tab", "Shift", "Tab"):
        reader.keyboard.press(key)
    reader.keyboard.press("Shift")
    reader.wait_for_timeout(3200)
    reader.keyboard.press("Shift")
    reader.wait_for_timeout(300)
    assert reader.url == address


@pytest.mark.browser
def test_keys_do_nothing_where_there_is_no_quick_exit(reader: Window, sites: Path) -> None:
    address = serve(sites / "serbia") + "sr/calendar/"
    reader.goto(address)
    for _ in range(4):
        reader.keyboard.press("Shift")
    reader.wait_for_timeout(300)
    assert reader.url == address


# Paper


CHROME = ".site-header, .help-bar, .breadcrumbs, .footer-nav, .skip, .quick-exit, .exit-note"


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Iterator[Window]:
    """A window that shows pages as they are printed, at night."""
    context = browser.new_context(viewport={"width": 794, "height": 1123}, color_scheme="dark")
    view = context.new_page()
    view.emulate_media(media="print", color_scheme="dark")
    yield view
    context.close()


@pytest.mark.browser
@EVERY_TYPE
def test_printed_page_has_no_chrome_and_its_help(
    paper: Window, sites: Path, centre: str, uri: str
) -> None:
    paper.goto(serve(sites / centre) + uri)
    expect(paper.locator("h1")).to_be_visible()
    shown = [e.get_attribute("class") for e in paper.locator(CHROME).all() if e.is_visible()]
    assert shown == []
    printed = paper.locator("body").inner_text()
    numbers = [c["display"] for c in channels(centre) if c["help_bar"]]
    assert [number for number in numbers if number not in printed] == []
    colours = paper.evaluate(
        """["html", "h1", "main"].map((name) => getComputedStyle(document.querySelector(name)))
          .map((style) => [style.color, style.backgroundColor])"""
    )
    assert [colour for colour, _ in colours] == ["rgb(0, 0, 0)"] * 3
    assert {ground for _, ground in colours} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}

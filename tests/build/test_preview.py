"""The preview as its writer meets it: a page stays open in a browser while the project changes."""

from __future__ import annotations

import errno
import gc
import http.client
import json
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from build_projects import (
    ROOT,
    build,
    edit,
    project_with_scripts,
    real_project,
    script,
    without_plugin,
)
from build_submissions import SLUG, approve, hand_in
from histories import Project, history_project
from jinja2 import UndefinedError
from playwright.sync_api import Browser, Error, Page

from beacon.build import checks
from beacon.build.engine import Plant
from beacon.build.kits import Kits
from beacon.build.preview import Preview, Server, start_server
from beacon.build.reading import Key
from beacon.content.records import Record
from beacon.files import digest
from beacon.kits.records import KitRecord
from beacon.problems import Problem

PATIENCE = 20.0
"""Seconds to wait for what shows at once on a machine that does nothing else."""
_PROBLEMS = """
    [...document.querySelectorAll(".preview-problems")]
        .filter((box) => !box.hidden).map((box) => box.innerText).join("")
"""


class _Over(Exception):
    """The preview is ended."""


@dataclass(repr=False)  # it would write out the whole site when a test fails
class Shown:
    """A preview that runs in threads of this process, and a browser's page that shows it."""

    project: Project
    preview: Preview
    server: Server
    page: Page
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        """Where the preview answers."""
        return f"http://127.0.0.1:{self.server.server_port}/"

    def open(self, uri: str) -> Page:
        """Show a page."""
        # The page that is left may just load again, which breaks the way to another one off.
        with suppress(Error):
            self.page.goto(self.address + uri)
            return self.page
        self.page.goto(self.address + uri)
        return self.page

    def wait(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; a page that just loads again is asked once more."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(Exception):
                if holds():
                    return
            self.page.wait_for_timeout(50)
        told = f"{what} within {PATIENCE:.0f} s; told is: {self.problems()!r}"
        raise AssertionError(f"{told}; the page is:\n{self.text()}")

    def text(self) -> str:
        """Return what a reader sees of the page."""
        return self.page.inner_text("body")

    def shows(self, text: str) -> None:
        """Wait until the open page shows a text, without anybody loading it."""
        self.wait(lambda: text in self.text(), f"{text!r} is not shown")

    def problems(self) -> str:
        """Return the problems that lie over the page; nothing where none do."""
        return str(self.page.evaluate(_PROBLEMS))

    def tells(self, text: str) -> None:
        """Wait until a problem lies over the page."""
        self.wait(lambda: text in self.problems(), f"{text!r} is not told")

    def tells_nothing(self) -> None:
        """Wait until no problem lies over the page."""
        self.wait(lambda: not self.problems(), "a problem is still told")


def _wait_for(page: Page, what: str) -> None:
    """Wait until something holds in a page; one that just loads again is asked once more."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(Error):
            if page.evaluate(what):
                return
        page.wait_for_timeout(50)
    raise AssertionError(f"{what} within {PATIENCE:.0f} s")


def _pause(over: threading.Event) -> Callable[[float], None]:
    def pause(seconds: float) -> None:
        if over.wait(min(seconds, 0.05)):
            raise _Over

    return pause


@contextmanager
def _shown(project: Project, browser: Browser) -> Iterator[Shown]:
    preview = Preview(project.root, "north", "http://127.0.0.1/")
    server = start_server(preview, 0)
    preview.refresh()
    page = browser.new_page(viewport={"width": 800, "height": 600})
    page.set_default_timeout(1000 * PATIENCE / 4)  # a page may load again at any moment
    shown = Shown(project, preview, server, page)

    def watch() -> None:
        with suppress(_Over):
            preview.watch(pause=_pause(shown.over))

    threads = [
        threading.Thread(target=watch, daemon=True),
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield shown
        assert threads[0].is_alive(), "the preview no longer looks for changes"
    finally:
        shown.over.set()
        page.close()
        server.shutdown()
        for thread in threads:
            thread.join()
        server.server_close()


@pytest.fixture
def shown(tmp_path: Path, browser: Browser) -> Iterator[Shown]:
    """The preview of a small project of its own."""
    with _shown(history_project(tmp_path / "project"), browser) as shown:
        yield shown


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.browser
def test_open_page_shows_every_kind_of_change(shown: Shown) -> None:
    project = shown.project
    page = project.text("sr", "calendar")
    shown.open("sr/calendar/")
    shown.shows("Календар")
    edit(page, "[[calendar]]", "Прва реченица.\n\n[[calendar]]")
    shown.shows("Прва реченица.")
    edit(page, "title: Календар", "title: Распоред посета")
    shown.shows("Распоред посета")
    edit(project.at("centres/north/schedule/presentations-2026.csv"), "2026-05-12", "2026-05-19")
    shown.shows("19. мај")
    edit(project.at("theme/page.html"), "{% block main %}", "{% block main %}<p>Из шаблона.</p>")
    shown.shows("Из шаблона.")
    strings = project.at("theme/locales/sr/LC_MESSAGES/beacon.po")
    edit(strings, 'msgid "Skip to content"\nmsgstr "', 'msgid "Skip to content"\nmsgstr "Хајде ')
    shown.wait(lambda: "Хајде " in shown.page.content(), "the string is not shown")
    cities = project.at("vocabulary/cities.csv")
    edit(cities, "rs-nis,RS,RS-20,Niš,Ниш", "rs-nis,RS,RS-20,Niš,Град Ниш")
    shown.shows("Град Ниш")
    assert shown.problems() == ""


def _sentence(page: Page) -> int:
    """Return the number of the sentence in the middle of the window."""
    texts = page.evaluate(
        """[...document.querySelectorAll("main p")]
        .filter((p) => p.getBoundingClientRect().top > innerHeight / 2).map((p) => p.innerText)"""
    )
    return int(next(text for text in texts if text.startswith("Sentence")).split()[1].rstrip("."))


def _long_page(shown: Shown) -> Path:
    """Show a page of two hundred sentences; return its text."""
    text = shown.project.text("en", "report")
    with text.open("a", encoding="utf-8") as stream:
        stream.write("".join(f"\nSentence {number}.\n" for number in range(200)))
    shown.open("en/report/")
    shown.shows("Sentence 199.")
    return text


@pytest.mark.browser
def test_place_in_the_page_stays(shown: Shown) -> None:
    text = _long_page(shown)

    def scrolled() -> bool:
        """Go down the page once it is the newest, and its own script has put it in its place."""
        is_ready = "document.readyState === 'complete' && document.fonts.status === 'loaded'"
        of_page = "document.querySelector('script[data-page]').dataset.page"
        newest = digest(shown.preview.file("en/report/index.html") or b"", 16)
        if shown.page.evaluate(f"{is_ready} && {of_page}") != newest:
            return False
        shown.page.evaluate("scrollTo({top: 2500, behavior: 'instant'})")
        return 20 < _sentence(shown.page) < 180

    shown.wait(scrolled, "the page does not scroll")
    before = _sentence(shown.page)
    with text.open("a", encoding="utf-8") as stream:
        stream.write("\nThe end.\n")
    shown.shows("The end.")
    # The fonts of the new page may come after its place, and move it by a line.
    shown.wait(lambda: abs(_sentence(shown.page) - before) <= 1, "the place is another")


@pytest.mark.browser
def test_place_in_the_page_does_not_move_with_what_is_loaded_later(shown: Shown) -> None:
    """Fonts are not there yet when a page is put where it was; here it is a box that goes."""
    text = _long_page(shown)
    shown.page.add_init_script(
        """
        addEventListener('DOMContentLoaded', () => {
            const box = document.createElement('div');
            box.style.height = '300px';
            document.querySelector('main').prepend(box);
            requestAnimationFrame(() => requestAnimationFrame(() => box.remove()));
        });
        """
    )
    shown.page.reload()
    shown.page.evaluate("scrollTo({top: 2500, behavior: 'instant'})")
    for number in range(3):
        with text.open("a", encoding="utf-8") as stream:
            stream.write(f"\nEnd {number}.\n")
        shown.shows(f"End {number}.")
        _wait_for(shown.page, "document.readyState === 'complete'")
        shown.page.wait_for_timeout(200)
    assert shown.page.evaluate("scrollY") == 2500


@pytest.mark.browser
def test_what_was_unfolded_stays_so(shown: Shown) -> None:
    text = shown.project.text("en", "report")
    with text.open("a", encoding="utf-8") as stream:
        stream.write("\nThe end.\n")
    shown.open("en/report/")
    shown.shows("The end.")
    _wait_for(shown.page, "document.readyState === 'complete'")
    folds = "[...document.querySelectorAll('details')]"
    assert shown.page.evaluate(f"{folds}.map((fold) => fold.open)") == [False]
    shown.page.evaluate(f"{folds}[0].open = true")
    edit(text, "The end.", "Another end.")
    shown.shows("Another end.")
    _wait_for(shown.page, f"{folds}[0].open")


@pytest.mark.browser
def test_many_tabs_show_every_change(shown: Shown) -> None:
    """A browser opens six connections to one address at most; no tab may keep one for itself."""
    text = shown.project.text("en", "report")
    context = shown.page.context.browser.new_context()
    tabs = [context.new_page() for _ in range(8)]
    for tab in tabs:
        tab.set_default_timeout(1000 * PATIENCE)
        tab.goto(shown.address + "en/report/")
    with text.open("a", encoding="utf-8") as stream:
        stream.write("\nThe end.\n")
    for tab in tabs:
        _wait_for(tab, "document.body.innerText.includes('The end.')")
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "before",
    [
        "",
        "delete window.SharedWorker",
        "window.SharedWorker = class extends SharedWorker { constructor() { super('/none.js') } }",
        "window.SharedWorker = class extends EventTarget { port = new MessageChannel().port1 }",
    ],
    ids=["worker", "none", "not-given", "silent"],
)
def test_preview_that_has_ended_is_told_and_so_is_the_next_one(
    before: str, tmp_path: Path, browser: Browser
) -> None:
    """Not every browser has what all tabs hear of changes with, got it by then, or says so."""
    root = project_with_scripts(tmp_path / "project", lambda at: history_project(at).root)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    serve = [sys.executable, "scripts/serve.py", "--centre", "north", "--port", port]
    page = browser.new_page()
    page.set_default_timeout(1000 * PATIENCE)
    page.add_init_script(before)
    told = f"({_PROBLEMS}).startsWith('The preview has ended.')"
    try:
        for is_open in (False, True):
            process = subprocess.Popen(serve, cwd=root, stdout=subprocess.PIPE, text=True)
            try:
                assert process.stdout is not None
                assert process.stdout.readline().startswith("north: http://127.0.0.1:")
                if is_open:
                    _wait_for(page, f"!{told}")
                else:
                    page.goto(f"http://127.0.0.1:{port}/en/report/")
            finally:
                process.send_signal(signal.SIGINT)
                said, _ = process.communicate(timeout=PATIENCE)
            assert (process.returncode, said) == (0, "\n")
            _wait_for(page, told)
    finally:
        page.close()


@pytest.mark.browser
def test_reader_who_goes_on_before_the_page_has_loaded_is_not_brought_back(shown: Shown) -> None:
    _long_page(shown)
    # Comes after the preview's own script has put the page where it was, and before "load".
    shown.page.add_init_script(
        "addEventListener('DOMContentLoaded', () => scrollTo({top: 2500, behavior: 'instant'}))"
    )
    shown.page.evaluate(
        """sessionStorage.setItem('preview /en/report/', '{"top": 40, "open": []}')"""
    )
    shown.page.reload()
    assert shown.page.evaluate("scrollY") > 1000


@pytest.mark.browser
def test_problems_lie_over_the_page_and_go_away(shown: Shown) -> None:
    page = shown.project.text("en", "help")
    shown.open("en/help/")
    edit(page, "quick_exit", "quik_exit")
    shown.tells("content/commons/en/help/index.md:5: SRC004")
    assert "Whom you can call." in shown.page.inner_text("main")
    shown.open("en/report/")
    shown.tells("content/commons/en/help/index.md:5: SRC004")
    edit(page, "quik_exit", "quick_exit")
    shown.tells_nothing()


@pytest.mark.browser
def test_warnings_stand_folded_beside_the_page(shown: Shown) -> None:
    """They lie over nothing, stay as they were unfolded, and give way to what stops a build."""
    side = "document.querySelector('.preview-warnings')"
    fold = f"{side}.querySelector('details')"
    shows = f"({side} !== null && !{side}.hidden)"
    page = shown.project.text("en", "help")
    line = page.read_text(encoding="utf-8").count("\n") + 3
    shown.open("en/help/")
    with page.open("a", encoding="utf-8") as stream:
        stream.write("\nTake with you:\n- a pen\n")
    _wait_for(shown.page, shows)
    assert shown.page.inner_text(".preview-warnings summary") == "1 warning"
    assert not shown.page.evaluate(f"{fold}.open")
    assert not shown.problems()
    shown.page.click(".preview-warnings summary")
    told = f"content/commons/en/help/index.md:{line}: CHK017"
    _wait_for(shown.page, f"{side}.innerText.includes('{told}')")
    shown.open("en/report/")
    _wait_for(shown.page, f"{shows} && {fold}.open")
    edit(page, "quick_exit", "quik_exit")
    shown.tells("SRC004")
    _wait_for(shown.page, f"!{shows}")
    edit(page, "quik_exit", "quick_exit")
    _wait_for(shown.page, shows)
    edit(page, "Take with you:\n", "Take with you:\n\n")
    _wait_for(shown.page, f"!{shows}")


@pytest.mark.browser
def test_submission_that_is_left_out_is_counted_as_a_note(shown: Shown) -> None:
    summary = "document.querySelector('.preview-warnings summary')?.innerText"
    shown.open("en/help/")
    folder = hand_in(shown.project.root)
    approve(folder)
    edit(folder / "text.en.md", "We all agreed.", "We all agreed on it.")
    _wait_for(shown.page, f"{summary} === '1 note'")
    told = f"document.querySelector('.preview-warnings').innerText.includes('{SLUG}')"
    shown.page.click(".preview-warnings summary")
    _wait_for(shown.page, told)
    with shown.project.text("en", "help").open("a", encoding="utf-8") as stream:
        stream.write("\nTake with you:\n- a pen\n")
    _wait_for(shown.page, f"{summary} === '1 warning, 1 note'")


@pytest.mark.browser
def test_problem_in_a_page_that_nobody_looks_at_is_told(shown: Shown) -> None:
    """It comes, changes and goes with the text it is in, and with the text it is about."""
    shown.open("en/help/")
    page = shown.project.text("sr", "lessons")
    edit(page, "[[lessons]]", "[[lessons]]\n\n[Ту](../nowhere/index.md).")
    shown.tells("content/commons/sr/lessons/index.md:")
    edit(page, "../nowhere/index.md", "../report/index.md")
    shown.tells_nothing()
    target = shown.project.text("sr", "report")
    _write(target.with_name("aside.txt"), "")
    shown.tells("content/commons/sr/report/aside.txt")
    target.with_name("aside.txt").unlink()
    shown.tells_nothing()
    for language in ("en", "sr", "bg"):
        folder = shown.project.text(language, "report").parent
        folder.rename(folder.with_name("told"))
    shown.tells("content/commons/sr/lessons/index.md:")
    for language in ("en", "sr", "bg"):
        folder = shown.project.text(language, "report").parent
        folder.with_name("told").rename(folder)
    shown.tells_nothing()


@pytest.mark.browser
def test_half_saved_files_are_survived(shown: Shown) -> None:
    """Empty, cut off in a letter, without an end: each of them is a moment of saving."""
    shown.open("en/help/")
    for name in (
        "commons/en/help/index.md",
        "centres/north/centre.yml",
        "centres/north/schedule/presentations-2026.csv",
        "vocabulary/languages.yml",
        "vocabulary/cities.csv",
        "mkdocs.yml",
        "theme/locales/sr/LC_MESSAGES/beacon.po",
    ):
        path = shown.project.at(name)
        whole = path.read_bytes()
        for part in (b"", whole[: len(whole) // 2], whole + b"- ", whole + "\nš".encode()[:-1]):
            path.write_bytes(part)
            shown.preview.refresh()
        path.write_bytes(whole)
        shown.tells_nothing()
    edit(shown.project.text("en", "help"), "[[help-channels]]", "Still here.\n\n[[help-channels]]")
    shown.shows("Still here.")


@pytest.mark.browser
def test_deleted_and_renamed_page_is_survived(shown: Shown) -> None:
    folders = [shown.project.text(tag, "figures").parent for tag in ("en", "sr", "bg")]
    shown.open("en/figures/")
    for folder in folders:
        folder.rename(folder.with_name("numbers"))
    shown.shows("Page not found")
    shown.open("en/numbers/")
    shown.shows("What was published.")
    for folder in folders:
        folder.with_name("numbers").rename(folder)
    shown.shows("Page not found")
    shown.open("en/figures/")
    shown.shows("What was published.")
    shown.tells_nothing()


@pytest.mark.browser
def test_broken_template_keeps_the_last_good_page(shown: Shown) -> None:
    template = shown.project.at("theme/help.html")
    whole = template.read_text(encoding="utf-8")
    shown.open("en/help/")
    template.write_text(whole + "\n{% if %}\n", encoding="utf-8")
    shown.tells(f"help.html:{whole.count(chr(10)) + 2}")
    assert "Whom you can call." in shown.page.inner_text("main")
    template.write_text(whole, encoding="utf-8")
    shown.tells_nothing()
    template.write_text(
        whole.replace("{% block main %}", "{% block main %}{{ nothing.x }}"), "utf-8"
    )
    shown.tells("'nothing' is undefined")
    template.write_text(
        whole.replace("{% block main %}", "{% block main %}<p>Mended.</p>"), "utf-8"
    )
    shown.shows("Mended.")
    shown.tells_nothing()


@pytest.mark.browser
@pytest.mark.parametrize(("name", "cut"), [("help.html", 0), ("base.html", 15)])
def test_page_of_a_half_saved_template_shows_itself_once_it_is_whole(
    shown: Shown, name: str, cut: int
) -> None:
    template = shown.project.at(f"theme/{name}")
    whole = template.read_text(encoding="utf-8")
    shown.open("en/help/")
    template.write_text(whole[:cut], encoding="utf-8")
    shown.wait(lambda: "Whom you can call." not in shown.text(), "the page of half a template")
    template.write_text(whole, encoding="utf-8")
    shown.shows("Whom you can call.")


@pytest.mark.browser
def test_preview_of_broken_content_begins_and_shows_the_page_once_it_is_mended(
    tmp_path: Path, browser: Browser
) -> None:
    project = history_project(tmp_path / "project")
    centre = project.at("centres/north/centre.yml")
    edit(centre, "country: RS", "contry: RS")
    with _shown(project, browser) as shown:
        shown.open("en/help/")
        shown.shows("The site cannot be shown yet")
        shown.tells("content/centres/north/centre.yml:2: SRC004")
        edit(centre, "contry: RS", "country: RS")
        shown.shows("Whom you can call.")
        shown.tells_nothing()


@pytest.mark.browser
def test_page_of_a_template_that_was_broken_from_the_start_appears(
    tmp_path: Path, browser: Browser
) -> None:
    project = history_project(tmp_path / "project")
    template = project.at("theme/help.html")
    whole = template.read_text(encoding="utf-8")
    template.write_text("{% if %}", encoding="utf-8")
    with _shown(project, browser) as shown:
        shown.open("en/help/")
        shown.shows("This page cannot be made yet")
        shown.shows("help.html:1")
        template.write_text(whole, encoding="utf-8")
        shown.shows("Whom you can call.")


@pytest.mark.browser
def test_picture_and_style_are_the_newest(shown: Shown) -> None:
    page = shown.project.text("en", "report")
    picture = page.with_name("drawing.svg")
    _write(picture, '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>')
    edit(page, "[[help-channels:report]]", "![A drawing](drawing.svg)")
    shown.open("en/report/")
    image = shown.page.locator("main img")
    shown.wait(lambda: image.evaluate("e => e.naturalWidth") == 10, "the picture is not shown")
    _write(picture, '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>')
    shown.wait(lambda: image.evaluate("e => e.naturalWidth") == 20, "the picture is the old one")
    with shown.project.at("theme/assets/style.css").open("a", encoding="utf-8") as stream:
        stream.write("\nmain{letter-spacing:3px}\n")
    spacing = "getComputedStyle(document.querySelector('main')).letterSpacing"
    shown.wait(lambda: shown.page.evaluate(spacing) == "3px", "the style is the old one")


def _answer(server: Server, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request("GET", path)
    answer = connection.getresponse()
    found = answer.status, answer.read().decode(errors="replace")
    connection.close()
    return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Server]:
    """A preview without a browser, at the state in which it began."""
    preview = Preview(history_project(tmp_path / "project").root, "north", "http://127.0.0.1/")
    preview.refresh()
    server = start_server(preview, 0)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_preview_answers_this_computer_alone(served: Server) -> None:
    assert served.server_address[0] == "127.0.0.1"
    for name in {"127.0.0.2", socket.gethostbyname(socket.gethostname())} - {"127.0.0.1"}:
        with pytest.raises(OSError):
            socket.create_connection((name, served.server_port), timeout=2).close()


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/", 200),
        ("/en/help/", 200),
        ("/en/help", 301),
        ("/en/calendar.ics", 200),
        ("/en/nowhere/", 404),
        ("/en/nowhere.html", 404),
        ("/en/other.ics", 404),
        ("/../mkdocs.yml", 404),
        ("/%2e%2e/mkdocs.yml", 404),
        ("/_preview/preview.js", 200),
        ("/_preview/../preview.py", 404),
        ("/_preview/%2e%2e/preview.py", 404),
    ],
)
def test_preview_serves_its_site_and_nothing_else(served: Server, path: str, code: int) -> None:
    assert _answer(served, path)[0] == code


def test_address_without_its_last_slash_keeps_its_question(served: Server) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=PATIENCE)
    connection.request("GET", "/en/help?q=%D1%88")
    assert connection.getresponse().headers["Location"] == "/en/help/?q=%D1%88"
    connection.close()


@pytest.mark.parametrize(
    "broken", ["{% if %}", '{% include "nowhere.html" %}', "{{ page.nothing.at_all }}"]
)
def test_fault_of_a_template_is_told_with_its_place_in_the_project(
    served: Server, broken: str
) -> None:
    preview = served.preview
    template = preview.root / "theme" / "help.html"
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if "{% endblock %}" in line)
    lines[number] = broken + lines[number]
    preview.file("en/help/index.html")
    template.write_text("".join(lines), encoding="utf-8")
    preview.refresh()
    preview.file("en/help/index.html")
    (told,) = preview.told()["problems"]
    assert told.startswith(f"theme/help.html:{number + 1}: ")


def _named(server: Server, host: str, path: str, method: str = "GET") -> tuple[int, str]:
    """Return the status and the first line of what a `Host` is answered."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=PATIENCE)
    connection.request(method, path, headers={"Host": host})
    answer = connection.getresponse()
    found = answer.status, answer.readline().decode()
    connection.close()
    return found


@pytest.mark.parametrize("path", ["/", "/en/help/", "/en/nowhere/", "/_preview/events"])
@pytest.mark.parametrize(
    "host",
    ["elsewhere.example", "127.0.0.1.elsewhere.example:8000", "localhost.elsewhere.example", ""],
)
def test_page_of_another_name_reads_nothing(served: Server, host: str, path: str) -> None:
    told = f"The preview answers its own pages alone, at http://127.0.0.1:{served.server_port}/\n"
    assert _named(served, host, path) == (403, told)
    assert _named(served, host, path, "HEAD") == (403, "")


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1:8000",
        "localhost:8000",
        "LOCALHOST",
        "localhost.:8000",
        "serbia.localhost:8000",
        "[::1]:8000",
        "127.0.0.1:9000",
        "192.168.1.20:8000",
    ],
    ids=lambda host: host.replace("::1", "one"),
)
def test_preview_answers_under_every_name_of_its_own(served: Server, host: str) -> None:
    told = f"data: {json.dumps(served.preview.told())}\n"
    assert _named(served, host, "/en/help/")[0] == 200
    assert _named(served, host, "/_preview/events") == (200, told)


def test_preview_stands_in_no_published_page(served: Server) -> None:
    assert "/_preview/preview.js" in _answer(served, "/en/help/")[1]
    data = served.preview.file("en/help/index.html")
    assert data is not None
    assert b"_preview" not in data


def test_unchanged_project_is_not_read_again(served: Server) -> None:
    version = served.preview.version
    assert not served.preview.refresh()
    assert served.preview.version == version


@pytest.mark.parametrize("kits", [True, False])
def test_new_letters_are_drawn_at_once(kits: bool, tmp_path: Path) -> None:
    """Fonts are read once, because a build never sees them change."""
    project = history_project(tmp_path / "project")
    if not kits:
        without_plugin(project.root, "beacon-kits")
    preview = Preview(project.root, "north", "http://127.0.0.1/")
    preview.refresh()
    assert preview.file("share/en.png") is not None
    fonts = project.at("theme/fonts/print")
    shutil.copy(fonts / "SourceSans3-Regular.otf", fonts / "SourceSans3-Bold.otf")
    preview.refresh()
    result = build(project.root, tmp_path / "site", "north")
    assert result.code == 0, result.said
    assert preview.file("share/en.png") == (tmp_path / "site/share/en.png").read_bytes()


def test_letters_of_texts_are_looked_for_in_the_fonts_of_now(tmp_path: Path) -> None:
    """Also where there are no kits, whose maker looks for new fonts by itself."""
    project = history_project(tmp_path / "project")
    without_plugin(project.root, "beacon-kits")
    edit(project.lesson_text(), "description: ", "description: 漢 ")
    preview = Preview(project.root, "north", "http://127.0.0.1/")

    def told() -> list[str]:
        preview.refresh()
        return [p.path for p in preview.warnings if p.code.id == checks.NOT_PRINTED.id]

    fonts = project.at("theme/fonts/print")
    assert told() == ["content/commons/en/lessons/kindness/index.md"]
    for path in fonts.glob("*.otf"):
        path.rename(path.with_suffix(".aside"))
    assert told() == []
    for path in fonts.glob("*.aside"):
        path.rename(path.with_suffix(".otf"))
    assert told() == ["content/commons/en/lessons/kindness/index.md"]


def test_missing_folder_of_the_theme_is_told_and_the_last_pages_stay(served: Server) -> None:
    before = _answer(served, "/en/help/")
    icons = served.preview.root / "theme/icons"
    icons.rename(icons.with_name("elsewhere"))
    assert served.preview.refresh()
    assert [(p.path, p.code.id) for p in served.preview.problems] == [("theme/icons", "CHK021")]
    assert _answer(served, "/en/help/") == before
    icons.with_name("elsewhere").rename(icons)
    assert served.preview.refresh()
    assert served.preview.problems == ()


def _let_nobody_read(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Refuse to read a file, as the system does to those who may not; root always may."""
    read = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self == path:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)


def test_file_that_cannot_be_read_is_told_until_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = history_project(tmp_path / "project")
    preview = Preview(project.root, "north", "http://127.0.0.1/")
    with monkeypatch.context() as patch:
        _let_nobody_read(patch, project.text("en", "help"))
        looks = [preview.refresh() for _ in range(20)]
        assert looks.count(True) == 1
        assert not any(looks[:3]), "At first it may just be being moved."
        shown = project.text("en", "help").relative_to(project.root).as_posix()
        assert [str(problem) for problem in preview.problems] == [
            f"{shown}: SRC011 The file cannot be read (Permission denied). "
            "Allow your account to read it, or save it anew in the same place."
        ]
        assert preview.version == 1
    assert preview.refresh()
    assert preview.problems == ()
    assert preview.file("en/help/index.html") is not None


def test_page_is_made_again_only_if_what_it_reads_has_changed(tmp_path: Path) -> None:
    project = history_project(tmp_path / "project")
    preview = Preview(project.root, "north", "http://127.0.0.1/")
    preview.refresh()
    before = {uri: preview.file(uri) for uri in ("en/help/index.html", "en/report/index.html")}
    with project.text("en", "help").open("a", encoding="utf-8") as stream:
        stream.write("\nOne sentence more.\n")
    assert preview.refresh()
    assert set(preview._kept) == {"en/report/index.html"}
    after = preview.file("en/help/index.html")
    assert after is not None
    assert b"One sentence more." in after
    assert preview.file("en/report/index.html") == before["en/report/index.html"]


def test_kits_are_planned_again_only_where_what_they_are_made_from_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To plan those of all lessons takes longer than everything else of an edit."""
    planned: list[tuple[str, str]] = []
    plan = Kits.plan

    def counted(kits: Kits, tag: str, name: str) -> tuple[tuple[KitRecord, ...], set[Key]]:
        planned.append((tag, name))
        return plan(kits, tag, name)

    monkeypatch.setattr(Kits, "plan", counted)
    monkeypatch.setenv("BEACON_KITS", "grooming,sextortion")
    root = real_project(tmp_path / "project")
    preview = Preview(root, "serbia", "http://127.0.0.1/")
    preview.refresh()
    assert planned == [], "Nobody has asked for a kit yet."
    page = "en/kits/index.html"
    before = preview.file(page)
    assert before is not None
    assert {("en", "lessons/grooming"), ("en", "lessons/sextortion")} <= set(planned)
    planned.clear()
    edit(root / "content/commons/en/help/index.md", "\n---\n", "\n---\n\nOne more.\n")
    assert preview.refresh()
    assert preview.file(page) == before
    assert planned == []
    text = root / "content/commons/en/lessons/grooming/index.md"
    with text.open("a", encoding="utf-8") as stream:
        stream.write("\nOne sentence more, which stands on the plan.\n")
    assert preview.refresh()
    assert preview.file(page) is not None
    assert set(planned) == {("en", "lessons/grooming")}


def test_plans_of_kits_that_nobody_has_seen_yet_are_renewed_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made when an address is asked for that nothing has, and by a page that fails."""
    monkeypatch.setenv("BEACON_KITS", "grooming")
    root = real_project(tmp_path / "project")
    (root / "theme").unlink()
    shutil.copytree(ROOT / "theme", root / "theme")
    pages = ("en/kits/index.html", "en/lessons/grooming/index.html", "en/kits/feed.json")
    preview = Preview(root, "bulgaria", "http://127.0.0.1/")
    preview.refresh()
    assert preview.file("nothing") is None
    with (root / "content/forms/en/certificate.md").open("a", encoding="utf-8") as stream:
        stream.write("\nOne sentence more.\n")
    assert preview.refresh()
    fresh = Preview(root, "bulgaria", "http://127.0.0.1/")
    fresh.refresh()
    assert [preview.file(page) for page in pages] == [fresh.file(page) for page in pages]

    template = root / "theme/lesson.html"
    text = template.read_text(encoding="utf-8")
    edit(template, "{% block main %}", "{% block main %}{{ nobody }}")
    failing = Preview(root, "bulgaria", "http://127.0.0.1/")
    failing.refresh()
    with pytest.raises(UndefinedError):
        failing.file(pages[1])
    template.write_text(text, encoding="utf-8")
    edit(root / "content/forms/en/certificate.md", "One sentence more.", "Two sentences more.")
    assert failing.refresh()
    fresh = Preview(root, "bulgaria", "http://127.0.0.1/")
    fresh.refresh()
    assert [failing.file(page) for page in pages] == [fresh.file(page) for page in pages]


_LESSON = "sr/lessons/grooming/index.html"


def _watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Preview, list[str]]:
    """Return a real project, its preview, and the list of texts that are checked from now on."""
    root = real_project(tmp_path / "project")
    preview = Preview(root, "serbia", "http://127.0.0.1/")
    preview.refresh()
    assert preview.file(_LESSON) is not None
    checked: list[str] = []

    def check(plant: Plant, record: Record) -> tuple[tuple[Key, ...], tuple[Problem, ...]]:
        checked.append(record.path)
        return (), ()

    monkeypatch.setattr(Plant, "_check", check)
    return root, preview, checked


def test_change_of_a_name_in_the_vocabulary_lets_texts_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts ask which topics there are and how sensitive they are, not what they are called."""
    root, preview, checked = _watched(tmp_path, monkeypatch)
    edit(root / "content/vocabulary/topics.yml", "Врбовање деце на", "Врбовање младих на")
    assert preview.refresh()
    found = preview.file(_LESSON)
    assert found is not None
    assert "Врбовање младих на" in found.decode()
    assert checked == []
    edit(root / "content/vocabulary/topics.yml", "- id: netiquette-empathy", "- id: netiquette")
    assert preview.refresh()
    assert checked
    assert len(checked) < 30


def test_change_of_a_centre_lets_texts_be_but_for_its_contacts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Texts are held to what centres publish of the ways to them, not to their names and menus."""
    root, preview, checked = _watched(tmp_path, monkeypatch)
    folder = root / "content/centres/serbia"
    edit(folder / "centre.yml", "short_name: {sr: НКЦ", "short_name: {sr: НКЦ Србије")
    assert preview.refresh()
    found = preview.file(_LESSON)
    assert found is not None
    assert "НКЦ Србије" in found.decode()
    assert [path for path in checked if "/campaigns/" not in path] == []  # these name a centre
    channels = folder / "help-channels.yml"
    edit(channels, 'value: "19833"', 'value: "19834"')
    assert preview.refresh()
    assert len(checked) > 100


def test_taken_port_and_unknown_centre_are_told(tmp_path: Path) -> None:
    root = project_with_scripts(tmp_path / "project")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = script(root, "serve.py", "--port", str(port))
    assert result.code == 1
    assert f"The preview cannot use port {port} (" in result.said
    assert f"Try another one: python3 scripts/serve.py --port {port + 1}" in result.said
    result = script(root, "serve.py", "--centre", "serbien")
    assert result.code == 1
    assert result.said == 'No centre is called "serbien". There are: bulgaria, serbia.\n'


@pytest.mark.parametrize(("values", "looks"), [(10, None), (200_000, 8), (5_000_000, 0)])
def test_unused_values_are_looked_for_when_nothing_has_changed_for_a_while(
    values: int, looks: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes as long as an edit, so nobody should wait for it; but memory has an end."""
    preview = Preview(tmp_path, "north", "http://127.0.0.1/")
    monkeypatch.setattr(Preview, "refresh", lambda self: False)
    monkeypatch.setattr(gc, "get_count", lambda: (values, 0, 0))
    done, collected = [], []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(len(done)))

    def pause(seconds: float) -> None:
        done.append(seconds)
        if len(done) == 12:
            raise _Over

    with pytest.raises(_Over):
        preview.watch(pause=pause)
    assert next(iter(collected), None) == looks


def test_next_look_waits_for_no_slow_page(tmp_path: Path) -> None:
    """A look waits until a page is made; that does not make it a slow one."""
    preview = Preview(history_project(tmp_path / "project").root, "north", "http://127.0.0.1/")
    preview.refresh()
    waited: list[float] = []
    is_held, slow = threading.Event(), 1.0

    def make_a_page() -> None:
        with preview._lock:
            is_held.set()
            time.sleep(slow)

    def pause(seconds: float) -> None:
        waited.append(seconds)
        raise _Over

    maker = threading.Thread(target=make_a_page)
    maker.start()
    is_held.wait()
    with pytest.raises(_Over):
        preview.watch(pause=pause)
    maker.join()
    (seconds,) = waited
    assert seconds < 2 * slow  # four times as long, were it counted

"""Names of pictures on their way out of the browser: the same as scripts/submit.py gives them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pytest
from build_projects import ROOT
from playwright.sync_api import Browser

from beacon.slugs import LETTERS
from beacon.submissions.pictures import safe_name

Send = Callable[..., tuple[str, list[str]]]
FOLDER = "content/submissions/nas-mim/pictures/"
# What editor.js needs of decap-cms: somebody who keeps what is handed to him.
STAND_IN = """
window.kept = null;
const host = { persistEntry: (entry) => { window.kept = entry; } };
window.CMS = {
  getBackend: (name) => (name === "proxy" ? window.backend : null),
  getLocale: () => ({}), registerEditorComponent() {}, registerEventListener() {},
};
window.backend = { init: () => host };
window.initCMS = () => {};
"""
PERSIST = """(entry) => {
  window.backend.init().persistEntry(entry);
  return [window.kept.dataFiles[0].raw, window.kept.assets.map((asset) => asset.path)];
}"""


def text(names: list[str], body: str = "") -> str:
    """Return a text as decap-cms writes it, whose pictures are described by their names."""
    pictures = "".join(f"  - alt: {name}\n    file: {name}\n" for name in names)
    return f"---\ntitle: Х\npictures:\n{pictures}---\n{body}\n"


@pytest.fixture(scope="module")
def sent(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Send]:
    """Hands a text and pictures in, and returns both as they leave the browser."""
    page = browser.new_page()
    script = (ROOT / "theme/editor/editor.js").as_uri()
    letters = escape(json.dumps(LETTERS))
    html = tmp_path_factory.mktemp("editor") / "admin.html"
    html.write_text(
        f'<meta charset="utf-8"><button class="desk-leave"></button><script>{STAND_IN}</script>'
        f'<script src="{script}" data-letters="{letters}" data-words="{{}}" data-latin="{{}}">'
        "</script>",
        encoding="utf-8",
    )
    page.goto(Path(html).as_uri())

    def send(raw: str, *names: str) -> tuple[str, list[str]]:
        assets = [{"path": f"{FOLDER}{name}"} for name in names]
        told, paths = page.evaluate(PERSIST, {"dataFiles": [{"raw": raw}], "assets": assets})
        return told, [path.removeprefix(FOLDER) for path in paths]

    yield send
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(
    "name",
    [
        "Наш плакат.JPG", "IMG_20261101_173015.jpg", "img-20260101-101533.jpg",
        "WhatsApp Image 2026-11-01 at 17.30.15.jpeg", "WhatsApp-Image-2026-11-01-at-17.30.15.jpg",
        "IMG-20261101-WA0012.jpg", "Screenshot_20261101-173015_Instagram.png", "слика.png",
        "Слика 12.30 у подне.png", "љ12.30.png", "страwa12.png", "Щъркел 7б.png", "😀.png",
        "x" * 60 + ".png", "foto-" + "а-" * 30 + "б.png",
    ],
)  # fmt: skip
def test_name_is_the_one_that_our_side_gives(sent: Send, name: str) -> None:
    _, (there,) = sent(text([name]), name)
    assert there.rpartition(".")[0] == safe_name(name)


@pytest.mark.browser
def test_new_name_of_one_picture_may_be_the_old_one_of_another(sent: Send) -> None:
    names = ["постер.png", "poster.png", "poster-2.png"]
    body = "![а](pictures/постер.png) ![б](pictures/poster.png) ![в](pictures/poster-2.png)"
    told, paths = sent(text(names, body), *names)
    assert paths == ["poster.png", "poster-2.png", "poster-2-2.png"]
    files = dict(zip(names, paths, strict=True))
    for was, now in files.items():
        assert f"alt: {was}\n    file: {now}\n" in told
    assert told.endswith(
        "\n![а](pictures/poster.png) ![б](pictures/poster-2.png) ![в](pictures/poster-2-2.png)\n"
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("body", "now"),
    [
        ("![а](pictures/Наш%20мим.png)", "![а](pictures/nas-mim.png)"),
        ("![а](<pictures/Наш мим.png> 'Т')", "![а](<pictures/nas-mim.png> 'Т')"),
        (
            "![а](pictures/%D0%9D%D0%B0%D1%88%20%D0%BC%D0%B8%D0%BC.png)",
            "![а](pictures/nas-mim.png)",
        ),
        ('<img src="pictures/Наш мим.png">', '<img src="pictures/nas-mim.png">'),
        ("Реч Наш мим.png.", "Реч Наш мим.png."),
        ("file: Наш мим.png", "file: Наш мим.png"),
    ],
)
def test_text_names_a_picture_as_it_is_called_now(sent: Send, body: str, now: str) -> None:
    told, _ = sent(text(["'Наш мим.png'"], body), "Наш мим.png")
    assert told == text(["'Наш мим.png'"], now).replace("file: 'Наш мим.png'", "file: nas-mim.png")

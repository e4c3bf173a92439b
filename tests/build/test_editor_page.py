"""The editing page stands only on the sites of centres that want it, and touches no other page."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from build_pages import broken_links, faults, read
from build_projects import ROOT, build, differing, small_project, snapshot
from playwright.sync_api import Browser, Route

from beacon.build.policy import admin_policy, server_files
from beacon.content.editing import Editing
from beacon.models import validated

ADDRESS = "https://north.example/"
EDITOR = "editor: {backend: gitlab, repo: centre/site, app_id: 0a1b2c}\n"
PAGES = {
    "admin/index.html": "sr-Cyrl",
    "admin/sr/index.html": "sr-Cyrl",
    "admin/sr-Latn/index.html": "sr-Latn",
    "admin/en/index.html": "en",
}
LOCALES = {"sr-Cyrl": "sr_Cyrl", "sr-Latn": "sr_Latn", "en": "en"}
TITLES = {"sr-Cyrl": "Наслов", "sr-Latn": "Naslov", "en": "Title"}
TOPICS = {"sr-Cyrl": "Дигитално насиље", "sr-Latn": "Digitalno nasilje", "en": "Cyberbullying"}
SERVERS = {"_headers", "nginx-headers.conf"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project whose first centre has an editing page."""
    root = small_project(tmp_path_factory.mktemp("editor") / "project")
    centre = root / "content/centres/north/centre.yml"
    centre.write_text(centre.read_text(encoding="utf-8") + EDITOR, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """Its site."""
    result = build(root, root.parent / "site", "north")
    assert result.code == 0, result.said
    return root.parent / "site"


def test_editing_page_comes_with_the_line_of_its_centre(site: Path, tmp_path: Path) -> None:
    without = tmp_path / "without"
    assert build(small_project(tmp_path / "project"), without, "north").code == 0
    before, after = snapshot(without), snapshot(site)
    assert [name for name in before if name.startswith("admin")] == []
    for name, data in server_files().items():
        assert (without / name).read_bytes() == data
    changed = {name for name in differing(before, after) if not name.startswith("admin/")}
    assert changed == SERVERS
    assert broken_links(site, ADDRESS) == []
    # The policy of the page is weaker than that of others; inside it there is nothing inline.
    assert faults(site) == []


def test_both_doors_give_the_same_page(root: Path, site: Path, tmp_path: Path) -> None:
    by_host = tmp_path / "by-host"
    assert build(root, by_host, "north", "--mkdocs").code == 0
    assert differing(snapshot(by_host / "admin"), snapshot(site / "admin")) == []
    assert differing(snapshot(by_host), snapshot(site)) == []


def test_decap_cms_is_what_its_package_holds(site: Path) -> None:
    vendored = json.loads((ROOT / "theme/editor/vendor/vendor.json").read_text("utf-8"))
    digest = next(entry["sha256"] for entry in vendored if entry["file"] == "decap-cms.js")
    script = (site / "admin/decap-cms.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == digest
    assert (site / "admin/decap-cms-LICENSE.txt").is_file()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("line", "button"),
    [
        ({"backend": "gitlab", "repo": "c/site", "app_id": "0a"}, "Пријавите се преко GitLab"),
        (
            {"backend": "github", "repo": "c/site", "base_url": "https://sign.example"},
            "Пријавите се преко GitHub",
        ),
        (
            {
                "backend": "forgejo",
                "repo": "c/site",
                "app_id": "a",
                "base_url": "https://g.example",
            },
            "Пријавите се преко Forgejo",
        ),
        (
            {
                "backend": "git-gateway",
                "identity_url": "https://p.example/identity",
                "gateway_url": "https://p.example/git/github",
            },
            "Пријава",
        ),
    ],
    ids=["gitlab", "github", "forgejo", "git-gateway"],
)
def test_decap_cms_accepts_what_is_said_of_each_host(
    site: Path, browser: Browser, line: dict[str, str], button: str
) -> None:
    """The page is shown under its policy, and asks nobody before somebody signs in."""
    page, told, asked = browser.new_page(), [], set()
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else 0)
    page.on("request", lambda request: asked.add(request.url.split("/")[2]))

    def answer(route: Route) -> None:
        path = site / urlsplit(route.request.url).path.removeprefix("/")
        path = path / "index.html" if path.is_dir() else path
        if path.name != "config.yml":
            route.fulfill(path=path)
            return
        config = yaml.safe_load(path.read_bytes())
        config["backend"] = validated(Editing, line).connection()
        route.fulfill(body=yaml.safe_dump(config), content_type="text/yaml")

    page.route(f"{ADDRESS}**", answer)
    page.goto(f"{ADDRESS}admin/")
    page.get_by_role("button", name=button, exact=True).wait_for(timeout=60_000)
    page.close()
    assert (told, asked) == ([], {urlsplit(ADDRESS).netloc})


@pytest.mark.browser
def test_who_has_no_javascript_can_read_what_else_to_do(site: Path, browser: Browser) -> None:
    """In dark letters, for below the line above the editor the page is white."""
    page = browser.new_page(java_script_enabled=False)
    page.route(
        f"{ADDRESS}**",
        lambda route: route.fulfill(path=site / urlsplit(route.request.url).path.lstrip("/")),
    )
    page.goto(f"{ADDRESS}admin/index.html")
    told = page.locator("noscript p")
    assert told.is_visible()
    colour = told.evaluate("(e) => getComputedStyle(e).color")
    page.close()
    assert colour == "rgb(16, 41, 44)"


def test_page_is_there_in_every_language_of_the_site(site: Path) -> None:
    """Look at the page in each language, and at its configuration."""
    for name, tag in PAGES.items():
        page = read(site / name)
        html = (site / name).read_text(encoding="utf-8")
        assert f'<html lang="{tag}"' in html
        assert '<meta name="robots" content="noindex, nofollow">' in html
        policy = admin_policy(["https://gitlab.com"]).replace("'", "&#39;")
        assert f'content="{policy}"' in html
        assert page.faults == []
        config = yaml.safe_load((site / name).with_name("config.yml").read_bytes())
        assert (config["locale"], config["backend"]["name"]) == (LOCALES[tag], "gitlab")
        (collection,) = config["collections"]
        fields = {field["name"]: field for field in collection["fields"]}
        assert fields["title"]["label"] == TITLES[tag]
        assert ("Cyrillic" in fields["title"]["hint"]) == (tag == "en")
        topics = {option["value"]: option["label"] for option in fields["topics"]["options"]}
        assert topics["cyberbullying"] == TOPICS[tag]
        assert config["i18n"]["locales"] == ["sr", "en"]

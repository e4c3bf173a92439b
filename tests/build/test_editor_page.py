"""The editing page stands only on the sites of centres that want it, and touches no other page."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import yaml
from build_pages import broken_links, faults, read
from build_projects import ROOT, build, differing, small_project, snapshot

from beacon.build.policy import admin_policy, server_files

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


def test_editing_page_comes_with_the_line_of_its_centre(tmp_path: Path) -> None:
    root = small_project(tmp_path / "project")
    without, with_it = tmp_path / "without", tmp_path / "with"
    assert build(root, without, "north").code == 0
    before = snapshot(without)
    assert [name for name in before if name.startswith("admin")] == []
    for name, data in server_files().items():
        assert (without / name).read_bytes() == data

    centre = root / "content/centres/north/centre.yml"
    centre.write_text(centre.read_text(encoding="utf-8") + EDITOR, encoding="utf-8")
    assert build(root, with_it, "north").code == 0
    after = snapshot(with_it)
    changed = set(differing(before, after))
    assert {name for name in changed if not name.startswith("admin/")} == SERVERS
    assert broken_links(with_it, ADDRESS) == []
    # The policy of the page is weaker than that of others; inside it there is nothing inline.
    assert faults(with_it) == []
    _look_at_pages(with_it)

    vendored = json.loads((ROOT / "theme/editor/vendor/vendor.json").read_text("utf-8"))
    digest = next(entry["sha256"] for entry in vendored if entry["file"] == "decap-cms.js")
    script = (with_it / "admin/decap-cms.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == digest
    assert (with_it / "admin/decap-cms-LICENSE.txt").is_file()

    by_host = tmp_path / "by-host"
    assert build(root, by_host, "north", "--mkdocs").code == 0
    ours = {name: digest for name, digest in after.items() if name in changed}
    assert {n: d for n, d in snapshot(by_host).items() if n in changed} == ours


def _look_at_pages(site: Path) -> None:
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

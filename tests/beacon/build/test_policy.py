"""The content policy: nothing inline, nothing from elsewhere, the same wherever it is told."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from beacon.build.policy import admin_policy, header_policy, meta_policy, server_files


def directives(policy: str) -> dict[str, str]:
    """Return a policy by its directives."""
    return dict(part.split(" ", 1) for part in policy.split("; "))


def test_pages_may_load_from_their_own_host_alone() -> None:
    assert directives(meta_policy()) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


@pytest.mark.parametrize("weak", ["unsafe-", "*", "data:", "blob:", "http:", "https:", "nonce-"])
def test_policy_has_no_way_around_it(weak: str) -> None:
    assert weak not in meta_policy()
    assert weak not in header_policy()


def test_header_forbids_framing_as_well() -> None:
    # CSP Level 3 §7.8: browsers ignore frame-ancestors in a meta element.
    assert directives(header_policy()) == {
        **directives(meta_policy()),
        "frame-ancestors": "'none'",
    }


def test_every_web_server_is_told_the_same_headers() -> None:
    files = {name: data.decode() for name, data in server_files().items()}
    static = dict(re.findall(r"^  ([\w-]+): (.*)$", files["_headers"].split("/assets/*")[0], re.M))
    apache = dict(re.findall(r'^  Header always set ([\w-]+) "(.*)"$', files[".htaccess"], re.M))
    nginx = dict(
        re.findall(r'^add_header ([\w-]+) "(.*)" always;$', files["nginx-headers.conf"], re.M)
    )
    assert static == apache == nginx
    assert static == {
        "Content-Security-Policy": header_policy(),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def test_assets_may_be_kept_for_a_week() -> None:
    assert (
        server_files()["_headers"]
        .decode()
        .endswith("\n/assets/*\n  Cache-Control: public, max-age=604800\n")
    )


@pytest.mark.parametrize(
    ("uri", "denied"),
    [("/.beacon-site", True), ("/sr/.git/config", True), ("/.well-known/acme-challenge/a", False)],
)
def test_hidden_files_are_denied_but_for_what_certificates_need(uri: str, denied: bool) -> None:
    snippet = server_files()["nginx-headers.conf"].decode()
    pattern = re.findall(r"^location ~ (\S+) \{ deny all; \}$", snippet, re.MULTILINE)
    assert bool(re.search(pattern[0], uri)) == denied


def test_editing_page_has_a_policy_of_its_own_and_only_where_it_needs_one() -> None:
    usual, own = directives(meta_policy()), directives(admin_policy(["https://git.example"]))
    assert own.keys() == usual.keys()
    assert {name: own[name] for name in own if own[name] != usual[name]} == {
        "script-src": "'self' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' blob: data:",
        "connect-src": "'self' blob: https://git.example",
    }


def test_every_web_server_is_told_both_policies() -> None:
    files = {
        name: data.decode()
        for name, data in server_files(
            editor_hosts=["https://git.example"], folders=("assets", "sr")
        ).items()
    }
    usual = header_policy()
    own = f"{admin_policy(['https://git.example'])}; frame-ancestors 'none'"
    told: dict[str, list[str]] = defaultdict(list)
    for place, lines in re.findall(r"^(/\S*)\n((?:  .*\n)+)", files["_headers"], re.M):
        told[place] += re.findall(r"Content-Security-Policy: (.*)", lines)
    # A static host adds up all rules that fit, and two policies would both hold.
    places = ("/", "/index.html", "/404.html", "/assets/*", "/sr/*")
    assert told == {"/*": [], "/admin/*": [own], **{place: [usual] for place in places}}
    assert f'Content-Security-Policy "{usual}"' in files[".htaccess"]
    assert f'Content-Security-Policy "{own}"' in files["admin/.htaccess"]
    outside, inside = files["nginx-headers.conf"].split("location /admin/ {")
    # nginx: a place with headers of its own inherits none.
    names = re.findall(r"add_header (\S+)", outside)
    assert sorted(re.findall(r"add_header (\S+)", inside)) == sorted(names)
    assert (usual in outside, own in inside, own in outside) == (True, True, False)

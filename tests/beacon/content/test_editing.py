"""The git host of the editing page: how it is reached, and which hosts the page may speak to."""

from __future__ import annotations

import pytest

from beacon.content.editing import Editing
from beacon.models import validated

HOSTS = [
    (
        validated(
            Editing,
            {"backend": "github", "repo": "centre/site", "base_url": "https://sign-in.example/"},
        ),
        {
            "name": "github",
            "branch": "main",
            "api_root": "https://api.github.com",
            "repo": "centre/site",
            "base_url": "https://sign-in.example",
        },
        ("https://api.github.com", "https://sign-in.example"),
    ),
    (
        Editing(backend="gitlab", repo="centre/all/site", app_id="0a1b", branch="site"),
        {
            "name": "gitlab",
            "branch": "site",
            "auth_type": "pkce",
            "base_url": "https://gitlab.com",
            "api_root": "https://gitlab.com/api/v4",
            "repo": "centre/all/site",
            "app_id": "0a1b",
        },
        ("https://gitlab.com",),
    ),
    (
        Editing(backend="forgejo", repo="c/site", app_id="1", base_url="https://git.example:3000"),
        {
            "name": "forgejo",
            "branch": "main",
            "auth_type": "pkce",
            "api_root": "https://git.example:3000/api/v1",
            "repo": "c/site",
            "base_url": "https://git.example:3000",
            "app_id": "1",
        },
        ("https://git.example:3000",),
    ),
    (
        Editing(
            backend="git-gateway",
            identity_url="https://people.example/identity",
            gateway_url="https://people.example/git/github",
        ),
        {
            "name": "git-gateway",
            "branch": "main",
            "identity_url": "https://people.example/identity",
            "gateway_url": "https://people.example/git/github",
        },
        ("https://people.example",),
    ),
]


@pytest.mark.parametrize(("editing", "connection", "origins"), HOSTS, ids=lambda v: str(v)[:20])
def test_host_is_reached_as_decap_cms_names_it(
    editing: Editing, connection: dict[str, str], origins: tuple[str, ...]
) -> None:
    assert editing.connection() == connection
    assert editing.origins() == origins

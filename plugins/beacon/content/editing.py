"""Editing: where the texts stand that the editing page in the browser writes to."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from beacon.models import Checked, Model, checks_all, reads, rule

GITEA = (
    'the editor has no drafts on "gitea", so that a page would go to everybody at once; '
    "use github, gitlab, forgejo or git-gateway"
)
_NEEDED = {
    "github": ("repo", "base_url"),
    "gitlab": ("repo", "app_id"),
    "forgejo": ("repo", "base_url", "app_id"),
    "git-gateway": ("identity_url", "gateway_url"),
}
_WHAT_FOR = {
    "repo": "the repository, such as centre/site",
    "base_url": "the address of the service that signs people in",
    "app_id": "the number of the application that the host has given you",
    "identity_url": "the address of the service that keeps the accounts",
    "gateway_url": "the address of the gateway to the repository",
}


def _https(value: str) -> str:
    if value and (not value.startswith("https://") or not urlsplit(value).hostname):
        raise ValueError(f'write an address that begins with https://, not "{value}"')
    return value.rstrip("/")


Address = Annotated[str, Checked(_https)]
"""An https address without a slash at its end; empty where there is none."""


class Editing(Model):
    """The git host that the editing page writes to; the names are those of decap-cms.

    Only hosts on which it keeps drafts apart from the site are allowed.
    """

    backend: Literal["github", "gitlab", "forgejo", "git-gateway"]
    repo: str = rule(default="", pattern=r"^$|^[\w.-]+(?:/[\w.-]+)+$")
    branch: str = rule(default="main", pattern=r"^[\w./-]+$")
    base_url: Address = ""
    api_root: Address = ""
    app_id: str = ""
    identity_url: Address = ""
    gateway_url: Address = ""

    @reads("backend")
    @staticmethod
    def _with_drafts(value: object) -> object:
        if value == "gitea":
            raise ValueError(GITEA)
        return value

    @checks_all
    def _whole(self) -> None:
        lacking = [name for name in _NEEDED[self.backend] if not getattr(self, name)]
        if lacking:
            told = "; ".join(f"{name}: {_WHAT_FOR[name]}" for name in lacking)
            raise ValueError(f"{self.backend} needs {told}")

    def connection(self) -> dict[str, str]:
        """Return how decap-cms reaches the host, under the names of its `backend`."""
        own: dict[str, str] = {"name": self.backend, "branch": self.branch}
        if self.backend == "gitlab":
            base = self.base_url or "https://gitlab.com"
            own |= {"auth_type": "pkce", "base_url": base, "api_root": f"{base}/api/v4"}
        if self.backend == "forgejo":
            own |= {"auth_type": "pkce", "api_root": f"{self.base_url}/api/v1"}
        if self.backend == "github":
            own |= {"api_root": "https://api.github.com"}
        given = ("repo", "base_url", "api_root", "app_id", "identity_url", "gateway_url")
        return own | {name: value for name in given if (value := getattr(self, name))}

    def origins(self) -> tuple[str, ...]:
        """Return the hosts that the page has to reach, each as `https://host`, sorted."""
        addresses = [value for value in self.connection().values() if value.startswith("https://")]
        return tuple(sorted({"https://" + urlsplit(address).netloc for address in addresses}))

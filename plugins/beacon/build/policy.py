"""The content policy of a site, as a meta element and as files for web servers."""

from __future__ import annotations

from collections.abc import Sequence

ADMIN = "admin"
"""The folder of the editing page: the one place of a site with a policy of its own."""
# Content Security Policy Level 3. Nothing inline, nothing from elsewhere, no forms, no frames.
DIRECTIVES = (
    ("default-src", "'none'"),
    ("script-src", "'self'"),
    ("style-src", "'self'"),
    ("img-src", "'self'"),
    ("font-src", "'self'"),
    ("connect-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)
# Browsers read this one only from a header.
_HEADER_ONLY = (("frame-ancestors", "'none'"),)
_HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
)
# decap-cms compiles the schema of its configuration (ajv), sets its styles as it goes (emotion),
# and shows pictures before they are sent. Whoever signs in comes back from another window.
_OF_ADMIN = {
    "script-src": "'self' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' blob: data:",
    "connect-src": "'self' blob:",
}
_OPENER = ("Cross-Origin-Opener-Policy", "same-origin-allow-popups")
_WEEK = "public, max-age=604800"


def meta_policy() -> str:
    """Return the policy for `<meta http-equiv="Content-Security-Policy">`."""
    return _join(DIRECTIVES)


def header_policy() -> str:
    """Return the policy for the HTTP header, which may forbid framing as well."""
    return _join((*DIRECTIVES, *_HEADER_ONLY))


def admin_policy(hosts: Sequence[str]) -> str:
    """Return the policy of the editing page, which may speak to these git hosts as well."""
    own = {**_OF_ADMIN, "connect-src": " ".join((_OF_ADMIN["connect-src"], *hosts))}
    return _join(tuple((name, own.get(name, value)) for name, value in DIRECTIVES))


_TYPES = (("ics", "text/calendar"), ("csv", "text/csv"))


def server_files(
    *, editor_hosts: Sequence[str] | None = None, folders: Sequence[str] = ()
) -> dict[str, bytes]:
    """Return the files that tell web servers the policy, by their place in the site.

    `_headers` is read by static hosts, `.htaccess` by Apache; `nginx-headers.conf` is
    included in the `server` block of nginx. Where there is an editing page, `editor_hosts` are
    the hosts it speaks to, and `folders` the other folders of the site.
    """
    headers = [("Content-Security-Policy", header_policy()), *_HEADERS]
    apache = ["<IfModule mod_headers.c>", *_apache(headers), "</IfModule>"]
    apache += [f"AddType {kind} .{ending}" for ending, kind in _TYPES]
    apache += ["ErrorDocument 404 /404.html", ""]
    nginx = ["# Include this file in the server block: include /path/to/site/nginx-headers.conf;"]
    nginx += _nginx(headers)
    nginx += ["error_page 404 /404.html;", "location ~ /\\.(?!well-known/) { deny all; }"]
    # nginx knows neither of these, and browsers may not guess (nosniff). A place without a
    # header of its own inherits those above; of several that fit, the first one counts.
    nginx += [
        f"location ~ \\.{ending}$ {{ types {{ }} default_type '{kind}; charset=utf-8'; }}"
        for ending, kind in _TYPES
    ]
    static = ["/*", *_static(headers)]
    files = {}
    if editor_hosts is not None:
        policy = f"{admin_policy(editor_hosts)}; {_join(_HEADER_ONLY)}"
        own = [("Content-Security-Policy", policy), _OPENER]
        rest = [header for header in _HEADERS if header[0] != _OPENER[0]]
        # In nginx, a place with a header of its own inherits none.
        nginx += [f"location /{ADMIN}/ {{", *(f"  {line}" for line in _nginx([*own, *rest])), "}"]
        files[f"{ADMIN}/.htaccess"] = ["<IfModule mod_headers.c>", *_apache(own), "</IfModule>", ""]
        # Static hosts add up the headers of all rules that fit, and two policies would both hold.
        strict = [header for header in headers if header not in rest]
        places = ("/", "/index.html", "/404.html", *(f"/{folder}/*" for folder in folders))
        static = ["/*", *_static(rest)]
        static += [line for place in places for line in (place, *_static(strict))]
        static += [f"/{ADMIN}/*", *_static(own)]
    static += ["", "/assets/*", f"  Cache-Control: {_WEEK}", ""]
    files |= {"_headers": static, ".htaccess": apache, "nginx-headers.conf": [*nginx, ""]}
    return {name: "\n".join(lines).encode() for name, lines in files.items()}


def _static(headers: Sequence[tuple[str, str]]) -> list[str]:
    return [f"  {name}: {value}" for name, value in headers]


def _apache(headers: Sequence[tuple[str, str]]) -> list[str]:
    return [f'  Header always set {name} "{value}"' for name, value in headers]


def _nginx(headers: Sequence[tuple[str, str]]) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers]


def _join(directives: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives)

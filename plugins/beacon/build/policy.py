"""The content policy of a site, as a meta element and as files for web servers."""

from __future__ import annotations

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
_WEEK = "public, max-age=604800"


def meta_policy() -> str:
    """Return the policy for `<meta http-equiv="Content-Security-Policy">`."""
    return _join(DIRECTIVES)


def header_policy() -> str:
    """Return the policy for the HTTP header, which may forbid framing as well."""
    return _join((*DIRECTIVES, *_HEADER_ONLY))


def server_files() -> dict[str, bytes]:
    """Return the files that tell web servers the policy, by their place in the site.

    `_headers` is read by static hosts, `.htaccess` by Apache; `nginx-headers.conf` is
    included in the `server` block of nginx.
    """
    headers = [("Content-Security-Policy", header_policy()), *_HEADERS]
    static = ["/*", *(f"  {name}: {value}" for name, value in headers)]
    static += ["", "/assets/*", f"  Cache-Control: {_WEEK}", ""]
    apache = ["<IfModule mod_headers.c>"]
    apache += [f'  Header always set {name} "{value}"' for name, value in headers]
    apache += ["</IfModule>", "AddType text/calendar .ics", "ErrorDocument 404 /404.html", ""]
    nginx = ["# Include this file in the server block: include /path/to/site/nginx-headers.conf;"]
    nginx += [f'add_header {name} "{value}" always;' for name, value in headers]
    nginx += ["error_page 404 /404.html;", "location ~ /\\.(?!well-known/) { deny all; }", ""]
    return {
        "_headers": "\n".join(static).encode(),
        ".htaccess": "\n".join(apache).encode(),
        "nginx-headers.conf": "\n".join(nginx).encode(),
    }


def _join(directives: tuple[tuple[str, str], ...]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives)

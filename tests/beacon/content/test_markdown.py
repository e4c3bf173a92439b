"""Markdown: safe to publish whoever wrote it, with slots, anchors and alignment kept."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from beacon.content.markdown import Converter, TooDeep
from beacon.content.sanitising import sanitise

CASES = Path(__file__).resolve().parent.parent / "cases" / "markdown"
ATTACKS = yaml.safe_load((CASES / "attacks.yml").read_text(encoding="utf-8"))
CONVERTER = Converter()
ACTIVE = set(
    "script style iframe object embed form input button textarea select link meta base svg math "
    "template noscript video audio source track frame frameset applet animate set image body html "
    "head title marquee portal dialog".split()
)
LOADING = {"src", "srcset", "poster", "data", "background", "ping", "formaction", "action"}


def as_browsers_read(address: str) -> str:
    """Return an address as browsers clean it (WHATWG URL §4.4), a backslash being a slash."""
    inner = address.translate({ord(sign): None for sign in "\t\n\r"})
    return inner.lstrip("".join(map(chr, range(33)))).replace("\\", "/")


class Attacked(HTMLParser):
    """Gathers whatever in an HTML text would act or load something from another host."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ACTIVE:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            address = as_browsers_read(value or "")
            scheme = urlsplit(address).scheme.lower()
            if name.startswith("on") or name in ("style", "srcdoc", "is", "nonce", "target"):
                self.found.append(f"<{tag} {name}>")
            foreign = bool(scheme) or address.startswith("//") or name != "src"
            strange = scheme not in ("", "http", "https", "mailto", "tel")
            if (name in LOADING and foreign) or (name == "href" and strange):
                self.found.append(f"<{tag} {name}={value}>")

    def handle_comment(self, data: str) -> None:
        self.found.append("<!--")

    def handle_decl(self, decl: str) -> None:
        self.found.append("<!")

    def handle_pi(self, data: str) -> None:
        self.found.append("<?")


def attacked(html: str) -> list[str]:
    """Return whatever in an HTML text would act or load something from another host."""
    parser = Attacked()
    parser.feed(html)
    parser.close()
    return parser.found


def convert(text: str, *, trusted: bool = False) -> str:
    """Return the HTML of a text whose links stay as they are."""
    return CONVERTER.convert(text, lambda link: link, trusted=trusted)


def resolve(link: str) -> str | None:
    """Publish `../help/index.md` at `../help/`; a link to `gone` is taken away."""
    return None if "gone" in link else link.replace("index.md", "")


def test_detector_of_attacks_finds_them_in_raw_html() -> None:
    raw = [attack["text"] for attack in ATTACKS if attack["text"].startswith("<")]
    assert len(raw) >= 25
    # Only Markdown, or a careless sanitiser, makes something of these.
    harmless = {
        "<javascript:alert(1)>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>",
        "<![CDATA[<script>alert(1)</script>]]>",
    }
    assert {text for text in raw if not attacked(text)} == harmless


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["name"])
def test_attack_leaves_nothing_active_and_loads_nothing(attack: dict[str, str]) -> None:
    assert attacked(convert(attack["text"])) == []


@given(st.lists(st.sampled_from([attack["text"] for attack in ATTACKS]), min_size=2, max_size=4))
def test_attacks_together_leave_nothing_that_one_alone_does_not(texts: list[str]) -> None:
    alone = {found for text in texts for found in attacked(convert(text))}
    for glue in ("\n\n", " ", "\n> "):
        assert set(attacked(convert(glue.join(texts)))) <= alone


def test_sanitised_text_keeps_its_words() -> None:
    assert convert("<p onclick='x'>Кажи <b>некоме</b>.</p>") == "<p>Кажи <b>некоме</b>.</p>"
    assert convert("5 < 7 & 7 > 5") == "<p>5 &lt; 7 &amp; 7 &gt; 5</p>"


@pytest.mark.parametrize("number", ["FDD0", "FDD1", "FDD2", "FDEF", "FFFE", "FFFF", "1", "7F"])
def test_sign_that_nobody_sees_is_taken_out_however_it_is_written(number: str) -> None:
    sign = chr(int(number, 16))
    entity = f"&#x{number};"
    for one in (sign, entity):
        assert convert(f"Мар{one}ко") == "<p>Марко</p>"
        assert convert(f"<b title='Мар{one}ко'>{one}</b>") == '<p><b title="Марко"></b></p>'
        assert 'alt="Марко"' in convert(f"![Мар{one}ко](a.png)")
        for start in (f"java{one}script:", f"{one}javascript:", f"javascript{one}:"):
            html = convert(f"<a href='{start}alert(1)'>x</a> [y]({start}alert(1))")
            assert attacked(html) == []
            assert "script" not in html
    assert convert(f"&amp;#x{number};") == f"<p>&amp;#x{number};</p>"


def test_text_of_a_script_or_style_does_not_appear() -> None:
    assert sanitise("<p>a</p><script>alert(1)</script><style>p{}</style>") == "<p>a</p>"


def test_sanitising_twice_changes_nothing() -> None:
    for attack in ATTACKS:
        once = convert(attack["text"])
        assert sanitise(once) == once


def test_trusted_text_is_not_sanitised() -> None:
    form = '<p class="a" style="color:red">x</p>'
    assert convert(form, trusted=True) == form


@pytest.mark.parametrize("trusted", [False, True])
def test_page_becomes_the_html_of_its_case(trusted: bool) -> None:
    text = (CASES / "page.md").read_text(encoding="utf-8")
    html = CONVERTER.convert(text, resolve, trusted=trusted)
    expected = CASES / ("page.trusted.html" if trusted else "page.html")
    assert f"{html.strip()}\n" == expected.read_text(encoding="utf-8")


def test_links_are_resolved_and_a_link_to_nothing_becomes_text() -> None:
    text = "[Помоћ](../help/index.md#now) и [ништа](../gone/index.md)"
    assert CONVERTER.convert(text, resolve) == (
        '<p><a href="../help/#now">Помоћ</a> и <span>ништа</span></p>'
    )


def test_link_within_the_page_is_not_resolved() -> None:
    assert CONVERTER.convert("[доле](#gone)", resolve) == '<p><a href="#gone">доле</a></p>'


def test_link_to_another_host_tells_it_nothing() -> None:
    assert convert("[a](https://example.org/)") == (
        '<p><a class="external" href="https://example.org/" rel="noreferrer noopener">a</a></p>'
    )
    assert convert("<https://example.org/>") == (
        '<p><a class="external" href="https://example.org/" rel="noreferrer noopener">'
        "https://example.org/</a></p>"
    )


def test_foreign_picture_becomes_its_alternative_text() -> None:
    assert convert("![Двоје ученика](https://example.org/a.png)") == (
        "<p><span>Двоје ученика</span></p>"
    )


def test_heading_that_stands_twice_gets_two_anchors() -> None:
    assert convert("## Исто\n\n## Исто\n") == '<h2 id="isto">Исто</h2>\n<h2 id="isto_1">Исто</h2>'


def test_classes_of_the_site_cannot_be_borrowed() -> None:
    # A stranger's text must not look like the help box or the quick exit of the site.
    text = '<p class="help-bar safety">a</p>\n\nb\n{: .quick-exit .note data-exit=x }'
    assert convert(text) == '<p class="safety">a</p>\n\n<p class="note">b</p>'


def test_one_text_leaves_no_trace_in_the_next() -> None:
    first = "## Исто\n\nHTML[^1]\n\n*[HTML]: језик\n\n[^1]: Прва.\n\n[x]: https://example.org/\n"
    second = "## Исто\n\nHTML [x]\n\nReč[^1]\n\n[^1]: Друга.\n"
    alone = Converter().convert(second, resolve)
    CONVERTER.convert(first, lambda link: "wrong")
    assert CONVERTER.convert(second, resolve) == alone


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[[cards]]", '<p><data class="slot" value="cards"></data></p>'),
        ("[[figures: a, b ]]", '<p><data class="slot" value="figures:a, b"></data></p>'),
        ("[[figure:a_b_c*d*]]", '<p><data class="slot" value="figure:a_b_c*d*"></data></p>'),
        ("`[[cards]]`", "<p><code>[[cards]]</code></p>"),
        ("    [[cards]]", "<pre><code>[[cards]]\n</code></pre>"),
        ("\\[\\[cards]]", "<p>[[cards]]</p>"),
        ("[[Cards]]", "<p>[[Cards]]</p>"),
        ("- [[cards]]", '<ul>\n<li><data class="slot" value="cards"></data></li>\n</ul>'),
        (
            "**[[number:a]] деце**",
            '<p><strong><data class="slot" value="number:a"></data> деце</strong></p>',
        ),
    ],
)
def test_slots_survive_as_empty_elements(text: str, html: str) -> None:
    assert convert(text).strip() == html


def test_text_nested_too_deeply_is_an_exception_of_its_own() -> None:
    with pytest.raises(TooDeep):
        convert("- " * 2000 + "a")


@given(st.text(alphabet="аб \n*_`[]()<>!#&|-:{}\"'=\\^~1x", max_size=60))
def test_any_text_is_converted_to_something_harmless(text: str) -> None:
    assert attacked(convert(text)) == []


def test_picture_of_another_host_leaves_nothing_behind() -> None:
    html = '<p>a <img src="//evil.example/x.png" alt="x"> <img src="b.png" alt="b"></p>'
    assert sanitise(html) == '<p>a  <img src="b.png" alt="b"></p>'

"""Untrusted texts: whatever a stranger writes, wherever it stands, is text and never acts."""

from __future__ import annotations

import re
from functools import cache

import pytest
from attacks import attacks, in_cyrillic, naughty_strings, of_dompurify
from lxml import html as lxml_html

from beacon.content.markdown import Converter, TooDeep
from beacon.content.sanitising import undressed
from beacon.languages.latin import html_to_latin
from beacon.submissions.pictures import safe_name
from beacon.submissions.record import is_picture_name

# What running text is made of; written here again, so that a slip in the list of the sanitiser
# does not pass by itself.
TEXT = frozenset(
    (
        "a abbr b blockquote br caption code data dd del details div dl dt em figcaption figure "
        "h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp section small span strong sub "
        "summary sup table tbody td tfoot th thead time tr u ul var"
    ).split()
)
ATTRIBUTES = frozenset(
    (
        "alt class colspan data-form data-minutes datetime decoding dir headers height href "
        "hreflang id lang loading open rel reversed rowspan scope src start title translate type "
        "value width"
    ).split()
)
CLASSES = frozenset(
    (
        "admonition admonition-title note tip important warning safety external slot step "
        "align-left align-right align-center footnote footnote-ref footnote-backref"
    ).split()
)
PLACES = {
    "body": "{}",
    "paragraph": "Текст {} текст.",
    "heading": "## {}",
    "table": "| а | б |\n|---|---|\n| {} | в |",
    "list": "- {}\n- б",
    "quote": "> {}",
    "link": "[х]({})",
    "link-in-angles": "[х](<{}>)",
    "words-of-a-link": "[{}](../a/index.md)",
    "title-of-a-link": '[х](../a/index.md "{}")',
    "reference": "[х][р]\n\n[р]: {}",
    "picture": "![х]({})",
    "alternative": "![{}](a.png)",
    "address": "<{}>",
    "attributes": "## х {{: {} }}",
    "box": '!!! note "{}"\n    х',
    "footnote": "а[^1]\n\n[^1]: {}",
    "abbreviation": "*[аб]: {}\n\nаб",
    "code": "`{}`",
    "fence": "``` {}\nх\n```",
    "slot": "[[figure:{}]]",
    "definition": "х\n:   {}",
    "attribute": '<p title="{}">х</p>',
}
END = "Крај текста."


@cache
def converter() -> Converter:
    return Converter()


def converted(text: str) -> str:
    """Return the HTML of an untrusted text as a page holds it."""
    try:
        return converter().convert(text, lambda link: link)
    except TooDeep:
        return ""


def written(place: str, attack: str) -> str:
    """Return a text that holds an attack in a place and goes on after it."""
    words = attack if place == "body" else " ".join(attack.split())
    return f"{PLACES[place].format(words)}\n\n{END}\n"


def faults(html: str) -> list[str]:
    """Return what lxml, a parser that is not ours, finds in HTML besides running text."""
    if not html.strip():
        return []
    found = []
    for element in lxml_html.fragment_fromstring(html, create_parent="div").iter():
        tag = str(element.tag)
        if tag not in TEXT:
            found.append(f"<{tag}>")
        for name, value in element.attrib.items():
            if name not in ATTRIBUTES:
                found.append(f"{tag} {name}")
            if name in ("href", "src"):
                found += [f"{tag} {name}={value}" for _ in [0] if not is_harmless(tag, value)]
            if name == "class":
                found += [f".{word}" for word in value.split() if word not in CLASSES]
            if name == "id" and not (tag[0] == "h" or value.startswith("fn")):
                found.append(f"#{value}")
            if name == "id" and value == "content":
                found.append(f"#{value}")
    return found


def is_harmless(tag: str, address: str) -> bool:
    """Tell an address that a browser neither runs nor loads from another host.

    A link to another host is one that everybody can see to be one.
    """
    bare = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/").lower()
    scheme = re.match(r"[^/?#]*?:", bare)
    if bare.startswith("//") or (tag == "img" and scheme):
        return False
    if not scheme or scheme.group() in ("mailto:", "tel:"):
        return True
    return bool(re.match("https?://[^/]", bare)) and not re.search(r"[\x00-\x1f\\]", address)


def test_collections_are_there() -> None:
    assert len(naughty_strings()) > 200
    assert len(of_dompurify()) > 150
    assert len(attacks()) > 400


@pytest.mark.parametrize("place", PLACES)
def test_attack_is_text_wherever_it_stands(place: str) -> None:
    found = {
        attack: told for attack in attacks() if (told := faults(converted(written(place, attack))))
    }
    assert found == {}


@pytest.mark.parametrize("place", ["body", "link", "title-of-a-link", "attribute", "alternative"])
def test_attack_in_cyrillic_letters_is_text_in_latin_ones(place: str) -> None:
    found = {}
    for attack in attacks():
        for text in (in_cyrillic(attack), attack):
            html = html_to_latin(converted(written(place, text)))
            if told := faults(html):
                found[text] = told
    assert found == {}


def test_judge_finds_what_acts() -> None:
    for html in (
        "<script>x</script>", "<p onclick=x>", "<a href='javascript:x'>", "<p style='x'>",
        "<a href=' java\nscript:x'>", "<img src='//a.example/b'>", "<img src=data:x>",
        "<iframe></iframe>", "<svg></svg>", "<p class=help-bar>", "<p id=x>", "<h2 id=content>",
        "<form></form>", "<a href=data:x>", "<p data-quick-exit>", "<img src='/&#9;/a.example/b'>",
        "<img src='/\\a.example/b'>", "<a href='//a.example/'>", "<a href='http:a.example/'>",
        "<a href='https://a&#9;.example/'>",
    ):  # fmt: skip
        assert faults(html) != []
    assert faults(converted("## Наслов\n\n[x](https://a.example/)[^1]\n\n[^1]: y\n")) == []


def test_attack_as_the_name_of_a_file_becomes_an_address_or_is_refused() -> None:
    for attack in attacks():
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", safe_name(f"{attack}.jpg"))
        assert not re.search(r"[<>\"'&:;/\\]", attack) or not is_picture_name(f"{attack}.jpg")


@pytest.mark.parametrize(
    "text",
    [
        '!!! safety "Помоћ"\n\n    Зови.\n',
        '<div class="safety admonition">Зови.</div>\n',
        '<div title="&gt;" class="note safety">Зови.</div>\n',
        "### Корак {: minutes=5 form=class }\n\nРеч.\n",
    ],
)
def test_stranger_gives_no_advice_in_the_boxes_of_the_centre(text: str) -> None:
    html = undressed(Converter().convert(text, lambda link: link))
    words = {word for found in re.findall(r'class="([^"]*)"', html) for word in found.split()}
    assert words <= {"admonition", "admonition-title", "note"}


def test_words_that_only_speak_of_such_boxes_stay() -> None:
    html = '<p>safety class="step"</p>\n<p class="note">step</p>'
    assert undressed(html) == html

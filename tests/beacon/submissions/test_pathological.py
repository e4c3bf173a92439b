"""Pathological Markdown: it is refused with a message, or takes no more than its length."""

from __future__ import annotations

import time

import pytest
from test_untrusted import converted

from beacon.content.limits import check_limits
from beacon.content.pages import Page
from beacon.content.records import Record
from beacon.safeguarding.findings import Allowed, findings
from beacon.sources import Document
from beacon.submissions.record import MOST_TEXT

FORMS = {
    "brackets": "[", "closing-brackets": "]", "pairs-of-brackets": "[]", "nested-links": "[a](",
    "pictures": "![", "references": "[a][", "backticks": "`", "runs-of-backticks": "`a``b",
    "stars": "*", "stars-and-letters": "*a ", "strong": "**a", "underscores": "_a", "quotes": ">",
    "quotes-in-lines": "> a\n", "lists": "- ", "lists-deeper": "", "numbers": "1. ", "pipes": "|",
    "tables": "|a|b|\n|-|-|\n", "hashes": "#", "rules": "-", "equals": "a\n=\n", "dashes": "a\n-\n",
    "headings": "## a\n", "headings-between": "a\n\n## a\n\n", "entities": "&amp",
    "ampersands": "&", "less": "<", "tags": "<a ", "open-tags": "<div>\n", "comments": "<!-- ",
    "declarations": "<?", "cdata": "<![CDATA[", "backslashes": "\\", "tildes": "~~~", "braces": "{",
    "attributes": "{: #a }", "slots": "[[a:", "footnotes": "[^1]", "definitions": "[a]: b\n",
    "footnotes-told": "[^1]: a\n", "abbreviations": "*[a]: b\n", "terms": "a\n: b\n",
    "boxes": "!!! ", "boxes-in-boxes": "", "paragraphs": "a\n\n", "fences": "```\na\n```\n",
    "lists-of-terms": "a\n:   b\n\n", "bold-words": "**a** ", "code-words": "`a` ",
    "many-links": "[a](b.md) ", "html-words": "<b>a</b> ", "html-blocks": "<p>a</p>\n\n",
    "list-items": "- a\n", "loose-items": "- a\n\n", "quoted-blocks": "> a\n\n",
    "many-boxes": '!!! note "a"\n    b\n\n', "rules-between": "a\n\n---\n\n", "blank-lines": "\n",
    "spaces": " ", "tabs": "\t", "letters": "a", "cyrillic": "љ", "colons": ":", "bangs": "!",
    "parentheses": "(", "quoted": '[a](b "', "addresses": "http://", "mails": "a@b.",
    "words": "реч ", "sentences": "Ово је реченица. ", "no-breaks": "\u00a0",
    "emphasis-and-links": "*[a](b)*", "ends-of-lines": "a  \n",
}  # fmt: skip
# Paragraphs of which none is refused by itself.
_IN_PARAGRAPHS = (
    "[", "![a](", "[a][", "*a ", "**a", "_a", "`a``b", "&#1", "[^1]", "<a ", "<x y='>", '<x y=">',
    "</a", "<!-", "<b>", "</b>", "{: #a }", "\\", "a@b.", "А-", "Аб ", "a.",
)  # fmt: skip
FORMS |= {f"paragraphs-of-{unit}": f"{unit * (290 // len(unit))}\n\n" for unit in _IN_PARAGRAPHS}
_MANY = 9  # four times as much takes four times as long if it grows in a line, else sixteen
_MOMENT = 0.2
LONG = 30_000


def text_of(form: str, size: int) -> str:
    """Return a text of `size` letters that holds nothing but one form."""
    if form == "lists-deeper":
        return "\n".join("    " * n + "- a" for n in range(int((size / 2) ** 0.5)))[:size]
    if form == "boxes-in-boxes":
        return "\n".join("    " * n + '!!! note "a"' for n in range(int((size / 2) ** 0.5)))[:size]
    unit = FORMS[form]
    return (unit * (size // len(unit) + 1))[:size]


def is_refused(text: str) -> bool:
    document = Document("text.sr.md", {}, body=text)
    head = Page(title="А", description="Б")
    return bool(list(check_limits(Record("campaigns/a", "sr-Cyrl", "campaign", head, document))))


def seconds(text: str) -> float:
    """Return the processor time of setting a text and of looking through it."""
    taken = []
    for _ in range(3):  # of which the least was disturbed least
        start = time.process_time()
        converted(text)
        list(findings(text, "sr", Allowed()))
        taken.append(time.process_time() - start)
        if taken[0] < _MOMENT / 10:
            break
    return min(taken)


@pytest.mark.parametrize("form", FORMS)
def test_text_of_one_form_is_refused_or_takes_no_more_than_its_length(form: str) -> None:
    if is_refused(text_of(form, MOST_TEXT)):
        return
    long = seconds(text_of(form, LONG))
    if long > _MOMENT:
        assert long / seconds(text_of(form, LONG // 4)) < _MANY


def test_limits_refuse_and_allow() -> None:
    assert is_refused(text_of("brackets", 100_000))
    assert is_refused(text_of("backticks", 100_000))
    assert is_refused(text_of("quotes", 1_000))
    assert is_refused(text_of("paragraphs-of-<a ", 20_000))
    assert not is_refused(text_of("sentences", 15_000))

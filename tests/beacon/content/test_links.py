"""Links: whatever leads nowhere is told, with the nearest that exists."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.content.library import load_commons
from beacon.content.links import anchors, check_links, relative_url, target_of
from beacon.content.markdown import Converter
from beacon.content.pages import Page
from beacon.content.records import Record
from beacon.languages.registry import Languages
from beacon.problems import in_order
from beacon.sources import Document

Tree = Callable[[Mapping[str, str]], Path]
HEAD = "---\ntitle: Title\ndescription: Description.\n---\n\n"
HELP = HEAD + "## Када зовеш {#when-you-call}\n\n### Ко одговара?\n\n## **Љубав** `и` њега\n"


@pytest.mark.parametrize(
    ("record_id", "is_index", "link", "target"),
    [
        ("help", True, "../report/index.md", "report"),
        ("help", True, "index.md", "help"),
        ("help", True, "../index.md", ""),
        ("lessons/pause", True, "../../help/index.md#now", "help"),
        ("lessons/pause", True, "../breath/index.md", "lessons/breath"),
        ("", True, "help/index.md", "help"),
        ("", True, "./help/index.md", "help"),
        ("about", False, "help/index.md", "help"),
        ("about/team", False, "history.md", "about/history"),
        ("help", True, "../about.md", "about"),
        ("help", True, "../my%2Dpage/index.md", "my-page"),
        ("help", True, "https://example.org/index.md", None),
        ("help", True, "//example.org/index.md", None),
        ("help", True, "mailto:a@example.org", None),
        ("help", True, "picture.png", None),
        ("help", True, "#now", None),
        ("help", True, "", None),
    ],
)
def test_target_of_a_link_is_the_id_it_leads_to(
    record_id: str, is_index: bool, link: str, target: str | None
) -> None:
    assert target_of(record_id, is_index, link) == target


@pytest.mark.parametrize(
    ("start", "end", "url"),
    [
        ("", "", "./"),
        ("help", "help", "./"),
        ("", "help", "help/"),
        ("help", "", "../"),
        ("help", "report", "../report/"),
        ("lessons", "lessons/pause", "pause/"),
        ("lessons/pause", "lessons", "../"),
        ("lessons/pause", "help", "../../help/"),
        ("projects/a/b", "projects/a/c", "../c/"),
    ],
)
def test_address_between_two_pages_is_relative(start: str, end: str, url: str) -> None:
    assert relative_url(start, end) == url


@pytest.fixture
def told(tree: Tree, languages: Languages) -> Callable[..., list[str]]:
    """Tells what is wrong with a Serbian page `lessons` beside a page `help` and a picture."""

    def check(body: str, more: Mapping[str, str] | None = None) -> list[str]:
        root = tree(
            {
                "commons/sr/help/index.md": HELP,
                "commons/sr/lessons/index.md": HEAD + body + "\n",
                "commons/sr/lessons/a.png": "",
                "commons/en/campaigns/index.md": HEAD,
                "commons/en/lessons/only-english.png": "",
                **(more or {}),
            }
        )
        library = load_commons(root, "content", languages, [])
        known = set(library.ids())
        return [
            str(problem).removeprefix("content/commons/sr/")
            for problem in in_order(check_links(library, known.__contains__))
        ]

    return check


Told = Callable[..., list[str]]


@pytest.mark.parametrize(
    "body",
    [
        "[Помоћ](../help/index.md)",
        "[Помоћ](../help/index.md#when-you-call)",
        "[Ко](../help/index.md#ko-odgovara)",
        "[Љубав](../help/index.md#ljubav-i-njega)",
        "[Кампање](../campaigns/index.md)",
        "## Овде {#here}\n\n[Горе](#here)",
        '[Помоћ](../help/index.md "Наслов")',
        "[Помоћ](<../help/index.md>)",
        "[Пример](https://example.org/index.md)",
        "![Двоје ученика](a.png)",
        "![Двоје ученика](only-english.png)",
        "`[Помоћ](../hlep/index.md)`",
        "```\n[Помоћ](../hlep/index.md)\n```",
    ],
)
def test_link_to_what_is_there_is_no_problem(body: str, told: Told) -> None:
    assert told(body) == []


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "[Помоћ](../hlep/index.md)",
            'LNK001 No page is at "../hlep/index.md". Did you mean "../help/index.md"?',
        ),
        (
            "[Помоћ](help/index.md#a)",
            'LNK001 No page is at "help/index.md#a". Write it as "../help/index.md#a".',
        ),
        (
            "[Помоћ](../hlep/index.md#a)",
            'LNK001 No page is at "../hlep/index.md#a". Did you mean "../help/index.md#a"?',
        ),
        (
            "[Помоћ](../../help/index.md)",
            'LNK001 No page is at "../../help/index.md". Write it as "../help/index.md".',
        ),
        (
            "[Помоћ](../help/index.md#when-you-cal)",
            'LNK002 "../help/index.md#when-you-cal" names no heading there. '
            'Did you mean "when-you-call"?',
        ),
        ("[Горе](#there)", 'LNK002 "#there" names no heading there. Correct what follows the #.'),
        (
            "![Двоје](b.png)",
            'LNK003 No picture is at "b.png". Put it beside the text, or correct its name.',
        ),
        (
            "![Двоје](https://example.org/a.png)",
            'LNK004 "https://example.org/a.png" is on another host. '
            "Put the picture beside the text.",
        ),
        (
            "![Двоје](//example.org/a.png)",
            'LNK004 "//example.org/a.png" is on another host. Put the picture beside the text.',
        ),
        (
            "![](a.png)",
            'LNK005 "a.png" has no alternative text. Say in the brackets what it shows: ![…](…)',
        ),
        (
            "![ ](a.png)",
            'LNK005 "a.png" has no alternative text. Say in the brackets what it shows: ![…](…)',
        ),
        (
            "[писмо](file:///C:/Users/ja/pismo.docx)",
            'LNK001 "file:///C:/Users/ja/pismo.docx" is a file on one computer, which no reader '
            "has. Links lead to .md files or other sites.",
        ),
        (
            "[пиши](Skype:nkc)",
            'LNK010 "Skype:nkc" begins with "skype:", so the page shows its words alone. Lead to a '
            "page, to another site (https://…), or to a number or an address (tel:, mailto:).",
        ),
        (
            "[кликни](javascript:alert('кликни'))",
            'LNK010 "javascript:alert(\'кликни\')" begins with "javascript:", so the page shows '
            "its words alone. Lead to a page, to another site (https://…), or to a number or an "
            "address (tel:, mailto:).",
        ),
        (
            "[ъгъл](javascript:alert('ъгъл'))",
            'LNK010 "javascript:alert(\'ъгъл\')" begins with "javascript:", so the page shows '
            "its words alone. Lead to a page, to another site (https://…), or to a number or an "
            "address (tel:, mailto:).",
        ),
        (
            "[klikni](javascript:alert('klikni'))",
            'LNK010 "javascript:alert(\'klikni\')" begins with "javascript:", so the page shows '
            "its words alone. Lead to a page, to another site (https://…), or to a number or an "
            "address (tel:, mailto:).",
        ),
        (
            r"[писмо](C:\Users\ja\pismo.docx)",
            r'LNK001 "C:\Users\ja\pismo.docx" is a file on one computer, which no reader '
            "has. Links lead to .md files or other sites.",
        ),
        (
            "[Помоћ](/sr/help/)",
            'LNK006 "/sr/help/" begins with a slash. '
            "Write it from this file on, such as ../help/index.md.",
        ),
    ],
)
def test_link_that_leads_nowhere_is_told(body: str, problem: str, told: Told) -> None:
    assert told(f"Текст.\n\n{body} и даље.") == [f"lessons/index.md:8: {problem}"]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ("[Помоћ][1]\n\n[1]: ../hlep/index.md", ["LNK001"]),
        ("[Помоћ]\n\n[Помоћ]: ../hlep/index.md", ["LNK001"]),
        ("![Двоје][1]\n\n[1]: https://example.org/a.png", ["LNK004"]),
        ("[![Двоје](b.png)](../hlep/index.md)", ["LNK001", "LNK003"]),
        ("[Помоћ\nодмах](../hlep/index.md)", ["LNK001"]),
        ("- [а](../hlep/index.md), [б](../hlep/index.md#x)", ["LNK001", "LNK001"]),
        ("[а](../hlep/index.md 'Наслов')", ["LNK001"]),
        ("[а [б] в](../hlep/index.md)", ["LNK001"]),
        ("[а\\]](../hlep/index.md)", ["LNK001"]),
        ("[а](<../hl ep/index.md>)", ["LNK001"]),
        ("[а](../hlep(1)/index.md)", ["LNK001"]),
        ("[а](../help/index.md 'Наслов')", []),
        ("![а](<b c.png>)", ["LNK003"]),
        ("![а](b.png 'Наслов')", ["LNK003"]),
        ("![а](a.png 'Наслов')", []),
        ("![а]\n\n[а]: a.png", []),
        ('<a href="../hlep/index.md">а</a>', ["LNK001"]),
        ('<a href="../help/index.md">а</a>', ["LNK001"]),
        ('<a href="https://example.org/">а</a>', []),
        ('<a href="/sr/help/">а</a>', ["LNK006"]),
        ('<img src="b.png">', ["LNK003", "LNK005"]),
        ('<img src="a.png" alt="Двоје">', []),
        ('<img src="https://example.org/a.png" alt="Двоје">', []),  # it is on no page
        ('`<a href="../hlep/index.md">` [б](../hlep/index.md)', ["LNK001"]),
    ],
)
def test_link_written_in_another_way_is_found_too(body: str, codes: list[str], told: Told) -> None:
    assert [line.split(" ")[1] for line in told(body)] == codes


def test_link_in_html_is_told_at_its_line_with_what_to_write(told: Told) -> None:
    assert told('Увод.\n\nВиди <a href="../help/index.md">помоћ</a>.') == [
        'lessons/index.md:8: LNK001 "../help/index.md" stands in HTML, where no file becomes a '
        "page. Write it as [words](path)."
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Наслов ##", "##Наслов", "Наслов\n------", "## А\n\n## А\n\n## А 1", "#хештег",
        "## А_1\n\n## А\n\n## А", "## А\n\n## Б {#a}\n\n## А", "> ## Цитат", "- ## Ставка",
        '!!! note "x"\n    ## У кутији', "## [веза](../help/index.md) и", "## Ко &amp; ко",
        "## `к_од` и *нагласак*", "## а<b>б</b>в", "## ![слика](a.png) х", "   ## Увучен",
        "## Наслов {#moj}", "## Наслов {: #moj }", "## Наслов {#moj minutes=5 form=class}",
        "### Наслов {minutes=5 form=class}", '<h2 id="sirov">х</h2>', "<!--\n## скривен\n-->",
        "## Наслов {data-toc-label=x}", "текст\n## Наслов\nтекст", "    ## код", "## А \\# Б",
        "## [[figure:x]] у", "## 😀\n\n## 😀😀", "```\n## код\n```", "А\n===\n", "## А! | Б?",
        "текст\n- - -\n## А", "## А*б", "1. ## Ставка", "## А {#a} ##", "а\n: ## опис",
    ],
)  # fmt: skip
def test_anchors_are_the_ids_of_the_page(body: str) -> None:
    head = Page(title="А", description="Б")
    document = Document("index.md", {}, body=f"{body}\n\nКрај.\n")
    html = Converter().convert(document.body, lambda link: link, trusted=True)
    record = Record("a", "sr-Cyrl", "page", head, document, trusted=True)
    assert anchors(record) == set(re.findall(r'<h\d[^>]* id="([^"]*)"', html))


def test_anchor_of_what_is_no_heading_may_be_linked_where_the_page_keeps_it(told: Told) -> None:
    assert told("## А {: .b }\n\nРеч[^1] и [ту](#fn:1).\n\n[^1]: Х.") == []
    assert told("Пасус.\n{: #pasus }\n\n[Горе](#pasus)") == [
        'lessons/index.md:9: LNK002 "#pasus" names no heading there. Correct what follows the #.'
    ]


def test_anchor_of_a_heading_that_stands_twice_has_a_number(told: Told) -> None:
    body = "## Исто\n\n## Исто\n\n[Прво](#isto) и [друго](#isto_1)"
    assert told(body) == []


def test_anchor_of_a_page_in_another_language_alone_is_not_told(told: Told) -> None:
    assert told("[Кампање](../campaigns/index.md#whatever)") == []


def test_card_that_leads_nowhere_is_told_at_its_link(told: Told) -> None:
    cards = "---\ntitle: Почетна\ndescription: Опис.\ncards:\n"
    cards += (
        "  - title: Помоћ\n    link: help/index.md\n  - title: Лекције\n    link: lesons/index.md\n"
    )
    cards += "  - title: Пример\n    link: https://example.org/\n"
    cards += "  - title: Помоћ\n    link: help\n---\n\nТекст.\n"
    assert told("", {"commons/sr/index.md": cards}) == [
        'index.md:8: LNK001 No page is at "lesons/index.md". Did you mean "lessons/index.md"?',
        'index.md:10: LNK001 No page is at "https://example.org/". Correct the path.',
        'index.md:12: LNK001 No page is at "help". Write it as "help/index.md".',
    ]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "[Помоћ](../help/)",
            '6: LNK001 No page is at "../help/". Write it as "../help/index.md".',
        ),
        (
            "[Помоћ](../help)",
            '6: LNK001 No page is at "../help". Write it as "../help/index.md".',
        ),
        (
            "[Помоћ](..\\help\\index.md)",
            '6: LNK001 No page is at "..\\help\\index.md". Write it as "../help/index.md".',
        ),
        (
            "[Пример](www.north.example/a)",
            '6: LNK001 No page is at "www.north.example/a". '
            'Write it as "https://www.north.example/a".',
        ),
        (
            "[Списак](list.pdf)",
            '6: LNK001 No page is at "list.pdf". Links lead to .md files or other sites.',
        ),
    ],
)
def test_link_to_neither_text_nor_site_is_told(body: str, problem: str, told: Told) -> None:
    assert told(body) == [f"lessons/index.md:{problem}"]


def test_heading_with_an_id_of_the_page_itself_is_told(told: Told) -> None:
    assert told("Текст.\n\n## Садржај {#content}\n\n## Помоћ {#help}") == [
        'lessons/index.md:8: LNK007 "content" is taken. '
        "Give the heading another id: {#another-name}."
    ]


@pytest.mark.parametrize("heading", ["# Наслов", "#наслов", "Наслов\n======"])
def test_second_title_is_told(heading: str, told: Told) -> None:
    assert [line.split(" ")[:2] for line in told(f"Увод.\n\n{heading}\n")] == [
        ["lessons/index.md:8:", "LNK008"]
    ]


def test_hashtag_at_the_beginning_of_a_line_is_told_how_to_be_written(told: Told) -> None:
    assert told("#ДанИнтернета је данас.\n") == [
        'lessons/index.md:6: LNK008 "#ДанИнтернета је данас." is a second title. '
        'Write "\\#ДанИнтернета" for a hashtag.'
    ]
    assert told("\\#ДанИнтернета је данас.\n") == []


@pytest.mark.parametrize("text", ["## А", "```\n# А\n```", "=====", "А\n\n====", "a = b\n= c"])
def test_what_is_no_second_title_is_not_told(text: str, told: Told) -> None:
    assert told(f"{text}\n") == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("### А", [6]),
        ("## А\n\n#### Б\n\n##### В", [8]),
        ("## А\n\n### \n\n##", [8, 10]),
        ("А\n---\n\n### Б", []),
        ("## А\n\n### Б\n\n#### В\n\n## Г", []),
    ],
)
def test_heading_that_is_empty_or_skips_a_level_is_told(
    text: str, lines: list[int], told: Told
) -> None:
    expected = [[f"lessons/index.md:{line}:", "LNK009"] for line in lines]
    assert [line.split(" ")[:2] for line in told(f"{text}\n")] == expected


def test_link_to_a_part_that_the_page_itself_makes_is_no_problem(told: Told) -> None:
    assert told("[Садржај](#content) и [линија](../help/index.md#channel-nkc-phone)") == []

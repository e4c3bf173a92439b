"""What Markdown became is read into the same parts on paper."""

from __future__ import annotations

import pytest

from beacon.content.markdown import Converter
from beacon.typesetting.document import (
    Block,
    Break,
    Code,
    Emphasis,
    Foreign,
    Heading,
    Link,
    List,
    Notice,
    Paragraph,
    Picture,
    Quotation,
    Strong,
    Table,
    Text,
    row,
    words,
)
from beacon.typesetting.reading import Surroundings, blocks_of


def read(markdown: str, around: Surroundings | None = None) -> tuple[Block, ...]:
    return blocks_of(Converter().convert(markdown, lambda link: link), around)


def test_text_keeps_its_parts() -> None:
    blocks = read(
        "## Ток часа\n\n### Правила {#step-1 minutes=5 form=class}\n\n"
        "Прва *важна* реч и **јака**.\nДруги ред.\n\n> Реците.\n\n"
        "3. три\n4. четири\n\n    - унутра\n",
        Surroundings(note=lambda a: f"{a['data-minutes']} мин" if "data-minutes" in a else ""),
    )
    assert blocks == (
        Heading(1, words("Ток часа")),
        Heading(2, words("Правила"), "5 мин"),
        Paragraph(
            (
                Text("Прва "),
                Emphasis(words("важна")),
                Text(" реч и "),
                Strong(words("јака")),
                Text(". Други ред."),
            )
        ),
        Quotation((Paragraph(words("Реците.")),)),
        List(
            (
                (Paragraph(words("три")),),
                (Paragraph(words("четири")), List(((Paragraph(words("унутра")),),))),
            ),
            "numbers",
            3,
        ),
    )


def test_admonition_is_a_notice_with_its_title() -> None:
    assert read('!!! safety "Ако ти неко прети"\n    Стани.\n') == (
        Notice((Paragraph(words("Стани.")),), "Ако ти неко прети", "safety"),
    )


def test_table_keeps_its_header_and_the_side_of_numbers() -> None:
    assert read("| Месец | Број |\n|---|--:|\n| март | 12 |\n| април | |\n") == (
        Table((row("март", "12"), (words("април"), ())), (row("Месец", "Број"),), numbers=(1,)),
    )


def test_short_row_is_filled() -> None:
    html = "<table><tr><th>а</th><th>б</th></tr><tr><th>в</th></tr><tr><td>г</td></tr></table>"
    (table,) = blocks_of(html)
    assert isinstance(table, Table)
    assert {len(cells) for cells in (*table.head, *table.rows)} == {2}


def test_links_lead_where_their_surroundings_say() -> None:
    around = Surroundings(address=lambda href: f"https://beacon.example/{href}" if href else None)
    assert read("[помоћ](help/)", around) == (
        Paragraph((Link("https://beacon.example/help/", words("помоћ")),)),
    )
    assert read("[помоћ](help/)") == (Paragraph(words("помоћ")),)


def test_picture_without_a_file_leaves_its_words() -> None:
    assert read("![Два детета](a.png)") == (Paragraph(words("Два детета")),)
    found = read("![Два детета](a.png)", Surroundings(picture=lambda src: f"<svg>{src}</svg>"))
    assert found == (Picture("<svg>a.png</svg>", "Два детета"),)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("реч <script>alert(1)</script>", (Paragraph(words("реч")),)),
        ("<p>а<br>б <code>#read(x)</code></p>",
         (Paragraph((Text("а"), Break(), Text("б "), Code("#read(x)"))),)),
        ('<p><bdi lang="bg">щ</bdi></p>', (Paragraph((Foreign("bg", words("щ")),)),)),
        ("<p>није <b>затворено", (Paragraph((Text("није "), Strong(words("затворено")))),)),
        ("<hr><p>  </p></div>", ()),
    ],
)  # fmt: skip
def test_html_of_every_kind(html: str, expected: tuple[Block, ...]) -> None:
    assert blocks_of(html) == expected

"""Slips: what Markdown would take for something else is told, and what it takes rightly is not."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from beacon.content.markdown import Converter
from beacon.content.prose import Prose
from beacon.content.records import Record
from beacon.content.slips import slips

ReadPage = Callable[..., Record]
CODE = (
    "begins. End it with a line of the same signs alone, "
    "and leave no line empty in code that is indented."
)
ONE_WORD = "Write it at the end of the line, as one word: ## Heading {#a-word}."


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "## А {#a}\n\n### Б {#a}",
            '8: CHK014 The heading in line 6 has the id "a" as well. Give one of them another id.',
        ),
        ("## А {#Два слова}", f'6: CHK014 "{{#Два слова}}" is no id. {ONE_WORD}'),
        ("## А {#a", f'6: CHK014 "{{#a" is no id. {ONE_WORD}'),
        ("## А {#a} даље", f'6: CHK014 "{{#a}} даље" is no id. {ONE_WORD}'),
        ("## А {#}", f'6: CHK014 "{{#}}" is no id. {ONE_WORD}'),
        (
            "Овде [x]() стоји.",
            '6: CHK015 "[x]()" has no address. Write the address between the round brackets.',
        ),
        (
            "![Цртеж](< >)",
            '6: CHK015 "[Цртеж](< >)" has no address. '
            "Write the address between the round brackets.",
        ),
        (
            "Текст[^1].",
            '6: CHK016 There is no footnote "[^1]:". '
            "Write it on a line of its own, at the end of the text: [^1]: The footnote.",
        ),
        (
            "Текст[^izvor].\n\n[^izvori]: Књига.",
            '6: CHK016 There is no footnote "[^izvor]:". Did you mean "izvori"?',
        ),
        (
            "Текст:\n- једно\n- друго",
            "7: CHK017 A list begins right below a line of text. Put an empty line before it.",
        ),
        (
            "**Важно:**\n- једно\n- друго",
            "7: CHK017 A list begins right below a line of text. Put an empty line before it.",
        ),
        (
            "![Цртеж](a.png)\n1. једно\n2. друго",
            "8: CHK017 A list begins right below a line of text. Put an empty line before it.",
        ),
        (
            "Текст:\nдаље\n\n* једно\n\nТекст:\n* друго",
            "12: CHK017 A list begins right below a line of text. Put an empty line before it.",
        ),
        (
            "Текст:\n1. једно\n2. друго",
            "8: CHK017 A list begins right below a line of text. Put an empty line before it.",
        ),
        (
            "Текст:\n| а | б |\n|---|---|\n| 1 | 2 |",
            "7: CHK017 A table begins right below a line of text. Put an empty line before it.",
        ),
        (
            "| а | б |\n| 1 | 2 |",
            "6: CHK017 No line of dashes stands below the head of this table. "
            "Put a line below it: |---|---|",
        ),
        (
            "| а | б |\n|---|\n| 1 | 2 |",
            "7: CHK017 The head has 2 columns and the line of dashes 1. Give both as many.",
        ),
        (
            "## А {реч}",
            '6: CHK014 "{реч}" is no id and is not shown. '
            'Write it as "{#реч}", or without curly brackets.',
        ),
        (
            "| а | б |\n|---|---|\n| 1 | 2 | 3 |",
            "8: CHK019 The row has 3 cells and the head 2; the rest is not shown. "
            "Give the head as many, or write \\| where the sign is meant.",
        ),
        (
            "Овде [x] (../help/index.md).",
            '6: CHK019 "[x] (../help/index.md)" is no link. Write [x](../help/index.md).',
        ),
        (
            "Овде (x)[https://north.example/].",
            '6: CHK019 "(x)[https://north.example/]" is no link. '
            "Write [x](https://north.example/).",
        ),
        (
            "Пре.\n\n  ## А {#a}",
            '8: CHK019 "## А {#a}" is no heading. Begin the line with its signs, without a space.',
        ),
        (
            "Текст:\n1) једно\n2) друго\n3) треће",
            "7: CHK019 A list is numbered with brackets. "
            'Write "1." and "2.", with an empty line before the list.',
        ),
        (
            "• једно\n• друго\n• треће",
            "6: CHK019 A list has signs that Markdown does not know. "
            'Begin each item with "- ", and put an empty line before the list.',
        ),
        (
            "Пре.\n\n```yaml\nа: б\n\n## В\n\n````",
            f'8: CHK018 No line ends the code that "```yaml" {CODE}',
        ),
        (
            "- а\n\n    ```\n    б\n\n    в\n    ```",
            f'8: CHK018 No line ends the code that "```" {CODE}',
        ),
    ],
)
def test_slip_is_told_with_its_line(body: str, problem: str, page: ReadPage) -> None:
    found = list(map(str, slips(Prose(page(f"{body}\n")))))
    assert found == [f"about/index.md:{problem}"]


@pytest.mark.parametrize(
    "body",
    [
        "## А {#a}\n\n## Б {#b minutes=5 form=class}\n\n## В {.x #v} \n\n## Г {: #помоћ }",
        "## А {#a}\n\n```\n## Б {#a}\n[x]() [^1]\nТекст:\n- једно\n```\n\n`[x]()`",
        "[x](a.md) и (#) и [] ()",
        "Текст[^1] и[^a].\n\n[^1]: Књига.\n[^a]: Друга.",
        "- једно\n  даље\n- друго\n\n1. једно\n2. друго\n    - треће",
        "## Наслов\n- једно\n- друго",
        '!!! note "Т"\n    - једно\n    - друго',
        '!!! note "Т"\n    | а | б |\n    |---|---|\n    | 1 | 2 |',
        "Почело је\n1. децембра 2026, а завршено\n14. децембра.",
        "Цена је 5 - 6 евра,\n-10 степени и\n*важно* или\n**још важније**.",
        "| а | б |\n|:--|--:|\n| 1 | `x|y` |",
        "| а | б \\| в |\n|---|---|\n| 1 | 2 |",
        "## Наслов\n| а | б |\n|---|---|\n| 1 | 2 |",
        "Текст\n---\n- једно",
        "[^1]: Књига:\n- једно\n\nТекст[^1].",
        "<details>\n- једно\n</details>",
        "## А {: .b}\n\n## В {.c}\n\n## Г {minutes=5}\n\n## Скуп {1, 2} и {a} даље",
        "| а | б |\n|---|---|\n| 1 | 2 | |\n| `1|2` | 3 \\| 4 |\n| 1 |",
        "[x] (види ниже), [y](a.md) (в)[г] и (д) [../е](e.md)",
        "1) једно\n\n2) друго\n\n1) једно  \n2) друго\n\nТо је\n1) ово, а не\n3) оно.",
        "• једно\n\n• друго\n\n• једно  \n• друго\n\nПон · Уто\n· Сре",
        "- а\n    ## б\n\nРеч\n:   Опис:\n    - једно\n    - друго",
        "```\nа\n```\n\n~~~ yaml\n```\n~~~\n\n- б\n\n    ```\n    в\n    ```\n\n```г``` ~~~ д ~~~",
        "|x| и |y|",
    ],
)
def test_what_is_taken_rightly_is_no_problem(body: str, page: ReadPage) -> None:
    assert list(map(str, slips(Prose(page(f"{body}\n"))))) == []


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("Текст:\n- једно", "<p>Текст:\n- једно</p>"),
        ("Текст:\n1. једно\n2. друго", "<p>Текст:\n1. једно\n2. друго</p>"),
        ("Текст\n| а | б |\n|---|---|", "<p>Текст\n| а | б |\n|---|---|</p>"),
        ("| а | б |\n|---|\n| 1 | 2 |", "<p>| а | б |\n|---|\n| 1 | 2 |</p>"),
        ("## А {реч}", '<h2 id="a">А</h2>'),
        ("[x] (a.md) (x)[../a.md]", "<p>[x] (a.md) (x)[../a.md]</p>"),
        (" ## А {#a}", "<p>## А {#a}</p>"),
        ("1) а\n2) б", "<p>1) а\n2) б</p>"),
        ("**а**\n- б", "<p><strong>а</strong>\n- б</p>"),
        ("• а\n• б", "<p>• а\n• б</p>"),
    ],
)
def test_markdown_runs_them_together(body: str, wrong: str) -> None:
    assert Converter().convert(body, lambda link: link) == wrong


OPEN = {
    "**Важно је рећи.": "**",
    "Ово је **важно\nи ово такође.": "**",
    "Това е **важно** и **това също.": "**",
    "Ovo je **važno** i ovo** dalje.": "**",
    "- **једно\n- друго**": "**",
    "**једно\n\nдруго**": "**",
    "| **а | б** |\n|---|---|\n| 1 | 2 |": "**",
    "## **Наслов": "**",
    '!!! note "Наслов"\n    **Важно је.': "**",
    "Ово је _важно и даље.": "_",
    "(_Това е важно)": "_",
    "„_Ovo je važno“ i dalje": "_",
    "Ово је __важно и даље.": "__",
    "**а** и _б и **в**": "_",
    "[х](https://example.org/_a) и **б": "**",
}


@pytest.mark.parametrize("body", OPEN)
def test_emphasis_that_is_never_closed_is_told_where_readers_see_its_signs(
    body: str, page: ReadPage
) -> None:
    sign = OPEN[body]
    found = [str(problem) for problem in slips(Prose(page(f"{body}\n")))]
    first = next(n for n, line in enumerate(body.split("\n"), 6) if sign in line)
    assert all(f': CHK019 The "{sign}" at "' in line for line in found)
    assert found[0].startswith(f"about/index.md:{first}: ")
    assert sign in re.sub("<[^>]*>", "", Converter().convert(body, lambda link: link))


@pytest.mark.parametrize(
    "body",
    [
        "**Важно** и _ово_, **_oba_** и __треће__.",
        "**Важно је\nи ово** и _то\nтакође_.",
        "Това е **важно*то*** и ***всичко***.",
        r"Знак \*\* и \_знак.",
        "`**` и `_a`, https://example.org/_a и [х](../_b.md)",
        '<a href="https://example.org/" title="_a">х</a>',
        "Налог @_ana, snake_case_ime, a_ b и 2 ** 3.",
        "| **а** | _б_ |\n|---|---|\n| в | **г** |",
        "```\n**а\n_б\n```",
        "Име: ______ и датум: __ . __",
        "- **једно**\n- _друго_\n\n    **треће\n    даље**",
        "[[figure:a_b]] и [[figure:_a]]",
    ],
)
def test_emphasis_that_is_closed_or_none_is_no_problem(body: str, page: ReadPage) -> None:
    told = slips(Prose(page(f"{body}\n")))
    assert [str(problem) for problem in told if problem.code.id == "CHK019"] == []


@pytest.mark.parametrize("words", ["Прва", "Първа", "Prva"])
def test_footnote_that_nothing_calls_is_told_at_its_line(words: str, page: ReadPage) -> None:
    body = f"{words}[^a] и[^c].\n\n[^a]: {words}.\n[^b]: {words}.\n[^c]: Као[^d].\n[^d]: {words}.\n"
    assert [str(problem) for problem in slips(Prose(page(body)))] == [
        'about/index.md:9: CHK024 Nothing calls the footnote "[^b]:". '
        "Write [^b] where it belongs, or take it out."
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nav_title: “Помоћ”", '"nav_title" has curly quotes: “Помоћ”. '
         'Write it in straight quotes: "Помоћ".'),
        ("nav_title: „Помощ“", '"nav_title" has curly quotes: „Помощ“. '
         'Write it in straight quotes: "Помощ".'),
        ("reviewed_by: ”Ana”", '"reviewed_by" has curly quotes: ”Ana”. '
         'Write it in straight quotes: "Ana".'),
    ],
)  # fmt: skip
def test_value_in_curly_quotes_is_told_at_its_line(line: str, said: str, page: ReadPage) -> None:
    found = [str(problem) for problem in slips(Prose(page("Текст.\n", head=f"{line}\n")))]
    assert found == [f"about/index.md:4: CHK025 {said}"]


@pytest.mark.parametrize(
    "line",
    [
        'nav_title: "Помоћ"',
        "nav_title: Шта је „помоћ“",
        "nav_title: „Да“ и „не“",
        "sources: [„Књига“]",
        "nav_title: “",
    ],
)
def test_quotes_that_readers_are_to_see_are_no_problem(line: str, page: ReadPage) -> None:
    assert list(slips(Prose(page("Текст.\n", head=f"{line}\n")))) == []


@pytest.mark.parametrize("words", ["_а реч и још по нешто", "**а реч и _још", "_а_б **в"])
def test_many_open_signs_take_as_long_as_their_text(words: str, page: ReadPage) -> None:
    """What is left open is not looked for once more from each sign on."""

    def seconds(lines: int) -> float:
        text = Prose(page(f"{words}\n" * lines))
        assert text.lines
        start = time.process_time()
        assert sum(problem.code.id == "CHK019" for problem in slips(text)) <= 1
        return time.process_time() - start

    short = min(seconds(500) for _ in range(3))
    assert min(seconds(4_000) for _ in range(3)) < 25 * short + 0.01

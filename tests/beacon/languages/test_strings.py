"""Interface strings: from catalogues, in both scripts, in English where there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from beacon.languages.marks import marked
from beacon.languages.registry import Languages
from beacon.languages.strings import Strings, catalogue_path, load_strings
from beacon.problems import Code, Problem, Sentence

Tree = Callable[[Mapping[str, str]], Path]
HEAD = r"""msgid ""
msgstr ""
"Language: sr_Cyrl\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
"n%100>=20) ? 1 : 2);\n"

"""
WHOLE = (
    HEAD
    + """msgid "Help"
msgstr "Помоћ"

msgid "Source: %(name)s"
msgstr "Извор: %(name)s"

msgid "100 %%"
msgstr "Љубав 100 %%"

msgctxt "until month"
msgid "May"
msgstr "маја"

msgid "%(num)s lesson"
msgid_plural "%(num)s lessons"
msgstr[0] "%(num)s час"
msgstr[1] "%(num)s часа"
msgstr[2] "%(num)s часова"
"""
)


def load(tree: Tree, languages: Languages, catalogue: str) -> tuple[dict[str, Strings], list[str]]:
    """Return the strings of all languages with this Serbian catalogue, and what is told."""
    root = tree({"theme/locales/sr/LC_MESSAGES/beacon.po": catalogue}) / "theme" / "locales"
    problems: list[Problem] = []
    found = load_strings(root, languages, tuple(languages.by_tag), problems)
    return found, list(map(str, problems))


def test_serbian_latin_strings_are_made_from_the_cyrillic_ones(
    tree: Tree, languages: Languages
) -> None:
    strings, told = load(tree, languages, WHOLE)
    assert told == []
    assert strings["sr-Cyrl"].gettext("Help") == "Помоћ"
    assert strings["sr-Latn"].gettext("Help") == "Pomoć"
    assert strings["sr-Latn"].pgettext("until month", "May") == "maja"


def test_value_in_a_string_is_not_written_in_latin_a_second_time(
    tree: Tree, languages: Languages
) -> None:
    strings, _ = load(tree, languages, WHOLE)
    assert strings["sr-Latn"].gettext("Source: %(name)s", name="България") == "Izvor: България"


def test_percent_sign_stands_once(tree: Tree, languages: Languages) -> None:
    strings, _ = load(tree, languages, WHOLE)
    assert strings["sr-Latn"].gettext("100 %%") == "Ljubav 100 %"


@pytest.mark.parametrize(
    ("number", "cyrillic", "latin", "english"),
    [
        (1, "1 час", "1 čas", "1 lesson"),
        (2, "2 часа", "2 časa", "2 lessons"),
        (5, "5 часова", "5 časova", "5 lessons"),
        (11, "11 часова", "11 časova", "11 lessons"),
        (21, "21 час", "21 čas", "21 lessons"),
    ],
)
def test_plural_form_is_the_one_of_the_language(
    number: int, cyrillic: str, latin: str, english: str, tree: Tree, languages: Languages
) -> None:
    strings, _ = load(tree, languages, WHOLE)
    said = [
        strings[tag].ngettext("%(num)s lesson", "%(num)s lessons", number)
        for tag in ("sr-Cyrl", "sr-Latn", "en")
    ]
    assert said == [cyrillic, latin, english]


def test_message_with_plural_forms_is_its_singular_where_nothing_is_counted(
    tree: Tree, languages: Languages
) -> None:
    topic = 'msgid "Topic"\nmsgid_plural "Topics"\n'
    forms = "".join(f'msgstr[{n}] "{said}"\n' for n, said in enumerate(("Тема", "Теме", "Тема")))
    strings, _ = load(tree, languages, f"{WHOLE}\n{topic}{forms}")
    said = [strings[tag].gettext("Topic") for tag in ("sr-Cyrl", "sr-Latn", "en")]
    assert said == ["Тема", "Tema", "Topic"]
    assert strings["sr-Cyrl"].ngettext("Topic", "Topics", 2) == "Теме"


def test_number_of_a_plural_may_be_given_as_people_write_it(
    tree: Tree, languages: Languages
) -> None:
    strings, _ = load(tree, languages, WHOLE)
    said = strings["sr-Cyrl"].ngettext("%(num)s lesson", "%(num)s lessons", 1002, num="1.002")
    assert said == "1.002 часа"


def test_language_without_catalogue_speaks_english_and_says_so(
    tree: Tree, languages: Languages
) -> None:
    strings, told = load(tree, languages, WHOLE)
    assert told == []
    bulgarian = strings["bg"]
    assert bulgarian.gettext("Help") == marked("Help", "en")
    assert bulgarian.gettext("Source: %(name)s", name="x") == marked("Source: x", "en")
    assert bulgarian.pgettext("until month", "May") == marked("May", "en")
    lessons = [bulgarian.ngettext("%(num)s lesson", "%(num)s lessons", n) for n in (1, 2)]
    assert lessons == [marked("1 lesson", "en"), marked("2 lessons", "en")]


def test_english_without_catalogue_is_not_marked(tree: Tree, languages: Languages) -> None:
    strings, _ = load(tree, languages, WHOLE)
    assert strings["en"].gettext("Help") == "Help"


def test_string_that_a_catalogue_lacks_is_english(tree: Tree, languages: Languages) -> None:
    strings, _ = load(tree, languages, WHOLE)
    said = strings["sr-Latn"].gettext("Not in the catalogue")
    assert said == marked("Not in the catalogue", "en")


def test_string_without_translation_is_told_with_its_line(tree: Tree, languages: Languages) -> None:
    _, told = load(tree, languages, HEAD + 'msgid "Help"\nmsgstr ""\n')
    assert set(told) == {
        'theme/locales/sr/LC_MESSAGES/beacon.po:8: LNG003 "Help" is not translated. '
        "Translate it in the catalogue."
    }


def test_catalogue_that_was_just_begun_is_told_once(tree: Tree, languages: Languages) -> None:
    lacking = "".join(f'msgid "Help {number}"\nmsgstr ""\n\n' for number in range(1000))
    _, told = load(tree, languages, HEAD + lacking)
    assert set(told) == {
        "theme/locales/sr/LC_MESSAGES/beacon.po:8: LNG003 1000 strings from this line on are not "
        "translated. Translate it in the catalogue."
    }


def test_plural_without_translation_is_told_with_its_line(tree: Tree, languages: Languages) -> None:
    message = 'msgid "%(num)s lesson"\nmsgid_plural "%(num)s lessons"\n'
    _, told = load(tree, languages, HEAD + message + 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n')
    assert set(told) == {
        'theme/locales/sr/LC_MESSAGES/beacon.po:8: LNG003 "%(num)s lesson" is not translated. '
        "Translate it in the catalogue."
    }


def test_fuzzy_translation_is_not_used_and_told(tree: Tree, languages: Languages) -> None:
    strings, told = load(tree, languages, HEAD + '#, fuzzy\nmsgid "Help"\nmsgstr "Можда помоћ"\n')
    assert strings["sr-Cyrl"].gettext("Help") == marked("Help", "en")
    assert set(told) == {
        'theme/locales/sr/LC_MESSAGES/beacon.po:9: LNG003 "Help" is not translated. '
        "Translate it in the catalogue."
    }


def test_broken_catalogue_is_told_and_english_stands_in(tree: Tree, languages: Languages) -> None:
    strings, told = load(tree, languages, HEAD + 'msgi "Help"\nmsgstr "Помоћ"\n')
    assert strings["sr-Cyrl"].gettext("Help") == marked("Help", "en")
    assert set(told) == {
        "theme/locales/sr/LC_MESSAGES/beacon.po:8: LNG002 The catalogue cannot be read "
        "(Unknown or misformatted keyword). Mend the line that is named."
    }


def test_quotation_marks_inside_a_text_may_stand_as_they_are(
    tree: Tree, languages: Languages
) -> None:
    strings, told = load(tree, languages, f'{HEAD}msgid "Help"\nmsgstr "Помоћ "одмах" овде"\n')
    assert (strings["sr-Cyrl"].gettext("Help"), told) == ('Помоћ "одмах" овде', [])


@pytest.mark.parametrize("text", ['"Помоћ', '"Помоћ\\"', '""\n"По"\n"моћ', '"'])
def test_text_of_a_catalogue_that_does_not_end_is_told(
    tree: Tree, languages: Languages, text: str
) -> None:
    """A page would show all but its last letter."""
    strings, told = load(tree, languages, f'{HEAD}msgid "Help"\nmsgstr {text}\n')
    assert strings["sr-Cyrl"].gettext("Help") == marked("Help", "en")
    assert set(told) == {
        f"theme/locales/sr/LC_MESSAGES/beacon.po:{9 + text.count(chr(10))}: LNG002 The catalogue "
        "cannot be read (the quotation mark at the end is missing). Mend the line that is named."
    }


def test_plural_form_without_a_number_is_told_with_its_line(
    tree: Tree, languages: Languages
) -> None:
    _, told = load(tree, languages, HEAD + 'msgid "Help"\nmsgstr[x] "Помоћ"\n')
    assert [line.split(" ")[:2] for line in told] == [
        ["theme/locales/sr/LC_MESSAGES/beacon.po:9:", "LNG002"]
    ] * len(told)
    assert told


def test_translation_that_names_another_value_is_told(tree: Tree, languages: Languages) -> None:
    catalogue = '#, python-format\nmsgid "Source: %(name)s"\nmsgstr "Извор: %(nmae)s"\n'
    _, told = load(tree, languages, HEAD + catalogue)
    places = {tuple(line.split(" ")[:2]) for line in told}
    assert places == {("theme/locales/sr/LC_MESSAGES/beacon.po:9:", "LNG002")}


def test_catalogue_of_a_language_stands_in_its_folder(languages: Languages) -> None:
    path = catalogue_path(Path("theme/locales"), languages["sr-Cyrl"])
    assert path == Path("theme/locales/sr/LC_MESSAGES/beacon.po")


def test_message_that_was_written_down_is_told_in_another_language(
    tree: Tree, languages: Languages
) -> None:
    strings, _ = load(tree, languages, WHOLE)
    message = Sentence("Source: %(name)s", name=("Help", "Help"))
    assert message == "Source: Help, Help"
    assert strings["sr-Cyrl"].told(message) == "Извор: Помоћ, Помоћ"
    assert strings["sr-Latn"].told(Sentence("Source: %(name)s", name="Помоћ")) == "Izvor: Помоћ"
    assert strings["sr-Cyrl"].told("Never seen") == marked("Never seen", "en")
    problem = Code("X001", "", "Help").at("a.md", 3, message)
    assert str(problem) == "a.md:3: X001 Source: Help, Help Help"
    assert strings["sr-Cyrl"].problem(problem) == "a.md:3: X001 Извор: Помоћ, Помоћ Помоћ"
    assert strings["sr-Cyrl"].problem(problem.code.at("a", None, "Help", " ")) == "a: X001 Помоћ"


def test_written_language_is_there_where_only_its_other_script_is_asked_for(
    tree: Tree, languages: Languages
) -> None:
    """The minutes of a step stand in the text, and are transliterated with it."""
    root = tree({"sr/LC_MESSAGES/beacon.po": WHOLE})
    found = load_strings(root, languages, ("bg", "sr-Latn"), [])
    assert [*found] == ["bg", "sr-Latn", "sr-Cyrl"]
    assert (found["sr-Latn"].gettext("Help"), found["sr-Cyrl"].gettext("Help")) == (
        "Pomoć",
        "Помоћ",
    )


def test_plain_strings_have_no_marks() -> None:
    assert Strings().gettext("Help") == marked("Help", "en")
    assert Strings().plain.gettext("Help") == "Help"

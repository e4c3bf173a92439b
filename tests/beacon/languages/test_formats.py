"""Formats: numbers, dates and plurals as readers of each language write them (facts §6)."""

from __future__ import annotations

import random
from datetime import date, time

import pytest
from msgspec.structs import replace

from beacon.content.vocabulary import Vocabulary
from beacon.languages.formats import (
    compare_key,
    counted,
    format_date,
    format_list,
    format_month,
    format_number,
    format_range,
    format_size,
    format_time,
    joined_names,
    plural_category,
    weekdays,
)
from beacon.languages.registry import Language, Languages

TAGS = ("sr-Cyrl", "sr-Latn", "bg", "en")
SAFER_INTERNET_DAY = date(2027, 2, 9)
NARROW = "\u202f"


def in_all(languages: Languages) -> list[Language]:
    """Return the four languages in the order of the tables below."""
    return [languages[tag] for tag in TAGS]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (1, "case", ("1 предмет", "1 predmet", "1 случай", "1 case")),
        (2, "case", ("2 предмета", "2 predmeta", "2 случая", "2 cases")),
        (5, "case", ("5 предмета", "5 predmeta", "5 случая", "5 cases")),
        (11, "city", ("11 градова", "11 gradova", "11 града", "11 cities")),
        (12, "city", ("12 градова", "12 gradova", "12 града", "12 cities")),
        (17, "case", ("17 предмета", "17 predmeta", "17 случая", "17 cases")),
        (
            21,
            "presentation",
            ("21 презентација", "21 prezentacija", "21 презентации", "21 presentations"),
        ),
        (
            22,
            "presentation",
            ("22 презентације", "22 prezentacije", "22 презентации", "22 presentations"),
        ),
        (
            112,
            "presentation",
            ("112 презентација", "112 prezentacija", "112 презентации", "112 presentations"),
        ),
        (
            120,
            "presentation",
            ("120 презентација", "120 prezentacija", "120 презентации", "120 presentations"),
        ),
        (302, "teacher", ("302 наставника", "302 nastavnika", "302 учители", "302 teachers")),
        (344, "case", ("344 предмета", "344 predmeta", "344 случая", "344 cases")),
        (361, "case", ("361 предмет", "361 predmet", "361 случая", "361 cases")),
        (396, "email", ("396 имејлова", "396 imejlova", "396 имейла", "396 emails")),
        (1001, "case", ("1.001 предмет", "1.001 predmet", "1001 случая", "1,001 cases")),
        (1097, "parent", ("1.097 родитеља", "1.097 roditelja", "1097 родители", "1,097 parents")),
        (1683, "call", ("1.683 позива", "1.683 poziva", "1683 обаждания", "1,683 calls")),
        (
            2079,
            "contact",
            ("2.079 комуникација", "2.079 komunikacija", "2079 контакта", "2,079 contacts"),
        ),
        (2940, "student", ("2.940 ученика", "2.940 učenika", "2940 ученици", "2,940 students")),
        (7803, "student", ("7.803 ученика", "7.803 učenika", "7803 ученици", "7,803 students")),
        (
            12345,
            "student",
            (
                "12.345 ученика",
                "12.345 učenika",
                "12\u00a0345 ученици",
                "12,345 students",
            ),
        ),
    ],
)
def test_number_with_its_noun(
    value: int,
    unit: str,
    expected: tuple[str, ...],
    languages: Languages,
    vocabulary: Vocabulary,
) -> None:
    forms = vocabulary.units[unit].forms
    said = tuple(
        f"{format_number(value, language)} "
        f"{counted(value, forms[languages.source(language.tag).path], language)}"
        for language in in_all(languages)
    )
    assert said == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, ("0", "0", "0", "0")),
        (999, ("999", "999", "999", "999")),
        (1000, ("1.000", "1.000", "1000", "1,000")),
        (9999, ("9.999", "9.999", "9999", "9,999")),
        (10000, ("10.000", "10.000", "10\u00a0000", "10,000")),
        (-1234, ("-1.234", "-1.234", "-1234", "-1,234")),
        (1234567, ("1.234.567", "1.234.567", "1\u00a0234\u00a0567", "1,234,567")),
    ],
)
def test_thousands_are_grouped_from_where_the_language_groups_them(
    value: int, expected: tuple[str, ...], languages: Languages
) -> None:
    assert tuple(format_number(value, language) for language in in_all(languages)) == expected


@pytest.mark.parametrize(
    ("values", "serbian", "bulgarian"),
    [
        ((1, 21, 31, 101, 361, 1001), "one", None),
        ((2, 3, 4, 22, 302, 344, 1683, 7803), "few", "other"),
        ((0, 5, 11, 12, 13, 14, 17, 20, 111, 112, 120, 2079), "other", "other"),
    ],
)
def test_plural_category_is_the_one_of_cldr(
    values: tuple[int, ...], serbian: str, bulgarian: str | None, languages: Languages
) -> None:
    for value in values:
        assert plural_category(value, languages["sr-Cyrl"]) == serbian
        assert plural_category(value, languages["sr-Latn"]) == serbian
        only_one_is_one = "one" if value == 1 else "other"
        assert plural_category(value, languages["bg"]) == (bulgarian or only_one_is_one)
        assert plural_category(value, languages["en"]) == only_one_is_one


def test_form_that_a_noun_lacks_is_its_form_for_others(languages: Languages) -> None:
    forms = {"one": "учешће", "other": "учешћа"}
    assert counted(2, forms, languages["sr-Cyrl"]) == "учешћа"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (
            "long",
            (
                "9. фебруар 2027.",
                "9. februar 2027.",
                f"9 февруари 2027{NARROW}г.",
                "9 February 2027",
            ),
        ),
        (
            "sentence",
            (
                "9. фебруара 2027.",
                "9. februara 2027.",
                f"9 февруари 2027{NARROW}г.",
                "9 February 2027",
            ),
        ),
        (
            "short",
            ("9. 2. 2027.", "9. 2. 2027.", f"9.02.2027{NARROW}г.", "09/02/2027"),
        ),
    ],
)
def test_date_is_written_as_readers_write_it(
    style: str, expected: tuple[str, ...], languages: Languages
) -> None:
    written = tuple(
        format_date(SAFER_INTERNET_DAY, language, style)  # type: ignore[arg-type]
        for language in in_all(languages)
    )
    assert written == expected


def test_serbian_month_in_a_sentence_stands_in_the_genitive(languages: Languages) -> None:
    months = (
        "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра"
    ).split()
    written = [
        format_date(date(2027, month, 1), languages["sr-Cyrl"], "sentence")
        for month in range(1, 13)
    ]
    assert written == [f"1. {name} 2027." for name in months]


def test_serbian_month_in_a_date_alone_stands_in_the_nominative(languages: Languages) -> None:
    months = "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar"
    written = [format_date(date(2027, month, 1), languages["sr-Latn"]) for month in range(1, 13)]
    assert written == [f"1. {name} 2027." for name in months.split()]


def test_bulgarian_months_do_not_change(languages: Languages) -> None:
    months = (
        "януари февруари март април май юни юли август септември октомври ноември декември"
    ).split()
    for style in ("long", "sentence"):
        written = [
            format_date(date(2027, month, 1), languages["bg"], style)  # type: ignore[arg-type]
            for month in range(1, 13)
        ]
        assert written == [f"1 {name} 2027{NARROW}г." for name in months]


def test_month_as_a_heading_begins_with_a_capital(languages: Languages) -> None:
    headings = [format_month(2027, 2, language) for language in in_all(languages)]
    assert headings == [
        "Фебруар 2027.",
        "Februar 2027.",
        f"Февруари 2027{NARROW}г.",
        "February 2027",
    ]


def test_week_begins_on_monday_in_every_language(languages: Languages) -> None:
    assert [name for _, name in weekdays(languages["sr-Cyrl"])] == [
        "понедељак", "уторак", "среда", "четвртак", "петак", "субота", "недеља",
    ]  # fmt: skip
    assert [name for _, name in weekdays(languages["sr-Latn"])] == [
        "ponedeljak", "utorak", "sreda", "četvrtak", "petak", "subota", "nedelja",
    ]  # fmt: skip
    assert [name for _, name in weekdays(languages["bg"])] == [
        "понеделник", "вторник", "сряда", "четвъртък", "петък", "събота", "неделя",
    ]  # fmt: skip
    assert [name for _, name in weekdays(languages["en"])] == [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]  # fmt: skip


def test_weekdays_have_short_names_for_narrow_columns(languages: Languages) -> None:
    short = [" ".join(name for name, _ in weekdays(language)) for language in in_all(languages)]
    assert short == [
        "пон уто сре чет пет суб нед",
        "pon uto sre čet pet sub ned",
        "пн вт ср чт пт сб нд",
        "Mon Tue Wed Thu Fri Sat Sun",
    ]


def test_time_is_on_the_24_hour_clock() -> None:
    assert (format_time(time(13, 5)), format_time(time(7, 30))) == ("13:05", "07:30")


def test_size_of_a_file_is_written_as_other_numbers(languages: Languages) -> None:
    sizes = (0, 999_499, 999_500, 1_249_999, 1_284_500_000)
    serbian, latin, bulgarian, english = (
        [format_size(size, language).replace("\u00a0", " ") for size in sizes]
        for language in in_all(languages)
    )
    assert serbian == latin == ["1 kB", "999 kB", "1,0 MB", "1,2 MB", "1.284,5 MB"]
    assert bulgarian == ["1 kB", "999 kB", "1,0 MB", "1,2 MB", "1284,5 MB"]
    assert english == ["1 kB", "999 kB", "1.0 MB", "1.2 MB", "1,284.5 MB"]


def test_range_has_an_en_dash_unless_its_ends_are_equal() -> None:
    assert (format_range(9, 11), format_range("07:30", "15:30")) == ("9–11", "07:30–15:30")
    assert format_range(9, 9) == "9"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ("", "", "", "")),
        (["a"], ("a", "a", "a", "a")),
        (["a", "b"], ("a и b", "a i b", "a и b", "a and b")),
        (["a", "b", "c"], ("a, b и c", "a, b i c", "a, b и c", "a, b and c")),
    ],
)
def test_list_has_no_comma_before_its_last(
    items: list[str], expected: tuple[str, ...], languages: Languages
) -> None:
    assert tuple(format_list(items, language) for language in in_all(languages)) == expected


def test_list_in_a_language_without_known_conjunction_has_commas(languages: Languages) -> None:
    hungarian = replace(languages["en"], tag="hu", locale="hu_HU")
    assert format_list(["a", "b", "c"], hungarian) == "a, b, c"


def test_joined_names_keep_the_first_capital_and_acronyms(languages: Languages) -> None:
    english, serbian = languages["en"], languages["sr-Cyrl"]
    assert joined_names(["Pupils", "Parents", "NGOs"], english) == "Pupils, parents and NGOs"
    assert joined_names(["Основна школа", "Средња школа"], serbian) == (
        "Основна школа и средња школа"
    )
    assert joined_names([], english) == ""


@pytest.mark.parametrize(
    ("tag", "alphabet"),
    [
        ("sr-Cyrl", "а б в г д ђ е ж з и ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш"),
        ("sr-Latn", "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž"),
        ("bg", "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ь ю я"),
        ("en", "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    ],
)
def test_words_are_sorted_by_the_alphabet_of_their_language(
    tag: str, alphabet: str, languages: Languages
) -> None:
    letters = alphabet.split()
    for words in (letters, [f"{letter.capitalize()}а" for letter in letters]):
        mixed = sorted(words, key=lambda word: word[::-1], reverse=True)
        mixed.sort(key=lambda word: compare_key(word, languages[tag]))
        assert mixed == words


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("sr-Cyrl", ["Ђаци", "Жаба", "Јасно", "Љубав", "Ниш", "Његош", "Ћутање", "Џеп"]),
        (
            "sr-Latn",
            ["Cena", "Čas", "Ćud", "Dunav", "Džep", "Đak", "Luk", "Ljubav", "Niš", "Njiva"],
        ),
        ("bg", ["Йод", "Кон", "Шал", "Щастие", "Ъгъл", "Юли", "Ябълка"]),
        ("en", ["9 tips", "a pause", "A Pause", "apple", "Zoo"]),
        ("sr-Cyrl", ["а б", "аб", "ав"]),
    ],
)
def test_titles_are_sorted_as_in_a_dictionary(
    tag: str, words: list[str], languages: Languages
) -> None:
    shuffled = sorted(words, key=lambda word: word[::-1])
    ordered = sorted(shuffled, key=lambda word: compare_key(word, languages[tag]))
    assert [word.casefold() for word in ordered] == [word.casefold() for word in words]


def test_both_scripts_give_serbian_titles_the_order_of_their_own_alphabet(
    languages: Languages,
) -> None:
    cyrillic = ["Час", "Цвет", "Ћуд", "Џеп", "Дан"]
    latin = ["Čas", "Cvet", "Ćud", "Džep", "Dan"]
    assert sorted(cyrillic, key=lambda w: compare_key(w, languages["sr-Cyrl"])) == [
        "Дан", "Ћуд", "Цвет", "Час", "Џеп",
    ]  # fmt: skip
    assert sorted(latin, key=lambda w: compare_key(w, languages["sr-Latn"])) == [
        "Cvet", "Čas", "Ćud", "Dan", "Džep",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "ordered"),
    [
        ("sr-Latn", ["Pas", "Q-test", "Rad", "Vest", "WhatsApp", "YouTube", "Zaštita", "Žaba"]),
        ("sr-Cyrl", ["„Не плаћај“", "2023", "видео", "видео-игре", "видеозапис", "WhatsApp"]),
        ("bg", ["е-поща", "екран", "ешарф", "ѝ", "й"]),
        ("en", ["“Don’t pay”", "2023", "Émile", "Eric", "Zebra"]),
    ],
)
def test_signs_and_foreign_letters_stand_where_readers_look(
    tag: str, ordered: list[str], languages: Languages
) -> None:
    mixed = [*ordered]
    random.Random(3).shuffle(mixed)
    assert sorted(mixed, key=lambda word: compare_key(word, languages[tag])) == ordered

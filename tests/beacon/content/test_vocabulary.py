"""The vocabulary: names in every language, and no id twice or unknown."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from beacon.content.vocabulary import Place, Vocabulary, load_vocabulary, text_in, unknown
from beacon.languages.marks import marked
from beacon.languages.registry import Languages
from beacon.problems import Problem, in_order
from beacon.slugs import slugify


@pytest.fixture
def folder(content: Path, tmp_path: Path) -> Path:
    """A copy of the real vocabulary, to be broken."""
    return Path(shutil.copytree(content / "vocabulary", tmp_path / "vocabulary"))


def told(folder: Path) -> list[str]:
    """Return what is told of a vocabulary."""
    problems: list[Problem] = []
    load_vocabulary(folder, "vocabulary", problems)
    return list(map(str, in_order(problems)))


def test_places_have_their_names_by_language_folder(vocabulary: Vocabulary) -> None:
    assert vocabulary.cities["rs-nis"] == Place(
        id="rs-nis",
        country="RS",
        name={"en": "Niš", "sr": "Ниш", "bg": "Ниш"},
        region="RS-20",
        time_zone="Europe/Belgrade",
    )
    assert vocabulary.regions["RS-20"].name["sr"] == "Нишавски округ"


def test_every_region_of_both_countries_is_there(vocabulary: Vocabulary) -> None:
    # ISO 3166-2: 32 for Serbia with its provinces, 28 for Bulgaria.
    countries = [region.country for region in vocabulary.regions.values()]
    assert (countries.count("RS"), countries.count("BG")) == (32, 28)


def test_every_city_lies_in_a_region_of_its_country(vocabulary: Vocabulary) -> None:
    lost = [
        city.id
        for city in vocabulary.cities.values()
        if city.region not in vocabulary.regions
        or vocabulary.regions[city.region].country != city.country
        or not city.id.startswith(f"{city.country.lower()}-")
    ]
    assert lost == []


def test_every_name_is_there_in_all_three_languages(vocabulary: Vocabulary) -> None:
    named = {**vocabulary.topics, **vocabulary.audiences, **vocabulary.stages}
    named |= {**vocabulary.roles, **vocabulary.event_types, **vocabulary.event_statuses}
    named |= {**vocabulary.change_reasons, **vocabulary.visibilities, **vocabulary.repeats}
    named |= {**vocabulary.schedule_columns, **vocabulary.sources}
    named |= {**vocabulary.licences, **vocabulary.competences, **vocabulary.age_bands}
    assert [key for key, term in named.items() if set(term.name) != {"en", "sr", "bg"}] == []


def test_every_unit_has_the_plural_forms_of_its_languages(vocabulary: Vocabulary) -> None:
    forms = {"en": {"one", "other"}, "sr": {"one", "few", "other"}, "bg": {"one", "other"}}
    for unit in vocabulary.units.values():
        assert {language: set(found) for language, found in unit.forms.items()} == forms


def test_highest_sensitivity_of_topics_counts(vocabulary: Vocabulary) -> None:
    assert vocabulary.sensitivity(("passwords-accounts", "sextortion", "cyberbullying")) == 2
    assert vocabulary.sensitivity(("cyberbullying",)) == 1
    assert vocabulary.sensitivity(("passwords-accounts", "unknown")) == 0
    assert vocabulary.sensitivity(()) == 0


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"en": "Love", "sr": "Љубав", "bg": "Любов"}, ["Љубав", "Ljubav", "Любов", "Love"]),
        ({"en": "Love"}, [*[marked("Love", "en")] * 3, "Love"]),
        ({"sr": "Љубав"}, ["Љубав", "Ljubav", *[marked("Љубав", "sr-Cyrl")] * 2]),
        ({"bg": "Любов"}, [*[marked("Любов", "bg")] * 2, "Любов", marked("Любов", "bg")]),
        ({}, [""] * 4),
    ],
    ids=["all", "english", "serbian", "bulgarian", "none"],
)
def test_text_is_given_in_the_language_or_marked_as_that_of_another(
    names: dict[str, str], expected: list[str], languages: Languages
) -> None:
    given = [text_in(names, language, languages) for language in languages.by_tag.values()]
    assert given == expected


def test_unknown_ids_are_told_with_the_nearest(vocabulary: Vocabulary) -> None:
    ids = ("sextortion", "groming")
    problems = unknown(ids, vocabulary.topics, "vocabulary/topics.yml", "a.md", 4)
    assert list(map(str, problems)) == [
        'a.md:4: VOC001 "groming" is not in vocabulary/topics.yml. Did you mean "grooming"?'
    ]


@pytest.mark.parametrize("name", ["Ниш", "ниш"])
def test_name_in_place_of_an_id_is_told_its_id(name: str, vocabulary: Vocabulary) -> None:
    problems = unknown((name,), vocabulary.cities, "vocabulary/cities.csv", "a.csv", 4)
    assert list(map(str, problems)) == [
        f'a.csv:4: VOC001 "{name}" is not in vocabulary/cities.csv. Write it as rs-nis.'
    ]


def test_whole_vocabulary_has_no_problem(folder: Path) -> None:
    assert told(folder) == []


def test_missing_files_are_told_one_by_one(folder: Path) -> None:
    (folder / "topics.yml").unlink()
    (folder / "cities.csv").unlink()
    assert told(folder) == [
        "vocabulary/cities.csv: SRC006 The file is missing. Add it.",
        "vocabulary/topics.yml: SRC006 The file is missing. Add it.",
    ]


def test_faults_of_several_files_are_told_at_once(folder: Path) -> None:
    (folder / "stages.yml").write_text(
        "- id: primary\n  name: {en: Primary}\n- id: primary\n  name: {en: Again}\n",
        encoding="utf-8",
    )
    (folder / "roles.yml").write_text("- id: guest\n  nmae: {en: Guest}\n", encoding="utf-8")
    (folder / "age-bands.yml").write_text(
        "- id: young\n  name: {en: Young}\n  age_min: six\n  age_max: 8\n", encoding="utf-8"
    )
    assert told(folder) == [
        'vocabulary/age-bands.yml:3: SRC005 "age_min" must be a whole number, not "six". '
        "Correct the value.",
        'vocabulary/roles.yml:2: SRC004 The key "nmae" is not known here. Did you mean "name"?',
        'vocabulary/stages.yml:3: SRC007 The id "primary" stands there twice. Keep one of the two.',
    ]


def test_source_without_words_is_told(folder: Path) -> None:
    (folder / "sources.yml").write_text(
        '- id: a\n  name: {}\n- id: b\n  name: {en: Kurir, sr: ""}\n', encoding="utf-8"
    )
    assert told(folder) == [
        'vocabulary/sources.yml:2: SRC005 "name": say where this was read. Correct the value.',
        'vocabulary/sources.yml:4: SRC005 "name": nothing is said in "sr"; write it or take "sr" '
        "out. Correct the value.",
    ]


def test_file_with_keys_instead_of_a_list_is_told(folder: Path) -> None:
    (folder / "stages.yml").write_text("primary: {en: Primary}\n", encoding="utf-8")
    assert [line.split(" ")[:2] for line in told(folder)] == [
        ["vocabulary/stages.yml:1:", "SRC005"]
    ]


def test_missing_column_of_places_is_told_and_breaks_nothing(folder: Path) -> None:
    text = (folder / "cities.csv").read_text(encoding="utf-8")
    (folder / "cities.csv").write_text(text.replace("country", "cuntry", 1), encoding="utf-8")
    assert told(folder) == [
        'vocabulary/cities.csv:1: SRC004 No column is called "cuntry". Did you mean "country"?',
    ]


def test_city_in_a_region_that_is_nowhere_is_told(folder: Path) -> None:
    """Readers would see the code where the name of the region should stand."""
    path = folder / "cities.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("RS-20,Niš", "RS-30,Niš"), encoding="utf-8")
    assert told(folder) == [
        'vocabulary/cities.csv:4: VOC001 "RS-30" is not in vocabulary/regions.csv. '
        'Did you mean "RS-23"?'
    ]


def test_places_may_have_names_in_every_language_that_is_written(folder: Path) -> None:
    rows = {
        "cities.csv": ("name_mk", "mk-skopje,MK,MK-85,Skopje,Скопље,Skoplje,Скопие,"
                       "Europe/Skopje,yes,Скопје"),
        "regions.csv": ("name_mk", "MK-85,MK,region,Skopje,Скопље,Skoplje,Скопие,Skopje,"),
        "tiles.csv": ("short_mk", "MK-85,0,0,SK,СК,СК,СКП"),
    }  # fmt: skip
    for file, (column, row) in rows.items():
        first, *rest = (folder / file).read_text(encoding="utf-8").splitlines()
        lines = [f"{first},{column}", *(f"{line}," for line in rest), row, ""]
        (folder / file).write_text("\n".join(lines), encoding="utf-8")
    problems: list[Problem] = []
    found = load_vocabulary(folder, "vocabulary", problems, written=("sr", "mk", "en"))
    assert problems == []
    assert found.cities["mk-skopje"].name["mk"] == "Скопје"
    assert found.tiles["MK-85"].short["mk"] == "СКП"
    assert sorted(found.regions["MK-85"].name) == ["bg", "en", "sr"]  # an empty cell is no name
    assert told(folder)[0].startswith('vocabulary/cities.csv:1: SRC004 No column is called "name_m')


def test_free_days_may_have_names_in_every_language_that_is_written(folder: Path) -> None:
    header = "country,date,schools_only,name_en,name_sr,name_bg,name_mk\n"
    row = "MK,2026-01-01,no,New Year's Day,Нова година,Нова година,Нова Година\n"
    (folder / "public-holidays.csv").write_text(header + row, encoding="utf-8")
    header = "country,regions,except,first,last,name_en,name_sr,name_bg,source,name_mk\n"
    row = "MK,,,2026-01-02,2026-01-02,Winter break,Зимски распуст,Зимна ваканция,read,\n"
    (folder / "school-breaks.csv").write_text(header + row, encoding="utf-8")
    problems: list[Problem] = []
    found = load_vocabulary(folder, "vocabulary", problems, written=("sr", "mk", "en"))
    assert problems == []
    (holiday,) = found.free_days.on(date(2026, 1, 1), "MK", "")
    (pause,) = found.free_days.on(date(2026, 1, 2), "MK", "")
    assert (holiday.name["mk"], "mk" in pause.name) == ("Нова Година", False)


def test_place_that_stands_there_twice_is_told(folder: Path) -> None:
    path = folder / "cities.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:3], lines[1]]) + "\n", encoding="utf-8")
    assert told(folder) == [
        'vocabulary/cities.csv:4: SRC007 "rs-beograd" stands there twice. Keep one of the two.'
    ]


def test_unit_without_a_form_for_others_is_told(folder: Path) -> None:
    # Every language falls back on this form; a page would break without it.
    (folder / "units.yml").write_text(
        "- id: case\n  forms:\n    en: {one: case}\n", encoding="utf-8"
    )
    assert [line.split(" ")[0] for line in told(folder)] == ["vocabulary/units.yml:2:"]


def test_no_heading_of_the_coordinators_sheet_has_two_meanings(vocabulary: Vocabulary) -> None:
    meanings: dict[str, set[str]] = {}
    for column in vocabulary.schedule_columns.values():
        for name in (column.id, *column.name.values(), *column.aliases):
            meanings.setdefault(slugify(name), set()).add(column.id)
    assert {name: ids for name, ids in meanings.items() if len(ids) > 1} == {}


def test_grades_belong_to_stages_and_follow_each_other_in_age(vocabulary: Vocabulary) -> None:
    for grades in vocabulary.grades.values():
        assert {grade.stage for grade in grades.values()} == set(vocabulary.stages)
        ages = [(grade.age_min, grade.age_max) for grade in grades.values()]
        assert ages == sorted(ages) and all(high - low == 1 for low, high in ages)


# Free days


def test_holidays_and_breaks_are_those_of_country_and_region(vocabulary: Vocabulary) -> None:
    def free(day: date, country: str, region: str) -> list[str]:
        return [f.name["en"] for f in vocabulary.free_days.on(day, country, region)]

    assert free(date(2027, 2, 15), "RS", "RS-06") == ["Statehood Day"]
    assert free(date(2027, 2, 15), "BG", "BG-22") == []
    assert free(date(2026, 2, 17), "RS", "RS-20") == [
        "Statehood Day, day in lieu",
        "Statehood Day week",
    ]
    assert free(date(2026, 2, 18), "RS", "RS-06") == [], "Vojvodina has no break then."
    assert free(date(2026, 12, 28), "BG", "BG-03") == ["Day in lieu"]
    # Safer Internet Day 2027 lies before the Serbian holiday.
    assert free(date(2027, 2, 9), "RS", "RS-00") == free(date(2027, 2, 9), "BG", "BG-22") == []


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("public-holidays.csv", "RS,2026-02-30,no,A,A,A",
         '"2026-02-30" is no date, write it as 2026-02-10.'),
        ("public-holidays.csv", "RS,2026-02-10,maybe,A,A,A",
         '"schools_only" must be yes or no, not "maybe".'),
        ("school-breaks.csv", "RS,,,2026-02-10,2026-02-09,A,A,A,x",
         "The break from 2026-02-10 to 2026-02-09 has no days, or too many."),
        ("school-breaks.csv", "RS,,,2026-02-10,2026-12-09,A,A,A,x",
         "The break from 2026-02-10 to 2026-12-09 has no days, or too many."),
        ("grades.csv", "RS,9,primary,x,16",
         'The ages must be whole numbers, not "x–16".'),
    ],
)  # fmt: skip
def test_free_day_or_grade_that_cannot_be_is_told(
    file: str, row: str, said: str, folder: Path
) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}{row}\n", encoding="utf-8")
    line = before.count("\n") + 1
    assert told(folder) == [f"vocabulary/{file}:{line}: SRC005 {said} Correct the value."]


def test_free_day_with_two_faults_is_told_with_both(folder: Path) -> None:
    holidays, breaks = folder / "public-holidays.csv", folder / "school-breaks.csv"
    lines = [path.read_text(encoding="utf-8").count("\n") + 1 for path in (holidays, breaks)]
    for path, row in ((holidays, "RS,soon,,A,A,A\n"), (breaks, "RS,,,now,then,A,A,A,x\n")):
        path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8")
    assert told(folder) == [
        f"vocabulary/{name}: SRC005 {said} Correct the value."
        for name, said in (
            (f"{holidays.name}:{lines[0]}", '"schools_only" must be yes or no, not "".'),
            (f"{holidays.name}:{lines[0]}", '"soon" is no date, write it as 2026-02-10.'),
            (f"{breaks.name}:{lines[1]}", '"now" is no date, write it as 2026-02-10.'),
            (f"{breaks.name}:{lines[1]}", '"then" is no date, write it as 2026-02-10.'),
        )
    ]


@pytest.mark.parametrize("file", ["public-holidays.csv", "school-breaks.csv", "grades.csv"])
def test_missing_table_is_told(file: str, folder: Path) -> None:
    (folder / file).unlink()
    assert told(folder) == [f"vocabulary/{file}: SRC006 The file is missing. Add it."]

"""Structured data: schema.org terms that cannot break out of the element they stand in."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from beacon.build.site import Site
from beacon.content.centres import Centre
from beacon.content.lessons import Lesson
from beacon.content.vocabulary import Vocabulary
from beacon.metadata.structured import Resource, as_json_ld, learning_resource, organization

LESSON = Lesson(
    title="Пауза",
    description="Опис.",
    topics=("grooming",),
    audiences=("pupils", "parents", "citizens"),
    age_min=9,
    age_max=11,
    minutes=45,
    competences=("digcomp-2.2/4.3",),
    objectives=("а", "б"),
    safeguarding="Пажња.",
    licence="CC-BY-4.0",
    authors=("Тим",),
    version="1.0",
    reviewed_on=date(2026, 11, 22),
)

PAGE = Resource(
    title="Pauza",
    description="Opis.",
    tag="sr-Latn",
    url="https://example.org/sr-Latn/",
    names=lambda names: names["en"],
    authors=("Tim",),
)


class Elements(HTMLParser):
    """Gathers the elements of a page, and the text of its scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.script += data if self.tags[-1:] == ["script"] else ""


def in_page(data: str) -> Elements:
    """Return what a reader of HTML finds in a page with this data."""
    page = Elements()
    page.feed(f'<script type="application/ld+json">{data}</script>')
    page.close()
    return page


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "--><img src=x onerror=alert(1)>",
        "]]>",
        '"}</SCRIPT >',
        "A & B",
        "\u2028\u2029",
        "\\",
    ],
)
def test_text_cannot_end_the_element_it_stands_in(text: str) -> None:
    page = in_page(as_json_ld({"name": text}))
    assert page.tags == ["script"]
    assert json.loads(page.script) == {"name": text}


@given(st.dictionaries(st.text(), st.text() | st.lists(st.text())))
def test_any_data_is_read_back_as_it_was(data: dict[str, str | list[str]]) -> None:
    written = as_json_ld(data)
    assert not set("<>&") & set(written)
    assert json.loads(written) == data


def test_same_data_is_written_in_the_same_order() -> None:
    assert as_json_ld({"b": 1, "a": 2}) == as_json_ld({"a": 2, "b": 1}) == '{"a":2,"b":1}'


def test_lesson_is_a_learning_resource(vocabulary: Vocabulary) -> None:
    page = replace(
        PAGE,
        translations=("https://example.org/en/",),
        parts=("https://example.org/sr-Latn/student/",),
        image="https://example.org/share.png",
    )
    assert learning_resource(LESSON, page, vocabulary) == {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": "https://example.org/sr-Latn/",
        "learningResourceType": "lesson plan",
        "educationalUse": "group work",
        "name": "Pauza",
        "description": "Opis.",
        "url": "https://example.org/sr-Latn/",
        "image": "https://example.org/share.png",
        "inLanguage": "sr-Latn",
        "about": ["Grooming"],
        "timeRequired": "PT45M",
        "typicalAgeRange": "9-11",
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": "student"},
            {"@type": "EducationalAudience", "educationalRole": "parent"},
        ],
        "teaches": [
            {
                "@type": "DefinedTerm",
                "termCode": "4.3",
                "name": "Protecting health and well-being",
                "inDefinedTermSet": "DigComp 2.2",
            }
        ],
        "educationalAlignment": [
            {
                "@type": "AlignmentObject",
                "alignmentType": "teaches",
                "educationalFramework": "DigComp 2.2",
                "targetName": "4.3",
            }
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "author": [{"@type": "Organization", "name": "Tim"}],
        "version": "1.0",
        "dateModified": "2026-11-22",
        "isAccessibleForFree": True,
        "accessibilityFeature": ["structuralNavigation"],
        "workTranslation": [{"@id": "https://example.org/en/"}],
        "hasPart": [{"@id": "https://example.org/sr-Latn/student/"}],
    }


def test_professions_are_professionals(vocabulary: Vocabulary) -> None:
    training = replace(LESSON, audiences=("teachers", "social-workers", "parents"))
    data = learning_resource(training, PAGE, vocabulary)
    roles = [audience["educationalRole"] for audience in data["audience"]]
    assert roles == ["teacher", "professional", "parent"]
    assert "typicalAgeRange" not in data  # nobody asks how old adults are


def test_what_is_not_known_of_a_lesson_is_left_out(vocabulary: Vocabulary) -> None:
    bare = replace(LESSON, reviewed_on=None, licence="own", competences=(), audiences=())
    data = learning_resource(bare, replace(PAGE, description=""), vocabulary)
    missing = {
        "translationOfWork",
        "workTranslation",
        "hasPart",
        "teaches",
        "dateModified",
        "license",
        "educationalAlignment",
        "audience",
        "description",
    }
    assert missing & set(data) == set()


def test_centre_is_an_organization(serbia: Site) -> None:
    data = organization(serbia.centre, "NKC", "https://example.org/")
    assert data == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "NKC",
        "alternateName": list(serbia.centre.aliases),
        "url": "https://example.org/",
        "email": "bit@mit.gov.rs",
        "foundingDate": "2017",
    }


def test_what_a_centre_has_not_published_is_left_out() -> None:
    bare = Centre(
        id="north",
        country="RS",
        name={"en": "North"},
        short_name={"en": "North"},
        time_zone="Europe/Belgrade",
        languages=("en",),
        quick_exit_url="https://example.org/",
    )
    assert set(organization(bare, "North", "https://example.org/")) == {
        "@context",
        "@type",
        "name",
        "url",
    }

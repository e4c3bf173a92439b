"""The form in the browser has a field for whatever a submission may say, and for nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from beacon.content.campaigns import CampaignPicture, Maker, Period
from beacon.models import most_letters
from beacon.submissions.editor import configuration, practice
from beacon.submissions.form import BODY, SLUG, Choices, Field, Form
from beacon.submissions.record import (
    SHARED,
    SHARED_OF_PICTURE,
    SubmissionHead,
    address_of,
    is_slug,
)

# What a stranger may say besides, and what nobody is asked for in a form.
_NOT_ASKED = {"nav_title", "sources", "cities"}
_CENTRE_SAYS = {
    "authors", "cities_declared", "educators", "figures", "needs", "official_wording",
    "reviewed_by", "reviewed_on", "status", "translation", "version",
}  # fmt: skip
_PRECISE = {"start", "end"}


def fields() -> dict[str, Field]:
    """Return the fields of a form by name."""
    few = [("one", "One")]
    choices = Choices(few, few, few, few, few, few, [(1, "January")])
    form = Form(lambda text, **values: text % values, choices, "serbia", "sr")
    return {field["name"]: field for field in form.fields()}


def inside(field: Field) -> dict[str, Field]:
    """Return the fields in a field by name."""
    return {inner["name"]: inner for inner in field["fields"]}


def test_form_asks_for_every_field_of_the_record() -> None:
    asked = fields()
    known = set(SubmissionHead.__struct_fields__) - _CENTRE_SAYS - _NOT_ASKED
    assert asked.keys() - {SLUG, BODY} == known
    assert inside(asked["made_by"]).keys() == set(Maker.__struct_fields__)
    assert inside(asked["period"]).keys() == set(Period.__struct_fields__) - _PRECISE
    assert inside(asked["pictures"]).keys() == set(CampaignPicture.__struct_fields__)


def test_what_all_languages_share_is_asked_once() -> None:
    asked = fields()
    groups = {"made_by", "period"}
    once = {name for name, field in asked.items() if field.get("i18n") == "duplicate"}
    assert once == set(SHARED) - groups
    for name in groups:
        assert {f["i18n"] for f in inside(asked[name]).values()} == {"duplicate"}
    assert "i18n" not in asked[SLUG]
    assert SHARED_OF_PICTURE == ("file", "people", "consent")


@pytest.mark.parametrize(
    "name", ["a", "not-your-meme", "a" * 60, "a" * 61, "Not-Your-Meme", "-a", "a--b", "мим", ""]
)
def test_form_takes_the_addresses_that_a_submission_may_have(name: str) -> None:
    """It cannot be changed later, so that what is taken has to be right."""
    pattern, told = fields()[SLUG]["pattern"]
    assert bool(re.search(pattern, name)) == is_slug(name)
    assert told == "small Latin letters, digits and hyphens, at most 60 characters"


@pytest.mark.parametrize("text", ["Није твоја ствар", "a" * 59 + " b", "ab " * 40])
def test_address_that_is_offered_is_one(text: str) -> None:
    assert is_slug(address_of(text))


def test_form_has_the_limits_of_the_record() -> None:
    slogan = most_letters(SubmissionHead, "slogan")
    assert slogan is not None
    assert fields()["slogan"]["pattern"] == [
        rf"^[\s\S]{{0,{slogan}}}$",
        f"at most {slogan} characters",
    ]
    assert most_letters(SubmissionHead, "topics") is None


def test_configuration_is_one_draft_for_all_languages_and_never_the_site() -> None:
    data = configuration(
        list(fields().values()),
        centre="bulgaria",
        connection=practice("/_preview/practice"),
        locale="bg",
        languages=("bg", "en"),
        labels=("Кампании", "Кампания"),
    )
    read: dict[str, Any] = yaml.safe_load(data)
    (collection,) = read.pop("collections")
    assert read["publish_mode"] == "editorial_workflow"
    assert read["i18n"] == {
        "structure": "multiple_files",
        "locales": ["bg", "en"],
        "default_locale": "bg",
    }
    assert (collection["folder"], collection["path"]) == ("content/submissions", "{{slug}}/text")
    assert (collection["media_folder"], collection["delete"]) == ("pictures", False)
    assert collection["label"] == "Кампании"
    assert read["backend"]["proxy_url"] == "/_preview/practice"
    # A folder of pictures without a text would be a submission, but for its first letter.
    assert read["media_folder"] == "content/submissions/_pictures"

"""Open data: the packages say in English what is known in English, and all else as it is known."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from beacon.build.open_data import OpenData
from beacon.build.site import Site


@pytest.mark.parametrize("sample", [False, True])
def test_licence_without_an_english_name_has_the_one_that_is_known(
    serbia: Site, sample: bool
) -> None:
    known = serbia.centre.data_licence
    licence = replace(serbia.vocabulary.licences[known], name={"sr": "Лиценца"})
    vocabulary = replace(serbia.vocabulary, licences={**serbia.vocabulary.licences, known: licence})
    data = OpenData(replace(serbia, vocabulary=vocabulary), "https://example.org/")
    (package,) = (
        json.loads(text)
        for name, text in data.files(sample=sample).items()
        if name.endswith("datapackage.json")
    )
    assert [one["title"] for one in package["licenses"]] == ["Лиценца"]

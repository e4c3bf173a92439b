"""The glossary as a page shows it: a term and its names in the other languages."""

from __future__ import annotations

from beacon.build.glossary import glossary_view
from beacon.build.site import Site
from beacon.build.wording import Wording


def test_names_in_other_languages_begin_as_the_term_does(serbia: Site) -> None:
    """Half of them are nouns in small letters, and "Активност activity" looks like a slip."""
    view = glossary_view(serbia, Wording(serbia, serbia.languages["sr-Cyrl"]))
    named = {term.name: dict(term.also) for group in view.letters for term in group.terms}
    assert named["Активност"] == {"en": "Activity"}
    assert [name for also in named.values() for name in also.values() if name[0].islower()] == []

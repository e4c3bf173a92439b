"""Glossary pages: the terms of one language in the order of its own alphabet."""

from __future__ import annotations

from beacon.build.site import SiteLike
from beacon.build.views import GlossaryView, LetterView, TermView
from beacon.build.wording import Wording
from beacon.glossary.terms import Term
from beacon.languages.formats import alphabet, compare_key, first_letter

GLOSSARY = "glossary"
"""The id of the page that holds the glossary."""
_OF_FUNDING = frozenset({"eu_funded", "eu_cofunded"})
"""Terms that only a centre with such funding shows: elsewhere they would read as a statement."""


def glossary_view(site: SiteLike, wording: Wording) -> GlossaryView:
    """Return all terms; those without a definition in the page's language are named alone."""
    language = wording.language
    own = site.languages.source(language.tag).path
    letters: dict[str, list[TermView]] = {letter: [] for letter in alphabet(language)}
    bare: list[str] = []
    terms = site.glossary.terms
    shown = (term for key, term in terms.items() if site.centre.funding or key not in _OF_FUNDING)
    named = [(_capital(wording.text(term.names)), term) for term in shown]
    for name, term in sorted(named, key=lambda pair: compare_key(pair[0], language)):
        if own not in term.definitions:
            bare.append(name)
            continue
        letters.setdefault(first_letter(name, language), []).append(
            TermView(term.anchor, name, wording.text(term.definitions), _also(site, term, wording))
        )
    found = [LetterView(letter, terms) for letter, terms in letters.items() if terms]
    return GlossaryView(found, bare)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _also(site: SiteLike, term: Term, wording: Wording) -> list[tuple[str, str]]:
    """Return (tag, name) in the other languages that the site is written in, as headings."""
    own = site.languages.source(wording.language.tag)
    others = dict.fromkeys(site.languages.source(tag).tag for tag in site.tags)
    found = ((tag, term.names.get(site.languages[tag].path, "")) for tag in others)
    return [(tag, _capital(name)) for tag, name in found if name and tag != own.tag]

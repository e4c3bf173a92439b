"""Choices: what somebody may have meant by a word that the vocabulary does not have."""

from __future__ import annotations

from collections.abc import Mapping

from beacon.content.vocabulary import Term, text_in
from beacon.languages.latin import to_latin
from beacon.languages.marks import unmarked
from beacon.languages.registry import Language, Languages
from beacon.problems import N_, Sentence, did_you_mean, nearest

_FEW = 12
"""So many ids are listed with their names."""


def meant(
    word: str, known: Mapping[str, Term], language: Language | None, languages: Languages
) -> str:
    """Return the id that is meant by a word or by a name in any language, or all that there are.

    Young people write `ученик` or `vršnjački edukator`, and do not know our ids.
    """
    near = did_you_mean(word, known)
    if near:
        return near
    ids = {name.casefold(): key for key, term in known.items() for name in term.name.values()}
    ids |= {to_latin(name): key for name, key in ids.items()}
    name = nearest(word.casefold(), ids)
    if name:
        return Sentence(N_('Did you mean "%(slug)s"?'), slug=ids[name])
    choices = list(known)
    if language and len(choices) <= _FEW:
        choices = [f"{key} ({_name(term, language, languages)})" for key, term in known.items()]
    return Sentence(N_("It must be one of: %(choices)s."), choices=", ".join(choices))


def _name(term: Term, language: Language, languages: Languages) -> str:
    return unmarked(text_in(term.name, language, languages))

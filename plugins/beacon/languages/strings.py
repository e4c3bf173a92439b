"""Interface strings: gettext catalogues in `theme/locales`, the Serbian Latin one generated."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from beacon.languages.latin import to_latin
from beacon.languages.marks import marked
from beacon.languages.registry import Language, Languages
from beacon.patterns import regex
from beacon.problems import Code, Problem, Sentence, Severity

BROKEN_CATALOGUE = Code(
    "LNG002", "A catalogue of interface strings cannot be read.", "Mend the line that is named."
)
UNTRANSLATED = Code(
    "LNG003",
    "A catalogue lacks a string of the interface; readers would see English.",
    "Translate it in the catalogue.",
    Severity.WARNING,
)
CODES = (BROKEN_CATALOGUE, UNTRANSLATED)

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message


_ENGLISH = "en"
_TOLD_EACH = 20
_VALUE = regex(r"%\((\w+)\)")
_TEXT = regex(rb'\s*(?:msg\w+(?:\[\d+\])?\s*)?"')
_WHOLE_TEXT = regex(rb'[^"]*"(?:[^\\]|\\.)*"\s*$')


class _English(NullTranslations):
    """The strings as the templates have them, standing in for those that are missing."""

    def gettext(self, message: str) -> str:
        return marked(message, _ENGLISH)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return marked(super().ngettext(msgid1, msgid2, n), _ENGLISH)

    def pgettext(self, context: str, message: str) -> str:
        return marked(message, _ENGLISH)


Question = tuple[str | int, ...]
"""A method of gettext and its arguments: `("ngettext", "%(num)s day", "%(num)s days", 2)`."""


class Strings(Struct, frozen=True, dict=True):
    """The strings of one language, for templates and for the library.

    `compiled` is its catalogue as gettext compiles it, which is opened when a string is asked
    for: few languages are needed for a small change. A string that it lacks is English, and marked
    as such where the language is another.
    """

    compiled: bytes = b""
    latin: bool = False
    english: bool = False

    @cached_property
    def plain(self) -> Strings:
        """The same strings without marks, for files that have no place for another language."""
        return self if self.english else Strings(self.compiled, self.latin, english=True)

    @cached_property
    def _catalogue(self) -> NullTranslations:
        return _opened(self.compiled, self.english)

    def gettext(self, message: str, **values: object) -> str:
        """Return the translated message with its `%(name)s` values filled in."""
        return self._finish(self._catalogue.gettext(message), values)

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Return the form for `count`; `%(num)s` is that number, or `num` as people write it."""
        text = self._catalogue.ngettext(singular, plural, count)
        return self._finish(text, {"num": count, **values})

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return the message as it is said in this context."""
        return self._finish(self._catalogue.pgettext(context, message), values)

    def told(self, text: str) -> str:
        """Return a message of ours that was written down in English, with its values."""
        if not isinstance(text, Sentence):
            return self.gettext(text) if text.strip() else text
        return self.gettext(text.message, **{k: self._told(v) for k, v in text.values.items()})

    def _told(self, value: object) -> object:
        return ", ".join(map(self.told, value)) if isinstance(value, tuple) else value

    def problem(self, problem: Problem) -> str:
        """Return a problem in one line; what the catalogue does not know of it is English."""
        return problem.said(self.told(problem.message), self.told(problem.hint))

    def said(self, question: Question) -> str:
        """Return what the catalogue says, without the values that stand in it."""
        form, *words = question
        said: str = getattr(self._catalogue, str(form))(*words)
        return said

    def _finish(self, text: str, values: dict[str, object]) -> str:
        script = to_latin(text) if self.latin else text
        return script % values if values else script.replace("%%", "%")


class NotedStrings(Strings, frozen=True, dict=True):
    """Strings that note what they were asked for, and what the catalogue said."""

    asked: dict[Question, str] = field(default_factory=dict)

    def gettext(self, message: str, **values: object) -> str:
        """Note and return the translated message."""
        self._note("gettext", message)
        return Strings.gettext(self, message, **values)

    def ngettext(self, singular: str, plural: str, count: int, /, **values: object) -> str:
        """Note and return the form for `count`."""
        self._note("ngettext", singular, plural, count)
        return Strings.ngettext(self, singular, plural, count, **values)

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Note and return the message as it is said in this context."""
        self._note("pgettext", context, message)
        return Strings.pgettext(self, context, message, **values)

    def _note(self, *question: str | int) -> None:
        self.asked[question] = self.said(question)


def catalogue_path(locales: Path, language: Language) -> Path:
    """Return where the catalogue of a language that people write stands."""
    return locales / language.path / "LC_MESSAGES" / "beacon.po"


def translated_by_hand(languages: Languages) -> dict[str, Language]:
    """Return the languages that may have a catalogue, by folder; the strings are English as is."""
    return {
        language.path: language
        for language in languages.by_tag.values()
        if not language.transliterated_from and not _is_english(language)
    }


def load_strings(
    locales: Path, languages: Languages, tags: tuple[str, ...], problems: list[Problem]
) -> dict[str, Strings]:
    """Return the strings by language tag; a language without a catalogue speaks English.

    The language that people write is among them where only its other script is asked for: what
    is said within a text is said in its language, and transliterated with it.
    """
    found: dict[str, Strings] = {}
    for tag in dict.fromkeys((*tags, *(languages.source(tag).tag for tag in tags))):
        source = languages.source(tag)
        path = catalogue_path(locales, source)
        latin = bool(languages[tag].transliterated_from)
        found[tag] = Strings(_read(path, source, problems), latin, _is_english(source))
    return found


def _is_english(language: Language) -> bool:
    return language.tag.partition("-")[0] == _ENGLISH


@cache
def _opened(compiled: bytes, english: bool) -> NullTranslations:
    """Return a catalogue; both scripts of a language share it."""
    rest = NullTranslations() if english else _English()
    if not compiled:
        return rest
    catalogue = GNUTranslations(io.BytesIO(compiled))
    catalogue.add_fallback(rest)
    # Asked for without a number, a message with plural forms is its singular; Python 3.11.2,
    # which Debian 12 has, does not find it.
    known: dict[Any, str] = vars(catalogue)["_catalog"]
    one = catalogue.plural(1)  # type: ignore[attr-defined]
    forms = [(key, text) for key, text in known.items() if isinstance(key, tuple)]
    for (message, form), text in forms:
        if form == one:
            known.setdefault(message, text)
    return catalogue


def _read(path: Path, language: Language, problems: list[Problem]) -> bytes:
    """Return a catalogue as gettext compiles it; nothing where there is none to read."""
    if not path.is_file():
        return b""
    from babel.messages.mofile import write_mo  # noqa: PLC0415 (slow; catalogues seldom change)

    shown = _shown(path)
    catalogue = read_catalogue(path, language.locale, problems)
    if catalogue is None:
        return b""
    lacking: list[Problem] = []
    for message in catalogue:
        if not message.id:
            continue
        text = message.id if isinstance(message.id, str) else message.id[0]
        if not is_translated(message.string) or message.fuzzy:
            lacking.append(UNTRANSLATED.at(shown, message.lineno, f'"{text}" is not translated.'))
        elif not _same_values(message):
            said = f'"{text}" and its translation name other values in %(…)s.'
            problems.append(BROKEN_CATALOGUE.at(shown, message.lineno, said))
            message.string = ""
    if len(lacking) > _TOLD_EACH:  # somebody has just begun; a list of all would hide the rest
        said = f"{len(lacking)} strings from this line on are not translated."
        lacking = [UNTRANSLATED.at(shown, lacking[0].line, said)]
    problems.extend(lacking)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def read_catalogue(path: Path, locale: str, problems: list[Problem]) -> Catalog | None:
    """Read a catalogue whole; None and a problem where any part of it cannot be read."""
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415 (as above)

    with path.open("rb") as stream:
        lines = _Counted(stream)
        try:
            catalogue = read_po(lines, locale=locale, abort_invalid=True)
            if lines.open_at is None:
                return catalogue
            line, why = lines.open_at, "the quotation mark at the end is missing"
        except PoFileError as error:  # Babel counts its lines from 0
            line, why = error.lineno + 1, str(error).removesuffix(f" on {error.lineno}")
        except ValueError as error:
            line, why = lines.read, str(error)
        said = f"The catalogue cannot be read ({why})."
        problems.append(BROKEN_CATALOGUE.at(_shown(path), line, said))
        return None


def _shown(path: Path) -> str:
    return "/".join(path.parts[-5:])


class _Counted:
    """The lines of a file, and how many were read: not every fault of a catalogue names its own.

    `open_at` is the first line whose text does not end. Babel takes its last letter for the
    quotation mark.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.read = 0
        self.open_at: int | None = None
        self._lines = lines

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self.read += 1
            if self.open_at is None and _TEXT.match(line) and not _WHOLE_TEXT.match(line):
                self.open_at = self.read
            yield line


def is_translated(string: object) -> bool:
    """Tell whether every form of a message has a translation."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def _same_values(message: Message) -> bool:
    """Tell whether every form of a translation names only values that the message has."""
    forms = message.string if isinstance(message.string, tuple | list) else (message.string,)
    asked = message.id if isinstance(message.id, tuple | list) else (message.id,)
    known = {name for form in asked for name in _VALUE.findall(str(form))}
    return all(set(_VALUE.findall(str(form))) <= known for form in forms)

"""Intake: a document and its pictures become a submission, whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from html import unescape
from pathlib import Path, PurePath
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

import yaml
from msgspec import Struct, field
from msgspec.structs import replace

from beacon.content.vocabulary import UNKNOWN_TERM, Term, Vocabulary, unknown
from beacon.files import is_meant, write_together
from beacon.languages.registry import Languages
from beacon.patterns import regex
from beacon.problems import N_, Problem, ProblemsFound, Sentence, nearest
from beacon.sources import (
    BAD_VALUE,
    NO_FRONT_MATTER,
    Document,
    Location,
    build,
    not_read_at,
    parse_yaml,
    read_page,
    read_text,
)
from beacon.submissions.choices import meant
from beacon.submissions.pictures import Prepared, prepare
from beacon.submissions.record import (
    BAD_SLUG,
    FOLDER,
    MOST_PICTURES,
    MOST_TEXT,
    NOT_TOLD,
    PICTURES,
    TAKE_PICTURES_OUT,
    TAKEN,
    TOO_LARGE,
    UNUSABLE_DOCUMENT,
    SubmissionHead,
    address_of,
    is_slug,
    too_many_pictures,
)  # fmt: skip
from beacon.submissions.rendered import pictures_shown
from beacon.submissions.spoken import TEXTS, answered_in, as_it_is, guess_language
from beacon.submissions.word import WordText, read_word

LICENCE = "CC-BY-4.0"
NEEDED = {
    "title": N_("the title of the campaign"),
    "description": N_("what it is about, in one or two sentences"),
    "topics": N_("its topics, from content/vocabulary/topics.yml"),
    "made_by": N_("who made it: a role from content/vocabulary/roles.yml, then the group's name"),
    "expires": N_("its last day, such as 2027-06-30"),
}
"""What every submission says, and how somebody is asked for it."""
_MOST_ALLOWED = Sentence(N_("%(size)s kB of text are allowed."), size=MOST_TEXT // 1000)
_NO_FILE = N_("There is no such file.")

# How a text names a picture: between brackets, which may stand inside its name or its words as
# well, in a definition, and in HTML. Phones and browsers give such names: `slika (1).png`.
_IMAGE = regex(
    r"!\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s{0,9}"
    r"(?:<([^<>\n]*)>|((?:[^()<>\n]|\((?:[^()<>\n]|\([^()<>\n]*\))*\)){1,500}?))"
    r"((?:\s{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\s{0,9}\))"
)
_DEFINITION = regex(r"^( {0,3}\[[^\[\]\n]+\]:\s*)<?([^\s<>]+)>?(?=\s|$)", re.MULTILINE)
_SOURCE = regex(
    r"(<img\b[^<>]*?\ssrc\s*=\s*[\"']?)((?<=\")[^\"]+|(?<=')[^']+|[^\s\"'>]+)", re.IGNORECASE
)
_ESCAPED = regex(r"\\([!-/:-@\[-`{-~])")
_FENCED = regex(r"---[ \t]*\n[A-Za-z_]+:")
_KEY = regex(r"(?:[-–—]+[ \t]*\n)?([A-Za-z_]+):")
_BRACKET = regex(r"[\[\]]")
_ORDER = (
    "title", "description", "slogan", "warning", "pledge", "centre", "written_in", "made_by",
    "topics", "audiences", "stages", "period", "expires", "related_lessons", "pictures", "licence",
)  # fmt: skip
_LISTS = frozenset({"topics", "audiences", "stages", "related_lessons", "sources"})


class NotTakenIn(ProblemsFound):
    """Raised where a campaign is not taken in.

    `language` is the folder of the language, and of the letters, of what was written, if known.
    """

    def __init__(self, problems: Iterable[Problem], language: str) -> None:
        self.language = language
        super().__init__(problems)


class Intake(Struct, frozen=True):
    """What is to be written: files by their paths, and what the sender is told.

    `language` is the folder of the language, and of the letters, of the text; empty where no text
    is taken in. `told` says in sentences what was taken out of pictures and documents.
    """

    language: str
    slug: str
    folder: Path
    files: Mapping[Path, bytes]
    told: tuple[str, ...]

    def write(self) -> None:
        """Write all files: each is there afterwards, or none."""
        write_together(self.files)


class _Draft(Struct):
    """A text on its way in: front matter, body and pictures by the name the text uses.

    `lines` are those of what the document itself says in its front matter.
    """

    head: dict[str, Any]
    body: str
    pictures: dict[str, bytes] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    lines: Mapping[Location, int] = field(default_factory=dict)


def take_in(
    content: Path,
    document: Path,
    pictures: Mapping[Path, str],
    fields: Mapping[str, str],
    languages: Languages,
    vocabulary: Vocabulary,
    *,
    centre: str,
    language: str = "",
    slug: str = "",
    instead: bool = False,
    as_of: date | None = None,
    centres: Mapping[str, object] | None = None,
    lessons: Collection[str] | None = None,
) -> Intake:
    """Return what a document and its pictures become below `content`; nothing is written yet.

    `pictures` are files and what they show, in words. `fields` are texts by the keys of front
    matter, and stand before those of the document. `language` is a language folder, guessed from
    the letters where it is empty, `centre` that of a text which names none; `instead` says that
    what stands there already gives way. By the day `as_of` a last day must not be over.
    `centres` are those that there are, by their ids, and `lessons` the names of all.

    Raises NotTakenIn with everything that is wrong or missing, all at once.
    """
    problems: list[Problem] = []
    draft = _read(document, problems)
    if draft is None:
        raise NotTakenIn(problems, answered_in(language, as_it_is(document), languages))
    text = f"{draft.head.get('title', '')} {draft.body}"
    spoken = answered_in(language, text, languages)
    if len(draft.body.encode()) > MOST_TEXT:  # before it is rendered, which takes its time
        raise NotTakenIn([TOO_LARGE.at(str(document), None, _MOST_ALLOWED)], spoken)
    _bring_in(draft, pictures, problems)
    given = {key: _value(key, text) for key, text in fields.items() if text.strip()}
    draft.head |= given
    draft.lines = {at: n for at, n in draft.lines.items() if at and at[0] not in given}
    shown = str(document)
    language = language or guess_language(text)
    written = languages.of_path(language)
    if written is None or written.transliterated_from:
        how = N_("Say it with --language: sr, bg or en.")
        problems.append(NOT_TOLD.at(shown, None, N_("The language is not clear."), how))
    prepared = _prepare_all(draft, problems)
    body = _with_pictures(draft, prepared)
    head = _completed(draft, {"centre": centre, "written_in": language}, prepared, body)
    lines = _lines(draft, head, prepared)
    problems += _missing(head, shown, lines)
    slug = slug or address_of(str(head.get("title") or document.stem))
    if not is_slug(slug):
        better = Sentence(N_('Try "%(slug)s".'), slug=address_of(slug))
        said = Sentence(N_('"%(slug)s" is no address.'), slug=slug)
        problems.append(BAD_SLUG.at(shown, None, said, better))
    folder = content / FOLDER / slug
    problems += _lost(draft, prepared, body, folder, shown)
    given_as = {picture.name: name for name, picture in prepared.items()}
    problems += _check(head, body, shown, lines, given_as)
    problems += _over(head, shown, lines, as_of)
    hint = partial(meant, language=languages.of_path(spoken), languages=languages)
    problems += _unknown(head, shown, lines, vocabulary, hint)
    problems += _nowhere(head, shown, lines, centres)
    problems += _no_lessons(head, shown, lines, lessons)
    files = {folder / f"text.{language}.md": _text(head, body).encode()}
    for picture in prepared.values():
        files[folder / PICTURES / picture.name] = picture.data
    if not instead:
        problems += _taken(folder, language, prepared.values(), shown)
    if problems:
        raise NotTakenIn(problems, spoken)
    return Intake(spoken, slug, folder, files, tuple(draft.told))


def _bring_in(draft: _Draft, pictures: Mapping[Path, str], problems: list[Problem]) -> None:
    """Add pictures to a text, and to those that it has already the words that describe them."""
    # A picture of the document is called as it will be as well: picture-1.jpeg, picture-1.jpg.
    inside = {PurePath(name).stem: name for name in draft.pictures}
    for path, words in pictures.items():
        if path.is_file():
            draft.words[path.name] = words
            try:
                draft.pictures[path.name] = path.read_bytes()
            except OSError as error:
                problems.append(not_read_at(str(path), error))
        elif path.stem in inside:
            draft.words[inside[path.stem]] = words
        else:
            problems.append(UNUSABLE_DOCUMENT.at(str(path), None, _NO_FILE, " "))


def _missing(
    head: Mapping[str, Any], shown: str, lines: Mapping[Location, int]
) -> Iterator[Problem]:
    """Tell what every campaign says and this one does not, or only by a name without words."""
    fields = SubmissionHead.__struct_fields__
    slips = {nearest(str(key), fields) for key in head if key not in fields}
    for key, asked in NEEDED.items():
        if not head.get(key) and key not in slips:  # those are told as slips
            said = Sentence(N_('"%(key)s" is missing: %(asked)s.'), key=key, asked=(asked,))
            hint = Sentence(N_('--field %(key)s="…"'), key=key)
            yield NOT_TOLD.at(shown, lines.get((key,)), said, hint)


def clean_pictures(folder: Path, shown: str) -> Intake:
    """Return the pictures of a submission made anew, where they hold what a page must not have.

    A picture keeps its name, so a PNG that becomes a JPEG is a problem with a remedy.
    """
    problems: list[Problem] = []
    files, told = dict[Path, bytes](), list[str]()
    for path in sorted((folder / PICTURES).glob("*")):
        if not path.is_file() or not is_meant(path.name):
            continue
        found = prepare(path.read_bytes(), path.name, f"{shown}/{PICTURES}/{path.name}")
        if isinstance(found, Problem):
            problems.append(found)
        elif not found.name.endswith(path.suffix.replace(".jpeg", ".jpg")):
            kind = found.name.rpartition(".")[2]
            said = Sentence(N_("As a picture it is a .%(kind)s."), kind=kind)
            hint = N_("Hand it in again with scripts/submit.py --picture, and take this one out.")
            where = f"{shown}/{PICTURES}/{path.name}"
            problems.append(UNUSABLE_DOCUMENT.at(where, None, said, hint))
        elif found.data != path.read_bytes() and (found.taken_out or _is_large(path, found)):
            files[path] = found.data
            told.append(_taken_out(path.name, found) or _smaller(path.name, found))
    if problems:
        raise ProblemsFound(problems)
    return Intake("", folder.name, folder, files, tuple(told))


def _is_large(path: Path, found: Prepared) -> bool:
    return len(found.data) < path.stat().st_size


def _read(document: Path, problems: list[Problem]) -> _Draft | None:
    shown = str(document)
    if not document.is_file():
        no_file = N_("This is a folder, and no file.") if document.is_dir() else _NO_FILE
        problems.append(UNUSABLE_DOCUMENT.at(shown, None, no_file, " "))
        return None
    try:
        return _opened(document, shown, problems)
    except OSError as error:
        problems.append(not_read_at(shown, error))
        return None


def _opened(document: Path, shown: str, problems: list[Problem]) -> _Draft | None:
    if document.suffix.lower() == ".docx":
        found = read_word(document.read_bytes(), shown)
        if isinstance(found, Problem):
            problems.append(found)
            return None
        return _of_word(found)
    if document.suffix.lower() not in TEXTS:
        said = N_("A file without an ending is no kind of document that is taken.")
        if document.suffix:
            said = Sentence(
                N_('"%(ending)s" is no kind of document that is taken.'), ending=document.suffix
            )
        problems.append(UNUSABLE_DOCUMENT.at(shown, None, said))
        return None
    return _of_markdown(document, shown, problems)


def _of_word(found: WordText) -> _Draft:
    told = N_("Left out of the document: %(what)s.")
    left_out = [Sentence(told, what=(what,)) for what in found.left_out]
    head: dict[str, Any] = {"title": found.title} if found.title else {}
    return _Draft(head, found.body, dict(found.pictures), told=[*left_out])


def _of_markdown(document: Path, shown: str, problems: list[Problem]) -> _Draft | None:
    text = read_text(document, shown, problems, most=MOST_TEXT)
    if text is None:
        return None
    if text.startswith("---"):
        page = read_page(document, shown, problems)
        return _Draft(dict(page.data), page.body, lines=page.lines) if page else None
    begins = len(text) - len(text.lstrip())
    line = text.count("\n", 0, begins) + 1
    if begins and _FENCED.match(text, begins):
        said = N_("Something stands above the front matter, or in front of it.")
        hint = N_('The file must begin with "---": take the empty lines and blanks above it out.')
        problems.append(NO_FRONT_MATTER.at(shown, line, said, hint))
        return None
    key = _KEY.match(text, begins)  # as a line of dashes is written where Word has made one of it
    if key and key.group(1).casefold() in SubmissionHead.__struct_fields__:
        said = N_("The front matter is missing or not closed.")
        problems.append(NO_FRONT_MATTER.at(shown, line, said))
        return None
    heading = re.match(r"\s*#[ \t]+(\S[^\n]*)\n", text)
    if heading:
        return _Draft({"title": heading.group(1).strip()}, text[heading.end() :])
    return _Draft({}, text)


def _value(key: str, text: str) -> Any:
    """Return what is written on a command line as front matter has it."""
    if key in _LISTS:
        return [word.strip() for word in text.split(",") if word.strip()]
    if key == "expires":
        with suppress(ValueError):  # what is no date is told like any other value
            return date.fromisoformat(text.strip())
    if key == "made_by":
        role, _, name = text.partition(",")
        return {"role": role.strip(), "name": name.strip()}
    return text.strip()


def _prepare_all(draft: _Draft, problems: list[Problem]) -> dict[str, Prepared]:
    """Return the pictures made anew, each with a name of its own, by the names the text uses."""
    found: dict[str, Prepared] = {}
    names: set[str] = set()
    if len(draft.pictures) > MOST_PICTURES:
        said = too_many_pictures(len(draft.pictures))
        problems.append(TOO_LARGE.at("--picture", None, said, TAKE_PICTURES_OUT))
        return found
    for name, data in draft.pictures.items():
        picture = prepare(data, name, name)
        if isinstance(picture, Problem):
            problems.append(picture)
            continue
        stem, _, ending = picture.name.rpartition(".")
        number = 2
        safe = picture.name
        while safe in names:
            safe, number = f"{stem}-{number}.{ending}", number + 1
        names.add(safe)
        found[name] = Prepared(safe, picture.data, picture.size, picture.taken_out)
        told = (_renamed(name, found[name]), _taken_out(safe, picture))
        draft.told += filter(None, told)
    return found


def _renamed(name: str, picture: Prepared) -> str:
    """Say what a picture is called now; nothing where it keeps its name."""
    if name == picture.name:
        return ""
    return Sentence(
        N_("%(name)s becomes %(new)s (%(width)s × %(height)s, %(size)s kB)."),
        name=name, new=picture.name, **_measures(picture),
    )  # fmt: skip


def _taken_out(name: str, picture: Prepared) -> str:
    if not picture.taken_out:
        return ""
    return Sentence(N_("Taken out of %(name)s: %(what)s."), name=name, what=picture.taken_out)


def _smaller(name: str, picture: Prepared) -> str:
    told = N_("%(name)s is smaller now (%(width)s × %(height)s, %(size)s kB).")
    return Sentence(told, name=name, **_measures(picture))


def _measures(picture: Prepared) -> dict[str, int]:
    width, height = picture.size
    return {"width": width, "height": height, "size": len(picture.data) // 1000}


def _with_pictures(draft: _Draft, prepared: Mapping[str, Prepared]) -> str:
    """Return the body with its pictures under the names they have now."""
    given = {normalize("NFC", name): name for name in prepared}

    def found(target: str) -> str:
        """Return the picture that is named, by the name it was given with."""
        return next((given[name] for name in _names_of(target) if name in given), "")

    def now(target: str) -> str:
        name = found(target)
        return f"{PICTURES}/{prepared[name].name}" if name else target

    def shown(match: re.Match[str]) -> str:
        words, bracketed, bare, end = match.groups()
        target = bare or bracketed or ""
        name = found(target)
        words = words.strip() or _BRACKET.sub(r"\\\g<0>", draft.words.get(name, ""))
        written = target if name or bracketed is None else f"<{target}>"
        return f"![{words}]({now(written)}{end}"

    def named(match: re.Match[str]) -> str:
        name = found(match.group(2).strip())
        return f"{match.group(1)}{now(name)}" if name else match.group()

    body = _IMAGE.sub(shown, draft.body)
    body = _SOURCE.sub(named, _DEFINITION.sub(named, body))
    return body.strip("\n") + "\n"


def _names_of(target: str) -> Iterator[str]:
    """Yield the names that the end of an address may mean: as it is written, and as it is read."""
    read = unquote(unescape(_ESCAPED.sub(r"\1", target)))
    for text in (target, read):
        yield normalize("NFC", text.replace("\\", "/").rpartition("/")[2])


def _lost(
    draft: _Draft, prepared: Mapping[str, Prepared], body: str, folder: Path, shown: str
) -> Iterator[Problem]:
    """Tell the pictures that a text shows although nobody has handed them in."""
    names = (*draft.pictures, *(picture.name for picture in prepared.values()))
    given = {normalize("NFC", name) for name in names}
    there = {f"{PICTURES}/{path.name}" for path in (folder / PICTURES).glob("*")}
    for address in dict.fromkeys(address for address, _ in pictures_shown(body) if address):
        if address not in there and not given.intersection(_names_of(address)):
            name = unquote(address).rpartition("/")[2]
            said = Sentence(
                N_('The text shows "%(address)s", but no such picture was handed in.'),
                address=address,
            )
            hint = Sentence(N_('Hand it in as well: --picture "%(name)s=What is seen."'), name=name)
            yield NOT_TOLD.at(shown, None, said, hint)


def _completed(
    draft: _Draft, usual: Mapping[str, str], prepared: Mapping[str, Prepared], body: str
) -> dict[str, Any]:
    """Return front matter in the order of its record, with what goes without saying.

    A picture of which nobody has said so may show people: then a consent is asked for.
    """
    given = {key: value for key, value in draft.head.items() if value not in (None, "")}
    whole: dict[str, Any] = {**usual, "licence": LICENCE, **given}
    known: dict[str, dict[str, Any]] = {}
    again = []  # told with what else is wrong, as is what describes no picture
    for one in _pictures_of(whole):
        if known.setdefault(str(one.get("file")), one) is not one:
            again.append(one)
    written = whole.pop("pictures", ())
    odd = [one for one in _listed(written) if not isinstance(one, dict)]
    seen = {address.rpartition("/")[2]: words for address, words in pictures_shown(body)}
    listed = []
    for name, picture in prepared.items():
        one = known.pop(name, {})
        if not one and picture.name not in prepared:  # else it is the name of another one
            one = known.pop(picture.name, {})
        words = draft.words.get(name) or seen.get(picture.name) or ""
        listed.append({"alt": words, "people": True, **one, "file": picture.name})
    now = {name: picture.name for name, picture in prepared.items()}
    told = [{**one, "file": now.get(str(one.get("file")), one.get("file"))} for one in again]
    if listed or known or odd:
        whole["pictures"] = [*listed, *known.values(), *told, *odd]
    return {key: whole[key] for key in dict.fromkeys((*_ORDER, *whole)) if key in whole}


def _lines(
    draft: _Draft, head: Mapping[str, Any], prepared: Mapping[str, Prepared]
) -> dict[Location, int]:
    """Return the lines of a document by the places that its front matter has when completed."""
    lines = {at: line for at, line in draft.lines.items() if at[0] != "pictures"}
    written = draft.head.get("pictures")
    places = dict(enumerate(_listed(written)))
    for new, picture in enumerate(_pictures_of(head)):
        file = picture.get("file")
        names = {file, *(name for name, now in prepared.items() if now.name == file)}
        olds = (
            n for n, one in places.items() if isinstance(one, dict) and one.get("file") in names
        )
        old = next(olds, -1)
        places.pop(old, None)
        moved = {at[2:]: line for at, line in draft.lines.items() if at[:2] == ("pictures", old)}
        lines |= {("pictures", new, *rest): line for rest, line in moved.items()}
    if ("pictures",) in draft.lines:
        lines["pictures",] = draft.lines["pictures",]
    return lines


def _check(
    head: Mapping[str, Any],
    body: str,
    shown: str,
    lines: Mapping[Location, int],
    given_as: Mapping[str, str],
) -> Iterator[Problem]:
    """Tell what is wrong with a text, but for what is told as missing already.

    `given_as` are the names of pictures as they were handed in, by those that they have now.
    """
    if not body.strip():
        empty = N_("There is no text in it.")
        yield NOT_TOLD.at(shown, None, empty, N_("Write what the campaign is about."))
    for number, picture in enumerate(_pictures_of(head)):
        if not picture.get("alt"):
            file = str(picture.get("file"))
            said = Sentence(N_('Nobody has said what the picture "%(name)s" shows.'), name=file)
            example = N_('Say it: --picture "%(name)s=What is seen."')
            hint = Sentence(example, name=given_as.get(file, file))
            yield NOT_TOLD.at(shown, lines.get(("pictures", number)), said, hint)
    if len(_text(head, body).encode()) > MOST_TEXT:
        yield TOO_LARGE.at(shown, None, _MOST_ALLOWED)
    described = [{**p, "alt": p.get("alt") or _UNSAID} for p in _pictures_of(head)]
    odd = _listed(head.get("pictures"))[len(described) :]
    matter = {**head, "pictures": [*described, *odd]}
    faults: list[Problem] = []
    document = parse_yaml(_matter(matter), shown, faults)
    yield from (replace(fault, line=None) for fault in faults)  # of lines that nobody has written
    usual = {key: value for key, value in _STANDING_IN.items() if not head.get(key)}
    if document:
        wrong: list[Problem] = []
        build(SubmissionHead, Document(shown, document.data, lines), wrong, **usual)
        yield from wrong


def _over(
    head: Mapping[str, Any], shown: str, lines: Mapping[Location, int], as_of: date | None
) -> Iterator[Problem]:
    """Tell a last day that is over: nobody would ever see the page."""
    day = head.get("expires")
    if as_of and type(day) is date and day < as_of:
        said = Sentence(N_('"%(key)s" is over: %(day)s.'), key="expires", day=day)
        yield BAD_VALUE.at(shown, lines.get(("expires",)), said, N_("Write a day to come."))


def _nowhere(
    head: Mapping[str, Any],
    shown: str,
    lines: Mapping[Location, int],
    centres: Mapping[str, object] | None,
) -> Iterator[Problem]:
    """Tell a centre that is none, where it is known which there are."""
    name = head["centre"]
    if centres is not None and isinstance(name, str):
        yield from unknown((name,), centres, "content/centres", shown, lines.get(("centre",)))


def _no_lessons(
    head: Mapping[str, Any],
    shown: str,
    lines: Mapping[Location, int],
    lessons: Collection[str] | None,
) -> Iterator[Problem]:
    """Tell lessons that are none, where it is known which there are."""
    named = [one for one in _listed(head.get("related_lessons")) if isinstance(one, str)]
    if lessons is not None:
        known, line = dict.fromkeys(sorted(lessons)), lines.get(("related_lessons",))
        choices = Sentence(N_("It must be one of: %(choices)s."), choices=", ".join(known))
        for problem in unknown(tuple(dict.fromkeys(named)), known, "lessons", shown, line):
            near = problem.hint != UNKNOWN_TERM.remedy
            yield replace(problem, hint=problem.hint if near else choices)


def _unknown(
    head: Mapping[str, Any],
    shown: str,
    lines: Mapping[Location, int],
    vocabulary: Vocabulary,
    hint: Callable[[str, Mapping[str, Term]], str],
) -> Iterator[Problem]:
    """Tell each word that the vocabulary does not have, with a `hint` at those that it has."""
    maker = head.get("made_by")
    role = [maker.get("role")] if isinstance(maker, dict) else ()
    places: tuple[tuple[str, Any, Mapping[str, Term], str], ...] = (
        ("topics", head.get("topics"), vocabulary.topics, "topics.yml"),
        ("audiences", head.get("audiences"), vocabulary.audiences, "audiences.yml"),
        ("stages", head.get("stages"), vocabulary.stages, "stages.yml"),
        ("made_by", role, vocabulary.roles, "roles.yml"),
        ("licence", [head.get("licence")], vocabulary.licences, "licences.yml"),
    )
    for key, given, known, where in places:
        words = [one for one in given if isinstance(one, str)] if isinstance(given, list) else []
        for word in dict.fromkeys(words):
            line = lines.get((key,))
            for problem in unknown((word,), known, f"content/vocabulary/{where}", shown, line):
                yield replace(problem, hint=hint(word, known))


# What stands in for what is missing, so that the rest can be looked at in the same run.
_UNSAID = "…"
_STANDING_IN: Mapping[str, Any] = {
    "title": _UNSAID, "description": _UNSAID, "topics": [_UNSAID], "made_by": {"role": _UNSAID},
    "written_in": _UNSAID,
}  # fmt: skip


def _pictures_of(head: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [one for one in _listed(head.get("pictures")) if isinstance(one, dict)]


def _listed(value: Any) -> list[Any]:
    """Return a list as it is, and whatever else somebody wrote as one of it."""
    return value if isinstance(value, list) else [value] if value else []


def _taken(
    folder: Path, language: str, prepared: Iterable[Prepared], shown: str
) -> Iterator[Problem]:
    """Tell what stands there already and would be lost."""
    if (folder / f"text.{language}.md").exists():
        yield TAKEN.at(shown, None, _has(folder, f"text.{language}.md"))
    for picture in prepared:
        path = folder / PICTURES / picture.name
        if path.is_file() and path.read_bytes() != picture.data:
            said = N_('"%(slug)s" has another %(name)s already.')
            yield TAKEN.at(shown, None, Sentence(said, slug=folder.name, name=picture.name))


def _has(folder: Path, name: str) -> Sentence:
    return Sentence(N_('"%(slug)s" has a %(name)s already.'), slug=folder.name, name=name)


def _matter(head: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(head), allow_unicode=True, sort_keys=False, width=1_000_000)


def _text(head: Mapping[str, Any], body: str) -> str:
    return f"---\n{_matter(head)}---\n\n{body}"


def asked_of(problems: Iterable[Problem]) -> dict[str, str]:
    """Return what somebody could still be asked for; empty where anything else is wrong too."""
    missing = {missing_in(problem) for problem in problems}
    return {} if "" in missing else {key: NEEDED[key] for key in NEEDED if key in missing}


def missing_in(problem: Problem) -> str:
    """Return the field that is missing by a problem; empty where it tells of something else."""
    keys = (key for key in NEEDED if problem.message.startswith(f'"{key}" '))
    return next(keys, "") if problem.code is NOT_TOLD else ""

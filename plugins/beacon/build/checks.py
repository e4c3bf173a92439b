"""Every check of a site's content, in one list; each code tells what it means by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from datetime import date
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from beacon.build import called, comparison, days, reachable, typed_contacts, unfilled
from beacon.build.memory import Memory
from beacon.build.reading import Reader
from beacon.build.received import with_submissions
from beacon.build.searched import SEARCH
from beacon.build.site import ALL_FEATURES, Site, load_site, with_problems
from beacon.build.unread import unread
from beacon.content import (
    boxes,
    centres,
    learning_paths,
    lessons,
    links,
    slips,
    translations,
)
from beacon.content import campaigns as campaign_records
from beacon.content.prose import Place, Prose
from beacon.content.quizzes import Quiz
from beacon.content.records import Record
from beacon.content.sheets import NAMES as SHEETS
from beacon.content.stories import Story
from beacon.content.vocabulary import unknown
from beacon.figures.literals import Literals, may_count
from beacon.files import is_meant
from beacon.glossary.terms import DEFINITIONS
from beacon.patterns import regex
from beacon.problems import Code, Problem, ProblemsFound, Severity, did_you_mean, in_order
from beacon.quizzes import paths, questions
from beacon.safeguarding import avoided
from beacon.schedule import lint
from beacon.sources import TWICE, Document, Location, not_read, read_yaml
from beacon.submissions import consents
from beacon.submissions.record import FOLDER
from beacon.typesetting.letters import has_rare, letters_of, missing

AVOID_WORD = Code(
    "CHK003",
    "A word is used that hurts children or hides what was done to them (facts §4.4).",
    "Use the word that is named.",
)
UNKNOWN_NAVIGATION = Code(
    "CHK004", "A menu of the centre names a page that does not exist.", "Correct the path."
)
WRONG_SCRIPT = Code(
    "CHK005",
    "A Serbian text mixes both scripts inside a word, which no reader and no search can follow.",
    "Write the word in Cyrillic letters only.",
)
ACTIVE_CONTENT = Code(
    "CHK006",
    "A text holds a script, a style or a part of another host; readers' browsers refuse it.",
    "Take it out and use Markdown.",
)
UNKNOWN_NAMES = Code(
    "CHK009", "A text is given for a language that the registry does not have.", "Correct the key."
)
FOREIGN_LETTER = Code(
    "CHK010",
    "A Serbian text has a Cyrillic letter of another language, which Latin script cannot show.",
    'Mark the words: <span lang="bg">…</span>.',
)
UNKNOWN_FEATURE = Code(
    "CHK007", "A page needs a feature that does not exist.", "Correct it or take it out."
)
ONE_PAGE_LAYOUT = Code(
    "CHK022",
    "A page has the layout of the search, which only the page of the search can have.",
    "Take the line out; an ordinary page needs no layout.",
)
NOT_PRINTED = Code(
    "CHK011",
    "A lesson has letters that the fonts for print lack; its sheets show empty boxes there.",
    "Write the words in Latin or Cyrillic letters.",
    Severity.WARNING,
)
TAKEN_OUT = Code(
    "CHK020",
    "A text that all centres share holds a film, a form or a script, which its pages leave out.",
    "Take it out; lead to a film with a link: [words](address).",
    Severity.WARNING,
)
CODES = (
    called.UNKNOWN_BLOCK, typed_contacts.HELP_IN_PROSE, AVOID_WORD, UNKNOWN_NAVIGATION,
    WRONG_SCRIPT, ACTIVE_CONTENT, UNKNOWN_FEATURE, ONE_PAGE_LAYOUT, UNKNOWN_NAMES, FOREIGN_LETTER,
    NOT_PRINTED, TAKEN_OUT,
)  # fmt: skip

Check = Callable[[Site], Iterator[Problem]]
LookAt = Callable[[Reader, Prose], Iterator[Problem]]


class EachText:
    """A check that looks at one text at a time: `of` one, or all texts of a site."""

    def __init__(self, look: LookAt) -> None:
        self.of = look
        self.__name__ = look.__name__
        self.__doc__ = look.__doc__

    def __call__(self, site: Site) -> Iterator[Problem]:
        """Tell what is wrong in the texts of a site."""
        reader = Reader(site)
        for record in site.library.records.values():
            yield from self.of(reader, Prose(record))


def check_site(
    root: Path,
    centre: str,
    *,
    features: frozenset[str] = ALL_FEATURES,
    as_of: date | None = None,
    today: date | None = None,
) -> Site:
    """Load a centre's site and run every check; the problems are in `Site.problems`.

    `as_of` is the day that a build declares; `today` the one on which submissions are looked at,
    where that is another. Raises ProblemsFound where there is no such centre.
    """
    site = load_site(root, centre, features=features, as_of=as_of)
    site = with_submissions(site, check_record, today=today)
    return with_problems(site, check_all(site))


def check_all(site: Site) -> Iterator[Problem]:
    """Run every check on a site."""
    reader = Reader(site)
    for record in own_texts(site):
        yield from check_record(reader, record)
    yield from check_site_alone(site)


def own_texts(site: Site) -> list[Record]:
    """Return the texts of a site but for submissions, of which everything has been told."""
    return [record for record in site.library.texts() if record.id not in site.submitted]


def check_site_alone(site: Site, memory: Memory | None = None) -> Iterator[Problem]:
    """Run the checks that are about no single text, and those of texts that cannot be used.

    What `memory` still knows is not checked.
    """
    for record in site.library.broken:
        yield from check_record(Reader(site), record)
    for check in CHECKS:
        if check is check_schedule and memory is not None:
            yield from _remembered_schedule(site, memory)
        elif check is check_lists and memory is not None:
            yield from _remembered_lists(site, memory)
        elif not isinstance(check, EachText):
            yield from check(site)


def _remembered_schedule(site: Site, memory: Memory) -> list[Problem]:
    """The schedule of a large centre takes long to look through, and seldom changes."""
    own = f"content/centres/{site.folder.id}"
    folders = ("schedule/", "attendance/", "centre.yml", "help-channels.yml")
    sources = ("content/vocabulary/", *(f"{own}/{name}" for name in folders))
    found: list[Problem] = []
    memory.room(
        "lint",
        sources,
        lambda told: told.extend(check_schedule(site)),
        found,
        (site.as_of, sorted({*site.library.ids(), *site.library.unreadable})),
    )
    return found


def _remembered_lists(site: Site, memory: Memory) -> list[Problem]:
    """Lists and tables are many, and seldom change."""
    found: list[Problem] = []
    shared = ("content/vocabulary/", "content/glossary/", "content/paths.yml")
    own = tuple(f"content/centres/{site.folder.id}/{name}" for name in _OF_CENTRE)
    memory.room("lists", (*shared, *own), lambda told: told.extend(check_lists(site)), found)
    return found


def check_record(reader: Reader, record: Record) -> Iterator[Problem]:
    """Run every check of a text on one text; `reader` notes what they look up."""
    prose = Prose(record)
    if record.kind in SHEETS:
        yield from _check_sheet(reader, prose)
        return
    checks = [check.of for check in CHECKS if isinstance(check, EachText)]
    yield from _once(problem for check in checks for problem in check(reader, prose))


_FOUND = regex(r'Here stands "(.*)"\.')
"""What safeguarding says of the words that it finds."""


def _once(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what safeguarding finds in words of which another check tells in the same line.

    A phone number in a campaign is one thing to mend, and one message says how.
    """
    told = list(problems)
    others = [problem for problem in told if not problem.code.id.startswith("SAF")]
    if len(others) == len(told):
        yield from told
        return
    for problem in told:
        words = None if problem in others else _FOUND.fullmatch(problem.message)
        if words is None or not any(
            problem.line == other.line and words.group(1) in other.message for other in others
        ):
            yield problem


def _check_sheet(reader: Reader, prose: Prose) -> Iterator[Problem]:
    """Run the checks of a sheet, which is no page: nothing leads to it."""
    record = prose.record
    for check in _OF_SHEETS:
        yield from check.of(reader, prose)
    yield from translations.check_translation(record, _Sheets(reader), reader.languages)
    lesson = reader.library.get(record.parent, record.language)
    if record.kind == "slides" and lesson is not None and lesson.kind == "lesson":
        from beacon.build import decks  # noqa: PLC0415 (slow to load; few texts are slides)

        yield from decks.check_deck(reader, record, lesson)


class _Sheets(Struct, frozen=True):
    """Where the originals of translated sheets are looked up."""

    reader: Reader

    def get(self, record_id: str, language: str) -> Record | None:
        """Return the sheet written in this very language."""
        return self.reader.library.sheet(record_id, language)

    def is_unreadable(self, record_id: str) -> bool:
        """Tell whether a sheet has faults; one that has is not there."""
        return False


def check_tree(
    root: Path, centres: Iterable[str], *, as_of: date | None = None
) -> tuple[Problem, ...]:
    """Return every problem of these centres and of the commons, also where no reader sees them.

    `as_of` is the day on which the schedule and the submissions are checked, and after which
    nothing can have been read or changed; without it, the newest day in the content.
    """
    found: list[Problem] = []
    for centre in centres:
        try:
            site = check_site(root, centre, today=as_of)
            if as_of:
                found += (p for p in site.problems if p.code not in lint.CODES)
                found += check_schedule(replace(site, as_of=as_of))
                found += days.check_days(site, as_of)
            else:
                found += site.problems
            commons = load_site(root, centre, commons_only=True)
        except ProblemsFound as error:
            found += error.problems
            continue
        except OSError as error:
            found.append(not_read(error, root))
            continue
        reader = Reader(commons)
        for record in commons.library.records.values():
            found += check_record(reader, record)
    return in_order(found)


@EachText
def check_translations(site: Reader, text: Prose) -> Iterator[Problem]:
    """Translations and their originals."""
    yield from translations.check_translation(text.record, site.library, site.languages)


@EachText
def check_links(site: Reader, text: Prose) -> Iterator[Problem]:
    """Links, anchors and pictures."""
    yield from links.check_links_of(text.record, site.library, text.lines)


# Front matter: (key, part of the vocabulary, its file).
_TERMS = (
    ("topics", "topics", "vocabulary/topics.yml"),
    ("audiences", "audiences", "vocabulary/audiences.yml"),
    ("stages", "stages", "vocabulary/stages.yml"),
    ("competences", "competences", "vocabulary/competences.yml"),
    ("educators", "roles", "vocabulary/roles.yml"),
    ("cities", "cities", "vocabulary/cities.csv"),
)


@EachText
def check_vocabulary(site: Reader, text: Prose) -> Iterator[Problem]:
    """Ids in front matter against the vocabulary."""
    terms, record = site.vocabulary, text.record
    head, document = record.head, record.document
    for name, part, where in _TERMS:
        ids = getattr(head, name, ())
        if not all(terms.has(part, term) for term in ids):
            known = getattr(terms, part)
            yield from unknown(ids, known, where, record.path, document.line((name,)))
    licence = getattr(head, "licence", "")
    if licence and not terms.has("licences", licence):
        line = document.line(("licence",))
        where = "vocabulary/licences.yml"
        yield from unknown((licence,), terms.licences, where, record.path, line)
    if head.needs and head.needs not in ALL_FEATURES:
        said = f'No feature is called "{head.needs}".'
        hint = did_you_mean(head.needs, ALL_FEATURES)
        yield UNKNOWN_FEATURE.at(record.path, document.line(("needs",)), said, hint)
    if getattr(head, "layout", "") == SEARCH != record.id:
        said = f'"layout: {SEARCH}" stands in the page "{record.id}".'
        yield ONE_PAGE_LAYOUT.at(record.path, document.line(("layout",)), said)


@EachText
def check_lessons(site: Reader, text: Prose) -> Iterator[Problem]:
    """The anatomy of lesson plans."""
    head = text.record.head
    if isinstance(head, lessons.Lesson):
        sensitivity = site.vocabulary.sensitivity(head.topics)
        yield from lessons.check_anatomy(text.record, sensitivity, text.lines)


@EachText
def check_unfilled(site: Reader, text: Prose) -> Iterator[Problem]:
    """Lessons and quizzes that nobody has written yet."""
    yield from unfilled.unfilled_text(text)


@EachText
def check_exercises(site: Reader, text: Prose) -> Iterator[Problem]:
    """Quizzes and stories beside lessons."""
    record = text.record
    if not isinstance(record.head, Quiz | Story):
        return
    lesson = site.library.get(record.parent, record.language)
    if not site.library.exists(record.parent):
        yield questions.NO_LESSON.at(record.path, None, f'There is no "{record.parent}".')
    topics = getattr(lesson.head, "topics", ()) if lesson else ()
    sensitivity = site.vocabulary.sensitivity(topics)
    if isinstance(record.head, Quiz):
        language = site.languages.source(record.language)
        latin = language.tag != record.language
        yield from questions.check_quiz(record, sensitivity)
        yield from questions.check_feedback(record, language.path, latin=latin)
    else:
        yield from paths.check_story(record, sensitivity)
    translation = record.head.translation
    of = site.languages.of_path(translation.of) if translation else None
    original = site.library.get(record.id, of.tag) if of else None
    if translation and original and original.digest() == translation.digest:
        yield from questions.check_same_ids(record, original)


@EachText
def check_campaigns(site: Reader, text: Prose) -> Iterator[Problem]:
    """Figures, lessons and centres that campaigns name."""
    record, head = text.record, text.record.head
    if not isinstance(head, campaign_records.Campaign):
        return
    for name in head.related_lessons:
        if not site.library.is_lesson(name):
            known = dict.fromkeys(site.library.lessons())
            line = record.document.line(("related_lessons",))
            yield from unknown((name,), known, "the lessons", record.path, line)
    for ids, hold, where, key in (
        (head.figures, lambda: site.figures, "figures.csv", "figures"),
        (_given(head.centre), lambda: site.centres, "content/centres", "centre"),
    ):
        held = hold() if ids else {}  # looked at only where it is named: the check hangs on it
        if not all(name in held for name in ids):
            yield from unknown(ids, held, where, record.path, record.document.line((key,)))
    if head.made_by:
        role = head.made_by.role
        if not site.vocabulary.has("roles", role):
            where, line = "vocabulary/roles.yml", record.document.line(("made_by", "role"))
            yield from unknown((role,), site.vocabulary.roles, where, record.path, line)
    for number, picture in enumerate(head.pictures):
        if not site.library.has_picture(f"{record.id}/{picture.file}"):
            line = record.document.line(("pictures", number, "file"))
            said = f'No picture "{picture.file}" stands beside this text.'
            yield links.NO_PICTURE.at(record.path, line, said)


@EachText
def check_slots(site: Reader, text: Prose) -> Iterator[Problem]:
    """Blocks and figures that texts call."""
    yield from called.check_called(site, text)


@EachText
def check_figures(site: Reader, text: Prose) -> Iterator[Problem]:
    """Published numbers that are typed into a text instead of cited."""
    counted = [place for place in text.with_figures if may_count(place[1])]
    if not counted:
        return
    record = text.record
    literals = Literals(
        site.figures, site.vocabulary, site.languages, site.languages[record.language]
    )
    above = dict(text.lines)
    for place, words in counted:
        before = above.get(place - 1, "") if isinstance(place, int) else ""
        for found in literals.find(words, before):
            cite = f"[[figure:{found.figure.id}]]"
            said = f'"{found.said}" stands in the text; the register has {found.figure.value}.'
            remedy = f"{found.code.remedy} Here: {cite}."
            yield found.code.at(record.path, text.line(place), said, remedy)


def check_consents(site: Site) -> Iterator[Problem]:
    """The list of consents; what cannot be read there allows no picture."""
    told: list[Problem] = []
    shown = f"content/centres/{site.folder.id}/{consents.FILE}"
    consents.load_consents(site.folder.path / consents.FILE, shown, told)
    yield from told


def check_glossary(site: Site) -> Iterator[Problem]:
    """Words that definitions do not use."""
    for term in site.glossary.terms.values():
        for folder, text in term.definitions.items():
            for rule in avoided.rules(folder):
                match = rule.pattern.search(text)
                if match:
                    said = f'"{match.group()}" in "{term.key}" is a word we avoid.'
                    path = f"content/glossary/{DEFINITIONS}"
                    yield AVOID_WORD.at(path, None, said, f'Write "{rule.better}".')


def check_navigation(site: Site) -> Iterator[Problem]:
    """The menus of the centre."""
    document = site.folder.document
    known = {*site.library.ids(), *site.library.unreadable}
    menus = {"navigation": site.centre.navigation, "footer": site.centre.footer}
    if site.centre.funding:
        menus["scope"] = site.centre.funding.scope
    for key, ids in menus.items():
        for index, record_id in enumerate(ids):
            where = ("funding", key, index) if key == "scope" else (key, index)
            if record_id in ids[:index]:
                said = f'The page "{record_id}" stands in "{key}" twice.'
                yield TWICE.at(document.path, document.line(where), said)
            elif record_id not in known:
                said = f'No page is at "{record_id}".'
                hint = did_you_mean(record_id.removesuffix(".md").removesuffix("/index"), known)
                yield UNKNOWN_NAVIGATION.at(document.path, document.line(where), said, hint)
    for record_id in ("help", "report"):
        if record_id not in known:
            said = f'There is no page "{record_id}", and every page links to it.'
            yield UNKNOWN_NAVIGATION.at("content/commons", None, said, "Write it.")
    if "" not in known:
        said = "There is no home page (index.md) in any language."
        yield UNKNOWN_NAVIGATION.at("content/commons", None, said, "Write one.")
    if not site.centre.website:
        said = "The address of the site is not known."
        yield centres.NO_WEBSITE.at(document.path, document.line(("website",)), said)
    centre, terms = site.centre, site.vocabulary
    named: tuple[tuple[str, tuple[str, ...], Mapping[str, object], str], ...] = (
        ("data_licence", _given(centre.data_licence), terms.licences, "licences.yml"),
        ("reviewers", centre.reviewers, terms.reviewers, "reviewers.yml"),
        ("city", _given(centre.city), terms.cities, "cities.csv"),
    )
    for key, ids, there, file in named:
        wrong = tuple(word for word in ids if word not in there)
        if wrong:  # where it stands is found by reading the file again
            line = document.line((key,))
            yield from unknown(wrong, there, f"vocabulary/{file}", document.path, line)


def _given(word: str | None) -> tuple[str, ...]:
    return (word,) if word else ()


@EachText
def check_help_in_prose(site: Reader, text: Prose) -> Iterator[Problem]:
    """Phone numbers and addresses, which belong to help-channels.yml alone."""
    yield from typed_contacts.check_contacts(text, site.contacts)


@EachText
def check_words(site: Reader, text: Prose) -> Iterator[Problem]:
    """Words that new content does not use."""
    record = text.record
    latin = bool(site.languages[record.language].transliterated_from)
    whole = text.whole.lower()
    source = site.languages.source(record.language).path
    rules = [rule for rule in avoided.rules(source, latin) if rule.part in whole]
    if not rules:
        return
    for place, words in text.texts(lambda words: any(r.pattern.search(words) for r in rules)):
        line = text.line(place)
        for rule in rules:
            for match in rule.pattern.finditer(words):
                said = f'"{match.group()}" is a word we avoid.'
                yield AVOID_WORD.at(record.path, line, said, f'Write "{rule.better}".')


# A word of both scripts has a place where they meet; looked for first, because it is found fast.
# Not "сâм": Unicode has no Cyrillic letter of one sign for it.
_LATIN, _CYRILLIC = "A-Za-zČĆĐŠŽčćđšž", "А-Яа-яЀ-џ"
_MEETING = regex(f"[{_LATIN}](?:(?=[{_CYRILLIC}])|(?<=[{_CYRILLIC}][{_LATIN}]))")
_MIXED = regex(rf"\b(?=\w*[{_CYRILLIC}])(?=\w*[{_LATIN}])[{_LATIN}{_CYRILLIC}]+\b")


@EachText
def check_scripts(site: Reader, text: Prose) -> Iterator[Problem]:
    """Words in which look-alike letters of two scripts are mixed."""
    record = text.record
    if site.languages[record.language].script != "Cyrl" or not _MEETING.search(text.whole):
        return
    for place, words in text.texts(_MEETING.search):
        for match in _MIXED.finditer(words):
            said = f'"{match.group()}" has letters of both scripts.'
            yield WRONG_SCRIPT.at(record.path, text.line(place), said)


_OF_CENTRE = ("centre.yml", "help-channels.yml", "schedule/venues.csv")
_ESCAPE = regex(r"\\[A-Za-z]")


def check_lists(site: Site) -> Iterator[Problem]:
    """Words of both scripts among the names and texts of lists, tables and the centre."""
    root = site.folder.path.parents[2]
    content = root / "content"
    shared = [content / "paths.yml"]
    for folder in (content / "vocabulary", content / "glossary"):
        files = (*folder.glob("*.yml"), *folder.glob("*.csv"))
        shared += sorted(path for path in files if is_meant(path.name))
    for path in (*shared, *(site.folder.path / name for name in _OF_CENTRE)):
        text = path.read_text("utf-8-sig", errors="replace") if path.is_file() else ""
        if not _MEETING.search(text):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            for match in _MIXED.finditer(_ESCAPE.sub(" ", line)):
                said = f'"{match.group()}" has letters of both scripts.'
                yield WRONG_SCRIPT.at(path.relative_to(root).as_posix(), number, said)


@EachText
def check_marked(site: Reader, text: Prose) -> Iterator[Problem]:
    """Marked paragraphs: their kind, their title, and what is indented below."""
    if boxes.may_have_boxes(text.record.body):
        yield from boxes.check_boxes(text.record)


@EachText
def check_slips(site: Reader, text: Prose) -> Iterator[Problem]:
    """Ids, links, footnotes, lists and tables that Markdown takes for something else."""
    yield from slips.slips(text)


# Every Cyrillic letter but those that `to_latin` knows; "ѝ" within a word is a Serbian "и" with an
# accent, and alone the Bulgarian word. As in Ukrainian, "і" looks Latin, and stays as it is.
_OTHER_CYRILLIC = regex(
    r"[ЁЃ-ЇЌЎЙЩ-Яйщ-яёѓ-їќўѠ-ҿӀ-ӡӤ-ӭӰ-ԯ]|\b[ѝЍ]\b",
)
_LANG = r"\{:?(?:[^{}]*\s)?lang=[^{}]*\}"
# An element, or emphasis, a link or a cell with attributes; all stay as they are in Latin letters.
_IN_ANOTHER = regex(
    r"<([a-z]+)\b[^>]*\slang=[^>]*>.*?</\1>"
    rf"|(?:(\*{{1,3}}|_{{1,3}})(?:(?!\2).)+\2|\[[^\[\]]*\]\([^()]*\)){_LANG}"
    rf"|(?<=\|)[^|{{}}]*\s{_LANG}\s*(?=\|)"
)
# Attributes of a whole block: on the last line of a paragraph or an item, or behind a heading.
_LANG_OF_BLOCK = regex(rf"\s*{_LANG}\s*")
_HEADING_IN_ANOTHER = regex(rf"#{{1,6}}\s.*\s{_LANG}\s*")
_BEGINS_ITEM = regex(r"\s*(?:[-*+]|\d{1,3}\.)\s")


@EachText
def check_serbian(site: Reader, text: Prose) -> Iterator[Problem]:
    """Letters that are not Serbian in texts whose Latin form is generated."""
    sources = {lang.transliterated_from for lang in site.languages.by_tag.values()}
    if text.record.language not in sources or not _OTHER_CYRILLIC.search(text.whole):
        return
    marked = set(_in_another(text.lines)) if "lang=" in text.record.body else set()
    for place, words in text.texts(_OTHER_CYRILLIC.search):
        in_text = isinstance(place, int)
        match = _OTHER_CYRILLIC.search(_IN_ANOTHER.sub("", words) if in_text else words)
        if match and place not in marked:
            said = f'Here stands "{match.group()}".'
            hint = "" if in_text else _NO_MARKS
            yield FOREIGN_LETTER.at(text.record.path, text.line(place), said, hint)


_NO_MARKS = "A value has no marks: write the words in Serbian Cyrillic or in Latin letters."


def _in_another(lines: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Yield the lines of blocks that say as a whole that they are in another language."""
    block: list[int] = []
    for number, line in lines:
        if block and number != block[-1] + 1:
            block = []
        if _LANG_OF_BLOCK.fullmatch(line):
            yield from block
            block = []
        elif line.startswith("#"):
            block = []
            if _HEADING_IN_ANOTHER.fullmatch(line):
                yield number
        elif not line.strip() or line.lstrip().startswith("!!!"):
            block = []
        else:
            block = [number] if _BEGINS_ITEM.match(line) else [*block, number]


@EachText
def check_safeguarding(site: Reader, text: Prose) -> Iterator[Problem]:
    """What in the text of a campaign could hurt a child; words to avoid are told of all texts."""
    record = text.record
    if record.kind != "campaign":
        return
    # Slow to load, and for few texts.
    from beacon.build.allowed import allowed_of  # noqa: PLC0415
    from beacon.safeguarding import findings as safeguarding  # noqa: PLC0415

    folder = site.languages.source(record.language).path
    if folder not in safeguarding.LANGUAGES:
        return
    allowed = allowed_of(site.contacts)

    def told(place: Place, found: safeguarding.Finding) -> Problem:
        return found.code.at(record.path, text.line(place), f'Here stands "{found.words}".')

    others = frozenset(safeguarding.CODES) - {safeguarding.WORD}  # told of all texts
    places = list(text.texts(bool))
    words = [words for _, words in places]
    looked_at = safeguarding.findings_in(words, folder, allowed, of=others)
    for (place, _), found in zip(places, looked_at, strict=True):
        yield from (told(place, one) for one in found)
    # A line may break a name or a number; what needs a whole sentence is not looked for there.
    in_a_row = {safeguarding.FULL_NAME, safeguarding.PHONE, safeguarding.EMAIL}
    meetings = list(_meetings(text))
    words = [f"{one} {other}" for _, one, other in meetings]
    looked_at = safeguarding.findings_in(words, folder, allowed, of=in_a_row)
    for (line, one, other), found in zip(meetings, looked_at, strict=True):
        yield from (told(line, f) for f in found if f.words not in one and f.words not in other)


def _meetings(text: Prose) -> Iterator[tuple[int, str, str]]:
    """Yield the last words of each line, and the first of the next one in its paragraph."""
    for (line, one), (after, other) in pairwise(text.lines):
        if after == line + 1 and one and other:
            yield line, " ".join(one.split()[-5:]), " ".join(other.split()[:5])


def check_new_centre(site: Site) -> Iterator[Problem]:
    """What nobody has said of a new centre yet."""
    yield from unfilled.unfilled_centre(site.folder)


def check_help_bar(site: Site) -> Iterator[Problem]:
    """The help that every page names; a channel with a fault has been told already."""
    shown = reachable.channels_of(site.folder)
    if not any(problem.path == shown for problem in site.problems):
        yield from reachable.check_reach(site.folder)


def check_copied_help(site: Site) -> Iterator[Problem]:
    """Help channels that belong to the readers of another country."""
    yield from reachable.check_copied(site.folder, site.centres.values())


def check_names(site: Site) -> Iterator[Problem]:
    """Language keys of the texts in centre.yml and of the glossary."""
    known = {language.path for language in site.languages.by_tag.values()}
    document = site.folder.document
    wrong = {
        (key, path)
        for key in ("name", "short_name", "part_of", "parent_organisation", "programme")
        for path in getattr(site.centre, key) or {}
        if path not in known
    }
    partners = {
        ("partners", number, key, path)
        for number, partner in enumerate(site.centre.partners)
        for key, by_language in (("name", partner.name), ("text", partner.text or {}))
        for path in by_language
        if path not in known
    }
    yield from _told_foreign({*wrong, *partners}, document, known)
    terms: set[Location] = {
        (term.key, key, path)
        for term in site.glossary.terms.values()
        for key, by_language in (("text", term.definitions), ("words", term.words))
        for path in by_language
        if path not in known
    }
    if terms:  # where they stand is found by reading the file again
        shown = f"content/glossary/{DEFINITIONS}"
        definitions = read_yaml(site.folder.path.parents[2] / shown, shown, [])
        yield from _told_foreign(terms, definitions, known)


def _told_foreign(
    places: Set[Location], document: Document | None, known: Set[str]
) -> Iterator[Problem]:
    if document is None:
        return
    for place in sorted(places, key=repr):
        said = f'"{place[-1]}" is the folder of no language.'
        hint = did_you_mean(str(place[-1]), known)
        yield UNKNOWN_NAMES.at(document.path, document.line(place), said, hint)


# "data:" is a word as well: as an address it has no space behind it, or stands where one does.
_ACTIVE = regex(
    r"<\s*(script|style|iframe|object|embed|form|link|meta|base)\b|\son[a-z]+\s*=\s*[\"']|"
    r"<[^>]+\s(?:style|on[a-z]+)\s*=|\{(?:[^{}\n]*\s)?:?(?:style|on[a-z]+)\s*=|"
    r"<(?:img|video|audio|source)[^>]+src\s*=\s*[\"']?https?:|(?:javascript|vbscript):|"
    r"(?<!\w)data:(?=\S)|(?:\]\(|\]:|=\s*[\"']|<)\s*data:",
    re.IGNORECASE,
)


@EachText
def check_print(site: Reader, text: Prose) -> Iterator[Problem]:
    """Letters of lessons that can be printed."""
    if text.record.kind != "lesson":
        return
    letters = letters_of(site.theme("fonts/print/"))
    if not letters or not has_rare(text.whole, letters):
        return
    for place, words in text.texts(lambda words: missing(words, letters)):
        said = f"No printed sheet can show {', '.join(missing(words, letters))}."
        yield NOT_PRINTED.at(text.record.path, text.line(place), said)


_LEFT_OUT = regex(
    r"<(?:audio|button|embed|form|iframe|input|object|script|select|style|textarea|video)\b",
    re.IGNORECASE,
)


@EachText
def check_active(site: Reader, text: Prose) -> Iterator[Problem]:
    """Scripts and styles in trusted pages, which nothing would take out, and what others lose.

    Those of a submission are told to whoever reviews it.
    """
    record = text.record
    if record.path.startswith(f"content/{FOLDER}/"):
        return
    code, pattern = (ACTIVE_CONTENT, _ACTIVE) if record.trusted else (TAKEN_OUT, _LEFT_OUT)
    if not pattern.search(record.body):
        return
    for line, words in text.lines:
        match = pattern.search(words)
        if match:
            said = f'Here stands "{match.group().strip()}".'
            yield code.at(record.path, line, said)


def check_files(site: Site) -> Iterator[Problem]:
    """Files that nothing reads. It is looked at in every build: a name alone is no input."""
    yield from unread(site.folder.path.parents[2], site.folder.id)


def check_declared(site: Site) -> Iterator[Problem]:
    """Published numbers against those that were counted."""
    yield from comparison.compare(site)


def check_learning_paths(site: Site) -> Iterator[Problem]:
    """Lessons and audiences that learning paths name."""
    known = sorted(site.library.lessons())
    yield from learning_paths.check_paths(site.paths, known, site.vocabulary)


def check_schedule(site: Site) -> Iterator[Problem]:
    """What looks wrong in the schedule as a whole."""
    ground = lint.Ground(
        schedule=site.schedule,
        vocabulary=site.vocabulary,
        time_zone=site.centre.time_zone,
        as_of=site.as_of,
        counted=site.summaries.answered,
        available=site.centre.presenters,
    )
    return lint.lint(ground)


_OF_SHEETS = (
    check_slots, check_help_in_prose, check_words, check_scripts, check_marked, check_slips,
    check_serbian,
)  # fmt: skip
CHECKS: tuple[Check, ...] = (
    check_translations,
    check_links,
    check_vocabulary,
    check_lessons,
    check_unfilled,
    check_exercises,
    check_campaigns,
    check_slots,
    check_consents,
    check_glossary,
    check_figures,
    check_navigation,
    check_help_in_prose,
    check_words,
    check_scripts,
    check_print,
    check_active,
    check_marked,
    check_slips,
    check_serbian,
    check_safeguarding,
    check_new_centre,
    check_help_bar,
    check_copied_help,
    check_names,
    check_lists,
    check_files,
    check_declared,
    check_learning_paths,
    check_schedule,
)


def is_blocking(problem: Problem, *, strict: bool) -> bool:
    """Tell whether a problem stops a build."""
    return problem.severity is Severity.ERROR or (strict and problem.severity is Severity.WARNING)

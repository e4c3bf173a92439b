"""Every check of a site's content, in one list; each code tells what it means by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from beacon import sources
from beacon.attendance import summary
from beacon.build import proof
from beacon.build.blocks import BLOCKS, INLINE
from beacon.build.site import ALL_FEATURES, Site, load_site, with_problems
from beacon.content import campaigns as campaign_records
from beacon.content import centres, lessons, library, limits, links, translations, vocabulary
from beacon.content.prose import prose_lines, text_lines
from beacon.content.slots import find_slots
from beacon.content.vocabulary import unknown
from beacon.figures import register
from beacon.figures.register import UNKNOWN_FIGURE
from beacon.languages import registry, strings
from beacon.languages.latin import to_latin
from beacon.problems import Code, Problem, ProblemsFound, Severity, did_you_mean, in_order
from beacon.schedule import importing, lint, presentations, sheets

UNKNOWN_BLOCK = Code(
    "CHK001", "A text calls a block that does not exist.", "Correct the name between [[ and ]]."
)
HELP_IN_PROSE = Code(
    "CHK002",
    "A phone number or e-mail address stands in a text, where nobody keeps it up to date.",
    "Take it out; help channels come from help-channels.yml through [[help-channels]].",
)
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
UNTITLED = Code(
    "CHK008",
    "A marked paragraph has no title; readers would see an English word.",
    'Give it one: !!! note "Title".',
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
CODES = (
    UNKNOWN_BLOCK, HELP_IN_PROSE, AVOID_WORD, UNKNOWN_NAVIGATION, WRONG_SCRIPT, ACTIVE_CONTENT,
    UNKNOWN_FEATURE, UNTITLED, UNKNOWN_NAMES, FOREIGN_LETTER,
)  # fmt: skip

Check = Callable[[Site], Iterator[Problem]]


def check_site(root: Path, centre: str, *, features: frozenset[str] = ALL_FEATURES) -> Site:
    """Load a centre's site and run every check; the problems are in `Site.problems`.

    Raises ProblemsFound where there is no such centre.
    """
    site = load_site(root, centre, features=features)
    return with_problems(site, (p for check in CHECKS for p in check(site)))


def check_tree(
    root: Path, centres: Iterable[str], *, as_of: date | None = None
) -> tuple[Problem, ...]:
    """Return every problem of these centres and of the commons, also where no reader sees them.

    `as_of` is the day on which the schedule is checked; without it, the newest day in the content.
    """
    found: list[Problem] = []
    for centre in centres:
        try:
            site = check_site(root, centre)
            found += site.problems
            if as_of:
                found += check_schedule(replace(site, as_of=as_of))
            commons = load_site(root, centre, commons_only=True)
        except ProblemsFound as error:
            found += error.problems
            continue
        not_texts = (check_navigation, check_names, check_schedule)
        about_texts = (c for c in CHECKS if c not in not_texts)
        found += (p for check in about_texts for p in check(commons))
    return in_order(found)


def check_translations(site: Site) -> Iterator[Problem]:
    """Translations and their originals."""
    return translations.check_translations(site.library, site.languages)


def check_links(site: Site) -> Iterator[Problem]:
    """Links, anchors and pictures."""
    known = {*site.library.ids(), *site.library.unreadable}
    return links.check_links(site.library, known.__contains__)


def check_vocabulary(site: Site) -> Iterator[Problem]:
    """Ids in front matter against the vocabulary."""
    terms = site.vocabulary
    fields = {
        "topics": (terms.topics, "vocabulary/topics.yml"),
        "audiences": (terms.audiences, "vocabulary/audiences.yml"),
        "stages": (terms.stages, "vocabulary/stages.yml"),
        "competences": (terms.competences, "vocabulary/competences.yml"),
        "educators": (terms.roles, "vocabulary/roles.yml"),
        "cities": (terms.cities, "vocabulary/cities.csv"),
    }
    for record in site.library.records.values():
        for name, (known, where) in fields.items():
            ids = getattr(record.head, name, ())
            line = record.document.line((name,))
            yield from unknown(ids, known, where, record.path, line)
        licence = getattr(record.head, "licence", "")
        if licence:
            line = record.document.line(("licence",))
            where = "vocabulary/licences.yml"
            yield from unknown((licence,), terms.licences, where, record.path, line)
        if record.head.needs and record.head.needs not in ALL_FEATURES:
            said = f'No feature is called "{record.head.needs}".'
            hint = did_you_mean(record.head.needs, ALL_FEATURES)
            line = record.document.line(("needs",))
            yield UNKNOWN_FEATURE.at(record.path, line, said, hint)


def check_lessons(site: Site) -> Iterator[Problem]:
    """The anatomy of lesson plans."""
    for record in site.library.records.values():
        if isinstance(record.head, lessons.Lesson):
            sensitivity = site.vocabulary.sensitivity(record.head.topics)
            yield from lessons.check_anatomy(record, sensitivity)


def _lesson_names(site: Site) -> Iterator[str]:
    for key in (*site.library.ids(), *site.library.unreadable):
        yield key.removeprefix("lessons/")


def check_campaigns(site: Site) -> Iterator[Problem]:
    """Figures, lessons and centres that campaigns name."""
    for record in site.library.records.values():
        head = record.head
        if not isinstance(head, campaign_records.Campaign):
            continue
        names = dict.fromkeys(_lesson_names(site))
        for ids, known, where, key in (
            (head.figures, site.figures, "figures.csv", "figures"),
            (head.related_lessons, names, "the lessons", "related_lessons"),
            ((head.centre,), site.centres, "content/centres", "centre"),
        ):
            yield from unknown(ids, known, where, record.path, record.document.line((key,)))


def check_slots(site: Site) -> Iterator[Problem]:
    """Blocks and figures that texts call."""
    for record in site.library.records.values():
        for slot in find_slots(record):
            if slot.name not in BLOCKS and slot.name not in INLINE:
                said = f'No block is called "{slot.name}".'
                hint = did_you_mean(slot.name, [*BLOCKS, *INLINE])
                yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint)
            if slot.name in BLOCKS and not slot.alone:
                said = f'"[[{slot.name}]]" stands inside a line of text.'
                hint = "Give it a line of its own with empty lines around it."
                yield UNKNOWN_BLOCK.at(record.path, slot.line, said, hint)
            if slot.name in ("figures", *INLINE):
                for word in (part.strip() for part in slot.argument.split(",")):
                    if word not in site.figures:
                        said = f'No figure is called "{word}".'
                        hint = did_you_mean(word, site.figures)
                        yield UNKNOWN_FIGURE.at(record.path, slot.line, said, hint)


def check_navigation(site: Site) -> Iterator[Problem]:
    """The menus of the centre."""
    document = site.folder.document
    known = {*site.library.ids(), *site.library.unreadable}
    menus = {"navigation": site.centre.navigation, "footer": site.centre.footer}
    if site.centre.funding:
        menus["scope"] = site.centre.funding.scope
    for key, ids in menus.items():
        for index, record_id in enumerate(ids):
            if record_id not in known:
                where = ("funding", key, index) if key == "scope" else (key, index)
                said = f'No page is at "{record_id}".'
                hint = did_you_mean(record_id, known)
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
    city = site.centre.city
    if city:
        line, file = document.line(("city",)), "vocabulary/cities.csv"
        yield from unknown((city,), site.vocabulary.cities, file, document.path, line)


# Nobody's known number, but written as one: with a leading plus or 0 and nine digits or more.
_PHONE = re.compile(
    r"(?<![\w.,:/#-])(?:\+\d|0)\d{0,3}(?:[ \u00a0/-]?\d{2,4}){2,5}(?![\w%:/-]|[.,]\d)"
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_SPACES = re.compile(r"[\s\u00a0\u202f/.()-]")


def check_help_in_prose(site: Site) -> Iterator[Problem]:
    """Phone numbers and addresses, which belong to help-channels.yml alone."""
    numbers = {
        r"[ \u00a0/-]?".join(channel.value)
        for folder in site.centres.values()
        for channel in folder.channels
        if channel.type == "phone" and len(channel.value) > 3
    }
    longest_first = "|".join(sorted(numbers, key=lambda n: (-len(n), n)))
    known = re.compile(rf"(?<![\w.,-])(?:{longest_first})(?![\w-]|[.,]\d)") if numbers else None
    for record in site.library.records.values():
        for line, text in text_lines(record):
            found = [
                match.group() for match in _MAIL.finditer(text) if ".example" not in match.group()
            ]
            if known:
                found += [match.group() for match in known.finditer(text)]
            found += [
                match.group()
                for match in _PHONE.finditer(text)
                if len(_SPACES.sub("", match.group())) >= 9
            ]
            for word in dict.fromkeys(found):
                yield HELP_IN_PROSE.at(record.path, line, f'"{word}" stands in the text.')


# Word stems by language folder: (what is avoided, what is said instead). Facts §4.4.
_AVOID: dict[str, tuple[tuple[str, str], ...]] = {
    "en": (
        (r"child(?:ren'?s)? porn\w*|kiddie porn\w*", "child sexual abuse material"),
        (r"child prostitut\w*", "sexual exploitation of children"),
        (r"revenge porn\w*", "sharing intimate images without consent"),
        (r"paedophil\w*|pedophil\w*|predators?|monsters?", "offender"),
        (r"commit\w* suicide|successful suicide", "died by suicide"),
    ),
    "sr": (
        (r"де(?:ч|чи)ј\w* порнограф\w*", "материјал сексуалног злостављања деце"),
        (r"де(?:ч|чи)ј\w* проституц\w*", "сексуално искоришћавање деце"),
        (r"осветничк\w* порн\w*", "дељење интимних снимака без пристанка"),
        (r"педофил\w*|предатор\w*|монструм\w*", "починилац"),
        (r"изврш\w* самоубиств\w*", "одузео себи живот"),
    ),
    "bg": (
        (r"детск\w* порнограф\w*", "материали, съдържащи сексуално насилие над деца"),
        (r"детск\w* проституц\w*", "сексуална експлоатация на деца"),
        (r"порно отмъщени\w*", "споделяне на интимни изображения без съгласие"),
        (r"педофил\w*|чудовищ\w*", "извършител"),
        (r"се самоуби\w*", "отне живота си"),
    ),
}


def check_words(site: Site) -> Iterator[Problem]:
    """Words that new content does not use."""
    for record in site.library.records.values():
        language = site.languages[record.language]
        folder = site.languages.source(record.language).path
        script = to_latin if language.transliterated_from else str
        rules = [
            (re.compile(rf"\b(?:{script(stems)})", re.IGNORECASE), script(better))
            for stems, better in _AVOID.get(folder, ())
        ]
        for line, text in text_lines(record):
            for pattern, better in rules:
                for match in pattern.finditer(text):
                    said = f'"{match.group()}" is a word we avoid.'
                    yield AVOID_WORD.at(record.path, line, said, f'Write "{better}".')


_MIXED = re.compile(r"\b(?=\w*[А-Яа-яЀ-џ])(?=\w*[A-Za-z])[A-Za-zА-Яа-яЀ-џ]+\b")


def check_scripts(site: Site) -> Iterator[Problem]:
    """Words in which look-alike letters of two scripts are mixed."""
    for record in site.library.records.values():
        if site.languages[record.language].script != "Cyrl":
            continue
        for line, text in text_lines(record):
            for match in _MIXED.finditer(text):
                said = f'"{match.group()}" has letters of both scripts.'
                yield WRONG_SCRIPT.at(record.path, line, said)


_TITLELESS = re.compile(r"^\s*!!!\s+[\w-]+(?:\s+[\w-]+)*\s*$")


def check_marked(site: Site) -> Iterator[Problem]:
    """Marked paragraphs without a title."""
    for record in site.library.records.values():
        for line, text in prose_lines(record):
            if _TITLELESS.match(text):
                yield UNTITLED.at(record.path, line, "The title is missing.")


_OTHER_CYRILLIC = re.compile("[ЁЃЄЇЌЎЙЩЪЫЬЭЮЯёѓєїќўйщъыьэюяѝЍ]")
_IN_ANOTHER = re.compile(r"<span\s[^>]*lang=[^>]*>.*?</span>")


def check_serbian(site: Site) -> Iterator[Problem]:
    """Letters that are not Serbian in texts whose Latin form is generated."""
    sources = {lang.transliterated_from for lang in site.languages.by_tag.values()}
    for record in site.library.records.values():
        if record.language not in sources:
            continue
        for line, text in text_lines(record):
            match = _OTHER_CYRILLIC.search(_IN_ANOTHER.sub("", text))
            if match:
                yield FOREIGN_LETTER.at(record.path, line, f'Here stands "{match.group()}".')


def check_names(site: Site) -> Iterator[Problem]:
    """Language keys of the texts in centre.yml."""
    known = {language.path for language in site.languages.by_tag.values()}
    document = site.folder.document
    for key in ("name", "short_name", "part_of", "parent_organisation", "programme"):
        for path in getattr(site.centre, key) or {}:
            if path not in known:
                said = f'"{path}" is the folder of no language.'
                line = document.line((key, path))
                yield UNKNOWN_NAMES.at(document.path, line, said, did_you_mean(path, known))


_ACTIVE = re.compile(
    r"<\s*(script|style|iframe|object|embed|form|link|meta|base)\b|\son[a-z]+\s*=\s*[\"']|"
    r"<[^>]+\s(?:style|on[a-z]+)\s*=|<(?:img|video|audio|source)[^>]+src\s*=\s*[\"']?https?:|(?:javascript|vbscript|data):",
    re.IGNORECASE,
)


def check_active(site: Site) -> Iterator[Problem]:
    """Scripts and styles in trusted pages, which nothing would take out."""
    for record in site.library.records.values():
        if not record.trusted:
            continue
        for line, text in prose_lines(record):
            match = _ACTIVE.search(text)
            if match:
                yield ACTIVE_CONTENT.at(
                    record.path, line, f'Here stands "{match.group().strip()}".'
                )


def check_schedule(site: Site) -> Iterator[Problem]:
    """What looks wrong in the schedule as a whole."""
    folder = site.folder.path / "attendance"
    counted = summary.answered(folder, "", site.schedule, site.vocabulary)
    ground = lint.Ground(
        schedule=site.schedule,
        vocabulary=site.vocabulary,
        time_zone=site.centre.time_zone,
        as_of=site.as_of,
        counted=counted,
        available=site.centre.presenters,
    )
    return lint.lint(ground)


CHECKS: tuple[Check, ...] = (
    check_translations,
    check_links,
    check_vocabulary,
    check_lessons,
    check_campaigns,
    check_slots,
    check_navigation,
    check_help_in_prose,
    check_words,
    check_scripts,
    check_active,
    check_marked,
    check_serbian,
    check_names,
    check_schedule,
)

ALL_CODES: dict[str, Code] = {
    code.id: code
    for codes in (
        CODES, sources.CODES, registry.CODES, strings.CODES, vocabulary.CODES, centres.CODES,
        library.CODES, lessons.CODES, limits.CODES, links.CODES, translations.CODES,
        presentations.CODES, lint.CODES, sheets.CODES, importing.CODES, register.CODES,
        summary.CODES, proof.CODES,
    )
    for code in codes
}  # fmt: skip


def is_blocking(problem: Problem, *, strict: bool) -> bool:
    """Tell whether a problem stops a build."""
    return strict or problem.severity is Severity.ERROR

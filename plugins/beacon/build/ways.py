"""Ways: generated pages on which readers find lessons, in every written language.

They stand beside those of the calendar (`build/generated.py`) and are made of heads alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import Struct

from beacon.build.generated import Generated
from beacon.content.facets import FACETS, Facet, offered
from beacon.content.learning_paths import LearningPaths
from beacon.content.library import Library
from beacon.content.records import Record
from beacon.content.vocabulary import Names, Vocabulary, text_in
from beacon.files import digest
from beacon.languages.registry import Languages
from beacon.languages.strings import Strings
from beacon.patterns import regex
from beacon.problems import N_
from beacon.sources import Document

LESSONS = "lessons"
"""The page above all lessons; it is a written one."""

FIND = f"{LESSONS}/find"
PATHS = f"{LESSONS}/paths"
PLAN = f"{LESSONS}/plan"
KINDS = frozenset({"ways", "facet", "paths", "path", "plan"})
"""The kinds of the pages that are made here."""

TAKEN = frozenset(page.rpartition("/")[2] for page in (FIND, PATHS, PLAN)) | frozenset(FACETS)
"""The names that no lesson can have, because these pages stand below the lessons as well."""

_NO_ADDRESS = regex(r"[^a-z0-9]+")


_SAID = {
    "content": (N_("Content"), N_("A child meets something harmful or untrue.")),
    "contact": (N_("Contact"), N_("Somebody approaches a child with bad intentions.")),
    "conduct": (
        N_("Conduct"),
        N_("Children do something to one another, or watch it being done."),
    ),
    "contract": (
        N_("Contract"),
        N_("A child is bound, used or cheated by an agreement or an offer."),
    ),
    "cross-cutting": (
        N_("Cross-cutting"),
        N_("Privacy, health and fair treatment, which matter everywhere."),
    ),
    "1-30": (N_("up to 30 minutes"), ""),
    "31-45": (N_("31 to 45 minutes"), N_("What fits into one school period.")),
    "46-60": (N_("46 to 60 minutes"), ""),
    "61-480": (N_("more than 60 minutes"), ""),
    "lesson": (
        N_("Lesson with a class"),
        N_("A plan that a teacher or a trainer holds with children."),
    ),
    "evening": (
        N_("Parents’ evening"),
        N_("An evening for parents, held at school or anywhere else."),
    ),
    "training": (N_("Training"), N_("A training for adults who work with children.")),
}
"""Names and sentences of the values that stand in no vocabulary."""


def facet_page(facet: str, key: str) -> str:
    """Return the id of the page of one value: `lessons/competence/digcomp-2-2-4-3`."""
    return f"{LESSONS}/{facet}/{_NO_ADDRESS.sub('-', key.lower()).strip('-')}"


def path_page(key: str) -> str:
    """Return the id of the page of a learning path."""
    return f"{PATHS}/{key}"


class FacetNames(Struct, frozen=True):
    """Names facets and their values in one language; `text` chooses among texts by language."""

    strings: Strings
    vocabulary: Vocabulary
    text: Callable[[Names], str]

    def facet(self, facet: Facet) -> str:
        """Return the name of a facet."""
        gettext = self.strings.gettext
        return {
            "age": gettext("Age group"),
            "for": gettext("Audience"),
            "topic": gettext("Topic"),
            "risk": gettext("Kind of risk"),
            "time": gettext("Time available"),
            "competence": gettext("Competence"),
            "format": gettext("Format"),
        }[facet]

    def value(self, facet: Facet, key: str) -> str:
        """Return the name of a value."""
        terms: dict[str, Mapping[str, object]] = {
            "age": self.vocabulary.age_bands,
            "for": self.vocabulary.audiences,
            "topic": self.vocabulary.topics,
            "competence": self.vocabulary.competences,
        }
        if facet not in terms:
            return self.strings.gettext(_SAID[key][0])
        name = self.text(getattr(terms[facet][key], "name", {})) or key
        return f"{key.rpartition('/')[2]} {name}" if facet == "competence" else name

    def about(self, facet: Facet, key: str) -> str:
        """Return a sentence or two about a value."""
        terms: dict[str, Mapping[str, object]] = {
            "for": self.vocabulary.audiences,
            "topic": self.vocabulary.topics,
        }
        _, about = _SAID.get(key, ("", ""))
        said = self.strings.gettext(about) if about else ""
        if facet in terms:
            said = self.text(getattr(terms[facet][key], "summary", {}))
        return said or self.strings.gettext(
            "Lessons with everything that is needed: steps with minutes, material, questions, "
            "a note for parents and where to find help."
        )


def way_records(
    library: Library,
    languages: Languages,
    tags: Iterable[str],
    strings: Mapping[str, Strings],
    vocabulary: Vocabulary,
    paths: LearningPaths,
) -> dict[tuple[str, str], Record]:
    """Return the records of the ways to lessons by (id, language tag).

    A written page stands before a generated one of the same path, in all languages.
    """
    written = {*library.ids(), *library.unreadable}
    if LESSONS not in written:
        return {}
    found: dict[tuple[str, str], Record] = {}
    offered_tags = tuple(tags)
    sources = (languages.source(tag).tag for tag in offered_tags)
    for tag in dict.fromkeys(s if s in strings else offered_tags[0] for s in sources):
        language = languages[tag]

        def text(names: Names, tag: str = tag) -> str:
            return text_in(names, languages[tag], languages) if names else ""

        pages = _Pages(language.tag, FacetNames(strings[tag], vocabulary, text), paths)
        for record in pages:
            if record.id not in written:
                found[record.id, tag] = record
    return found


class _Pages(Struct, frozen=True):
    """Makes the records of the ways in one language."""

    tag: str
    names: FacetNames
    paths: LearningPaths

    def __iter__(self) -> Iterator[Record]:
        yield from self.ways()
        for facet, keys in offered(self.names.vocabulary).items():
            yield from (self.value(facet, key) for key in keys)
        for path in self.paths.by_id.values():
            name, said = self.names.text(path.name), self.names.text(path.summary)
            yield self.record(path_page(path.id), "path", name, said, name, (path.id,))

    def ways(self) -> Iterator[Record]:
        """Yield the pages above the others."""
        gettext = self.names.strings.gettext
        title = gettext("All ways to a lesson")
        said = gettext("By age, audience, topic, risk, time, competence and format.")
        yield self.record(FIND, "ways", title, said, title)
        title = gettext("Learning paths")
        said = gettext("Lessons that belong together, in a good order, with the time they take.")
        yield self.record(PATHS, "paths", title, said, title)
        title = gettext("Make a plan")
        said = gettext(
            "Put lessons together, see how long they take and what they need, and print it all."
        )
        yield self.record(PLAN, "plan", title, said, title)

    def value(self, facet: Facet, key: str) -> Record:
        """Return the page of one value of a facet."""
        name = self.names.value(facet, key)
        title = name if facet == "for" else f"{self.names.strings.gettext('Lessons')}: {name}"
        page, said = facet_page(facet, key), self.names.about(facet, key)
        return self.record(page, "facet", title, said, name, (facet, key))

    def record(
        self, record_id: str, kind: str, title: str, said: str, nav_title: str,
        about: tuple[str, ...] = (),
    ) -> Record:  # fmt: skip
        """Return a record without a text; its template makes the page."""
        head = Generated(
            title=title, description=said, nav_title=nav_title, needs="ways", about=about
        )
        seen = digest("\n".join((title, said, nav_title)), 24)
        document = Document(f"{record_id} (generated)", None, head_digest=seen)
        return Record(record_id, self.tag, kind, head, document)

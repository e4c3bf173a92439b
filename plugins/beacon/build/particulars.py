"""Particulars: everything a school, a parent or a trainer needs to know about one event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from beacon.build.generated import group_page
from beacon.build.index import Index
from beacon.build.routes import Route
from beacon.build.site import SiteLike
from beacon.build.views import FactView, LinkView
from beacon.build.wording import Wording
from beacon.calendars.words import Words
from beacon.content.links import relative_url
from beacon.languages.formats import format_list, format_number, joined_names
from beacon.schedule.publicity import PublicPresentation


class Particulars(Struct, frozen=True):
    """Puts what is public of an event into facts; what is not known has none."""

    site: SiteLike
    route: Route
    words: Words
    event: PublicPresentation
    index: Index

    def facts(self) -> Iterator[FactView]:
        """Yield the facts of the event, the most needed first."""
        for fact in (*self._when_and_where(), *self._who(), *self._what(), *self._how()):
            if fact.values or fact.note:
                yield fact

    def _when_and_where(self) -> Iterator[FactView]:
        p, gettext = self.event, self.words.strings.gettext
        when = (self.words.days(p), self.words.hours(p))
        yield FactView("calendar", gettext("When"), _texts(when), self._note_on_time())
        wording = Wording(self.site, self.route.language)
        places = [*_texts([wording.venue(p.venue)]), self._group("city", p.city)]
        region = self._group("region", p.region) if p.region else None
        if region and region.title != places[-1].title:  # the capital is a region of its name
            places.append(region)
        yield FactView("pin", gettext("Where"), places)
        yield FactView("school", gettext("Schools"), _texts(map(wording.venue, p.schools)))

    def _note_on_time(self) -> str:
        p, gettext = self.event, self.words.strings.gettext
        notes = []
        if p.moved_from:
            before = self.words.moment(p.moved_from, p.moved_from_time)
            moved = gettext("Moved from %(before)s", before=before)
            notes.append(f"{moved}.")
        notes.append(self.words.note_on_hour(p))
        # A date in a sentence may end in a stop of its own.
        return " ".join(filter(None, notes)).replace("..", ".")

    def _who(self) -> Iterator[FactView]:
        p, gettext, terms = self.event, self.words.strings.gettext, self.site.vocabulary
        audiences = [self._group("audience", audience) for audience in p.audiences]
        yield FactView("people", gettext("Audience"), audiences)
        stages = joined_names(self.words.terms(terms.stages, p.stages), self.route.language)
        grades = format_list(list(p.grades), self.route.language)
        if grades:
            ngettext = self.words.strings.ngettext
            grades = ngettext(
                "Grade: %(grades)s", "Grades: %(grades)s", len(p.grades), grades=grades
            )
        ages = Wording(self.site, self.route.language).ages_as_known(p.age_min, p.age_max)
        yield FactView("age", gettext("Grades and ages"), _texts([stages, grades, ages]))
        if p.trains:
            trained = self.words.terms(terms.audiences, p.trains)
            yield FactView("target", gettext("Trains to teach others"), _texts(trained))
        yield FactView("star", gettext("Presenters"), _texts(self._presenters()))

    def _presenters(self) -> Iterator[str]:
        for one in self.event.presenters:
            role = self.words.term(self.site.vocabulary.roles, one.role)
            number = format_number(one.count, self.route.language)
            yield f"{role} ({number})" if one.count > 1 else role

    def _what(self) -> Iterator[FactView]:
        p, gettext, terms = self.event, self.words.strings.gettext, self.site.vocabulary
        kind = self.words.term(terms.event_types, p.type)
        yield FactView("trainer", gettext("Kind of event"), _texts([kind]))
        yield FactView("lesson", gettext("Lesson"), [*self._lesson()])
        topics = [self._group("topic", topic) for topic in p.topics]
        yield FactView("chat", gettext("Topics"), topics)
        if p.language:
            yield FactView("language", gettext("Language"), [self._group("language", p.language)])
        if p.campaign:
            yield FactView("campaign", gettext("Campaign"), [self._group("campaign", p.campaign)])

    def _lesson(self) -> Iterator[LinkView]:
        page, language = f"lessons/{self.event.lesson}", self.route.language
        named = self.event.lesson and self.site.named(language.tag, page)
        if named:
            href = relative_url(self.route.id, page)
            yield LinkView(named.text("title"), href, lang=named.language)

    def _how(self) -> Iterator[FactView]:
        p, gettext = self.event, self.words.strings.gettext
        organiser, _ = Wording(self.site, self.route.language).organiser(p)
        yield FactView("about", gettext("Organiser"), _texts([organiser]))
        if p.capacity is not None:
            number = format_number(p.capacity, self.route.language)
            yield FactView("box", gettext("Places"), _texts([number]))
        if p.registration:
            web = p.registration.startswith("https:")
            href = p.registration if web else f"mailto:{p.registration}"
            yield FactView("mail", gettext("Registration"), [LinkView(p.registration, href)])
        if p.reason:
            reason = self.words.term(self.site.vocabulary.change_reasons, p.reason)
            yield FactView("note", gettext("Reason of the change"), _texts([reason]))

    def _group(self, kind: str, key: str) -> LinkView:
        """Return a group as a link to its page, or its id where it has none.

        The pages of events stand beside each other, so that they have the same links.
        """
        own, tag = self.route.id, self.route.language.tag

        def make() -> LinkView:
            page = group_page(kind, key)
            named = self.site.named(tag, page)
            if named is None:
                return LinkView(key, "")
            return LinkView(named.text("nav_title"), relative_url(own, page))

        place = ("group", tag, own.rpartition("/")[0], kind, key)
        return self.index.trace.remember(self.index.occasions, place, make)


def _texts(texts: Iterable[str]) -> list[LinkView]:
    return [LinkView(text, "") for text in texts if text]

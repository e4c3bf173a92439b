"""Words: what feeds and exports say of a presentation in one language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, time

from msgspec import Struct, field

from beacon.content.centres import Channel
from beacon.content.vocabulary import Names, Vocabulary, text_in
from beacon.languages.formats import (
    format_date,
    format_days,
    format_list,
    format_range,
    format_time,
    joined_names,
)
from beacon.languages.latin import to_latin
from beacon.languages.registry import Language, Languages
from beacon.languages.strings import Strings
from beacon.schedule.publicity import PublicChange, PublicPresentation

Title = Callable[[PublicPresentation], str]
Organiser = Callable[[PublicPresentation], str]


def _nobody(presentation: PublicPresentation) -> str:
    return ""


class Words(Struct, frozen=True):
    """Puts presentations into words of one language.

    `title` gives the title of a lesson or nothing, `organiser` the name of whoever organises it,
    as far as that is public; `help_line` says where help is;
    `funding` is a statement, word for word, of the events whose type is among `funded`.
    """

    strings: Strings
    language: Language
    languages: Languages
    vocabulary: Vocabulary
    title: Title
    organiser: Organiser = _nobody
    help_line: str = ""
    funding: str = ""
    funded: frozenset[str] = frozenset()
    _known: dict[object, str] = field(default_factory=dict)

    def _once(self, key: object, make: Callable[[], str]) -> str:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = make()
        return found

    def text(self, names: Names) -> str:
        """Return a text that is given by language folder."""
        return text_in(names, self.language, self.languages)

    def term(self, terms: Mapping[str, object], key: str) -> str:
        """Return the name of a term, or its id where the vocabulary lacks it."""
        names = getattr(terms.get(key), "name", None)
        return self._once((id(terms), key), lambda: (self.text(names) if names else "") or key)

    def terms(self, terms: Mapping[str, object], keys: Iterable[str]) -> list[str]:
        """Return the names of several terms."""
        return [self.term(terms, key) for key in keys]

    def script(self, text: str) -> str:
        """Return a name as this language writes it."""
        if not self.language.transliterated_from:
            return text
        return self._once(("script", text), lambda: to_latin(text))

    def day(self, day: date, style: str = "long") -> str:
        """Return a day in words."""
        sentence = style == "sentence"
        return self._once(
            (day, style),
            lambda: format_date(day, self.language, "sentence" if sentence else "long"),
        )

    def name(self, presentation: PublicPresentation) -> str:
        """Return the title of the lesson, or the kind of event."""
        title = self.title(presentation)
        return title or self.term(self.vocabulary.event_types, presentation.type)

    def summary(self, presentation: PublicPresentation) -> str:
        """Return the name; what is a sample or will not be is said before it.

        Some calendar programs ignore STATUS, so a cancelled event says so itself.
        """
        gettext = self.strings.gettext
        title = self.name(presentation)
        if presentation.status == "cancelled":
            title = gettext("Cancelled: %(title)s", title=title)
        if presentation.status == "postponed":
            title = gettext("Postponed: %(title)s", title=title)
        return self.marked(title, presentation)

    def marked(self, title: str, presentation: PublicPresentation) -> str:
        """Return a title with the mark of a sample before it."""
        sample = self.strings.gettext("Sample")
        return f"[{sample}] {title}" if presentation.sample else title

    def place(self, presentation: PublicPresentation) -> str:
        """Return where it is, as far as that is public."""
        city = self.term(self.vocabulary.cities, presentation.city)
        return f"{self.script(presentation.venue)}, {city}" if presentation.venue else city

    def categories(self, presentation: PublicPresentation) -> tuple[str, ...]:
        """Return its type, audiences and topics."""
        terms = self.vocabulary
        return (
            self.term(terms.event_types, presentation.type),
            *self.terms(terms.audiences, presentation.audiences),
            *self.terms(terms.topics, presentation.topics),
        )

    def audiences(self, presentation: PublicPresentation) -> str:
        """Return for whom it is, as one list."""
        # Looked at each time, because a page hangs on what is looked at while it is made.
        terms, keys = self.vocabulary.audiences, presentation.audiences
        return self._once(keys, lambda: joined_names(self.terms(terms, keys), self.language))

    def description(self, presentation: PublicPresentation) -> str:
        """Return what a reader of a calendar needs, line by line."""
        terms, gettext = self.vocabulary, self.strings.gettext
        lines = [
            self.term(terms.event_types, presentation.type),
            self.term(terms.event_statuses, presentation.status),
            self.audiences(presentation),
            *self._days(presentation),
            *self._moved(presentation),
        ]
        if presentation.schools:
            names = format_list([self.script(s) for s in presentation.schools], self.language)
            lines.append(gettext("Schools: %(names)s", names=names))
        if not presentation.of_centre and (organiser := self.organiser(presentation)):
            lines.append(gettext("Organiser: %(name)s", name=organiser))
        if presentation.registration:
            lines.append(gettext("Registration: %(address)s", address=presentation.registration))
        if presentation.sample:
            lines.append(gettext("This is a sample, not a real event."))
        lines.append(self.help_line)
        if presentation.type in self.funded:
            lines.append(self.funding)
        return "\n".join(line for line in lines if line)

    def _days(self, presentation: PublicPresentation) -> Iterable[str]:
        if presentation.last > presentation.date:
            hours = self.hours(presentation)
            yield ", ".join(part for part in (self.days(presentation), hours) if part)
        note = self.note_on_hour(presentation)
        if note:
            yield note

    def days(self, presentation: PublicPresentation) -> str:
        """Return the days on which it is held: `3–4 December 2026`."""
        first, last = presentation.date, presentation.last
        return self._once((first, last), lambda: format_days(first, last, self.language))

    def hours(self, presentation: PublicPresentation) -> str:
        """Return the hours, as far as they are public; those of several days are of each."""
        if presentation.start is None:
            return ""
        end = presentation.end or presentation.start
        hours = format_range(format_time(presentation.start), format_time(end))
        if presentation.last > presentation.date:
            return self.strings.gettext("%(hours)s on each day", hours=hours)
        return hours

    def note_on_hour(self, presentation: PublicPresentation) -> str:
        """Return why nobody sees the hour of what is still to come, or nothing."""
        gettext = self.strings.gettext
        if presentation.status not in ("planned", "confirmed"):
            return ""
        if presentation.protected:
            return gettext("School and hour are shown after the event.")
        if presentation.start is None and not presentation.all_day:
            return gettext("The hour is still to be announced.")
        return ""

    def _moved(self, presentation: PublicPresentation) -> Iterable[str]:
        gettext = self.strings.gettext
        if presentation.moved_from:
            before = self.moment(presentation.moved_from, presentation.moved_from_time)
            yield gettext("Moved from %(before)s", before=before)
        if presentation.reason:
            reason = self.term(self.vocabulary.change_reasons, presentation.reason)
            yield gettext("Reason: %(reason)s", reason=reason)

    def moment(self, day: date, hour: time | None = None) -> str:
        """Return a day inside a sentence, with its hour where there is one."""
        said = self.day(day, "sentence")
        return f"{said}, {format_time(hour)}" if hour else said

    def change(self, change: PublicChange) -> str:
        """Return what changed, as one line: `Moved from 5 March 2026; Confirmed`."""
        gettext = self.strings.gettext
        said = []
        for kind in change.kinds:
            if kind == "added":
                said.append(gettext("New event"))
            elif kind == "moved" and change.before:
                said.append(gettext("Moved from %(before)s", before=self.moment(change.before)))
            elif kind == "moved":
                said.append(gettext("Other days"))
            elif kind == "hour":
                said.append(gettext("Other hour"))
            elif kind == "place":
                said.append(gettext("Other place"))
            else:
                said.append(self.term(self.vocabulary.event_statuses, kind))
        return "; ".join(said)


def help_line(
    channels: Iterable[Channel], strings: Strings, language: Language, languages: Languages
) -> str:
    """Return where a reader finds help: the centre's own helpline, or nothing where none is."""
    for channel in channels:
        if channel.kind == "helpline" and channel.type == "phone":
            name = text_in(channel.name, language, languages)
            return strings.gettext(
                "Help and advice: %(number)s (%(name)s)", number=channel.display, name=name
            )
    return ""

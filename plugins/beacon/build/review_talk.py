"""Review talk: the review of submissions as a conversation, for adults who use no commands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from beacon.build.deciding import Decider, Refused
from beacon.build.handed_in import Case
from beacon.build.review_desk import ReviewDesk
from beacon.content.vocabulary import Term, text_in
from beacon.problems import seen
from beacon.slugs import slugify
from beacon.submissions.findings import Finding, Weight

Ask = Callable[[str], str]
"""Asks a question and returns the answer; raises EOFError where nobody answers any more."""
Say = Callable[[Iterable[str]], None]


def talk(
    desk: ReviewDesk,
    ask: Ask,
    say: Say,
    preview: Callable[[ReviewDesk, str], int],
    rebuild: Callable[[ReviewDesk], int],
) -> int:
    """Ask which submission, show it, and ask what to do with it, until nobody wants more."""
    return _Talk(desk, ask, say, preview, rebuild).run()


class _Talk(Struct):
    desk: ReviewDesk
    ask: Ask
    say: Say
    preview: Callable[[ReviewDesk, str], int]
    rebuild: Callable[[ReviewDesk], int]
    role: str = ""

    def run(self) -> int:
        gettext = self.desk.strings.gettext
        while True:
            cases = list(self.desk.cases.values())
            if not cases:
                self.say(self.desk.told())
                return 0
            lines = [self.desk.words.line(case) for case in cases]
            number = self.choose(gettext("Which one? Its number, or Enter to end:"), lines)
            if number is None:
                return 0
            self.one(cases[number].slug)

    def one(self, slug: str) -> None:
        """Show one submission and do what is wanted with it."""
        gettext = self.desk.strings.gettext
        self.say(["", "\n\n".join(self.desk.words.whole(self.desk.case(slug))), ""])
        actions: Sequence[tuple[str, Callable[[Case], None]]] = (
            (gettext("See the page as it would stand there"), self.see),
            (gettext("Approve it"), self.approve),
            (gettext("Send it back to the authors"), self.send_back),
            (gettext("Say that a finding is a false alarm"), self.answer),
            (gettext("Take the page down"), self.take_down),
        )
        number = self.choose(
            gettext("What next? A number, or Enter to go back:"), [name for name, _ in actions]
        )
        if number is None:
            return
        try:
            actions[number][1](self.desk.case(slug))
        except Refused as refused:
            self.say(refused.told)
        self.desk = self.desk.again()

    def see(self, case: Case) -> None:
        self.preview(self.desk, case.slug)

    def approve(self, case: Case) -> None:
        decider = self.decider()
        gettext = self.desk.strings.gettext
        question = gettext("Have you read the whole page, in every language? Write yes:")
        if decider and self.is_yes(question):
            last = decider.approve(case)
            after = self.desk.again().case(case.slug)
            self.say([gettext("Recorded. It holds until %(day)s.", day=decider.day(last)),
                      self.desk.words.line(after)])  # fmt: skip

    def send_back(self, case: Case) -> None:
        decider = self.decider()
        if decider is None:
            return
        gettext = self.desk.strings.gettext
        own = self.ask(gettext("Your own words to the authors, in their language (or Enter):"))
        message, folder = self.desk.letter(case, own)
        self.say(["", message, ""])
        if self.is_yes(gettext("Shall the authors get this letter? Write yes:")):
            decider.send_back(case, message, folder)
            self.say([gettext("Recorded. Give the authors this letter.")])

    def answer(self, case: Case) -> None:
        gettext = self.desk.strings.gettext
        found: list[Finding] = [f for f in case.open_findings if f.weight is Weight.ANSWER]
        if not found:
            self.say([gettext("No finding can be answered; what stands there has to be mended.")])
            return
        number = self.choose(
            gettext("Which finding? Its number, or Enter to go back:"),
            [f'{f.code.id} "{seen(f.words)}"' for f in found],
        )
        decider = None if number is None else self.decider()
        if decider is not None and number is not None:
            reason = self.ask(gettext("Why is it no danger? In a sentence:"))
            decider.answer(case, found[number].code.id, found[number].words, reason)
            self.say([
                gettext("Recorded. The finding is answered as long as these words stand there.")
            ])  # fmt: skip

    def take_down(self, case: Case) -> None:
        decider = self.decider()
        if decider is None:
            return
        gettext = self.desk.strings.gettext
        reason = self.one_of(gettext("Why? Its number, or Enter to go back:"), decider.reasons)
        if reason and self.is_yes(gettext("It goes out of every language and list. Write yes:")):
            decider.take_down(case, reason)
            self.say([gettext("It is taken down.")])
            self.rebuild(self.desk)

    def decider(self) -> Decider | None:
        """Return the desk in the role of who sits there; asked once."""
        roles = self.desk.decider("").roles
        question = self.desk.strings.gettext(
            "Who are you? The number of your role, or Enter to go back:"
        )
        self.role = self.role or self.one_of(question, roles)
        return self.desk.decider(self.role) if self.role else None

    def one_of(self, question: str, terms: Mapping[str, Term]) -> str:
        """Ask for one of some terms; nothing where none is wanted."""
        desk, keys = self.desk, list(terms)
        names = [text_in(term.name, desk.language, desk.site.languages) for term in terms.values()]
        number = self.choose(question, names)
        return "" if number is None else keys[number]

    def choose(self, question: str, lines: Sequence[str]) -> int | None:
        """Ask for one of some lines by its number; None where none is wanted."""
        self.say(f"{number}  {line}" for number, line in enumerate(lines, 1))
        while True:
            said = self.ask(f"{question} ").strip()
            if not said:
                return None
            if said.isdecimal() and 1 <= int(said) <= len(lines):
                return int(said) - 1
            self.say(
                [
                    self.desk.strings.gettext(
                        "Please write a number from 1 to %(most)s.", most=len(lines)
                    )
                ]
            )

    def is_yes(self, question: str) -> bool:
        """Ask for a yes in the language of the desk, in either script; say so if it is none."""
        gettext = self.desk.strings.gettext
        agreed = slugify(self.ask(f"{question} ")) in {"yes", slugify(gettext("yes"))}
        if not agreed:
            self.say([gettext("Nothing was recorded.")])
        return agreed

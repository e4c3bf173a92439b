"""Held-out sentences: what the checks find of texts that no rule was written or changed for.

They are no tuning set. A miss is mended by sentences of its own in `labelled/`; then the report
`held_out/measured.md` is written anew: `python3 tests/beacon/safeguarding/test_held_out.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from test_labelled import LABELS, LANGUAGES, found_in, labelled

HERE = Path(__file__).resolve().parent / "held_out"
REPORT = HERE / "measured.md"
NAMES = {"en": "English", "sr": "Serbian", "bg": "Bulgarian"}

_LISTS = (
    ("Missed", "missed"),
    ("False alarms", "alarms"),
    ("Found in sentences of another check", "others"),
)


@dataclass(frozen=True)
class Measure:
    """One check in one language: sentences it found, missed, and found for nothing.

    `others` are sentences that are there for another check: each bears one label, and what else
    stands in it may well be there, so that it counts for nothing and is only listed.
    """

    found: list[str]
    missed: list[str]
    alarms: list[str]
    others: list[str]

    def cells(self) -> list[str]:
        """Return found of wanted, recall and precision as they stand in the table."""
        wanted, told = (len(self.found) + len(more) for more in (self.missed, self.alarms))
        precision = f"{len(self.found) / told:.0%}" if told else "–"
        return [f"{len(self.found)} of {wanted}", f"{len(self.found) / wanted:.0%}", precision]


def measure(language: str, code: str) -> Measure:
    """Put every held-out sentence of a language to one check."""
    found, missed, alarms, others = list[str](), list[str](), list[str](), list[str]()
    for wanted, sentence in labelled(language, HERE):
        told = code in found_in(sentence, language)
        if code in wanted:
            (found if told else missed).append(sentence)
        elif told:
            (others if wanted else alarms).append(sentence)
    return Measure(found, missed, alarms, others)


def report() -> str:
    """Return the whole report, in Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# What the checks of texts find of sentences they were not written for"
    yield ""
    yield "Each was put to the checks once, after it was written; no rule was changed for one."
    yield "They were written by somebody who had seen neither the rules nor their sentences."
    yield "A false alarm is a finding in a harmless sentence; precision counts these."
    yield "What is found in a sentence that is there for another check is listed, not counted."
    yield "Checks of signs (SAF013 to SAF015) look for code points, and are tried elsewhere."
    for language in LANGUAGES:
        yield from ["", f"## {NAMES[language]}", ""]
        wanted = [codes for codes, _ in labelled(language, HERE)]
        harmless = sum(not codes for codes in wanted)
        yield f"{len(wanted)} sentences, {harmless} of them harmless."
        yield ""
        yield from ["| check | found | recall | precision |", "|---|---|---|---|"]
        measured = {label: measure(language, code.id) for label, code in LABELS.items()}
        for label, result in measured.items():
            yield f"| {LABELS[label].id} {label} | {' | '.join(result.cells())} |"
        for title, kind in _LISTS:
            yield from ["", f"{title}:", ""]
            listed = [(code, one) for code, m in measured.items() for one in getattr(m, kind)]
            yield from (f"- {LABELS[label].id} {one}" for label, one in listed)
            yield from [] if listed else ["- none"]


def test_what_is_found_is_what_was_recorded() -> None:
    assert report() == REPORT.read_text(encoding="utf-8")


def test_each_language_and_each_check_has_sentences() -> None:
    for language in LANGUAGES:
        sentences = list(labelled(language, HERE))
        assert len(sentences) >= 40
        assert not {text for _, text in sentences} & {text for _, text in labelled(language)}
        for code in LABELS.values():
            assert sum(code.id in wanted for wanted, _ in sentences) >= 3


if __name__ == "__main__":
    REPORT.write_text(report(), encoding="utf-8")
    print(report())

#!/usr/bin/env python3
"""Takes in a campaign that somebody has written: a document, with its pictures, for review."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.allowed import allowed_of  # noqa: E402
from beacon.build.intake_words import IntakeWords  # noqa: E402
from beacon.build.site import Site, load_site  # noqa: E402
from beacon.build.speaking import spoken_in  # noqa: E402
from beacon.languages.marks import unmarked  # noqa: E402
from beacon.problems import Problem, ProblemsFound  # noqa: E402
from beacon.submissions.consents import FILE, load_consents  # noqa: E402
from beacon.submissions.findings import Ground, findings_of  # noqa: E402
from beacon.submissions.intake import (  # noqa: E402
    NEEDED,
    Intake,
    NotTakenIn,
    asked_of,
    clean_pictures,
    missing_in,
    take_in,
)  # fmt: skip
from beacon.submissions.record import FOLDER, read_submission, slugs  # noqa: E402

CONTENT = environment.ROOT / "content"


def main() -> int:
    """Return 0 when it was taken in, 1 with every reason when nothing was written."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", nargs="?", type=Path, help="a .docx or .md file")
    parser.add_argument(
        "--picture", action="append", default=[], metavar="FILE[=WORDS]",
        help="a picture, and what is seen in it; may stand there several times",
    )  # fmt: skip
    parser.add_argument(
        "--centre",
        default=os.environ.get("BEACON_CENTRE", "serbia"),
        choices=environment.centres(),
        help="whose site it is for (default: serbia)",
    )
    parser.add_argument("--language", default="", help="sr, bg or en (default: by its letters)")
    parser.add_argument("--slug", default="", help="its address (default: from the title)")
    parser.add_argument(
        "--field", action="append", default=[], metavar="NAME=TEXT",
        help=f"what the document does not say: {', '.join(NEEDED)} …",
    )  # fmt: skip
    parser.add_argument("--replace", action="store_true", help="put it in the place of another")
    parser.add_argument("--yes", action="store_true", help="ask nothing")
    parser.add_argument("--clean", metavar="SLUG", help="make the pictures of a submission anew")
    options = parser.parse_args()
    try:
        site = load_site(environment.ROOT, options.centre)
        if options.clean:
            return clean(site, options.clean, options.language)
        if options.document is None:
            parser.error("name the document, or --clean and a folder")
        return submit(site, options)
    except ProblemsFound as error:  # of the site, which has no words yet
        print(error)
        print("Nothing was written.")
        return 1


def submit(site: Site, options: argparse.Namespace) -> int:
    """Take in a document; what it does not say is asked for where somebody can answer."""
    fields = _pairs(options.field)
    pictures = {Path(name): words for name, words in _pairs(options.picture).items()}

    def take() -> Intake:
        return take_in(
            CONTENT, options.document, pictures, fields, site.languages, site.vocabulary,
            centre=site.centre.id, language=options.language, slug=options.slug,
            instead=options.replace, as_of=date.today(), centres=site.centres,
            lessons=site.library.lessons(),
        )  # fmt: skip

    asks = sys.stdin.isatty() and not options.yes
    words = words_in(site, options.language)
    try:
        try:
            intake = take()
        except NotTakenIn as error:
            words = words_in(site, error.language)
            missing = asked_of(error.problems) if asks else {}
            if not missing:
                raise
            for key, asked in missing.items():
                fields[key] = _ask(asked, words)
                while faults := _faults_of(key, take):
                    say(words.problems(faults))
                    fields[key] = _ask(asked, words)
            intake = take()
        words = words_in(site, intake.language)
        say(words.told(intake.told))
        say(f"  {path.relative_to(environment.ROOT)}" for path in intake.files)
        if asks and not words.is_yes(input(words.last_question())):
            say([words.nothing_written()])
            return 1
    except NotTakenIn as error:
        return refuse(words, error)
    except (EOFError, KeyboardInterrupt):  # at a question, before anything is written
        say(["", words.nothing_written()])
        return 1
    intake.write()
    return look(site, intake.slug, words)


def clean(site: Site, slug: str, language: str) -> int:
    """Make the pictures of a submission anew, and say what was taken out of them."""
    known = slugs(CONTENT)
    folder = CONTENT / FOLDER / slug
    if slug not in known:
        say([words_in(site, language).nobody(slug, known)])
        return 1
    submission = read_submission(folder, slug, site.languages, [])
    words = words_in(site, language or (submission.spoken(site.languages) if submission else ""))
    try:
        intake = clean_pictures(folder, f"content/{FOLDER}/{slug}")
    except ProblemsFound as error:
        return refuse(words, error)
    intake.write()
    say(words.told(intake.told) if intake.told else [words.nothing_taken_out()])
    return look(site, slug, words)


def look(site: Site, slug: str, words: IntakeWords) -> int:
    """Print in the language of the text what reviewers will look at."""
    problems: list[Problem] = []
    shown = f"content/{FOLDER}/{slug}"
    submission = read_submission(CONTENT / FOLDER / slug, shown, site.languages, problems)
    if submission is None:
        say(words.problems(problems))
        return 1
    own = f"content/centres/{site.centre.id}/{FILE}"
    consents = load_consents(environment.ROOT / own, own, problems)
    allowed = allowed_of(folder.contacts for folder in site.centres.values())
    ground = Ground(site.vocabulary, date.today(), allowed, consents)
    found = findings_of(submission, ground)
    say(words.problems(problems))
    say(unmarked(finding.told(words.strings)) for finding in found)
    say(words.next_steps(shown, slug))
    return 0


def words_in(site: Site, folder: str) -> IntakeWords:
    """Return the words for somebody who writes in a language folder."""
    return IntakeWords(spoken_in(environment.ROOT, site, folder)[1])


def refuse(words: IntakeWords, error: ProblemsFound) -> int:
    """Say why nothing was written; return the exit code."""
    say([*words.problems(error.problems), words.nothing_written()])
    return 1


def say(lines: Iterable[str]) -> None:
    """Print lines."""
    for line in lines:
        print(line)


def _pairs(words: list[str]) -> dict[str, str]:
    """Return what stands before and behind the first "=" of each."""
    parts = (word.partition("=") for word in words)
    return {name.strip(): text.strip() for name, _, text in parts}


def _faults_of(key: str, take: Callable[[], Intake]) -> list[Problem]:
    """Return why the answer that was just given for a field will not do."""
    try:
        take()
    except NotTakenIn as error:
        return [problem for problem in error.problems if missing_in(problem) in ("", key)]
    return []


def _ask(asked: str, words: IntakeWords) -> str:
    day = (date.today() + timedelta(days=365)).isoformat()
    usual = day if asked == NEEDED["expires"] else ""
    return input(words.question(asked, usual)).strip() or usual


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Takes in a campaign that somebody has written: a document, with its pictures, for review."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build.allowed import allowed_of  # noqa: E402
from beacon.build.site import Site, load_site  # noqa: E402
from beacon.problems import Problem, ProblemsFound, did_you_mean  # noqa: E402
from beacon.submissions.consents import FILE, load_consents  # noqa: E402
from beacon.submissions.findings import Ground, findings_of  # noqa: E402
from beacon.submissions.intake import (  # noqa: E402
    NEEDED,
    Intake,
    asked_of,
    clean_pictures,
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
            return clean(site, options.clean)
        if options.document is None:
            parser.error("name the document, or --clean and a folder")
        return submit(site, options)
    except ProblemsFound as error:
        print(error)
        print("Nothing was written.")
        return 1
    except (EOFError, KeyboardInterrupt):  # at a question, before anything is written
        print("\nNothing was written.")
        return 1


def submit(site: Site, options: argparse.Namespace) -> int:
    """Take in a document; what it does not say is asked for where somebody can answer."""
    fields = _pairs(options.field)
    pictures = {Path(name): words for name, words in _pairs(options.picture).items()}

    def take() -> Intake:
        return take_in(
            CONTENT, options.document, pictures, fields, site.languages, site.vocabulary,
            centre=site.centre.id, language=options.language, slug=options.slug,
            instead=options.replace,
        )  # fmt: skip

    asks = sys.stdin.isatty() and not options.yes
    try:
        intake = take()
    except ProblemsFound as error:
        missing = asked_of(error.problems) if asks else {}
        if not missing:
            raise
        fields |= {key: _ask(asked) for key, asked in missing.items()}
        intake = take()
    print(*intake.told, sep="\n")
    for path in intake.files:
        print(f"  {path.relative_to(environment.ROOT)}")
    if asks and _ask("Write these files? (y/n)").casefold() not in ("y", "yes", "да", "da", "д"):
        print("Nothing was written.")
        return 1
    intake.write()
    return look(site, intake.slug)


def clean(site: Site, slug: str) -> int:
    """Make the pictures of a submission anew, and say what was taken out of them."""
    known = slugs(CONTENT)
    if slug not in known:
        print(f'No submission is called "{slug}". {did_you_mean(slug, known)}'.rstrip())
        return 1
    intake = clean_pictures(CONTENT / FOLDER / slug, f"content/{FOLDER}/{slug}")
    intake.write()
    print(*(intake.told or ["Nothing had to be taken out of its pictures."]), sep="\n")
    return look(site, slug)


def look(site: Site, slug: str) -> int:
    """Print in the language of the text what reviewers will look at."""
    problems: list[Problem] = []
    shown = f"content/{FOLDER}/{slug}"
    submission = read_submission(CONTENT / FOLDER / slug, shown, site.languages, problems)
    if submission is None:
        print(*problems, sep="\n")
        return 1
    own = f"content/centres/{site.centre.id}/{FILE}"
    consents = load_consents(environment.ROOT / own, own, problems)
    ground = Ground(site.vocabulary, date.today(), allowed_of(site.centres.values()), consents)
    tag = submission.original.language
    strings = site.strings[tag if tag in site.strings else site.tags[0]]
    found = findings_of(submission, ground)
    print(*problems, *(finding.told(strings) for finding in found), sep="\n")
    print(f"It stands in {shown}; nothing of it is on the site before adults have read it.")
    print(f"Next: python3 scripts/review.py show {slug}")
    return 0


def _pairs(words: list[str]) -> dict[str, str]:
    """Return what stands before and behind the first "=" of each."""
    parts = (word.partition("=") for word in words)
    return {name.strip(): text.strip() for name, _, text in parts}


def _ask(asked: str) -> str:
    usual = (date.today() + timedelta(days=365)).isoformat()
    hint = f" [{usual}]" if asked == NEEDED["expires"] else ""
    answer = input(f"{asked[0].upper()}{asked[1:]}{hint}: ").strip()
    return answer or (usual if hint else "")


if __name__ == "__main__":
    sys.exit(main())

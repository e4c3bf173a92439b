#!/usr/bin/env python3
"""Reviews what young people have handed in; without a command it asks step by step."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import threading  # noqa: E402
from collections.abc import Iterable  # noqa: E402
from datetime import date  # noqa: E402

from beacon.build.console import environment_words  # noqa: E402
from beacon.build.deciding import Refused  # noqa: E402
from beacon.build.preview import Preview, start_server  # noqa: E402
from beacon.build.review_desk import ReviewDesk, open_desk  # noqa: E402
from beacon.build.review_talk import talk  # noqa: E402
from beacon.languages.marks import unmarked  # noqa: E402
from beacon.problems import ProblemsFound  # noqa: E402
from mkdocs_beacon.commands import build_centre  # noqa: E402


def main() -> int:
    """Return 0 when it was done, 1 when it was refused, 2 for a wrong call."""
    options = arguments()
    try:
        desk = open_desk(environment.ROOT, options.centre, options.as_of, options.language)
        return run(desk, options)
    except (ProblemsFound, Refused) as error:
        say([str(error)])
        return 1
    except (EOFError, KeyboardInterrupt):
        print()
        return 1


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    centres = environment.centres()
    parser.add_argument("--centre", default=os.environ.get("BEACON_CENTRE", "serbia"),
                        choices=centres, help="whose submissions (default: serbia)")  # fmt: skip
    parser.add_argument("--language", help="a language of the centre (default: its first)")
    parser.add_argument(
        "--as-of", type=environment.day, default=date.today(), metavar="DAY",
        help="decide as on this day (default: today)",
    )  # fmt: skip
    what = parser.add_subparsers(dest="what")
    what.add_parser("list", help="what was handed in, and how it stands")
    show = what.add_parser("show", help="what changed, what was found, what was decided")
    preview = what.add_parser("preview", help="show its page to you alone, on this computer")
    preview.add_argument(
        "--port", type=environment.port, default=8001, help="port on this computer"
    )
    approve = what.add_parser("approve", help="let exactly this version be published")
    approve.add_argument("--until", type=environment.day, metavar="DAY",
                         help="the last day of the page (default: what the text says)")  # fmt: skip
    approve.add_argument("--version", default="", help="only if this is still its version")
    back = what.add_parser("send-back", help="write to the authors what has to be changed")
    back.add_argument("--message", default="", help="your own words, in their language")
    answer = what.add_parser("answer", help="say why a finding is a false alarm")
    down = what.add_parser("take-down", help="take a page out of every language, feed and index")
    down.add_argument("--reason-code", required=True, help="an id of take-down-reasons.yml")
    down.add_argument("--erase", action="store_true", help="remove its texts and pictures as well")
    down.add_argument("--no-build", action="store_true", help="do not build the site at once")
    for command in (show, preview, approve, back, answer, down):
        command.add_argument("slug", help="the folder of the submission")
    answer.add_argument("code", help="the code of the finding, such as SAF004")
    answer.add_argument("--words", default="", help="the words, as they stand there")
    answer.add_argument("--reason", required=True, help="why it is no danger, in a sentence")
    for command in (approve, back, answer, down):
        command.add_argument("--role", required=True, help="your role, an id of reviewers.yml")
    return parser.parse_args()


def run(desk: ReviewDesk, options: argparse.Namespace) -> int:
    """Do what was asked for."""
    gettext = desk.strings.gettext
    if options.what is None:
        return talk(desk, lambda question: input(unmarked(question)), say, preview, rebuild)
    if options.what == "list":
        say(desk.told())
        return 0
    case = desk.case(options.slug)
    if options.what == "show":
        say(desk.words.whole(case), "\n\n")
        return 0
    if options.what == "preview":
        return preview(desk, case.slug, options.port)
    decider = desk.decider(options.role)
    if options.what == "approve":
        last = decider.approve(case, until=options.until, version=options.version)
        after = desk.again().case(case.slug)
        say([gettext("Recorded. It holds until %(day)s.", day=decider.day(last)),
             desk.words.line(after)])  # fmt: skip
    elif options.what == "send-back":
        message, folder = desk.letter(case, options.message)
        decider.send_back(case, message, folder)
        say([gettext("Recorded. Give the authors this letter."), message], "\n\n")
    elif options.what == "answer":
        decider.answer(case, options.code, options.words, options.reason)
        say([gettext("Recorded. The finding is answered as long as these words stand there.")])
    else:
        decider.take_down(case, options.reason_code, erase=options.erase)
        say([gettext("It is taken down.")])
        return 0 if options.no_build else rebuild(desk)
    return 0


def preview(desk: ReviewDesk, slug: str, port: int = 8001) -> int:
    """Show the page of a submission on this computer alone, until Ctrl+C is pressed."""
    case = desk.case(slug)
    if case.submission is None:
        say(map(desk.strings.problem, case.problems))
        return 1
    address = f"http://127.0.0.1:{port}/"
    shown = Preview(desk.root, desk.site.folder.id, address, environment_words(), slug)
    try:
        server = start_server(shown, port)
    except OSError as error:
        say([desk.port_told(port, str(error.strerror))])
        return 1
    shown.refresh()
    say([desk.preview_told(address, case)])
    sys.stdout.flush()
    threading.Thread(target=shown.watch, daemon=True).start()
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


def rebuild(desk: ReviewDesk) -> int:
    """Build the site of the centre, so that what was decided is true of it."""
    centre = desk.site.folder.id
    return 0 if build_centre(desk.root, centre, desk.root / "site" / centre) else 1


def say(lines: Iterable[str], between: str = "\n") -> None:
    """Print lines; a word that lacks its translation is printed as it is."""
    print(unmarked(between.join(lines)))


if __name__ == "__main__":
    sys.exit(main())

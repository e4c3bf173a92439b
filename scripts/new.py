#!/usr/bin/env python3
"""Makes something new: a lesson, a campaign, a centre, a sheet for the schedule or attendance."""

from __future__ import annotations

import environment

environment.enter()

import argparse  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from beacon.build import sheets  # noqa: E402
from beacon.build.scaffold import NotMadeError, new_campaign, new_centre, new_lesson  # noqa: E402
from beacon.build.site import Site, load_site  # noqa: E402
from beacon.build.wording import route_title  # noqa: E402
from beacon.files import write  # noqa: E402
from beacon.problems import ProblemsFound, did_you_mean  # noqa: E402
from beacon.schedule.blank_sheet import blank_sheet  # noqa: E402
from beacon.typesetting.press import Press  # noqa: E402
from whose import one_centre  # noqa: E402


def main() -> int:
    """Return 0 when it was made, 1 with a message when it was not."""
    try:
        return make()
    except OSError as error:
        print(f"This cannot be written: {environment.refused(error)}.")
        return 1


def make() -> int:
    """Make what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    what = parser.add_subparsers(dest="what", required=True)
    centre = what.add_parser("centre", help="the folder of a new national centre")
    centre.add_argument("name", help="small Latin letters and hyphens, such as croatia")
    centre.add_argument("--country", default="XX", help="ISO 3166 code of two letters, such as HR")
    centre.add_argument(
        "--languages", default="en", help="tags of the registry with commas; the first is default"
    )
    centre.add_argument("--time-zone", default="Europe/Brussels", help="such as Europe/Zagreb")
    lesson = what.add_parser("lesson", help="the folder of a new lesson, with its quiz")
    lesson.add_argument("name", help="small Latin letters, digits and hyphens: kind-words")
    lesson.add_argument("--language", default="en", help="the folder you write in: sr, en, bg")
    campaign = what.add_parser("campaign", help="a campaign to be written and then reviewed")
    campaign.add_argument("name", help="small Latin letters, digits and hyphens: our-promise")
    campaign.add_argument("--language", default="en", help="the language it is written in: sr, bg")
    campaign.add_argument("--centre", default=os.environ.get("BEACON_CENTRE", "serbia"),
                          help="whose site it is for (default: serbia)")  # fmt: skip
    sheet = what.add_parser("schedule-sheet", help="a blank workbook for coordinators")
    sheet.add_argument(
        "--centre", help="whose venues and languages it has (needed where there are several)"
    )
    sheet.add_argument("--language", help="a tag of the centre's languages (default: its first)")
    sheet.add_argument(
        "--output", type=Path, help="the file or folder to write it to (default: here)"
    )
    counts = what.add_parser("attendance-sheet", help="a sheet for the numbers of an event")
    counts.add_argument("event", help="the id of an event of the schedule")
    counts.add_argument("--centre", help="whose event it is (needed where several have it)")
    counts.add_argument("--language", help="a tag of the centre's languages (default: its first)")
    counts.add_argument("--output", type=Path, help="the folder to write it into (default: here)")
    options = parser.parse_args()
    if options.what == "attendance-sheet":
        return attendance_sheet(options.event, options.centre, options.language, options.output)
    if options.what == "schedule-sheet":
        whose = one_centre(sheet, options.centre, "whose venues and languages it has")
        return schedule_sheet(whose, options.language, options.output)
    if options.what == "campaign":
        return campaign_text(options.name, options.language, options.centre)
    if options.what == "lesson":
        return lesson_folder(options.name, options.language)
    try:
        made = new_centre(
            environment.ROOT,
            options.name,
            country=options.country,
            tags=tuple(tag.strip() for tag in options.languages.split(",")),
            time_zone=options.time_zone,
        )
    except NotMadeError as error:
        print(error)
        return 1
    print(
        f"Made {made.relative_to(environment.ROOT)}. Now fill in centre.yml and help-channels.yml,"
    )
    print(f"and look at it: python3 scripts/serve.py --centre {options.name}")
    return 0


def attendance_sheet(
    event_id: str, centre: str | None, tag: str | None, output: Path | None
) -> int:
    """Write the sheet of an event twice: as a workbook, and as a PDF to fill in by pen."""
    sites: list[Site] = []
    faults: list[ProblemsFound] = []
    for name in [centre] if centre else environment.centres():
        try:
            sites.append(load_site(environment.ROOT, name))
        except ProblemsFound as error:
            faults.append(error)
    having = [site for site in sites if site.events.get(event_id)]
    if len(having) > 1:
        names = " or --centre ".join(site.folder.id for site in having)
        print(f'Several centres have an event "{event_id}". Say whose it is: --centre {names}')
        return 1
    if not having and faults:
        print(faults[0])
        return 1
    if not having:
        known = [presentation.id for site in sites for presentation in site.events.all()]
        print(f'No event "{event_id}" is public. {did_you_mean(event_id, known)}'.rstrip())
        return 1
    return _attendance_sheet(having[0], event_id, tag, output or Path())


def _attendance_sheet(site: Site, event_id: str, tag: str | None, folder: Path) -> int:
    event = site.events.get(event_id)
    assert event is not None
    if tag is not None and tag not in site.tags:
        print(f"The languages of this centre are {', '.join(site.tags)}.")
        return 1
    language = site.languages[tag] if tag else site.default
    sheet = sheets.attendance_sheet(site, language, event)
    path = folder / f"attendance-{event_id}-{language.tag}"
    write(path.with_name(f"{path.name}.xlsx"), sheet.workbook())
    pdf = Press(environment.ROOT / "theme").pdf(sheet.document())
    write(path.with_name(f"{path.name}.pdf"), pdf)
    print(f"Wrote {path}.xlsx and {path}.pdf. Filled in, the numbers come back with")
    print(f"python3 scripts/import_attendance.py {path.name}.xlsx --centre {site.centre.id}")
    return 0


def lesson_folder(name: str, language: str) -> int:
    """Make the folder of a lesson, and say what comes next."""
    try:
        made = new_lesson(environment.ROOT, name, language=language)
    except NotMadeError as error:
        print(error)
        return 1
    print(f"Made {made.relative_to(environment.ROOT)} with a lesson and a quiz, both drafts.")
    print('Take the line "status: draft" out, and look at it: python3 scripts/serve.py')
    return 0


def campaign_text(name: str, language: str, centre: str) -> int:
    """Make the text of a campaign that is to be reviewed, and say what comes next."""
    try:
        made = new_campaign(environment.ROOT, name, language=language, centre=centre)
    except NotMadeError as error:
        print(error)
        return 1
    print(f"Made {made.relative_to(environment.ROOT)}. Fill in what is empty, then look at it:")
    print(f"python3 scripts/review.py show {name}")
    print("It is on no site before adults have read and approved it.")
    return 0


def schedule_sheet(centre: str, tag: str | None, output: Path | None) -> int:
    """Write the blank sheet of a centre in one of its languages."""
    try:
        site = load_site(environment.ROOT, centre)
    except ProblemsFound as error:
        print(error)
        return 1
    if tag is not None and tag not in site.tags:
        print(f"The languages of this centre are {', '.join(site.tags)}.")
        return 1
    language = site.languages[tag] if tag else site.default
    path = Path(f"schedule-{site.centre.id}-{language.tag}.xlsx")
    if output is not None:
        path = output / path if output.is_dir() else output

    def titles(kind: str) -> list[str]:
        ids = (key for key in site.library.ids() if key.startswith(kind))
        return [route_title(site, language, key) for key in ids]

    data = blank_sheet(
        site.vocabulary,
        language=language,
        languages=site.languages,
        strings=site.strings[language.tag],
        country=site.centre.country,
        venues=site.schedule.venues.values(),
        lessons=titles("lessons/"),
        campaigns=titles("campaigns/"),
    )
    write(path, data)
    print(f"Wrote {path}. Filled in, it comes back with")
    print(f"python3 scripts/import_schedule.py {path.name} --centre {site.centre.id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

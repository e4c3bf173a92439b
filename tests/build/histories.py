"""Histories: a small project that is edited at random, as people edit, step by step.

Every edit leaves the project whole, so that each step must be published, unless it says so.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_projects import ROOT, edit, small_project, without_plugin
from build_submissions import SLUG, approve, hand_in, picture, take_down

from beacon.build.site import load_site

_HUNGARIAN = """- tag: hu
  path: hu
  name: Magyar
  script: Latn
  locale: hu_HU
  fallbacks: [en]
"""
_PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><title>{}</title></svg>\n'
_BELOW = "---\ntitle: Испод\ndescription: Страница испод.\n---\n\nИспод.\n"
_ABOVE = "---\ntitle: Above\ndescription: What nobody has written.\n---\n\n[[children]]\n"
FEATURES = ("lessons", "calendars", "attendance", "metadata")


@dataclass
class Project:
    """A project with a history; `count` makes each edit another one, `lesson` is its lesson."""

    root: Path
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    count: int = 0
    lesson: str = "kindness"
    figures: str = "figures"

    def at(self, name: str) -> Path:
        """Return a file of the project, given without `content/` where it stands there."""
        inside = not name.startswith(("theme/", "mkdocs.yml"))
        return self.root / "content" / name if inside else self.root / name

    def text(self, language: str, record_id: str) -> Path:
        """Return the file of a text of the commons."""
        return self.root / "content/commons" / language / record_id / "index.md"

    def lesson_text(self, language: str = "en") -> Path:
        """Return the file of the lesson in a language."""
        return self.text(language, f"lessons/{self.lesson}")

    def word(self, start: str) -> str:
        """Return a word that was not there before."""
        self.count += 1
        return f"{start} {self.count}"

    def either(self, *choices: str) -> str:
        """Return one of several choices."""
        return self.chance.choice(choices)


def history_project(folder: Path, seed: int = 1) -> Project:
    """Make `folder` a small project whose theme may be edited as well, and return it."""
    small_project(folder)
    (folder / "theme").unlink()
    shutil.copytree(ROOT / "theme", folder / "theme")
    # The first event is no sample here, so that its attendance is shown.
    schedule = folder / "content/centres/north/schedule"
    edit(schedule / "presentations-2026.csv", ",date,yes,1,", ",date,no,1,")
    edit(schedule / "venues.csv", ",rs-nis,yes", ",rs-nis,no")
    return Project(folder, random.Random(seed))


def fresh_copy(project: Project, folder: Path) -> Path:
    """Copy all that people write into a project that remembers nothing."""
    folder.mkdir()
    shutil.copy(project.root / "mkdocs.yml", folder)
    shutil.copytree(project.root / "content", folder / "content")
    for name in ("theme", "plugins"):
        (folder / name).symlink_to(project.root / name)
    return folder


def _change(path: Path, pattern: str, new: str) -> None:
    """Put a text in the place of the first that a pattern finds, which must be there."""
    text = path.read_text(encoding="utf-8")
    found = re.search(pattern, text, re.MULTILINE)
    assert found is not None, f"{pattern!r} is not in {path}"
    path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")


def _add(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def _remove(path: Path) -> None:
    """Remove a file and the folders that are empty then."""
    path.unlink()
    while not any(path.parent.iterdir()):
        path = path.parent
        path.rmdir()


# Texts


def edit_body(project: Project) -> None:
    _add(project.text(project.either("en", "sr"), "help"), f"\n{project.word('Body')}.\n")


def edit_lesson(project: Project) -> None:
    _add(project.lesson_text(), f"\n{project.word('Everyone says')}.\n")


def edit_advice(project: Project) -> None:
    """The block on which safety depends stands in for that of a stale translation."""
    advice = project.word("    Tell an adult you trust")
    _change(project.lesson_text(), r"^    Tell an adult you trust.*$", f"{advice}.")


def edit_title(project: Project) -> None:
    page = project.text(project.either("en", "sr"), project.either("help", "report"))
    _change(page, r"^title: .*$", f"title: {project.word('Title')}")


def edit_lesson_title(project: Project) -> None:
    language = "sr" if project.lesson_text("sr").exists() else "en"
    title = f"title: {project.word('Лепе речи' if language == 'sr' else 'Kind words')}"
    _change(project.lesson_text(language), r"^title: .*$", title)


def edit_description(project: Project) -> None:
    _change(project.lesson_text(), r"^description: .*$", f"description: {project.word('About')}.")


def edit_topics(project: Project) -> None:
    topics = ("hate-speech", "cyberbullying", "privacy-personal-data")
    project.count += 1
    now = project.lesson_text().read_text(encoding="utf-8")
    topic = next(topic for topic in topics[project.count % 2 :] if f"[{topic}]" not in now)
    for page in (project.root / "content/commons").glob(f"*/lessons/{project.lesson}/index.md"):
        _change(page, r"^topics: .*$", f"topics: [{topic}]")


def edit_audience(project: Project) -> None:
    """A lesson for adults names the forms of its steps otherwise."""
    page = project.lesson_text()
    audience = "parents" if "[pupils]" in page.read_text(encoding="utf-8") else "pupils"
    _change(page, r"^audiences: .*$", f"audiences: [{audience}]")


def edit_date(project: Project) -> None:
    project.count += 1
    day = f"2026-02-{project.count % 28 + 1:02}"
    _change(project.lesson_text(), r"^reviewed_on: .*$", f"reviewed_on: {day}")


def stamp_translation(project: Project) -> None:
    """Make the Serbian lesson a translation of the English one, of whatever state."""
    page = project.lesson_text("sr")
    if not page.exists():
        return
    if "translation:" in page.read_text(encoding="utf-8"):
        _change(page, r"^translation: .*\n", "")
    elif project.lesson_text().exists() and project.chance.random() < 0.7:
        stamp_as_current(project)
    else:
        _stamp(page, f"{project.chance.getrandbits(64):016x}")


def stamp_as_current(project: Project) -> None:
    """Make the Serbian lesson a translation of the English one as it is now."""
    library = load_site(project.root, "north").library
    original = library.records[f"lessons/{project.lesson}", "en"]
    _stamp(project.lesson_text("sr"), original.digest())


def _stamp(page: Path, digest: str) -> None:
    _change(page, r"^licence:", f'translation: {{of: en, digest: "{digest}"}}\nlicence:')


def rename_lesson(project: Project) -> None:
    old, new = project.lesson, project.word("kind-words").replace(" ", "-")
    for language in ("en", "sr", "bg"):
        folder = project.root / "content/commons" / language / "lessons"
        if (folder / old).is_dir():
            (folder / old).rename(folder / new)
    schedule = project.at("centres/north/schedule/presentations-2026.csv")
    text = schedule.read_text(encoding="utf-8")
    schedule.write_text(text.replace(f",{old},", f",{new},"), encoding="utf-8")
    project.lesson = new


def rename_page(project: Project) -> None:
    old, new = project.figures, project.word("figures").replace(" ", "-")
    for language in ("en", "sr", "bg"):
        folder = project.root / "content/commons" / language
        (folder / old).rename(folder / new)
    project.figures = new


def add_or_delete_page(project: Project) -> None:
    """A page with a link, a figure, a picture and a page below it; or the same taken away."""
    page, below = project.text("en", "extra"), project.text("sr", "extra/below")
    if below.exists():
        _remove(below)
        if page.exists():
            _remove_page_above(page)
        return
    _add_page_above(project, page)
    _add(below, _BELOW)


def add_or_delete_page_above(project: Project) -> None:
    """A page that is there for itself, and whose name stands on the page below it."""
    page, below = project.text("en", "extra"), project.text("sr", "extra/below")
    if not below.exists():
        _add(below, _BELOW)
    elif page.exists():
        _remove_page_above(page)
    else:
        _add_page_above(project, page)


def edit_page_below(project: Project) -> None:
    """What the page above says of it."""
    below = project.text("sr", "extra/below")
    if not below.exists():
        add_or_delete_page(project)
    _change(below, r"^description: .*$", f"description: {project.word('О томе')}.")


def _add_page_above(project: Project, page: Path) -> None:
    head = f"---\ntitle: {project.word('Extra')}\ndescription: One more page.\n---\n\n"
    body = "[Help](../help/index.md), [[figure:north-visits]].\n\n![One](drawing.svg)\n"
    _add(page, f"{head}{body}\n[[children]]\n")
    _add(page.with_name("drawing.svg"), _PICTURE.format(project.count))


def _remove_page_above(page: Path) -> None:
    for path in (page, page.with_name("drawing.svg")):
        _remove(path)


def add_or_delete_lesson(project: Project) -> None:
    folder = project.root / "content/commons/en/lessons"
    if (folder / "another").exists():
        shutil.rmtree(folder / "another")
    else:
        shutil.copytree(folder / project.lesson, folder / "another")


def edit_picture(project: Project) -> None:
    path = project.text("en", "help").with_name("picture.svg")
    path.write_text(_PICTURE.format(project.word("Picture")), encoding="utf-8")


def own_picture_of_a_language(project: Project) -> None:
    """A picture in one language stands in for that of another one."""
    path = project.text("sr", "help").with_name("picture.svg")
    if path.exists():
        path.unlink()
    else:
        path.write_text(_PICTURE.format(project.word("Слика")), encoding="utf-8")


def add_or_delete_translation(project: Project) -> None:
    page = project.lesson_text("sr")
    aside = project.root / "aside.md"
    if page.exists():
        page.rename(aside)
        page.parent.rmdir()
    else:
        page.parent.mkdir()
        aside.rename(page)


def write_latin_by_hand(project: Project) -> None:
    page = project.text("sr-Latn", "report")
    if page.exists():
        _remove(page)
    else:
        _add(page, "---\ntitle: Prijavi\ndescription: Kako se prijavljuje.\n---\n\nRukom.\n")


def own_page_of_the_centre(project: Project) -> None:
    page = project.at("centres/north/pages/en/report/index.md")
    if page.exists():
        _remove(page)
    else:
        _add(page, f"---\ntitle: {project.word('Ours')}\ndescription: Our page.\n---\n\nOurs.\n")


def edit_own_page(project: Project) -> None:
    page = project.at("centres/north/pages/en/report/index.md")
    _change(page, r"^title: .*$", f"title: {project.word('Ours')}")


def draft_and_publish(project: Project) -> None:
    page = project.text("en", "report")
    if "status: draft" in page.read_text(encoding="utf-8"):
        _change(page, r"^status: draft\n", "")
    else:
        _change(page, r"^description:", "status: draft\ndescription:")


def draft_and_publish_above_all(project: Project) -> None:
    """The page above all that shows numbers: the reports below it go and come with it."""
    for page in (project.root / "content/commons").glob(f"*/{project.figures}/index.md"):
        if "status: draft" in page.read_text(encoding="utf-8"):
            _change(page, r"^status: draft\n", "")
        else:
            _change(page, r"^description:", "status: draft\ndescription:")


def add_pages_above_generated_ones(project: Project) -> None:
    for place in ("calendar/topic", f"{project.figures}/reports"):
        if not project.text("en", place).exists():
            _add(project.text("en", place), _ABOVE)


# Submissions


def go_on_with_submission(project: Project) -> None:
    """A campaign is handed in, and then approved, edited, taken down or taken away."""
    folder = project.root / "content" / "submissions" / SLUG
    if not folder.exists():
        hand_in(project.root)
        return
    step = project.either("approve", "approve", "edit", "picture", "take down", "take away")
    if step == "approve":
        approve(folder)
    elif step == "edit" and (folder / "text.sr.md").exists():
        _add(folder / "text.sr.md", f"\n{project.word('Још')}.\n")
    elif step == "picture":
        project.count += 1
        (folder / "pictures" / "zvrndov.png").write_bytes(picture(project.count % 256))
    elif step == "take down":
        take_down(folder)
    else:
        shutil.rmtree(folder)


# Languages and centres


def add_or_delete_language(project: Project) -> None:
    registry, centre = (
        project.at("vocabulary/languages.yml"),
        project.at("centres/north/centre.yml"),
    )
    if "tag: hu" in registry.read_text(encoding="utf-8"):
        edit(registry, _HUNGARIAN, "")
        _change(centre, r", hu\]", "]")
    else:
        _add(registry, _HUNGARIAN)
        _change(centre, r"^languages: \[([^\]]*)\]", "languages: [sr-Cyrl, sr-Latn, en, hu]")


def reorder_languages(project: Project) -> None:
    centre = project.at("centres/north/centre.yml")
    text = centre.read_text(encoding="utf-8")
    one, other = "[sr-Cyrl, sr-Latn, en", "[en, sr-Cyrl, sr-Latn"
    old, new = (one, other) if one in text else (other, one)
    edit(centre, old, new)


def add_or_delete_centre(project: Project) -> None:
    folder = project.at("centres/west")
    if folder.exists():
        shutil.rmtree(folder)
        return
    shutil.copytree(project.at("centres/south"), folder)
    edit(folder / "centre.yml", "id: south", "id: west")
    edit(folder / "help-channels.yml", "19002", "19003")
    edit(folder / "help-channels.yml", "19 002", "19 003")


def rename_centre(project: Project) -> None:
    centre = project.at("centres/north/centre.yml")
    _change(centre, r"en: NC[^}]*\}", f"en: {project.word('NC')}}}")


def edit_website(project: Project) -> None:
    project.count += 1
    line = f"website: https://north-{project.count}.example/"
    _change(project.at("centres/north/centre.yml"), r"^website: .*$", line)


def edit_menu(project: Project) -> None:
    menu = project.either("[help, lessons]", "[lessons, help]", "[help, report, lessons]")
    _change(project.at("centres/north/centre.yml"), r"^navigation: .*$", f"navigation: {menu}")


def edit_threshold(project: Project) -> None:
    centre = project.at("centres/north/centre.yml")
    _change(
        centre,
        r"^(threshold: \d+\n)?legal_terms",
        f"threshold: {project.either('5', '30')}\nlegal_terms",
    )


def turn_samples_off_and_on(project: Project) -> None:
    """Without its samples the schedule is empty, and the counts of samples are nobody's."""
    centre = project.at("centres/north/centre.yml")
    now = "samples: true" in centre.read_text(encoding="utf-8")
    _change(centre, r"^samples: .*$", f"samples: {'false' if now else 'true'}")


def edit_help_channel(project: Project) -> None:
    hour = f'"{project.chance.randrange(17, 24)}:00"'
    _change(project.at("centres/north/help-channels.yml"), r'closes: "\d\d:00"', f"closes: {hour}")


# The theme


def edit_template(project: Project) -> None:
    template = project.either("partials/page-head", "partials/page-foot", "root", "404")
    path = project.at(f"theme/{template}.html")
    _change(path, r"(?=</h1>|</main>|\{% endblock %\}|\Z)", f" <b>{project.word('Template')}</b> ")


def edit_block(project: Project) -> None:
    block = project.either("lessons", "calendar", "help-channels", "attendance")
    _add(project.at(f"theme/blocks/{block}.html"), f"<p>{project.word('Block')}</p>\n")


def edit_string(project: Project) -> None:
    path = project.at("theme/locales/sr/LC_MESSAGES/beacon.po")
    pattern = r'(?<=msgid "Calendar of presentations"\nmsgstr )".*"$'
    _change(path, pattern, f'"{project.word("Календар")}"')


def edit_form_of_steps(project: Project) -> None:
    path = project.at("theme/locales/sr/LC_MESSAGES/beacon.po")
    pattern = r'(?<=msgid "Whole class"\nmsgstr )".*"$'
    _change(path, pattern, f'"{project.word("Разред")}"')


def edit_style(project: Project) -> None:
    project.count += 1
    _add(project.at("theme/assets/style.css"), f".edit-{project.count}{{color:#000}}\n")


def edit_icon(project: Project) -> None:
    path = project.at("theme/icons/help.svg")
    _change(path, r"(<desc>.*</desc>)?</svg>", f"<desc>{project.word('Icon')}</desc></svg>")


# Data


def edit_schedule_row(project: Project) -> None:
    project.count += 1
    path = project.at("centres/north/schedule/presentations-2026.csv")
    day = f"2026-05-{project.count % 28 + 1:02}"
    _change(path, r"(?<=^second,planned,workshop,)[\d-]+", day)


def add_or_delete_schedule_row(project: Project) -> None:
    path = project.at("centres/north/schedule/presentations-2026.csv")
    row = "third,planned,workshop,2026-06-02,12:00,12:45,,rs-nis,,sr-Cyrl,teachers,,full,yes,0,"
    row += "2026-03-12\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(row, "") if row in text else text + row, encoding="utf-8")


def edit_venue(project: Project) -> None:
    path = project.at("centres/north/schedule/venues.csv")
    _change(path, r"(?<=^school-a,)[^,]*", project.word("Школа"))


def edit_figure(project: Project) -> None:
    path, parents = project.at("centres/north/figures.csv"), project.chance.randrange(11, 99)
    period = "2025-01-01,2025-12-31,year"
    _change(path, rf"(?<=,total,){period},\d+", f"{period},{20 + parents}")
    _change(path, rf"(?<=,parents,){period},\d+", f"{period},{parents}")


def edit_attendance(project: Project) -> None:
    count = project.chance.randrange(20, 60)
    path = project.at("centres/north/attendance/2026.csv")
    _change(path, r"(?<=^first,pupils,)\d+", str(count))


def edit_vocabulary(project: Project) -> None:
    """Change the name of a topic, an audience, a kind of event or what is one of its states."""
    part, _, term = project.either(
        "topics/hate-speech",
        "audiences/pupils",
        "event-types/presentation",
        "event-statuses/confirmed",
        "stages/primary",
        "roles/peer-educator",
    ).partition("/")
    name = rf'(?<=id: {term}\n  name: \{{en: )("[^"]*"|[^,}}]*)'
    _change(project.at(f"vocabulary/{part}.yml"), name, f'"{project.word("Named")}"')


def edit_city(project: Project) -> None:
    _change(
        project.at("vocabulary/cities.csv"), r"(?<=^rs-nis,RS,RS-20,)[^,]*", project.word("Nis")
    )


def keep_data_elsewhere_or_here(project: Project) -> None:
    """A folder of data that is a link is edited behind it, by this and all other edits."""
    for name in ("schedule", "attendance"):
        folder, aside = project.at(f"centres/north/{name}"), project.root / f"aside-{name}"
        if folder.is_symlink():
            folder.unlink()
            aside.rename(folder)
        else:
            folder.rename(aside)
            folder.symlink_to(aside)
    edit_venue(project)


# Settings


def take_out_feature_or_put_it_back(project: Project) -> None:
    path = project.at("mkdocs.yml")
    whole = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if path.read_text(encoding="utf-8") != whole:
        path.write_text(whole, encoding="utf-8")
    else:
        without_plugin(project.root, f"beacon-{project.either(*FEATURES)}")


def edit_markdown_settings(project: Project) -> None:
    path = project.at("mkdocs.yml")
    _change(path, r'BACKLINK_TITLE: ".*"', f'BACKLINK_TITLE: "{project.word("Back")} {{}}"')


# What is no edit


def touch(project: Project) -> None:
    """Give all files another time without changing them, as a copy of the project does."""
    for path in (project.root / "content").rglob("*"):
        project.count += 1
        os.utime(path, ns=(project.count, project.count * 1_000_000))


def nothing(project: Project) -> None:
    """Change nothing at all."""


Edit = Callable[[Project], None]
EDITS: tuple[Edit, ...] = (
    edit_body, edit_lesson, edit_advice, edit_title, edit_lesson_title, edit_description,
    edit_topics, edit_audience, edit_date, stamp_translation, rename_lesson, rename_page,
    add_or_delete_page, add_or_delete_page_above, edit_page_below,
    add_or_delete_lesson, go_on_with_submission,
    edit_picture, own_picture_of_a_language, write_latin_by_hand, own_page_of_the_centre,
    draft_and_publish, draft_and_publish_above_all, add_pages_above_generated_ones,
    add_or_delete_language, reorder_languages, add_or_delete_centre,
    rename_centre, edit_website, edit_menu, edit_threshold, turn_samples_off_and_on,
    edit_help_channel, edit_template, edit_block, edit_string, edit_form_of_steps, edit_style,
    edit_icon,
    edit_schedule_row, add_or_delete_schedule_row, edit_venue, edit_figure, edit_attendance,
    edit_vocabulary, edit_city, take_out_feature_or_put_it_back, edit_markdown_settings, touch,
    nothing, keep_data_elsewhere_or_here,
)  # fmt: skip

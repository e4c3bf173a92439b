"""Packing: what a package says of a lesson is what its page says, in the same languages."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest
from msgspec.structs import replace

from beacon.build.assembly import Assembler
from beacon.build.kits import contacts_of
from beacon.build.packing import Packing
from beacon.build.routes import Route
from beacon.build.site import Site
from beacon.build.wording import Wording
from beacon.content.markdown import Converter
from beacon.sources import Document

LESSON = "lessons/sextortion"
FILE = "sextortion-1.3.imscc"


def opened(site: Site, route: Route, file: str = FILE) -> zipfile.ZipFile:
    """Return a package of a page that stands on a route of its own."""
    site = replace(site, routes={**site.routes, (route.language.tag, route.id): route})
    packing = Packing(Assembler(site, Converter(), "https://example.org/"))
    return zipfile.ZipFile(io.BytesIO(packing.data(route.language.tag, route.id, file)))


def packed(site: Site, route: Route) -> str:
    """Return the page inside the package of a lesson, which stands on a route of its own."""
    return opened(site, route).read("lesson/index.html").decode()


def test_picture_is_told_in_words_however_it_is_written(serbia: Site) -> None:
    route = serbia.routes["en", LESSON]
    pictures = '![One door](a.svg)\n\n<img src="a.svg" alt="Two doors">\n\n![](a.svg)\n'
    document = Document("index.md", {}, {}, f"{pictures}\n{route.record.body}")
    record = replace(route.record, document=document)
    records = {**serbia.library.records, (LESSON, "en"): record}
    site = replace(serbia, library=replace(serbia.library, records=records))
    page = packed(site, replace(route, translation=replace(route.translation, record=record)))
    assert "<p><em>One door</em></p>\n<p><em>Two doors</em></p>" in page
    assert "<img" not in page


def test_safety_words_of_the_original_say_their_language(serbia: Site) -> None:
    route, original = serbia.routes["sr-Cyrl", LESSON], serbia.library.get(LESSON, "en")
    fresh = packed(serbia, route)
    assert "lang=" not in fresh.partition("<body>")[2].partition("<h2 id=")[0]
    stale = replace(route.translation, stale=True, source=original)
    page = packed(serbia, replace(route, translation=stale))
    warning = original.head.content_warning  # type: ignore[union-attr]
    assert f'<p lang="en">{warning}</p>' in page
    said = serbia.strings["sr-Cyrl"].gettext(
        "The original has changed since this page was translated. "
        "Safety advice is shown in the language of the original."
    )
    assert said in page, "as on its page"
    assert said not in fresh


def test_funding_statement_of_a_lesson_is_in_its_package_as_on_its_page(bulgaria: Site) -> None:
    funding = bulgaria.centre.funding
    assert funding is not None
    assert funding.statement["bg"] not in packed(bulgaria, bulgaria.routes["bg", LESSON])
    wider = replace(funding, scope=(*funding.scope, LESSON))
    centre = replace(bulgaria.centre, funding=wider)
    site = replace(bulgaria, folder=replace(bulgaria.folder, centre=centre))
    for tag in ("bg", "en"):
        page = packed(site, site.routes[tag, LESSON])
        assert f"<p>{escape(funding.statement[tag])}</p>" in page
        unofficial = site.strings[tag].gettext("This translation of the statement is not official.")
        assert (unofficial in page) is (tag == "bg")


def test_pages_packages_and_sheets_have_the_same_channels_where_too_many_are_marked(
    serbia: Site,
) -> None:
    channels = [replace(channel, help_bar=True) for channel in serbia.folder.channels]
    site = replace(serbia, folder=replace(serbia.folder, channels=(*channels,)))
    route = site.routes["en", LESSON]
    bar = Assembler(site, Converter(), "").shared(route.language)["centre"].help_bar
    contacts = contacts_of(site, Wording(site, route.language))
    assert [contact.id for contact in contacts if contact.first] == [one.id for one in bar]
    lines = packed(site, route).partition("<h2>Help and support</h2>")[2].partition("</ul>")[0]
    assert lines.count("<li>") == len(bar) == 3


OLDER = {
    "sr-Cyrl": "Изворни текст је измењен",
    "sr-Latn": "Izvorni tekst je izmenjen",
    "bg": "Оригиналът е променен",
}


@pytest.mark.parametrize("tag", OLDER)
def test_package_of_an_older_translation_says_so_as_its_page_does(
    tag: str, serbia: Site, bulgaria: Site
) -> None:
    site = bulgaria if tag == "bg" else serbia
    lesson, quiz = site.routes[tag, LESSON], site.routes[tag, f"{LESSON}/quiz"]
    questions = f"{LESSON.partition('/')[2]}-quiz-qti-2.1.zip"
    fresh = packed(site, lesson), opened(site, quiz, questions).read("assessment.xml").decode()
    assert not [text for text in fresh if OLDER[tag] in text]

    def older(route: Route) -> Route:
        original = site.library.get(route.id, "en")
        return replace(route, translation=replace(route.translation, stale=True, source=original))

    assert f"<p><strong>{OLDER[tag]}" in packed(site, older(lesson))
    test = opened(site, older(quiz), questions).read("assessment.xml").decode()
    assert f"<p>{OLDER[tag]}" in test
    together = replace(site, routes={**site.routes, (tag, quiz.id): older(quiz)})
    cartridge = opened(together, lesson)
    assert OLDER[tag] in cartridge.read("quiz/assessment.xml").decode()
    assert OLDER[tag] not in cartridge.read("lesson/index.html").decode()

"""Cartridge: a lesson as a Common Cartridge, which learning platforms import.

Two versions are made of the same parts: 1.3, and 1.1, because Moodle imports no later one.
"""

from __future__ import annotations

from msgspec import Struct

from beacon.packages.assessment import assessment_file
from beacon.packages.markup import document, element, text
from beacon.packages.qti import XSI, QuizSource

VERSIONS = {"1.3": "v1p3", "1.1": "v1p1"}
"""The versions that are made, and how their names are written in addresses of schemas."""


class LessonSource(Struct, frozen=True):
    """A lesson to be packed, in one language.

    `body` is the HTML of its plan, complete with headings; `address` is where it stands on the
    site, and `link_title` what the link to it is called.
    """

    name: str
    language: str
    title: str
    description: str
    licence: str
    body: str
    address: str
    link_title: str
    quiz: QuizSource | None = None


def cartridge_files(source: LessonSource, version: str) -> dict[str, bytes]:
    """Return the files of a cartridge of a version (a key of `VERSIONS`), its manifest first."""
    short = VERSIONS[version]
    files = {
        "imsmanifest.xml": document(_manifest(source, version)),
        "lesson/index.html": _page(source),
        "link.xml": _link(source, short),
    }
    if source.quiz is not None:
        files["quiz/assessment.xml"] = assessment_file(source.quiz, short)
    return files


def _page(source: LessonSource) -> bytes:
    title = text(source.title)
    return (
        f'<!doctype html>\n<html lang="{source.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n{source.body}\n"
        "</body>\n</html>\n"
    ).encode()


def _link(source: LessonSource, short: str) -> bytes:
    space = f"http://www.imsglobal.org/xsd/imscc{short}/imswl_{short}"
    schema = f"http://www.imsglobal.org/profile/cc/cc{short}/cc{short}_imswl_{short}.xsd"
    given = {"xmlns": space, "xmlns:xsi": XSI, "xsi:schemaLocation": f"{space} {schema}"}
    title = element("title", None, text(source.link_title))
    return document(element("webLink", given, title, element("url", {"href": source.address})))


def _manifest(source: LessonSource, version: str) -> str:
    short = VERSIONS[version]
    packaging = f"http://www.imsglobal.org/xsd/imscc{short}/imscp_v1p1"
    about = f"http://ltsc.ieee.org/xsd/imscc{short}/LOM/manifest"
    profile = f"http://www.imsglobal.org/profile/cc/cc{short}"
    places = (
        f"{packaging} {profile}/cc{short}_imscp_v1p2_v1p0.xsd "
        f"{about} {profile}/LOM/cc{short}_lommanifest_v1p0.xsd"
    )
    return element(
        "manifest",
        {
            "xmlns": packaging,  # the first attribute: some importers read only the beginning
            "identifier": f"{source.name}-cartridge",
            "xmlns:lom": about,
            "xmlns:xsi": XSI,
            "xsi:schemaLocation": places,
        },
        element(
            "metadata",
            None,
            element("schema", None, "IMS Common Cartridge"),
            element("schemaversion", None, f"{version}.0"),
            _about(source),
        ),
        element("organizations", None, _contents(source)),
        element("resources", None, *_resources(source, short)),
    )


def _about(source: LessonSource) -> str:
    def said(name: str, words: str) -> str:
        given = {"language": source.language}
        return element(f"lom:{name}", None, element("lom:string", given, text(words)))

    return element(
        "lom:lom",
        None,
        element(
            "lom:general",
            None,
            said("title", source.title),
            element("lom:language", None, source.language),
            said("description", source.description),
        ),
        element(
            "lom:rights",
            None,
            element("lom:copyrightAndOtherRestrictions", None, element("lom:value", None, "yes")),
            said("description", source.licence),
        ),
    )


def _contents(source: LessonSource) -> str:
    """Return the table of contents: one folder with the plan, the quiz and the link."""
    parts = [("page", source.title)]
    if source.quiz is not None:
        parts.append(("quiz", source.quiz.quiz.title))
    parts.append(("link", source.link_title))
    items = (
        element(
            "item",
            {"identifier": f"item-{name}", "identifierref": f"resource-{name}"},
            element("title", None, text(title)),
        )
        for name, title in parts
    )
    title = element("title", None, text(source.title))
    folder = element("item", {"identifier": "folder"}, title, *items)
    return element(
        "organization",
        {"identifier": "organization", "structure": "rooted-hierarchy"},
        element("item", {"identifier": "root"}, folder),
    )


def _resources(source: LessonSource, short: str) -> list[str]:
    page = {"identifier": "resource-page", "type": "webcontent", "href": "lesson/index.html"}
    found = [element("resource", page, element("file", {"href": "lesson/index.html"}))]
    others = [("link", f"imswl_xml{short}", "link.xml")]
    if source.quiz is not None:
        kind = f"imsqti_xmlv1p2/imscc_xml{short}/assessment"
        others.append(("quiz", kind, "quiz/assessment.xml"))
    for name, kind, file in others:
        given = {"identifier": f"resource-{name}", "type": kind}
        found.append(element("resource", given, element("file", {"href": file})))
    return found

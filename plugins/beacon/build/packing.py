"""Packing: quizzes and lessons of a site as packages for learning platforms."""

from __future__ import annotations

import re
from html import escape
from urllib.parse import urljoin

from msgspec import Struct

from beacon.archives import make_zip
from beacon.build.assembly import Assembler
from beacon.build.exercises import packages_of, quiz_of
from beacon.build.routes import Route
from beacon.build.views import LessonView
from beacon.build.wording import Wording, funding_words
from beacon.content.quizzes import Quiz
from beacon.content.translations import State
from beacon.languages.marks import unmarked
from beacon.packages.cartridge import LessonSource, cartridge_files
from beacon.packages.qti import QuizSource, qti_files
from beacon.patterns import regex

_LINK = regex(r'(<a\b[^>]*?\shref=")([^"#][^"]*)(")')
_PICTURE = regex(r"<img\b[^>]*>")
_ALT = regex(r'\salt="([^"]+)"')


class Packing(Struct, frozen=True):
    """Makes the packages of a site; whatever they read of it is noted in its trace."""

    assembler: Assembler

    def names(self, route: Route) -> list[str]:
        """Return the file names of the packages of a page."""
        return [file for _, file in packages_of(self.assembler.site, route)]

    def data(self, tag: str, record_id: str, file: str) -> bytes:
        """Return one package, as a ZIP."""
        route = self.assembler.site.routes[tag, record_id]
        if route.record.kind == "quiz":
            return make_zip(qti_files(self._quiz(route)))
        version = next(v for v, name in packages_of(self.assembler.site, route) if name == file)
        return make_zip(cartridge_files(self._lesson(route), version))

    def _wording(self, route: Route) -> Wording:
        return Wording(self.assembler.site, route.language)

    def _quiz(self, route: Route) -> QuizSource:
        quiz, data = quiz_of(route), self.assembler.data(route)
        return QuizSource(
            name=_name(route),
            language=route.language.tag,
            quiz=quiz,
            help_lines=self._help(route),
            scored=not data.quick_exit,
            notice=self._notice(route),
        )

    def _notice(self, route: Route) -> str:
        """Return what is said of a translation that is older than its original, or nothing."""
        return unmarked(self.assembler.stale_text(route))

    def _help(self, route: Route) -> list[str]:
        """Return the centre's numbers, one a line, as its help bar has them."""
        wording = self._wording(route)
        views = [wording.channel(channel) for channel in self.assembler.site.folder.in_bar]
        return [
            unmarked(", ".join(part for part in (v.display, v.name, v.hours_text) if part))
            for v in views
        ]

    def _lesson(self, route: Route) -> LessonSource:
        view = self.assembler.data(route).lesson_plan(route)
        site = self.assembler.site
        quiz = site.routes.get((route.language.tag, f"{route.id}/quiz"))
        packed = quiz is not None and isinstance(quiz.record.head, Quiz)
        packed = packed and quiz is not None and quiz.state is not State.FALLBACK
        strings = self._wording(route).strings
        return LessonSource(
            name=_name(route),
            language=route.language.tag,
            title=view.title,
            description=view.description,
            licence=unmarked(view.licence.title) if view.licence else "",
            body=self._body(route, view),
            address=f"{self.assembler.site_url}{route.uri}",
            link_title=unmarked(strings.gettext("This lesson on the site")),
            quiz=self._quiz(quiz) if packed and quiz else None,
        )

    def _body(self, route: Route, view: LessonView) -> str:
        """Return the whole plan as HTML that needs no style and no file of the site."""
        gettext = self._wording(route).strings.gettext
        notice = self._notice(route)
        parts = [f"<p><strong>{escape(notice)}</strong></p>"] if notice else []
        parts.append(f"<p>{escape(view.description)}</p>")
        facts = (view.ages_text, view.minutes_text, view.group_size_text)
        parts.append(f"<p>{escape(unmarked(' · '.join(fact for fact in facts if fact)))}</p>")
        own = route.translation.text_language
        for title, words, lang in (
            (gettext("Content warning"), [view.content_warning], view.safety_lang),
            (gettext("Safeguarding note"), [view.safeguarding], view.safety_lang),
            (gettext("Objectives"), view.objectives, own),
            (gettext("Materials needed"), view.materials, own),
            (gettext("Preparation"), view.preparation, own),
        ):
            said = [word for word in words if word]
            parts += _section(unmarked(title), said, "" if lang == own else lang)
        parts.append(self._text(route))
        parts += _section(unmarked(gettext("Help and support")), self._help(route))
        parts += self._funding(route)
        licence = unmarked(view.licence.title) if view.licence else ""
        credits = (", ".join(view.authors), view.version, licence)
        parts.append(
            f"<p><small>{escape(' · '.join(part for part in credits if part))}</small></p>"
        )
        return "\n".join(parts)

    def _funding(self, route: Route) -> list[str]:
        """Return the funding statement that the page of a lesson has, or nothing."""
        funding, strings = self.assembler.funding(route), self._wording(route).strings.plain
        if funding is None:
            return []
        said = funding_words(funding, strings).splitlines()
        mark = "" if funding.lang == route.language.tag else f' lang="{funding.lang}"'
        first = f"<p{mark}>{escape(said[0])}</p>"
        return [f"<h2>{escape(strings.gettext('Funding'))}</h2>", first,
                *(f"<p><small>{escape(line)}</small></p>" for line in said[1:])]  # fmt: skip

    def _text(self, route: Route) -> str:
        base = f"{self.assembler.site_url}{route.uri}"
        html = self.assembler.plain_content(route)
        html = _LINK.sub(lambda m: f"{m[1]}{urljoin(base, m[2])}{m[3]}", html)
        return _PICTURE.sub(_in_words, html)


def _in_words(picture: re.Match[str]) -> str:
    """Return the words of a picture, wherever in its tag they stand; nothing for decoration."""
    words = _ALT.search(picture.group())
    return f"<em>{words.group(1)}</em>" if words else ""


def _name(route: Route) -> str:
    return "-".join(("beacon", *route.id.split("/")[1:], route.language.tag.lower()))


def _section(title: str, items: list[str], lang: str = "") -> list[str]:
    """Return a heading with texts below it, marked where they are in another language."""
    if not items:
        return []
    mark = f' lang="{lang}"' if lang else ""
    listed = "".join(f"<li>{escape(item)}</li>" for item in items)
    words = f"<ul{mark}>{listed}</ul>" if len(items) > 1 else f"<p{mark}>{escape(items[0])}</p>"
    return [f"<h2>{escape(title)}</h2>", words]

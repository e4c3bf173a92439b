"""The editing page of a site, with the files it loads: in every language of the site."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from beacon.build.policy import ADMIN, admin_policy
from beacon.build.rendering import Renderer
from beacon.build.site import Site
from beacon.build.wording import Wording, route_title
from beacon.content.editing import Editing
from beacon.content.lessons import Lesson
from beacon.content.vocabulary import Term
from beacon.languages.formats import month_names
from beacon.languages.latin import to_latin
from beacon.languages.marks import marks_as_html, unmarked
from beacon.languages.registry import Language
from beacon.slugs import LETTERS
from beacon.submissions.editor import LOCALES, configuration, practice
from beacon.submissions.form import Choices, Form, Options

CONFIG = "config.yml"
GUIDE = "guide/peer-campaigns"
"""The guide for those who write campaigns."""
FILES = (
    "editor.js",
    "editor.css",
    "vendor/decap-cms.js",
    "vendor/decap-cms-LICENSE.txt",
    "vendor/decap-cms-NOTICES.txt",
)
"""What the page loads, and the licences of it, below `theme/editor`."""
_SERBIAN = "абвгдђежзијклљмнњопрстћуфхцчџш"


def editing_of(site: Site, practising: str) -> tuple[str, ...] | None:
    """Return the hosts that the editing page speaks to; None where the site has no such page.

    `practising` is the address of decap-server in a preview.
    """
    if practising:
        return ()
    return site.centre.editor.origins() if site.centre.editor else None


def editor_places(site: Site) -> dict[str, Language]:
    """Return the folders of the editing page with their languages, the first language twice."""
    pages = {f"{ADMIN}/": site.default}
    return pages | {f"{ADMIN}/{site.languages[t].path}/": site.languages[t] for t in site.tags}


def editor_files(theme: Path) -> dict[str, Path]:
    """Return the files of the editing page by their place in the site."""
    return {f"{ADMIN}/{Path(name).name}": theme / "editor" / name for name in FILES}


class EditorPage(Struct, frozen=True):
    """The editing page and its configuration, in one language."""

    renderer: Renderer
    language: Language
    practising: str = ""

    def html(self, place: str) -> str:
        """Return the page that stands in a folder such as `admin/en/`."""
        assembler = self.renderer.assembler
        base = "../" * place.count("/")
        site, folder = assembler.site, f"{base}{self.language.path}/"
        policy = admin_policy(self._editing.origins() if self._editing else ())
        guide = (self.language.tag, GUIDE) in site.routes
        context = {
            **self.renderer.theme.tools(base, policy),
            **assembler.shared(self.language),
            "admin_href": f"{base}{ADMIN}/",
            "config": CONFIG,
            "guide_href": f"{folder}{GUIDE}/" if guide else "",
            "help_href": f"{folder}help/",
            "site_href": folder,
            "others": [site.languages[tag] for tag in site.tags if tag != self.language.tag],
            "letters": json.dumps(LETTERS, ensure_ascii=False),
            "locale": self._locale,
            "words": json.dumps(self._words(), ensure_ascii=False),
            "latin": json.dumps(self._latin(), ensure_ascii=False),
            "practising": bool(self.practising),
        }
        template = self.renderer.theme.environment.get_template("editor.html")
        return marks_as_html(template.render(context))

    def config(self) -> bytes:
        """Return the configuration of decap-cms."""
        site = self.renderer.assembler.site
        texts = partial(_plain, self._wording)
        written = [tag for tag in site.tags if not site.languages[tag].transliterated_from]
        folders = [site.languages[tag].path for tag in written]
        latin = any(site.languages[tag].transliterated_from for tag in site.tags)
        form = Form(texts, self._choices(), site.centre.id, folders[0], in_cyrillic=latin)
        connection = practice(self.practising) if self.practising else None
        if connection is None:
            assert self._editing is not None
            connection = self._editing.connection()
        return configuration(
            form.fields(),
            centre=site.centre.id,
            connection=connection,
            locale=self._locale,
            languages=folders,
            labels=(texts("Campaigns"), texts("Campaign")),
        )

    @property
    def _locale(self) -> str:
        return LOCALES.get(self.language.tag, "en")

    def _words(self) -> dict[str, str]:
        """Return our words by their place in those of decap-cms.

        Here nobody publishes at once, a day has no hour, and its Bulgarian lacks some.
        """
        _ = partial(_plain, self._wording)
        review, add, today = _("In review"), _("Add: %{item}"), _("Set to today")
        sure = _("Hand this campaign in? Adults read it before it appears on the site.")
        toolbar = {
            "publish": _("Hand in"),
            "publishNow": _("Hand in now"),
            "publishing": _("Handing in …"),
            "published": _("Handed in"),
            "publishAndCreateNew": _("Hand in and begin another one"),
            "publishAndDuplicate": _("Hand in and make a copy"),
            "unpublish": _("Make it a draft again"),
            "inReview": review,
        }
        widgets = {
            "list.add": add,
            "list.addType": add,
            "object.expand": _("Unfold"),
            "object.collapse": _("Fold"),
            "datetime.now": today,
            "datetime.setToNow": today,
            "markdown.toggleMode.rich": _("Write with buttons"),
            "markdown.toggleMode.markdown": _("Write with signs"),
        }
        languages = {
            "copyFromLocale": _("Take over from another language"),
            "copyFromLocaleConfirm": _(
                "Take over everything from %{locale}? What stands here is lost."
            ),
        }
        return {
            **{f"editor.editorToolbar.{name}": word for name, word in toolbar.items()},
            **{f"editor.editorWidgets.{name}": word for name, word in widgets.items()},
            **{f"editor.editorControlPane.i18n.{name}": word for name, word in languages.items()},
            # Its own plus is a letter of East Asian fonts, which few phones and computers have.
            "collection.collectionTop.newButton": "+ %{collectionLabel}",
            "auth.loginWithForgejo": _("Log in with Forgejo"),
            "editor.editor.onPublishing": sure,
            "editor.editorControl.field.widgetLabel": "%{widgetLabel}",
            "workflow.workflow.description": _("In review: %{smart_count}. Ready: %{readyCount}."),
            "workflow.workflowCard.publishChanges": toolbar["publish"],
            "workflow.workflowCard.publishNewEntry": toolbar["publish"],
            "workflow.workflowList.inReviewHeader": review,
            "workflow.workflowList.onPublishEntry": sure,
            "ui.toast.entryPublished": _("It is handed in. Adults read it now."),
        }

    @property
    def _editing(self) -> Editing | None:
        return None if self.practising else self.renderer.assembler.site.centre.editor

    @property
    def _wording(self) -> Wording:
        return Wording(self.renderer.assembler.site, self.language)

    def _choices(self) -> Choices:
        vocabulary = self.renderer.assembler.site.vocabulary
        return Choices(
            topics=self._terms(vocabulary.topics),
            audiences=self._terms(vocabulary.audiences),
            stages=self._terms(vocabulary.stages),
            roles=self._terms(vocabulary.roles),
            licences=self._terms(vocabulary.licences),
            lessons=self._lessons(),
            months=list(enumerate(month_names(self.language), start=1)),
        )

    def _terms(self, terms: Mapping[str, Term]) -> Options:
        return [(key, unmarked(self._wording.term(terms, key))) for key in terms]

    def _lessons(self) -> Options:
        site, tag = self.renderer.assembler.site, self.language.tag
        routes = [site.routes[key] for key in site.routes if key[0] == tag]
        ids = sorted(route.id for route in routes if isinstance(route.record.head, Lesson))
        return [
            (name.removeprefix("lessons/"), unmarked(route_title(site, self.language, name)))
            for name in ids
        ]

    def _latin(self) -> dict[str, str]:
        """Return the letters in which the words of decap-cms are written; none where as they are.

        It speaks Serbian in Cyrillic alone.
        """
        if not self.language.transliterated_from:
            return {}
        return {letter: to_latin(letter) for letter in _SERBIAN + _SERBIAN.upper()}


def _plain(wording: Wording, message: str, **values: object) -> str:
    return unmarked(wording.strings.gettext(message, **values))

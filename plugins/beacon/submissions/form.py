"""The form in which a campaign is written in the browser: one field for each of its record.

Fields are those of decap-cms, as plain data; the words on them are written for somebody of
sixteen years.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from beacon.content.campaigns import CampaignPicture, Maker
from beacon.models import Model, most_letters
from beacon.submissions.record import MOST_OF_SLUG, MOST_PICTURES, SHARED, SubmissionHead

Field = dict[str, Any]
Options = Sequence[tuple[str | int, str]]
"""What can be chosen: the value that is written down, and what people read."""

SLUG = "slug"
"""The field for the address. It names the folder and is never written into a text."""
BODY = "body"
HELP = "help-channels"
"""The block with the numbers for help, which the page inserts at one press."""
_SLUG_PATTERN = rf"^(?=.{{1,{MOST_OF_SLUG}}}$)[a-z0-9]+(-[a-z0-9]+)*$"
_CONSENT_PATTERN = r"^[A-Za-z0-9./-]+$"
_LICENCE = "CC-BY-4.0"
_BUTTONS = [
    "bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list",
    "numbered-list",
]  # fmt: skip


class Choices(Struct, frozen=True):
    """What the lists of the form offer, in the language of the form."""

    topics: Options
    audiences: Options
    stages: Options
    roles: Options
    lessons: Options
    licences: Options
    months: Options


class Form(Struct, frozen=True):
    """The form of one centre in one language: `gettext` translates, `written_in` is a folder.

    `in_cyrillic` says that a page in Latin letters is made from what is written.
    """

    gettext: Callable[..., str]
    choices: Choices
    centre: str
    written_in: str
    in_cyrillic: bool = False

    def fields(self) -> list[Field]:
        """Return every field, in the order in which they are asked and written down."""
        return [
            *self._message(),
            *self._whereabouts(),
            self._made_by(),
            self._pictures(),
            *self._unseen(),
        ]

    def _message(self) -> list[Field]:
        _ = self.gettext
        letters_of_slug = (
            _("small Latin letters, digits and hyphens"),
            _("at most %(num)s characters", num=MOST_OF_SLUG),
        )
        hint = _("Short and your own. It stands large at the top of the page.")
        if self.in_cyrillic:
            letters = _("Write Serbian in Cyrillic; the page in Latin letters is made from it.")
            hint = f"{hint} {letters}"
        return [
            self._field("title", _("Title"), hint),
            {
                "name": SLUG,
                "label": _("Address of the page"),
                "hint": _(
                    "Small Latin letters, digits and hyphens, such as not-your-meme. Leave it "
                    "empty, and it is made from the title. It cannot be changed later."
                ),
                "widget": "string",
                "required": False,
                "pattern": [_SLUG_PATTERN, ", ".join(letters_of_slug)],
            },
            self._field("slogan", _("Slogan"), _("The one sentence that everybody remembers.")),
            self._field(
                "description",
                _("In one or two sentences"),
                _("What it is about. Search results and shared links show this."),
                widget="text",
            ),
            self._field(
                BODY,
                _("Text"),
                _(
                    "Write as you would talk to somebody of your age. No names, no schools, no "
                    "addresses, no phone numbers and no account names, not even of friends who "
                    "agree. Do not say when and where exactly you will meet."
                ),
                widget="markdown",
                modes=["rich_text"],
                buttons=_BUTTONS,
                editor_components=[HELP],
            ),
            self._field(
                "warning",
                _("Warning before the text"),
                _(
                    "Only where the text could hit somebody who has been through it. For "
                    "example: This page speaks of threats."
                ),
                required=False,
            ),
            self._field(
                "pledge",
                _("Promise or challenge"),
                _("One sentence that a reader can promise. For example: I do not pass it on."),
                required=False,
            ),
        ]

    def _whereabouts(self) -> list[Field]:
        _, choices = self.gettext, self.choices
        return [
            self._choice(
                "topics",
                _("What it is about"),
                choices.topics,
                _("One or more. With some topics two adults read the page before it appears."),
            ),
            self._choice("audiences", _("For whom"), choices.audiences, required=False),
            self._choice("stages", _("School"), choices.stages, required=False),
            self._choice(
                "related_lessons",
                _("Lessons that belong to it"),
                choices.lessons,
                required=False,
            ),
            self._period(),
            self._field(
                "expires",
                _("Last day of the page"),
                _(
                    "After this day the page takes leave by itself. Two years at most; the "
                    "adults may choose an earlier day."
                ),
                widget="datetime",
                format="YYYY-MM-DD",
                date_format="DD.MM.YYYY",
                time_format=False,
                required=False,
            ),
        ]

    def _period(self) -> Field:
        _ = self.gettext
        precisions: Options = [
            ("month", _("The month is known")),
            ("year", _("Only the year is known")),
            ("late-year", _("At the end of that year")),
        ]
        return self._group(
            "period",
            _("When the campaign runs"),
            [
                self._choice(
                    "precision",
                    _("How exactly"),
                    precisions,
                    multiple=False,
                    default="month",
                ),
                self._field(
                    "year", _("Year"), widget="number", value_type="int", min=1990, max=2100
                ),
                self._choice(
                    "month", _("Month"), self.choices.months, multiple=False, required=False
                ),
            ],
        )

    def _made_by(self) -> Field:
        _ = self.gettext
        return self._group(
            "made_by",
            _("Who made it"),
            [
                self._choice(
                    "role",
                    _("Role"),
                    self.choices.roles,
                    multiple=False,
                    default="peer-educator",
                ),
                self._field(
                    "name",
                    _("Name of your group, or a pseudonym"),
                    _("Never a real name, and no name that you use at school or on a network."),
                    of=Maker,
                    required=False,
                ),
            ],
        )

    def _pictures(self) -> Field:
        _ = self.gettext
        picture = CampaignPicture
        fields = [
            self._field(
                "file",
                _("Picture"),
                _(
                    "A drawing, a poster or a photograph that you made yourselves. No "
                    "screenshots of profiles or chats."
                ),
                widget="image",
                choose_url=False,
            ),
            self._field(
                "alt",
                _("What is to be seen"),
                _("For somebody who cannot see the picture. Without names."),
                of=picture,
            ),
            self._field("caption", _("Line below the picture"), of=picture, required=False),
            self._field(
                "people",
                _("People can be recognised"),
                _(
                    "Also from behind, by a jersey, a tattoo or a place. Then the adult needs "
                    "the consent of each of them, and of a parent where they are children. "
                    "Switch it off if nobody can be recognised."
                ),
                widget="boolean",
                default=True,
                required=False,
            ),
            self._field(
                "consent",
                _("Number of the consent"),
                _(
                    "The adult who keeps the papers gives you the number, such as C-2026-014. "
                    "Never write a name here."
                ),
                of=picture,
                required=False,
                pattern=[_CONSENT_PATTERN, _("a number such as C-2026-014")],
            ),
        ]
        return {
            "name": "pictures",
            "label": _("Pictures"),
            "label_singular": _("picture"),
            "hint": _(
                "In another language: first take over everything from this one, then translate; "
                "the pictures stay the same."
            ),
            "widget": "list",
            "summary": "{{fields.alt}}",
            "required": False,
            "default": [],
            "max": MOST_PICTURES,
            "i18n": True,
            "fields": fields,
        }

    def _unseen(self) -> list[Field]:
        _ = self.gettext
        licence = self._choice(
            "licence",
            _("Licence"),
            self.choices.licences,
            _("What others may do with your page. They always have to say who made it."),
            multiple=False,
            default=_LICENCE,
        )
        kept = {"centre": self.centre, "written_in": self.written_in}
        hidden = [
            {"name": name, "label": name, "widget": "hidden", "default": value, "i18n": "duplicate"}
            for name, value in kept.items()
        ]
        return [licence, *hidden]

    def _field(
        self,
        name: str,
        label: str,
        hint: str = "",
        *,
        of: type[Model] = SubmissionHead,
        **more: Any,
    ) -> Field:
        """Return a field; what the record limits in length is limited here as well."""
        made: Field = {"name": name, "label": label, "widget": "string"}
        if hint:
            made["hint"] = hint
        most = most_letters(of, name)
        if most:
            told = self.gettext("at most %(num)s characters", num=most)
            made["pattern"] = [rf"^[\s\S]{{0,{most}}}$", told]
        shared = of is Maker or (of is SubmissionHead and name in SHARED)
        made["i18n"] = "duplicate" if shared else True
        return made | more

    def _choice(
        self,
        name: str,
        label: str,
        options: Options,
        hint: str = "",
        *,
        multiple: bool = True,
        **more: Any,
    ) -> Field:
        """Return a list to choose from; all of them are the same in every language."""
        made = self._field(name, label, hint, widget="select", **more)
        made |= {"i18n": "duplicate", "options": [{"value": v, "label": t} for v, t in options]}
        return made | {"multiple": True} if multiple else made

    def _group(self, name: str, label: str, fields: list[Field]) -> Field:
        """Return fields that belong together; each is the same in every language."""
        inside = [{**field, "i18n": "duplicate"} for field in fields]
        return {"name": name, "label": label, "widget": "object", "i18n": True, "fields": inside}

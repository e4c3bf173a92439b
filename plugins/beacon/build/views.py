"""What a template may see: plain, finished values of one page in one language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link whose address is relative to the page that shows it.

    `lang` is the tag of its title where that may differ from the page's language.
    """

    title: str
    href: str
    current: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class SectionView:
    """A heading of the page's text; `href` is its anchor."""

    title: Markup
    href: str


@dataclass(frozen=True, slots=True)
class AlternateView:
    """The same page in another language or script.

    `tag` is a BCP 47 tag (`sr-Latn`), `title` the language's own name,
    `href` is relative for the switch, `absolute` is for hreflang.
    """

    tag: str
    title: str
    href: str
    absolute: str
    current: bool
    text_tag: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One way to reach help; an empty text means that the centre has not published it."""

    id: str
    kind: str
    kind_text: str
    type: str
    name: str
    text: str
    href: str
    display: str
    hours_text: str
    always: bool
    cost_text: str
    anonymous_text: str
    note: str
    source: str
    verified_iso: str
    verified_text: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class CardView:
    """A door to another page. `icon` names a symbol of `theme/partials/icons.svg`."""

    title: str
    text: str
    href: str
    icon: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class LessonView:
    """A lesson as a card, and with `full` everything its page shows."""

    title: str
    description: str
    href: str
    lang: str
    minutes: int
    minutes_text: str
    adults: bool
    ages_text: str
    stages_text: str
    audiences_text: str
    topics: Sequence[str]
    topic_ids: Sequence[str]
    sensitivity: int
    group_size_text: str = ""
    objectives: Sequence[str] = ()
    key_words: Sequence[str] = ()
    materials: Sequence[str] = ()
    preparation: Sequence[str] = ()
    content_warning: str = ""
    safeguarding: str = ""
    safety_lang: str = ""
    competences: Sequence[str] = ()
    licence: LinkView | None = None
    authors: Sequence[str] = ()
    version: str = ""
    reviewed_iso: str = ""
    reviewed_text: str = ""
    reviewed_by: str = ""
    sources: Sequence[str] = ()
    steps: Sequence[StepView] = ()
    related: Sequence[LessonView] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of a lesson: its anchor, its minutes and its form of work."""

    title: str
    href: str
    minutes_text: str
    form_text: str


@dataclass(frozen=True, slots=True)
class FigureView:
    """A published figure: `number` is formatted, `noun` inflected for it, `text` both together."""

    id: str
    value: int
    number: str
    noun: str
    text: str
    label: str
    period_text: str
    source: str
    derived: bool


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign as a card, and with its figures and lessons for its page."""

    title: str
    description: str
    slogan: str
    href: str
    lang: str
    period_text: str
    topics: Sequence[str] = ()
    educators: Sequence[str] = ()
    audiences_text: str = ""
    cities_text: str = ""
    cities_published: bool = False
    official_wording: bool = True
    centre_name: str = ""
    figures: Sequence[FigureView] = ()
    related_lessons: Sequence[LessonView] = ()
    licence: LinkView | None = None
    authors: Sequence[str] = ()
    version: str = ""
    reviewed_iso: str = ""
    reviewed_text: str = ""
    sources: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class PartnerView:
    """An organisation the centre works with, with its role in words."""

    name: str
    role_text: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class FundingView:
    """The funding statement of a page, in its own language."""

    statement: str
    lang: str
    official: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A data table: the first cell of a row is its header; a cell is text ready to print."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart as an accessible SVG, with the table that says the same."""

    id: str
    title: str
    svg: Markup
    table: TableView
    note: str = ""


@dataclass(frozen=True, slots=True)
class EventView:
    """One presentation as the public may see it."""

    id: str
    title: str
    iso_start: str
    date_text: str
    time_text: str
    place_text: str
    type_text: str
    status: str
    status_text: str
    audiences_text: str
    sample: bool
    lesson: LinkView | None = None
    title_lang: str = ""


@dataclass(frozen=True, slots=True)
class DayView:
    """A day of a month table; a day of a neighbouring month has number 0."""

    number: int
    iso: str
    events: Sequence[EventView] = ()


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: weeks of seven days, Monday first, and its events in order."""

    id: str
    title: str
    weekdays: Sequence[tuple[str, str]]
    weeks: Sequence[Sequence[DayView]]
    events: Sequence[EventView]


@dataclass(frozen=True, slots=True)
class CalendarView:
    """All months that have events, and the addresses of the feed."""

    months: Sequence[MonthView]
    feed: str
    feed_absolute: str
    has_samples: bool


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Tells the reader that the text is a fallback or stale; `kind` is one of these words."""

    kind: str
    text: str
    link: LinkView | None = None


@dataclass(frozen=True, slots=True)
class CentreView:
    """The centre a site belongs to, in the page's language."""

    id: str
    name: str
    short_name: str
    website: str
    email: str
    parent_organisation: str
    part_of: str
    programme: str
    city: str
    founded: str
    help_bar: Sequence[ChannelView]
    social: Sequence[LinkView]
    quick_exit_url: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page; `text_lang` differs from the page's language on fallbacks.

    `kind` is one of home, page, section, help, lesson, campaign.

    `browser_title` is neutral on pages with a quick exit, because it stays in the history.
    """

    kind: str
    title: str
    browser_title: str
    description: str
    canonical: str
    text_lang: str
    breadcrumbs: Sequence[LinkView]
    alternates: Sequence[AlternateView]
    default_href: str
    quick_exit: bool
    share_image: str
    notice: NoticeView | None = None
    hero_title: str = ""
    hero_text: str = ""
    cards: Sequence[CardView] = ()
    children: Sequence[CardView] = ()
    lesson: LessonView | None = None
    campaign: CampaignView | None = None
    funding: FundingView | None = None
    reviewed_iso: str = ""
    reviewed_text: str = ""
    sources: Sequence[str] = field(default=())

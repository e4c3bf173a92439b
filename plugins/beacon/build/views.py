"""What a template may see: plain, finished values of one page in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from msgspec import Struct, field


class LinkView(Struct, frozen=True):
    """A link whose address is relative to the page that shows it.

    `lang` is the tag of its title where that may differ from the page's language.
    """

    title: str
    href: str
    current: bool = False
    lang: str = ""


class SectionView(Struct, frozen=True):
    """A heading of the page's text; `href` is its anchor."""

    title: Markup
    href: str


class SearchView(Struct, frozen=True):
    """What the page of a search loads, from that page; `language` is the folder of its words.

    `types` are the kinds of results: id, name of many, name of one; `topics` those that lessons are
    about, with links to these lessons.
    """

    language: str
    root_href: str
    index_href: str
    pages_href: str
    types: Sequence[tuple[str, str, str]]
    topics: Sequence[tuple[str, Sequence[LinkView]]]


class AlternateView(Struct, frozen=True):
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


class ChannelView(Struct, frozen=True):
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


class CardView(Struct, frozen=True):
    """A door to another page. `icon` names a symbol of `theme/partials/icons.svg`."""

    title: str
    text: str
    href: str
    icon: str = ""
    lang: str = ""


class LessonView(Struct, frozen=True):
    """A lesson as a card, and as a page everything that stands there.

    `name` is that of its folder, `ages` are the youngest and the oldest, `choices` are its values
    by facet. `readers` are its pages for others; `campaigns` and `events` those it belongs to.
    """

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
    name: str = ""
    ages: tuple[int, int] = (0, 0)
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
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
    readers: Sequence[LinkView] = ()
    plan_href: str = ""
    campaigns: Sequence[LinkView] = ()
    events: Sequence[EventView] = ()
    changes: Sequence[LessonChangeView] = ()


class LessonChangeView(Struct, frozen=True):
    """What changed in a lesson on a day, and with which version, if that was told."""

    iso: str
    date_text: str
    version: str
    text: str


class StepView(Struct, frozen=True):
    """One step of a lesson: its anchor, its minutes and its form of work.

    `lang` is the language of its title where that is another than the text's.
    """

    title: str
    href: str
    minutes_text: str
    form_text: str
    lang: str = ""


class FigureView(Struct, frozen=True):
    """A published figure: `number` is formatted, `noun` inflected for it, `text` both together.

    A number that is hidden or not known has no `value`; `number` is then the word for that.
    """

    id: str
    value: int | None
    number: str
    noun: str
    text: str
    label: str
    period_text: str
    source: str
    derived: bool


class OpenDataView(Struct, frozen=True):
    """The files of open data with their licence; `events_href` leads to the schedule as JSON."""

    files: Sequence[DataFileView]
    licence: LinkView | None
    events_href: str


class CampaignView(Struct, frozen=True):
    """A campaign as a card, and as a page everything that stands there.

    `ends_iso` is its last day, for readers between two builds; where it says until when it is
    open, `until_text` does, and `ended_text` once that is over. `stops` and `reach` hold real
    ones first, samples after them; `safety_lang` is the language of the warning.
    """

    title: str
    description: str
    slogan: str
    href: str
    lang: str
    period_text: str
    ends_iso: str = ""
    until_text: str = ""
    ended_text: str = ""
    has_ended: bool = False
    topics: Sequence[str] = ()
    educators: Sequence[str] = ()
    audiences_text: str = ""
    cities_text: str = ""
    cities_published: bool = False
    official_wording: bool = True
    centre_name: str = ""
    maker_name: str = ""
    maker_role: str = ""
    warning: str = ""
    safety_lang: str = ""
    pledge: str = ""
    pictures: Sequence[CampaignPictureView] = ()
    stops: Sequence[StopsView] = ()
    reach: Sequence[StatisticsView] = ()
    press: PressView | None = None
    kits: Sequence[LinkView] = ()
    figures: Sequence[FigureView] = ()
    related_lessons: Sequence[LessonView] = ()
    licence: LinkView | None = None
    authors: Sequence[str] = ()
    version: str = ""
    reviewed_iso: str = ""
    reviewed_text: str = ""
    sources: Sequence[str] = ()


class CampaignPictureView(Struct, frozen=True):
    """A picture of a campaign's gallery: where it is, what is seen, what is said of it."""

    href: str
    alt: str
    caption: str


class StopsView(Struct, frozen=True):
    """The presentations of a campaign: those to come, and those that were, the newest first."""

    coming: Sequence[EventView]
    past: Sequence[EventView]
    sample: bool
    count_text: str
    calendar: LinkView | None
    feed: FeedView | None


class PressView(Struct, frozen=True):
    """What can be taken along of a campaign: pictures to share, posters, and all of it as ZIP."""

    square_href: str
    story_href: str
    poster_href: str
    large_poster_href: str
    kit_href: str


class CampaignsView(Struct, frozen=True):
    """Campaigns as cards by their standing; `ended` are (year, cards), the newest year first."""

    now: Sequence[CampaignView]
    ready: Sequence[CampaignView]
    ended: Sequence[tuple[str, Sequence[CampaignView]]]


class PartnerView(Struct, frozen=True):
    """An organisation the centre works with, with its role in words."""

    name: str
    role_text: str
    text: str
    url: str


class FundingView(Struct, frozen=True):
    """The funding statement of a page, in its own language.

    `emblem` is the name of the drawing that stands beside it, or empty.
    """

    statement: str
    lang: str
    official: bool
    emblem: str = ""


class TableView(Struct, frozen=True):
    """A data table: the first cell of a row is its header; a cell is text ready to print."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()


class ChartView(Struct, frozen=True):
    """A chart as an accessible SVG, with the table that says the same.

    `legend` names what is drawn by the class that paints it: a series, a shade, hidden.
    """

    id: str
    title: str
    svg: Markup
    table: TableView
    note: str = ""
    legend: Sequence[tuple[str, str]] = ()


class StatisticsView(Struct, frozen=True):
    """Figures, sentences, charts and tables about one thing; all of them real, or all samples.

    `empty_text` says what is not known where there is nothing to show. `tables` are folded up.
    """

    figures: Sequence[FigureView] = ()
    sentences: Sequence[str] = ()
    charts: Sequence[ChartView] = ()
    tables: Sequence[TableView] = ()
    sample: bool = False
    empty_text: str = ""
    links: Sequence[LinkView] = ()


class DefinitionView(Struct, frozen=True):
    """What a figure counts, with the figures that are counted so."""

    name: str
    text: str
    figures: Sequence[FigureView]


class ReportView(Struct, frozen=True):
    """A year's report: its parts under their headings, and the same as a file to print.

    `links` lead to the reports of other years.
    """

    year: str
    sample: bool
    parts: Sequence[tuple[str, StatisticsView]]
    href: str
    sources: Sequence[str]
    links: Sequence[LinkView] = ()


class DataFileView(Struct, frozen=True):
    """A file of open data: what is in it, its format and its size."""

    title: str
    format: str
    size_text: str
    href: str
    sample: bool


class EventView(Struct, frozen=True):
    """One presentation as the public may see it, as a line of a list.

    `hours_text` is empty where the hour is not public; `note_text` then says why.
    The ids are those that filters look at.
    """

    id: str
    title: str
    href: str
    iso_start: str
    iso_end: str
    date_text: str
    time_text: str
    place_text: str
    type_text: str
    status: str
    status_text: str
    audiences_text: str
    sample: bool
    moved_text: str = ""
    title_lang: str = ""
    region_id: str = ""
    city_id: str = ""
    type_id: str = ""
    audience_ids: Sequence[str] = ()


class DayView(Struct, frozen=True):
    """A day of a month table; a day of a neighbouring month has number 0.

    `href` leads to the first event of the day in the list, if there is one.
    """

    number: int
    iso: str
    count: int = 0
    href: str = ""


class MonthView(Struct, frozen=True):
    """The table of a month: weeks of seven days, Monday first."""

    title: str
    weekdays: Sequence[tuple[str, str]]
    weeks: Sequence[Sequence[DayView]]


class WeekView(Struct, frozen=True):
    """The events of one week; `id` is its anchor."""

    id: str
    title: str
    events: Sequence[EventView]


class FeedView(Struct, frozen=True):
    """A feed of the page: its address from here, from anywhere, and for subscribing at a click."""

    title: str
    href: str
    absolute: str
    webcal: str
    media_type: str


class CountedLinkView(Struct, frozen=True):
    """A link to a page of the calendar with the number of its events."""

    title: str
    href: str
    count: int
    count_text: str


class LinkListView(Struct, frozen=True):
    """Links under one heading; `id` is its anchor."""

    id: str
    title: str
    links: Sequence[CountedLinkView]
    href: str = ""


class FilterView(Struct, frozen=True):
    """A choice by which a list can be narrowed; options are (id, name).

    A `folded` one stands behind others that readers need more often.
    """

    name: str
    label: str
    options: Sequence[tuple[str, str]]
    folded: bool = False


class PathView(Struct, frozen=True):
    """A learning path: its lessons in their order, and the time they take together."""

    title: str
    text: str
    href: str
    count_text: str
    minutes_text: str
    audiences_text: str
    lessons: Sequence[LessonView]
    plan_href: str


class WaysView(Struct, frozen=True):
    """A page on which readers find lessons, or the ways above the list of all of them.

    `about` is the facet and the value of a page, `combine_href` leads to the library with that
    choice made; a `short` list leaves descriptions out, because it is long.
    """

    all_href: str
    ways: Sequence[LinkView]
    plan_href: str
    book_href: str
    count_text: str
    short: bool
    lessons: Sequence[LessonView] = ()
    about: tuple[str, str] = ("", "")
    combine_href: str = ""
    lists: Sequence[LinkListView] = ()
    filters: Sequence[FilterView] = ()
    paths: Sequence[PathView] = ()
    path: PathView | None = None
    parents: Sequence[LessonView] = ()


class FactView(Struct, frozen=True):
    """A fact about an event with its icon; a text is a link without an address."""

    icon: str
    label: str
    values: Sequence[LinkView]
    note: str = ""


class ChangeView(Struct, frozen=True):
    """What changed in an event on a day; `now_text` says when and where it is now."""

    iso: str
    date_text: str
    text: str
    title: str
    href: str
    now_text: str
    sample: bool


class CountTableView(Struct, frozen=True):
    """A table of counts whose rows lead to pages; the first cell of `head` names the rows."""

    caption: str
    head: Sequence[str]
    rows: Sequence[tuple[LinkView, Sequence[str]]]


class CalendarView(Struct, frozen=True):
    """A page of the calendar, or the overview inside a written page.

    `ways` lead to the other pages of the calendar. Of the rest each page has its own:
    a month its table and its weeks, an event its facts, a year its counts.
    """

    ways: Sequence[LinkView]
    feeds: Sequence[FeedView]
    has_samples: bool
    book_href: str = ""
    how_to_href: str = ""
    month: MonthView | None = None
    weeks: Sequence[WeekView] = ()
    past: Sequence[WeekView] = ()
    events: Sequence[EventView] = ()
    filters: Sequence[FilterView] = ()
    before: LinkView | None = None
    after: LinkView | None = None
    parts: Sequence[LinkView] = ()
    up: LinkView | None = None
    lists: Sequence[LinkListView] = ()
    table: CountTableView | None = None
    changes: Sequence[ChangeView] = ()
    event: EventView | None = None
    facts: Sequence[FactView] = ()
    status_note: str = ""
    more: LinkView | None = None


class BookingView(Struct, frozen=True):
    """How to ask for a presentation.

    `fields` are what a request says, each with a hint; `mail_href` opens a message that asks for
    them in the page's language, and is empty where the centre has no address for requests.
    """

    who_text: str
    lead_time_text: str
    source: str
    email: str
    mail_href: str
    fields: Sequence[tuple[str, str]]


class NoticeView(Struct, frozen=True):
    """Tells the reader that the text is a fallback or stale; `kind` is one of these words."""

    kind: str
    text: str
    link: LinkView | None = None


class CentreView(Struct, frozen=True):
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


class KitFileView(Struct, frozen=True):
    """A file to take; what is not known yet is empty."""

    name: str
    href: str
    kind: str
    size_text: str
    pages_text: str


class KitRowView(Struct, frozen=True):
    """A kit in the list of all of them; `lang` is the language of its title.

    `apart` tells it from the other kits of its lesson: whom it is for, where there are several.
    """

    title: str
    href: str
    lang: str
    ages_text: str
    minutes_text: str
    audiences: Sequence[str]
    audiences_text: str
    apart: str
    topics: Sequence[str]
    whole: KitFileView
    small: KitFileView
    revision: str
    changed_iso: str
    changed_text: str
    change: str


class KitView(Struct, frozen=True):
    """A kit as its lesson shows it; `pictures` are the addresses of its slides in small."""

    audience: str
    whole: KitFileView
    small: KitFileView
    files: Sequence[tuple[str, Sequence[KitFileView]]]
    slides: Sequence[tuple[str, str]]
    revision: str
    changed_iso: str
    changed_text: str
    change: str


class AnswerView(Struct, frozen=True):
    """An answer; `letter` stands before it on paper, `verdict` is right, other or open."""

    id: str
    letter: str
    text: str
    feedback: str
    verdict: str
    leads_to_help: bool


class QuestionView(Struct, frozen=True):
    """A question; `right` holds the letters of its right answers."""

    id: str
    number: int
    text: str
    reflection: bool
    answers: Sequence[AnswerView]
    right: Sequence[str]


class QuizView(Struct, frozen=True):
    """The questions of a quiz."""

    questions: Sequence[QuestionView]


class ChoiceView(Struct, frozen=True):
    """A choice; `number` is that of the scene it leads to."""

    text: str
    href: str
    number: int


class SceneView(Struct, frozen=True):
    """A scene; an end has an `ending` and no choices."""

    anchor: str
    number: int
    paragraphs: Sequence[str]
    choices: Sequence[ChoiceView]
    ending: str
    leads_to_help: bool


class StoryView(Struct, frozen=True):
    """The scenes of a story, the first of which begins it."""

    scenes: Sequence[SceneView]


class ExerciseLinkView(Struct, frozen=True):
    """A quiz or a story of a lesson; `kind` is quiz or story, `lang` that of its title."""

    kind: str
    title: str
    description: str
    href: str
    lang: str


class TermView(Struct, frozen=True):
    """A term of the glossary; `lang` is the tag of its definition, `also` its other languages."""

    anchor: str
    name: str
    definition: str
    also: Sequence[tuple[str, str]]


class LetterView(Struct, frozen=True):
    """The terms that begin with a letter."""

    letter: str
    terms: Sequence[TermView]


class GlossaryView(Struct, frozen=True):
    """The glossary by letters; `bare` are terms that nobody has defined yet."""

    letters: Sequence[LetterView]
    bare: Sequence[str]


class PageView(Struct, frozen=True):
    """One page; `text_lang` differs from the page's language on fallbacks.

    `kind` is one of home, page, section, help, lesson, campaign, or of the generated pages.
    `in_calendar` and `in_ways` pages have a style and a script of their own; `feeds` can be
    subscribed to. `until_text` is the last day of a page that young people have handed in.

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
    unlisted: bool = False
    notice: NoticeView | None = None
    hero_title: str = ""
    hero_text: str = ""
    cards: Sequence[CardView] = ()
    children: Sequence[CardView] = ()
    lesson: LessonView | None = None
    kits: Sequence[KitView] = ()
    lists_kits: bool = False
    campaign: CampaignView | None = None
    exercise: QuizView | StoryView | None = None
    exercises: Sequence[ExerciseLinkView] = ()
    packages: Sequence[tuple[str, str]] = ()
    calendar: CalendarView | None = None
    report: ReportView | None = None
    in_calendar: bool = False
    search: SearchView | None = None
    ways: WaysView | None = None
    in_ways: bool = False
    feeds: Sequence[FeedView] = ()
    funding: FundingView | None = None
    reviewed_iso: str = ""
    reviewed_text: str = ""
    until_iso: str = ""
    until_text: str = ""
    sources: Sequence[str] = field(default=())

    @property
    def has_kits(self) -> bool:
        """Whether it speaks of kits, and so needs their style."""
        return bool(self.kits) or self.lists_kits

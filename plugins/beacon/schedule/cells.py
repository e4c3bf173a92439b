"""Cells: what a person writes into one cell of the schedule, read as a value."""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

from beacon.patterns import regex
from beacon.slugs import slugify

Cell = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
"""What a program keeps in a cell."""

ALL_DAY = "all-day"
CLOCK = regex(r"^([01]\d|2[0-3]):[0-5]\d$")
_NUMBER_OR_HOUR = regex(r"[+-]?\d+(?:\.\d*)?|\d{4}-\d{2}-\d{2}.+")

# Signs that turn a text around or that nobody sees, and lone halves of a letter.
HIDDEN = regex("[\x00-\x08\x0a-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

# Also in disguise: "ana (at) gmail (dot) com", "ana[@]gmail[.]com".
_MAIL = regex(
    r"[\w.+-]{1,64}\s?(?:@|[\[({](?:@|at|et|на|ет|ат)[\])}])\s?[\w-]+\s?[\[({]?"
    r"(?:\.|(?<=[\[({])(?:dot|ta[cč]ka|тачка|точка)[\])}])\W{0,2}\w+",
    re.IGNORECASE,
)
# Seven digits or more, however grouped; a date, and an id that begins with one, is none.
# Glued to a word, or with commas between the groups, only what begins as a number does.
_PHONE = regex(
    r"(?<![\w-])\+?\d(?:[ \u00a0/().-]{0,2}\d){6,}(?![\w-])"
    r"|(?<![\d_-])0[1-9]\d{7,8}(?!\d)"
    r"|(?<!\d)0\d\d(?:\s?[^\w\s]\s?\d{3,4}){2}(?!\d)"
)
# 2026-10-14-nis, 14. 10. 2026., 14/10/2026, 2025/2026.
_BREAK = r"[ \u00a0\u202f]?[./][ \u00a0\u202f]?"
_DATE = regex(
    r"\d{4}-\d{2}-\d{2}[\w-]*"
    rf"|(?<!\d)\d{{1,2}}{_BREAK}\d{{1,2}}{_BREAK}(?:19|20)\d\d\.?(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d ?[/–-] ?(?:19|20)\d\d(?!\d)"
)
# With the letters of neighbours: Szabó Péter, Ayşe Yılmaz.
_UPPER = "A-ZА-ЯЂЈЉЊЋЏČĆŽŠĐÀ-ÖØ-ÞĂĄĚĞİŁŃŇŐŒŘŚŞŢŤŮŰŹŻȘȚ"
_LOWER = "a-zа-яђјљњћџčćžšđß-öø-ÿăąěğıłńňőœřśşţťůűźżșț"
_NAME = regex(rf"[{_UPPER}][{_LOWER}]+[ \u00a0]+[{_UPPER}][{_LOWER}]+")
# "Марко Марковић", "М. Марковић", "Marković, M.", "МАРКО МАРКОВИЋ"
_PERSON = regex(
    rf"\b(?:[{_UPPER}][{_LOWER}]+(?:-[{_UPPER}][{_LOWER}]+)?[ \u00a0,]+)"
    rf"(?:[{_UPPER}][{_LOWER}]+|[{_UPPER}]\.)"
    rf"|\b[{_UPPER}]\.[ \u00a0]*[{_UPPER}][{_LOWER}]+"
    rf"|\b[{_UPPER}]{{3,}}[ \u00a0]+[{_UPPER}]{{3,}}\b"
)
# "марко марковић", "ivan petrov": two or three words of which the last ends as family names do.
# "-ова" is left out: it ends "петрова", but "евиденција часова" as well.
_FAMILY = regex(
    r"[^\W\d_]{2,}(?:[ \u00a0,]+[^\W\d_]{2,})?[ \u00a0,]+"
    r"(?:[^\W\d_]{2,}-)?[^\W\d_]{2,}(?:ић|ić|vic|ов|ев|ov|ev)",
    re.IGNORECASE,
)
# Headings under which people are named, in plain letters as `slugify` writes them.
_OF_NAMES = frozenset(
    "name names surname lastname firstname ime imena prezime prezimena imeprezime familiya bashta "
    "bastino otchestvo nadimak prezvishte spisak participant signature potpis podpis".split()
)
_OF_CONTACTS = frozenset(
    "mail email imejl imeyl meyl mejl posta poshta eposta phone telephone tel telefon mobile "
    "mobilni mobilen gsm mobitel kontakt contact address adresa adres jmbg egn oib viber "
    "whatsapp instagram".split()
)


class Moment(Struct, frozen=True):
    """A day, with an hour where that is known; written `2026-11-05` or `2026-11-05 12:00`."""

    date: datetime.date
    time: datetime.time | None = None

    def __str__(self) -> str:
        return f"{self.date} {self.time:%H:%M}" if self.time else str(self.date)


class Presenter(Struct, frozen=True):
    """How many people of one role present, never who they are; written `peer-educator:3`."""

    role: str
    count: int = 1

    def __str__(self) -> str:
        return f"{self.role}:{self.count}"


def listed(value: object) -> object:
    """Return the parts of `a; b`; a value that is no text is left to its type."""
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(";") if part.strip())
    return value


def moment(value: object) -> object:
    """Return a `Moment`, or None for an empty cell; raises ValueError for other text."""
    if not isinstance(value, str):
        return value
    day, _, hour = value.replace("T", " ").partition(" ")
    hour = hour.strip()
    if not day:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) or (hour and not CLOCK.match(hour)):
        raise ValueError(f'write it as "2026-11-05" or "2026-11-05 12:00", not "{value}"')
    at = datetime.time.fromisoformat(hour) if hour else None
    return Moment(datetime.date.fromisoformat(day), at)


def presenters(value: object) -> object:
    """Return each `Presenter` of `role:2;role`; raises ValueError where a number is none."""
    if not isinstance(value, str):
        return value
    found = []
    for part in (part.strip() for part in value.split(";")):
        if not part:
            continue
        role, colon, count = (piece.strip() for piece in part.partition(":"))
        if colon and not re.fullmatch(r"[1-9]\d{0,2}", count):
            raise ValueError("write roles with their number, such as professional:2;peer-educator")
        found.append(Presenter(role, int(count) if colon else 1))
    return tuple(found)


def local_time(value: object) -> object:
    """Return the text of a local time, or None for an empty cell."""
    if value == "24:00":
        said = 'write midnight as 00:00, not "24:00"'
        raise ValueError(f"{said}; what begins at midnight is on the day that begins")
    if isinstance(value, str) and value and not CLOCK.match(value):
        raise ValueError(f'write the local time as "08:30", not "{value}"')
    return value or None


def hours_on(
    day: datetime.date, start: datetime.time, end: datetime.time
) -> tuple[datetime.datetime, datetime.datetime]:
    """Return when the hours of a day begin and end: from 22:00 to 01:00 ends on the next day."""
    last = day + datetime.timedelta(days=end <= start)
    return datetime.datetime.combine(day, start), datetime.datetime.combine(last, end)


def iso_date(value: object) -> object:
    """Refuse a number, which would be read as seconds since 1970, and an hour, which is lost."""
    if isinstance(value, str) and _NUMBER_OR_HOUR.fullmatch(value):
        raise ValueError(f'write the date as 2026-02-10, not "{value}"')
    return value


def has_contact(text: str) -> bool:
    """Tell whether a cell seems to hold an e-mail address or a phone number."""
    return bool(_MAIL.search(text) or _PHONE.search(_DATE.sub("", text)))


def has_name(text: str) -> bool:
    """Tell whether a cell of ids seems to hold the name of a person."""
    return bool(_NAME.search(text))


def is_personal(text: str) -> bool:
    """Tell whether a cell seems to hold a person's name, in either script, or how to reach one."""
    return has_contact(text) or bool(_PERSON.search(text))


def looks_like_a_name(text: str) -> bool:
    """Tell whether a whole cell reads as a name, whatever its capitals: `марко марковић`."""
    return bool(_FAMILY.fullmatch(text.strip()))


def is_personal_heading(text: str) -> bool:
    """Tell whether people would be named, or how they are reached, under a heading."""
    words = slugify(text).split("-")
    return not {*words, "".join(words)}.isdisjoint(_OF_NAMES | _OF_CONTACTS)

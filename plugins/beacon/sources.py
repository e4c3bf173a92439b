"""Sources people write: YAML, front matter and CSV read with the line of every value."""

from __future__ import annotations

import io
import os
import pickle
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, SupportsIndex, TypeVar

from msgspec import Struct

from beacon.files import digest
from beacon.models import Faults, Model, inner_model, validated
from beacon.patterns import regex, unprintable
from beacon.problems import N_, Code, Problem, Sentence, did_you_mean

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

NOT_TEXT = Code("SRC001", "A file is not UTF-8 text.", N_("Save it as UTF-8 and try again."))
BROKEN_YAML = Code(
    "SRC002",
    "A file, or its front matter, cannot be read.",
    N_("Check the quotes, the colons and the indentation of that line."),
)
ALIAS = Code(
    "SRC003",
    "YAML anchors (&name) and aliases (*name) are not read, because they can hide huge texts.",
    N_('Write the value out, or put it in quotes if it begins with "*" or "&".'),
)
UNKNOWN_KEY = Code("SRC004", "A key is not known here.", N_("Correct it or take it out."))
BAD_VALUE = Code("SRC005", "A value is not of the kind its key needs.", N_("Correct the value."))
MISSING_KEY = Code("SRC006", "A key that must be there is missing.", N_("Add it."))
TWICE = Code("SRC007", "A key or an id stands there twice.", N_("Keep one of the two."))
NO_FRONT_MATTER = Code(
    "SRC008",
    "A page has no front matter.",
    N_('Begin the file with "---", then title and description, then "---".'),
)
TOO_LARGE = Code(
    "SRC009",
    "A file or its front matter is far too large.",
    N_("Split it or take out what is too much."),
)
BAD_ROW = Code(
    "SRC010", "A row has more or fewer cells than the header.", N_("Check the commas and quotes.")
)
NOT_READ = Code(
    "SRC011",
    "A file cannot be read.",
    N_("Allow your account to read it, or save it anew in the same place."),
)
CODES = (
    NOT_TEXT, BROKEN_YAML, ALIAS, UNKNOWN_KEY, BAD_VALUE, MISSING_KEY, TWICE,
    NO_FRONT_MATTER, TOO_LARGE, BAD_ROW, NOT_READ,
)  # fmt: skip

MOST_BYTES = 2_000_000
MOST_FRONT_MATTER = 100_000
MOST_DEPTH = 30
_NOT_CLOSED = N_("The front matter is missing or not closed.")
_BOUNDARY = regex(r"^-{3,}\s*$", re.MULTILINE)
_FENCE = regex(r"^---[ \t]*\r?\n(.*?\r?\n)??---[ \t]*(?:\r?\n|\Z)", re.DOTALL)

# Block lists in block lists: indented further, or begun one after another on a line.
# A value in quotes on one line; what stands before it can only stand before a value.
_QUOTED = regex(r'(?:(?<=: )|(?<=, )|(?<=\[))"[^"\\\n]*+(?:\\.[^"\\\n]*+)*"')
_DEEP = regex(rf"^[ \t?:-]{{{MOST_DEPTH},}}", re.MULTILINE)

Location = tuple[str | int, ...]
T = TypeVar("T", bound=Model)


class Document:
    """Data with the line of each of its parts.

    `lines` maps a location, such as `("cards", 0, "link")`, to a line counted from 1.
    `body` is what follows the front matter, `body_line` the line it begins on.
    The digests are those of the front matter and of the body.

    A document that was kept in a file opens its data, lines and body when one is asked for:
    a build knows thousands of texts, and looks into few.
    """

    __slots__ = ("_kept", "_parts", "body_digest", "body_line", "head_digest", "path")

    def __init__(
        self,
        path: str,
        data: Any,
        lines: Mapping[Location, int] | None = None,
        body: str = "",
        body_line: int = 1,
        head_digest: str = "",
        body_digest: str = "",
    ) -> None:
        self.path = path
        self.body_line = body_line
        self.head_digest = head_digest
        self.body_digest = body_digest
        self._parts: _Parts | None = (data, {} if lines is None else lines, body)
        self._kept: bytes | memoryview | None = None

    @property
    def data(self) -> Any:
        """What the front matter, or the whole file, says."""
        return self._opened()[0]

    @property
    def lines(self) -> Mapping[Location, int]:
        """The line of every part of the data."""
        return self._opened()[1]

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self._opened()[2]

    def line(self, location: Location) -> int | None:
        """Return the line of a location, or of the nearest part around it."""
        lines = self.lines
        while location:
            if location in lines:
                return lines[location]
            location = location[:-1]
        return lines.get(())

    def seen_as(self, head_digest: str) -> Document:
        """Return this document with another digest of its front matter."""
        body, line = self.body, self.body_line
        return Document(self.path, self.data, self.lines, body, line, head_digest, self.body_digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._all() == other._all()

    def __hash__(self) -> int:
        return hash((self.path, self.head_digest, self.body_digest))

    def __repr__(self) -> str:
        return f"Document({self.path!r}, {self.data!r})"

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Callable[..., Document], Any]:
        if self._kept is None or (self._parts and getattr(self._parts[1], "is_new", False)):
            self._kept = pickle.dumps(self._parts, pickle.HIGHEST_PROTOCOL)
        # A file of many documents has what is in them behind the rest, where it is not copied.
        kept = pickle.PickleBuffer(self._kept) if int(protocol) >= 5 else bytes(self._kept)
        parts = (self.path, self.body_line, self.head_digest, self.body_digest, kept)
        return _kept_document, parts

    def _opened(self) -> _Parts:
        if self._parts is None:
            assert self._kept is not None
            self._parts = pickle.loads(self._kept)
        return self._parts

    def _all(self) -> tuple[object, ...]:
        return self.path, self._opened(), self.body_line, self.head_digest, self.body_digest


_Parts = tuple[Any, Mapping[Location, int], str]


def _kept_document(
    path: str, body_line: int, head_digest: str, body_digest: str, kept: bytes | memoryview
) -> Document:
    document: Document = Document.__new__(Document)
    document.path, document.body_line = path, body_line
    document.head_digest, document.body_digest = head_digest, body_digest
    document._parts, document._kept = None, kept
    return document


def not_read(error: OSError, root: Path) -> Problem:
    """Return the problem that a file of the project in `root` cannot be read."""
    path = Path(os.fsdecode(error.filename)) if error.filename else root
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return not_read_at(shown.as_posix(), error)


def not_read_at(shown: str, error: OSError) -> Problem:
    """Return the problem that a file cannot be read, under the name it is shown by."""
    why = error.strerror or type(error).__name__
    said = Sentence(N_("The file cannot be read (%(why)s)."), why=(why,))
    return NOT_READ.at(shown, None, said)


def read_text(
    path: Path, shown: str, problems: list[Problem], *, most: int = MOST_BYTES
) -> str | None:
    """Return the text of a UTF-8 file, or None and a problem. A byte order mark is dropped."""
    raw = path.read_bytes()
    if len(raw) > most:
        said: str = Sentence(N_("The file has %(size)s kB."), size=len(raw) // 1000)
        problems.append(TOO_LARGE.at(shown, None, said))
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        said = N_("Here is a letter that is not UTF-8.")
        problems.append(NOT_TEXT.at(shown, line, said))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_yaml(path: Path, shown: str, problems: list[Problem]) -> Document | None:
    """Read a YAML file; problems name the line, and None means it cannot be used."""
    text = read_text(path, shown, problems)
    return None if text is None else parse_yaml(text, shown, problems)


def read_page(
    path: Path, shown: str, problems: list[Problem], known: Document | None = None
) -> Document | None:
    """Read a Markdown file with front matter.

    The front matter of a `known` document, in which nothing was wrong, is not read again where
    it is the same.
    """
    text = read_text(path, shown, problems)
    if text is None or _has_two_versions(text, shown, problems):
        return None
    if not _FENCE.match(text):
        problems.append(NO_FRONT_MATTER.at(shown, 1, _NOT_CLOSED))
        return None
    try:
        matter, body = _split(text, known)
    except ValueError:
        problems.append(NO_FRONT_MATTER.at(shown, 1, _NOT_CLOSED))
        return None
    if len(matter) > MOST_FRONT_MATTER:
        said = N_("The front matter is too long to be one.")
        problems.append(TOO_LARGE.at(shown, 1, said))
        return None
    first_line = text[: max(text.find(matter), 0)].count("\n") + 1
    above = text[: len(text) - len(body)]
    body_line = above.count("\n") + 1 + len(body) - len(body.lstrip("\n"))
    body = body.strip("\n") + "\n"
    digests = digest(above, 24), digest(body, 24)
    head = known if known is not None and known.head_digest == digests[0] else None
    if head is None:
        head = parse_yaml(matter, shown, problems, first_line=first_line)
    if head is None:
        return None
    if not isinstance(head.data, dict):
        said = N_("The front matter is not a list of keys.")
        problems.append(BROKEN_YAML.at(shown, 2, said))
        return None
    return Document(shown, head.data, head.lines, body, body_line, *digests)


def _has_two_versions(text: str, shown: str, problems: list[Problem]) -> bool:
    """Tell where two people have changed the same lines, and git has left both."""
    if "<<<<<<< " not in text:
        return False
    from beacon.yaml_text import two_versions  # noqa: PLC0415 (slow to load)

    fault = two_versions(text)
    if fault is not None:
        problems.append(BROKEN_YAML.at(shown, fault.line + 1, fault.said, fault.hint))
    return fault is not None


def _split(text: str, known: Document | None) -> tuple[str, str]:
    """Return front matter and body; raises ValueError where there are not both.

    Where the front matter is the known one, python-frontmatter is not loaded for what is one
    line of it: YAML comes with it, which takes as long as all else that is done to the page.
    """
    if known is not None:
        _, matter, body = _BOUNDARY.split(text, 2)
        if digest(text[: len(text) - len(body)], 24) == known.head_digest:
            return matter, body
    from frontmatter.default_handlers import YAMLHandler  # noqa: PLC0415 (slow to load)

    return YAMLHandler().split(text)


def parse_yaml(
    text: str, shown: str, problems: list[Problem], *, first_line: int = 1
) -> Document | None:
    """Read YAML text whose first line is line `first_line` of the file."""
    sign = unprintable(text)
    if sign:
        line = text.count("\n", 0, sign.start()) + first_line
        said = N_("Here is a sign that nobody sees.")
        problems.append(BROKEN_YAML.at(shown, line, said))
        return None
    from beacon import yaml_text  # noqa: PLC0415 (slow to load)

    data, faults = yaml_text.read(text, None if _is_plain(text) else MOST_DEPTH)
    for fault in faults:
        code, line = _YAML_FAULTS[fault.kind], fault.line + first_line
        problems.append(code.at(shown, line, fault.said, fault.hint))
    if faults:
        return None
    return Document(shown, data, Lines(text, first_line))


_YAML_FAULTS = {"broken": BROKEN_YAML, "alias": ALIAS, "twice": TWICE, "value": BAD_VALUE}


def _is_plain(text: str) -> bool:
    """Tell a text that cannot hold an anchor, an alias or deep lists, without reading it."""
    if "&" in text or "*" in text:
        bare = _QUOTED.sub("", text)  # quotes of the other kind could hide where one begins
        if "&" in bare or "*" in bare or "'" in text:
            return False
    return text.count("[") + text.count("{") < MOST_DEPTH // 2 and not _DEEP.search(text)


class Lines(Mapping[Location, int]):
    """The line of every part of a YAML text, found out when the first is asked for."""

    def __init__(
        self, text: str, first_line: int, found: dict[Location, int] | None = None
    ) -> None:
        self._text, self._first_line, self._found = text, first_line, found
        self.is_new = False
        """Whether they were found out just now, and not in an earlier build."""

    @property
    def _lines(self) -> dict[Location, int]:
        if self._found is None:
            from beacon import yaml_text  # noqa: PLC0415 (slow to load)

            first, self.is_new = self._first_line, True
            self._found = {at: line + first for at, line in yaml_text.lines(self._text).items()}
        return self._found

    def __getitem__(self, location: Location) -> int:
        return self._lines[location]

    def __iter__(self) -> Iterator[Location]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    def __reduce__(self) -> tuple[type[Lines], tuple[object, ...]]:
        return Lines, (self._text, self._first_line, self._found)


def entries(document: Document | None, problems: list[Problem]) -> range:
    """Return the places of the entries of a list file; a file that holds no list is told."""
    if document is None or document.data is None:
        return range(0)
    if not isinstance(document.data, list):
        said = "The file must be a list: each entry begins with a hyphen."
        problems.append(BAD_VALUE.at(document.path, 1, said))
        return range(0)
    return range(len(document.data))


def again(what: str, place: tuple[str, int], first: tuple[str, int]) -> Problem:
    """Return the problem of what stands in two places, each a path and a line.

    Where they are in two files, one of these may be a copy that somebody has left there.
    """
    (shown, line), (other, at) = place, first
    if shown == other:
        return TWICE.at(shown, line, f"{what} stands there twice.")
    hint = "Keep one of the two; if a file is a copy of the other, take it out."
    return TWICE.at(shown, line, f"{what} stands in {other}:{at} as well.", hint)


def build(
    model: type[T], document: Document, problems: list[Problem], *, at: Location = (), **extra: Any
) -> T | None:
    """Return the data at a location as a record, or None with one problem for each fault."""
    data = document.data
    for step in at:
        data = data[step]
    if not isinstance(data, dict):
        said = N_("Here must be named keys.")
        problems.append(BAD_VALUE.at(document.path, document.line(at), said))
        return None
    try:
        return validated(model, {**data, **extra})
    except Faults as error:
        told = list(_problems(error.faults, model, document, at))
        if not told:
            said = N_("The entry cannot be read.")
            told = [BAD_VALUE.at(document.path, document.line(at), said)]
        problems.extend(told)
        return None


def _problems(
    faults: list[ErrorDetails], model: type[Model], document: Document, at: Location
) -> Iterator[Problem]:
    data = document.data
    for step in at:
        data = data[step]
    near = {
        fault["loc"]: did_you_mean(str(fault["loc"][-1]), _keys(model, fault["loc"][:-1]))
        for fault in faults
        if fault["type"] == "extra_forbidden"
    }
    there = {(loc[:-1], hint) for loc, hint in near.items()}
    for fault in faults:
        if _told_elsewhere(fault, faults, data):
            continue
        if fault["type"] == "missing":
            *above, last = fault["loc"]
            if (tuple(above), _meant(str(last))) in there:
                continue  # it stands there under a name with a slip, which is told
        path = _written(fault["loc"], data, missing=fault["type"] == "missing")
        where = (*at, *path)
        # People count entries from one.
        name = ".".join(str(part + 1 if isinstance(part, int) else part) for part in path)
        line = document.line(where)
        if fault["type"] == "extra_forbidden":
            code, hint = UNKNOWN_KEY, near[fault["loc"]]
            said: str = Sentence(N_('The key "%(key)s" is not known here.'), key=name)
        elif fault["type"] == "missing" and where in document.lines:
            # What is empty may be taken for what is not there; its author sees that it is.
            code, said, hint = MISSING_KEY, Sentence(_EMPTY, key=name), _FILL_IN
        elif fault["type"] == "missing":
            code, hint = MISSING_KEY, ""
            said = Sentence(N_('The key "%(key)s" is missing.'), key=name)
        elif fault["input"] is None and fault["type"].endswith("_type"):
            code, said = MISSING_KEY, Sentence(_EMPTY, key=name)
            hint = _FILL_IN_A_LIST if fault["type"] in _NO_LIST else _FILL_IN
        else:
            code = BAD_VALUE
            said, hint = _in_plain_words(fault, name)
            keys = _keys(model, fault["loc"]) if fault["type"] in _NO_KEYS else []
            if keys:
                example = f"{{{', '.join(f'{key}: …' for key in keys)}}}"
                hint = Sentence(_SO, example=example)
        yield code.at(document.path, line, said, hint)


_NO_KEYS = ("model_type", "model_attributes_type")
_NO_LIST = ("tuple_type", "list_type")
_EMPTY = N_('The key "%(key)s" is empty.')
_FILL_IN = N_("Fill it in.")
_FILL_IN_A_LIST = N_("Fill it in, or write [] where there is nothing to list.")


def _meant(key: str) -> str:
    """Return the hint for a key that is nearly this one."""
    return did_you_mean(key, [key])


# How pydantic names the text that a key may have in place of something else.
_TEXT_AS_WELL = ("str", "constrained-str")


def _told_elsewhere(fault: ErrorDetails, faults: list[ErrorDetails], data: Any) -> bool:
    """Tell a fault that only follows from others: of the other kind a key may have, of a list."""
    if fault["type"] == "too_short":  # pydantic counts only the entries without a fault
        return any(o is not fault and o["loc"][: len(fault["loc"])] == fault["loc"] for o in faults)
    nested = isinstance(fault["input"], dict | list)
    kind = fault["type"]
    if kind == "string_type" and fault["loc"][-1] in _TEXT_AS_WELL:
        kind = "literal_error"
    if kind not in ("literal_error", "model_type", "dict_type"):
        return False
    if (kind == "literal_error") != nested:
        return False
    here = _there(fault["loc"], data) or fault["loc"][:1]
    others = (other["loc"] for other in faults if other is not fault)
    return any((_there(other, data) or other)[: len(here)] == here for other in others)


def _there(path: Location, data: Any) -> Location:
    """Return the steps of a path that are keys and places of the data."""
    kept: list[str | int] = []
    for step in path:
        known = isinstance(data, dict) and step in data
        if isinstance(data, list):
            known = isinstance(step, int) and step < len(data)
        if known:
            data = data[step]
            kept.append(step)
    return tuple(kept)


def _written(path: Location, data: Any, *, missing: bool) -> Location:
    """Return the part of a path that the author wrote, without the names of our types.

    The end of the path to what is `missing` is what the author has to write.
    """
    kept: list[str | int] = []
    for number, step in enumerate(path):
        inside = isinstance(step, int) if isinstance(data, list) else isinstance(data, dict)
        known = isinstance(data, dict) and step in data
        if isinstance(data, list) and inside:
            known = int(step) < len(data)
        if known:
            data = data[step]
        elif not inside or not missing or number < len(path) - 1:
            continue
        kept.append(step)
    return tuple(kept)


def _in_plain_words(fault: ErrorDetails, name: str) -> tuple[str, str]:
    """Return what is wrong with the value of a key, for people who do not program, and a hint."""
    said, hint = _of_value(fault, name)
    # An entry of a list as a whole has no name.
    return (said, hint) if name else (said.removeprefix('""').lstrip(" :"), hint)


def _of_value(fault: ErrorDetails, name: str) -> tuple[str, str]:
    kind, given = fault["type"], fault["input"]
    context: dict[str, Any] = fault.get("ctx", {})
    if kind == "literal_error":
        choices = [word.strip("'") for word in re.findall(r"'[^']*'", context["expected"])]
        one_of = Sentence(N_("It must be one of: %(choices)s."), choices=", ".join(choices))
        said = Sentence(_NOT_THIS, key=name, given=given)
        if isinstance(given, list):
            said, given = Sentence(_NO_LIST_HERE, key=name), given[0] if len(given) == 1 else ""
        return said, did_you_mean(str(given), choices) or one_of
    if kind.startswith(("date", "time")):
        is_time = kind.startswith("time")
        message = N_('"%(key)s" is no time: "%(given)s".') if is_time else _NO_DATE
        example = "08:30" if is_time else "2026-02-10"
        return Sentence(message, key=name, given=given), Sentence(_SO, example=example)
    if kind == "too_short" and context["min_length"] == 1:
        return Sentence(_PLAIN["string_too_short"], key=name), ""
    pattern = context.get("pattern", "")
    if pattern.startswith("^[a-z") and "A-Z" not in pattern:  # an id
        return Sentence(_NOT_THIS, key=name, given=given), _SMALL
    if kind in _PLAIN:
        return Sentence(_PLAIN[kind], **{**context, "key": name, "given": given}), ""
    why: str = context["error"].args[0] if kind == "value_error" else fault["msg"]
    message = N_('"%(key)s": %(why)s') if why.endswith("?") else N_('"%(key)s": %(why)s.')
    return Sentence(message, key=name, why=(why.rstrip(".") if why.endswith(".") else why,)), ""


_SMALL = N_("Use small Latin letters, digits and hyphens.")
_NO_DATE = N_('"%(key)s" is no date: "%(given)s".')
_SO = N_("Write it as %(example)s.")
_NOT_THIS = N_('"%(key)s" cannot be "%(given)s".')
_NO_LIST_HERE = N_('"%(key)s" must be one word, and no list.')
_PLAIN = {
    "int_type": N_('"%(key)s" must be a whole number.'),
    "int_parsing": N_('"%(key)s" must be a whole number, not "%(given)s".'),
    "finite_number": N_('"%(key)s" must be a whole number.'),
    "int_from_float": N_('"%(key)s" must be a whole number, not "%(given)s".'),
    "bool_type": N_('"%(key)s" must be yes or no.'),
    "bool_parsing": N_('"%(key)s" must be yes or no, not "%(given)s".'),
    "string_type": N_('"%(key)s" must be text; put it in quotes.'),
    "string_unicode": N_('"%(key)s" must be text; put it in quotes.'),
    "string_too_short": N_('"%(key)s" must not be empty.'),
    "string_too_long": N_('"%(key)s" is too long: %(max_length)s letters at the most.'),
    "string_pattern_mismatch": _NOT_THIS,
    "tuple_type": N_('"%(key)s" must be a list, such as [one, two].'),
    "list_type": N_('"%(key)s" must be a list, such as [one, two].'),
    "dict_type": N_('"%(key)s" must hold named keys.'),
    "model_type": N_('"%(key)s" must hold named keys.'),
    "model_attributes_type": N_('"%(key)s" must hold named keys.'),
    "too_short": N_('"%(key)s" needs at least %(min_length)s entries.'),
    "too_long": N_('"%(key)s" may have %(max_length)s entries at the most.'),
    "greater_than_equal": N_('"%(key)s" must be %(ge)s or more.'),
    "less_than_equal": N_('"%(key)s" must be %(le)s or less.'),
}


def _keys(model: type[Model], path: Iterable[Any]) -> list[str]:
    """Return the keys known at a place inside a model, looking through lists and options."""
    for step in path:
        if isinstance(step, int) or step not in model.__struct_fields__:
            continue
        inner = inner_model(model, step)
        if inner is None:
            return []
        model = inner
    return list(model.__struct_fields__)


class Row(Struct, frozen=True):
    """One row of a CSV file: its cells by column, blanks trimmed, and its line."""

    line: int
    cells: Mapping[str, str]


class _Reader:
    """Reads rows as the csv module does, without the empty columns that spreadsheets add."""

    def __init__(self, text: str) -> None:
        import csv  # noqa: PLC0415 (slow to load)

        self._rows = csv.reader(io.StringIO(text), strict=True)
        self._fault = csv.Error
        self._width = 0

    @property
    def line_num(self) -> int:
        """How many lines have been read."""
        return self._rows.line_num

    def __iter__(self) -> _Reader:
        return self

    def __next__(self) -> list[str]:
        cells = next(self._rows)
        while len(cells) > self._width and not cells[-1].strip():
            cells.pop()
        if not self._width and any("\t" in cell for cell in cells):
            raise self._fault(N_("the cells are separated by tabs"))
        self._width = self._width or len(cells)
        return cells


def columns_of(table: bytes, usual: Iterable[str]) -> list[str]:
    """Return the columns of a CSV file in the order it has them; the usual ones of an empty one."""
    import csv  # noqa: PLC0415 (slow to load)

    lines = table.decode("utf-8-sig").splitlines()
    return [name.strip() for name in next(csv.reader(lines), [])] or [*usual]


def read_csv(
    path: Path,
    shown: str,
    columns: Iterable[str],
    problems: list[Problem],
    *,
    optional: Iterable[str] = (),
    most: int = MOST_BYTES,
) -> list[Row]:
    """Read a CSV file with exactly these columns in its header, in any order.

    A column of `optional` may be absent; its cells are then absent as well. Rows with the
    wrong number of cells are problems and left out; empty rows are passed over.
    """
    from csv import Error  # noqa: PLC0415 (slow to load)

    text = read_text(path, shown, problems, most=most)
    if text is None or _has_two_versions(text, shown, problems):
        return []
    reader = _Reader(text)
    rows: list[Row] = []
    last = 0
    try:
        header = [name.strip() for name in next(reader, [])]
        needed = list(columns)
        wanted = [*needed, *optional]
        if len(header) == 1 and ";" in header[0]:
            said = N_("The cells are separated by semicolons.")
            problems.append(BAD_ROW.at(shown, 1, said, N_("Save the table with commas.")))
            return []
        for name in sorted({name for name in header if header.count(name) > 1}):
            said = Sentence(N_('The column "%(name)s" stands there twice.'), name=name)
            problems.append(TWICE.at(shown, 1, said))
        for name in header:
            if name not in wanted:
                hint = did_you_mean(name, wanted)
                said = Sentence(N_('No column is called "%(name)s".'), name=name)
                problems.append(UNKNOWN_KEY.at(shown, 1, said, hint))
        meant = {did_you_mean(name, wanted) for name in header if name not in wanted}
        for name in needed:
            if name not in header and _meant(name) not in meant:
                said = Sentence(N_('The column "%(name)s" is missing.'), name=name)
                problems.append(MISSING_KEY.at(shown, 1, said))
        if not set(needed) <= set(header):
            return []
        last = reader.line_num
        for cells in reader:
            line, last = last + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                said = Sentence(
                    N_("Cells in the row: %(cells)s, in the header: %(columns)s."),
                    cells=len(cells), columns=len(header),
                )  # fmt: skip
                problems.append(BAD_ROW.at(shown, line, said))
                continue
            named = zip(header, (cell.strip() for cell in cells), strict=True)
            rows.append(Row(line, {name: cell for name, cell in named if name in wanted}))
    except Error as error:
        said = Sentence(N_("The row cannot be read (%(why)s)."), why=(str(error),))
        problems.append(BAD_ROW.at(shown, last + 1, said))
    return rows

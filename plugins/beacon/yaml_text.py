"""YAML: plain data with the line of every part; nothing that a text asks for is run.

It stands apart from `sources.py` because the library is slow to load, and a build in which no
front matter has changed reads no YAML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

import yaml
from msgspec import Struct

from beacon.patterns import regex, unprintable
from beacon.problems import N_, Sentence

Location = tuple[str | int, ...]

_OPENED = regex("flow (?:sequence|mapping)|quoted scalar|simple key")
_COLON = "mapping values are not allowed in this context"
_KEY = "did not find expected key"
_WORDS = regex(r" *[^\s#\-\[\]{}\"'](?!.*:\s)(?!.*:$)")
# As git writes it where two people have changed the same lines.
_CONFLICT = regex("^<{7} ", re.MULTILINE)
_TWO_VERSIONS = N_("Two people have changed this, and both versions stand here.")
_KEEP_ONE = N_(
    "Keep what is right, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>."
)
_MOVED = N_("it is not indented as the lines above it are")
_BACKSLASH = N_("a backslash stands in a text in quotes; write two of them")
_MARK = N_("a text without quotes begins with !")
_NO_COLON = N_("a colon with a space behind it is missing")
_IN_TEXT = N_("a colon stands in a text without quotes, or the line is indented too far")
_SIGN = N_("a tab, or a sign such as @, % or ` in front of a text without quotes")
_BEHIND = N_("words stand behind a | or a >")
_IN_PLAIN_WORDS = {
    _COLON: _IN_TEXT,
    "found unexpected ':'": _IN_TEXT,
    "mapping keys are not allowed in this context": N_("a text without quotes begins with ?"),
    "found character that cannot start any token": _SIGN,
    "found unexpected non-alphabetical character": _SIGN,
    "could not find expected directive name": _SIGN,
    "found a tab character that violates indentation": N_("it begins with a tab"),
    "could not find expected ':'": _NO_COLON,
    _KEY: N_("words stand behind a closing quotation mark"),
    "did not find expected '-' indicator": _MOVED,
    "did not find expected <document start>": _MOVED,
    "block sequence entries are not allowed in this context": (
        N_("a list begins on the line of its key, and not below it")
    ),
    "found unexpected end of stream": N_("a quotation mark opens and none closes"),
    "did not find expected ',' or ']'": N_("a square bracket opens and none closes"),
    "did not find expected ',' or '}'": N_("a curly bracket opens and none closes"),
    "did not find expected comment or line break": _BEHIND,
    "found an indentation indicator equal to 0": _BEHIND,
    "did not find expected node content": N_(
        "a text without quotes begins with a bracket or a comma"
    ),
    "did not find expected alphabetic or numeric character": (
        N_("a text without quotes begins with * or &")
    ),
    "did not find expected tag URI": _MARK,
    "did not find expected whitespace or line break": _MARK,
    "found unknown escape character": _BACKSLASH,
    "found invalid Unicode character escape code": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
}
_YAML = "tag:yaml.org,2002:"
_TEXT = f"{_YAML}str"
_WHOLE = f"{_YAML}int"
_NUMBERS = frozenset({_WHOLE, f"{_YAML}float"})
_WITH_ZERO = regex(r"[-+]?0.")
_HASHTAG = regex(r" #[^\W_]")
_CONSTRUCTOR = yaml.constructor.SafeConstructor()


class Fault(NamedTuple):
    """What is wrong with a text, in which of its lines, counted from 0, and how it is mended.

    Without a hint it is mended as all of its kind are.
    """

    kind: Literal["broken", "alias", "twice", "value"]
    line: int
    said: str
    hint: str = ""


def two_versions(text: str) -> Fault | None:
    """Return where git has left both versions of what two people have changed."""
    both = _CONFLICT.search(text)
    if both is None:
        return None
    return Fault("broken", text.count("\n", 0, both.start()), _TWO_VERSIONS, _KEEP_ONE)


def read(text: str, most_depth: int | None) -> tuple[Any, list[Fault]]:
    """Return the data of a text, and all faults; with faults, the data are of no use.

    A text that may hold an anchor, an alias or lists nested deeper than `most_depth` is looked
    through for them before anything is built of it; None says that it holds none.
    """
    values = _Values([], text if _HASHTAG.search(text) else "")
    try:
        if most_depth is not None:
            bomb = next(_bombs(text, most_depth), None)
            if bomb:
                return None, [bomb]
        return values.value(yaml.compose(text, Loader=yaml.CSafeLoader)), values.faults
    except yaml.YAMLError as error:
        both = two_versions(text)
        if both is not None:
            return None, [both]
        line, why = place_and_reason(error, text)
        if line is None:
            line = text.count("\n", 0, getattr(error, "position", None) or 0)
        said = Sentence(N_("The line cannot be read (%(why)s)."), why=(why,))
        return None, [Fault("broken", line, said)]
    except (RecursionError, ValueError):
        return None, [Fault("broken", 0, N_("The text cannot be read."))]


def place_and_reason(error: yaml.YAMLError, text: str) -> tuple[int | None, str]:
    """Return the line of what has to be mended, counted from 0, where the error knows it, and why.

    The line is where a bracket or a quote was opened that is never closed, or where a key without
    a colon begins; else where reading stopped, since the list or the keys around it begin anywhere
    above. The reason is in the words of writers, where we know them.
    """
    problem = getattr(error, "problem", None) or N_("this is not YAML")
    why = _IN_PLAIN_WORDS.get(problem, problem)
    mark = getattr(error, "problem_mark", None)
    if _OPENED.search(getattr(error, "context", None) or ""):
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return None, why
    line, rows = int(mark.line), text.split("\n")
    if line >= len(rows):  # some signs that nobody sees end a line for YAML
        return line, why
    if problem == _COLON:
        first = _first_without_colon(rows, line)
        return first, why if first == line else _NO_COLON
    if problem == _KEY and not rows[line][: mark.column].strip():
        why = _MOVED
    return line, why


def _first_without_colon(rows: list[str], line: int) -> int:
    """Return the line of a first key without a colon, or `line` where there is none above.

    For YAML such a key is a text that goes on, and wrong is the colon of the next key, in `line`.
    """
    indents = [len(row) - len(row.lstrip()) for row in rows[: line + 1]]
    first = line
    while first and indents[first - 1] == indents[line] and _WORDS.match(rows[first - 1]):
        first -= 1
    said = (at for at in range(first - 1, -1, -1) if rows[at].strip()[:1] not in ("", "#"))
    above = next(said, None)
    begins = above is None or (indents[above] < indents[line] and rows[above].endswith(":"))
    return first if begins else line


def lines(text: str) -> dict[Location, int]:
    """Return the line of every part of a text that was read, counted from 0."""
    found: dict[Location, int] = {}
    _find_lines(yaml.compose(text, Loader=yaml.CSafeLoader), (), found)
    return found


def _bombs(text: str, most_depth: int) -> Iterator[Fault]:
    """Yield anchors, aliases and lists in lists in lists."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        line = event.start_mark.line if event.start_mark else 0
        if depth > most_depth:
            yield Fault("broken", line, N_("The lists are nested too deeply."))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            yield Fault("alias", line, N_("Here is an anchor or an alias."))


def _find_lines(node: yaml.Node | None, location: Location, found: dict[Location, int]) -> None:
    if node is None:
        return
    found.setdefault(location, node.start_mark.line)
    if isinstance(node, yaml.SequenceNode):
        for index, child in enumerate(node.value):
            _find_lines(child, (*location, index), found)
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            key = str(key_node.value)
            found[(*location, key)] = key_node.start_mark.line
            _find_lines(value_node, (*location, key), found)


class _Values(Struct, frozen=True):
    """Builds plain data from nodes; keys that stand twice and hidden signs are faults.

    So are words that YAML would take away from a text: those behind a `!` or a `#`. `text` is
    what the nodes are of, where it may hold the latter.
    """

    faults: list[Fault]
    text: str = ""

    def value(self, node: yaml.Node | None) -> Any:
        if node is None:
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child) for child in node.value]
        if isinstance(node, yaml.MappingNode):
            result: dict[str, Any] = {}
            for key_node, value_node in node.value:
                if not isinstance(key_node, yaml.ScalarNode):
                    said = N_("A key must be a word, and no list of words.")
                    self.faults.append(Fault("broken", key_node.start_mark.line, said))
                    continue
                key = str(key_node.value)
                if key in result:
                    said = Sentence(N_('The key "%(key)s" stands there twice.'), key=key)
                    self.faults.append(Fault("twice", key_node.start_mark.line, said))
                result[key] = self.value(value_node)
            return result
        if not node.tag.startswith(_YAML):
            message = N_('A text that begins with "!" must stand in quotes: "%(text)s".')
            said = Sentence(message, text=f"{node.tag} {node.value}")
            self.faults.append(Fault("value", node.start_mark.line, said))
        value = node.value if node.tag == _TEXT else _scalar(node)
        bare = isinstance(node, yaml.ScalarNode) and not node.style
        if node.tag == _TEXT and bare and _HASHTAG.match(self.text, node.end_mark.index):
            message = N_(
                'What stands behind "%(text)s" is not read; put a text with "#" in quotes.'
            )
            said = Sentence(message, text=value)
            self.faults.append(Fault("value", node.end_mark.line, said))
        if isinstance(value, str) and unprintable(value):
            said = N_("Here is a sign that nobody sees.")
            self.faults.append(Fault("value", node.start_mark.line, said))
        return value


def _scalar(node: yaml.Node) -> Any:
    # For YAML 1.1, 17:00 is a number to base 60, and 045 one to base 8; nobody means that.
    if (node.tag in _NUMBERS and ":" in node.value) or (
        node.tag == _WHOLE and _WITH_ZERO.match(node.value)
    ):
        return node.value
    try:
        return _CONSTRUCTOR.construct_object(node)
    except (yaml.YAMLError, ValueError, LookupError, AttributeError):
        return node.value  # a date that no calendar has stays text, and so does `!!bool x`
    finally:
        _CONSTRUCTOR.constructed_objects.clear()
        _CONSTRUCTOR.recursive_objects.clear()

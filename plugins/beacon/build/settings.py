"""Settings: what `mkdocs.yml` says, read without MkDocs."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from beacon.build.site import ALL_FEATURES
from beacon.build.store import Store, key_of
from beacon.content.addresses import is_site
from beacon.content.markdown import DEFAULT_EXTENSIONS
from beacon.problems import Problem, did_you_mean
from beacon.sources import (
    BAD_VALUE,
    BROKEN_YAML,
    MISSING_KEY,
    TWICE,
    UNKNOWN_KEY,
    Document,
    Lines,
    Location,
    not_read,
)

if TYPE_CHECKING:
    import yaml

OWNER = "beacon-site"
PREFIX = "beacon-"
KITS = f"{PREFIX}kits"
EVERY = "all"
_PLUGINS = {OWNER, f"{PREFIX}publish", *(f"{PREFIX}{name}" for name in ALL_FEATURES)}
# Where one value is meant that stands in the place of all options, it is that of the first.
_OPTIONS = {OWNER: ("centre", "site_url", "as_of"), KITS: ("lessons",)}
# MkDocs knows it for each plugin, and looks after it itself.
_OF_EVERY_PLUGIN = ("enabled",)
_BACKLINK = "↩ {}"
# The extensions that MkDocs always loads.
_ALWAYS = ("toc", "tables", "fenced_code")
_OURS = {"docs_dir": "content/commons", "use_directory_urls": True}
_KNOWN = {"site_name", "site_dir", "theme", "plugins", "markdown_extensions", "site_url", *_OURS}


Line = Callable[[], "int | None"]
"""Finds out the line of a value, which takes a while, when it has to be told."""


class Settings(Struct, frozen=True):
    """The features of a site, how its Markdown is read, and what only MkDocs itself can do.

    `foreign` names settings, plugins and themes that are not Beacon's: a project that uses
    them is built by MkDocs. `kits` names the lessons and campaigns that have kits, with commas
    between them; `all` and `none` are what they say. `as_of` is the day that a build declares, by
    which the time of campaigns ends; without it, the newest day in the content.
    """

    features: frozenset[str]
    site_url: str
    extensions: tuple[Any, ...]
    configs: Mapping[str, Mapping[str, Any]]
    foreign: tuple[str, ...]
    kits: str = EVERY
    as_of: date | None = None

    @property
    def day(self) -> str:
        """The declared day as it is written: `2027-06-30`, or nothing."""
        return self.as_of.isoformat() if self.as_of else ""

    def words(self) -> list[str]:
        """Return everything that changes what is built, as text; the day is a fact of its own."""
        return [
            *sorted(self.features),
            self.site_url,
            f"kits {self.kits}",
            *map(repr, self.extensions),
            *(
                f"{name}.{key}={getattr(value, '__qualname__', value)!r}"
                for name, values in sorted(self.configs.items())
                for key, value in sorted(values.items())
            ),
        ]


def load_settings(
    path: Path, problems: list[Problem], store: Store | None = None
) -> Settings | None:
    """Read `mkdocs.yml`; None and a problem where it cannot be read.

    `store` keeps what was read: a build that changes little reads no YAML.
    """
    try:
        text = path.read_bytes()
    except FileNotFoundError:
        problems.append(MISSING_KEY.at(path.name, None, "The file is missing."))
        return None
    except OSError as error:
        problems.append(not_read(error, path.parent))
        return None
    if store is None:
        return _parsed(path, text, problems, _Asked())
    code = os.stat(__file__)  # noqa: PTH116 (looked at by every build)
    own = f"{__file__} {code.st_mtime_ns} {code.st_size}"
    key = key_of(sys.version, own, text.decode(errors="surrogateescape"))
    kept = store.get(key)
    if kept is not None:
        with contextlib.suppress(Exception):  # what other code has written: the same as none
            found, variables = pickle.loads(kept)
            if all(os.environ.get(name) == value for name, value in variables.items()):
                known: Settings = found
                return known
    asked = _Asked()
    settings = _parsed(path, text, problems, asked)
    if settings is not None and asked.by_name:
        with contextlib.suppress(Exception):  # an object that cannot be kept
            entry = pickle.dumps((settings, asked.variables), pickle.HIGHEST_PROTOCOL)
            store.put(key, entry)
    return settings


class _Asked(Struct):
    """What a file has asked for outside of itself: variables, None where one is not set.

    `by_name` is false where it named an object of Python that is kept by its value. `twice` are
    the keys that stand there a second time, with their lines.
    """

    variables: dict[str, str | None] = field(default_factory=dict)
    by_name: bool = True
    twice: list[tuple[str, int]] = field(default_factory=list)


def _parsed(path: Path, text: bytes, problems: list[Problem], asked: _Asked) -> Settings | None:
    import yaml  # noqa: PLC0415 (slow to load)

    from beacon.yaml_text import place_and_reason  # noqa: PLC0415 (as above)

    try:
        data = yaml.load(text, Loader=_loader(asked))
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line, said = None, "it is not YAML"
        if isinstance(error, yaml.YAMLError):
            line, said = place_and_reason(error, text.decode("utf-8-sig", "replace"))
            line = None if line is None else line + 1
        problems.append(BROKEN_YAML.at(path.name, line, f"The line cannot be read ({said})."))
        return None
    if not isinstance(data, dict):
        problems.append(BROKEN_YAML.at(path.name, 1, "The file holds no settings."))
        return None
    document = Document(path.name, data, Lines(text.decode("utf-8-sig", "replace"), 1))
    listed = _listed(document, "plugins")
    named = {entry.name: entry for entry in listed}
    used = _listed(document, "markdown_extensions")
    told = [*_of_plugins(listed, document), *_of_extensions(used, document)]
    for key, line in asked.twice:
        told.append(TWICE.at(path.name, line, f'The key "{key}" stands there twice.'))
    owner, kits = (named.get(name, _Entry("", None, ())).given for name in (OWNER, KITS))
    where = named[OWNER].at if OWNER in named else ()
    as_of = declared_day(
        owner.get("as_of"), path.name, told, lambda: document.line((*where, "as_of"))
    )
    site_url = declared_address(
        owner.get("site_url"), path.name, told, lambda: document.line((*where, "site_url"))
    )
    lessons = kits.get("lessons")
    if lessons is not None and (isinstance(lessons, bool) or not isinstance(lessons, str | int)):
        said = f'"lessons" of {KITS}, or BEACON_KITS, cannot be "{_as_written(lessons)}".'
        hint = "Write all, none, or names with commas between them."
        line = document.line((*named[KITS].at, "lessons"))
        told.append(BAD_VALUE.at(path.name, line, said, hint))
    problems.extend(told)
    if told:
        return None
    plugins = {entry.name: entry.given for entry in listed}
    extensions = {entry.name: entry.given for entry in used}
    ours = {name for name in plugins if name.startswith(PREFIX)}
    return Settings(
        features=frozenset(name.removeprefix(PREFIX) for name in ours),
        site_url=site_url,
        extensions=tuple(dict.fromkeys((*_ALWAYS, *extensions))),
        configs={name: config for name, config in extensions.items() if config},
        foreign=tuple(_foreign(data, plugins, ours)),
        kits=str(lessons or EVERY),
        as_of=as_of,
    )


def declared_day(
    value: object, shown: str, problems: list[Problem], line: Line = lambda: None
) -> date | None:
    """Return the day that a build declares, or None; what is none is told."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        said = f'The day "{_as_written(value)}" of as_of, or of BEACON_AS_OF, is none.'
        problems.append(BAD_VALUE.at(shown, line(), said, "Write it as 2027-06-30."))
        return None


def declared_address(
    value: object, shown: str, problems: list[Problem], line: Line = lambda: None
) -> str:
    """Return the address of the site that a build declares, or an empty text."""
    if value is None or value == "" or (isinstance(value, str) and is_site(value)):
        return str(value or "")
    said = f'The address "{_as_written(value)}" of site_url, or of BEACON_SITE_URL, is none.'
    hint = 'Write it as https://www.example.org/, without "?" and "#".'
    problems.append(BAD_VALUE.at(shown, line(), said, hint))
    return ""


def _as_written(value: object) -> str:
    """Return a value of YAML nearly as it is written."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _of_plugins(listed: list[_Entry], document: Document) -> Iterator[Problem]:
    """Tell plugins of Beacon that there are not, and options that none of them has."""
    for name, options, at in listed:
        if not name.startswith(PREFIX):
            continue
        if name not in _PLUGINS:
            hint = did_you_mean(name, _PLUGINS)
            said = f'No plugin of Beacon is called "{name}".'
            yield UNKNOWN_KEY.at(document.path, document.line(at), said, hint)
            continue
        known = _OPTIONS.get(name, ())
        if options is not None and not isinstance(options, dict):
            plain = not isinstance(options, list) and known
            hint = f'Write below it: "{known[0]}: {_as_written(options)}".' if plain else ""
            yield _no_options(name, document, at, hint)
            continue
        for key in options or ():
            if key not in known and key not in _OF_EVERY_PLUGIN:
                said = f'The option "{key}" of {name} is not known.'
                line = document.line((*at, str(key)))
                yield UNKNOWN_KEY.at(document.path, line, said, did_you_mean(str(key), known))


def _of_extensions(used: list[_Entry], document: Document) -> Iterator[Problem]:
    """Tell extensions of Markdown that cannot be used."""
    for name, options, at in used:
        if options is not None and not isinstance(options, dict):
            yield _no_options(name, document, at, "")
            continue
        if name in DEFAULT_EXTENSIONS and (not options or _is_usual(name, options)):
            continue
        from beacon.build.extensions import faults_of  # noqa: PLC0415 (seldom needed)

        for fault in faults_of(name, options or {}):
            line = document.line((*at, str(fault.key)) if fault.key else at)
            code = UNKNOWN_KEY if fault.unknown else BAD_VALUE
            yield code.at(document.path, line, fault.said, fault.hint)


def _no_options(name: str, document: Document, at: Location, hint: str) -> Problem:
    said = f'"{name}" must hold named keys.'
    hint = hint or "Write its options below it, each as a key, a colon and a value."
    return BAD_VALUE.at(document.path, document.line(at), said, hint)


def _is_usual(name: str, options: Mapping[Any, Any]) -> bool:
    """Tell options that need not be tried, because they are those that Beacon comes with."""
    if name == "toc":
        return options.keys() == {"slugify"} and callable(options["slugify"])
    title = options.get("BACKLINK_TITLE")
    return name == "footnotes" and len(options) == 1 and title == _BACKLINK


def _foreign(data: Mapping[str, Any], plugins: Mapping[str, Any], ours: set[str]) -> list[str]:
    theme = data.get("theme")
    usual = {"name": "material", "custom_dir": "theme"}
    found = [f"plugin {name}" for name in plugins if name not in ours]
    found += [f"setting {name}" for name in data if name not in _KNOWN]
    found += [f"setting {name}" for name, value in _OURS.items() if data.get(name, value) != value]
    if theme != usual:
        found.append("another theme")
    if list(plugins)[:1] != [OWNER] or list(plugins)[-1:] != [f"{PREFIX}publish"]:
        found.append("another order of plugins")
    for name in sorted(ours):
        if not plugins[name].keys().isdisjoint(_OF_EVERY_PLUGIN):
            found.append(f"options of {name}")
    return found


class _Entry(NamedTuple):
    """A plugin or an extension as it is listed, and where."""

    name: str
    options: Any
    at: Location

    @property
    def given(self) -> dict[str, Any]:
        """Its options, none where they are no named keys."""
        return self.options if isinstance(self.options, dict) else {}


def _listed(document: Document, key: str) -> list[_Entry]:
    """Return what a list holds, in which an entry is a name or a name with options."""
    entries = document.data.get(key)
    found: list[_Entry] = []
    for number, entry in enumerate(entries if isinstance(entries, list) else [entries or {}]):
        at: Location = (key, number) if isinstance(entries, list) else (key,)
        if isinstance(entry, dict):
            found += [_Entry(str(name), given, (*at, str(name))) for name, given in entry.items()]
        else:
            found.append(_Entry(str(entry), None, at))
    return found


def _loader(asked: _Asked) -> type[yaml.CSafeLoader]:
    """Return what reads the two signs that MkDocs adds to YAML: `!ENV` and names of objects."""
    import yaml  # noqa: PLC0415 (slow to load)
    from yaml.constructor import ConstructorError  # noqa: PLC0415

    class Loader(yaml.CSafeLoader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            seen: set[str] = set()
            for key, _ in node.value:
                if isinstance(key, yaml.ScalarNode) and key.value != "<<":
                    if key.value in seen:
                        asked.twice.append((str(key.value), key.start_mark.line + 1))
                    seen.add(key.value)
            return super().construct_mapping(node, deep)

    def environment(loader: yaml.SafeLoader, node: yaml.Node) -> Any:
        """`!ENV [NAME, …, default]` is the first of these variables that is set, or the default."""
        if isinstance(node, yaml.ScalarNode):
            names, default = [str(loader.construct_scalar(node))], None
        elif isinstance(node, yaml.SequenceNode) and node.value:
            *given, default = loader.construct_sequence(node)
            names = [str(name) for name in given]
        else:
            raise ConstructorError(None, None, "!ENV has no variable", node.start_mark)
        for name in names:
            asked.variables[name] = os.environ.get(name)
            if name in os.environ:
                return _value_of(os.environ[name])
        return default

    def _value_of(text: str) -> Any:
        try:
            return yaml.load(text, Loader=Loader) if text else ""
        except yaml.YAMLError:  # a variable is no place to be told of YAML: it is a text
            return text

    def timestamp(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
        try:
            return loader.construct_yaml_timestamp(node)
        except ValueError:  # a day that no calendar has stays text
            return str(node.value)

    def python_name(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Any:
        module, _, name = suffix.rpartition(".")
        try:
            found = getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError, ValueError):
            said = f'there is no "{suffix}" in Python'
            raise ConstructorError(None, None, said, node.start_mark) from None
        asked.by_name &= isinstance(found, type | FunctionType | BuiltinFunctionType)
        return found

    Loader.add_constructor("!ENV", environment)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", timestamp)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", python_name)
    return Loader

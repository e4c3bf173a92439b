"""Settings: what `mkdocs.yml` says, read without MkDocs."""

from __future__ import annotations

import contextlib
import importlib
import os
import pickle
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import BuiltinFunctionType, FunctionType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from beacon.build.store import Store, key_of
from beacon.problems import Problem
from beacon.sources import BAD_VALUE, BROKEN_YAML

if TYPE_CHECKING:
    import yaml

OWNER = "beacon-site"
PREFIX = "beacon-"
KITS = f"{PREFIX}kits"
EVERY = "all"
_OPTIONS = {KITS: {"lessons"}}
# The extensions that MkDocs always loads.
_ALWAYS = ("toc", "tables", "fenced_code")
_OURS = {"docs_dir": "content/commons", "use_directory_urls": True}
_KNOWN = {"site_name", "site_dir", "theme", "plugins", "markdown_extensions", "site_url", *_OURS}


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
    except OSError as error:
        problems.append(BROKEN_YAML.at(path.name, None, f"It cannot be read ({error.strerror})."))
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

    `by_name` is false where it named an object of Python that is kept by its value.
    """

    variables: dict[str, str | None] = field(default_factory=dict)
    by_name: bool = True


def _parsed(path: Path, text: bytes, problems: list[Problem], asked: _Asked) -> Settings | None:
    import yaml  # noqa: PLC0415 (slow to load)

    try:
        data = yaml.load(text, Loader=_loader(asked))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        said = getattr(error, "problem", None) or "it is not YAML"
        line = mark.line + 1 if mark else None
        problems.append(BROKEN_YAML.at(path.name, line, f"The line cannot be read ({said})."))
        return None
    if not isinstance(data, dict):
        problems.append(BROKEN_YAML.at(path.name, 1, "The file holds no settings."))
        return None
    plugins = dict(_named(data.get("plugins")))
    extensions = dict(_named(data.get("markdown_extensions")))
    ours = {name for name in plugins if name.startswith(PREFIX)}
    owner, kits = plugins.get(OWNER) or {}, plugins.get(KITS) or {}
    told = len(problems)
    as_of = declared_day(owner.get("as_of"), path.name, problems)
    if len(problems) > told:
        return None
    return Settings(
        features=frozenset(name.removeprefix(PREFIX) for name in ours),
        site_url=str(owner.get("site_url") or ""),
        extensions=tuple(dict.fromkeys((*_ALWAYS, *extensions))),
        configs={name: config for name, config in extensions.items() if config},
        foreign=tuple(_foreign(data, plugins, ours)),
        kits=str(kits.get("lessons") or EVERY),
        as_of=as_of,
    )


def declared_day(value: object, shown: str, problems: list[Problem]) -> date | None:
    """Return the day that a build declares, or None; what is none is told."""
    if isinstance(value, date):
        return value
    if not value:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        said = f'The day "{value}" of as_of, or of BEACON_AS_OF, is none.'
        problems.append(BAD_VALUE.at(shown, None, said, "Write it as 2027-06-30."))
        return None


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
    for name in sorted(ours - {OWNER}):
        if set(plugins[name] or ()) - _OPTIONS.get(name, set()):
            found.append(f"options of {name}")
    return found


def _named(entries: Any) -> list[tuple[str, Any]]:
    """Return (name, options) of a list in which an entry is a name or a name with options."""
    found: list[tuple[str, Any]] = []
    for entry in entries if isinstance(entries, list) else [entries or {}]:
        named = entry if isinstance(entry, dict) else {str(entry): None}
        found += [(str(name), options) for name, options in named.items()]
    return found


def _loader(asked: _Asked) -> type[yaml.CSafeLoader]:
    """Return what reads the two signs that MkDocs adds to YAML: `!ENV` and names of objects."""
    import yaml  # noqa: PLC0415 (slow to load)
    from yaml.constructor import ConstructorError  # noqa: PLC0415

    class Loader(yaml.CSafeLoader):
        pass

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
                return yaml.safe_load(os.environ[name]) if os.environ[name] else ""
        return default

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
    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", python_name)
    return Loader

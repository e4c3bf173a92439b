"""Extensions of Markdown: tried as mkdocs.yml names them, before a build relies on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import entry_points
from typing import Any, NamedTuple

import markdown

from beacon.problems import did_you_mean

_SAMPLE = "# A\n\nA word[^1].\n\n[^1]: A note.\n"


class Fault(NamedTuple):
    """What is wrong with an extension, or with its option `key`, and how it is mended.

    `unknown` says that the option is not known at all.
    """

    key: str
    said: str
    hint: str
    unknown: bool = False


def faults_of(name: str, options: Mapping[str, Any]) -> Iterator[Fault]:
    """Tell what keeps Python-Markdown from using an extension with its options."""
    error = _tried(name, options)
    if error is None:
        return
    bare = _tried(name, {})
    if isinstance(bare, ModuleNotFoundError) or (bare and name not in _names()):
        said = f'No extension of Markdown is called "{name}".'
        yield Fault("", said, did_you_mean(name, _names()) or "Correct the name.")
        return
    known = [] if bare else [*markdown.Markdown().build_extension(name, {}).config]
    unknown = [key for key in options if known and key not in known]
    for key in unknown:
        said = f'The option "{key}" of "{name}" is not known.'
        yield Fault(key, said, did_you_mean(str(key), known), unknown=True)
    if not unknown:
        yield Fault("", f'"{name}" cannot be used as it is here ({error}).', "")


def _tried(name: str, options: Mapping[str, Any]) -> Exception | None:
    """Return why a text cannot be read with an extension, or None."""
    try:
        configs = {name: dict(options)}
        markdown.Markdown(extensions=[name], extension_configs=configs).convert(_SAMPLE)
    except Exception as error:  # whatever an extension of somebody else raises
        return error
    return None


def _names() -> list[str]:
    return sorted({point.name for point in entry_points(group="markdown.extensions")})

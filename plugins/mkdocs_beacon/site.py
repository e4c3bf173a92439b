"""The site of a build, shared by the plugins: loaded once, handed out by `state`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel

from beacon.build.assembly import Assembler
from beacon.build.proof import Proof
from beacon.build.site import Site
from beacon.problems import Problem

OWNER = "beacon-site"


@dataclass
class State:
    """What the plugins of one build share; `found` gathers the problems of finished pages."""

    root: Path
    site: Site
    assembler: Assembler
    proof: Proof
    serving: bool
    found: list[Problem] = field(default_factory=list)


def state(config: MkDocsConfig) -> State:
    """Return what the plugin `beacon-site` has loaded for this build."""
    if OWNER not in config.plugins:
        raise BuildError(f"mkdocs.yml needs the plugin {OWNER}.")
    owner: Any = config.plugins[OWNER]
    found = owner.state
    if not isinstance(found, State):
        raise BuildError(f"A plugin has asked for the site before {OWNER} has loaded it.")
    return found


def add_file(files: Files, config: MkDocsConfig, uri: str, content: bytes) -> None:
    """Add a finished file to the site, also one whose name begins with a dot."""
    included = InclusionLevel.INCLUDED
    files.append(File.generated(config, uri, content=content, inclusion=included))

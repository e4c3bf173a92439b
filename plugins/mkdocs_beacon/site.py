"""The site of a build, shared by the plugins: loaded once, handed out by `state`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, Files, InclusionLevel
from msgspec import Struct, field

from beacon.build.kits import make_kits_of
from beacon.build.outputs import Maker, Workshop
from beacon.build.proof import Proof
from beacon.build.rendering import Renderer
from beacon.build.site import Site
from beacon.build.store import Store
from beacon.problems import Problem

OWNER = "beacon-site"
FONTS = "theme/fonts/print"


class State(Struct):
    """What the plugins of one build share; `found` gathers the problems of finished files."""

    workshop: Workshop
    serving: bool
    found: list[Problem] = field(default_factory=list)

    @property
    def site(self) -> Site:
        """The site that is built."""
        return self.workshop.site

    @property
    def renderer(self) -> Renderer:
        """What renders its pages."""
        return self.workshop.renderer


def make_state(
    root: Path, site: Site, renderer: Renderer, proof: Proof, *, serving: bool, kits: str
) -> State:
    """Return the state of a build of the project in `root`."""
    store = Store(root / ".cache" / "beacon", "kits")
    maker = make_kits_of(renderer.assembler, root / "theme", store, kits)
    return State(Workshop(root, site, renderer, proof, root / FONTS, maker), serving)


def state(config: MkDocsConfig) -> State:
    """Return what the plugin `beacon-site` has loaded for this build."""
    if OWNER not in config.plugins:
        raise BuildError(f"mkdocs.yml needs the plugin {OWNER}.")
    owner: Any = config.plugins[OWNER]
    found = owner.state
    if not isinstance(found, State):
        raise BuildError(f"A plugin has asked for the site before {OWNER} has loaded it.")
    return found


def add_outputs(files: Files, config: MkDocsConfig, *makers: Maker) -> None:
    """Add finished files to the site, also those whose name begins with a dot."""
    here = state(config)
    for maker in makers:
        for output in maker(here.workshop):
            if output.source is not None:
                path = str(output.source)
                files.append(File.generated(config, output.uri, abs_src_path=path))
                continue
            made = output.make()
            here.found.extend(made.problems)
            included = InclusionLevel.INCLUDED
            for uri, data in {output.uri: made.data, **made.more}.items():
                files.append(File.generated(config, uri, content=data, inclusion=included))

"""The plugin `beacon-kits`: everything a trainer carries into a room, for each lesson."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import kit_list_outputs, kit_outputs, press_outputs
from beacon.build.settings import EVERY
from beacon.problems import ProblemsFound
from mkdocs_beacon.site import add_outputs, state


class KitsConfig(Config):
    """Options of `beacon-kits`: the lessons and campaigns that have kits, or `all`, or `none`."""

    lessons = config_options.Type(str, default=EVERY)


class KitsPlugin(BasePlugin[KitsConfig]):
    """Makes the kits and adds their files."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Make all kits, because pages say how large they are, and add every file of them."""
        kits = state(config).workshop.kits
        try:
            if kits is not None:
                kits.make_all()
        except ProblemsFound as error:
            raise BuildError(str(error)) from None
        add_outputs(files, config, kit_outputs, kit_list_outputs, press_outputs)
        return files

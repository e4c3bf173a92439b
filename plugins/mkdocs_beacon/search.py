"""The plugin `beacon-search`: what the search in each language loads."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import search_outputs
from mkdocs_beacon.site import add_outputs


class SearchConfig(Config):
    """No options."""


class SearchPlugin(BasePlugin[SearchConfig]):
    """Adds the index of each language, and the words of each page for excerpts."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the scripts that the page of the search loads."""
        add_outputs(files, config, search_outputs)
        return files

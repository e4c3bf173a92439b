"""The plugin `beacon-packages`: lessons and quizzes as learning platforms read them."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import package_outputs
from mkdocs_beacon.site import add_outputs


class PackagesConfig(Config):
    """No options."""


class PackagesPlugin(BasePlugin[PackagesConfig]):
    """Adds the cartridges of lessons and the QTI packages of quizzes."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add every package, in each language."""
        add_outputs(files, config, package_outputs)
        return files

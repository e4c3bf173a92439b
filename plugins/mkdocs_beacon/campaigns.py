"""The plugin `beacon-campaigns`: campaign pages and their cards, and the page to write them."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import editor_outputs
from mkdocs_beacon.site import add_outputs


class CampaignsConfig(Config):
    """No options yet."""


class CampaignsPlugin(BasePlugin[CampaignsConfig]):
    """Its line in mkdocs.yml brings the pages that need `campaigns`; without it they are gone."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the editing page, where the centre has one."""
        add_outputs(files, config, editor_outputs)
        return files

"""The plugin `beacon-metadata`: sitemap, robots.txt and a share image for every page."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import metadata_outputs, share_outputs
from mkdocs_beacon.site import add_outputs, state


class MetadataConfig(Config):
    """No options."""


class MetadataPlugin(BasePlugin[MetadataConfig]):
    """Adds what search engines and share cards read."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the sitemap and robots.txt."""
        add_outputs(files, config, metadata_outputs)
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Draw the share images, one at a time; a preview does without them."""
        here = state(config)
        if here.serving:
            return
        for output in share_outputs(here.workshop):
            path = Path(config.site_dir) / output.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(output.make().data)

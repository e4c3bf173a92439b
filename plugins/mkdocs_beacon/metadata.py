"""The plugin `beacon-metadata`: sitemap, robots.txt and a share image for every page."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.sharing import share_images, site_map
from beacon.metadata.sitemap import robots
from mkdocs_beacon.site import add_file, state


class MetadataConfig(Config):
    """Options of `beacon-metadata`: the font of the share images, from the project's folder."""

    font = config_options.Type(str, default="theme/fonts/SourceSans3VF-Upright.ttf.woff2")


class MetadataPlugin(BasePlugin[MetadataConfig]):
    """Adds what search engines and share cards read."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the sitemap and robots.txt."""
        here = state(config)
        add_file(files, config, "sitemap.xml", site_map(here.assembler))
        add_file(files, config, "robots.txt", robots(config.site_url or ""))
        return files

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Draw the share images, one at a time; a preview does without them."""
        here = state(config)
        if here.serving:
            return
        for uri, image in share_images(here.site, here.root / self.config.font):
            path = Path(config.site_dir) / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(image)

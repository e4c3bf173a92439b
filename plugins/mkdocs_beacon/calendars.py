"""The plugin `beacon-calendars`: the calendar page and a feed for each language."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.feeds import site_feeds
from mkdocs_beacon.site import add_file, state


class CalendarsConfig(Config):
    """No options yet."""


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Adds the feeds that calendar programs subscribe to."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add one `.ics` file for each language."""
        here = state(config)
        for uri, content in site_feeds(here.site, config.site_url or "").items():
            here.found.extend(here.proof.feed(content.decode(), uri))
            add_file(files, config, uri, content)
        return files

"""The plugin `beacon-calendars`: the calendar page and the feeds in each language."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.feeds import site_changes, site_feeds, site_schedule
from mkdocs_beacon.site import add_file, state

MAKERS = (site_feeds, site_changes, site_schedule)


class CalendarsConfig(Config):
    """No options yet."""


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Adds the feeds that calendar programs subscribe to."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the calendar, what changed in it, and the schedule as data, in each language."""
        here = state(config)
        files_of = (make(here.site, config.site_url or "") for make in MAKERS)
        for uri, content in (item for made in files_of for item in made.items()):
            here.found.extend(here.proof.feed(content.decode(), uri))
            add_file(files, config, uri, content)
        return files

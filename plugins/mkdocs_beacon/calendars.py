"""The plugin `beacon-calendars`: the calendar page and the feeds in each language."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import calendar_outputs
from mkdocs_beacon.site import add_outputs


class CalendarsConfig(Config):
    """No options yet."""


class CalendarsPlugin(BasePlugin[CalendarsConfig]):
    """Adds the feeds that calendar programs subscribe to."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the calendar, what changed in it, and the schedule as data, in each language."""
        add_outputs(files, config, calendar_outputs)
        return files

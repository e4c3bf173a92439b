"""The plugin `beacon-attendance`: published figures and summaries, never raw counts."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from beacon.build.outputs import open_data_outputs, report_outputs
from mkdocs_beacon.site import add_outputs


class AttendanceConfig(Config):
    """No options yet."""


class AttendancePlugin(BasePlugin[AttendanceConfig]):
    """Its line in mkdocs.yml brings the pages of figures, their charts, reports and open data."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the printed reports and the open data."""
        add_outputs(files, config, report_outputs, open_data_outputs)
        return files

"""The plugin `beacon-attendance`: published figures and summaries, never raw counts."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class AttendanceConfig(Config):
    """No options yet."""


class AttendancePlugin(BasePlugin[AttendanceConfig]):
    """Its line in mkdocs.yml brings the page of figures and the charts."""

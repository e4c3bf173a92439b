"""The plugin `beacon-ways`: the ways to lessons, learning paths and the planner."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class WaysConfig(Config):
    """No options yet."""


class WaysPlugin(BasePlugin[WaysConfig]):
    """Its line in mkdocs.yml brings the pages that need `ways`; without it they are not made."""

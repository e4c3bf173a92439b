"""The plugin `beacon-lessons`: lesson plans, their cards and their place in the menu."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class LessonsConfig(Config):
    """No options yet."""


class LessonsPlugin(BasePlugin[LessonsConfig]):
    """Its line in mkdocs.yml brings the pages that need `lessons`; without it they are not made."""

"""The plugin `beacon-guide`: the guides for writers and translators."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class GuideConfig(Config):
    """No options yet."""


class GuidePlugin(BasePlugin[GuideConfig]):
    """Its line in mkdocs.yml brings the pages that need `guide`; without it they are not made."""

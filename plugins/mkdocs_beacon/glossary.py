"""The plugin `beacon-glossary`: the words of the field, and links to them from lessons."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class GlossaryConfig(Config):
    """No options."""


class GlossaryPlugin(BasePlugin[GlossaryConfig]):
    """Its line in mkdocs.yml brings the page that needs `glossary`, and the links to it."""

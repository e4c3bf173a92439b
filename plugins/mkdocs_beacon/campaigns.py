"""The plugin `beacon-campaigns`: campaign pages and their cards."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class CampaignsConfig(Config):
    """No options yet."""


class CampaignsPlugin(BasePlugin[CampaignsConfig]):
    """Its line in mkdocs.yml brings the pages that need `campaigns`; without it they are gone."""

"""The plugin `beacon-quizzes`: quizzes and branching stories beside lessons."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin


class QuizzesConfig(Config):
    """No options."""


class QuizzesPlugin(BasePlugin[QuizzesConfig]):
    """Its line in mkdocs.yml brings the pages that need `quizzes`; without it they are not made."""

"""The plugin `beacon-publish`: server policy files, and the finished site swapped in at the end."""

from __future__ import annotations

import logging
from pathlib import Path

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from beacon.build.outputs import policy_outputs
from beacon.build.publish import NotOurs, Staging, abandon, begin, finish, refuse_sources
from mkdocs_beacon.site import add_outputs, state

log = logging.getLogger("mkdocs.plugins.beacon")


class PublishConfig(Config):
    """No options."""


class PublishPlugin(BasePlugin[PublishConfig]):
    """Builds beside the live site; wherever it stands in mkdocs.yml, it swaps a whole site."""

    _staging: Staging | None = None

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Turn the build to a folder beside the live one."""
        here = state(config)
        if here.serving:
            return config
        try:
            refuse_sources(Path(config.site_dir), Path(config.config_file_path).parent)
            self._staging = begin(Path(config.site_dir).resolve(), here.site.folder.id)
        except NotOurs as error:
            raise BuildError(str(error)) from None
        config.site_dir = str(self._staging.path)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the files that tell web servers the content policy."""
        add_outputs(files, config, policy_outputs)
        return files

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put the finished site in its place, unless a strict build had warnings."""
        if self._staging is None:
            return
        if config.strict and _has_warnings():
            self._abandon()
            raise Abort("Aborted with warnings in strict mode; the site that was there stays.")
        finish(self._staging)
        log.info("Published %s", self._staging.live)
        self._staging = None

    def on_shutdown(self) -> None:
        """Remove what an interrupted build leaves; MkDocs does not call that an error."""
        self._abandon()

    def on_build_error(self, *, error: Exception) -> None:
        """Remove the half site; the live one was never touched."""
        self._abandon()

    def _abandon(self) -> None:
        if self._staging is not None:
            abandon(self._staging)
            self._staging = None


def _has_warnings() -> bool:
    handlers = logging.getLogger("mkdocs").handlers
    return any(bool(h.get_counts()) for h in handlers if isinstance(h, CountHandler))

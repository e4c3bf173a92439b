"""The host: a centre's site built by MkDocs itself, without cache and in one process."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import ConfigurationError, MkDocsException

from beacon.build.console import why
from mkdocs_beacon.site import OWNER


def build_with_host(root: Path, centre: str, output: Path, *, strict: bool = False) -> bool:
    """Build and publish one centre's site; False if it has errors, which are printed.

    The site that was at `output` is replaced only by a whole new one.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal may lack letters of a path
        sys.stdout.reconfigure(errors="backslashreplace")
    with _messages(), _environment(BEACON_CENTRE=centre, BEACON_SITE_DIR=str(output)):
        try:
            config = load_config(str(root / "mkdocs.yml"), strict=strict)
            if OWNER not in config.plugins:
                print(f"mkdocs.yml needs the plugin {OWNER}.")
                return False
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()
        except (MkDocsException, SystemExit) as error:
            if isinstance(error, ConfigurationError):
                print(f"mkdocs.yml: {error}")
            print(f"{centre}: not built; the site that was there stays as it is.")
            return False
        except KeyboardInterrupt:
            print(f"{centre}: interrupted; the site that was there stays as it is.")
            return False
        except OSError as error:
            print(f"{centre}: not built ({why(error)}); the site that was there stays as it is.")
            return False
    print(f"{centre}: published in {output}")
    return True


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextmanager
def _messages(level: int = logging.WARNING) -> Iterator[None]:
    """Print the host's messages plainly, without its time stamps."""
    logger = logging.getLogger("mkdocs")
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger.addHandler(handler)
    logger.setLevel(level)
    try:
        yield
    finally:
        logger.removeHandler(handler)

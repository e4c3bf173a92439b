"""Typst: run in this process where that is safe, else in one of its own.

Typst works with threads of its own. A process that is forked from one in which they have started
has none of them and would wait for them for ever.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import typst


class NotSet(Exception):
    """A document or picture that could not be set; the text says why."""


_PICTURE = b"""
#set page(width: int(sys.inputs.width) * 1pt, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""
_home: list[int] = []
"""The process in which Typst has started its threads; a forked one inherits the number."""


def run(master: Path, fonts: Path, inputs: Mapping[str, str], *, picture: bool = False) -> bytes:
    """Return what a master makes of `inputs`, as PDF/UA-1, or its one page as a PNG `picture`.

    Nothing outside the folder of the master can be read, no package is loaded, and no fonts but
    those in the folder `fonts` are used. Raises NotSet.
    """
    kind = "png" if picture else "pdf"
    job = {"master": str(master), "fonts": str(fonts), "inputs": dict(inputs), "kind": kind}
    return _run(job)


def drawn(svg: str, width: int) -> bytes:
    """Return a drawing as PNG, `width` pixels wide; nothing is loaded, no script runs.

    Raises NotSet.
    """
    return _run({"inputs": {"svg": svg, "width": str(width)}})


def _run(job: Mapping[str, Any]) -> bytes:
    if _home and _home[0] != os.getpid():
        return _elsewhere(job)
    _home[:] = [os.getpid()]
    return _here(job)


def _here(job: Mapping[str, Any]) -> bytes:
    import typst  # noqa: PLC0415 (slow to load)

    try:
        made = _set(job) if "master" in job else _draw(job["inputs"])
    except typst.TypstError as error:
        raise NotSet(error.message) from None
    assert isinstance(made, bytes)
    return made


def _set(job: Mapping[str, Any]) -> object:
    setter = compiler(job["master"], job["fonts"])
    if job["kind"] == "png":
        return _first(setter.compile(format="png", ppi=72, sys_inputs=job["inputs"]))
    return setter.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs=job["inputs"])


def _draw(inputs: dict[str, str]) -> object:
    import typst  # noqa: PLC0415 (slow to load)

    made = typst.compile(
        _PICTURE, format="png", ppi=72, sys_inputs=inputs, ignore_system_fonts=True
    )  # fmt: skip
    return _first(made)


def _first(made: object) -> object:
    """Return the first page where there are several."""
    return made[0] if isinstance(made, list) else made


def _elsewhere(job: Mapping[str, Any]) -> bytes:
    import subprocess  # noqa: PLC0415 (seldom needed)

    command = [sys.executable, "-m", "beacon.typesetting.engine"]
    # The Python of the machine has none of our packages; a script has put them on the path.
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        command, input=json.dumps(job).encode(), capture_output=True, check=False, env=path
    )
    if done.returncode:
        raise NotSet(done.stderr.decode(errors="replace").strip())
    return done.stdout


@cache
def compiler(master: str, fonts: str) -> typst.Compiler:
    """Return what sets documents with a master; its fonts are read once."""
    import typst  # noqa: PLC0415 (slow to load)

    root = Path(master).parent
    known = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]
    )
    return typst.Compiler(
        master,
        root=str(root),
        font_paths=known,
        ignore_system_fonts=True,
        package_path=str(root / "packages"),
        package_cache_path=str(root / "packages"),
    )


def main() -> int:
    """Do the job that stands in the input, and put what was made into the output."""
    try:
        sys.stdout.buffer.write(_here(json.load(sys.stdin)))
    except NotSet as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Patterns are compiled at their first use, and each of them can be."""

import copy
import importlib
import pkgutil
import re
import subprocess
import sys

import beacon
from beacon.patterns import _Late, regex


def test_pattern_does_what_a_compiled_one_does() -> None:
    late = regex(r"(\d+)", re.ASCII)
    for _ in range(2):
        assert late.sub("n", "a1b22") == "anbn"
    found = late.search("a12")
    assert found is not None
    assert found.group(1) == "12"
    assert (late.pattern, late.flags) == (r"(\d+)", re.compile(r"(\d+)", re.ASCII).flags)
    assert regex(rb"\x00").split(b"a\x00b") == [b"a", b"b"]
    assert copy.copy(late).pattern == late.pattern


def test_every_pattern_of_the_library_can_be_compiled() -> None:
    found = 0
    for module in pkgutil.walk_packages(beacon.__path__, "beacon."):
        for value in vars(importlib.import_module(module.name)).values():
            if isinstance(value, _Late):
                assert value.groups >= 0
                found += 1
    assert found > 200


def test_importing_the_engine_compiles_none() -> None:
    """Compiling them took longer than a small edit."""
    code = (
        "import re, beacon.patterns as p, beacon.build.engine, sys\n"
        "late = [v for m in list(sys.modules.values()) if m.__name__.startswith('beacon.')"
        " for v in vars(m).values() if isinstance(v, p._Late)]\n"
        "assert len(late) > 100\n"
        "print([v._text for v in late if len(vars(v)) > 2])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"

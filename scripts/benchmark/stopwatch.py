"""Measures one command: seconds, processor seconds, peak memory, files and bytes written.

It is a program of its own that imports next to nothing: a process begins with the memory of
the one that starts it, so a large one could not measure a small one.
"""

from __future__ import annotations

import json
import os
import sys
import time


def main(folders: str, *command: str) -> int:
    """Run a command, print its figures as JSON and return its code.

    `folders` are those it writes to, separated by colons. Peak memory is that of the largest
    process, in bytes; a file counts as written when it, or what stands in it, is another one.
    """
    before = files(folders)
    start = time.perf_counter()
    child = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    new = {key: size for key, size in files(folders).items() if key not in before}
    figures = {
        "seconds": seconds,
        "processor": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
        "files": len(new),
        "bytes": sum(new.values()),
    }
    print(json.dumps(figures), flush=True)
    return os.waitstatus_to_exitcode(status)


def files(folders: str) -> dict[tuple[int, int], int]:
    """Return the size of every file by its number and the time of its last change.

    A file that stands in two places is one.
    """
    found = {}
    for folder in folders.split(":"):
        for place, _, names in os.walk(folder):
            for name in names:
                about = os.lstat(os.path.join(place, name))  # noqa: PTH118 (pathlib is large)
                found[about.st_ino, about.st_mtime_ns] = about.st_size
    return found


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

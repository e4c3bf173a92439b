"""Workers: the same work on all cores; what comes out does not depend on how many there are."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import selectors
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_TICKET = struct.Struct("<I")
_FEWEST = 10
"""Fewer tasks are done faster by one process than it takes to start another."""
_MANY_VALUES = 50_000
"""New values after which it is worth while to look for those that nobody needs any more."""
_BETWEEN = 0.05
"""Seconds after which a process tells again how much it has done."""
_MOST_TICKETS = 4_000
"""So many fit into a pipe at once; where there are more tasks, a ticket stands for several."""


class WorkerFailed(Exception):
    """A process that did part of the work has failed; the text says how."""


def cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def clean_up_now_and_then() -> None:
    """Let the garbage collector look at new values, and only when there are very many.

    A page leaves values behind that lead to each other; what lives as long as its process is
    passed over.
    """
    gc.freeze()
    gc.set_threshold(_MANY_VALUES, 20, 1_000)
    gc.enable()


def work(
    tasks: Sequence[Task],
    do: Callable[[Task], Result],
    *,
    jobs: int,
    apart: bool = False,
    part: bool = True,
    weight: int = 1,
    done: Callable[[int], None] = lambda count: None,
) -> list[Result]:
    """Return what `do` makes of every task, in their order.

    Other processes are forked, so that they know all this one knows; each of them, and this one
    as well, takes the next task when it has finished one. `done` is told how many tasks have been
    finished since it was last told. Each task is worth `weight` small ones. Tasks that are to be
    done `apart` never run in this process if there may be others: Typst starts threads, and a
    process forked afterwards would wait for them for ever.
    Raises OSError, or WorkerFailed where a process fails in another way; its siblings are stopped.
    """
    if apart:
        jobs, part = min(jobs, len(tasks)) if jobs > 1 else 0, False
    else:
        jobs = min(jobs, len(tasks), len(tasks) * weight // (_FEWEST // 2))
    if jobs < (1 if apart else 2) or not hasattr(os, "fork"):
        return list(_alone(tasks, do, done))
    stride = len(tasks) // _MOST_TICKETS + 1
    tickets, hand_out = os.pipe()
    progress, tell = os.pipe()
    os.write(hand_out, b"".join(map(_TICKET.pack, range(0, len(tasks), stride))))
    os.close(hand_out)

    def some(first: int) -> list[tuple[int, Result]]:
        last = min(first + stride, len(tasks))
        return [(number, do(tasks[number])) for number in range(first, last)]

    workers: list[tuple[int, BinaryIO]] = []
    found: dict[int, Result] = {}
    try:
        # The garbage collectors leave alone what was there before, and what is shared.
        with _frozen():
            try:
                for _ in range(jobs - part):
                    workers.append(_start(some, tickets, tell, progress))
            finally:
                os.close(tell)
            if part:
                found.update(_take_part(some, tickets, progress, done))
        found.update(_gather(workers, progress, done))
    finally:
        os.close(tickets)
        os.close(progress)
        for child, stream in workers:
            stream.close()
            _stop(child)
    if len(found) != len(tasks):
        raise WorkerFailed(f"{len(tasks) - len(found)} of {len(tasks)} tasks were not done")
    return [found[number] for number in range(len(tasks))]


@contextlib.contextmanager
def _frozen() -> Iterator[None]:
    enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
        (gc.enable if enabled else gc.disable)()


def _take_part(
    some: Callable[[int], list[tuple[int, Result]]],
    tickets: int,
    progress: int,
    done: Callable[[int], None],
) -> list[tuple[int, Result]]:
    """Do tasks in this process until none is left; return its results with their numbers."""
    clean_up_now_and_then()
    os.set_blocking(progress, False)
    results: list[tuple[int, Result]] = []
    told, last = 0, time.monotonic()
    while ticket := os.read(tickets, _TICKET.size):
        try:
            results += some(*_TICKET.unpack(ticket))
        except (KeyboardInterrupt, OSError):
            raise
        except BaseException:
            raise WorkerFailed(traceback.format_exc()) from None
        if time.monotonic() - last > _BETWEEN:
            done(len(results) - told + _said_by_others(progress))
            told, last = len(results), time.monotonic()
    done(len(results) - told)
    os.set_blocking(progress, True)
    return results


def _said_by_others(progress: int) -> int:
    """Return how much others have done since this was last asked."""
    try:
        return len(os.read(progress, 1 << 16))
    except BlockingIOError:
        return 0


@contextlib.contextmanager
def beside(do: Callable[[], object], *, jobs: int, wait: bool = True) -> Iterator[None]:
    """Let a process of its own do something while this one goes on, if there may be others.

    What it returns or raises is lost: only what nobody depends on is done so. At the end this
    process waits for the other one, or, where it need not `wait`, stops it.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        if wait:
            with contextlib.suppress(OSError, WorkerFailed):
                do()
        yield
        return
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        try:
            with contextlib.suppress(BaseException):
                do()
        finally:
            os._exit(0)
    try:
        yield
    except BaseException:
        wait = False
        raise
    finally:
        if wait:
            _wait(child)
        else:
            _stop(child)


@contextlib.contextmanager
def ahead(do: Callable[[], Result], *, jobs: int) -> Iterator[Callable[[], Result]]:
    """Let a process of its own begin with something; yield what gives its result, once.

    Where there is no other process, or it fails, it is done when the result is asked for.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        yield do
        return
    answer, reply = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if not child:
        try:
            os.close(answer)
            with os.fdopen(reply, "wb") as stream:
                pickle.dump(do(), stream, pickle.HIGHEST_PROTOCOL)
        except BaseException:  # the one who asks does it again, and tells what is wrong
            pass
        finally:
            os._exit(0)
    os.close(reply)
    given = os.fdopen(answer, "rb")

    def result() -> Result:
        try:
            found: Result = pickle.load(given)
        except (EOFError, pickle.UnpicklingError):
            return do()
        return found

    try:
        yield result
    finally:
        given.close()  # before it is waited for: it may still write, and nobody reads
        _stop(child)


def _alone(
    tasks: Sequence[Task], do: Callable[[Task], Result], done: Callable[[int], None]
) -> Iterator[Result]:
    for task in tasks:
        yield do(task)
        done(1)


def _start(
    some: Callable[[int], list[Any]], tickets: int, tell: int, progress: int
) -> tuple[int, BinaryIO]:
    """Fork a process that takes tickets until there are none; return it and its answer.

    It tells how much it has done only now and then, because that wakes the process that waits.
    """
    answer, reply = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        os.close(reply)
        return child, os.fdopen(answer, "rb")
    code = 1
    try:
        os.close(progress)
        os.close(answer)
        clean_up_now_and_then()
        with os.fdopen(reply, "wb") as stream:
            try:
                results: list[Any] = []
                told, last = 0, time.monotonic()
                while ticket := os.read(tickets, _TICKET.size):
                    results += some(*_TICKET.unpack(ticket))
                    if time.monotonic() - last > _BETWEEN:
                        os.write(tell, b"." * (len(results) - told))
                        told, last = len(results), time.monotonic()
                os.write(tell, b"." * (len(results) - told))
                pickle.dump(results, stream, pickle.HIGHEST_PROTOCOL)
                code = 0
            except KeyboardInterrupt:
                pass
            except OSError as error:
                pickle.dump(error, stream)
            except BaseException:
                pickle.dump(traceback.format_exc(), stream)
    finally:
        os._exit(code)


def _gather(
    workers: list[tuple[int, BinaryIO]], progress: int, done: Callable[[int], None]
) -> dict[int, Any]:
    """Return the results by the number of their task."""
    answers: dict[int, bytearray] = {stream.fileno(): bytearray() for _, stream in workers}
    with selectors.DefaultSelector() as selector:
        for end in (progress, *answers):
            selector.register(end, selectors.EVENT_READ)
        while selector.get_map():
            for key, _ in selector.select():
                data = os.read(key.fd, 1 << 20)
                if not data:
                    selector.unregister(key.fd)
                elif key.fd == progress:
                    done(len(data))
                else:
                    answers[key.fd] += data
    found: dict[int, Any] = {}
    for answer in answers.values():
        try:
            results = pickle.loads(answer)
        except (EOFError, pickle.UnpicklingError):  # no answer, or half of one
            results = "it was stopped from outside"
        if isinstance(results, OSError):
            raise results
        if isinstance(results, str):
            raise WorkerFailed(results)
        found.update(results)
    return found


def _stop(child: int) -> None:
    """End a process that may have ended already, and wait until it has."""
    with contextlib.suppress(OSError):
        os.kill(child, signal.SIGTERM)
    _wait(child)


def _wait(child: int) -> None:
    with contextlib.suppress(OSError):
        os.waitpid(child, 0)

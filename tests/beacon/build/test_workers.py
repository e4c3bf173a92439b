"""Workers: the same results in the same order on any number of processes, and no silent failure."""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from beacon.build.workers import WorkerFailed, ahead, beside, cores, work
from processes import own_children

TASKS = list(range(60))


def test_results_stand_in_the_order_of_the_tasks() -> None:
    assert work(TASKS, lambda task: task * task, jobs=1) == [task * task for task in TASKS]


@pytest.mark.parametrize("jobs", [0, 1, 2, 3, 100])
def test_number_of_jobs_does_not_matter(jobs: int) -> None:
    assert work(TASKS, lambda task: task * task, jobs=jobs) == [task * task for task in TASKS]


def test_no_tasks_have_no_results() -> None:
    assert work([], lambda task: task, jobs=2) == []


def test_tasks_are_shared_by_processes() -> None:
    """Very few tasks stay in this process; of more, others do some."""

    def who(task: int) -> int:
        time.sleep(0.005)
        return os.getpid()

    assert set(work(TASKS[:9], who, jobs=2)) == {os.getpid()}
    assert len(set(work(TASKS, who, jobs=2))) == 2
    assert os.getpid() in work(TASKS, who, jobs=3)


def test_more_tasks_than_a_pipe_holds() -> None:
    """Tickets for all of them are written before anybody reads one."""
    many = range(100_003)
    assert work(many, lambda task: task + 1, jobs=2) == list(range(1, 100_004))


def test_large_results_come_whole() -> None:
    found = work(TASKS, lambda task: bytes([task]) * 100_000, jobs=2)
    assert [(one[0], len(one)) for one in found] == [(task, 100_000) for task in TASKS]


@pytest.mark.parametrize("jobs", [1, 2])
def test_all_finished_tasks_are_told(jobs: int) -> None:
    told: list[int] = []
    work(TASKS, lambda task: task, jobs=jobs, done=told.append)
    assert sum(told) == len(TASKS)


def _fails(task: int) -> int:
    if task == 41:
        raise KeyError("forty-one")
    return task


Do = Callable[[int], Any]


def by_another(do: Do) -> Do:
    """Return a task that is done so only by other processes; this one leaves them time for it."""
    ours = os.getpid()

    def task(number: int) -> Any:
        if os.getpid() == ours:
            time.sleep(0.005)
            return number
        return do(number)

    return task


def by_this(do: Do) -> Do:
    """Return a task that is done so only by this process."""
    ours = os.getpid()

    def task(number: int) -> Any:
        if os.getpid() == ours:
            return do(number)
        time.sleep(0.005)
        return number

    return task


@pytest.mark.parametrize("by", [by_this, by_another])
def test_failing_task_is_told_with_its_place(by: Callable[[Do], Do]) -> None:
    with pytest.raises(WorkerFailed) as told:
        work(TASKS, by(lambda task: _fails(41)), jobs=2)
    assert "KeyError: 'forty-one'" in str(told.value)
    assert "_fails" in str(told.value)


def test_failing_task_in_this_process_fails_as_it_is() -> None:
    with pytest.raises(KeyError):
        work(TASKS, _fails, jobs=1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_error_of_the_disk_stays_what_it_is(jobs: int) -> None:
    def full(task: int) -> int:
        raise OSError(28, "No space left on device", "page.html")

    with pytest.raises(OSError, match="No space left") as told:
        work(TASKS, full, jobs=jobs)
    assert (told.value.errno, told.value.filename) == (28, "page.html")


def test_exit_of_a_task_is_a_failure() -> None:
    with pytest.raises(WorkerFailed, match="SystemExit"):
        work(TASKS, lambda task: sys.exit(0), jobs=2)


def test_task_that_is_interrupted_ends_the_others() -> None:
    def interrupted(task: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work(TASKS, by_this(interrupted), jobs=2)


def test_garbage_is_collected_later_as_it_was_before() -> None:
    before = gc.isenabled(), gc.get_threshold()
    work(TASKS, lambda task: task, jobs=2)
    assert (gc.isenabled(), gc.get_threshold()) == before


def test_killed_process_is_told() -> None:
    def killed(task: int) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerFailed, match="stopped from outside"):
        work(TASKS, by_another(killed), jobs=2)


class _KillsWhileItIsSent:
    def __reduce__(self) -> str:
        os.kill(os.getpid(), signal.SIGKILL)
        return ""


def test_process_that_is_killed_while_it_answers_is_told() -> None:
    """Half an answer is none."""

    def half(task: int) -> object:
        return [bytes(1_000_000), _KillsWhileItIsSent()]

    with pytest.raises(WorkerFailed, match="stopped from outside"):
        work(TASKS, by_another(half), jobs=2)


def test_result_that_cannot_be_sent_is_told() -> None:
    with pytest.raises(WorkerFailed, match="pickle"):
        work(TASKS, by_another(lambda task: [bytes(1_000_000), lambda: task]), jobs=2)


def test_no_process_and_no_file_is_left_behind() -> None:
    def opened() -> list[str]:
        return sorted(os.listdir("/proc/self/fd"))  # noqa: PTH208

    def children() -> str:
        return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")

    before = opened(), children()
    work(TASKS, lambda task: task, jobs=2)
    with pytest.raises(WorkerFailed):
        work(TASKS, _fails, jobs=2)
    assert (opened(), children()) == before


def test_tasks_in_which_this_process_takes_no_part_are_done_by_others() -> None:
    assert os.getpid() not in work(TASKS, lambda task: os.getpid(), jobs=2, part=False)
    assert set(work(TASKS, lambda task: os.getpid(), jobs=1, part=False)) == {os.getpid()}


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1


def test_tasks_done_apart_never_run_in_this_process() -> None:
    """What starts threads here would leave every process that is forked later without them."""
    assert os.getpid() not in work([1], lambda task: os.getpid(), jobs=2, apart=True)
    assert work([1], lambda task: os.getpid(), jobs=1, apart=True) == [os.getpid()]
    assert work([], str, jobs=2, apart=True) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_done_beside_is_done_at_the_end(jobs: int, tmp_path: Path) -> None:
    done = tmp_path / "done"
    with beside(lambda: done.write_text(str(os.getpid())), jobs=jobs):
        pass
    assert (done.read_text() == str(os.getpid())) is (jobs == 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_nobody_waits_for_what_need_not_be_done(jobs: int, tmp_path: Path) -> None:
    """It would take a minute; one process alone does not begin with it."""
    start, children = time.monotonic(), own_children()
    with beside(lambda: time.sleep(60), jobs=jobs, wait=False):
        pass
    assert time.monotonic() - start < 30
    assert own_children() == children


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_fails_beside_stops_nothing(jobs: int) -> None:
    def fail() -> None:
        raise OSError("full")

    done = []
    with beside(fail, jobs=jobs):
        done.append(True)
    assert done


def test_what_is_done_beside_ends_with_a_failure() -> None:
    start = time.monotonic()
    with pytest.raises(KeyError), beside(lambda: time.sleep(60), jobs=2):
        raise KeyError
    assert time.monotonic() - start < 30


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_was_begun_gives_its_result_when_it_is_asked_for(jobs: int) -> None:
    with ahead(lambda: (os.getpid(), "x" * 1_000_000), jobs=jobs) as result:
        process, found = result()
    assert found == "x" * 1_000_000
    assert (process == os.getpid()) is (jobs == 1)


def test_what_was_begun_and_failed_is_done_by_who_asks() -> None:
    ours = os.getpid()

    def do() -> int:
        if os.getpid() != ours:
            raise OSError("full")
        return 41

    with ahead(do, jobs=2) as result:
        assert result() == 41


def test_what_nobody_asks_for_is_stopped() -> None:
    start, children = time.monotonic(), own_children()
    with ahead(lambda: time.sleep(60), jobs=2):
        pass
    assert time.monotonic() - start < 30
    assert own_children() == children


def test_who_begins_and_stops_does_not_wait_for_one_that_cannot_be_stopped() -> None:
    """Some supervisors let their processes ignore SIGTERM, and a pipe holds only so much."""
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with ahead(lambda: "x" * 10_000_000, jobs=2):
            time.sleep(0.2)
    finally:
        signal.signal(signal.SIGTERM, before)

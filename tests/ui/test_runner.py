"""The runner: lanes, answers on the interface thread, cancel, newest wins, and an orderly end."""

import gc
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.changes import Changes
from desktop.errors import Cancelled, Refused
from desktop.progress import SILENT, Progress
from desktop.ui.jobs.job import Job, Lane, Meter, Step
from desktop.ui.runner import Runner

WAIT = 5.0


class Gate:
    """Work that begins, and goes on only when the test lets it."""

    def __init__(self) -> None:
        self.begun = Event()
        self.open = Event()

    def __call__(self, progress: Progress) -> str:
        self.begun.set()
        assert self.open.wait(WAIT)
        progress.step(1, 1)
        return "done"

    def wait_begun(self) -> None:
        assert self.begun.wait(WAIT)


@dataclass(frozen=True)
class Answer:
    rows: tuple[int, ...]
    changes: Changes


def idle(runner: Runner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: runner.count == 0, timeout=5000)


def answer(value: object) -> Callable[[Progress], object]:
    def work(progress: Progress) -> object:
        return value

    return work


def refuse(progress: Progress) -> None:
    raise Refused("family.gone", card="JSR-1")


def fail(progress: Progress) -> None:
    raise ZeroDivisionError


def test_answer_comes_back_on_the_interface_thread(runner: Runner, qtbot: QtBot) -> None:
    threads: list[object] = []

    def work(progress: Progress) -> str:
        threads.append(threading.current_thread())
        return "Siti"

    def done(found: str) -> None:
        threads.extend([threading.current_thread(), QThread.currentThread(), found])

    runner.submit(work, done)
    idle(runner, qtbot)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert threads[2] is runner.thread()
    assert threads[3] == "Siti"


def test_count_goes_up_and_down(runner: Runner, qtbot: QtBot) -> None:
    counts: list[int] = []
    runner.counted.connect(counts.append)
    gate = Gate()
    runner.submit(gate)
    runner.submit(answer(1))
    gate.open.set()
    idle(runner, qtbot)
    assert counts == [1, 2, 1, 0]
    assert runner.jobs == ()


def test_one_writer_two_readers(runner: Runner, qtbot: QtBot) -> None:
    writers, readers = [Gate(), Gate()], [Gate(), Gate()]
    for gate in writers:
        runner.submit(gate, lane=Lane.WRITE)
    for gate in readers:
        runner.submit(gate)
    for gate in (writers[0], *readers):
        gate.wait_begun()
    assert not writers[1].begun.is_set()
    for gate in (*writers, *readers):
        gate.open.set()
    idle(runner, qtbot)
    assert writers[1].begun.is_set()


def test_writers_keep_their_order(runner: Runner, qtbot: QtBot) -> None:
    order: list[int] = []
    for number in range(20):
        runner.submit(answer(number), order.append, lane=Lane.WRITE)
    idle(runner, qtbot)
    assert order == list(range(20))


def test_refusal_goes_to_its_screen_or_to_all(runner: Runner, qtbot: QtBot) -> None:
    own: list[Refused] = []
    general: list[Refused] = []
    runner.refused.connect(general.append)
    runner.submit(refuse, refused=own.append)
    idle(runner, qtbot)
    assert [one.code for one in own] == ["family.gone"]
    assert general == []
    runner.submit(refuse)
    idle(runner, qtbot)
    assert [one.values for one in general] == [{"card": "JSR-1"}]


def test_a_fault_is_trouble_and_the_runner_goes_on(runner: Runner, qtbot: QtBot) -> None:
    trouble: list[Exception] = []
    ended: list[str] = []
    found: list[object] = []
    runner.trouble.connect(trouble.append)
    runner.submit(fail, found.append, ended=lambda: ended.append("fault"))
    idle(runner, qtbot)
    runner.submit(answer(7), found.append, ended=lambda: ended.append("fine"))
    idle(runner, qtbot)
    assert [type(one) for one in trouble] == [ZeroDivisionError]
    assert found == [7]
    assert ended == ["fault", "fine"]


def test_cancelled_work_is_dropped(runner: Runner, qtbot: QtBot) -> None:
    found: list[object] = []
    ended: list[bool] = []
    gate = Gate()
    job = runner.submit(gate, found.append, found.append, ended=lambda: ended.append(True))
    runner.trouble.connect(found.append)
    gate.wait_begun()
    runner.cancel(job)
    assert job.stopping
    gate.open.set()
    idle(runner, qtbot)
    assert found == []
    assert ended == [True]


def test_cancel_before_it_begins(runner: Runner, qtbot: QtBot) -> None:
    first, second = Gate(), Gate()
    runner.submit(first, lane=Lane.WRITE)
    first.wait_begun()
    job = runner.submit(second, lane=Lane.WRITE)
    runner.cancel(job)
    qtbot.waitUntil(lambda: runner.count == 1)
    first.open.set()
    idle(runner, qtbot)
    assert not second.begun.is_set()


def test_cancel_after_the_end_does_nothing(runner: Runner, qtbot: QtBot) -> None:
    job = runner.submit(answer(1))
    idle(runner, qtbot)
    runner.cancel(job)
    assert runner.count == 0


def test_newest_search_wins(runner: Runner, qtbot: QtBot) -> None:
    found: list[object] = []
    gate = Gate()
    runner.submit(gate, found.append, newest="search")
    gate.wait_begun()
    for text in ("s", "si", "sit", "siti"):
        runner.submit(answer(text), found.append, newest="search")
    runner.submit(answer("other"), found.append, newest="visits")
    gate.open.set()
    idle(runner, qtbot)
    assert sorted(map(str, found)) == ["other", "siti"]


def test_an_older_search_that_is_refused_stays_silent(runner: Runner, qtbot: QtBot) -> None:
    said: list[object] = []
    runner.refused.connect(said.append)
    gate = Gate()

    def late(progress: Progress) -> None:
        gate.begun.set()
        assert gate.open.wait(WAIT)
        raise Refused("search.short")

    runner.submit(late, ended=lambda: said.append("ended"), newest="search")
    gate.wait_begun()
    runner.submit(answer(1), newest="search")
    gate.open.set()
    idle(runner, qtbot)
    assert said == []


def test_changes_are_announced_once_after_the_answer(runner: Runner, qtbot: QtBot) -> None:
    heard: list[object] = []
    runner.changed.connect(heard.append)
    changes = Changes.of("household", ids=frozenset({"1"}))
    runner.submit(answer(Answer((1,), changes)), lambda _: heard.append("answer"), lane=Lane.WRITE)
    runner.submit(answer(Answer((), Changes())), lane=Lane.WRITE)
    runner.submit(answer("plain"))
    idle(runner, qtbot)
    assert heard == ["answer", changes]


def test_progress_is_told_but_does_not_flood(runner: Runner, qtbot: QtBot) -> None:
    told: list[Step] = []
    gate = Gate()

    def note(job: Job) -> None:
        told.append(job.step)

    def work(progress: Progress) -> None:
        for number in range(20_000):
            progress.step(number, 20_000, "Reading rows")
        gate.begun.set()
        assert gate.open.wait(WAIT)

    runner.progressed.connect(note)
    runner.submit(work, title="Import")
    gate.wait_begun()
    qtbot.waitUntil(lambda: bool(told) and told[-1].done == 19_999)
    gate.open.set()
    idle(runner, qtbot)
    assert told[-1] == Step(19_999, 20_000, "Reading rows")
    assert len(told) < 1_000


class Screen(QObject):
    seen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def show_answer(self, found: object) -> None:
        self.answers.append(found)


def test_a_screen_that_is_gone_is_not_called(runner: Runner, qtbot: QtBot) -> None:
    screen = Screen()
    gate = Gate()
    runner.submit(gate, screen.show_answer)
    gate.wait_begun()
    answers = screen.answers
    delete(screen)
    gate.open.set()
    idle(runner, qtbot)
    assert answers == []


def test_screens_are_not_kept_alive_by_their_jobs(runner: Runner, qtbot: QtBot) -> None:
    """Nothing of a finished job may hold a widget: a worker would be the last to let it go."""
    screen = Screen()
    job = runner.submit(answer(1), screen.show_answer, ended=screen.deleteLater)
    idle(runner, qtbot)
    gc.collect()
    assert (job.work, job.done, job.refused, job.ended) == (None, None, None, None)
    assert job.answer is None


def test_a_callback_that_fails_is_a_fault_and_the_count_still_falls(runner: Runner, qtbot: QtBot) -> None:
    def done(found: object) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        runner.submit(answer(1), done)
        idle(runner, qtbot)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_close_waits_and_leaves_no_thread(qtbot: QtBot) -> None:
    before = threading.active_count()
    runner = Runner()
    found: list[object] = []
    gates = [Gate() for _ in range(5)]
    for gate in gates:
        runner.submit(gate, found.append, lane=Lane.WRITE)
    gates[0].wait_begun()
    # Not before the runner closes: the next job would begin.
    opener = threading.Timer(0.05, gates[0].open.set)
    opener.start()
    runner.close()
    opener.join()
    assert threading.active_count() == before
    assert runner.count == 0
    qtbot.wait(20)
    assert found == []
    assert not gates[1].begun.is_set()
    with pytest.raises(RuntimeError):
        runner.submit(answer(1))


def test_many_jobs_at_once(runner: Runner, qtbot: QtBot) -> None:
    found: list[object] = []
    for number in range(500):
        runner.submit(answer(number), found.append, lane=Lane.WRITE if number % 3 else Lane.READ)
    idle(runner, qtbot)
    assert sorted(map(int, map(str, found))) == list(range(500))


def test_meter_stops_work_that_is_told_to() -> None:
    job = Job(answer(1))
    meter = Meter(job)
    meter.step(3, 10, "Reading rows")
    assert job.step == Step(3, 10, "Reading rows")
    job.stop.set()
    with pytest.raises(Cancelled):
        meter.step(4, 10)
    with pytest.raises(Cancelled):
        job.run()
    assert job.step.done == 3


def test_job_knows_how_long_it_waits() -> None:
    job = Job(answer(1))
    assert job.seconds >= 0
    SILENT.step(1)
    assert not job.stopping


def test_a_partial_of_a_method_of_a_freed_widget_is_not_called(qtbot: QtBot, runner: Runner) -> None:
    gone = QObject()
    told: list[object] = []
    runner.submit(Never(), partial(gone.setProperty, "answer"))
    runner.submit(Never(), ended=partial(told.append, "ended"))
    delete(gone)
    qtbot.waitUntil(lambda: runner.count == 0)
    assert told == ["ended"]


class Never:
    """Work that has nothing to do."""

    def __call__(self, _: Progress) -> None:
        return

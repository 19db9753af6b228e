"""One job by itself, without a runner or a thread."""

from dataclasses import FrozenInstanceError

import pytest

from desktop.errors import Cancelled, Refused
from desktop.progress import Progress
from desktop.ui.jobs.job import Job, Lane, Meter, Step


def counting(progress: Progress) -> int:
    for number in range(5):
        progress.step(number, 5, "Counting")
    return 5


def test_a_job_keeps_what_its_work_answers() -> None:
    job = Job(counting)
    job.run()
    assert job.answer == 5
    assert job.step == Step(4, 5, "Counting")
    assert job.error is None


def test_a_job_reads_unless_it_says_otherwise() -> None:
    assert Job(counting).lane == Lane.READ
    assert not Job(counting).title
    assert Job(counting).wanted


def test_a_job_that_is_stopped_does_not_begin() -> None:
    job = Job(counting)
    job.stop.set()
    assert job.stopping
    with pytest.raises(Cancelled):
        job.run()
    assert job.answer is None
    assert job.step == Step()


def test_a_job_stops_between_two_steps() -> None:
    done: list[int] = []

    def work(progress: Progress) -> None:
        for number in range(10):
            progress.step(number, 10)
            done.append(number)
            if number == 3:
                job.stop.set()

    job = Job(work)
    with pytest.raises(Cancelled):
        job.run()
    assert done == [0, 1, 2, 3]


def test_what_work_raises_goes_through() -> None:
    def work(progress: Progress) -> None:
        raise Refused("family.gone")

    with pytest.raises(Refused):
        Job(work).run()


def test_a_job_without_work_is_over() -> None:
    job = Job(counting)
    job.let_go()
    with pytest.raises(Cancelled):
        job.run()


def test_letting_go_keeps_what_the_bar_shows() -> None:
    job = Job(counting, print, print, print, title="Impor")
    job.run()
    job.let_go()
    assert (job.work, job.done, job.refused, job.ended, job.answer) == (None, None, None, None, None)
    assert job.title == "Impor"
    assert job.step.total == 5


def test_jobs_are_themselves_and_never_equal() -> None:
    one, other = Job(counting), Job(counting)
    assert one != other
    assert len({one, other, one}) == 2


def test_a_meter_may_not_know_how_much_there_is() -> None:
    job = Job(counting)
    Meter(job).step(7)
    assert job.step == Step(7, None, "")
    with pytest.raises(FrozenInstanceError):
        job.step.done = 8  # type: ignore[misc]


def test_time_goes_forward() -> None:
    job = Job(counting)
    first = job.seconds
    assert job.seconds >= first >= 0

"""Closing the window: what is typed is kept, running work is asked about, the office is closed in any case."""

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services.families.drafting import take
from desktop.ui.jobs.job import Lane
from desktop.ui.screen import Screen
from desktop.ui.worry import Careful, Worry
from tests import offices
from tests.ui.frame.conftest import House, read


class Endless:
    """Work that only a stop ends, as the runner stops it."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.stopped = False

    def __call__(self, progress: Progress) -> None:
        pause = threading.Event()
        self.begun.set()
        try:
            while True:
                progress.step(1, 3, "Reading")
                pause.wait(0.01)
        finally:
            self.stopped = True


@pytest.fixture
def work(inside: House) -> Endless:
    made = Endless()
    inside.window.runner.submit(made, title="Import of register.xlsx", lane=Lane.WRITE)
    assert made.begun.wait(5)
    return made


def opens(folder: Path) -> bool:
    """Whether the office is free for another program."""
    offices.sign_in(folder, Role.AUDITOR).close()
    return True


def test_closing_closes_the_office(inside: House, office_folder: Path) -> None:
    inside.window.close()
    assert not inside.window.isVisible()
    assert opens(office_folder)


def test_the_sign_in_page_closes_without_a_question(house: House) -> None:
    assert house.window.close()
    assert not house.window.isVisible()


def test_a_typed_family_is_kept_as_a_draft(inside: House, office_folder: Path) -> None:
    inside.workspace.go("families", "new")
    inside.settle()
    form = inside.workspace.in_view().form  # type: ignore[attr-defined]
    inside.qtbot.keyClicks(form.body.home.page.blocks["address"].widget, "Kp. Cikadu 12")
    assert inside.window.close(), "nothing is lost, so nothing is asked"
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    draft = take(desk)
    desk.close()
    assert draft is not None
    assert draft.fields.address == "Kp. Cikadu 12"


def test_running_work_is_asked_about(inside: House, work: Endless) -> None:
    assert not inside.window.close()
    assert inside.window.isVisible()
    said = read(inside.question)
    assert "Stop the running work?" in said
    assert "Import of register.xlsx: it is not finished, and would have to be started again." in said
    assert inside.question.leave.isDefault(), "the safe answer is the one that Enter gives"


def test_one_can_let_it_finish(inside: House, work: Endless) -> None:
    inside.window.close()
    inside.question.leave.click()
    assert inside.window.isVisible()
    assert not work.stopped
    assert inside.window.runner.count == 1


def test_or_stop_it(inside: House, work: Endless, office_folder: Path) -> None:
    inside.window.close()
    inside.question.do_it.click()
    assert not inside.window.isVisible()
    assert work.stopped
    assert opens(office_folder)


def test_work_without_a_name_is_not_asked_about(inside: House, office_folder: Path) -> None:
    work = Endless()
    inside.window.runner.submit(work)
    assert work.begun.wait(5)
    assert inside.window.close()
    assert work.stopped
    assert opens(office_folder)


def test_work_that_runs_out_behind_the_lock_is_asked_about_too(inside: House, work: Endless) -> None:
    inside.window.lock()
    assert not inside.window.close()
    assert "Import of register.xlsx" in read(inside.question)
    inside.question.leave.click()
    assert inside.window.isVisible()


class Unsaved(Screen):
    """A screen that asks by itself before it is left."""

    free = False

    def may_leave(self) -> bool:
        return self.free


def test_a_screen_may_hold_the_window(inside: House, office_folder: Path) -> None:
    screen = Unsaved(inside.workspace.bench)
    inside.workspace._screens[inside.workspace.current] = screen
    assert not inside.window.close()
    assert inside.window.isVisible()
    screen.free = True
    assert inside.window.close()
    assert opens(office_folder)


class Worried(QWidget):
    """A page of the entry that would lose something."""

    def worry(self) -> Worry | None:
        return Worry("Really?", "It would be gone.", verb="Let it go", safe="Keep it")


def test_a_page_before_sign_in_may_hold_it_too(house: House) -> None:
    page = Worried()
    assert isinstance(page, Careful)
    house.window.entry.put(page)
    assert not house.window.close()
    assert "It would be gone." in read(house.question)
    house.question.do_it.click()
    assert not house.window.isVisible()


def test_a_plain_page_holds_nothing(house: House) -> None:
    house.window.entry.put(QWidget())
    assert not isinstance(house.page, Careful)
    assert house.window.close()


def test_nothing_is_left_running(inside: House) -> None:
    inside.window.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("read", "write"))]

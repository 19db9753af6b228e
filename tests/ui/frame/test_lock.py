"""Locking: by hand, after a quiet time, for another user; work ends first, what is typed is kept."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import select

from desktop.models import AuditLine
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services import office_settings
from desktop.ui.frame.gate import Gate
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.notice import Notice
from tests import offices
from tests.offices import PASSWORD
from tests.ui.frame.conftest import House, read

SOON = 0.002  # minutes
LOCKED = "Locked. What is not saved yet is kept as a draft."
QUIET = "Locked, because nothing was typed for a while. What is not saved yet is kept as a draft."


class Patient:
    """Work that goes on until it is let go; it says whether it was stopped."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.ended = False

    def __call__(self, progress: Progress) -> None:
        while not self.go.wait(0.01):
            progress.step(1, 2, "Waiting")
        self.ended = True


@pytest.fixture
def work(inside: House) -> Patient:
    """An import that runs while somebody leaves."""
    made = Patient()
    inside.window.runner.submit(made, title="Import", lane=Lane.WRITE)
    return made


def is_closed(folder: Path) -> bool:
    """Whether another program could open the office now."""
    try:
        offices.sign_in(folder, Role.AUDITOR).close()
    except Exception:  # noqa: BLE001 - any reason means that it is not closed
        return False
    return True


def test_the_rail_locks(inside: House, office_folder: Path) -> None:
    inside.lock()
    assert inside.gate.notice.sentence == LOCKED
    assert inside.window.workspace is None
    assert inside.window.windowTitle() == "e-JSiKa"
    assert is_closed(office_folder)


def test_a_key_locks(inside: House) -> None:
    inside.qtbot.keyClick(inside.workspace, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    inside.qtbot.waitUntil(lambda: inside.window.workspace is None)
    inside.settle()
    assert isinstance(inside.page, Gate)


def test_the_same_person_comes_back_to_the_same_place(inside: House) -> None:
    inside.workspace.go("letters")
    inside.settle()
    inside.lock()
    inside.sign_in()
    assert inside.workspace.current == "letters"
    assert inside.workspace.rail.buttons["letters"].isChecked()


def test_somebody_else_begins_at_the_first_place(inside: House) -> None:
    inside.workspace.go("letters")
    inside.settle()
    inside.lock()
    inside.sign_in("auditor")
    assert inside.workspace.current == "home"
    assert inside.workspace.bench.desk.person.role is Role.AUDITOR


def test_changing_the_user_asks_for_a_name(inside: House) -> None:
    inside.workspace.rail.buttons["switch"].click()
    inside.settle()
    assert inside.gate.form.values() == {"name": "", "password": ""}
    assert inside.gate.notice.sentence == ""
    inside.sign_in("supervisor")
    assert inside.workspace.bench.desk.person.role is Role.SUPERVISOR


def test_the_cursor_waits_for_the_password(inside: House) -> None:
    inside.lock()
    inside.type(PASSWORD)
    inside.settle()
    assert inside.workspace.current == "home"


def test_a_typed_family_is_offered_again(inside: House) -> None:
    inside.workspace.go("families", "new")
    inside.settle()
    form = inside.workspace.in_view().form  # type: ignore[attr-defined]
    inside.qtbot.keyClicks(form.body.home.page.blocks["address"].widget, "Kp. Cikadu 12")
    inside.lock()
    inside.sign_in()
    assert inside.workspace.current == "families"
    notices = [one.sentence for one in inside.workspace.findChildren(Notice) if one.sentence]
    assert any("not saved" in sentence or "draft" in sentence.casefold() for sentence in notices), notices


def test_a_draft_is_for_its_writer_only(inside: House) -> None:
    inside.workspace.go("families", "new")
    inside.settle()
    form = inside.workspace.in_view().form  # type: ignore[attr-defined]
    inside.qtbot.keyClicks(form.body.home.page.blocks["address"].widget, "Kp. Cikadu 12")
    inside.lock()
    inside.sign_in("supervisor")
    inside.workspace.go("families")
    inside.settle()
    assert [one.sentence for one in inside.workspace.findChildren(Notice) if one.isVisible()] == []


def test_running_work_ends_before_the_office_closes(inside: House, work: Patient, office_folder: Path) -> None:
    inside.workspace.rail.buttons["lock"].click()
    assert isinstance(inside.page, Gate), "what was in view is out of view at once"
    assert inside.gate.step.text() == "Waiting for running work to end"
    assert not inside.gate.form.blocks["password"].widget.isEnabled()
    assert [way.isEnabled() for way in inside.gate.ways] == [False, False]
    assert inside.window.workspace is not None
    work.go.set()
    inside.settle()
    inside.qtbot.waitUntil(inside.gate.form.blocks["password"].widget.isEnabled)
    assert work.ended
    assert not inside.gate.step.isVisible()
    assert is_closed(office_folder)


def test_one_locks_once(inside: House, work: Patient) -> None:
    inside.window.lock("first")
    inside.window.lock("second")
    assert inside.gate.notice.sentence == "first"
    work.go.set()
    inside.settle()


def test_a_dialog_does_not_stay_over_the_sign_in_page(inside: House) -> None:
    dialog = QDialog(inside.workspace)
    dialog.open()
    inside.lock()
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_quiet_minutes_lock(inside: House, office_folder: Path) -> None:
    with inside.qtbot.waitSignal(inside.window.closed):
        inside.window.idle.start(SOON)
    inside.settle()
    assert inside.gate.notice.sentence == QUIET
    assert is_closed(office_folder)


def test_quiet_minutes_wait_for_running_work(inside: House, work: Patient) -> None:
    inside.window.idle.start(SOON)
    inside.qtbot.wait(400)
    assert inside.window.workspace is not None
    assert inside.window._pages.currentWidget() is inside.workspace
    with inside.qtbot.waitSignal(inside.window.closed):
        work.go.set()
    assert work.ended
    inside.settle()


def test_a_touch_puts_the_lock_off(inside: House, work: Patient) -> None:
    inside.window.idle.start(SOON)
    inside.qtbot.wait(300)
    inside.window.idle.start(1)
    inside.qtbot.mouseMove(inside.window.windowHandle())
    work.go.set()
    inside.settle()
    assert inside.window.workspace is not None


def test_the_minutes_of_the_office_are_used(inside: House) -> None:
    desk = inside.workspace.bench.desk
    assert inside.window.idle._clock.interval() == office_settings.Safety().idle_minutes * 60_000
    admin = offices.same_office_as(desk, Role.ADMINISTRATOR)
    answer = office_settings.change(admin, office_settings.Safety(idle_minutes=3))
    inside.window.runner.changed.emit(answer.changes)
    inside.settle()
    assert inside.window.idle._clock.interval() == 3 * 60_000
    assert inside.window.idle._clock.isActive()


def test_every_coming_and_going_is_in_the_log(inside: House) -> None:
    inside.lock()
    inside.sign_in("supervisor")
    with inside.workspace.bench.desk.read() as session:
        who = list(session.scalars(select(AuditLine.actor).where(AuditLine.action == "sign_in")))
    assert who[-2:] == ["operator", "supervisor"]


def test_nothing_of_the_office_stays_on_the_sign_in_page(inside: House) -> None:
    inside.workspace.go("office")
    inside.settle()
    inside.lock()
    shown = read(inside.window)
    assert "Si Operator" not in shown
    assert "Families" not in shown


def test_locking_a_locked_window_does_nothing(house: House) -> None:
    before = house.page
    house.window.lock("again")
    assert house.page is before
    assert house.gate.notice.sentence == ""


def test_the_window_answers_while_work_runs_out(inside: House, work: Patient) -> None:
    began = time.monotonic()
    inside.window.lock()
    assert not work.ended, f"the window waited {time.monotonic() - began:.1f} s"
    work.go.set()
    inside.settle()

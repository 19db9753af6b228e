"""The idle clock for itself: touches, running work, minutes that change."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.services.desk import Desk
from desktop.ui.frame.idle import MINUTE_MS, TOUCHES, Idle
from desktop.ui.runner import Runner

SOON = 0.002  # minutes: 120 ms
LATE = 5.0


@pytest.fixture
def idle(qtbot: QtBot, runner: Runner) -> Idle:
    return Idle(runner, runner)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def key() -> QEvent:
    return QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")


def press() -> QEvent:
    at = QPointF(2, 2)
    left = Qt.MouseButton.LeftButton
    return QMouseEvent(QEvent.Type.MouseButtonPress, at, at, left, left, Qt.KeyboardModifier.NoModifier)


def test_a_quiet_time_is_told_once(idle: Idle, qtbot: QtBot) -> None:
    with qtbot.waitSignal(idle.idle):
        idle.start(SOON)
    with qtbot.assertNotEmitted(idle.idle, wait=300):
        pass


@pytest.mark.parametrize("minutes", [0, -1])
def test_no_minutes_mean_never(idle: Idle, qtbot: QtBot, minutes: float) -> None:
    with qtbot.assertNotEmitted(idle.idle, wait=300):
        idle.start(minutes)
    assert not idle._clock.isActive()


@pytest.mark.parametrize("touch", [key, press])
def test_a_touch_of_the_window_begins_anew(
    idle: Idle, window: QWidget, qtbot: QtBot, touch: Callable[[], QEvent]
) -> None:
    idle.start(LATE)
    idle._clock.stop()
    handle = window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, touch())
    assert idle._clock.isActive()


def test_what_happens_by_itself_is_no_touch(idle: Idle, window: QWidget, qtbot: QtBot) -> None:
    assert not TOUCHES & {QEvent.Type.Paint, QEvent.Type.Timer, QEvent.Type.UpdateRequest, QEvent.Type.FocusIn}
    idle.start(LATE)
    idle._clock.stop()
    handle = window.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, QEvent(QEvent.Type.FocusIn))
    assert not idle._clock.isActive()


def test_a_dialog_is_watched_too(idle: Idle, window: QWidget, qtbot: QtBot) -> None:
    idle.start(LATE)
    dialog = QDialog(window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    idle._clock.stop()
    handle = dialog.windowHandle()
    assert handle is not None
    QApplication.sendEvent(handle, key())
    assert idle._clock.isActive()
    dialog.close()


def test_events_go_on_to_where_they_belong(idle: Idle) -> None:
    idle.start(LATE)
    assert idle.eventFilter(QObject(), key()) is False


def test_it_waits_for_running_work(idle: Idle, runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()
    runner.submit(lambda _: go.wait(20))
    with qtbot.assertNotEmitted(idle.idle, wait=400):
        idle.start(SOON)
    with qtbot.waitSignal(idle.idle):
        go.set()


def test_a_touch_while_it_waits_puts_it_off(idle: Idle, runner: Runner, qtbot: QtBot) -> None:
    go = threading.Event()
    runner.submit(lambda _: go.wait(20))
    idle.start(SOON)
    qtbot.wait(300)
    assert idle._waiting
    idle._clock.setInterval(MINUTE_MS)
    idle.eventFilter(QObject(), key())
    with qtbot.assertNotEmitted(idle.idle, wait=200):
        go.set()
    assert idle._clock.isActive()


def test_stopped_it_is_silent(idle: Idle, qtbot: QtBot) -> None:
    idle.start(SOON)
    idle.stop()
    with qtbot.assertNotEmitted(idle.idle, wait=300):
        pass


def test_without_an_office_no_setting_is_followed(idle: Idle, runner: Runner) -> None:
    idle.start(LATE)
    runner.changed.emit(Changes(frozenset({"setting"})))
    assert runner.count == 0


def test_other_changes_ask_nothing(idle: Idle, runner: Runner, operator: Desk) -> None:
    idle.start(LATE, operator)
    runner.changed.emit(Changes(frozenset({"household"})))
    assert runner.count == 0


def test_never_can_become_some_minutes(idle: Idle, runner: Runner, operator: Desk, qtbot: QtBot) -> None:
    idle.start(0, operator)
    runner.changed.emit(Changes(frozenset({"setting"})))
    qtbot.waitUntil(lambda: runner.count == 0)
    assert idle._clock.isActive()
    assert idle._clock.interval() == 10 * MINUTE_MS


def test_minutes_that_come_after_the_office_closed_are_dropped(idle: Idle, operator: Desk) -> None:
    idle.start(LATE, operator)
    idle.stop()
    idle._use(3)
    assert not idle._clock.isActive()

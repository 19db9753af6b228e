"""Questions and the trouble dialog: verbs, a safe default, and nothing personal in a report."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.kit.button import Kind
from desktop.ui.kit.hook import Hook
from desktop.ui.kit.question import Question
from desktop.ui.kit.trouble import Trouble, describe, surroundings
from desktop.wording import Translator

Ask = Callable[..., tuple[Question, list[str]]]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def ask(window: QWidget) -> Ask:
    def asked(reason: str = "", **more: Any) -> tuple[Question, list[str]]:
        sentence, detail = "Batalkan kuitansi 00127?", "Nomornya tetap tercatat."
        made = Question(
            sentence, detail, verb="Batalkan kuitansi", safe="Biarkan", reason=reason, parent=window, **more
        )
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        agreed: list[str] = []
        made.agreed.connect(agreed.append)
        made.open()
        return made, agreed

    return asked


def test_enter_does_the_safe_thing(ask: Ask, qtbot: QtBot) -> None:
    question, agreed = ask()
    assert question.leave.isDefault()
    qtbot.keyClick(question, Qt.Key.Key_Return)
    assert agreed == []
    assert question.isHidden()


def test_what_is_known_stands_in_the_field_and_may_be_agreed_to(ask: Ask) -> None:
    question, agreed = ask("Rekening", given="RKUD 1", calm=True)
    assert question.reason is not None
    assert question.reason.selectedText() == "RKUD 1", "typing takes its place"
    assert question.do_it.isEnabled()
    question.reason.clear()
    assert not question.do_it.isEnabled()
    question.reason.setText(" RKUD 2 ")
    question.do_it.click()
    assert agreed == ["RKUD 2"]


def test_a_calm_question_is_not_dressed_as_danger(ask: Ask) -> None:
    names = [ask("Rekening", calm=calm)[0].do_it.property("kind") for calm in (True, False)]
    assert names == [Kind.PRIMARY.value, Kind.DANGER.value]


def test_escape_leaves_all_as_it_is(ask: Ask, qtbot: QtBot) -> None:
    question, agreed = ask()
    qtbot.keyClick(question, Qt.Key.Key_Escape)
    assert agreed == []
    assert question.result() == Question.DialogCode.Rejected


@pytest.mark.parametrize("size", [(1366, 768), (500, 300)])
@pytest.mark.parametrize("kind", ["question", "trouble"])
def test_a_dialog_stands_in_the_middle_of_its_window(
    qtbot: QtBot, t: Translator, size: tuple[int, int], kind: str
) -> None:
    """Also where it is asked from a part at the window's edge."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(40, 30, *size)
    part = QWidget(window)
    part.setGeometry(size[0] - 100, 0, 100, size[1])
    window.show()
    made: QDialog
    if kind == "question":
        made = Question("Batalkan kuitansi 00127?", "Nomornya tetap tercatat. " * 9, verb="a", safe="b", parent=part)
    else:
        made = Trouble(t, "RuntimeError", part)
    made.open()
    qtbot.waitExposed(made)
    off = made.geometry().center() - window.geometry().center()
    assert off.manhattanLength() <= 8  # of which the frame has some


def test_the_verb_does_it(ask: Ask, qtbot: QtBot) -> None:
    question, agreed = ask()
    assert question.do_it.text() == "Batalkan kuitansi"
    qtbot.mouseClick(question.do_it, Qt.MouseButton.LeftButton)
    assert agreed == [""]
    assert question.isHidden()


def test_a_reason_is_demanded(ask: Ask, qtbot: QtBot) -> None:
    question, agreed = ask("Alasan")
    assert question.reason is not None
    assert question.reason.accessibleName() == "Alasan"
    assert not question.do_it.isEnabled()
    qtbot.keyClicks(question.reason, "   ")
    assert not question.do_it.isEnabled()
    qtbot.keyClicks(question.reason, "salah cetak ")
    qtbot.mouseClick(question.do_it, Qt.MouseButton.LeftButton)
    assert agreed == ["salah cetak"]


def test_enter_in_the_reason_neither_does_nor_drops_it(ask: Ask, qtbot: QtBot) -> None:
    question, agreed = ask("Alasan")
    assert question.reason is not None
    question.reason.setFocus()
    qtbot.keyClicks(question.reason, "robek")
    qtbot.keyClick(question.reason, Qt.Key.Key_Return)
    assert question.isVisible()
    assert agreed == []
    question.reject()


def test_a_question_is_freed_when_it_closes(window: QWidget, qtbot: QtBot) -> None:
    question = Question("Hapus?", "", verb="Hapus", safe="Biarkan", parent=window)
    question.open()
    with qtbot.waitSignal(question.destroyed):
        question.reject()
    assert window.findChildren(Question) == []


def raised(name: str) -> ValueError:
    """An error with a cause, both speaking of a person."""

    def inner() -> None:
        raise KeyError(name)

    try:
        try:
            inner()
        except KeyError as error:
            raise ValueError(f"bad {name}") from error
    except ValueError as error:
        return error


def test_report_names_types_and_places_but_no_person() -> None:
    report = describe(raised("Siti Aminah 3601215205850003"))
    assert "builtins.ValueError" in report
    assert "builtins.KeyError" in report
    assert "test_dialogs.py" in report
    assert " inner" in report
    assert "Siti" not in report
    assert "3601" not in report
    assert str(Path(__file__).parents[3]) not in report


def test_report_ends_where_errors_turn_in_a_ring() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert describe(one).splitlines() == ["builtins.ValueError", "builtins.KeyError"]


def test_surroundings_name_versions() -> None:
    assert "Python 3." in surroundings()
    assert "Qt 6." in surroundings()


@pytest.fixture
def trouble(qtbot: QtBot, t: Translator) -> Trouble:
    made = Trouble(t, describe(raised("Siti")))
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    return made


def test_trouble_is_copied_whole(trouble: Trouble, qtbot: QtBot) -> None:
    qtbot.mouseClick(trouble.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == trouble.report
    assert "builtins.ValueError" in trouble.report
    assert trouble.state.text() == "Copied."


def test_trouble_is_saved(trouble: Trouble, tmp_path: Path) -> None:
    trouble.save_to(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == trouble.report
    assert trouble.state.text() == "Saved."


def test_trouble_says_when_it_cannot_be_saved(trouble: Trouble, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(trouble.failed_to_save):
        trouble.save_to(tmp_path / "missing" / "report.txt")
    assert trouble.state.text() == "The file could not be written. Choose another folder."


def test_trouble_begins_with_one_sentence(trouble: Trouble) -> None:
    first = next(found.text() for found in trouble.findChildren(QLabel) if found.text())
    assert first == "The last step failed through a fault in the program."
    assert trouble.leave.isDefault()


@pytest.fixture
def hook(window: QWidget, t: Translator) -> Iterator[Hook]:
    made = Hook(t)
    made.install(window)
    yield made
    made.remove()


def test_hook_shows_one_dialog_and_logs_each(hook: Hook, qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    error = raised("Siti Aminah")
    with caplog.at_level(logging.ERROR):
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: hook.dialog is not None)
        first = hook.dialog
        hook.show_trouble(KeyError("Siti"))
        qtbot.wait(20)
    assert hook.dialog is first
    assert first is not None
    assert "builtins.ValueError" in first.report
    assert caplog.text.count("fault") == 2
    assert "Siti" not in caplog.text
    first.reject()
    assert hook.dialog is None


def test_hook_catches_threads(hook: Hook, qtbot: QtBot) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: hook.dialog is not None)
    assert hook.dialog is not None
    assert "ZeroDivisionError" in hook.dialog.report
    hook.dialog.reject()


def test_hook_lets_ctrl_c_through(qtbot: QtBot, t: Translator, capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.excepthook
    sys.excepthook = sys.__excepthook__
    made = Hook(t)
    made.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    made.remove()
    assert made.dialog is None
    assert "KeyboardInterrupt" in capsys.readouterr().err
    assert sys.excepthook is sys.__excepthook__
    sys.excepthook = before

"""The program's log and the trouble dialog: what went wrong, and nobody's name in it."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from desktop.progress import Progress
from desktop.ui.frame.log import MOST_BYTES, NAME, kept_log
from desktop.ui.kit.trouble import Trouble
from tests.ui.frame.conftest import House, read

NIK = "3601015203840012"
PERSON = "Siti Maemunah"


class Unlucky:
    """Work with a fault whose message holds a person."""

    def __call__(self, _: Progress) -> None:
        people = {PERSON: NIK}
        raise KeyError(f"{PERSON} {people[PERSON]}")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    folder = tmp_path / "state"
    folder.mkdir()
    return folder


@pytest.fixture
def hooked(house: House) -> Iterator[House]:
    """The window as the program starts it, with Python's own hooks replaced."""
    house.window.hook.install(house.window)
    yield house
    house.window.hook.remove()


def dialog(house: House) -> Trouble:
    house.qtbot.waitUntil(lambda: house.window.hook.dialog is not None)
    found = house.window.hook.dialog
    assert isinstance(found, Trouble)
    return found


def close(house: House) -> None:
    dialog(house).leave.click()
    assert house.window.hook.dialog is None


def test_what_the_program_logs_lands_in_the_file(state: Path) -> None:
    with kept_log(state) as file:
        assert file == state / NAME
        logging.getLogger("desktop.ui").error("a fault")
    logging.getLogger("desktop.ui").error("after the end")
    text = (state / NAME).read_text(encoding="utf-8")
    assert "ERROR desktop.ui a fault" in text
    assert "after the end" not in text


def test_what_libraries_log_does_not(state: Path) -> None:
    with kept_log(state):
        logging.getLogger("sqlalchemy").error("SELECT nik FROM member")
    assert (state / NAME).read_text(encoding="utf-8") == ""


def test_a_log_goes_on_where_it_ended(state: Path) -> None:
    for word in ("first", "second"):
        with kept_log(state):
            logging.getLogger("desktop").error(word)
    assert [line.split()[-1] for line in (state / NAME).read_text(encoding="utf-8").splitlines()] == ["first", "second"]


def test_a_large_log_gives_way(state: Path) -> None:
    (state / NAME).write_bytes(b"x" * (MOST_BYTES + 1))
    with kept_log(state):
        logging.getLogger("desktop").error("new")
    assert (state / NAME).stat().st_size < 200
    assert (state / "ejsika.old.log").stat().st_size == MOST_BYTES + 1


def test_a_log_of_the_largest_size_stays(state: Path) -> None:
    (state / NAME).write_bytes(b"x" * MOST_BYTES)
    with kept_log(state):
        pass
    assert not (state / "ejsika.old.log").exists()


def test_where_no_log_can_be_written_the_program_runs(tmp_path: Path) -> None:
    with kept_log(tmp_path / "gone") as file:
        assert file is None
        logging.getLogger("desktop").error("nowhere to write")


def test_a_crash_of_the_interpreter_would_be_written(state: Path) -> None:
    before = faulthandler.is_enabled()
    with kept_log(state) as file:
        assert file is not None
        assert faulthandler.is_enabled()
        handler = logging.getLogger("desktop").handlers[-1]
        assert isinstance(handler, logging.FileHandler)
        assert handler.stream is not None
        faulthandler.dump_traceback(handler.stream, all_threads=False)
    assert faulthandler.is_enabled() is before
    assert "test_a_crash_of_the_interpreter" in (state / NAME).read_text(encoding="utf-8")


def test_handlers_do_not_pile_up(state: Path) -> None:
    before = list(logging.getLogger("desktop").handlers)
    with kept_log(state):
        assert len(logging.getLogger("desktop").handlers) == len(before) + 1
    assert logging.getLogger("desktop").handlers == before


def test_a_fault_of_a_worker_is_shown_and_logged_without_a_person(house: House, state: Path) -> None:
    with kept_log(state):
        house.window.runner.submit(Unlucky())
        report = dialog(house).report
    log = (state / NAME).read_text(encoding="utf-8")
    for text in (report, log):
        assert "builtins.KeyError" in text
        assert "tests/ui/frame/test_log.py" in text or "frame/test_log.py" in text
        assert PERSON not in text
        assert NIK not in text
    close(house)


def test_a_fault_in_a_slot_is_shown_and_not_printed(
    hooked: House, state: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    error = ValueError(f"no such family: {PERSON}")
    with kept_log(state):
        sys.excepthook(ValueError, error, None)
        assert "builtins.ValueError" in dialog(hooked).report
    assert PERSON not in (state / NAME).read_text(encoding="utf-8")
    assert "Traceback" not in "".join(capsys.readouterr())
    close(hooked)


def test_a_fault_of_a_thread_nobody_waits_for_is_shown(hooked: House) -> None:
    thread = threading.Thread(target=next, args=(iter(()),))
    thread.start()
    thread.join()
    assert "builtins.StopIteration" in dialog(hooked).report
    close(hooked)


def test_the_dialog_speaks_plainly(house: House) -> None:
    house.window.hook.show_trouble(RuntimeError(PERSON))
    said = read(dialog(house))
    assert "The last step failed through a fault in the program." in said
    assert "Nothing of that step was saved; you can go on working." in said
    assert "Traceback" not in said
    details = dialog(house).findChild(QPlainTextEdit)
    assert isinstance(details, QPlainTextEdit)
    assert PERSON not in details.toPlainText()
    close(house)


def test_one_dialog_at_a_time(house: House) -> None:
    house.window.hook.show_trouble(RuntimeError("first"))
    first = dialog(house)
    house.window.hook.show_trouble(RuntimeError("second"))
    QApplication.processEvents()
    assert dialog(house) is first
    close(house)


def test_after_a_fault_one_goes_on(house: House) -> None:
    house.window.runner.submit(Unlucky())
    close(house)
    house.sign_in()
    assert house.workspace.current == "home"


def test_hooks_are_given_back(house: House) -> None:
    before = (sys.excepthook, threading.excepthook)
    house.window.hook.install(house.window)
    assert sys.excepthook is not before[0]
    house.window.hook.remove()
    assert (sys.excepthook, threading.excepthook) == before


def test_a_fault_before_the_first_paint_waits_for_the_window(house: House) -> None:
    QTimer.singleShot(0, lambda: house.window.hook.show_trouble(RuntimeError("early")))
    assert dialog(house).isVisible()
    close(house)

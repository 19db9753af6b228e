"""The assistant as a whole: forward and back, the making, the recovery sheet, and into the new office."""

from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app import Shared
from desktop.rules.terms import Role
from desktop.services import office_settings, programmes, signing_in
from desktop.settings import Preferences
from desktop.ui.firstrun.assistant import Assistant
from desktop.ui.firstrun.sheet_step import SheetStep
from desktop.ui.frame.gate import Gate
from desktop.ui.frame.window import Window
from desktop.ui.kit.question import Question
from tests.ui.firstrun.conftest import Setting, read

TITLES = ["Office", "Programmes", "Letterhead", "Who signs", "Users", "Folder", "Summary"]


@pytest.fixture
def made(setting: Setting) -> Setting:
    """The office is made and its sheet in view."""
    setting.go_to("Summary")
    setting.next()
    return setting


def text_of(file: Path) -> str:
    with PdfDocument(file) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_it_names_its_steps(setting: Setting) -> None:
    assert [step.title for step in setting.assistant.steps] == TITLES
    assert setting.assistant._line.accessibleName().startswith("[Office] → Programmes → Letterhead")
    assert "Whose office is this?" in read(setting.assistant)


def test_each_step_is_entered_in_its_turn(setting: Setting) -> None:
    for title in TITLES:
        setting.go_to(title)
        assert setting.assistant._title.text() == title
        assert f"[{title}]" in setting.assistant._line.accessibleName()


def test_the_first_step_can_be_left(setting: Setting) -> None:
    assert setting.assistant.back_button.text() == "Cancel"
    with setting.qtbot.waitSignal(setting.assistant.left):
        setting.assistant.back_button.click()


def test_going_back_loses_nothing(setting: Setting) -> None:
    setting.go_to("Summary")
    assert setting.assistant.next_button.text() == "Make the office"
    for _ in TITLES[1:]:
        assert setting.assistant.back_button.text() == "Back"
        setting.assistant.back_button.click()
    assert setting.title == "Office"
    for _ in TITLES[1:]:
        setting.next()
    assert setting.title == "Summary"
    assert [one.name for one in setting.assistant.wish.people] == ["rina", "dewi"]


def test_half_typed_words_stay_in_their_step(setting: Setting) -> None:
    setting.go_to("Users")
    setting.step.form.fill({"operator.full": "Dewi Les"})  # type: ignore[attr-defined]
    setting.assistant.back()
    setting.next()
    assert setting.step.form.values()["operator.full"] == "Dewi Les"  # type: ignore[attr-defined]


def test_a_refusal_goes_with_its_step(setting: Setting, home: Path) -> None:
    setting.go_to("Folder")
    (home / "x").write_text("", encoding="utf-8")
    setting.step.form.fill({"folder": str(home)})  # type: ignore[attr-defined]
    setting.next()
    assert setting.assistant.notice.isVisible()
    setting.assistant.back()
    assert not setting.assistant.notice.isVisible()


def test_the_keyboard_alone_is_enough_to_begin(setting: Setting) -> None:
    setting.type("pandeglang")
    assert setting.title == "Programmes"


def test_the_office_is_made_as_it_was_wished(made: Setting, home: Path) -> None:
    folder = home / "e-JSiKa" / "36.01 Kabupaten Pandeglang"
    rina = made.assistant.wish.people[0]
    desk = signing_in.sign_in(folder, "rina", rina.password)
    assert (desk.office.code, desk.person.role) == ("36.01", Role.ADMINISTRATOR)
    assert desk.person.must_change_password
    assert office_settings.read(desk, office_settings.Letterhead).agency == "DINAS SOSIAL"
    assert not office_settings.about(desk).practice
    assert [row.code for row in programmes.here(desk)] == ["jamsosratu-2019"]
    desk.close()


def test_while_it_is_made_nothing_else_can_be_pressed(setting: Setting) -> None:
    setting.go_to("Summary")
    setting.assistant.next_button.click()
    assert not setting.assistant.next_button.isEnabled()
    assert not setting.assistant.back_button.isEnabled()
    assert setting.assistant.bar.isVisible()
    assert [job.title for job in setting.runner.jobs] == ["Making the office"]
    setting.assistant.forward()
    assert setting.runner.count == 1, "Enter pressed twice makes one office"
    setting.settle()
    assert not setting.assistant.bar.isVisible()


def test_a_place_taken_meanwhile_is_told_and_can_be_changed(setting: Setting, home: Path) -> None:
    setting.go_to("Summary")
    folder = home / "e-JSiKa" / "36.01 Kabupaten Pandeglang"
    folder.mkdir(parents=True)
    (folder / "x").write_text("", encoding="utf-8")
    setting.next()
    assert "is not empty" in setting.assistant.notice.sentence
    assert setting.title == "Summary"
    setting.assistant.back()
    setting.step.form.fill({"folder": str(home / "elsewhere")})  # type: ignore[attr-defined]
    setting.next()
    setting.next()
    assert setting.sheet.isVisible()


def test_the_code_is_shown_once_in_groups(made: Setting) -> None:
    code = made.sheet._made.recovery_code
    assert code.replace("-", "") in read(made.sheet).replace(" ", "").replace("\n", "")
    assert "Kabupaten Pandeglang is ready" in read(made.sheet)
    assert not made.assistant.next_button.isVisible()
    assert QApplication.focusWidget() is made.sheet.save


def test_the_sheet_carries_the_same_code(made: Setting, tmp_path: Path) -> None:
    file = tmp_path / "lembar.pdf"
    made.sheet.save_to(file)
    made.settle()
    printed = text_of(file)
    for group in made.sheet._made.recovery_code.split("-"):
        assert group in printed
    assert "Kabupaten Pandeglang" in printed
    assert "Rina Marlina" in printed
    assert made.sheet.notice.sentence == f"{file}: print it, then delete this file."


def test_the_code_of_the_sheet_opens_the_office(made: Setting, home: Path) -> None:
    folder = home / "e-JSiKa" / "36.01 Kabupaten Pandeglang"
    desk = signing_in.recover(folder, made.sheet._made.recovery_code, "dewi", "kerbau mandi di kali")
    assert desk.person.name == "dewi"
    desk.close()


def test_a_sheet_that_cannot_be_saved_says_so(made: Setting, tmp_path: Path) -> None:
    made.sheet.save_to(tmp_path / "gone" / "lembar.pdf")
    made.settle()
    assert str(tmp_path / "gone") in made.sheet.notice.sentence
    assert not made.sheet.go.isEnabled()


def test_where_to_save_is_asked_for(made: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([("", ""), (str(tmp_path / "lembar.pdf"), "PDF (*.pdf)")])

    def answer(*_: object) -> tuple[str, str]:
        return next(answers)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    made.sheet.save.click()
    assert made.runner.count == 0, "nothing was chosen"
    made.sheet.save.click()
    made.settle()
    assert (tmp_path / "lembar.pdf").exists()


def test_the_saved_sheet_can_be_opened_to_print(made: Setting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def note(url: object) -> bool:
        opened.append(url.toLocalFile())  # type: ignore[attr-defined]
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    made.sheet.save_to(tmp_path / "lembar.pdf")
    made.settle()
    assert made.sheet.notice.remedy is not None
    made.sheet.notice.remedy.click()
    assert opened == [str(tmp_path / "lembar.pdf")]


def test_one_goes_on_once_the_sheet_is_on_paper(made: Setting, home: Path) -> None:
    assert not made.sheet.go.isEnabled()
    made.sheet.printed.setChecked(True)
    assert made.sheet.go.isEnabled()
    made.sheet.printed.setChecked(False)
    assert not made.sheet.go.isEnabled()
    made.sheet.printed.setChecked(True)
    with made.qtbot.waitSignal(made.assistant.made) as seen:
        made.sheet.go.click()
    assert seen.args == [home / "e-JSiKa" / "36.01 Kabupaten Pandeglang", "Kabupaten Pandeglang", "rina"]


def test_only_the_sheet_worries_about_closing(setting: Setting) -> None:
    assert setting.assistant.worry() is None
    setting.go_to("Summary")
    assert setting.assistant.worry() is None
    setting.next()
    worry = setting.assistant.worry()
    assert worry is not None
    assert worry.verb == "Close without the sheet"


def walk(qtbot: QtBot, window: Window) -> Setting:
    """From the welcome to the sheet, in the window of the program."""
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: window.entry._loaded, timeout=20_000)
    page = window.entry.currentWidget()
    page.new.click()  # type: ignore[union-attr]
    assistant = window.entry.currentWidget()
    assert isinstance(assistant, Assistant)
    setting = Setting(assistant, window.runner, qtbot)
    setting.go_to("Summary")
    setting.next()
    return setting


def test_from_the_welcome_into_the_new_office(qtbot: QtBot, shared: Shared, home: Path) -> None:
    preferences = Preferences(home / "settings.json")
    window = Window(shared, preferences, None)
    setting = walk(qtbot, window)
    password = setting.assistant.wish.people[0].password
    setting.sheet.printed.setChecked(True)
    setting.sheet.go.click()
    setting.settle()
    gate = window.entry.gate
    assert isinstance(gate, Gate)
    assert [line.text() for line in gate.lines] == [
        "Kabupaten Pandeglang",
        str(home / "e-JSiKa" / "36.01 Kabupaten Pandeglang"),
    ]
    assert gate.form.values()["name"] == "rina"
    gate.form.fill({"password": password})
    gate.form.submit()
    setting.settle()
    assert "Rina Marlina, from now on only you know your password." in read(window.entry)
    assert preferences.personal.office_name == "Kabupaten Pandeglang"
    window.close()


def test_the_window_is_not_closed_over_the_code(qtbot: QtBot, shared: Shared, home: Path) -> None:
    window = Window(shared, Preferences(home / "settings.json"), None)
    setting = walk(qtbot, window)
    assert not window.close()
    (question,) = window.findChildren(Question)
    assert "Close without the recovery sheet?" in read(question)
    question.leave.click()
    assert isinstance(setting.assistant._pages.currentWidget(), SheetStep)
    assert window.isVisible()
    window.close()
    window.findChildren(Question)[-1].do_it.click()
    assert not window.isVisible()

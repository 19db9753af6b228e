"""Declared fields become editors that read what people type."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop.ui.kit.block import Block
from desktop.ui.kit.editors import AnswerEditor, PasswordEditor, Unreadable
from desktop.ui.kit.fields import Field, Kind, mnemonics
from desktop.wording import Translator

Make = Callable[..., Block]


@pytest.fixture
def make(qtbot: QtBot, t: Translator) -> Make:
    def made(kind: Kind, **more: object) -> Block:
        block = Block(t, Field("x", "NIK", kind, **more))
        qtbot.addWidget(block)
        return block

    return made


def line(block: Block) -> QLineEdit:
    assert isinstance(block.widget, QLineEdit)
    return block.widget


def test_letters_that_jump_differ() -> None:
    assert mnemonics(["Alamat", "Anggota", "Foto"]) == ["&Alamat", "A&nggota", "&Foto"]
    assert mnemonics(["Ke&adaan", "Alamat"]) == ["Ke&adaan", "A&lamat"]
    assert mnemonics(["", "12"]) == ["", "12"]


@given(st.lists(st.text("abcABC é1", max_size=6), max_size=6))
def test_no_letter_is_given_twice(titles: list[str]) -> None:
    marked = [title[title.index("&") + 1].lower() for title in mnemonics(titles) if "&" in title]
    assert len(marked) == len(set(marked))
    assert [title.replace("&", "") for title in mnemonics(titles)] == titles


def test_digits_are_shown_in_fours_while_typed(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.DIGITS, length=16)
    qtbot.keyClicks(block.widget, "36012152058x50003")
    assert line(block).text() == "3601 2152 0585 0003"
    assert block.read() == "3601215205850003"


@pytest.mark.parametrize("pasted", ["3601.2152.0585.0003", " 3601215205850003\n", "'3601-2152 05850003"])
def test_digits_take_pasted_numbers(make: Make, pasted: str) -> None:
    block = make(Kind.DIGITS, length=16)
    QGuiApplication.clipboard().setText(pasted)
    line(block).paste()
    assert block.read() == "3601215205850003"


def test_digits_keep_the_cursor_where_one_corrects(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.DIGITS, length=16)
    block.editor.put("3601215205850003")
    line(block).setCursorPosition(6)
    qtbot.keyClick(block.widget, Qt.Key.Key_Backspace)
    qtbot.keyClicks(block.widget, "9")
    assert block.read() == "3601915205850003"
    assert line(block).cursorPosition() == 6


@pytest.mark.parametrize("count", [15, 17])
def test_digits_say_how_many_are_wrong_and_cut_nothing(make: Make, count: int) -> None:
    block = make(Kind.DIGITS, length=16)
    QGuiApplication.clipboard().setText("1" * count)
    line(block).paste()
    assert block.check() == f"NIK has 16 digits; here are {count}."
    assert block.read() is None
    assert line(block).text().replace(" ", "") == "1" * count
    with pytest.raises(Unreadable):
        block.editor.read()


def test_dates_are_typed_without_a_mouse(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.DATE)
    qtbot.keyClicks(block.widget, "5-3-1985")
    assert block.read() == date(1985, 3, 5)
    line(block).editingFinished.emit()
    assert line(block).text() == "05/03/1985"
    line(block).setText("31/02/1985")
    assert block.read() is None
    assert block.check().startswith("This is not a date.")
    line(block).clear()
    assert block.read() is None
    assert block.check() == ""


@pytest.mark.parametrize(("kind", "shown"), [(Kind.NUMBER, "1.250.000"), (Kind.RUPIAH, "Rp1.250.000")])
def test_numbers_are_tidied(make: Make, qtbot: QtBot, kind: Kind, shown: str) -> None:
    block = make(kind)
    qtbot.keyClicks(block.widget, "1250000")
    line(block).editingFinished.emit()
    assert line(block).text() == shown
    assert block.read() == 1_250_000
    line(block).setText("1.5")
    assert block.check().startswith("This is not a whole number.")


def test_text_is_trimmed_and_a_password_is_not(make: Make) -> None:
    text, password = make(Kind.TEXT, length=10), make(Kind.PASSWORD)
    line(text).setText("  Siti ")
    line(password).setText(" rahasia ")
    assert text.read() == "Siti"
    assert password.read() == " rahasia "
    assert line(text).maxLength() == 10


def test_password_is_shown_on_demand(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.PASSWORD)
    assert isinstance(block.widget, PasswordEditor)
    assert block.widget.echoMode() == QLineEdit.EchoMode.Password
    block.widget.eye.trigger()
    assert block.widget.echoMode() == QLineEdit.EchoMode.Normal
    qtbot.keyClick(block.widget, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert block.widget.echoMode() == QLineEdit.EchoMode.Password


def test_answer_is_not_known_until_somebody_says_so(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.ANSWER)
    assert isinstance(block.widget, AnswerEditor)
    assert block.read() is None
    assert block.widget.buttons[2].isChecked()
    qtbot.keyClick(block.widget.buttons[0], Qt.Key.Key_Space)
    assert block.read() is True
    block.editor.put(value=False)
    assert block.read() is False
    assert block.widget.buttons[1].accessibleName() == "NIK: No"
    block.editor.put(None)
    assert block.read() is None


def test_choice_has_none_until_chosen(make: Make) -> None:
    block = make(Kind.CHOICE, choices=(("L", "Laki-laki"), ("P", "Perempuan")), required=True)
    assert block.read() is None
    assert block.check() == "NIK must be filled in."
    block.editor.put("P")
    assert block.read() == "P"
    assert block.check() == ""


def test_lines_end_at_their_length(make: Make, qtbot: QtBot) -> None:
    block = make(Kind.LINES, length=5)
    assert isinstance(block.widget, QPlainTextEdit)
    qtbot.keyClicks(block.widget, "abcdefgh")
    assert block.read() == "abcde"
    block.editor.put(None)
    assert block.read() == ""


def test_problem_stands_under_the_field_and_is_spoken(make: Make) -> None:
    block = make(Kind.TEXT, help="Seperti di KTP.", unit="jiwa", hint="nama")
    assert block.widget.accessibleName() == "NIK"
    assert block.widget.accessibleDescription() == "Seperti di KTP."
    assert line(block).placeholderText() == "nama"
    block.say("NIK must be filled in.")
    assert block.problem == "NIK must be filled in."
    assert block.widget.property("problem") is True
    assert block.widget.accessibleDescription() == "NIK must be filled in."
    block.say("")
    assert block.widget.property("problem") is False
    assert block.widget.accessibleDescription() == "Seperti di KTP."


def test_raw_tells_unreadable_texts_apart(make: Make) -> None:
    block = make(Kind.DATE)
    line(block).setText("31/02")
    one = block.raw()
    line(block).setText("31/03")
    assert block.unreadable()
    assert block.raw() != one

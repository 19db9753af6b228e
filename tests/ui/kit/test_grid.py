"""A table to type into: keys begin, take and leave a cell; what is no value changes nothing; Ctrl+V brings the text."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.grid import GridModel, GridView
from desktop.wording import Translator

K = Qt.Key


@dataclass(frozen=True)
class Row:
    name: str
    count: int | None = None
    more: int | None = None


def _name(row: Row) -> str:
    return row.name


def _count(row: Row) -> int | None:
    return row.count


def _more(row: Row) -> int | None:
    return row.more


def put_count(row: object, typed: str) -> object | None:
    assert isinstance(row, Row)
    return replace(row, count=int(typed) if typed else None) if typed.isdecimal() or not typed else None


def put_more(row: object, typed: str) -> object | None:
    assert isinstance(row, Row)
    return replace(row, more=int(typed))


@pytest.fixture
def view(qtbot: QtBot, t: Translator) -> GridView:
    columns = [Column("Name", _name, Kind.STRONG), Column("Count", _count, Kind.NUMBER), Column("More", _more)]
    model = GridModel(t, columns, _name, {1: put_count, 2: put_more})
    made = GridView(model, "Rows")
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(500, 300)
    model.replace([Row("A", 5), Row("B"), Row("C", 1234)])
    made.show()
    made.stand_on(0, 1)
    made.setFocus()
    return made


def rows(view: GridView) -> list[Row]:
    return [row for row in model(view).rows if isinstance(row, Row)]


def model(view: GridView) -> GridModel:
    found = view.model()
    assert isinstance(found, GridModel)
    return found


def editor(view: GridView) -> QLineEdit:
    found = view.indexWidget(view.currentIndex())
    assert isinstance(found, QLineEdit)
    return found


def test_typing_replaces_what_stands_and_enter_goes_down(view: GridView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model(view).edited):
        QTest.keyClick(view, K.Key_7)
        QTest.keyClick(editor(view), K.Key_Return)
        qtbot.waitUntil(lambda: view.currentIndex().row() == 1)
    assert rows(view)[0] == Row("A", 7)
    assert view.currentIndex().column() == 1


def test_enter_begins_with_what_stands_and_escape_leaves_it(view: GridView) -> None:
    view.stand_on(2, 1)
    QTest.keyClick(view, K.Key_Return)
    assert (editor(view).text(), editor(view).accessibleName()) == ("1234", "Count")
    QTest.keyClicks(editor(view), "9")
    QTest.keyClick(editor(view), K.Key_Escape)
    assert rows(view)[2] == Row("C", 1234)


def test_what_is_no_value_changes_nothing_and_is_told(view: GridView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model(view).unread) as told, qtbot.assertNotEmitted(model(view).edited):
        QTest.keyClick(view, K.Key_Return)
        editor(view).setText("many")
        view.take_typed()
    assert told.args == ["many"]
    assert rows(view)[0] == Row("A", 5)


def test_delete_empties_a_cell_and_leaves_others(view: GridView) -> None:
    QTest.keyClick(view, K.Key_Delete)
    assert rows(view)[0] == Row("A", None)
    view.stand_on(0, 0)
    QTest.keyClick(view, K.Key_Delete)
    assert rows(view)[0].name == "A"


def test_the_same_again_is_no_change(view: GridView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(model(view).edited):
        model(view).setData(model(view).index(0, 1), "5")


def test_what_is_not_typed_into_and_what_is_locked_opens_no_cell(view: GridView) -> None:
    view.stand_on(0, 0)
    QTest.keyClick(view, K.Key_Return)
    assert view.indexWidget(view.currentIndex()) is None
    model(view).locked = True
    view.stand_on(0, 1)
    QTest.keyClick(view, K.Key_Return)
    QTest.keyClick(view, K.Key_Delete)
    assert view.indexWidget(view.currentIndex()) is None
    assert rows(view)[0] == Row("A", 5)


def test_what_is_typed_just_now_is_taken_without_enter(view: GridView) -> None:
    QTest.keyClick(view, K.Key_Return)
    editor(view).setText("42")
    view.take_typed()
    view.take_typed()  # nothing is typed any more
    assert rows(view)[0] == Row("A", 42)


def test_paste_brings_the_text_of_the_clipboard(view: GridView, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("A\t5\nB\t6")
    with qtbot.waitSignal(view.pasted) as brought:
        QTest.keyClick(view, K.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert brought.args == ["A\t5\nB\t6"]


def test_the_row_follows_the_cell_and_the_cell_shows_where_one_stands(view: GridView) -> None:
    view.stand_on(1, 2)
    assert view.row == Row("B")
    with_ring: QPixmap = view.grab()
    view.stand_on(0, 1)
    assert view.grab().toImage() != with_ring.toImage()

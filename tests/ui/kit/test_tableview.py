"""The view of a table: keyboard, selection that survives, columns that hold what they must."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.delegate import Delegate, room_for
from desktop.ui.kit.style import Choice, Look
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.tokens import LIGHT, Size
from desktop.wording import Translator
from tests.ui.kit.gallery import Family, columns, families

Show = Callable[..., tuple[TableModel, TableView]]


@pytest.fixture
def show(qtbot: QtBot, t: Translator) -> Show:
    def shown(given: list[Column] | None = None, *, dense: bool = False) -> tuple[TableModel, TableView]:
        model = TableModel(t, given or columns(), lambda row: row.id)
        view = TableView(model, "Keluarga", dense=dense)
        model.setParent(view)
        qtbot.addWidget(view)
        view.resize(900, 400)
        view.show()
        return model, view

    return shown


def ids(found: list[object]) -> list[int | None]:
    return [row.id if isinstance(row, Family) else None for row in found]


def test_the_first_row_is_chosen_without_a_click(show: Show) -> None:
    model, view = show()
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    model.replace(families(3))
    assert ids(chosen) == [0]
    assert ids([view.row]) == [0]


def test_arrows_choose_and_enter_opens(show: Show, qtbot: QtBot) -> None:
    model, view = show()
    model.replace(families(3))
    chosen: list[object] = []
    opened: list[object] = []
    view.chosen.connect(chosen.append)
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert ids(chosen) == [1]
    assert ids(opened) == [1]
    view.doubleClicked.emit(model.index(1, 0))
    assert ids(opened) == [1, 1]


@pytest.mark.parametrize("current", [True, False])
def test_down_goes_to_the_first_row_where_none_is_chosen(show: Show, qtbot: QtBot, current: bool) -> None:
    """Qt makes a row the current one when the focus comes, and would go on from there past the first."""
    model, view = show()
    model.replace(families(3))
    view.selectionModel().clearSelection()
    if not current:
        view.selectionModel().clearCurrentIndex()
    assert view.row is None
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert ids([view.row]) == [0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert ids([view.row]) == [1]


def test_enter_in_an_empty_list_opens_nothing(show: Show, qtbot: QtBot) -> None:
    _, view = show()
    opened: list[object] = []
    view.opened.connect(opened.append)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened == []


def test_selection_survives_a_new_answer(show: Show) -> None:
    model, view = show()
    model.replace(families(5))
    assert view.choose(3)
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    model.replace(families(4, 2))
    assert ids([view.row]) == [3]
    assert view.currentIndex().row() == 1
    assert chosen == []
    assert not view.choose(77)


def test_selection_goes_to_the_first_when_its_row_is_gone(show: Show) -> None:
    model, view = show()
    model.replace(families(5))
    view.choose(1)
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    model.replace(families(3, 10))
    model.replace([])
    assert ids(chosen) == [10, None]


def test_selection_stays_while_pages_come(show: Show) -> None:
    model, view = show()
    query = model.begin()
    model.replace(families(40), more=True, query=query)
    view.choose(7)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    model.extend(families(40, 40), more=False, query=query)
    assert ids([view.row]) == [7]


def test_scrolling_to_the_end_asks_for_more(show: Show, qtbot: QtBot) -> None:
    model, view = show()
    model.replace(families(60), more=True)
    with qtbot.waitSignal(model.page_wanted):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())


def test_samples_fit_whole_in_their_columns(show: Show) -> None:
    model, view = show()
    model.replace(families(8))
    for place, column in enumerate(model.columns):
        assert view.columnWidth(place) >= room_for(column, column.longest)
    nik = next(place for place, column in enumerate(model.columns) if column.title == "NIK")
    assert view.columnWidth(nik) >= room_for(model.columns[nik], "3601 2152 0585 0003")


def test_columns_share_what_room_there_is(show: Show) -> None:
    _, view = show()
    total = sum(view.columnWidth(place) for place in range(6))
    assert view.viewport().width() - 3 <= total <= view.viewport().width()
    before = view.columnWidth(1)
    view.resize(1200, 400)
    assert view.columnWidth(1) == before
    assert sum(view.columnWidth(place) for place in range(6)) > total


def test_last_column_takes_the_rest_where_none_stretches(show: Show) -> None:
    _, view = show(
        [Column("Nama", lambda row: row.name, sample="Siti"), Column("Status", lambda row: row.state, Kind.CHIP)]
    )
    assert view.columnWidth(0) + view.columnWidth(1) == view.viewport().width()


@pytest.mark.parametrize(("dense", "height"), [(False, Size.ROW), (True, Size.ROW_DENSE)])
def test_rows_have_their_height(show: Show, dense: bool, height: int) -> None:
    model, view = show(dense=dense)
    model.replace(families(2))
    assert view.rowHeight(0) == height
    assert view.verticalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Fixed


def test_a_click_on_a_title_asks_for_an_order(show: Show, qtbot: QtBot) -> None:
    model, view = show()
    wanted: list[tuple[str, bool]] = []
    model.sort_wanted.connect(lambda name, down: wanted.append((name, down)))
    head = view.horizontalHeader()
    middle = QPoint(head.sectionViewportPosition(0) + 20, head.height() // 2)
    for _ in range(2):
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert wanted == [("name", False), ("name", True)]


def pixel(view: TableView, x: int, y: int) -> str:
    return view.viewport().grab().toImage().pixelColor(x, y).name().upper()


def test_selected_row_wears_the_tint_and_focus_a_ring(show: Show, qtbot: QtBot) -> None:
    model, view = show()
    model.replace(families(3))
    view.clearFocus()
    assert pixel(view, 4, 5) == LIGHT.brand_tint
    assert pixel(view, 4, 1 + Size.ROW) == LIGHT.card
    before = pixel(view, 0, 18)
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    assert pixel(view, 0, 18) == LIGHT.focus
    assert before != LIGHT.focus


def test_row_under_the_pointer_is_marked(show: Show, qtbot: QtBot) -> None:
    model, view = show()
    model.replace(families(3))
    # As the window system brings it: the pointer itself may rest on a window another test left there.
    at = QPointF(300, Size.ROW + 10)
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QMouseEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), moved)
    qtbot.waitUntil(lambda: pixel(view, 4, Size.ROW + 5) == LIGHT.hover)
    view.leaveEvent(QHelpEvent(QHelpEvent.Type.Leave, QPoint(), QPoint()))
    assert pixel(view, 4, Size.ROW + 5) == LIGHT.card


def test_stale_rows_are_pale(show: Show) -> None:
    model, view = show()
    model.replace(families(3))
    fresh = view.viewport().grab().toImage()
    model.begin()
    assert view.viewport().grab().toImage() != fresh


def test_dark_rows_are_dark(show: Show, look: Look) -> None:
    model, view = show()
    model.replace(families(3))
    look.choose(Choice.DARK)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(4, Size.ROW + 8).lightness() < 80


def test_a_text_that_is_cut_is_told_whole(show: Show, t: Translator) -> None:
    model, view = show()
    village = next(place for place, column in enumerate(model.columns) if column.stretch == 3)
    model.replace(families(1))
    view.setColumnWidth(village, 60)
    delegate = view.itemDelegate()
    assert isinstance(delegate, Delegate)
    option = QStyleOptionViewItem()
    index = model.index(0, village)
    option.rect = view.visualRect(index)
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(3, 3), view.mapToGlobal(QPoint(3, 3)))
    assert delegate.helpEvent(event, view, option, index)
    assert QToolTip.text() == "<span>Sindangresmi / Sindangresmi</span>"
    QToolTip.hideText()
    assert delegate.sizeHint(option, index).width() > 60

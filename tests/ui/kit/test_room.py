"""How columns share the room of a list: whole where it fits, cut with a tooltip where it does not, never sideways."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.delegate import room_for
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView, _narrowed
from desktop.wording import Translator

ROW = ("Siti Aminah binti Haji Abdul Karim", "3601••••••••0001", ChipValue("Perlu diperiksa"))
Views = Callable[[int], TableView]


def first(row: tuple[object, ...]) -> object:
    return row[0]


def second(row: tuple[object, ...]) -> object:
    return row[1]


def third(row: tuple[object, ...]) -> object:
    return row[2]


@pytest.fixture
def view_of(qtbot: QtBot, t: Translator) -> Views:
    def made(width: int) -> TableView:
        columns = [
            Column("Pengurus", first, Kind.STRONG, sample="Siti Aminah binti Haji Abdul", stretch=2),
            Column("NIK", second, Kind.MONO, sample="3601••••••••0001"),
            Column("Status", third, Kind.CHIP, sample="Perlu diperiksa"),
        ]
        view = TableView(TableModel(t, columns, first), "Keluarga")
        qtbot.addWidget(view)
        view.model().replace([ROW] * 3)  # type: ignore[attr-defined]
        view.resize(width, 300)
        view.show()
        return view

    return made


def widths(view: TableView) -> list[int]:
    return [view.columnWidth(place) for place in range(3)]


@pytest.mark.parametrize("width", [360, 420, 480, 600, 900])
def test_a_list_is_not_pushed_sideways(view_of: Views, width: int) -> None:
    view = view_of(width)
    assert sum(widths(view)) <= view.viewport().width()
    assert view.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [360, 600])
def test_what_does_not_stretch_is_shown_whole(view_of: Views, width: int) -> None:
    view = view_of(width)
    model = view.model()
    assert isinstance(model, TableModel)
    for place in (1, 2):
        assert view.columnWidth(place) >= room_for(model.columns[place], str(ROW[place]))


def test_a_column_gives_up_room_only_as_far_as_its_title(view_of: Views) -> None:
    narrow = view_of(120)
    assert narrow.columnWidth(0) > 40
    assert narrow.horizontalScrollBar().maximum() > 0


def test_room_comes_back_when_the_list_grows(view_of: Views, qtbot: QtBot) -> None:
    view = view_of(360)
    before = view.columnWidth(0)
    view.resize(800, 300)
    qtbot.waitUntil(lambda: view.columnWidth(0) > before)
    assert sum(widths(view)) >= view.viewport().width() - 2


@given(st.lists(st.tuples(st.integers(40, 400), st.integers(0, 40)), min_size=1, max_size=8), st.integers(1, 2000))
def test_what_is_short_is_taken_from_who_can_give(parts: list[tuple[int, int]], short: int) -> None:
    wide, floors = [one for one, _ in parts], [floor for _, floor in parts]
    made = _narrowed(wide, floors, short)
    for before, after, floor in zip(wide, made, floors, strict=True):
        assert after <= before
        assert after >= floor if floor else after == before
    can = sum(one - floor for one, floor in parts if floor)
    taken = sum(wide) - sum(made)
    assert taken >= min(short, can)
    assert taken <= min(short, can) + len(parts)

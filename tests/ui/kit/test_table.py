"""Table models over plain rows, tested with no window."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tokens import Tone
from desktop.wording import Translator

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


ACTIVE = ChipValue("Aktif", Tone.GOOD)


@dataclass(frozen=True)
class Row:
    id: int
    name: str = "Siti"
    paid: int | None = 1_000_000
    since: date | None = date(2019, 4, 11)
    state: ChipValue | None = ACTIVE


COLUMNS = [
    Column("Pengurus", lambda row: row.name, Kind.STRONG, name="name"),
    Column("Anggota", lambda row: row.id, Kind.NUMBER),
    Column("Diterima", lambda row: row.paid, Kind.MONEY),
    Column("Sejak", lambda row: row.since, Kind.DATE),
    Column("Status", lambda row: row.state, Kind.CHIP),
]


def rows(count: int, first: int = 0) -> list[Row]:
    return [Row(number) for number in range(first, first + count)]


@pytest.fixture
def model(t: Translator, qtbot: QtBot) -> TableModel:
    made = TableModel(t, COLUMNS, lambda row: row.id)
    QAbstractItemModelTester(made, STRICT, made)
    return made


def shown(model: TableModel, row: int) -> list[object]:
    return [model.data(model.index(row, column)) for column in range(model.columnCount())]


def test_cells_are_written_as_people_read_them(model: TableModel) -> None:
    model.replace([Row(12_688), Row(2, "Aminah", None, None, None)])
    assert shown(model, 0) == ["Siti", "12.688", "Rp1.000.000", "11 Apr 2019", "Aktif"]
    assert shown(model, 1) == ["Aminah", "2", "", "", ""]
    assert model.columns[4].chip(model.rows[0]) == ACTIVE
    assert model.columns[4].chip(model.rows[1]) is None


def test_numbers_stand_right_and_words_left(model: TableModel) -> None:
    model.replace(rows(1))
    sides = [model.data(model.index(0, place), Qt.ItemDataRole.TextAlignmentRole) for place in range(5)]
    right = [bool(side & Qt.AlignmentFlag.AlignRight) for side in sides if isinstance(side, Qt.AlignmentFlag)]
    assert right == [False, True, True, False, False]


def test_headers_have_titles(model: TableModel) -> None:
    across = Qt.Orientation.Horizontal
    assert [model.headerData(place, across) for place in range(5)] == [column.title for column in COLUMNS]
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert model.headerData(9, across) is None
    assert model.headerData(0, across, Qt.ItemDataRole.DecorationRole) is None


def test_assistive_technology_hears_the_same_text(model: TableModel) -> None:
    model.replace(rows(1))
    assert model.data(model.index(0, 2), Qt.ItemDataRole.AccessibleTextRole) == "Rp1.000.000"
    assert model.data(model.index(0, 2), Qt.ItemDataRole.DecorationRole) is None
    assert model.data(QModelIndex()) is None


def test_next_page_is_asked_for_once_and_added(model: TableModel) -> None:
    wanted: list[tuple[int, int]] = []
    model.page_wanted.connect(lambda query, offset: wanted.append((query, offset)))
    query = model.begin()
    model.replace(rows(50), more=True, query=query)
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert wanted == [(query, 50)]
    model.extend(rows(50, 50), more=True, query=query)
    assert model.rowCount() == 100
    model.fetchMore(QModelIndex())
    model.extend(rows(3, 100), more=False, query=query)
    assert wanted == [(query, 50), (query, 100)]
    assert not model.canFetchMore(QModelIndex())
    assert [row.id for row in model.rows if isinstance(row, Row)] == list(range(103))


def test_rows_go_stale_and_stay_while_a_new_query_runs(model: TableModel) -> None:
    told: list[bool] = []
    model.stale_changed.connect(told.append)
    model.replace(rows(3), more=True)
    query = model.begin()
    assert model.stale
    assert model.rowCount() == 3
    assert not model.canFetchMore(QModelIndex())
    model.replace(rows(1), query=query)
    assert not model.stale
    assert told == [True, False]


def test_answers_to_older_queries_are_passed_over(model: TableModel) -> None:
    old = model.begin()
    new = model.begin()
    model.replace(rows(9), query=old)
    assert model.rowCount() == 0
    assert model.stale
    model.replace(rows(2), more=True, query=new)
    model.fetchMore(QModelIndex())
    newer = model.begin()
    model.extend(rows(5, 2), more=True, query=new)
    assert model.rowCount() == 2
    model.extend(rows(5, 2), more=True, query=newer)
    assert model.rowCount() == 2


def test_a_page_that_failed_can_be_asked_for_again(model: TableModel) -> None:
    model.replace(rows(2), more=True)
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex())
    model.failed()
    assert model.canFetchMore(QModelIndex())
    model.begin()
    model.failed()
    assert not model.stale


def test_an_empty_page_is_the_last(model: TableModel) -> None:
    query = model.begin()
    model.replace(rows(2), more=True, query=query)
    model.fetchMore(QModelIndex())
    model.extend([], more=True, query=query)
    assert not model.canFetchMore(QModelIndex())


def test_sorting_is_asked_of_who_loads(model: TableModel, qtbot: QtBot) -> None:
    wanted: list[tuple[str, bool]] = []
    model.sort_wanted.connect(lambda name, down: wanted.append((name, down)))
    model.sort(0, Qt.SortOrder.DescendingOrder)
    model.sort(1)
    model.sort(-1)
    assert wanted == [("name", True)]


def test_rows_are_found_by_key(model: TableModel) -> None:
    model.replace(rows(5))
    assert model.place_of(3) == 3
    assert model.place_of(9) == -1
    assert model.row_at(model.index(3, 0)) == Row(3)
    assert model.row_at(QModelIndex()) is None
    model.replace([replace(Row(3), name="Aminah")])
    assert model.place_of(3) == 0


STEPS = st.lists(st.tuples(st.sampled_from(["begin", "replace", "fetch", "extend", "failed"]), st.integers(0, 3)))


@given(STEPS)
def test_no_order_of_events_breaks_the_model(steps: list[tuple[str, int]]) -> None:
    import gettext  # noqa: PLC0415 - only here: fixtures do not go with hypothesis

    model = TableModel(Translator(gettext.NullTranslations(), "en"), COLUMNS, lambda row: row.id)
    QAbstractItemModelTester(model, STRICT, model)
    query = 0
    for step, count in steps:
        if step == "begin":
            query = model.begin()
        elif step == "replace":
            model.replace(rows(count), more=count > 1, query=query)
        elif step == "fetch":
            model.fetchMore(QModelIndex())
        elif step == "extend":
            model.extend(rows(count, model.rowCount()), more=count > 1, query=query)
        else:
            model.failed()
        assert [row.id for row in model.rows if isinstance(row, Row)] == list(range(model.rowCount()))

"""A list shows its rows, or the sentence on what belongs there; never both and never neither."""

import pytest
from pytestqt.qtbot import QtBot

from desktop.ui.kit.columns import Column
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.wording import Translator


@pytest.mark.parametrize("turns", [[True], [False], [False, True], [True, False]])
def test_one_of_both_is_in_view(qtbot: QtBot, t: Translator, turns: list[bool]) -> None:
    table = TableView(TableModel(t, [Column("Name", str)], key=str), "Names")
    empty = Empty()
    listed = Listed(table, empty)
    qtbot.addWidget(listed)
    listed.show()
    for there in turns:
        listed.show_rows(there)
    assert (table.isVisible(), empty.isVisible()) == (turns[-1], not turns[-1])

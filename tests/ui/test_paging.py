"""A table filled page by page from a real office: each page once, and never a page of a question before."""

from dataclasses import dataclass, field
from uuid import UUID

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.families.finding import FamilyListRow, FamilyPage
from desktop.ui.families.columns import columns, key
from desktop.ui.kit.table import TableModel
from desktop.ui.paging import Paging
from desktop.ui.runner import Runner
from desktop.wording import Translator
from tests import families

HERE = QModelIndex()
LIMIT = 4


@dataclass
class Table:
    """A model that is filled, and what was told of it."""

    model: TableModel
    paging: Paging
    runner: Runner
    qtbot: QtBot
    shown: list[FamilyPage] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    counted: list[int] = field(default_factory=list)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.runner.count == 0)

    @property
    def ids(self) -> list[UUID]:
        return [row.id for row in self.model.rows if isinstance(row, FamilyListRow)]


@pytest.fixture
def table(qtbot: QtBot, runner: Runner, t: Translator) -> Table:
    model = TableModel(t, columns(t), key)
    shown: list[FamilyPage] = []
    refused: list[str] = []
    paging = Paging(runner, model, "test", shown.append, lambda one: refused.append(one.code))
    return Table(model, paging, runner, qtbot, shown, refused)


def test_pages_follow_as_one_scrolls_until_the_last(operator: Desk, table: Table) -> None:
    families.add(operator, 10)
    table.paging.ask(finding.find, operator, "", limit=LIMIT)
    table.settle()
    assert len(table.ids) == LIMIT
    while table.model.canFetchMore(HERE):
        table.model.fetchMore(HERE)
        table.settle()
    assert len(table.ids) == len(set(table.ids)) == 10
    assert len(table.shown) == 1, "told of the first page alone"


def test_a_next_page_of_a_question_before_is_passed_over(operator: Desk, table: Table) -> None:
    families.add(operator, 10)
    table.paging.ask(finding.find, operator, "", limit=LIMIT)
    table.settle()
    table.model.fetchMore(HERE)
    one = table.shown[0].rows[0].caretaker_name
    table.paging.ask(finding.find, operator, one, limit=LIMIT)
    table.settle()
    assert table.ids == [row.id for row in finding.find(operator, one, limit=LIMIT).rows]
    rest = finding.find(operator, one, limit=LIMIT).following
    assert table.model.canFetchMore(HERE) == (rest is not None)


def test_of_two_questions_only_the_last_is_answered(operator: Desk, table: Table) -> None:
    families.add(operator, 3)
    table.paging.ask(finding.find, operator, "nobody at all")
    table.paging.ask(finding.find, operator, "")
    table.settle()
    assert len(table.shown) == 1
    assert len(table.ids) == 3


def test_what_is_shown_stands_until_the_answer_and_after_a_refusal(operator: Desk, table: Table) -> None:
    families.add(operator, 3)
    table.paging.ask(finding.find, operator, "")
    table.settle()

    def refuse(_: Desk, after: object = None) -> FamilyPage:
        raise Refused("database.busy")

    table.paging.ask(refuse, operator)
    assert table.model.stale
    table.settle()
    assert not table.model.stale
    assert (len(table.ids), table.refused) == (3, ["database.busy"])


def test_a_next_page_that_does_not_come_may_be_asked_for_again(operator: Desk, table: Table) -> None:
    families.add(operator, 6)
    once = [True]

    def stumble(desk: Desk, after: finding.Place | None = None) -> FamilyPage:
        if after is not None and once.pop():
            once.append(False)
            raise Refused("database.busy")
        return finding.find(desk, "", limit=LIMIT, after=after)

    table.paging.ask(stumble, operator)
    table.settle()
    for _ in range(2):
        table.model.fetchMore(HERE)
        table.settle()
    assert table.refused == ["database.busy"]
    assert len(set(table.ids)) == 6


def test_it_counts_beside_and_tells_how_long_a_page_took(operator: Desk, table: Table) -> None:
    families.add(operator, 5)
    table.paging.ask(finding.find, operator, "")
    table.paging.count(table.counted.append, finding.total, operator)
    table.settle()
    assert table.counted == [5]
    assert table.paging.seconds > 0

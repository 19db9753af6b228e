"""What is typed and not saved: kept once typing rests, at once when the office locks, and dropped when it is done."""

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.ui.accounting.keeping import Keeping, day_of, plain
from desktop.ui.screen import Bench
from tests.ui.conftest import BenchOf

FORM = "accounting.test"


class Typed:
    """A page on which something stands, or nothing."""

    def __init__(self, values: Mapping[str, str] | None) -> None:
        self.values = values

    def __call__(self) -> Mapping[str, str] | None:
        return self.values


@pytest.fixture
def bench(bench_of: BenchOf) -> Bench:
    return bench_of()[0]


def done(qtbot: QtBot, bench: Bench) -> None:
    qtbot.waitUntil(lambda: not bench.runner.count)


def test_what_is_typed_is_kept_once_it_rests(operator: Desk, bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()
    keeping = Keeping(bench, FORM, Typed({"number": "STS-1"}), owner)
    keeping.start()
    qtbot.waitUntil(lambda: drafts.take(operator, FORM) is not None)
    done(qtbot, bench)
    found: list[Mapping[str, str]] = []
    keeping.take(found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [{"number": "STS-1"}]


def test_where_nothing_is_typed_nothing_is_kept(operator: Desk, bench: Bench) -> None:
    owner = QObject()
    Keeping(bench, FORM, Typed(None), owner).keep_now()
    assert drafts.take(operator, FORM) is None


def test_a_dropped_draft_does_not_come_back_by_a_late_rest(operator: Desk, bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()
    keeping = Keeping(bench, FORM, Typed({"number": "STS-1"}), owner)
    keeping.keep_now()
    keeping.start()
    keeping.drop()
    done(qtbot, bench)
    assert drafts.take(operator, FORM) is None
    assert not keeping._rest.isActive()


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", '"word"', "null"])
def test_what_another_program_wrote_is_no_draft(operator: Desk, bench: Bench, qtbot: QtBot, text: str) -> None:
    drafts.keep(operator, FORM, text)
    found: list[Mapping[str, str]] = []
    owner = QObject()
    Keeping(bench, FORM, Typed(None), owner).take(found.append)
    done(qtbot, bench)
    assert found == []


def test_values_go_to_text_and_back(operator: Desk) -> None:
    today = operator.today()
    assert day_of(plain(today)) == today
    assert [plain(value) for value in (None, "a", 5)] == ["", "a", "5"]
    assert [day_of(text) for text in ("", "2019", "31/12/2019")] == [None, None, None]

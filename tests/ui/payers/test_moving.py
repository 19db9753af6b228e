"""Payments moved in the window: one, those marked with the space bar, all that are found; and what stays says why."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.payers import paths
from desktop.ui.payers.moving import MovePage
from desktop.ui.payers.paths import Paths
from desktop.ui.payers.screen import PayersScreen
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.services.payers.answering import sent
from tests.ui.payers.conftest import Open, settled

POST = (MoneyPath.POST, "Kantor Pos")


def begun(screen: PayersScreen, qtbot: QtBot, many: int) -> Paths:
    part = screen.paths.part
    qtbot.waitUntil(lambda: part.model.rowCount() == many and part.counted.found == many)
    settled(qtbot, screen)
    return part


def filled(screen: PayersScreen, qtbot: QtBot, reason: str = "Rekening belum aktif") -> MovePage:
    page = screen.moving.part
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.moving and not screen.bench.runner.count)
    page.form.fill({"to": POST, "reason": reason})
    page.form.typed.emit()
    qtbot.waitUntil(lambda: page.foreseen is not None)
    settled(qtbot, screen)
    return page


def test_marked_payments_are_moved_by_keyboard(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.approved(operator, supervisor, 4)
    screen = opened(argument="paths")
    part = begun(screen, qtbot, 4)
    part.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(part.view, Qt.Key.Key_Space)
        qtbot.keyClick(part.view, Qt.Key.Key_Down)
    assert part.move_some.text() == "Move the 2 marked…"
    qtbot.keyClick(part.view, Qt.Key.Key_Return)
    page = filled(screen, qtbot)
    assert page.told.text() == "2 payments of Rp2.000.000 are moved."
    assert not screen.may_leave(), "what is typed would be lost"
    page.form.submit()
    qtbot.waitUntil(lambda: part.notice.sentence == "2 payments moved.")
    settled(qtbot, screen)
    assert screen.pages.currentIndex() == 0
    assert not part.marks.rows
    assert [one.path for one in paths.page(operator, FIRST).rows].count(MoneyPath.POST) == 2


def test_all_that_are_found_are_moved_and_one_alone(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.approved(operator, supervisor, 3)
    screen = opened(argument="paths")
    part = begun(screen, qtbot, 3)
    card = paths.page(operator, FIRST).rows[1].card
    part.search.setText(card)
    part.look()
    qtbot.waitUntil(lambda: part.move_all.text() == "Move all 1 found…")
    settled(qtbot, screen)
    part.move_all.click()
    filled(screen, qtbot).form.submit()
    qtbot.waitUntil(lambda: part.notice.sentence == "1 payment moved.")
    settled(qtbot, screen)
    (moved,) = [one for one in paths.page(operator, FIRST).rows if one.path is MoneyPath.POST]
    assert moved.card == card
    part.search.setText("")
    part.payer.choose(POST)
    part.look()
    begun(screen, qtbot, 1)
    part.move_some.click()
    page = filled(screen, qtbot)
    assert page.told.text() == "0 payments of Rp0 are moved. 1 are on this path already."
    page.form.fill({"to": "other", "other": "BRI"})
    page.form.typed.emit()
    qtbot.waitUntil(lambda: "1 have no account there and would wait." in page.told.text())
    settled(qtbot, screen)
    page.form.fill({"other": ""})
    page.form.submit()
    assert page.notice.sentence == "Write the name of the bank."
    page.form.fill({"other": "Tunai"})
    page.form.typed.emit()
    qtbot.waitUntil(lambda: page.told.text().startswith("1 payments of"))
    settled(qtbot, screen)


def test_what_is_with_the_bank_says_why_it_stays(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    sent(operator, supervisor, tmp_path, 2)
    screen = opened(argument="paths")
    part = begun(screen, qtbot, 2)
    assert "file 1 and the answer is still open" in part.foot.text()
    assert not part.move_some.isEnabled()
    assert not part.move_all.isEnabled()
    for act in (part.turn, part.ask_some):
        part.notice.clear()
        act()
        assert "take the answer first" in part.notice.sentence
    assert screen.moving.made is None


@pytest.mark.parametrize("who", [Role.SUPERVISOR, Role.AUDITOR])
def test_who_only_looks_moves_nothing(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, who: Role) -> None:
    walk.approved(operator, supervisor, 2)
    screen = opened(who, "paths")
    part = begun(screen, qtbot, 2)
    assert part.move_some.isHidden()
    assert part.move_all.isHidden()
    part.turn()
    part.ask_some()
    assert not part.marks.rows
    assert screen.moving.made is None


def test_an_office_without_an_approved_list_says_when_paths_are_given(opened: Open, qtbot: QtBot) -> None:
    screen = opened(argument="paths", rows=0)
    qtbot.waitUntil(lambda: screen.paths.part.empty.sentence.startswith("Paths are given when a list is approved"))
    settled(qtbot, screen)

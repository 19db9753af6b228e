"""The page of a new letter gives its room to the fields: families are listed only while one is sought."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.letters import To
from desktop.ui.kit.tokens import Size
from desktop.ui.letters.reading import LetterView
from desktop.ui.letters.screen import LettersScreen
from desktop.ui.letters.writing import Writing
from tests import families
from tests.ui.letters.test_register_and_post import entered, issue, ready, screen, settle, written

__all__ = ["ready", "screen"]  # fixtures


def seek(qtbot: QtBot, screen: LettersScreen, page: Writing, word: str) -> None:
    page.recipients.search.setText(word)
    QTest.keyClick(page.recipients.search, Qt.Key.Key_Return)
    settle(qtbot, screen)


def test_a_family_chosen_elsewhere_shows_no_empty_list(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    page = written(qtbot, screen, str(families.add(operator, 1)[0]))
    assert not page.recipients.table.isVisible()
    assert "chosen on the screen before" in page.recipients.note.text()
    assert page.form.height() > page.recipients.height()


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (3, 3), (9, 5)])
def test_the_list_is_as_high_as_the_families_found(
    qtbot: QtBot, screen: LettersScreen, operator: Desk, count: int, shown: int
) -> None:
    families.add(operator, count)
    page = written(qtbot, screen)
    assert not page.recipients.table.isVisible()
    seek(qtbot, screen, page, "3601")
    assert page.recipients.model.rowCount() == count
    assert page.recipients.table.isVisible()
    assert page.recipients.table.height() == (shown + 1) * Size.ROW_DENSE


def test_the_list_goes_when_the_word_is_taken_back(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    families.add(operator, 2)
    page = written(qtbot, screen)
    seek(qtbot, screen, page, "3601")
    assert page.recipients.to() is not None
    seek(qtbot, screen, page, "")
    assert not page.recipients.table.isVisible()
    assert page.recipients.to() is None


def test_nobody_found_is_said_where_the_list_would_be(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    page = written(qtbot, screen)
    assert not page.recipients.note.isVisible()
    seek(qtbot, screen, page, "nobody at all")
    assert page.recipients.note.isVisible()
    assert page.recipients.note.text() == "No family matches."
    assert not page.recipients.table.isVisible()


def test_the_tranche_takes_the_place_of_the_search(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    page = written(qtbot, screen)
    for kind, tranche in (("tranche", True), ("family", False)):
        page.recipients.kind.choose(kind)
        page.recipients._turn(kind)
        assert page.recipients.tranche.isVisible() is tranche
        assert page.recipients.search.isVisible() is not tranche
    assert page.recipients.to() is None


def test_a_letter_is_never_called_not_saved(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    page = written(qtbot, screen)
    page.form.fill({"place": "Aula"})
    assert page.dirty
    assert not page.form.state.isVisible()


def test_the_fields_stand_without_scrolling(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    """In the smallest window, for one family that is chosen already."""
    page = written(qtbot, screen, str(families.add(operator, 1)[0]))
    purpose = page.form.blocks["purpose"]
    below = purpose.mapTo(page, purpose.rect().bottomLeft()).y()
    assert below <= page.composing.geometry().bottom()
    assert not purpose.visibleRegion().isEmpty()


def test_the_subject_of_a_letter_has_room(qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path) -> None:
    issue(ready, tmp_path / "a.pdf")
    register = entered(qtbot, screen)
    table = register.table
    words = table.fontMetrics().horizontalAdvance("Undangan pengambilan")
    assert table.columnWidth(3) > words
    assert sum(table.columnWidth(place) for place in range(4)) <= table.viewport().width()


def test_who_runs_through_the_list_opens_only_the_last(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path
) -> None:
    rows = issue(ready, tmp_path / "a.pdf")
    view = LetterView(screen.bench)
    qtbot.addWidget(view)
    for row in rows:
        view.follow(row)
    assert view.rest.isActive()
    view.follow(None)
    assert not view.rest.isActive()
    view._look()
    assert screen.bench.runner.count == 0, "nothing is chosen, so nothing is opened"


def test_the_administrator_opens_no_letter(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, administrator: Desk, tmp_path: Path
) -> None:
    rows = issue(ready, tmp_path / "a.pdf")
    view = LetterView(replace(screen.bench, desk=administrator))
    qtbot.addWidget(view)
    view.follow(rows[0])
    qtbot.waitUntil(lambda: not view.rest.isActive())
    assert administrator.person.role is Role.ADMINISTRATOR
    assert view.empty.sentence == "Letters name families; an administrator does not open them."
    assert screen.bench.runner.count == 0


def test_the_auditor_reads_a_letter_and_leaves_a_line(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, auditor: Desk, tmp_path: Path
) -> None:
    rows = issue(ready, tmp_path / "a.pdf")
    view = LetterView(replace(screen.bench, desk=auditor))
    qtbot.addWidget(view)
    view.follow(rows[0])
    qtbot.waitUntil(lambda: view.view.count == 1, timeout=20_000)


def test_a_number_from_elsewhere_goes_to_its_family(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    family = families.add(operator, 1)[0]
    screen.enter(family)
    settle(qtbot, screen)
    page = screen.pages.currentWidget()
    assert isinstance(page, Writing)
    wanted = page.composing.wanted()
    assert wanted is not None
    assert wanted.to == To(household=str(family))


def test_the_box_to_tick_stands_under_the_fields(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    """In a high window too: what belongs together is not torn apart."""
    screen.resize(1110, 1000)
    page = written(qtbot, screen, str(families.add(operator, 1)[0]))
    tick = page.composing.by_hand
    assert 0 <= tick.y() - page.form.geometry().bottom() < Size.ROW
    assert tick.geometry().bottom() < page.composing.height() - 2 * Size.ROW


def test_the_fields_stay_reachable_beside_many_families(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    families.add(operator, 9)
    screen.resize(1110, 600)
    page = written(qtbot, screen)
    seek(qtbot, screen, page, "3601")
    page.form.go_to("purpose")
    assert not page.form.blocks["purpose"].widget.visibleRegion().isEmpty()
    assert page.composing.by_hand.geometry().bottom() <= page.composing.height()

"""Differences and the board in the window: both values, the choice, its reason, and what each office sent."""

from uuid import UUID

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.models import Member
from desktop.rules.terms import Role
from desktop.services.exchange import conflicts
from desktop.services.exchange.conflicts import Decided
from desktop.ui.exchange.completeness import CompletenessTab
from desktop.ui.exchange.differences import DifferencesTab
from desktop.ui.exchange.pages import BOARD, DIFFERENCES
from desktop.ui.exchange.screen import ExchangeScreen
from desktop.ui.kit.question import Question
from tests import families, offices
from tests.services.exchange.conftest import End
from tests.services.exchange.differing import difference
from tests.ui.exchange.conftest import Open, settled, texts, verbs


def looked_at(
    opened: Open, end: End, qtbot: QtBot, role: Role = Role.OPERATOR
) -> tuple[ExchangeScreen, DifferencesTab]:
    """The tab with its first difference opened beside the list."""
    screen = opened(offices.same_office_as(end.desk, role), DIFFERENCES)
    tab = screen.tab
    assert isinstance(tab, DifferencesTab)
    tab.beside.open()
    settled(qtbot, screen)
    return screen, tab


def mother(end: End, person: UUID | None = None) -> tuple[str, str]:
    with end.desk.read() as session:
        found = session.scalars(select(Member).order_by(Member.position)).first()
        assert found is not None
        return found.name, found.occupation


def test_both_values_are_shown_and_a_mix_is_kept_with_its_reason(district: End, opened: Open, qtbot: QtBot) -> None:
    conflict = difference(district)
    screen, tab = looked_at(opened, district, qtbot)
    said = texts(tab.panel)
    assert "Person: SITI ZULAIKHA" in said
    assert "Here: Kabupaten Pandeglang · Si Operator" in said
    assert "There: Province of Banten" in said
    assert [[one.text() for one in group.buttons()] for group in tab.panel.choices] == [
        ["SITI ZULAIKHA", "SITI FATIMAH"], ["-", "PEDAGANG"],
    ]  # fmt: skip
    assert screen.tabs.bar.tabText(3) == "Differences (1)"
    tab.panel.choices[1].button(1).click()
    assert tab.panel.taken == ["occupation"]
    tab.panel.keep.click()
    question = tab.findChild(Question)
    assert question is not None
    field = question.findChild(QLineEdit)
    assert field is not None
    assert not question.do_it.isEnabled()
    field.setText("Sesuai KTP yang dilihat")
    question.do_it.click()
    settled(qtbot, screen)
    assert mother(district) == ("SITI ZULAIKHA", "PEDAGANG")
    assert "Decided." in tab.notice.sentence
    assert tab.model.rows == []
    assert "No record was changed in two offices" in tab.empty.sentence
    (done,) = conflicts.listed(district.desk, decided=True)
    assert (done.id, done.decided) == (conflict, Decided.FIELDS)
    assert verbs(tab.offered) == ["What was decided"]
    tab.offered[0].run()
    settled(qtbot, screen)
    tab.beside.open()
    settled(qtbot, screen)
    assert "Sesuai KTP yang dilihat" in tab.panel.notice.sentence
    assert [group.checkedId() for group in tab.panel.choices] == [0, 1]


@pytest.mark.parametrize("side", [0, 1])
def test_one_press_takes_all_of_one_side(district: End, opened: Open, qtbot: QtBot, side: int) -> None:
    difference(district)
    _, tab = looked_at(opened, district, qtbot)
    (tab.panel.ours, tab.panel.theirs)[side].click()
    assert [group.checkedId() for group in tab.panel.choices] == [side, side]


def test_an_auditor_sees_both_and_decides_nothing(district: End, opened: Open, qtbot: QtBot) -> None:
    difference(district)
    _, tab = looked_at(opened, district, qtbot, Role.AUDITOR)
    assert "SITI FATIMAH" in [one.text() for group in tab.panel.choices for one in group.buttons()]
    assert not any(one.isEnabled() for group in tab.panel.choices for one in group.buttons())
    assert not tab.panel.keep.isVisible()


def test_the_board_shows_every_office_with_its_figures(district: End, province: End, opened: Open) -> None:
    families.add(district.desk, 3)
    province.take(district.send(province, "2019/1"))
    screen = opened(province.desk, BOARD)
    tab = screen.tab
    assert isinstance(tab, CompletenessTab)
    first = [str(tab.model.index(0, column).data() or "") for column in (0, 1, 2, 4, 6)]
    assert first == ["Kabupaten Pandeglang", "Up to date", "1", "2019/1", "3"]
    assert len(tab.model.rows) == 8
    assert tab.foot.text().startswith("1 of 8 offices sent something · 3 families · 6 people")

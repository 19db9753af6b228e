"""Home fills its room: cards take whole rows, and below stands who the families are."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.families import finding
from desktop.services.visits import NewVisit
from desktop.ui.home.parts import PartsCard
from desktop.ui.home.screen import HomeScreen
from desktop.ui.kit.figure import Share
from tests import families, offices

HomeOf = Callable[[Desk], HomeScreen]


def words(card: PartsCard) -> list[str]:
    return [part.text() for part in card.findChildren(QLabel)]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_sees_who_the_families_are(home_of: HomeOf, operator: Desk, role: Role) -> None:
    families.add(operator, 4)
    families.add(operator, 2, start=4, village_code=None, area_as_written="Desa Entah")
    screen = home_of(offices.same_office_as(operator, role))
    by_status, by_district = screen.findChildren(PartsCard)
    assert words(by_status)[1:] == ["Candidate", "6"]
    district = finding.find(operator, "cikadu").rows[0].district
    assert words(by_district)[1:] == [district, "4", "To be placed", "2"]
    assert [len(card.findChildren(Share)) for card in (by_status, by_district)] == [1, 2]


def test_an_empty_office_has_nobody_to_count(home_of: HomeOf, operator: Desk) -> None:
    assert home_of(operator).findChildren(PartsCard) == []


def follow_up(desk: Desk, family: UUID, late: int) -> None:
    who = facilitators.add(desk, NewFacilitator(f"Ratna {late}")).value.id
    due = desk.today() - timedelta(days=late)
    on = due - timedelta(days=7)
    visits.record(desk, NewVisit(family, who, on, "Kunjungan rutin", "Baik.", follow_up="Lagi", due_on=due))


def test_a_lone_card_takes_the_whole_row(home_of: HomeOf, operator: Desk) -> None:
    families.add(operator, 1)
    screen = home_of(operator)
    (card,) = screen.cards  # the candidate to validate
    (first, _) = screen.findChildren(PartsCard)
    assert card.width() > 1.9 * first.width()


def test_the_last_of_three_takes_what_its_row_has_left(home_of: HomeOf, operator: Desk) -> None:
    family = families.add(operator, 1)[0]
    follow_up(operator, family, 3)
    follow_up(operator, family, 0)
    one, two, three = home_of(operator).cards
    assert one.y() == two.y() < three.y()
    assert abs(one.width() - two.width()) <= 1
    assert three.width() >= one.width() + two.width()


def test_the_parts_follow_a_change(home_of: HomeOf, operator: Desk, qtbot: QtBot) -> None:
    families.add(operator, 1)
    screen = home_of(operator)
    families.add(operator, 2, start=1)
    screen.refresh()
    qtbot.waitUntil(lambda: words(screen.findChildren(PartsCard)[0])[1:] == ["Candidate", "3"])

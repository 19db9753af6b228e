"""The facilitators: listed, added, given whole villages, and let go; others only look."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import FacilitatorRow, NewFacilitator
from desktop.ui.visits.care_card import ALONE, EVERYBODY
from desktop.ui.visits.team import Team
from tests.ui.visits.conftest import Field, Place

Enter = Callable[[Role], Place]


def team(place: Place) -> Team:
    place.screen.enter("team")
    place.settle()
    assert place.shown() is place.screen.team
    return place.screen.team.part


def names(shown: Team) -> list[str]:
    return [row.name for row in shown.model.rows if isinstance(row, FacilitatorRow)]


def said(shown: Team) -> str:
    return " ".join(label.text() for label in shown.notice.findChildren(QLabel) if label.isVisible())


def give(place: Place, shown: Team, **values: object) -> None:
    """Open the form for the one chosen, and send it with these values."""
    shown.ask_give()
    place.settle()
    assert shown.card.form is not None
    shown.card.form.fill(values)
    shown.card.form.submit()
    place.settle()


@pytest.fixture
def place(place_of: Enter, outside: Field) -> Place:
    made = place_of(Role.OPERATOR)
    made.screen.enter()
    made.settle()
    return made


def test_it_is_reached_from_the_log_and_left_again(place: Place) -> None:
    button = next(one for one in place.screen.head.buttons if one.text() == "Facilitators")
    button.click()
    place.settle()
    assert place.shown() is place.screen.team
    assert names(place.screen.team.part) == ["Ratna Dewi"]
    QTest.keyClick(place.screen, Qt.Key.Key_Escape)
    place.qtbot.waitUntil(lambda: place.shown() is place.screen.browse)


def test_one_is_added_and_offered_for_visits_at_once(place: Place, operator: Desk) -> None:
    shown = team(place)
    shown.add.click()
    assert shown.card.form is not None
    shown.card.form.fill({"name": "titin supriatin", "phone": "081234567890"})
    shown.card.form.submit()
    place.settle()
    assert names(shown) == ["Ratna Dewi", "Titin Supriatin"]
    assert "Titin Supriatin was added" in said(shown)
    assert shown.card.form is None
    assert {row.name for row in facilitators.everybody(operator)} == {"Ratna Dewi", "Titin Supriatin"}


def test_a_wrong_number_is_said_and_nothing_typed_is_lost(place: Place, operator: Desk) -> None:
    shown = team(place)
    shown.add.click()
    assert shown.card.form is not None
    shown.card.form.fill({"name": "Titin", "nik": "3601"})
    shown.card.form.submit()
    place.settle()
    assert "16" in said(shown) or "16" in " ".join(block.problem for block in shown.card.form.blocks.values())
    assert shown.card.form.values()["name"] == "Titin"
    assert len(facilitators.everybody(operator)) == 1


def test_a_village_is_given_to_the_one_chosen(place: Place, outside: Field, operator: Desk) -> None:
    shown = team(place)
    give(place, shown, which=ALONE)
    assert facilitators.of_family(operator, outside.families[3]) == outside.facilitator
    assert "cares for 1 family more" in said(shown)
    (row,) = [row for row in shown.model.rows if isinstance(row, FacilitatorRow)]
    assert row.families == 4


def test_families_of_another_go_over_only_when_it_is_said(place: Place, outside: Field, operator: Desk) -> None:
    titin = facilitators.add(operator, NewFacilitator("Titin")).value.id
    shown = team(place)
    shown.ask()
    place.settle()
    shown.table.choose(titin)
    shown.ask_give()
    place.settle()
    assert shown.card.form is not None
    village = shown.card.form.values()["village"]
    give(place, shown, village=village, which=EVERYBODY)
    assert facilitators.of_family(operator, outside.families[3]) == titin
    assert sum(row.families for row in facilitators.everybody(operator)) == 4


def test_a_day_to_come_is_refused_with_a_sentence(place: Place, operator: Desk) -> None:
    shown = team(place)
    give(place, shown, on=date(operator.today().year + 1, 1, 1))
    assert "still to come" in said(shown)
    assert shown.card.form is not None


def test_who_still_has_families_does_not_stop(place: Place) -> None:
    shown = team(place)
    shown.turn.click()
    place.settle()
    assert "still cares for 3 families" in said(shown)


def test_who_has_none_stops_and_begins_again(place: Place, operator: Desk) -> None:
    titin = facilitators.add(operator, NewFacilitator("Titin")).value.id
    shown = team(place)
    shown.ask()
    place.settle()
    for active, verb in ((False, "Works here again"), (True, "No longer works here")):
        shown.table.choose(titin)
        shown.turn.click()
        place.settle()
        assert next(row for row in facilitators.everybody(operator) if row.id == titin).active is active
        shown.table.choose(titin)
        assert shown.turn.text() == verb
        assert shown.give.isEnabled() is active


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_others_look(place_of: Enter, outside: Field, role: Role) -> None:
    shown = team(place_of(role))
    assert names(shown) == ["Ratna Dewi"]
    assert not [made for made in (shown.add, shown.give, shown.turn) if made.isVisible()]
    shown.ask_give()
    assert shown.card.form is None

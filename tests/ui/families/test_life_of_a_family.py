"""From a family in the list to its events and its history, and back to the family."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from uuid import UUID

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.models import Household
from desktop.rules.life import Life
from desktop.rules.terms import Presence, Role
from desktop.services.desk import Desk
from desktop.services.families import detail, drafting, saving
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.history_page import HistoryPage
from desktop.ui.families.life.page import LifePage
from desktop.ui.kit.question import Question
from tests import families
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]


@pytest.fixture
def old(operator: Desk, households: list[UUID]) -> list[UUID]:
    """The families of the list, registered long ago."""
    with operator.write("test.registered") as unit:
        for family in households:
            unit.session.get_one(Household, family).registered_at = datetime(2019, 1, 7, tzinfo=UTC)
    return households


def names(place: Place) -> list[str]:
    return [made.text() for made in place.screen.browse.panel.life.buttons]


def press(place: Place, text: str) -> None:
    row = place.screen.browse.panel.life
    next(made for made in row.buttons if made.text() == text).click()
    place.settle()


@pytest.mark.parametrize("role", Role)
def test_everybody_looks_back_and_the_operator_enters(old: list[UUID], place_of: Enter, role: Role) -> None:
    place = place_of(role)
    place.screen.enter(old[0])
    place.settle()
    assert names(place) == (["Event…", "History"] if role is Role.OPERATOR else ["History"])
    press(place, "History")
    pages = place.screen.pages
    assert pages.currentWidget() is pages.life
    assert isinstance(pages.life.currentWidget(), HistoryPage)
    assert "UJANG was entered" in texts(pages.life)


def test_without_a_family_there_is_nothing_to_enter(operator: Desk, place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    assert [made.isEnabled() for made in place.screen.browse.panel.life.buttons] == [False, False]
    assert not place.screen.browse.panel.life.isVisible()


def test_an_event_is_entered_and_the_family_is_in_view_again(old: list[UUID], place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(old[0])
    place.settle()
    press(place, "Event…")
    page = place.screen.pages.life.currentWidget()
    assert isinstance(page, LifePage)
    child = detail.open_family(place.bench.desk, old[0]).fields.members[1].id
    page.menu.choose(Life.LEFT)
    assert page.form.form is not None
    page.form.form.fill({"on": place.bench.desk.today(), "member": child, "paper": "SKPWNI 4"})
    page.save()
    place.settle()
    assert place.screen.pages.currentIndex() == 0
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.id == old[0]
    assert shown.fields.members[1].presence is Presence.MOVED
    assert place.said == ["A member moved away is entered."]


def test_a_typed_event_stays_in_view_when_another_family_is_asked_for(old: list[UUID], place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(old[0])
    place.settle()
    press(place, "Event…")
    page = place.screen.pages.life.entering
    assert page.form.form is not None
    page.form.form.fill({"name": "DEDE"})
    place.screen.enter(old[1])
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.pages.life
    assert page.dirty
    place.screen.keep_draft()
    assert page.dirty
    assert drafting.take(place.bench.desk) is None  # of a family nothing was typed


def test_back_leads_to_the_list(old: list[UUID], place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(old[0])
    place.settle()
    press(place, "History")
    place.screen.pages.life.history.head.buttons[0].click()
    place.settle()
    assert place.screen.pages.currentIndex() == 0


def test_a_typed_event_waits_over_the_lock_and_is_offered_in_the_list(old: list[UUID], place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    assert place.screen.kept_event.sentence == ""
    place.screen.enter(old[0])
    place.settle()
    press(place, "Event…")
    form = place.screen.pages.life.entering.form.form
    assert form is not None
    form.fill({"name": "DEDE"})
    place.screen.keep_draft()  # the office locks, and is opened again with a new window
    again = place_of(Role.OPERATOR)
    assert "was not saved yet" in again.screen.kept_event.sentence
    button = next(one for one in again.screen.kept_event.findChildren(QPushButton) if one.text() == "Go on typing")
    button.click()
    again.settle()
    page = again.screen.pages.life.entering
    assert again.screen.pages.currentWidget() is again.screen.pages.life
    assert page.form.form is not None
    assert (page.form.form.values()["name"], page.dirty) == ("DEDE", True)
    page.leave()
    next(one for one in page.findChildren(Question) if one.isVisible()).do_it.click()
    again.settle()
    assert again.screen.kept_event.sentence == ""
    assert again.screen.pages.currentIndex() == 0


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_enters_no_events_is_offered_none(old: list[UUID], place_of: Enter, role: Role) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(old[0])
    place.settle()
    press(place, "Event…")
    form = place.screen.pages.life.entering.form.form
    assert form is not None
    form.fill({"name": "DEDE"})
    place.screen.keep_draft()
    assert place_of(role).screen.kept_event.sentence == ""


@pytest.mark.parametrize("told_first", [True, False])
def test_a_family_whose_row_goes_to_another_page_stays_in_view(
    operator: Desk, place_of: Enter, told_first: bool
) -> None:
    """Who follows a caretaker has another name: the list puts the family elsewhere, the detail keeps it."""
    families.add(operator, 70)
    place = place_of(Role.OPERATOR)
    first = place.screen.browse.listing.model.rows[0]
    assert isinstance(first, FamilyListRow)
    place.screen.enter(first.id)
    place.settle()
    opened = detail.open_family(operator, first.id)
    mother, *others = opened.fields.members
    fields = replace(opened.fields, members=(replace(mother, name="ZULAEHA"), *others))
    changes = saving.save(operator, first.id, opened.stamp, fields, "salah tulis").changes
    steps = [partial(place.screen.changed, changes), partial(place.screen.enter, first.id)]
    for step in steps if told_first else reversed(steps):
        step()
    place.settle()
    assert "ZULAEHA" not in {row.caretaker_name for row in place.screen.browse.listing.model.rows[:50]}  # type: ignore[attr-defined]
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert (shown.id, shown.fields.members[0].name) == (first.id, "ZULAEHA")

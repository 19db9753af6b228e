"""Who does not enter visits, and places with nothing in them: each is told what there is to do, in whole sentences."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from desktop.rules.terms import Role
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import FollowUp, VisitRow
from desktop.ui.kit.empty import Empty
from tests.ui.visits.conftest import Field, Place

Places = Callable[..., Place]
OTHERS = [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR]
DAY = timedelta(days=1)


def offered(place: Place) -> set[str]:
    """The buttons in view, by their words."""
    return {one.text() for one in place.screen.findChildren(QPushButton) if one.isVisible() and one.text()}


def seek(place: Place, word: str) -> None:
    listing = place.screen.browse.listing
    listing.search.setText(word)
    QTest.keyClick(listing.search, Qt.Key.Key_Return)
    place.settle()


@pytest.mark.parametrize("role", OTHERS)
def test_a_family_from_elsewhere_brings_others_to_the_log(place_of: Places, role: Role, outside: Field) -> None:
    place = place_of(role)
    place.screen.enter(outside.families[0])
    place.settle()
    assert place.shown() is place.screen.browse
    place.screen.enter_new()
    assert place.shown() is place.screen.browse
    assert offered(place).isdisjoint({"New visit", "Visit again", "Mark as done"})


@pytest.mark.parametrize("role", OTHERS)
def test_an_empty_log_offers_others_no_first_step(place_of: Places, role: Role) -> None:
    place = place_of(role)
    place.screen.enter()
    place.settle()
    empty = place.screen.browse.listing.empty
    assert empty.isVisible()
    assert empty.sentence.startswith("No visits yet.")
    assert empty.step is None
    assert "Ctrl+N" not in " ".join(one.text() for one in place.screen.findChildren(QLabel))


def test_an_empty_log_leads_the_operator_to_the_form(place_of: Places) -> None:
    place = place_of()
    place.screen.enter()
    place.settle()
    step = place.screen.browse.listing.empty.step
    assert step is not None
    step.click()
    place.settle()
    assert place.shown() is place.screen.entering


@pytest.mark.parametrize("role", [Role.OPERATOR, *OTHERS])
def test_the_sentences_of_an_empty_place_are_read_whole(place_of: Places, role: Role) -> None:
    """List and panel beside it, at the width of the smallest window."""
    place = place_of(role)
    place.screen.resize(1000, 640)
    place.screen.enter()
    place.settle()
    shown = [one for one in place.screen.browse.findChildren(Empty) if one.isVisible()]
    assert len(shown) == 2
    for empty in shown:
        sentence = next(one for one in empty.findChildren(QLabel) if one.text() == empty.sentence)
        assert 0 <= sentence.x() < sentence.geometry().right() < empty.width()
        assert empty.geometry().right() <= empty.parentWidget().width()


@pytest.mark.parametrize("state", [FollowUp.DUE, FollowUp.OVERDUE])
def test_nothing_due_is_good_news(place_of: Places, operator: Desk, outside: Field, state: FollowUp) -> None:
    for visit in outside.visits[:2]:
        visits.complete(operator, visit)
    place = place_of()
    place.screen.enter(state)
    place.settle()
    empty = place.screen.browse.listing.empty
    assert empty.sentence == "Nothing is due. Everything promised to families is done or still has time."
    assert empty.step is None


def test_a_word_that_nothing_matches_is_taken_back(place_of: Places, outside: Field) -> None:
    place = place_of()
    place.screen.enter()
    place.settle()
    seek(place, "nobody at all")
    listing = place.screen.browse.listing
    assert listing.empty.sentence == "No visit matches."
    assert listing.found.text() == "0 visits"
    assert listing.empty.step is not None
    listing.empty.step.click()
    place.settle()
    assert (listing.search.text(), listing.found.text()) == ("", "3 visits")
    assert listing.view.isVisible()


def test_a_facilitator_without_visits_has_none_listed(place_of: Places, operator: Desk, outside: Field) -> None:
    idle: UUID = facilitators.add(operator, NewFacilitator("Yusuf Maulana")).value.id
    place = place_of(Role.AUDITOR)
    place.screen.enter()
    place.settle()
    listing = place.screen.browse.listing
    for who, count in ((idle, 0), (outside.facilitator, 3)):
        listing.facilitator.choose(who)
        listing.ask()
        place.settle()
        assert listing.model.rowCount() == count
        assert listing.view.isVisible() is bool(count)


def test_the_filters_are_taken_together(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.SUPERVISOR)
    place.screen.enter(FollowUp.OVERDUE)
    place.settle()
    listing = place.screen.browse.listing
    rows = [row for row in listing.model.rows if isinstance(row, VisitRow)]
    assert [(row.id, row.due_on) for row in rows] == [(outside.visits[0], operator.today() - DAY)]
    seek(place, "nobody")
    assert listing.filters.state is FollowUp.OVERDUE
    assert listing.empty.sentence == "No visit matches.", "a word was typed, so it is not said that nothing is due"

"""What of the pay-out nobody looked at yet is not made; what happened before is in it once somebody does."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview
from tests.ui.payout.conftest import KEY, Place

Make = Callable[[Desk], Place]
PAYMENTS, SANCTIONS = 1, 3


def made(place: Place) -> list[bool]:
    tranche = place.screen.tranche
    if tranche.made is None:
        return [False]
    return [True, *(one.made is not None for one in (tranche.made.payments, tranche.made.sanctions))]


def test_each_page_is_made_when_it_is_looked_at(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    assert made(place) == [False]
    place.open()
    assert made(place) == [True, False, False]
    tabs = place.screen.tranche.part.tabs
    tabs.setCurrentIndex(SANCTIONS)
    assert made(place) == [True, False, True]
    tabs.setCurrentIndex(PAYMENTS)
    assert made(place) == [True, True, True]
    place.settle()
    assert place.screen.tranche.part.payments.part.model.rowCount() == 12


def test_the_cursor_is_on_the_tabs_of_a_tranche_opened_first(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    QTest.keyClick(place.screen.listing.table, Qt.Key.Key_Return)
    place.settle()
    tabs = place.screen.tranche.part.tabs
    assert place.screen.focusWidget() is tabs
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert place.screen.tranche.part.payments.made is not None
    QTest.keyClick(tabs, Qt.Key.Key_Escape)
    assert place.screen.pages.currentWidget() is place.screen.listing


def test_what_happened_meanwhile_is_in_it(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    """A list approved by another before its payments were looked at shows them with their receipts."""
    place = place_of(drafted)
    place.open()
    place.screen.changed(approving.approve(supervisor, KEY).changes)
    place.settle()
    assert made(place) == [True, False, False]
    place.screen.tranche.part.tabs.setCurrentIndex(PAYMENTS)
    place.settle()
    payments = place.screen.tranche.part.payments.part
    assert payments.model.index(0, 0).data() == "KW-36.01-2019-000001"
    assert payments.model.rowCount() == overview.status(drafted, KEY).row.listed.families


def test_a_change_after_it_was_made_is_in_it_too(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    place = place_of(drafted)
    place.open()
    place.screen.tranche.part.tabs.setCurrentIndex(PAYMENTS)
    place.settle()
    payments = place.screen.tranche.part.payments.part
    assert payments.model.index(0, 0).data() == ""
    place.screen.changed(approving.approve(supervisor, KEY).changes)
    place.settle()
    assert payments.model.index(0, 0).data() == "KW-36.01-2019-000001"

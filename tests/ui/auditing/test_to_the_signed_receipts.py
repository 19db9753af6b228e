"""From a receipt that is missing one key leads to where it is scanned back, at its list and village."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PaymentState
from desktop.services.auditing import audits
from desktop.services.auditing.kinds import SIGNED_WITHIN, AuditTest
from desktop.services.desk import Desk
from desktop.services.money import settling
from desktop.services.payday.signed import Pile
from tests.services.accounting.test_ageing import later
from tests.services.money.walk import FIRST, opened
from tests.ui.auditing.conftest import PlaceOf

T = AuditTest


@pytest.fixture
def unsigned(operator: Desk, supervisor: Desk) -> Desk:
    """Three families were paid, and none of their receipts came back in time."""
    opened(operator, supervisor, 3)
    settling.settle_rest(operator, FIRST, PaymentState.PAID, operator.today())
    later(operator, SIGNED_WITHIN + 1)
    return operator


def test_one_key_leads_to_the_pile(unsigned: Desk, place_of: PlaceOf) -> None:
    check = audits.run(unsigned, FIRST).value
    row = audits.findings(unsigned, check.id, T.RECEIPT_MISSING)[-1]
    place = place_of()
    place.enter(FIRST)
    place.choose(T.RECEIPT_MISSING)
    rows = place.screen.browse.rows
    assert rows.view.choose(row.id)
    assert rows.foot.signed.isVisible()
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(rows.view, Qt.Key.Key_F4)
    place.qtbot.waitUntil(lambda: place.went != [])
    assert place.went == [("signed", Pile(FIRST, row.village_code))]
    assert row.village_code


def test_what_is_no_receipt_offers_no_way_there(unsigned: Desk, place_of: PlaceOf) -> None:
    audits.run(unsigned, FIRST)
    place = place_of()
    place.enter(FIRST)
    place.choose(T.ODD_HOURS)
    foot = place.screen.browse.rows.foot
    assert not foot.signed.isVisible()
    foot.go_to_signed()
    assert place.went == []

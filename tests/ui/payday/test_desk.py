"""Scan, look, pay, next: by a scanner and the keyboard alone, nobody twice, nobody by accident."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PaymentState, Presence, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import receipts
from desktop.services.payday import paying
from desktop.ui.kit.tokens import Tone
from tests.services.money.walk import FIRST
from tests.services.payday import hall
from tests.ui.payday.conftest import Hall

HallOf = Callable[[Role], Hall]


def test_scanned_seen_and_paid_by_two_enters(at_desk: Hall) -> None:
    screen, card = at_desk.screen, at_desk.screen.desk.card
    at_desk.scan(at_desk.code(2))
    one = at_desk.payments[1]
    assert (card.name.text(), card.amount.text()) == (one.caretaker_name, "Rp1.000.000")
    assert at_desk.verdict() == "MAY BE PAID. Look at KTP and KK."
    assert card.verdict.tone is Tone.GOOD
    assert screen.desk.field.text() == ""
    at_desk.arm()
    at_desk.enter()
    assert at_desk.state(1) == PaymentState.PAID
    assert at_desk.verdict() == "PAID. Next one, please."
    tally = screen.desk.tally
    assert (tally.paid.text(), tally.paid_money.text()) == ("1", "Rp1.000.000")
    assert (tally.waiting.text(), tally.waiting_money.text()) == ("3", "Rp3.000.000")
    assert one.caretaker_name in tally.last.text()


def test_name_and_amount_are_read_from_two_metres(at_desk: Hall) -> None:
    card = at_desk.screen.desk.card
    assert min(card.name.font().pixelSize(), card.amount.font().pixelSize()) >= 40


def test_a_scanner_that_ends_with_two_enters_pays_nobody(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    assert not at_desk.screen.handing.armed
    at_desk.enter()
    assert at_desk.state(0) == PaymentState.UNPAID
    at_desk.press(Qt.Key.Key_F8)
    assert at_desk.state(0) == PaymentState.PAID


def test_enter_before_anybody_stands_there_does_nothing(at_desk: Hall) -> None:
    at_desk.arm()
    at_desk.enter()
    at_desk.press(Qt.Key.Key_F8)
    assert {at_desk.state(at) for at in range(4)} == {PaymentState.UNPAID}


def test_enter_after_the_payment_pays_nobody_else(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.press(Qt.Key.Key_F8)
    at_desk.arm()
    at_desk.enter()
    at_desk.press(Qt.Key.Key_F8)
    assert len(hall.lines(at_desk.screen.bench.desk)) == 1


def test_what_is_typed_next_takes_the_one_before_off_the_screen(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.type("EJ")
    assert at_desk.screen.desk.card.seen is None
    at_desk.press(Qt.Key.Key_F8)
    assert at_desk.state(0) == PaymentState.UNPAID


def test_paid_before_is_said_with_when_and_by_whom(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.press(Qt.Key.Key_F8)
    at_desk.scan(at_desk.code(1))
    assert at_desk.verdict() == "PAID ALREADY. Do not pay."
    card = at_desk.screen.desk.card
    assert card.verdict.tone is Tone.DANGER
    assert "by Si Operator" in card.notices[0].sentence
    assert not at_desk.screen.desk.keys["F8"].isEnabled()


def test_another_desk_was_faster(at_desk: Hall) -> None:
    """The family is on this screen when the other desk pays it."""
    at_desk.scan(at_desk.code(1))
    paying.pay(at_desk.screen.bench.desk, at_desk.payments[0].id)
    at_desk.press(Qt.Key.Key_F8)
    assert "Paid already on" in at_desk.screen.desk.notice.sentence
    assert at_desk.screen.desk.card.seen is None
    assert len(hall.lines(at_desk.screen.bench.desk)) == 1


def test_a_name_offers_families_to_choose_with_the_arrows(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    hall.opened(operator, supervisor, 16)
    there = hall_of(Role.OPERATOR)
    there.type("siti")
    hits = there.screen.desk.hits
    assert hits.isVisible()
    assert len(hits.rows) == 3
    there.press(Qt.Key.Key_Down)
    there.press(Qt.Key.Key_Down)
    there.press(Qt.Key.Key_Down)
    there.press(Qt.Key.Key_Up)
    wanted = hits.rows[1].payment_id
    there.enter()
    seen = there.screen.desk.card.seen
    assert seen is not None
    assert seen.payment_id == wanted
    assert not hits.isVisible()


def test_a_name_that_is_one_familys_opens_it_by_enter(at_desk: Hall) -> None:
    at_desk.scan("siti aminah")
    assert at_desk.screen.desk.card.name.text() == "SITI AMINAH"


def test_more_matches_than_fit_are_told(operator: Desk, supervisor: Desk, hall_of: HallOf) -> None:
    hall.opened(operator, supervisor, 12)
    there = hall_of(Role.OPERATOR)
    there.scan("cikadu")
    hits = there.screen.desk.hits
    assert (len(hits.rows), hits.count()) == (8, 9)
    assert "More families match" in hits.item(8).text()


def test_the_mouse_chooses_too_and_the_field_keeps_the_focus(at_desk: Hall) -> None:
    at_desk.type("cikadu")
    hits = at_desk.screen.desk.hits
    QTest.mouseClick(hits.viewport(), Qt.MouseButton.LeftButton, pos=hits.visualItemRect(hits.item(2)).center())
    at_desk.settle()
    assert at_desk.screen.desk.card.seen is not None
    focused = [at_desk.screen.desk.lists, at_desk.screen.desk.sound, *at_desk.screen.desk.keys.values()]
    assert {one.focusPolicy() for one in focused} == {Qt.FocusPolicy.NoFocus}


@pytest.mark.parametrize(
    ("typed", "part"),
    [("zzzz", "nobody on this list"), ("EJ1:36.01:2019:000001:AAAAAAAA", "EJ1"), ("KW-36.01-2019-000099", "000099")],
)
def test_nobody_is_said_and_the_text_is_ready_to_be_typed_over(at_desk: Hall, typed: str, part: str) -> None:
    at_desk.scan(typed)
    field = at_desk.screen.desk.field
    assert at_desk.screen.desk.notice.isVisible()
    assert field.selectedText() == typed
    if part != "EJ1":
        assert part in at_desk.screen.desk.notice.sentence


def test_half_a_number_is_no_mistake_while_one_types(at_desk: Hall) -> None:
    at_desk.type("KW-36")
    assert not at_desk.screen.desk.notice.isVisible()


def test_escape_clears_what_is_typed_and_who_stood_there(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.press(Qt.Key.Key_Escape)
    card = at_desk.screen.desk.card
    assert (card.seen, card.name.text(), card.amount.text()) == (None, "", "")
    assert card.resting.isVisible()
    assert not at_desk.screen.desk.keys["F8"].isEnabled()


def test_leaving_and_locking_leave_nobodys_data_behind(at_desk: Hall) -> None:
    for leave in (at_desk.screen.may_leave, at_desk.screen.keep_draft):
        at_desk.scan(at_desk.code(1))
        assert at_desk.screen.desk.card.seen is not None
        leave()
        assert at_desk.screen.desk.card.seen is None


def test_only_the_family_opened_stands_in_the_log(at_desk: Hall) -> None:
    desk = at_desk.screen.bench.desk
    before = hall.logged(desk)
    at_desk.type("siti a")
    at_desk.type("m")
    assert hall.logged(desk) == before
    at_desk.enter()
    assert hall.logged(desk) == before + 1
    at_desk.press(Qt.Key.Key_F9)
    assert hall.logged(desk) == before + 2
    assert (at_desk.payments[0].caretaker_nik or "")[:4] in at_desk.screen.desk.card.numbers.text()


def test_the_dead_are_not_paid_and_it_is_said_why(at_desk: Hall) -> None:
    desk = at_desk.screen.bench.desk
    family = hall.family_of(desk, at_desk.payments[0])
    hall.caretaker_is(desk, family, Presence.DIED, at_desk.payments[0].settled_on)
    at_desk.scan(at_desk.code(1))
    assert at_desk.verdict() == "DO NOT PAY"
    assert "nobody follows" in at_desk.screen.desk.card.notices[0].sentence
    at_desk.press(Qt.Key.Key_F8)
    assert at_desk.state(0) == PaymentState.UNPAID


def test_a_void_receipt_warns(at_desk: Hall, supervisor: Desk) -> None:
    receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    at_desk.scan(at_desk.code(1))
    assert "void" in at_desk.screen.desk.card.notices[0].sentence


def test_without_an_open_pay_out_the_room_says_what_is_missing(operator: Desk, hall_of: HallOf) -> None:
    there = hall_of(Role.OPERATOR)
    assert there.screen.pages.currentWidget() is there.screen.empty
    assert "No pay-out is open" in there.screen.empty.sentence


def test_closed_meanwhile_the_desk_closes(at_desk: Hall, supervisor: Desk) -> None:
    at_desk.scan(at_desk.code(1))
    done = approving.close(supervisor, FIRST)
    at_desk.screen.changed(done.changes)
    at_desk.settle()
    assert at_desk.screen.pages.currentWidget() is at_desk.screen.empty
    assert at_desk.screen.desk.card.seen is None


def test_paid_elsewhere_the_figures_follow(at_desk: Hall) -> None:
    done = paying.pay(at_desk.screen.bench.desk, at_desk.payments[3].id)
    at_desk.screen.changed(done.changes)
    at_desk.settle()
    assert at_desk.screen.desk.tally.paid.text() == "1"


@pytest.mark.parametrize(("role", "keys"), [(Role.AUDITOR, {"F9"}), (Role.SUPERVISOR, {"F9", "F12"})])
def test_who_does_not_pay_looks_only(
    operator: Desk, supervisor: Desk, hall_of: HallOf, role: Role, keys: set[str]
) -> None:
    hall.opened(operator, supervisor, 2)
    there = hall_of(role)
    assert set(there.screen.desk.keys) == keys
    there.scan(there.code(1))
    assert there.screen.desk.card.seen is not None
    there.arm()
    there.enter()
    assert there.state(0) == PaymentState.UNPAID


def test_sounds_are_turned_off_for_good(at_desk: Hall) -> None:
    button, sounds = at_desk.screen.desk.sound, at_desk.screen.sounds
    assert (sounds.on, button.text()) == (True, "Sounds on")
    at_desk.press(Qt.Key.Key_F11)
    assert (sounds.on, button.text()) == (False, "Sounds off")
    assert at_desk.screen.bench.preferences.personal.sounds == "off"

"""Who came instead: proxies, heirs, thumbs and refusals; what is missing is said before the money goes."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PaymentState, Presence
from desktop.services.desk import Desk
from desktop.services.payday import paying
from desktop.services.payday.rows import Mark, Who
from desktop.ui.payday.coming import Coming
from tests import offices
from tests.services.payday import hall
from tests.ui.payday.conftest import Hall

PROXY = {
    "name": "Rohim", "nik": hall.COUSIN, "relation": "relative",
    "ktp": True, "kk": True, "power_of_attorney": True, "office_letter": True,
}  # fmt: skip


def form(at_desk: Hall, key: Qt.Key, number: int = 1) -> Coming:
    at_desk.scan(at_desk.code(number))
    at_desk.press(key)
    coming = at_desk.screen.handing.coming
    assert coming is not None
    assert at_desk.screen.pages.currentWidget() is coming
    return coming


def send(at_desk: Hall, coming: Coming, **values: object) -> None:
    coming.form.fill(values)
    coming.form.submit()
    at_desk.settle()


def test_a_proxy_is_paid_by_the_form(at_desk: Hall) -> None:
    send(at_desk, form(at_desk, Qt.Key.Key_F4), **PROXY)
    (line,) = hall.lines(at_desk.screen.bench.desk)
    assert (line.who, line.name, line.relation, line.mark) == (Who.PROXY, "Rohim", "relative", Mark.SIGNATURE)
    assert at_desk.screen.pages.currentWidget() is at_desk.screen.desk
    assert at_desk.verdict() == "PAID. Next one, please."
    assert "(Rohim)" in at_desk.screen.desk.tally.last.text()


def test_a_missing_paper_is_said_on_the_form_and_nothing_is_lost(at_desk: Hall) -> None:
    coming = form(at_desk, Qt.Key.Key_F4)
    send(at_desk, coming, **(PROXY | {"ktp": False}))
    assert "Missing: KTP" in coming.notice.sentence
    assert coming.form.values()["name"] == "Rohim"
    assert at_desk.state(0) == PaymentState.UNPAID
    send(at_desk, coming, ktp=True)
    assert at_desk.state(0) == PaymentState.PAID


def test_what_was_not_filled_in_is_not_sent(at_desk: Hall) -> None:
    coming = form(at_desk, Qt.Key.Key_F4)
    send(at_desk, coming, name="Rohim")
    assert set(coming.form.check()) == {"nik", "relation"}
    assert hall.lines(at_desk.screen.bench.desk) == []


def test_a_proxy_of_many_families_is_asked_about(at_desk: Hall) -> None:
    for at in (0, 1):
        paying.pay(at_desk.screen.bench.desk, at_desk.payments[at].id, hall.PROXY)
    send(at_desk, form(at_desk, Qt.Key.Key_F4, 3), **PROXY)
    question = at_desk.screen.handing.till.question
    assert question is not None
    assert question.isVisible()
    assert at_desk.state(2) == PaymentState.UNPAID
    question.do_it.click()
    at_desk.settle()
    assert at_desk.state(2) == PaymentState.PAID


def test_a_thumbprint_names_who_saw_it(at_desk: Hall) -> None:
    coming = form(at_desk, Qt.Key.Key_F5)
    send(at_desk, coming)
    assert at_desk.state(0) == PaymentState.UNPAID
    send(at_desk, coming, witness="Kades Sanusi")
    (line,) = hall.lines(at_desk.screen.bench.desk)
    assert (line.who, line.mark, line.witness) == (Who.CARETAKER, Mark.THUMB, "Kades Sanusi")


def test_a_refusal_is_kept_with_its_reason(at_desk: Hall) -> None:
    send(at_desk, form(at_desk, Qt.Key.Key_F7), note="sudah mampu")
    (line,) = hall.lines(at_desk.screen.bench.desk)
    assert (line.mark, line.note) == (Mark.REFUSED, "sudah mampu")
    assert at_desk.state(0) == PaymentState.UNPAID
    assert "stays unpaid" in at_desk.screen.desk.notice.sentence
    assert at_desk.screen.desk.card.seen is None


def test_the_key_that_pays_asks_for_the_heir_where_one_is_needed(at_desk: Hall) -> None:
    desk = at_desk.screen.bench.desk
    family = hall.family_of(desk, at_desk.payments[0])
    hall.caretaker_is(desk, family, Presence.DIED, date(2019, 4, 2))
    name = hall.child_follows(desk, family, hall.COUSIN)
    coming = form(at_desk, Qt.Key.Key_F8)
    assert coming.form.values()["name"] == name
    heir = {"nik": hall.COUSIN, "relation": "child", "ktp": True, "kk": True, "heir_letter": True}
    send(at_desk, coming, **heir)
    assert [line.who for line in hall.lines(desk)] == [Who.HEIR]


def test_who_was_not_found_is_paid_by_proxy_only(at_desk: Hall) -> None:
    desk = at_desk.screen.bench.desk
    hall.caretaker_is(desk, hall.family_of(desk, at_desk.payments[0]), Presence.NOT_FOUND)
    coming = form(at_desk, Qt.Key.Key_F8)
    assert at_desk.verdict() == "PROXY WITH POWER OF ATTORNEY (F4)"
    assert "power_of_attorney" in coming.form.blocks


def test_escape_goes_back_to_the_family(at_desk: Hall) -> None:
    coming = form(at_desk, Qt.Key.Key_F4)
    QTest.keyClick(coming, Qt.Key.Key_Escape)
    at_desk.settle()
    assert at_desk.screen.pages.currentWidget() is at_desk.screen.desk
    assert at_desk.screen.handing.coming is None
    assert at_desk.screen.desk.card.seen is not None


@pytest.mark.parametrize("key", [Qt.Key.Key_F4, Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7])
def test_the_way_back_is_seen_on_every_form(at_desk: Hall, key: Qt.Key) -> None:
    coming = form(at_desk, key)
    (back,) = coming.head.buttons
    assert (back.text(), back.isVisible()) == ("Back to the family", True)
    back.click()
    at_desk.settle()
    assert at_desk.screen.pages.currentWidget() is at_desk.screen.desk
    assert at_desk.screen.desk.card.seen is not None
    assert at_desk.state(0) == PaymentState.UNPAID
    assert hall.lines(at_desk.screen.bench.desk) == []


def test_a_mistake_is_taken_back_with_the_supervisor_at_the_desk(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.press(Qt.Key.Key_F8)
    at_desk.press(Qt.Key.Key_F12)
    dialog = at_desk.screen.taking_back.dialog
    assert dialog is not None
    dialog.form.fill({"reason": "salah orang", "name": "supervisor", "password": "bukan ini"})
    dialog.form.submit()
    at_desk.settle()
    assert dialog.notice.sentence
    assert at_desk.state(0) == PaymentState.PAID
    dialog.form.fill({"password": offices.PASSWORD})
    dialog.form.submit()
    at_desk.settle()
    assert at_desk.state(0) == PaymentState.UNPAID
    assert "was taken back" in at_desk.screen.desk.notice.sentence
    assert at_desk.screen.desk.tally.paid.text() == "0"
    assert at_desk.screen.taking_back.dialog is None


def test_there_is_nothing_to_take_back_before_anybody_is_paid(at_desk: Hall) -> None:
    at_desk.press(Qt.Key.Key_F12)
    assert at_desk.screen.taking_back.dialog is None


def test_the_supervisor_takes_back_without_a_second_password(at_desk: Hall, supervisor: Desk, hall_of: object) -> None:
    assert callable(hall_of)
    paying.pay(at_desk.screen.bench.desk, at_desk.payments[0].id)
    hers: Hall = hall_of(supervisor)
    hers.press(Qt.Key.Key_F12)
    dialog = hers.screen.taking_back.dialog
    assert dialog is not None
    assert set(dialog.form.blocks) == {"payment", "reason"}
    dialog.form.fill({"reason": "salah orang"})
    dialog.form.submit()
    hers.settle()
    assert at_desk.state(0) == PaymentState.UNPAID


def test_the_receipt_comes_once_more_on_paper(at_desk: Hall) -> None:
    at_desk.scan(at_desk.code(1))
    at_desk.press(Qt.Key.Key_F10)
    copies = at_desk.screen.copies
    assert at_desk.screen.pages.currentWidget() is copies
    assert copies.paper is not None
    assert len(copies.paper) == 1
    copies.leave()
    assert at_desk.screen.pages.currentWidget() is at_desk.screen.desk

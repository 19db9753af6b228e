"""Two desks in one hall, and a power cut between any two statements: nobody is paid twice, nothing is half done."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import pytest
from sqlalchemy import event

from desktop.errors import Refused
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, signed, standing, undoing
from desktop.services.payday.rows import Received
from tests.services.money.test_two_desks import at_once
from tests.services.money.walk import FIRST, faults
from tests.services.payday import hall
from tests.services.payday.hall import opened

EACH = 1_000_000


class PowerCut(Exception):  # noqa: N818 - it is no error of the program
    pass


class Fuse:
    """Cuts the power before the n-th statement that writes."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            self.left -= 1
            if self.left < 0:
                raise PowerCut


def cut_anywhere(desk: Desk, act: Callable[[], object], whole: Callable[[], bool]) -> int:
    """Do it again and again, each time cut off one statement later, until it gets through; answers how often."""
    for at in range(60):
        fuse = Fuse(at)
        event.listen(desk.office.writer, "before_cursor_execute", fuse)
        try:
            with suppress(PowerCut):
                act()
                return at
        finally:
            event.remove(desk.office.writer, "before_cursor_execute", fuse)
        assert whole(), f"half done when cut before statement {at}"
    raise AssertionError("it never ended")


def test_two_desks_pay_the_same_family_and_one_is_told(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor, 2)[0]
    done, refused = at_once(*[partial(paying.pay, operator, one.id)] * 4)
    assert (len(done), refused) == (1, ["payday.warn_paid_to"] * 3)
    assert len(hall.lines(operator)) == 1
    assert overview.status(operator, FIRST).balance.paid == Figure(1, EACH)
    assert faults(operator) == []


def test_paid_at_the_desk_and_in_the_list_at_once_is_paid_once(operator: Desk, supervisor: Desk) -> None:
    one, today = opened(operator, supervisor, 2)[0], operator.today()
    outcome = Outcome(one.id, PaymentState.PAID, today)
    done, refused = at_once(lambda: paying.pay(operator, one.id), lambda: settling.settle(operator, FIRST, [outcome]))
    assert len(done) == 2 - len(refused)
    assert refused in ([], ["payday.warn_paid"])
    assert standing.standing(operator, FIRST).paid == Figure(1, EACH)


def test_paid_while_it_goes_back_to_the_treasury(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor, 2)[0]
    back = Outcome(one.id, PaymentState.RETURNED, operator.today(), sts_number="STS-1")
    done, refused = at_once(lambda: paying.pay(operator, one.id), lambda: settling.settle(operator, FIRST, [back]))
    assert len(done) == 1
    assert refused in (["payday.warn_returned"], ["money.payment_not_from"])
    assert len(hall.lines(operator)) == (hall.payment(operator, one.id).state == PaymentState.PAID)
    assert faults(operator) == []


def test_paid_while_its_receipt_is_voided_or_the_list_closed(operator: Desk, supervisor: Desk) -> None:
    first, second = opened(operator, supervisor, 2)
    done, refused = at_once(
        lambda: paying.pay(operator, first.id), lambda: receipts.void(supervisor, "KW-36.01-2019-000001", "salah")
    )
    assert (len(done), len(refused)) == (1, 1)
    done, refused = at_once(lambda: paying.pay(operator, second.id), lambda: approving.close(supervisor, FIRST))
    # A receipt that was voided first keeps the pay-out open.
    assert refused in ([], ["money.not_open"], ["money.close_voided"])
    assert faults(operator) == []


def test_a_proxy_at_two_desks_is_counted_at_both(operator: Desk, supervisor: Desk) -> None:
    there = opened(operator, supervisor, 4)
    acts = [partial(paying.pay, operator, one.id, hall.PROXY) for one in there]
    done, refused = at_once(*acts)
    assert (len(done), refused) == (2, ["payday.many_by_proxy"] * 2)


@pytest.mark.parametrize("received", [paying.HERSELF, hall.PROXY], ids=["caretaker", "proxy"])
def test_a_power_cut_while_paying_leaves_paid_or_not_paid(operator: Desk, supervisor: Desk, received: Received) -> None:
    one = opened(operator, supervisor, 2)[0]

    def untouched() -> bool:
        row = hall.payment(operator, one.id)
        return row.state == PaymentState.UNPAID and not hall.lines(operator) and faults(operator) == []

    steps = cut_anywhere(operator, lambda: paying.pay(operator, one.id, received), untouched)
    assert steps >= 3, "the payment, who came and the log are statements of their own"
    assert hall.payment(operator, one.id).state == PaymentState.PAID
    assert [line.name for line in hall.lines(operator)] == [received.name or one.caretaker_name]
    assert faults(operator) == []


def test_a_power_cut_while_it_is_taken_back_leaves_it_paid(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor, 1)[0]
    paying.pay(operator, one.id)

    def still_paid() -> bool:
        (line,) = hall.lines(operator)
        return hall.payment(operator, one.id).state == PaymentState.PAID and line.undone_by is None

    cut_anywhere(operator, lambda: undoing.undo(supervisor, one.id, "salah"), still_paid)
    assert hall.lines(operator)[0].undone_by == supervisor.person.id


def test_a_power_cut_while_a_signed_receipt_is_marked(operator: Desk, supervisor: Desk) -> None:
    paying.pay(operator, opened(operator, supervisor, 1)[0].id)
    steps = cut_anywhere(
        operator,
        lambda: signed.mark(operator, "KW-36.01-2019-000001"),
        lambda: signed.missing(operator, FIRST).signed == Figure(),
    )
    assert steps >= 2
    assert signed.missing(operator, FIRST).missing == Figure()


def test_the_same_receipt_scanned_at_two_tables_is_seen_once(operator: Desk, supervisor: Desk) -> None:
    paying.pay(operator, opened(operator, supervisor, 1)[0].id)
    done, refused = at_once(*[partial(signed.mark, operator, "KW-36.01-2019-000001")] * 3)
    assert (len(done), refused) == (3, [])
    assert sorted(one.value.again for one in done) == [False, True, True]  # type: ignore[attr-defined]


def test_paid_and_taken_back_at_once_ends_in_one_of_both(operator: Desk, supervisor: Desk) -> None:
    one = opened(operator, supervisor, 1)[0]
    paying.pay(operator, one.id)
    with suppress(Refused):
        at_once(lambda: undoing.undo(supervisor, one.id, "a"), lambda: undoing.undo(supervisor, one.id, "b"))
    assert [line.undone_for for line in hall.lines(operator)] in (["a"], ["b"])
    assert supervisor.person.role is Role.SUPERVISOR
    assert hall.payment(operator, one.id).state == PaymentState.UNPAID

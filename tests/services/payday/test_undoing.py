"""A payment made by mistake: taken back the same day by another person, with the reason, and never silently."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop.errors import Refused
from desktop.models import Collection, Payment, PayoutFile, PayoutOrder
from desktop.rules.dates import long_date
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, signed, undoing
from tests import offices
from tests.services.money.walk import FIRST, faults
from tests.services.payday import hall
from tests.services.payday.hall import opened


@pytest.fixture
def paid(operator: Desk, supervisor: Desk) -> Payment:
    one = opened(operator, supervisor)[0]
    paying.pay(operator, one.id)
    return one


@pytest.fixture
def by_table(operator: Desk, supervisor: Desk) -> Payment:
    one = opened(operator, supervisor)[0]
    settling.settle(operator, FIRST, [Outcome(one.id, PaymentState.PAID, operator.today())])
    return one


@pytest.fixture
def tomorrow(operator: Desk) -> Iterator[None]:
    """Let the office's clock go a day ahead."""
    now = operator.office.clock

    def later() -> datetime:
        return now() + timedelta(days=1)

    operator.office.clock = later
    yield
    operator.office.clock = now


def test_a_supervisor_takes_it_back(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    assert undoing.undo(supervisor, paid.id, " salah orang ").value == paid.caretaker_name
    now = hall.payment(operator, paid.id)
    assert (now.state, now.settled_on, now.reason) == (PaymentState.UNPAID, None, "salah orang")
    (line,) = hall.lines(operator)
    assert (line.undone_by, line.undone_for) == (supervisor.person.id, "salah orang")
    assert overview.status(operator, FIRST).balance.paid == Figure()
    paying.pay(operator, paid.id)
    assert len(hall.lines(operator)) == 2
    assert faults(operator) == []


def test_not_without_a_reason(supervisor: Desk, paid: Payment) -> None:
    with pytest.raises(Refused, match=r"money\.no_reason"):
        undoing.undo(supervisor, paid.id, "  ")


def test_not_twice(supervisor: Desk, paid: Payment) -> None:
    undoing.undo(supervisor, paid.id, "salah")
    with pytest.raises(Refused) as refused:
        undoing.undo(supervisor, paid.id, "salah")
    told = {"name": paid.caretaker_name, "on": long_date(supervisor.today()), "by": supervisor.person.name}
    assert (refused.value.code, refused.value.values) == ("payday.undone_before", told)


def test_not_where_nobody_was_paid(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    waits = hall.payments(operator)[1]
    with pytest.raises(Refused, match=r"payday\.undo_unpaid"):
        undoing.undo(supervisor, waits.id, "salah")
    paying.refuse(operator, waits.id, "sudah mampu")
    with pytest.raises(Refused, match=r"payday\.undo_unpaid"):
        undoing.undo(supervisor, waits.id, "salah")


def test_what_went_back_to_the_treasury_after_it_was_taken_back_waits_no_more(
    operator: Desk, supervisor: Desk, paid: Payment
) -> None:
    undoing.undo(supervisor, paid.id, "salah")
    settling.settle(operator, FIRST, [Outcome(paid.id, PaymentState.RETURNED, operator.today(), sts_number="STS-1")])
    with pytest.raises(Refused, match=r"payday\.undo_unpaid"):
        undoing.undo(supervisor, paid.id, "salah")


def test_who_is_paid_anew_is_taken_back_anew(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    for _ in range(2):
        undoing.undo(supervisor, paid.id, "salah")
        paying.pay(operator, paid.id)
    assert [line.undone_by is None for line in hall.lines(operator)].count(True) == 1


def test_what_a_table_paid_before_today_stands(
    operator: Desk, supervisor: Desk, by_table: Payment, tomorrow: None
) -> None:
    with pytest.raises(Refused, match=r"payday\.not_paid_here"):
        undoing.undo(supervisor, by_table.id, "salah baris")
    assert hall.payment(operator, by_table.id).state == PaymentState.PAID


def test_what_a_table_paid_is_taken_back_too_and_not_by_who_entered_it(operator: Desk, supervisor: Desk) -> None:
    one, other, *_ = opened(operator, supervisor)
    wanted = [Outcome(row.id, PaymentState.PAID, operator.today()) for row in (one, other)]
    settling.settle(operator, FIRST, wanted)
    undoing.undo(supervisor, one.id, "salah baris")
    assert hall.payment(operator, one.id).state == PaymentState.UNPAID
    assert hall.lines(operator) == []
    himself = Desk(operator.office, replace(operator.person, role=Role.SUPERVISOR))
    with pytest.raises(Refused, match=r"role\.same_person"):
        undoing.undo(himself, other.id, "salah baris")


def test_not_on_another_day(supervisor: Desk, paid: Payment, tomorrow: None) -> None:
    with pytest.raises(Refused, match=r"payday\.undo_late"):
        undoing.undo(supervisor, paid.id, "salah")


def test_not_once_the_pay_out_is_over(supervisor: Desk, paid: Payment) -> None:
    approving.close(supervisor, FIRST)
    with pytest.raises(Refused, match=r"money\.not_open"):
        undoing.undo(supervisor, paid.id, "salah")


def test_not_once_the_signed_receipt_lies_there(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    signed.mark(operator, "KW-36.01-2019-000001")
    with pytest.raises(Refused, match=r"payday\.undo_signed"):
        undoing.undo(supervisor, paid.id, "salah")


def test_not_by_who_paid_it(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    """Roles are given and taken: who was operator in the morning is supervisor after noon."""
    with operator.write("test.by") as unit:
        line = unit.session.get_one(Collection, hall.lines(operator)[0].id)
        line.by = supervisor.person.id
    with pytest.raises(Refused, match=r"role\.same_person"):
        undoing.undo(supervisor, paid.id, "salah")
    assert hall.payment(operator, paid.id).state == PaymentState.PAID


def test_the_operator_alone_cannot(operator: Desk, paid: Payment) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        undoing.undo(operator, paid.id, "salah")


def test_the_supervisor_comes_to_the_desk(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    undoing.undo_beside(operator, paid.id, "salah orang", "Supervisor", offices.PASSWORD)
    (line,) = hall.lines(operator)
    assert line.undone_by == supervisor.person.id
    assert hall.payment(operator, paid.id).state == PaymentState.UNPAID


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        (Role.SUPERVISOR.value, "salah sama sekali", "keys.wrong_password"),
        (Role.OPERATOR.value, offices.PASSWORD, "role.same_person"),
        (Role.AUDITOR.value, offices.PASSWORD, "payday.no_supervisor"),
        ("nobody", offices.PASSWORD, "keys.wrong_password"),
    ],
)
def test_nobody_else_can_stand_in_for_the_supervisor(
    operator: Desk, paid: Payment, name: str, password: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        undoing.undo_beside(operator, paid.id, "salah orang", name, password)
    assert refused.value.code == code
    assert hall.payment(operator, paid.id).state == PaymentState.PAID


def test_not_while_a_payer_says_that_it_paid_too(operator: Desk, supervisor: Desk, paid: Payment) -> None:
    """An older program took such an answer in silence; the proof names it, and nobody makes it payable a third time."""
    with operator.write("test.order") as unit:
        file = PayoutFile(
            pay_list_id=paid.pay_list_id, number=1, payer="BJB", template="bjb", name="a.csv", digest="0" * 64,
            payments=1, rupiah=paid.amount, made_by=operator.person.id, made_at=operator.now(),
        )  # fmt: skip
        unit.session.add(file)
        unit.session.flush()
        order = PayoutOrder(file_id=file.id, payment_id=paid.id, outcome=OrderOutcome.PAID, reason="")
        unit.session.add(order)
    assert faults(operator) == ["money.fault_paid_twice"]
    with pytest.raises(Refused) as refused:
        undoing.undo(supervisor, paid.id, "salah orang")
    assert (refused.value.code, refused.value.values["payer"]) == ("money.paid_by_payer", "BJB")
    hall.corrected_by_an_older_program(operator, paid.id)
    assert faults(operator) == ["money.fault_paid_unpaid"]
    with pytest.raises(Refused, match=r"money\.paid_by_payer"):
        paying.pay(operator, paid.id)

"""Settling, and the promise that at every moment each payment is in exactly one state and the money balances."""

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, Payment, Receipt
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import EnrolmentStatus, PaymentState, Role
from desktop.services import approving, enrolling
from desktop.services.accounting import returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview, printing, receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, signed, undoing
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, approved, faults, on_later_day, opened, pay_list

P = PaymentState


def ids(desk: Desk) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Payment.id).order_by(Payment.id)))


def test_outcomes_move_money_and_nothing_is_lost(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 5)
    one, two, three, *_ = ids(operator)
    today = operator.today()
    done = settling.settle(
        operator,
        FIRST,
        [
            Outcome(one, P.PAID, today),
            Outcome(two, P.PAID, today),
            Outcome(three, P.RETURNED, today, "pindah", "STS-1"),
        ],
    ).value
    assert (done.changed, done.same) == (3, 0)
    assert (done.paid, done.unpaid, done.returned) == (Figure(2, 2_000_000), Figure(2, 2_000_000), Figure(1, 1_000_000))
    again = settling.settle(operator, FIRST, [Outcome(one, P.PAID, today)]).value
    assert (again.changed, again.same) == (0, 1)
    with operator.read() as session:
        row = session.get_one(Payment, three)
        assert (row.settled_on, row.sts_number, row.reason) == (today, "STS-1", "pindah")
    assert faults(operator) == []


def test_a_table_never_takes_a_payment_back(operator: Desk, supervisor: Desk) -> None:
    """What one person entered, the supervisor takes back, on the same day and while nobody signed."""
    opened(operator, supervisor, 2)
    one, other = ids(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())])
    with pytest.raises(Refused, match=r"money\.paid_stands"):
        settling.settle(operator, FIRST, [Outcome(other, P.PAID, operator.today()), Outcome(one, P.UNPAID, reason="x")])
    assert overview.status(operator, FIRST).balance.paid == Figure(1, 1_000_000)
    undoing.undo(supervisor, one, "salah pindai")
    assert overview.status(operator, FIRST).balance.unpaid == Figure(2, 2_000_000)
    again = settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())]).value
    assert again.paid == Figure(1, 1_000_000)


def test_a_signed_payment_stands_whoever_says_otherwise(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 1)
    (one,) = ids(operator)
    paying.pay(operator, one)
    signed.mark(operator, "KW-36.01-2019-000001")
    with pytest.raises(Refused, match=r"payday\.undo_signed"):
        settling.settle(operator, FIRST, [Outcome(one, P.UNPAID, reason="salah catat")])
    with pytest.raises(Refused, match=r"payday\.undo_signed"):
        undoing.undo(supervisor, one, "salah catat")
    with pytest.raises(Refused, match=r"money\.payment_not_from"):
        returns.make(operator, FIRST, NewReturn("S-40", operator.today(), (one,)))
    assert faults(operator) == []
    with operator.write("test.meddle") as unit:
        unit.session.get_one(Payment, one).state = P.UNPAID
    assert faults(operator) == ["money.fault_signed"]


def test_a_payment_of_another_day_is_taken_back_by_nobody(operator: Desk, supervisor: Desk) -> None:
    """A day corrected afterwards does not make it one of today."""
    opened(operator, supervisor, 1)
    (one,) = ids(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())])
    later = on_later_day(operator, 1).today()
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, later)])
    with pytest.raises(Refused) as refused:
        settling.settle(operator, FIRST, [Outcome(one, P.UNPAID, reason="salah")])
    assert refused.value.code == "money.paid_before"
    with pytest.raises(Refused, match=r"payday\.not_paid_here"):
        undoing.undo(supervisor, one, "salah")


def test_why_somebody_did_not_come_is_kept_though_nothing_is_settled(operator: Desk, supervisor: Desk) -> None:
    """The report of the pay-out names the unpaid with their reasons (DOMAIN.md 4.3)."""
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    away = Outcome(one, P.UNPAID, reason=" tidak hadir ")
    done = settling.settle(operator, FIRST, [away, Outcome(two, P.UNPAID)]).value
    assert (done.changed, done.same, done.unpaid) == (1, 1, Figure(2, 2_000_000))
    assert settling.settle(operator, FIRST, [away]).value.changed == 0
    with operator.read() as session:
        assert [session.get_one(Payment, payment).reason for payment in (one, two)] == ["tidak hadir", ""]
        assert session.get_one(Payment, one).settled_on is None
    approving.close(supervisor, FIRST)
    late = settling.settle(operator, FIRST, [Outcome(two, P.UNPAID, reason="sakit")]).value
    assert (late.changed, late.unpaid.families) == (1, 2), "reasons come in after the end, too"
    assert faults(operator) == []


def test_a_reason_of_any_length_fits_its_place(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    long = "tidak hadir karena " * 40
    wanted = [Outcome(one, P.UNPAID, reason=long), Outcome(two, P.RETURNED, operator.today(), long, "STS-" * 20)]
    assert settling.settle(operator, FIRST, wanted).value.changed == 2
    assert settling.settle(operator, FIRST, wanted).value.changed == 0
    with operator.read() as session:
        rows = [session.get_one(Payment, payment) for payment in (one, two)]
    assert [row.reason for row in rows] == [long.strip()[:200]] * 2
    assert len(rows[1].sts_number or "") == 80


def test_one_bad_outcome_keeps_out_all(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 3)
    one, two, _ = ids(operator)
    today = operator.today()
    for bad, code in (
        (Outcome(new_id(), P.PAID, today), "money.payment_unknown"),
        (Outcome(two, P.PAID), "money.settled_day"),
        (Outcome(two, P.PAID, today + timedelta(days=1)), "money.settled_day"),
        (Outcome(two, P.RETURNED, today), "money.no_sts"),
        (Outcome(two, P.WITHHELD, today), "money.payment_not_from"),
    ):
        with pytest.raises(Refused) as refused:
            settling.settle(operator, FIRST, [Outcome(one, P.PAID, today), bad])
        assert refused.value.code == code
        assert overview.status(operator, FIRST).balance.paid == Figure()


def test_nothing_is_paid_before_the_pay_out_opens(operator: Desk, supervisor: Desk) -> None:
    approved(operator, supervisor, 1)
    with pytest.raises(Refused) as refused:
        settling.settle_rest(operator, FIRST, P.PAID, operator.today())
    assert refused.value.code == "money.not_open"


def test_no_money_changed_hands_before_the_pay_out_opened(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    today = operator.today()
    for day in (date(1900, 1, 1), today - timedelta(days=1)):
        for bad in (Outcome(two, P.PAID, day), Outcome(two, P.RETURNED, day, "pindah", "STS-1")):
            with pytest.raises(Refused) as refused:
                settling.settle(operator, FIRST, [Outcome(one, P.PAID, today), bad])
            assert refused.value.code == "money.settled_early"
            assert (refused.value.values["on"], refused.value.values["opened"]) == (long_date(day), long_date(today))
    with pytest.raises(Refused):
        settling.settle_rest(operator, FIRST, P.PAID, date(1900, 1, 1))
    assert overview.status(operator, FIRST).balance.unpaid == Figure(2, 2_000_000)


def test_one_payment_with_two_results_is_refused(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    today = operator.today()
    paid = Outcome(one, P.PAID, today)
    with operator.read() as session:
        name = session.get_one(Payment, one).caretaker_name
    for other in (
        Outcome(one, P.RETURNED, today, "pindah", "STS-1"),
        Outcome(one, P.UNPAID, reason="tidak hadir"),
        Outcome(one, P.PAID, today, "diwakili"),
    ):
        with pytest.raises(Refused) as refused:
            settling.settle(operator, FIRST, [paid, Outcome(two, P.PAID, today), other])
        assert (refused.value.code, refused.value.values) == ("money.settled_twice", {"name": name})
    unknown = new_id()
    with pytest.raises(Refused) as refused:
        settling.settle(operator, FIRST, [Outcome(unknown, P.PAID, today), Outcome(unknown, P.UNPAID)])
    assert refused.value.values == {"name": str(unknown)}
    done = settling.settle(operator, FIRST, [paid, paid]).value
    assert (done.changed, done.same, done.paid.families) == (1, 0, 1)


def journalled(desk: Desk, payment: UUID) -> int:
    with desk.read() as session:
        lines = select(func.count()).select_from(AuditLine).where(AuditLine.record == str(payment))
        return session.scalar(lines.where(AuditLine.action == "tranche.settle")) or 0


def test_a_corrected_day_or_sts_is_a_change_and_stands_in_the_log(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    first = operator.today()
    later = on_later_day(operator, 3).today()
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, first), Outcome(two, P.RETURNED, first, "pindah", "STS-1")])
    right = [Outcome(one, P.PAID, later), Outcome(two, P.RETURNED, first, sts_number="STS-2")]
    done = settling.settle(operator, FIRST, right).value
    assert (done.changed, done.same) == (2, 0)
    assert settling.settle(operator, FIRST, right).value.changed == 0
    with operator.read() as session:
        paid, back = (session.get_one(Payment, payment) for payment in (one, two))
    assert (paid.settled_on, paid.state, paid.sts_number) == (later, P.PAID, None)
    assert (back.settled_on, back.sts_number, back.reason) == (first, "STS-2", "pindah")
    assert (journalled(operator, one), journalled(operator, two)) == (2, 2)
    for bad, code in (
        (Outcome(one, P.PAID, later + timedelta(days=1)), "money.settled_day"),
        (Outcome(one, P.PAID, first - timedelta(days=1)), "money.settled_early"),
        (Outcome(one, P.PAID), "money.settled_day"),
        (Outcome(two, P.RETURNED, first), "money.no_sts"),
    ):
        with pytest.raises(Refused) as refused:
            settling.settle(operator, FIRST, [bad])
        assert refused.value.code == code
    assert faults(operator) == []


def test_after_the_end_only_a_return_is_corrected(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    first = operator.today()
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, first), Outcome(two, P.RETURNED, first, "x", "STS-1")])
    later = on_later_day(operator, 2).today()
    approving.close(supervisor, FIRST)
    with pytest.raises(Refused) as refused:
        settling.settle(operator, FIRST, [Outcome(one, P.PAID, later)])
    assert refused.value.code == "money.payment_not_from"
    assert settling.settle(operator, FIRST, [Outcome(one, P.PAID, first)]).value.same == 1
    done = settling.settle(operator, FIRST, [Outcome(two, P.RETURNED, later, "x", "STS-9")]).value
    assert done.changed == 1
    returns.confirm(supervisor, next(row.id for row in returns.listing(operator, FIRST) if row.waits and row.id))
    approving.lock(supervisor, FIRST)
    with pytest.raises(Refused) as refused:
        settling.settle(operator, FIRST, [Outcome(two, P.RETURNED, later, "x", "STS-1")])
    assert refused.value.code == "money.not_open"


def test_after_closing_money_only_goes_back(operator: Desk, supervisor: Desk) -> None:
    opened(operator, supervisor, 2)
    one, two = ids(operator)
    settling.settle(operator, FIRST, [Outcome(one, P.PAID, operator.today())])
    approving.close(supervisor, FIRST)
    for outcome in (Outcome(two, P.PAID, operator.today()), Outcome(one, P.UNPAID, reason="salah")):
        with pytest.raises(Refused) as refused:
            settling.settle(operator, FIRST, [outcome])
        assert refused.value.code == "money.payment_not_from"
    done = settling.settle_rest(operator, FIRST, P.RETURNED, operator.today(), reason="tidak diambil", sts_number="9")
    assert done.value.returned == Figure(1, 1_000_000)
    assert faults(operator) == []


class Tranche:
    """Everything people may do to a tranche, each step refused or done."""

    def __init__(self, folder: Path) -> None:
        self.operator = offices.sign_in(folder, Role.OPERATOR)
        self.supervisor = offices.same_office_as(self.operator, Role.SUPERVISOR)
        self.folder = folder.parent
        self.made = 0

    def step(self, name: str, choice: int) -> None:
        with suppress(Refused):
            getattr(self, name)(choice)

    def grow(self, choice: int) -> None:
        families.add(self.operator, 1 + choice % 3, start=self.made, receives_pkh=choice % 4 == 0)
        self.made += 3

    def draft(self, choice: int) -> None:
        drafting.create(self.operator, FIRST, DECREE if choice % 2 else None)

    def check(self, choice: int) -> None:
        approving.check(self.operator, FIRST)

    def approve(self, choice: int) -> None:
        approving.approve(self.supervisor, FIRST)

    def open(self, choice: int) -> None:
        approving.open_pay_out(self.supervisor, FIRST)

    def settle(self, choice: int) -> None:
        some = ids(self.operator)
        state = (P.PAID, P.RETURNED, P.UNPAID)[choice % 3]
        outcome = Outcome(some[choice % len(some)], state, self.operator.today(), "x", "STS") if some else None
        settling.settle(self.operator, FIRST, [outcome] if outcome else [])

    def stop(self, choice: int) -> None:
        with self.operator.read() as session:
            enrolments = session.scalars(select(Enrolment.id)).all()
        status = (EnrolmentStatus.STOPPED, EnrolmentStatus.CANDIDATE)[choice % 2]
        if enrolments:
            step = enrolling.Move(status, self.operator.today(), "x")
            enrolling.move(self.operator, enrolments[choice % len(enrolments)], step)

    def void(self, choice: int) -> None:
        receipts.void(self.supervisor, self._receipt(choice), "x")

    def issue(self, choice: int) -> None:
        receipts.issue_anew(self.operator, self._receipt(choice))

    def print(self, choice: int) -> None:
        wish = printing.Wish(first=1 + choice % 4)
        if choice % 2:
            printing.print_receipts(self.operator, FIRST, self.folder / "a.pdf", wish)
        else:
            printing.confirm(self.operator, FIRST)

    def close(self, choice: int) -> None:
        approving.close(self.supervisor, FIRST)

    def _receipt(self, choice: int) -> str:
        with self.operator.read() as session:
            numbers = session.scalars(select(Receipt.number)).all()
        number = numbers[choice % len(numbers)] if numbers else 1
        return str(ReceiptNumber("36.01", 2019, number))


STEPS = ("grow", "draft", "check", "stop", "settle", "void", "issue", "print")
LIFE = ("grow", "draft", "approve", "open", "close")


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 40)), max_size=6), min_size=5, max_size=5))
def test_whatever_people_do_the_money_balances(
    office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory, acts: list[list[tuple[str, int]]]
) -> None:
    tranche = Tranche(office_template.copy(tmp_path_factory.mktemp("walk") / "office"))
    try:
        for life, between in zip(LIFE, acts, strict=True):
            tranche.step(life, 1)
            for name, choice in between:
                tranche.step(name, choice)
                balance = overview.status(tranche.operator, FIRST).balance
                if pay_list_is_approved(tranche.operator):
                    assert balance.problems() == ()
                assert faults(tranche.operator) == []
    finally:
        tranche.operator.close()


def pay_list_is_approved(desk: Desk) -> bool:
    try:
        return pay_list(desk).approved_by is not None
    except Refused:
        return False

"""A day in the hall at random: pay, refuse, take back, settle, void, close, crash; the money is conserved."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import event, select

from desktop.errors import Refused
from desktop.models import Payment, Receipt, SignedReceipt
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, ReceiptState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import receipts, settling
from desktop.services.money.settling import Outcome
from desktop.services.payday import finding, paying, signed, standing, undoing
from desktop.services.payday.rows import Mark
from tests import offices
from tests.services.money.walk import FIRST, faults
from tests.services.payday import hall
from tests.services.payday.test_two_desks import Fuse, PowerCut

P = PaymentState
EACH = 1_000_000
FAMILIES = 5
who = st.integers(0, FAMILIES - 1)


class Day(RuleBasedStateMachine):
    """Each rule is one act of one person; what is refused changes nothing. `paid` is what this side handed out."""

    template: offices.Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ejsika-hall-"))
        self.operator = offices.sign_in(self.template.copy(self.folder / "office"), Role.OPERATOR)
        self.there: list[Payment] = []
        self.paid: set[UUID] = set()
        self.returned: set[UUID] = set()

    @property
    def supervisor(self) -> Desk:
        return offices.same_office_as(self.operator, Role.SUPERVISOR)

    @initialize()
    def begin(self) -> None:
        self.there = hall.opened(self.operator, self.supervisor, FAMILIES)

    def done(self, service: Callable[..., object], *args: object, **named: Any) -> bool:
        """Do it; answers whether it was done rather than refused."""
        with suppress(Refused):
            service(*args, **named)
            return True
        return False

    @rule(at=who, proxy=st.booleans(), anyway=st.booleans())
    def pay(self, at: int, proxy: bool, anyway: bool) -> None:
        one = self.there[at].id
        received = hall.PROXY if proxy else paying.HERSELF
        if self.done(paying.pay, self.operator, one, received, anyway=anyway):
            assert one not in self.paid | self.returned
            self.paid.add(one)

    @rule(at=who)
    def scan_and_pay(self, at: int) -> None:
        """By the number that counts, as the desk does."""
        with self.operator.read() as session:
            number = session.scalars(select(Receipt.number).where(Receipt.payment_id == self.there[at].id)).all()[-1]
        hits = finding.find(self.operator, FIRST, f"KW-36.01-2019-{number:06}")
        assert [row.payment_id for row in hits.rows] == [self.there[at].id]
        self.pay(at, proxy=False, anyway=False)

    @rule(at=who, cut=st.integers(0, 6))
    def crash_while_paying(self, at: int, cut: int) -> None:
        fuse, one = Fuse(cut), self.there[at].id
        event.listen(self.operator.office.writer, "before_cursor_execute", fuse)
        try:
            if self.done(paying.pay, self.operator, one):
                self.paid.add(one)
        except PowerCut:
            pass
        finally:
            event.remove(self.operator.office.writer, "before_cursor_execute", fuse)

    @rule(at=who)
    def refuse(self, at: int) -> None:
        if self.done(paying.refuse, self.operator, self.there[at].id, "tidak mau"):
            assert self.there[at].id not in self.paid

    @rule(at=who)
    def take_back(self, at: int) -> None:
        if self.done(undoing.undo, self.supervisor, self.there[at].id, "salah"):
            self.paid.remove(self.there[at].id)

    @rule(at=who, state=st.sampled_from([P.PAID, P.UNPAID, P.RETURNED]))
    def settle_in_the_list(self, at: int, state: PaymentState) -> None:
        one = self.there[at].id
        told = Outcome(one, state, self.operator.today(), "daftar", "STS-1")
        if self.done(settling.settle, self.operator, FIRST, [told]):
            self.paid.discard(one)
            if state is P.PAID:
                self.paid.add(one)
            elif state is P.RETURNED:
                self.returned.add(one)

    @rule(at=who)
    def void_and_issue_anew(self, at: int) -> None:
        with self.operator.read() as session:
            numbers = session.scalars(select(Receipt.number).where(Receipt.payment_id == self.there[at].id)).all()
        number = f"KW-36.01-2019-{max(numbers):06}"
        if self.done(receipts.void, self.supervisor, number, "salah"):
            assert not self.done(paying.pay, self.operator, self.there[at].id)
            receipts.issue_anew(self.operator, number)

    @rule(at=who)
    def see_signed(self, at: int) -> None:
        number = standing_number(self.operator, self.there[at].id)
        if number and self.done(signed.mark, self.operator, number):
            assert self.there[at].id in self.paid

    @rule(sure=st.integers(0, 9))
    def close(self, sure: int) -> None:
        if sure == 0:
            self.done(approving.close, self.supervisor, FIRST)

    @invariant()
    def money_is_conserved(self) -> None:
        if not self.there:
            return
        told = standing.standing(self.operator, FIRST)
        assert told.paid == Figure(len(self.paid), len(self.paid) * EACH)
        left = FAMILIES - len(self.paid) - len(self.returned)
        assert told.waiting == Figure(left, left * EACH)
        assert {row.payment_id for row in told.last} <= self.paid
        assert faults(self.operator) == []

    @invariant()
    def who_came_stands_once(self) -> None:
        standing_lines = [
            line.payment_id
            for line in hall.lines(self.operator)
            if line.undone_by is None and line.mark != Mark.REFUSED
        ]
        assert len(standing_lines) == len(set(standing_lines))

    @invariant()
    def what_is_missing_and_what_is_there_is_all_that_was_paid(self) -> None:
        if not self.there:
            return
        told = signed.missing(self.operator, FIRST)
        assert told.signed + told.missing == told.paid == Figure(len(self.paid), len(self.paid) * EACH)
        assert {row.payment_id for row in told.rows} <= self.paid
        with self.operator.read() as session:
            seen = session.scalars(select(SignedReceipt.receipt_id)).all()
        assert len(seen) == len(set(seen))

    def teardown(self) -> None:
        self.operator.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def standing_number(desk: Desk, payment: UUID) -> str:
    """The receipt that counts, as printed; "" where none does."""
    with desk.read() as session:
        row = session.scalars(
            select(Receipt).where(Receipt.payment_id == payment, Receipt.state == ReceiptState.ISSUED)
        ).first()
        return f"KW-36.01-2019-{row.number:06}" if row else ""


def run(template: offices.Template, examples: int, steps: int) -> None:
    Day.template = template
    run_state_machine_as_test(
        Day,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_a_few_days_in_the_hall(office_template: offices.Template) -> None:
    run(office_template, 2, 14)


@pytest.mark.torture
def test_hundreds_of_days_in_the_hall(office_template: offices.Template) -> None:
    run(office_template, 300, 60)

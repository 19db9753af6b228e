"""Every room that touches the money of a tranche, at random and at once: it balances, and nothing is paid twice."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Collection, Payment, PayoutOrder, TreasuryReturn
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState, Role
from desktop.services import approving, safety
from desktop.services.accounting import ageing, reconciling, returns
from desktop.services.accounting import undoing as undoing_returns
from desktop.services.accounting.returns import NewReturn
from desktop.services.auditing import audits
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, receipts, settling, stepping_back
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.proving import prove
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, signed, undoing
from desktop.services.payers import files
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, faults
from tests.services.payday import hall

P = PaymentState
LATER = replace(FIRST, supplement=1)
CHANGE = replace(DECREE, number="466/Kep.200-Huk/2019")
KEYS = (FIRST, LATER)
FAMILIES = 5
keys = st.sampled_from(KEYS)
some = st.integers(0, 30)


class Rooms(RuleBasedStateMachine):
    """Each rule is one act of one person in one room; what is refused changes nothing."""

    template: offices.Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ejsika-rooms-"))
        self.operator = offices.sign_in(self.template.copy(self.folder / "office"), Role.OPERATOR)
        self.files = 0

    @property
    def supervisor(self) -> Desk:
        return offices.same_office_as(self.operator, Role.SUPERVISOR)

    def act(self, service: Callable[..., object], *args: object, **named: Any) -> bool:
        with suppress(Refused):
            service(*args, **named)
            return True
        return False

    def payments(self, key: TrancheKey) -> Sequence[Payment]:
        with self.operator.read() as session:
            found = list_of(session, key, "36.01")
            mine = Payment.pay_list_id == (found.id if found else None)
            return session.scalars(select(Payment).where(mine).order_by(Payment.card_number)).all()

    def one(self, key: TrancheKey, pick: int) -> UUID | None:
        there = self.payments(key)
        return there[pick % len(there)].id if there else None

    @initialize()
    def begin(self) -> None:
        families.add(self.operator, FAMILIES, bank="bjb")
        drafting.create(self.operator, FIRST, DECREE)
        approving.approve(self.supervisor, FIRST)
        approving.open_pay_out(self.supervisor, FIRST)

    @rule(key=keys, pick=some, proxy=st.booleans())
    def pay_at_the_desk(self, key: TrancheKey, pick: int, proxy: bool) -> None:
        if (one := self.one(key, pick)) is not None:
            self.act(paying.pay, self.operator, one, hall.PROXY if proxy else paying.HERSELF, anyway=True)

    @rule(key=keys, pick=some)
    def take_back_at_the_desk(self, key: TrancheKey, pick: int) -> None:
        if (one := self.one(key, pick)) is not None:
            self.act(undoing.undo, self.supervisor, one, "salah")

    @rule(key=keys, pick=some, state=st.sampled_from([P.PAID, P.UNPAID]))
    def settle(self, key: TrancheKey, pick: int, state: PaymentState) -> None:
        if (one := self.one(key, pick)) is not None:
            today = self.operator.today()
            self.act(settling.settle, self.operator, key, [Outcome(one, state, today, "tidak hadir")])

    @rule(key=keys, pick=some, sts=st.sampled_from(["STS-1", "STS-2", "STS-3"]), everything=st.booleans())
    def return_to_the_treasury(self, key: TrancheKey, pick: int, sts: str, everything: bool) -> None:
        one = self.one(key, pick)
        if one is not None:
            new = NewReturn(sts, self.operator.today(), None if everything and pick % 5 == 0 else (one,))
            self.act(returns.make, self.operator, key, new)

    @rule(decided=st.sampled_from(["confirmed", "declined", "taken back"]), pick=some)
    def decide_on_a_return(self, decided: str, pick: int) -> None:
        rows = [row for row in returns.listing(self.operator) if row.id is not None]
        if rows:
            row = rows[pick % len(rows)]
            assert row.id is not None
            if decided == "confirmed":
                self.act(returns.confirm, self.supervisor, row.id)
            elif decided == "declined":
                self.act(undoing_returns.decline, self.supervisor, row.id, "belum masuk")
            else:
                self.act(undoing_returns.take_back, self.operator, row.id, "salah")

    @rule(key=keys)
    def send_to_the_bank(self, key: TrancheKey) -> None:
        self.files += 1
        self.act(files.make, self.operator, key, "BJB", self.folder / f"{self.files}.csv")

    @rule(pick=some)
    def void(self, pick: int) -> None:
        number = f"KW-36.01-2019-{pick % 9 + 1:06}"
        if not self.act(receipts.void, self.supervisor, number, "nama salah"):
            self.act(receipts.issue_anew, self.operator, number)

    @rule(pick=some)
    def issue_anew(self, pick: int) -> None:
        """Also long after it was voided, when the family stands on a later list."""
        self.act(receipts.issue_anew, self.operator, f"KW-36.01-2019-{pick % 9 + 1:06}")

    @rule(pick=some)
    def draft_the_later_list_without_what_was_asked_for(self, pick: int) -> None:
        self.act(drafting.create, self.operator, LATER, CHANGE)
        self.act(returns.make, self.operator, LATER, NewReturn("STS-B", self.operator.today()))

    @rule(pick=some)
    def a_signed_receipt_comes_back(self, pick: int) -> None:
        self.act(signed.mark, self.operator, f"KW-36.01-2019-{pick % 9 + 1:06}")

    @rule(pick=some)
    def a_later_list(self, pick: int) -> None:
        gone = [one.enrolment_id for one in self.payments(FIRST) if one.state == P.RETURNED]
        self.act(drafting.create, self.operator, LATER, CHANGE, again=gone[: pick % (len(gone) + 1)])
        if pick % 2:
            listed = [one.amount for one in self.payments(LATER) if one.state != P.WITHHELD]
            if listed:
                typed = replace(CHANGE, households=len(listed), rupiah=sum(listed))
                self.act(decrees.enter, self.operator, LATER, typed)
            self.act(approving.approve, self.supervisor, LATER)
            self.act(approving.open_pay_out, self.supervisor, LATER)

    @rule(key=keys)
    def go_back(self, key: TrancheKey) -> None:
        if self.act(stepping_back.ask, self.operator, key, "nama keliru"):
            self.act(stepping_back.grant, self.supervisor, key)
            self.act(stepping_back.decline, self.supervisor, key, "sudah benar")

    @rule(key=keys)
    def go_on(self, key: TrancheKey) -> None:
        for step in (approving.approve, approving.open_pay_out, approving.close):
            if self.act(step, self.supervisor, key):
                return

    @rule(key=st.sampled_from([FIRST, LATER, None]))
    def audit(self, key: TrancheKey | None) -> None:
        self.act(audits.run, self.operator, key)

    @invariant()
    def every_list_balances_in_every_area(self) -> None:
        for key in KEYS:
            if self.payments(key):
                found = reconciling.reconcile(self.operator, key)
                assert all(one.holds for one in found.identities)

    @invariant()
    def what_is_unpaid_is_what_ages(self) -> None:
        """Money of lists that nobody approved does not age yet."""
        rows = ageing.unpaid(self.operator).rows
        aged = {row.key: row.unpaid for row in rows}
        for key, figure in aged.items():
            unpaid = [one for one in self.payments(key) if one.state == P.UNPAID]
            assert figure == Figure(len(unpaid), sum(one.amount for one in unpaid))

    @invariant()
    def who_came_is_who_was_paid(self) -> None:
        """A collection that stands belongs to money that is paid, and there is one of each."""
        with self.operator.read() as session:
            standing = session.scalars(
                select(Collection.payment_id).where(Collection.undone_by.is_(None), Collection.mark != "refused")
            ).all()
            states = dict(session.execute(select(Payment.id, Payment.state)).all())
        assert all(many == 1 for many in Counter(standing).values())
        assert {states[payment] for payment in standing} <= {P.PAID}

    @invariant()
    def every_return_stands_under_one_sts(self) -> None:
        with self.operator.read() as session:
            made = session.scalars(select(TreasuryReturn)).all()
            gone = session.scalars(select(Payment).where(Payment.state == P.RETURNED)).all()
        assert sum(one.rupiah for one in made) == sum(one.amount for one in gone)
        assert {(one.pay_list_id, one.sts_number) for one in gone} <= {
            (one.pay_list_id, one.sts_number) for one in made
        }

    @invariant()
    def nothing_is_sent_to_a_bank_twice(self) -> None:
        with self.operator.read() as session:
            sent = session.scalars(
                select(PayoutOrder.payment_id).where(PayoutOrder.outcome != OrderOutcome.FAILED)
            ).all()
        assert len(set(sent)) == len(sent)

    @invariant()
    def the_proof_finds_nothing(self) -> None:
        assert faults(self.operator) == []

    def teardown(self) -> None:
        proved = safety.verify(self.operator, prove)
        self.operator.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert proved.faults == ()


def test_whatever_all_rooms_do_the_money_balances(office_template: offices.Template) -> None:
    class Here(Rooms):
        template = office_template

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=5,
            stateful_step_count=20,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_machine_would_see_money_that_is_lost(office_template: offices.Template) -> None:
    """A promise nobody could break proves nothing: a return without its payments is seen."""

    class Here(Rooms):
        template = office_template

    machine = Here()
    machine.begin()
    machine.return_to_the_treasury(FIRST, 1, "STS-1", everything=False)
    machine.every_return_stands_under_one_sts()
    with machine.operator.office.alone() as driver:
        driver.execute("UPDATE treasury_return SET rupiah = rupiah + 1")
    broken = False
    try:
        machine.every_return_stands_under_one_sts()
    except AssertionError:
        broken = True
    assert broken
    assert "money.fault_returns" in faults(machine.operator) or faults(machine.operator)
    with machine.operator.office.alone() as driver:
        driver.execute("UPDATE treasury_return SET rupiah = rupiah - 1")
    machine.teardown()

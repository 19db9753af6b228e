"""Two operators and a supervisor do what they like to three tranches, with crashes: the money stays as promised."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import aliased

from desktop.errors import Refused
from desktop.models import Enrolment, PayList, Payment, PrintRun, ProgrammeYear, Receipt, TreasuryReturn, User
from desktop.rules import programme
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.programme_year import Sanction, SanctionKind
from desktop.rules.terms import EnrolmentStatus, PayListState, PaymentState, ReceiptState, Role
from desktop.services import approving, enrolling, safety, users
from desktop.services.accounting import returns
from desktop.services.accounting import undoing as undoing_returns
from desktop.services.desk import Desk
from desktop.services.money import (
    decrees,
    drafting,
    overview,
    printing,
    receipts,
    sanctions,
    settling,
    stepping_back,
    treasury,
)
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.print_plan import RunKind
from desktop.services.money.printing import Wish
from desktop.services.money.proving import prove
from desktop.services.money.sanctions import NewSanction
from desktop.services.money.settling import Outcome
from desktop.services.money.voided import is_voided
from desktop.services.payday import signed, undoing
from desktop.store.office import OpenOffice, open_office
from tests import families, offices
from tests.services.money.walk import DECREE, FIRST, OTHER, SECOND, faults, other_programme

P = PaymentState
LATER = replace(FIRST, supplement=1)
CHANGE = replace(DECREE, number="466/Kep.200-Huk/2019")
KEYS = (FIRST, SECOND, OTHER, LATER)
CUT, HOLD = 1, 2
LADDER = (Sanction(CUT, SanctionKind.REDUCTION, 30), Sanction(HOLD, SanctionKind.SUSPENSION))
COUSIN = "sepupu"
keys = st.sampled_from(KEYS)
some = st.integers(0, 60)
outcomes = st.sampled_from([P.PAID, P.PAID, P.RETURNED, P.UNPAID])


LIST, OTHER_LIST, AGAIN = aliased(PayList), aliased(PayList), aliased(Payment)
LISTED_AGAIN = (
    select(Payment.id)
    .join(LIST, LIST.id == Payment.pay_list_id)
    .outerjoin(
        TreasuryReturn,
        (TreasuryReturn.pay_list_id == Payment.pay_list_id) & (TreasuryReturn.sts_number == Payment.sts_number),
    )
    .join(AGAIN, AGAIN.enrolment_id == Payment.enrolment_id)
    .join(OTHER_LIST, OTHER_LIST.id == AGAIN.pay_list_id)
    .where(LIST.programme == OTHER_LIST.programme, LIST.year == OTHER_LIST.year, LIST.tranche == OTHER_LIST.tranche)
    .where(LIST.id != OTHER_LIST.id, Payment.state == P.RETURNED, TreasuryReturn.confirmed_by.is_(None))
    .where(AGAIN.state.in_((P.UNPAID, P.PAID)))
)


def receipt_payment(desk: Desk, number: str) -> UUID:
    with desk.read() as session:
        wanted = Receipt.number == int(number.rsplit("-", 1)[-1])
        return session.scalars(select(Receipt.payment_id).where(wanted)).one()


class Breaks:
    """The power goes at the n-th step of the work."""

    def __init__(self, at: int) -> None:
        self._left = at

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError("the power went")


def refuse_upgrade(_: OpenOffice) -> None:
    raise AssertionError("nothing here is of an older program")


class Money(RuleBasedStateMachine):
    """Each rule is one act of one person; what is refused changes nothing."""

    template: offices.Template

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="ejsika-money-"))
        self.operator = offices.sign_in(self.template.copy(self.folder / "office"), Role.OPERATOR)
        self.made = 0
        self.numbered: dict[int, UUID] = {}  # number -> payment, for ever
        self.paid: dict[UUID, int] = {}  # what this side handed out, payment by payment
        self.signed: set[UUID] = set()

    @property
    def supervisor(self) -> Desk:
        return offices.same_office_as(self.operator, Role.SUPERVISOR)

    def other_desk(self) -> Desk:
        """A second operator at the same office, with sessions of her own."""
        with self.operator.read() as session:
            found = session.scalars(select(User).where(User.name == COUSIN)).one()
        person = self.operator.person
        return Desk(self.operator.office, type(person)(found.id, found.name, found.full_name, Role.OPERATOR))

    @initialize()
    def begin(self) -> None:
        administrator = offices.same_office_as(self.operator, Role.ADMINISTRATOR)
        users.add(administrator, COUSIN, Role.OPERATOR, offices.PASSWORD)
        other_programme(self.operator)
        with self.operator.write("test.ladder") as unit:
            kept = unit.session.get_one(ProgrammeYear, (FIRST.programme, FIRST.year))
            kept.rules = programme.to_json(replace(programme.from_json(kept.rules), sanctions=LADDER))
        self.grow(2, pkh=False)

    def act(self, service: Callable[..., object], *args: object) -> bool:
        """Do it; answers whether it was done rather than refused."""
        with suppress(Refused):
            service(*args)
            return True
        return False

    def payments(self, key: TrancheKey) -> list[Payment]:
        with self.operator.read() as session:
            found = list_of(session, key, "36.01")
            mine = Payment.pay_list_id == (found.id if found else None)
            return list(session.scalars(select(Payment).where(mine).order_by(Payment.card_number)))

    @rule(count=st.integers(1, 3), pkh=st.booleans())
    def grow(self, count: int, pkh: bool) -> None:
        by = self.operator.person.id
        families.add(self.operator, count, start=self.made, receives_pkh=pkh, registered_by=by)
        families.add(self.operator, 1, start=self.made + 500, programme=OTHER.programme, registered_by=by)
        self.made += count

    @rule(key=keys, decreed=st.booleans())
    def draft(self, key: TrancheKey, decreed: bool) -> None:
        self.act(drafting.create, self.operator, key, DECREE if decreed else None)

    @rule(key=keys)
    def draft_at_the_other_desk(self, key: TrancheKey) -> None:
        self.act(drafting.create, self.other_desk(), key, DECREE)

    @rule(key=keys, at=st.integers(0, 3))
    def crash_in_a_draft(self, key: TrancheKey, at: int) -> None:
        with suppress(OSError):
            self.act(drafting.create, self.operator, key, DECREE, Breaks(at))

    @rule(key=keys)
    def approve_and_open(self, key: TrancheKey) -> None:
        decree = CHANGE if key.supplement else DECREE
        if self.act(drafting.create, self.operator, key, decree):
            listed = overview.status(self.operator, key).balance.listed
            typed = replace(decree, households=listed.families, rupiah=listed.rupiah)
            self.act(decrees.enter, self.operator, key, typed)
        self.act(approving.approve, self.supervisor, key)
        self.act(approving.open_pay_out, self.supervisor, key)

    @rule(key=keys, at=st.integers(0, 3))
    def crash_in_an_approval(self, key: TrancheKey, at: int) -> None:
        with suppress(OSError):
            self.act(approving.approve, self.supervisor, key, Breaks(at))

    @rule(key=keys, pick=some, state=outcomes, sts=st.sampled_from(["STS-1", ""]))
    def settle(self, key: TrancheKey, pick: int, state: PaymentState, sts: str) -> None:
        there = self.payments(key)
        if there:
            self.hand_out(self.operator, key, [(there[pick % len(there)], state)], sts)

    @rule(key=keys, pick=some)
    def settle_the_same_at_two_desks(self, key: TrancheKey, pick: int) -> None:
        """Both read the same queue; the second one's click finds the money gone."""
        there = self.payments(key)
        if there:
            one = there[pick % len(there)]
            self.hand_out(self.operator, key, [(one, P.PAID)], "")
            self.hand_out(self.other_desk(), key, [(one, P.PAID)], "")
            self.hand_out(self.other_desk(), key, [(one, P.RETURNED)], "STS-9")

    def hand_out(self, desk: Desk, key: TrancheKey, wanted: list[tuple[Payment, PaymentState]], sts: str) -> None:
        before = {one.id: one.state for one in self.payments(key)}
        rows = [Outcome(one.id, state, desk.today(), "tidak hadir", sts) for one, state in wanted]
        if self.act(settling.settle, desk, key, rows):
            for one, state in wanted:
                gone, comes = before[one.id] == P.PAID, state is P.PAID
                self.paid[one.id] = self.paid.get(one.id, 0) + (comes - gone) * one.amount

    @rule(key=keys)
    def crash_in_a_settlement(self, key: TrancheKey) -> None:
        rows = [Outcome(one.id, P.PAID, self.operator.today()) for one in self.payments(key)]
        with suppress(OSError):
            # Nothing to settle does not reach the step that breaks, and changes nothing.
            if self.act(settling.settle, self.operator, key, rows, Breaks(0)):
                raise AssertionError("it was not cut off")

    @rule(key=keys, pick=some)
    def take_back(self, key: TrancheKey, pick: int) -> None:
        """Only the supervisor does, and never what was signed."""
        there = [one for one in self.payments(key) if one.state == P.PAID]
        if there:
            one = there[pick % len(there)]
            if self.act(undoing.undo, self.supervisor, one.id, "salah"):
                self.paid[one.id] -= one.amount
                assert one.id not in self.signed

    @rule(pick=some)
    def a_signed_receipt_comes_back(self, pick: int) -> None:
        number = self.number(pick)
        if self.act(signed.mark, self.operator, number):
            self.signed.add(receipt_payment(self.operator, number))

    @rule(key=keys, confirmed=st.booleans(), pick=some)
    def decide_on_a_return(self, key: TrancheKey, confirmed: bool, pick: int) -> None:
        with self.operator.read() as session:
            found = list_of(session, key, "36.01")
            rows = [one.id for one in treasury.returns_of(session, found.id)] if found else []
        if rows and confirmed:
            self.act(returns.confirm, self.supervisor, rows[pick % len(rows)])
        elif rows:
            self.act(undoing_returns.decline, self.supervisor, rows[pick % len(rows)], "belum masuk")

    @rule(pick=some)
    def void(self, pick: int) -> None:
        self.act(receipts.void, self.supervisor, self.number(pick), "nama salah")

    @rule(pick=some)
    def issue_anew(self, pick: int) -> None:
        self.act(receipts.issue_anew, self.operator, self.number(pick))

    def number(self, pick: int) -> str:
        known = sorted(self.numbered) or [1]
        return str(ReceiptNumber("36.01", 2019, known[pick % len(known)]))

    @rule(key=keys, first=st.integers(1, 6))
    def print_some(self, key: TrancheKey, first: int) -> None:
        self.act(printing.print_receipts, self.operator, key, self.folder / "a.pdf", Wish(first=first))

    @rule(key=keys)
    def print_and_call_the_one_before_good(self, key: TrancheKey) -> None:
        act = partial(printing.print_receipts, settles=True)
        self.act(act, self.operator, key, self.folder / "a.pdf")

    @rule(key=keys)
    def crash_in_a_print(self, key: TrancheKey) -> None:
        with suppress(OSError):
            if self.act(printing.print_receipts, self.operator, key, self.folder / "b.pdf", Wish(), Breaks(0)):
                raise AssertionError("it was not cut off")
        assert not (self.folder / "b.pdf").exists()

    @invariant()
    def nothing_is_listed_again_before_a_second_person_confirmed(self) -> None:
        """Who can be paid by a later list has nothing that waits for the treasury in an earlier one."""
        with self.operator.read() as session:
            rows = session.execute(LISTED_AGAIN).all()
        assert rows == []

    @rule(key=keys, good=st.booleans())
    def look_at_the_print(self, key: TrancheKey, good: bool) -> None:
        if good:
            self.act(printing.confirm, self.operator, key)
        else:
            wish = Wish(first=1, last=2)
            self.act(printing.print_spoiled, self.operator, key, self.folder / "a.pdf", wish, "macet")

    @rule(key=keys, asker=st.booleans(), granted=st.booleans())
    def go_back(self, key: TrancheKey, asker: bool, granted: bool) -> None:
        """One asks, the other decides; nobody decides his own wish."""
        desks = (self.operator, self.supervisor) if asker else (self.supervisor, self.operator)
        self.act(stepping_back.ask, desks[0], key, "nama keliru")
        if granted:
            self.act(stepping_back.grant, self.supervisor, key)
        else:
            self.act(stepping_back.decline, self.supervisor, key, "sudah benar")

    @rule(key=keys, pick=some, step=st.sampled_from([CUT, HOLD]), lifted=st.booleans())
    def sanction(self, key: TrancheKey, pick: int, step: int, lifted: bool) -> None:
        with self.operator.read() as session:
            there = session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()
        new = NewSanction(there[pick % len(there)], key.first, step, "tidak hadir", self.operator.today())
        self.act(sanctions.enter, self.operator, new)
        if lifted:
            for row in sanctions.of_tranche(self.operator, key):
                self.act(sanctions.lift, self.supervisor, row.id, "keliru")

    @rule(pick=some)
    def pay_what_went_back_by_a_later_list(self, pick: int) -> None:
        gone = [one.enrolment_id for one in self.payments(FIRST) if one.state == P.RETURNED]
        again = gone[: pick % (len(gone) + 1)]
        self.act(partial(drafting.create, again=again), self.operator, LATER, CHANGE if pick % 3 else DECREE)

    @rule(pick=some, status=st.sampled_from([EnrolmentStatus.STOPPED, EnrolmentStatus.CANDIDATE]))
    def stop_or_take_back(self, pick: int, status: EnrolmentStatus) -> None:
        with self.operator.read() as session:
            there = session.scalars(select(Enrolment.id).order_by(Enrolment.id)).all()
        step = enrolling.Move(status, self.operator.today(), "pindah")
        self.act(enrolling.move, self.operator, there[pick % len(there)], step)

    @precondition(lambda self: len(self.numbered) > 3)
    @rule(key=keys)
    def close_and_lock(self, key: TrancheKey) -> None:
        if self.act(approving.close, self.supervisor, key):
            self.act(approving.lock, self.supervisor, key)

    @rule()
    def power_cut(self) -> None:
        """The office is let go without a word and opened again."""
        office, person = self.operator.office, self.operator.person
        keys_of_office = (bytes(office.key),)
        self.operator.close()
        self.operator = Desk(open_office(office.folder, keys_of_office, refuse_upgrade), person)

    @invariant()
    def the_identities_hold(self) -> None:
        for key in KEYS if self.made else ():
            status = overview.status(self.operator, key)
            if status.row.state not in (None, PayListState.DRAFT, PayListState.CHECKED):
                assert status.balance.problems() == ()
                assert status.balance.decree == status.balance.listed
            parts = (status.balance.withheld, status.balance.unpaid, status.balance.paid, status.balance.returned)
            assert sum(parts, Figure()) == status.balance.listed

    @invariant()
    def nothing_is_paid_twice(self) -> None:
        with self.operator.read() as session:
            rows = session.scalars(select(Payment)).all()
            lists = {row.id: row for row in session.scalars(select(PayList))}
        assert len({(one.programme, one.year, one.tranche, one.supplement) for one in lists.values()}) == len(lists)
        in_tranche = Counter(
            (lists[row.pay_list_id].programme, lists[row.pay_list_id].tranche, row.enrolment_id)
            for row in rows
            if row.state in (P.UNPAID, P.PAID)
        )
        assert set(in_tranche.values()) <= {1}
        once = Counter((row.pay_list_id, row.enrolment_id) for row in rows)
        assert set(once.values()) <= {1}
        assert self.signed <= {row.id for row in rows if row.state == P.PAID}, "who signed has the money"
        handed_out = {row.id: row.amount if row.state == P.PAID else 0 for row in rows}
        assert all(self.paid.get(payment, 0) == amount for payment, amount in handed_out.items())

    @invariant()
    def numbers_are_gapless_and_keep_their_payment(self) -> None:
        with self.operator.read() as session:
            found = session.scalars(select(Receipt).order_by(Receipt.number)).all()
        assert [row.number for row in found] == list(range(1, len(found) + 1))
        now = {row.number: row.payment_id for row in found}
        assert {number: now.get(number) for number in self.numbered} == self.numbered
        self.numbered = now
        counting = Counter(row.payment_id for row in found if row.state != ReceiptState.VOID)
        assert set(counting.values()) <= {1}

    @invariant()
    def nothing_ends_under_a_void_receipt(self) -> None:
        """Money that is held back is neither paid nor sent back: no list ends over it."""
        with self.operator.read() as session:
            ended = session.scalars(select(PayList).where(PayList.state.in_(("closed", "locked"))))
            held = [
                payment.id
                for one in ended
                for payment in session.scalars(select(Payment).where(Payment.pay_list_id == one.id, is_voided()))
            ]
        assert held == []

    @invariant()
    def an_original_is_made_once(self) -> None:
        with self.operator.read() as session:
            runs = session.scalars(select(PrintRun)).all()
            owner = dict(session.execute(select(Receipt.number, Payment.pay_list_id).join(Receipt.payment)).all())
        made = Counter(
            number
            for run in runs
            if run.kind == RunKind.ORIGINAL and run.confirmed_at
            for number in range(run.first, run.last + 1)
            if owner.get(number) == run.pay_list_id
        )
        assert set(made.values()) <= {1}

    @invariant()
    def the_proof_finds_nothing(self) -> None:
        assert faults(self.operator) == []

    def teardown(self) -> None:
        proved = safety.verify(self.operator, prove)
        self.operator.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        assert proved.faults == ()


def test_whatever_people_do_nothing_is_paid_twice(office_template: offices.Template) -> None:
    class Here(Money):
        template = office_template

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=6,
            stateful_step_count=25,
            deadline=None,
            phases=(Phase.generate,),  # a failure is told as it came; making it smaller takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_machine_itself_would_see_a_double_payment(office_template: offices.Template) -> None:
    """A promise nobody could break proves nothing: money marked as paid past the program is seen."""

    class Here(Money):
        template = office_template

    machine = Here()
    machine.begin()
    machine.approve_and_open(FIRST)
    one, *_ = machine.payments(FIRST)
    machine.numbers_are_gapless_and_keep_their_payment()
    with machine.operator.write("test.meddle") as unit:
        unit.session.get_one(Payment, one.id).state = P.PAID
    with pytest.raises(AssertionError):
        machine.nothing_is_paid_twice()
    with machine.operator.write("test.meddle") as unit:
        unit.session.get_one(Payment, one.id).state = P.UNPAID
    machine.teardown()

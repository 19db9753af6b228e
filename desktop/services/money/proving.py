"""The proof of the money: identities, gapless numbers, one receipt for each payment, two people at each list."""

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from desktop.models import (
    Collection,
    Counter,
    Custody,
    Letter,
    Office,
    PayList,
    PayListStep,
    Payment,
    PaymentPart,
    PayoutOrder,
    Receipt,
    SignedReceipt,
    StepBack,
)
from desktop.progress import SILENT, Progress
from desktop.rules.money import rupiah
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services import counting
from desktop.services.money import figures, treasury
from desktop.services.money.keys import key_of
from desktop.store.proof import Fault
from desktop.wording import N_

PROVING = N_("Proving the money")
APPROVED = frozenset({PayListState.APPROVED, PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED})


def prove(session: Session, progress: Progress = SILENT) -> Iterator[Fault]:
    """Find what about money cannot be as it is: nothing when DESIGN.md 4.8, 4.9 and 4.11 hold."""
    office = session.get_one(Office, 1).code
    yield from _numbers(session, office, Receipt)
    yield from _numbers(session, office, Letter)
    yield from _hand_overs(session, office)
    yield from _paid_twice(session)
    lists = session.scalars(select(PayList).order_by(PayList.year, PayList.tranche, PayList.supplement)).all()
    for done, pay_list in enumerate(lists):
        progress.step(done, len(lists), PROVING)
        yield from _balance(session, pay_list)
        yield from _parts(session, pay_list)
        yield from treasury.prove(session, pay_list)
        yield from _signed(session, pay_list)
        yield from _two_ways(session, pay_list)
        if PayListState(pay_list.state) in APPROVED:
            yield from _people(session, pay_list)
            yield from _receipts(session, pay_list)


def _numbers(session: Session, office: str, model: type[Receipt] | type[Letter]) -> Iterator[Fault]:
    """Each year's numbers run from 1 to the last given out, without a gap."""
    code = "money.fault_receipt_numbers" if model is Receipt else "money.fault_letter_numbers"
    series = counting.receipt_series if model is Receipt else counting.letter_series
    statement = (
        select(model.fiscal_year, func.count(), func.min(model.number), func.max(model.number))
        .where(model.owner == office)
        .group_by(model.fiscal_year)
    )
    yield from _gaps(session, statement, series, code)


def _hand_overs(session: Session, office: str) -> Iterator[Fault]:
    """Receipts of cards and passbooks: one number for each act, however many families it names."""
    year, number = Custody.receipt_year, Custody.receipt_number
    numbered = (Custody.owner == office, number.is_not(None))
    found = select(year, func.count(number.distinct()), func.min(number), func.max(number)).where(*numbered)
    yield from _gaps(session, found.group_by(year), counting.handover_series, "money.fault_handover_numbers")
    act = (Custody.what, Custody.holder, Custody.name, Custody.on, Custody.note, Custody.by)
    acts = select(year, number).where(*numbered).group_by(year, number, *act).subquery()
    several = select(acts.c.receipt_year, acts.c.receipt_number, func.count()).group_by(*acts.c)
    for in_year, one, many in session.execute(several.having(func.count() > 1)):
        yield Fault("money.fault_handover_acts", {"number": f"{one}/{in_year}", "count": many})


def _gaps(
    session: Session, found: Select[*tuple[Any, ...]], series: Callable[[int], str], code: str
) -> Iterator[Fault]:
    """Hold year, count, first and last number against what was given out of the series of that year."""
    seen = set()
    for year, count, lowest, highest in session.execute(found):
        seen.add(series(year))
        last = counting.last(session, series(year))
        if (lowest, highest, count) != (1, last, last):
            yield Fault(code, {"year": year, "count": count, "first": lowest, "last": highest, "given": last})
    prefix = series(0).removesuffix("0")
    given = select(Counter.series, Counter.last).where(Counter.series.startswith(prefix), Counter.last > 0)
    for name, last in session.execute(given):
        if name not in seen:
            yield Fault(code, {"year": name.removeprefix(prefix), "count": 0, "first": 0, "last": 0, "given": last})


def _balance(session: Session, pay_list: PayList) -> Iterator[Fault]:
    tranche = str(key_of(pay_list))
    states = figures.by_state(session, pay_list.id)
    approved = PayListState(pay_list.state) in APPROVED
    decree = figures.decree_figure(pay_list.decree) if approved else None
    for problem in figures.balance(states, decree).problems():
        yield Fault("money.fault_balance", {"tranche": tranche, **problem.values})
    listed = figures.total(states)
    if decree is not None and decree != listed:
        difference = decree - listed
        values = {"families": difference.families, "rupiah": rupiah(difference.rupiah)}
        yield Fault("money.fault_decree", {"tranche": tranche, **values})


def _people(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """Approved under a decree, by another person than who drafted, and the steps say the same."""
    tranche = str(key_of(pay_list))
    if pay_list.approved_by is None or pay_list.approved_by == pay_list.drafted_by:
        yield Fault("money.fault_same_person", {"tranche": tranche})
    if pay_list.decree_id is None:
        yield Fault("money.fault_no_decree", {"tranche": tranche})
    approvals = session.scalars(
        select(PayListStep.by)
        .where(PayListStep.pay_list_id == pay_list.id, PayListStep.state == PayListState.APPROVED)
        .order_by(PayListStep.at, PayListStep.id)
    ).all()
    if len(approvals) != 1 + _went_back(session, pay_list) or pay_list.approved_by not in approvals:
        yield Fault("money.fault_steps", {"tranche": tranche, "count": len(approvals)})


def _went_back(session: Session, pay_list: PayList) -> int:
    """Count the granted ways back after which the list was approved anew, or stood as approved once more."""
    back = (StepBack.from_state == PayListState.APPROVED) | (StepBack.to_state == PayListState.APPROVED)
    granted = (StepBack.pay_list_id == pay_list.id, StepBack.granted.is_(True))
    return session.scalar(select(func.count(StepBack.id)).where(*granted, back)) or 0


def _parts(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """What an amount is made of adds up to it, where it is kept."""
    counted = (
        select(Payment.id)
        .join(PaymentPart, PaymentPart.payment_id == Payment.id)
        .where(Payment.pay_list_id == pay_list.id)
        .group_by(Payment.id, Payment.amount)
        .having(func.sum(PaymentPart.count) > 0, func.sum(PaymentPart.rupiah) != Payment.amount)
        .subquery()
    )
    many = session.scalar(select(func.count()).select_from(counted)) or 0
    if many:
        yield Fault("money.fault_parts", {"tranche": str(key_of(pay_list)), "count": many})


def _receipts(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """Each payment that is not withheld has one receipt that counts; one that is withheld has none."""
    valid = func.count(Receipt.id).label("valid")
    per_payment = (
        select(Payment.id, Payment.state, valid)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(Payment.pay_list_id == pay_list.id)
        .group_by(Payment.id, Payment.state)
        .subquery()
    )
    withheld = per_payment.c.state == PaymentState.WITHHELD
    wrong = (withheld & (per_payment.c.valid != 0)) | (~withheld & (per_payment.c.valid != 1))
    many = session.scalar(select(func.count()).select_from(per_payment).where(wrong)) or 0
    if many:
        yield Fault("money.fault_receipts", {"tranche": str(key_of(pay_list)), "count": many})
    twice = session.scalar(select(func.count()).select_from(_twice(pay_list).subquery())) or 0
    if twice:
        yield Fault("money.fault_twice", {"tranche": str(key_of(pay_list)), "count": twice})


def _signed(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """Who signed has the money: a signed paper stands only beside a payment that is paid."""
    statement = (
        select(func.count(SignedReceipt.id))
        .join(Receipt, Receipt.id == SignedReceipt.receipt_id)
        .join(Payment, Payment.id == Receipt.payment_id)
        .where(Payment.pay_list_id == pay_list.id, Payment.state != PaymentState.PAID)
    )
    if many := session.scalar(statement) or 0:
        yield Fault("money.fault_signed", {"tranche": str(key_of(pay_list)), "count": many})


def _two_ways(session: Session, pay_list: PayList) -> Iterator[Fault]:
    """What a payer answered that it paid is paid by our books, and nobody handed the same money out at the desk."""
    of_payer = exists().where(PayoutOrder.payment_id == Payment.id, PayoutOrder.outcome == OrderOutcome.PAID)
    at_desk = exists().where(
        Collection.payment_id == Payment.id, Collection.undone_by.is_(None), Collection.mark != "refused"
    )
    counted = select(func.count(Payment.id)).where(Payment.pay_list_id == pay_list.id, of_payer)
    for code, wrong in (
        ("money.fault_paid_twice", at_desk & (Payment.state == PaymentState.PAID)),
        ("money.fault_paid_unpaid", Payment.state != PaymentState.PAID),
    ):
        if many := session.scalar(counted.where(wrong)) or 0:
            yield Fault(code, {"tranche": str(key_of(pay_list)), "count": many})


def _twice(pay_list: PayList) -> Select[int]:
    """Enrolments with more than one payment in this list; the table forbids it, a damaged file may not."""
    return (
        select(func.count())
        .where(Payment.pay_list_id == pay_list.id)
        .group_by(Payment.enrolment_id)
        .having(func.count() > 1)
    )


def _paid_twice(session: Session) -> Iterator[Fault]:
    """No enrolment can be paid by two lists of one tranche; the database refuses it, a damaged file may hold it."""
    tranche = PayList.owner, PayList.programme, PayList.year, PayList.tranche
    statement = (
        select(func.count())
        .select_from(Payment)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .where(Payment.state.in_((PaymentState.UNPAID, PaymentState.PAID)))
        .group_by(Payment.enrolment_id, *tranche)
        .having(func.count(PayList.id.distinct()) > 1)
    )
    many = session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    if many:
        yield Fault("money.fault_two_lists", {"count": many})

"""Money that goes back to the treasury: one return for each STS, made by one person and confirmed by another."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, PayoutOrder, TreasuryReturn
from desktop.progress import SILENT, Progress
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState, Role
from desktop.services.accounting import proofs, return_rows
from desktop.services.accounting.return_rows import KIND, ReturnRow
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money import settling, treasury
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.money.sent import refuse_sent
from desktop.services.money.settling import Outcome
from desktop.services.paper import PaperFile
from desktop.store import photos
from desktop.store.unit import Unit

LONGEST_ACCOUNT = 60  # letters


@dataclass(frozen=True, slots=True)
class NewReturn:
    """What the STS says. Without `payments` all that is still unpaid goes back; `proof` is a photograph or PDF.

    `account` is the treasury's, into which it was paid; it can be named later, until the return is confirmed.
    """

    sts_number: str
    on: date
    payments: tuple[UUID, ...] | None = None
    reason: str = ""
    proof: Path | None = None
    account: str = ""


@allowed(Role.OPERATOR)
def make(desk: Desk, key: TrancheKey, new: NewReturn, progress: Progress = SILENT) -> Answer[ReturnRow]:
    """Send money of a list back under one STS; what is unpaid is returned from now on.

    A number that is there already gets more families while nobody confirmed it. Without families named, what a payer
    has and did not answer stays unpaid. Refused where nothing is unpaid.
    """
    shown = proofs.read(new.proof) if new.proof else None
    with desk.write("return.make") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        waiting = _waiting(unit.session, pay_list) if new.payments is None else {}
        chosen = _chosen(unit.session, pay_list, new, waiting)
        refuse_sent(unit.session, chosen, (OrderOutcome.SENT,))
        number = treasury.spelt_as_kept(unit.session, pay_list.id, (new.sts_number,))[new.sts_number]
        _refuse_returned(unit.session, pay_list, chosen, number)
        outcomes = [Outcome(one, PaymentState.RETURNED, new.on, new.reason, new.sts_number) for one in chosen]
        settling.record(unit, desk, key, outcomes, progress)
        row = next(one for one in treasury.returns_of(unit.session, pay_list.id) if one.sts_number == number)
        if shown is not None:
            _seal(unit, desk, row, shown)
        row.account = _written(new.account) or row.account
        unit.session.flush()
        made = return_rows.row_of(unit.session, desk.person, row)
        made = replace(made, with_payer=Figure(len(waiting), sum(waiting.values())))
        unit.journal.note(
            kind=KIND, record=str(row.id), tranche=str(key), number=number, families=row.families, rupiah=row.rupiah
        )
    return Answer(made, unit.changes)


@allowed(Role.OPERATOR)
def complete(desk: Desk, key: TrancheKey) -> Answer[int]:
    """Give what an older program returned a return of its own, so that it can be confirmed; answers how many."""
    with desk.write("return.complete") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        before = len(treasury.returns_of(unit.session, pay_list.id))
        treasury.follow(unit, desk, pay_list)
        made = len(treasury.returns_of(unit.session, pay_list.id)) - before
    return Answer(made, unit.changes)


@allowed(Role.OPERATOR)
def add_proof(desk: Desk, treasury_return: UUID, proof: Path) -> Answer[ReturnRow]:
    """Keep the photograph or PDF that shows a return, in the place of an earlier one, until it is confirmed."""
    shown = proofs.read(proof)
    with desk.write("return.proof") as unit:
        row = unconfirmed(unit.session, treasury_return)
        _seal(unit, desk, row, shown)
        unit.session.flush()
        kept = return_rows.row_of(unit.session, desk.person, row)
    return Answer(kept, unit.changes)


@allowed(Role.OPERATOR)
def name_account(desk: Desk, treasury_return: UUID, account: str) -> Answer[ReturnRow]:
    """Say into which account of the treasury a return was paid, in the place of an earlier one."""
    written = _written(account)
    if not written:
        raise Refused("returns.no_account")
    with desk.write("return.account") as unit:
        row = unconfirmed(unit.session, treasury_return)
        row.account = written
        unit.session.flush()
        kept = return_rows.row_of(unit.session, desk.person, row)
    return Answer(kept, unit.changes)


@allowed(*EVERYBODY)
def usual_account(desk: Desk) -> str:
    """The account of the newest return that names one: the next goes there too, most likely."""
    with desk.read() as session:
        named = select(TreasuryReturn.account).where(TreasuryReturn.account != "")
        newest = named.order_by(TreasuryReturn.made_at.desc(), TreasuryReturn.id.desc())
        return session.scalar(newest.limit(1)) or ""


@allowed(*EVERYBODY)
def look_at_proof(desk: Desk, treasury_return: UUID) -> bytes:
    """Open the file that shows a return; that somebody looked stands in the log."""
    with desk.write("return.open") as unit:
        row = unit.session.get(TreasuryReturn, treasury_return)
        if row is None or not row.proof_digest:
            raise Refused("returns.no_proof")
        unit.journal.note(kind=KIND, record=str(row.id))
        return photos.read(unit.session, desk.office.folder, row.proof_digest)


@allowed(*EVERYBODY)
def proof_on_paper(desk: Desk, treasury_return: UUID) -> PaperFile:
    """As `look_at_proof`, as pages to look at and to print. Refused where the file is damaged."""
    return proofs.as_paper(look_at_proof(desk, treasury_return))


@allowed(Role.SUPERVISOR)
def confirm(desk: Desk, treasury_return: UUID) -> Answer[ReturnRow]:
    """Say that the money is back in the treasury; never by who made the return (DESIGN.md 4.11)."""
    with desk.write("return.confirm") as unit:
        row = to_decide(unit.session, desk, treasury_return)
        row.confirmed_by, row.confirmed_at = desk.person.id, desk.now()
        unit.session.flush()
        confirmed = return_rows.row_of(unit.session, desk.person, row)
        unit.journal.note(
            kind=KIND, record=str(row.id), number=row.sts_number, families=row.families, rupiah=row.rupiah
        )
    return Answer(confirmed, unit.changes)


@allowed(*EVERYBODY)
def listing(desk: Desk, key: TrancheKey | None = None) -> tuple[ReturnRow, ...]:
    """Every return of a list, or of all lists with the newest tranche first; those taken back too."""
    with desk.read() as session:
        order = (PayList.year.desc(), PayList.tranche.desc(), PayList.supplement, PayList.programme)
        lists = select(PayList).where(PayList.owner == desk.office.code).order_by(*order)
        wanted = [list_here(session, key, desk.office.code)] if key else session.scalars(lists).all()
        return tuple(row for pay_list in wanted for row in return_rows.of_list(session, desk.person, pay_list))


def _waiting(session: Session, pay_list: PayList) -> dict[UUID, int]:
    """Rupiah of each unpaid payment that a payer was told to make and did not answer."""
    sent = select(PayoutOrder.payment_id).where(PayoutOrder.outcome == OrderOutcome.SENT)
    unpaid = (Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID, Payment.id.in_(sent))
    return {row.id: row.amount for row in session.execute(select(Payment.id, Payment.amount).where(*unpaid))}


def _chosen(session: Session, pay_list: PayList, new: NewReturn, waiting: Collection[UUID]) -> Sequence[UUID]:
    if new.payments is not None:
        chosen: Sequence[UUID] = new.payments
    else:
        unpaid = (Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID)
        everything = session.scalars(select(Payment.id).where(*unpaid)).all()
        chosen = [one for one in everything if one not in waiting] or everything
    if not chosen:
        raise Refused("returns.nothing", tranche=key_of(pay_list).short)
    return chosen


def _refuse_returned(session: Session, pay_list: PayList, chosen: Sequence[UUID], number: str) -> None:
    """Money went back once; the STS it went with is corrected by undoing that return, with a reason."""
    back = select(Payment.id, Payment.caretaker_name, Payment.sts_number).where(
        Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.RETURNED, Payment.sts_number != number
    )
    wanted = set(chosen)
    for one in session.execute(back):
        if one.id in wanted:
            raise Refused("returns.returned_already", name=one.caretaker_name, number=one.sts_number)


def to_decide(session: Session, desk: Desk, treasury_return: UUID) -> TreasuryReturn:
    """The return that a second person confirms or declines: still there, and made by another (DESIGN.md 4.11)."""
    row = unconfirmed(session, treasury_return)
    refuse_undone(row)
    if row.made_by == desk.person.id:
        raise Refused("role.same_person", name=desk.person.name)
    return row


def refuse_undone(row: TreasuryReturn) -> None:
    """Who undid a return, and why, is not overwritten by another word about money it no longer has."""
    if not row.families:
        last = return_rows.last_undone(row)
        raise Refused("returns.declined" if last and last[3] else "returns.taken_back", number=row.sts_number)


def unconfirmed(session: Session, treasury_return: UUID) -> TreasuryReturn:
    """The return, while nobody confirmed it."""
    row = session.get(TreasuryReturn, treasury_return)
    if row is None:
        raise Refused("returns.unknown")
    if row.confirmed_by is not None:
        raise Refused("returns.confirmed", number=row.sts_number)
    return row


def _written(account: str) -> str:
    written = " ".join(account.split())
    if len(written) > LONGEST_ACCOUNT:
        raise Refused("returns.account_long", account=written[:LONGEST_ACCOUNT], longest=LONGEST_ACCOUNT)
    return written


def _seal(unit: Unit, desk: Desk, row: TreasuryReturn, shown: proofs.Shown) -> None:
    row.proof_digest = photos.keep(unit, desk.office.folder, desk.office.key, shown.data)
    row.proof_name = shown.name

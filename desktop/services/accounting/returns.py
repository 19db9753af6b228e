"""Money that goes back to the treasury: one return for each STS, made by one person and confirmed by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from desktop.errors import Refused
from desktop.models import PayList, Payment, TreasuryReturn, User
from desktop.progress import SILENT, Progress
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import enrolling
from desktop.services.accounting import proofs
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money import settling, treasury
from desktop.services.money.keys import TrancheKey, key_of, list_here
from desktop.services.money.sent import refuse_sent
from desktop.services.money.settling import Outcome
from desktop.store import photos
from desktop.store.unit import Unit

TABLE = Payment.__table__
LONGEST = 200


@dataclass(frozen=True, slots=True)
class NewReturn:
    """What the STS says. Without `payments` all that is still unpaid goes back; `proof` is a photograph or PDF."""

    sts_number: str
    on: date
    payments: tuple[UUID, ...] | None = None
    reason: str = ""
    proof: Path | None = None


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A return of a list. Without `id` it was made by an older program, which kept the number beside each payment."""

    id: UUID | None
    key: TrancheKey
    sts_number: str
    on: date
    figure: Figure
    proof_name: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    confirmed_by: str = ""
    confirmed_at: datetime | None = None
    mine: bool = False  # made by who looks: another person has to confirm it

    @property
    def taken_back(self) -> bool:
        return not self.figure.families

    @property
    def waits(self) -> bool:
        """Whether a second person still has to look at it."""
        return self.id is not None and self.confirmed_at is None and not self.taken_back


@allowed(Role.OPERATOR)
def make(desk: Desk, key: TrancheKey, new: NewReturn, progress: Progress = SILENT) -> Answer[ReturnRow]:
    """Send money of a list back under one STS; what is unpaid is returned from now on.

    A number that is there already gets more families while nobody confirmed it. Refused where nothing is unpaid.
    """
    shown = proofs.read(new.proof) if new.proof else None
    with desk.write("return.make") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        chosen = _chosen(unit.session, pay_list, new)
        refuse_sent(unit.session, chosen, (OrderOutcome.SENT,))
        outcomes = [Outcome(one, PaymentState.RETURNED, new.on, new.reason, new.sts_number) for one in chosen]
        settling.record(unit, desk, key, outcomes, progress)
        number = settling.sts_number(new.sts_number)
        row = next(one for one in treasury.returns_of(unit.session, pay_list.id) if one.sts_number == number)
        if shown is not None:
            _seal(unit, desk, row, shown)
        unit.session.flush()
        made = _row(desk, unit.session, row)
        unit.journal.note(tranche=str(key), number=number, families=row.families, rupiah=row.rupiah)
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
        row = _open(unit.session, treasury_return)
        _seal(unit, desk, row, shown)
        unit.session.flush()
        kept = _row(desk, unit.session, row)
    return Answer(kept, unit.changes)


@allowed(*EVERYBODY)
def look_at_proof(desk: Desk, treasury_return: UUID) -> bytes:
    """Open the file that shows a return; that somebody looked stands in the log."""
    with desk.write("return.open") as unit:
        row = unit.session.get(TreasuryReturn, treasury_return)
        if row is None or not row.proof_digest:
            raise Refused("returns.no_proof")
        unit.journal.note(kind="treasury_return", record=str(row.id))
        return photos.read(unit.session, desk.office.folder, row.proof_digest)


@allowed(Role.SUPERVISOR)
def confirm(desk: Desk, treasury_return: UUID) -> Answer[ReturnRow]:
    """Say that the money is back in the treasury; never by who made the return (DESIGN.md 4.11)."""
    with desk.write("return.confirm") as unit:
        row = _open(unit.session, treasury_return)
        if not row.families:
            raise Refused("returns.taken_back", number=row.sts_number)
        if row.made_by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        row.confirmed_by, row.confirmed_at = desk.person.id, desk.now()
        unit.session.flush()
        confirmed = _row(desk, unit.session, row)
        unit.journal.note(number=row.sts_number, families=row.families, rupiah=row.rupiah)
    return Answer(confirmed, unit.changes)


@allowed(Role.OPERATOR)
def take_back(desk: Desk, treasury_return: UUID, reason: str) -> Answer[ReturnRow]:
    """Undo a return that nobody confirmed: its payments are unpaid again, and the reason stands beside each.

    Refused without a reason, once the list is locked, and where a later list rests on one of the payments.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("return.take_back") as unit:
        row = _open(unit.session, treasury_return)
        pay_list = unit.session.get_one(PayList, row.pay_list_id)
        if pay_list.state == PayListState.LOCKED:
            raise Refused("returns.locked", tranche=key_of(pay_list).short)
        _refuse_listed_again(unit.session, pay_list, row.sts_number)
        told = reason.strip()[:LONGEST]
        undone = {"state": PaymentState.UNPAID.value, "settled_on": None, "sts_number": None, "reason": told}
        unit.update_many(Payment, [payment | undone for payment in _payments(unit, row)], tuple(undone))
        treasury.follow(unit, desk, pay_list, {row.sts_number})
        unit.journal.note(number=row.sts_number, reason=told)
        after = _row(desk, unit.session, row)
    return Answer(after, unit.changes)


@allowed(*EVERYBODY)
def listing(desk: Desk, key: TrancheKey | None = None) -> tuple[ReturnRow, ...]:
    """Every return of a list, or of all lists with the newest tranche first; those taken back too."""
    with desk.read() as session:
        order = (PayList.year.desc(), PayList.tranche.desc(), PayList.supplement, PayList.programme)
        lists = select(PayList).where(PayList.owner == desk.office.code).order_by(*order)
        wanted = [list_here(session, key, desk.office.code)] if key else session.scalars(lists).all()
        return tuple(row for pay_list in wanted for row in _of_list(desk, session, pay_list))


def _of_list(desk: Desk, session: Session, pay_list: PayList) -> list[ReturnRow]:
    kept = [_row(desk, session, row) for row in treasury.returns_of(session, pay_list.id)]
    known = {row.sts_number for row in kept}
    older = treasury.by_sts(session, pay_list.id).items()
    return kept + [
        ReturnRow(None, key_of(pay_list), number, on, figure) for number, (figure, on) in older if number not in known
    ]


def _chosen(session: Session, pay_list: PayList, new: NewReturn) -> Sequence[UUID]:
    if new.payments is not None:
        chosen: Sequence[UUID] = new.payments
    else:
        unpaid = (Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID)
        chosen = session.scalars(select(Payment.id).where(*unpaid)).all()
    if not chosen:
        raise Refused("returns.nothing", tranche=key_of(pay_list).short)
    return chosen


def _open(session: Session, treasury_return: UUID) -> TreasuryReturn:
    """The return, while nobody confirmed it."""
    row = session.get(TreasuryReturn, treasury_return)
    if row is None:
        raise Refused("returns.unknown")
    if row.confirmed_by is not None:
        raise Refused("returns.confirmed", number=row.sts_number)
    return row


def _payments(unit: Unit, row: TreasuryReturn) -> list[dict[str, object]]:
    of_return = (TABLE.c.pay_list_id == row.pay_list_id, TABLE.c.sts_number == row.sts_number)
    return [enrolling.as_dict(found) for found in unit.connection.execute(select(TABLE).where(*of_return))]


def _refuse_listed_again(session: Session, pay_list: PayList, number: str) -> None:
    """Who was put on a later list because his money went back is paid there."""
    later, its_list = aliased(Payment), aliased(PayList)
    again = (
        exists()
        .where(later.enrolment_id == Payment.enrolment_id, its_list.id == later.pay_list_id)
        .where(its_list.owner == pay_list.owner, its_list.programme == pay_list.programme)
        .where(its_list.year == pay_list.year, its_list.tranche == pay_list.tranche)
        .where(its_list.supplement > pay_list.supplement)
    )
    statement = select(Payment.caretaker_name).where(
        Payment.pay_list_id == pay_list.id, Payment.sts_number == number, again
    )
    name = session.scalars(statement.limit(1)).first()
    if name is not None:
        raise Refused("returns.listed_again", name=name, number=number)


def _seal(unit: Unit, desk: Desk, row: TreasuryReturn, shown: proofs.Shown) -> None:
    row.proof_digest = photos.keep(unit, desk.office.folder, desk.office.key, shown.data)
    row.proof_name = shown.name


def _row(desk: Desk, session: Session, row: TreasuryReturn) -> ReturnRow:
    return ReturnRow(
        row.id,
        key_of(session.get_one(PayList, row.pay_list_id)),
        row.sts_number,
        row.on,
        Figure(row.families, row.rupiah),
        row.proof_name,
        _name(session, row.made_by),
        row.made_at,
        _name(session, row.confirmed_by),
        row.confirmed_at,
        row.made_by == desk.person.id,
    )


def _name(session: Session, person: UUID | None) -> str:
    user = session.get(User, person) if person else None
    return (user.full_name or user.name) if user else ""

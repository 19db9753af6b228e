"""A return that nobody confirmed is undone: by who may make one, or declined by the second person."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment, TreasuryReturn
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import enrolling
from desktop.services.accounting.return_rows import DECLINED, KIND, TAKEN_BACK, ReturnRow, row_of
from desktop.services.accounting.returns import refuse_undone, to_decide, unconfirmed
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import later_lists, treasury
from desktop.services.money.keys import key_of
from desktop.store.unit import Unit

TABLE = Payment.__table__
LONGEST = 200


@allowed(Role.OPERATOR)
def take_back(desk: Desk, treasury_return: UUID, reason: str) -> Answer[ReturnRow]:
    """Undo a return that nobody confirmed: its payments are unpaid again, and the reason stands beside each.

    Refused without a reason, once the list is locked or the return was undone already, and where another list pays or
    paid for one of the families.
    """
    told = _told(reason)
    with desk.write(TAKEN_BACK) as unit:
        row = unconfirmed(unit.session, treasury_return)
        refuse_undone(row)
        row.taken_back_by, row.taken_back_at, row.taken_back_for = desk.person.id, desk.now(), told
        after = _undo(unit, desk, row, told)
    return Answer(after, unit.changes)


@allowed(Role.SUPERVISOR)
def decline(desk: Desk, treasury_return: UUID, reason: str) -> Answer[ReturnRow]:
    """Say that the money is not in the treasury. It is unpaid again, as when the return is taken back.

    The decision stays beside the return, also when it is made again under its number. Never by who made the return;
    refused besides as `take_back` is, and for one that was taken back already.
    """
    told = _told(reason)
    with desk.write(DECLINED) as unit:
        row = to_decide(unit.session, desk, treasury_return)
        row.declined_by, row.declined_at, row.declined_for = desk.person.id, desk.now(), told
        after = _undo(unit, desk, row, told)
    return Answer(after, unit.changes)


def _told(reason: str) -> str:
    if not reason.strip():
        raise Refused("money.no_reason")
    return reason.strip()[:LONGEST]


def _undo(unit: Unit, desk: Desk, row: TreasuryReturn, told: str) -> ReturnRow:
    pay_list = unit.session.get_one(PayList, row.pay_list_id)
    if pay_list.state == PayListState.LOCKED:
        raise Refused("returns.locked", tranche=key_of(pay_list).short)
    _refuse_listed_again(unit.session, pay_list, row.sts_number)
    undone = {"state": PaymentState.UNPAID.value, "settled_on": None, "sts_number": None, "reason": told}
    unit.update_many(Payment, [payment | undone for payment in _payments(unit, row)], tuple(undone))
    treasury.follow(unit, desk, pay_list, {row.sts_number})
    unit.journal.note(kind=KIND, record=str(row.id), number=row.sts_number, reason=told)
    unit.journal.write()
    return row_of(unit.session, desk.person, row)


def _payments(unit: Unit, row: TreasuryReturn) -> list[dict[str, object]]:
    of_return = (TABLE.c.pay_list_id == row.pay_list_id, TABLE.c.sts_number == row.sts_number)
    return [enrolling.as_dict(found) for found in unit.connection.execute(select(TABLE).where(*of_return))]


def _refuse_listed_again(session: Session, pay_list: PayList, number: str) -> None:
    """Whoever another list pays, or a later one took on, is not to be paid by this one as well."""
    statement = select(Payment.caretaker_name).where(
        Payment.pay_list_id == pay_list.id,
        Payment.sts_number == number,
        Payment.enrolment_id.in_(later_lists.held_elsewhere(pay_list)),
    )
    name = session.scalars(statement.limit(1)).first()
    if name is not None:
        raise Refused("returns.listed_again", name=name, number=number)

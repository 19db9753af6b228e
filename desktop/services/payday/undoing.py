"""A payment made by mistake is taken back the same day, by another person than the one who paid."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Collection, PayList, Payment
from desktop.rules.dates import long_date
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import taking_back
from desktop.services.money.keys import key_of
from desktop.services.money.sent import refuse_sent
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, warning
from desktop.services.payday.beside import supervisor_beside
from desktop.services.payday.looking import known
from desktop.services.payday.receiving import NOTE


@allowed(Role.SUPERVISOR)
def undo(desk: Desk, payment: UUID, reason: str) -> Answer[str]:
    """Let the payment wait again, with the reason; answers the family's name.

    Refused once the day or the pay-out is over or the signed receipt was seen, and to whoever paid it himself; also
    where it came into the list by a table. What a bank or the post said it paid, only their answer says.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("payday.undo") as unit:
        row = known(unit.session, desk.office.code, payment)
        pay_list = unit.session.get_one(PayList, row.pay_list_id)
        name = row.caretaker_name
        if PayListState(pay_list.state) is not PayListState.OPEN:
            raise Refused("money.not_open", tranche=key_of(pay_list).short)
        if row.state != PaymentState.PAID:
            raise _not_paid(unit.session, desk, row)
        line = warning.collected(unit.session, row.id)
        refuse_sent(unit.session, [row.id], (OrderOutcome.PAID,))
        on, same = _made(unit.session, desk, row.id, line)
        if on != desk.today():
            raise Refused("payday.undo_late" if line is not None else "payday.not_paid_here", name=name)
        if same:
            raise Refused("role.same_person", name=desk.person.name)
        if taking_back.is_signed(unit.session, row.id):
            raise Refused("payday.undo_signed", name=name)
        paying.restate(unit, desk, row, pay_list, Outcome(row.id, PaymentState.UNPAID, reason=reason))
        if line is not None:
            line.undone_by, line.undone_for = desk.person.id, reason.strip()[:NOTE]
        unit.session.flush()
    return Answer(name, unit.changes)


def _not_paid(session: Session, desk: Desk, row: Payment) -> Refused:
    """Why there is nothing to take back: somebody did that before, or the payment never was."""
    name = row.caretaker_name
    before = taking_back.taken_back(session, desk, row.id)
    if row.state != PaymentState.UNPAID or before is None:
        return Refused("payday.undo_unpaid", name=name)
    return Refused("payday.undone_before", name=name, on=long_date(before.on), by=before.by)


def _made(session: Session, desk: Desk, payment: UUID, line: Collection | None) -> tuple[date | None, bool]:
    """The day on which a payment was made or entered, and whether by this very person."""
    if line is not None:
        return desk.local(line.at).date(), line.by == desk.person.id
    entry = taking_back.entered(session, desk, payment)
    return (entry.on, entry.by == desk.person.name) if entry is not None else (None, False)


@allowed(Role.OPERATOR)
def undo_beside(desk: Desk, payment: UUID, reason: str, supervisor: str, password: str) -> Answer[str]:
    """The same at the operator's own PC: the supervisor comes to the desk and gives his password."""
    return undo(supervisor_beside(desk, supervisor, password), payment, reason)

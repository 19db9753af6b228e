"""A payment made by mistake is taken back the same day, by another person than the one who paid."""

from uuid import UUID

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import PayList, SignedReceipt, User
from desktop.models import Receipt as ReceiptRow
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import users
from desktop.services.desk import Answer, Desk, Person, allowed
from desktop.services.money.keys import key_of
from desktop.services.money.settling import Outcome
from desktop.services.payday import paying, warning
from desktop.services.payday.looking import known
from desktop.services.payday.receiving import NOTE


@allowed(Role.SUPERVISOR)
def undo(desk: Desk, payment: UUID, reason: str) -> Answer[str]:
    """Let the payment wait again, with the reason; answers the family's name.

    Refused once the day or the pay-out is over or the signed receipt was seen, and to whoever paid it himself.
    """
    if not reason.strip():
        raise Refused("money.no_reason")
    with desk.write("payday.undo") as unit:
        row = known(unit.session, desk.office.code, payment)
        pay_list = unit.session.get_one(PayList, row.pay_list_id)
        name = row.caretaker_name
        if PayListState(pay_list.state) is not PayListState.OPEN:
            raise Refused("money.not_open", tranche=key_of(pay_list).short)
        line = warning.collected(unit.session, row.id)
        if row.state != PaymentState.PAID or line is None:
            raise Refused("payday.not_paid_here", name=name)
        if desk.local(line.at).date() != desk.today():
            raise Refused("payday.undo_late", name=name)
        if line.by == desk.person.id:
            raise Refused("role.same_person", name=desk.person.name)
        signed = select(SignedReceipt.id).join(ReceiptRow, ReceiptRow.id == SignedReceipt.receipt_id)
        if unit.session.scalars(signed.where(ReceiptRow.payment_id == row.id)).first() is not None:
            raise Refused("payday.undo_signed", name=name)
        paying.restate(unit, desk, row, pay_list, Outcome(row.id, PaymentState.UNPAID, reason=reason))
        line.undone_by, line.undone_for = desk.person.id, reason.strip()[:NOTE]
        unit.session.flush()
    return Answer(name, unit.changes)


@allowed(Role.OPERATOR)
def undo_beside(desk: Desk, payment: UUID, reason: str, supervisor: str, password: str) -> Answer[str]:
    """The same at the operator's own PC: the supervisor comes to the desk and gives his password."""
    users.confirm_second(desk, supervisor, password)
    with desk.read() as session:
        rows = session.scalars(select(User).where(User.active)).all()
    second = next((row for row in rows if row.name.casefold() == supervisor.strip().casefold()), None)
    if second is None or second.role != Role.SUPERVISOR:
        raise Refused("payday.no_supervisor", name=supervisor)
    return undo(Desk(desk.office, Person(second.id, second.name, second.full_name, Role.SUPERVISOR)), payment, reason)

"""Paying one family at the desk: in one transaction, once, by the same rules as every settling of a pay-out."""

import json
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Collection, PayList, Payment, PaymentRoute
from desktop.rules.dates import long_date
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import receivers
from desktop.services.money.keys import key_of
from desktop.services.money.sent import PAID_OR_WITH_PAYER, refuse_sent
from desktop.services.money.settling import ALLOWED, Judge, Outcome, opened_on
from desktop.services.payday import receiving, warning
from desktop.services.payday.looking import known, receipt_number
from desktop.services.payday.rows import Mark, Paid, Received, Who
from desktop.store.unit import Unit

REFUSED = "payday.refused"
"""Reason of a payment whose family did not want it; its sentence stands in the wording."""
CORRECTED = "payday.corrected"
HERSELF = Received()


@allowed(Role.OPERATOR)
def pay(desk: Desk, payment: UUID, received: Received = HERSELF, *, anyway: bool = False) -> Answer[Paid]:
    """Hand out the money today. Of two desks that pay the same family the second is refused, and told who was first.

    `anyway` lets a proxy collect for many families: somebody was warned and means it. What the post or a bank was to
    pay, and is in no file, is on the path of the desk from now on; the answer names whose it was.
    """
    with desk.write("payday.pay") as unit:
        row, pay_list = _to_pay(desk, unit.session, payment)
        refuse_sent(unit.session, [row.id], PAID_OR_WITH_PAYER)
        who = warning.receiver(unit.session, row)
        if who.gone is not None and who.gone.forbids(desk.today()):
            raise Refused("money.not_there", names=receivers.names([who.gone.told()]))
        came = receiving.checked(unit.session, row, who, received)
        if not anyway:
            receiving.refuse_many(unit.session, pay_list, came)
        restate(unit, desk, row, pay_list, Outcome(row.id, PaymentState.PAID, desk.today()))
        _close_earlier(desk, unit.session, row.id)
        payer = _to_the_desk(unit, row.id)
        line = _line(desk, row, came)
        unit.session.add(line)
        unit.session.flush()
        done = replace(paid(unit.session, desk, row, line), instead_of=payer)
    return Answer(done, unit.changes)


@allowed(Role.OPERATOR)
def refuse(desk: Desk, payment: UUID, note: str, *, witness: str = "") -> Answer[None]:
    """Keep that the family does not want the money, and why. It stays unpaid until it goes back to the treasury."""
    if not note.strip():
        raise Refused("money.no_reason")
    with desk.write("payday.refuse") as unit:
        row, pay_list = _to_pay(desk, unit.session, payment)
        restate(unit, desk, row, pay_list, Outcome(row.id, PaymentState.UNPAID, reason=REFUSED))
        told = Received(
            name=row.caretaker_name, nik=row.caretaker_nik or "", mark=Mark.REFUSED, witness=witness.strip(),
            note=note.strip()[: receiving.NOTE],
        )  # fmt: skip
        unit.session.add(_line(desk, row, told))
        unit.session.flush()
    return Answer(None, unit.changes)


def restate(unit: Unit, desk: Desk, row: Payment, pay_list: PayList, outcome: Outcome) -> None:
    """Give a payment its outcome, as the rules of settling say."""
    judge = Judge(ALLOWED[PayListState(pay_list.state)], opened_on(unit, desk, pay_list), desk.today())
    table = {column.key: getattr(row, column.key) for column in Payment.__table__.columns}
    settled = judge.settled({row.id: table}, outcome) or table
    for name in ("state", "reason", "settled_on", "sts_number"):
        setattr(row, name, settled[name])


def paid(session: Session, desk: Desk, row: Payment, line: Collection) -> Paid:
    village = session.get(Area, row.village_code) if row.village_code else None
    return Paid(
        row.id,
        row.caretaker_name,
        row.amount,
        receipt_number(session, row.id),
        village.name if village else "",
        desk.local(line.at),
        desk.person.full_name or desk.person.name,
        Who(line.who),
        line.name,
    )


def _to_pay(desk: Desk, session: Session, payment: UUID) -> tuple[Payment, PayList]:
    """The payment as it stands within the transaction under way. Refused, in words, unless it waits to be paid."""
    row = known(session, desk.office.code, payment)
    pay_list = session.get_one(PayList, row.pay_list_id)
    if PayListState(pay_list.state) is not PayListState.OPEN:
        raise Refused("money.not_open", tranche=key_of(pay_list).short)
    state, name = PaymentState(row.state), row.caretaker_name
    if state is PaymentState.PAID:
        told = warning.paid(session, desk, row)
        raise Refused(told.code, **told.values)
    if state is PaymentState.RETURNED:
        on = long_date(row.settled_on) if row.settled_on else "-"
        raise Refused("payday.warn_returned", on=on, sts=row.sts_number or "-")
    if state is PaymentState.WITHHELD or not receipt_number(session, row.id):
        raise Refused("payday.no_receipt", name=name)
    return row, pay_list


def _close_earlier(desk: Desk, session: Session, payment: UUID) -> None:
    """A payment that was corrected in a list and is paid anew at the desk has one line that stands."""
    while (line := warning.collected(session, payment)) is not None:
        line.undone_by, line.undone_for = desk.person.id, CORRECTED
        session.flush()


def _to_the_desk(unit: Unit, payment: UUID) -> str:
    """Let the path say who really paid; answers the bank or post it was given to, "" where it was the desk's."""
    route = unit.session.scalars(select(PaymentRoute).where(PaymentRoute.payment_id == payment)).one_or_none()
    if route is None or route.path == MoneyPath.CASH:
        return ""
    payer = route.payer
    route.path, route.payer, route.number, route.holder = MoneyPath.CASH.value, "", None, ""
    unit.journal.note(payment=str(payment), path=MoneyPath.CASH.value, instead_of=payer)
    return payer


def _line(desk: Desk, row: Payment, received: Received) -> Collection:
    return Collection(
        payment_id=row.id,
        who=received.who,
        name=received.name,
        nik=received.nik or None,
        relation=received.relation,
        papers=json.dumps(receiving.paper_codes(received)),
        mark=received.mark,
        witness=received.witness,
        note=received.note,
        by=desk.person.id,
        at=desk.now(),
    )

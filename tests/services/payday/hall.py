"""A hall on pay day: a list that is open, its payments in the order of the receipts, and what the log says."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from desktop.models import AuditLine, Collection, Enrolment, Household, Member, Payment
from desktop.rules.terms import PaymentState, Presence
from desktop.services.desk import Desk
from desktop.services.payday.rows import Mark, PaperShown, Received, Who
from tests.services.money import walk

P = PaperShown
COUSIN = "3601015203990001"
PROXY = Received(Who.PROXY, "Rohim bin Sanusi", COUSIN, "sepupu", (P.KTP, P.KK, P.POWER_OF_ATTORNEY, P.OFFICE_LETTER))


def opened(operator: Desk, supervisor: Desk, count: int = 4) -> list[Payment]:
    """Open the pay-out of so many families; answers their payments in the order of the receipts."""
    walk.opened(operator, supervisor, count)
    return payments(operator)


def payments(desk: Desk) -> list[Payment]:
    with desk.read() as session:
        order = (Payment.village_code, Payment.rw, Payment.rt, Payment.caretaker_name)
        return list(session.scalars(select(Payment).order_by(*order, Payment.id)))


def payment(desk: Desk, one: UUID) -> Payment:
    with desk.read() as session:
        return session.get_one(Payment, one)


def lines(desk: Desk) -> list[Collection]:
    """Who came, in the order they came."""
    with desk.read() as session:
        return list(session.scalars(select(Collection).order_by(Collection.at, Collection.id)))


def logged(desk: Desk, action: str | None = None) -> int:
    with desk.read() as session:
        counted = select(func.count()).select_from(AuditLine)
        return session.scalar(counted.where(AuditLine.action == action) if action else counted) or 0


def corrected_by_an_older_program(desk: Desk, one: UUID) -> None:
    """Once a table could take a payment back and left the line of who came; such records are there."""
    with desk.write("tranche.settle") as unit:
        row = unit.session.get_one(Payment, one)
        row.state, row.settled_on, row.reason = PaymentState.UNPAID, None, "salah orang"


def family_of(desk: Desk, one: Payment) -> UUID:
    with desk.read() as session:
        return session.scalars(select(Enrolment.household_id).where(Enrolment.id == one.enrolment_id)).one()


def caretaker_is(desk: Desk, family: UUID, presence: Presence, since: date | None = None) -> None:
    """Let something befall the caretaker of a family."""
    with desk.write("test.presence") as unit:
        home = unit.session.get_one(Household, family)
        assert home.caretaker_id is not None
        mother = unit.session.get_one(Member, home.caretaker_id)
        mother.presence, mother.presence_date = presence, since


def child_follows(desk: Desk, family: UUID, nik: str) -> str:
    """Make the second member caretaker under this NIK; answers the name."""
    with desk.write("test.follows") as unit:
        child = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
        child.nik = nik
        unit.session.get_one(Household, family).caretaker_id = child.id
        return child.name


def thumb(received: Received = Received(), witness: str = "Kades Sanusi") -> Received:  # noqa: B008 - it is frozen
    return replace(received, mark=Mark.THUMB, witness=witness)

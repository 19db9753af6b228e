"""Lists with faults that the tests find, one payment at a time."""

from uuid import UUID

from sqlalchemy import select

from desktop.models import Payment
from desktop.services.desk import Desk

DAMAGED = "3,60102E+15"
SOUND = "3601015203850077"
ODD = "1111111111111111"


def payments(desk: Desk) -> list[UUID]:
    """Ids of all payments, in the order in which a run lists them."""
    with desk.read() as session:
        order = (Payment.village_code, Payment.caretaker_name, Payment.id)
        return list(session.scalars(select(Payment.id).order_by(*order)))


def nik(desk: Desk, at: int, written: str) -> str:
    """Let a payment bear this NIK; answers whose it is."""
    payment = payments(desk)[at]
    with desk.write("test.nik") as unit:
        row = unit.session.get_one(Payment, payment)
        row.caretaker_nik = written
        return row.caretaker_name


def nik_of_all(desk: Desk, written: str) -> None:
    with desk.write("test.nik") as unit:
        for row in unit.session.scalars(select(Payment)):
            row.caretaker_nik = written

"""What a list keeps of each family as it was: name, number, address, amount and what the amount is made of."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import Enrolment, PayList, Payment, PaymentPart
from desktop.rules.addresses import street
from desktop.rules.entitlement import Part, PartKind
from desktop.rules.ids import new_id
from desktop.rules.terms import PaymentState
from desktop.services import enrolling
from desktop.services.money.facts import Judged
from desktop.store.unit import Unit

NO_LONGER = "money.no_longer_eligible"
PAYMENTS, PARTS = Payment.__table__, PaymentPart.__table__
PartName = tuple[UUID, str, str, UUID | None]
"""A part of a payment: there is one of each kind, code and sanction."""


def padded(number: str) -> str:
    """RT and RW as papers write them, "003", so that they sort."""
    return number.strip().zfill(3) if number.strip().isdigit() else number.strip()


def write_payments(unit: Unit, pay_list: PayList, listed: Sequence[Judged]) -> int:
    """Insert the new payments and bring those already listed up to date; answers how many are new.

    Who was listed and is not among them stays, withheld.
    """
    statement = select(PAYMENTS).where(PAYMENTS.c.pay_list_id == pay_list.id)
    there = {row.enrolment_id: enrolling.as_dict(row) for row in unit.connection.execute(statement)}
    cards = _cards(unit, pay_list.programme)
    payments: dict[UUID, Judged] = {}
    fresh, changed = [], []
    for one in listed:
        wanted = _frozen(one, cards[one.row.enrolment_id])
        kept = there.pop(one.row.enrolment_id, None)
        if kept is None:
            fresh.append({"id": new_id(), "pay_list_id": pay_list.id, "settled_on": None, "sts_number": None, **wanted})
        elif any(kept[name] != value for name, value in wanted.items()):
            changed.append({**kept, **wanted})
        payments[(kept or fresh[-1])["id"]] = one
    gone = [kept for kept in there.values() if kept["state"] != PaymentState.WITHHELD]
    changed += [{**kept, "state": PaymentState.WITHHELD.value, "reason": NO_LONGER} for kept in gone]
    unit.insert_many(Payment, fresh)
    unit.update_many(Payment, changed)
    _write_parts(unit, pay_list, payments)
    return len(fresh)


def _cards(unit: Unit, programme: str) -> dict[UUID, str]:
    statement = select(Enrolment.id, Enrolment.card_number).where(Enrolment.programme == programme)
    return {row.id: row.card_number or "" for row in unit.session.execute(statement)}


def _frozen(one: Judged, card: str) -> dict[str, Any]:
    """What a payment keeps of the family, whatever happens to the family later."""
    row, caretaker = one.row, one.caretaker
    assert caretaker is not None
    address = street(row.hamlet, row.address, rt=row.rt, rw=row.rw)
    return {
        "enrolment_id": row.enrolment_id,
        "amount": one.amount,
        "state": (PaymentState.WITHHELD if one.held else PaymentState.UNPAID).value,
        "reason": one.held,
        "card_number": card,
        "caretaker_name": caretaker.name,
        "caretaker_nik": caretaker.nik,
        "no_kk": row.no_kk,
        "address": address[:200],
        "rt": padded(row.rt),
        "rw": padded(row.rw),
        "village_code": row.village_code,
        "explanation": one.explanation,
    }


def _write_parts(unit: Unit, pay_list: PayList, payments: dict[UUID, Judged]) -> None:
    """Keep what amounts are made of; a part that fell away stays with nothing in it. A flat amount needs no parts."""
    wanted = dict(_parts(payments))
    statement = select(PARTS).join(PAYMENTS, PAYMENTS.c.id == PARTS.c.payment_id)
    rows = unit.connection.execute(statement.where(PAYMENTS.c.pay_list_id == pay_list.id))
    changed = []
    for kept in map(enrolling.as_dict, rows):
        name = kept["payment_id"], kept["kind"], kept["code"], kept["sanction_id"]
        part = wanted.pop(name, None)
        if kept["payment_id"] in payments and (kept["count"], kept["rupiah"]) != (figure := _figure(part)):
            changed.append(kept | dict(zip(("count", "rupiah"), figure, strict=True)))
    unit.update_many(PaymentPart, changed, ("count", "rupiah"))
    unit.insert_many(PaymentPart, [_row(name, part) for name, part in wanted.items()])


def _parts(payments: dict[UUID, Judged]) -> Iterator[tuple[PartName, Part]]:
    for payment, one in payments.items():
        if [part.kind for part in one.parts] != [PartKind.FLAT]:
            for part, sanction in zip(one.parts, one.sanctions, strict=True):
                yield (payment, part.kind.value, part.code, sanction), part


def _figure(part: Part | None) -> tuple[int, int]:
    return (part.count, part.rupiah) if part else (0, 0)


def _row(name: PartName, part: Part) -> dict[str, Any]:
    payment, kind, code, sanction = name
    return {
        "id": new_id(),
        "payment_id": payment,
        "kind": kind,
        "code": code,
        "count": part.count,
        "rupiah": part.rupiah,
        "sanction_id": sanction,
    }

"""The family that was opened at the desk: whole enough to be recognised, with what has to be known first."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from desktop.documents.photograph import thumbnail
from desktop.errors import Refused
from desktop.models import Area, Collection, Enrolment, PayList, Payment, PaymentPart, Photograph, Receipt
from desktop.rules.nik import in_fours, mask
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PaymentState, ReceiptState
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families.photographs import Shows
from desktop.services.money.keys import key_of
from desktop.services.payday import warning
from desktop.services.payday.finding import place
from desktop.services.payday.rows import Mark, PartRow, PastPayment, Seen
from desktop.store import photos

PICTURE = 560  # pixels of the longer side: large on the screen, also where it shows two for one


@allowed(*EVERYBODY)
def look(desk: Desk, payment: UUID) -> Seen:
    """Open a family at the desk; this one look stands in the log (DESIGN.md 4.10)."""
    with desk.write("payday.look") as unit:
        row = known(unit.session, desk.office.code, payment)
        unit.journal.note(kind="household", record=str(row.enrolment.household_id), payment=str(payment))
    with desk.read() as session:
        return seen(session, desk, payment)


@allowed(*EVERYBODY)
def whole_nik(desk: Desk, payment: UUID) -> str:
    """The NIK as the list holds it, in fours, to be held against a KTP; who asked stands in the log."""
    with desk.write("payday.nik") as unit:
        row = known(unit.session, desk.office.code, payment)
        unit.journal.note(kind="household", record=str(row.enrolment.household_id))
        return in_fours(row.caretaker_nik or "")


def known(session: Session, office: str, payment: UUID) -> Payment:
    """Refused where this office has no such payment."""
    row = session.get(Payment, payment)
    if row is None or row.owner != office:
        raise Refused("money.payment_unknown")
    return row


def seen(session: Session, desk: Desk, payment: UUID) -> Seen:
    row = known(session, desk.office.code, payment)
    pay_list = session.get_one(PayList, row.pay_list_id)
    district = aliased(Area)
    areas = select(Area.name, district.name).outerjoin(district, district.code == Area.parent_code)
    village = session.execute(areas.where(Area.code == row.village_code)).first()
    who = warning.receiver(session, row)
    return Seen(
        row.id,
        row.enrolment.household_id,
        key_of(pay_list),
        row.caretaker_name,
        mask(row.caretaker_nik or ""),
        row.card_number,
        place(row.address, row.rt, row.rw),
        village[0] if village else "",
        (village[1] or "") if village else "",
        row.amount,
        _parts(session, row.id),
        receipt_number(session, row.id),
        PaymentState(row.state),
        row.settled_on,
        who.needs,
        who.follows,
        warning.warnings(session, desk, pay_list, row, who),
        _history(session, row),
        _photograph(desk, session, row.enrolment.household_id),
    )


def receipt_number(session: Session, payment: UUID) -> str:
    """The receipt that counts, as printed; "" where there is none."""
    row = session.scalars(
        select(Receipt).where(Receipt.payment_id == payment, Receipt.state != ReceiptState.VOID)
    ).one_or_none()
    return str(ReceiptNumber(row.owner, row.fiscal_year, row.number)) if row else ""


def _parts(session: Session, payment: UUID) -> tuple[PartRow, ...]:
    rows = session.scalars(select(PaymentPart).where(PaymentPart.payment_id == payment).order_by(PaymentPart.id))
    return tuple(PartRow(row.kind, row.code, row.count, row.rupiah) for row in rows)


def _history(session: Session, payment: Payment) -> tuple[PastPayment, ...]:
    """All other payments of the family, the newest first."""
    statement = (
        select(Payment, PayList, Receipt)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(Enrolment.household_id == payment.enrolment.household_id, Payment.id != payment.id)
        .order_by(PayList.year.desc(), PayList.tranche.desc(), PayList.supplement.desc())
    )
    rows = session.execute(statement).all()
    came = _came(session, [row.Payment.id for row in rows])
    found = []
    for row in rows:
        line = came.get(row.Payment.id) if row.Payment.state == PaymentState.PAID else None
        receipt = row.Receipt
        number = str(ReceiptNumber(receipt.owner, receipt.fiscal_year, receipt.number)) if receipt else ""
        found.append(
            PastPayment(
                key_of(row.PayList),
                row.Payment.amount,
                PaymentState(row.Payment.state),
                row.Payment.settled_on,
                number,
                line.name if line else "",
                line.who if line else "",
            )
        )
    return tuple(found)


def _came(session: Session, payments: list[UUID]) -> dict[UUID, Collection]:
    """Who came for each payment, by its newest line that stands."""
    statement = select(Collection).where(
        Collection.payment_id.in_(payments), Collection.undone_by.is_(None), Collection.mark != Mark.REFUSED
    )
    return {row.payment_id: row for row in session.scalars(statement.order_by(Collection.at, Collection.id))}


def _photograph(desk: Desk, session: Session, household: UUID) -> bytes | None:
    """The newest picture of the caretaker; one that is gone or damaged leaves its place empty."""
    statement = select(Photograph.file).where(
        Photograph.household_id == household,
        Photograph.shows == Shows.CARETAKER,
        Photograph.replaced_at.is_(None),
    )
    file = session.scalars(statement.order_by(Photograph.added_at.desc(), Photograph.id.desc()).limit(1)).first()
    if file is None:
        return None
    try:
        return thumbnail(photos.read(session, desk.office.folder, file), PICTURE)
    except Refused:
        return None

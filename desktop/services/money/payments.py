"""The payments of a list, page by page, narrowed by district, village and state."""

from typing import Any

from sqlalchemy import Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from desktop.models import Area, Enrolment, Household, PayList, Payment, Receipt
from desktop.rules.nik import mask
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PaymentState, ReceiptState
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.money.rows import PaymentFilters, PaymentPage, PaymentPlace, PaymentRow
from desktop.services.money.voided import VOIDED

EVERYTHING = PaymentFilters()
ORDER = (Payment.village_code, Payment.rw, Payment.rt, Payment.caretaker_name, Payment.id)


@allowed(*EVERYBODY)
def payments(
    desk: Desk,
    key: TrancheKey,
    filters: PaymentFilters = EVERYTHING,
    limit: int = 50,
    after: PaymentPlace | None = None,
) -> PaymentPage:
    """One page in the order of the receipts; scrolling a masked list is not logged (DESIGN.md 4.10)."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return PaymentPage((), None)
        statement = _narrowed(_rows(), pay_list, filters).order_by(*ORDER).limit(limit + 1)
        if after is not None:
            place = (literal(value, column.type) for value, column in zip(after, ORDER, strict=True))
            statement = statement.where(tuple_(*ORDER) > tuple_(*place))
        found = session.execute(statement).all()
    rows = tuple(_row(desk.office.code, row) for row in found[:limit])
    if len(found) <= limit:
        return PaymentPage(rows, None)
    last = found[limit - 1]
    return PaymentPage(rows, (last.village_code, last.rw, last.rt, last.caretaker_name, last.id))


@allowed(*EVERYBODY)
def count(desk: Desk, key: TrancheKey, filters: PaymentFilters = EVERYTHING) -> int:
    """Count the payments that the filters leave."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return 0
        return session.scalar(_narrowed(select(func.count()).select_from(Payment), pay_list, filters)) or 0


def _rows() -> Any:
    district = aliased(Area)
    # The receipt that counts; a voided one only until another took its place.
    voided = aliased(Receipt)
    waiting = (
        select(func.max(voided.number))
        .where(voided.payment_id == Payment.id, Payment.reason == VOIDED)
        .correlate(Payment)
        .scalar_subquery()
    )
    return (
        select(
            Payment.id, Enrolment.household_id, Payment.caretaker_name, Payment.caretaker_nik, Payment.card_number,
            Payment.address, Payment.rt, Payment.rw, Payment.village_code, Payment.amount, Payment.state,
            Payment.reason, Payment.settled_on, Area.name.label("village"), district.name.label("district"),
            PayList.year, func.coalesce(Receipt.number, waiting).label("number"),
            Receipt.state.label("receipt_state"),
        )
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(PayList, PayList.id == Payment.pay_list_id)
        .outerjoin(Area, Area.code == Payment.village_code)
        .outerjoin(district, district.code == Area.parent_code)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
    )  # fmt: skip


def _narrowed(statement: Select[Any], pay_list: PayList, filters: PaymentFilters) -> Select[Any]:
    statement = statement.where(Payment.pay_list_id == pay_list.id)
    if filters.village_code:
        statement = statement.where(Payment.village_code == filters.village_code)
    elif filters.district_code:
        statement = statement.where(Payment.village_code.startswith(f"{filters.district_code}."))
    if filters.unplaced:
        statement = statement.where(func.coalesce(Payment.village_code, "") == "")
    if filters.sts_number is not None:
        statement = statement.where(Payment.sts_number == filters.sts_number)
    if filters.state is not None:
        statement = statement.where(Payment.state == filters.state)
    if filters.registered_by is not None:
        # As the approval judges it: a family whose money is withheld is nobody's to approve.
        own = select(Enrolment.id).join(Household).where(Household.registered_by == filters.registered_by)
        statement = statement.where(Payment.enrolment_id.in_(own), Payment.state != PaymentState.WITHHELD)
    if text := " ".join(filters.text.split()):
        statement = statement.where(
            or_(
                Payment.caretaker_name.icontains(text, autoescape=True),
                Payment.card_number.icontains(text, autoescape=True),
                Payment.caretaker_nik == text.replace(" ", ""),
            )
        )
    return statement


def _row(office: str, row: Any) -> PaymentRow:
    receipt = str(ReceiptNumber(office, row.year, row.number)) if row.number else ""
    rt_rw = f"RT {row.rt or '-'} RW {row.rw or '-'}" if row.rt or row.rw else ""
    return PaymentRow(
        row.id,
        row.household_id,
        receipt,
        row.receipt_state or (ReceiptState.VOID if row.number else ""),
        row.caretaker_name,
        mask(row.caretaker_nik or ""),
        row.card_number,
        " ".join(part for part in (row.address, rt_rw) if part),
        row.village or "",
        row.district or "",
        row.amount,
        PaymentState(row.state),
        row.reason,
        row.settled_on,
    )

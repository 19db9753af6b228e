"""What was sent of a list: each payment with its orders in the files of payers, and the numbers it is found by."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Payment, PaymentRoute, PayoutFile, PayoutOrder, Receipt
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PaymentState, ReceiptState
from desktop.services.desk import Desk
from desktop.sheets.payer_answer import KEYS

ACCOUNT = "account"
WAITING = (OrderOutcome.SENT, OrderOutcome.IDLE)
"""The money is with the payer: no answer yet, or it lies there and nobody fetched it."""
BACK = "Kembali: "
"""Begins what is told of an order whose money came back after it was paid; in Indonesian, as data is."""


@dataclass(frozen=True, slots=True)
class Order:
    """One payment in one file. `made` is the day of the file, `back` that on which the money came back."""

    id: UUID
    file: int
    payer: str
    made: date
    outcome: OrderOutcome
    reason: str = ""
    back: date | None = None

    @property
    def waits(self) -> bool:
        return self.outcome in WAITING


@dataclass(frozen=True, slots=True)
class Ours:
    """A payment that was sent. `orders` are all of them, `mine` those of the payer who answers, the newest last."""

    id: UUID
    amount: int
    state: PaymentState
    caretaker_name: str
    orders: tuple[Order, ...]
    mine: tuple[Order, ...]
    settled_on: date | None = None

    @property
    def newest(self) -> Order:
        return self.orders[-1]


@dataclass(slots=True)
class Sent:
    """The payments of a list that went to a payer, found by what stands in the answer."""

    rows: dict[UUID, Ours]  # by payment
    keys: dict[UUID, dict[str, str]]
    _index: dict[tuple[str, str], set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for payment, keys in self.keys.items():
            for name, value in keys.items():
                if value:
                    self._index[name, value].add(payment)
                    self._index[name, _bare(value)].add(payment)

    @property
    def files(self) -> tuple[int, ...]:
        return tuple(sorted({order.file for row in self.rows.values() for order in row.mine}))

    def meant(self, said: Mapping[str, str], numeric: Collection[str] = ()) -> tuple[list[UUID], bool]:
        """Payments that a row may mean, by its surest key that is known; and whether another key speaks against.

        `numeric` are keys that stood in the file as numbers, which have lost the zeros they began with.
        """
        for name in KEYS:
            if not said[name]:
                continue
            found = self._index.get((name, _bare(said[name]) if name in numeric else said[name]), set())
            found = {payment for payment in found if _equal(name, said, self.keys[payment], numeric)}
            if found:
                fitting = sorted(payment for payment in found if not self._against(payment, said, numeric))
                return fitting, not fitting
        return [], False

    def _against(self, payment: UUID, said: Mapping[str, str], numeric: Collection[str]) -> bool:
        """A key that the row has and that is another one with us; money may have gone elsewhere."""
        ours = self.keys[payment]
        return any(said[name] and ours[name] and not _equal(name, said, ours, numeric) for name in KEYS)


def sent(session: Session, desk: Desk, pay_list: UUID, payer: str = "") -> Sent:
    """Read the orders of a list; those of every payer where none is named."""
    statement = (
        select(
            PayoutOrder.id.label("order"), PayoutOrder.outcome, PayoutOrder.reason, PayoutOrder.told,
            PayoutOrder.on, PayoutFile.payer,
            PayoutFile.number.label("file"), PayoutFile.made_at, Payment.id, Payment.amount, Payment.state,
            Payment.settled_on, Payment.caretaker_name, Payment.caretaker_nik, Payment.card_number, PaymentRoute.number,
            Receipt.number.label("receipt"), Receipt.fiscal_year,
        )
        .join_from(PayoutOrder, PayoutFile, PayoutFile.id == PayoutOrder.file_id)
        .join(Payment, Payment.id == PayoutOrder.payment_id)
        .outerjoin(PaymentRoute, PaymentRoute.payment_id == Payment.id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(PayoutFile.pay_list_id == pay_list)
        .order_by(PayoutFile.number)
    )  # fmt: skip
    by_payment: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in session.execute(statement):
        by_payment[row.id].append(row)
    found = {payment: rows for payment, rows in by_payment.items() if any(payer in ("", one.payer) for one in rows)}
    return Sent(
        {payment: _ours(desk, rows, payer) for payment, rows in found.items()},
        {payment: _keys(desk.office.code, rows[-1]) for payment, rows in found.items()},
    )


def _ours(desk: Desk, rows: list[Any], payer: str) -> Ours:
    last = rows[-1]
    orders = tuple(_order(desk, row) for row in rows)
    mine = tuple(one for one in orders if payer in ("", one.payer))
    state = PaymentState(last.state)
    return Ours(last.id, last.amount, state, last.caretaker_name, orders, mine, last.settled_on)


def _order(desk: Desk, row: Any) -> Order:
    made, outcome = desk.local(row.made_at).date(), OrderOutcome(row.outcome)
    back = row.on if outcome is OrderOutcome.FAILED and row.told.startswith(BACK) else None
    return Order(row.order, row.file, row.payer, made, outcome, row.reason, back)


def _keys(office: str, row: Any) -> dict[str, str]:
    return {
        ACCOUNT: row.number or "",
        "receipt": str(ReceiptNumber(office, row.fiscal_year, row.receipt)) if row.receipt else "",
        "nik": row.caretaker_nik or "",
        "card": row.card_number.upper(),
    }


def _equal(name: str, said: Mapping[str, str], ours: Mapping[str, str], numeric: Collection[str]) -> bool:
    if name in numeric:
        return _bare(said[name]) == _bare(ours[name])
    return said[name] == ours[name]


def _bare(number: str) -> str:
    """A number as a spreadsheet keeps it that takes it for one."""
    return number.lstrip("0")

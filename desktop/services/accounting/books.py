"""Whether the money of a list is in order: every sum of it, where unpaid money lies, and what is left to do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from desktop.models import PayList, Payment, PaymentRoute, PayoutOrder, Receipt, SignedReceipt
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services.accounting import ageing, differing, reconciling, return_rows
from desktop.services.accounting.ageing import AgeRow
from desktop.services.accounting.differing import Difference
from desktop.services.accounting.reconciling import AreaBalance, Identity, Reconciled
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.sent import WITH_PAYER

NOTHING = Figure()
DIFFERS: Mapping[str, str] = MappingProxyType(
    {
        differing.DECREE: "books.differs_decree",
        differing.QUOTA: "books.differs_quota",
        differing.UNNAMED: "books.differs_unnamed",
        differing.PROGRAMME: "books.differs_programme",
        differing.BUDGET: "books.differs_budget",
    }
)
DOUBTS = frozenset({differing.PROGRAMME, differing.BUDGET})
"""A quota not used up and a budget overdrawn on paper are looked at; no sum is wrong for them."""


@dataclass(frozen=True, slots=True)
class Concern:
    """What is not in order. `wrong`: a sum or a paper does not agree; else something is left to do."""

    code: str
    wrong: bool
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Books:
    """A list as a treasurer looks at it first."""

    found: Reconciled
    identities: tuple[Identity, ...]
    with_payer: Figure  # of what is unpaid, in a file for a bank or the post, not answered or not fetched
    unaccounted: Figure  # of what was paid in cash, without its signed receipt
    unconfirmed: Figure  # of what went back, without a second person's word
    age: AgeRow | None  # None while nothing that could be paid is unpaid
    concerns: tuple[Concern, ...]

    @property
    def in_order(self) -> bool:
        """Whether every sum and every paper agrees, whatever is left to do."""
        return not any(one.wrong for one in self.concerns)


@allowed(*EVERYBODY)
def look(desk: Desk, key: TrancheKey) -> Books:
    """Everything about the money of one list, added up at this moment from one state of the office."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        found = reconciling.of_list(session, pay_list)
        with_payer = _figure(session, _of(pay_list, PaymentState.UNPAID).where(_sent()))
        cash = _of(pay_list, PaymentState.PAID).where(~_by_bank())
        unaccounted = _figure(session, cash.where(~_signed()))
        rows = return_rows.of_list(session, desk.person, pay_list)
        confirmed = sum((row.figure for row in rows if row.confirmed_at), NOTHING)
        waiting = sum((row.figure for row in rows if not row.confirmed_at), NOTHING)
        beside = (
            Identity("books.unpaid", found.whole.unpaid, (with_payer, found.whole.unpaid - with_payer)),
            Identity("books.cash", _figure(session, cash), (_figure(session, cash.where(_signed())), unaccounted)),
            Identity("books.returned", found.whole.returned, (confirmed, waiting)),
        )
        identities = (*found.identities, *(one for one in beside if one.left != NOTHING))
        age = _age(session, desk, pay_list, found)
    concerns = (*_wrong(found, identities), *_to_do(waiting, age))
    return Books(found, identities, with_payer, unaccounted, waiting, age, concerns)


def _of(pay_list: PayList, state: PaymentState) -> Select[*tuple[Any, ...]]:
    counted: Select[*tuple[Any, ...]] = select(func.count(), func.coalesce(func.sum(Payment.amount), 0))
    return counted.where(Payment.pay_list_id == pay_list.id, Payment.state == state)


def _figure(session: Session, statement: Select[*tuple[Any, ...]]) -> Figure:
    count, total = session.execute(statement).one()
    return Figure(count, total)


def _sent() -> ColumnElement[bool]:
    return exists().where(PayoutOrder.payment_id == Payment.id, PayoutOrder.outcome.in_(WITH_PAYER))


def _by_bank() -> ColumnElement[bool]:
    """Whose receipt is the bank's own record; nobody signs one."""
    return exists().where(PaymentRoute.payment_id == Payment.id, PaymentRoute.path == MoneyPath.BANK)


def _signed() -> ColumnElement[bool]:
    receipts = exists().where(Receipt.payment_id == Payment.id, Receipt.state != ReceiptState.VOID)
    return receipts.where(SignedReceipt.receipt_id == Receipt.id)


def _age(session: Session, desk: Desk, pay_list: PayList, found: Reconciled) -> AgeRow | None:
    unpaid = found.whole.unpaid
    if not unpaid.families or PayListState(pay_list.state) not in ageing.PAYABLE:
        return None
    return ageing.of_list(session, desk, pay_list, unpaid)


def _wrong(found: Reconciled, identities: tuple[Identity, ...]) -> Iterator[Concern]:
    broken = sum(not one.holds for one in identities)
    if broken:
        yield Concern("books.sums", wrong=True, values={"count": broken})
    areas = [one for one in (*found.districts, *found.villages) if one.balance.problems()]
    if areas:
        yield Concern("books.areas", wrong=True, values={"count": len(areas), "first": _named(areas[0])})
    for one in found.differences:
        yield Concern(DIFFERS[one.code], one.code not in DOUBTS, _differs(one))


def _to_do(waiting: Figure, age: AgeRow | None) -> Iterator[Concern]:
    if waiting.families:
        yield Concern("books.unconfirmed", wrong=False, values=told(waiting))
    if age is not None and age.overdue:
        late = {"days": grouped(-(age.days_left or 0))}
        yield Concern("books.overdue", wrong=False, values=told(age.unpaid) | late)


def told(figure: Figure) -> dict[str, object]:
    """A figure as sentences name it."""
    return {"families": grouped(figure.families), "rupiah": rupiah(figure.rupiah)}


def _differs(one: Difference) -> dict[str, object]:
    apart = one.difference
    values = told(Figure(abs(apart.families), abs(apart.rupiah))) | {"area": one.name or one.area or "-"}
    granted = {"granted": grouped(one.granted.families), "granted_rupiah": rupiah(one.granted.rupiah)}
    return values | granted | {"listed": grouped(one.listed.families), "listed_rupiah": rupiah(one.listed.rupiah)}


def _named(area: AreaBalance) -> str:
    return area.name or area.code or "-"

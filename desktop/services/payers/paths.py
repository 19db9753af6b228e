"""The payments of a list with the path of each, and where they can be moved; what may not be moved says why."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import func, literal, select, tuple_
from sqlalchemy.orm import Session

from desktop.models import Area, Enrolment, PayList, Payment, PaymentRoute, PayoutFile, PayoutOrder
from desktop.rules.payout_paths import MoneyPath, OrderOutcome, path_of, payer_key
from desktop.rules.terms import PayListState, PaymentState
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money.accounts import Channels
from desktop.services.money.keys import TrancheKey, list_of
from desktop.services.payers import templates
from desktop.services.payers.routes import EVERYTHING, MOVABLE, UNDER_WAY, RouteFilters, matching

P, R, ORDER = Payment, PaymentRoute, PayoutOrder
POST = "Kantor Pos"  # as programmes name it
SETTLED = MappingProxyType(
    {
        PaymentState.PAID: "payers.stays_paid",
        PaymentState.WITHHELD: "payers.stays_withheld",
        PaymentState.RETURNED: "payers.stays_returned",
    }
)
UNDER_WAY_CODES = MappingProxyType(
    {
        OrderOutcome.SENT: "payers.stays_sent",
        OrderOutcome.IDLE: "payers.stays_idle",
        OrderOutcome.PAID: "payers.stays_told",
    }
)


@dataclass(frozen=True, slots=True)
class PathRow:
    """One payment. `stays` is the code of the sentence why it may not be moved, "" where it may."""

    id: UUID
    household: UUID
    name: str
    card: str
    village: str
    path: MoneyPath
    payer: str
    waits: bool  # for an account at its bank
    amount: int
    stays: str = ""
    file: int = 0  # number of the file it is in


PathPlace = tuple[str, str, UUID]


@dataclass(frozen=True, slots=True)
class PathPage:
    rows: tuple[PathRow, ...]
    following: PathPlace | None


@dataclass(frozen=True, slots=True)
class PathCount:
    found: int
    movable: int


@dataclass(frozen=True, slots=True)
class Targets:
    """Where payments of a list can go, the desk last; and the villages of the list by code."""

    payers: tuple[tuple[MoneyPath, str], ...]
    villages: tuple[tuple[str, str], ...]


@allowed(*EVERYBODY)
def page(
    desk: Desk, key: TrancheKey, among: RouteFilters = EVERYTHING, limit: int = 50, after: PathPlace | None = None
) -> PathPage:
    """Payments in the order of villages and names."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return PathPage((), None)
        order: tuple[Any, ...] = (func.coalesce(P.village_code, ""), P.caretaker_name, P.id)
        statement = _rows(pay_list.id, among).order_by(*order).limit(limit + 1)
        if after is not None:
            place = (literal(value, column.type) for value, column in zip(after, order, strict=True))
            statement = statement.where(tuple_(*order) > tuple_(*place))
        found = session.execute(statement).all()
        orders = _orders(session, [row.id for row in found])
        over = PayListState(pay_list.state) not in MOVABLE
    rows = tuple(_row(row, orders.get(row.id), over=over) for row in found[:limit])
    last = found[limit - 1] if len(found) > limit else None
    return PathPage(rows, (last.village_code or "", last.caretaker_name, last.id) if last else None)


@allowed(*EVERYBODY)
def count(desk: Desk, key: TrancheKey, among: RouteFilters = EVERYTHING) -> PathCount:
    """How many payments fit, and how many of them may be moved."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return PathCount(0, 0)
        of = select(func.count()).select_from(P).outerjoin(R, R.payment_id == P.id)
        of = of.where(P.pay_list_id == pay_list.id, *matching(among))
        found = session.scalar(of) or 0
        may = of.where(P.state == PaymentState.UNPAID, ~UNDER_WAY)
        movable = (session.scalar(may) or 0) if PayListState(pay_list.state) in MOVABLE else 0
    return PathCount(found, movable)


@allowed(*EVERYBODY)
def targets(desk: Desk, key: TrancheKey) -> Targets:
    """Payers of the list, of its programme and of the templates, each once."""
    with desk.read() as session:
        pay_list = list_of(session, key, desk.office.code)
        if pay_list is None:
            return Targets((), ())
        villages = _villages(session, pay_list.id)
        names = [name for name in _payers(session, pay_list, [code for code, _ in villages]) if name]
    names += [name for row in templates.templates(desk) for name in row.payers] + [POST]
    once = {payer_key(name): name for name in reversed(names)}
    payers = sorted(((path_of(name), name) for name in once.values()), key=_by_path)
    return Targets((*payers, (MoneyPath.CASH, "")), tuple(villages))


def _by_path(one: tuple[MoneyPath, str]) -> tuple[bool, str]:
    return one[0] is MoneyPath.POST, one[1]


def _payers(session: Session, pay_list: PayList, villages: list[str]) -> list[str]:
    routed = select(R.payer).join(P, P.id == R.payment_id).where(P.pay_list_id == pay_list.id)
    channels = Channels(programmes.rules_of(session, pay_list.programme, pay_list.year))
    return [*session.scalars(routed.distinct().order_by(R.payer)), *(channels.of(code)[1] for code in villages)]


def _villages(session: Session, pay_list: UUID) -> list[tuple[str, str]]:
    statement = select(P.village_code, Area.name).join(Area, Area.code == P.village_code)
    rows = session.execute(statement.where(P.pay_list_id == pay_list).distinct().order_by(Area.name, Area.code))
    return [(row.village_code or "", row.name) for row in rows]


def _rows(pay_list: UUID, among: RouteFilters) -> Any:
    return (
        select(
            P.id, Enrolment.household_id, P.caretaker_name, P.card_number, P.village_code, P.amount, P.state,
            R.path, R.payer, R.number, Area.name.label("village"),
        )
        .join(Enrolment, Enrolment.id == P.enrolment_id)
        .outerjoin(R, R.payment_id == P.id)
        .outerjoin(Area, Area.code == P.village_code)
        .where(P.pay_list_id == pay_list, *matching(among))
    )  # fmt: skip


def _orders(session: Session, payments: list[UUID]) -> dict[UUID, tuple[OrderOutcome, int]]:
    """The newest order of each payment that has not failed, with the number of its file."""
    statement = (
        select(ORDER.payment_id, ORDER.outcome, PayoutFile.number)
        .join(PayoutFile, PayoutFile.id == ORDER.file_id)
        .where(ORDER.payment_id.in_(payments), ORDER.outcome != OrderOutcome.FAILED)
        .order_by(PayoutFile.number)
    )
    return {row.payment_id: (OrderOutcome(row.outcome), row.number) for row in session.execute(statement)}


def _row(row: Any, order: tuple[OrderOutcome, int] | None, *, over: bool) -> PathRow:
    state = PaymentState(row.state)
    outcome, file = order or (None, 0)
    stays = "payers.stays_over" if over else ""
    if outcome is not None:
        stays = UNDER_WAY_CODES[outcome]
    path = MoneyPath(row.path or MoneyPath.CASH)
    waits = path is MoneyPath.BANK and row.number is None
    return PathRow(
        row.id, row.household_id, row.caretaker_name, row.card_number, row.village or "", path, row.payer or "", waits,
        row.amount, SETTLED.get(state, stays), file,
    )  # fmt: skip

"""The path of each payment, as it is on the day its list is approved, and as a person moves it after that."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, PayList, Payment, PaymentRoute, PayoutOrder
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.payout_paths import MoneyPath, OrderOutcome, path_of
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money.accounts import Channels, OpenAccounts
from desktop.services.money.keys import TrancheKey, list_here
from desktop.store.unit import Unit
from desktop.wording import N_

ROUTING = N_("Saving by which path each family is paid")
TABLE = PaymentRoute.__table__
E, ORDER, P, R = Enrolment.__table__.c, PayoutOrder.__table__.c, Payment.__table__.c, TABLE.c
CHANGING = ("path", "payer", "number", "holder")
MOVABLE = frozenset({PayListState.APPROVED, PayListState.OPEN})
LONGEST_REASON, LONGEST_PAYER = 200, 60
Values = dict[str, Any]
UNDER_WAY = exists().where(ORDER.payment_id == P.id, ORDER.outcome != OrderOutcome.FAILED).correlate(Payment)
"""The payment stands in a file whose answer is open, or that brought the money on its way."""


@dataclass(frozen=True, slots=True)
class RouteFilters:
    """Which payments of a list: of a village, on a path, with part of a name or the beginning of a number."""

    text: str = ""
    village: str = ""  # code
    path: MoneyPath | None = None
    payer: str = ""


EVERYTHING = RouteFilters()


@dataclass(frozen=True, slots=True)
class NewPath:
    """Where payments are moved to and why. `payments` None means all that may be moved and fit the rest."""

    path: MoneyPath
    payer: str = ""
    reason: str = ""
    payments: Collection[UUID] | None = None
    without_account: bool = False  # only those that wait for an account
    among: RouteFilters = EVERYTHING
    expected: int | None = None  # refused where others than so many fit: what was seen is no longer so


@dataclass(frozen=True, slots=True)
class Moved:
    moved: int
    same: int
    without_account: int  # of those moved: to a bank where the family has none
    rupiah: int = 0  # of those moved


def give(unit: Unit, pay_list: PayList, progress: Progress = SILENT) -> None:
    """Give each unpaid payment of a list its path, within the transaction that approves the list.

    A list that went back and is approved again gets them anew, as the day is.
    """
    programme = programmes.rules_of(unit.session, pay_list.programme, pay_list.year)
    channels, accounts = Channels(programme), OpenAccounts(unit.connection, pay_list.id)
    unit.session.flush()
    rows = _payments(unit.session, pay_list.id, P.state == PaymentState.UNPAID)
    wanted = {row.id: _wanted(accounts, row, *channels.of(row.village_code)) for row in rows}
    fresh, changed = _differing(wanted, _kept(unit.session, pay_list.id))
    progress.step(0, len(fresh) + len(changed), ROUTING)
    _write(unit, fresh, changed)


@allowed(Role.OPERATOR)
def move(desk: Desk, key: TrancheKey, wish: NewPath) -> Answer[Moved]:
    """Move payments to another path, with a reason, while no file holds them (DOMAIN.md 2.7: to the post).

    Refused where one that was named is settled, in a file, or on another list; who names none gets what may be moved.
    """
    payer, reason = _checked(wish)
    with desk.write("payment_route.move") as unit:
        plan = _planned(unit.session, desk, key, wish, payer)
        _write(unit, plan.fresh, plan.changed)
        unit.journal.note(tranche=str(key), path=wish.path.value, payer=payer, reason=reason, payments=plan.moved.moved)
    return Answer(plan.moved, unit.changes)


@allowed(Role.OPERATOR)
def foresee(desk: Desk, key: TrancheKey, wish: NewPath) -> Moved:
    """Say what moving would do; the reason may still be missing."""
    payer, _ = _checked(replace(wish, reason=wish.reason or "-"))
    with desk.read() as session:
        return _planned(session, desk, key, wish, payer).moved


def matching(filters: RouteFilters) -> tuple[ColumnElement[bool], ...]:
    """What a payment joined with its route must fulfil."""
    found: list[ColumnElement[bool]] = []
    if filters.village:
        found.append(P.village_code == filters.village)
    if filters.path is not None:
        found += [R.path == filters.path, R.payer == filters.payer]
    if text := " ".join(filters.text.split()):
        numbers = (P.card_number, P.caretaker_nik, P.no_kk, R.number)
        begun = (number.istartswith(text.replace(" ", ""), autoescape=True) for number in numbers)
        found.append(or_(P.caretaker_name.icontains(text, autoescape=True), *begun))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Plan:
    fresh: list[Values]
    changed: list[Values]
    moved: Moved


def _planned(session: Session, desk: Desk, key: TrancheKey, wish: NewPath, payer: str) -> _Plan:
    pay_list = list_here(session, key, desk.office.code)
    if PayListState(pay_list.state) not in MOVABLE:
        raise Refused("payers.not_now", tranche=key.short)
    kept = _kept(session, pay_list.id)
    rows = _chosen(session, pay_list.id, wish, kept)
    if wish.expected is not None and len(rows) != wish.expected:
        raise Refused("payers.others_now", seen=wish.expected, now=len(rows))
    accounts = OpenAccounts(session.connection(), pay_list.id)
    wanted = {row.id: _wanted(accounts, row, wish.path, payer) for row in rows}
    fresh, changed = _differing(wanted, kept)
    amounts = {row.id: row.amount for row in rows}
    moved = fresh + changed
    rupiah = sum(amounts[one["payment_id"]] for one in moved)
    return _Plan(fresh, changed, Moved(len(moved), len(rows) - len(moved), sum(map(_lacks, moved)), rupiah))


def _checked(wish: NewPath) -> tuple[str, str]:
    """Payer and reason as they are kept."""
    payer, reason = " ".join(wish.payer.split()), " ".join(wish.reason.split())
    if not reason:
        raise Refused("money.no_reason")
    if wish.path is MoneyPath.CASH:
        if payer and path_of(payer) is not MoneyPath.CASH:
            raise Refused("payers.cash_payer", payer=payer)
        return "", reason[:LONGEST_REASON]
    if not payer or len(payer) > LONGEST_PAYER or path_of(payer) is not wish.path:
        raise Refused("payers.payer_name", payer=payer or "-")
    return payer, reason[:LONGEST_REASON]


def _chosen(session: Session, pay_list: UUID, wish: NewPath, kept: dict[UUID, dict[str, Any]]) -> list[Any]:
    may = (P.state == PaymentState.UNPAID, ~UNDER_WAY)
    if wish.payments is None:
        rows = list(_payments(session, pay_list, *may, *matching(wish.among)))
    else:
        movable = {row.id: row for row in _payments(session, pay_list, *may)}
        strange = [payment for payment in wish.payments if payment not in movable]
        if strange:
            raise Refused("payers.not_movable", count=len(strange))
        rows = [movable[payment] for payment in dict.fromkeys(wish.payments)]
    if wish.without_account:
        rows = [row for row in rows if row.id not in kept or _lacks(kept[row.id])]
    if not rows:
        raise Refused("payers.nothing_to_move")
    return rows


def _kept(session: Session, pay_list: UUID) -> dict[UUID, dict[str, Any]]:
    statement = select(TABLE).join(Payment.__table__, P.id == R.payment_id).where(P.pay_list_id == pay_list)
    return {row.payment_id: enrolling.as_dict(row) for row in session.connection().execute(statement)}


def _payments(session: Session, pay_list: UUID, *conditions: Any) -> Any:
    statement = (
        select(P.id, P.village_code, P.caretaker_name, P.amount, E.household_id)
        .join_from(Payment, Enrolment, E.id == P.enrolment_id)
        .outerjoin(TABLE, R.payment_id == P.id)
        .where(P.pay_list_id == pay_list, *conditions)
        .order_by(P.id)
    )
    return session.connection().execute(statement)


def _differing(wanted: dict[UUID, Values], kept: dict[UUID, Values]) -> tuple[list[Values], list[Values]]:
    """Routes to be made, and those to be changed. A list approved by an older program has none yet."""
    fresh = [{"id": new_id(), "payment_id": one, **row} for one, row in wanted.items() if one not in kept]
    changed = [
        kept[one] | row
        for one, row in wanted.items()
        if one in kept and any(kept[one][name] != row[name] for name in CHANGING)
    ]
    return fresh, changed


def _write(unit: Unit, fresh: list[Values], changed: list[Values]) -> None:
    if fresh:
        unit.insert_many(PaymentRoute, fresh)
    if changed:
        unit.update_many(PaymentRoute, changed, CHANGING)


def _lacks(row: Values) -> bool:
    return bool(row["path"] == MoneyPath.BANK and row["number"] is None)


def _wanted(accounts: OpenAccounts, row: Any, path: MoneyPath, payer: str) -> dict[str, Any]:
    account = accounts.at(row.household_id, payer) if path is MoneyPath.BANK else None
    number, holder = (account.number, account.holder or row.caretaker_name) if account else (None, "")
    return {"path": path.value, "payer": payer, "number": number, "holder": holder}

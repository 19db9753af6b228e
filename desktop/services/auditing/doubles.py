"""Who is paid twice: one NIK, family card, account or person under two families, in a tranche or over a year."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, cast, func, select, union

from desktop.models import BankAccount, Enrolment, Household, Member, PayList, Payment, PaymentRoute
from desktop.rules.dates import long_date
from desktop.rules.nik import mask
from desktop.services.auditing.kinds import AuditTest, Finding
from desktop.services.auditing.scope import PAYABLE, PORTION, Scope, short

Row = Any
_TWO = 2


@dataclass(frozen=True, slots=True)
class _Sharing:
    """A payment and the value it shares with others; `niks` is how many NIK share it."""

    id: UUID
    pay_list: PayList
    family: UUID
    caretaker_name: str
    caretaker_nik: str | None
    shared: str
    niks: int


def double_nik(scope: Scope) -> Iterator[Finding]:
    """One caretaker's NIK under two families; the same family in two programmes is another test."""
    rows = _sharing(scope, Payment.caretaker_nik)
    yield from _pairs(scope, rows, AuditTest.DOUBLE_NIK)
    yield from _two_programmes(scope)


def double_kk(scope: Scope) -> Iterator[Finding]:
    """One family card under two families; it may hold two households, so a person looks."""
    yield from _pairs(scope, _sharing(scope, Payment.no_kk), AuditTest.DOUBLE_KK)


def double_person(scope: Scope) -> Iterator[Finding]:
    """Caretakers of one name and birth date under two NIK, or without one."""
    key = func.upper(Member.name) + "/" + cast(Member.birth_date, String)
    people = (
        select(Payment.id, key.label("shared"), Enrolment.household_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(Household, Household.id == Enrolment.household_id)
        .join(Member, Member.id == Household.caretaker_id)
        .where(*_of_year(scope), Member.birth_date.is_not(None))
    )
    rows = [row for row in _grouped(scope, people) if row.caretaker_nik is None or row.niks > 1]
    yield from _pairs(scope, rows, AuditTest.DOUBLE_PERSON)


def double_account(scope: Scope) -> Iterator[Finding]:
    """One account under two families: as it was when the list was approved, else as it is now."""
    approved = (
        select(Payment.id, PaymentRoute.number.label("shared"), Enrolment.household_id)
        .join(PaymentRoute, PaymentRoute.payment_id == Payment.id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(*_of_year(scope), PaymentRoute.number.is_not(None))
    )
    now = (
        select(Payment.id, BankAccount.number.label("shared"), Enrolment.household_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .join(BankAccount, BankAccount.household_id == Enrolment.household_id)
        .where(*_of_year(scope), BankAccount.valid_to.is_(None), BankAccount.number.is_not(None))
        .where(Payment.id.not_in(select(PaymentRoute.payment_id)))
    )
    both = union(approved, now).subquery()
    yield from _pairs(scope, _grouped(scope, select(both)), AuditTest.DOUBLE_ACCOUNT)


def _of_year(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Payments of this office's lists of the same years, in all tranches and programmes."""
    of_year = select(PayList.id).where(PayList.owner == scope.office, PayList.year.in_(scope.years))
    return Payment.pay_list_id.in_(of_year), Payment.state.in_(PAYABLE)


def _sharing(scope: Scope, column: Any) -> list[_Sharing]:
    statement = (
        select(Payment.id, column.label("shared"), Enrolment.household_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(*_of_year(scope), column.is_not(None))
    )
    return _grouped(scope, statement)


def _grouped(scope: Scope, statement: Select[*tuple[Any, ...]]) -> list[_Sharing]:
    """The payments whose value stands under more than one family, with what their sentence needs."""
    held = statement.subquery()
    several = select(held.c.shared).group_by(held.c.shared).having(func.count(held.c.household_id.distinct()) > 1)
    ids = select(held.c.id, held.c.shared).where(held.c.shared.in_(several))
    shared = {row.id: row.shared for row in scope.rows(ids)}
    rows = _payments(scope, list(shared))
    niks: defaultdict[Hashable, set[str | None]] = defaultdict(set)
    for row in rows:
        niks[shared[row.id]].add(row.caretaker_nik)
    return [
        _Sharing(
            row.id,
            row.PayList,
            row.household_id,
            row.caretaker_name,
            row.caretaker_nik,
            str(shared[row.id]),
            len(niks[shared[row.id]]),
        )
        for row in rows
    ]


def _payments(scope: Scope, ids: list[UUID]) -> list[Row]:
    found: list[Row] = []
    for start in range(0, len(ids), PORTION):
        scope.breathe()
        statement = (
            select(Payment.id, Payment.caretaker_name, Payment.caretaker_nik)
            .add_columns(Enrolment.household_id, PayList)
            .join(Enrolment, Enrolment.id == Payment.enrolment_id)
            .join(PayList, PayList.id == Payment.pay_list_id)
        )
        found += scope.session.execute(statement.where(Payment.id.in_(ids[start : start + PORTION]))).all()
    return found


def _pairs(scope: Scope, rows: list[_Sharing], test: AuditTest) -> Iterator[Finding]:
    """Name each payment of the lists once, with the nearest other one that shares its value."""
    listed = {one.id for one in scope.lists}
    nearest = _first_two(rows)
    for row in sorted(rows, key=_order):
        if row.pay_list.id not in listed:
            continue
        others = [one for one in nearest[row.shared] if one.family != row.family]
        other = min(others, key=_Near(row))
        value = _born(row.shared) if test is AuditTest.DOUBLE_PERSON else mask(row.shared)
        yield Finding(
            test,
            row.id,
            {"name": row.caretaker_name, "value": value, "other": other.caretaker_name, "where": short(other.pay_list)},
        )


def _born(shared: str) -> str:
    return long_date(date.fromisoformat(shared.rpartition("/")[2]))


def _first_two(rows: list[_Sharing]) -> dict[str, list[_Sharing]]:
    """Of each value, the first payments of two families on each list: one of them is the nearest to any other.

    A placeholder may stand under thousands of families, who are not to be compared each with each.
    """
    kept: defaultdict[tuple[str, UUID], list[_Sharing]] = defaultdict(list)
    for row in sorted(rows, key=_id):
        there = kept[row.shared, row.pay_list.id]
        if len(there) < _TWO and all(one.family != row.family for one in there):
            there.append(row)
    found: defaultdict[str, list[_Sharing]] = defaultdict(list)
    for (shared, _), there in kept.items():
        found[shared] += there
    return found


def _id(row: _Sharing) -> UUID:
    return row.id


def _order(row: _Sharing) -> tuple[str, UUID]:
    return row.caretaker_name, row.id


class _Near:
    """Orders other payments by how near they are: the same list, tranche, programme."""

    def __init__(self, row: _Sharing) -> None:
        self._list = row.pay_list

    def __call__(self, other: _Sharing) -> tuple[bool, bool, bool, UUID]:
        there = other.pay_list
        same = there.programme == self._list.programme
        return there.id != self._list.id, not same, there.tranche != self._list.tranche, other.id


def _two_programmes(scope: Scope) -> Iterator[Finding]:
    """A family that is paid by two programmes in one year: some allow it, an inspector asks."""
    families = (
        select(Enrolment.household_id)
        .join(Payment, Payment.enrolment_id == Enrolment.id)
        .where(*_of_year(scope))
        .group_by(Enrolment.household_id)
        .having(func.count(Enrolment.programme.distinct()) > 1)
    )
    statement = (
        select(Payment.id, Payment.caretaker_name, Enrolment.household_id, Enrolment.programme, Payment.pay_list_id)
        .join(Enrolment, Enrolment.id == Payment.enrolment_id)
        .where(*_of_year(scope), Enrolment.household_id.in_(families))
        .order_by(Payment.caretaker_name, Payment.id)
    )
    rows = list(scope.rows(statement))
    programmes: defaultdict[UUID, set[str]] = defaultdict(set)
    for row in rows:
        programmes[row.household_id].add(row.programme)
    listed = {one.id for one in scope.lists}
    for row in rows:
        if row.pay_list_id in listed:
            others = sorted(programmes[row.household_id] - {row.programme})
            yield Finding(AuditTest.TWO_PROGRAMMES, row.id, {"name": row.caretaker_name, "where": ", ".join(others)})

"""What decree and paper do not bear out: not in the decree, uncollected too long, no signed receipt, odd pay-outs."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, cast, exists, extract, func, or_, select

from desktop.models import (
    Area,
    Collection,
    PayList,
    PayListStep,
    Payment,
    Receipt,
    SignedReceipt,
    User,
)
from desktop.rules.dates import long_date
from desktop.rules.money import grouped
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services import programmes
from desktop.services.auditing.kinds import (
    DAY_BEGINS,
    DAY_ENDS,
    MANY_A_MINUTE,
    MANY_BY_PROXY,
    SIGNED_WITHIN,
    AuditTest,
    Finding,
)
from desktop.services.auditing.scope import Scope, short
from desktop.services.money import granting

CARETAKER = "caretaker"
_DAY_HOURS, _MINUTE = 24, 60


def not_in_decree(scope: Scope) -> Iterator[Finding]:
    """A list without a decree; families of areas its decree leaves nothing to; more of an area than it grants."""
    for pay_list in scope.lists:
        if pay_list.decree_id is None:
            told = {"name": short(pay_list), "where": "-", "granted": "0", "listed": "-"}
            yield Finding(AuditTest.NOT_IN_DECREE, None, told)
            continue
        quotas = granting.quotas(scope.session, pay_list.decree)
        granted = {area: figure.families for area, figure in quotas.items()}
        if granted:
            yield from _beyond(scope, pay_list, granted)
            yield from _unnamed(scope, pay_list, tuple(granted))


def _within(code: str) -> ColumnElement[bool]:
    return or_(Payment.village_code == code, Payment.village_code.startswith(f"{code}."))


def _beyond(scope: Scope, pay_list: PayList, granted: dict[str, int]) -> Iterator[Finding]:
    for code, most in sorted(granted.items()):
        counted = select(func.count(Payment.id)).where(Payment.pay_list_id == pay_list.id, _within(code))
        listed = scope.session.scalar(counted) or 0
        if listed > most:
            area = scope.session.get(Area, code)
            told = {"name": short(pay_list), "where": area.name if area else code}
            yield Finding(AuditTest.NOT_IN_DECREE, None, told | {"granted": grouped(most), "listed": grouped(listed)})


def _unnamed(scope: Scope, pay_list: PayList, named: tuple[str, ...]) -> Iterator[Finding]:
    inside = or_(*(_within(code) for code in named))
    statement = _named().where(Payment.pay_list_id == pay_list.id, ~func.coalesce(inside, False))
    for row in scope.rows(statement):
        told = {"name": row.caretaker_name, "where": row.village or "-", "granted": "0", "listed": "1"}
        yield Finding(AuditTest.NOT_IN_DECREE, row.id, told)


def outside_area(scope: Scope) -> Iterator[Finding]:
    """Families that live where the programme does not run: a warning, never a wall (DESIGN.md 5)."""
    for pay_list in scope.lists:
        rules = programmes.rules_of(scope.session, pay_list.programme, pay_list.year)
        codes = select(Payment.village_code).where(Payment.pay_list_id == pay_list.id).distinct()
        outside = [code for code in scope.session.scalars(codes) if code and not rules.runs_in(code)]
        if outside:
            statement = _named().where(Payment.pay_list_id == pay_list.id, Payment.village_code.in_(outside))
            for row in scope.rows(statement.where(scope.payable)):
                yield Finding(AuditTest.OUTSIDE_AREA, row.id, {"name": row.caretaker_name, "where": row.village or "-"})


def uncollected(scope: Scope) -> Iterator[Finding]:
    """Still unpaid and not returned after the days the programme sets."""
    for pay_list in scope.lists:
        days = programmes.rules_of(scope.session, pay_list.programme, pay_list.year).uncashed_days
        opened = scope.session.scalar(
            select(func.min(PayListStep.at)).where(
                PayListStep.pay_list_id == pay_list.id, PayListStep.state == PayListState.OPEN
            )
        )
        if days is None or opened is None:
            continue
        deadline = (opened + timedelta(hours=scope.hours)).date() + timedelta(days=days)
        if scope.today <= deadline:
            continue
        unpaid = _named().where(Payment.pay_list_id == pay_list.id, Payment.state == PaymentState.UNPAID)
        for row in scope.rows(unpaid):
            told = {"name": row.caretaker_name, "on": long_date(deadline), "days": (scope.today - deadline).days}
            yield Finding(AuditTest.UNCOLLECTED, row.id, told)


def receipt_missing(scope: Scope) -> Iterator[Finding]:
    """Paid, and the signed receipt did not come back in time."""
    back = (
        exists()
        .where(Receipt.payment_id == Payment.id, Receipt.state != ReceiptState.VOID)
        .where(SignedReceipt.receipt_id == Receipt.id)
    )
    late = scope.today - timedelta(days=SIGNED_WITHIN)
    statement = _named().add_columns(Payment.settled_on)
    paid = and_(scope.listed, Payment.state == PaymentState.PAID, Payment.settled_on < late)
    for row in scope.rows(statement.where(paid, ~back)):
        told = {"name": row.caretaker_name, "on": long_date(row.settled_on)}
        yield Finding(AuditTest.RECEIPT_MISSING, row.id, told)


def one_proxy(scope: Scope) -> Iterator[Finding]:
    """One person who collects for several families of a tranche, by NIK or, without one, by name."""
    who = func.coalesce(Collection.nik, func.upper(Collection.name))
    proxies = (
        select(Payment.id, who.label("who"), Payment.pay_list_id)
        .join(Collection, Collection.payment_id == Payment.id)
        .where(scope.listed, Collection.who != CARETAKER, Collection.undone_by.is_(None))
        .subquery()
    )
    many = (
        select(proxies.c.who, proxies.c.pay_list_id, func.count(proxies.c.id.distinct()).label("many"))
        .group_by(proxies.c.who, proxies.c.pay_list_id)
        .having(func.count(proxies.c.id.distinct()) >= MANY_BY_PROXY)
        .subquery()
    )
    statement = (
        select(Payment.id, Payment.caretaker_name, Collection.name.label("proxy"), many.c.many)
        .join(Collection, Collection.payment_id == Payment.id)
        .join(many, and_(many.c.who == who, many.c.pay_list_id == Payment.pay_list_id))
        .where(scope.listed, Collection.who != CARETAKER, Collection.undone_by.is_(None))
        .order_by(Collection.name, Payment.caretaker_name, Payment.id)
    )
    for row in scope.rows(statement):
        yield Finding(AuditTest.ONE_PROXY, row.id, {"name": row.caretaker_name, "proxy": row.proxy, "count": row.many})


def odd_hours(scope: Scope) -> Iterator[Finding]:
    """Paid, or a list taken a step further, before six or after eight in the evening of the office's zone."""
    statement = _collected(scope).add_columns(User.name.label("by"), Collection.at)
    for row in scope.rows(statement.where(_night(Collection.at, scope.hours))):
        yield Finding(AuditTest.ODD_HOURS, row.id, _told(scope, row.caretaker_name, row))
    steps = (
        select(PayListStep.pay_list_id, PayListStep.at, User.name.label("by"))
        .join(User, User.id == PayListStep.by)
        .where(PayListStep.pay_list_id.in_([one.id for one in scope.lists]), _night(PayListStep.at, scope.hours))
        .order_by(PayListStep.at)
    )
    names = {one.id: short(one) for one in scope.lists}
    for row in scope.rows(steps):
        yield Finding(AuditTest.ODD_HOURS, None, _told(scope, names[row.pay_list_id], row))


def in_bulk(scope: Scope) -> Iterator[Finding]:
    """More payments booked in one minute by one person than a hall of people allows."""
    minute = cast(extract("epoch", Collection.at), Integer) // _MINUTE
    crowded = (
        select(Collection.by, minute.label("minute"), func.count().label("many"))
        .join(Payment, Payment.id == Collection.payment_id)
        .where(scope.listed, Collection.undone_by.is_(None))
        .group_by(Collection.by, minute)
        .having(func.count() > MANY_A_MINUTE)
        .subquery()
    )
    statement = (
        _collected(scope)
        .add_columns(User.name.label("by"), Collection.at, crowded.c.many)
        .join(crowded, and_(crowded.c.by == Collection.by, crowded.c.minute == minute))
    )
    for row in scope.rows(statement):
        yield Finding(AuditTest.IN_BULK, row.id, _told(scope, row.caretaker_name, row) | {"count": row.many})


def _collected(scope: Scope) -> Select[*tuple[Any, ...]]:
    return (
        select(Payment.id, Payment.caretaker_name)
        .join(Collection, Collection.payment_id == Payment.id)
        .join(User, User.id == Collection.by)
        .where(scope.listed, Collection.undone_by.is_(None))
        .order_by(Collection.at, Payment.id)
    )


def _night(moment: Any, hours: int) -> ColumnElement[bool]:
    local = (extract("hour", moment) + hours) % _DAY_HOURS
    return or_(local < DAY_BEGINS, local >= DAY_ENDS)


def _told(scope: Scope, name: str, row: Any) -> dict[str, object]:
    local = row.at + timedelta(hours=scope.hours)
    return {"name": name, "by": row.by, "on": long_date(local.date()), "at": f"{local:%H.%M}"}


def _named() -> Select[*tuple[Any, ...]]:
    return (
        select(Payment.id, Payment.caretaker_name, Area.name.label("village"))
        .outerjoin(Area, Area.code == Payment.village_code)
        .order_by(Payment.village_code, Payment.caretaker_name, Payment.id)
    )

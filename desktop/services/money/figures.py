"""The figures of a list: families and rupiah by state, by district, and the balance that must hold."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from desktop.models import Area, Decree, PayList, Payment
from desktop.rules.money import Balance, Figure
from desktop.rules.terms import PaymentState
from desktop.services import programmes
from desktop.services.money import accounts
from desktop.services.money.rows import AreaFigures, Counted

NOTHING = Figure()
P = PaymentState


def by_state(session: Session, pay_list: UUID) -> dict[PaymentState, Figure]:
    """Add up the payments of a list in each state."""
    statement = (
        select(Payment.state, func.count(), func.sum(Payment.amount))
        .where(Payment.pay_list_id == pay_list)
        .group_by(Payment.state)
    )
    return {PaymentState(state): Figure(count, rupiah) for state, count, rupiah in session.execute(statement)}


def total(states: Mapping[PaymentState, Figure]) -> Figure:
    return sum(states.values(), NOTHING)


def decree_figure(decree: Decree | None) -> Figure | None:
    return Figure(decree.households, decree.rupiah) if decree else None


def balance(states: Mapping[PaymentState, Figure], decree: Figure | None) -> Balance:
    """The money of a list (DESIGN.md 4.8). Without a decree the list itself stands for it."""
    withheld, unpaid = states.get(P.WITHHELD, NOTHING), states.get(P.UNPAID, NOTHING)
    paid, returned = states.get(P.PAID, NOTHING), states.get(P.RETURNED, NOTHING)
    listed = total(states)
    entitled = listed if decree is None else decree
    payable = listed - withheld
    return Balance(entitled, listed, entitled - listed, withheld, payable, paid, unpaid, returned)


def by_district(session: Session, pay_list: UUID) -> tuple[AreaFigures, ...]:
    """Split the figures of a list by district, in the order of their codes."""
    district = aliased(Area)
    statement = (
        select(district.code, district.name, Payment.state, func.count(), func.sum(Payment.amount))
        .join(Area, Area.code == Payment.village_code)
        .join(district, district.code == Area.parent_code)
        .where(Payment.pay_list_id == pay_list)
        .group_by(district.code, district.name, Payment.state)
        .order_by(district.code)
    )
    found: dict[tuple[str, str], dict[PaymentState, Figure]] = defaultdict(dict)
    for code, name, state, count, rupiah in session.execute(statement):
        found[code, name][PaymentState(state)] = Figure(count, rupiah)
    return tuple(
        AreaFigures(code, name, total(states), *(states.get(state, NOTHING) for state in P))
        for (code, name), states in found.items()
    )


def warnings(session: Session, pay_list: UUID) -> tuple[Counted, ...]:
    """What a person should look at before he approves: equal numbers, missing ones, families outside the area."""
    found: list[Counted] = []
    for column, code in ((Payment.caretaker_nik, "money.same_nik"), (Payment.no_kk, "money.same_kk")):
        twice = (
            select(func.count().label("many"))
            .where(Payment.pay_list_id == pay_list, Payment.state != P.WITHHELD, column.is_not(None))
            .group_by(column)
            .having(func.count() > 1)
            .subquery()
        )
        found.append(_counted(code, session.scalar(select(func.coalesce(func.sum(twice.c.many), 0)))))
    missing = (
        select(func.count())
        .select_from(Payment)
        .where(Payment.pay_list_id == pay_list, Payment.state != P.WITHHELD, Payment.caretaker_nik.is_(None))
    )
    found.append(_counted("money.no_nik", session.scalar(missing)))
    found.append(_counted("money.outside_area", _outside(session, pay_list)))
    found.append(_counted("money.no_account", accounts.without_account(session, pay_list)))
    return tuple(one for one in found if one.count)


def _outside(session: Session, pay_list: UUID) -> int:
    """Count families to be paid that live where the programme does not run: a warning, never a wall (DESIGN.md 5)."""
    found = session.get_one(PayList, pay_list)
    programme = programmes.rules_of(session, found.programme, found.year)
    villages = (
        select(Payment.village_code, func.count())
        .where(Payment.pay_list_id == pay_list, Payment.state != P.WITHHELD)
        .group_by(Payment.village_code)
    )
    return sum(count for code, count in session.execute(villages) if code and not programme.runs_in(code))


def _counted(code: str, count: int | None) -> Counted:
    return Counted(code, count or 0, {"count": count or 0})

"""Decree, quota and list beside each other, area by area; an area beyond its quota stops the approval."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, PayList, Payment
from desktop.rules.area_codes import Level, level, parent
from desktop.rules.area_quotas import AreaLine, compared
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.programme_year import Scheme
from desktop.rules.terms import PayListState, Role
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money import figures, granting
from desktop.services.money.granting import AreaQuota
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.rows import Counted
from desktop.services.money.stamps import was_approved

CHANGES = (PayListState.DRAFT, PayListState.CHECKED)


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line with its area's name and what it lies in; both "" for families still to be placed."""

    name: str
    around: str
    line: AreaLine


@dataclass(frozen=True, slots=True)
class Compared:
    """Decree, quota and list of one tranche. Without quotas there are no lines."""

    key: TrancheKey
    number: str  # of the decree, "" where there is none
    granted: Figure | None  # by the decree as a whole
    listed: Figure
    lines: tuple[NamedLine, ...]
    may_change: bool  # the operator, before the list is approved

    @property
    def over(self) -> int:
        """Areas with more on the list than the decree grants."""
        return sum(one.line.over for one in self.lines)

    @property
    def differing(self) -> int:
        return sum(one.line.differs for one in self.lines)


@dataclass(frozen=True, slots=True)
class QuotaArea:
    """An area of the office that a decree may leave a quota to, and what the list holds there."""

    code: str
    name: str
    around: str
    listed: Figure


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person needs to enter quotas: what stands, the areas there are, the amount where it is one for all."""

    number: str
    quotas: tuple[AreaQuota, ...]
    areas: tuple[QuotaArea, ...]
    each: int | None  # rupiah of each family, None where amounts differ or no source says
    frozen: bool  # a list was approved under this decree: it takes an amending one
    sent: bool  # by another office: taken as it is


@allowed(*EVERYBODY)
def compare(desk: Desk, key: TrancheKey) -> Compared:
    """Lay decree, quota and list of a tranche beside each other."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        may = desk.person.role is Role.OPERATOR and PayListState(pay_list.state) in CHANGES
        return of_list(session, pay_list, may_change=may)


def of_list(session: Session, pay_list: PayList, *, may_change: bool = False) -> Compared:
    """As `compare`, within a transaction under way."""
    decree = pay_list.decree
    key = TrancheKey(pay_list.programme, pay_list.year, pay_list.tranche, pay_list.supplement)
    listed = by_village(session, pay_list)
    lines = compared(granting.quotas(session, decree), listed)
    whole = sum(listed.values(), Figure())
    number = decree.number if decree else ""
    return Compared(key, number, figures.decree_figure(decree), whole, _named(session, lines), may_change)


@allowed(Role.OPERATOR)
def entry(desk: Desk, key: TrancheKey) -> Entry:
    """Ask what quotas stand under the decree of a list, and what areas they may be of."""
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        decree = pay_list.decree
        standing = granting.quotas(session, decree)
        return Entry(
            decree.number if decree else "",
            tuple(AreaQuota(area, figure.families, figure.rupiah) for area, figure in standing.items()),
            _areas(session, desk.office.code, by_village(session, pay_list)),
            amount_of_each(session, key),
            decree is not None and was_approved(session, pay_list, decree),
            decree is not None and decree.owner != pay_list.owner,
        )


def check_areas(session: Session, pay_list: PayList, tranche: str) -> None:
    """Refuse a list that holds more of an area than its decree grants, with both figures of the first such area."""
    found = of_list(session, pay_list)
    over = [one for one in found.lines if one.line.over]
    if not over:
        return
    first = over[0]
    raise Refused(
        "money.quota_over" if first.line.named else "money.quota_unnamed",
        tranche=tranche,
        decree=found.number,
        area=full_name(first),
        count=len(over),
        granted_families=grouped(first.line.granted.families),
        granted=rupiah(first.line.granted.rupiah),
        listed_families=grouped(first.line.listed.families),
        listed=rupiah(first.line.listed.rupiah),
    )


def warnings(session: Session, pay_list: PayList) -> tuple[Counted, ...]:
    """What a person should know before he approves: areas with more on the list than the decree grants."""
    over = of_list(session, pay_list).over if granting.quotas(session, pay_list.decree) else 0
    return (Counted("money.quota_beyond", over, {"count": over}),) if over else ()


def full_name(one: NamedLine) -> str:
    """For example "Cikadu, Cibitung"; the code where nobody knows its name, "-" for families still to be placed."""
    return ", ".join(part for part in (one.name, one.around) if part) or one.line.area or "-"


def by_village(session: Session, pay_list: PayList) -> dict[str, Figure]:
    """Everybody on the list by village; "" for families still to be placed."""
    statement = (
        select(func.coalesce(Payment.village_code, ""), func.count(), func.sum(Payment.amount))
        .where(Payment.pay_list_id == pay_list.id)
        .group_by(Payment.village_code)
    )
    return {code: Figure(count, total) for code, count, total in session.execute(statement)}


def _named(session: Session, lines: Sequence[AreaLine]) -> tuple[NamedLine, ...]:
    codes = {line.area for line in lines}
    wanted = codes | {parent(code) for code in codes}
    names = {row.code: row.name for row in session.execute(select(Area.code, Area.name).where(Area.code.in_(wanted)))}
    return tuple(NamedLine(names.get(line.area, ""), _around(names, line.area), line) for line in lines)


def _around(names: dict[str, str], code: str) -> str:
    """The district of a village; what a district lies in goes without saying."""
    return names.get(parent(code), "") if code and level(code) is Level.VILLAGE else ""


def _areas(session: Session, office: str, listed: dict[str, Figure]) -> tuple[QuotaArea, ...]:
    """Every regency, district and village of the office, with what the list holds in it, in the order of the codes."""
    inside = (Area.code == office) | Area.code.startswith(f"{office}.")
    rows = session.execute(select(Area.code, Area.name).where(inside).order_by(Area.code)).all()
    names = {row.code: row.name for row in rows}
    held: dict[str, Figure] = {}
    for village, figure in listed.items():
        parts = village.split(".")
        for count in range(1, len(parts) + 1):
            area = ".".join(parts[:count])
            held[area] = held.get(area, Figure()) + figure
    return tuple(
        QuotaArea(code, name, _around(names, code), held.get(code, Figure()))
        for code, name in names.items()
        if level(code) > Level.PROVINCE
    )


def amount_of_each(session: Session, key: TrancheKey) -> int | None:
    """Rupiah of each family of a tranche where all get the same and a source says how much."""
    rules = programmes.rules_of(session, key.programme, key.year)
    return rules.tranche(key.number).amount if rules.scheme is Scheme.FLAT else None

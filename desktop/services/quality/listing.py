"""What was found, counted by kind and listed page by page, for an area or a facilitator."""

from collections.abc import Sequence
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, or_, select

from desktop.models import Caseload, Facilitator, FamilyFault, FamilyRow, Member, User, WarningOverride
from desktop.rules.fault_kinds import KINDS, NOTES, WIDER, FaultCode
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.families.finding import AreaChoice
from desktop.services.quality.rows import (
    EVERYTHING,
    FaultFilters,
    FaultPage,
    FaultPlace,
    FaultRow,
    KindCount,
    Overview,
    Reason,
)
from desktop.store import examining as store

Columns = TypeVarTuple("Columns")
_NOTES = sorted(code.value for code in NOTES)


@allowed(*EVERYBODY)
def overview(desk: Desk, filters: FaultFilters = EVERYTHING) -> Overview:
    """Count faults by kind within the area and caseload asked for; a kind asked for is passed over."""
    family = FamilyFault.household_id
    by_kind = select(FamilyFault.code, func.count(), func.count(family.distinct())).group_by(FamilyFault.code)
    everybody = select(func.count(family.distinct())).where(FamilyFault.code.not_in(_NOTES))
    with desk.read() as session:
        rows = {row[0]: row for row in session.execute(_within(by_kind, filters))}
        families = session.scalar(_within(everybody, filters)) or 0
        waiting = store.waiting(session.connection(), desk.today())
    kinds = tuple(KindCount(code, *rows[code.value][1:]) for code in KINDS if code.value in rows)
    return Overview(kinds, families, waiting)


@allowed(*EVERYBODY)
def page(desk: Desk, filters: FaultFilters = EVERYTHING, limit: int = 50, after: FaultPlace | None = None) -> FaultPage:
    """Answer one page, in order of registration. Scrolling a masked list is not logged (DESIGN.md 4.10)."""
    statement = listed(filters).order_by(FamilyFault.household_id, FamilyFault.at).limit(limit + 1)
    if after is not None:
        family, at = after
        later = and_(FamilyFault.household_id == family, FamilyFault.at > at)
        statement = statement.where(FamilyFault.household_id >= family, or_(FamilyFault.household_id > family, later))
    with desk.read() as session:
        found = [as_row(row) for row in session.execute(statement)]
    end = found[limit - 1] if len(found) > limit else None
    return FaultPage(tuple(found[:limit]), None if end is None else (end.family, end.at))


@allowed(*EVERYBODY)
def villages(desk: Desk, district: str) -> list[AreaChoice]:
    """Villages of a district in which families live, by name."""
    statement = (
        select(FamilyRow.village_code, FamilyRow.village_name)
        .where(FamilyRow.district_code == district, FamilyRow.village_code.is_not(None))
        .distinct()
        .order_by(FamilyRow.village_name)
    )
    with desk.read() as session:
        return [AreaChoice(row.village_code or "", row.village_name) for row in session.execute(statement)]


@allowed(*EVERYBODY)
def reason(desk: Desk, family: UUID, code: FaultCode, about: str) -> Reason | None:
    """Why a doubt was let stand; the newest word where several people said something."""
    return newest_word(desk, family, (code.value, WIDER.get(code, code).value), about)


@allowed(*EVERYBODY)
def newest_word(desk: Desk, family: UUID, codes: Sequence[str], about: str) -> Reason | None:
    """What was said last of a doubt under one of these codes, by whom and on which day."""
    statement = (
        select(WarningOverride.reason, User.full_name, User.name, WarningOverride.at)
        .join(Member, Member.id == WarningOverride.member_id)
        .join(User, User.id == WarningOverride.by)
        .where(Member.household_id == family, WarningOverride.about == about, WarningOverride.code.in_(codes))
        .order_by(WarningOverride.at.desc())
    )
    with desk.read() as session:
        found = session.execute(statement).first()
    if found is None:
        return None
    return Reason(found.reason, found.full_name or found.name, desk.local(found.at).date())


def listed(filters: FaultFilters) -> Select[*tuple[Any, ...]]:
    """All faults that match, not in any order yet, with what a row needs."""
    statement = (
        select(
            FamilyFault.household_id,
            FamilyFault.at,
            FamilyFault.code,
            FamilyFault.about,
            FamilyFault.stands,
            Member.name.label("person"),
            FamilyRow.caretaker_name,
            FamilyRow.village_name,
            FamilyRow.district_name,
            Facilitator.name.label("facilitator"),
        )
        .join(FamilyRow, FamilyRow.household_id == FamilyFault.household_id)
        .outerjoin(Member, Member.id == FamilyFault.member_id)
        .outerjoin(Caseload, and_(Caseload.household_id == FamilyFault.household_id, Caseload.valid_to.is_(None)))
        .outerjoin(Facilitator, Facilitator.id == Caseload.facilitator_id)
    )
    if filters.code is not None:
        statement = statement.where(FamilyFault.code == filters.code.value)
    elif not filters.let_stand:
        statement = statement.where(FamilyFault.code.not_in(_NOTES))
    return _within(statement, filters)


def as_row(row: Row[Any]) -> FaultRow:
    return FaultRow(
        row.household_id,
        row.at,
        FaultCode(row.code),
        row.person or "",
        row.caretaker_name,
        row.about,
        row.village_name,
        row.district_name,
        row.facilitator or "",
        row.stands,
    )


def _within(statement: Select[*Columns], filters: FaultFilters) -> Select[*Columns]:
    """Keep to an area, a caseload, and to what was let stand or was not."""
    family = FamilyFault.household_id
    statement = statement.where(FamilyFault.stands.is_(filters.let_stand))
    if filters.village_code or filters.district_code:
        column = FamilyRow.village_code if filters.village_code else FamilyRow.district_code
        code = filters.village_code or filters.district_code
        statement = statement.where(family.in_(select(FamilyRow.household_id).where(column == code)))
    if filters.facilitator_id is not None:
        caseload = select(Caseload.household_id).where(
            Caseload.facilitator_id == filters.facilitator_id, Caseload.valid_to.is_(None)
        )
        statement = statement.where(family.in_(caseload))
    return statement

"""Finding families as one types, page by page, by name, number, card or place."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from desktop.models import Area, Enrolment, FamilyRow, Household
from desktop.rules.card_code import card_in
from desktop.rules.nik import mask
from desktop.rules.terms import Relation
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.store import search
from desktop.store.search import COUNT_CAP, By, Filters, Order, Place

__all__ = [
    "COUNT_CAP",
    "By",
    "FamilyListRow",
    "FamilyPage",
    "Filters",
    "Found",
    "Order",
    "Place",
    "count",
    "districts",
    "find",
    "find_whole",
]

EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class FamilyListRow:
    """A family in a list; the NIK is masked, for whoever needs it whole opens the family."""

    id: UUID
    caretaker_name: str
    nik: str
    card_number: str
    village: str
    district: str
    members: int
    status: str
    placed: bool = True  # whether the village is known; else `village` is the place as written


@dataclass(frozen=True, slots=True)
class FamilyPage:
    """One page of families and where the next begins; None when this is the last."""

    rows: tuple[FamilyListRow, ...]
    following: Place | None


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """An area to choose from."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundMember:
    """A member as the command line shows him to whoever may see him whole."""

    name: str
    nik: str
    birth_date: str
    sex: str
    relation: str


@dataclass(frozen=True, slots=True)
class Found:
    """A family with its members in full; each answer of this kind stands in the log."""

    id: UUID
    caretaker: str
    card: str
    no_kk: str
    village: str
    status: str
    members: tuple[FoundMember, ...]

    @property
    def name(self) -> str:
        """Whom the family is called by: its caretaker, else its head, else whoever stands first."""
        heads = [member.name for member in self.members if member.relation == Relation.HEAD]
        return next(filter(None, (self.caretaker, *heads, *(member.name for member in self.members))), "")


@allowed(*EVERYBODY)
def find(
    desk: Desk,
    typed: str,
    filters: Filters = EVERYTHING,
    limit: int = 50,
    after: Place | None = None,
    order: Order | None = None,
) -> FamilyPage:
    """Answer one page of what matches. Scrolling a masked list is not logged (DESIGN.md 4.10)."""
    with desk.read() as session:
        rows, following = search.find(session.connection(), _number_of(typed), filters, limit, after, order)
    return FamilyPage(
        tuple(
            FamilyListRow(
                UUID(bytes=row.household_id),
                row.caretaker_name,
                mask(row.caretaker_nik or ""),
                row.card_number or "",
                row.village_name,
                row.district_name,
                row.members,
                row.status,
                row.village_code is not None,
            )
            for row in rows
        ),
        following,
    )


@allowed(*EVERYBODY)
def count(desk: Desk, typed: str, filters: Filters = EVERYTHING) -> int:
    """Count what matches; above `search.COUNT_CAP` the answer is one more than that."""
    with desk.read() as session:
        return search.count(session.connection(), _number_of(typed), filters)


@allowed(*EVERYBODY)
def total(desk: Desk) -> int:
    """Count the families of the office; those that left the register are in none of its lists."""
    with desk.read() as session:
        return session.scalar(select(func.count()).where(FamilyRow.status != search.CLOSED)) or 0


@allowed(*EVERYBODY)
def districts(desk: Desk) -> list[AreaChoice]:
    """Districts of the office's own area, for the filter."""
    with desk.read() as session:
        rows = session.execute(
            select(Area.code, Area.name)
            .where(Area.level == "district", Area.code.startswith(f"{desk.office.code}."))
            .order_by(Area.name)
        )
        return [AreaChoice(row.code, row.name) for row in rows]


@allowed(*EVERYBODY)
def villages(desk: Desk, district_code: str) -> list[AreaChoice]:
    """Villages of one district, for the form."""
    with desk.read() as session:
        rows = session.execute(
            select(Area.code, Area.name).where(Area.parent_code == district_code).order_by(Area.name)
        )
        return [AreaChoice(row.code, row.name) for row in rows]


@allowed(*EVERYBODY)
def find_whole(desk: Desk, typed: str, limit: int = 20) -> list[Found]:
    """Find families with their members in full; the search and what it showed stand in the log."""
    with desk.write("find") as unit:
        rows, _ = search.find(unit.connection, _number_of(typed), Filters(), limit)
        ids = [UUID(bytes=row.household_id) for row in rows]
        unit.journal.note(shown=[str(one) for one in ids])
        return [_whole(unit.session, one) for one in ids]


def _number_of(typed: str) -> str:
    """A card scanned into the search stands for its number; whether we made it, `card_paper.scan` proves."""
    scanned = card_in(typed)
    return typed if scanned is None else scanned.card


def _whole(session: Session, family: UUID) -> Found:
    household = session.get_one(Household, family, options=[selectinload(Household.members)])
    enrolment = session.scalars(
        select(Enrolment).where(Enrolment.household_id == family).order_by(Enrolment.since.desc())
    ).first()
    area = session.get(Area, household.village_code) if household.village_code else None
    caretaker = next((member.name for member in household.members if member.id == household.caretaker_id), "")
    return Found(
        household.id,
        caretaker,
        (enrolment.card_number if enrolment else None) or "",
        household.no_kk or "",
        area.name if area else household.area_as_written,
        enrolment.status if enrolment else "registered",
        tuple(
            FoundMember(
                member.name,
                member.nik or "",
                member.birth_date.isoformat() if member.birth_date else "",
                member.sex or "",
                member.relation or "",
            )
            for member in household.members
        ),
    )

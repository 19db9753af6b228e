"""How many families of each village a programme year has room for: entered, or from a table; used, free, waiting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Enrolment, FamilyRow, QuotaEnd, Validation, VillageQuota, WaitingPlace
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import as_dict
from desktop.services.validating.selecting import CLOSED, E, R, V, W, chunks
from desktop.services.validating.selecting import STANDS as WAITING_STANDS
from desktop.store.unit import Unit

TABLE = VillageQuota.__table__
Q = TABLE.c
ENDS = QuotaEnd.__table__
STANDS = ~exists().where(ENDS.c.quota_id == Q.id, ENDS.c.set_again_on.is_(None)).correlate(TABLE)
MOST: Final = 100_000
S = EnrolmentStatus
HOLDING: Final = (S.ELIGIBLE, S.DECREED, S.ACTIVE, S.SUSPENDED)
"""Statuses that hold a place: who is suspended may come back to it."""


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village in a programme year. `places` None: nobody set a quota, so nobody waits."""

    code: str
    name: str
    district: str
    places: int | None
    used: int
    candidates: int
    valid: int  # results that wait for their minutes
    waiting: int

    @property
    def free(self) -> int | None:
        """Below zero where more families hold a place than there are."""
        return None if self.places is None else self.places - self.used


@dataclass(frozen=True, slots=True)
class QuotaTable:
    """The villages with families or a quota, and what the programme grants the whole office, if a source says."""

    programme: str
    year: int
    lines: tuple[VillageLine, ...]
    granted: int | None

    @property
    def places(self) -> int:
        return sum(line.places or 0 for line in self.lines)

    @property
    def beyond(self) -> int:
        """Places that the villages have beyond what is granted."""
        return max(0, self.places - self.granted) if self.granted is not None else 0


@dataclass(slots=True)
class _Counts:
    places: int | None = None
    used: int = 0
    candidates: int = 0
    valid: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class SetPlaces:
    """What setting quotas changed."""

    changed: int
    same: int
    villages: int = field(default=0)


@allowed(*EVERYBODY)
def table(desk: Desk, programme: str) -> QuotaTable:
    """Answer the quotas of the newest year of a programme."""
    with desk.read() as session:
        year = programmes.newest(session, programme)
        lines = _lines(session, _counts(session, year.code, year.year))
        return QuotaTable(year.code, year.year, lines, year.quota(desk.office.code))


@allowed(Role.OPERATOR)
def set_places(desk: Desk, programme: str, places: Mapping[str, int]) -> Answer[SetPlaces]:
    """Set quotas of villages in the newest year of a programme. Fewer than are used is no wall: nobody is put out.

    One that was taken away stands again.
    """
    with desk.write("quota.set") as unit:
        year = programmes.newest(unit.session, programme)
        _refuse_places(unit.session, places)
        mine = (Q.programme == year.code, Q.year == year.year)
        there = {row.village_code: as_dict(row) for row in unit.connection.execute(select(TABLE).where(*mine))}
        fresh = [
            {"id": new_id(), "programme": year.code, "year": year.year, "village_code": code, "places": number}
            for code, number in places.items()
            if code not in there
        ]
        kept = {code: there[code] for code in places if code in there}
        changed = [row | {"places": places[code]} for code, row in kept.items() if row["places"] != places[code]]
        unit.insert_many(VillageQuota, fresh)
        unit.update_many(VillageQuota, changed, ("places",))
        again = _set_again(unit, desk.today(), [row["id"] for row in kept.values()])
    done = len(fresh) + len(again | {row["id"] for row in changed})
    return Answer(SetPlaces(done, len(places) - done, len(places)), unit.changes)


def _set_again(unit: Unit, today: date, quotas: Sequence[UUID]) -> set[UUID]:
    """End the ends of quotas that were taken away; answers which they were."""
    again: set[UUID] = set()
    for part in chunks(quotas):
        statement = select(ENDS).where(ENDS.c.quota_id.in_(part), ENDS.c.set_again_on.is_(None))
        rows = [as_dict(row) | {"set_again_on": today} for row in unit.connection.execute(statement)]
        unit.update_many(QuotaEnd, rows, ("set_again_on",))
        again.update(row["quota_id"] for row in rows)
    return again


def _refuse_places(session: Session, places: Mapping[str, int]) -> None:
    if not places:
        raise Refused("quota.nothing")
    for number in places.values():
        if not 0 <= number <= MOST:
            raise Refused("quota.number", places=number, most=MOST)
    known = set(session.scalars(select(Area.code).where(Area.level == "village")))
    strange = sorted(set(places) - known)
    if strange:
        raise Refused("family.unknown_village", written=strange[0])


def free_places(session: Session, programme: str, year: int) -> dict[str, int]:
    """Places that are free, by village; a village without a quota is not named. Never below zero."""
    counts = _counts(session, programme, year)
    return {code: max(0, one.places - one.used) for code, one in counts.items() if one.places is not None and code}


def _counts(session: Session, programme: str, year: int) -> dict[str, _Counts]:
    found: dict[str, _Counts] = {}
    for code, status, number in session.execute(_by_status(programme)):
        one = found.setdefault(code or "", _Counts())
        if status in HOLDING:
            one.used += number
        elif status == S.CANDIDATE:
            one.candidates += number
    valid = (
        select(R.village_code, func.count())
        .join_from(Validation, Enrolment, E.id == V.enrolment_id)
        .join(FamilyRow, R.household_id == E.household_id)
        .where(E.programme == programme, V.minutes_id.is_(None), V.result == "valid", E.status == S.CANDIDATE)
        .group_by(R.village_code)
    )
    for code, number in session.execute(valid):
        found.setdefault(code or "", _Counts()).valid = number
    waiting = (
        select(W.village_code, func.count())
        .join_from(WaitingPlace, Enrolment, E.id == W.enrolment_id)
        .join(FamilyRow, R.household_id == E.household_id)
        .where(W.programme == programme, W.year == year, *WAITING_STANDS, ~CLOSED)
        .group_by(W.village_code)
    )
    for code, number in session.execute(waiting):
        found.setdefault(code, _Counts()).waiting = number
    mine = (Q.programme == programme, Q.year == year, STANDS)
    for code, number in session.execute(select(Q.village_code, Q.places).where(*mine)):
        found.setdefault(code, _Counts()).places = number
    return found


def _by_status(programme: str) -> Any:
    joined = and_(R.household_id == E.household_id)
    return (
        select(R.village_code, E.status, func.count())
        .join_from(Enrolment, FamilyRow, joined)
        .where(E.programme == programme, ~CLOSED)
        .group_by(R.village_code, E.status)
    )


def _lines(session: Session, counts: Mapping[str, _Counts]) -> tuple[VillageLine, ...]:
    areas = {row.code: row for row in session.execute(select(Area.code, Area.name, Area.parent_code))}
    lines = []
    for code, one in counts.items():
        area = areas.get(code)
        district = areas.get(area.parent_code) if area else None
        lines.append(
            VillageLine(
                code,
                area.name if area else "",
                district.name if district else "",
                one.places,
                one.used,
                one.candidates,
                one.valid,
                one.waiting,
            )
        )
    return tuple(sorted(lines, key=_place))


def _place(line: VillageLine) -> tuple[str, str, str]:
    return line.district, line.name, line.code

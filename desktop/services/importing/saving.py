"""Writing an accepted plan, by the thousand and journalled, inside one transaction."""

from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from uuid import UUID

from desktop.models import (
    Enrolment,
    EnrolmentStep,
    ExternalId,
    FamilyClosure,
    Household,
    Housing,
    Member,
    OtherAid,
    PersonDetails,
)
from desktop.models.base import Base
from desktop.progress import Progress
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Presence
from desktop.services.importing import caretaking
from desktop.services.importing.answers import Outcome
from desktop.services.importing.differences import HOUSEHOLD, MEMBER
from desktop.services.importing.known import Record
from desktop.services.importing.living import Beside
from desktop.services.importing.plans import TAKEN, FamilyPlan, MemberPlan, Plan
from desktop.store import examining, search
from desktop.store.unit import Unit
from desktop.wording.importing import INDEXING, SAVING

_AT_ONCE = 500  # families
_NULL_WHEN_EMPTY = frozenset({"no_kk", "nik", "school_level", "disability"})
_TABLES: tuple[type[Base], ...] = (
    Household, Member, ExternalId, Enrolment, EnrolmentStep, PersonDetails, Housing, OtherAid, FamilyClosure,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What every new record of this import says of its coming."""

    source: str
    programme: str
    file_name: str
    today: date
    now: datetime
    person: UUID
    poverty_register: bool = False


@dataclass(slots=True)
class _Batch:
    """Records waiting to be written, by table."""

    new: dict[type[Base], list[Record]] = field(default_factory=lambda: {table: [] for table in _TABLES})
    changed: dict[type[Base], list[Record]] = field(default_factory=lambda: {table: [] for table in _TABLES})

    def write(self, unit: Unit) -> None:
        # Households stand before what hangs on them.
        for table in _TABLES:
            if self.new[table]:
                unit.insert_many(table, self.new[table])
        for table, rows in self.changed.items():
            if rows:
                unit.update_many(table, rows)
        # The lines of a large import do not all wait in memory.
        unit.journal.write()


def save(unit: Unit, plan: Plan, about: About, progress: Progress) -> None:
    """Write all families that are new or changed. Nothing is kept unless the transaction ends well."""
    families = [family for family in plan.families if family.new or _touches(family)]
    for start in range(0, len(families), _AT_ONCE):
        progress.step(start, len(families), SAVING)
        batch = _Batch()
        for family in families[start : start + _AT_ONCE]:
            _put(batch, family, plan, about)
        batch.write(unit)
    ids = list(dict.fromkeys(family.id for family in families))
    examining.forget(unit.connection, [family.id for family in families if not family.new])
    for start in range(0, len(ids), _AT_ONCE):
        progress.step(start, len(ids), INDEXING)
        search.refresh(unit.connection, ids[start : start + _AT_ONCE])
    progress.step(len(ids), len(ids), INDEXING)


def _touches(family: FamilyPlan) -> bool:
    return family.changed or any(each.outcome in (Outcome.NEW, Outcome.CHANGED) for each in family.members)


def _put(batch: _Batch, family: FamilyPlan, plan: Plan, about: About) -> None:
    before = plan.known.members.get(family.id, [])
    if family.known is None:
        batch.new[Household].append(_household(family, about))
        _enrol(batch, family.id, about)
    elif family.changes:
        batch.changed[Household].append({**family.known, **family.changes})
    if family.reopens is not None:
        batch.changed[FamilyClosure].append({**family.reopens, "reopened_on": about.today})
    _put_beside(batch, family.beside)
    if family.adds_source_id:
        batch.new[ExternalId].append(_source_id("household", family.id, family.family.household.source_id, about))
    position = max((record["position"] for record in before), default=0)
    for member in family.members:
        if member.outcome is Outcome.NEW:
            position += 1
            batch.new[Member].append(_member(member, family.id, position))
        elif member.changes and member.known is not None:
            batch.changed[Member].append({**member.known, **member.changes})
        if member.adds_source_id:
            batch.new[ExternalId].append(_source_id("member", member.id, member.row.member.source_id, about))
        if member.outcome in TAKEN:
            _put_beside(batch, member.beside)


def _put_beside(batch: _Batch, beside: Beside | None) -> None:
    if beside is None:
        return
    for model, row in beside.new:
        batch.new[model].append(row)
    for model, row in beside.changed:
        batch.changed[model].append(row)


def _household(family: FamilyPlan, about: About) -> Record:
    said, placed = family.family.household, family.placed
    assert placed is not None
    caretaker = caretaking.proposed(family, [], about.today)
    poor = said.poverty_percentile is not None or about.poverty_register
    return {
        "id": family.id,
        **_values(said, HOUSEHOLD),
        "village_code": placed.village,
        "area_as_written": placed.written,
        "poverty_source": about.source if poor else None,
        "caretaker_id": caretaker,
        "caretaker_derived": caretaker is not None,
        "candidate_id": None,
        "registered_at": about.now,
        "registered_by": about.person,
    }


def _member(plan: MemberPlan, household: UUID, position: int) -> Record:
    said = plan.row.member
    return {
        "id": plan.id,
        "household_id": household,
        "position": position,
        **_values(said, MEMBER),
        "sex": said.sex,
        "sex_derived": said.sex_derived,
        "birth_date": said.birth_date,
        "birth_date_derived": said.birth_date_derived,
        "presence": said.presence or Presence.LIVING_HERE,
        "presence_date": None,
    }


def _values(said: object, names: tuple[str, ...]) -> Record:
    values: Record = dict(zip(names, attrgetter(*names)(said), strict=True))
    for name in _NULL_WHEN_EMPTY & values.keys():
        values[name] = values[name] or None
    return values


def _enrol(batch: _Batch, household: UUID, about: About) -> None:
    """As a candidate, without a card number: that comes with the decision (DESIGN.md 4.4)."""
    enrolment = new_id()
    batch.new[Enrolment].append({
        "id": enrolment, "household_id": household, "programme": about.programme, "card_number": None,
        "status": EnrolmentStatus.CANDIDATE, "since": about.today, "category": None,
    })  # fmt: skip
    batch.new[EnrolmentStep].append({
        "id": new_id(), "enrolment_id": enrolment, "status": EnrolmentStatus.CANDIDATE, "on": about.today,
        "reason": "", "paper": about.file_name,
    })  # fmt: skip


def _source_id(kind: str, record: UUID, value: str, about: About) -> Record:
    return {
        "id": new_id(), "kind": kind, "record_id": record, "source": about.source, "value": value,
        "seen_on": about.today,
    }  # fmt: skip

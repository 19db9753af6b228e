"""Files that say something of people who are here already: each row finds its family by a number, and adds nobody."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import ExternalId, FamilyClosure, Household, Member
from desktop.progress import Progress
from desktop.rules.ids import new_id
from desktop.rules.register import HouseholdFields, RegisterRow
from desktop.rules.terms import Presence
from desktop.services.importing import living
from desktop.services.importing.answers import Outcome
from desktop.services.importing.columns import Columns
from desktop.services.importing.grouping import FileFamily
from desktop.services.importing.known import Known, change_number, in_parts, read_families, read_living, totals
from desktop.services.importing.matching import usable
from desktop.services.importing.plans import FamilyPlan, MemberPlan, Plan
from desktop.sheets.register import RegisterReading
from desktop.wording.importing import COMPARING

HOUSEHOLDS = "opensid_rtm"
"""Source of the numbers by which villages gather families into households."""


@dataclass(slots=True)
class _Here:
    """Who is here, by the numbers the file names."""

    people: dict[str, list[tuple[UUID, UUID]]] = field(default_factory=lambda: defaultdict(list))  # member, household
    cards: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))


@dataclass(frozen=True, slots=True)
class _Found:
    """The family a row is about, and the person where it names one; `several` when more than one fits."""

    household: UUID | None = None
    member: UUID | None = None
    several: bool = False


class Attacher:
    """Holds what the steps share."""

    def __init__(self, session: Session, reading: RegisterReading, columns: Columns, office: str) -> None:
        self._session = session
        self._reading = reading
        self._columns = columns
        self._office = office
        self._target = reading.about.get("target", "person")

    def plan(self, saying: living.Saying, progress: Progress) -> Plan:
        progress.step(0, len(self._reading.rows), COMPARING)
        rows = [row for row in self._reading.rows if not row.refused]
        here = _read_here(self._session, rows)
        found = {row.row: self._find(row, here) for row in rows}
        known = Known(change_number(self._session), totals(self._session))
        wanted = {one.household for one in found.values() if one.household is not None}
        read_families(self._session, known, wanted, self._reading.layout)
        read_living(self._session, known)
        plans = [self._kept_out(row, found[row.row]) for row in rows if found[row.row].household is None]
        plans += [self._family(rows_, found, known, saying) for rows_ in self._gathered(rows, found)]
        return Plan(plans, known)

    def _find(self, row: RegisterRow, here: _Here) -> _Found:
        people = here.people.get(row.member.nik, []) if usable(row.member.nik) else []
        said = row.household
        families = here.cards.get(said.no_kk, []) if said.no_kk else here.numbers.get(said.source_id, [])
        if self._target != "person" and families:
            member = next((member for member, household in people if household in families), None)
            return _Found(families[0], member) if len(families) == 1 else self._by_person(people)
        return self._by_person(people)

    def _by_person(self, people: Sequence[tuple[UUID, UUID]]) -> _Found:
        if len(people) == 1:
            member, household = people[0]
            return _Found(household, member)
        return _Found(several=len(people) > 1)

    def _gathered(self, rows: Sequence[RegisterRow], found: dict[int, _Found]) -> Iterable[list[RegisterRow]]:
        """Rows of one family; those that give it different numbers apart."""
        families: dict[tuple[UUID, str], list[RegisterRow]] = defaultdict(list)
        for row in rows:
            household = found[row.row].household
            if household is not None:
                families[household, row.household.source_id].append(row)
        return families.values()

    def _family(
        self, rows: list[RegisterRow], found: dict[int, _Found], known: Known, saying: living.Saying
    ) -> FamilyPlan:
        household = found[rows[0].row].household
        assert household is not None
        record = known.households[household]
        aids = tuple({aid.aid: aid for row in reversed(rows) for aid in row.household.aids}.values())
        of_family = () if self._target == "person" else aids
        family = FileFamily(HouseholdFields(source_id=rows[0].household.source_id, aids=of_family), rows)
        plan = FamilyPlan(family, household, record)
        plan.beside = living.of_household(family.household, household, known, saying)
        plan.adds_source_id = self._adds_number(family.household.source_id, household, known)
        people = {member["id"]: member for member in known.members[household]}
        told: set[UUID] = set()  # whoever stands in the file twice takes part once
        for row in rows:
            member = found[row.row].member
            one = MemberPlan(row, Outcome.SAME, member or new_id(), people.get(member) if member else None)
            if self._target == "person" and member is not None and member not in told:
                told.add(member)
                said = replace(row.member, aids=row.household.aids, details=())
                one.beside = living.of_member(said, member, household, known, saying)
                one.outcome = Outcome.CHANGED if one.beside else Outcome.SAME
            plan.members.append(one)
        if record["owner"] != self._office and (plan.changed or any(each.beside for each in plan.members)):
            return self._out(rows, Outcome.REFUSED, "import.other_owner", {"owner": record["owner"]})
        return plan

    def _adds_number(self, number: str, household: UUID, known: Known) -> bool:
        said = "household_id" in self._reading.places and bool(number)
        return said and number not in known.source_ids.get(household, ())

    def _kept_out(self, row: RegisterRow, found: _Found) -> FamilyPlan:
        if found.several:
            return self._out([row], Outcome.AMBIGUOUS, "import.several_here")
        return self._out([row], Outcome.REFUSED, "import.not_here")

    def _out(
        self, rows: list[RegisterRow], outcome: Outcome, code: str, values: dict[str, object] | None = None
    ) -> FamilyPlan:
        members = [
            MemberPlan(
                row,
                outcome,
                new_id(),
                problems=[self._columns.problem(row.row, "nik", code, values, refuses=True)],
            )
            for row in rows
        ]
        return FamilyPlan(FileFamily(rows[0].household, rows), new_id(), members=members, kept_out=True)


def _read_here(session: Session, rows: Sequence[RegisterRow]) -> _Here:
    """Only people who count and families in the lists."""
    here = _Here()
    closed = set(session.scalars(select(FamilyClosure.household_id).where(FamilyClosure.reopened_on.is_(None))))
    people = select(Member.id, Member.household_id, Member.nik).where(Member.presence != Presence.WITHDRAWN)
    for row in in_parts(session, people, Member.nik, {row.member.nik for row in rows} - {""}):
        if row.household_id not in closed:
            here.people[row.nik].append((row.id, row.household_id))
    cards = select(Household.id, Household.no_kk)
    for row in in_parts(session, cards, Household.no_kk, {row.household.no_kk for row in rows} - {""}):
        if row.id not in closed:
            here.cards[row.no_kk].append(row.id)
    numbers = select(ExternalId.record_id, ExternalId.value).where(
        ExternalId.source == HOUSEHOLDS, ExternalId.kind == "household"
    )
    for row in in_parts(session, numbers, ExternalId.value, {row.household.source_id for row in rows} - {""}):
        if row.record_id not in closed:
            here.numbers[row.value].append(row.record_id)
    return here

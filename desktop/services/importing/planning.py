"""Working out the plan of an import: match, compare, place, and warn, family by family."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from desktop.progress import Progress
from desktop.rules.date_reading import read_date
from desktop.rules.ids import new_id
from desktop.rules.register import RegisterRow, RowProblem
from desktop.rules.terms import Presence, Relation
from desktop.services.importing import caretaking, differences, living
from desktop.services.importing.answers import Outcome
from desktop.services.importing.columns import Columns
from desktop.services.importing.grouping import FileFamily
from desktop.services.importing.known import Known, Record
from desktop.services.importing.matching import Matched, MembersMatched, match_households, match_members
from desktop.services.importing.placing import Placer
from desktop.services.importing.plans import TAKEN, FamilyPlan, MemberPlan, Plan
from desktop.services.importing.reverting import IMPORT_UNDONE
from desktop.services.importing.standing_events import kept_back
from desktop.sheets.register import RegisterReading
from desktop.sheets.template import TEMPLATE
from desktop.wording.importing import COMPARING

_STEP = 500
_OF_PLACE = {"village_code": "village"}


class Planner:
    """Holds what the steps of planning share."""

    def __init__(
        self, known: Known, placer: Placer, columns: Columns, reading: RegisterReading, office: str, today: date
    ) -> None:
        self._known = known
        self._placer = placer
        self._columns = columns
        self._source = reading.form
        self._saying = saying_of(reading, today)
        self._office = office
        self._today = today

    def plan(self, families: Sequence[FileFamily], progress: Progress) -> Plan:
        plans: list[FamilyPlan] = []
        for number, matched in enumerate(match_households(families, self._known, self._source)):
            if number % _STEP == 0:
                progress.step(number, len(families), COMPARING)
            plans.append(self._family(matched))
        return Plan(plans, self._known)

    def _family(self, matched: Matched) -> FamilyPlan:
        family = matched.family
        if matched.question:
            return self._kept_out(family, Outcome.AMBIGUOUS, "import.household_question")
        known = self._known.households.get(matched.household) if matched.household else None
        plan = FamilyPlan(family, known["id"] if known else new_id(), known)
        plan.placed = self._placer.place(family.household.area)
        plan.reopens = self._known.closed.get(plan.id)
        if plan.reopens is not None and plan.reopens["kind"] != IMPORT_UNDONE:
            return self._kept_out(family, Outcome.REFUSED, "import.family_left", {"on": plan.reopens["on"]})
        plan.beside = living.of_household(family.household, plan.id, self._known, self._saying)
        if known is None:
            plan.adds_source_id = bool(family.household.source_id)
            rows = list(self._not_repeated(family, plan))
            plan.members += [self._new_member(row, plan) for row in rows]
        else:
            self._compare(plan, known)
            if known["owner"] != self._office and (plan.changed or any(_writes(each) for each in plan.members)):
                return self._kept_out(family, Outcome.REFUSED, "import.other_owner", {"owner": known["owner"]})
        self._warn(plan)
        return plan

    def _compare(self, plan: FamilyPlan, known: Record) -> None:
        said = plan.family.household
        plan.changes = differences.household_changes(said, known)
        plan.changes.update(_place_changes(plan, known))
        if self._source.poverty_register and known["poverty_source"] is None:
            plan.changes["poverty_source"] = self._source.name
        plan.adds_source_id = self._adds(said.source_id, known)
        rows = list(self._not_repeated(plan.family, plan))
        found = match_members(rows, known["id"], self._known)
        plan.members += [self._member(row, found, plan) for row in rows]
        self._leave_out(plan.changes, known, plan, plan.members)
        if not any(each.outcome in TAKEN for each in plan.members):
            plan.changes, plan.adds_source_id, plan.beside, plan.reopens = {}, False, None, None
        follows = self._known.standing.get((known["id"], "caretaker_id"))
        if follows is None or follows.value is not None:  # after a death or departure a person names who follows
            plan.changes.update(caretaking.changes(plan, self._known.members[known["id"]], self._today))

    def _adds(self, source_id: str, known: Record) -> bool:
        return (
            bool(source_id)
            and not self._source.local_ids
            and source_id not in self._known.source_ids.get(known["id"], ())
        )

    def _not_repeated(self, family: FileFamily, plan: FamilyPlan) -> Iterator[RegisterRow]:
        for row in family.rows:
            earlier = family.repeated.get(row.row)
            if earlier is None:
                yield row
            else:
                plan.members.append(self._out(row, Outcome.REFUSED, "name", "import.repeated", {"earlier": earlier}))

    def _new_member(self, row: RegisterRow, plan: FamilyPlan) -> MemberPlan:
        new = MemberPlan(row, Outcome.NEW, new_id(), adds_source_id=bool(row.member.source_id))
        new.beside = self._beside(row, new.id, plan)
        return new

    def _member(self, row: RegisterRow, found: MembersMatched, plan: FamilyPlan) -> MemberPlan:
        if row.row in found.questions:
            return self._out(row, Outcome.AMBIGUOUS, "name", "import.member_question")
        if row.row in found.elsewhere:
            return self._out(row, Outcome.AMBIGUOUS, "member_id", "import.member_elsewhere")
        known = found.members.get(row.row)
        if known is None:
            return self._new_member(row, plan)
        changes = differences.member_changes(row.member, known, kind_unsaid=self._source.name == TEMPLATE)
        member = MemberPlan(row, Outcome.SAME, known["id"], known, changes)
        member.adds_source_id = self._adds(row.member.source_id, known)
        member.beside = self._beside(row, member.id, plan)
        self._leave_out(member.changes, known, plan, [member])
        if known["presence"] == Presence.WITHDRAWN:
            self._weigh_return(member)
        if member.changes or member.adds_source_id or member.beside:
            member.outcome = Outcome.CHANGED
        return member

    def _leave_out(self, changes: dict[str, Any], known: Record, plan: FamilyPlan, told: list[MemberPlan]) -> None:
        """What only an event may change is left out, and said beside the first row that may say it."""
        said_on = plan.family.household.asked_on or self._saying.asked_on
        for field, code, values in kept_back(self._known.standing, known, changes, said_on):
            for first in told[:1]:
                first.problems.append(self._problem(first, _OF_PLACE.get(field, field), code, values))

    def _beside(self, row: RegisterRow, member: UUID, plan: FamilyPlan) -> living.Beside | None:
        asked_on = plan.family.household.asked_on
        return living.of_member(row.member, member, plan.id, self._known, self._saying, asked_on)

    def _weigh_return(self, plan: MemberPlan) -> None:
        """Whom an undone import withdrew comes back; whom a person withdrew stays so, and it is said."""
        plan.returns = plan.id in self._known.returning
        if plan.returns:
            plan.changes["presence"] = plan.row.member.presence or Presence.LIVING_HERE
        else:
            plan.changes.pop("presence", None)
            plan.problems.append(self._problem(plan, "name", "import.withdrawn", {}))

    def _kept_out(
        self, family: FileFamily, outcome: Outcome, code: str, values: dict[str, object] | None = None
    ) -> FamilyPlan:
        field_ = "household_id" if family.household.source_id else "no_kk"
        members = [self._out(row, outcome, field_, code, values) for row in family.rows]
        return FamilyPlan(family, new_id(), members=members, kept_out=True)

    def _out(
        self, row: RegisterRow, outcome: Outcome, field_: str, code: str, values: dict[str, object] | None = None
    ) -> MemberPlan:
        problem = self._columns.problem(row.row, field_, code, values, refuses=True)
        return MemberPlan(row, outcome, new_id(), problems=[problem])

    def _warn(self, plan: FamilyPlan) -> None:
        """Doubts about the family, each beside the row that raises it."""
        members = [each for each in plan.members if each.outcome in TAKEN]
        if not members:
            return
        placed = plan.placed
        stays = plan.known and plan.known["village_code"] and "village_code" not in plan.changes
        if placed and placed.warning and not stays:
            first = members[0]
            first.problems.append(self._problem(first, "village", placed.warning, dict(placed.values)))
        heads = [each for each in members if each.row.member.relation is Relation.HEAD]
        for each in heads[1:]:
            each.problems.append(self._problem(each, "relation", "import.two_heads", {"first": heads[0].row.row}))
        for each in members if plan.family.warnings else ():
            for warning in plan.family.warnings.get(each.row.row, ()):
                each.problems.append(self._problem(each, warning.heading, warning.code, warning.values))

    def _problem(self, plan: MemberPlan, field_: str, code: str, values: dict[str, object]) -> RowProblem:
        return self._columns.problem(plan.row.row, field_, code, values)


def saying_of(reading: RegisterReading, today: date) -> living.Saying:
    """Since when the file says what it says: the day it names, else the year it is of."""
    form = reading.form
    begins, ends = (read_date(reading.about.get(name, ""), today).value for name in ("begins", "ends"))
    asked = date(form.age_year, 12, 31) if form.age_year else None
    return living.Saying(form.name, form.details_in or form.name, today, asked, begins, ends, form.aids_of_last_year)


def _writes(plan: MemberPlan) -> bool:
    return plan.outcome in (Outcome.NEW, Outcome.CHANGED)


def _place_changes(plan: FamilyPlan, known: Record) -> dict[str, Any]:
    """A village found moves the family; one said for the whole file only places who has none."""
    placed, old = plan.placed, known["village_code"]
    assert placed is not None
    if placed.village and placed.village != old and not (placed.by_choice and old):
        return {"village_code": placed.village}
    if not placed.village and not old and placed.written and placed.written != known["area_as_written"]:
        return {"area_as_written": placed.written}
    return {}

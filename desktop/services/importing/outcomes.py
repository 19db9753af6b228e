"""The preview row by row, as lists show it."""

from collections.abc import Iterator

from desktop.rules.register import RegisterRow
from desktop.services.importing.answers import Outcome, RowOutcome
from desktop.services.importing.plans import TAKEN, MemberPlan, Plan, member_differences
from desktop.sheets.register import RegisterReading


def outcomes(reading: RegisterReading, plan: Plan) -> Iterator[RowOutcome]:
    """One for each row of the file, in its order."""
    planned: dict[int, RowOutcome] = {}
    for family in plan.families:
        # What changes in the family itself is told once, with the first row that comes in.
        of_family = family.household_differences()
        for member in family.members:
            told = member_differences(member)
            outcome = member.outcome
            if outcome in TAKEN and (of_family or family.changed):
                told, of_family = (*of_family, *told), ()
                outcome = Outcome.CHANGED if outcome is Outcome.SAME and told else outcome
            planned[member.row.row] = _outcome(member, outcome, told)
    for row in reading.rows:
        yield planned.get(row.row) or _refused(row)


def _outcome(member: MemberPlan, outcome: Outcome, told: tuple) -> RowOutcome:  # type: ignore[type-arg]
    row = member.row
    problems = (*row.problems, *member.problems)
    return RowOutcome(row.row, outcome, row.member.name, _number(row), told, problems)


def _refused(row: RegisterRow) -> RowOutcome:
    return RowOutcome(row.row, Outcome.REFUSED, row.member.name, _number(row), (), row.problems)


def _number(row: RegisterRow) -> str:
    return row.household.no_kk or row.household.source_id

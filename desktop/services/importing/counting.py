"""Figures of a preview."""

from collections import Counter as Tally
from collections.abc import Sequence

from desktop.services.importing.answers import Counts, Outcome, RowOutcome, Totals
from desktop.services.importing.plans import Plan


def count(rows: Sequence[RowOutcome], plan: Plan) -> Counts:
    by_outcome = Tally(row.outcome for row in rows)
    members = [member for family in plan.families for member in family.members]
    new = [family for family in plan.families if family.new]
    return Counts(
        rows=len(rows),
        new=by_outcome[Outcome.NEW],
        changed=by_outcome[Outcome.CHANGED],
        same=by_outcome[Outcome.SAME],
        refused=by_outcome[Outcome.REFUSED],
        ambiguous=by_outcome[Outcome.AMBIGUOUS],
        households_new=len(new),
        households_changed=sum(family.known is not None and family.changed for family in plan.families),
        members_new=sum(member.outcome is Outcome.NEW for member in members),
        members_changed=sum(member.outcome is Outcome.CHANGED for member in members),
        households_back=sum(family.reopens is not None for family in plan.families),
        members_back=sum(member.returns for member in members),
        to_place=sum(family.placed is not None and family.placed.village is None for family in new),
        warnings=sum(not problem.refuses for row in rows for problem in row.problems),
    )


def after(before: Totals, counts: Counts) -> Totals:
    return Totals(
        before.households + counts.households_new + counts.households_back,
        before.members + counts.members_new + counts.members_back,
    )

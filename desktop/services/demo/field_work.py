"""Writes invented facilitators, their caseloads and the log of their visits."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from desktop.models import Caseload, Facilitator, Visit
from desktop.progress import Progress
from desktop.rules.ids import new_id
from desktop.rules.people.field_work import plan_facilitators, plan_visits
from desktop.rules.people.plan import Ground, VisitPlan
from desktop.services import facilitators
from desktop.services.demo.families import Living
from desktop.services.desk import Desk
from desktop.wording import N_

VISITING = N_("Writing the visits")
FROM = date(2018, 2, 1)
EVERY = 200
_MORNING = time(2, 15, tzinfo=UTC)


def write(desk: Desk, seed: int, ground: Ground, living: list[Living], progress: Progress) -> tuple[int, int]:
    """Give each family a facilitator of its neighbourhood, and the visits of the half year that ends today.

    Answers the numbers of facilitators and visits.
    """
    in_order = sorted(living, key=_place)
    people = plan_facilitators(seed, ground, len(in_order))
    now = replace(ground, on=desk.today())  # what is seen on a visit is what the family is like these days
    visits: list[dict[str, Any]] = []
    with desk.write("demo.field_work") as unit:
        for at, plan in enumerate(people):
            first, last = (len(in_order) * n // len(people) for n in (at, at + 1))
            row = Facilitator(id=new_id(), name=plan.name, nik=plan.nik, phone=plan.phone, active=True)
            unit.session.add(row)
            unit.session.flush()
            mine = in_order[first:last]
            facilitators.insert_caseload(unit, row.id, [one.id for one in mine], FROM)
            for one in mine:
                planned = plan_visits(seed, now, one.plan)
                common = {"household_id": one.id, "facilitator_id": row.id, "entered_by": desk.person.id}
                visits += [_visit(visit) | common for visit in planned]
            progress.step(last, len(in_order), VISITING)
        unit.insert_many(Visit, visits)
        unit.touch(Facilitator.__tablename__, Caseload.__tablename__)
    return len(people), len(visits)


def _place(one: Living) -> tuple[str, str]:
    return one.plan.village_code, one.plan.source_id


def _visit(plan: VisitPlan) -> dict[str, Any]:
    """Columns of a visit; it was entered on the next morning."""
    return {
        "id": new_id(),
        "on": plan.on,
        "purpose": plan.purpose,
        "seen": plan.seen,
        "agreed": plan.agreed,
        "follow_up": plan.follow_up,
        "due_on": plan.due_on,
        "done_on": plan.done_on,
        "entered_at": datetime.combine(plan.on, _MORNING) + timedelta(days=1),
    }

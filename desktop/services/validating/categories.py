"""The category of a family, where a programme pays by category: orphan, widow, poor (DOMAIN.md 1.9)."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.errors import Refused
from desktop.models import Enrolment
from desktop.rules.programme_year import Rate, Scheme
from desktop.rules.terms import Role
from desktop.services import enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.validating import selecting
from desktop.services.validating.selecting import Selection


@dataclass(frozen=True, slots=True)
class Categorised:
    """How many families were given the category, how many had it already, and cards that nothing is known of."""

    changed: int
    same: int
    unknown: tuple[str, ...] = ()


@allowed(*EVERYBODY)
def rates(desk: Desk, programme: str) -> Sequence[Rate]:
    """Categories of a programme with what each gets in a tranche; none where it does not pay by category."""
    with desk.read() as session:
        year = programmes.newest(session, programme)
    return year.rates if year.scheme is Scheme.BY_CATEGORY else ()


@allowed(Role.OPERATOR)
def give(desk: Desk, selection: Selection, category: str) -> Answer[Categorised]:
    """Put families into a category; the next list that is drafted pays by it, those approved stay as they are.

    Refused where the programme does not pay by category or does not know this one, and for everybody at once.
    """
    if not (selection.cards or selection.village):
        raise Refused("category.whom")
    with desk.write("enrolment.category") as unit:
        year = programmes.newest(unit.session, selection.programme)
        known = [rate.key for rate in year.rates] if year.scheme is Scheme.BY_CATEGORY else []
        if not known:
            raise Refused("category.none", programme=year.name)
        if category not in known:
            raise Refused("rules.category_unknown", category=category, known=", ".join(known))
        rows = enrolling.rows_of(unit.session, selecting.enrolments(unit.session, selection))
        changed = [row | {"category": category} for row in rows if row["category"] != category]
        unit.update_many(Enrolment, changed, ("category",))
        unit.touch("enrolment", families={row["household_id"] for row in changed})
        unknown = selecting.resolve(unit.session, selection.programme, selection.cards).unknown
    return Answer(Categorised(len(changed), len(rows) - len(changed), unknown), unit.changes)

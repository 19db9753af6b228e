"""Every difference between a decree, its quota by area, the programme's quota, the budget and the list, as lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.models import Area, PayList, Payment
from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services import programmes
from desktop.services.accounting import budget
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.money import figures, quotas
from desktop.services.money.keys import TrancheKey, list_here

DECREE = "reconcile.differs_decree"
QUOTA = "reconcile.differs_quota"
UNNAMED = "reconcile.differs_unnamed"
PROGRAMME = "reconcile.differs_programme"
BUDGET = "reconcile.differs_budget"


@dataclass(frozen=True, slots=True)
class Difference:
    """A line: what was granted for an area, what the list holds there. `code` says by which paper."""

    code: str
    area: str
    name: str
    granted: Figure
    listed: Figure

    @property
    def difference(self) -> Figure:
        """Above zero where the paper grants more than the list holds."""
        return self.granted - self.listed


@allowed(*EVERYBODY)
def differences(desk: Desk, key: TrancheKey) -> tuple[Difference, ...]:
    """Only what differs; nothing where paper and list are the same, or where no paper says anything."""
    with desk.read() as session:
        return of_list(session, list_here(session, key, desk.office.code))


def of_list(session: Session, pay_list: PayList) -> tuple[Difference, ...]:
    lines = (*_decree(session, pay_list), *_quotas(session, pay_list), *_programme(session, pay_list))
    return tuple(one for one in (*lines, *_budget(session, pay_list)) if one.granted != one.listed)


def _decree(session: Session, pay_list: PayList) -> Iterator[Difference]:
    granted = figures.decree_figure(pay_list.decree)
    if granted is not None:
        listed = figures.total(figures.by_state(session, pay_list.id))
        yield Difference(DECREE, pay_list.owner, _name(session, pay_list.owner), granted, listed)


def _quotas(session: Session, pay_list: PayList) -> Iterator[Difference]:
    """What the decree gives to areas, and what lies in none of them."""
    for one in quotas.of_list(session, pay_list).lines:
        code = QUOTA if one.line.named else UNNAMED
        yield Difference(code, one.line.area, one.name, one.line.granted, one.line.listed)


def _programme(session: Session, pay_list: PayList) -> Iterator[Difference]:
    """Families of the tranche over all its lists; whoever is paid again after a return counts once."""
    rules = programmes.rules_of(session, pay_list.programme, pay_list.year)
    quota = rules.quota(pay_list.owner)
    if quota is None:
        return
    tranche = (
        PayList.owner == pay_list.owner,
        PayList.programme == pay_list.programme,
        PayList.year == pay_list.year,
        PayList.tranche == pay_list.tranche,
    )
    statement = select(func.count(Payment.enrolment_id.distinct())).join(PayList).where(*tranche)
    listed = session.scalar(statement.where(Payment.state != PaymentState.WITHHELD)) or 0
    name = _name(session, pay_list.owner)
    yield Difference(PROGRAMME, pay_list.owner, name, Figure(quota), Figure(listed))


def _budget(session: Session, pay_list: PayList) -> Iterator[Difference]:
    """A warning, never a wall: more on lists than may be spent."""
    found = budget.read(session, pay_list.owner, pay_list.programme, pay_list.year)
    if found.over:
        name = _name(session, pay_list.owner)
        yield Difference(BUDGET, pay_list.owner, name, Figure(0, found.appropriated), Figure(0, found.listed))


def _name(session: Session, code: str) -> str:
    area = session.get(Area, code) if code else None
    return area.name if area else ""

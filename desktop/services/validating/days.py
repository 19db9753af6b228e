"""The day each family of a programme is looked at for: of the list at hand, or of the next for who came after it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, FamilyLink, Household, PayList, Payment, Tranche
from desktop.rules.dates import WIT, zone
from desktop.rules.terms import PayListState

_OVER = (PayListState.CLOSED, PayListState.LOCKED)
E, H = Enrolment.__table__.c, Household.__table__.c


@dataclass(frozen=True, slots=True)
class Day:
    """The day on which ages and eligibility count, and the tranche it belongs to, if any (year and number)."""

    on: date
    year: int | None = None
    tranche: int | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The day of each enrolment: of the list at hand, but of `then` for who was registered after its day."""

    at_hand: Day
    then: Day
    late: frozenset[UUID] = frozenset()

    def of(self, enrolment: UUID) -> Day:
        return self.then if enrolment in self.late else self.at_hand


def always(on: date) -> Days:
    """The same day for everybody."""
    return Days(Day(on), Day(on))


def days_of(session: Session, programme: str, today: date) -> Days:
    """Days by which the families of a programme are judged, as their pages tell them (families.tranche_day)."""
    at_hand, then = day_of(session, programme, today), _coming(session, programme, today) or Day(today)
    if at_hand == then:
        return Days(at_hand, then)
    return Days(at_hand, then, frozenset(_late(session, programme, at_hand.on)))


def day_of(session: Session, programme: str, today: date) -> Day:
    """Day of the tranche that is at hand: of the newest list under way, else of the next window, else today."""
    under_way = (
        select(PayList.as_of, PayList.year, PayList.tranche)
        .where(PayList.programme == programme, PayList.state.not_in(_OVER))
        .order_by(PayList.year.desc(), PayList.tranche.desc())
        .limit(1)
    )
    for on, year, number in session.execute(under_way):
        return Day(on or today, year, number)
    return _coming(session, programme, today) or Day(today)


def _coming(session: Session, programme: str, today: date) -> Day | None:
    windows = (
        select(Tranche.window_start, Tranche.year, Tranche.number)
        .where(Tranche.programme == programme, Tranche.window_start >= today)
        .order_by(Tranche.window_start)
        .limit(1)
    )
    for on, year, number in session.execute(windows):
        return Day(on or today, year, number)
    return None


def _late(session: Session, programme: str, on: date) -> list[UUID]:
    """Enrolments of families that were not registered yet on a day, and stand on no list under way all the same.

    A family that came out of another was registered with that one, if the split was not later either.
    """
    listed = exists().where(
        Payment.enrolment_id == E.id, Payment.pay_list_id == PayList.id, PayList.state.not_in(_OVER)
    )
    split = exists().where(FamilyLink.to_household_id == H.id, FamilyLink.on <= on)
    first = datetime.combine(on + timedelta(days=1), time.min, WIT)  # the day begins in the east
    rows = session.execute(
        select(E.id, H.registered_at, H.owner)
        .join_from(Enrolment, Household, E.household_id == H.id)
        .where(E.programme == programme, H.registered_at >= first, ~listed, ~split)
    )
    return [row.id for row in rows if row.registered_at.astimezone(zone(row.owner)).date() > on]

"""The day on which the ages of a family are told: that of the tranche it is looked at for (DOMAIN.md: not today's)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, exists, or_, select
from sqlalchemy.orm import Session

from desktop.models import Enrolment, PayList, Payment, Tranche
from desktop.rules.terms import PayListState

OVER = (PayListState.CLOSED, PayListState.LOCKED)


def ages_on(session: Session, family: UUID, programme: str | None, registered: date, today: date) -> date:
    """Day of the newest list under way, whose papers are at hand; else of the window that comes next; else today.

    A list whose day is over when a family is registered is none of its own, unless it stands on it all the same.
    """
    stands = exists().where(
        Payment.pay_list_id == PayList.id, Payment.enrolment_id == Enrolment.id, Enrolment.household_id == family
    )
    under_way = (
        select(PayList.as_of)
        .where(PayList.state.not_in(OVER), or_(PayList.as_of >= registered, stands))
        .order_by(PayList.year.desc(), PayList.tranche.desc())
    )
    coming = select(Tranche.window_start).where(Tranche.window_start >= today).order_by(Tranche.window_start)
    for statement in (_of(under_way, PayList.programme, programme), _of(coming, Tranche.programme, programme)):
        found: date | None = session.scalars(statement.limit(1)).first()
        if found is not None:
            return found
    return today


def _of(statement: Select[Any], column: Any, programme: str | None) -> Select[Any]:
    """Of the programme the family is in; of any while it is in none."""
    return statement if programme is None else statement.where(column == programme)

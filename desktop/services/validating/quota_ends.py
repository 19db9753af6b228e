"""Taking a quota away again: the village has room for everybody from then on, until one is set anew."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import QuotaEnd, VillageQuota, WaitingPlace
from desktop.rules.terms import Role
from desktop.services import programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.validating.quotas import STANDS, Q
from desktop.services.validating.selecting import W

REASON: Final = 200  # letters there is room for


@dataclass(frozen=True, slots=True)
class TakenAway:
    """How many places the quota had, and how many wait: they stay in the list until a person gives them a place."""

    places: int
    waiting: int


@allowed(Role.OPERATOR)
def take_away(desk: Desk, programme: str, village: str, reason: str) -> Answer[TakenAway]:
    """End the quota of a village in the newest year of a programme; the reason is kept with it.

    Nobody is put out or let in by it. Refused without a reason, or where no quota stands.
    """
    words = " ".join(reason.split())[:REASON]
    if not words:
        raise Refused("quota.no_reason")
    with desk.write("quota.take_away") as unit:
        year = programmes.newest(unit.session, programme)
        mine = (Q.programme == year.code, Q.year == year.year, Q.village_code == village, STANDS)
        quota = unit.session.scalars(select(VillageQuota).where(*mine)).first()
        if quota is None:
            raise Refused("quota.none_here")
        unit.session.add(QuotaEnd(quota_id=quota.id, on=desk.today(), reason=words, by=desk.person.id))
        waits = (W.programme == year.code, W.year == year.year, W.village_code == village, W.left_on.is_(None))
        waiting = unit.session.scalar(select(func.count()).select_from(WaitingPlace).where(*waits)) or 0
        # The table of quotas shows it as its own change.
        unit.touch("village_quota")
    return Answer(TakenAway(quota.places, waiting), unit.changes)

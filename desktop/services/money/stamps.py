"""Whether a decree stood under a list when that was approved: from then on it says what it says."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Decree, PayList
from desktop.services.money.later_lists import APPROVED
from desktop.store import versions


def was_approved(session: Session, pay_list: PayList, decree: Decree) -> bool:
    """Look through every version of the lists of its tranche, for one may have gone back to the draft since."""
    if pay_list.state in APPROVED and pay_list.decree_id == decree.id:
        return True
    tranche = (PayList.programme == pay_list.programme, PayList.year == pay_list.year)
    lists = select(PayList.id).where(PayList.owner == pay_list.owner, *tranche, PayList.tranche == pay_list.tranche)
    written = versions.written(session.connection(), PayList.__tablename__, session.scalars(lists).all())
    return any(
        version.values is not None and version.values["state"] in APPROVED and version.values["decree_id"] == decree.id
        for version in written
    )

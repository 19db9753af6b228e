"""What a decree gives to each area, where it says so."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Decree, DecreeQuota
from desktop.rules.money import Figure


def quotas(session: Session, decree: Decree | None) -> dict[str, Figure]:
    """Families and rupiah by the code of the area; empty where the decree has only a total."""
    if decree is None:
        return {}
    statement = select(DecreeQuota.area_code, DecreeQuota.households, DecreeQuota.rupiah)
    rows = session.execute(statement.where(DecreeQuota.decree_id == decree.id).order_by(DecreeQuota.area_code))
    return {row.area_code: Figure(row.households, row.rupiah) for row in rows}

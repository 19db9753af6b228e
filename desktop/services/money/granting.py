"""What a decree gives to each area, where it says so, as entered and as it stands."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Decree, DecreeQuota
from desktop.rules.area_codes import Level, is_below, level
from desktop.rules.area_quotas import first_within_another
from desktop.rules.ids import new_id
from desktop.rules.money import Figure, grouped, rupiah
from desktop.store.unit import Unit

MOST = Figure(10_000_000, 10**15)
"""More than any decree of the province grants, and well within what a record can hold."""


@dataclass(frozen=True, slots=True)
class AreaQuota:
    """Families and rupiah of a regency, district or village, as the paper says."""

    area: str
    households: int
    rupiah: int


def quotas(session: Session, decree: Decree | None) -> dict[str, Figure]:
    """Families and rupiah by the code of the area; empty where the decree has only a total.

    Nothing is ever deleted: a quota that was taken away stays as one of no families, and counts no more.
    """
    if decree is None:
        return {}
    statement = select(DecreeQuota.area_code, DecreeQuota.households, DecreeQuota.rupiah)
    statement = statement.where(DecreeQuota.decree_id == decree.id, DecreeQuota.households > 0)
    rows = session.execute(statement.order_by(DecreeQuota.area_code))
    return {row.area_code: Figure(row.households, row.rupiah) for row in rows}


def granted_to(wanted: Iterable[AreaQuota]) -> dict[str, Figure]:
    """Quotas by their areas; one of nothing takes the area's away. Refuses an area named twice, and half a quota."""
    found: dict[str, Figure] = {}
    for one in wanted:
        if one.area in found:
            raise Refused("money.quota_twice", area=one.area)
        figure = Figure(one.households, one.rupiah)
        sound = 0 <= figure.families <= MOST.families and 0 <= figure.rupiah <= MOST.rupiah
        if not sound or (figure.families > 0) != (figure.rupiah > 0):
            raise Refused("money.quota_half", area=one.area)
        found[one.area] = figure
    return {area: figure for area, figure in found.items() if figure.families}


def check(session: Session, office: str, number: str, wanted: dict[str, Figure], total: Figure) -> None:
    """Refuse areas that are none of the office's, one within another, and a sum that is not the decree's total."""
    known = set(session.scalars(select(Area.code).where(Area.code.in_(wanted))))
    for area in sorted(wanted):
        if area not in known or not is_below(area, office) or level(area) < Level.REGENCY:
            raise Refused("money.quota_area", area=area)
    if (pair := first_within_another(wanted)) is not None:
        raise Refused("money.quota_within", inner=pair[0], outer=pair[1])
    summed = sum(wanted.values(), Figure())
    if wanted and summed != total:
        apart = total - summed
        raise Refused(
            "money.quota_sum",
            number=number,
            families=grouped(summed.families),
            rupiah=rupiah(summed.rupiah),
            granted_families=grouped(total.families),
            granted=rupiah(total.rupiah),
            apart_families=apart.families,
            apart=rupiah(apart.rupiah),
        )


def write(unit: Unit, decree: Decree, wanted: dict[str, Figure]) -> None:
    """Make the quotas of a decree these; what is not among them stays as one of nothing."""
    rows = unit.session.scalars(select(DecreeQuota).where(DecreeQuota.decree_id == decree.id))
    there = {row.area_code: row for row in rows}
    for area in sorted({*there, *wanted}):
        figure = wanted.get(area, Figure())
        row = there.get(area)
        if row is None:
            row = DecreeQuota(id=new_id(), decree_id=decree.id, area_code=area)
            unit.session.add(row)
        row.households, row.rupiah = figure.families, figure.rupiah

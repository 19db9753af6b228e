"""Villages, districts, programmes and days as a person names them: what is none is refused, never an empty answer."""

from datetime import date

from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Area
from desktop.rules.areas import AreaLevel, dotted
from desktop.rules.dates import long_date
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Desk, allowed


@allowed(*EVERYBODY)
def village(desk: Desk, typed: str) -> str:
    """Code of a village of the areas at hand, with its dots."""
    return _area(desk, typed, AreaLevel.VILLAGE, "import.unknown_village")


@allowed(*EVERYBODY)
def district(desk: Desk, typed: str) -> str:
    """Code of a district, with its dots."""
    return _area(desk, typed, AreaLevel.DISTRICT, "naming.no_district")


@allowed(*EVERYBODY)
def programme(desk: Desk, typed: str) -> str:
    """Code of a programme that this office runs."""
    known = dict.fromkeys(row.programme for row in programmes.here(desk))
    if typed not in known:
        raise Refused("naming.no_programme", name=typed, known=", ".join(known) or "-")
    return typed


def check_past(day: date, today: date) -> None:
    """Refuse to look at a day still to come: nobody knows how anything will stand."""
    if day > today:
        raise Refused("enrolling.future", on=long_date(day))


def _area(desk: Desk, typed: str, level: AreaLevel, code: str) -> str:
    wanted = dotted(typed) or ""
    with desk.read() as session:
        found = session.scalar(select(Area.code).where(Area.code == wanted, Area.level == level.value))
    if found is None:
        raise Refused(code, written=typed)
    return found

"""Lists of other offices with invented people, and an office that holds some of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from openpyxl import Workbook
from sqlalchemy import select

from desktop.models import Area, Base, Household, ListMatch, Member, OfficialList
from desktop.rules.official_lists import OfficialKind
from desktop.services.desk import Desk
from desktop.services.official_lists import accepting, previewing
from desktop.services.official_lists.answers import About, ListTaken
from desktop.services.official_lists.previewing import ListPreview

DAY = date(2019, 3, 1)
DUKCAPIL = About(OfficialKind.DUKCAPIL, "dukcapil", DAY)
DTSEN = About(OfficialKind.POVERTY_REGISTER, "dtsen", DAY)
PKH = About(OfficialKind.OTHER_AID, "pkh", DAY)
STAFF = About(OfficialKind.STAFF, "sdm_kesos", DAY)
CIVIL = About(OfficialKind.CIVIL_SERVANTS, "asn", DAY)


def write(path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def mother(number: int) -> str:
    """NIK of the mother of a family that `families.add` made."""
    return f"36010152038{4}{number:04}"


def card(number: int) -> str:
    """No KK of such a family."""
    return f"360101011009{number:04}"


def preview(desk: Desk, path: Path, about: About, columns: Mapping[int, str] | None = None) -> ListPreview:
    return previewing.preview(desk, path, about, columns)


def keep(desk: Desk, path: Path, about: About) -> ListTaken:
    """Hold a list against the register and keep what it says."""
    return accepting.accept(desk, preview(desk, path, about)).value


def everything(desk: Desk, model: type[Base]) -> list[Any]:
    """All records of one kind, by their keys."""
    with desk.read() as session:
        return list(session.scalars(select(model).order_by(model.__table__.primary_key.columns[0])))


def results(desk: Desk) -> list[tuple[str, str, int]]:
    """Outcome, by what it was found, and row of all that was kept."""
    with desk.read() as session:
        rows = session.scalars(select(ListMatch).order_by(ListMatch.row, ListMatch.id))
        return [(row.outcome, row.found_by, row.row) for row in rows]


def lists(desk: Desk) -> list[OfficialList]:
    return everything(desk, OfficialList)


def people(desk: Desk, household: UUID) -> list[Member]:
    with desk.read() as session:
        return list(session.scalars(select(Member).where(Member.household_id == household).order_by(Member.position)))


def change_member(desk: Desk, member: UUID, **values: Any) -> None:
    with desk.write("test.member") as unit:
        found = unit.session.get_one(Member, member)
        for name, value in values.items():
            setattr(found, name, value)


def change_household(desk: Desk, household: UUID, **values: Any) -> None:
    with desk.write("test.household") as unit:
        found = unit.session.get_one(Household, household)
        for name, value in values.items():
            setattr(found, name, value)


def village_of(desk: Desk, household: UUID) -> str:
    """Name of the village a family lives in."""
    with desk.read() as session:
        return session.scalars(
            select(Area.name).join(Household, Household.village_code == Area.code).where(Household.id == household)
        ).one()

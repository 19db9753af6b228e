"""The whole register as a workbook under the template's headings: every person with every field, numbers whole."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.models import Area, Household, Member
from desktop.progress import SILENT, Progress
from desktop.rules.register import AreaAsWritten, HouseholdFields, MemberFields
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.desk import Desk, allowed
from desktop.services.families.listed import Asked
from desktop.services.importing.differences import DISABLED, NOT_DISABLED
from desktop.services.rosters import reading
from desktop.services.rosters.reading import READERS
from desktop.sheets.register_writing import Pair, write_register
from desktop.store.files import whole_file

AT_ONCE = 500  # families held in memory


@allowed(*READERS)
def to_workbook(desk: Desk, asked: Asked, path: Path, progress: Progress = SILENT) -> int:
    """Write everybody in the families asked for, by place; answers how many people. A line in the log says so.

    What was only derived from a NIK is left out, so that it does not come back as if somebody had said it.
    """
    families = [row.id for row in reading.in_order(desk, asked, progress)]
    with desk.read() as session, whole_file(path) as out:
        written = write_register(out, _people(session, families, progress), progress)
        with desk.write("register.export") as unit:
            unit.journal.note(families=len(families), people=written, narrowed=asked != Asked())
    return written


def _people(session: Session, families: Sequence[UUID], progress: Progress) -> Iterator[Pair]:
    for start in range(0, len(families), AT_ONCE):
        progress.step(start, len(families), reading.READING)
        some = families[start : start + AT_ONCE]
        read = session.scalars(
            select(Household).where(Household.id.in_(some)).options(selectinload(Household.members))
        ).all()
        areas = _areas(session, {household.village_code for household in read if household.village_code})
        by_id = {household.id: household for household in read}
        for family in some:
            household = by_id[family]
            about = _household(household, areas.get(household.village_code or ""))
            for member in household.members:
                if member.presence != Presence.WITHDRAWN:
                    yield about, _member(member)
        session.expunge_all()


def _areas(session: Session, villages: set[str]) -> dict[str, AreaAsWritten]:
    """Names of village, district and regency by the village's code."""
    names: dict[str, str] = {}
    wanted = {code.rsplit(".", depth)[0] for code in villages for depth in (0, 1, 2)}
    for row in session.execute(select(Area.code, Area.name).where(Area.code.in_(wanted))):
        names[row.code] = row.name
    return {code: _area(code, names) for code in villages}


def _area(code: str, names: dict[str, str]) -> AreaAsWritten:
    district, regency = code.rsplit(".", 1)[0], code.rsplit(".", 2)[0]
    return AreaAsWritten("", names.get(regency, ""), names.get(district, ""), names.get(code, ""), code)


def _household(household: Household, area: AreaAsWritten | None) -> HouseholdFields:
    """By its id, so that a family without a No KK, or with one that another family has too, is known again."""
    return HouseholdFields(
        source_id=str(household.id),
        no_kk=household.no_kk or "",
        address=household.address,
        hamlet=household.hamlet,
        rt=household.rt,
        rw=household.rw,
        area=area or AreaAsWritten(village=household.area_as_written),
        phone=household.phone,
        receives_pkh=household.receives_pkh,
    )


def _member(member: Member) -> MemberFields:
    return MemberFields(
        name=member.name,
        nik=member.nik or "",
        sex=Sex(member.sex) if member.sex and not member.sex_derived else None,
        birth_place=member.birth_place,
        birth_date=None if member.birth_date_derived else member.birth_date,
        relation=Relation(member.relation) if member.relation else None,
        marital=Marital(member.marital) if member.marital else None,
        schooling=Schooling(member.schooling) if member.schooling else None,
        school_level=member.school_level or "",
        school_class=member.school_class,
        pregnant=member.pregnant,
        disability=_disability(member.disability or ""),
        works=member.works,
        occupation=member.occupation,
        mother_name=member.mother_name,
        father_name=member.father_name,
        presence=Presence(member.presence),
    )


def _disability(code: str) -> str:
    """Yes or no, which is what the template asks; the kind stays here, and no yes that comes back replaces it."""
    return code if code in ("", NOT_DISABLED) else DISABLED

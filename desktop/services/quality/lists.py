"""The two lists that get faults mended: one for the civil registry, one for each facilitator; PDF or workbook."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Row
from sqlalchemy.orm import Session

from desktop.documents import fault_list
from desktop.documents.fault_list import Around, CivilLine, TodoLine
from desktop.documents.listing import ListSheet, write_list
from desktop.models import Area, Facilitator, FamilyFault, FamilyRow, Household, Member
from desktop.progress import SILENT, Progress
from desktop.rules.fault_kinds import CIVIL, FaultCode
from desktop.rules.terms import Role
from desktop.services import paper, paper_head
from desktop.services.desk import Desk, allowed
from desktop.services.paper import PaperFile
from desktop.services.quality.listing import listed
from desktop.services.quality.rows import EVERYTHING, FaultFilters, shown
from desktop.sheets.table import ColumnKind, TableColumn, write_table
from desktop.store.files import whole_file

# Whoever only keeps users and backups has no business with people's numbers (DESIGN.md 1).
READERS: Final = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)
_LETTERS: Final = 11  # of a workbook for one share of the paper's width
Cells = tuple[str, ...]


_PLACE: Final = (
    Household.address,
    Household.hamlet,
    Household.rt,
    Household.rw,
    Household.no_kk,
    FamilyRow.card_number,
    FamilyRow.caretaker_nik,
    Facilitator.id.label("facilitator_id"),
)
_PERSON: Final = (FamilyFault.member_id, Member.nik, Member.birth_place, Member.birth_date, Member.sex)
_BY_PLACE: Final = (
    FamilyRow.district_name,
    FamilyRow.village_name,
    Household.rw,
    Household.rt,
    FamilyRow.caretaker_name,
)


class FaultList(StrEnum):
    """For whom a list is made."""

    CIVIL = "dukcapil"
    FACILITATORS = "facilitators"


@dataclass(frozen=True, slots=True)
class Written:
    """A list written to a file: its lines, and the families they are about."""

    lines: int
    families: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands on pages of its own; `whose` names the facilitator."""

    sheet: ListSheet
    rows: list[Cells]
    whose: str = ""


@allowed(*READERS)
def on_paper(desk: Desk, kind: FaultList, filters: FaultFilters = EVERYTHING, progress: Progress = SILENT) -> PaperFile:
    """Make the list in memory. Its numbers stand whole where the registry compares them; a line in the log says so."""
    sections, written = _sections(desk, kind, filters)
    papers = []
    for section in sections:
        out = BytesIO()
        write_list(section.rows, section.sheet, out, total=len(section.rows), progress=progress)
        papers.append(paper.open_paper(out.getvalue()))
    _note(desk, "faults.print", kind, filters, written)
    return paper.joined(papers)


@allowed(*READERS)
def to_workbook(
    desk: Desk, kind: FaultList, path: Path, filters: FaultFilters = EVERYTHING, progress: Progress = SILENT
) -> Written:
    """Write the list as one sheet; of several facilitators each line names his. A line in the log says so."""
    sections, written = _sections(desk, kind, filters)
    sheet = sections[0].sheet
    columns = [TableColumn(one.title, ColumnKind.TEXT, round(one.weight * _LETTERS)) for one in sheet.columns]
    if kind is FaultList.FACILITATORS:
        columns.insert(1, TableColumn("Pendamping", ColumnKind.TEXT, 24))
    with whole_file(path) as out:
        write_table(out, sheet.title, columns, _all(sections, kind), progress)
        _note(desk, "faults.export", kind, filters, written)
    return written


@allowed(*READERS)
def save_paper(desk: Desk, made: PaperFile, path: Path) -> Path:
    """Save the list made before as a PDF, with a line in the log."""
    return paper.keep(desk, made, path, "faults.export")


def _sections(desk: Desk, kind: FaultList, filters: FaultFilters) -> tuple[list[Section], Written]:
    with desk.read() as session:
        around = _around(desk, session, filters)
        if kind is FaultList.CIVIL:
            return _civil(session, around, filters)
        return _todo(session, around, filters)


def _civil(session: Session, around: Around, filters: FaultFilters) -> tuple[list[Section], Written]:
    statement = (
        listed(filters)
        .add_columns(*_PLACE, *_PERSON)
        .join(Household, Household.id == FamilyFault.household_id)
        .where(FamilyFault.code.in_(sorted(code.value for code in CIVIL)))
        .order_by(*_BY_PLACE, FamilyFault.household_id, Member.position, FamilyFault.at)
    )
    rows = session.execute(statement).all()
    lines = [_civil_line(list(of_one)) for _, of_one in groupby(rows, attrgetter("household_id", "member_id"))]
    written = _written(rows, len(lines))
    sheet = fault_list.civil_sheet(around, written.lines, written.families)
    return [Section(sheet, _numbered(fault_list.civil_cells, lines))], written


def _todo(session: Session, around: Around, filters: FaultFilters) -> tuple[list[Section], Written]:
    statement = (
        listed(filters)
        .add_columns(*_PLACE)
        .join(Household, Household.id == FamilyFault.household_id)
        .order_by(Facilitator.name.is_(None), Facilitator.name, Facilitator.id, *_BY_PLACE, FamilyFault.household_id)
        .order_by(FamilyFault.at)
    )
    rows = session.execute(statement).all()
    sections = []
    for _, of_one in groupby(rows, attrgetter("facilitator_id")):
        his = list(of_one)
        whose = his[0].facilitator or fault_list.NOBODY
        sheet = fault_list.todo_sheet(around, whose, _written(his, 0).families)
        sections.append(Section(sheet, _numbered(fault_list.todo_cells, [_todo_line(row) for row in his]), whose))
    if not sections:
        sections.append(Section(fault_list.todo_sheet(around, _name(session, filters) or fault_list.NOBODY, 0), []))
    return sections, _written(rows, len(rows))


def _civil_line(rows: Sequence[Row[Any]]) -> CivilLine:
    """All doubts of one person, or of a family's card, as one line; a card is named by its caretaker."""
    row = rows[0]
    codes = tuple(FaultCode(one.code) for one in rows)
    if row.member_id is None:
        name = f"Keluarga {row.caretaker_name}" if row.caretaker_name else "Keluarga tanpa pengurus"
        return CivilLine(name, row.caretaker_nik or "", row.no_kk or "", "", None, "", _address(row), codes)
    return CivilLine(
        row.person,
        row.nik or "",
        row.no_kk or "",
        row.birth_place,
        row.birth_date,
        row.sex or "",
        _address(row),
        codes,
    )


def _todo_line(row: Row[Any]) -> TodoLine:
    code = FaultCode(row.code)
    return TodoLine(
        row.facilitator or "",
        row.caretaker_name,
        row.card_number or "",
        _address(row),
        row.person or "",
        code,
        shown(code, row.about),
    )


def _address(row: Row[Any]) -> str:
    lanes = " ".join(f"{word} {value}" for word, value in (("RT", row.rt), ("RW", row.rw)) if value)
    parts = (row.address, row.hamlet, lanes, row.village_name, row.district_name)
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _numbered(cells: Callable[[int, Any], Cells], lines: Sequence[CivilLine | TodoLine]) -> list[Cells]:
    return [cells(number, line) for number, line in enumerate(lines, 1)]


def _all(sections: Sequence[Section], kind: FaultList) -> Iterator[Cells]:
    """The lines of all sections under one heading, numbered through."""
    number = 0
    for section in sections:
        between = (section.whose,) if kind is FaultList.FACILITATORS else ()
        for row in section.rows:
            number += 1
            yield (str(number), *between, *row[1:])


def _written(rows: Sequence[Row[Any]], lines: int) -> Written:
    return Written(lines, len({row.household_id for row in rows}))


def _name(session: Session, filters: FaultFilters) -> str:
    one = session.get(Facilitator, filters.facilitator_id) if filters.facilitator_id else None
    return one.name if one else ""


def _around(desk: Desk, session: Session, filters: FaultFilters) -> Around:
    about = [fault_list.PHRASES[filters.code]] if filters.code else []
    area = session.get(Area, filters.village_code or filters.district_code or "")
    about += [f"Wilayah: {area.name}"] if area else []
    name = _name(session, filters)
    about += [f"Dampingan: {name}"] if name else []
    about += ["Hanya yang dibiarkan dengan alasan"] if filters.let_stand else []
    office = paper_head.letterhead(session)
    return Around(
        " · ".join(part for part in (office.office, office.government) if part),
        f"Dicetak {desk.local(desk.now()):%d-%m-%Y %H.%M} oleh {desk.person.full_name or desk.person.name}",
        (" · ".join(about),) if about else (),
        paper_head.practice(session),
    )


def _note(desk: Desk, action: str, kind: FaultList, filters: FaultFilters, written: Written) -> None:
    area = filters.village_code or filters.district_code
    whose = str(filters.facilitator_id) if filters.facilitator_id else None
    with desk.write(action) as unit:
        unit.journal.note(
            list=kind.value,
            rows=written.lines,
            families=written.families,
            code=filters.code,
            area=area,
            facilitator=whose,
            numbers="whole" if kind is FaultList.CIVIL else "masked",
        )

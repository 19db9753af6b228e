"""Makes a report as paper or as a workbook, from payments read in one transaction; a line in the log says so."""

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList
from desktop.progress import SILENT, Progress
from desktop.services import paper
from desktop.services.desk import Desk, allowed
from desktop.services.money.keys import list_here
from desktop.services.paper import PaperFile
from desktop.services.reports import decree, lists, realisation, returned, texts, yearly
from desktop.services.reports.kinds import READERS, TEXTS, TITLES, WHOLE, Kind, Wish
from desktop.store.files import whole_file

Writer = Callable[[Session, Desk, PayList, Wish, BinaryIO, Progress], int]
PAPERS: Mapping[Kind, Writer] = MappingProxyType(
    {
        Kind.REALISATION: realisation.write_paper,
        Kind.QUOTAS: decree.write_paper,
        Kind.RETURNS: returned.write_paper,
        Kind.MINUTES: texts.write_report,
    }
)
"""Of one list; what is not here is a list of payments, or a statement."""


@allowed(*READERS)
def on_paper(desk: Desk, wish: Wish, progress: Progress = SILENT) -> PaperFile:
    """Make the report as paper, in memory only."""
    out = BytesIO()
    with desk.read() as session:
        rows = _write_paper(session, desk, wish, out, progress)
    _note(desk, wish, "print", rows)
    return paper.open_paper(out.getvalue())


@allowed(*READERS)
def save_paper(desk: Desk, wish: Wish, made: PaperFile, path: Path) -> Path:
    """Save a report made before as a PDF. The log says so before the file has its name (DESIGN.md 4.10)."""
    return paper.keep(desk, made, path, f"report.{wish.kind}.export")


@allowed(*READERS)
def to_workbook(desk: Desk, wish: Wish, path: Path, progress: Progress = SILENT) -> int:
    """Write the report as a workbook; answers its rows. Refused for what is no table."""
    if wish.kind in TEXTS:
        raise Refused("reports.no_table", title=TITLES[wish.kind])
    with desk.read() as session, whole_file(path) as out:
        rows = _write_book(session, desk, wish, out, progress)
        _note(desk, wish, "export", rows)
    return rows


def _write_paper(session: Session, desk: Desk, wish: Wish, out: BinaryIO, progress: Progress) -> int:
    if wish.kind is Kind.YEAR:
        return yearly.write_paper(session, desk, wish, out, progress)
    pay_list = _list_of(session, desk, wish)
    if wish.kind is Kind.STATEMENT:
        return texts.write_responsibility(session, desk, pay_list, wish, out)
    return PAPERS.get(wish.kind, lists.write_paper)(session, desk, pay_list, wish, out, progress)


def _write_book(session: Session, desk: Desk, wish: Wish, out: BinaryIO, progress: Progress) -> int:
    if wish.kind is Kind.YEAR:
        return yearly.write_book(session, desk, wish, out, progress)
    pay_list = _list_of(session, desk, wish)
    if wish.kind is Kind.REALISATION:
        return realisation.write_book(session, pay_list, wish, out, progress)
    if wish.kind is Kind.QUOTAS:
        return decree.write_book(session, pay_list, out, progress)
    if wish.kind is Kind.RETURNS:
        return returned.write_book(session, desk, pay_list, out, progress)
    return lists.write_book(session, pay_list, wish, out, progress)


def _list_of(session: Session, desk: Desk, wish: Wish) -> PayList:
    """The list it is about; refused for one village of what is said of a whole list only."""
    if wish.village and wish.kind in WHOLE:
        raise Refused("reports.whole_list", title=TITLES[wish.kind])
    return list_here(session, wish.tranche, desk.office.code)


def _note(desk: Desk, wish: Wish, what: str, rows: int) -> None:
    about = str(wish.key) if wish.key else f"{wish.programme or '*'}:{wish.year}"
    with desk.write(f"report.{wish.kind}.{what}") as unit:
        unit.journal.note(about=about, village=wish.village, rows=rows)

"""Which lists of families can be made, and the work that makes each."""

from enum import StrEnum
from pathlib import Path

from desktop.services.desk import Desk
from desktop.services.families import listed
from desktop.services.families.listed import Asked
from desktop.services.paper import PaperFile
from desktop.services.rosters import making, register
from desktop.services.rosters.kinds import Roster
from desktop.services.rosters.reading import READERS
from desktop.ui.jobs.asking import Ask, Work
from desktop.wording import N_, Translator


class Kind(StrEnum):
    """A list of families."""

    LISTED = "listed"
    ADDRESS = "address"
    HALL = "hall"
    REGISTER = "register"  # a workbook only: it has a column for every field


TITLES = {
    Kind.LISTED: N_("The list as on the screen"),
    Kind.ADDRESS: N_("By name and address (BNBA), village by village"),
    Kind.HALL: N_("For the village hall, numbers masked"),
    Kind.REGISTER: N_("The whole register, everybody with every field"),
}
ROSTERS = {Kind.ADDRESS: Roster.ADDRESS, Kind.HALL: Roster.HALL}


def offered(t: Translator, desk: Desk) -> list[tuple[object, str]]:
    """The lists this person may have."""
    kinds = Kind if desk.person.role in READERS else (Kind.LISTED,)
    return [(kind, t(TITLES[kind])) for kind in kinds]


def paper_work(desk: Desk, kind: Kind, asked: Asked) -> Work[PaperFile] | None:
    """Make the list on paper; None for one that is a workbook only."""
    if kind is Kind.REGISTER:
        return None
    if kind is Kind.LISTED:
        return Work(listed.on_paper, desk, asked)
    return Work(making.on_paper, desk, ROSTERS[kind], asked)


def book_work(desk: Desk, kind: Kind, asked: Asked, path: Path, t: Translator) -> Work[int]:
    """Write the list as a workbook."""
    if kind is Kind.REGISTER:
        return Work(register.to_workbook, desk, asked, path)
    if kind is Kind.LISTED:
        return Work(listed.to_workbook, desk, asked, path, t)
    return Work(making.to_workbook, desk, ROSTERS[kind], asked, path)


def pdf_work(desk: Desk, kind: Kind, made: PaperFile, path: Path) -> Ask[Path]:
    """Save as a PDF what was made on paper before."""
    if kind is Kind.LISTED:
        return Ask(listed.save_paper, desk, made, path)
    return Ask(making.save_paper, desk, ROSTERS[kind], made, path)

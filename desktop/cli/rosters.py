"""The commands that write lists of families: by name and address, for the village hall, and the whole register."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus
from desktop.services import naming
from desktop.services.desk import Desk
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.rosters import making, register
from desktop.services.rosters.kinds import Roster
from desktop.services.rosters.reading import READERS
from desktop.wording import N_

PDF, WORKBOOK = ".pdf", ".xlsx"


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    roster = commands.add_parser(
        "roster", parents=[common], help=N_("list families by name and address, village by village")
    )
    _where(roster, N_("FILE.pdf or FILE.xlsx"))
    roster.add_argument("--masked", action="store_true", help=N_("for the village hall: no whole number, no address"))
    roster.set_defaults(run=run_roster)
    everybody = commands.add_parser(
        "register", parents=[common], help=N_("write everybody with every field as a workbook")
    )
    _where(everybody, N_("FILE.xlsx"))
    everybody.set_defaults(run=run_register)


def _where(command: argparse.ArgumentParser, files: str) -> None:
    command.add_argument("dir")
    command.add_argument("--out", metavar=files, type=Path, required=True, help=N_("where it is written"))
    command.add_argument("--village", metavar="CODE", help=N_("only this village"))
    command.add_argument("--district", metavar="CODE", help=N_("only this district"))
    command.add_argument("--status", choices=[status.value for status in EnrolmentStatus], help=N_("only this status"))


def run_roster(context: Context) -> int:
    kind = Roster.HALL if context.args.masked else Roster.ADDRESS
    path = _out(context, PDF, WORKBOOK)
    with context.desk(*READERS) as desk, context.progress() as progress:
        if path.suffix.lower() == PDF:
            made = making.on_paper(desk, kind, _asked(context, desk), progress)
            making.save_paper(desk, kind, made, path)
            line = context.t.many("{count} page: {path}", "{count} pages: {path}", len(made), path=path)
            return context.answer({"file": str(path), "pages": len(made)}, [line])
        families = making.to_workbook(desk, kind, _asked(context, desk), path, progress)
    line = context.t.many("{count} family: {path}", "{count} families: {path}", families, path=path)
    return context.answer({"file": str(path), "families": families}, [line])


def run_register(context: Context) -> int:
    path = _out(context, WORKBOOK)
    with context.desk(*READERS) as desk, context.progress() as progress:
        people = register.to_workbook(desk, _asked(context, desk), path, progress)
    line = context.t.many("{count} person: {path}", "{count} people: {path}", people, path=path)
    return context.answer({"file": str(path), "people": people}, [line])


def _out(context: Context, *endings: str) -> Path:
    """Where to write; refused before anything is read when the ending says another kind of file."""
    path: Path = context.args.out
    if path.suffix.lower() not in endings:
        code = "quality.file_ending" if PDF in endings else "naming.not_workbook"
        raise Refused(code, path=path.name)
    return path


def _asked(context: Context, desk: Desk) -> Asked:
    args = context.args
    district = naming.district(desk, args.district) if args.district else None
    village = naming.village(desk, args.village) if args.village else None
    return Asked(filters=Filters(district, args.status, village_code=village))

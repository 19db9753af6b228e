"""The command that writes the reports of a pay-out, as paper or as a workbook."""

import argparse
import re
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services import naming
from desktop.services.desk import Desk
from desktop.services.money.keys import find_key
from desktop.services.paper import PaperFile
from desktop.services.reports import issuing, making
from desktop.services.reports.kinds import READERS, Formal, Kind, Wish
from desktop.store.files import prove_target
from desktop.wording import N_

PDF, WORKBOOK = ".pdf", ".xlsx"
YEAR = re.compile(r"(?:([a-z0-9_-]{1,32}):)?(\d{4})", re.ASCII)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    report = commands.add_parser(
        "report", parents=[common], help=N_("lists to be signed, minutes and reports of a pay-out")
    )
    report.add_argument("dir")
    report.add_argument("kind", choices=[kind.value for kind in Kind], help=N_("which report"))
    report.add_argument("about", metavar="TRANCHE", help=N_("[PROGRAMME:]YEAR/NUMBER; of a year [PROGRAMME:]YEAR"))
    report.add_argument(
        "--out", metavar=N_("FILE.pdf or FILE.xlsx"), type=Path, required=True, help=N_("where it is written")
    )
    report.add_argument("--paper", choices=("a4", "f4"), default="a4", help=N_("size of the sheets"))
    report.add_argument("--village", metavar="CODE", help=N_("only this village"))
    report.add_argument("--number", default="", help=N_("number of the statement"))
    report.add_argument("--on", type=day, metavar="D", help=N_("day of the pay-out or of the statement; else today"))
    report.add_argument("--place", default="", help=N_("where the pay-out was"))
    report.add_argument(
        "--witness", action="append", default=[], metavar="NAME, OFFICE", help=N_("who witnesses; may be repeated")
    )
    report.add_argument(
        "--issue",
        action="store_true",
        help=N_("of minutes: give them the next number of the register of letters (operator)"),
    )
    report.set_defaults(run=run_report)


def run_report(context: Context) -> int:
    path: Path = context.args.out
    if path.suffix.lower() not in (PDF, WORKBOOK):
        raise Refused("quality.file_ending", path=path.name)
    prove_target(path)
    roles = (Role.OPERATOR,) if context.args.issue else READERS
    with context.desk(*roles) as desk, context.progress() as progress:
        wish = _wish(context, desk)
        if path.suffix.lower() == PDF:
            made = _issued(desk, wish, progress) if context.args.issue else making.on_paper(desk, wish, progress)
            making.save_paper(desk, wish, made, path)
            line = context.t.many("{count} page: {path}", "{count} pages: {path}", len(made), path=path)
            return context.answer({"file": str(path), "pages": len(made)}, [line])
        rows = making.to_workbook(desk, wish, path, progress)
    line = context.t.many("{count} row: {path}", "{count} rows: {path}", rows, path=path)
    return context.answer({"file": str(path), "rows": rows}, [line])


def _issued(desk: Desk, wish: Wish, progress: Progress) -> PaperFile:
    return issuing.issue(desk, wish, progress).value.paper


def _wish(context: Context, desk: Desk) -> Wish:
    args = context.args
    kind = Kind(args.kind)
    formal = Formal(args.number, args.on, args.place, tuple(args.witness))
    village = naming.village(desk, args.village) if args.village else ""
    if kind is not Kind.YEAR:
        return Wish(kind, find_key(desk, args.about), village=village, paper=args.paper, formal=formal)
    found = YEAR.fullmatch(args.about.strip().lower())
    if found is None:
        raise Refused("reports.year_form", written=args.about)
    programme = naming.programme(desk, found[1]) if found[1] else ""
    return Wish(kind, year=int(found[2]), programme=programme, paper=args.paper, formal=formal)

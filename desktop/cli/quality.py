"""The command of the clinic: what is doubtful in families, counted or as a list."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.fault_kinds import FaultCode
from desktop.services import facilitators, naming
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.quality import examining, listing, lists
from desktop.services.quality.lists import READERS, FaultList
from desktop.services.quality.rows import FaultFilters, Overview
from desktop.wording import N_
from desktop.wording.quality import KINDS


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    faults = commands.add_parser("faults", parents=[common], help=N_("what is doubtful in families, or a list of it"))
    faults.add_argument("dir")
    faults.add_argument("--code", help=N_("only this kind; the answer without --out names them"))
    faults.add_argument("--village", metavar="CODE", help=N_("only families of this village, 36.01.04.2003"))
    faults.add_argument(
        "--facilitator",
        metavar="NAME",
        help=N_("only families in this facilitator's care: name, NIK, or number in the list"),
    )
    faults.add_argument(
        "--list", choices=[one.value for one in FaultList], help=N_("for whom; the registry, if not said")
    )
    faults.add_argument("--out", metavar="FILE", help=N_(".pdf or .xlsx"))
    faults.set_defaults(run=run_faults)


def run_faults(context: Context) -> int:
    """Examine what changed; then count, or write the list."""
    args = context.args
    out = Path(args.out) if args.out else None
    if out is not None and out.suffix.lower() not in (".pdf", ".xlsx"):
        raise Refused("quality.file_ending", path=out.name)
    code = _code(args.code)
    with context.desk(*(READERS if out else EVERYBODY)) as desk, context.progress() as progress:
        village = naming.village(desk, args.village) if args.village else None
        whose = facilitators.named(desk, args.facilitator, partly=True) if args.facilitator is not None else None
        filters = FaultFilters(code, village_code=village, facilitator_id=whose)
        examining.examine(desk, progress)
        seen = listing.overview(desk, filters)
        if out is not None:
            usual = FaultList.FACILITATORS if args.facilitator else FaultList.CIVIL
            _write(desk, FaultList(args.list) if args.list else usual, filters, out)
    return context.answer(_figures(seen, out), _lines(context, seen, out))


def _write(desk: Desk, kind: FaultList, filters: FaultFilters, out: Path) -> None:
    if out.suffix.lower() == ".xlsx":
        lists.to_workbook(desk, kind, out, filters)
    else:
        lists.save_paper(desk, lists.on_paper(desk, kind, filters), out)


def _code(typed: str | None) -> FaultCode | None:
    """Take a kind by its code, or by the part of it behind the point."""
    if typed is None:
        return None
    for code in FaultCode:
        if typed in (code.value, code.value.partition(".")[2]):
            return code
    known = tuple(code.value.partition(".")[2] for code in FaultCode)
    raise Refused("quality.unknown_code", code=typed, known=known)


def _figures(seen: Overview, out: Path | None) -> dict[str, Any]:
    kinds = [
        {"code": one.code.value, "level": one.kind.level.value, "faults": one.faults, "families": one.families}
        for one in seen.kinds
    ]
    return {"families": seen.families, "kinds": kinds, "file": str(out) if out else None}


def _lines(context: Context, seen: Overview, out: Path | None) -> list[str]:
    t = context.t
    if out is not None:
        return [t("Saved: {path}", path=str(out))]
    lines = [t.many("{count} family has something to mend.", "{count} families have something to mend.", seen.families)]
    lines += [f"{one.families:7} · {one.code.value.partition('.')[2]} · {t(KINDS[one.code])}" for one in seen.kinds]
    return lines

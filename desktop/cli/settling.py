"""Command that takes in the result of a pay-out from a table: all rows of it, or none."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.money import grouped, rupiah
from desktop.rules.terms import Role
from desktop.services.money import foreseeing, settling
from desktop.services.money.foreseeing import Foreseen
from desktop.services.money.keys import find_key
from desktop.services.money.result_file import Doubt
from desktop.services.money.settling import Settled
from desktop.wording import N_

NAMED = 5  # rows in one sentence


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    words = N_("take in the result of the pay-out: kartu, nik or kuitansi; hasil; alasan; tanggal; no_sts (operator)")
    settle = commands.add_parser("settle", parents=[common], help=words)
    settle.add_argument("dir")
    settle.add_argument("tranche")
    settle.add_argument("file", type=Path, help=N_("workbook or text file with the result"))
    settle.add_argument("--dry-run", action="store_true", help=N_("look only, take nothing"))
    settle.set_defaults(run=run_settle)


def run_settle(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche)
        found = foreseeing.look(desk, key, args.file, progress, tries=args.dry_run)
        _refuse_doubts(context, found, args.file.name)
        if found.refused is not None:
            raise found.refused
        if args.dry_run:
            line = context.t("{count} rows can be taken.", count=grouped(len(found.outcomes)))
            return context.answer({"tranche": str(key), "rows": len(found.outcomes)}, [line])
        done = settling.settle(desk, key, found.outcomes, progress).value
    return context.answer(_as_json(done), [_line(context, done)])


def _refuse_doubts(context: Context, found: Foreseen, name: str) -> None:
    if not found.doubts:
        return
    t = context.t
    rows = [
        t("row {row} ({written}): {why}", row=one.row, written=_written(one), why=t.sentence(one.code, one.values))
        for one in found.doubts[:NAMED]
    ]
    more = ", …" if len(found.doubts) > NAMED else ""
    raise Refused("money.result_doubts", count=len(found.doubts), name=name, rows="; ".join(rows) + more)


def _written(doubt: Doubt) -> str:
    return ", ".join(filter(None, (doubt.name, doubt.written)))


def _line(context: Context, done: Settled) -> str:
    return context.t(
        "Tranche {tranche}: {changed} results taken, {same} stood already. "
        "Paid {paid}, not yet {unpaid}, returned {returned}.",
        tranche=done.key.short,
        changed=grouped(done.changed),
        same=grouped(done.same),
        paid=f"{grouped(done.paid.families)} ({rupiah(done.paid.rupiah)})",
        unpaid=f"{grouped(done.unpaid.families)} ({rupiah(done.unpaid.rupiah)})",
        returned=f"{grouped(done.returned.families)} ({rupiah(done.returned.rupiah)})",
    )


def _as_json(done: Settled) -> dict[str, Any]:
    parts = {"paid": done.paid, "unpaid": done.unpaid, "returned": done.returned}
    figures = {name: {"households": part.families, "rupiah": part.rupiah} for name, part in parts.items()}
    return {"tranche": str(done.key), "changed": done.changed, "same": done.same, **figures}

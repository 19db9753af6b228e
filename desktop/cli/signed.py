"""Command of pay day: signed receipts that came back, and those that are missing."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.money.keys import find_key
from desktop.services.payday import signed
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    back = commands.add_parser("signed", parents=[common], help=N_("signed receipts that came back, and those missing"))
    back.add_argument("dir")
    back.add_argument("code", nargs="*", metavar="CODE", help=N_("number or scanned code of each receipt"))
    back.add_argument("--missing", metavar="TRANCHE", default="", help=N_("list what was paid and is not there signed"))
    back.set_defaults(run=run_signed)


def run_signed(context: Context) -> int:
    args = context.args
    if bool(args.code) == bool(args.missing):
        raise Refused("payday.signed_which")
    return _missing(context) if args.missing else _came(context)


def _came(context: Context) -> int:
    """0 when each is here; else 1, with what is wrong with the others: one keeps none of the rest back."""
    lines: list[str] = []
    values: list[dict[str, Any]] = []
    refused: list[dict[str, str]] = []
    with context.desk(Role.OPERATOR) as desk:
        for code in context.args.code:
            try:
                seen = signed.mark(desk, code).value
            except Refused as why:
                if len(context.args.code) == 1:
                    raise
                refused.append({"typed": code, "code": why.code})
                lines.append(f"{code}: {context.t.sentence(why.code, why.values)}")
            else:
                values.append({"number": seen.number, "name": seen.name, "rupiah": seen.amount, "again": seen.again})
                lines.append(_seen(context, seen))
    context.answer({"signed": values, "refused": refused}, lines)
    return 1 if refused else 0


def _seen(context: Context, seen: signed.Marked) -> str:
    told = {"number": seen.number, "name": seen.name}
    if seen.again:
        return context.t("{number} ({name}) was seen before.", **told)
    return context.t("{number} ({name}) is here, signed.", **told)


def _missing(context: Context) -> int:
    t = context.t
    rows: list[signed.MissingRow] = []
    with context.desk(*EVERYBODY) as desk:
        key = find_key(desk, context.args.missing)
        page = signed.missing(desk, key)
        rows += page.rows
        while page.following is not None:
            page = signed.missing(desk, key, after=page.following)
            rows += page.rows
    figures = {"paid": page.paid, "signed": page.signed, "missing": page.missing}
    told = {name: _told(one) for name, one in figures.items()}
    head = t("Tranche {tranche}: paid {paid}, signed {signed}, missing {missing}.", tranche=key.short, **told)
    lines = [head, *(f"{row.number}  {row.name}  {row.village}  {rupiah(row.amount)}" for row in rows)]
    value: dict[str, Any] = {"tranche": str(key)}
    for name, one in figures.items():
        value |= {name: one.families, f"{name}_rupiah": one.rupiah}
    value["receipts"] = [
        {"number": row.number, "name": row.name, "village": row.village, "rupiah": row.amount} for row in rows
    ]
    return context.answer(value, lines)


def _told(figure: Figure) -> str:
    return f"{grouped(figure.families)} ({rupiah(figure.rupiah)})"

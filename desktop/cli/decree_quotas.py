"""Verbs of a tranche about its decree's quotas by area: entered from a table or typed, and held against the list."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import area_quota, day
from desktop.errors import Refused
from desktop.rules.area_quotas import AreaLine
from desktop.rules.money import Figure, grouped, rupiah
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.money import decrees, quota_files, quotas
from desktop.services.money.decrees import NewDecree
from desktop.services.money.granting import AreaQuota
from desktop.services.money.keys import find_key
from desktop.services.money.quota_files import QuotaTable
from desktop.services.money.quotas import Compared, Entry
from desktop.wording import N_, Translator

NAMED = 5  # rows in doubt, in one sentence


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add both to the verbs of `tranche`."""
    enter = verbs.add_parser("quota", parents=[common], help=N_("enter the quotas of its decree by area (operator)"))
    compare = verbs.add_parser("compare", parents=[common], help=N_("decree, quota and list beside each other"))
    for one, runner in ((enter, run_quota), (compare, run_compare)):
        one.add_argument("dir")
        one.add_argument("tranche", help=N_("[PROGRAMME:]YEAR/NUMBER"))
        one.set_defaults(run=runner)
    enter.add_argument("--file", type=Path, help=N_("a table: area, families, rupiah; its areas are all there are"))
    enter.add_argument(
        "--area", metavar="CODE=N[:RP]", action="append", type=area_quota, default=[],
        help=N_("quota of one area, laid over those that stand; 0 takes it away; may be repeated"),
    )  # fmt: skip
    enter.add_argument("--none", action="store_true", help=N_("take all quotas away"))
    enter.add_argument("--decree", metavar="NO", help=N_("an amending decree; else the one of the list"))
    enter.add_argument("--decree-date", metavar="D", type=day, help=N_("its date, YYYY-MM-DD"))
    granted = N_("what it grants as a whole, where that is not what stands")
    enter.add_argument("--decree-households", metavar="N", type=int, help=granted)
    enter.add_argument("--decree-rupiah", metavar="RP", type=int, help=granted)


def run_quota(context: Context) -> int:
    args = context.args
    if not (args.file or args.area or args.none):
        raise Refused("cli.quota_nothing")
    if args.file and args.none:
        raise Refused("cli.quota_both")
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche)
        entry = quotas.entry(desk, key)
        table = QuotaTable(() if args.none else entry.quotas)
        if args.file is not None:
            table = quota_files.read(desk, key, args.file, progress)
        doubts = _doubts(context.t, table)
        if doubts:
            raise Refused("cli.quota_doubts", count=len(doubts), lines="; ".join(doubts[:NAMED]))
        wanted = {one.area: one for one in table.quotas} | _typed(entry, args.area)
        granted = (args.decree_households, args.decree_rupiah)
        number = args.decree or entry.number
        decrees.enter(desk, key, NewDecree(number, args.decree_date, *granted, quotas=tuple(wanted.values())))
        found = quotas.compare(desk, key)
    return context.answer(_as_json(found), lines(context.t, found))


def run_compare(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        found = quotas.compare(desk, find_key(desk, context.args.tranche))
    return context.answer(_as_json(found), lines(context.t, found))


def _doubts(t: Translator, table: QuotaTable) -> list[str]:
    return [
        t("Row {row}: {written}: {why}", row=one.row, written=one.written, why=t.sentence(one.code, {}))
        for one in table.doubts
    ]


def _typed(entry: Entry, typed: list[tuple[str, int, int | None]]) -> dict[str, AreaQuota]:
    """What was typed; without its rupiah an area gets the amount of each family, where that is one for all."""
    found: dict[str, AreaQuota] = {}
    for code, households, amount in typed:
        if code in found:
            raise Refused("money.quota_twice", area=code)
        if amount is None and entry.each is None and households:
            raise Refused("cli.quota_amount", area=code)
        found[code] = AreaQuota(code, households, (entry.each or 0) * households if amount is None else amount)
    return found


def lines(t: Translator, found: Compared) -> list[str]:
    """A line for each area, those that differ first, and one for the whole."""
    said = [f"{one.line.area or '-'} {quotas.full_name(one)}: {told(t, one.line)}" for one in found.lines]
    if not found.lines:
        said = [t("No quotas by area are entered; only the totals are compared.")]
    if found.granted is not None:
        said.append(t("Together: {line}", line=told(t, AreaLine("", found.granted, found.listed))))
    return said


def told(t: Translator, line: AreaLine) -> str:
    """Granted, listed, and what they are apart by."""
    parts = [
        t("granted {figure}", figure=_figure(line.granted)),
        t("listed {figure}", figure=_figure(line.listed)),
    ]
    if line.differs:
        parts.append(t("difference {figure}", figure=_figure(line.difference)))
    if line.over:
        parts.append(t("BEYOND THE QUOTA") if line.named else t("NO QUOTA"))
    return " · ".join(parts)


def _figure(figure: Figure) -> str:
    sign = "-" if figure.families < 0 else ""
    return f"{sign}{grouped(abs(figure.families))} / {rupiah(figure.rupiah)}"


def _as_json(found: Compared) -> dict[str, Any]:
    return {
        "tranche": str(found.key),
        "decree": found.number,
        "granted": _money(found.granted),
        "listed": _money(found.listed),
        "over": found.over,
        "differing": found.differing,
        "areas": [
            {
                "code": one.line.area,
                "name": one.name,
                "granted": _money(one.line.granted) if one.line.named else None,
                "listed": _money(one.line.listed),
                "over": one.line.over,
            }
            for one in found.lines
        ],
    }


def _money(figure: Figure | None) -> dict[str, int] | None:
    return {"households": figure.families, "rupiah": figure.rupiah} if figure is not None else None

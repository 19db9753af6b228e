"""The command that opens a new year of a programme from the last one."""

import argparse
from dataclasses import asdict
from typing import Any

from desktop.cli.context import Context
from desktop.rules.money import grouped, rupiah
from desktop.rules.terms import Role
from desktop.services import new_year, year_back
from desktop.services.desk import EVERYBODY
from desktop.services.new_year import Moved, Outlook
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    opening = commands.add_parser(
        "new-year", parents=[common], help=N_("open a programme's year from the last: who goes on, who is certified")
    )
    opening.add_argument("dir")
    opening.add_argument("programme")
    opening.add_argument("year", type=int, help=N_("the new year; its data are added before, by programme add"))
    opening.add_argument("--paper", help=N_("the paper that opens it; without one it is only looked at (operator)"))
    opening.add_argument("--list", action="store_true", help=N_("name the families that it moves"))
    opening.add_argument("--despite", action="store_true", help=N_("though a tranche has no list yet (supervisor)"))
    opening.add_argument(
        "--take-back", metavar="WHY", help=N_("make members again of whom the opening moved (supervisor)")
    )
    opening.set_defaults(run=run_new_year)


def run_new_year(context: Context) -> int:
    args = context.args
    if args.take_back is not None:
        return _take_back(context)
    roles = EVERYBODY if args.paper is None else (Role.SUPERVISOR if args.despite else Role.OPERATOR,)
    with context.desk(*roles) as desk, context.progress() as progress:
        named = new_year.moved(desk, args.programme, args.year, progress) if args.list else ()
        if args.paper is None:
            found = new_year.look(desk, args.programme, args.year, progress)
        else:
            found = new_year.open_year(
                desk, args.programme, args.year, args.paper, progress, despite=args.despite
            ).value
    value = _as_json(found, opened=args.paper is not None)
    if args.list:
        value["families"] = [asdict(one) for one in named]
    return context.answer(value, [*_lines(context, found), *(_named(context, one) for one in named)])


def _take_back(context: Context) -> int:
    args = context.args
    with context.desk(Role.SUPERVISOR) as desk:
        count = year_back.take_back(desk, args.programme, args.year, args.take_back).value
    said = context.t.many("{shown} family is a member again", "{shown} families are members again", count,
                          shown=grouped(count))  # fmt: skip
    return context.answer({"programme": args.programme, "year": args.year, "taken_back": count}, [said])


def _named(context: Context, one: Moved) -> str:
    what = context.t("graduates") if one.graduates else context.t("is certified again")
    return f"  {one.card}  {one.name or '-'}  {one.village or '-'}: {what}"


def _lines(context: Context, found: Outlook) -> list[str]:
    t = context.t
    lines = [
        t("{count} families go on", count=grouped(found.go_on)),
        t("{count} families are certified again", count=grouped(found.certify)),
        t("{count} families graduate: nobody in them counts any more", count=grouped(found.graduate)),
        t("{count} candidates", count=grouped(found.candidates)),
    ]
    for one in found.left_out:
        said = t.sentence(one.code, {**one.values, "count": one.count})
        lines.append(t("{count} families: {why}", count=grouped(one.count), why=said))
    unlisted = N_("Tranche {tranche} has no approved list yet; who is moved is not on it")
    lines += [t(unlisted, tranche=key.short) for key in found.unlisted]
    carried = N_("Not collected in {tranche}: {families} families, {rupiah}")
    lines += [
        t(carried, tranche=one.key.short, families=grouped(one.unpaid.families), rupiah=rupiah(one.unpaid.rupiah))
        for one in found.carried
    ]
    return lines


def _as_json(found: Outlook, *, opened: bool) -> dict[str, Any]:
    return {
        "programme": found.programme,
        "year": found.year,
        "opened": opened,
        "go_on": found.go_on,
        "certify": found.certify,
        "graduate": found.graduate,
        "candidates": found.candidates,
        "left_out": [{"reason": one.code, "count": one.count} for one in found.left_out],
        "unlisted": [str(one) for one in found.unlisted],
        "carried": [
            {"tranche": str(one.key), "households": one.unpaid.families, "rupiah": one.unpaid.rupiah}
            for one in found.carried
        ],
    }

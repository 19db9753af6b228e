"""The commands about facilitators: who works in the field, and whose families are whose."""

import argparse
from typing import Any
from uuid import UUID

from desktop.cli.context import Context
from desktop.cli.money import day
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services import caseloads, facilitators
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.facilitators import NewFacilitator


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module with its verbs."""
    whole = commands.add_parser("facilitator", help="facilitators and the families in their care")
    verbs = whole.add_subparsers(dest="verb", required=True)
    new = verbs.add_parser("add", parents=[common], help="add one (operator)")
    new.add_argument("dir")
    new.add_argument("name")
    new.add_argument("--nik", default="")
    new.add_argument("--phone", default="")
    new.set_defaults(run=run_add)
    give = verbs.add_parser("assign", parents=[common], help="give the families of a village to one (operator)")
    give.add_argument("dir")
    give.add_argument("name")
    give.add_argument("--village", metavar="CODE", required=True)
    give.add_argument("--all", action="store_true", help="also families that another cares for")
    give.add_argument("--on", metavar="DATE", type=day, help="YYYY-MM-DD, else today")
    give.set_defaults(run=run_assign)
    known = verbs.add_parser("list", parents=[common], help="list them with their families")
    known.add_argument("dir")
    known.set_defaults(run=run_list)


def run_add(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        row = facilitators.add(desk, NewFacilitator(args.name, args.nik, args.phone)).value
    return context.answer({"id": str(row.id), "name": row.name}, [context.t("{name} was added.", name=row.name)])


def run_assign(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        who = _named(desk, args.name)
        done = caseloads.assign_village(desk, who, args.village, everybody=args.all, on=args.on).value
    line = context.t.many("{count} family given", "{count} families given", done.taken)
    return context.answer({"taken": done.taken, "same": done.same}, [line])


def run_list(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        rows = facilitators.everybody(desk)
    lines = [
        context.t.many("{name}: {count} family", "{name}: {count} families", row.families, name=row.name)
        for row in rows
    ]
    value = [{"name": row.name, "active": row.active, "families": row.families, "overdue": row.overdue} for row in rows]
    return context.answer(value, lines)


def _named(desk: Desk, name: str) -> UUID:
    """The one of that name; refused when there is none, or more than one."""
    wanted = name.casefold().strip()
    found = [row.id for row in facilitators.everybody(desk) if row.name.casefold() == wanted]
    if len(found) != 1:
        raise Refused("facilitator.not_one", name=name, count=len(found))
    return found[0]

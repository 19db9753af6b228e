"""The commands about facilitators: who works in the field, and whose families are whose."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.rules.terms import Role
from desktop.services import caseloads, facilitators
from desktop.services.desk import EVERYBODY
from desktop.services.facilitators import FacilitatorRow, NewFacilitator
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module with its verbs."""
    whole = commands.add_parser("facilitator", help=N_("facilitators and the families in their care"))
    verbs = whole.add_subparsers(dest="verb", required=True)
    new = verbs.add_parser("add", parents=[common], help=N_("add one (operator)"))
    new.add_argument("dir")
    new.add_argument("name", help=N_("the whole name"))
    new.add_argument("--nik", default="", help=N_("by which two of one name are told apart"))
    new.add_argument("--phone", default="", help=N_("number of the telephone"))
    new.set_defaults(run=run_add)
    give = verbs.add_parser("assign", parents=[common], help=N_("give the families of a village to one (operator)"))
    give.add_argument("dir")
    give.add_argument("name", help=N_("name, NIK, or number in the list"))
    give.add_argument("--village", metavar="CODE", required=True, help=N_("village of the families"))
    give.add_argument("--all", action="store_true", help=N_("also families that another cares for"))
    give.add_argument("--on", metavar="DATE", type=day, help=N_("YYYY-MM-DD, else today"))
    give.set_defaults(run=run_assign)
    known = verbs.add_parser("list", parents=[common], help=N_("list them with their families"))
    known.add_argument("dir")
    known.set_defaults(run=run_list)


def run_add(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        row = facilitators.add(desk, NewFacilitator(args.name, args.nik, args.phone)).value
        alike = sum(one.name.casefold() == row.name.casefold() for one in facilitators.everybody(desk))
    lines = [context.t("{name} was added.", name=row.name)]
    if alike > 1:
        said = context.t(
            "{count} facilitators are called {name} now. Is it the same person?", count=alike, name=row.name
        )
        lines.append(said)
    return context.answer({"id": str(row.id), "name": row.name, "of_that_name": alike}, lines)


def run_assign(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        who = facilitators.named(desk, args.name)
        done = caseloads.assign_village(desk, who, args.village, everybody=args.all, on=args.on).value
    line = context.t.many("{count} family given", "{count} families given", done.taken)
    return context.answer({"taken": done.taken, "same": done.same}, [line])


def run_list(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        rows = facilitators.everybody(desk)
    lines = [
        f"{place:3}  {_who(row)}: {context.t.many('{count} family', '{count} families', row.families)}"
        for place, row in enumerate(rows, 1)
    ]
    value = [
        {"id": str(row.id), "name": row.name, "active": row.active, "families": row.families, "overdue": row.overdue}
        for row in rows
    ]
    return context.answer(value, lines)


def _who(row: FacilitatorRow) -> str:
    """With the masked NIK, by which two of one name are told apart."""
    return f"{row.name} ({row.nik})" if row.nik else row.name

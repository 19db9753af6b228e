"""The command that finds families."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import limit
from desktop.rules.dates import short_date
from desktop.services.desk import EVERYBODY
from desktop.services.families import finding
from desktop.services.families.finding import FoundMember
from desktop.wording import N_
from desktop.wording.terms import ENROLMENT


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    find = commands.add_parser("find", parents=[common], help=N_("find families by name, number, card or place"))
    find.add_argument("dir")
    find.add_argument("text", help=N_("a name, number, card or place, or parts of them"))
    find.add_argument("--limit", type=limit, default=20, help=N_("at most so many, up to 10.000; else 20"))
    find.set_defaults(run=run_find)


def run_find(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        found = finding.find_whole(desk, context.args.text, context.args.limit)
    lines = [context.t.many("{count} family found.", "{count} families found.", len(found))]
    for family in found:
        status = context.t(ENROLMENT[family.status])
        lines.append(f"{family.name or '-'} · {family.card or family.id} · {family.village} · {status}")
        lines += [f"    {member.name} · {member.nik or '-'} · {_born(member)}" for member in family.members]
    return context.answer([asdict(family) | {"id": str(family.id)} for family in found], lines)


def _born(member: FoundMember) -> str:
    return short_date(date.fromisoformat(member.birth_date)) if member.birth_date else "-"

"""The command that finds families."""

import argparse
from dataclasses import asdict
from typing import Any

from desktop.cli.context import Context
from desktop.services.desk import EVERYBODY
from desktop.services.families import finding
from desktop.wording.terms import ENROLMENT

MOST = 10_000  # families in one answer


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    find = commands.add_parser("find", parents=[common], help="find families by name, number, card or place")
    find.add_argument("dir")
    find.add_argument("text")
    find.add_argument("--limit", type=limit, default=20, help=f"at most so many, up to {MOST}")
    find.set_defaults(run=run_find)


def limit(typed: str) -> int:
    """Read how many families are wanted. Anything but 1 to `MOST` is wrong usage."""
    try:
        wanted = int(typed)
    except ValueError:
        wanted = 0
    if not 1 <= wanted <= MOST:
        raise argparse.ArgumentTypeError(f"{typed!r} is not a number from 1 to {MOST}")
    return wanted


def run_find(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        found = finding.find_whole(desk, context.args.text, context.args.limit)
    lines = [context.t.many("{count} family found.", "{count} families found.", len(found))]
    for family in found:
        status = context.t(ENROLMENT[family.status])
        lines.append(f"{family.caretaker} · {family.card or family.id} · {family.village} · {status}")
        lines += [f"    {member.name} · {member.nik or '-'} · {member.birth_date or '-'}" for member in family.members]
    return context.answer([asdict(family) | {"id": str(family.id)} for family in found], lines)

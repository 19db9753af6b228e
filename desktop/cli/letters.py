"""The command that issues letters, for one family or a whole tranche."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.rules.terms import Role
from desktop.services import letters
from desktop.services.letters import Occasion, To
from desktop.services.money.keys import find_key
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    making = commands.add_parser("letters", parents=[common], help=N_("issue letters from a template (operator)"))
    making.add_argument("dir")
    making.add_argument("template", help=N_("such as undangan, or the path of an office's own file"))
    making.add_argument("--tranche", metavar="TRANCHE", help=N_("to all families that get money in it"))
    making.add_argument("--household", metavar="CARD", default="", help=N_("to one family: its card number or id"))
    making.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=N_("where the PDF is written"))
    making.add_argument("--on", metavar="DATE", type=day, help=N_("YYYY-MM-DD; what is not given is left to a pen"))
    making.add_argument("--at", metavar="TIME", default="", help=N_("hour to come, such as 08.00 WIB"))
    making.add_argument("--place", metavar="TEXT", default="", help=N_("where to come"))
    making.add_argument("--purpose", metavar="TEXT", default="", help=N_("what for, where the template asks it"))
    making.set_defaults(run=run_letters)


def run_letters(context: Context) -> int:
    args = context.args
    # What a command leaves out is written in by hand: who types it in a hurry still gets letters to hand out.
    occasion = Occasion(args.on, args.at, args.place, args.purpose, by_hand=True)
    template = letters.find_template(context.shared.resources, args.template)
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche) if args.tranche else None
        to = To(args.household, key)
        done = letters.issue(desk, template, to, occasion, args.out, progress).value
    line = context.t(
        "{count} letters, numbers {first} to {last}: {path}",
        count=done.count, first=done.first, last=done.last, path=done.file,
    )  # fmt: skip
    value = {"file": done.file, "letters": done.count, "first": done.first, "last": done.last}
    return context.answer(value, [line])

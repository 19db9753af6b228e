"""The command that writes participant cards."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.families import card_paper
from desktop.services.families.card_paper import Whose
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    card = commands.add_parser("card", parents=[common], help=N_("write participant cards with QR codes (operator)"))
    card.add_argument("dir")
    card.add_argument("card", nargs="?", default="", metavar="CARD", help=N_("of one family: its card number or id"))
    card.add_argument("--village", metavar="CODE", default="", help=N_("of every family of a village"))
    card.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=N_("where the PDF is written"))
    card.set_defaults(run=run_card)


def run_card(context: Context) -> int:
    args = context.args
    if bool(args.card) == bool(args.village):
        raise Refused("card.whose")
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        done = card_paper.to_file(desk, Whose(args.card, args.village), args.out, progress)
    line = context.t.many("{count} card: {path}", "{count} cards: {path}", done.cards, path=done.file)
    return context.answer({"file": done.file, "cards": done.cards}, [line])

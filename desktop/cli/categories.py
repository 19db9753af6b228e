"""The command that puts families into a category, where their programme pays by category."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.choosing import chosen_programme, selection
from desktop.cli.context import Context
from desktop.rules.money import grouped, rupiah
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.validating import categories
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    category = commands.add_parser("category", help=N_("category of families, where a programme pays by it"))
    verbs = category.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", parents=[common], help=N_("categories of a programme and what each gets"))
    give = verbs.add_parser("give", parents=[common], help=N_("put families into a category (operator)"))
    for one, runner in ((listing, run_list), (give, run_give)):
        one.add_argument("dir")
        one.add_argument("--programme", metavar="CODE", help=N_("of which programme; else the one with most families"))
        one.set_defaults(run=runner)
    give.add_argument("category", help=N_("code of the category, as the list shows"))
    give.add_argument("--village", metavar="CODE", help=N_("only this village"))
    give.add_argument("--cards", metavar="FILE", type=Path, help=N_("only the cards of this text file"))


def run_list(context: Context) -> int:
    t = context.t
    with context.desk(*EVERYBODY) as desk:
        found = categories.rates(desk, chosen_programme(context, desk))
    lines = [f"{rate.key}  {rupiah(rate.amount) if rate.amount is not None else '-'}" for rate in found]
    value = [{"category": rate.key, "rupiah": rate.amount} for rate in found]
    return context.answer(value, lines or [t("This programme does not pay by category.")])


def run_give(context: Context) -> int:
    t = context.t
    with context.desk(Role.OPERATOR) as desk:
        done = categories.give(desk, selection(context, desk), context.args.category).value
    lines = [
        t(
            "{changed} families are in the category now, {same} were already.",
            changed=grouped(done.changed),
            same=grouped(done.same),
        )
    ]
    if done.unknown:
        lines.append(
            t("{count} card numbers are not known: {shown}", count=len(done.unknown), shown=", ".join(done.unknown))
        )
    return context.answer({"changed": done.changed, "same": done.same, "unknown": done.unknown}, lines)

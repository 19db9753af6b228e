"""Commands to practise with and to prove the program itself: demo, self-test."""

import argparse
import os
import secrets
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.rules.money import rupiah
from desktop.services.demo import making
from desktop.services.demo.wanted import PEOPLE, Wanted
from desktop.wording import N_

LETTERS = "abcdefghjkmnpqrstuvwxyz"
GROUPS, EACH = 4, 4


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    demo = commands.add_parser("demo", parents=[common], help=N_("make a practice office of invented people"))
    demo.add_argument("dir")
    usual = Wanted()
    demo.add_argument(
        "--households", type=int, default=usual.households, metavar="N", help=N_("how many families; else %(default)s")
    )
    demo.add_argument(
        "--seed", type=int, default=usual.seed, metavar="S", help=N_("another number invents other people")
    )
    demo.add_argument("--office", default=usual.office, metavar="CODE", help=N_("area code, such as 36.01"))
    demo.add_argument("--faults", action="store_true", help=N_("plant the faults of real registers"))
    demo.set_defaults(run=run_demo)


def run_demo(context: Context) -> int:
    args, t = context.args, context.t
    given = os.environ.get("EJSIKA_PASSWORD")
    password = given or made_up()
    wanted = Wanted(args.households, args.seed, args.office, args.faults)
    with context.progress() as progress:
        made = making.make(
            Path(args.dir), wanted, password, context.shared.gazetteer, context.shared.resources, progress
        )
    names = [name for name, _, _ in PEOPLE]
    lines = [
        t("The practice office {name} is ready in {path}.", name=made.office, path=args.dir),
        t("{households} families with {members} people, {facilitators} facilitators, {visits} visits.",
          households=made.households, members=made.members, facilitators=made.facilitators, visits=made.visits),
        t("Tranche 2019/1 is drafted: {families} families, {rupiah}; nobody has approved it.",
          families=made.listed.families, rupiah=rupiah(made.listed.rupiah)),
        t("People: {names}.", names=", ".join(names)),
    ]  # fmt: skip
    if not given:
        lines.append(t("Password of all, shown only now: {password}", password=password))
    value = {
        "office": args.office,
        "name": made.office,
        "households": made.households,
        "members": made.members,
        "facilitators": made.facilitators,
        "visits": made.visits,
        "listed": {"families": made.listed.families, "rupiah": made.listed.rupiah},
        "users": names,
    } | ({} if given else {"password": password})
    return context.answer(value, lines)


def made_up() -> str:
    """Make a password that can be read aloud: four groups of four letters."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(EACH)) for _ in range(GROUPS))

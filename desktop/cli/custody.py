"""Commands of cards and passbooks: who holds them, and the receipt when they change hands."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day, limit
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.payers import custody, custody_paper
from desktop.services.payers.custody import CustodyFilters, HandOver, Holder, Thing
from desktop.wording import N_
from desktop.wording.payers import HOLDERS, THINGS


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    kept = commands.add_parser("custody", help=N_("who holds cards and passbooks"))
    verbs = kept.add_subparsers(dest="verb", required=True)
    listing = verbs.add_parser("list", parents=[common], help=N_("what is held by whom, the longest first"))
    listing.add_argument("dir")
    listing.add_argument("--away", metavar="N", type=limit, help=N_("not with the family for so many days"))
    listing.add_argument("--what", choices=[one.value for one in Thing], help=N_("card or passbook"))
    listing.add_argument("--holder", choices=[one.value for one in Holder], help=N_("who holds it"))
    listing.add_argument("--limit", type=limit, default=100, help=N_("how many at most"))
    listing.set_defaults(run=run_list)
    giving = verbs.add_parser("give", parents=[common], help=N_("say that cards change hands (operator)"))
    giving.add_argument("dir")
    giving.add_argument("cards", nargs="+", metavar="CARD", help=N_("card numbers"))
    giving.add_argument("--to", required=True, choices=[one.value for one in Holder], help=N_("who holds it from now"))
    giving.add_argument("--what", choices=[one.value for one in Thing], default="card", help=N_("card or passbook"))
    giving.add_argument("--name", default="", help=N_("name of the holder; needed for a facilitator"))
    giving.add_argument("--on", metavar="DATE", type=day, help=N_("the day; else today"))
    giving.add_argument("--note", default="", help=N_("what else is to be known"))
    giving.add_argument("--out", metavar="FILE.pdf", type=Path, help=N_("where the receipt is written"))
    giving.set_defaults(run=run_give)
    printing = verbs.add_parser("receipt", parents=[common], help=N_("print the receipt of a hand-over (operator)"))
    printing.add_argument("dir")
    printing.add_argument("number", help=N_("as printed, 12/2026"))
    printing.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=N_("where the PDF is written"))
    printing.set_defaults(run=run_receipt)


def run_list(context: Context) -> int:
    args = context.args
    filters = CustodyFilters(
        Thing(args.what) if args.what else None, Holder(args.holder) if args.holder else None, args.away
    )
    with context.desk(*EVERYBODY) as desk:
        rows, total = custody.register(desk, filters, args.limit).rows, custody.count(desk, filters)
    value = {
        "total": total,
        "rows": [
            {"card": row.card, "caretaker": row.caretaker, "village": row.village, "what": row.what.value,
             "holder": row.holder.value, "name": row.name, "on": row.on, "days": row.days, "receipt": row.receipt}
            for row in rows
        ],
    }  # fmt: skip
    t = context.t
    lines = [
        t("{card} {caretaker}: {what}, {holder} {name}, {days} days", card=row.card, caretaker=row.caretaker,
          what=t(THINGS[row.what]), holder=t(HOLDERS[row.holder]), name=row.name, days=row.days)
        for row in rows
    ]  # fmt: skip
    return context.answer(value, lines or [t("Nobody entered yet who holds what.")])


def run_give(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        enrolments = custody.of_cards(desk, args.cards)
        act = HandOver(enrolments, Thing(args.what), Holder(args.to), args.on or desk.today(), args.name, args.note)
        done = custody.hand_over(desk, act).value
        if args.out:
            custody_paper.print_receipt(desk, done.number, args.out)
    value = {"receipt": done.number, "families": done.families, "file": str(args.out) if args.out else None}
    line = context.t("Receipt {number}: {count} handed over.", number=done.number, count=done.families)
    return context.answer(value, [line])


def run_receipt(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        families = custody_paper.print_receipt(desk, args.number, args.out)
    path = str(args.out)
    return context.answer({"file": path, "families": families}, [context.t("Written: {path}", path=path)])

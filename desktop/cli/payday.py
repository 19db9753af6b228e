"""Command of pay day: one family paid at the desk."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.money import rupiah
from desktop.rules.terms import PaymentState, Role
from desktop.services.money.keys import find_key
from desktop.services.payday import finding, paying, undoing
from desktop.services.payday.rows import Mark, Paid, PaperShown, Received, Who
from desktop.wording import N_


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    pay = commands.add_parser("pay", parents=[common], help=N_("pay one family at the desk (operator)"))
    pay.add_argument("dir")
    pay.add_argument("tranche", help=N_("[PROGRAMME:]YEAR/NUMBER"))
    pay.add_argument("whom", metavar="CARD", help=N_("number or scanned code of a receipt or card, or a NIK"))
    who = pay.add_mutually_exclusive_group()
    who.add_argument("--proxy", metavar="NAME", help=N_("who came with a power of attorney"))
    who.add_argument("--heir", metavar="NAME", help=N_("who follows the dead caretaker"))
    who.add_argument("--refused", metavar="TEXT", help=N_("the family does not want the money: why"))
    who.add_argument("--undo", metavar="TEXT", help=N_("take a payment of today back: why (supervisor)"))
    pay.add_argument("--nik", metavar="NIK", default="", help=N_("of the proxy or heir"))
    pay.add_argument("--relation", metavar="TEXT", default="", help=N_("of the proxy or heir to the caretaker"))
    pay.add_argument(
        "--paper", metavar="CODE", action="append", default=[], choices=[paper.value for paper in PaperShown],
        help=N_("an original that was shown; once for each: ktp, kk, power_of_attorney, office_letter, heir_letter"),
    )  # fmt: skip
    pay.add_argument("--thumb", metavar="NAME", default="", help=N_("signed by thumbprint; who saw it"))
    pay.add_argument("--note", metavar="TEXT", default="", help=N_("what is worth keeping"))
    pay.add_argument("--anyway", action="store_true", help=N_("also for a proxy of many families"))
    pay.set_defaults(run=run_pay)


def run_pay(context: Context) -> int:
    args, t = context.args, context.t
    _refuse_unused(args)
    with context.desk(Role.OPERATOR if args.undo is None else Role.SUPERVISOR) as desk:
        found = finding.named(desk, find_key(desk, args.tranche), args.whom)
        payment, name = found.payment_id, found.name
        if args.undo is not None:
            undoing.undo(desk, payment, args.undo)
            said = t("{name}: the payment was taken back and waits again.", name=name)
            return context.answer({"name": name, "state": PaymentState.UNPAID.value}, [said])
        if args.refused is not None:
            paying.refuse(desk, payment, args.refused, witness=args.thumb)
            said = t("{name} refused the money; it stays unpaid.", name=name)
            return context.answer({"name": name, "state": PaymentState.UNPAID.value, "reason": args.refused}, [said])
        done = paying.pay(desk, payment, received(args), anyway=args.anyway).value
    lines = [paid_line(context, done)]
    if done.instead_of:
        lines.append(t("{payer} was to pay it; its path is the desk now.", payer=done.instead_of))
    return context.answer(paid_value(done), lines)


def received(args: argparse.Namespace) -> Received:
    """Who came, as the options say."""
    who, name = Who.CARETAKER, ""
    for other, typed in ((Who.PROXY, args.proxy), (Who.HEIR, args.heir)):
        who, name = (who, name) if typed is None else (other, typed)
    papers = tuple(PaperShown(code) for code in args.paper)
    mark = Mark.THUMB if args.thumb else Mark.SIGNATURE
    return Received(who, name, args.nik, args.relation, papers, mark, args.thumb, args.note)


def _refuse_unused(args: argparse.Namespace) -> None:
    """What is typed about a proxy or a payment means nothing beside another act, so the act is not what is meant."""
    if args.proxy is not None or args.heir is not None:
        return
    beside = {"--nik": args.nik, "--relation": args.relation, "--paper": args.paper}
    if args.undo is not None or args.refused is not None:
        beside |= {"--note": args.note, "--anyway": args.anyway}
    if args.undo is not None:
        beside["--thumb"] = args.thumb
    unused = ", ".join(option for option, value in beside.items() if value)
    if unused:
        raise Refused("payday.unused", options=unused)


def paid_value(done: Paid) -> dict[str, Any]:
    return {
        "name": done.name,
        "receipt": done.receipt,
        "rupiah": done.amount,
        "village": done.village,
        "who": done.who.value,
        "collected_by": done.collected_by,
        "at": done.at.isoformat(timespec="seconds"),
        "by": done.by,
        "state": PaymentState.PAID.value,
        "instead_of": done.instead_of,
    }


def paid_line(context: Context, done: Paid) -> str:
    told = {"name": done.name, "amount": rupiah(done.amount), "receipt": done.receipt}
    if done.who is Who.CARETAKER:
        return context.t("{name} is paid: {amount}, receipt {receipt}.", **told)
    return context.t("{name} is paid: {amount}, receipt {receipt}, to {whom}.", **told, whom=done.collected_by)

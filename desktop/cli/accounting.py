"""Commands of an auditor's day: returns to the treasury, reconciliation and the budget."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from desktop.cli import accounting_answers as answers
from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.accounting import ageing, budget, reconciling, returns, undoing
from desktop.services.accounting.budget import Level, NewLine
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.money import payments, treasury
from desktop.services.money.keys import TrancheKey, find_key
from desktop.services.money.rows import PaymentFilters
from desktop.wording import N_

TRANCHE = N_("[PROGRAMME:]YEAR/NUMBER")


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    _add_returns(commands, common)
    _add_budget(commands, common)
    one = commands.add_parser("reconcile", parents=[common], help=N_("the sums of a list in every area, what differs"))
    one.add_argument("dir")
    one.add_argument("tranche", nargs="?", help=TRANCHE)
    one.set_defaults(run=run_reconcile)


def _add_returns(commands: Any, common: argparse.ArgumentParser) -> None:
    whole = commands.add_parser("returns", help=N_("money that goes back to the treasury"))
    verbs = whole.add_subparsers(dest="verb", required=True)
    for verb, runner, words in (
        ("make", run_make, N_("return unpaid money under one STS (operator)")),
        ("account", run_account, N_("say into which account it was paid (operator)")),
        ("confirm", run_confirm, N_("say that it is in the treasury (supervisor, not who made it)")),
        ("undo", run_undo, N_("take a return back that nobody confirmed (operator)")),
        ("decline", run_decline, N_("say that it is not in the treasury (supervisor, not who made it)")),
        ("list", run_list, N_("every return, of one list or of all")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("tranche", **({"nargs": "?"} if verb == "list" else {}), help=TRANCHE)
        if verb != "list":
            one.add_argument("--sts", metavar="NO", required=True, help=N_("number of the STS"))
        if verb == "make":
            one.add_argument("--on", metavar="D", type=day, help=N_("day of the STS; today, if not said"))
            one.add_argument("--card", metavar="NO", action="append", help=N_("only this card; may be repeated"))
            one.add_argument("--proof", metavar="FILE", type=Path, help=N_("photograph or PDF of the STS"))
        if verb in ("make", "account"):
            account = N_("account of the treasury, as the STS says it")
            one.add_argument("--account", metavar="NO", default="", help=account, required=verb == "account")
        if verb in ("make", "undo", "decline"):
            one.add_argument("--reason", default="", help=N_("why; the auditor reads it"))
        one.set_defaults(run=runner)


def _add_budget(commands: Any, common: argparse.ArgumentParser) -> None:
    whole = commands.add_parser("budget", help=N_("what a programme year may spend"))
    verbs = whole.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("show", parents=[common], help=N_("appropriated, paid, bound and left"))
    one.add_argument("dir")
    one.set_defaults(run=run_budget)
    one = verbs.add_parser("add", parents=[common], help=N_("enter an appropriation or its change (operator)"))
    one.add_argument("dir")
    one.add_argument("programme", help=N_("code and year, jamsosratu-2019"))
    one.add_argument("rupiah", metavar="RP", type=int, help=N_("whole rupiah; below zero takes away"))
    one.add_argument("--level", choices=[level.value for level in Level], required=True, help=N_("whose money"))
    one.add_argument("--account", metavar="CODE", required=True, help=N_("account it stands under"))
    one.add_argument("--paper", metavar="NO", required=True, help=N_("paper it stands on"))
    one.add_argument("--on", metavar="D", type=day, required=True, help=N_("day of the paper"))
    one.add_argument("--note", default="", help=N_("a remark"))
    one.set_defaults(run=run_budget_add)


def run_make(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche)
        chosen = _payments(desk, key, args.card) if args.card else None
        on: date = args.on or desk.today()
        new = NewReturn(args.sts, on, chosen, args.reason, args.proof, args.account)
        made = returns.make(desk, key, new, progress).value
    return context.answer(*answers.returned(context, (made,)))


def _payments(desk: Desk, key: TrancheKey, cards: list[str]) -> tuple[UUID, ...]:
    found: list[UUID] = []
    for card in cards:
        page = payments.payments(desk, key, PaymentFilters(text=card))
        hit = [row.id for row in page.rows if row.card_number == card]
        if not hit:
            raise Refused("returns.no_card", card=card, tranche=key.short)
        found += hit
    return tuple(found)


def run_account(context: Context) -> int:
    with context.desk(Role.OPERATOR) as desk:
        done = returns.name_account(desk, _named(desk, context), context.args.account).value
    return context.answer(*answers.returned(context, (done,)))


def run_confirm(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        done = returns.confirm(desk, _named(desk, context)).value
    return context.answer(*answers.returned(context, (done,)))


def run_undo(context: Context) -> int:
    with context.desk(Role.OPERATOR) as desk:
        done = undoing.take_back(desk, _named(desk, context), context.args.reason).value
    return context.answer(*answers.returned(context, (done,)))


def run_decline(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        done = undoing.decline(desk, _named(desk, context), context.args.reason).value
    return context.answer(*answers.returned(context, (done,)))


def _named(desk: Desk, context: Context) -> UUID:
    """The return of this STS on this list."""
    key = find_key(desk, context.args.tranche)
    rows = [row for row in returns.listing(desk, key) if row.id is not None]
    exact = [row.id for row in rows if row.sts_number == context.args.sts.strip()]
    alike = [row.id for row in rows if treasury.same_sts(row.sts_number, context.args.sts)]
    for found in (*exact, *alike):
        if found is not None:
            return found
    known = ", ".join(row.sts_number for row in rows) or "-"
    raise Refused("returns.unknown_sts", number=context.args.sts, tranche=key.short, known=known)


def run_list(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        found = returns.listing(desk, find_key(desk, context.args.tranche) if context.args.tranche else None)
    return context.answer(*answers.returned(context, found))


def run_reconcile(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        if context.args.tranche:
            found = reconciling.reconcile(desk, find_key(desk, context.args.tranche))
            return context.answer(*answers.reconciled(context, found))
        aged = ageing.unpaid(desk)
    return context.answer(*answers.aged(context, aged))


def run_budget(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        found = budget.years(desk)
    return context.answer(*answers.budgets(context, found))


def run_budget_add(context: Context) -> int:
    args = context.args
    programme, _, year = args.programme.rpartition("-")
    if not (year.isascii() and year.isdecimal()):
        raise Refused("programme.not_here", name=args.programme)
    new = NewLine(programme, int(year), Level(args.level), args.account, args.rupiah, args.paper, args.on, args.note)
    with context.desk(Role.OPERATOR) as desk:
        made = budget.enter(desk, new).value
    return context.answer(*answers.budgets(context, (made,)))

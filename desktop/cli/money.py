"""Commands of a tranche: drafted, checked, approved, opened, closed, locked; its figures and its receipts."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli import decree_quotas, pay_lists
from desktop.cli import money_answers as answers
from desktop.cli.context import Context
from desktop.cli.values import day, span
from desktop.errors import Refused
from desktop.rules.terms import PayListState, Role
from desktop.services import approving
from desktop.services.desk import EVERYBODY
from desktop.services.money import drafting, overview, printing, receipts
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import find_key
from desktop.services.money.printing import Wish
from desktop.services.validating.listing import enrolment_of
from desktop.wording import N_

HIGHEST = 999_999_999
"""No office numbers more receipts or pages in a year."""


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    tranche = commands.add_parser("tranche", help=N_("the list of a tranche and its life"))
    verbs = tranche.add_subparsers(dest="verb", required=True)
    for verb, runner, words in (
        ("create", run_create, N_("draft the list of the eligible (operator)")),
        ("check", run_check, N_("mark the draft as checked (operator)")),
        ("approve", run_approve, N_("approve it and number the receipts (supervisor)")),
        ("open", run_open, N_("let the pay-out begin (supervisor)")),
        ("close", run_close, N_("end the pay-out (supervisor)")),
        ("lock", run_lock, N_("end all work on it (supervisor)")),
        ("status", run_status, N_("its figures")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("tranche", help=N_("[PROGRAMME:]YEAR/NUMBER"))
        one.set_defaults(run=runner)
        if verb in ("create", "check"):
            _add_decree(one)
        if verb == "create":
            one.add_argument(
                "--again",
                nargs="+",
                default=(),
                metavar="CARD",
                help=N_("families whose money went back, paid after all"),
            )
    decree_quotas.add_verbs(verbs, common)
    pay_lists.add_verbs(verbs, common)
    _add_receipts(commands, common)


def _add_decree(one: argparse.ArgumentParser) -> None:
    one.add_argument("--decree", metavar="NO", help=N_("number of the decree (SK)"))
    one.add_argument("--decree-date", metavar="D", type=day, help=N_("its date, YYYY-MM-DD"))
    one.add_argument(
        "--decree-households", metavar="N", type=int, help=N_("families it grants; else those of the list")
    )
    one.add_argument("--decree-rupiah", metavar="RP", type=int, help=N_("rupiah it grants; else those of the list"))


def _add_receipts(commands: Any, common: argparse.ArgumentParser) -> None:
    # "receipt void" stands beside "receipts": one word is a print, the other a single paper.
    making = commands.add_parser(
        "receipts", parents=[common], help=N_("make the PDF of a tranche's receipts (operator)")
    )
    making.add_argument("dir")
    making.add_argument("tranche", help=N_("[PROGRAMME:]YEAR/NUMBER"))
    what = making.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="FILE.pdf", type=Path, help=N_("where the PDF is written"))
    what.add_argument("--confirm", action="store_true", help=N_("say that the last print came out well"))
    making.add_argument("--paper", choices=("a4", "f4"), default="a4", help=N_("size of the sheets"))
    making.add_argument("--per-page", type=int, choices=(1, 2, 3), default=3, help=N_("receipts on a sheet"))
    making.add_argument("--split", choices=("village",), help=N_("one file per village, named after FILE.pdf"))
    making.add_argument("--numbers", metavar="FROM-TO", type=pages, help=N_("only these numbers, without the year"))
    making.add_argument("--pages", metavar="FROM-TO", type=pages, help=N_("only these pages of the whole print"))
    making.add_argument("--village", metavar="CODE", default="", help=N_("only this village"))
    making.add_argument(
        "--spoiled", metavar="FROM-TO", type=pages, help=N_("print these originals again; needs --reason")
    )
    making.add_argument("--reason", default="", help=N_("why the pages were spoiled"))
    making.set_defaults(run=run_receipts)

    receipt = commands.add_parser("receipt", help=N_("one receipt"))
    verbs = receipt.add_subparsers(dest="verb", required=True)
    for verb, runner, words in (
        ("void", run_void, N_("make it count no more (supervisor)")),
        ("reissue", run_reissue, N_("issue a new one for one that was made void (operator)")),
        ("show", run_show, N_("whose it is and what became of it")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("number", help=N_("as printed, or the text of its QR code (show)"))
        if verb == "void":
            one.add_argument("--reason", required=True, help=N_("why it counts no more"))
        one.set_defaults(run=runner)


def pages(typed: str) -> tuple[int, int]:
    """Read numbers of receipts or pages for argparse."""
    return span(typed, HIGHEST)


def run_create(context: Context) -> int:
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, context.args.tranche)
        again = [enrolment_of(desk, key.programme, card) for card in context.args.again]
        made = drafting.create(desk, key, _decree(context), progress, again=again).value
    return context.answer(*answers.drafted(context, made))


def _decree(context: Context) -> NewDecree | None:
    args = context.args
    if args.decree is None:
        if args.decree_date or args.decree_households is not None or args.decree_rupiah is not None:
            raise Refused("money.decree_number")
        return None
    return NewDecree(args.decree, args.decree_date, args.decree_households, args.decree_rupiah)


def run_check(context: Context) -> int:
    with context.desk(Role.OPERATOR) as desk:
        key = find_key(desk, context.args.tranche)
        approving.check(desk, key, decree=_decree(context))
    return context.answer(*answers.state(context, key, PayListState.CHECKED))


def run_approve(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk, context.progress() as progress:
        key = find_key(desk, context.args.tranche)
        done = approving.approve(desk, key, progress).value
    return context.answer(*answers.approved(context, done))


def run_open(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        approving.open_pay_out(desk, key)
    return context.answer(*answers.state(context, key, PayListState.OPEN))


def run_close(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        done = approving.close(desk, key).value
    return context.answer(*answers.closed(context, done))


def run_lock(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        approving.lock(desk, key)
    return context.answer(*answers.state(context, key, PayListState.LOCKED))


def run_status(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        status = overview.status(desk, find_key(desk, context.args.tranche))
    return context.answer(*answers.status(context, status))


def run_receipts(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        key = find_key(desk, args.tranche)
        if args.confirm:
            printing.confirm(desk, key)
            return context.answer(*answers.confirmed(context, key))
        if args.spoiled:
            first, last = args.spoiled
            wish = Wish(args.paper, args.per_page, first, last, keeps=True)
            done = printing.print_spoiled(desk, key, args.out, wish, args.reason, progress).value
        else:
            first, last = args.numbers or (None, None)
            # Nobody is asked here: the file of the originals must not become that of their copies.
            wish = Wish(
                args.paper, args.per_page, first, last, args.pages, args.village, args.split is not None, keeps=True
            )
            done = printing.print_receipts(desk, key, args.out, wish, progress, settles=True).value
    return context.answer(*answers.printed(context, done))


def run_void(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        done = receipts.void(desk, context.args.number, context.args.reason).value
    return context.answer(*answers.receipt(context, done))


def run_reissue(context: Context) -> int:
    with context.desk(Role.OPERATOR) as desk:
        done = receipts.issue_anew(desk, context.args.number).value
    return context.answer(*answers.receipt(context, done))


def run_show(context: Context) -> int:
    number = context.args.number
    with context.desk(*EVERYBODY) as desk:
        found = receipts.check_receipt_code(desk, number) if ":" in number else receipts.look_up(desk, number)
    return context.answer(*answers.receipt(context, found))

"""Commands that take or replace trust between offices: a new key, a new epoch, the end of another office's card."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.cli.exchange import answer_card, card_line, card_value
from desktop.cli.safety import SECOND, second_of
from desktop.cli.values import limit
from desktop.errors import Refused
from desktop.rules import crockford
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import epochs, rotating, trusting
from desktop.services.exchange.trusting import CardRow, Trust
from desktop.wording import N_

HEADS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
STANDING = (Trust.PROPOSED, Trust.CONFIRMED)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    rotate = commands.add_parser(
        "rotate", parents=[common], help=N_("make a new key, which the old one signs (two people)")
    )
    rotate.add_argument("dir")
    rotate.add_argument("--second", metavar="NAME", help=SECOND)
    rotate.set_defaults(run=run_rotate)

    epoch = commands.add_parser(
        "epoch", parents=[common], help=N_("begin a new epoch with new keys, after an old copy came back (two people)")
    )
    epoch.add_argument("dir")
    epoch.add_argument("--number", metavar="N", type=limit, help=N_("its number; else the next one"))
    epoch.add_argument("--second", metavar="NAME", help=SECOND)
    epoch.set_defaults(run=run_epoch)

    end = commands.add_parser(
        "trust-end", parents=[common], help=N_("end the card of another office, which was lost or stolen (two people)")
    )
    end.add_argument("dir")
    end.add_argument("card", help=N_("code of the office, or the fingerprint where it has several cards"))
    what = end.add_mutually_exclusive_group(required=True)
    what.add_argument("--reason", help=N_("say that it has to end, and why"))
    what.add_argument("--confirm", action="store_true", help=N_("end it for ever, as another person said"))
    what.add_argument("--keep", action="store_true", help=N_("take that back; the card is believed as before"))
    end.add_argument(
        "--last-number", metavar="N", type=limit, help=N_("with --reason: the last package still believed; else none")
    )
    end.set_defaults(run=run_end)


def run_rotate(context: Context) -> int:
    with context.desk(*HEADS) as desk:
        card = rotating.rotate(desk, second_of(context)).value
    return answer_card(context, card)


def run_epoch(context: Context) -> int:
    with context.desk(Role.ADMINISTRATOR) as desk:
        card = epochs.begin(desk, second_of(context), context.args.number).value
    return answer_card(context, card)


def run_end(context: Context) -> int:
    args = context.args
    with context.desk(*HEADS) as desk:
        which = _named(desk, args.card, STANDING if args.reason is not None else (Trust.ENDING,)).id
        if args.confirm:
            row = trusting.confirm_end(desk, which).value
        elif args.keep:
            row = trusting.keep(desk, which).value
        else:
            row = trusting.end(desk, which, args.reason, args.last_number).value
    return context.answer(card_value(row), [card_line(context, row)])


def _named(desk: Desk, typed: str, wanted: tuple[Trust, ...]) -> CardRow:
    """Find the one card that is meant. Refused where it stands otherwise, or where the office has several."""
    code = crockford.as_typed(typed)
    living = [row for row in trusting.cards(desk) if row.trust in (*STANDING, Trust.ENDING)]
    meant = [row for row in living if typed == row.office or code == crockford.as_typed(row.fingerprint)]
    found = [row for row in meant if row.trust in wanted]
    if len(found) > 1:
        raise Refused("exchange.card_several", office=typed, count=len(found))
    if found:
        return found[0]
    if not meant:
        raise Refused("exchange.card_unknown")
    said = meant[0].trust is Trust.ENDING
    raise Refused("exchange.card_ending" if said else "exchange.card_not_ending", office=meant[0].office)

"""Commands beside a pay list: the way back by two people, and the sanctions that cut or withhold money."""

import argparse
from typing import Any

from desktop.cli.context import Context
from desktop.cli.money_answers import STATES, state
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.rules.money import grouped
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.money import sanctions, stepping_back
from desktop.services.money.keys import TrancheKey, find_key
from desktop.services.money.sanctions import NewSanction, SanctionRow
from desktop.services.validating.listing import enrolment_of
from desktop.wording import N_
from desktop.wording.terms import SANCTIONS


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module; the way back stands among the verbs of a tranche."""
    _add_sanctions(commands, common)


def add_verbs(verbs: Any, common: argparse.ArgumentParser) -> None:
    """Add the way back to the verbs of `tranche`."""
    for verb, runner, words in (
        ("back", run_ask, N_("ask that a list goes back one state, with the reason (operator, supervisor)")),
        ("grant", run_grant, N_("let it go back as another person asked (supervisor)")),
        ("decline", run_decline, N_("leave it as it is, and say why (supervisor)")),
        ("withdraw", run_withdraw, N_("take back that you asked for it, and say why")),
        ("wishes", run_asked, N_("who asked that it goes back, why, and what was decided")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("tranche")
        if verb in ("back", "decline", "withdraw"):
            one.add_argument("--reason", required=True)
        one.set_defaults(run=runner)


def _add_sanctions(commands: Any, common: argparse.ArgumentParser) -> None:
    sanction = commands.add_parser("sanction", help=N_("steps of the programme's ladder against a family"))
    verbs = sanction.add_subparsers(dest="verb", required=True)
    enter = verbs.add_parser("enter", parents=[common], help=N_("enter a step against a family (operator)"))
    enter.add_argument("dir")
    enter.add_argument("tranche")
    enter.add_argument("card", help=N_("card number of the family, or its id"))
    enter.add_argument("--step", type=int, required=True, help=N_("number of the step in the programme's ladder"))
    enter.add_argument("--reason", required=True)
    enter.add_argument("--paper", default="", help=N_("the paper it rests on"))
    enter.add_argument("--on", type=day, help=N_("day of the sanction, YYYY-MM-DD; else today"))
    enter.set_defaults(run=run_enter)
    lift = verbs.add_parser("lift", parents=[common], help=N_("take a sanction away (supervisor)"))
    lift.add_argument("dir")
    lift.add_argument("tranche")
    lift.add_argument("card", help=N_("card number of the family, or its id"))
    lift.add_argument("--step", type=int, required=True, help=N_("number of the step in the programme's ladder"))
    lift.add_argument("--reason", required=True)
    lift.set_defaults(run=run_lift)
    listing = verbs.add_parser("list", parents=[common], help=N_("sanctions of a tranche"))
    listing.add_argument("dir")
    listing.add_argument("tranche")
    listing.set_defaults(run=run_list)


def run_ask(context: Context) -> int:
    with context.desk(Role.OPERATOR, Role.SUPERVISOR) as desk:
        asked = stepping_back.ask(desk, find_key(desk, context.args.tranche), context.args.reason).value
    line = context.t(
        "Asked: tranche {tranche} shall go back to {state}. Another person decides.",
        tranche=asked.key.short,
        state=context.t(STATES[asked.to_state]),
    )
    return context.answer({"tranche": str(asked.key), "from": asked.from_state, "to": asked.to_state}, [line])


def run_grant(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        now = stepping_back.grant(desk, key).value
    return context.answer(*state(context, key, now))


def run_decline(context: Context) -> int:
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        stepping_back.decline(desk, key, context.args.reason)
    return _stays(context, key)


def run_withdraw(context: Context) -> int:
    with context.desk(Role.OPERATOR, Role.SUPERVISOR) as desk:
        key = find_key(desk, context.args.tranche)
        stepping_back.withdraw(desk, key, context.args.reason)
    return _stays(context, key)


def _stays(context: Context, key: TrancheKey) -> int:
    return context.answer(
        {"tranche": str(key), "granted": False}, [context.t("Tranche {tranche} stays as it is.", tranche=key.short)]
    )


def run_asked(context: Context) -> int:
    t = context.t
    with context.desk(*EVERYBODY) as desk:
        found = stepping_back.asked(desk, find_key(desk, context.args.tranche))
    decided = {None: N_("waits"), True: N_("granted"), False: N_("declined")}
    lines = [
        t(
            "{name} asked to go back to {state}: {reason} ({decided})",
            name=one.asked_by,
            state=t(STATES[one.to_state]),
            reason=one.reason,
            decided=t(decided[one.granted]),
        )
        for one in found
    ]
    rows = [
        {
            "asked_by": one.asked_by,
            "asked_at": one.asked_at,
            "from": one.from_state,
            "to": one.to_state,
            "reason": one.reason,
            "granted": one.granted,
            "decided_by": one.decided_by,
            "answer": one.answer,
        }
        for one in found
    ]
    return context.answer(rows, lines or [t("Nobody asked that this list goes back.")])


def run_enter(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk:
        key = find_key(desk, args.tranche)
        family = enrolment_of(desk, key.programme, args.card)
        sanctions.enter(desk, NewSanction(family, key, args.step, args.reason, args.on or desk.today(), args.paper))
        row = next(one for one in reversed(sanctions.of_tranche(desk, key)) if one.enrolment_id == family)
    return context.answer(_as_json(row), [_line(context, row)])


def run_lift(context: Context) -> int:
    args = context.args
    with context.desk(Role.SUPERVISOR) as desk:
        key = find_key(desk, args.tranche)
        family = enrolment_of(desk, key.programme, args.card)
        standing = [
            one
            for one in sanctions.of_tranche(desk, key)
            if (one.enrolment_id, one.step, one.lifted_for) == (family, args.step, None)
        ]
        if not standing:
            raise Refused("sanction.unknown")
        sanctions.lift(desk, standing[0].id, args.reason)
        row = next(one for one in sanctions.of_tranche(desk, key) if one.id == standing[0].id)
    return context.answer(_as_json(row), [_line(context, row)])


def run_list(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        rows = sanctions.of_tranche(desk, find_key(desk, context.args.tranche))
    count = context.t("{count} sanctions", count=grouped(len(rows)))
    return context.answer([_as_json(row) for row in rows], [*(_line(context, row) for row in rows), count])


def _line(context: Context, row: SanctionRow) -> str:
    kind = context.t(SANCTIONS[row.kind]) + (f" {row.percent} %" if row.percent is not None else "")
    parts = [row.card_number or "-", row.name, f"{row.step}. {kind}", row.reason, row.paper]
    if row.lifted_for is not None:
        parts.append(context.t("taken away: {reason}", reason=row.lifted_for))
    return "  ".join(part for part in parts if part)


def _as_json(row: SanctionRow) -> dict[str, Any]:
    return {
        "card": row.card_number,
        "household": str(row.household_id),
        "name": row.name,
        "tranche": str(row.key),
        "step": row.step,
        "kind": row.kind,
        "percent": row.percent,
        "reason": row.reason,
        "paper": row.paper,
        "on": row.on,
        "lifted_for": row.lifted_for,
    }

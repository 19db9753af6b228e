"""Commands for what stands between offices: the province's directory of cards, and alarms that stopped packages."""

import argparse
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from desktop.cli.context import Context
from desktop.cli.safety import SECOND, second_of
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY
from desktop.services.exchange import alarms, directories, settling_alarms
from desktop.services.exchange.alarms import AlarmRow
from desktop.services.exchange.directories import ListedOffice
from desktop.wording import N_
from desktop.wording.days import day
from desktop.wording.exchange import TRUST

HEADS = (Role.SUPERVISOR, Role.ADMINISTRATOR)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    listed = commands.add_parser("directory", parents=[common], help=N_("the province's directory of offices"))
    listed.add_argument("dir")
    listed.add_argument("--issue", action="store_true", help=N_("issue the next number (at a province)"))
    listed.set_defaults(run=run_directory)

    stopped = commands.add_parser("alarms", parents=[common], help=N_("alarms about other offices' packages"))
    stopped.add_argument("dir")
    stopped.add_argument("--settle", metavar="ID", help=N_("let the packages go on (two people)"))
    stopped.add_argument("--reason", default="", help=N_("what was found out"))
    stopped.add_argument("--second", metavar="NAME", help=SECOND)
    stopped.set_defaults(run=run_alarms)


def run_directory(context: Context) -> int:
    t, issue = context.t, context.args.issue
    with context.desk(*(HEADS if issue else EVERYBODY)) as desk:
        view = directories.issue(desk).value if issue else directories.listing(desk)
    if view is None:
        return context.answer(None, [t("There is no directory of the offices here yet.")])
    issued = day(t, date.fromisoformat(view.issued))
    lines = [t("Directory {number} of office {office}, issued on {day}:",
               number=view.number, office=view.office, day=issued)]  # fmt: skip
    lines += [_listed(context, one) for one in view.offices]
    if view.behind:
        lines.append(t("Something changed since; the next number has to be issued."))
    return context.answer(asdict(view), lines)


def run_alarms(context: Context) -> int:
    args = context.args
    with context.desk(*(HEADS if args.settle else EVERYBODY)) as desk:
        if args.settle:
            settling_alarms.settle(desk, _identified(args.settle), args.reason, second_of(context))
        rows = alarms.alarms(desk)
    value = [asdict(row) | {"sentence": context.t.sentence(row.code, row.values)} for row in rows]
    return context.answer(value, [_line(context, row) for row in rows] or [context.t("There are no alarms.")])


def _identified(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError:
        raise Refused("exchange.alarm_unknown") from None


def _listed(context: Context, one: ListedOffice) -> str:
    trust = "confirmed" if one.ended_for is None else "ended" if one.ended_for else "followed"
    return "  ".join(filter(None, (one.office, one.fingerprint, context.t(TRUST[trust]), one.ended_for)))


def _line(context: Context, row: AlarmRow) -> str:
    t = context.t
    line = f"{row.id}  {day(t, row.at.date())}  {t.sentence(row.code, row.values)}"
    return line + ("  " + t("{name} settled it: {reason}", name=row.settled_by, reason=row.settled_for)
                   if row.settled_at else "")  # fmt: skip

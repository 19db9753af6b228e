"""The command that looks back: what happened to a family, and how it or the whole list stood on a day."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day as day_typed
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.families import asof
from desktop.services.families.asof import StoodFamily
from desktop.services.life import history, standing
from desktop.services.life.history import FamilyHistory
from desktop.services.life.telling import Teller
from desktop.wording import N_
from desktop.wording.days import day
from desktop.wording.life import EVENTS
from desktop.wording.terms import ENROLMENT


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    back = commands.add_parser(
        "history", parents=[common], help=N_("what happened to a family; with --on: as it stood")
    )
    back.add_argument("dir")
    back.add_argument(
        "family", nargs="?", default="", metavar="CARD", help=N_("card, NIK, No KK or id; none: the list")
    )
    back.add_argument("--on", type=day_typed, metavar="YYYY-MM-DD", help=N_("as it stood at the end of this day"))
    back.set_defaults(run=run_history)


def run_history(context: Context) -> int:
    args = context.args
    teller = Teller(context.t, partial(day, context.t), context.shared.codes)
    with context.desk(*EVERYBODY) as desk:
        if not args.family:
            return _list(context, desk)
        family = history.family_named(desk, args.family)
        if args.on is not None:
            stood = asof.family_on(desk, family, args.on)
            return context.answer(asdict(stood), _stood_lines(teller, stood))
        found = history.history(desk, family)
    return context.answer(asdict(found), _history_lines(teller, found))


def _list(context: Context, desk: Desk) -> int:
    """Figures of the whole list on a day, and in JSON every family with them."""
    with context.progress() as progress:
        found = standing.list_on(desk, context.args.on or desk.today(), progress)
    t = context.t
    lines = [
        t(
            "{day}: {families} families, {people} people; {came} came since, {gone} left since",
            day=day(t, found.on),
            families=len(found.rows),
            people=found.people,
            came=found.came,
            gone=found.gone,
        )
    ]
    if not found.rows and found.begins:
        lines.append(
            t(
                "No family was in the register on this day. This office keeps its history since {day}.",
                day=day(t, found.begins),
            )
        )
    lines += [f"    {t(ENROLMENT[status])}: {many}" for status, many in sorted(found.by_status.items())]
    return context.answer(asdict(found), lines)


def _stood_lines(teller: Teller, stood: StoodFamily) -> Iterator[str]:
    t = teller.t
    caretaker = stood.caretaker.name if stood.caretaker else "-"
    yield " · ".join((caretaker, stood.village or "-", t("as it stood on {day}", day=day(t, stood.on))))
    for member in stood.fields.members:
        presence = teller.value("presence", member.presence)
        born = teller.value("birth_date", member.birth_date)
        yield f"    {member.name} · {member.nik or '-'} · {born} · {presence}"
    for row in stood.enrolments:
        yield f"    {row.programme.capitalize()} · {t(ENROLMENT[row.status])} · {day(t, row.since)}"
    yield from (f"    {line}" for line in teller.told(stood.differs))


def _history_lines(teller: Teller, found: FamilyHistory) -> Iterator[str]:
    t = teller.t
    for event in found.events:
        parts = (day(t, event.on), t(EVENTS[event.kind]), event.member, event.paper, event.reason, event.entered_by)
        yield " · ".join(part for part in parts if part)
    for change in found.changes:
        yield f"{day(t, change.at)} {change.at:%H.%M} · {teller.action(change.action)} · {change.by}"
        yield from (f"    {line}" for line in teller.told(change.changed))

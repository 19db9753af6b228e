"""Commands of the desk between offices: what was changed in two places, and who sent what."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from typing import Any
from uuid import UUID

from desktop.cli.context import Context
from desktop.cli.values import limit
from desktop.errors import Refused
from desktop.rules.money import grouped
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.exchange import board, conflicts, settling_differences
from desktop.services.exchange.board import LATE, DistrictRow
from desktop.services.exchange.conflicts import ConflictDetail, ConflictRow, Decided, Side
from desktop.services.exchange.telling import RecordTeller
from desktop.wording import N_
from desktop.wording.days import day
from desktop.wording.exchange_desk import DECIDED, NUMBERS, STANDINGS, TOTALS

CHOICES = (Decided.OURS, Decided.THEIRS, Decided.FIELDS)


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    desk = commands.add_parser(
        "differences", parents=[common], help=N_("records changed in two offices: list, look, decide")
    )
    desk.add_argument("dir")
    desk.add_argument("difference", nargs="?", metavar="ID", default="", help=N_("one of the list; none: the list"))
    desk.add_argument("--decided", action="store_true", help=N_("what was decided, the newest first"))
    desk.add_argument("--keep", choices=[str(choice) for choice in CHOICES], help=N_("decide it"))
    desk.add_argument(
        "--theirs", metavar="FIELDS", default="", help=N_("fields taken from theirs, with commas (with --keep fields)")
    )
    desk.add_argument("--reason", metavar="TEXT", default="", help=N_("why it is decided so"))
    desk.set_defaults(run=run_differences)

    seen = commands.add_parser(
        "board", parents=[common], help=N_("which office sent what, and what is missing or late")
    )
    seen.add_argument("dir")
    seen.add_argument("--late", metavar="DAYS", type=limit, default=LATE, help=N_("late after so many days"))
    seen.set_defaults(run=run_board)


def run_differences(context: Context) -> int:
    args = context.args
    if not args.difference:
        with context.desk(*EVERYBODY) as desk:
            rows = conflicts.listed(desk, decided=args.decided)
        none = [context.t("Nothing waits for a decision.")]
        return context.answer([_row(row) for row in rows], [_line(context, row) for row in rows] or none)
    if args.keep:
        return _decide(context, identified(args.difference))
    with context.desk(*EVERYBODY) as desk:
        detail = conflicts.open_conflict(desk, identified(args.difference))
    return context.answer(_detail(detail), _lines(context, detail))


def run_board(context: Context) -> int:
    t = context.t
    with context.desk(*EVERYBODY) as desk:
        seen = board.board(desk, context.args.late)
    value = {"offices": [asdict(row) for row in seen.rows], "periods": seen.periods, "totals": seen.totals}
    sums = ", ".join(f"{t(TOTALS[name])} {grouped(many)}" for name, many in seen.totals.items())
    return context.answer(value, [*(_board_line(context, row) for row in seen.rows), *([sums] if sums else [])])


def _board_line(context: Context, row: DistrictRow) -> str:
    t = context.t
    parts = [row.office, row.name, t(STANDINGS[row.standing])]
    if row.days is not None:
        ago = t.many("{count} day ago", "{count} days ago", row.days)
        parts.append(t("package {number}, {ago}", number=row.last_number, ago=ago))
    for name, numbers in (("lost", row.lost), ("held", row.held)):
        if numbers:
            parts.append(f"{t(NUMBERS[name])}: {', '.join(map(str, numbers))}")
    parts += [period.period for period in row.periods if period.period]
    return "  ".join(parts)


def identified(typed: str) -> UUID:
    """Read an id as a list shows it."""
    try:
        return UUID(typed)
    except ValueError:
        raise Refused("exchange_desk.unknown") from None


def teller(context: Context) -> RecordTeller:
    return RecordTeller(context.t, partial(day, context.t), context.shared.codes)


def _decide(context: Context, which: UUID) -> int:
    args = context.args
    theirs = [name.strip() for name in args.theirs.split(",") if name.strip()]
    with context.desk(Role.OPERATOR, Role.SUPERVISOR) as desk:
        detail = conflicts.open_conflict(desk, which)
        settling_differences.decide(desk, which, Decided(args.keep), args.reason, detail.stamp, theirs)
        done = _found(desk, which)
    return context.answer(_row(done), [_line(context, done)])


def _found(desk: Desk, which: UUID) -> ConflictRow:
    return next(row for row in conflicts.listed(desk, decided=True) if row.id == which)


def _row(row: ConflictRow) -> dict[str, Any]:
    return {
        "id": str(row.id), "kind": row.kind, "name": row.about.name, "village": row.about.place, "owner": row.owner,
        "mine": row.mine, "sender": row.sender, "package": row.package, "fields": list(row.fields),
        "decided": row.decided,
    }  # fmt: skip


def _detail(detail: ConflictDetail) -> dict[str, Any]:
    return {
        **_row(detail.row),
        "differs": [asdict(one) for one in detail.fields],
        "here": asdict(detail.here),
        "there": asdict(detail.there),
        "reason": detail.reason,
        "decided_by": detail.decided_by,
        "decided_at": detail.decided_at,
    }


def _line(context: Context, row: ConflictRow) -> str:
    t, tell = context.t, teller(context)
    what = " · ".join(part for part in (tell.kind(row.kind), row.about.name, row.about.place) if part)
    where = t("package {number} of {office}", number=row.package, office=row.sender)
    fields = ", ".join(map(tell.field, row.fields))
    said = (
        t(DECIDED[row.decided]) if row.decided else "" if row.mine else t("office {office} decides", office=row.owner)
    )
    return "  ".join(part for part in (str(row.id), what, where, fields, said) if part)


def _lines(context: Context, detail: ConflictDetail) -> Iterator[str]:
    t, tell = context.t, teller(context)
    yield _line(context, detail.row)
    yield t("Here: {who}", who=_side(context, detail.here))
    yield t("There: {who}", who=_side(context, detail.there))
    for one in detail.fields:
        here, there = (tell.value(one.name, kept) for kept in (one.here, one.there))
        yield f"    {one.name} ({tell.field(one.name)}): {here} | {there}"
    if detail.reason:
        yield t("{name}: {reason}", name=detail.decided_by, reason=detail.reason)


def _side(context: Context, side: Side) -> str:
    return " · ".join(part for part in (side.office, side.person, day(context.t, side.at.date())) if part)

"""The commands of validation: explanations, results, minutes, statuses of whole lists, quotas, waiting lists."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop.cli import minutes
from desktop.cli.choosing import chosen_programme, chosen_village, selection
from desktop.cli.context import Context
from desktop.cli.values import day, places
from desktop.rules.dates import long_date
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import naming
from desktop.services.desk import EVERYBODY
from desktop.services.enrolling import Move
from desktop.services.validating import (
    changing,
    explaining,
    listing,
    quota_files,
    quotas,
    results,
    waiting,
)
from desktop.services.validating.changing import WAYS, NewStatus, Obstacle, Preview
from desktop.services.validating.results import NewResult, Result
from desktop.services.validating.selecting import State
from desktop.wording import N_, Translator
from desktop.wording.terms import ENROLMENT

MOST_NAMED = 5  # beside each obstacle


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    room = commands.add_parser("validation", help=N_("validation of candidates (verval), statuses, quotas"))
    verbs = room.add_subparsers(dest="verb", required=True)
    whole = argparse.ArgumentParser(add_help=False, parents=[common])
    whole.add_argument("dir")
    whole.add_argument("--programme", metavar="CODE", help=N_("of which programme; else the one with most families"))
    narrowed = argparse.ArgumentParser(add_help=False, parents=[whole])
    narrowed.add_argument("--village", metavar="CODE", help=N_("only this village"))
    verbs.add_parser("show", parents=[narrowed], help=N_("how many families stand where")).set_defaults(run=run_show)
    explain = verbs.add_parser("explain", parents=[whole], help=N_("why one family fits or does not"))
    explain.add_argument("card", help=N_("card number or id of the family"))
    explain.add_argument("--on", type=day, metavar="D", help=N_("YYYY-MM-DD; else the day of the tranche at hand"))
    explain.set_defaults(run=run_explain)
    _add_record(verbs, narrowed)
    minutes.add(verbs, whole, narrowed)
    _add_status(verbs, narrowed)
    quota = verbs.add_parser("quota", parents=[whole], help=N_("places of each village, used and free"))
    quota.add_argument(
        "--set", dest="places", metavar="CODE=N", action="append", type=places, default=[], help=N_("may be repeated")
    )
    quota.add_argument("--file", metavar="FILE", type=Path, help=N_("a table of villages and their quotas"))
    quota.set_defaults(run=run_quota)
    queue = verbs.add_parser("waiting", parents=[whole], help=N_("the waiting list of a village"))
    queue.add_argument("village", help=N_("code of the village"))
    queue.add_argument(
        "--promote", action="store_true", help=N_("give the free places to the first who fit (operator)")
    )
    queue.add_argument("--paper", default="", help=N_("number of the paper it rests on"))
    queue.set_defaults(run=run_waiting)


def _add_record(verbs: Any, narrowed: argparse.ArgumentParser) -> None:
    record = verbs.add_parser("record", parents=[narrowed], help=N_("record results of candidates (operator)"))
    record.add_argument(
        "result", choices=[one.value for one in Result], metavar="RESULT", help=N_("what was found: %(choices)s")
    )
    record.add_argument("--officer", required=True, help=N_("who saw the families"))
    record.add_argument("--on", type=day, metavar="D", help=N_("YYYY-MM-DD; else today"))
    record.add_argument(
        "--reason", action="append", default=[], metavar="CODE", help=N_("why not valid; may be repeated")
    )
    record.add_argument("--note", default="", help=N_("what the officer says beside it"))
    record.add_argument("--despite", action="store_true", help=N_("valid although a rule is broken; needs --note"))
    _add_cards(record)
    record.set_defaults(run=run_record)


def _add_status(verbs: Any, narrowed: argparse.ArgumentParser) -> None:
    status = verbs.add_parser(
        "status", parents=[narrowed], help=N_("take a list through a change of status (operator)")
    )
    status.add_argument(
        "to", choices=[one.value for one in WAYS], metavar="STATUS", help=N_("the new status: %(choices)s")
    )
    status.add_argument(
        "--from",
        dest="present",
        choices=[one.value for one in EnrolmentStatus],
        help=N_("only families of this status"),
    )
    status.add_argument("--reason", required=True, help=N_("why; kept with every family"))
    status.add_argument("--paper", default="", help=N_("number of the decree, letter or minutes"))
    status.add_argument("--on", type=day, metavar="D", help=N_("YYYY-MM-DD; else today"))
    _add_cards(status)
    status.set_defaults(run=run_status)


def _add_cards(one: argparse.ArgumentParser) -> None:
    one.add_argument("--cards", metavar="FILE", type=Path, help=N_("only the cards of this text file"))
    one.add_argument("--dry-run", action="store_true", help=N_("count what would be done"))


def run_show(context: Context) -> int:
    t = context.t
    with context.desk(*EVERYBODY) as desk:
        programme = chosen_programme(context, desk)
        found = listing.standing(desk, programme, village=chosen_village(context, desk))
    states = {State.OPEN: t("To be validated"), State.VALID: t("Valid, without minutes"),
              State.NOT_VALID: t("Not valid, without minutes"), State.WAITING: t("In a waiting list")}  # fmt: skip
    value = {"programme": programme, "families": found.families, "statuses": dict(found.statuses)}
    lines = [f"{number:>8} · {t(ENROLMENT[status])}" for status, number in found.statuses.items()]
    lines += [f"{found.states[state]:>8} · {word}" for state, word in states.items()]
    return context.answer(value | {"states": dict(found.states)}, lines)


def run_explain(context: Context) -> int:
    t, args = context.t, context.args
    with context.desk(*EVERYBODY) as desk:
        enrolment = listing.enrolment_of(desk, chosen_programme(context, desk), args.card)
        found = explaining.explain(desk, enrolment, args.on)
    lines = [f"{found.name} · {t(ENROLMENT[found.status])} · {long_date(found.on)}"]
    rules = []
    for one in found.lines:
        values = {name: long_date(value) if isinstance(value, date) else value for name, value in one.values.items()}
        said = t.sentence(one.code, values)
        mark = {True: "+", False: "-", None: "?"}[one.passed]
        lines.append("  ".join(part for part in (mark, one.member, said) if part))
        rules.append({"rule": one.rule, "passed": one.passed, "member": one.member, "code": one.code,
                      "values": one.values, "on": one.on})  # fmt: skip
    value = {"family": str(found.household), "status": found.status, "on": found.on, "eligible": found.eligible,
             "unknown": found.unknown, "rules": rules}  # fmt: skip
    return context.answer(value, lines)


def run_record(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        new = NewResult(
            selection(context, desk), Result(args.result), args.on or desk.today(), args.officer,
            tuple(args.reason), args.note, args.despite,
        )  # fmt: skip
        looked = args.dry_run
        found = results.look_over(desk, new, progress) if looked else results.record(desk, new, progress).value
    value = {"valid": found.valid, "not_valid": found.not_valid, "reasons": found.reasons, "left": found.left,
             "unknown": found.unknown}  # fmt: skip
    lines = [t("{valid} valid, {not_valid} not valid.", valid=found.valid, not_valid=found.not_valid)]
    lines += [t.sentence(code, {"count": count}) for code, count in found.left.items()]
    lines += _unknown(t, found.unknown)
    return context.answer(value, lines)


def run_status(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        chosen = selection(context, desk, EnrolmentStatus(args.present) if args.present else None)
        step = Move(EnrolmentStatus(args.to), args.on or desk.today(), args.reason, args.paper)
        new = NewStatus(chosen, step)
        found = changing.preview(desk, new)
        if not args.dry_run:
            if not found.go:
                # What stands in the way is the answer; the refusal that follows says it in one sentence.
                _answer_status(context, found)
            found = changing.change(desk, new, progress).value
    return _answer_status(context, found)


def _answer_status(context: Context, found: Preview) -> int:
    t = context.t
    cannot = [
        {"code": one.code, "status": one.status, "count": one.count, "first": _first(one)} for one in found.cannot
    ]
    value = {"families": found.go, "cannot": cannot, "unknown": found.unknown, "on_lists": found.on_lists}
    lines = [t.many("{shown} family goes", "{shown} families go", found.go, shown=found.go)]
    for one in found.cannot:
        status = f" ({t(ENROLMENT[one.status])})" if one.status else ""
        lines.append(f"{t.sentence(one.code, {'count': one.count})}{status}: {', '.join(_first(one))}")
    return context.answer(value, [*lines, *_unknown(t, found.unknown)])


def _unknown(t: Translator, cards: Sequence[str]) -> list[str]:
    if not cards:
        return []
    return [t("{count} card numbers are not known: {shown}", count=len(cards), shown=", ".join(cards))]


def _first(one: Obstacle) -> list[str]:
    """Some of those who cannot: by card, or by name where there is none."""
    return [card or name for name, card in one.shown[:MOST_NAMED]]


def run_quota(context: Context) -> int:
    args, t = context.args, context.t
    setting = bool(args.places or args.file)
    lines: list[str] = []
    with context.desk(*([Role.OPERATOR] if setting else EVERYBODY)) as desk, context.progress() as progress:
        programme = chosen_programme(context, desk)
        wanted = dict(args.places)
        if args.file is not None:
            read = quota_files.read(desk, args.file, progress)
            wanted = read.places | wanted
            why = {one.row: t.sentence(one.code, {}) for one in read.doubts}
            lines = [t("Row {row}: {written}: {why}", row=one.row, written=one.written, why=why[one.row])
                     for one in read.doubts]  # fmt: skip
        if setting:
            quotas.set_places(desk, programme, wanted)
        table = quotas.table(desk, programme)
    for line in table.lines:
        given, free = ("-" if number is None else number for number in (line.places, line.free))
        name = line.name or t("To be placed")
        lines.append(f"{line.code or '-'} · {name} · {given} · {line.used} · {free} · {line.waiting}")
    value = [
        {"village": one.code, "places": one.places, "used": one.used, "free": one.free, "waiting": one.waiting}
        for one in table.lines
    ]
    return context.answer(value, lines)


def run_waiting(context: Context) -> int:
    args, t = context.args, context.t
    with context.desk(*([Role.OPERATOR] if args.promote else EVERYBODY)) as desk, context.progress() as progress:
        programme, village = chosen_programme(context, desk), naming.village(desk, args.village)
        given: tuple[int, ...] = ()
        if args.promote:
            today = desk.today()
            given = waiting.promote(desk, programme, village, today, args.paper, progress).value.numbers
        found = waiting.look(desk, programme, village)
    lines = [t.many("{count} family got a place.", "{count} families got a place.", len(given))] if given else []
    lines += [f"{row.number:>5} · {row.caretaker_name} · {long_date(row.since)}" for row in found.rows]
    value = {
        "promoted": given,
        "free": found.free,
        "waiting": [{"number": row.number, "family": str(row.household), "fits": row.fits} for row in found.rows],
    }
    return context.answer(value, lines)

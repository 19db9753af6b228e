"""Commands of the auditor's tests: run them, read what they found last, and explain rows of it."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.money import grouped
from desktop.services.auditing import audits, comparing, explaining
from desktop.services.auditing.audits import AUDITORS, CheckRow, FindingRow
from desktop.services.auditing.comparing import FindingFilters, Since
from desktop.services.auditing.explaining import EXPLAINERS
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import ProgrammeKey, Reach
from desktop.services.auditing.said import Said
from desktop.services.desk import Desk
from desktop.services.money.keys import find_key
from desktop.wording import N_
from desktop.wording.auditing import LEVELS, TITLES

MOST = 10_000  # findings in one answer
SHOWN = 20  # of each test, where people read


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    one = commands.add_parser("audit", parents=[common], help=N_("what an auditor would find; status 1 if it is wrong"))
    _narrowed(one)
    one.set_defaults(run=run_audit)
    whole = commands.add_parser("finding", help=N_("rows that the auditor's tests named, and what explains them"))
    verbs = whole.add_subparsers(dest="verb", required=True)
    one = verbs.add_parser("list", parents=[common], help=N_("rows of the last run, each with its id"))
    _narrowed(one)
    one.add_argument("--open", action="store_true", help=N_("only those that nobody explained"))
    one.set_defaults(run=run_list)
    for verb, words in (
        ("explain", N_("explain rows (operator or supervisor)")),
        ("take-back", N_("take back what explains rows (operator or supervisor)")),
    ):
        one = verbs.add_parser(verb, parents=[common], help=words)
        one.add_argument("dir")
        one.add_argument("rows", nargs="+", metavar="CODE", help=N_("ids of rows, as they are listed"))
        if verb == "explain":
            one.add_argument("--reason", required=True, help=N_("why it is right, or what was done"))
        one.set_defaults(run=run_explain, reason="")


def _narrowed(one: argparse.ArgumentParser) -> None:
    one.add_argument("dir")
    one.add_argument("tranche", nargs="?", help=N_("[PROGRAMME:]YEAR/NUMBER"))
    one.add_argument("--programme", metavar="CODE", help=N_("all lists of this programme"))
    one.add_argument("--year", metavar="YEAR", type=int, help=N_("only this year of the programme"))


def run_audit(context: Context) -> int:
    """Run the tests, keep and tell what they found; a script stops where something is wrong."""
    with context.desk(*AUDITORS) as desk, context.progress() as progress:
        check = audits.run(desk, _over(desk, context.args), progress).value
        found = _Found(check, audits.findings(desk, check.id, limit=MOST), explaining.counts(desk, check.id))
    context.answer(_told(context, found), _lines(context, found))
    return 1 if check.wrong else 0


def run_list(context: Context) -> int:
    """Tell what the last run found of just this list, programme or year; without one, of all lists."""
    with context.desk(*AUDITORS) as desk:
        over = _over(desk, context.args)
        check = next((one for one in audits.checks(desk, over) if one.over == over), None)
        if check is None:
            raise Refused("audit.not_run")
        filters = FindingFilters(check.id, since=Since.OPEN if context.args.open else Since.ALL)
        found = _Found(check, comparing.page(desk, filters, MOST).rows, explaining.counts(desk, check.id))
    return context.answer(_told(context, found), [_listed(context, row) for row in found.rows])


def run_explain(context: Context) -> int:
    """Keep one explanation of several rows, or take theirs back, and tell everything that was said of each."""
    rows = [_id(word) for word in context.args.rows]
    with context.desk(*EXPLAINERS) as desk:
        many = explaining.explain(desk, rows, context.args.reason).value
        told = [{"id": str(row), "history": [_said(one) for one in explaining.history(desk, row)]} for row in rows]
    said = context.t.many("{shown} row is explained.", "{shown} rows are explained.", many, shown=grouped(many))
    taken = context.t("The explanation was taken back.")
    return context.answer({"rows": told}, [said if context.args.reason else taken])


@dataclass(frozen=True, slots=True)
class _Found:
    """A run, rows of it, and how many of each test are explained."""

    check: CheckRow
    rows: Sequence[FindingRow]
    explained: Mapping[AuditTest, int]


def _id(word: str) -> UUID:
    try:
        return UUID(word)
    except ValueError as fault:
        raise Refused("audit.unknown_row", row=word) from fault


def _over(desk: Desk, args: argparse.Namespace) -> Reach:
    """What is to be tested. Refuses two answers to that, and a year of no programme."""
    if (args.tranche and args.programme) or (args.year and not args.programme):
        raise Refused("audit.which")
    if args.programme:
        return ProgrammeKey(args.programme, args.year)
    return find_key(desk, args.tranche) if args.tranche else None


def _told(context: Context, found: _Found) -> dict[str, Any]:
    check = found.check
    over = check.over if isinstance(check.over, ProgrammeKey) else None
    return {
        "tranche": str(check.key) if check.key else None,
        "programme": over.programme if over else None,
        "year": over.year if over else None,
        "wrong": check.wrong,
        "doubtful": check.doubtful,
        "tests": [
            {"code": one.test.value, "level": one.level.value, "count": one.count}
            | {"explained": found.explained.get(one.test, 0)}
            for one in check.tests
        ],
        "rows": [_row(context, row) for row in found.rows],
    }


def _row(context: Context, row: FindingRow) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "code": row.test.value,
        "level": row.level.value,
        "household": str(row.household_id) if row.household_id else None,
        "card": row.card_number,
        "sentence": _sentence(context, row),
        "explained": _said(row.said) if row.said else None,
    }


def _said(said: Said) -> dict[str, Any]:
    return {"reason": said.reason, "by": said.by, "at": said.at.isoformat()}


def _listed(context: Context, row: FindingRow) -> str:
    said = context.t("Explained: {reason} ({who})", reason=row.said.reason, who=row.said.by) if row.said else ""
    return " · ".join(part for part in (str(row.id), _sentence(context, row), said) if part)


def _lines(context: Context, found: _Found) -> list[str]:
    t = context.t
    lines = []
    for one in found.check.tests:
        explained, many = grouped(found.explained.get(one.test, 0)), grouped(one.count)
        said = [t("{explained} of {many} explained", explained=explained, many=many)] if one.count else []
        lines.append(" · ".join([f"{many:>8}", t(LEVELS[one.level]), t(TITLES[one.test.value]), *said]))
        lines += [f"           {line}" for line in _some(context, found.rows, one.test)]
    return lines


def _some(context: Context, rows: Sequence[FindingRow], test: AuditTest) -> list[str]:
    return [_sentence(context, row) for row in rows if row.test is test][:SHOWN]


def _sentence(context: Context, row: FindingRow) -> str:
    return context.t.sentence(row.test.value, dict(row.told))

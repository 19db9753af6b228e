"""The command of the auditor's tests: over a list, a programme, a year of it, or everything."""

import argparse
from collections.abc import Sequence
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.money import grouped
from desktop.services.auditing import audits
from desktop.services.auditing.audits import AUDITORS, CheckRow, FindingRow
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import ProgrammeKey, Reach
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


def _narrowed(one: argparse.ArgumentParser) -> None:
    one.add_argument("dir")
    one.add_argument("tranche", nargs="?", help=N_("[PROGRAMME:]YEAR/NUMBER"))
    one.add_argument("--programme", metavar="CODE", help=N_("all lists of this programme"))
    one.add_argument("--year", metavar="YEAR", type=int, help=N_("only this year of the programme"))


def run_audit(context: Context) -> int:
    """Run the tests, keep and tell what they found; a script stops where something is wrong."""
    with context.desk(*AUDITORS) as desk, context.progress() as progress:
        check = audits.run(desk, _over(desk, context.args), progress).value
        rows = audits.findings(desk, check.id, limit=MOST)
    context.answer(_told(context, check, rows), _lines(context, check, rows))
    return 1 if check.wrong else 0


def _over(desk: Desk, args: argparse.Namespace) -> Reach:
    """What is to be tested. Refuses two answers to that, and a year of no programme."""
    if (args.tranche and args.programme) or (args.year and not args.programme):
        raise Refused("audit.which")
    if args.programme:
        return ProgrammeKey(args.programme, args.year)
    return find_key(desk, args.tranche) if args.tranche else None


def _told(context: Context, check: CheckRow, rows: Sequence[FindingRow]) -> dict[str, Any]:
    over = check.over if isinstance(check.over, ProgrammeKey) else None
    return {
        "tranche": str(check.key) if check.key else None,
        "programme": over.programme if over else None,
        "year": over.year if over else None,
        "wrong": check.wrong,
        "doubtful": check.doubtful,
        "tests": [{"code": one.test.value, "level": one.level.value, "count": one.count} for one in check.tests],
        "rows": [_row(context, row) for row in rows],
    }


def _row(context: Context, row: FindingRow) -> dict[str, Any]:
    return {
        "code": row.test.value,
        "level": row.level.value,
        "household": str(row.household_id) if row.household_id else None,
        "card": row.card_number,
        "sentence": _sentence(context, row),
    }


def _lines(context: Context, check: CheckRow, rows: Sequence[FindingRow]) -> list[str]:
    t = context.t
    lines = []
    for one in check.tests:
        lines.append(f"{grouped(one.count):>8} · {t(LEVELS[one.level])} · {t(TITLES[one.test.value])}")
        lines += [f"           {line}" for line in _some(context, rows, one.test)]
    return lines


def _some(context: Context, rows: Sequence[FindingRow], test: AuditTest) -> list[str]:
    return [_sentence(context, row) for row in rows if row.test is test][:SHOWN]


def _sentence(context: Context, row: FindingRow) -> str:
    return context.t.sentence(row.test.value, dict(row.told))

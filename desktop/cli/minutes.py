"""The commands of minutes (berita acara): making them, and writing their paper once more."""

import argparse
from pathlib import Path
from typing import Any

from desktop.cli.choosing import selection
from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.validating import minutes, minutes_paper
from desktop.services.validating.minutes import NewMinutes
from desktop.store.files import prove_target
from desktop.wording import N_

MOST_NAMED = 5  # of the minutes there are, beside a number that is none of them


def add(verbs: Any, whole: argparse.ArgumentParser, narrowed: argparse.ArgumentParser) -> None:
    """Add the verbs of minutes to those of validation."""
    paper = verbs.add_parser("minutes", parents=[narrowed], help=N_("make the results count by minutes (operator)"))
    paper.add_argument("--number", default="", help=N_("number of the minutes; else the next one"))
    paper.add_argument("--on", type=day, metavar="D", help=N_("YYYY-MM-DD; else today"))
    paper.add_argument("--place", default="", help=N_("where it was decided"))
    paper.add_argument(
        "--sign", action="append", default=[], metavar="NAME, OFFICE", help=N_("who signs; may be repeated")
    )
    paper.add_argument("--dry-run", action="store_true", help=N_("count what would be done"))
    paper.add_argument("--out", metavar="FILE.pdf", type=Path, help=N_("where the PDF is written"))
    paper.set_defaults(run=run_minutes)
    again = verbs.add_parser("print", parents=[whole], help=N_("write minutes that were made as a PDF once more"))
    again.add_argument("number", help=N_("number of the minutes, as it stands on them"))
    again.add_argument("--out", metavar="FILE.pdf", type=Path, required=True, help=N_("where the PDF is written"))
    again.set_defaults(run=run_print)


def run_minutes(context: Context) -> int:
    args, t = context.args, context.t
    if args.out is not None and not args.dry_run:
        prove_target(args.out)  # before the number is used
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        chosen, on = selection(context, desk), args.on or desk.today()
        number = args.number or minutes.proposed_number(desk, on)
        if args.dry_run:
            found = minutes.look_over(desk, chosen)
        else:
            new = NewMinutes(number, on, args.place, "\n".join(args.sign))
            found = minutes.make(desk, chosen, new, progress).value
            if args.out is not None:
                _save(desk, number, args.out, progress)
    value = {"number": number, "eligible": found.eligible, "waiting": found.waiting, "not_valid": found.not_valid,
             "left": found.left}  # fmt: skip
    said = t("{eligible} eligible, {waiting} waiting, {not_valid} not valid.", eligible=found.eligible,
             waiting=found.waiting, not_valid=found.not_valid)  # fmt: skip
    lines = [said, *(t.sentence(code, {"count": count}) for code, count in found.left.items())]
    return context.answer(value, lines)


def run_print(context: Context) -> int:
    args = context.args
    prove_target(args.out)
    with context.desk(*EVERYBODY) as desk, context.progress() as progress:
        pages = _save(desk, args.number, args.out, progress)
    line = context.t.many("{count} page: {path}", "{count} pages: {path}", pages, path=args.out)
    return context.answer({"file": str(args.out), "pages": pages}, [line])


def _save(desk: Desk, number: str, out: Path, progress: Progress) -> int:
    """Write the paper of the minutes with this number; answers its pages."""
    wanted, there = " ".join(number.split()), minutes.made(desk)
    row = next((one for one in there if one.number == wanted), None)
    if row is None:
        known = ", ".join(one.number for one in there[:MOST_NAMED])
        raise Refused("minutes.no_number" if known else "minutes.none_made", number=wanted, known=known)
    made = minutes_paper.on_paper(desk, row.id, progress=progress)
    minutes_paper.save(desk, made, out)
    return len(made)

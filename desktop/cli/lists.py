"""The command that holds a list of another office against the register: list."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Any

from desktop.cli.context import Context
from desktop.cli.values import day
from desktop.errors import Refused
from desktop.rules.nik import mask
from desktop.rules.official_lists import OfficialKind
from desktop.rules.register import RowProblem
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.official_lists import accepting, columns, offers, previewing
from desktop.services.official_lists.answers import About, ListTaken, Question
from desktop.services.official_lists.offers import Offers
from desktop.services.official_lists.previewing import ListPreview
from desktop.sheets.list_columns import mapped
from desktop.wording import N_, Translator
from desktop.wording.official_lists import KINDS, OUTCOMES, QUESTIONS

TYPED = MappingProxyType(
    {
        "dukcapil": OfficialKind.DUKCAPIL,
        "register": OfficialKind.POVERTY_REGISTER,
        "aid": OfficialKind.OTHER_AID,
        "staff": OfficialKind.STAFF,
        "civil": OfficialKind.CIVIL_SERVANTS,
    }
)
# Whose list it is goes without saying; a register or an aid has to be named.
USUAL = MappingProxyType(
    {OfficialKind.DUKCAPIL: "dukcapil", OfficialKind.STAFF: "sdm_kesos", OfficialKind.CIVIL_SERVANTS: "asn"}
)
MOST_QUESTIONS = 1000
_MOST_SHOWN = 20


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    held = commands.add_parser("list", parents=[common], help=N_("hold a list of another office against the register"))
    held.add_argument("dir")
    held.add_argument("file", help=N_("xlsx, xls, ods or csv"))
    held.add_argument("--kind", required=True, choices=list(TYPED), help=N_("what kind of list it is"))
    held.add_argument("--source", metavar="NAME", default="", help=N_("whose list: dtsen, dtks, bdt2015, pkh, bpnt …"))
    held.add_argument("--as-of", metavar="DATE", type=day, help=N_("the day it was made (YYYY-MM-DD); else today"))
    held.add_argument("--map", metavar="FILE", help=N_("what the columns mean: a JSON object from headings to fields"))
    held.add_argument("--dry-run", action="store_true", help=N_("say what it means and keep nothing"))
    held.set_defaults(run=run_list)


def run_list(context: Context) -> int:
    args = context.args
    kind = TYPED[args.kind]
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        about = About(kind, args.source or USUAL.get(kind, ""), args.as_of or desk.today())
        path = Path(args.file)
        said = _columns(desk, path, about, Path(args.map)) if args.map else None
        previewed = previewing.preview(desk, path, about, said, progress)
        taken = offered = None
        if not args.dry_run:
            taken = accepting.accept(desk, previewed, None, progress).value
            offered = offers.offers(desk, taken.list_id, progress) if taken.list_id else None
    context.answer(_value(context.t, previewed, taken, offered), _lines(context, previewed, taken, offered))
    if previewed.counts.matched or previewed.counts.kept or previewed.counts.questions:
        return 0
    print(context.t.refusal(Refused("list.nobody_meant", name=path.name)), file=sys.stderr)
    return 1


def _columns(desk: Desk, path: Path, about: About, file: Path) -> dict[int, str]:
    try:
        said = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refused("list.map_unreadable", name=file.name) from error
    if not isinstance(said, dict) or not all(isinstance(field, str) for field in said.values()):
        raise Refused("list.map_unreadable", name=file.name)
    return mapped(columns.look(desk, path, about.kind, about.source).sighted.headings, said)


def _value(t: Translator, previewed: ListPreview, taken: ListTaken | None, offered: Offers | None) -> dict[str, Any]:
    file, counts = previewed.file, previewed.counts
    return {
        "file": file.name,
        "sha256": file.sha256.hex(),
        "sheet": file.sighted.sheet,
        "kind": previewed.about.kind.value,
        "source": previewed.about.source,
        "as_of": previewed.about.as_of.isoformat(),
        "columns": {file.sighted.headings[place]: field for place, field in sorted(file.columns.items())},
        "dry_run": taken is None,
        **asdict(counts),
        "problems": [_told(t, problem) for problem in previewed.compared.problems],
        "questions_asked": [_question(one) for one in previewed.compared.questions[:MOST_QUESTIONS]],
        "list": str(taken.list_id) if taken and taken.list_id else None,
        "taken": taken.matches if taken else 0,
        "tasks_opened": taken.tasks_opened if taken else 0,
        "offers": {"aids": len(offered.aids), "ranks": len(offered.ranks)} if offered else None,
    }


def _told(t: Translator, problem: RowProblem) -> dict[str, Any]:
    return {
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "code": problem.code,
        "sentence": t.sentence(problem.code, problem.values),
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "row": question.row,
        "name": question.listed.name,
        "why": question.why,
        "families": sorted({str(each.match.household) for each in question.candidates}),
    }


def _lines(context: Context, previewed: ListPreview, taken: ListTaken | None, offered: Offers | None) -> Iterator[str]:
    t, counts = context.t, previewed.counts
    yield t("{name}: {kind}, {source}, {rows} rows.", name=previewed.file.name, kind=t(KINDS[previewed.about.kind]),
            source=previewed.about.source, rows=counts.rows)  # fmt: skip
    yield t(
        "By NIK {nik}, by No KK {kk}, questions {questions}, not here {absent}, without number {unusable}, result"
        " unknown {undecided}, repeated {repeated}, kept before {kept}.",
        nik=counts.by_nik, kk=counts.by_kk, questions=counts.questions, absent=counts.absent,
        unusable=counts.unusable - counts.undecided, undecided=counts.undecided,
        repeated=counts.repeated, kept=counts.kept,
    )  # fmt: skip
    if counts.outcomes:
        yield _outcomes(context, counts.outcomes)
    yield from _asked(context, previewed)
    yield from _wrong(context, previewed)
    if taken is None:
        yield t("Nothing was saved: this was a dry run.")
    elif not taken.matches:
        yield t("Nothing new: what can be kept of this list is kept already.")
    else:
        yield t.many("{count} result is kept.", "{count} results are kept.", taken.matches)
    if taken and taken.tasks_opened:
        yield t.many(
            "{count} person is to be looked into.", "{count} people are to be looked into.", taken.tasks_opened
        )
    if offered and (offered.aids or offered.ranks):
        yield t(
            "The list offers {aids} aids and {ranks} places in the register; take them over in the window.",
            aids=len(offered.aids),
            ranks=len(offered.ranks),
        )


def _outcomes(context: Context, outcomes: Mapping[str, int]) -> str:
    t = context.t
    return " · ".join(f"{t(OUTCOMES[outcome])}: {count}" for outcome, count in sorted(outcomes.items()))


def _asked(context: Context, previewed: ListPreview) -> Iterator[str]:
    t, questions = context.t, previewed.compared.questions
    for question in questions[:_MOST_SHOWN]:
        who = question.listed.name or mask(question.listed.nik)
        yield "  " + t("row {row}", row=question.row) + f": {who} · {t(QUESTIONS[question.why])}"
    if len(questions) > _MOST_SHOWN:
        yield t("… and {count} more; --json tells of them.", count=len(questions) - _MOST_SHOWN)


def _wrong(context: Context, previewed: ListPreview) -> Iterator[str]:
    """Say which cells could not be read as they are, as far as one reads on."""
    t, problems = context.t, previewed.compared.problems
    for problem in problems[:_MOST_SHOWN]:
        place = f"{problem.column}{problem.row}" if problem.column else t("row {row}", row=problem.row)
        yield f"  {place}: {t.sentence(problem.code, problem.values)}"
    if previewed.counts.warnings > _MOST_SHOWN:
        yield t("… and {count} more; --json tells of them.", count=previewed.counts.warnings - _MOST_SHOWN)

"""The command that takes in a register: import."""

import argparse
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.register import RowProblem
from desktop.rules.terms import Role
from desktop.services import naming
from desktop.services.importing import accepting, mapping, previewing, workbooks
from desktop.services.importing.answers import Counts, ImportResult, Totals
from desktop.services.importing.previewing import ImportPreview
from desktop.store.files import prove_target
from desktop.wording import N_, Translator

MOST_PROBLEMS = 1000
WORKBOOK = ".xlsx"
_MOST_SHOWN = 20


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the command of this module."""
    taking = commands.add_parser("import", parents=[common], help=N_("take in a register of families"))
    taking.add_argument("dir")
    what = taking.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", help=N_("xlsx, xls, ods or csv"))
    what.add_argument("--template", metavar="OUT.xlsx", help=N_("write our own empty workbook instead"))
    taking.add_argument("--layout", default="auto", help=N_("auto, or the name of a layout"))
    taking.add_argument(
        "--map",
        metavar="MAP.json",
        help=N_("what the columns mean: a JSON object from headings to fields; remembered under --source"),
    )
    taking.add_argument("--source", metavar="NAME", help=N_("name of the list that --map explains"))
    taking.add_argument("--village", metavar="CODE", help=N_("village of the families whose rows name none"))
    taking.add_argument("--programme", metavar="NAME", help=N_("of the new candidates, where several run"))
    taking.add_argument("--dry-run", action="store_true", help=N_("say what would happen and save nothing"))
    taking.add_argument(
        "--problems", metavar="OUT.xlsx", help=N_("write the rows that were kept out, with the reasons")
    )
    taking.set_defaults(run=run_import)


def run_import(context: Context) -> int:
    args = context.args
    if args.template:
        workbooks.template(Path(args.template))
        return context.answer({"template": args.template}, [context.t("Written: {path}", path=args.template)])
    out = _out(Path(args.file), Path(args.problems)) if args.problems else None
    columns = mapping.read_map(Path(args.map)) if args.map else None
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        programme = naming.programme(desk, args.programme) if args.programme else None
        layout = args.layout
        if columns is not None:
            layout = mapping.save_map(desk, args.source or Path(args.map).stem, columns).value
        previewed = previewing.preview(desk, Path(args.file), layout, args.village, progress)
        written = 0
        if out and (previewed.counts.refused or previewed.counts.ambiguous):
            written = workbooks.problems(desk, previewed, out, context.t)
        result = None
        if not args.dry_run:
            result = accepting.accept(desk, previewed, programme, progress).value
    value = _value(context, previewed, result) | {"problems_written": written}
    context.answer(value, _lines(context, previewed, result))
    if previewed.counts.taken:
        return 0
    refused = Refused("import.nothing_taken", name=previewed.file.name)
    print(context.t.refusal(refused), file=sys.stderr)
    return 1


def _out(source: Path, out: Path) -> Path:
    """Where the rows kept out go; refused before anything is taken in."""
    workbooks.check_other_file(source, out)
    if out.suffix.lower() != WORKBOOK:
        raise Refused("naming.not_workbook", path=out.name)
    prove_target(out)
    return out


def _value(context: Context, previewed: ImportPreview, result: ImportResult | None) -> dict[str, Any]:
    problems = [problem for row in previewed.rows for problem in row.problems]
    after = previewed.after if result is None else result.after
    return {
        "file": previewed.file.name,
        "sha256": previewed.file.sha256,
        "layout": previewed.file.layout,
        "sheet": previewed.file.sheet,
        "dry_run": result is None,
        **asdict(previewed.counts),
        "before": asdict(previewed.before),
        "after": asdict(after),
        "problems": [
            {
                "row": problem.row or None,  # of a whole sheet
                "column": problem.column,
                "heading": problem.heading,
                "code": problem.code,
                "sentence": context.t.sentence(problem.code, problem.values),
                "refuses": problem.refuses,
            }
            for problem in (*previewed.problems, *problems)[:MOST_PROBLEMS]
        ],
        "batch": None if result is None or result.batch is None else str(result.batch),
        "tasks_opened": 0 if result is None else result.tasks_opened,
    }


def _lines(context: Context, previewed: ImportPreview, result: ImportResult | None) -> list[str]:
    t, counts, file = context.t, previewed.counts, previewed.file
    lines = [
        t("{name}: {layout}, sheet {sheet}, {rows} rows.", name=file.name, layout=file.layout_title, sheet=file.sheet,
          rows=counts.rows),
        _rows(context, counts),
    ]  # fmt: skip
    if result is None:
        lines.append(t("Nothing was saved: this was a dry run."))
    elif counts.nothing_to_do and counts.same:
        lines.append(t("0 new: everything that could be taken in was there already. Nothing was changed."))
    else:
        lines.append(_totals(context, result.before, result.after))
    if counts.households_back or counts.members_back:
        lines.append(
            t("Back after an undone import: {families} families, {members} members.", families=counts.households_back,
              members=counts.members_back)
        )  # fmt: skip
    if counts.to_place:
        lines.append(t("{count} families wait to be placed in a village.", count=counts.to_place))
    return [*lines, *_told(context, previewed)]


def _told(context: Context, previewed: ImportPreview) -> list[str]:
    """Say what is wrong with the rows kept out, then what to look at in the others, as far as one reads on."""
    t = context.t
    of_rows = [problem for row in previewed.rows for problem in row.problems]
    kept_out = [problem for problem in of_rows if problem.refuses]
    warned = [problem for problem in of_rows if not problem.refuses]
    lines = [_problem(t, problem) for problem in (*previewed.problems, *kept_out)[:_MOST_SHOWN]]
    if len(kept_out) > _MOST_SHOWN:
        more = len(kept_out) - _MOST_SHOWN
        lines.append(t("… and {count} more; write them to a workbook with --problems.", count=more))
    if warned:
        lines.append(t("Taken as it is, but look at it:"))
    alike: dict[str, list[RowProblem]] = {}
    for problem in warned:
        alike.setdefault(t.sentence(problem.code, problem.values), []).append(problem)
    for first, *others in list(alike.values())[:_MOST_SHOWN]:
        rest = t.many(" (and {count} row more)", " (and {count} rows more)", len(others)) if others else ""
        lines.append(_problem(t, first) + rest)
    if len(alike) > _MOST_SHOWN:
        lines.append(t("… and {count} more; --json tells of them.", count=len(alike) - _MOST_SHOWN))
    return lines


def _problem(t: Translator, problem: RowProblem) -> str:
    if not problem.row:  # of a whole sheet, which the sentence names
        return f"  {t.sentence(problem.code, problem.values)}"
    place = f"{problem.column}{problem.row}" if problem.column else t("row {row}", row=problem.row)
    return f"  {place}: {t.sentence(problem.code, problem.values)}"


def _rows(context: Context, counts: Counts) -> str:
    return context.t(
        "New {new}, changed {changed}, same {same}, refused {refused}, questions {ambiguous}; warnings {warnings}.",
        new=counts.new,
        changed=counts.changed,
        same=counts.same,
        refused=counts.refused,
        ambiguous=counts.ambiguous,
        warnings=counts.warnings,
    )


def _totals(context: Context, before: Totals, after: Totals) -> str:
    return context.t(
        "Families {families_before} → {families_after}, members {members_before} → {members_after}.",
        families_before=before.households,
        families_after=after.households,
        members_before=before.members,
        members_after=after.members,
    )

"""The commands of accepted imports: imports lists them, undo takes one back as a whole."""

import argparse
import sys
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from desktop.cli.context import Context
from desktop.errors import Refused
from desktop.rules.dates import short_date
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.importing import undoing
from desktop.services.importing.batches import BatchRow, batches
from desktop.services.importing.undoing import UndoPreview, UndoResult
from desktop.wording import N_
from desktop.wording.importing import BUILT

_MOST_SHOWN = 20


def add(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the commands of this module."""
    listing = commands.add_parser("imports", parents=[common], help=N_("list the accepted imports, the newest first"))
    listing.add_argument("dir")
    listing.set_defaults(run=run_imports)
    undo = commands.add_parser("undo", parents=[common], help=N_("undo an accepted import as a whole"))
    undo.add_argument("dir")
    undo.add_argument("batch", help=N_("id of the import, or as much of its beginning as is unique"))
    undo.add_argument("--reason", default="", help=N_("why; kept with every family that leaves the lists"))
    undo.add_argument("--dry-run", action="store_true", help=N_("say what would happen and change nothing"))
    undo.set_defaults(run=run_undo)


def run_imports(context: Context) -> int:
    with context.desk(*EVERYBODY) as desk:
        rows = batches(desk)
        lines = [_line(context, desk, row) for row in rows]
    return context.answer([_batch(row) for row in rows], lines)


def run_undo(context: Context) -> int:
    args = context.args
    with context.desk(Role.OPERATOR) as desk, context.progress() as progress:
        batch = _named(args.batch, batches(desk))
        shown = undoing.preview_undo(desk, batch)
        refused = undoing.refusal(desk, shown.batch, shown.ground)
        if refused is not None and (shown.batch.undone or not args.dry_run):
            # The sentence first: it says what the list below is.
            print(context.t.refusal(refused), file=sys.stderr, flush=True)
            if shown.built_total:
                context.answer(_value(shown, None), _built(context, shown))
            return 1
        if args.dry_run:
            return context.answer(_value(shown, None), _would(context, shown, refused))
        result = undoing.undo(desk, batch, args.reason, progress).value
    return context.answer(_value(shown, result), [_done(context, result)])


def _named(typed: str, rows: list[BatchRow]) -> UUID:
    found = [row.id for row in rows if typed and str(row.id).startswith(typed.lower())]
    if len(found) != 1:
        raise Refused("import.no_batch", batch=typed)
    return found[0]


def _batch(row: BatchRow) -> dict[str, Any]:
    return {
        name: str(value) if isinstance(value, UUID) else value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(row).items()
    }


def _line(context: Context, desk: Desk, row: BatchRow) -> str:
    t, at = context.t, desk.local(row.at)
    said = t(
        "{id}  {at}  {name} ({layout}): new {households} families, {members} members; changed {changed} families,"
        " {changed_members} members; by {by}",
        id=row.id,
        at=f"{short_date(at)} {at:%H.%M}",
        name=row.file_name,
        layout=row.layout,
        households=row.households_new + row.households_back,
        members=row.members_new + row.members_back,
        changed=row.households_changed - row.households_back,  # who comes back is changed as well
        changed_members=row.members_changed - row.members_back,
        by=row.by,
    )
    if not row.undone:
        return said
    why = f": {row.undone_for}" if row.undone_for else ""
    return f"{said}; {t('undone by {by}', by=row.undone_by)}{why}"


def _value(shown: UndoPreview, result: UndoResult | None) -> dict[str, Any]:
    return {
        "batch": str(shown.batch.id),
        "file": shown.batch.file_name,
        "dry_run": result is None,
        "possible": shown.possible,
        "households": shown.households,
        "members": shown.members,
        "restored": shown.restored,
        "built_on": shown.built_counts,
        "later_imports": [
            {"batch": str(one.id), "file": one.file_name, "at": one.at.isoformat()} for one in shown.ground.later
        ],
        "worked_on_by_hand": shown.ground.by_hand,
        "built": [
            {"kind": each.kind, "household": str(each.household), "family": each.family, "village": each.village}
            for each in shown.built
        ],
        "before": asdict(shown.before),
        "after": None if result is None else asdict(result.after),
    }


def _would(context: Context, shown: UndoPreview, refused: Refused | None) -> list[str]:
    t = context.t
    if refused is not None:
        return [t.refusal(refused), *_built(context, shown), t("Nothing was saved: this was a dry run.")]
    return [
        t(
            "{households} families would leave the lists, {members} members be withdrawn, {restored} records go back.",
            households=shown.households,
            members=shown.members,
            restored=shown.restored,
        ),
        t("Nothing was saved: this was a dry run."),
    ]


def _built(context: Context, shown: UndoPreview) -> list[str]:
    t = context.t
    counts = [f"  {t(BUILT.get(kind, kind))}: {count}" for kind, count in shown.built_counts.items()]
    named = dict.fromkeys(f"  {each.family} ({each.village})" for each in shown.built if each.family)
    return [t("Built on this import since:"), *counts, *list(named)[:_MOST_SHOWN]]


def _done(context: Context, result: UndoResult) -> str:
    return context.t(
        "Undone: {name}. Families {families_before} → {families_after}, members {members_before} → {members_after}.",
        name=result.file_name,
        families_before=result.before.households,
        families_after=result.after.households,
        members_before=result.before.members,
        members_after=result.after.members,
    )

"""Accepting a previewed import: all of it in one transaction, as one batch, or nothing."""

import json
from dataclasses import asdict

from sqlalchemy.orm import Session

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import ImportBatch
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import programmes
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.importing.answers import ImportResult
from desktop.services.importing.duplicates import open_pairs
from desktop.services.importing.known import change_number
from desktop.services.importing.memory import uncollected
from desktop.services.importing.previewing import ImportPreview, Prepared, prepare, shown
from desktop.services.importing.saving import About, save

_LONGEST_NAME = 120


@allowed(Role.OPERATOR)
def accept(
    desk: Desk, previewed: ImportPreview, programme: str | None = None, progress: Progress = SILENT
) -> Answer[ImportResult]:
    """Save what the preview showed, all or nothing. New families become candidates of the programme.

    `programme` is needed where the office runs several. Refused when the office changed since in a way that
    changes the preview.
    """
    if previewed.counts.nothing_to_do:
        result = ImportResult(previewed.file, previewed.counts, previewed.before, previewed.before)
        return Answer(result, Changes())
    with uncollected(), desk.write("import.accept") as unit:
        made = _still_true(desk, unit.session, previewed, progress)
        code = programmes.newest(unit.session, programme).code
        batch = new_id()
        unit.journal.batch = str(batch)
        file, now = previewed.file, desk.now()
        about = About(
            file.layout,
            code,
            file.name[:_LONGEST_NAME],
            desk.today(),
            now,
            desk.person.id,
            made.reading.form.poverty_register,
        )
        unit.session.add(
            ImportBatch(
                id=batch,
                file_name=file.name[:200],
                sha256=bytes.fromhex(file.sha256),
                layout=file.layout,
                by=desk.person.id,
                at=now,
                counts=json.dumps(_figures(previewed)),
            )
        )
        unit.journal.note(kind="import_batch", record=str(batch), file=file.name, figures=_figures(previewed))
        save(unit, made.plan, about, progress)
        opened = open_pairs(unit, made.duplicates, now)
        unit.touch("household", "member", "enrolment", "external_id", "import_batch")
    result = ImportResult(file, previewed.counts, previewed.before, previewed.after, batch, opened)
    return Answer(result, Changes(unit.changes.kinds))


def _still_true(desk: Desk, session: Session, previewed: ImportPreview, progress: Progress) -> Prepared:
    """Answer the plan, worked out again where anything was saved since; refused when it came out otherwise."""
    made = previewed.prepared
    if change_number(session) == made.plan.known.change:
        return made
    again = prepare(desk, session, made.reading, made.families, made.village, progress)
    now = shown(previewed.file, again)
    if (now.rows, now.before) != (previewed.rows, previewed.before):
        raise Refused("import.office_changed")
    return again


def _figures(previewed: ImportPreview) -> dict[str, object]:
    before, after = asdict(previewed.before), asdict(previewed.after)
    return {**asdict(previewed.counts), "before": before, "after": after}

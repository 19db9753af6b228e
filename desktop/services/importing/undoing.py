"""Undoing an accepted import as one batch, as long as nothing was built on it."""

from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import ImportBatch
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.rules.terms import Role
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.importing.answers import Totals
from desktop.services.importing.batches import BatchRow, batch_of
from desktop.services.importing.built_on import BuiltOn, Ground, built_on
from desktop.services.importing.known import totals
from desktop.services.importing.memory import uncollected
from desktop.services.importing.reverting import Undoing, brought_back, facts_added, revert
from desktop.services.importing.taken_back import UNDO
from desktop.services.importing.written import Written, read_written

_LONGEST_REASON = 200
_SHORTEST_REASON = 3
_NAMED = 5  # families in the sentence of a refusal


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing would do: families that leave the lists, members withdrawn, records put back.

    While anything stands on the import, it cannot be undone; `built` are the first of `built_total` such things.
    """

    batch: BatchRow
    households: int
    members: int
    restored: int
    ground: Ground
    before: Totals

    @property
    def built(self) -> tuple[BuiltOn, ...]:
        return self.ground.built

    @property
    def built_counts(self) -> dict[str, int]:
        return self.ground.counts

    @property
    def built_total(self) -> int:
        return self.ground.total

    @property
    def possible(self) -> bool:
        return not self.built_total and not self.batch.undone


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What was undone, and the figures of the office before and after."""

    batch: UUID
    file_name: str
    households: int
    members: int
    restored: int
    before: Totals
    after: Totals


@allowed(*EVERYBODY)
def preview_undo(desk: Desk, batch: UUID) -> UndoPreview:
    """Say what undoing the import would do, and what stands in its way."""
    with uncollected(), desk.read() as session:
        row = batch_of(session, batch)
        written = read_written(session, batch)
        ground = Ground() if row.undone else built_on(session, written)
        before = totals(session)
        added = facts_added(session, written)
        families, members = (0, 0) if row.undone else brought_back(session, written)
    return UndoPreview(
        row,
        len(written.made("household")) + families,
        len(written.made("member")) + members,
        sum(len(written.changed(kind)) for kind in written.versions) + added - families - members,
        ground,
        before,
    )


@allowed(*EVERYBODY)
def refusal(desk: Desk, row: BatchRow, ground: Ground) -> Refused | None:
    """Why the import cannot be undone, if it cannot; `ground` is what stands on it."""
    if row.undone:
        return Refused("import.undone_already", name=row.file_name)
    on = long_date(desk.local(row.at).date())
    if ground.later and not ground.by_hand:
        named = [f"{one.file_name} ({long_date(desk.local(one.at).date())})" for one in ground.later]
        return Refused("import.later_first", name=row.file_name, on=on, imports=", ".join(named))
    if not ground.total:
        return None
    names = list(dict.fromkeys(each.family for each in ground.built if each.family))[:_NAMED]
    said = {"count": ground.total, "kinds": tuple(ground.counts), "families": ", ".join(names) or "-"}
    return Refused("import.built_on", name=row.file_name, on=on, **said)


@allowed(Role.OPERATOR)
def undo(desk: Desk, batch: UUID, reason: str, progress: Progress = SILENT) -> Answer[UndoResult]:
    """Put everything back as it was before this import, or nothing: nothing is deleted, every record keeps its history.

    Refused with the list of what was built on it since, if anything was.
    """
    with uncollected(), desk.write(UNDO) as unit:
        row, written = _undoable(desk, unit.session, batch)
        why = _checked(reason)  # asked for last: nobody writes one for what cannot be undone
        before = totals(unit.session)
        done = revert(unit, written, Undoing(desk.person.id, desk.today(), why), progress)
        taken = unit.session.get_one(ImportBatch, batch)
        taken.undone_at, taken.undone_by, taken.undone_for = desk.now(), desk.person.id, why
        unit.session.flush()
        after = totals(unit.session)
        result = UndoResult(batch, row.file_name, done.households, done.members, done.restored, before, after)
        figures = {"before": asdict(before), "after": asdict(after)}
        # The reason stays with the import: what a person writes freely may name people, and the log is for ever.
        unit.journal.note(kind="import_batch", record=str(batch), file=row.file_name, figures=figures)
        unit.touch("household", "member", "enrolment", "import_batch", families=done.families)
    return Answer(result, unit.changes)


def _checked(reason: str) -> str:
    """The reason as it is kept; refused where there is none."""
    why = " ".join(reason.split())[:_LONGEST_REASON]
    if len(why) < _SHORTEST_REASON:
        raise Refused("import.reason_missing")
    return why


def _undoable(desk: Desk, session: Session, batch: UUID) -> tuple[BatchRow, Written]:
    row = batch_of(session, batch)
    written = read_written(session, batch)
    refused = refusal(desk, row, Ground() if row.undone else built_on(session, written))
    if refused is not None:
        raise refused
    return row, written

"""Keeping what a list says: the list, and each result with it, in one transaction; no family is changed by it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.models import ListMatch, OfficialList
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import column_maps
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.official_lists import waiting
from desktop.services.official_lists.answers import Candidate, ListTaken, Match
from desktop.services.official_lists.previewing import ListPreview, change_number, compare, known_list
from desktop.sheets.list_columns import load_list_layout
from desktop.store.unit import Unit
from desktop.wording.importing import SAVING

AT_ONCE = 5_000


@allowed(Role.OPERATOR)
def accept(
    desk: Desk, previewed: ListPreview, decided: Mapping[int, Candidate] | None = None, progress: Progress = SILENT
) -> Answer[ListTaken]:
    """Keep what the preview showed, and the questions a person answered ({row: whom it means}), or nothing.

    The same file again keeps only what is new of it. Who died by the list, and who stands in one of staff, opens a
    task. Refused when the office changed since in a way that changes the preview.
    """
    answered = list(_answered(previewed, decided or {}))
    matches = [*previewed.compared.matches, *answered]
    if not matches:
        return Answer(ListTaken(previewed.known, 0, 0, 0), Changes())
    with desk.write("list.accept") as unit:
        _still_true(desk, unit, previewed, progress)
        list_id = _list(desk, unit, previewed, matches)
        column_maps.remember(
            unit, desk, previewed.about.kind, previewed.about.source, previewed.file.sighted, previewed.file.columns
        )
        _keep(unit, list_id, matches, progress)
        opened = waiting.open_tasks(unit, list_id, previewed.about, matches, desk.now())
        unit.journal.note(
            kind="official_list", record=str(list_id), file=previewed.file.name, source=previewed.about.source,
            matches=len(matches), decided=len(answered), counts=asdict(previewed.counts),
        )  # fmt: skip
        unit.touch("official_list", "list_match", *(("task",) if opened else ()))
    return Answer(ListTaken(list_id, len(matches), len(answered), opened), Changes(unit.changes.kinds))


def _answered(previewed: ListPreview, decided: Mapping[int, Candidate]) -> Iterator[Match]:
    """Only what was asked can be answered, and only by one of those it was asked about."""
    questions = {question.row: question for question in previewed.compared.questions}
    for row, candidate in sorted(decided.items()):
        question = questions.get(row)
        if question is None or candidate not in question.candidates:
            raise Refused("list.not_asked", row=row)
        yield candidate.match


def _still_true(desk: Desk, unit: Unit, previewed: ListPreview, progress: Progress) -> None:
    if change_number(unit.connection) == previewed.change:
        return
    file, about = previewed.file, previewed.about
    layout = load_list_layout(about.kind)
    known = known_list(unit.connection, file, about)
    again = compare(unit.connection, file, about, layout, desk.today(), known, progress)
    if again != previewed.compared:
        raise Refused("list.office_changed")


def _list(desk: Desk, unit: Unit, previewed: ListPreview, matches: Sequence[Match]) -> UUID:
    """The list itself; one that was kept before gets its counts brought up to date."""
    about, file = previewed.about, previewed.file
    if previewed.known is not None:
        kept = unit.session.scalars(select(OfficialList).where(OfficialList.id == previewed.known)).one()
        kept.counts = json.dumps(_counted(json.loads(kept.counts), matches), sort_keys=True)
        return kept.id
    list_id = new_id()
    unit.session.add(
        OfficialList(
            id=list_id,
            kind=about.kind.value,
            source=about.source,
            title=about.title,
            as_of=about.as_of,
            file_name=file.name[:200],
            sha256=file.sha256,
            rows=previewed.counts.rows,
            counts=json.dumps(_counted({}, matches), sort_keys=True),
            by=desk.person.id,
            at=desk.now(),
        )
    )
    return list_id


def _counted(before: dict[str, int], matches: Sequence[Match]) -> dict[str, int]:
    found = dict(before)
    for match in matches:
        found[match.outcome.value] = found.get(match.outcome.value, 0) + 1
    return found


def _keep(unit: Unit, list_id: UUID, matches: Sequence[Match], progress: Progress) -> None:
    rows = (_row(list_id, match) for match in matches)
    done = 0
    while part := list(islice(rows, AT_ONCE)):
        progress.step(done, len(matches), SAVING)
        unit.insert_many(ListMatch, part)
        # Each part at once, so that a large list is never in memory twice.
        unit.journal.write()
        done += len(part)


def _row(list_id: UUID, match: Match) -> dict[str, Any]:
    return {
        "id": new_id(), "list_id": list_id, "household_id": match.household, "member_id": match.member,
        "outcome": match.outcome.value, "found_by": match.found_by.value, "row": match.row, "said": match.said,
    }  # fmt: skip

"""Printing receipts into files: originals once, spoiled pages again with the reason, everything later as copies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.documents.receipts import write_receipts
from desktop.errors import Refused
from desktop.models import PayList, PrintRun
from desktop.progress import SILENT, Progress
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.terms import PayListState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import paper_rows, print_plan
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.paper_rows import Rows, Wish
from desktop.services.money.print_plan import Run, RunKind, Segment
from desktop.store.files import Placing, in_place
from desktop.store.unit import Unit

__all__ = ["Printed", "Wish", "confirm", "preview", "print_receipts", "print_spoiled"]

NUMBERED = frozenset({PayListState.APPROVED, PayListState.OPEN, PayListState.CLOSED, PayListState.LOCKED})
PLAIN = Wish()


@dataclass(frozen=True, slots=True)
class Printed:
    """What came out. `waiting`: originals are among it, and somebody has to say that they came out well."""

    files: tuple[str, ...]
    receipts: int
    originals: int
    copies: int
    first: str
    last: str
    waiting: bool
    settled: bool = False  # an earlier print waited, and counts as good from now on


@dataclass(frozen=True, slots=True)
class _Job:
    """A print as planned: which numbers, printed how, and the past runs the plan rests on."""

    pay_list: PayList
    segments: tuple[Segment, ...]
    counts: tuple[int, ...]  # receipts in each segment
    runs: tuple[Run, ...]
    reason: str = ""
    settles: bool = False  # says of earlier runs that they came out well


@allowed(Role.OPERATOR)
def print_receipts(
    desk: Desk, key: TrancheKey, out: Path, wish: Wish = PLAIN, progress: Progress = SILENT, *, settles: bool = False
) -> Answer[Printed]:
    """Make the PDF. Refused while an earlier print waits to be called good, so that no original exists twice.

    With `settles` it says that of the earlier one itself, in the same transaction: its receipts come as copies.
    """
    return _print(desk, key, out, wish, progress, settles=settles)


@allowed(Role.OPERATOR)
def print_spoiled(
    desk: Desk, key: TrancheKey, out: Path, wish: Wish, reason: str, progress: Progress = SILENT
) -> Answer[Printed]:
    """Print originals again whose page was spoiled; `wish` names them. They lie in the print that waits."""
    if not reason.strip():
        raise Refused("money.no_reason")
    return _print(desk, key, out, wish, progress, reason.strip()[:200])


@allowed(Role.OPERATOR)
def confirm(desk: Desk, key: TrancheKey) -> Answer[int]:
    """Say that what waits came out well: the originals are made. Answers how many runs waited."""
    with desk.write("receipts.confirm") as unit:
        confirmed = _confirm(desk, unit, list_here(unit.session, key, desk.office.code))
        if not confirmed:
            raise Refused("money.no_open_run", tranche=key.short)
    return Answer(confirmed, unit.changes)


def _confirm(desk: Desk, unit: Unit, pay_list: PayList) -> int:
    waiting = unit.session.scalars(
        select(PrintRun).where(PrintRun.pay_list_id == pay_list.id, PrintRun.confirmed_at.is_(None))
    ).all()
    for run in waiting:
        run.confirmed_at = desk.now()
    return len(waiting)


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def preview(desk: Desk, key: TrancheKey, wish: Wish = PLAIN, page: int = 1) -> bytes:
    """One page as it will look, marked CONTOH; counted nowhere, but it stands in the log."""
    with desk.write("receipts.preview") as unit:
        unit.journal.note(tranche=str(key), page=page)
    with desk.read() as session:
        pay_list = _numbered(session, key, desk.office.code)
        one = Wish(wish.paper, wish.per_page, wish.first, wish.last, (page, page), wish.village_code)
        segments = [Segment(first, last, 0) for first, last in paper_rows.number_ranges(session, pay_list, one)]
        file = BytesIO()
        rows = Rows(session, pay_list).between(segments, wish.village_code)
        write_receipts(rows, paper_rows.sheet(session, wish, desk.today(), sample=True), file)
    return file.getvalue()


def _print(
    desk: Desk, key: TrancheKey, out: Path, wish: Wish, progress: Progress, reason: str = "", *, settles: bool = False
) -> Answer[Printed]:
    with desk.read() as session:
        job = _plan(session, _numbered(session, key, desk.office.code), wish, reason, settles=settles)
        # No file gets its name before all of them are there.
        with in_place(out, desk.office.code) as paper:
            files = _write_files(session, desk, job, wish, paper, out, progress)
            with desk.write("receipts.print") as unit:
                _record(desk, unit, key, job, files)
                paper.prove()
    return Answer(_printed(desk, job, paper.placed), unit.changes)


def _numbered(session: Session, key: TrancheKey, office: str) -> PayList:
    pay_list = list_here(session, key, office)
    if PayListState(pay_list.state) not in NUMBERED:
        raise Refused("money.not_approved", tranche=key.short)
    return pay_list


def _plan(session: Session, pay_list: PayList, wish: Wish, reason: str, *, settles: bool) -> _Job:
    ranges = paper_rows.number_ranges(session, pay_list, wish)
    runs = past_runs(session, pay_list.id)
    waiting = print_plan.open_range(runs)
    if reason:
        outside = print_plan.outside(runs, ranges)
        if outside is not None:
            raise Refused("money.not_in_open_run", first=outside[0], last=outside[1])
        segments = [Segment(first, last, 0) for first, last in ranges]
    elif waiting and not settles:
        raise Refused("money.run_open", first=waiting[0], last=waiting[1])
    else:
        settled = [replace(run, confirmed=True) for run in runs]
        segments = print_plan.plan(settled, ranges)
    counts = [paper_rows.count(session, pay_list, one.first, one.last, wish.village_code) for one in segments]
    there = [(one, many) for one, many in zip(segments, counts, strict=True) if many]
    kept, kept_counts = zip(*there, strict=True)
    return _Job(pay_list, kept, kept_counts, tuple(runs), reason, settles=settles and waiting is not None)


def past_runs(session: Session, pay_list: UUID) -> list[Run]:
    statement = select(PrintRun.kind, PrintRun.first, PrintRun.last, PrintRun.confirmed_at).where(
        PrintRun.pay_list_id == pay_list
    )
    return [
        Run(RunKind(row.kind), row.first, row.last, row.confirmed_at is not None)
        for row in session.execute(statement.order_by(PrintRun.started_at, PrintRun.id))
    ]


def _write_files(
    session: Session, desk: Desk, job: _Job, wish: Wish, paper: Placing, out: Path, progress: Progress
) -> int:
    """Write one file, or one per village; answers how many."""
    rows, how = Rows(session, job.pay_list), paper_rows.sheet(session, wish, desk.today())
    total = sum(job.counts)
    if not wish.split:
        with paper.open(out, new=wish.keeps) as file:
            write_receipts(rows.between(job.segments, wish.village_code), how, file, total=total, progress=progress)
        return 1
    files, done = 0, 0
    for village in paper_rows.villages(session, job.pay_list, job.segments[0].first, job.segments[-1].last):
        if wish.village_code not in ("", village.code):
            continue
        part = out.with_name(f"{out.stem}-{village.code}-{_plain(village.name)}{out.suffix}")
        with paper.open(part, new=wish.keeps) as file:
            write_receipts(rows.between(_clipped(job.segments, village), village.code), how, file)
        files += 1
        done += village.receipts
        progress.step(done, total)
    return files


def _clipped(segments: Sequence[Segment], village: paper_rows.Village) -> list[Segment]:
    return [
        Segment(max(one.first, village.first), min(one.last, village.last), one.copy_number)
        for one in segments
        if one.first <= village.last and one.last >= village.first
    ]


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")


def _record(desk: Desk, unit: Unit, key: TrancheKey, job: _Job, files: int) -> None:
    """Keep the runs; refused if somebody printed meanwhile, for the plan rested on the runs before."""
    if tuple(past_runs(unit.session, job.pay_list.id)) != job.runs:
        raise Refused("money.printed_meanwhile")
    if job.settles:
        _confirm(desk, unit, job.pay_list)
    at = desk.now()
    for segment, many in zip(job.segments, job.counts, strict=True):
        kind = RunKind.SPOILED if job.reason else segment.kind
        run: dict[str, Any] = {
            "kind": kind.value,
            "fiscal_year": job.pay_list.year,
            "first": segment.first,
            "last": segment.last,
            "receipts": many,
            "reason": job.reason,
            "started_by": desk.person.id,
            "started_at": at,
            "confirmed_at": at if kind is RunKind.COPY else None,
        }
        unit.session.add(PrintRun(pay_list_id=job.pay_list.id, **run))
    unit.journal.note(tranche=str(key), receipts=sum(job.counts), files=files)


def _printed(desk: Desk, job: _Job, files: tuple[str, ...]) -> Printed:
    copies = sum(many for one, many in zip(job.segments, job.counts, strict=True) if one.copy_number)
    total = sum(job.counts)
    first, last = (
        str(ReceiptNumber(desk.office.code, job.pay_list.year, number))
        for number in (job.segments[0].first, job.segments[-1].last)
    )
    return Printed(files, total, total - copies, copies, first, last, total > copies, job.settles)

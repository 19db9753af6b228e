"""The answer of a bank or the post: looked at with nothing kept, then taken in one transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayoutAnswer, PayoutFile, PayoutOrder
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import OTHER, load_reasons
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import column_maps, enrolling
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import settling
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.settling import Outcome
from desktop.services.payers import explaining, judging
from desktop.services.payers.explaining import WordSeen
from desktop.services.payers.judging import AnswerCounts, JudgedRow, Open, Verdict
from desktop.sheets.digest import sha256_of
from desktop.sheets.headings import normal_heading
from desktop.sheets.list_columns import mapped
from desktop.sheets.payer_answer import (
    FIELDS,
    AnswerRow,
    check_answer,
    guess_answer,
    load_answer_layouts,
    read_answer,
    sight_answer,
)
from desktop.sheets.payer_words import Words
from desktop.sheets.problems import write_problems
from desktop.sheets.sighted import Sighted
from desktop.store.files import whole_file
from desktop.store.unit import Unit
from desktop.wording import Translator

TABLE = PayoutOrder.__table__
CHANGING = ("outcome", "reason", "told", "on", "answer_id")
IDLE = "Tidak transaksi"
"""Why a payment is unpaid whose money lies ready; kept in Indonesian, as reasons are."""


@dataclass(frozen=True, slots=True)
class AnswerColumn:
    """One column of the file: its heading, what stands below it, what it seems to mean ("" nothing)."""

    place: int
    heading: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file before its rows are judged. `remembered`: its columns are known from an earlier one of this payer."""

    path: Path
    digest: str
    sighted: Sighted
    layout: str
    columns: Mapping[int, str]
    remembered: bool

    @property
    def seen(self) -> tuple[AnswerColumn, ...]:
        seen = self.sighted
        return tuple(
            AnswerColumn(place, heading, seen.samples[place], self.columns.get(place, ""))
            for place, heading in enumerate(seen.headings)
            if heading
        )


@dataclass(frozen=True, slots=True)
class AnswerPreview:
    """What taking the file would do. `known`: the same file was taken before; `words`: those not of a layout."""

    key: TrancheKey
    payer: str
    file: AnswerFile
    day: date | None
    rows: tuple[JudgedRow, ...] = field(repr=False)
    counts: AnswerCounts
    known: bool
    words: tuple[WordSeen, ...] = ()

    @property
    def unexplained(self) -> tuple[WordSeen, ...]:
        """Words of the payer that nobody knows."""
        return tuple(one for one in self.words if not one.meaning)

    @property
    def wrong(self) -> tuple[JudgedRow, ...]:
        return tuple(one for one in self.rows if one.verdict is Verdict.WRONG)


@dataclass(frozen=True, slots=True)
class AnswerTaken:
    id: UUID
    counts: AnswerCounts
    left_out: int


@allowed(Role.OPERATOR)
def look(desk: Desk, path: Path, payer: str = "") -> AnswerFile:
    """Find the headings and what they mean; what was said for this payer goes before what is guessed."""
    with desk.read() as session:
        return _look(session, path, payer)


@allowed(Role.OPERATOR)
def preview(
    desk: Desk, key: TrancheKey, path: Path, payer: str = "", columns: Mapping[int, str] | None = None,
    day: date | None = None, progress: Progress = SILENT,
) -> AnswerPreview:  # fmt: skip
    """Read an answer and say of each row what it means; nothing is kept but a line in the log.

    `payer` narrows it to his files; `day` is that of payments whose row has none; `columns` is field by place.
    """
    with desk.read() as session:
        file, said = _look(session, path, payer), explaining.said(session, payer)
    if columns is not None:
        file = replace(file, columns={place: name for place, name in columns.items() if name})
    check_answer(file.columns)
    layout = next(one for one in load_answer_layouts() if one.name == file.layout)
    words = Words(layout.words, load_reasons(), said)
    rows = list(read_answer(path, file.sighted, file.columns, words, desk.today(), progress))
    if not rows:
        raise Refused("payers.answer_empty", name=path.name)
    with desk.write("payout_answer.preview") as unit:
        judged, counts = _judge(unit, desk, key, payer, rows, day)
        known = _known(unit.session, list_here(unit.session, key, desk.office.code).id, file.digest)
        unit.journal.note(tranche=str(key), file=path.name, sha256=file.digest, rows=counts.rows, wrong=counts.wrong)
    return AnswerPreview(key, payer, file, day, tuple(judged), counts, known, explaining.seen(rows, said))


@allowed(Role.OPERATOR)
def accept(
    desk: Desk, previewed: AnswerPreview, *, good_only: bool = False, progress: Progress = SILENT
) -> Answer[AnswerTaken]:
    """Take what the preview showed, all or nothing; rows that are wrong are left out only by a person's word.

    Paid payments go by the rules of the pay-out; what failed or lies idle stays unpaid, with its reason. Refused for a
    file that was taken before, and where somebody changed the list since the preview.
    """
    key, file = previewed.key, previewed.file
    if previewed.counts.wrong and not good_only:
        raise Refused("payers.rows_wrong", count=previewed.counts.wrong, rows=previewed.counts.rows)
    taken = [one for one in previewed.rows if one.verdict is Verdict.TAKEN]
    with desk.write("payout_answer.take") as unit:
        pay_list = list_here(unit.session, key, desk.office.code)
        if _known(unit.session, pay_list.id, file.digest):
            raise Refused("payers.answer_known", name=file.path.name)
        if not taken:
            raise Refused("payers.nothing_to_take", name=file.path.name)
        rows = [one.row for one in previewed.rows]
        judged, counts = _judge(unit, desk, key, previewed.payer, rows, previewed.day)
        if tuple(judged) != previewed.rows:
            raise Refused("payers.changed_meanwhile")
        answer = PayoutAnswer(
            id=new_id(), pay_list_id=pay_list.id, name=file.path.name[:200], digest=file.digest,
            counts=json.dumps(_as_counts(counts)), taken_by=desk.person.id, taken_at=desk.now(),
        )  # fmt: skip
        unit.session.add(answer)
        unit.session.flush()
        _keep_orders(unit, pay_list.id, answer.id, taken)
        settling.record(unit, desk, key, _outcomes(taken), progress)
        column_maps.remember(unit, desk, explaining.COLUMNS, previewed.payer, file.sighted, file.columns)
        unit.journal.note(tranche=str(key), file=file.path.name, sha256=file.digest, taken=len(taken),
                          left_out=counts.wrong)  # fmt: skip
    return Answer(AnswerTaken(answer.id, counts, counts.wrong), unit.changes)


@allowed(Role.OPERATOR)
def problems(desk: Desk, previewed: AnswerPreview, out: Path, t: Translator) -> int:
    """Write the rows that cannot be taken, with what is wrong beside each; answers how many."""
    rows = [(one.row.row, one.row.cells, [t.sentence(p.code, p.values) for p in one.problems]) for one in
            previewed.wrong]  # fmt: skip
    with whole_file(out) as file:
        written = write_problems(file, previewed.file.sighted.headings, rows)
        with desk.write("payout_answer.problems") as unit:
            unit.journal.note(tranche=str(previewed.key), file=previewed.file.path.name, rows=written)
    return written


def fields() -> tuple[str, ...]:
    """What a column of an answer may mean."""
    return FIELDS


def _look(session: Session, path: Path, payer: str) -> AnswerFile:
    digest = sha256_of(path).hex()
    saved = column_maps.saved(session, explaining.COLUMNS)
    also = [normal_heading(heading) for columns in saved.values() for heading in columns]
    seen, layout = sight_answer(path, load_answer_layouts(), also)
    fits = column_maps.fitting(seen, saved, payer)
    known = payer in saved and fits == payer
    columns = mapped(seen.headings, saved[payer]) if known else guess_answer(seen.headings, layout)
    return AnswerFile(path, digest, seen, layout.name, columns, known)


def _judge(
    unit: Unit, desk: Desk, key: TrancheKey, payer: str, rows: Sequence[AnswerRow], day: date | None
) -> tuple[list[JudgedRow], AnswerCounts]:
    pay_list = list_here(unit.session, key, desk.office.code)
    if PayListState(pay_list.state) is not PayListState.OPEN:
        raise Refused("money.not_open", tranche=key.short)
    known = judging.sent(unit.session, pay_list.id, desk.office.code, payer)
    if not known.rows:
        raise Refused("payers.nothing_sent", tranche=key.short)
    gone = judging.unreceived(unit.session, pay_list.id)
    about = Open(settling.opened_on(unit, desk, pay_list), desk.today(), day, gone)
    judged = judging.judge(rows, known, about)
    return judged, judging.counted(judged, known)


def _known(session: Session, pay_list: UUID, digest: str) -> bool:
    statement = select(PayoutAnswer.id).where(PayoutAnswer.pay_list_id == pay_list, PayoutAnswer.digest == digest)
    return session.scalar(statement) is not None


def _keep_orders(unit: Unit, pay_list: UUID, answer: UUID, taken: Sequence[JudgedRow]) -> None:
    by_order = {one.order: one for one in taken}
    statement = select(TABLE).where(
        TABLE.c.file_id.in_(select(PayoutFile.id).where(PayoutFile.pay_list_id == pay_list))
    )
    rows: list[dict[str, Any]] = []
    for row in unit.connection.execute(statement):
        one = by_order.get(row.id)
        if one is not None:
            assert one.row.outcome is not None
            rows.append(enrolling.as_dict(row) | {
                "outcome": one.row.outcome.value, "reason": one.row.reason, "told": one.row.told, "on": one.on,
                "answer_id": answer,
            })  # fmt: skip
    unit.update_many(PayoutOrder, rows, CHANGING)


def _outcomes(taken: Sequence[JudgedRow]) -> list[Outcome]:
    labels = {reason.code: reason.label for reason in load_reasons().all}
    made = []
    for one in taken:
        if not one.settles or one.payment is None:
            continue
        if one.row.outcome is OrderOutcome.PAID:
            made.append(Outcome(one.payment, PaymentState.PAID, one.on))
        else:
            made.append(Outcome(one.payment, PaymentState.UNPAID, reason=_why(one.row, labels)))
    return made


def _why(row: AnswerRow, labels: Mapping[str, str]) -> str:
    """Why it is unpaid, in words that papers can say; a reason no list knows stands in the payer's own beside it."""
    if not row.reason:
        return IDLE
    label = labels[row.reason]
    return f"{label}: {row.why}" if row.reason == OTHER and row.why not in ("", label) else label


def _as_counts(counts: AnswerCounts) -> dict[str, object]:
    figures = {name: getattr(counts, name) for name in ("sent", "paid", "failed", "idle", "missing")}
    said: dict[str, object] = {name: [one.families, one.rupiah] for name, one in figures.items()}
    return said | {"rows": counts.rows, "same": counts.same, "wrong": counts.wrong, "passed": counts.passed}

"""The answer of a bank or the post: looked at with nothing kept, then taken in one transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayoutAnswer
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.payout_reasons import load_reasons
from desktop.rules.terms import PayListState, Role
from desktop.services import column_maps
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money import settling
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.settling import ANSWERED
from desktop.services.payers import explaining, judging, orders, taking
from desktop.services.payers.explaining import Meanings, WordSeen
from desktop.services.payers.judging import AnswerCounts, JudgedRow, Open, Verdict
from desktop.services.payers.orders import Sent
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
    of_file: int = 0  # which file it answers, where a person said it
    files: tuple[int, ...] = ()  # that this payer has of the list
    meanings: Meanings = field(default_factory=dict)  # said with this file, and kept when it is taken

    @property
    def unsaid(self) -> bool:
        """Whether a row speaks of one of several files, and nobody said of which."""
        return any(problem.code == "payers.which_file" for one in self.wrong for problem in one.problems)

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
    day: date | None = None, progress: Progress = SILENT, *, of_file: int = 0, meanings: Meanings | None = None,
) -> AnswerPreview:  # fmt: skip
    """Read an answer and say of each row what it means; nothing is kept but a line in the log.

    `payer` narrows it to his files; `day` is that of payments whose row has none; `columns` is field by place.
    `of_file` is the number of the file that is answered: it is needed where what failed in one was sent in another.
    `meanings` are words explained with this file: they are kept for the payer when it is taken, not before.
    """
    with desk.read() as session:
        file, said = _look(session, path, payer), explaining.with_said(session, payer, meanings or {})
    if columns is not None:
        file = replace(file, columns={place: name for place, name in columns.items() if name})
    check_answer(file.columns)
    layout = next(one for one in load_answer_layouts() if one.name == file.layout)
    words = Words(layout.words, load_reasons(), said)
    rows = list(read_answer(path, file.sighted, file.columns, words, desk.today(), progress))
    if not rows:
        raise Refused("payers.answer_empty", name=path.name)
    with desk.write("payout_answer.preview") as unit:
        known_orders = _sent(unit, desk, key, payer, of_file)
        judged, counts = _judge(unit, desk, key, known_orders, rows, day, of_file)
        known = _known(unit.session, list_here(unit.session, key, desk.office.code).id, file.digest)
        unit.journal.note(tranche=str(key), file=path.name, sha256=file.digest, rows=counts.rows, wrong=counts.wrong)
    seen, files = explaining.seen(rows, said), known_orders.files
    return AnswerPreview(key, payer, file, day, tuple(judged), counts, known, seen, of_file, files, meanings or {})


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
        known = _sent(unit, desk, key, previewed.payer, previewed.of_file)
        judged, counts = _judge(unit, desk, key, known, rows, previewed.day, previewed.of_file)
        if tuple(judged) != previewed.rows:
            raise Refused("payers.changed_meanwhile")
        answer = PayoutAnswer(
            id=new_id(), pay_list_id=pay_list.id, name=file.path.name[:200], digest=file.digest,
            counts=json.dumps(taking.as_counts(counts)), taken_by=desk.person.id, taken_at=desk.now(),
        )  # fmt: skip
        unit.session.add(answer)
        unit.session.flush()
        taking.keep_orders(unit, pay_list.id, answer.id, taken)
        settling.record(unit, desk, key, taking.outcomes(taken), progress, steps=ANSWERED)
        if previewed.meanings:
            explaining.keep_words(unit, desk, previewed.payer, previewed.meanings)
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


def _sent(unit: Unit, desk: Desk, key: TrancheKey, payer: str, file: int) -> Sent:
    """What was sent to this payer; refused where nothing was, or the file that is said to be answered is not his."""
    pay_list = list_here(unit.session, key, desk.office.code)
    if PayListState(pay_list.state) not in ANSWERED:
        raise Refused("money.not_open", tranche=key.short)
    known = orders.sent(unit.session, desk, pay_list.id, payer)
    if not known.rows:
        raise Refused("payers.nothing_sent", tranche=key.short)
    if file and file not in known.files:
        raise Refused("payers.no_file", number=file, known=", ".join(map(str, known.files)))
    return known


def _judge(
    unit: Unit, desk: Desk, key: TrancheKey, known: Sent, rows: Sequence[AnswerRow], day: date | None, file: int
) -> tuple[list[JudgedRow], AnswerCounts]:
    pay_list = list_here(unit.session, key, desk.office.code)
    gone = judging.unreceived(unit.session, pay_list.id)
    about = Open(settling.opened_on(unit, desk, pay_list), desk.today(), day, gone, file)
    judged = judging.judge(rows, known, about)
    return judged, judging.counted(judged, known)


def _known(session: Session, pay_list: UUID, digest: str) -> bool:
    statement = select(PayoutAnswer.id).where(PayoutAnswer.pay_list_id == pay_list, PayoutAnswer.digest == digest)
    return session.scalar(statement) is not None

"""The file for a bank or the post: looked at before it is written, written whole, and kept with its digest."""

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, PayoutFile, PayoutOrder
from desktop.progress import SILENT, Progress
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.terms import PayListState, Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import sendable, templates
from desktop.services.payers.routes import MOVABLE
from desktop.services.payers.sendable import Sendable
from desktop.sheets.payer_file import ShownFile, shown, write_payout
from desktop.sheets.payer_template import PayerTemplate
from desktop.store.files import in_place
from desktop.store.unit import Unit
from desktop.wording import N_

KEEPING = N_("Keeping what the file pays")
FIRST_ROWS = 8  # shown of a file before it is written


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it was made. `waiting` payments of the payer were left out: they have no account there."""

    number: int
    payer: str
    template: str
    path: str
    digest: str
    figure: Figure
    waiting: int


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A file as it would be made; `shown` has its first rows, `figure` is of all."""

    number: int
    payer: str
    template: PayerTemplate
    shown: ShownFile
    figure: Figure
    waiting: int


@allowed(Role.OPERATOR)
def preview(desk: Desk, key: TrancheKey, payer: str, template: str = "") -> FilePreview:
    """Show what the next file of this payer would look like; nothing is kept but a line in the log."""
    with desk.read() as session:
        one = sendable.sendable(session, key, desk.office.code, payer)
        pattern = templates.find(session, template, one.payer)
        first = shown(pattern, sendable.head(session, desk, one), sendable.lines(session, desk, one, FIRST_ROWS))
    with desk.write("payout_file.preview") as unit:
        unit.journal.note(tranche=str(key), payer=one.payer, template=pattern.name, payments=len(first.rows))
    return FilePreview(one.number, one.payer, pattern, first, one.figure, one.waiting)


@allowed(Role.OPERATOR)
def make(
    desk: Desk, key: TrancheKey, payer: str, out: Path, template: str = "", progress: Progress = SILENT
) -> Answer[MadeFile]:
    """Write what this payer is still to pay of a list: payments never sent, and those that came back as failed.

    The file gets its name after the books hold it, as prints do (see `in_place`).
    """
    with desk.read() as session:
        one = sendable.sendable(session, key, desk.office.code, payer)
        pattern = templates.find(session, template, one.payer)
        with in_place(out, desk.office.code) as placing:
            data = _written(desk, session, one, pattern, progress)
            with placing.open(out) as file:
                file.write(data)
            digest = hashlib.sha256(data).hexdigest()
            with desk.write("payout_file.make") as unit:
                _refuse_other(unit, one)
                kept = PayoutFile(
                    id=new_id(), pay_list_id=one.pay_list.id, number=one.number, payer=one.payer,
                    template=pattern.name, name=out.name[:200], digest=digest, payments=one.figure.families,
                    rupiah=one.figure.rupiah, made_by=desk.person.id, made_at=desk.now(),
                )  # fmt: skip
                unit.session.add(kept)
                unit.session.flush()
                progress.step(0, len(one.rows), KEEPING)
                unit.insert_many(PayoutOrder, [_order(kept.id, row.id) for row in one.rows])
                unit.journal.note(
                    tranche=str(key), payer=one.payer, number=one.number, payments=len(one.rows), sha256=digest
                )
                placing.prove()
    made = MadeFile(one.number, one.payer, pattern.name, placing.placed[0], digest, one.figure, one.waiting)
    return Answer(made, unit.changes)


def _refuse_other(unit: Unit, one: Sendable) -> None:
    """What was written must still be what is to be paid, and nobody may have made a file meanwhile."""
    pay_list = one.pay_list.id
    state = PayListState(unit.session.get_one(PayList, pay_list).state)
    if (
        state not in MOVABLE
        or sendable.next_number(unit.session, pay_list) != one.number
        or sendable.to_send(unit.session, pay_list, one.payer) != one.rows
    ):
        raise Refused("payers.changed_meanwhile")


def _written(desk: Desk, session: Session, one: Sendable, pattern: PayerTemplate, progress: Progress) -> bytes:
    file = BytesIO()
    write_payout(file, pattern, sendable.head(session, desk, one), sendable.lines(session, desk, one), progress)
    return file.getvalue()


def _order(file: UUID, payment: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "file_id": file,
        "payment_id": payment,
        "outcome": OrderOutcome.SENT.value,
        "reason": "",
        "told": "",
        "on": None,
        "answer_id": None,
    }

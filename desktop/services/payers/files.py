"""The file for a bank or the post: which payments of a list it takes, written whole, and kept with its digest."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Office, PayList, Payment, PaymentRoute, PayoutFile, PayoutOrder, ProgrammeYear, Receipt
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.rules.ids import new_id
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.payout_paths import MoneyPath, OrderOutcome
from desktop.rules.terms import PayListState, PaymentState, ReceiptState, Role
from desktop.services import paper_head
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.payers import templates
from desktop.services.payers.routes import MOVABLE, UNDER_WAY
from desktop.sheets.payer_file import PayHead, PayLine, write_payout
from desktop.sheets.payer_template import PayerTemplate
from desktop.store.files import in_place
from desktop.store.unit import Unit
from desktop.wording import N_

KEEPING = N_("Keeping what the file pays")
P, R = Payment, PaymentRoute
VILLAGE, DISTRICT = "village", "district"


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


@allowed(Role.OPERATOR)
def make(
    desk: Desk, key: TrancheKey, payer: str, out: Path, template: str = "", progress: Progress = SILENT
) -> Answer[MadeFile]:
    """Write what this payer is still to pay of a list: payments never sent, and those that came back as failed.

    The file gets its name after the books hold it, as prints do (see `in_place`).
    """
    with desk.read() as session:
        pay_list = _sendable(session, key, desk.office.code)
        name, path = _payer(session, pay_list.id, payer)
        pattern = templates.find(session, template, name)
        rows = _rows(session, pay_list.id, name)
        if not rows:
            raise Refused("payers.nothing_to_send", payer=name, tranche=key.short)
        number = _number(session, pay_list.id)
        with in_place(out, desk.office.code) as placing:
            data = _written(desk, session, pay_list, _Job(name, pattern, number, rows), progress)
            with placing.open(out) as file:
                file.write(data)
            digest = hashlib.sha256(data).hexdigest()
            with desk.write("payout_file.make") as unit:
                _refuse_other(unit, pay_list.id, name, rows, number)
                kept = PayoutFile(
                    id=new_id(), pay_list_id=pay_list.id, number=number, payer=name, template=pattern.name,
                    name=out.name[:200], digest=digest, payments=len(rows), rupiah=_total(rows),
                    made_by=desk.person.id, made_at=desk.now(),
                )  # fmt: skip
                unit.session.add(kept)
                unit.session.flush()
                progress.step(0, len(rows), KEEPING)
                unit.insert_many(PayoutOrder, [_order(kept.id, row.id) for row in rows])
                unit.journal.note(tranche=str(key), payer=name, number=number, payments=len(rows), sha256=digest)
                placing.prove()
        waiting = _waiting(session, pay_list.id, name) if path is MoneyPath.BANK else 0
    figure = Figure(len(rows), _total(rows))
    return Answer(MadeFile(number, name, pattern.name, placing.placed[0], digest, figure, waiting), unit.changes)


@dataclass(frozen=True, slots=True)
class _Job:
    payer: str
    template: PayerTemplate
    number: int
    rows: Sequence[Any]


def _sendable(session: Session, key: TrancheKey, office: str) -> PayList:
    pay_list = list_here(session, key, office)
    if PayListState(pay_list.state) not in MOVABLE:
        raise Refused("payers.not_now", tranche=key.short)
    return pay_list


def _payer(session: Session, pay_list: UUID, payer: str) -> tuple[str, MoneyPath]:
    """The payer as the routes name him, whatever the case he was typed in."""
    routed = select(R.payer, R.path).join(P, P.id == R.payment_id).where(P.pay_list_id == pay_list, R.payer != "")
    known = {row.payer: MoneyPath(row.path) for row in session.execute(routed.distinct())}
    wanted = " ".join(payer.split()).casefold()
    for name, path in known.items():
        if name.casefold() == wanted:
            return name, path
    raise Refused("payers.no_payer", payer=payer, known=", ".join(sorted(known)) or "-")


def _number(session: Session, pay_list: UUID) -> int:
    last = session.scalar(select(func.max(PayoutFile.number)).where(PayoutFile.pay_list_id == pay_list))
    return (last or 0) + 1


def _rows(session: Session, pay_list: UUID, payer: str) -> Sequence[Any]:
    """What the file takes, in the order of the receipts."""
    statement = (
        select(
            P.id, P.amount, P.card_number, P.caretaker_name, P.caretaker_nik, P.no_kk, P.address, P.rt, P.rw,
            P.village_code, R.number, R.holder, Receipt.number.label("receipt"), Receipt.fiscal_year,
        )
        .join_from(P, PaymentRoute, P.id == R.payment_id)
        .join(Receipt, (Receipt.payment_id == P.id) & (Receipt.state == ReceiptState.ISSUED))
        .where(
            P.pay_list_id == pay_list, P.state == PaymentState.UNPAID, R.payer == payer, ~UNDER_WAY,
            (R.path != MoneyPath.BANK) | R.number.is_not(None),
        )
        .order_by(Receipt.number)
    )  # fmt: skip
    return session.execute(statement).all()


def _waiting(session: Session, pay_list: UUID, payer: str) -> int:
    statement = (
        select(func.count())
        .select_from(P)
        .where(
            P.pay_list_id == pay_list,
            P.state == PaymentState.UNPAID,
            exists().where(
                R.payment_id == P.id, R.payer == payer, R.path == MoneyPath.BANK, R.number.is_(None)
            ),
        )
    )  # fmt: skip
    return session.scalar(statement) or 0


def _refuse_other(unit: Unit, pay_list: UUID, payer: str, rows: Sequence[Any], number: int) -> None:
    """What was written must still be what is to be paid, and nobody may have made a file meanwhile."""
    state = PayListState(unit.session.get_one(PayList, pay_list).state)
    if (
        state not in MOVABLE
        or _number(unit.session, pay_list) != number
        or _rows(unit.session, pay_list, payer) != rows
    ):
        raise Refused("payers.changed_meanwhile")


def _written(desk: Desk, session: Session, pay_list: PayList, job: _Job, progress: Progress) -> bytes:
    head = PayHead(len(job.rows), _total(job.rows), _about(desk, session, pay_list, job))
    file = BytesIO()
    write_payout(file, job.template, head, _lines(desk, session, pay_list, job), progress)
    return file.getvalue()


def _about(desk: Desk, session: Session, pay_list: PayList, job: _Job) -> dict[str, str]:
    programme = session.get_one(ProgrammeYear, (pay_list.programme, pay_list.year))
    return {
        "payer": job.payer,
        "office": session.get_one(Office, 1).name,
        "agency": paper_head.letterhead(session).office,
        "date": f"{desk.today():%Y%m%d}",
        "day": long_date(desk.today()),
        "number": str(job.number),
        "programme": programme.name,
        "year": str(pay_list.year),
        "tranche": str(pay_list.tranche),
    }


def _lines(desk: Desk, session: Session, pay_list: PayList, job: _Job) -> Iterator[PayLine]:
    areas = {row.code: (row.name, row.parent_code) for row in session.execute(
        select(Area.code, Area.name, Area.parent_code).where(Area.level.in_((VILLAGE, DISTRICT)))
    )}  # fmt: skip
    about = _about(desk, session, pay_list, job)
    remark = f"{about['programme']} Tahap {pay_list.tranche}".upper()
    same = {name: about[name] for name in ("programme", "year", "tranche", "payer")} | {"remark": remark}
    same["regency"] = about["office"]
    for row in job.rows:
        village, district = areas.get(row.village_code, ("", ""))
        yield PayLine(row.amount, same | {
            "receipt": str(ReceiptNumber(desk.office.code, row.fiscal_year, row.receipt)),
            "card": row.card_number, "name": row.caretaker_name, "holder": row.holder or row.caretaker_name,
            "nik": row.caretaker_nik or "", "no_kk": row.no_kk or "", "account": row.number or "",
            "address": row.address, "rt": row.rt, "rw": row.rw, "village": village,
            "village_code": row.village_code or "", "district": areas.get(district or "", ("", ""))[0],
        })  # fmt: skip


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


def _total(rows: Sequence[Any]) -> int:
    return sum(row.amount for row in rows)

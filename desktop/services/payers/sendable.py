"""What a payer is still to pay of a list: the payments his next file takes, and what that file says of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Office, PayList, Payment, PaymentRoute, PayoutFile, ProgrammeYear, Receipt
from desktop.rules.dates import long_date
from desktop.rules.money import Figure
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.payout_paths import MoneyPath
from desktop.rules.terms import PayListState, PaymentState, ReceiptState
from desktop.services import paper_head
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.payers.routes import MOVABLE, UNDER_WAY
from desktop.sheets.payer_file import PayHead, PayLine

P, R = Payment, PaymentRoute
VILLAGE, DISTRICT = "village", "district"


@dataclass(frozen=True, slots=True)
class Sendable:
    """The next file of a payer. `waiting` payments of his are not in it: they have no account there."""

    pay_list: PayList
    payer: str
    path: MoneyPath
    number: int
    rows: Sequence[Any]
    waiting: int

    @property
    def figure(self) -> Figure:
        return Figure(len(self.rows), sum(row.amount for row in self.rows))


def sendable(session: Session, key: TrancheKey, office: str, payer: str) -> Sendable:
    """Find what this payer's next file takes; refused where nothing is left, or the list is not in its time."""
    pay_list = list_here(session, key, office)
    if PayListState(pay_list.state) not in MOVABLE:
        raise Refused("payers.not_now", tranche=key.short)
    name, path = _payer(session, pay_list.id, payer)
    rows = to_send(session, pay_list.id, name)
    if not rows:
        raise Refused("payers.nothing_to_send", payer=name, tranche=key.short)
    waiting = _waiting(session, pay_list.id, name) if path is MoneyPath.BANK else 0
    return Sendable(pay_list, name, path, next_number(session, pay_list.id), rows, waiting)


def next_number(session: Session, pay_list: UUID) -> int:
    last = session.scalar(select(func.max(PayoutFile.number)).where(PayoutFile.pay_list_id == pay_list))
    return (last or 0) + 1


def to_send(session: Session, pay_list: UUID, payer: str) -> Sequence[Any]:
    """Payments never sent and those that came back as failed, in the order of the receipts."""
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


def head(session: Session, desk: Desk, one: Sendable) -> PayHead:
    """What the lines above and below the payments say."""
    return PayHead(one.figure.families, one.figure.rupiah, _about(desk, session, one))


def lines(session: Session, desk: Desk, one: Sendable, most: int | None = None) -> Iterator[PayLine]:
    """Every payment of the file as a line of it; the first `most` only, where that is said."""
    areas = {row.code: (row.name, row.parent_code) for row in session.execute(
        select(Area.code, Area.name, Area.parent_code).where(Area.level.in_((VILLAGE, DISTRICT)))
    )}  # fmt: skip
    about = _about(desk, session, one)
    remark = f"{about['programme']} Tahap {one.pay_list.tranche}".upper()
    same = {name: about[name] for name in ("programme", "year", "tranche", "payer")} | {"remark": remark}
    same["regency"] = about["office"]
    for row in one.rows[:most]:
        village, district = areas.get(row.village_code, ("", ""))
        yield PayLine(row.amount, same | {
            "receipt": str(ReceiptNumber(desk.office.code, row.fiscal_year, row.receipt)),
            "card": row.card_number, "name": row.caretaker_name, "holder": row.holder or row.caretaker_name,
            "nik": row.caretaker_nik or "", "no_kk": row.no_kk or "", "account": row.number or "",
            "address": row.address, "rt": row.rt, "rw": row.rw, "village": village,
            "village_code": row.village_code or "", "district": areas.get(district or "", ("", ""))[0],
        })  # fmt: skip


def _payer(session: Session, pay_list: UUID, payer: str) -> tuple[str, MoneyPath]:
    """The payer as the routes name him, whatever the case he was typed in."""
    routed = select(R.payer, R.path).join(P, P.id == R.payment_id).where(P.pay_list_id == pay_list, R.payer != "")
    known = {row.payer: MoneyPath(row.path) for row in session.execute(routed.distinct())}
    wanted = " ".join(payer.split()).casefold()
    for name, path in known.items():
        if name.casefold() == wanted:
            return name, path
    raise Refused("payers.no_payer", payer=payer, known=", ".join(sorted(known)) or "-")


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


def _about(desk: Desk, session: Session, one: Sendable) -> dict[str, str]:
    pay_list = one.pay_list
    programme = session.get_one(ProgrammeYear, (pay_list.programme, pay_list.year))
    return {
        "payer": one.payer,
        "office": session.get_one(Office, 1).name,
        "agency": paper_head.letterhead(session).office,
        "date": f"{desk.today():%Y%m%d}",
        "day": long_date(desk.today()),
        "number": str(one.number),
        "programme": programme.name,
        "year": str(pay_list.year),
        "tranche": str(pay_list.tranche),
    }

"""Answers of payers for tests: rows of what was sent, written as a bank would."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select

from desktop.models import Payment, PaymentRoute, PayoutOrder
from desktop.rules.terms import PaymentState
from desktop.services.desk import Desk
from desktop.services.payers import files
from tests.services.money import walk
from tests.services.money.walk import FIRST

HEADINGS = ("No Rekening", "Nama", "Nominal", "Status", "Alasan", "Tanggal")


def sent(operator: Desk, supervisor: Desk, folder: Path, count: int = 4) -> list[str]:
    """An open list whose file went to the bank; answers the accounts in the order of the receipts."""
    walk.opened(operator, supervisor, count)
    files.make(operator, FIRST, "BJB", folder / "kirim.csv")
    return accounts(operator)


def accounts(desk: Desk) -> list[str]:
    with desk.read() as session:
        statement = (
            select(PaymentRoute.number)
            .join(Payment, Payment.id == PaymentRoute.payment_id)
            .order_by(PaymentRoute.number)
        )
        return [number or "" for number in session.scalars(statement)]


def row(desk: Desk, account: str, status: str = "Berhasil", reason: str = "", **changed: Any) -> list[str]:
    on = f"{desk.today():%d/%m/%Y}" if status == "Berhasil" else ""
    said = {"name": "SITI", "amount": "1000000", "on": on} | changed
    return [account, str(said["name"]), str(said["amount"]), status, reason, str(said["on"])]


def written(path: Path, rows: Sequence[Sequence[str]], headings: Sequence[str] = HEADINGS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([headings, *rows])
    return path


def states(desk: Desk) -> dict[str, tuple[str, str, str, str]]:
    """By account: the payment's state and reason, the order's outcome and coded reason."""
    with desk.read() as session:
        statement = (
            select(PaymentRoute.number, Payment.state, Payment.reason, PayoutOrder.outcome, PayoutOrder.reason)
            .join(Payment, Payment.id == PaymentRoute.payment_id)
            .join(PayoutOrder, PayoutOrder.payment_id == Payment.id)
            .order_by(PayoutOrder.id)
        )
        return {one[0] or "": (one[1], one[2], one[3], one[4]) for one in session.execute(statement).all()}


def paid_at_the_desk(desk: Desk) -> None:
    """What still waits, paid although it lies with the bank: an older program let that happen."""
    with desk.write("test.pay") as unit:
        for payment in unit.session.scalars(select(Payment).where(Payment.state == PaymentState.UNPAID)):
            payment.state, payment.settled_on = PaymentState.PAID, desk.today()

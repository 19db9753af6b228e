"""What taking an answer writes: the outcome of each order, and what becomes of the payments."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import PayoutFile, PayoutOrder
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import OTHER, load_reasons
from desktop.rules.terms import PaymentState
from desktop.services import enrolling
from desktop.services.money.settling import Outcome
from desktop.services.payers.judging import AnswerCounts, JudgedRow
from desktop.sheets.payer_answer import AnswerRow
from desktop.store.unit import Unit

TABLE = PayoutOrder.__table__
CHANGING = ("outcome", "reason", "told", "on", "answer_id")
IDLE = "Tidak transaksi"
"""Why a payment is unpaid whose money lies ready; kept in Indonesian, as reasons are."""


def keep_orders(unit: Unit, pay_list: UUID, answer: UUID, taken: Sequence[JudgedRow]) -> None:
    """Write into each order what the payer answered of it."""
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


def outcomes(taken: Sequence[JudgedRow]) -> list[Outcome]:
    """What becomes of the payments themselves."""
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


def as_counts(counts: AnswerCounts) -> dict[str, object]:
    """The figures of an answer, as they are kept with it."""
    figures = {name: getattr(counts, name) for name in ("sent", "paid", "failed", "idle", "missing")}
    said: dict[str, object] = {name: [one.families, one.rupiah] for name, one in figures.items()}
    return said | {"rows": counts.rows, "same": counts.same, "wrong": counts.wrong, "passed": counts.passed}

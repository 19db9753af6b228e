"""Which payment each row of a payer's answer means, and whether what it says can be taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Payment, PaymentRoute, PayoutFile, PayoutOrder, Receipt
from desktop.rules.dates import long_date
from desktop.rules.money import Figure, rupiah
from desktop.rules.numbering import ReceiptNumber
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.register import RowProblem
from desktop.rules.terms import PaymentState, ReceiptState
from desktop.services.money import receivers
from desktop.services.money.receivers import Unreceived
from desktop.sheets.payer_answer import KEYS, AnswerRow

Out, P = OrderOutcome, PaymentState


class Verdict(StrEnum):
    TAKEN = "taken"
    SAME = "same"  # it stands so already
    WRONG = "wrong"
    PASSED = "passed"  # no payment of ours, and nothing is said of one: totals below the table


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with the payment it means. `on` is the day of the payment that was made."""

    row: AnswerRow
    verdict: Verdict
    order: UUID | None = None
    payment: UUID | None = None
    name: str = ""  # on the list
    amount: int = 0
    on: date | None = None
    settles: bool = False  # the payment itself changes, not only what is known of the file
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """What the judgment rests on: the days of the pay-out, and who could not have received on a day."""

    opened: date
    today: date
    default_day: date | None
    gone: Mapping[UUID, Unreceived]


@dataclass(slots=True)
class Sent:
    """The newest order of every payment of a list that went to a payer, found by what stands in the answer."""

    rows: dict[UUID, Any]  # by payment
    keys: dict[UUID, dict[str, str]]
    _index: dict[tuple[str, str], set[UUID]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        for payment, keys in self.keys.items():
            for name, value in keys.items():
                if value:
                    self._index[name, value].add(payment)

    def meant(self, said: Mapping[str, str]) -> tuple[list[UUID], bool]:
        """Payments that a row may mean, by its surest key that is known; and whether another key speaks against."""
        for name in KEYS:
            found = self._index.get((name, said[name])) if said[name] else None
            if found:
                fitting = sorted(payment for payment in found if not self._against(payment, said))
                return fitting, not fitting
        return [], False

    def _against(self, payment: UUID, said: Mapping[str, str]) -> bool:
        """A key that the row has and that is another one with us; money may have gone elsewhere."""
        ours = self.keys[payment]
        return any(said[name] and ours[name] and said[name] != ours[name] for name in KEYS)


def sent(session: Session, pay_list: UUID, office: str, payer: str = "") -> Sent:
    """Read the orders of a list, the newest file's of each payment."""
    statement = (
        select(
            PayoutOrder.id.label("order"),
            PayoutOrder.outcome,
            PayoutOrder.reason,
            PayoutOrder.on,
            PayoutFile.payer,
            PayoutFile.number.label("file"),
            Payment.id,
            Payment.amount,
            Payment.state,
            Payment.caretaker_name,
            Payment.caretaker_nik,
            Payment.card_number,
            PaymentRoute.number,
            Receipt.number.label("receipt"),
            Receipt.fiscal_year,
        )
        .join_from(PayoutOrder, PayoutFile, PayoutFile.id == PayoutOrder.file_id)
        .join(Payment, Payment.id == PayoutOrder.payment_id)
        .outerjoin(PaymentRoute, PaymentRoute.payment_id == Payment.id)
        .outerjoin(Receipt, (Receipt.payment_id == Payment.id) & (Receipt.state != ReceiptState.VOID))
        .where(PayoutFile.pay_list_id == pay_list)
        .order_by(PayoutFile.number)
    )
    newest = {row.id: row for row in session.execute(statement)}
    if payer:
        newest = {payment: row for payment, row in newest.items() if row.payer == payer}
    keys = {
        payment: {
            "account": row.number or "",
            "receipt": str(ReceiptNumber(office, row.fiscal_year, row.receipt)) if row.receipt else "",
            "nik": row.caretaker_nik or "",
            "card": row.card_number.upper(),
        }
        for payment, row in newest.items()
    }
    return Sent(newest, keys)


def unreceived(session: Session, pay_list: UUID) -> Mapping[UUID, Unreceived]:
    return receivers.unreceived(session, pay_list)


def judge(rows: Iterable[AnswerRow], known: Sent, about: Open) -> list[JudgedRow]:
    """Judge every row; of several rows that mean one payment none is taken unless they say the same."""
    judged = [_judged(row, known, about) for row in rows]
    by_payment: defaultdict[UUID, list[int]] = defaultdict(list)
    for place, one in enumerate(judged):
        if one.payment is not None and one.verdict is not Verdict.PASSED:
            by_payment[one.payment].append(place)
    for places in by_payment.values():
        if len(places) > 1:
            _settle_repeated(judged, places)
    return judged


def _settle_repeated(judged: list[JudgedRow], places: Sequence[int]) -> None:
    said = {(judged[place].row.outcome, judged[place].row.amount, judged[place].on) for place in places}
    for place in places[1:] if len(said) == 1 else places:
        one = judged[place]
        other = judged[places[0] if place != places[0] else places[1]].row.row
        problem = _problem(one.row, "payers.row_twice", other=other)
        judged[place] = JudgedRow(one.row, Verdict.WRONG, None, None, one.name, one.amount, problems=(problem,))


def _judged(row: AnswerRow, known: Sent, about: Open) -> JudgedRow:
    if row.moved:
        return JudgedRow(row, Verdict.WRONG, problems=row.problems)
    payments, against = known.meant(row.keys)
    if not payments and not against and row.outcome is None and row.amount is None:
        return JudgedRow(row, Verdict.PASSED)
    problems = list(row.problems)
    if len(payments) != 1:
        code = "payers.keys_differ" if against else "payers.row_several" if payments else "payers.row_unknown"
        return JudgedRow(row, Verdict.WRONG, problems=(*problems, _problem(row, code)))
    ours = known.rows[payments[0]]
    on = (row.on or about.default_day) if row.outcome is Out.PAID else row.on
    problems += _against_ours(row, ours, on, about)
    verdict = Verdict.WRONG if problems else Verdict.SAME if _same(row, ours) else Verdict.TAKEN
    paid_already = ours.state == P.PAID
    return JudgedRow(
        row, verdict, ours.order, ours.id, ours.caretaker_name, ours.amount, on,
        settles=verdict is Verdict.TAKEN and not paid_already, problems=tuple(problems),
    )  # fmt: skip


def _same(row: AnswerRow, ours: Any) -> bool:
    return bool(ours.outcome == row.outcome and (row.outcome is not Out.FAILED or ours.reason == row.reason))


def _against_ours(row: AnswerRow, ours: Any, on: date | None, about: Open) -> Iterator[RowProblem]:
    if row.outcome is None and not row.problems:
        yield _problem(row, "payers.no_outcome")
    if row.amount is not None and row.amount != ours.amount and (row.outcome is Out.PAID or row.amount):
        yield _problem(row, "payers.amount_differs", said=rupiah(row.amount), sent=rupiah(ours.amount))
    paid = ours.outcome == Out.PAID or ours.state == P.PAID
    if paid and row.outcome not in (Out.PAID, None):
        yield _problem(row, "payers.paid_already", name=ours.caretaker_name)
    elif ours.state not in (P.UNPAID, P.PAID):
        yield _problem(row, "payers.not_unpaid", name=ours.caretaker_name)
    if row.outcome is Out.PAID and not paid:
        yield from _day_problems(row, ours, on, about)


def _day_problems(row: AnswerRow, ours: Any, on: date | None, about: Open) -> Iterator[RowProblem]:
    if on is None:
        if not row.problems:
            yield _problem(row, "payers.no_day")
    elif on > about.today:
        yield _problem(row, "payers.day_to_come", on=long_date(on))
    elif on < about.opened:
        yield _problem(row, "payers.day_early", on=long_date(on), opened=long_date(about.opened))
    elif (gone := about.gone.get(ours.id)) is not None and gone.forbids(on):
        yield _problem(row, "payers.receiver_gone", name=gone.told())


def _problem(row: AnswerRow, code: str, **values: object) -> RowProblem:
    return RowProblem(row.row, "", "", code, values, refuses=True)


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """What a file says; `sent` is what was open before it, `missing` what it does not name of that."""

    rows: int
    sent: Figure
    paid: Figure
    failed: Figure
    idle: Figure
    missing: Figure
    same: int
    wrong: int
    passed: int

    @property
    def balanced(self) -> bool:
        return self.rows == self.paid.families + self.failed.families + self.idle.families + self.same + self.wrong


def counted(judged: Sequence[JudgedRow], known: Sent) -> AnswerCounts:
    figures = {outcome: Figure() for outcome in Out}
    named: set[UUID] = set()
    verdicts = dict.fromkeys(Verdict, 0)
    for one in judged:
        verdicts[one.verdict] += 1
        if one.payment is not None and one.verdict is not Verdict.WRONG:
            named.add(one.payment)
        if one.verdict is Verdict.TAKEN and one.row.outcome is not None:
            figures[one.row.outcome] += Figure(1, one.amount)
    waiting = [row for row in known.rows.values() if row.outcome in (Out.SENT, Out.IDLE)]
    missing = [row for row in waiting if row.id not in named]
    return AnswerCounts(
        len(judged) - verdicts[Verdict.PASSED], _figure(waiting), figures[Out.PAID], figures[Out.FAILED],
        figures[Out.IDLE], _figure(missing), verdicts[Verdict.SAME], verdicts[Verdict.WRONG], verdicts[Verdict.PASSED],
    )  # fmt: skip


def _figure(rows: Sequence[Any]) -> Figure:
    return Figure(len(rows), sum(row.amount for row in rows))

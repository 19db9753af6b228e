"""Which payment each row of a payer's answer means, and whether what it says can be taken."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from desktop.rules.dates import long_date
from desktop.rules.money import Figure, rupiah
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.register import RowProblem
from desktop.rules.terms import PaymentState
from desktop.services.money import receivers
from desktop.services.money.receivers import Unreceived
from desktop.services.payers.orders import Order, Ours, Sent
from desktop.sheets.payer_answer import AnswerRow

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
    """What the judgment rests on: the days of the pay-out, and who could not have received on a day.

    `file` is the number of the file that is answered, where a person said it; else 0.
    """

    opened: date
    today: date
    default_day: date | None
    gone: Mapping[UUID, Unreceived]
    file: int = 0


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
    payments, against = known.meant(row.keys, row.numeric)
    if not payments and not against and row.outcome is None and row.amount is None:
        return JudgedRow(row, Verdict.PASSED)
    problems = list(row.problems)
    if len(payments) != 1:
        code = "payers.keys_differ" if against else "payers.row_several" if payments else "payers.row_unknown"
        return JudgedRow(row, Verdict.WRONG, problems=(*problems, _problem(row, code)))
    ours = known.rows[payments[0]]
    on = (row.on or about.default_day) if row.outcome is Out.PAID else row.on
    order = _answered(row, ours, about.file)
    same = _same(row, order)
    problems += _against_ours(row, ours, order, on, about)
    verdict = Verdict.WRONG if problems else Verdict.SAME if same else Verdict.TAKEN
    # Of an order that a later file follows only the failure is still news, and the payment waits by the later one.
    settles = verdict is Verdict.TAKEN and ours.state != P.PAID and (order is ours.newest or not ours.newest.waits)
    return JudgedRow(
        row, verdict, order.id, ours.id, ours.caretaker_name, ours.amount, on, settles=settles,
        problems=tuple(problems),
    )  # fmt: skip


def _answered(row: AnswerRow, ours: Ours, file: int) -> Order:
    """The order that a row speaks of: that of the file a person named, else one that says so already, or the newest."""
    named = next((one for one in ours.mine if one.file == file), None)
    if named is not None:
        return named
    newest = ours.mine[-1]
    if newest.outcome is not Out.FAILED:
        return newest
    return next((one for one in ours.mine if _same(row, one)), newest)


def _same(row: AnswerRow, order: Order) -> bool:
    return bool(order.outcome == row.outcome and (row.outcome is not Out.FAILED or order.reason == row.reason))


def _against_ours(row: AnswerRow, ours: Ours, order: Order, on: date | None, about: Open) -> Iterator[RowProblem]:
    if row.outcome is None and not row.problems:
        yield _problem(row, "payers.no_outcome")
    if row.amount is not None and row.amount != ours.amount and (row.outcome is Out.PAID or row.amount):
        yield _problem(row, "payers.amount_differs", said=rupiah(row.amount), sent=rupiah(ours.amount))
    if _unsaid(row, ours, about.file):
        files = ", ".join(str(one.file) for one in ours.mine)
        yield _problem(row, "payers.which_file", name=ours.caretaker_name, files=files)
    elif row.outcome is not None and not _same(row, order):
        yield from _state_problems(row, ours, order)
        if row.outcome is not Out.FAILED:
            yield from _later_problems(row, ours, order, on)
    if row.outcome is Out.PAID and ours.state == P.UNPAID and order.outcome is not Out.PAID:
        yield from _day_problems(row, ours, on, about)


def _unsaid(row: AnswerRow, ours: Ours, file: int) -> bool:
    """A failure came back once and went out again: nobody can tell which of the two files this row repeats."""
    several = len(ours.mine) > 1 and ours.mine[-1].waits
    return several and row.outcome in (Out.FAILED, Out.IDLE) and all(one.file != file for one in ours.mine)


def _state_problems(row: AnswerRow, ours: Ours, order: Order) -> Iterator[RowProblem]:
    """What the row says held against the books; a failure of what was paid in another way is no contradiction."""
    if order.outcome is Out.PAID:
        yield _problem(row, "payers.paid_already", name=ours.caretaker_name)
    elif ours.state == P.PAID:
        if row.outcome is not Out.FAILED:
            on = long_date(ours.settled_on) if ours.settled_on else "-"
            yield _problem(row, "payers.paid_elsewhere", name=ours.caretaker_name, on=on)
    elif ours.state != P.UNPAID:
        yield _problem(row, "payers.not_unpaid", name=ours.caretaker_name)


def _later_problems(row: AnswerRow, ours: Ours, order: Order, on: date | None) -> Iterator[RowProblem]:
    """Money that is said to be out by one file, while a later file takes it out again, or that came back since."""
    newest = ours.newest
    if order.back is not None and (on is None or on <= order.back):
        yield _problem(row, "payers.came_back_since", name=ours.caretaker_name, on=long_date(order.back))
    early = on is not None and on < newest.made and len(ours.orders) > 1
    if newest.waits and (order is not newest or early):
        told = {"name": ours.caretaker_name, "file": newest.file, "made": long_date(newest.made)}
        yield _problem(row, "payers.sent_since", **told)


def _day_problems(row: AnswerRow, ours: Ours, on: date | None, about: Open) -> Iterator[RowProblem]:
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
        # What is said again of an earlier file leaves the later one open.
        if one.payment and one.verdict is not Verdict.WRONG and one.order == known.rows[one.payment].mine[-1].id:
            named.add(one.payment)
        if one.verdict is Verdict.TAKEN and one.row.outcome is not None:
            figures[one.row.outcome] += Figure(1, one.amount)
    waiting = [row for row in known.rows.values() if row.mine[-1].waits]
    missing = [row for row in waiting if row.id not in named]
    return AnswerCounts(
        len(judged) - verdicts[Verdict.PASSED], _figure(waiting), figures[Out.PAID], figures[Out.FAILED],
        figures[Out.IDLE], _figure(missing), verdicts[Verdict.SAME], verdicts[Verdict.WRONG], verdicts[Verdict.PASSED],
    )  # fmt: skip


def _figure(rows: Sequence[Ours]) -> Figure:
    return Figure(len(rows), sum(row.amount for row in rows))

"""What taking in the result of a pay-out would do: totals, what changes that stood, rows in doubt; nothing is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import PayList, Payment
from desktop.progress import SILENT, Progress
from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import enrolling
from desktop.services.desk import Desk, allowed
from desktop.services.money import figures, receivers, result_file, settling, taking_back
from desktop.services.money.keys import TrancheKey, list_here
from desktop.services.money.result_file import Doubt
from desktop.services.money.sent import refuse_sent
from desktop.services.money.settling import ALLOWED, LYING, Judge, Outcome

P = PaymentState
TABLE = Payment.__table__


class Turn(StrEnum):
    """What a row of the table does to its payment."""

    PAID = "paid"
    RETURNED = "returned"
    UNDONE = "undone"  # paid before, and not any more
    CORRECTED = "corrected"  # the same outcome with another day, reason or STS
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """A row that changes what stood: a payment taken back, or another day, reason or STS."""

    row: int
    name: str
    card: str
    turn: Turn
    before: Mapping[str, Any]  # the payment's row: state, settled_on, reason, sts_number
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Totals:
    """The list's money as it stands, or would stand."""

    paid: Figure
    unpaid: Figure
    returned: Figure


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the table says. While there are doubts, or it is refused as a whole, nothing of it can be taken."""

    key: TrancheKey
    outcomes: tuple[Outcome, ...]
    doubts: tuple[Doubt, ...]
    changes: tuple[Change, ...]
    turns: Mapping[Turn, Figure]  # of the rows that are not in doubt
    before: Totals
    after: Totals
    unnamed: Figure  # payments of the list that wait and are not in the table
    refused: Refused | None = None

    @property
    def rows(self) -> int:
        return len(self.outcomes) + len(self.doubts)

    @property
    def changed(self) -> int:
        return sum(figure.families for turn, figure in self.turns.items() if turn is not Turn.SAME)

    @property
    def takeable(self) -> bool:
        return not self.doubts and self.refused is None and self.changed > 0


class _OnlyLookedError(Exception):
    """Takes back the transaction of a trial."""


@dataclass
class _Book:
    """The rows of a table as they are judged, by their number in the file."""

    payments: Mapping[UUID, dict[str, Any]]
    good: dict[int, Outcome]
    settled: dict[int, dict[str, Any] | None] = field(default_factory=dict)  # None where it is so already
    doubts: list[Doubt] = field(default_factory=list)

    def row(self, number: int) -> dict[str, Any]:
        return self.payments[self.good[number].payment_id]

    def doubt(self, number: int, refused: Refused) -> None:
        row = self.row(number)
        del self.good[number]
        self.settled.pop(number, None)
        self.doubts.append(Doubt(number, row["card_number"], refused.code, row["caretaker_name"], refused.values))


@allowed(Role.OPERATOR)
def look(desk: Desk, key: TrancheKey, path: Path, progress: Progress = SILENT, *, tries: bool = True) -> Foreseen:
    """Read a table and say what `settling.settle` would do with it. Each row that it would refuse is named.

    Without `tries` what is refused of the table as a whole is left to `settle`, which follows at once.
    """
    found = result_file.read(desk, key, path, progress)
    with desk.read() as session:
        pay_list = list_here(session, key, desk.office.code)
        steps = ALLOWED.get(PayListState(pay_list.state))
        if steps is None:
            raise Refused("money.not_open", tranche=key.short)
        book = _Book(_payments(session, pay_list), dict(zip(found.rows, found.outcomes, strict=True)))
        states = figures.by_state(session, pay_list.id)
        if (P.PAID, P.UNPAID) in steps:
            _doubt_taken_back(session, desk, book)
        _judge(book, Judge(steps, settling.first_day(session, desk, pay_list), desk.today()))
        _doubt_gone(session, pay_list, book)
        for state, lying in LYING.items():
            _doubt_sent(session, book, state, lying)
    names = _names(book)
    named = [replace(one, name=names.get(one.written.upper(), "")) for one in found.doubts]
    doubts = sorted((*named, *book.doubts), key=_row_of)
    outcomes = tuple(book.good.values())
    refused = _tried(desk, key, outcomes) if tries and outcomes and not doubts else None
    before = _totals(states)
    return Foreseen(
        key,
        outcomes,
        tuple(doubts),
        _changes(book),
        _turns(book),
        before,
        _after(book, before),
        _unnamed(book),
        refused,
    )


def _row_of(doubt: Doubt) -> int:
    return doubt.row


def _payments(session: Session, pay_list: PayList) -> dict[UUID, dict[str, Any]]:
    statement = select(TABLE).where(TABLE.c.pay_list_id == pay_list.id)
    return {row.id: enrolling.as_dict(row) for row in session.execute(statement)}


def _names(book: _Book) -> dict[str, str]:
    """Caretakers by what a row may call them; a row in doubt for another cause shows whose it is."""
    rows = book.payments.values()
    return {
        str(row[column]).upper(): row["caretaker_name"] for row in rows for column in ("card_number", "caretaker_nik")
    }


def _doubt_taken_back(session: Session, desk: Desk, book: _Book) -> None:
    """No table says of money that was handed out that it was not."""
    undone = {number: one.payment_id for number, one in book.good.items() if one.state is P.UNPAID}
    back = {number: payment for number, payment in undone.items() if book.payments[payment]["state"] == P.PAID}
    why = dict(taking_back.refusals(session, desk, list(dict.fromkeys(back.values()))))
    for number, payment in back.items():
        book.doubt(number, why[payment])


def _judge(book: _Book, judge: Judge) -> None:
    """Say of every row what becomes of its payment, by the rules of settling."""
    first: dict[UUID, Outcome] = {}
    for number, outcome in tuple(book.good.items()):
        if first.setdefault(outcome.payment_id, outcome) != outcome:
            book.doubt(number, Refused("money.settled_twice", name=book.row(number)["caretaker_name"]))
            continue
        try:
            book.settled[number] = judge.settled(book.payments, outcome)
        except Refused as refused:
            book.doubt(number, refused)


def _doubt_gone(session: Session, pay_list: PayList, book: _Book) -> None:
    """Nobody is paid after his death; what stands already is not asked again."""
    there = receivers.unreceived(session, pay_list.id)
    for number, row in tuple(book.settled.items()):
        one = there.get(row["id"]) if row is not None and row["state"] == P.PAID else None
        if row is not None and one is not None and one.forbids(row["settled_on"]):
            book.doubt(number, Refused("money.not_there", names=one.told()))


def _doubt_sent(session: Session, book: _Book, state: PaymentState, lying: Sequence[Any]) -> None:
    """What lies with a payer, only his answer settles."""
    ids = {number: one.payment_id for number, one in book.good.items() if one.state is state}

    def check(numbers: Sequence[int]) -> None:
        refuse_sent(session, [ids[number] for number in numbers], lying)

    for number, refused in _singled_out(list(ids), check):
        book.doubt(number, refused)


def _singled_out(numbers: Sequence[int], check: Callable[[Sequence[int]], None]) -> list[tuple[int, Refused]]:
    """Find the rows that a check of many refuses, by halving; where none is refused it is asked once."""
    try:
        check(numbers)
    except Refused as refused:
        if len(numbers) == 1:
            return [(numbers[0], refused)]
        half = len(numbers) // 2
        return _singled_out(numbers[:half], check) + _singled_out(numbers[half:], check)
    return []


def _tried(desk: Desk, key: TrancheKey, outcomes: Sequence[Outcome]) -> Refused | None:
    """Settle within a transaction that is taken back: what is refused of the table as a whole shows only so."""
    try:
        with desk.write("tranche.settle") as unit:
            settling.record(unit, desk, key, outcomes)
            _take_back()
    except _OnlyLookedError:
        return None
    except Refused as refused:
        return refused


def _take_back() -> NoReturn:
    raise _OnlyLookedError


def _turn(before: Mapping[str, Any], after: Mapping[str, Any] | None) -> Turn:
    if after is None:
        return Turn.SAME
    if before["state"] == after["state"]:
        return Turn.CORRECTED
    return {P.PAID: Turn.PAID, P.RETURNED: Turn.RETURNED}.get(P(after["state"]), Turn.UNDONE)


def _turns(book: _Book) -> dict[Turn, Figure]:
    found = dict.fromkeys(Turn, figures.NOTHING)
    seen: set[UUID] = set()
    for number, after in book.settled.items():
        row = book.row(number)
        turn = Turn.SAME if row["id"] in seen else _turn(row, after)  # the same said twice counts once
        seen.add(row["id"])
        found[turn] += Figure(1, row["amount"])
    return found


def _changes(book: _Book) -> tuple[Change, ...]:
    """What changes that stood; a payment that is settled for the first time is no news."""
    found = []
    for number, after in sorted(book.settled.items()):
        before = book.row(number)
        turn = _turn(before, after)
        if after is not None and turn in (Turn.UNDONE, Turn.CORRECTED):
            found.append(Change(number, before["caretaker_name"], before["card_number"], turn, before, after))
    return tuple(found)


def _totals(states: Mapping[PaymentState, Figure]) -> Totals:
    return Totals(*(states.get(state, figures.NOTHING) for state in (P.PAID, P.UNPAID, P.RETURNED)))


def _after(book: _Book, before: Totals) -> Totals:
    """The totals as they would be; every rupiah leaves one of them and joins another."""
    states = {P.PAID: before.paid, P.UNPAID: before.unpaid, P.RETURNED: before.returned}
    for row in {row["id"]: row for row in book.settled.values() if row is not None}.values():
        amount = Figure(1, row["amount"])
        states[P(book.payments[row["id"]]["state"])] -= amount
        states[P(row["state"])] += amount
    return _totals(states)


def _unnamed(book: _Book) -> Figure:
    named = {one.payment_id for one in book.good.values()}
    waiting = [row for one, row in book.payments.items() if row["state"] == P.UNPAID and one not in named]
    return Figure(len(waiting), sum(row["amount"] for row in waiting))

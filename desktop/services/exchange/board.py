"""The province's board: which district sent which period, what is missing, late, refused or stopped, and its totals."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from desktop.models import (
    Area,
    AuditLine,
    Base,
    Household,
    Member,
    Payment,
    PeerStream,
    ReceivedPackage,
    SentPackage,
    TrustedCard,
    Visit,
)
from desktop.rules.areas import AreaLevel
from desktop.rules.terms import PaymentState
from desktop.services.desk import EVERYBODY, Desk, allowed

LATE = 31  # days since the last package
COUNTED = (Household, Member, Visit, Payment)
KNOWN_AGAIN = "package.known"


class Standing(StrEnum):
    """The one word for a district, the most pressing first."""

    STOPPED = "stopped"
    HELD = "held"  # a package waits for one before it
    REFUSED = "refused"  # the newest that came was refused
    NO_KEY = "no_key"  # nobody confirmed its key card
    NEVER = "never"
    LATE = "late"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """What a district sent for one period."""

    period: str
    numbers: tuple[int, ...]
    records: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Refusal:
    """A package that was not taken in, and why."""

    number: int
    at: datetime
    reason: str  # JSON: code and values
    made_good: bool  # a later one of the same stream was taken in


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """One district as its packages show it."""

    office: str
    name: str
    standing: Standing
    last_number: int  # 0: none
    last_at: datetime | None
    days: int | None  # since the last one was taken in
    taken: int
    lost: tuple[int, ...]  # numbers that never came; cumulative packages made them good
    again: int  # came once more, and changed nothing
    held: tuple[int, ...]
    refused: tuple[Refusal, ...]
    stopped_for: str
    periods: tuple[PeriodRow, ...]
    totals: Mapping[str, int]
    unanswered: int  # of our packages to it, whether it has them is not known


@dataclass(frozen=True, slots=True)
class Board:
    """All districts, beside each other."""

    rows: tuple[DistrictRow, ...]
    periods: tuple[str, ...]  # the newest first
    totals: Mapping[str, int]


@allowed(*EVERYBODY)
def board(desk: Desk, late: int = LATE) -> Board:
    """Answer every district below this office, whether it ever sent anything or not; `late` is in days."""
    with desk.read() as session:
        names = _names(session, desk.office.code)
        seen = _Seen(session, desk)
        rows = tuple(seen.row(office, name, late) for office, name in names.items())
    periods = {one.period: one.last_at for row in rows for one in row.periods if one.period}
    newest = sorted(periods, key=periods.__getitem__, reverse=True)
    sums = {name: sum(row.totals.get(name, 0) for row in rows) for name in sorted({n for r in rows for n in r.totals})}
    return Board(rows, tuple(newest), sums)


def _names(session: Session, code: str) -> dict[str, str]:
    """Districts below this office, and any other that sent something or whose card is here."""
    inside = select(Area.code, Area.name).where(Area.level == AreaLevel.REGENCY.value, Area.code.startswith(f"{code}."))
    names = {row.code: row.name for row in session.execute(inside.order_by(Area.code))}
    others = set(session.scalars(select(ReceivedPackage.sender).distinct()))
    others |= set(session.scalars(select(TrustedCard.office).distinct()))
    for office in sorted(others - names.keys() - {code}):
        names[office] = session.scalar(select(Area.name).where(Area.code == office)) or office
    return names


class _Seen:
    """Everything the board says, read once for all districts."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._desk = desk
        self._packages: defaultdict[str, list[ReceivedPackage]] = defaultdict(list)
        for package in session.scalars(select(ReceivedPackage).order_by(ReceivedPackage.at, ReceivedPackage.id)):
            self._packages[package.sender].append(package)
        self._streams: defaultdict[str, list[PeerStream]] = defaultdict(list)
        for stream in session.scalars(select(PeerStream).order_by(PeerStream.stream)):
            self._streams[stream.office].append(stream)
        self._again = _again(session)
        self._totals = _totals(session)
        believed = select(TrustedCard.office).where(
            TrustedCard.confirmed_at.is_not(None), TrustedCard.ended_at.is_(None)
        )
        self._believed = set(session.scalars(believed))
        waiting = select(SentPackage.receiver, func.count()).where(SentPackage.state.in_(("made", "copied")))
        self._unanswered = {row[0]: int(row[1]) for row in session.execute(waiting.group_by(SentPackage.receiver))}

    def row(self, office: str, name: str, late: int) -> DistrictRow:
        packages = self._packages[office]
        taken = [package for package in packages if package.state == "taken"]
        stopped = next((one.stopped_for for one in self._streams[office] if one.stopped_for), "")
        newest = max((one.number for one in taken), default=0)
        last_at = taken[-1].at if taken else None
        days = (self._desk.today() - self._desk.local(last_at).date()).days if last_at else None
        refused = tuple(_refusal(one, taken) for one in packages if one.state == "refused")
        held = tuple(one.number for one in packages if one.state == "held")
        standing = self._standing(office, days, late, stopped or "", held, refused)
        return DistrictRow(
            office, name, standing, newest, last_at, days, len(taken), _lost(taken, packages),
            self._again.get(office, 0), held, refused, stopped or "", _periods(taken), self._totals.get(office, {}),
            self._unanswered.get(office, 0),
        )  # fmt: skip

    def _standing(
        self,
        office: str,
        days: int | None,
        late: int,
        stopped: str,
        held: tuple[int, ...],
        refused: tuple[Refusal, ...],
    ) -> Standing:
        for standing, holds in (
            (Standing.STOPPED, bool(stopped)),
            (Standing.HELD, bool(held)),
            (Standing.REFUSED, any(not one.made_good for one in refused)),
            (Standing.NO_KEY, office not in self._believed),
            (Standing.NEVER, days is None),
            (Standing.LATE, days is not None and days > late),
        ):
            if holds:
                return standing
        return Standing.GOOD


def _refusal(package: ReceivedPackage, taken: Iterable[ReceivedPackage]) -> Refusal:
    good = any(one.stream == package.stream and one.number >= package.number for one in taken)
    return Refusal(package.number, package.at, package.reason, good)


def _lost(taken: list[ReceivedPackage], packages: list[ReceivedPackage]) -> tuple[int, ...]:
    """Numbers of the newest stream below its newest that never came in any state."""
    if not taken:
        return ()
    stream, newest = taken[-1].stream, max(one.number for one in taken if one.stream == taken[-1].stream)
    came = {one.number for one in packages if one.stream == stream}
    return tuple(sorted(set(range(1, newest)) - came))


def _periods(taken: list[ReceivedPackage]) -> tuple[PeriodRow, ...]:
    found: defaultdict[str, list[ReceivedPackage]] = defaultdict(list)
    for package in taken:
        found[package.period].append(package)
    rows = [
        PeriodRow(period, tuple(one.number for one in some), sum(one.records for one in some), some[-1].at)
        for period, some in found.items()
    ]
    return tuple(sorted(rows, key=_newest, reverse=True))


def _newest(row: PeriodRow) -> datetime:
    return row.last_at


def _again(session: Session) -> dict[str, int]:
    """How often a package came once more, by the lines of the log about them."""
    senders = {
        row.digest: row.sender for row in session.execute(select(ReceivedPackage.digest, ReceivedPackage.sender))
    }
    counts: dict[str, int] = defaultdict(int)
    for detail in session.scalars(select(AuditLine.detail).where(AuditLine.action == KNOWN_AGAIN)):
        sender = senders.get(json.loads(detail or "{}").get("digest", ""))
        if sender is not None:
            counts[sender] += 1
    return counts


def _totals(session: Session) -> dict[str, dict[str, int]]:
    """What is here of each office: families, people, visits, payments, and rupiah paid."""
    totals: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for model in COUNTED:
        table = _table(model)
        for owner, many in session.execute(select(table.c.owner, func.count()).group_by(table.c.owner)):
            totals[owner][table.name] = many
    paid = select(Payment.owner, func.sum(Payment.amount)).where(Payment.state == PaymentState.PAID)
    for owner, rupiah in session.execute(paid.group_by(Payment.owner)):
        totals[owner]["rupiah"] = int(rupiah)
    return totals


def _table(model: type[Base]) -> Table:
    table: Any = model.__table__
    return table  # type: ignore[no-any-return]

"""The money a programme year may spend: appropriations and their changes, what is realised, bound and left."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import BudgetLine, PayList, Payment, User
from desktop.rules.ids import new_id
from desktop.rules.money import LARGEST, rupiah
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.money.later_lists import APPROVED
from desktop.services.money.voided import is_voided

ACCOUNT, PAPER, NOTE = 60, 120, 200  # letters


class Level(StrEnum):
    """Whose money it is."""

    PROVINCE = "province"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class NewLine:
    """An appropriation as its paper says it; below zero it takes away what an earlier paper gave."""

    programme: str
    year: int
    level: Level
    account: str
    rupiah: int
    paper: str
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class LineRow:
    id: UUID
    level: Level
    account: str
    rupiah: int
    paper: str
    on: date
    note: str
    entered_by: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one level gives, and its part of what is paid and bound: in the measure of the appropriations."""

    level: Level
    appropriated: int
    realised: int
    committed: int

    @property
    def left(self) -> int:
        return self.appropriated - self.realised - self.committed


@dataclass(frozen=True, slots=True)
class Budget:
    """A programme year in whole rupiah. Without any line nobody said what may be spent."""

    programme: str
    year: int
    name: str
    lines: tuple[LineRow, ...]
    shares: tuple[Share, ...]
    appropriated: int
    listed: int  # on all lists, drafts too, without what is withheld or went back
    realised: int  # paid
    committed: int  # approved, not yet paid or returned
    returned: int

    @property
    def left(self) -> int:
        return self.appropriated - self.realised - self.committed

    @property
    def over(self) -> int:
        """By how much the lists go beyond the appropriation; 0 where they do not, or where there is none."""
        return max(0, self.listed - self.appropriated) if self.lines else 0


@allowed(Role.OPERATOR)
def enter(desk: Desk, new: NewLine) -> Answer[Budget]:
    """Enter an appropriation or a change of it. A wrong line is put right by another one; none is deleted."""
    with desk.write("budget.enter") as unit:
        programmes.rules_of(unit.session, new.programme, new.year)
        account, paper = " ".join(new.account.split()), " ".join(new.paper.split())
        if not account or not paper:
            raise Refused("budget.no_paper")
        if not new.rupiah or abs(new.rupiah) > LARGEST:
            raise Refused("budget.amount")
        if new.on > desk.today():
            raise Refused("budget.future", on=new.on)
        before = sum(row.rupiah for row in _lines(unit.session, new.programme, new.year) if row.level == new.level)
        if before + new.rupiah < 0:
            raise Refused("budget.below_zero", rupiah=rupiah(before))
        row = BudgetLine(
            id=new_id(),
            programme=new.programme,
            year=new.year,
            level=new.level,
            account=account[:ACCOUNT],
            rupiah=new.rupiah,
            paper=paper[:PAPER],
            on=new.on,
            note=new.note.strip()[:NOTE],
            entered_by=desk.person.id,
            entered_at=desk.now(),
        )
        unit.session.add(row)
        unit.session.flush()
        made = read(unit.session, desk.office.code, new.programme, new.year)
    return Answer(made, unit.changes)


@allowed(*EVERYBODY)
def of_year(desk: Desk, programme: str, year: int) -> Budget:
    """Everything about the money of one programme year."""
    with desk.read() as session:
        return read(session, desk.office.code, programme, year)


@allowed(*EVERYBODY)
def years(desk: Desk) -> tuple[Budget, ...]:
    """The programme years that have a list or a line, the newest first."""
    with desk.read() as session:
        listed = session.execute(select(PayList.programme, PayList.year).where(PayList.owner == desk.office.code))
        lined = session.execute(select(BudgetLine.programme, BudgetLine.year))
        known = {(row.programme, row.year) for row in (*listed, *lined)}
        order = sorted(known, key=_newest_first)
        return tuple(read(session, desk.office.code, programme, year) for programme, year in order)


def read(session: Session, office: str, programme: str, year: int) -> Budget:
    """The budget of a programme year, within a transaction under way."""
    name = programmes.rules_of(session, programme, year).name
    rows = _lines(session, programme, year)
    by_level = {level: sum(row.rupiah for row in rows if row.level == level) for level in Level}
    spent = _spent(session, office, programme, year)
    waiting = sum(spent[state, PaymentState.UNPAID] for state in APPROVED)
    realised = sum(spent[state, PaymentState.PAID] for state in APPROVED)
    drafted = sum(spent[state, PaymentState.UNPAID] for state in (PayListState.DRAFT, PayListState.CHECKED))
    return Budget(
        programme,
        year,
        name,
        tuple(_row(session, row) for row in rows),
        _shares(by_level, realised, waiting),
        sum(by_level.values()),
        drafted + waiting + realised,
        realised,
        waiting,
        sum(spent[state, PaymentState.RETURNED] for state in APPROVED),
    )


def _newest_first(one: tuple[str, int]) -> tuple[int, str]:
    return -one[1], one[0]


def _lines(session: Session, programme: str, year: int) -> list[BudgetLine]:
    statement = select(BudgetLine).where(BudgetLine.programme == programme, BudgetLine.year == year)
    return list(session.scalars(statement.order_by(BudgetLine.on, BudgetLine.entered_at, BudgetLine.id)))


def _spent(session: Session, office: str, programme: str, year: int) -> Mapping[tuple[str, str], int]:
    """Rupiah by the state of the list and of the payment; what waits for a new receipt is still to be paid."""
    state = case((is_voided(), PaymentState.UNPAID.value), else_=Payment.state)
    statement = (
        select(PayList.state, state, func.sum(Payment.amount))
        .join(PayList, PayList.id == Payment.pay_list_id)
        .where(PayList.owner == office, PayList.programme == programme, PayList.year == year)
        .group_by(PayList.state, state)
    )
    return defaultdict(int, {(row[0], row[1]): row[2] for row in session.execute(statement)})


def _shares(by_level: Mapping[Level, int], realised: int, committed: int) -> tuple[Share, ...]:
    levels = {level: by_level[level] for level in Level if by_level[level]}
    paid, bound = _parts(levels, realised), _parts(levels, committed)
    return tuple(Share(level, given, paid[level], bound[level]) for level, given in levels.items())


def _parts(levels: Mapping[Level, int], whole: int) -> dict[Level, int]:
    """Split rupiah in the measure of the appropriations; the last level gets what rounding leaves."""
    total, left = sum(levels.values()), whole
    parts: dict[Level, int] = {}
    for level, given in levels.items():
        parts[level] = left if len(parts) == len(levels) - 1 else whole * given // total
        left -= parts[level]
    return parts


def _row(session: Session, row: BudgetLine) -> LineRow:
    user = session.get_one(User, row.entered_by)
    entered_by = user.full_name or user.name
    return LineRow(row.id, Level(row.level), row.account, row.rupiah, row.paper, row.on, row.note, entered_by)

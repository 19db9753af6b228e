"""What waits today for the person who signed in, by role: counted here, said in words by the screen."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop.models import Area, AuditLine, FamilyRow, Task, TreasuryReturn, User
from desktop.rules.fault_kinds import Level
from desktop.rules.money import Figure
from desktop.rules.terms import EnrolmentStatus, PayListState, Role
from desktop.services import visits
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.duplicates import listing as duplicates
from desktop.services.money import overview
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import Step, TrancheRow
from desktop.services.quality import listing as quality
from desktop.services.visits import FollowUp, VisitFilters
from desktop.store import proof, search
from desktop.store.search import Filters


class Kind(StrEnum):
    """What waits, the most pressing first."""

    CONFIRM_PRINT = "confirm_print"  # printed receipts nobody has called good yet
    APPROVE = "approve"
    RETURNS = "returns"  # to the treasury, made by another and confirmed by nobody
    OPEN = "open"  # approved, the pay-out has not begun
    PRINT = "print"  # receipts whose original was not printed
    FINISH = "finish"  # a draft without its decree
    WAITS = "waits"  # a draft that waits for another person's approval
    OVERDUE = "overdue"  # follow-ups
    DUE = "due"  # follow-ups of today
    UNPLACED = "unplaced"  # families
    VALIDATE = "validate"  # candidates
    UNATTENDED = "unattended"  # families in a programme and in no facilitator's care
    DOUBTS = "doubts"  # families in which something looks wrong
    DOUBLES = "doubles"  # pairs who may be one
    TASKS = "tasks"
    BACKUP = "backup"
    FIRST_PASSWORD = "first_password"  # noqa: S105 - users who have not changed theirs
    PROOF = "proof"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits. `day` is the last backup or proof (None: never), or the oldest day due."""

    kind: Kind
    count: int
    tranche: TrancheKey | None = None
    figure: Figure = field(default_factory=Figure)
    day: date | None = None
    text: str = ""  # hash of the log's head; the number a question is about; the doubt that most families have


@dataclass(frozen=True, slots=True)
class Part:
    """How many families are in one state, or live in one district ("" is not known yet)."""

    name: str
    families: int


@dataclass(frozen=True, slots=True)
class Today:
    """Today at this office: how many families there are and which, what waits, where the newest tranches stand.

    The largest parts come first; of the districts only the first few, so they need not add up to all families.
    """

    day: date
    families: int
    items: tuple[Item, ...]
    tranches: tuple[TrancheRow, ...]
    statuses: tuple[Part, ...] = ()
    districts: tuple[Part, ...] = ()


SHOWN_TRANCHES = 3
SHOWN_DISTRICTS = 6


@allowed(*EVERYBODY)
def today(desk: Desk) -> Today:
    """Gather what waits for this person's role, the most pressing first."""
    rows = overview.tranches(desk)
    with desk.read() as session:
        statuses, districts = _statuses(session), _districts(session)
        items = [*_of_lists(desk, rows), *_of_role(desk, session)]
    order = list(Kind)
    items.sort(key=lambda item: order.index(item.kind))
    drafted = [row for row in rows if row.state is not None]
    drafted.sort(key=_newest, reverse=True)
    families = sum(part.families for part in statuses)
    newest = tuple(drafted[:SHOWN_TRANCHES])
    return Today(desk.today(), families, tuple(items), newest, statuses, districts)


def _statuses(session: Session) -> tuple[Part, ...]:
    """Families by status; all that did not leave, so that they add up."""
    counted = select(FamilyRow.status, func.count()).where(FamilyRow.status != search.CLOSED)
    return _ordered(session.execute(counted.group_by(FamilyRow.status)).all())


def _districts(session: Session) -> tuple[Part, ...]:
    """By the code first and only then by name: the index of the codes answers without reading the list itself."""
    code = FamilyRow.district_code
    here = select(code, func.count()).where(FamilyRow.status != search.CLOSED)
    counted = session.execute(here.group_by(code)).all()
    known = session.execute(select(Area.code, Area.name).where(Area.code.in_([row[0] for row in counted if row[0]])))
    names = {row.code: row.name for row in known}
    return _ordered([(names.get(row[0], ""), row[1]) for row in counted])[:SHOWN_DISTRICTS]


def _ordered(counted: Iterable[Sequence[Any]]) -> tuple[Part, ...]:
    """The largest first, equal ones by name, so that nothing jumps from one look to the next."""
    return tuple(Part(name, -least) for least, name in sorted((-many, name) for name, many in counted))


def _newest(row: TrancheRow) -> tuple[int, int]:
    return row.key.year, row.key.number


def _of_role(desk: Desk, session: Session) -> Iterator[Item]:
    if desk.person.role is Role.OPERATOR:
        yield from _follow_ups(desk)
        unplaced = _count(session, select(FamilyRow.doc).where(FamilyRow.village_code.is_(None)))
        if unplaced:
            yield Item(Kind.UNPLACED, unplaced)
        yield from _questions(session)
        yield from _of_register(desk, session)
    elif desk.person.role is Role.SUPERVISOR:
        yield from _returned(desk, session)
    elif desk.person.role is Role.ADMINISTRATOR:
        day = _last(desk, session, "backup")
        yield Item(Kind.BACKUP, (desk.today() - day).days if day else 0, day=day)
        first = _count(session, select(User.id).where(User.active, User.must_change_password))
        if first:
            yield Item(Kind.FIRST_PASSWORD, first)
    elif desk.person.role is Role.AUDITOR:
        line, digest = proof.head(session.connection())
        yield Item(Kind.PROOF, line, day=_last(desk, session, "verify"), text=digest)


def _returned(desk: Desk, session: Session) -> Iterator[Item]:
    """Money on its way back that this person may confirm: never what he returned himself (DESIGN.md 4.11)."""
    waiting = (TreasuryReturn.confirmed_by.is_(None), TreasuryReturn.families > 0)
    statement = select(func.count(), func.sum(TreasuryReturn.families), func.sum(TreasuryReturn.rupiah))
    count, families, rupiah = session.execute(statement.where(*waiting, TreasuryReturn.made_by != desk.person.id)).one()
    if count:
        yield Item(Kind.RETURNS, count, figure=Figure(families, rupiah))


def _questions(session: Session) -> Iterator[Item]:
    """The oldest question brings the number it is about, by which its families are found."""
    open_ones = select(Task.about).where(Task.closed_at.is_(None))
    count = _count(session, open_ones)
    if count:
        about = session.scalars(open_ones.order_by(Task.opened_at, Task.about).limit(1)).one()
        yield Item(Kind.TASKS, count, text=about.split()[-1])
    doubles = duplicates.waiting(session)
    if doubles:
        yield Item(Kind.DOUBLES, doubles)


def _of_register(desk: Desk, session: Session) -> Iterator[Item]:
    """What the register lacks. What was changed since the rules last looked is not among the doubts yet."""
    candidates = _count(session, select(FamilyRow.doc).where(FamilyRow.status == EnrolmentStatus.CANDIDATE))
    if candidates:
        yield Item(Kind.VALIDATE, candidates)
    unattended = search.count(session.connection(), "", Filters(unattended=True))
    if unattended:
        yield Item(Kind.UNATTENDED, unattended)
    doubts = quality.overview(desk)
    if doubts.families:
        kinds = [one for one in doubts.kinds if one.kind.level is not Level.NOTE]
        yield Item(Kind.DOUBTS, doubts.families, text=max(kinds, key=attrgetter("families")).code)


def _follow_ups(desk: Desk) -> Iterator[Item]:
    late = visits.count(desk, VisitFilters(state=FollowUp.OVERDUE))
    until_today = visits.count(desk, VisitFilters(state=FollowUp.DUE))
    if late:
        oldest = visits.page(desk, VisitFilters(state=FollowUp.OVERDUE), limit=1).rows[0].due_on
        yield Item(Kind.OVERDUE, late, day=oldest)
    if until_today > late:
        yield Item(Kind.DUE, until_today - late, day=desk.today())


def _of_lists(desk: Desk, rows: list[TrancheRow]) -> Iterator[Item]:
    """Say what this person may do next with each list, and what he waits for."""
    for row in rows:
        if Step.CONFIRM_PRINT in row.steps:
            yield Item(Kind.CONFIRM_PRINT, row.listed.families, row.key, row.listed)
        elif Step.PRINT in row.steps:
            receipts = overview.status(desk, row.key).receipts
            missing = receipts.issued - receipts.originals
            if missing > 0:
                yield Item(Kind.PRINT, missing, row.key, row.listed)
        elif desk.person.role is Role.OPERATOR and row.state in (PayListState.DRAFT, PayListState.CHECKED):
            kind = Kind.WAITS if row.decree_number else Kind.FINISH
            yield Item(kind, row.listed.families, row.key, row.listed)
        elif Step.APPROVE in row.steps and row.decree_number:  # without one the approval would be refused
            yield Item(Kind.APPROVE, row.listed.families, row.key, row.listed)
        elif Step.OPEN in row.steps:
            yield Item(Kind.OPEN, row.listed.families, row.key, row.listed)


def _count(session: Session, statement: Select[Any]) -> int:
    return session.scalar(select(func.count()).select_from(statement.subquery())) or 0


def _last(desk: Desk, session: Session, action: str) -> date | None:
    """Day of the newest line of the log about an action."""
    statement = select(AuditLine.at).where(AuditLine.action == action).order_by(AuditLine.seq.desc()).limit(1)
    at = session.scalars(statement).first()
    return desk.local(datetime.fromisoformat(at)).date() if at else None

"""A new year of a programme, opened from the last: who goes on, who is certified again, who graduates."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area, Enrolment, EnrolmentStep, Household, Member, PayList, Payment, Tranche
from desktop.models import ProgrammeYear as ProgrammeYearRow
from desktop.progress import SILENT, Progress
from desktop.rules.money import Figure
from desktop.rules.programme_year import ProgrammeYear
from desktop.rules.terms import EnrolmentStatus, PaymentState, Role
from desktop.services import enrolling, programmes
from desktop.services.desk import EVERYBODY, Answer, Desk, allowed
from desktop.services.enrolling import RECERTIFY, Move
from desktop.services.money.facts import Judged, judged_families
from desktop.services.money.keys import TrancheKey, key_of
from desktop.services.money.later_lists import APPROVED
from desktop.services.money.rows import Counted

S = EnrolmentStatus
MEMBERS = frozenset({S.DECREED, S.ACTIVE})
NOBODY_COUNTS = "rules.component_none"
GRADUATED = "Graduasi alamiah"
NOT_OPENED = "Pembukaan dibatalkan"
"""Reason of the step by which an opening was taken back: whoever it names is a member as if nothing had been."""
PAPER = 120
"""Longest number of a paper."""
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Carried:
    """Money of an earlier list that was neither paid nor returned; it stays where it is, in view."""

    key: TrancheKey
    unpaid: Figure


@dataclass(frozen=True, slots=True)
class Outlook:
    """What opening a year does, in families: `go_on` and `fit` stay as they are, `left_out` will be on no list."""

    programme: str
    year: int
    go_on: int  # members that fit
    certify: int  # members as long as the programme means it to last
    graduate: int  # members with nobody left that counts
    left_out: tuple[Counted, ...]  # members that a rule keeps off the lists, by rule; nothing is done to them
    candidates: int  # in the programme, and not members yet
    carried: tuple[Carried, ...]
    unlisted: tuple[TrancheKey, ...] = ()  # of the year before, without an approved list


@dataclass(frozen=True, slots=True)
class _Sorted:
    certify: tuple[UUID, ...]
    graduate: tuple[UUID, ...]
    outlook: Outlook


@dataclass(frozen=True, slots=True)
class Moved:
    """A family whose standing the opening changes; `graduates`, or else is certified again."""

    name: str
    card: str
    village: str
    graduates: bool


@allowed(*EVERYBODY)
def look(desk: Desk, programme: str, year: int, progress: Progress = SILENT) -> Outlook:
    """Say what opening the year would do; nothing is written. Refused for a year that cannot be opened any more."""
    with desk.read() as session:
        rules = programmes.rules_of(session, programme, year)
        _refuse_begun(session, desk.office.code, rules)
        outlook = _sorted(session, rules, desk.today(), progress).outlook
        return replace(outlook, unlisted=_unlisted(session, desk.office.code, rules))


@allowed(Role.OPERATOR, Role.SUPERVISOR)
def open_year(
    desk: Desk, programme: str, year: int, paper: str, progress: Progress = SILENT, *, despite: bool = False
) -> Answer[Outlook]:
    """Send members to certification who are due (DOMAIN.md 2.8b, 8.7), and let graduate whom nobody counts for (8.6).

    Everybody else goes on without an act; the first list of the year is drafted under its own decree, and its receipts
    begin at 1. Refused without a paper, where nobody is to be moved, for a year that has lists or lies before one that
    has, and while an earlier year waits. While a tranche of the running year has no approved list its families would
    lose it; only a supervisor opens `despite` that. `year_back` is the way back.
    """
    written = " ".join(paper.split())
    if not written:
        raise Refused("year.paper")
    if len(written) > PAPER:
        raise Refused("year.paper_long", longest=PAPER)
    with desk.write("programme.open_year") as unit:
        rules = programmes.rules_of(unit.session, programme, year)
        _refuse_begun(unit.session, desk.office.code, rules)
        unlisted = _unlisted(unit.session, desk.office.code, rules)
        if unlisted and not (despite and desk.person.role is Role.SUPERVISOR):
            raise Refused("year.unlisted", year=year, tranches=", ".join(one.short for one in unlisted))
        found = _sorted(unit.session, rules, desk.today(), progress)
        if not (found.certify or found.graduate):
            raise Refused("year.nothing", programme=rules.name)
        for ids, status, reason in (
            (found.certify, S.CANDIDATE, f"{RECERTIFY} {year}"),
            (found.graduate, S.GRADUATED, f"{GRADUATED} {year}"),
        ):
            rows = enrolling.rows_of(unit.session, ids)
            enrolling.move_many(unit, rows, Move(status, desk.today(), reason, written))
        unit.journal.note(programme=rules.key, certify=len(found.certify), graduate=len(found.graduate))
    return Answer(replace(found.outlook, unlisted=unlisted), unit.changes)


@allowed(*EVERYBODY)
def moved(desk: Desk, programme: str, year: int, progress: Progress = SILENT) -> tuple[Moved, ...]:
    """Name the families that opening the year would move, village by village; that somebody looked is in the log."""
    with desk.write("programme.look_moved") as unit:
        rules = programmes.rules_of(unit.session, programme, year)
        _refuse_begun(unit.session, desk.office.code, rules)
        found = _sorted(unit.session, rules, desk.today(), progress)
        rows = [*_named(unit.session, found.certify), *_named(unit.session, found.graduate, graduates=True)]
        unit.journal.note(programme=rules.key, families=len(rows))
    return tuple(sorted(rows, key=_in_order))


def _named(session: Session, ids: Sequence[UUID], *, graduates: bool = False) -> Iterator[Moved]:
    statement = (
        select(Member.name, Enrolment.card_number, Area.name)
        .select_from(Enrolment)
        .join(Household, Household.id == Enrolment.household_id)
        .outerjoin(Member, Member.id == Household.caretaker_id)
        .outerjoin(Area, Area.code == Household.village_code)
    )
    for start in range(0, len(ids), AT_ONCE):
        for name, card, village in session.execute(statement.where(Enrolment.id.in_(ids[start : start + AT_ONCE]))):
            yield Moved(name or "", card or "", village or "", graduates)


def _in_order(one: Moved) -> tuple[bool, str, str, str]:
    return one.graduates, one.village, one.name, one.card


def _refuse_begun(session: Session, office: str, rules: ProgrammeYear) -> None:
    """A year begins once, in its turn: its families are judged by what holds today, not by what held then."""
    listed = select(func.max(PayList.year)).where(PayList.owner == office, PayList.programme == rules.code)
    newest = session.scalar(listed)
    if newest is None:
        return
    if rules.year <= newest:
        raise Refused("year.begun", year=rules.year, newest=newest)
    paid = select(Tranche.year).where(Tranche.programme == rules.code)  # a year without tranches has no list ever
    known = select(func.min(ProgrammeYearRow.year)).where(
        ProgrammeYearRow.programme == rules.code, ProgrammeYearRow.year > newest, ProgrammeYearRow.year.in_(paid)
    )
    following = session.scalar(known)
    if following is not None and rules.year > following:
        raise Refused("year.too_early", year=rules.year, following=following)


def _unlisted(session: Session, office: str, rules: ProgrammeYear) -> tuple[TrancheKey, ...]:
    """Tranches of the newest year with lists that have no approved one, from its first list on."""
    ours = (PayList.owner == office, PayList.programme == rules.code)
    newest = session.scalar(select(func.max(PayList.year)).where(*ours))
    if newest is None:
        return ()
    listed = select(PayList.tranche, PayList.state).where(*ours, PayList.year == newest, PayList.supplement == 0)
    states = {row.tranche: row.state for row in session.execute(listed)}
    numbers = [one.number for one in programmes.rules_of(session, rules.code, newest).tranches]
    wanted = [number for number in sorted(numbers) if number >= min(states) and states.get(number) not in APPROVED]
    return tuple(TrancheKey(rules.code, newest, number) for number in wanted)


def _sorted(session: Session, rules: ProgrammeYear, today: date, progress: Progress) -> _Sorted:
    number = min((one.number for one in rules.tranches), default=1)
    on = max(today, date(rules.year, 1, 1))
    since = _members_since(session, rules.code)
    certify: list[UUID] = []
    graduate: list[UUID] = []
    go_on, candidates = 0, 0
    left_out: Counter[str] = Counter()
    values: dict[str, dict[str, object]] = {}
    for one in judged_families(session.connection(), rules, number, on, progress):
        if S(one.row.status) not in MEMBERS:
            candidates += S(one.row.status) in (S.CANDIDATE, S.ELIGIBLE)
        elif one.refused == NOBODY_COUNTS:
            graduate.append(one.row.enrolment_id)
        elif _due(rules, since, one, on):
            certify.append(one.row.enrolment_id)
        elif one.refused:
            left_out[one.refused] += 1
            values[one.refused] = one.values
        else:
            go_on += 1
    counted = tuple(Counted(code, many, {**values[code], "count": many}) for code, many in left_out.most_common())
    outlook = Outlook(
        rules.code, rules.year, go_on, len(certify), len(graduate), counted, candidates, _carried(session, rules)
    )
    return _Sorted(tuple(certify), tuple(graduate), outlook)


def _due(rules: ProgrammeYear, since: dict[UUID, date], one: Judged, on: date) -> bool:
    first = since.get(one.row.enrolment_id)
    return first is not None and rules.recertification_due(first, on)


def _members_since(session: Session, programme: str) -> dict[UUID, date]:
    """The day each enrolment was decreed first, or first again after it was certified."""
    steps = (
        select(EnrolmentStep.enrolment_id, EnrolmentStep.status, EnrolmentStep.on, EnrolmentStep.reason)
        .join(enrolling.TABLE, enrolling.TABLE.c.id == EnrolmentStep.enrolment_id)
        .where(enrolling.TABLE.c.programme == programme)
        .order_by(EnrolmentStep.on, EnrolmentStep.id)
    )
    found: dict[UUID, date] = {}
    left: dict[UUID, date] = {}
    for row in session.execute(steps):
        if row.status == S.CANDIDATE and row.reason.startswith(RECERTIFY):
            if row.enrolment_id in found:
                left[row.enrolment_id] = found.pop(row.enrolment_id)
        elif row.reason.startswith(NOT_OPENED) and row.enrolment_id in left:
            found.setdefault(row.enrolment_id, left[row.enrolment_id])
        elif row.status in MEMBERS:
            found.setdefault(row.enrolment_id, row.on)
    return found


def _carried(session: Session, rules: ProgrammeYear) -> tuple[Carried, ...]:
    unpaid: Any = (
        select(PayList, func.count(), func.sum(Payment.amount))
        .join(Payment, Payment.pay_list_id == PayList.id)
        .where(
            PayList.programme == rules.code,
            PayList.year < rules.year,
            PayList.approved_by.is_not(None),
            Payment.state == PaymentState.UNPAID,
        )
        .group_by(PayList.id)
        .order_by(PayList.year, PayList.tranche, PayList.supplement)
    )
    rows: Sequence[Any] = session.execute(unpaid).all()
    return tuple(Carried(key_of(pay_list), Figure(families, rupiah)) for pay_list, families, rupiah in rows)

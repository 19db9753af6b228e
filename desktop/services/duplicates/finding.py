"""Finding duplicates: everybody is compared with everybody who could be the same, and what is alike becomes a pair."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from desktop.models import BankAccount, Enrolment, Household, Task
from desktop.progress import SILENT, Progress
from desktop.rules.likeness import Person, Rule, usable
from desktop.rules.likeness_pairs import likely_pairs
from desktop.rules.terms import Role
from desktop.services.desk import Answer, Desk, allowed
from desktop.services.duplicates.asking import Families, families, pairs_of
from desktop.services.duplicates.findings import Finding, judge
from desktop.services.duplicates.keeping import Kept, keep
from desktop.services.duplicates.people import closed, everybody
from desktop.store.unit import Unit
from desktop.wording import N_

TASKS = ("same_nik", "same_kk", "payment.same_nik", "payment.same_kk")
"""Kinds of the questions that older versions, and lists, ask about equal numbers: a pair asks them better."""
SEARCHERS = (Role.OPERATOR, Role.SUPERVISOR)
NOW_A_PAIR, NO_LONGER = "likeness", "gone"
_STEP = 500  # pairs
_WEIGHING = N_("Weighing what was found")

Candidates = dict[Families, set[Rule]]


@dataclass(frozen=True, slots=True)
class Found:
    """What a run did."""

    people: int  # compared
    pairs: int  # alike
    kept: Kept


@allowed(*SEARCHERS)
def find(desk: Desk, progress: Progress = SILENT) -> Answer[Found]:
    """Compare everybody, keep what is alike, and turn older questions about equal numbers into pairs.

    Nothing of a family changes. Cancelled, it leaves everything as it was.
    """
    with desk.read() as session:
        people = everybody(session, progress)
        candidates = _by_numbers(session, people)
    for pair in likely_pairs(people, progress):
        both = families(people[pair.one].household, people[pair.other].household)
        candidates.setdefault(both, set())
    findings = list(_judged(people, candidates, progress))
    with desk.write("duplicates.find") as unit:
        kept = keep(unit, findings, desk.now(), everything=True)
        _close_tasks(unit, people, desk.now())
        unit.journal.note(people=len(people), pairs=len(findings), new=kept.new, again=kept.again, gone=kept.gone)
    return Answer(Found(len(people), len(findings), kept), unit.changes)


def _judged(people: Sequence[Person], candidates: Candidates, progress: Progress) -> Iterator[Finding]:
    wanted = {family for pair in candidates for family in pair}
    members: defaultdict[UUID, list[Person]] = defaultdict(list)
    for person in people:
        if person.household in wanted:
            members[person.household].append(person)
    for done, ((one, other), shared) in enumerate(sorted(candidates.items(), key=_families_of)):
        if done % _STEP == 0:
            progress.step(done, len(candidates), _WEIGHING)
        finding = judge(members[one], members[other], shared)
        if finding is not None:
            yield finding


def _families_of(candidate: tuple[Families, set[Rule]]) -> Families:
    return candidate[0]


def _by_numbers(session: Session, people: Iterable[Person]) -> Candidates:
    """Families that hold one number: NIK and No KK of everybody read, cards and accounts by their indexes."""
    candidates: Candidates = defaultdict(set)
    niks: defaultdict[Hashable, list[UUID]] = defaultdict(list)
    cards: defaultdict[Hashable, dict[UUID, None]] = defaultdict(dict)
    for person in people:
        niks[person.nik].append(person.household)
        cards[person.no_kk][person.household] = None
    for groups in (niks, cards):
        for number, holders in groups.items():
            if len(holders) > 1 and usable(str(number)):
                for pair in pairs_of(list(holders)):
                    candidates.setdefault(pair, set())
    for rule, statement in ((Rule.SAME_CARD, _cards()), (Rule.SAME_ACCOUNT, _accounts())):
        held: defaultdict[str, list[UUID]] = defaultdict(list)
        for row in session.execute(statement):
            held[row.number].append(row.household_id)
        for holders in held.values():
            for pair in pairs_of(holders):
                candidates[pair].add(rule)
    return candidates


def _cards() -> Select[*tuple[Any, ...]]:
    """Card numbers that several families hold, with the families."""
    held = Enrolment.card_number
    several = (
        select(held)
        .where(held.is_not(None), held != "")
        .group_by(held)
        .having(func.count(Enrolment.household_id.distinct()) > 1)
    )
    statement = select(held.label("number"), Enrolment.household_id).distinct()
    return statement.where(held.in_(several), ~closed(Enrolment.household_id)).order_by(held, Enrolment.household_id)


def _accounts() -> Select[*tuple[Any, ...]]:
    """The same of account numbers in use."""
    held, family = BankAccount.number, BankAccount.household_id
    now = (held.is_not(None), held != "", BankAccount.valid_to.is_(None))
    several = select(held).where(*now).group_by(held).having(func.count(family.distinct()) > 1)
    statement = select(held.label("number"), family).distinct()
    return statement.where(*now, held.in_(several), ~closed(family)).order_by(held, family)


def _close_tasks(unit: Unit, people: Sequence[Person], now: datetime) -> None:
    """Close the questions about equal numbers: each number still held twice is a pair by now."""
    tasks = unit.session.scalars(select(Task).where(Task.kind.in_(TASKS), Task.closed_at.is_(None))).all()
    if not tasks:
        return
    held: defaultdict[str, int] = defaultdict(int)
    for person in people:
        held[person.nik] += 1
    kk = select(Household.no_kk).where(~closed(Household.id)).group_by(Household.no_kk).having(func.count() > 1)
    several = {number for number, count in held.items() if count > 1} | set(unit.session.scalars(kk))
    for task in tasks:
        task.closed_at = now
        task.outcome = NOW_A_PAIR if task.about.split()[-1] in several else NO_LONGER

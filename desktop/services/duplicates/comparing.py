"""One pair opened: both people side by side, what is equal, alike and different, and the history of each."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models import Area, BankAccount, Enrolment, Household, Likeness, Member
from desktop.rules.likeness import Aspect, Comparison, Degree, Hint, Person, compare, mark
from desktop.rules.likeness_names import name_form
from desktop.rules.nik import mask
from desktop.rules.terms import EnrolmentStatus, Presence, Relation, Sex
from desktop.services.desk import EVERYBODY, Desk, allowed
from desktop.services.duplicates.deciding import find_pair
from desktop.services.duplicates.findings import Evidence
from desktop.services.duplicates.history import Decided, HistoryLine, decisions, history
from desktop.services.duplicates.listing import PairRow, read_row
from desktop.services.duplicates.remedies import DOUBLE, open_closure
from desktop.services.enrolling import BY_HAND

MOST_NAMED = 5  # further people


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the comparison. `what` is an `Aspect` or one of `BESIDE`; the values are shown as they are.

    Numbers are masked; a term is its code, a date is a date.
    """

    what: str
    one: object
    other: object
    degree: Degree
    hint: Hint = Hint.NONE


@dataclass(frozen=True, slots=True)
class Participation:
    """An enrolment of one of the two families."""

    id: UUID
    programme: str
    status: str
    card_number: str
    may_stop: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    member: UUID
    household: UUID
    name: str
    place: str
    caretaker: str  # of the family, "" where it is this person
    members: int  # living there
    participations: tuple[Participation, ...]
    history: tuple[HistoryLine, ...]
    closed: bool  # off all lists
    closed_as_double: bool


@dataclass(frozen=True, slots=True)
class PairDetail:
    """A pair whole. `changed` says that a value is no longer what the search, or who decided, had before him."""

    row: PairRow
    one: Side
    other: Side
    lines: tuple[Line, ...]
    others: tuple[tuple[str, str], ...]  # names of further people of both families who are alike
    rules: tuple[str, ...]
    reason: str
    decisions: tuple[Decided, ...]  # newest first
    changed: bool

    @property
    def within(self) -> bool:
        """Whether both are members of one family."""
        return self.one.household == self.other.household


BESIDE = ("birth_place", "relation", "presence", "address", "card", "account")
"""What is shown beside what is compared: it helps a person, and counts for nothing."""


@allowed(*EVERYBODY)
def open_pair(desk: Desk, pair: UUID) -> PairDetail:
    """Open a pair; that somebody looked at both families stands in the log (DESIGN.md 4.10)."""
    with desk.write("duplicates.open") as unit:
        row = find_pair(unit.session, pair)
        unit.journal.note(kind="likeness", record=str(pair))
        return _read(desk, unit.session, row)


def _read(desk: Desk, session: Session, row: Likeness) -> PairDetail:
    one, other = (session.get_one(Member, member) for member in (row.one_id, row.other_id))
    people = _person(one), _person(other)
    evidence = Evidence.read(row.evidence)
    listed = read_row(session, row.id)
    assert listed is not None
    return PairDetail(
        listed,
        _side(desk, session, one),
        _side(desk, session, other),
        tuple(_lines(session, (one, other), compare(*people))),
        tuple(_names(session, evidence)),
        evidence.rules,
        row.reason,
        decisions(desk.local, session, row.id),
        mark(*people) not in evidence.marks,
    )


def _person(member: Member) -> Person:
    return Person(
        member.id,
        member.household_id,
        name_form(member.name),
        member.nik or "",
        member.birth_date,
        member.birth_date_derived,
        member.sex or "",
        name_form(member.mother_name),
        member.household.village_code or "",
        member.household.no_kk or "",
    )


def _side(desk: Desk, session: Session, member: Member) -> Side:
    household = member.household
    caretaker = session.get(Member, household.caretaker_id) if household.caretaker_id else None
    closure = open_closure(session, household.id)
    enrolments = session.scalars(
        select(Enrolment).where(Enrolment.household_id == household.id).order_by(Enrolment.since.desc(), Enrolment.id)
    )
    return Side(
        member.id,
        household.id,
        member.name,
        _place(session, household),
        caretaker.name if caretaker is not None and caretaker.id != member.id else "",
        sum(one.presence == Presence.LIVING_HERE for one in household.members),
        tuple(_participation(one) for one in enrolments),
        history(desk.local, session, household, member),
        closure is not None,
        closure is not None and closure.kind == DOUBLE,
    )


def _participation(row: Enrolment) -> Participation:
    may_stop = EnrolmentStatus(row.status) in BY_HAND[EnrolmentStatus.STOPPED]
    return Participation(row.id, row.programme, row.status, row.card_number or "", may_stop)


def _lines(session: Session, members: tuple[Member, Member], comparison: Comparison) -> Iterator[Line]:
    shown = [_compared(session, member) for member in members]
    for field in comparison.fields:
        yield Line(str(field.aspect), shown[0][field.aspect], shown[1][field.aspect], field.degree, field.hint)
    beside = [_beside(session, member) for member in members]
    for what in BESIDE:
        (one, key), (other, other_key) = beside[0][what], beside[1][what]
        yield Line(what, one, other, _degree(key, other_key))


def _compared(session: Session, member: Member) -> dict[Aspect, object]:
    household = member.household
    return {
        Aspect.NIK: mask(member.nik or ""),
        Aspect.NAME: member.name,
        Aspect.BIRTH: member.birth_date,
        Aspect.SEX: Sex(member.sex) if member.sex else None,
        Aspect.MOTHER: member.mother_name,
        Aspect.VILLAGE: _place(session, household),
        Aspect.KK: mask(household.no_kk or ""),
    }


def _place(session: Session, household: Household) -> str:
    village = session.get(Area, household.village_code) if household.village_code else None
    return village.name if village else household.area_as_written


def _beside(session: Session, member: Member) -> dict[str, tuple[object, str]]:
    """What is shown, and by what it is compared."""
    household = member.household
    place = " ".join(part for part in (household.address, _rt_rw(household), household.hamlet) if part)
    cards, accounts = _cards(session, household.id), _accounts(session, household.id)
    relation = Relation(member.relation) if member.relation else None
    return {
        "birth_place": (member.birth_place, member.birth_place.casefold()),
        "relation": (relation, relation or ""),
        "presence": (Presence(member.presence), member.presence),
        "address": (place, place.casefold()),
        "card": (", ".join(cards), " ".join(cards)),
        "account": (", ".join(map(mask, accounts)), " ".join(accounts)),
    }


def _cards(session: Session, household: UUID) -> list[str]:
    rows = session.scalars(select(Enrolment.card_number).where(Enrolment.household_id == household))
    return sorted(number for number in rows if number)


def _accounts(session: Session, household: UUID) -> list[str]:
    """Numbers in use."""
    now = (BankAccount.household_id == household, BankAccount.valid_to.is_(None))
    return sorted(number for number in session.scalars(select(BankAccount.number).where(*now)) if number)


def _rt_rw(household: Household) -> str:
    return " ".join(f"{name} {value}" for name, value in (("RT", household.rt), ("RW", household.rw)) if value)


def _degree(one: str, other: str) -> Degree:
    if not one or not other:
        return Degree.UNKNOWN
    return Degree.EQUAL if one == other else Degree.DIFFERENT


def _names(session: Session, evidence: Evidence) -> Iterator[tuple[str, str]]:
    for one, other in evidence.others[:MOST_NAMED]:
        members = session.get(Member, one), session.get(Member, other)
        if members[0] is not None and members[1] is not None:
            yield members[0].name, members[1].name

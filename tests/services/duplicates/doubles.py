"""Families of invented people for the tests of duplicates: each is one person unless more are given."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import Enrolment, EnrolmentStep, Household, Likeness, Member
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence
from desktop.services.desk import Desk
from desktop.services.duplicates import finding
from desktop.services.duplicates.finding import Found

VILLAGE, NEIGHBOUR = "36.01.01.2001", "36.01.01.2002"
NIK, OTHER_NIK = "3601015203840001", "3601015203840017"
KK, OTHER_KK = "3601010101190001", "3601010101190044"
BORN = date(1984, 3, 12)
ON = date(2019, 1, 7)


def person(name: str = "SITI AMINAH", **values: Any) -> Member:
    plain = {"nik": None, "sex": "P", "birth_date": BORN, "mother_name": "MUNAH", "presence": Presence.LIVING_HERE}
    return Member(id=new_id(), name=name, position=1, **(plain | values))


def family(desk: Desk, *people: Member, village: str | None = VILLAGE, card: str = "", **household: Any) -> UUID:
    """Register a family with a candidate's enrolment; the first of the people is the caretaker."""
    made = Household(id=new_id(), registered_at=desk.now(), registered_by=desk.person.id, area_as_written="")
    made.village_code = village
    for name, value in household.items():
        setattr(made, name, value)
    made.caretaker_id = people[0].id if people else None
    with desk.write("test.family") as unit:
        unit.session.add(made)
        unit.session.flush()
        for position, one in enumerate(people, 1):
            one.household_id, one.position = made.id, position
            unit.session.add(one)
        enrolment = Enrolment(
            id=new_id(), household_id=made.id, programme="jamsosratu", status="candidate", since=ON, card_number=card
        )
        enrolment.card_number = card or None
        unit.session.add(enrolment)
        unit.session.flush()
        unit.session.add(EnrolmentStep(enrolment_id=enrolment.id, status="candidate", on=ON))
    return made.id


def change(desk: Desk, member: UUID, **values: object) -> None:
    with desk.write("test.change") as unit:
        row = unit.session.get_one(Member, member)
        for name, value in values.items():
            setattr(row, name, value)


def run(desk: Desk) -> Found:
    return finding.find(desk).value


def pairs(desk: Desk) -> list[Likeness]:
    """Every pair there is, the highest score first."""
    with desk.read() as session:
        return list(session.scalars(select(Likeness).order_by(Likeness.score.desc(), Likeness.id)))


def one_pair(desk: Desk) -> Likeness:
    (pair,) = pairs(desk)
    return pair


def double(desk: Desk, **second: Any) -> tuple[UUID, UUID]:
    """Two families whose mothers share a NIK; answers the ids of the mothers."""
    one, other = person(nik=NIK), person(**({"nik": NIK} | second))
    ids = one.id, other.id
    family(desk, one, no_kk=KK)
    family(desk, other, village=NEIGHBOUR, no_kk=OTHER_KK)
    return ids

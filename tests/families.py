"""Believable families put straight into an office, by the thousand: a mother, a child at school, a place to live."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from desktop.models import Area, BankAccount, Household, Member
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Role, Schooling, Sex
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.store.unit import Unit
from tests import offices

MOTHERS = ("SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN", "NURJANAH", "MIMIN MINTARSIH", "JUBAEDAH", "ADE ROHANAH")
CHILDREN = ("UJANG", "DEDE", "ASEP", "NENG", "AJAT")
REGISTERED = date(2019, 1, 7)


def villages(desk: Desk, count: int = 3) -> list[str]:
    """Codes of the first villages of the office."""
    with desk.read() as session:
        statement = select(Area.code).where(Area.level == "village", Area.code.startswith(desk.office.code))
        return list(session.scalars(statement.order_by(Area.code).limit(count)))


def add(
    desk: Desk,
    count: int,
    *,
    programme: str = "jamsosratu",
    places: list[str] | None = None,
    start: int = 0,
    registered_by: UUID | None = None,
    bank: str = "",
    **household: Any,
) -> list[UUID]:
    """Insert eligible candidates; what is named in `household` overrides their columns. Answers the ids.

    With `bank` (the code of one) each has an account there.
    """
    where = places or villages(desk)
    by = registered_by or offices.same_office_as(desk, Role.OPERATOR).person.id
    families, people = [], []
    for number in range(start, start + count):
        family = _household(number, where[number % len(where)], desk, by) | household
        mother, child = _people(number, family["id"])
        family["caretaker_id"] = mother["id"]
        families.append(family)
        people += [mother, child]
    ids = [family["id"] for family in families]
    with desk.write("test.families") as unit:
        _insert(unit, families, people)
        if bank:
            unit.insert_many(BankAccount, [_account(start + at, one, bank) for at, one in enumerate(families)])
        enrolling.enrol_candidates(unit, programme, ids, REGISTERED)
    return ids


def _insert(unit: Unit, families: list[dict[str, Any]], people: list[dict[str, Any]]) -> None:
    unit.insert_many(Household, families)
    unit.insert_many(Member, people)
    unit.touch("household", families={family["id"] for family in families})


def _household(number: int, village: str, desk: Desk, by: UUID) -> dict[str, Any]:
    return {
        "id": new_id(),
        "no_kk": f"36010101{10 + number // 10_000 % 10:02}09{number % 10_000:04}",
        "address": "Kp. Cikadu",
        "hamlet": "",
        "rt": str(1 + number % 4),
        "rw": str(1 + number % 12),
        "village_code": village,
        "area_as_written": "",
        "phone": "",
        "latitude": None,
        "longitude": None,
        "receives_pkh": False,
        "poverty_percentile": 12,
        "poverty_source": "bdt2015",
        "caretaker_id": None,
        "caretaker_derived": True,
        "candidate_id": None,
        "registered_at": desk.now(),
        "registered_by": by,
    }


def _account(number: int, family: dict[str, Any], bank: str) -> dict[str, Any]:
    return {
        "id": new_id(),
        "household_id": family["id"],
        "channel": bank,
        "number": f"0071{number:09}",
        "holder_name": MOTHERS[number % len(MOTHERS)],
        "valid_from": REGISTERED,
        "valid_to": None,
    }


def _people(number: int, family: UUID) -> tuple[dict[str, Any], dict[str, Any]]:
    mother = _member(family, 1, MOTHERS[number % len(MOTHERS)], Sex.FEMALE, date(1984, 3, 12))
    mother |= {"nik": f"3601015203{84 + number // 10_000:02}{number % 10_000:04}", "pregnant": False}
    mother |= {"relation": Relation.HEAD.value, "marital": Marital.WIDOWED.value, "schooling": Schooling.LEFT.value}
    child = _member(family, 2, CHILDREN[number % len(CHILDREN)], Sex.MALE, date(2009, 6, 1 + number % 28))
    child |= {"relation": Relation.CHILD.value, "schooling": Schooling.ATTENDING.value, "school_level": "primary"}
    return mother, child


def _member(family: UUID, position: int, name: str, sex: Sex, born: date) -> dict[str, Any]:
    return {
        "id": new_id(),
        "household_id": family,
        "position": position,
        "name": name,
        "nik": None,
        "sex": sex.value,
        "sex_derived": False,
        "birth_place": "Pandeglang",
        "birth_date": born,
        "birth_date_derived": False,
        "relation": None,
        "marital": Marital.SINGLE.value,
        "schooling": None,
        "school_level": None,
        "school_class": None,
        "pregnant": None,
        "disability": "0",
        "works": None,
        "occupation": "",
        "mother_name": "",
        "father_name": "",
        "presence": Presence.LIVING_HERE.value,
        "presence_date": None,
    }

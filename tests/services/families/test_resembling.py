"""Who writes a family down is shown who may be there already, however it was spelled, and nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.models import AuditLine, FamilyClosure, Household, Member
from desktop.rules.ids import new_id
from desktop.rules.likeness import Aspect
from desktop.rules.terms import Presence, Role, Sex
from desktop.services.desk import Desk
from desktop.services.families.resembling import MOST, Asked, Found, Resembling, look_for
from tests import families, offices

BORN = date(1984, 3, 12)
NIK, KK = "3601015203840000", "3601010110090000"


def put(desk: Desk, name: str, *, number: int = 0, village: str = "", **member: Any) -> UUID:
    """Put a family into the office whose mother is called so; answers its id."""
    places = [village] if village else None
    family = families.add(desk, 1, start=number, places=places)[0]
    with desk.write("test.name") as unit:
        mother = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 1)).one()
        mother.name = name
        for field, value in member.items():
            setattr(mother, field, value)
    return family


def found(desk: Desk, **asked: Any) -> list[UUID]:
    return [one.family for one in look_for(desk, Asked(**asked))]


def only(desk: Desk, **asked: Any) -> Resembling:
    (one,) = look_for(desk, Asked(**asked))
    return one


@pytest.fixture
def village(operator: Desk) -> str:
    return families.villages(operator)[0]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("SITI AMINAH", "Siti Aminah"),
        ("Siti Aminah", "Hj. SITI AMINAH, S.Pd"),
        ("Siti Aminah", "SITI AMINNAH BINTI SARIP"),
        ("Siti Aminah Binti Sarip", "SITI AMINAH"),
        ("Siti Am", "SITI AMINAH"),
        ("Zubaedah", "JUBAEDAH"),
        ("Djubaedah", "Jubaedah"),
        ("Fatimah", "PATIMAH"),
        ("Moch. Jaelani", "MUHAMMAD DJAELANI"),
        ("Sukarno", "SOEKARNO"),
        ("Iya", "IYAH"),
    ],
)
def test_one_name_is_found_in_its_spellings(operator: Desk, typed: str, written: str) -> None:
    there = put(operator, written)
    put(operator, "ENTIN SURYATIN", number=1)
    one = only(operator, name=typed)
    assert (one.family, one.name, one.found) == (there, written, Found.LIKE)


@pytest.mark.parametrize(
    ("typed", "written"), [("Rohayati", "ROHAYANI"), ("Mitarsih", "MINTARSIH"), ("Nurlaela", "MURLAELA")]
)
def test_in_the_village_a_slip_is_forgiven_too(operator: Desk, village: str, typed: str, written: str) -> None:
    """There are a few hundred people to compare, not two hundred thousand."""
    there = put(operator, written, village=village)
    assert found(operator, name=typed, village=village, birth_date=BORN) == [there]


@pytest.mark.parametrize("typed", ["", "  ", "S", "SI", "-", "H.", "1", "'"])
def test_a_letter_or_two_ask_nothing(operator: Desk, typed: str) -> None:
    put(operator, "SITI AMINAH")
    assert found(operator, name=typed) == []


@pytest.mark.parametrize("typed", ["ZULKARNAIN", "AMINAH SITI ROHMAH", "UDIN", '"', "* OR *", "Aminah; DROP"])
def test_nobody_is_made_up(operator: Desk, typed: str) -> None:
    put(operator, "SITI AMINAH")
    assert found(operator, name=typed) == []


def test_any_member_is_found(operator: Desk) -> None:
    """Somebody new to the form may be a child of another family."""
    family = put(operator, "ROHAYATI")
    one = only(operator, name="Ujang")
    assert (one.family, one.name, one.caretaker) == (family, "UJANG", "ROHAYATI")


def test_an_equal_nik_stands_first_whatever_the_name(operator: Desk) -> None:
    same = put(operator, "ROHAYATI", nik=NIK)
    like = put(operator, "SITI AMINAH", number=1, nik=None)
    rows = look_for(operator, Asked("Siti Aminah", NIK, birth_date=BORN))
    assert [(one.family, one.found) for one in rows] == [(same, Found.NIK), (like, Found.LIKE)]
    assert Aspect.NIK in rows[0].equal
    assert Aspect.NAME not in rows[0].equal | rows[0].alike


def test_an_equal_kk_stands_next_with_whom_it_resembles_most(operator: Desk) -> None:
    family = put(operator, "SITI AMINAH")
    with operator.write("test.kk") as unit:
        unit.session.get_one(Household, family).no_kk = KK
    put(operator, "UJANG", number=1)
    rows = look_for(operator, Asked("Ujang", no_kk=KK))
    assert (rows[0].found, rows[0].name, rows[0].family) == (Found.KK, "UJANG", family)
    assert Aspect.KK in rows[0].equal
    assert [one.found for one in look_for(operator, Asked(no_kk=KK))] == [Found.KK]


@pytest.mark.parametrize("number", ["3601 0152 0384 0000", "3601.0152.0384.0000", " 3601015203840000 "])
def test_a_number_may_be_typed_with_gaps(operator: Desk, number: str) -> None:
    there = put(operator, "SITI AMINAH", nik=NIK)
    assert found(operator, nik=number) == [there]


@pytest.mark.parametrize("number", ["", "36010152", "0000000000000000", "1111111111111111", "1234567890123456", "abc"])
def test_a_number_that_says_nothing_finds_nobody(operator: Desk, number: str) -> None:
    put(operator, "SITI AMINAH", nik=number or None)
    assert found(operator, nik=number) == []
    assert found(operator, no_kk=number) == []


def test_a_birth_date_parts_people_of_one_name(operator: Desk) -> None:
    """Two of one name are no rarity; of another birthday they are two people (DOMAIN.md 3.5)."""
    one = put(operator, "SITI AMINAH", birth_date=BORN)
    put(operator, "SITI AMINAH", number=1, birth_date=date(1990, 7, 25))
    assert len(found(operator, name="Siti Aminah")) == 2
    assert found(operator, name="Siti Aminah", birth_date=BORN) == [one]


@pytest.mark.parametrize(
    ("written", "derived", "alike"),
    [
        (date(1984, 12, 3), False, True),  # day and month swapped
        (date(1984, 1, 1), False, True),  # not known
        (date(1983, 7, 1), True, True),  # from an age
        (date(1948, 3, 12), False, True),  # two digits swapped
        (date(1983, 7, 1), False, False),
        (date(1984, 9, 27), False, False),
    ],
)
def test_a_birth_date_may_be_written_wrongly(operator: Desk, written: date, derived: bool, alike: bool) -> None:
    put(operator, "SITI AMINAH", birth_date=written, birth_date_derived=derived)
    rows = look_for(operator, Asked("Siti Aminah", birth_date=BORN))
    assert [Aspect.BIRTH in one.alike for one in rows] == ([True] if alike else [])


def test_the_very_name_in_the_very_village_is_shown_in_spite_of_the_birthday(operator: Desk, village: str) -> None:
    there = put(operator, "SITI AMINAH", birth_date=date(1990, 7, 25), village=village)
    put(operator, "SITI AMINNAH", number=1, birth_date=date(1990, 7, 25), village=families.villages(operator)[1])
    rows = look_for(operator, Asked("Siti Aminah", birth_date=BORN, village=village))
    assert [one.family for one in rows] == [there]
    assert rows[0].equal >= {Aspect.NAME, Aspect.VILLAGE}


def test_who_agrees_in_more_stands_higher(operator: Desk, village: str) -> None:
    elsewhere = families.villages(operator)[1]
    name_only = put(operator, "SITI AMINAH", birth_date=None, village=elsewhere)
    near = put(operator, "SITI AMINAH", number=1, birth_date=None, village=village)
    whole = put(operator, "SITI AMINAH", number=2, birth_date=BORN, village=village, mother_name="ROHAENI")
    asked = Asked("Siti Aminah", birth_date=BORN, village=village, mother="Rohaeni", sex=Sex.FEMALE)
    rows = look_for(operator, asked)
    assert [one.family for one in rows] == [whole, near, name_only]
    assert rows[0].equal >= {Aspect.NAME, Aspect.BIRTH, Aspect.MOTHER, Aspect.VILLAGE}


def test_a_family_is_one_row(operator: Desk, village: str) -> None:
    family = put(operator, "UJANG", village=village)  # as the child
    assert found(operator, name="Ujang", village=village) == [family]


def test_the_family_on_the_desk_is_no_answer(operator: Desk) -> None:
    family = put(operator, "SITI AMINAH", nik=NIK)
    other = put(operator, "SITI AMINAH", number=1)
    assert found(operator, name="Siti Aminah", nik=NIK, family=family) == [other]


def test_only_the_likeliest_are_shown(operator: Desk) -> None:
    for number in range(MOST + 4):
        put(operator, "SITI AMINAH", number=number)
    assert len(found(operator, name="Siti Aminah")) == MOST
    assert len(look_for(operator, Asked("Siti Aminah"), most=3)) == 3


def test_what_makes_a_difference_is_told(operator: Desk) -> None:
    """A family that left may come back; it is not written down a second time."""
    family = put(operator, "SITI AMINAH", presence=Presence.DIED, nik=NIK)
    with operator.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                id=new_id(),
                household_id=family,
                kind="moved_out",
                on=date(2020, 1, 1),
                reason="",
                by=operator.person.id,
            )
        )
    one = only(operator, name="Siti Aminah")
    assert (one.left, one.presence, one.birth_date) == (True, Presence.DIED, BORN)
    assert one.nik == "••••••••••840000"
    assert one.caretaker == "SITI AMINAH"
    assert one.village
    assert one.district


def test_who_was_entered_by_mistake_is_nobody(operator: Desk) -> None:
    family = put(operator, "SITI AMINAH", presence=Presence.WITHDRAWN, nik=NIK)
    assert found(operator, name="Siti Aminah") == []
    assert found(operator, nik=NIK) == [family], "his number may not be used again unseen"


def test_looking_leaves_no_line(operator: Desk) -> None:
    """Masked, as scrolling a list is (DESIGN.md 4.10)."""
    put(operator, "SITI AMINAH", nik=NIK)
    with operator.read() as session:
        before = len(session.scalars(select(AuditLine.seq)).all())
    assert look_for(offices.same_office_as(operator, Role.AUDITOR), Asked("Siti Aminah", NIK))
    with operator.read() as session:
        assert len(session.scalars(select(AuditLine.seq)).all()) == before


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_everybody_may_look(operator: Desk, role: Role) -> None:
    there = put(operator, "SITI AMINAH")
    assert found(offices.same_office_as(operator, role), name="Siti Aminah") == [there]


def test_a_family_without_a_place_is_found_too(operator: Desk) -> None:
    there = put(operator, "SITI AMINAH")
    with operator.write("test.unplaced") as unit:
        household = unit.session.get_one(Household, there)
        household.village_code, household.area_as_written = None, "Desa Entah"
    one = only(operator, name="Siti Aminah", village=families.villages(operator)[0], birth_date=BORN)
    assert (one.family, one.village, one.district) == (there, "Desa Entah", "")


def test_who_moves_is_found_where_he_is_now(operator: Desk, village: str) -> None:
    """Rows of the list and people are read in one state of the office."""
    there = put(operator, "MURLAELA", village=families.villages(operator)[1])
    assert found(operator, name="Nurlaela", village=village, birth_date=BORN) == []
    with operator.write("test.move") as unit:
        unit.session.get_one(Household, there).village_code = village
    assert found(operator, name="Nurlaela", village=village, birth_date=BORN) == [there]


def test_a_child_of_another_family_with_the_childs_birth_date(operator: Desk) -> None:
    family = put(operator, "ROHAYATI")
    rows = look_for(operator, Asked("Ujang", birth_date=date(2009, 6, 1), sex=Sex.MALE))
    assert [(one.family, one.name) for one in rows] == [(family, "UJANG")]
    assert rows[0].equal >= {Aspect.NAME, Aspect.BIRTH, Aspect.SEX}


def test_of_thousands_with_a_common_name_the_one_of_that_birthday_is_found(operator: Desk) -> None:
    """However many answer to the name alone, a birth date is looked for among all of them."""
    families.add(operator, 7 * 210)  # 210 SITI AMINAH, all born on one day
    there = put(operator, "SITI AMINAH", number=7 * 210, birth_date=date(1971, 8, 17))
    assert found(operator, name="Siti Aminah", birth_date=date(1971, 8, 17)) == [there]


SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "in small letters": str.lower,
    "with a title": "Hj. {}".format,
    "with a father": "{} BINTI SARIP".format,
    "with a degree": "{}, S.Pd".format,
    "with blanks": "  {}  ".format,
    "the old way": lambda name: name.replace("U", "OE").replace("J", "DJ"),
    "with a letter doubled": lambda name: name[:-2] + name[-2] + name[-2:],
    "without its last letter": lambda name: name[:-1],
}
NAMES = ("SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN", "NURJANAH", "MIMIN MINTARSIH", "JUBAEDAH", "ADE ROHANAH")


@pytest.mark.parametrize("way", list(SPELLINGS))
def test_everybody_is_found_by_his_own_name_in_any_usual_writing(operator: Desk, village: str, way: str) -> None:
    """Of a village where each of these names is there once."""
    ids = families.add(operator, len(NAMES), places=[village])
    for place, name in enumerate(NAMES):
        asked = Asked(SPELLINGS[way](name), birth_date=BORN, village=village)
        rows = look_for(operator, asked)
        assert rows, f"{name} written {asked.name}"
        assert rows[0].family == ids[place], f"{name} written {asked.name}"
        assert rows[0].found is Found.LIKE


@pytest.mark.parametrize("at", range(1, len("SITI AMINAH") + 1))
def test_while_the_name_is_typed_the_answer_never_gets_lost(operator: Desk, at: int) -> None:
    """From the third letter on, with every letter more."""
    there = put(operator, "SITI AMINAH")
    put(operator, "ROHAYATI", number=1)
    typed = "Siti Aminah"[:at]
    assert found(operator, name=typed) == ([there] if len(typed.replace(" ", "")) >= 3 else [])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(max_size=30), nik=st.text(max_size=20), born=st.dates(), village=st.text(max_size=13))
def test_whatever_is_typed_is_no_trouble(operator: Desk, name: str, nik: str, born: date, village: str) -> None:
    """What is typed is half a thought; it is answered, never refused."""
    for one in look_for(operator, Asked(name, nik, nik, born, "male", name, village)):
        assert one.name

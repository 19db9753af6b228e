"""What is doubtful in a family: each kind of fault with a family that has it, and one beside it that has not."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.fault_kinds import CIVIL, KINDS, NOTES, FaultCode, Level, Subject
from desktop.rules.faults import Family, Fault, Person, Share, examine
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex

TODAY = date(2019, 4, 11)
OFFICE = "36.01"
HEAD = Person(
    "Sarip", "3601011203800001", Sex.MALE, birth_date=date(1980, 3, 12), relation=Relation.HEAD, marital=Marital.MARRIED
)
MOTHER = Person(
    "Siti Aminah",
    "3601015107830002",
    Sex.FEMALE,
    birth_date=date(1983, 7, 11),
    relation=Relation.SPOUSE,
    marital=Marital.MARRIED,
)
CHILD = Person(
    "Ujang",
    "3601010506090001",
    Sex.MALE,
    birth_date=date(2009, 6, 5),
    relation=Relation.CHILD,
    schooling=Schooling.ATTENDING,
    school_level="primary",
)
GOOD = Family((HEAD, MOTHER, CHILD), 1, "3601010901150001")


def codes(family: Family) -> set[FaultCode]:
    return {fault.code for fault in examine(family, OFFICE, TODAY)}


def with_member(at: int, **changed: object) -> Family:
    people = list(GOOD.people)
    people[at] = replace(people[at], **changed)  # type: ignore[arg-type]
    return replace(GOOD, people=tuple(people))


def test_a_family_whose_numbers_fit_has_no_fault() -> None:
    assert examine(GOOD, OFFICE, TODAY) == ()


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"nik": "3,60101E+15"}, FaultCode.NIK_DAMAGED),
        ({"nik": "360101510783000"}, FaultCode.NIK_LENGTH),
        ({"nik": "1111111111111111"}, FaultCode.NIK_PLACEHOLDER),
        ({"nik": "3601015107830000"}, FaultCode.NIK_SERIAL),
        ({"nik": "3601017107830002", "birth_date": None}, FaultCode.BIRTH_MISSING),
        ({"nik": "3601015113830002"}, FaultCode.NIK_IMPOSSIBLE_DATE),
        ({"birth_date": date(1983, 7, 12)}, FaultCode.BIRTH_DIFFERS),
        ({"birth_date": date(1983, 11, 7)}, FaultCode.BIRTH_SWAPPED),
        ({"nik": "3601011107830002"}, FaultCode.SEX_DIFFERS),
        ({"nik": HEAD.nik, "birth_date": HEAD.birth_date}, FaultCode.SAME_NIK_INSIDE),
        ({"nik": ""}, FaultCode.NIK_MISSING),
        ({"nik": "3602015107830002"}, FaultCode.NIK_ELSEWHERE),
        ({"name": "  "}, FaultCode.NO_NAME),
        ({"name": "-"}, FaultCode.NAME_STRANGE),
        ({"name": "SITI 2"}, FaultCode.NAME_STRANGE),
        ({"birth_date": TODAY + timedelta(days=1)}, FaultCode.BORN_LATER),
        ({"birth_date": date(1883, 7, 11)}, FaultCode.TOO_OLD),
        ({"sex": None}, FaultCode.SEX_MISSING),
        ({"relation": None}, FaultCode.RELATION_MISSING),
        ({"relation": Relation.HEAD}, FaultCode.TWO_HEADS),
        ({"sex": Sex.MALE}, FaultCode.SPOUSE_SAME_SEX),
        ({"sex": Sex.MALE, "pregnant": True}, FaultCode.PREGNANT_MAN),
        ({"birth_date": date(1960, 7, 11), "pregnant": True}, FaultCode.PREGNANT_AGE),
        ({"pregnant": True, "due_on": date(2019, 2, 27)}, FaultCode.DUE_PASSED),
        ({"civil_servant": True}, FaultCode.CIVIL_SERVANT),
        ({"schooling": Schooling.ATTENDING}, FaultCode.SCHOOL_NO_LEVEL),
        ({"schooling": Schooling.ATTENDING, "school_level": "primary"}, FaultCode.SCHOOL_AGE),
        ({"presence": Presence.DIED}, FaultCode.CARETAKER_GONE),
        ({"presence": Presence.WITHDRAWN}, FaultCode.CARETAKER_GONE),
        ({"birth_date": date(2003, 7, 11), "marital": Marital.SINGLE}, FaultCode.CARETAKER_YOUNG),
    ],
)
def test_the_mother_with_a_fault(changed: dict[str, object], code: FaultCode) -> None:
    faulty = with_member(1, **changed)
    assert code in codes(faulty)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", FaultCode.KK_MISSING),
        ("3,60101E+15", FaultCode.KK_DAMAGED),
        ("36010109011500", FaultCode.KK_LENGTH),
        ("0000000000000000", FaultCode.KK_PLACEHOLDER),
        ("3601010901150000", FaultCode.KK_SERIAL),
        ("3601013102150001", FaultCode.KK_IMPOSSIBLE_DATE),
        ("3601014901150001", FaultCode.KK_IMPOSSIBLE_DATE),  # a card has no 40 of women
        ("3601010901320001", FaultCode.KK_FUTURE_DATE),
        (HEAD.nik, FaultCode.KK_IS_NIK),
        ("3204010901150001", FaultCode.KK_ELSEWHERE),
    ],
)
def test_a_family_card_with_a_fault(number: str, code: FaultCode) -> None:
    found = [fault for fault in examine(replace(GOOD, no_kk=number), OFFICE, TODAY) if fault.code is code]
    assert found == [Fault(None, code, number)]


def test_a_card_of_the_day_itself_is_none_to_come() -> None:
    assert codes(replace(GOOD, no_kk="3601011104190001")) == set()
    assert codes(replace(GOOD, no_kk="3601011204190001")) == {FaultCode.KK_FUTURE_DATE}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"placed": False}, FaultCode.TO_BE_PLACED),
        ({"caretaker": None}, FaultCode.NO_CARETAKER),
        ({"people": (), "caretaker": None}, FaultCode.NOBODY_HERE),
        ({"people": (MOTHER, CHILD), "caretaker": 0}, FaultCode.NO_HEAD),
    ],
)
def test_a_family_with_a_fault(changed: dict[str, object], code: FaultCode) -> None:
    assert codes(replace(GOOD, **changed)) == {code}  # type: ignore[arg-type]


def test_each_kind_is_shown_by_a_test_above() -> None:
    """A kind nobody can produce would be a promise the program does not keep."""
    shown = {FaultCode.CHILD_TOO_OLD, FaultCode.PARENT_TOO_YOUNG}
    for test in (test_the_mother_with_a_fault, test_a_family_card_with_a_fault, test_a_family_with_a_fault):
        for mark in vars(test)["pytestmark"]:
            shown |= {row[1] for row in mark.args[1]}
    assert shown == set(FaultCode) == set(KINDS)


def test_who_died_is_asked_for_nothing_more() -> None:
    assert codes(with_member(2, presence=Presence.DIED, nik="", sex=None, relation=None)) == set()


def test_a_derived_birth_date_cannot_differ_from_its_nik() -> None:
    assert codes(with_member(1, birth_date=date(1983, 7, 12), birth_date_derived=True)) == set()
    assert codes(with_member(2, sex=Sex.FEMALE, sex_derived=True)) == set()


def test_a_child_may_be_older_than_the_new_husband() -> None:
    stepfather = replace(HEAD, nik="3601011203990001", birth_date=date(1999, 3, 12))
    assert codes(Family((stepfather, MOTHER, CHILD), 1, GOOD.no_kk)) == set()
    assert codes(Family((stepfather, CHILD), 0, GOOD.no_kk)) == {FaultCode.CHILD_TOO_OLD}


@pytest.mark.parametrize(
    ("relation", "born", "code"),
    [
        (Relation.CHILD, date(1991, 1, 1), FaultCode.CHILD_TOO_OLD),
        (Relation.GRANDCHILD, date(2000, 1, 1), FaultCode.CHILD_TOO_OLD),
        (Relation.GRANDCHILD, date(2015, 1, 1), None),
        (Relation.PARENT, date(1979, 1, 1), FaultCode.PARENT_TOO_YOUNG),
        (Relation.PARENT, date(1958, 1, 1), None),
        (Relation.OTHER, date(1980, 1, 1), None),
    ],
)
def test_generations(relation: Relation, born: date, code: FaultCode | None) -> None:
    other = Person("Marsa", f"360101{born:%d%m%y}0007", Sex.MALE, birth_date=born, relation=relation)
    assert codes(replace(GOOD, people=(*GOOD.people, other))) == ({code} if code else set())


def test_without_the_parents_birth_date_nothing_is_said_of_the_child() -> None:
    older = replace(CHILD, nik="", birth_date=date(1979, 6, 5), schooling=None, school_level="")
    people = (replace(HEAD, birth_date=None), MOTHER, older)
    assert FaultCode.CHILD_TOO_OLD not in codes(replace(GOOD, people=people))


@pytest.mark.parametrize(("pregnant", "due"), [(True, date(2019, 2, 28)), (True, None), (False, date(2018, 1, 1))])
def test_a_pregnancy_counts_six_weeks_beyond_the_birth(pregnant: bool, due: date | None) -> None:
    assert codes(with_member(1, pregnant=pregnant, due_on=due)) == set()


def test_a_wife_of_sixteen_may_receive_the_money() -> None:
    young = {"nik": "3601015107030002", "birth_date": date(2003, 7, 11)}
    without_child = replace(with_member(1, **young), people=with_member(1, **young).people[:2])
    assert codes(without_child) == set()


def test_a_fault_names_the_value_it_is_about() -> None:
    [fault] = examine(with_member(1, birth_date=date(1983, 7, 12)), OFFICE, TODAY)
    assert fault == Fault(1, FaultCode.BIRTH_DIFFERS, MOTHER.nik)


def test_the_province_knows_its_districts_numbers() -> None:
    elsewhere = with_member(1, nik="3602015107830002")
    assert examine(elsewhere, "36", TODAY) == ()


def test_notes_are_nothing_to_mend_and_the_registry_is_asked_for_numbers_only() -> None:
    assert {KINDS[code].level for code in NOTES} == {Level.NOTE}
    assert {KINDS[code].subject for code in CIVIL - {FaultCode.NO_NAME}} == {Subject.NIK, Subject.KK}
    assert not CIVIL & NOTES


@pytest.mark.parametrize(
    ("seen", "found", "suspicious"),
    [(0, 0, False), (10, 10, False), (100, 10, False), (100, 19, False), (100, 20, True), (1000, 129, True)],
)
def test_a_share_is_suspicious_only_beyond_chance(seen: int, found: int, suspicious: bool) -> None:
    assert Share(seen, found).suspicious is suspicious


numbers = st.text("0123456789E+,.-", max_size=20) | st.from_regex(r"36010[1-7][0-7]\d[01]\d\d\d\d{4}", fullmatch=True)
people = st.builds(
    Person,
    name=st.text(max_size=12),
    nik=numbers,
    sex=st.none() | st.sampled_from(Sex),
    birth_date=st.none() | st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    relation=st.none() | st.sampled_from(Relation),
    schooling=st.none() | st.sampled_from(Schooling),
    school_level=st.sampled_from(["", "primary", "junior", "senior", "tertiary"]),
    pregnant=st.none() | st.booleans(),
    presence=st.sampled_from(Presence),
)


@given(st.lists(people, max_size=5), numbers, st.data())
def test_any_family_can_be_examined(members: list[Person], no_kk: str, data: st.DataObject) -> None:
    caretaker = data.draw(st.none() | st.integers(0, len(members) - 1)) if members else None
    family = Family(members, caretaker, no_kk)
    found = examine(family, OFFICE, TODAY)
    assert found == examine(family, OFFICE, TODAY)
    gone = {at for at, one in enumerate(members) if one.presence is not Presence.LIVING_HERE}
    for fault in found:
        assert fault.code is FaultCode.CARETAKER_GONE or fault.person not in gone
        assert fault.person is None or 0 <= fault.person < len(members)

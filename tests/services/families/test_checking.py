"""What looks wrong in a family as typed, and what its numbers say by themselves."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.rules.terms import Relation, Sex
from desktop.services.families.checking import Suggestion, needs_reason, problems, suggest
from desktop.services.families.fields import FamilyFields, MemberDetail

TODAY = date(2019, 4, 1)
NIK = "3601015203840012"  # 12 March 1984, a woman
MOTHER = MemberDetail("Siti", nik=NIK, sex=Sex.FEMALE, birth_date=date(1984, 3, 12), relation=Relation.HEAD)
CHILD = MemberDetail("Ujang", nik="3601010405120003", sex=Sex.MALE, birth_date=date(2012, 5, 4))
GOOD = FamilyFields((MOTHER, CHILD), 0, "3601010101090001", village_code="36.01.01.2001")


def codes(fields: FamilyFields) -> set[tuple[int | None, str, str]]:
    return {(one.member, one.name, one.code) for one in problems(fields, TODAY)}


def with_mother(**changed: object) -> FamilyFields:
    return replace(GOOD, members=(replace(MOTHER, **changed), CHILD))  # type: ignore[arg-type]


def test_a_family_in_order_has_nothing_to_say() -> None:
    assert problems(GOOD, TODAY) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (replace(GOOD, no_kk=""), (None, "no_kk", "rules.kk_missing")),
        (replace(GOOD, no_kk="123"), (None, "no_kk", "rules.kk_length")),
        (replace(GOOD, members=(), caretaker=None), (None, "members", "family.no_members")),
        (replace(GOOD, caretaker=None), (None, "caretaker", "family.no_caretaker")),
        (replace(GOOD, village_code=""), (None, "village_code", "family.to_be_placed")),
        (with_mother(name="  "), (0, "name", "family.no_name")),
        (with_mother(nik=""), (0, "nik", "rules.nik_missing")),
        (with_mother(nik=NIK[:-1]), (0, "nik", "rules.nik_length")),
        (with_mother(birth_date=date(1984, 3, 21)), (0, "nik", "rules.nik_birth_differs")),
        (with_mother(sex=Sex.MALE), (0, "nik", "rules.nik_sex_differs")),
        (with_mother(birth_date=date(2020, 1, 1)), (0, "birth_date", "family.born_later")),
        (
            replace(GOOD, members=(MOTHER, replace(CHILD, relation=Relation.HEAD))),
            (1, "relation", "family.two_heads"),
        ),
        (replace(GOOD, members=(MOTHER, replace(CHILD, nik=NIK))), (1, "nik", "family.same_nik_inside")),
    ],
)
def test_each_fault_stands_beside_its_field(fields: FamilyFields, found: tuple[int | None, str, str]) -> None:
    assert found in codes(fields)


def test_only_what_cannot_be_kept_refuses() -> None:
    walls = {
        one.code
        for fields in (with_mother(name=""), with_mother(birth_date=date(2020, 1, 1)), FamilyFields(()))
        for one in problems(fields, TODAY)
        if one.refuses
    }
    assert walls == {"family.no_name", "family.born_later", "family.no_members"}


def test_what_was_derived_from_the_nik_does_not_contradict_it() -> None:
    assert problems(with_mother(birth_date=date(1984, 3, 21), birth_date_derived=True), TODAY) == []


def test_an_overridden_doubt_is_silent_for_that_value_only() -> None:
    wrong = with_mother(nik=NIK[:-1])
    let_stand = frozenset({("rules.nik_length", NIK[:-1])})
    assert problems(wrong, TODAY, let_stand) == []
    other = with_mother(nik=NIK[:-2])
    assert problems(other, TODAY, let_stand) != []


def test_a_new_doubt_needs_a_reason_an_old_one_does_not() -> None:
    doubtful = with_mother(nik=NIK[:-1])
    assert [one.code for one in needs_reason(doubtful, GOOD, TODAY)] == ["rules.nik_length"]
    assert needs_reason(doubtful, doubtful, TODAY) == []
    worse = with_mother(nik=NIK[:-2])
    assert needs_reason(worse, doubtful, TODAY) != []


def test_a_missing_nik_is_a_state_and_needs_no_reason() -> None:
    assert needs_reason(with_mother(nik=""), GOOD, TODAY) == []


def test_the_nik_suggests_only_what_is_empty() -> None:
    assert suggest(MemberDetail("Siti", nik=NIK), TODAY) == Suggestion(date(1984, 3, 12), Sex.FEMALE)
    assert suggest(MOTHER, TODAY) == Suggestion()
    assert suggest(replace(MOTHER, sex=None), TODAY) == Suggestion(None, Sex.FEMALE)
    assert suggest(MemberDetail("Siti"), TODAY) == Suggestion()


@given(st.text(max_size=20))
def test_whatever_is_typed_as_a_nik_gets_an_answer(nik: str) -> None:
    fields = with_mother(nik=nik)
    for problem in problems(fields, TODAY):
        assert problem.member in (None, 0, 1)
    assert suggest(MemberDetail("Siti", nik=nik), TODAY) is not None


@given(st.integers(0, 9999), st.dates(date(1930, 1, 1), date(2018, 12, 31)), st.sampled_from(Sex))
def test_a_nik_made_for_a_person_suggests_that_person(serial: int, born: date, sex: Sex) -> None:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    found = suggest(MemberDetail("A", nik=f"360101{day:02}{born:%m%y}{serial:04}"), TODAY)
    assert found.sex is sex
    assert found.birth_date is not None
    assert f"{found.birth_date:%d%m%y}" == f"{born:%d%m%y}"
    assert found.birth_date <= TODAY

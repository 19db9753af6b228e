"""What looks wrong in how a family is said to live, field by field, and who counts for nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.families.checking import needs_reason, problems
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving

TODAY = date(2019, 4, 11)
HEAD = MemberDetail("SITI", sex=Sex.FEMALE, relation=Relation.HEAD, birth_date=date(1984, 3, 12))
ONE_DAY = timedelta(days=1)


def said(fields: FamilyFields) -> list[tuple[int | None, str, str, bool]]:
    """What is said beside the fields of how they live, and of who is whom."""
    usual = {"rules.nik_missing", "rules.kk_missing", "family.to_be_placed", "family.no_caretaker"}
    return [(one.member, one.name, one.code, one.refuses) for one in problems(fields, TODAY) if one.code not in usual]


def person(living: PersonLiving, *, pregnant: bool | None = None) -> list[tuple[int | None, str, str, bool]]:
    return said(FamilyFields((replace(HEAD, pregnant=pregnant, living=living),)))


def family(living: FamilyLiving) -> list[tuple[int | None, str, str, bool]]:
    return said(FamilyFields((HEAD,), living=living))


@pytest.mark.parametrize(
    ("living", "found"),
    [
        (PersonLiving(), []),
        (PersonLiving(school_npsn="20600001", nisn="0091234567"), []),
        (PersonLiving(school_npsn="2060001"), [(0, "school_npsn", "family.npsn_length", False)]),
        (PersonLiving(nisn="009123456"), [(0, "nisn", "family.nisn_length", False)]),
    ],
)
def test_numbers_of_schools_and_pupils(living: PersonLiving, found: list[object]) -> None:
    assert person(living) == found


@pytest.mark.parametrize(
    ("days", "pregnant", "code"),
    [
        (0, True, ""),
        (-42, True, ""),
        (-43, True, "family.due_passed"),
        (300, True, ""),
        (301, True, "family.due_far"),
        (30, False, "family.due_not_pregnant"),
        (30, None, "family.due_not_pregnant"),
    ],
)
def test_a_due_date_fits_a_pregnancy(days: int, pregnant: bool | None, code: str) -> None:
    found = person(PersonLiving(due_on=TODAY + timedelta(days=days)), pregnant=pregnant)
    assert found == ([(0, "due_on", code, False)] if code else [])


@pytest.mark.parametrize(
    ("living", "field", "code"),
    [
        (FamilyLiving(place=MapPlace(-6.3, 106.1)), "", ""),
        (FamilyLiving(place=MapPlace(52.3, 4.9)), "place", "place.outside"),
        (FamilyLiving(account=Account("bjb", "1", "SITI", TODAY)), "", ""),
        (FamilyLiving(account=Account("pos")), "", ""),
        (FamilyLiving(account=Account(number="1")), "channel", "family.account_channel"),
        (FamilyLiving(account=Account(holder_name="SITI")), "channel", "family.account_channel"),
        (FamilyLiving(account=Account("bjb", valid_from=TODAY + ONE_DAY)), "account_since", "family.day_later"),
        (FamilyLiving(housing=HousingState(TODAY, {"floor": "earth"})), "", ""),
        (FamilyLiving(housing=HousingState(TODAY + ONE_DAY)), "housing_on", "family.day_later"),
        (FamilyLiving(aids=(HeldAid("pkh"), HeldAid("pip", valid_from=TODAY, valid_to=TODAY))), "", ""),
        (FamilyLiving(aids=(HeldAid("pkh", valid_from=TODAY + ONE_DAY),)), "aids", "family.day_later"),
        (FamilyLiving(aids=(HeldAid("pkh", valid_to=TODAY - ONE_DAY),)), "aids", "family.aid_ends_before"),
    ],
)
def test_what_cannot_be_saved(living: FamilyLiving, field: str, code: str) -> None:
    assert family(living) == ([(None, field, code, True)] if code else [])


MISTAKEN = replace(HEAD, name="SALAH", nik="12", presence=Presence.WITHDRAWN, birth_date=TODAY + ONE_DAY)


def test_who_was_entered_by_mistake_counts_for_nothing() -> None:
    living = PersonLiving(nisn="1")
    fields = FamilyFields((HEAD, replace(MISTAKEN, living=living), replace(MISTAKEN, nik=HEAD.nik)), 0)
    assert said(fields) == []
    assert needs_reason(fields, FamilyFields(()), TODAY) == []


def test_even_he_has_a_name() -> None:
    assert said(FamilyFields((HEAD, replace(MISTAKEN, name=" ")), 0)) == [(1, "name", "family.no_name", True)]


def test_he_is_no_caretaker() -> None:
    found = said(FamilyFields((HEAD, MISTAKEN), 1))
    assert found == [(None, "caretaker", "family.caretaker_withdrawn", True)]


@pytest.mark.parametrize("presence", [Presence.DIED, Presence.MOVED, Presence.NOT_FOUND])
def test_a_head_who_left_is_followed_by_another(presence: Presence) -> None:
    assert said(FamilyFields((replace(HEAD, presence=presence), HEAD), 1)) == []
    assert said(FamilyFields((HEAD, HEAD), 1)) == [(1, "relation", "family.two_heads", False)]

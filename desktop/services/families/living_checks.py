"""What looks wrong in how a family is said to live, field by field."""

from collections.abc import Iterator
from datetime import date, timedelta

from desktop.services.families.fields import FieldProblem, MemberDetail
from desktop.services.families.living import FamilyLiving, PersonLiving

_NPSN, _NISN = 8, 10  # digits
_LONGEST = timedelta(days=300)  # from a first check to the birth
_AFTER_BIRTH = timedelta(days=42)  # for which a woman counts after it (DOMAIN.md 2.3)


def person_problems(at: int, member: MemberDetail, today: date) -> Iterator[FieldProblem]:
    living = member.living
    if living is None:
        return
    if living.school_npsn and len(living.school_npsn) != _NPSN:
        yield FieldProblem(at, "school_npsn", "family.npsn_length")
    if living.nisn and len(living.nisn) != _NISN:
        yield FieldProblem(at, "nisn", "family.nisn_length")
    yield from _pregnancy(at, member, living, today)


def family_problems(living: FamilyLiving | None, today: date) -> Iterator[FieldProblem]:
    if living is None:
        return
    if living.place is not None and not living.place.in_indonesia:
        yield _refused("place", "place.outside")
    account, housing = living.account, living.housing
    if not account.channel and (account.number or account.holder_name):
        yield _refused("channel", "family.account_channel")
    if account.valid_from and account.valid_from > today:
        yield _refused("account_since", "family.day_later")
    if housing.on and housing.on > today:
        yield _refused("housing_on", "family.day_later")
    for aid in living.aids:
        if aid.valid_from and aid.valid_from > today:
            yield _refused("aids", "family.day_later")
        if aid.valid_to and aid.valid_to < (aid.valid_from or today):
            yield _refused("aids", "family.aid_ends_before")


def _pregnancy(at: int, member: MemberDetail, living: PersonLiving, today: date) -> Iterator[FieldProblem]:
    if living.due_on is None:
        return
    if not member.pregnant:
        yield FieldProblem(at, "due_on", "family.due_not_pregnant")
    elif living.due_on < today - _AFTER_BIRTH:
        yield FieldProblem(at, "due_on", "family.due_passed")
    elif living.due_on > today + _LONGEST:
        yield FieldProblem(at, "due_on", "family.due_far")


def _refused(name: str, code: str) -> FieldProblem:
    return FieldProblem(None, name, code, refuses=True)

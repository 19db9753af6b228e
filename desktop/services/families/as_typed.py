"""A family's records as the form's fields, and the state they are in."""

from desktop.models import Household, Member
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import PersonLiving
from desktop.services.families.living_read import KeptLiving, in_order

NOTHING = KeptLiving()


def state_of(household: Household, kept: KeptLiving) -> int:
    """Number of the newest change to the family or a member: another one means somebody saved meanwhile."""
    return max(household.change_number, kept.newest, *(member.change_number for member in household.members), 0)


def as_fields(household: Household, kept: KeptLiving = NOTHING) -> FamilyFields:
    members = in_order(household)
    return FamilyFields(
        tuple(_member(member, kept.persons.get(member.id)) for member in members),
        next((at for at, member in enumerate(members) if member.id == household.caretaker_id), None),
        household.no_kk or "",
        household.address,
        household.hamlet,
        household.rt,
        household.rw,
        household.village_code or "",
        household.phone,
        household.receives_pkh,
        kept.family,
    )


def _member(member: Member, living: PersonLiving | None) -> MemberDetail:
    return MemberDetail(
        member.name,
        member.id,
        member.nik or "",
        Sex(member.sex) if member.sex else None,
        member.sex_derived,
        member.birth_place,
        member.birth_date,
        member.birth_date_derived,
        Relation(member.relation) if member.relation else None,
        Marital(member.marital) if member.marital else None,
        Schooling(member.schooling) if member.schooling else None,
        member.school_level or "",
        member.school_class,
        member.pregnant,
        member.disability or "",
        member.works,
        member.occupation,
        member.mother_name,
        member.father_name,
        Presence(member.presence),
        member.presence_date,
        living,
    )

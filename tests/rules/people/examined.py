"""An invented family as the examination of faults reads it."""

from desktop.rules.faults import Family, Person
from desktop.rules.people.plan import HouseholdPlan
from desktop.rules.terms import Presence


def family(plan: HouseholdPlan) -> Family:
    people = [
        Person(
            member.name,
            member.nik,
            member.sex,
            member.sex_derived,
            member.birth_date,
            member.birth_date_derived,
            member.relation,
            member.marital,
            member.schooling,
            member.school_level,
            member.pregnant,
            member.presence or Presence.LIVING_HERE,
        )
        for member in plan.members
    ]
    return Family(people, plan.caretaker, plan.no_kk)

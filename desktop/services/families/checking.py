"""What looks wrong in a family, field by field, and what its numbers say that nobody has filled in yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from desktop.rules.nik import check_kk, check_nik, read_nik
from desktop.rules.person import lives_here
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.families.caretaking import YOUNG, about, caretaker_of, caretaker_problems, caretaker_walls
from desktop.services.families.fields import FamilyFields, FieldProblem, MemberDetail
from desktop.services.families.living_checks import family_problems, person_problems
from desktop.services.families.parting_days import by_event, day_problems, standing

NOBODY: Mapping[UUID, date] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a NIK says; taking it over marks it as derived, since nobody has seen a document."""

    birth_date: date | None = None
    sex: Sex | None = None


def suggest(member: MemberDetail, today: date) -> Suggestion:
    """Birth date and sex from the NIK where the member's own are still empty."""
    reading = read_nik(member.nik, today) if member.nik else None
    if reading is None:
        return Suggestion()
    return Suggestion(
        reading.birth_date if member.birth_date is None else None, reading.sex if member.sex is None else None
    )


def problems(
    fields: FamilyFields,
    today: date,
    overridden: frozenset[tuple[str, str]] = frozenset(),
    *,
    gone: bool = False,
) -> list[FieldProblem]:
    """Say what looks wrong, field by field; the form asks this as one types.

    `overridden` holds (code, value) pairs a person has let stand with a reason. `gone`: an event took the caretaker
    away, and nobody was named since.
    """
    found = [
        FieldProblem(None, "no_kk", code)
        for code in check_kk(fields.no_kk, today)
        if (code, fields.no_kk) not in overridden
    ]
    if not fields.members:
        found.append(FieldProblem(None, "members", "family.no_members", refuses=True))
    else:
        found.extend(caretaker_problems(fields, today, overridden, gone=gone))
    if not fields.village_code:
        found.append(FieldProblem(None, "village_code", "family.to_be_placed"))
    found.extend(family_problems(fields.living, today))
    found.extend(
        FieldProblem(at, "name", "family.no_name", refuses=True)
        for at, member in enumerate(fields.members)
        if not member.name.strip()
    )
    # Who was entered by mistake counts for nothing.
    people = [(at, one) for at, one in enumerate(fields.members) if one.presence is not Presence.WITHDRAWN]
    for at, member in people:
        found.extend(_member_problems(at, member, today, overridden))
    heads = [at for at, member in people if member.relation is Relation.HEAD and lives_here(member)]
    found.extend(FieldProblem(at, "relation", "family.two_heads") for at in heads[1:])
    niks = [member.nik for _, member in people if member.nik]
    found.extend(
        FieldProblem(at, "nik", "family.same_nik_inside")
        for at, member in people
        if member.nik and niks.count(member.nik) > 1
    )
    return found


def _member_problems(
    at: int, member: MemberDetail, today: date, overridden: frozenset[tuple[str, str]]
) -> list[FieldProblem]:
    found = []
    if member.birth_date and member.birth_date > today:
        found.append(FieldProblem(at, "birth_date", "family.born_later", refuses=True))
    birth = None if member.birth_date_derived else member.birth_date
    sex = None if member.sex_derived else member.sex
    found.extend(
        FieldProblem(at, "nik", code)
        for code in check_nik(member.nik, birth, sex, today)
        if (code, member.nik) not in overridden
    )
    found.extend(day_problems(at, member, today))
    found.extend(person_problems(at, member, today))
    return found


def walls(
    fields: FamilyFields,
    before: FamilyFields,
    today: date,
    registered: date | None,
    held: Mapping[UUID, date] = NOBODY,
    *,
    gone: bool = False,
) -> list[FieldProblem]:
    """What forbids saving. `before` is the family as opened, `registered` the day from which its events are entered.

    `held` are members who are gone by an event, with its day; `gone`: one of them was the caretaker, and nobody was
    named since.
    """
    found = [one for one in problems(fields, today) if one.refuses and not standing(one, fields, before)]
    return [
        *found,
        *by_event(fields, before, registered, held),
        *caretaker_walls(fields, before, gone=gone),
    ]


def needs_reason(fields: FamilyFields, before: FamilyFields, today: date) -> list[FieldProblem]:
    """Doubts that the typed values bring and the earlier ones did not have: saved only with a reason."""
    old = {(problem.code, _value(before, problem)) for problem in problems(before, today)}
    return [
        problem
        for problem in problems(fields, today)
        if doubtful(problem) and (problem.code, _value(fields, problem)) not in old
    ]


def doubtful(problem: FieldProblem) -> bool:
    """Whether it may stand with a reason only."""
    return problem.code == YOUNG or (problem.name == "nik" and not problem.code.endswith("_missing"))


def asks(found: Sequence[FieldProblem]) -> str:
    """Code of the sentence that asks for the reason of these doubts; "" without any."""
    if not found:
        return ""
    return "family.reason_needed" if any(one.name == "nik" for one in found) else "family.reason_young"


def let_stand(fields: FamilyFields, today: date) -> Iterator[tuple[UUID, str, str]]:
    """Of each doubt that a reason lets stand: the member, its code, and what it is about."""
    for problem in filter(doubtful, problems(fields, today)):
        member = caretaker_of(fields) if problem.member is None else fields.members[problem.member]
        if member is not None and member.id is not None:
            yield member.id, problem.code, about(member) if problem.code == YOUNG else member.nik


def _value(fields: FamilyFields, problem: FieldProblem) -> object:
    if problem.code == YOUNG:
        one = caretaker_of(fields)
        return about(one) if one is not None else None
    if problem.member is None or problem.member >= len(fields.members):
        return None
    return getattr(fields.members[problem.member], problem.name, None)

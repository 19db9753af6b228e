"""Plants the faults of real registers in invented families, one of each kind in turn, and says which where."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from desktop.rules.dates import age_on
from desktop.rules.people.family import MOST
from desktop.rules.people.naming import chance, pick
from desktop.rules.people.numbers import Numbers
from desktop.rules.people.plan import FaultKind, Ground, HouseholdPlan, PlantedFault
from desktop.rules.register import MemberFields
from desktop.rules.terms import Presence, Relation, Sex

ONE_FAULT_IN = 12  # families
_GROWN, _OLD = 20, 70
_LAST_MONTH = 12
_FIRST_SERIAL = 5001  # far from the serials that are given out in turn


@dataclass(slots=True)
class _Planter:
    """What the kinds need: chance, numbers, the day, and the family before in the same village."""

    rng: Random
    ground: Ground
    numbers: Numbers = field(default_factory=lambda: Numbers(_FIRST_SERIAL))
    before: HouseholdPlan | None = None

    def grown(self, plan: HouseholdPlan) -> list[int]:
        """Places of members neither young nor old, on whom no component rests but pregnancy."""
        return [
            at
            for at, member in enumerate(plan.members)
            if member.birth_date and _GROWN <= age_on(member.birth_date, self.ground.on) < _OLD
        ]


_Kind = Callable[[_Planter, HouseholdPlan], HouseholdPlan | None]


def plant(plans: Iterator[HouseholdPlan], seed: int, ground: Ground) -> Iterator[HouseholdPlan]:
    """Plant one fault in every twelfth entitled family; where a kind does not fit, in the next that it fits."""
    rng = Random(f"{seed}/faults")  # noqa: S311 - not for secrets
    planter = _Planter(rng, ground)
    waiting: list[FaultKind] = []
    deck: list[FaultKind] = []
    for number, plan in enumerate(plans, 1):
        if number % ONE_FAULT_IN == 0 and plan.entitled:
            deck = deck or rng.sample(list(FaultKind), len(FaultKind))
            waiting.append(deck.pop())
        faulty = _with_first_that_fits(planter, plan, waiting) if plan.entitled else plan
        same_village = planter.before is not None and planter.before.village_code == plan.village_code
        # A faulty family is no model for the next, so that each fault is counted once.
        if faulty is plan or not same_village:
            planter.before = plan
        yield faulty


def _with_first_that_fits(planter: _Planter, plan: HouseholdPlan, waiting: list[FaultKind]) -> HouseholdPlan:
    if planter.before is not None and planter.before.village_code != plan.village_code:
        planter.before = None
    for kind in waiting:
        faulty = _KINDS[kind](planter, plan)
        if faulty is not None:
            waiting.remove(kind)
            return faulty
    return plan


def _changed(plan: HouseholdPlan, kind: FaultKind, at: int, member: MemberFields) -> HouseholdPlan:
    members = (*plan.members[:at], member, *plan.members[at + 1 :])
    return replace(plan, members=members, faults=(PlantedFault(kind, at),))


def _any(planter: _Planter, plan: HouseholdPlan) -> tuple[int, MemberFields]:
    at = int(planter.rng.random() * len(plan.members))
    return at, plan.members[at]


def _nik_15_digits(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    at, member = _any(planter, plan)
    return _changed(plan, FaultKind.NIK_15_DIGITS, at, replace(member, nik=member.nik[:-1]))


def _nik_last_zero(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    """What a spreadsheet makes of a number of 16 digits."""
    at, member = _any(planter, plan)
    return _changed(plan, FaultKind.NIK_LAST_ZERO, at, replace(member, nik=f"{member.nik[:-1]}0"))


def _nik_double(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan | None:
    """A child of the family before is listed here too, as it lives with an aunt on school days."""
    if planter.before is None or len(plan.members) >= MOST:
        return None
    children = [member for member in planter.before.members if member.relation is Relation.CHILD]
    if not children:
        return None
    twice = pick(planter.rng, children)
    member = replace(twice, relation=Relation.OTHER, source_id=f"{plan.source_id}{len(plan.members) + 1:02}")
    members = (*plan.members, member)
    return replace(plan, members=members, faults=(PlantedFault(FaultKind.NIK_DOUBLE, len(plan.members)),))


def _nik_date_off(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan | None:
    grown = planter.grown(plan)
    if not grown:
        return None
    at = pick(planter.rng, grown)
    member = plan.members[at]
    assert member.birth_date is not None
    day = timedelta(days=1 if chance(planter.rng, 0.5) else -1)
    return _changed(plan, FaultKind.NIK_DATE_OFF, at, replace(member, birth_date=member.birth_date + day))


def _nik_sex(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    at, member = _any(planter, plan)
    assert member.birth_date is not None
    other = Sex.MALE if member.sex is Sex.FEMALE else Sex.FEMALE
    district = ".".join((member.nik[:2], member.nik[2:4], member.nik[4:6]))
    nik = planter.numbers.nik(district, member.birth_date, other)
    return _changed(plan, FaultKind.NIK_SEX, at, replace(member, nik=nik))


def _nik_missing(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    at, member = _any(planter, plan)
    return _changed(plan, FaultKind.NIK_MISSING, at, replace(member, nik=""))


def _kk_invalid(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    wrong = pick(planter.rng, (plan.no_kk[:-1], f"{plan.no_kk[:8]}13{plan.no_kk[10:]}", f"{plan.no_kk[:-4]}0000"))
    return replace(plan, no_kk=wrong, faults=(PlantedFault(FaultKind.KK_INVALID),))


def _same_name(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan | None:
    """Two women, two birth dates, one name in one village."""
    other = planter.before
    if other is None:
        return None
    theirs, ours = other.members[other.caretaker], plan.members[plan.caretaker]
    if theirs.sex is not ours.sex or theirs.name == ours.name or theirs.birth_date == ours.birth_date:
        return None
    members = tuple(
        replace(
            member,
            mother_name=theirs.name if member.mother_name == ours.name else member.mother_name,
            father_name=theirs.name if member.father_name == ours.name else member.father_name,
        )
        for member in plan.members
    )
    renamed = replace(plan, members=members)
    member = replace(members[plan.caretaker], name=theirs.name)
    return _changed(renamed, FaultKind.SAME_NAME, plan.caretaker, member)


def _name_variant(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan:
    at, member = _any(planter, plan)
    man = member.sex is Sex.MALE
    of = f"{'BIN' if man else 'BINTI'} {member.father_name}".upper()
    title = pick(planter.rng, planter.ground.lists["title.male" if man else "title.female"])
    variants = [f"{title} {member.name}", f"{member.name} {of}"]
    old = member.name.replace("u", "oe").replace("j", "dj").replace("J", "Dj")
    if old != member.name:
        variants.append(old)
    return _changed(plan, FaultKind.NAME_VARIANT, at, replace(member, name=pick(planter.rng, variants)))


def _died(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan | None:
    """Not the caretaker and no expecting mother, so that the family stays entitled."""
    grown = [at for at in planter.grown(plan) if at != plan.caretaker and not plan.members[at].pregnant]
    if not grown:
        return None
    at = pick(planter.rng, grown)
    return _changed(plan, FaultKind.DIED, at, replace(plan.members[at], presence=Presence.DIED))


def _birth_swapped(planter: _Planter, plan: HouseholdPlan) -> HouseholdPlan | None:
    for at in planter.grown(plan):
        born = plan.members[at].birth_date
        if born is not None and born.day <= _LAST_MONTH and born.day != born.month:
            swapped = date(born.year, born.day, born.month)
            return _changed(plan, FaultKind.BIRTH_SWAPPED, at, replace(plan.members[at], birth_date=swapped))
    return None


_KINDS: dict[FaultKind, _Kind] = {
    FaultKind.NIK_15_DIGITS: _nik_15_digits,
    FaultKind.NIK_LAST_ZERO: _nik_last_zero,
    FaultKind.NIK_DOUBLE: _nik_double,
    FaultKind.NIK_DATE_OFF: _nik_date_off,
    FaultKind.NIK_SEX: _nik_sex,
    FaultKind.NIK_MISSING: _nik_missing,
    FaultKind.KK_INVALID: _kk_invalid,
    FaultKind.SAME_NAME: _same_name,
    FaultKind.NAME_VARIANT: _name_variant,
    FaultKind.DIED: _died,
    FaultKind.BIRTH_SWAPPED: _birth_swapped,
}

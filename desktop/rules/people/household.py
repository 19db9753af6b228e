"""Turns an invented family into a registered household: names, numbers, school, work, house."""

from dataclasses import dataclass
from datetime import date
from random import Random

from desktop.rules.dates import age_on
from desktop.rules.people.family import FamilyMaker, Person
from desktop.rules.people.growing import Growing
from desktop.rules.people.naming import Namer, Village, chance, phone, pick
from desktop.rules.people.numbers import Numbers
from desktop.rules.people.plan import Ground, HouseholdPlan
from desktop.rules.people.schooling import SchoolYear
from desktop.rules.people.working import GROWN, SEVERE, work_of
from desktop.rules.register import MemberFields
from desktop.rules.terms import Component, Marital, Presence, Relation, Schooling, Sex

_OLD_ALONE = 0.06
_ELDERLY = 71  # old enough for every programme, those that count from 70 too
_EXPECTS_FROM, _EXPECTS_UNTIL = 18, 41
_DAYS_AFTER_BIRTH = 430  # a next child is not expected sooner
_SMALL_DAYS = 4 * 365  # still under five for a year to come
_PUPIL_UNTIL = 19
_FIRST_KK = date(2008, 1, 1).toordinal()
_LIGHT = ("1", "2", "9")
_NOT_DISABLED = "0"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the family must be: entitled, or not by PKH, or not by having no component."""

    entitled: bool
    receives_pkh: bool = False


class HouseholdMaker:
    """One stream of random numbers for all families, so that the order of making is part of the seed."""

    def __init__(self, seed: int, ground: Ground) -> None:
        self._rng = Random(f"{seed}/families")  # noqa: S311 - not for secrets: the same seed, the same people
        self._ground = ground
        self._namer = Namer(ground.lists)
        self._families = FamilyMaker(self._rng, ground.on)
        self._numbers = Numbers()
        self._school_year = SchoolYear(ground.on)
        self._growing = Growing(seed, ground)
        self._districts = sorted({area.parent_code or "" for area in ground.villages})
        self._today = ground.on.toordinal()
        self._made = 0

    def make(self, village: Village, wanted: Wanted) -> HouseholdPlan:
        rng = self._rng
        self._made += 1
        source_id = f"{village.area.code.replace('.', '')}{self._made:08}"
        family, drafts = self._family(wanted)
        members = tuple(
            self._member(person, draft, f"{source_id}{position:02}", village)
            for position, (person, draft) in enumerate(zip(family, drafts, strict=True), 1)
        )
        address, hamlet, rt, rw = village.address(rng)
        return HouseholdPlan(
            entitled=wanted.entitled,
            source_id=source_id,
            no_kk=self._numbers.kk(village.district, self._recorded(family)),
            address=address,
            hamlet=hamlet,
            rt=rt,
            rw=rw,
            village_code=village.area.code,
            members=self._growing.up(members, self._qualifies),
            caretaker=self._caretaker(family),
            receives_pkh=wanted.receives_pkh,
            poverty_percentile=1 + int(rng.random() * 30),
            phone=phone(rng) if chance(rng, 0.6) else "",
            account=self._numbers.account(),
        )

    def _family(self, wanted: Wanted) -> tuple[list[Person], list[MemberFields]]:
        """Draw until the family is what is wanted; two of three are at once."""
        grown_only = not wanted.entitled and not wanted.receives_pkh
        while True:
            family = self._families.without_children() if grown_only else self._with_component()
            drafts = self._facts(family, healthy=grown_only)
            if not wanted.entitled or any(map(self._qualifies, drafts)):
                self._name(family)
                return family, drafts

    def _with_component(self) -> list[Person]:
        if Component.ELDERLY in self._ground.qualifying and chance(self._rng, _OLD_ALONE):
            return self._families.elderly()
        return self._families.with_children()

    def _facts(self, family: list[Person], *, healthy: bool) -> list[MemberFields]:
        """School, pregnancy and disability, before anybody has a name."""
        rng = self._rng
        youngest = max(person.born.toordinal() for person in family)
        expecting = chance(rng, 0.07) and not healthy and self._today - youngest > _DAYS_AFTER_BIRTH
        disabled = int(rng.random() * len(family)) if chance(rng, 0.05) and not healthy else -1
        return [
            self._fact(person, expecting=expecting, disabled=position == disabled, grown=healthy)
            for position, person in enumerate(family)
        ]

    def _fact(self, person: Person, *, expecting: bool, disabled: bool, grown: bool) -> MemberFields:
        rng = self._rng
        school = self._school_year.of(rng, person.born)
        if grown and school.schooling is Schooling.ATTENDING:
            school = self._school_year.of(rng, date(1975, 1, 1))
        woman = person.sex is Sex.FEMALE
        age = age_on(person.born, self._ground.on)
        may_expect = woman and person.marital is Marital.MARRIED and _EXPECTS_FROM <= age <= _EXPECTS_UNTIL
        disability = pick(rng, SEVERE if chance(rng, 0.5) else _LIGHT) if disabled else _NOT_DISABLED
        attends = school.schooling is Schooling.ATTENDING and disability not in SEVERE
        return MemberFields(
            sex=person.sex,
            birth_date=person.born,
            relation=person.relation,
            marital=person.marital,
            schooling=school.schooling if attends or school.schooling is not Schooling.ATTENDING else Schooling.NEVER,
            school_level=school.level if attends or school.schooling is Schooling.LEFT else "",
            school_class=school.school_class if attends else None,
            pregnant=(expecting and may_expect) if woman else None,
            disability=disability,
        )

    def _qualifies(self, member: MemberFields) -> bool:
        """Whether it counts with a year to spare, so that the day of a later tranche finds it too."""
        wanted = self._ground.qualifying
        assert member.birth_date is not None
        days = self._today - member.birth_date.toordinal()
        age = days / 365.25
        return (
            (bool(member.pregnant) and Component.PREGNANT in wanted)
            or (days < _SMALL_DAYS and Component.UNDER_FIVE in wanted)
            or (member.schooling is Schooling.ATTENDING and age < _PUPIL_UNTIL and member.school_level in wanted)
            or (age >= _ELDERLY and Component.ELDERLY in wanted)
            or (member.disability in SEVERE and Component.DISABLED in wanted)
        )

    def _name(self, family: list[Person]) -> None:
        """No two of one name in a family; a father who lives elsewhere has one name for all his children."""
        taken: set[str] = set()
        for person in family:
            if person.father and not person.father.name:
                person.father.name = self._namer.name(self._rng, Sex.MALE, person.father.born.year)
            while not person.name or person.name in taken:
                father = person.father.name if person.father else ""
                person.name = self._namer.name(self._rng, person.sex, person.born.year, father)
            taken.add(person.name)

    def _member(self, person: Person, facts: MemberFields, source_id: str, village: Village) -> MemberFields:
        rng = self._rng
        age = age_on(person.born, self._ground.on)
        works, occupation = work_of(rng, self._ground.lists, age, facts)
        district = village.district if chance(rng, 0.9) else pick(rng, self._districts)
        return MemberFields(
            source_id=source_id,
            name=person.name,
            nik=self._numbers.nik(district, person.born, person.sex),
            sex=person.sex,
            birth_place=self._ground.home,
            birth_date=person.born,
            relation=person.relation,
            marital=person.marital,
            schooling=facts.schooling,
            school_level=facts.school_level,
            school_class=facts.school_class,
            pregnant=facts.pregnant,
            disability=facts.disability,
            works=works,
            occupation=occupation,
            mother_name=self._parent_name(person.mother, Sex.FEMALE, person.born.year),
            father_name=self._parent_name(person.father, Sex.MALE, person.born.year),
            presence=Presence.LIVING_HERE,
        )

    def _parent_name(self, parent: Person | None, sex: Sex, born: int) -> str:
        return parent.name if parent else self._namer.name(self._rng, sex, born - 25)

    def _recorded(self, family: list[Person]) -> date:
        """Day the family card was recorded: after the youngest was born."""
        earliest = max(_FIRST_KK, *(person.born.toordinal() for person in family), self._today - 4000)
        return date.fromordinal(earliest + int(self._rng.random() * (self._today - earliest + 1)))

    def _caretaker(self, family: list[Person]) -> int:
        """The wife, or the woman who is the head; now and then somebody else who is grown."""
        grown = [at for at, person in enumerate(family) if age_on(person.born, self._ground.on) >= GROWN]
        if chance(self._rng, 0.04):
            return pick(self._rng, grown)
        women = [at for at in grown if family[at].sex is Sex.FEMALE]
        heads = {Relation.HEAD, Relation.SPOUSE}
        return next((at for at in women if family[at].relation in heads), (women or grown)[0])

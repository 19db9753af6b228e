"""Whether a family fits a programme on a day, with every reason for and against it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from desktop.rules.components import Examination, examine
from desktop.rules.person import PersonFacts
from desktop.rules.programme_year import ProgrammeYear


@dataclass(frozen=True, slots=True)
class HouseholdFacts:
    """What is known of a family; None means nobody has said."""

    members: Sequence[PersonFacts]
    registered: bool | None = None  # in the national poverty register
    receives_pkh: bool | None = None
    receives_other_aid: bool | None = None
    register: str = ""  # which poverty register lists it
    percentile: int | None = None  # its place there, of 100
    aids: tuple[str, ...] = ()  # codes of the other aid it receives on the day


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule as applied. `passed` is None where the fact is unknown; `code` has its sentence in the wording.

    `needed`: nobody is paid before it is known, though nobody is refused for it either.
    """

    code: str
    passed: bool | None
    values: dict[str, object] = field(default_factory=dict)
    needed: bool = False

    @property
    def in_the_way(self) -> bool:
        """Whether it keeps a family off a pay list."""
        return self.passed is False or (self.needed and self.passed is None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome, every rule asked about, and what was found in each member, in the members' order."""

    reasons: tuple[Reason, ...]
    examinations: tuple[Examination, ...]

    @property
    def eligible(self) -> bool:
        """Nothing keeps the family off a pay list. Most unknown facts do not: see `unknown`."""
        return not any(reason.in_the_way for reason in self.reasons)

    @property
    def broken(self) -> tuple[Reason, ...]:
        """Rules that a known fact breaks; only these refuse a family."""
        return tuple(reason for reason in self.reasons if reason.passed is False)

    @property
    def unknown(self) -> tuple[Reason, ...]:
        """What a person should find out."""
        return tuple(reason for reason in self.reasons if reason.passed is None)


def judge(programme: ProgrammeYear, household: HouseholdFacts, on: date) -> Verdict:
    """Apply the programme's rules on the day of the tranche, not today."""
    examinations = tuple(examine(member, programme.components, on) for member in household.members)
    reasons = (*_facts(programme, household), *_component(programme, examinations, on))
    return Verdict(reasons, examinations)


def _facts(programme: ProgrammeYear, household: HouseholdFacts) -> Iterator[Reason]:
    rules = programme.eligibility
    if rules.registered:
        codes = ("rules.registered_yes", "rules.registered_no", "rules.registered_unknown")
        where: dict[str, object] = (
            {"register": household.register, "percentile": household.percentile} if household.register else {}
        )
        yield _reason(codes, household.registered, where, wanted=True)
    if rules.without_pkh:
        codes = ("rules.pkh_yes", "rules.pkh_no", "rules.pkh_unknown")
        yield _reason(codes, household.receives_pkh, wanted=False)
    if rules.without_other_aid:
        codes = ("rules.other_aid_yes", "rules.other_aid_no", "rules.other_aid_unknown")
        which: dict[str, object] = {"aids": household.aids} if household.aids else {}
        yield _reason(codes, household.receives_other_aid, which, wanted=False)


def _reason(
    codes: tuple[str, str, str], fact: bool | None, values: dict[str, object] | None = None, *, wanted: bool
) -> Reason:
    """One code each for a fact that is so, is not so, and is not known; `values` is what it rests on."""
    yes, no, unknown = codes
    if fact is None:
        return Reason(unknown, None)
    return Reason(yes if fact else no, fact is wanted, values or {})


def _component(programme: ProgrammeYear, examinations: Sequence[Examination], on: date) -> Iterator[Reason]:
    """At least one member must be shown to count before money is paid (DESIGN.md 4.7); unknown refuses nobody."""
    if not programme.eligibility.component:
        return
    counted = sum(bool(examination.found) for examination in examinations)
    if counted:
        yield Reason("rules.component_some", passed=True, values={"count": counted, "day": on})
    elif any(examination.unknown for examination in examinations):
        yield Reason("rules.component_not_shown", passed=None, values={"day": on}, needed=True)
    else:
        yield Reason("rules.component_none", passed=False, values={"day": on})

"""The rules and amounts of one programme in one year, as data (DESIGN.md section 5)."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from desktop.errors import Refused
from desktop.rules.area_codes import is_below
from desktop.rules.components import ComponentRules


class Scheme(StrEnum):
    """How the amount of a family is found."""

    FLAT = "flat"  # the tranche's amount, the same for every family
    BY_CATEGORY = "by_category"  # one rate per category of family
    PER_COMPONENT = "per_component"  # the rates of the counted members, added up


class SanctionKind(StrEnum):
    REMINDER = "reminder"
    REDUCTION = "reduction"
    SUSPENSION = "suspension"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class TrancheRule:
    """One pay-out. `amount` is whole rupiah per family under the flat scheme, None where no source says."""

    number: int
    amount: int | None = None
    window_start: date | None = None
    window_end: date | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """Whole rupiah per tranche of a category or component; `at_most` members of a family count for it."""

    key: str
    amount: int | None = None
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """Who pays out in a regency: a bank, the post, the office itself."""

    area: str
    name: str


@dataclass(frozen=True, slots=True)
class Quota:
    area: str
    families: int


@dataclass(frozen=True, slots=True)
class Eligibility:
    """What a family must show. A rule that is off is not asked about."""

    registered: bool = True  # in the national poverty register
    component: bool = True  # at least one member counts
    without_pkh: bool = True
    without_other_aid: bool = False


@dataclass(frozen=True, slots=True)
class Duty:
    """What a member must do. `component` is "" for the whole family; `text` is Indonesian, for paper."""

    component: str
    text: str


@dataclass(frozen=True, slots=True)
class Sanction:
    """A step of the ladder; `percent` of the tranche is cut by a reduction."""

    step: int
    kind: SanctionKind
    percent: int | None = None


@dataclass(frozen=True, slots=True)
class ProgrammeYear:
    """One programme in one fiscal year. None and empty mean that no source says; nothing is drafted on them."""

    code: str  # "jamsosratu", the same in every year
    year: int
    name: str
    title: str  # as it stands on paper
    province: str
    areas: tuple[str, ...]  # where it runs
    fund: str = ""
    legal_basis: tuple[str, ...] = ()
    scheme: Scheme = Scheme.FLAT
    amount: int | None = None  # whole rupiah per family and year
    tranches: tuple[TrancheRule, ...] = ()
    rates: tuple[Rate, ...] = ()  # the first counts first where members are capped
    most_people: int | None = None  # members of one family that count
    channels: tuple[Channel, ...] = ()
    quotas: tuple[Quota, ...] = ()
    total_quota: int | None = None
    card_pattern: str = ""
    components: ComponentRules = field(default_factory=ComponentRules)
    eligibility: Eligibility = field(default_factory=Eligibility)
    duties: tuple[Duty, ...] = ()
    attendance_percent: int | None = None
    sanctions: tuple[Sanction, ...] = ()
    membership_years: int | None = None
    uncashed_days: int | None = None  # after which uncashed money returns to the treasury
    sources: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()  # fields that are inferred rather than said by a source
    practice: bool = False

    @property
    def key(self) -> str:
        """Its name on the command line and the stem of its file."""
        return f"{self.code}-{self.year}"

    def tranche(self, number: int) -> TrancheRule:
        """The tranche of that number; refused if the year has none."""
        for tranche in self.tranches:
            if tranche.number == number:
                return tranche
        raise Refused("rules.tranche_unknown", programme=self.name, year=self.year, tranche=number)

    def quota(self, area: str) -> int | None:
        """Families the decree leaves to a regency, or to a whole province; None if no source says."""
        if area == self.province:
            return self.total_quota
        return next((quota.families for quota in self.quotas if quota.area == area), None)

    def channel(self, area: str) -> str:
        """Who pays out where the area lies; the nearest area around it counts. "" if no source says."""
        around = [channel for channel in self.channels if is_below(area, channel.area)]
        return max(around, key=lambda channel: len(channel.area)).name if around else ""

    def runs_in(self, area: str) -> bool:
        """Whether an area lies in the programme; one outside it is a warning, never a wall."""
        return any(is_below(area, code) for code in self.areas)

    def recertification_due(self, since: date, on: date) -> bool:
        """Whether a membership has lasted as long as the programme means it to (DOMAIN.md 8.7)."""
        if self.membership_years is None:
            return False
        return (on.year - since.year, on.month, on.day) >= (self.membership_years, since.month, since.day)

    def with_tranche_amounts(self, amounts: dict[int, int]) -> "ProgrammeYear":
        """A copy in which the office itself has said what a tranche pays; marked unsure, checked by the caller."""
        tranches = tuple(replace(one, amount=amounts.get(one.number, one.amount)) for one in self.tranches)
        return replace(self, tranches=tranches, unsure=(*self.unsure, "tranches"))

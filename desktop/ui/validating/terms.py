"""Words and tones of validation: statuses, results, rules as applied, and the columns of its lists."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from desktop.rules.explaining import Applied, Rule
from desktop.rules.terms import EnrolmentStatus
from desktop.services.validating.listing import EnrolmentRow
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import State
from desktop.ui.kit.chip import ChipValue, width
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day
from desktop.wording import N_, Translator
from desktop.wording.terms import ENROLMENT

S = EnrolmentStatus
TONES: Mapping[str, Tone] = MappingProxyType(
    {
        S.CANDIDATE: Tone.BRAND,
        S.ELIGIBLE: Tone.BRAND,
        S.NOT_ELIGIBLE: Tone.NEUTRAL,
        S.DECREED: Tone.BRAND,
        S.ACTIVE: Tone.GOOD,
        S.SUSPENDED: Tone.ATTENTION,
        S.STOPPED: Tone.DANGER,
        S.GRADUATED: Tone.NEUTRAL,
    }
)
STATES: Mapping[State, str] = MappingProxyType(
    {
        State.OPEN: N_("To be validated"),
        State.VALID: N_("Valid, without minutes"),
        State.NOT_VALID: N_("Not valid, without minutes"),
        State.WAITING: N_("In a waiting list"),
    }
)
RESULTS: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {Result.VALID: (N_("Valid"), Tone.GOOD), Result.NOT_VALID: (N_("Not valid"), Tone.DANGER)}
)
PASSED: Mapping[bool | None, tuple[str, Tone]] = MappingProxyType(
    {True: (N_("Met"), Tone.GOOD), False: (N_("Not met"), Tone.DANGER), None: (N_("Not known"), Tone.ATTENTION)}
)
RULES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.REGISTERED: N_("Poverty register"),
        Rule.WITHOUT_PKH: N_("No PKH"),
        Rule.WITHOUT_OTHER_AID: N_("No other aid"),
        Rule.COMPONENT: N_("A member who counts"),
        Rule.MEMBER: N_("Member"),
    }
)
# Names of registers are the same in every language.
REGISTERS: Mapping[str, str] = MappingProxyType(
    {"ppls2011": "PPLS 2011", "pbdt2015": "PBDT 2015", "bdt2015": "BDT 2015", "dtks": "DTKS", "dtsen": "DTSEN"}
)
_CARD = "JSR-36.01-000127"


def status_chip(t: Translator, status: str) -> ChipValue:
    return ChipValue(t(ENROLMENT.get(status, status)), TONES.get(status, Tone.NEUTRAL))


def result_chip(t: Translator, result: str) -> ChipValue:
    word, tone = RESULTS.get(result, (result, Tone.NEUTRAL))
    return ChipValue(t(word), tone)


def passed_chip(t: Translator, passed: bool | None) -> ChipValue:
    word, tone = PASSED[passed]
    return ChipValue(t(word), tone)


def sentence(t: Translator, line: Applied) -> str:
    """What a rule found, its days as people write them."""
    values = {name: full_day(t, value) if isinstance(value, date) else value for name, value in line.values.items()}
    return t.sentence(line.code, values)


def value(t: Translator, line: Applied) -> str:
    """The value a rule rests on, where its sentence does not say it already."""
    register, percentile, aids = (line.values.get(name) for name in ("register", "percentile", "aids"))
    name = REGISTERS.get(str(register), str(register).upper())
    if register and percentile is not None:
        return t("Register {name}, percentile {percentile}", name=name, percentile=percentile)
    if register:
        return t("Register {name}", name=name)
    return t("Receives {aids}", aids=", ".join(map(str, aids))) if isinstance(aids, tuple) and aids else ""


def key(row: EnrolmentRow) -> UUID:
    return row.id


@dataclass(frozen=True, slots=True)
class _Name:
    t: Translator

    def __call__(self, row: EnrolmentRow) -> str:
        return row.caretaker_name or self.t("No caretaker yet")


@dataclass(frozen=True, slots=True)
class _Where:
    t: Translator

    def __call__(self, row: EnrolmentRow) -> str:
        return f"{row.village} / {row.district}" if row.district else self.t("To be placed")


@dataclass(frozen=True, slots=True)
class _Status:
    """A result that waits for its minutes says more of a candidate than that he is one."""

    t: Translator

    def __call__(self, row: EnrolmentRow) -> ChipValue:
        if row.result:
            return result_chip(self.t, row.result)
        if row.number is not None:
            return ChipValue(self.t("Waits, no. {number}", number=row.number), Tone.ATTENTION)
        return status_chip(self.t, row.status)


def _card(row: EnrolmentRow) -> str:
    return row.card_number


def columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word in ENROLMENT.values()), key=width)
    return (
        Column(t("Caretaker"), _Name(t), Kind.STRONG, "Siti Nurhalimah", stretch=3),
        Column(t("Card"), _card, Kind.MONO, _CARD),
        Column(t("Village / District"), _Where(t), sample="Mandalasari / Kaduhejo", stretch=2),
        Column(t("Status"), _Status(t), Kind.CHIP, longest),
    )

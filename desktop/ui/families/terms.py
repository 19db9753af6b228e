"""Words and tones of the states and terms that families show."""

from desktop.rules.terms import (
    Component,
    EnrolmentStatus,
    Marital,
    PaymentState,
    Presence,
    Relation,
    Schooling,
    Sex,
)
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.tokens import Tone
from desktop.wording import N_, Translator, records
from desktop.wording.terms import ENROLMENT

REGISTERED = "registered"  # in the register, in no programme yet
CLOSED = "closed"  # left the register: moved out, double, import undone

_TONES = {
    REGISTERED: Tone.NEUTRAL,
    EnrolmentStatus.CANDIDATE: Tone.BRAND,
    EnrolmentStatus.ELIGIBLE: Tone.BRAND,
    EnrolmentStatus.NOT_ELIGIBLE: Tone.NEUTRAL,
    EnrolmentStatus.DECREED: Tone.BRAND,
    EnrolmentStatus.ACTIVE: Tone.GOOD,
    EnrolmentStatus.SUSPENDED: Tone.ATTENTION,
    EnrolmentStatus.STOPPED: Tone.DANGER,
    EnrolmentStatus.GRADUATED: Tone.NEUTRAL,
    CLOSED: Tone.NEUTRAL,
}

STATUSES = {status: (ENROLMENT[status], tone) for status, tone in _TONES.items()}

PAYMENTS = {
    PaymentState.WITHHELD: (N_("Withheld"), Tone.DANGER),
    PaymentState.UNPAID: (N_("Not collected yet"), Tone.ATTENTION),
    PaymentState.PAID: (N_("Received"), Tone.GOOD),
    PaymentState.RETURNED: (N_("Returned"), Tone.NEUTRAL),
}

COMPONENTS = {
    Component.PREGNANT: N_("Pregnant"),
    Component.UNDER_FIVE: N_("Under five"),
    Component.PRIMARY: N_("Primary"),
    Component.JUNIOR: N_("Junior"),
    Component.SENIOR: N_("Senior"),
    Component.ELDERLY: N_("Elderly"),
    Component.DISABLED: N_("Disability"),
}

RELATIONS = {one: records.RELATIONS[one] for one in Relation}
SEXES = {one: records.SEXES[one] for one in Sex}
MARITALS = {one: records.MARITALS[one] for one in Marital}
SCHOOLINGS = {one: records.SCHOOLINGS[one] for one in Schooling}
LEVELS = records.LEVELS
PRESENCES = {one: records.PRESENCES[one] for one in Presence}
SHORT_LEVELS = {"primary": "SD", "junior": "SMP", "senior": "SMA", "tertiary": N_("College")}


def status_chip(t: Translator, status: str) -> ChipValue:
    word, tone = STATUSES.get(status, (status, Tone.NEUTRAL))
    return ChipValue(t(word), tone)


def payment_chip(t: Translator, state: str) -> ChipValue:
    word, tone = PAYMENTS.get(PaymentState(state), (state, Tone.NEUTRAL))
    return ChipValue(t(word), tone)


def spouse(t: Translator, sex: Sex | None) -> str:
    """What the wife or husband of the head is called, where the sex is known."""
    if sex is None:
        return t(RELATIONS[Relation.SPOUSE])
    return t("Wife") if sex is Sex.FEMALE else t("Husband")

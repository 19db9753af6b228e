"""The words of a tranche's life and of its payments, with the tone each is shown in."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.rules.terms import PayListState, PaymentState
from desktop.services.money.keys import TrancheKey
from desktop.services.money.rows import TrancheRow, TrancheStatus
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number, rupiah
from desktop.wording import N_, Translator

S, P = PayListState, PaymentState
STATES: Mapping[PayListState, tuple[str, Tone]] = MappingProxyType(
    {
        S.DRAFT: (N_("Draft"), Tone.NEUTRAL),
        S.CHECKED: (N_("Checked"), Tone.BRAND),
        S.APPROVED: (N_("Approved"), Tone.BRAND),
        S.OPEN: (N_("Opened"), Tone.GOOD),
        S.CLOSED: (N_("Closed"), Tone.ATTENTION),
        S.LOCKED: (N_("Locked"), Tone.NEUTRAL),
    }
)
PAYMENTS: Mapping[PaymentState, tuple[str, Tone]] = MappingProxyType(
    {
        P.WITHHELD: (N_("Withheld"), Tone.DANGER),
        P.UNPAID: (N_("Not collected"), Tone.ATTENTION),
        P.PAID: (N_("Received"), Tone.GOOD),
        P.RETURNED: (N_("Returned"), Tone.BRAND),
    }
)


def state_chip(t: Translator, state: PayListState | None) -> ChipValue:
    if state is None:
        return ChipValue(t("No list yet"), Tone.NEUTRAL)
    word, tone = STATES[state]
    return ChipValue(t(word), tone)


def payment_chip(t: Translator, state: PaymentState) -> ChipValue:
    word, tone = PAYMENTS[state]
    return ChipValue(t(word), tone)


def tranche_name(t: Translator, key: TrancheKey) -> str:
    if key.supplement:
        return t("Tranche {number} / {year}, later list {list}", number=key.number, year=key.year, list=key.supplement)
    return t("Tranche {number} / {year}", number=key.number, year=key.year)


def context(t: Translator, row: TrancheRow) -> str:
    """Programme, amount and decree in one line."""
    parts = [row.programme_name]
    if row.amount is not None:
        parts.append(t("{amount} per family", amount=rupiah(row.amount)))
    if row.decree_number:
        parts.append(t("Decree {number}", number=row.decree_number))
    return " · ".join(parts)


def differs(t: Translator, found: TrancheStatus) -> str:
    """What the decree grants beside what is listed; no approval while they differ."""
    granted, listed = found.balance.decree, found.balance.listed
    return t(
        "The decree grants {granted_families} families {granted}, the list holds {listed_families} families {listed}: "
        "correct the decree's totals or draft the list again before it is approved",
        granted_families=number(granted.families),
        granted=rupiah(granted.rupiah),
        listed_families=number(listed.families),
        listed=rupiah(listed.rupiah),
    )

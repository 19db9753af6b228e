"""Words, tones and keys of the desk on pay day."""

from types import MappingProxyType
from typing import Final

from desktop.rules.terms import PaymentState
from desktop.services.payday.rows import Level, Seen, Warn, Who
from desktop.ui.kit.tokens import Tone
from desktop.wording import N_, Translator

STATES: Final = MappingProxyType(
    {
        PaymentState.UNPAID: (N_("waits"), Tone.ATTENTION),
        PaymentState.PAID: (N_("paid"), Tone.GOOD),
        PaymentState.WITHHELD: (N_("withheld"), Tone.DANGER),
        PaymentState.RETURNED: (N_("went back"), Tone.NEUTRAL),
    }
)
TONES: Final = MappingProxyType({Level.STOPS: Tone.DANGER, Level.HOLDS: Tone.ATTENTION, Level.NOTE: Tone.BRAND})
RELATIONS: Final = (
    ("spouse", N_("Husband or wife")),
    ("child", N_("Child")),
    ("parent", N_("Parent")),
    ("sibling", N_("Brother or sister")),
    ("relative", N_("Other relative")),
    ("neighbour", N_("Neighbour")),
    ("village", N_("Village officer")),
)


def verdict(t: Translator, seen: Seen, *, just_paid: bool) -> tuple[str, Tone]:
    """The one line that is read from two metres: whether the money may be handed out."""
    if just_paid:
        return t("PAID. Next one, please."), Tone.GOOD
    if not seen.payable:
        paid = seen.state is PaymentState.PAID
        return t("PAID ALREADY. Do not pay.") if paid else t("DO NOT PAY"), Tone.DANGER
    if seen.needs is not Who.CARETAKER:
        heir = seen.needs is Who.HEIR
        return t("HEIR WITH PAPERS (F6)") if heir else t("PROXY WITH POWER OF ATTORNEY (F4)"), Tone.ATTENTION
    if any(warn.level is Level.HOLDS for warn in seen.warnings):
        return t("ASK FIRST, then pay"), Tone.ATTENTION
    return t("MAY BE PAID. Look at KTP and KK."), Tone.GOOD


def said(t: Translator, warn: Warn) -> str:
    return t.sentence(warn.code, warn.values)


def parts(t: Translator, seen: Seen) -> str:
    """What the amount is made of, where that is more than one thing."""
    words = {
        "flat": t("basic amount"),
        "category": t("by category"),
        "component": t("components"),
        "reduction": t("reduction by sanction"),
    }
    if len(seen.parts) < 2:
        return ""
    return " · ".join(f"{words.get(part.kind, part.kind)} {_signed(part.rupiah)}" for part in seen.parts)


def _signed(rupiah: int) -> str:
    figures = f"Rp{abs(rupiah):,}".replace(",", ".")
    return f"-{figures}" if rupiah < 0 else figures

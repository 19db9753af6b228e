"""Columns and words of the room."""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.rules.payout_paths import OrderOutcome
from desktop.services.payers.custody import CustodyRow, Holder
from desktop.services.payers.judging import JudgedRow
from desktop.services.payers.standing import PayerRow, UnreachedRow
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.wording import Translator
from desktop.wording.payers import HOLDERS, OUTCOMES, THINGS

LONG = 30
"""Days after which a card that is not with its family is worth a question."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a payer is called; the desk has no name of its own."""

    t: Translator

    def __call__(self, row: PayerRow) -> str:
        return row.payer or self.t("Cash at the desk")


@dataclass(frozen=True, slots=True)
class Families:
    """One of a payer's figures in families; nothing is shown as nothing."""

    figure: str

    def __call__(self, row: PayerRow) -> int | None:
        return getattr(row, self.figure).families or None


def _rupiah(row: PayerRow) -> int:
    return row.listed.rupiah


def payer_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Payer"), Name(t), Kind.STRONG, "Bank Banten", stretch=1),
        Column(t("Families"), Families("listed"), Kind.NUMBER, "50.000"),
        Column(t("Rupiah"), _rupiah, Kind.MONEY, "Rp99.999.999.999"),
        Column(t("Without account"), Families("without_account"), Kind.NUMBER, "50.000"),
        Column(t("To send"), Families("to_send"), Kind.NUMBER, "50.000"),
        Column(t("Sent"), Families("sent"), Kind.NUMBER, "50.000"),
        Column(t("Paid"), Families("paid"), Kind.NUMBER, "50.000"),
        Column(t("Failed"), Families("failed"), Kind.NUMBER, "50.000"),
        Column(t("No transaction"), Families("idle"), Kind.NUMBER, "50.000"),
    )


def payer_key(row: PayerRow) -> str:
    return f"{row.path} {row.payer}"


@dataclass(frozen=True, slots=True)
class Outcome:
    t: Translator

    def __call__(self, row: UnreachedRow) -> ChipValue:
        tone = Tone.DANGER if row.outcome is OrderOutcome.FAILED else Tone.ATTENTION
        return ChipValue(self.t(OUTCOMES[row.outcome]), tone)


def _name(row: UnreachedRow) -> str:
    return row.name


def _card(row: UnreachedRow) -> str:
    return row.card


def _village(row: UnreachedRow) -> str:
    return row.village


def _payer(row: UnreachedRow) -> str:
    return row.payer


def _why(row: UnreachedRow) -> str:
    return row.reason or row.told


def unreached_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH", stretch=2),
        Column(t("Card"), _card, Kind.MONO, "JSR-36.01-000127"),
        Column(t("Village"), _village, sample="Sukamaju", stretch=1),
        Column(t("Payer"), _payer, sample="Bank Banten"),
        Column(t("Outcome"), Outcome(t), Kind.CHIP, max((t(word) for word in OUTCOMES.values()), key=len)),
        Column(t("Reason"), _why, sample="Rekening tidak aktif", stretch=2),
    )


def unreached_key(row: UnreachedRow) -> object:
    return row.id


def _row(row: JudgedRow) -> int:
    return row.row.row


def _said_name(row: JudgedRow) -> str:
    return row.name or row.row.name


def _number(row: JudgedRow) -> str:
    return next((value for value in row.row.keys.values() if value), "")


@dataclass(frozen=True, slots=True)
class Wrong:
    t: Translator

    def __call__(self, row: JudgedRow) -> str:
        return " ".join(self.t.sentence(problem.code, problem.values) for problem in row.problems)


def wrong_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Row"), _row, Kind.NUMBER, "50.000"),
        Column(t("Number"), _number, Kind.MONO, "3601015203840001"),
        Column(t("Name"), _said_name, Kind.STRONG, "SITI NURHALIMAH"),
        Column(t("What is wrong"), Wrong(t), sample="Baris ini tidak menyatakan hasil", stretch=3),
    )


@dataclass(frozen=True, slots=True)
class HeldBy:
    t: Translator

    def __call__(self, row: CustodyRow) -> ChipValue:
        if row.holder is Holder.FAMILY:
            tone = Tone.GOOD
        elif row.holder is Holder.LOST or row.days >= LONG:
            tone = Tone.DANGER
        else:
            tone = Tone.ATTENTION
        return ChipValue(self.t(HOLDERS[row.holder]), tone)


@dataclass(frozen=True, slots=True)
class What:
    t: Translator

    def __call__(self, row: CustodyRow) -> str:
        return self.t(THINGS[row.what])


@dataclass(frozen=True, slots=True)
class Days:
    """For how many days; what is with its family is where it belongs."""

    t: Translator

    def __call__(self, row: CustodyRow) -> str:
        if row.holder is Holder.FAMILY:
            return ""
        return self.t.many("{shown} day", "{shown} days", row.days, shown=number(row.days))


def _caretaker(row: CustodyRow) -> str:
    return row.caretaker


def _held_card(row: CustodyRow) -> str:
    return row.card


def _holder_name(row: CustodyRow) -> str:
    return row.name


def _on(row: CustodyRow) -> object:
    return row.on


def _receipt(row: CustodyRow) -> str:
    return row.receipt


def custody_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Name"), _caretaker, Kind.STRONG, "SITI NURHALIMAH", stretch=2),
        Column(t("Card"), _held_card, Kind.MONO, "JSR-36.01-000127"),
        Column(t("Card or passbook"), What(t), sample=max((t(word) for word in THINGS.values()), key=len)),
        Column(t("Held by"), HeldBy(t), Kind.CHIP, max((t(word) for word in HOLDERS.values()), key=len)),
        Column(t("Name of the holder"), _holder_name, sample="Dewi Lestari", stretch=1),
        Column(t("Since"), _on, Kind.DATE),
        Column(t("Away from the family"), Days(t), sample="1.000 hari"),
        Column(t("Hand-over receipt"), _receipt, sample="9999/2026"),
    )


def custody_key(row: CustodyRow) -> object:
    return row.id

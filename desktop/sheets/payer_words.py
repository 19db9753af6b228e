"""What a payer's words for outcomes and reasons mean: those a layout knows, and those a person explained."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from desktop.errors import Refused
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import OTHER, Reasons, plain
from desktop.sheets.headings import certain_code

_BETWEEN, _LONGEST_TOLD = "/", 200
SAYABLE = (OrderOutcome.PAID, OrderOutcome.FAILED, OrderOutcome.IDLE)


class WordKind(StrEnum):
    STATUS = "status"  # what became of the payment
    REASON = "reason"  # why it failed


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word of a payer, reduced to what tells it from others: "RC 51" and "rc-51" are one."""

    kind: WordKind
    text: str


def word(kind: WordKind, written: str) -> Word:
    return Word(kind, certain_code(written) if kind is WordKind.STATUS else plain(written))


def read_meaning(kind: WordKind, meaning: str, reasons: Reasons) -> str:
    """Check what a word is said to mean: "paid", "idle", "failed", "failed/blocked"; of a reason only its code."""
    outcome, _, code = meaning.partition(_BETWEEN) if kind is WordKind.STATUS else ("", "", meaning)
    codes = {one.code for one in reasons.all}
    if kind is WordKind.STATUS and outcome not in set(SAYABLE):
        raise Refused("payers.word_meaning", value=meaning)
    if (code or kind is WordKind.REASON) and code not in codes:
        raise Refused("payers.word_meaning", value=meaning)
    if code and kind is WordKind.STATUS and outcome != OrderOutcome.FAILED:
        raise Refused("payers.word_meaning", value=meaning)
    return meaning


def refuse_known(written: str, meaning: str, layouts: Iterable[Mapping[str, OrderOutcome]], reasons: Reasons) -> None:
    """Refuse another meaning for a word for an outcome that the program knows."""
    known = {layout[code] for layout in layouts if (code := certain_code(written)) in layout}
    if not known and reasons.code_of(written):
        known = {OrderOutcome.FAILED}
    if known and meaning.partition(_BETWEEN)[0] not in known:
        raise Refused("payers.word_known", word=written)


@dataclass(frozen=True, slots=True)
class Told:
    """What a row says: outcome, coded reason, the payer's words, and which of them nobody knows."""

    outcome: OrderOutcome | None
    reason: str
    told: str
    unknown: WordKind | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A layout's words with the reasons every payer may give, and before both what a person said of this payer's."""

    layout: Mapping[str, OrderOutcome]  # by `certain_code`
    reasons: Reasons
    said: Mapping[Word, str] = field(default_factory=dict)

    def read(self, status: str, reason: str) -> Told:
        told = " · ".join(part for part in (status, reason) if part)[:_LONGEST_TOLD]
        coded = self._reason(reason)
        outcome, by_status = self._outcome(status) if status else (None, "")
        if outcome is None:
            return Told(None, "", told, WordKind.STATUS if status else None)
        if outcome is not OrderOutcome.FAILED:
            return Told(outcome, "", told)
        unknown = WordKind.REASON if plain(reason) and not coded else None
        return Told(outcome, coded or by_status or OTHER, told, unknown)

    def _reason(self, written: str) -> str:
        if not plain(written):
            return ""  # a dash says nothing
        return self._listed(self.said.get(word(WordKind.REASON, written), "")) or self.reasons.code_of(written)

    def _listed(self, code: str) -> str:
        """A code said long ago may have left the list since; then nobody would find a word for it."""
        return code if any(one.code == code for one in self.reasons.all) else ""

    def _outcome(self, status: str) -> tuple[OrderOutcome | None, str]:
        """What the program knows goes before what a person said: nobody alone makes "gagal" mean paid."""
        meaning = self.said.get(word(WordKind.STATUS, status), "")
        outcome, _, code = meaning.partition(_BETWEEN)
        # Some payers write the reason where the word stands.
        by_reason = self.reasons.code_of(status)
        known = self.layout.get(certain_code(status)) or (OrderOutcome.FAILED if by_reason else None)
        if known is None:
            return (OrderOutcome(outcome), self._listed(code)) if outcome else (None, "")
        return known, (self._listed(code) if known == outcome else "") or by_reason

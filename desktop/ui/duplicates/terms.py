"""The words of the desk: why two stand together, what is compared, and what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from desktop.rules.likeness import Aspect, Degree, Hint
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.duplicates.comparing import Line
from desktop.services.duplicates.keeping import Decision
from desktop.services.duplicates.listing import PairRow, State
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day
from desktop.wording import N_, Translator, records
from desktop.wording.duplicates import RULES

NOTHING = "-"

STATES: tuple[tuple[State, str], ...] = (
    (State.OPEN, N_("To decide")),
    (State.LATER, N_("Put off")),
    (State.SAME, N_("Decided: the same")),
    (State.DIFFERENT, N_("Decided: different")),
)
DECISIONS: dict[Decision, tuple[str, Tone]] = {
    Decision.SAME: (N_("The same"), Tone.DANGER),
    Decision.DIFFERENT: (N_("Two people"), Tone.GOOD),
    Decision.LATER: (N_("Put off"), Tone.ATTENTION),
    Decision.GONE: (N_("No longer alike"), Tone.NEUTRAL),
}
DEGREES: dict[Degree, tuple[str, Tone]] = {
    Degree.EQUAL: (N_("Equal"), Tone.BRAND),
    Degree.ALIKE: (N_("Similar"), Tone.ATTENTION),
    Degree.DIFFERENT: (N_("Different"), Tone.NEUTRAL),
}
HINTS: dict[Hint, str] = {
    Hint.SPELLING: N_("spelled differently"),
    Hint.SWAPPED: N_("day and month swapped"),
    Hint.ONE_DIGIT: N_("one digit apart"),
    Hint.FILLER: N_("1 January or 31 December"),
    Hint.FROM_AGE: N_("worked out from an age"),
    Hint.DISTRICT: N_("same district"),
}
COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        Aspect.BIRTH: "birth_date",
        Aspect.MOTHER: "mother_name",
        Aspect.VILLAGE: "village_code",
        Aspect.KK: "no_kk",
        "card": "card_number",
        "account": "accounts",
    }
)
"""Columns of the records that are compared under another name."""


def key(row: PairRow) -> UUID:
    return row.id


def names(row: PairRow) -> str:
    """Both names, or the one they share."""
    return row.one if row.one == row.other else f"{row.one} · {row.other}"


def what(t: Translator, compared: str) -> str:
    """What is compared, by the name its column has everywhere."""
    return t(records.FIELDS[COLUMNS.get(compared, compared)])


def value(t: Translator, shown: object) -> str:
    """A value of the comparison in words; nothing is a dash."""
    if isinstance(shown, date):
        return full_day(t, shown)
    if isinstance(shown, Sex):
        return t(records.SEXES[shown])
    if isinstance(shown, Relation):
        return t(records.RELATIONS[shown])
    if isinstance(shown, Presence):
        return t(records.PRESENCES[shown])
    return str(shown) if shown else NOTHING


def telling(line: Line) -> bool:
    """Whether a line has anything to show."""
    return bool(line.one or line.other)


@dataclass(frozen=True, slots=True)
class _Rule:
    t: Translator

    def __call__(self, row: PairRow) -> str:
        return self.t(RULES[row.rule])


def _score(row: PairRow) -> int:
    return row.score


def columns(t: Translator) -> Sequence[Column]:
    longest = max((t(word) for word in RULES.values()), key=len)
    return (
        Column(t("People"), names, Kind.STRONG, "Siti Nurhalimah", stretch=1),
        Column(t("Why"), _Rule(t), sample=longest),
        Column(t("Score"), _score, Kind.NUMBER, "100"),
    )

"""What lists say, in words: outcomes as chips, and everything else a result holds as short phrases."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

from desktop.rules.official_lists import Difference, ListOutcome
from desktop.services.official_lists.answers import Said
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.wording import N_, Translator
from desktop.wording.official_lists import FIELDS, OUTCOMES

TONES = MappingProxyType(
    {
        ListOutcome.MATCH.value: Tone.GOOD,
        ListOutcome.DIFFERS.value: Tone.ATTENTION,
        ListOutcome.NOT_FOUND.value: Tone.ATTENTION,
        ListOutcome.DIED.value: Tone.DANGER,
        ListOutcome.LISTED.value: Tone.BRAND,
        ListOutcome.ENDED.value: Tone.NEUTRAL,
    }
)
WAITING = MappingProxyType(
    {
        "listed_death": N_("Died by the list"),
        "listed_staff": N_("Staff of social work"),
        "listed_civil": N_("Civil servant"),
    }
)


def outcome_chip(t: Translator, outcome: str) -> ChipValue:
    return ChipValue(t(OUTCOMES[outcome]), TONES[outcome])


def said_words(t: Translator, said: Said) -> str:
    """Everything a result holds, on one line."""
    return " · ".join(said_parts(t, said))


def said_parts(t: Translator, said: Said) -> Iterator[str]:
    """What differs first, for that is what one looks for."""
    for each in said.differs:
        yield difference_words(t, each)
    for name, value in said.facts.items():
        if name != "word":
            yield f"{t(FIELDS.get(name, name))}: {fact(t, name, value)}"
    for aid, holds in said.receives.items():
        yield f"{aid.upper()}: {t('Yes') if holds else t('No')}"
    if "word" in said.facts:
        yield f"\u201c{said.facts['word']}\u201d"


def difference_words(t: Translator, each: Difference) -> str:
    name = t(FIELDS.get(each.field, each.field))
    return t(
        "{field}: here {ours}, in the list {theirs}",
        field=name,
        ours=fact(t, each.field, each.ours),
        theirs=fact(t, each.field, each.theirs),
    )


def fact(t: Translator, name: str, value: str) -> str:
    """A day as people read it, anything else as it is kept."""
    if name in ("birth_date", "died_on"):
        return day(t, date.fromisoformat(value))
    return value

"""Words of the exchange: names of offices, states as chips, totals as figures."""

from collections.abc import Mapping
from datetime import datetime

from desktop.services.exchange.arrivals import ArrivedState
from desktop.services.exchange.registers import SentRow, SentState
from desktop.services.exchange.trusting import Trust
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day, number
from desktop.ui.screen import Bench
from desktop.wording import Translator

FAMILY, MEMBER, VISIT, PAYMENT = "household", "member", "visit", "payment"
MEGABYTE = 1_000_000


def office(bench: Bench, code: str) -> str:
    """Name of an office by its code; the code itself where no such area is known."""
    area = bench.shared.gazetteer.area(code)
    if area is None:
        return bench.t("Office {code}", code=code)
    return area.name if "." in code else bench.t("Province of {name}", name=area.name)


def office_with_code(bench: Bench, code: str) -> str:
    return f"{office(bench, code)} ({code})"


def moment(bench: Bench, at: datetime) -> str:
    """Day and time as the office's clock shows it."""
    local = bench.desk.local(at)
    return f"{day(bench.t, local.date())}, {local:%H.%M}"


def size(bytes_: int) -> str:
    """Size of a file as people say it."""
    if bytes_ >= MEGABYTE:
        return f"{bytes_ / MEGABYTE:.1f} MB".replace(".", ",")
    return f"{number(max(1, round(bytes_ / 1_000)))} kB"


def short_code(digest: str) -> str:
    """The beginning of a check code, in groups that can be read aloud."""
    return " ".join(digest[at : at + 4] for at in range(0, 16, 4)) + " …"


def sent_chip(t: Translator, row: SentRow) -> ChipValue:
    """What became of a package: one that waits too long says so."""
    if row.state is SentState.RECEIVED:
        return ChipValue(t("Received"), Tone.GOOD)
    if row.state is SentState.REFUSED:
        return ChipValue(t("Refused there"), Tone.DANGER)
    if row.state is SentState.COPIED:
        return ChipValue(t("Copied"), Tone.ATTENTION if row.late else Tone.BRAND)
    return ChipValue(t("Not copied yet"), Tone.ATTENTION)


def sent_words(t: Translator) -> tuple[str, ...]:
    return t("Received"), t("Refused there"), t("Copied"), t("Not copied yet")


def arrived_chip(t: Translator, state: ArrivedState) -> ChipValue:
    if state is ArrivedState.TAKEN:
        return ChipValue(t("Taken in"), Tone.GOOD)
    if state is ArrivedState.REFUSED:
        return ChipValue(t("Refused"), Tone.DANGER)
    return ChipValue(t("Waits"), Tone.ATTENTION)


def arrived_words(t: Translator) -> tuple[str, ...]:
    return t("Taken in"), t("Refused"), t("Waits")


def trust_chip(t: Translator, trust: Trust) -> ChipValue:
    if trust is Trust.CONFIRMED:
        return ChipValue(t("Trusted"), Tone.GOOD)
    if trust is Trust.ENDED:
        return ChipValue(t("Ended"), Tone.NEUTRAL)
    if trust is Trust.FOLLOWED:
        return ChipValue(t("Replaced"), Tone.NEUTRAL)
    if trust is Trust.ENDING:
        return ChipValue(t("To be ended"), Tone.DANGER)
    return ChipValue(t("Waits for a second person"), Tone.ATTENTION)


def trust_words(t: Translator) -> tuple[str, ...]:
    return t("Trusted"), t("Ended"), t("Replaced"), t("To be ended"), t("Waits for a second person")


def waits(t: Translator, row: SentRow) -> str:
    """How long the receiver has said nothing of it."""
    if row.waits is None:
        return ""
    return t.many("{shown} day", "{shown} days", row.waits, shown=number(row.waits))


def counted(t: Translator, totals: Mapping[str, int]) -> list[tuple[str, str, str]]:
    """Families, members, visits and payments of a package: kind, name and figure of each."""
    names = ((FAMILY, t("Families")), (MEMBER, t("Members")), (VISIT, t("Visits")), (PAYMENT, t("Payments")))
    return [(kind, name, number(totals.get(kind, 0))) for kind, name in names]


def became(t: Translator, counts: Mapping[str, Mapping[str, int]], kind: str) -> str:
    """What becomes of the rows of a kind, or became of them."""
    said = (("new", t("{count} new")), ("changed", t("{count} changed")), ("apart", t("{count} differ")))
    found = [word.format(count=number(counts[name][kind])) for name, word in said if counts.get(name, {}).get(kind)]
    return ", ".join(found) or t("all known")

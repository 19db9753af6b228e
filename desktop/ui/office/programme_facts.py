"""What a programme year says, as pairs of a name and a value; what no source says is said to be unsaid."""

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.rules.programme_year import Eligibility, ProgrammeYear, Rate, Scheme, TrancheRule
from desktop.rules.terms import Component
from desktop.ui.kit.words import day, number, rupiah
from desktop.wording import N_, Translator
from desktop.wording.terms import CATEGORIES, SANCTIONS

COMPONENTS = {
    Component.PREGNANT: N_("Pregnant"),
    Component.UNDER_FIVE: N_("Under five"),
    Component.PRIMARY: N_("Primary"),
    Component.JUNIOR: N_("Junior"),
    Component.SENIOR: N_("Senior"),
    Component.ELDERLY: N_("Elderly"),
    Component.DISABLED: N_("Disability"),
}
SCHEMES = {
    Scheme.FLAT: N_("The same for every family"),
    Scheme.BY_CATEGORY: N_("By the category of the family"),
    Scheme.PER_COMPONENT: N_("By the members that count"),
}
FIELDS = {
    "amount": N_("Amount"),
    "channels": N_("Paid out by"),
    "components": N_("Members that count"),
    "components.elderly_from": N_("Age of the elderly"),
    "eligibility": N_("Who is entitled"),
    "fund": N_("Fund"),
    "rates": N_("Amount"),
    "sanctions": N_("Sanctions"),
    "total_quota": N_("Quota"),
    "tranches": N_("Tranches"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the panel; `said` is false where no source says it."""

    name: str
    value: str
    said: bool = True


def facts(t: Translator, year: ProgrammeYear, area: str) -> list[Fact]:
    """Everything a year says to an office of this area."""
    quota = year.quota(area)
    pairs = [
        (t("Fund"), year.fund),
        (t("Amount"), "\n".join(_amounts(t, year))),
        (t("Tranche"), "\n".join(_tranche(t, year, one) for one in year.tranches)),
        (t("Quota of this office"), "" if quota is None else t("{count} families", count=number(quota))),
        (t("Quota of all"), "" if year.total_quota is None else t("{count} families", count=number(year.total_quota))),
        (t("Paid out by"), year.channel(area)),
        (t("Who is entitled"), "\n".join(_entitled(t, year.eligibility))),
        (t("Members that count"), ", ".join(_counted(t, year))),
        (t("Commitments"), "\n".join(_duties(t, year))),
        (t("Sanctions"), "\n".join(_ladder(t, year))),
        (t("Membership"), _count(t("{count} years"), year.membership_years)),
        (t("Money not collected goes back after"), _count(t("{count} days"), year.uncashed_days)),
        (t("Card number"), year.card_pattern),
        (t("Legal basis"), "\n".join(year.legal_basis)),
        (t("Sources"), "\n".join(year.sources)),
    ]
    unsaid = t("No source says it")
    return [Fact(name, value or unsaid, bool(value)) for name, value in pairs]


def empty_amounts(t: Translator, year: ProgrammeYear) -> str:
    """Sentence on amounts that nobody has said and on which nothing can be drafted; "" where all are there."""
    if not year.tranches:
        return t("No source says in which tranches it was paid: no list can be drafted.")
    if year.scheme is Scheme.FLAT:
        empty = [str(one.number) for one in year.tranches if one.amount is None]
        if empty:
            which = ", ".join(empty)
            return t("No source says the amount of tranche {tranches}: no list can be drafted for it.", tranches=which)
    elif any(rate.amount is None for rate in year.rates) or not year.rates:
        return t("No source says every amount: no list can be drafted.")
    return ""


def unsure(t: Translator, year: ProgrammeYear) -> str:
    """Names of what is inferred rather than said by a source."""
    names = dict.fromkeys(t(FIELDS[name]) if name in FIELDS else name for name in year.unsure)
    return t("Inferred, not said by a source: {fields}.", fields=", ".join(names)) if names else ""


def _amounts(t: Translator, year: ProgrammeYear) -> Iterator[str]:
    if year.amount is not None:
        yield t("{amount} per family and year", amount=rupiah(year.amount))
    if year.amount is not None or year.rates:
        yield t(SCHEMES[year.scheme])
    for rate in year.rates:
        yield _rate(t, rate)
    if year.most_people is not None:
        yield t("At most {count} members of a family count", count=year.most_people)


def _rate(t: Translator, rate: Rate) -> str:
    names = {**CATEGORIES, **{str(one): word for one, word in COMPONENTS.items()}}
    name = t(names[rate.key]) if rate.key in names else rate.key
    amount = t("no amount said") if rate.amount is None else rupiah(rate.amount)
    most = "" if rate.at_most is None else " · " + t("at most {count}", count=rate.at_most)
    return f"{name}: {amount}{most}"


def _tranche(t: Translator, year: ProgrammeYear, one: TrancheRule) -> str:
    parts = [t("Tranche {number}", number=one.number)]
    if one.amount is not None:
        parts.append(rupiah(one.amount))
    elif year.scheme is Scheme.FLAT:
        parts.append(t("no amount said"))
    window = " - ".join(day(t, end) for end in (one.window_start, one.window_end) if end is not None)
    return " · ".join([*parts, window] if window else parts)


def _entitled(t: Translator, asked: Eligibility) -> Iterator[str]:
    rules = (
        (asked.registered, t("In the register of the poor")),
        (asked.component, t("At least one member counts")),
        (asked.without_pkh, t("Without PKH")),
        (asked.without_other_aid, t("Without other aid")),
    )
    return (sentence for on, sentence in rules if on)


def _counted(t: Translator, year: ProgrammeYear) -> Iterator[str]:
    rules = year.components
    for one in rules.counted:
        name = t(COMPONENTS[one])
        if one is Component.ELDERLY and rules.elderly_from is not None:
            name += " " + t("(from {age} years)", age=rules.elderly_from)
        yield name


def _duties(t: Translator, year: ProgrammeYear) -> Iterator[str]:
    """The texts are Indonesian in every language, as they stand on paper."""
    seen: dict[str, list[str]] = {}
    for duty in year.duties:
        named = t(COMPONENTS[Component(duty.component)]) if duty.component in set(Component) else t("Family")
        seen.setdefault(duty.text, []).append(named)
    return (f"{', '.join(names)}: {text}" for text, names in seen.items())


def _ladder(t: Translator, year: ProgrammeYear) -> Iterator[str]:
    for one in year.sanctions:
        percent = "" if one.percent is None else f" {one.percent} %"
        yield f"{one.step}. {t(SANCTIONS[one.kind])}{percent}"


def _count(pattern: str, count: int | None) -> str:
    return "" if count is None else pattern.format(count=count)

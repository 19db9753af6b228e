"""How fields, values and actions of a family's records are told to a person."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final
from uuid import UUID

from desktop.rules.nik import mask
from desktop.services.families.asof import Difference
from desktop.ui.families.terms import LEVELS, MARITALS, PRESENCES, RELATIONS, SCHOOLINGS, SEXES
from desktop.ui.kit.words import day
from desktop.wording import N_, Translator
from desktop.wording.life import EVENTS
from desktop.wording.terms import ENROLMENT

FIELDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "no_kk": N_("No KK"),
        "address": N_("Address"),
        "hamlet": N_("Hamlet"),
        "rt": N_("RT"),
        "rw": N_("RW"),
        "village_code": N_("Village"),
        "phone": N_("Phone"),
        "receives_pkh": N_("Receives PKH"),
        "caretaker": N_("Caretaker"),
        "latitude": N_("Latitude"),
        "longitude": N_("Longitude"),
        "poverty_percentile": N_("Place in the poverty register"),
        "poverty_source": N_("Poverty register"),
        "household_id": N_("Family"),
        "name": N_("Name"),
        "nik": N_("NIK"),
        "sex": N_("Sex"),
        "birth_place": N_("Birth place"),
        "birth_date": N_("Birth date"),
        "relation": N_("Relation"),
        "marital": N_("Marital status"),
        "schooling": N_("Schooling"),
        "school_level": N_("School level"),
        "school_class": N_("Class"),
        "pregnant": N_("Pregnant"),
        "disability": N_("Severe disability"),
        "works": N_("Works"),
        "occupation": N_("Occupation"),
        "mother_name": N_("Mother's name"),
        "father_name": N_("Father's name"),
        "presence": N_("Presence"),
        "status": N_("Status"),
        "card_number": N_("Card"),
        "category": N_("Category"),
    }
)
LIVED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "accounts": N_("Account"),
        "housing": N_("Housing"),
        "aids": N_("Other aid"),
        "place": N_("Place on the map"),
        "living": N_("School, health, work and papers"),
    }
)
TERMS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "sex": {str(key): word for key, word in SEXES.items()},
        "relation": {str(key): word for key, word in RELATIONS.items()},
        "marital": {str(key): word for key, word in MARITALS.items()},
        "schooling": {str(key): word for key, word in SCHOOLINGS.items()},
        "school_level": LEVELS,
        "presence": {str(key): word for key, word in PRESENCES.items()},
        "status": ENROLMENT,
    }
)
NUMBERS: Final = frozenset({"nik", "no_kk"})
ACTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "family.register": N_("Registered"),
        "family.save": N_("Changed"),
        "import.accept": N_("From an import"),
        "demo.families": N_("Made for practice"),
        "tranche.create": N_("By a list of a tranche"),
        "tranche.approve": N_("By a list of a tranche"),
    }
)


def action_words(t: Translator, action: str) -> str:
    """What was done, for a heading; an event by its own name."""
    kind, _, what = action.partition(".")
    if kind == "life":
        return t(EVENTS.get(what, N_("Changed")))
    if kind == "enrolment":
        return t("Status: {status}", status=t(ENROLMENT.get(what, what)))
    return t(ACTIONS.get(action, N_("Changed")))


def told(t: Translator, changed: Iterable[Difference]) -> Iterator[str]:
    """One line for each difference: whose, which field, from what to what."""
    for one in changed:
        whose = f"{one.person}: " if one.person else ""
        if one.field == "enrolment":
            yield t("joined the programme {name}", name=one.person)
        elif one.field in ("household", "member"):
            yield t("{whose} was entered", whose=one.person or t("The family"))
        elif one.field == "household_id":
            yield whose + t("changed the family")
        elif one.field in LIVED:
            yield whose + t("{what} not as now", what=t(LIVED[one.field]))
        elif one.field in FIELDS:
            then, now = value(t, one.field, one.then), value(t, one.field, one.now)
            yield f"{whose}{t(FIELDS[one.field])}: {then} → {now}"


def value(t: Translator, field: str, kept: object) -> str:
    """A value as a person reads it; numbers of people are masked."""
    if kept is None or kept == "":
        return "-"
    if isinstance(kept, bool):
        return t("Yes") if kept else t("No")
    if isinstance(kept, date):
        return day(t, kept)
    if isinstance(kept, UUID):
        return "…"
    if field in NUMBERS:
        return mask(str(kept))
    return t(TERMS.get(field, {}).get(str(kept), "")) or str(kept)

"""What the columns of a family's records, the codes in them and the actions that change them are called."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.importing import FIELDS as COLUMNS
from desktop.wording.terms import CATEGORIES, ENROLMENT
from desktop.wording.translator import N_

SEXES: Mapping[str, str] = MappingProxyType({"L": N_("Male"), "P": N_("Female")})

RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "head": N_("Head of family"),
        "spouse": N_("Wife or husband"),
        "child": N_("Child"),
        "child_in_law": N_("Child-in-law"),
        "grandchild": N_("Grandchild"),
        "parent": N_("Parent or parent-in-law"),
        "servant": N_("Household help"),
        "other": N_("Other"),
    }
)

MARITALS: Mapping[str, str] = MappingProxyType(
    {
        "single": N_("Not married"),
        "married": N_("Married"),
        "divorced": N_("Divorced"),
        "widowed": N_("Widowed"),
    }
)

SCHOOLINGS: Mapping[str, str] = MappingProxyType(
    {"never": N_("Never at school"), "attending": N_("At school"), "left": N_("No longer at school")}
)

LEVELS: Mapping[str, str] = MappingProxyType(
    {
        "primary": N_("SD, MI, Paket A"),
        "junior": N_("SMP, MTs, Paket B"),
        "senior": N_("SMA, SMK, MA, Paket C"),
        "tertiary": N_("College"),
    }
)

PRESENCES: Mapping[str, str] = MappingProxyType(
    {
        "living_here": N_("Lives here"),
        "died": N_("Died"),
        "moved": N_("Moved away"),
        "not_found": N_("Not found"),
        "withdrawn": N_("Entered by mistake"),
    }
)

CODES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "sex": SEXES,
        "relation": RELATIONS,
        "marital": MARITALS,
        "schooling": SCHOOLINGS,
        "school_level": LEVELS,
        "presence": PRESENCES,
        "status": ENROLMENT,
        "category": CATEGORIES,
    }
)
"""Words for the codes of a column."""

_AS_IMPORTED = (
    *("no_kk", "address", "hamlet", "rt", "rw", "village_code", "phone", "receives_pkh", "latitude", "longitude"),
    *("poverty_source", "name", "nik", "sex", "birth_place", "birth_date", "marital", "schooling", "school_level"),
    *("school_class", "pregnant", "works", "occupation", "mother_name", "father_name", "presence"),
    *("education", "school_name", "school_npsn", "nisn", "due_on", "pregnancies", "chronic_illness", "work_status"),
    *("work_field", "papers", "in_family_card", "religion"),
)

FIELDS: Mapping[str, str] = MappingProxyType(
    {name: COLUMNS[name] for name in _AS_IMPORTED}
    | {
        "caretaker": N_("Caretaker"),
        "poverty_percentile": N_("Place in the poverty register"),
        "household_id": N_("Family"),
        "relation": N_("Relation"),
        "disability": N_("Severe disability"),
        "status": N_("Status"),
        "card_number": N_("Card"),
        "category": N_("Category"),
        "accounts": N_("Account"),
        "aids": N_("Other aid"),
    }
)

LIVED: Mapping[str, str] = MappingProxyType(
    {
        "accounts": N_("Account"),
        "housing": N_("Housing"),
        "aids": N_("Other aid"),
        "place": N_("Place on the map"),
        "living": N_("School, health, work and papers"),
    }
)
"""How a family lives, as a whole."""

CHANGED = N_("Changed")
ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "family.register": N_("Registered"),
        "family.save": CHANGED,
        "import.accept": N_("From an import"),
        "import.undo": N_("An import was undone"),
        "list.accept": N_("From a list of another office"),
        "list.offers_taken": N_("From a list of another office"),
        "list.task_closed": N_("From a list of another office"),
        "validation.record": N_("Result of the validation"),
        "minutes.make": N_("By minutes of the validation"),
        "waiting.promote": N_("From the waiting list"),
        "enrolment.enrol": N_("Entered into a programme"),
        "duplicates.close_family": N_("Closed, because it was entered twice"),
        "duplicates.reopen_family": N_("Opened again"),
        "demo.families": N_("Made for practice"),
        "demo.field_work": N_("Made for practice"),
        "tranche.create": N_("By a list of a tranche"),
        "tranche.approve": N_("By a list of a tranche"),
    }
)
"""What was done, by its name in the log; events and steps of an enrolment have words of their own."""

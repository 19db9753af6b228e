"""Sentences, words and fields of the lists of other offices."""

from collections.abc import Mapping
from types import MappingProxyType

from desktop.wording.translator import N_

SENTENCES = {
    "list.field_twice": N_('Two columns are said to be "{field}". Choose one of them, and leave the other out.'),
    "list.unknown_field": N_('"{field}" is not a field of this kind of list. Choose one of: {fields}.'),
    "list.nobody_to_find": N_(
        "Nobody can be found by these columns. Say which column is the NIK, or the No KK, or name and birth date."
    ),
    "list.unknown_word": N_(
        'The result "{value}" is not known, so nothing is kept of this row. Correct the word in the file, and hold the'
        " file against the register again."
    ),
    "list.no_word": N_(
        "The result is empty, so nothing is kept of this row. Ask for the result, and hold the file against the"
        " register again."
    ),
    "list.contradicts": N_(
        "Row {other} says something else of the same person. The graver of both is kept and this row is left out; ask"
        " the office that made the list which one holds."
    ),
    "list.no_source": N_("The list has no source. Say whose list it is, for instance DTSEN, PKH or Dukcapil."),
    "list.day_to_come": N_("The list cannot be of {day}, a day to come. Enter the day it was made."),
    "list.no_rows": N_("There is no row below the headings. Choose the file that holds the list."),
    "list.office_changed": N_(
        "Families were saved or lists kept since this was worked out, and they change it. Nothing was kept; look at it"
        " again."
    ),
    "list.not_asked": N_("Row {row} was not asked about this family. Hold the list against the register again."),
    "list.unknown": N_("This list is not in the office. Open the lists again."),
    "list.reason_needed": N_("Say in a few words what was found, so that others can follow it."),
    "list.nobody_meant": N_("{name} means nobody of this office. Check which file and which columns it is."),
    "list.map_unreadable": N_('{name} is no list of columns. Write it as JSON: {{"heading": "field"}}.'),
    "list.task_unknown": N_("This is not a person who waits to be looked into. Open the lists again."),
}

KINDS = MappingProxyType(
    {
        "dukcapil": N_("Civil registry (Dukcapil)"),
        "poverty_register": N_("Poverty register"),
        "other_aid": N_("Recipients of another aid"),
        "staff": N_("Staff of social work"),
        "civil_servants": N_("Civil servants, army, police"),
    }
)

OUTCOMES = MappingProxyType(
    {
        "match": N_("Agrees"),
        "differs": N_("Does not agree"),
        "not_found": N_("Not found"),
        "died": N_("Died"),
        "listed": N_("In the list"),
        "ended": N_("No longer"),
    }
)

FOUND_BY = MappingProxyType({"nik": N_("NIK"), "no_kk": N_("No KK"), "name": N_("Name, birth date")})

QUESTIONS = MappingProxyType(
    {
        "several": N_("Several of ours have this number"),
        "other_name": N_("The number is the same, the name is another"),
        "name_only": N_("Only name and birth date are the same"),
        "not_in_family": N_("On the card of this family, which does not know the name"),
    }
)

FIELDS = MappingProxyType(
    {
        "nik": N_("NIK"),
        "no_kk": N_("No KK"),
        "name": N_("Name"),
        "birth_date": N_("Birth date"),
        "sex": N_("Sex"),
        "mother_name": N_("Mother's name"),
        "village": N_("Village"),
        "district": N_("District"),
        "status": N_("Result or status"),
        "died_on": N_("Date of death"),
        "desil": N_("Desil"),
        "percentile": N_("Percentile"),
        "number": N_("Number in the list"),
        "since": N_("Since"),
        "job": N_("Post or work"),
        "unit": N_("Office"),
        "remark": N_("Remark"),
        "word": N_("Word of the list"),
    }
)

TERMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"OfficialKind": KINDS, "ListOutcome": OUTCOMES, "FoundBy": FOUND_BY}
)

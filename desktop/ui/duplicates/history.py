"""What a family has behind it, and what was decided before, as sentences."""

from desktop.services.duplicates.history import Decided, Event, HistoryLine
from desktop.ui.duplicates.terms import DECISIONS
from desktop.ui.kit.words import day, rupiah
from desktop.wording import N_, Translator
from desktop.wording.terms import ENROLMENT

FIELDS: dict[object, str] = {
    "name": N_("Name"),
    "nik": N_("NIK"),
    "birth_date": N_("Birth date"),
    "sex": N_("Sex"),
    "mother_name": N_("Mother's name"),
}


def said(t: Translator, line: HistoryLine) -> str:
    """One line of the history, the day first."""
    return f"{day(t, line.on)} · {_what(t, line)}"


def decided(t: Translator, one: Decided) -> str:
    """One decision of the past."""
    word = t(DECISIONS[one.decision][0]) if one.decision else t("Decision taken back")
    parts = (day(t, one.at.date()), word, one.by, one.reason)
    return " · ".join(part for part in parts if part)


def _what(t: Translator, line: HistoryLine) -> str:
    values = line.values
    match line.event:
        case Event.STATUS:
            words = t(ENROLMENT.get(str(values["status"]), str(values["status"])))
            sentence = f"{words} ({values['reason']})" if values.get("reason") else words
        case Event.PAID:
            sentence = t(
                "Tranche {tranche} paid: {rupiah}", tranche=values["tranche"], rupiah=_rupiah(values["amount"])
            )
        case Event.CORRECTED:
            sentence = t("Corrected: {fields}", fields=_fields(t, values["fields"]))
        case Event.REGISTERED:
            sentence = t("Registered by {name}", name=values["by"]) if values["by"] else t("Registered")
        case Event.IMPORTED:
            sentence = t("Came with the file {name}", name=values["file"])
        case Event.CLOSED:
            sentence = t("Family closed: {reason}", reason=values["reason"])
        case Event.VISITED:
            sentence = t("Visited")
        case Event.REOPENED:
            sentence = t("Family opened again")
    return sentence


def _fields(t: Translator, names: object) -> str:
    return ", ".join(t(FIELDS[name]) for name in names) if isinstance(names, tuple) else ""


def _rupiah(amount: object) -> str:
    return rupiah(amount) if isinstance(amount, int) else ""

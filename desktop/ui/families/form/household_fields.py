"""The fields of a family's form that are about the family itself, and their values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.services.families.fields import FamilyFields
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator

NAMES = ("no_kk", "address", "hamlet", "rt", "rw", "village_code", "phone", "receives_pkh")


def household_groups(t: Translator) -> Sequence[Group]:
    return (
        Group(
            t("Family"),
            (
                Field("no_kk", t("No KK"), Kind.DIGITS, span=4, hint=t("16 digits")),
                Field("address", t("Address"), length=200, span=4),
                Field("hamlet", t("Hamlet"), length=120, span=2),
                Field("rt", t("RT"), length=8),
                Field("rw", t("RW"), length=8),
                Field("district", t("District"), Kind.CHOICE, span=2),
                Field("village_code", t("Village"), Kind.CHOICE, span=2),
                Field("phone", t("Phone"), length=32, span=4),
                Field("receives_pkh", t("Receives PKH"), Kind.ANSWER, span=4),
                Field("caretaker", t("Caretaker, who receives the money"), Kind.CHOICE, span=4),
            ),
            columns=4,
        ),
    )


def household_values(fields: FamilyFields) -> dict[str, object]:
    """Values by field name; district and village are offered once their choices are there."""
    return {name: getattr(fields, name) for name in NAMES} | {"caretaker": fields.caretaker}


def with_household(fields: FamilyFields, values: Mapping[str, Any]) -> FamilyFields:
    """The family with what stands in the fields; what cannot be read leaves the text empty."""
    texts: dict[str, Any] = {name: values.get(name) or "" for name in NAMES if name != "receives_pkh"}
    return replace(fields, **texts, receives_pkh=values.get("receives_pkh"), caretaker=values.get("caretaker"))

"""The settings of an office as groups of a form, for the assistant of the first run and the screen of settings."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from desktop.services.office_settings import Letterhead, Official, Signatories
from desktop.ui.kit.fields import Field, Group
from desktop.wording import N_, Translator

T = TypeVar("T")
OFFICIALS = {
    "head": N_("Head of the agency"),
    "budget_user": N_("Budget user (signs receipts)"),
    "treasurer": N_("Treasurer (signs receipts)"),
}


def letterhead_group(t: Translator) -> Group:
    """Fields of the letterhead, named as in the record."""
    return Group(
        t("Letterhead"),
        [
            Field(
                "government", t("Government"), length=100, span=2, help=t("Empty: made from the area of the office.")
            ),
            Field("agency", t("Agency"), length=100, required=True, span=2),
            Field("address", t("Address"), length=150, span=2),
            Field("city", t("City named before the date"), length=60),
            Field("postcode", t("Postcode"), length=5),
            Field("phone", t("Telephone"), length=40),
            Field("email", t("E-mail"), length=80),
            Field("web", t("Web site"), length=80),
        ],
    )


def officials_groups(t: Translator) -> list[Group]:
    """One group for each who signs; the names of its fields are "head.title", "head.name" ..."""
    return [
        Group(
            t(title),
            [
                Field(f"{name}.title", t("Title as printed"), length=100),
                Field(f"{name}.name", t("Name with degrees"), length=100),
                Field(f"{name}.rank", t("Rank"), length=60),
                # A NIP is printed as it is written: with or without its spaces.
                Field(f"{name}.nip", "NIP", length=25),
            ],
        )
        for name, title in OFFICIALS.items()
    ]


def flat(record: Any, before: str = "") -> dict[str, object]:
    """Values of a record by name; those of a record in it by "head.title"."""
    found: dict[str, object] = {}
    for one in fields(record):
        value = getattr(record, one.name)
        if is_dataclass(value):
            found |= flat(value, f"{before}{one.name}.")
        else:
            found[before + one.name] = value
    return found


def built(kind: type[T], values: Mapping[str, object], before: str = "") -> T:
    """Make a record from values by name; what is not named has its default."""
    made: dict[str, object] = {}
    for one in fields(kind):  # type: ignore[arg-type]
        name = before + one.name
        if is_dataclass(one.default):
            made[one.name] = built(type(one.default), values, f"{name}.")
        elif name in values:
            made[one.name] = values[name]
    return kind(**made)


__all__ = [
    "OFFICIALS",
    "Letterhead",
    "Official",
    "Signatories",
    "built",
    "flat",
    "letterhead_group",
    "officials_groups",
]

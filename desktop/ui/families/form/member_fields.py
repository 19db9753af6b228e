"""The fields of a family's form that are about one member, and their values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from desktop.rules.terms import Presence
from desktop.services.families.fields import MemberDetail
from desktop.ui.families.terms import LEVELS, MARITALS, PRESENCES, RELATIONS, SCHOOLINGS, SEXES
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator

TEXTS = ("name", "nik", "birth_place", "occupation", "mother_name", "school_level", "disability")
OTHERS = (
    "relation", "sex", "birth_date", "marital", "schooling", "school_class", "pregnant", "works", "presence",
    "presence_date",
)  # fmt: skip

Choices = Sequence[tuple[object, str]]


def member_groups(t: Translator) -> Sequence[Group]:
    return (
        Group(
            "",
            (
                Field("name", t("Name"), length=120, span=2, required=True),
                Field("nik", t("NIK"), Kind.DIGITS, span=2),
                Field("relation", t("Relation"), Kind.CHOICE, choices=_choices(t, RELATIONS)),
                Field("sex", t("Sex"), Kind.CHOICE, choices=_choices(t, SEXES)),
                Field("birth_place", t("Birth place"), length=80),
                Field("birth_date", t("Birth date"), Kind.DATE, hint=t("17/08/1985")),
                Field("marital", t("Marital status"), Kind.CHOICE, choices=_choices(t, MARITALS)),
                Field("schooling", t("Schooling"), Kind.CHOICE, choices=_choices(t, SCHOOLINGS)),
                Field("school_level", t("School level"), Kind.CHOICE, choices=[("", "-"), *_choices(t, LEVELS)[1:]]),
                Field("school_class", t("Class"), Kind.NUMBER),
                Field("pregnant", t("Pregnant"), Kind.ANSWER, span=2),
                Field("works", t("Works"), Kind.ANSWER, span=2),
                Field("disability", t("Severe disability"), Kind.CHOICE, choices=disabilities(t, "")),
                Field("occupation", t("Occupation"), length=80),
                Field("mother_name", t("Mother's name"), length=120, span=2),
                Field("presence", t("Presence"), Kind.CHOICE, choices=_choices(t, PRESENCES)[1:]),
                Field("presence_date", t("Since"), Kind.DATE),
            ),
            columns=4,
        ),
    )


def disabilities(t: Translator, code: str) -> Choices:
    """Yes, no, not known; a code of a source's own list stays what it is, for the lists of sources differ."""
    known: list[tuple[object, str]] = [("", t("Not known")), ("0", t("No")), ("1", t("Yes"))]
    if code not in ("", "0", "1"):
        known.append((code, t("Yes, code {code} of its source", code=code)))
    return known


def member_values(member: MemberDetail) -> dict[str, object]:
    return {name: getattr(member, name) for name in (*TEXTS, *OTHERS)}


def with_member(member: MemberDetail, values: Mapping[str, Any]) -> MemberDetail:
    """The member with what stands in the fields; typing over what the NIK said makes it no longer derived."""
    texts: dict[str, Any] = {name: values.get(name) or "" for name in TEXTS}
    others: dict[str, Any] = {name: values.get(name) for name in OTHERS}
    others["presence"] = others["presence"] or Presence.LIVING_HERE
    return replace(
        member,
        **texts,
        **others,
        birth_date_derived=member.birth_date_derived and others["birth_date"] == member.birth_date,
        sex_derived=member.sex_derived and others["sex"] == member.sex,
    )


def _choices(t: Translator, words: Mapping[Any, str]) -> list[tuple[object, str]]:
    return [(None, "-"), *((value, t(word)) for value, word in words.items())]

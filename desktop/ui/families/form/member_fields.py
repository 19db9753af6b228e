"""The fields of a family's form that are about one member, and their values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any

from desktop.rules.code_lists import CodeBook
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.families.fields import MemberDetail
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.wording import Translator

TEXTS = ("name", "nik", "birth_place", "occupation", "mother_name", "father_name", "school_level", "disability")
OTHERS = (
    "relation", "sex", "birth_date", "marital", "schooling", "school_class", "pregnant", "works", "presence",
    "presence_date",
)  # fmt: skip

Choices = Sequence[tuple[object, str]]


def member_groups(t: Translator, book: CodeBook) -> Sequence[Group]:
    # A letter answers it, where buttons would want the arrow keys.
    answers: Choices = ((None, t("Not known")), (True, t("Yes")), (False, t("No")))
    levels = [("", "-"), *book.choices("school_level")]
    return (
        Group(
            "",
            (
                Field("name", t("Name"), length=120, span=5, required=True),
                Field("nik", t("NIK"), Kind.DIGITS, span=4, hint=t("16 digits")),
                Field("relation", t("Relation"), Kind.CHOICE, choices=_choices(book, "relation", Relation), span=3),
                Field("sex", t("Sex"), Kind.CHOICE, choices=_choices(book, "sex", Sex), span=2),
                Field("birth_place", t("Birth place"), length=80, span=2),
                Field("birth_date", t("Birth date"), Kind.DATE, span=2),
                Field("marital", t("Marital status"), Kind.CHOICE, choices=_choices(book, "marital", Marital), span=2),
                Field("schooling", t("Schooling"), Kind.CHOICE, choices=_choices(book, "schooling", Schooling), span=3),
                Field("school_level", t("School level"), Kind.CHOICE, choices=levels, span=3),
                Field("school_class", t("Class"), Kind.NUMBER),
                Field("pregnant", t("Pregnant"), Kind.CHOICE, choices=answers, span=2),
                Field("works", t("Works"), Kind.CHOICE, choices=answers, span=2),
                Field("disability", t("Severe disability"), Kind.CHOICE, choices=disabilities(t, book, ""), span=3),
                Field("occupation", t("Occupation"), length=80, span=2),
                Field("mother_name", t("Mother's name"), length=120, span=5),
                Field("father_name", t("Father's name"), length=120, span=4),
                Field("presence", t("Presence"), Kind.CHOICE, choices=_choices(book, "presence", Presence)[1:], span=3),
                Field("presence_date", t("Since"), Kind.DATE, span=2),
            ),
            columns=9,
        ),
    )


def disabilities(t: Translator, book: CodeBook, code: str) -> Choices:
    """Not known, none, or which; a code nobody is certain of stays what it is, for the lists of sources differ."""
    return [("", t("Not known")), *book.choices("disability", code)]


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


def _choices(book: CodeBook, name: str, term: type[StrEnum]) -> list[tuple[object, str]]:
    """The codes of a list that the rules know as a term of their own."""
    return [(None, "-"), *((term(code), words) for code, words in book.choices(name))]

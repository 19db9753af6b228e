"""The fields a register file may fill, how their cells are read and which code lists fit them."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex


class Reads(Enum):
    """How a cell becomes a value."""

    TEXT = "text"
    NIK = "nik"
    KK = "kk"
    ID = "id"
    DIGITS = "digits"  # text that may have lost its leading zeros: phone, RT, RW
    DATE = "date"
    WHOLE = "whole"
    DEGREES = "degrees"
    CODE = "code"
    RAW = "raw"  # the source's own code, kept as it is


@dataclass(frozen=True, slots=True)
class Field:
    reads: Reads
    household: bool = False
    longest: int = 100  # letters of a text, digits of a padded code
    least: float = 0
    most: float = 0
    detail: bool = False  # of the person, beside what the family card says
    coded: Callable[[Any], str | int | bool] | None = None


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _detail(reads: Reads, longest: int = 32) -> Field:
    return Field(reads, longest=longest, detail=True)


def _house(reads: Reads, longest: int = 100, **more: Any) -> Field:
    return Field(reads, household=True, longest=longest, **more)


FIELDS = {
    "household_id": _house(Reads.ID, 40),
    "no_kk": _house(Reads.KK),
    "head_name": _house(Reads.TEXT),
    "address": _house(Reads.TEXT, 200),
    "hamlet": _house(Reads.TEXT),
    "sls": _house(Reads.TEXT, 200),  # "DUSUN 3, RW 03, RT 07"
    "rt": _house(Reads.DIGITS, 10),
    "rw": _house(Reads.DIGITS, 10),
    "province": _house(Reads.TEXT),
    "regency": _house(Reads.TEXT),
    "district": _house(Reads.TEXT),
    "village": _house(Reads.TEXT),
    "kemendagri_code": _house(Reads.DIGITS, 13),
    "bps_code": _house(Reads.DIGITS, 10),
    "bps_province": _house(Reads.DIGITS, 2),
    "bps_regency": _house(Reads.DIGITS, 2),
    "bps_district": _house(Reads.DIGITS, 3),
    "bps_village": _house(Reads.DIGITS, 3),
    "phone": _house(Reads.DIGITS, 30),
    "receives_pkh": _house(Reads.CODE, coded=_yes),
    "poverty_percentile": _house(Reads.WHOLE, least=0, most=100),
    "latitude": _house(Reads.DEGREES, least=-12, most=7),
    "longitude": _house(Reads.DEGREES, least=94, most=142),
    "participant": _house(Reads.ID, 40),  # NIK, No KK or household number: the file's own subject says which
    "participant_number": _house(Reads.ID, 32),
    "asked_on": _house(Reads.DATE),  # when the housing was looked at
    "member_id": Field(Reads.ID, longest=40),
    "name": Field(Reads.TEXT),
    "nik": Field(Reads.NIK),
    "sex": Field(Reads.CODE, coded=Sex),
    "birth_place": Field(Reads.TEXT),
    "birth_date": Field(Reads.DATE),
    "age": Field(Reads.WHOLE, least=0, most=130),
    "relation": Field(Reads.CODE, coded=Relation),
    "marital": Field(Reads.CODE, coded=Marital),
    "schooling": Field(Reads.CODE, coded=Schooling),
    "school_level": Field(Reads.CODE),
    "school_class": Field(Reads.WHOLE, least=1, most=13),
    "pregnant": Field(Reads.CODE, coded=_yes),
    "disability": Field(Reads.CODE),
    "works": Field(Reads.CODE, coded=_yes),
    "occupation": Field(Reads.TEXT),
    "mother_name": Field(Reads.TEXT),
    "father_name": Field(Reads.TEXT),
    "presence": Field(Reads.CODE, coded=Presence),
    "education": _detail(Reads.RAW),
    "school_name": _detail(Reads.TEXT, 120),
    "school_npsn": _detail(Reads.DIGITS, 8),
    "nisn": _detail(Reads.DIGITS, 10),
    "chronic_illness": _detail(Reads.RAW),
    "work_status": _detail(Reads.RAW),
    "work_field": _detail(Reads.RAW),
    "papers": _detail(Reads.RAW),
    "in_family_card": Field(Reads.CODE, detail=True, coded=_yes),
}
HOUSING, AID, OWN_AID = "housing", "aid", "own_aid"
# What follows the point is a question or an aid that only the layout knows: "housing.wall", "aid.pkh".
_PARTS = {
    HOUSING: _house(Reads.RAW, 60),
    AID: _house(Reads.CODE, coded=_yes),
    OWN_AID: Field(Reads.CODE, coded=_yes),
}


def field_of(name: str) -> Field:
    """Answer the field of that name; KeyError where there is none."""
    part, point, rest = name.partition(".")
    return _PARTS[part] if point and rest else FIELDS[name]


def in_parts(table: dict[str, Any]) -> dict[str, Any]:
    """Write the tables of housing and aids, which a layout has within its own, as names with a point."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if name in _PARTS and isinstance(value, dict):
            found |= {f"{name}.{rest}": one for rest, one in value.items()}
        else:
            found[name] = value
    return found

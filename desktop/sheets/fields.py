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


@dataclass(frozen=True, slots=True)
class Field:
    reads: Reads
    household: bool = False
    longest: int = 100  # letters of a text, digits of a padded code
    least: float = 0
    most: float = 0
    coded: Callable[[Any], str | int | bool] | None = None


def _yes(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


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
}

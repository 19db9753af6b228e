"""The samples that offices really exchange read as their layouts say, where they are at hand."""

import os
from datetime import date
from pathlib import Path

import pytest

from desktop.rules.terms import Relation, Schooling
from desktop.sheets.register import read_register
from tests.sheets import workbooks as made

FOLDER = Path(os.environ.get("FIELD_FILES", "field-files"))


def sample(name: str) -> Path:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"the sample {name} is not at hand (FIELD_FILES names its folder)")
    return path


def test_the_poverty_register() -> None:
    reading = read_register(sample("contoh-data-bdt2015.xlsx"), today=made.TODAY)
    assert (reading.layout, reading.header_row, len(reading.headings)) == ("bdt2015", 1, 101)
    assert (reading.total, reading.refused, reading.rows[0].row) == (7, 0, 3)
    assert {row.household.source_id for row in reading.rows} == {"520602000709810001", "520602029701010001"}
    head = reading.rows[0]
    assert head.household.area.bps_code == "5206020007"
    assert head.member.relation is Relation.HEAD
    assert head.member.birth_date_derived
    assert [row.member.schooling for row in reading.rows[:3]] == [Schooling.LEFT, Schooling.LEFT, Schooling.ATTENDING]


def test_the_population_workbook() -> None:
    reading = read_register(sample("contoh_penduduk.xlsx"), today=made.TODAY)
    assert (reading.layout, reading.total, reading.refused) == ("opensid", 97, 0)
    assert all(len(row.household.no_kk) == 16 for row in reading.rows)
    assert reading.rows[0].member.birth_date == date(1996, 3, 10)
    assert {row.household.rw for row in reading.rows} <= {"", "001", "002", "003"}
    assert all(row.member.relation is not None for row in reading.rows)


def test_the_household_file() -> None:
    reading = read_register(sample("FormatImporRTM.xlsx"), today=made.TODAY)
    assert (reading.layout, reading.sheet, reading.refused) == ("opensid_rtm", "RTM", 0)
    assert {row.household.source_id for row in reading.rows} >= {"172956", "172957"}
    assert all(len(row.member.nik) == 16 for row in reading.rows)

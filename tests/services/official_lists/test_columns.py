"""What columns mean is guessed, said once, and known the next time by the headings."""

import json
from pathlib import Path
from uuid import UUID

import pytest

from desktop.errors import Refused
from desktop.models import ColumnMap
from desktop.rules.official_lists import OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.official_lists import accepting, columns
from desktop.services.official_lists.answers import About
from tests import families, offices
from tests.services.official_lists import files as made

OWN = ("Nomor orang", "Sebutan", "Cek kami")


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 3)


@pytest.fixture
def strange(households: list[UUID], tmp_path: Path) -> Path:
    """A file whose headings nobody knows."""
    rows = [[made.mother(0), "SITI AMINAH", "PADAN"], [made.mother(1), "X", ""]]
    return made.write(tmp_path / "aneh.xlsx", OWN, rows)


def meaning(desk: Desk, path: Path, source: str = "", kind: OfficialKind = OfficialKind.DUKCAPIL) -> dict[int, str]:
    return columns.look(desk, path, kind, source).meaning


def keep(desk: Desk, path: Path, about: About, said: dict[int, str]) -> None:
    accepting.accept(desk, made.preview(desk, path, about, said))


def saved(desk: Desk) -> list[tuple[str, str, dict[str, str]]]:
    return [(each.purpose, each.name, json.loads(each.columns)) for each in made.everything(desk, ColumnMap)]


def test_known_headings_need_no_word(operator: Desk, tmp_path: Path) -> None:
    headings = ("No", "NIK", "Nama", "Keterangan Padan")
    path = made.write(tmp_path / "a.xlsx", headings, [[1, made.mother(0), "SITI", "PADAN"]])
    looked = columns.look(operator, path, OfficialKind.DUKCAPIL)
    assert looked.meaning == {1: "nik", 2: "name", 3: "status"}
    assert (looked.remembered, looked.sighted.header_row) == ("", 1)
    assert [(column.heading, column.samples) for column in looked.columns] == [
        ("No", ("1",)),
        ("NIK", (made.mother(0),)),
        ("Nama", ("SITI",)),
        ("Keterangan Padan", ("PADAN",)),
    ]
    assert "status" in looked.fields


def test_strange_headings_find_nobody(operator: Desk, strange: Path) -> None:
    assert meaning(operator, strange) == {}
    with pytest.raises(Refused) as refused:
        made.preview(operator, strange, made.DUKCAPIL)
    assert refused.value.code == "list.nobody_to_find"


def test_what_was_said_is_kept_with_the_list_and_known_again(operator: Desk, strange: Path, tmp_path: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik", 1: "name", 2: "status"})
    said = {"Cek kami": "status", "Nomor orang": "nik", "Sebutan": "name"}
    assert saved(operator) == [("dukcapil", "dukcapil", said)]
    headings = ("Cek Kami", "No", "NOMOR ORANG", "Sebutan")
    again = made.write(tmp_path / "lagi.xlsx", headings, [["PADAN", 1, made.mother(2), "E"]])
    looked = columns.look(operator, again, OfficialKind.DUKCAPIL)
    assert (looked.remembered, looked.meaning) == ("dukcapil", {0: "status", 2: "nik", 3: "name"})


def test_what_was_said_for_one_kind_is_not_said_for_another(operator: Desk, strange: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik", 1: "name", 2: "status"})
    assert meaning(operator, strange, kind=OfficialKind.STAFF) == {}


def test_a_file_that_lacks_a_heading_is_guessed_anew(operator: Desk, strange: Path, tmp_path: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik", 1: "name", 2: "status"})
    other = made.write(tmp_path / "lain.xlsx", ("Nomor orang", "Sebutan"), [[made.mother(0), "SITI"]])
    assert meaning(operator, other) == {}


def test_the_map_of_the_source_itself_goes_first(operator: Desk, strange: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik", 2: "status"})
    keep(operator, strange, About(OfficialKind.DUKCAPIL, "siak", made.DAY), {0: "nik", 1: "name"})
    assert meaning(operator, strange, "dukcapil") == {0: "nik", 2: "status"}
    assert meaning(operator, strange, "siak") == {0: "nik", 1: "name"}
    assert meaning(operator, strange, "another") == {0: "nik", 1: "name"}, "the last that was said"


def test_a_correction_takes_the_place_of_what_was_said(operator: Desk, strange: Path, tmp_path: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik", 1: "mother_name"})
    rows = [[made.mother(1), "ROHAYATI", "PADAN"]]
    keep(operator, made.write(tmp_path / "b.xlsx", OWN, rows), made.DUKCAPIL, {0: "nik", 1: "name"})
    assert saved(operator) == [("dukcapil", "dukcapil", {"Nomor orang": "nik", "Sebutan": "name"})]


def test_the_same_again_writes_no_new_version(operator: Desk, strange: Path, tmp_path: Path) -> None:
    keep(operator, strange, made.DUKCAPIL, {0: "nik"})
    before = made.everything(operator, ColumnMap)[0].version
    keep(operator, made.write(tmp_path / "b.xlsx", OWN, [[made.mother(1), "", ""]]), made.DUKCAPIL, {0: "nik"})
    assert made.everything(operator, ColumnMap)[0].version == before


def test_a_column_that_is_not_there_is_passed_over(operator: Desk, strange: Path) -> None:
    found = made.preview(operator, strange, made.DUKCAPIL, {0: "nik", 1: "", 99: "name"})
    assert dict(found.file.columns) == {0: "nik"}


@pytest.mark.parametrize(
    ("said", "code"),
    [({0: "nik", 1: "nik"}, "list.field_twice"), ({0: "hat"}, "list.unknown_field"), ({}, "list.nobody_to_find")],
)
def test_what_is_said_is_checked(operator: Desk, strange: Path, said: dict[int, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        made.preview(operator, strange, made.DUKCAPIL, said)
    assert refused.value.code == code


def test_everybody_may_look_at_headings(operator: Desk, strange: Path) -> None:
    auditor = offices.same_office_as(operator, Role.AUDITOR)
    assert len(columns.look(auditor, strange, OfficialKind.DUKCAPIL).columns) == 3


def test_sources_of_each_kind_have_names() -> None:
    assert dict(columns.sources(OfficialKind.POVERTY_REGISTER))["dtsen"] == "DTSEN"
    assert dict(columns.sources(OfficialKind.OTHER_AID))["bpnt"] == "BPNT/Sembako"
    assert all(code == code.lower() and name for kind in OfficialKind for code, name in columns.sources(kind))

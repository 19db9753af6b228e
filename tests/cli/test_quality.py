"""`ejsika faults`: counted as lines and as JSON, and as a list for the registry or a facilitator."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook

from desktop.rules.fault_kinds import FaultCode
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.facilitators import NewFacilitator
from tests import families, offices
from tests.cli.commands import ejsika
from tests.documents.paper_readers import words


@pytest.fixture
def faulty(office_folder: Path) -> Path:
    """Five families whose children have no NIK; two facilitators, the first with two families."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    made = families.add(desk, 5, start=1)
    ratna = facilitators.add(desk, NewFacilitator("Ratna Dewi")).value.id
    facilitators.add(desk, NewFacilitator("Ratna Sari"))
    facilitators.assign(desk, ratna, made[:2])
    desk.close()
    return office_folder


def test_kinds_are_counted(faulty: Path) -> None:
    said = ejsika("faults", faulty)
    assert said.status == 0
    assert said.out.splitlines() == ["5 families have something to mend.", "      5 · nik_missing · NIK not known yet"]


def test_as_json(faulty: Path) -> None:
    said = ejsika("faults", faulty, "--json", "--as", "auditor")
    assert said.json == {
        "families": 5,
        "kinds": [{"code": "rules.nik_missing", "level": "missing", "faults": 5, "families": 5}],
        "file": None,
    }


@pytest.mark.parametrize("name", ["Ratna Dewi", "  ratna   dewi ", "dewi"])
def test_a_facilitator_by_name(faulty: Path, name: str) -> None:
    assert ejsika("faults", faulty, "--facilitator", name, "--json").json["families"] == 2


def test_a_name_of_two_facilitators(faulty: Path) -> None:
    sentence = ejsika("faults", faulty, "--facilitator", "ratna").sentence
    assert sentence.startswith("2 facilitators are called ratna: ")
    listed = re.findall(r"(\d+) (Ratna \w+)", sentence)
    assert [name for _, name in listed] == ["Ratna Dewi", "Ratna Sari"]
    (number,) = [number for number, name in listed if name == "Ratna Dewi"]
    assert ejsika("faults", faulty, "--facilitator", number, "--json").json["families"] == 2
    assert "No facilitator" in ejsika("faults", faulty, "--facilitator", "Dadang").sentence


def test_an_unknown_kind_names_those_there_are(faulty: Path) -> None:
    sentence = ejsika("faults", faulty, "--code", "nik_purple").sentence
    assert '"nik_purple"' in sentence
    for code in FaultCode:
        assert code.value.partition(".")[2] in sentence


def test_a_list_for_the_registry(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "dukcapil.pdf"
    said = ejsika("faults", faulty, "--out", out)
    assert said.out == f"Saved: {out}\n"
    assert "Jumlah: 5 orang dalam 5 keluarga" in words(out.read_bytes())


def test_a_list_for_a_facilitator(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "tugas.PDF"
    assert ejsika("faults", faulty, "--facilitator", "dewi", "--out", out).status == 0
    assert "Pendamping: Ratna Dewi" in words(out.read_bytes())


def test_workbooks(faulty: Path, tmp_path: Path) -> None:
    out = tmp_path / "tugas.xlsx"
    assert ejsika("faults", faulty, "--list", "facilitators", "--code", "rules.nik_missing", "--out", out).status == 0
    sheet = load_workbook(out).active
    assert sheet is not None
    assert sheet.max_row == 6


def test_a_village(faulty: Path) -> None:
    desk = offices.sign_in(faulty, Role.OPERATOR)
    village = families.villages(desk)[1]
    desk.close()
    assert ejsika("faults", faulty, "--village", village, "--json").json["families"] == 2


def test_a_file_of_another_kind_is_refused_before_the_office_is_opened(tmp_path: Path) -> None:
    said = ejsika("faults", tmp_path / "nowhere", "--out", tmp_path / "a.docx")
    assert said.sentence == "a.docx ends in neither .pdf nor .xlsx. Name it so that it does."


def test_who_keeps_users_gets_figures_and_no_numbers(faulty: Path, tmp_path: Path) -> None:
    assert ejsika("faults", faulty, "--as", "admin").status == 1
    assert ejsika("faults", faulty, "--as", "administrator").status == 0
    said = ejsika("faults", faulty, "--as", "administrator", "--out", tmp_path / "a.pdf")
    assert said.status == 1
    assert not (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("typed", ["99", "Sumur"])
def test_a_village_that_is_none(faulty: Path, typed: str) -> None:
    assert f'no village with the code "{typed}"' in ejsika("faults", faulty, "--village", typed).sentence

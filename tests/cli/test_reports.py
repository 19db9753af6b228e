"""Reports by command: each kind as the ending of the file says, whose village, and what is refused."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import ejsika
from tests.services.reports import paid


@pytest.fixture
def office(office_folder: Path) -> Path:
    operator = offices.sign_in(office_folder, Role.OPERATOR)
    paid.mixed(operator, offices.same_office_as(operator, Role.SUPERVISOR), 6)
    operator.close()
    return office_folder


def text(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_the_list_to_be_signed_is_written_as_paper(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "nominatif.pdf"
    said = ejsika("report", office, "nominative", "2019/1", "--out", out, "--paper", "f4", "--as", "operator", "--json")
    assert said.json == {"file": str(out), "pages": 4}, "three villages, and what their pages come to"
    assert "Tanda tangan" in text(out)
    assert "REKAPITULASI" in text(out).upper()
    assert round(float(PdfReader(out).pages[0].mediabox.width) / 72 * 25.4) == 330


def test_minutes_are_issued_under_the_next_number_of_the_register(office: Path, tmp_path: Path) -> None:
    draft, first, second = (tmp_path / f"{name}.pdf" for name in ("rancangan", "satu", "dua"))
    ejsika("report", office, "minutes", "2019/1", "--out", draft, "--as", "operator")
    ejsika("report", office, "minutes", "2019/1", "--out", first, "--issue", "--as", "operator")
    ejsika("report", office, "minutes", "2019/1", "--out", second, "--issue", "--as", "operator")
    assert "RANCANGAN" in text(draft)
    assert "Nomor: 400.9.11/1/Linjamsos/" in text(first)
    assert "Nomor: 400.9.11/2/Linjamsos/" in text(second)


def test_the_ending_says_what_it_becomes(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "belum.xlsx"
    said = ejsika("report", office, "unpaid", "jamsosratu:2019/1", "--out", out, "--as", "auditor", "--json")
    assert said.json == {"file": str(out), "rows": 2}
    sheet = load_workbook(out).active
    assert sheet is not None
    assert sheet.max_row == 3


def test_one_village_alone(office: Path, tmp_path: Path) -> None:
    desk = offices.sign_in(office, Role.OPERATOR)
    village = families.villages(desk, 1)[0]
    desk.close()
    out = tmp_path / "desa.xlsx"
    asked = ("--village", village, "--as", "supervisor", "--json")
    said = ejsika("report", office, "addresses", "2019/1", "--out", out, *asked)
    assert said.json["rows"] == 2


def test_what_went_back_is_of_no_village(office: Path, tmp_path: Path) -> None:
    out = tmp_path / "kembali.pdf"
    assert ejsika("report", office, "returns", "2019/1", "--out", out, "--as", "auditor").status == 0
    assert out.read_bytes().startswith(b"%PDF")
    desk = offices.sign_in(office, Role.OPERATOR)
    village = families.villages(desk, 1)[0]
    desk.close()
    asked = ("--out", tmp_path / "desa.pdf", "--village", village, "--as", "auditor")
    assert "whole list" in ejsika("report", office, "returns", "2019/1", *asked).sentence


@pytest.mark.parametrize(
    ("kind", "about", "name"),
    [
        ("nominative", "2019/1", "daftar.docx"),
        ("nominative", "2019/4", "daftar.pdf"),
        ("nominative", "2019", "daftar.pdf"),
        ("year", "2019/1", "tahun.pdf"),
        ("year", "2019-1", "tahun.pdf"),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_file(
    office: Path, tmp_path: Path, kind: str, about: str, name: str
) -> None:
    said = ejsika("report", office, kind, about, "--out", tmp_path / name, "--as", "operator")
    assert said.status == 1
    assert said.err
    assert not (tmp_path / name).exists()


def test_the_administrator_is_refused(office: Path, tmp_path: Path) -> None:
    said = ejsika("report", office, "unpaid", "2019/1", "--out", tmp_path / "a.pdf", "--as", "admin")
    assert said.status == 1
    assert not (tmp_path / "a.pdf").exists()

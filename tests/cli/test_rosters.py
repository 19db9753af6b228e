"""Lists of families by command: by name and address, masked, the whole register; and who may have them."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import ejsika


@pytest.fixture
def office(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    first, second = families.villages(desk, 2)
    families.add(desk, 3, places=[first])
    families.add(desk, 2, start=3, places=[second])
    desk.close()
    return office_folder


def text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def lines(path: Path) -> int:
    sheet = load_workbook(path).active
    assert sheet is not None
    return sheet.max_row - 1


def test_the_roster_has_a_page_for_each_village(office: Path, tmp_path: Path) -> None:
    said = ejsika("roster", office, "--out", tmp_path / "bnba.pdf", "--as", "operator", "--json")
    assert said.status == 0
    assert said.json == {"file": str(tmp_path / "bnba.pdf"), "pages": 2}
    assert "BNBA" in text(tmp_path / "bnba.pdf")


def test_masked_it_holds_no_whole_number(office: Path, tmp_path: Path) -> None:
    assert ejsika("register", office, "--out", tmp_path / "all.xlsx", "--as", "operator").status == 0
    sheet = load_workbook(tmp_path / "all.xlsx").active
    assert sheet is not None
    head = [cell.value for cell in sheet[1]]
    niks = {str(row[head.index("NIK")]) for row in sheet.iter_rows(min_row=2, values_only=True)} - {"None"}
    assert ejsika("roster", office, "--masked", "--out", tmp_path / "balai.pdf", "--as", "operator").status == 0
    found = text(tmp_path / "balai.pdf")
    assert niks
    assert not [nik for nik in niks if nik in found]


def test_a_workbook_is_written_where_the_name_says_so(office: Path, tmp_path: Path) -> None:
    said = ejsika("roster", office, "--out", tmp_path / "bnba.xlsx", "--as", "auditor", "--json")
    assert said.json["families"] == lines(tmp_path / "bnba.xlsx") == 5


@pytest.mark.parametrize(("words", "people"), [((), 10), (("--status", "candidate"), 10), (("--status", "active"), 0)])
def test_the_register_has_everybody_asked_for(
    office: Path, tmp_path: Path, words: tuple[str, ...], people: int
) -> None:
    said = ejsika("register", office, "--out", tmp_path / "all.xlsx", *words, "--as", "supervisor", "--json")
    assert said.json["people"] == lines(tmp_path / "all.xlsx") == people


def test_one_village_alone(office: Path, tmp_path: Path) -> None:
    desk = offices.sign_in(office, Role.OPERATOR)
    village = families.villages(desk, 1)[0]
    desk.close()
    said = ejsika(
        "register", office, "--out", tmp_path / "one.xlsx", "--village", village, "--as", "operator", "--json"
    )
    assert said.json["people"] == 6


@pytest.mark.parametrize("command", ["roster", "register"])
def test_the_administrator_is_refused_with_a_sentence(office: Path, tmp_path: Path, command: str) -> None:
    said = ejsika(command, office, "--out", tmp_path / "all.xlsx", "--as", "administrator")
    assert "Operator" in said.sentence
    assert not (tmp_path / "all.xlsx").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--village", "99"), 'no village with the code "99"'),
        (("--district", "36.99.99"), 'no district with the code "36.99.99"'),
    ],
)
@pytest.mark.parametrize("command", ["roster", "register"])
def test_a_place_that_is_none_is_said(
    office: Path, tmp_path: Path, command: str, words: tuple[str, str], said: str
) -> None:
    out = tmp_path / "all.xlsx"
    assert said in ejsika(command, office, "--out", out, *words, "--as", "operator").sentence
    assert not out.exists()


@pytest.mark.parametrize(("command", "name"), [("roster", "r.txt"), ("roster", "bnba"), ("register", "r.pdf")])
def test_an_ending_of_another_kind_is_refused(office: Path, tmp_path: Path, command: str, name: str) -> None:
    said = ejsika(command, office, "--out", tmp_path / name, "--as", "operator")
    assert said.sentence.startswith(f"{name} ")
    assert list(tmp_path.glob("*.txt")) == list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("command", ["roster", "register"])
def test_a_folder_that_is_not_there_is_said(office: Path, tmp_path: Path, command: str) -> None:
    said = ejsika(command, office, "--out", tmp_path / "tidak" / "ada.xlsx", "--as", "operator")
    assert str(tmp_path / "tidak") in said.sentence

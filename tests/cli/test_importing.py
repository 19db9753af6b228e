"""`ejsika import` from the outside: what it prints, what it answers in JSON, and how it ends."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from desktop.cli import main
from desktop.rules.terms import Role
from tests import offices
from tests.services.importing.registers import FAMILY, HEAD, KK, opensid, other_family
from tests.shelf import files

VILLAGE = "36.01.01.2001"
SAMPLES = Path(os.environ.get("FIELD_FILES", "field-files"))


@pytest.fixture
def run(office_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    monkeypatch.setenv("EJSIKA_PASSWORD", offices.PASSWORD)
    monkeypatch.setenv("EJSIKA_LANG", "en")

    def runs(*words: object, office: Path = office_folder) -> tuple[int, str, str]:
        status = main.run(["import", str(office), *map(str, words)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return runs


def test_a_register_comes_in_and_the_figures_are_answered(run: Any, tmp_path: Path) -> None:
    spoilt = {**other_family(1, 1)[0], "nama": ""}
    path = opensid(tmp_path / "a.xlsx", *FAMILY, spoilt)
    status, out, err = run(path, "--village", VILLAGE, "--json")
    answer = json.loads(out)
    assert (status, err) == (0, "")
    assert (answer["layout"], answer["sheet"], answer["rows"]) == ("opensid", "Sheet", 4)
    assert (answer["new"], answer["refused"], answer["households_new"], answer["members_new"]) == (3, 1, 1, 3)
    assert (answer["before"], answer["after"]) == ({"households": 0, "members": 0}, {"households": 1, "members": 3})
    (problem,) = [each for each in answer["problems"] if each["refuses"]]
    assert (problem["row"], problem["column"], problem["heading"]) == (5, "E", "nama")
    assert problem["sentence"] == "The name is empty. Fill in the name of the family member."
    assert answer["batch"]


def test_a_dry_run_saves_nothing(run: Any, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    status, out, _ = run(path, "--village", VILLAGE, "--dry-run")
    assert status == 0
    assert "Nothing was saved" in out
    answer = json.loads(run(path, "--village", VILLAGE, "--dry-run", "--json")[1])
    assert (answer["new"], answer["before"]["households"], answer["batch"]) == (3, 0, None)


@pytest.mark.parametrize(("status", "word"), [(2, "died"), (3, "moved away")])
def test_nobody_dies_or_moves_by_a_file(run: Any, tmp_path: Path, status: int, word: str) -> None:
    """The command says whom it is about and what to do; the file that says nothing else changes nothing."""
    here = [{**row, "status_dasar": 1} for row in FAMILY]
    run(opensid(tmp_path / "a.xlsx", *here), "--village", VILLAGE)
    path = opensid(tmp_path / "b.xlsx", here[0], {**here[1], "status_dasar": status}, here[2])
    ended, out, _ = run(path)
    assert ended == 0
    assert f"W3: The file says that SITI AMINAH {word}" in out
    assert "button Event…" in out
    answer = json.loads(run(path, "--json")[1])
    assert (answer["changed"], answer["same"], answer["warnings"], answer["batch"]) == (0, 3, 1, None)


def test_what_is_of_a_whole_sheet_has_no_row_number(run: Any, tmp_path: Path) -> None:
    house = {"no kartu keluarga": "tidak ada", "301a": 1}
    path = files.regsosek(tmp_path / "regsosek.xlsx", house=[*files.REGSOSEK_HOUSE, house])
    status, out, _ = run(path, "--village", VILLAGE)
    assert status == 0
    assert "\n  The sheet keterangan perumahan has rows without a No KK that can be used: 1." in out
    assert "row 0" not in out
    (problem,) = [one for one in json.loads(run(path, "--json")[1])["problems"] if one["code"] == "sheets.joined_unread"
                  and one["heading"] == "keterangan perumahan"]  # fmt: skip
    assert problem["row"] is None


def test_a_workbook_without_rows_says_so_without_a_row_number(run: Any, tmp_path: Path) -> None:
    path = files.regsosek(tmp_path / "regsosek.xlsx", people=[{}])
    status, out, err = run(path)
    assert (status, out) == (1, "")
    assert err == (
        "The file regsosek.xlsx has headings but no row of data below them. Choose the file with the data.\n"
    )


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_a_programme_that_is_not_run_here_is_named_with_those_that_are(
    run: Any, tmp_path: Path, more: tuple[str, ...]
) -> None:
    status, out, err = run(opensid(tmp_path / "a.xlsx"), "--programme", "ngawur", *more)
    assert (status, out) == (1, "")
    assert err == 'This office does not run a programme "ngawur". It runs: jamsosratu.\n'
    answer = json.loads(run(tmp_path / "a.xlsx", "--programme", "jamsosratu", "--json")[1])
    assert (answer["before"]["households"], answer["after"]["households"]) == (0, 1)


def test_the_same_file_twice_says_so_and_ends_well(run: Any, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    run(path)
    status, out, _ = run(path)
    assert status == 0
    assert "0 new: everything that could be taken in was there already" in out
    answer = json.loads(run(path, "--json")[1])
    assert (answer["new"], answer["same"], answer["batch"]) == (0, 3, None)
    assert answer["before"] == answer["after"] == {"households": 1, "members": 3}


def test_a_file_of_which_nothing_can_be_taken_ends_in_one(run: Any, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""})
    status, out, err = run(path)
    assert status == 1
    assert "E2: The name is empty" in out
    assert err == "No row of a.xlsx was taken in. Look at the reasons beside the rows.\n"


@pytest.mark.parametrize(
    "words", [("gone.xlsx",), ("a.csv",), ("a.xlsx", "--village", "99"), ("a.xlsx", "--layout", "x")]
)
def test_what_cannot_be_is_one_sentence(run: Any, tmp_path: Path, words: tuple[str, ...]) -> None:
    opensid(tmp_path / "a.xlsx")
    (tmp_path / "a.csv").write_text("satu;dua\n1;2\n")
    status, out, err = run(tmp_path / words[0], *words[1:])
    assert (status, out, err.count("\n")) == (1, "", 1)
    assert err.endswith(".\n")


def test_rows_kept_out_are_written_with_reasons(run: Any, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""}, *FAMILY[1:])
    back = tmp_path / "back.xlsx"
    assert json.loads(run(path, "--problems", back, "--json")[1])["problems_written"] == 1
    assert str(load_workbook(back).worksheets[0]["A2"].value).startswith("nama: ")
    clean = tmp_path / "clean.xlsx"
    run(opensid(tmp_path / "b.xlsx", *other_family(1)), "--problems", clean)
    assert not clean.exists()


@pytest.mark.parametrize("spelling", ["a.xlsx", "sub/../a.xlsx", "link.xlsx"])
def test_the_file_itself_is_never_written_over(run: Any, tmp_path: Path, spelling: str) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""}, *FAMILY[1:])
    (tmp_path / "sub").mkdir()
    (tmp_path / "link.xlsx").hardlink_to(path)
    before = path.read_bytes()
    status, out, err = run(path, "--problems", tmp_path / spelling)
    assert (status, out) == (1, "")
    assert f"{tmp_path / spelling} is the file that is to be taken in." in err
    assert path.read_bytes() == before
    assert json.loads(run(path, "--dry-run", "--json")[1])["before"]["households"] == 0


@pytest.mark.parametrize("name", ["back.txt", "back", "gone/back.xlsx"])
def test_where_the_rows_kept_out_cannot_go_nothing_is_taken_in(run: Any, tmp_path: Path, name: str) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""}, *FAMILY[1:])
    status, out, err = run(path, "--problems", tmp_path / name)
    assert (status, out) == (1, "")
    assert ("is not there" if name.startswith("gone") else "does not end in .xlsx") in err
    assert not (tmp_path / name).exists()
    assert json.loads(run(path, "--dry-run", "--json")[1])["before"]["households"] == 0


def test_many_reasons_are_cut_short(run: Any, tmp_path: Path) -> None:
    rows = [{**row, "nama": ""} for number in range(15) for row in other_family(number)]
    _, out, _ = run(opensid(tmp_path / "a.xlsx", *rows, HEAD))
    assert "… and 10 more; write them to a workbook with --problems." in out


def test_families_to_be_placed_are_told(run: Any, tmp_path: Path) -> None:
    status, out, _ = run(opensid(tmp_path / "a.xlsx"))
    assert status == 0
    assert "1 families wait to be placed in a village." in out


def test_the_template_needs_no_office(run: Any, tmp_path: Path) -> None:
    status, out, _ = run("--template", tmp_path / "kosong.xlsx", office=tmp_path / "nowhere")
    assert (status, out) == (0, f"Written: {tmp_path / 'kosong.xlsx'}\n")
    assert load_workbook(tmp_path / "kosong.xlsx").worksheets[0]["B1"].value == "Nomor KK"


def test_a_file_or_the_template_must_be_asked_for(run: Any) -> None:
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2


def test_the_auditor_may_not(run: Any, tmp_path: Path) -> None:
    status, _, err = run(opensid(tmp_path / "a.xlsx"), "--as", "auditor")
    assert (status, err.count("\n")) == (1, 1)


def test_nobodys_name_or_number_is_in_the_answer_but_the_file_the_operator_gave(run: Any, tmp_path: Path) -> None:
    _, out, _ = run(opensid(tmp_path / "a.xlsx"), "--json")
    assert KK not in out
    assert "AMINAH" not in out


@pytest.mark.parametrize(
    ("office", "name", "words", "families", "people"),
    [
        ("52.06", "contoh-data-bdt2015.xlsx", (), 2, 7),
        ("52.01", "contoh_penduduk.xlsx", ("--village", "52.01.14.2006"), 37, 97),
    ],
)
def test_sample_files_of_the_field_come_in(
    run: Any, tmp_path: Path, office: str, name: str, words: tuple[str, ...], families: int, people: int
) -> None:
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the sample files of the field are not part of the project")
    folder = tmp_path / "other"
    offices.make_template(folder, office)
    answer = json.loads(run(path, *words, "--json", office=folder)[1])
    assert (answer["refused"], answer["ambiguous"], answer["to_place"]) == (0, 0, 0)
    assert answer["after"] == {"households": families, "members": people}
    assert json.loads(run(path, *words, "--json", office=folder)[1])["same"] == people
    desk = offices.sign_in(folder, Role.OPERATOR)
    desk.close()


def test_what_was_taken_but_is_doubtful_is_told_by_kind(run: Any, tmp_path: Path) -> None:
    """Promise 4.5: a number in a cell for NIK is reported, never trusted; doubts that are alike share a line."""
    file = opensid(tmp_path / "r.xlsx")
    book = load_workbook(file)
    sheet = book.active
    column = next(cell.column for cell in sheet[1] if cell.value == "nik")
    for row in (2, 3, 4):
        sheet.cell(row, column).value = int(sheet.cell(row, column).value)
    book.save(file)
    _, said, _ = run(file, "--dry-run")
    assert "Taken as it is, but look at it:" in said
    doubts = [line for line in said.splitlines() if line.startswith(f"  {get_column_letter(column)}2: ")]
    assert any(line.endswith("(and 2 rows more)") for line in doubts), said

"""Files as strangers write them: each fault gets its sentence, and what is sound still comes in."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from desktop import app
from desktop.errors import Refused
from desktop.models import Household, Member
from desktop.rules.terms import Sex
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, workbooks
from desktop.services.importing.answers import Outcome, Totals
from desktop.services.importing.previewing import ImportPreview
from desktop.wording import Translator, load
from tests.services.importing.registers import (
    BDT,
    CHILD,
    FAMILY,
    HEAD,
    KK,
    OPENSID,
    WIFE,
    bdt_row,
    opensid,
    other_family,
    write,
)

VILLAGE = "36.01.01.2001"


@pytest.fixture
def t() -> Translator:
    return load(app.paths.resources() / "locale", "en")


def shown(desk: Desk, path: Path) -> ImportPreview:
    return previewing.preview(desk, path, village=VILLAGE)


def take(desk: Desk, path: Path) -> Totals:
    return accepting.accept(desk, shown(desk, path)).value.after


def codes(preview: ImportPreview, row: int) -> set[str]:
    return {problem.code for found in preview.rows if found.row == row for problem in found.problems}


def people(desk: Desk) -> dict[str, Member]:
    with desk.read() as session:
        return {member.name: member for member in session.scalars(select(Member))}


def test_a_numeric_nik_is_reported_and_never_trusted(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nik": int(HEAD["nik"])}, WIFE)
    preview = shown(operator, path)
    (problem,) = [each for each in preview.rows[0].problems if each.code == "sheets.nik_number"]
    assert (problem.row, problem.column, problem.heading) == (2, "G", "nik")
    accepting.accept(operator, preview)
    assert {name: member.nik for name, member in people(operator).items()} == {
        "SARIP": None, "SITI AMINAH": WIFE["nik"],
    }  # fmt: skip


def test_a_numeric_no_kk_keeps_its_rows_out_and_the_others_come_in(operator: Desk, tmp_path: Path) -> None:
    spoilt = [{**row, "no_kk": int(KK)} for row in FAMILY]
    preview = shown(operator, opensid(tmp_path / "a.xlsx", *spoilt, *other_family(1)))
    assert [row.outcome for row in preview.rows] == [Outcome.REFUSED] * 3 + [Outcome.NEW] * 2
    assert codes(preview, 2) == {"sheets.kk_number_refused"}
    assert accepting.accept(operator, preview).value.after == Totals(1, 2)


def test_a_second_header_row_of_numbers_is_no_person(operator: Desk, tmp_path: Path) -> None:
    numbers = dict(zip(BDT, range(1, len(BDT) + 1), strict=True))
    path = write(tmp_path / "a.xlsx", BDT, [numbers, bdt_row("5206010001", "SARIP", nik="3601121203800001")])
    preview = previewing.preview(operator, path)
    assert [(row.row, row.name) for row in preview.rows] == [(3, "SARIP")]


def test_titles_and_merged_cells_above_the_headings_do_no_harm(operator: Desk, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DAFTAR PENDUDUK DESA SUMBERJAYA"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(list(OPENSID))
    for row in FAMILY:
        sheet.append([row.get(heading, "") for heading in OPENSID])
    sheet.merge_cells(start_row=4, end_row=6, start_column=1, end_column=1)
    book.save(tmp_path / "a.xlsx")
    assert take(operator, tmp_path / "a.xlsx") == Totals(1, 3)
    with operator.read() as session:
        assert session.scalars(select(Household)).one().address == "Kp. Cikole"


@pytest.mark.parametrize("nothing", ["NULL", "-", ".", "", None])
def test_words_for_nothing_are_nothing(operator: Desk, tmp_path: Path, nothing: str | None) -> None:
    rows = [{**HEAD, "nik": nothing, "tanggallahir": nothing, "nama_ibu": nothing, "alamat": nothing}]
    assert take(operator, opensid(tmp_path / "a.xlsx", *rows)) == Totals(1, 1)
    head = people(operator)["SARIP"]
    assert (head.nik, head.birth_date, head.mother_name) == (None, None, "")


def test_swapped_day_and_month_are_read_with_a_warning(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, opensid(tmp_path / "a.xlsx", {**CHILD, "nik": "", "tanggallahir": "07/25/2015"}))
    assert "rules.date_swapped" in codes(preview, 2)
    accepting.accept(operator, preview)
    born = people(operator)["AHMAD"].birth_date
    assert born is not None
    assert born.isoformat() == "2015-07-25"


def test_a_nik_that_contradicts_is_a_warning_and_no_wall(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, opensid(tmp_path / "a.xlsx", {**HEAD, "sex": 2}))
    assert preview.rows[0].outcome == Outcome.NEW
    assert "rules.nik_sex_differs" in codes(preview, 2)
    assert preview.counts.warnings >= 1


def test_what_is_read_from_the_nik_is_marked_and_gives_way(operator: Desk, tmp_path: Path) -> None:
    row = bdt_row("5206010001", "SITI", nik="")
    row |= {"NIK": "3601125708850001", "jenis kelamin": "", "Umur anggota rumah tangga (tahun)": 30}
    path = write(tmp_path / "a.xlsx", BDT, [row])
    accepting.accept(operator, previewing.preview(operator, path))
    member = people(operator)["SITI"]
    assert (member.sex, member.sex_derived) == (Sex.FEMALE, True)
    assert (str(member.birth_date), member.birth_date_derived) == ("1985-08-17", True)
    with operator.write("test") as unit:
        mine = unit.session.get_one(Member, member.id)
        mine.birth_date, mine.birth_date_derived = member.birth_date.replace(day=18), False  # type: ignore[union-attr]
    again = previewing.preview(operator, path)
    assert [found.outcome for found in again.rows] == [Outcome.SAME], "derived never replaces given"


def test_given_takes_the_place_of_derived(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", {**WIFE, "sex": "", "tanggallahir": ""}))
    assert people(operator)["SITI AMINAH"].birth_date_derived
    preview = shown(operator, opensid(tmp_path / "b.xlsx", {**WIFE, "tanggallahir": "1985-08-18"}))
    assert [each.field for each in preview.rows[0].differences] == ["birth_date"]
    accepting.accept(operator, preview)
    member = people(operator)["SITI AMINAH"]
    assert (str(member.birth_date), member.birth_date_derived, member.sex_derived) == ("1985-08-18", False, False)


def test_two_heads_and_rows_that_disagree_are_warned_of(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, opensid(tmp_path / "a.xlsx", HEAD, {**WIFE, "kk_level": 1, "alamat": "Kp. Lain"}))
    assert {"import.two_heads", "import.household_differs"} <= codes(preview, 3)
    accepting.accept(operator, preview)
    with operator.read() as session:
        assert session.scalars(select(Household)).one().address == "Kp. Cikole"


def test_one_bad_row_stops_nobody_else(operator: Desk, tmp_path: Path) -> None:
    preview = shown(operator, opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""}, WIFE, CHILD))
    assert [row.outcome for row in preview.rows] == [Outcome.REFUSED, Outcome.NEW, Outcome.NEW]
    assert accepting.accept(operator, preview).value.after == Totals(1, 2)


def test_refused_rows_go_back_with_reasons_and_come_in_when_corrected(
    operator: Desk, tmp_path: Path, t: Translator
) -> None:
    path = opensid(tmp_path / "a.xlsx", {**HEAD, "nama": ""}, WIFE, CHILD)
    preview = shown(operator, path)
    accepting.accept(operator, preview)
    assert workbooks.problems(operator, preview, tmp_path / "back.xlsx", t) == 1
    book = load_workbook(tmp_path / "back.xlsx")
    sheet = book.worksheets[0]
    reason, row, *cells = [cell.value for cell in sheet[2]]
    assert "nama: The name is empty." in str(reason)
    assert (row, cells[OPENSID.index("no_kk")]) == ("2", KK)
    sheet.cell(2, 3 + OPENSID.index("nama"), "SARIP")
    book.save(tmp_path / "corrected.xlsx")
    assert take(operator, tmp_path / "corrected.xlsx") == Totals(1, 3)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gone.xlsx", None, "sheets.missing"),
        ("empty.xlsx", b"", "sheets.empty"),
        ("letter.xlsx", b"%PDF-1.7 a letter", "sheets.not_spreadsheet"),
        ("cut.xlsx", b"PK\x03\x04 cut off", "sheets.damaged"),
        ("other.csv", b"satu;dua;tiga\n1;2;3\n", "sheets.no_layout"),
    ],
)
def test_files_that_are_no_register_are_refused(
    operator: Desk, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(Refused) as refused:
        shown(operator, tmp_path / name)
    assert refused.value.code == code


def test_a_csv_comes_in_as_a_workbook_does(operator: Desk, tmp_path: Path) -> None:
    lines = ["sep=;", ";".join(OPENSID)]
    lines += [";".join(str(row.get(heading, "")) for heading in OPENSID) for row in FAMILY]
    (tmp_path / "a.csv").write_text("\r\n".join(lines), encoding="utf-8-sig")
    assert take(operator, tmp_path / "a.csv") == Totals(1, 3)
    assert {row.outcome for row in shown(operator, opensid(tmp_path / "a.xlsx")).rows} == {Outcome.SAME}


def test_our_template_is_empty_and_what_is_filled_in_comes_back(operator: Desk, tmp_path: Path) -> None:
    workbooks.template(tmp_path / "kosong.xlsx")
    with pytest.raises(Refused) as refused:
        shown(operator, tmp_path / "kosong.xlsx")
    assert refused.value.code == "sheets.no_rows"
    book = load_workbook(tmp_path / "kosong.xlsx")
    sheet = book.worksheets[0]
    headings = {str(cell.value): cell.column for cell in sheet[1]}
    filled: dict[str, Any] = {
        "Nomor KK": KK, "Nama Anggota Keluarga": "SARIP", "NIK": HEAD["nik"],
        "Hubungan dengan Kepala Keluarga": "Kepala Keluarga", "Jenis Kelamin": "Laki-laki",
        "Tanggal Lahir": "12/03/1980", "Desa/Kelurahan": "Sumberjaya", "Kecamatan": "Sumur",
    }  # fmt: skip
    for heading, value in filled.items():
        sheet.cell(3, headings[heading], value)
    book.save(tmp_path / "isi.xlsx")
    preview = previewing.preview(operator, tmp_path / "isi.xlsx")
    assert (preview.file.layout, preview.counts.new, preview.asks_village) == ("ejsika", 1, False)
    assert accepting.accept(operator, preview).value.counts.to_place == 0


def test_every_layout_can_be_chosen(operator: Desk, tmp_path: Path) -> None:
    assert {"bdt2015", "opensid", "ejsika"} <= {layout.name for layout in workbooks.layouts()}
    with pytest.raises(Refused) as refused:
        previewing.preview(operator, opensid(tmp_path / "a.xlsx"), "bdt2015")
    assert refused.value.code == "sheets.layout_mismatch"


def test_a_birth_to_come_leaves_the_known_one_as_it_was(operator: Desk, tmp_path: Path, t: Translator) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    known = people(operator)["SITI AMINAH"].birth_date
    path = opensid(tmp_path / "b.xlsx", HEAD, {**WIFE, "tanggallahir": "2135-01-01"}, CHILD)
    preview = shown(operator, path)
    (problem,) = [each for row in preview.rows for each in row.problems]
    assert t.sentence(problem.code, problem.values).startswith("1 Januari 2135 has not come yet.")
    assert preview.counts.nothing_to_do
    accepting.accept(operator, preview)
    mother = people(operator)["SITI AMINAH"]
    assert (mother.birth_date, mother.birth_date_derived) == (known, False)

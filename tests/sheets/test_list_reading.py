"""Rows of official lists come out typed; what could not be read is said and decides nothing."""

from datetime import date
from pathlib import Path

import pytest

from desktop.errors import Cancelled
from desktop.rules.official_lists import Listed, ListOutcome, OfficialKind
from desktop.rules.terms import Sex
from desktop.sheets.list_columns import guess, load_list_layout, sight
from desktop.sheets.list_reading import ReadRow, read_list
from tests.sheets import workbooks as made

NIK, KK = "3601125708850001", "3601120101190001"
HEADINGS = ["NIK", "No KK", "Nama", "Tanggal Lahir", "Jenis Kelamin", "Keterangan"]


def read(path: Path, kind: OfficialKind = OfficialKind.DUKCAPIL) -> list[ReadRow]:
    layout = load_list_layout(kind)
    seen = sight(path, layout)
    return list(read_list(path, seen, guess(seen.headings, layout), layout, today=made.TODAY))


def one(
    tmp_path: Path, headings: list[str], cells: list[object], kind: OfficialKind = OfficialKind.DUKCAPIL
) -> ReadRow:
    (row,) = read(made.xlsx(tmp_path / "l.xlsx", [headings, cells]), kind)
    return row


def codes(row: ReadRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_an_answer_of_dukcapil(tmp_path: Path) -> None:
    row = one(tmp_path, HEADINGS, [NIK, KK, "SITI AMINAH", "17-08-1985", "P", "TIDAK PADAN"])
    assert row.problems == ()
    assert row.listed == Listed(
        2, NIK, KK, "SITI AMINAH", date(1985, 8, 17), Sex.FEMALE,
        outcome=ListOutcome.DIFFERS, facts={"word": "TIDAK PADAN"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("PADAN", ListOutcome.MATCH),
        ("Tidak Padan", ListOutcome.DIFFERS),
        ("tidak  ditemukan", ListOutcome.NOT_FOUND),
        ("MENINGGAL DUNIA", ListOutcome.DIED),
        ("Mati", ListOutcome.DIED),
        ("Hidup", None),
    ],
)
def test_words_of_dukcapil(tmp_path: Path, word: str, outcome: ListOutcome | None) -> None:
    row = one(tmp_path, ["NIK", "Keterangan"], [NIK, word])
    assert (row.listed.outcome, row.problems) == (outcome, ())
    assert row.listed.facts == {"word": " ".join(word.split())}


def test_a_word_nobody_knows_decides_nothing(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Keterangan"], [NIK, "perlu dicek"])
    assert row.listed.outcome is None
    assert codes(row) == ["list.unknown_word"]
    assert (row.problems[0].column, row.problems[0].values) == ("B", {"value": "perlu dicek"})


@pytest.mark.parametrize("word", ["ngawur", "", "-"])
def test_without_a_known_word_of_dukcapil_nothing_is_said(tmp_path: Path, word: str) -> None:
    row = one(tmp_path, ["NIK", "Nama", "Hasil"], [NIK, "SITI", word])
    assert (row.listed.undecided, row.listed.usable) == (True, False)
    assert codes(row) == ["list.unknown_word" if word == "ngawur" else "list.no_word"]


def test_a_list_of_an_aid_needs_no_word_but_the_one_it_has_must_be_known(tmp_path: Path) -> None:
    empty = one(tmp_path, ["NIK", "Nama", "Status"], [NIK, "SITI", ""], OfficialKind.OTHER_AID)
    assert (empty.listed.usable, empty.problems) == (True, ())
    unknown = one(tmp_path, ["NIK", "Nama", "Status"], [NIK, "SITI", "x"], OfficialKind.OTHER_AID)
    assert (unknown.listed.usable, codes(unknown)) == (False, ["list.unknown_word"])


def test_a_remark_in_a_register_is_kept_without_a_word_about_it(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Keterangan Padan"], [NIK, "ibu kos"], OfficialKind.POVERTY_REGISTER)
    assert (row.listed.facts, row.problems) == ({"word": "ibu kos"}, ())


def test_the_date_of_death_is_a_day(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Hasil", "Tgl Meninggal"], [NIK, "MENINGGAL", date(2020, 2, 29)])
    assert row.listed.facts == {"word": "MENINGGAL", "died_on": "2020-02-29"}


@pytest.mark.parametrize("cell", [3601125708850001, 3.60112570885e15])
def test_a_nik_stored_as_a_number_is_not_trusted(tmp_path: Path, cell: object) -> None:
    row = one(tmp_path, ["NIK", "Nama"], [cell, "SITI"], OfficialKind.STAFF)
    assert row.listed.nik == ""
    assert codes(row) == ["sheets.nik_number"]


def test_the_number_of_an_official_stored_as_a_number_is_not_trusted(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "NIP"], [NIK, 198508172010012001.0], OfficialKind.CIVIL_SERVANTS)
    assert row.listed.facts == {}
    assert codes(row) == ["sheets.id_number"]


def test_staff_with_post_and_office(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Nama", "Jabatan", "Unit Kerja"], [NIK, "SITI", "TKSK", "Labuan"], OfficialKind.STAFF)
    assert row.listed.facts == {"job": "TKSK", "unit": "Labuan"}


@pytest.mark.parametrize(
    ("cell", "kept"), [(3, "3"), ("3", "3"), ("Desil 3", "3"), ("03", "3"), (10.0, "10"), ("3,0", "3")]
)
def test_a_desil(tmp_path: Path, cell: object, kept: str) -> None:
    row = one(tmp_path, ["NIK", "Desil"], [NIK, cell], OfficialKind.POVERTY_REGISTER)
    assert (row.listed.facts, row.problems) == ({"desil": kept}, ())


@pytest.mark.parametrize("cell", [0, 11, "1-4", "miskin", 3.5])
def test_what_is_no_desil_is_left_out(tmp_path: Path, cell: object) -> None:
    row = one(tmp_path, ["NIK", "Desil"], [NIK, cell], OfficialKind.POVERTY_REGISTER)
    assert row.listed.facts == {}
    assert codes(row) == ["sheets.not_a_number"]


def test_columns_of_aids(tmp_path: Path) -> None:
    headings = ["NIK", "BANSOS PKH", "BANSOS BPNT", "PBI JKN", "BST"]
    row = one(tmp_path, headings, [NIK, "YA", "TIDAK", "", "bst"], OfficialKind.POVERTY_REGISTER)
    assert row.listed.receives == {"pkh": True, "bpnt": False, "bst": True}
    assert row.problems == ()


def test_a_word_that_is_neither_yes_nor_no_is_said(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "BANSOS PKH"], [NIK, "2019"], OfficialKind.POVERTY_REGISTER)
    assert row.listed.receives == {}
    assert codes(row) == ["sheets.unknown_code"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("EXCLUDE MENINGGAL", ListOutcome.DIED),
        ("GRADUASI", ListOutcome.ENDED),
        ("SUKSES SPM", ListOutcome.LISTED),
    ],
)
def test_words_of_siks(tmp_path: Path, word: str, outcome: ListOutcome) -> None:
    row = one(tmp_path, ["NIK", "No Peserta", "Status"], [NIK, "360101000012345", word], OfficialKind.OTHER_AID)
    assert row.listed.outcome is outcome
    assert row.listed.facts == {"number": "360101000012345", "word": word}


def test_rows_are_numbered_as_the_spreadsheet_does_and_end_at_the_mark(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Daftar"],
        ["NIK", "No KK", "Nama"],
        [1, 2, 3],
        [NIK, KK, "SITI"],
        ["", "", ""],
        ["", KK, "UJANG"],
    ]
    rows += [["###", "", ""], [NIK, KK, "never"]]
    found = read(made.xlsx(tmp_path / "l.xlsx", rows), OfficialKind.STAFF)
    assert [(row.listed.row, row.listed.name) for row in found] == [(4, "SITI"), (6, "UJANG")]


def test_rows_shorter_than_the_headings(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "l.csv", [["NIK", "Nama", "Jabatan"], [NIK], [NIK, "SITI"]])
    assert [row.listed.name for row in read(path, OfficialKind.STAFF)] == ["", "SITI"]


def test_words_for_nothing_are_nothing(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Nama", "Tanggal Lahir", "Jabatan"], ["-", "NULL", "0", "."], OfficialKind.STAFF)
    assert row.listed == Listed(2)
    assert not row.listed.usable


@pytest.mark.parametrize("write", [made.xls, made.delimited])
def test_other_kinds_of_files(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = write(tmp_path / "l.dat", [HEADINGS, [NIK, KK, "SITI AMINAH", "17/08/1985", "P", "PADAN"]])
    (row,) = read(path)
    assert (row.listed.nik, row.listed.birth_date, row.listed.outcome) == (NIK, date(1985, 8, 17), ListOutcome.MATCH)


class Stop:
    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def test_reading_can_be_stopped(tmp_path: Path) -> None:
    path = made.delimited(tmp_path / "l.csv", [["NIK", "Nama"], *([NIK, "SITI"] for _ in range(600))])
    layout = load_list_layout(OfficialKind.STAFF)
    seen = sight(path, layout)
    rows = read_list(path, seen, guess(seen.headings, layout), layout, today=made.TODAY, progress=Stop())
    with pytest.raises(Cancelled):
        list(rows)


def test_what_stands_in_many_rows_is_told_of_each_in_its_own_row(tmp_path: Path) -> None:
    """Cells that say the same are read once, and are nobody's alone."""
    rows = [[NIK, "17-08-1985", "entah", "9"], [NIK, "31-31-1985", "PADAN", "2"]] * 3
    path = made.xlsx(tmp_path / "l.xlsx", [["NIK", "Tanggal Lahir", "Keterangan", "Desil"], *rows])
    found = read(path, OfficialKind.DUKCAPIL)
    assert [row.listed.birth_date for row in found] == [date(1985, 8, 17), None] * 3
    assert [row.listed.outcome for row in found] == [None, ListOutcome.MATCH] * 3
    assert [[problem.row for problem in row.problems] for row in found] == [[2], [3], [4], [5], [6], [7]]
    assert [codes(row) for row in found] == [["list.unknown_word"], codes(found[1])] * 3
    assert found[0].listed.facts == found[2].listed.facts
    assert found[0].listed.facts is not found[2].listed.facts


def test_the_same_figure_in_two_columns_means_what_its_column_means(tmp_path: Path) -> None:
    headings = ["NIK", "Desil", "Persentil"]
    rows = [[NIK, "10", "10"], [NIK, "10", "11"], [NIK, "11", "10"]]
    found = read(made.xlsx(tmp_path / "l.xlsx", [headings, *rows]), OfficialKind.POVERTY_REGISTER)
    assert [row.listed.facts for row in found] == [
        {"desil": "10", "percentile": "10"}, {"desil": "10", "percentile": "11"}, {"percentile": "10"},
    ]  # fmt: skip
    assert [codes(row) for row in found] == [[], [], ["sheets.not_a_number"]]


def test_a_card_stored_as_text_and_as_a_number_is_not_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [[NIK, KK], [NIK, int(KK)], [NIK, KK]]
    found = read(made.xlsx(tmp_path / "l.xlsx", [["NIK", "No KK"], *rows]))
    assert [row.listed.no_kk for row in found] == [KK, "", KK]
    assert [codes(row) for row in found] == [[], ["sheets.kk_number"], []]


@pytest.mark.parametrize("word", ["(null)", "#n/a ", "#N/A", "#nothing"])
def test_short_words_for_nothing_and_errors_are_told_apart(tmp_path: Path, word: str) -> None:
    row = one(tmp_path, ["NIK", "No KK", "Nama"], [NIK, KK, word])
    assert row.listed.name == {"#n/a ": "#n/a", "#nothing": "#nothing"}.get(word, "")
    assert codes(row) == (["sheets.error_cell"] if word == "#N/A" else [])


def test_a_row_of_text_wider_than_its_headings_names_nobody(tmp_path: Path) -> None:
    """A separator within the name: the word of the next column would be taken for the result."""
    rows = [f"{NIK};{KK};SITI; AMINAH;17-08-1985;P;MENINGGAL", f'{NIK};{KK};"SITI; AMINAH";17-08-1985;P;PADAN;;']
    (tmp_path / "l.csv").write_text("\n".join([";".join(HEADINGS), *rows]), "utf-8")
    moved, sound = read(tmp_path / "l.csv")
    assert (moved.listed, codes(moved)) == (Listed(2), ["sheets.row_too_wide"])
    assert (sound.listed.name, sound.listed.outcome, sound.problems) == ("SITI; AMINAH", ListOutcome.MATCH, ())


def test_a_note_beside_the_table_of_a_workbook_moves_nothing(tmp_path: Path) -> None:
    row = one(tmp_path, ["NIK", "Keterangan"], [NIK, "PADAN", "", "sudah dicek"])
    assert (row.listed.outcome, row.problems) == (ListOutcome.MATCH, ())

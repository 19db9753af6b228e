"""Answers of payers as read: which column means what, and what each row says."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from desktop.errors import Refused
from desktop.rules.payout_paths import OrderOutcome
from desktop.rules.payout_reasons import load_reasons
from desktop.sheets.payer_answer import (
    AnswerRow,
    check_answer,
    guess_answer,
    load_answer_layouts,
    read_answer,
    sight_answer,
)
from desktop.sheets.payer_words import Words

TODAY = date(2019, 5, 1)


def book(path: Path, *rows: Sequence[object]) -> Path:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    made.save(path)
    return path


def read(path: Path) -> list[AnswerRow]:
    seen, layout = sight_answer(path, load_answer_layouts())
    return list(
        read_answer(path, seen, guess_answer(seen.headings, layout), Words(layout.words, load_reasons()), TODAY)
    )


def test_the_answer_of_a_bank_is_known_by_its_headings(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        ["Laporan hasil kredit massal", None],
        [],
        ["No", "No Rekening", "Nama", "Nominal", "Status", "Alasan", "Tanggal"],
        [1, "0071000000001", "SITI AMINAH", 1_000_000, "Berhasil", None, date(2019, 4, 11)],
        [2, "0071000000002", "ROHAYATI", "1.000.000,00", "GAGAL", "Nama beda", None],
        [3, "0071 0000 00003", "NURJANAH", "Rp1.000.000", "tidak transaksi", "", ""],
    )
    seen, layout = sight_answer(path, load_answer_layouts())
    assert (layout.name, seen.header_row) == ("bank", 3)
    paid, failed, idle = read(path)
    assert (paid.row, paid.keys["account"], paid.name, paid.amount) == (4, "0071000000001", "SITI AMINAH", 1_000_000)
    assert (paid.outcome, paid.on, paid.problems) == (OrderOutcome.PAID, date(2019, 4, 11), ())
    assert (failed.outcome, failed.reason, failed.told) == (OrderOutcome.FAILED, "name_differs", "GAGAL · Nama beda")
    assert (idle.outcome, idle.keys["account"], idle.amount) == (OrderOutcome.IDLE, "0071000000003", 1_000_000)


def test_the_answer_of_the_post_is_known_by_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "pos.csv"
    path.write_text(
        "No;NIK;Nama Penerima;No Danom;Nominal;Tanggal Bayar;Status;Keterangan\n"
        "1;3601015203840001;SITI AMINAH;kw-36.01-2019-1;1000000;11/04/2019;Dibayar;\n"
        "2;3601015203840002;ROHAYATI;KW-36.01-2019-000002;1000000;;Gagal bayar;Meninggal dunia\n"
        "3;3601015203840003;NURJANAH;KW-36.01-2019-000003;1000000;;Belum diambil;\n",
        "utf-8",
    )
    seen, layout = sight_answer(path, load_answer_layouts())
    assert (layout.name, seen.header_row) == ("kantor_pos", 1)
    paid, failed, idle = read(path)
    assert (paid.keys["receipt"], paid.keys["nik"]) == ("KW-36.01-2019-000001", "3601015203840001")
    assert (failed.outcome, failed.reason) == (OrderOutcome.FAILED, "died")
    assert idle.outcome is OrderOutcome.IDLE


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (["0071000000001", "Entah", 1_000_000, None], "payers.no_word"),
        (["0071000000001", "Berhasil", "sejuta", None], "payers.no_amount"),
        (["0071000000001", "Berhasil", 1_000_000.5, None], "payers.no_amount"),
        (["0071000000001", "Berhasil", -5, None], "payers.no_amount"),
        (["0071000000001", "Berhasil", 1_000_000, "kemarin"], "payers.no_date"),
        ([3601015203840001.0, "Berhasil", 1_000_000, None], "payers.number_damaged"),
        ([True, "Berhasil", 1_000_000, None], "payers.number_damaged"),
    ],
)
def test_a_cell_that_cannot_be_trusted_is_named(tmp_path: Path, cell: list[object], code: str) -> None:
    (row,) = read(book(tmp_path / "a.xlsx", ["No Rekening", "Status", "Nominal", "Tanggal"], cell))
    (problem,) = row.problems
    assert (problem.code, problem.row, problem.refuses) == (code, 2, True)
    assert problem.column in "ABCD"
    assert problem.heading in ("No Rekening", "Status", "Nominal", "Tanggal")


def test_a_short_number_in_a_numeric_cell_is_compared(tmp_path: Path) -> None:
    """It is held against what was sent and never kept, so a lost zero shows as unknown and nothing worse."""
    (row,) = read(book(tmp_path / "a.xlsx", ["No Rekening", "Status"], [71000000001, "Berhasil"]))
    assert (row.keys["account"], row.problems) == ("71000000001", ())


def test_a_reason_in_the_place_of_the_status_means_failed(tmp_path: Path) -> None:
    (row,) = read(book(tmp_path / "a.xlsx", ["No Rekening", "Status"], ["1", "Rekening tidak aktif"]))
    assert (row.outcome, row.reason, row.told) == (OrderOutcome.FAILED, "inactive", "Rekening tidak aktif")


def test_a_reason_nobody_coded_keeps_its_words(tmp_path: Path) -> None:
    (row,) = read(book(tmp_path / "a.xlsx", ["No Rekening", "Status", "Alasan"], ["1", "Gagal", "Listrik padam"]))
    assert (row.outcome, row.reason, row.told) == (OrderOutcome.FAILED, "other", "Gagal · Listrik padam")


def test_numbering_and_what_stands_below_the_end_are_no_rows(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        ["No Rekening", "Nama", "Status", "Nominal"],
        ["(1)", "(2)", "(3)", "(4)"],
        ["1", "A", "Berhasil", 1],
        [None, None, None, None],
        ["###", None, None, None],
        ["2", "B", "Berhasil", 1],
    )
    assert [row.row for row in read(path)] == [3]


def test_unknown_headings_are_left_to_a_person(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", ["Kolom satu", "Kolom dua", "Kolom tiga"], ["1", "x", "y"])
    seen, layout = sight_answer(path, load_answer_layouts())
    assert (seen.headings, guess_answer(seen.headings, layout)) == (("Kolom satu", "Kolom dua", "Kolom tiga"), {})


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({0: "status"}, "payers.answer_no_key"),
        ({0: "nik"}, "payers.answer_no_status"),
        ({0: "nik", 1: "nik", 2: "status"}, "payers.answer_field"),
        ({0: "nik", 1: "umur", 2: "status"}, "payers.answer_field"),
    ],
)
def test_columns_that_name_no_payment_or_no_outcome_are_refused(columns: dict[int, str], code: str) -> None:
    with pytest.raises(Refused) as refused:
        check_answer(columns)
    assert refused.value.code == code


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        sight_answer(book(tmp_path / "a.xlsx"), load_answer_layouts())
    assert refused.value.code == "sheets.empty"


def test_every_reason_is_known_by_each_of_its_words_and_by_no_other(checkout: Path) -> None:
    reasons = load_reasons(checkout / "resources" / "payer_reasons.toml")
    assert reasons.all[-1].code == "other"
    for reason in reasons.all:
        assert {reasons.code_of(word.lower()) for word in (reason.label, *reason.words)} == {reason.code}
        assert reasons.label(reason.code) == reason.label
    assert reasons.code_of("hujan") == ""
    assert reasons.label("hujan") == "hujan"


def test_nothing_is_read_of_a_row_of_text_wider_than_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "bank.csv"
    path.write_text(
        "No Rekening;Nama;Nominal;Status\n0071000000001;SITI; AMINAH;1000000;Berhasil\n"
        "0071000000002;ROHAYATI;1000000;Berhasil;\n",
        "utf-8",
    )
    moved, sound = read(path)
    assert (moved.moved, moved.outcome, moved.amount, set(moved.keys.values())) == (True, None, None, {""})
    assert [problem.code for problem in moved.problems] == ["sheets.row_too_wide"]
    assert moved.cells == ("0071000000001", "SITI", "AMINAH", "1000000", "Berhasil")
    assert (sound.moved, sound.outcome, sound.problems) == (False, OrderOutcome.PAID, ())

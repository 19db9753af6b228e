"""The list of missing receipts: its sum, what is written when nothing is missing, and long names in narrow cells."""

from datetime import date
from io import BytesIO

from desktop.documents.listing import write_list, write_lists
from desktop.documents.missing_list import COLUMNS, Around, MissingLine, cells, nothing, sheet
from tests.documents.paper_readers import page_size_mm, words

AROUND = Around("Dinas Sosial · Pemerintah Kabupaten Pandeglang", "Dicetak 11-04-2019", "Jamsosratu 2019, tahap 2019/1")
LINE = MissingLine("KW-36.01-2019-000127", "SITI AMINAH", date(2019, 4, 11), 1_000_000)


def test_a_row_leaves_room_for_what_became_of_the_paper() -> None:
    made = cells(3, LINE)
    assert made == ("3", "KW-36.01-2019-000127", "SITI AMINAH", "11 Apr 2019", "Rp1.000.000", "")
    assert len(made) == len(COLUMNS)
    assert cells(1, MissingLine("KW", "X", None, 1))[3] == ""


def test_the_head_counts_and_the_foot_sums() -> None:
    head = sheet(AROUND, "Desa Cikadu, Kecamatan Cibitung", (LINE, LINE), 2_000)
    assert head.about == ("Jamsosratu 2019, tahap 2019/1", "Desa Cikadu, Kecamatan Cibitung",
                          "2 dari 2.000 kuitansi belum kembali")  # fmt: skip
    assert head.totals == ("", "", "Jumlah", "", "Rp2.000.000", "")


def test_nothing_missing_is_said_on_paper() -> None:
    out = BytesIO()
    write_lists([], nothing(AROUND), out)
    assert "Tidak ada baris." in words(out.getvalue())
    assert nothing(AROUND).totals == ()


def test_long_names_and_large_amounts_fit() -> None:
    name = "RADEN RORO SITI NURHAYATI KUSUMANINGRUM BINTI HAJI ABDURRAHMAN WAHID"
    line = MissingLine("KW-36.01-2019-999999999", name, date(2019, 12, 31), 999_999_999)
    out = BytesIO()
    write_list([cells(1, line)], sheet(AROUND, "Desa Cikadu", (line,), 1), out)
    text = words(out.getvalue())
    assert page_size_mm(out.getvalue()) == (210, 297)
    assert text.count("Rp999.999.999") == 2
    assert "ABDURRAHMAN WAHID" in text
    assert "KW-36.01-2019-999999999" in text

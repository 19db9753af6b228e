"""The record of a hand-over of data: what both sign says what the package is, once, under a number of the register."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.documents.handover_of_data import KINDS, HandedData, in_groups, minutes_of
from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.rules.ids import new_id
from desktop.services import letters
from desktop.services.exchange import handing_over, packing
from desktop.services.exchange.handing_over import HandOver, Signing
from desktop.services.exchange.kinds import kinds
from desktop.services.exchange.packing import PackageRow
from tests import families
from tests.services.exchange.conftest import End
from tests.services.exchange.forging import keys_of


@pytest.fixture
def package(district: End, province: End) -> PackageRow:
    families.add(district.desk, 4)
    return packing.make(district.desk, "36", "2019/1").value


def text_of(made: HandOver) -> str:
    pages = PdfReader(BytesIO(made.paper.pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def record(end: End, package: PackageRow, signing: Signing | None = None) -> HandOver:
    return handing_over.record(end.desk, package.id, signing).value


def test_it_says_who_what_and_how_to_know_it_again(district: End, package: PackageRow) -> None:
    signing = Signing("Siti Aminah, S.Sos., Operator", "Asep Sunandar, Kepala Seksi", "Pandeglang")
    made = record(district, package, signing)
    said = text_of(made)
    digest = hashlib.sha256(package.path.read_bytes()).hexdigest().upper()
    assert " ".join(digest[at : at + 4] for at in range(0, 32, 4)) in said
    assert digest[-4:] in said
    assert keys_of(district).card.fingerprint in said
    for words in ("SERAH TERIMA DATA", "Periode 2019/1", "Keluarga 4", "Anggota keluarga 8", "Siti Aminah, S.Sos.",
                  "Asep Sunandar", "Yang menyerahkan", "Yang menerima", package.path.name):  # fmt: skip
        assert words in said, words
    assert made.number in said
    assert "SALINAN" not in said


def test_the_number_is_the_next_of_the_register_and_the_paper_stands_in_it(district: End, package: PackageRow) -> None:
    made = record(district, package)
    (row,) = letters.register(district.desk, "serah terima").rows
    assert (row.id, row.number, row.number_text, row.prints) == (made.letter, 1, made.number, 1)
    second = packing.make(district.desk, "36").value
    assert record(district, second).number != made.number
    assert [one.number for one in letters.register(district.desk, "serah terima").rows] == [2, 1]


def test_once_issued_it_is_printed_again_as_a_copy_of_the_same_words(district: End, package: PackageRow) -> None:
    first = record(district, package, Signing("Siti Aminah", "Asep"))
    again = record(district, package, Signing("Somebody Else"))
    assert (again.copy, again.letter, again.number) == (True, first.letter, first.number)
    said = text_of(again)
    assert "SALINAN" in said
    assert "Siti Aminah" in said
    assert "Somebody" not in said
    (row,) = letters.register(district.desk, "serah terima").rows
    assert row.prints == 2


def test_nobody_hands_over_what_was_not_made(district: End, package: PackageRow) -> None:
    with pytest.raises(Refused, match="package_unknown"):
        handing_over.record(district.desk, new_id())
    with pytest.raises(Refused, match="not_allowed"):
        handing_over.record(district.supervisor, package.id)


def test_it_is_saved_as_a_file(district: End, package: PackageRow, tmp_path: Path) -> None:
    made = record(district, package, Signing(paper=Paper.F4))
    path = handing_over.save(district.desk, made, tmp_path / "ba.pdf")
    page = PdfReader(path).pages[0]
    assert (round(page.mediabox.width / 72 * 25.4), round(page.mediabox.height / 72 * 25.4)) == (215, 330)


def test_money_is_said_in_figures_and_words(package: PackageRow) -> None:
    data = HandedData(
        "Dinas Sosial Kabupaten Pandeglang", "Kantor Banten", 3, "36.01#1", "a.ejsika", "2019/1", package.made_at,
        1_200, 30, {"household": 10, "payment": 12, "rupiah": 12_000_000, "visit": 5}, "ab" * 32,
        "2E09-X9N8-WGFZ-3VJS-XCRM",
    )  # fmt: skip
    made, rows = minutes_of(data, Letterhead("", "DINAS SOSIAL"), "1", package.made_at.date(), "", [], Paper.A4)
    figures = {name: value for table in made.tables for name, value in table.rows}
    assert figures["Nilai penyaluran"] == "Rp12.000.000 (dua belas juta rupiah)"
    assert (figures["Keluarga"], figures["Anggota keluarga"], figures["Penyaluran"]) == ("10", "0", "12")
    assert rows == [["1", "Keluarga", "10"], ["2", "Kunjungan", "5"], ["3", "Penyaluran", "12"]]


def test_a_digest_is_read_in_groups() -> None:
    assert in_groups("0123456789abcdef" * 4) == ["0123 4567 89AB CDEF 0123 4567 89AB CDEF"] * 2


def test_people_have_a_word_for_what_mostly_travels() -> None:
    assert set(KINDS) <= set(kinds())

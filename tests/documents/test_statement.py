"""The statement of full responsibility on paper: number, who states what, the stamp, and points over several pages."""

from dataclasses import replace
from io import BytesIO

import pytest

from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import Paper
from desktop.documents.receipt_rows import Signatory
from desktop.documents.signed_rows import Closing
from desktop.documents.statement import StatementPaper, write_statement
from tests.documents.paper_readers import ink, metadata, page_size_mm, page_words, words

STATEMENT = StatementPaper(
    Letterhead("Pemerintah Kabupaten Pandeglang", "Dinas Sosial"),
    "Surat Pernyataan Tanggung Jawab Mutlak",
    "460/12/Linjamsos/IV/2019",
    "Yang bertanda tangan di bawah ini:",
    (("Nama", "Hj. IDA NURAIDA, S.Sos., M.M."), ("NIP", "197003121996032004")),
    "menyatakan bahwa:",
    ("Daftar telah diteliti.", "Kami bersedia bertanggung jawab."),
    "Demikian surat pernyataan ini dibuat.",
    Closing(
        place_and_date="Pandeglang, 11 April 2019",
        signers=(Signatory("Yang membuat pernyataan,", "KPA", "Hj. IDA NURAIDA", "197003121996032004"),),
        stamp="Meterai Rp10.000",
    ),
    "Dicetak 11-04-2019 09.00 oleh Si Operator",
)


def paper(statement: StatementPaper = STATEMENT) -> bytes:
    out = BytesIO()
    write_statement(statement, out)
    return out.getvalue()


def test_it_says_everything_on_one_page() -> None:
    (page,) = page_words(paper())
    for said in (
        "PEMERINTAH KABUPATEN PANDEGLANG", "SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", "Nomor: 460/12/Linjamsos/IV/2019",
        ": Hj. IDA NURAIDA, S.Sos., M.M.", "Daftar telah diteliti.", "Demikian surat pernyataan ini dibuat.",
        "Pandeglang, 11 April 2019", "NIP 19700312 199603 2 004", "Dicetak 11-04-2019", "Halaman 1",
    ):  # fmt: skip
        assert said in page, said


def test_it_is_stamped_whatever_the_amount_unless_the_office_says_not() -> None:
    assert "Meterai Rp10.000" in words(paper())
    assert "Meterai" not in words(paper(replace(STATEMENT, closing=replace(STATEMENT.closing, stamp=""))))


def test_many_points_go_on_on_the_next_page_and_the_end_stands_together() -> None:
    points = tuple(f"Butir ke-{at}: {'bantuan sosial ' * 20}" for at in range(1, 20))
    made = page_words(paper(replace(STATEMENT, points=points)))
    assert len(made) > 1
    assert all(f"Butir ke-{at}:" in " ".join(made) for at in range(1, 20))
    assert "Yang membuat pernyataan" in made[-1]
    assert "NIP 19700312 199603 2 004 Hj. IDA NURAIDA" in made[-1]


@pytest.mark.parametrize("size", Paper)
def test_it_stays_within_its_paper(size: Paper) -> None:
    made = paper(replace(STATEMENT, paper=size, points=("Tanggung jawab " * 60,)))
    wide, high = page_size_mm(made)
    assert (wide, high) == ((210, 297) if size is Paper.A4 else (215, 330))
    left, _, right, bottom = ink(made)
    assert left >= 20
    assert right <= wide - 20
    assert bottom <= high - 15


def test_practice_stands_over_it() -> None:
    assert "LATIHAN" in words(paper(replace(STATEMENT, practice=True)))
    assert "LATIHAN" not in words(paper())


def test_the_file_says_what_it_is() -> None:
    assert metadata(paper())["/Title"] == "Surat Pernyataan Tanggung Jawab Mutlak"

"""The list of an auditor's findings: every phrase has the values of its sentence, long words fit their cells."""

import re
from io import BytesIO

import pytest

from desktop.documents.audit_list import COLUMNS, PHRASES, TITLES, Around, AuditLine, cells, phrase, sheet, whole
from desktop.documents.listing import write_list
from desktop.wording.translator import sentences
from tests.documents.paper_readers import page_size_mm, words

AROUND = Around("Dinas Sosial · Pemerintah Kabupaten Pandeglang", "Dicetak 11-04-2019", ("Semua daftar",))
VALUES = {
    name: f"({name})"
    for name in ("on", "list", "value", "other", "where", "granted", "listed", "reason", "person", "days", "proxy",
                 "count", "by", "at")
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(PHRASES))
def test_a_phrase_needs_no_value_that_the_sentence_lacks(code: str) -> None:
    fields = re.compile(r"{(\w+)}")
    assert set(fields.findall(PHRASES[code])) <= set(fields.findall(sentences()[code]))


@pytest.mark.parametrize("code", sorted(TITLES))
def test_a_row_of_each_test_can_be_written(code: str) -> None:
    line = AuditLine(code, "SITI AMINAH", "JSR-36.01-000001", "Cikadu", "2019/1", 1_000_000, VALUES)
    made = cells(7, line)
    assert len(made) == len(COLUMNS)
    assert made[0] == "7"
    assert (made[1], made[5], made[7]) == ("SITI AMINAH", "Rp1.000.000", "")
    assert made[6] == phrase(line)
    assert "{" not in made[6]


def test_what_is_about_a_list_has_no_amount() -> None:
    line = AuditLine("audit.not_in_decree", "jamsosratu:2019/1", "", "", "", None, VALUES)
    assert cells(1, line)[5] == ""


def test_long_names_fit_on_a_wide_page() -> None:
    told = VALUES | {"other": "RADEN RORO SITI NURHAYATI KUSUMANINGRUM BINTI HAJI ABDURRAHMAN", "value": "3601••••0003"}
    line = AuditLine("audit.double_nik", told["other"], "JSR-36.01-000001", "Sukamanah Girang Kidul", "2019/1+1",
                     999_999_999, told)  # fmt: skip
    out = BytesIO()
    head = sheet(AROUND, line.code, "doubtful", 1)
    write_list([cells(1, line)], head, out)
    text = words(out.getvalue())
    assert page_size_mm(out.getvalue()) == (297, 210)
    assert "Rp999.999.999" in text
    assert "KUSUMANINGRUM BINTI" in text
    assert "Satu NIK, dua keluarga" in text
    assert "tidak menghentikan persetujuan · 1 baris" in text


def test_a_long_explanation_is_read_to_its_end() -> None:
    """Four hundred signs, the most that can be typed, and who wrote them."""
    said = " ".join(f"kata{place:03}" for place in range(50)) + " (Neneng Suryani, 11-04-2019)"
    line = AuditLine("audit.receipt_missing", "SITI AMINAH", "", "Cikadu", "2019/1", 1_000_000, VALUES, said)
    out = BytesIO()
    write_list([cells(1, line)], sheet(AROUND, line.code, "doubtful", 17, 3), out)
    text = words(out.getvalue())
    for part in ("kata000", "kata025", "kata049", "(Neneng Suryani, 11-04-2019)"):
        assert part in text
    assert "17 baris · 3 dijelaskan" in text


def test_the_head_of_everything_says_which_run() -> None:
    assert whole(AROUND).about == ("Semua daftar",)
    assert whole(AROUND).title == "Hasil uji pemeriksaan"

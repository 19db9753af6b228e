"""Files for payers as they come out, read back by other readers."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from desktop.errors import Refused
from desktop.sheets.payer_file import PayHead, PayLine, write_payout
from desktop.sheets.payer_template import PayerTemplate, parse_template

TEXTS = {"payer": "BJB", "office": "Kabupaten Pandeglang", "agency": "Dinas Sosial", "date": "20190411",
         "day": "11/04/2019", "number": "1", "programme": "Jamsosratu", "year": "2019", "tranche": "1"}  # fmt: skip


def line(name: str = "SITI AMINAH", account: str = "0071000000001", amount: int = 1_000_000) -> PayLine:
    return PayLine(amount, {"account": account, "holder": name, "name": name, "nik": "3601015203840001",
                            "receipt": "KW-36.01-2019-000001", "remark": "JAMSOSRATU 2019 TAHAP 1"})  # fmt: skip


def packaged(checkout: Path, name: str) -> PayerTemplate:
    return parse_template((checkout / "resources" / "payer_files" / f"{name}.toml").read_bytes())


def written(template: PayerTemplate, lines: Sequence[PayLine]) -> bytes:
    file = BytesIO()
    head = PayHead(len(lines), sum(one.amount for one in lines), TEXTS)
    write_payout(file, template, head, lines)
    return file.getvalue()


def test_a_workbook_keeps_numbers_as_text_and_says_its_totals(checkout: Path) -> None:
    book = load_workbook(BytesIO(written(packaged(checkout, "bank_umum"), [line(), line("NURJANAH", "0071000000002")])))
    rows = list(book["Pembayaran"].iter_rows(values_only=True))
    assert rows[1][0] == "Daftar pembayaran Jamsosratu tahap 1 tahun 2019 melalui BJB"
    assert rows[3][:5] == ("No", "No Rekening", "Nama Pemilik Rekening", "NIK", "Nominal")
    assert rows[4][:5] == (1, "0071000000001", "SITI AMINAH", "3601015203840001", 1_000_000)
    assert rows[6][:2] == ("Jumlah keluarga", "2")
    assert rows[7][:2] == ("Jumlah rupiah", "2.000.000")


def test_the_post_gets_room_for_what_became_of_each(checkout: Path) -> None:
    book = load_workbook(BytesIO(written(packaged(checkout, "kantor_pos"), [line()])))
    rows = list(book["Alokasi"].iter_rows(values_only=True))
    assert rows[3][-3:] == ("Tanggal Bayar", "Status", "Keterangan")
    assert rows[4][-3:] == (None, None, None)
    assert rows[-1][:3] == ("Jumlah alokasi", "1", "1.000.000")


def test_delimited_text_has_its_head_and_its_end(checkout: Path) -> None:
    text = written(packaged(checkout, "bjb"), [line(), line('ADE "NENG"; S.', "0071000000002")]).decode()
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert text.count("\r\n") == 5
    assert rows[0] == ["H", "20190411", "2", "2000000.00"]
    assert rows[2] == ["D", "0071000000001", "SITI AMINAH", "1000000.00", "KW-36.01-2019-000001",
                       "JAMSOSRATU 2019 TAHAP 1"]  # fmt: skip
    assert rows[3][2] == 'ADE "NENG"; S.'
    assert rows[-1] == ["T", "2", "2000000.00"]


def test_every_line_of_fixed_width_is_as_long_as_the_others(checkout: Path) -> None:
    lines = written(packaged(checkout, "bank_banten"), [line(), line("É" + "A" * 60)]).decode("ascii").split("\r\n")
    assert lines[0] == "02019041100000002"
    assert lines[3:] == ["900000002000000002000000", ""]
    assert {len(one) for one in lines[1:3]} == {1 + 20 + 35 + 15 + 24 + 40}
    assert lines[1][:21] == "10071000000001       "
    assert lines[1][56:71] == "000000001000000"
    assert lines[2][21:56] == "E" + "A" * 34, "a name is cut, and written with the letters there are"


def test_a_number_is_never_cut(checkout: Path) -> None:
    with pytest.raises(Refused) as refused:
        written(packaged(checkout, "bank_banten"), [line(), line(account="0" * 21)])
    assert refused.value.code == "payers.too_wide"
    (account,) = {one.heading for one in packaged(checkout, "bank_banten").columns if one.field == "account"}
    assert refused.value.values["heading"] == (account or "account"), "a column without a heading goes by its field"
    assert refused.value.values == {"heading": "No Rekening", "row": 2, "width": 20, "needs": 21}


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "+SITI", "-AMINAH", "@SUM(A1)", "|calc"])
@pytest.mark.parametrize("template", ["bank_umum", "bjb"])
def test_what_looks_like_a_formula_stays_text(checkout: Path, template: str, name: str) -> None:
    data = written(packaged(checkout, template), [line(name)])
    if template == "bjb":
        (cell,) = [row[2] for row in csv.reader(StringIO(data.decode()), delimiter=";") if row and row[0] == "D"]
    else:
        found = load_workbook(BytesIO(data)).active
        assert found is not None
        assert found["C5"].data_type == "s"
        cell = str(found["C5"].value)
    assert cell == f"'{name}"


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"]), max_size=30), st.integers(1, 10**12)
        ),
        min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_whatever_people_are_called_there_is_a_line_for_each(people: list[tuple[str, int]]) -> None:
    template = parse_template(
        b'name = "a"\ntitle = "a"\nform = "delimited"\nencoding = "cp1252"\nheadings = false\nbelow = [["{total}"]]\n'
        b'[[columns]]\nfield = "account"\n[[columns]]\nfield = "holder"\n[[columns]]\nfield = "amount"\n'
    )
    text = written(template, [line(name, "1", amount) for name, amount in people]).decode("cp1252")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter=";"))
    assert [row[2] for row in rows[:-1]] == [str(amount) for _, amount in people]
    assert rows[-1] == [str(sum(amount for _, amount in people))]

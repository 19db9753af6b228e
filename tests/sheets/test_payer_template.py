"""Templates of payers' files: those that are packaged, and what is refused in one that an office wrote."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.sheets.payer_template import FIELDS, Form, parse_template

GOOD = """\
name = "bank_kita"
title = "Bank kita"
form = "delimited"
separator = "|"

[[columns]]
heading = "Rekening"
field = "account"

[[columns]]
heading = "Nominal"
field = "amount"
"""


def packaged(checkout: Path) -> list[Path]:
    return sorted((checkout / "resources" / "payer_files").glob("*.toml"))


def test_every_packaged_template_is_one_and_says_that_it_is_an_example(checkout: Path) -> None:
    made = [parse_template(path.read_bytes()) for path in packaged(checkout)]
    assert {one.name for one in made} == {path.stem for path in packaged(checkout)}
    assert {one.form for one in made} == set(Form)
    for one in made:
        assert "tidak diketahui" in one.note, one.name
        assert [column.field for column in one.columns].count("amount") == 1, one.name
        assert {"account", "nik"} & {column.field for column in one.columns}, one.name


def test_what_is_not_said_has_its_usual_value() -> None:
    made = parse_template(GOOD.encode())
    assert (made.separator, made.encoding, made.decimals, made.headings, made.suffix) == ("|", "utf-8", 0, True, ".csv")
    assert [column.heading for column in made.columns] == ["Rekening", "Nominal"]
    assert made.above == made.below == ()


def test_an_amount_is_written_with_or_without_decimals() -> None:
    assert parse_template(GOOD.encode()).amount(1_000_000) == "1000000"
    two = GOOD.replace('separator = "|"', 'decimals = 2\ndecimal = ","')
    assert parse_template(two.encode()).amount(1_000_000) == "1000000,00"


def test_the_mark_at_the_beginning_and_windows_line_ends_do_no_harm() -> None:
    assert parse_template(GOOD.replace("\n", "\r\n").encode("utf-8-sig")).name == "bank_kita"


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "field"),
    [
        ('form = "delimited"', 'form = "pdf"', "payers.template_value", 3, "form"),
        ('form = "delimited"', "", "payers.template_needs", 1, "form"),
        ('title = "Bank kita"', "title = 7", "payers.template_kind", 2, "title"),
        ('name = "bank_kita"', 'name = " "', "payers.template_needs", 1, "name"),
        ('separator = "|"', 'separator = "||"', "payers.template_value", 4, "separator"),
        ('separator = "|"', 'separator = "1"', "payers.template_value", 4, "separator"),
        ('separator = "|"', 'separator = " "', "payers.template_value", 4, "separator"),
        ('separator = "|"', 'encoding = "utf-16"', "payers.template_value", 4, "encoding"),
        ('separator = "|"', 'encoding = "ebcdic-cp-be"', "payers.template_value", 4, "encoding"),
        ('name = "bank_kita"', 'name = "../x"', "payers.template_value", 1, "name"),
        ('name = "bank_kita"', 'name = "a\\\\b"', "payers.template_value", 1, "name"),
        ('separator = "|"', 'pemisah = "|"', "payers.template_unknown", 4, "pemisah"),
        ('separator = "|"', 'encoding = "utf-99"', "payers.template_value", 4, "encoding"),
        ('separator = "|"', "decimals = 1", "payers.template_value", 4, "decimals"),
        ('separator = "|"', "decimals = true", "payers.template_value", 4, "decimals"),
        ('separator = "|"', 'decimal = "0"', "payers.template_value", 4, "decimal"),
        ('separator = "|"', 'headings = "ya"', "payers.template_kind", 4, "headings"),
        ('separator = "|"', "payers = [3]", "payers.template_kind", 4, "payers"),
        ('separator = "|"', 'above = ["Jumlah"]', "payers.template_kind", 4, "above"),
        ('separator = "|"', 'above = [["{nik}"]]', "payers.template_value", 4, "above"),
        ('separator = "|"', 'below = [["{total"]]', "payers.template_kind", 4, "below"),
        ('separator = "|"', 'below = [["{total!r}"]]', "payers.template_kind", 4, "below"),
        ('separator = "|"', 'below = [["{total:>{count}}"]]', "payers.template_kind", 4, "below"),
        ('field = "account"', 'field = "rekening"', "payers.template_value", 8, "field"),
        ('field = "account"', 'value = "1"', "payers.template_column", 6, "columns"),
        ('field = "amount"', 'value = "1"', "payers.template_column", 6, "columns"),
        ('field = "amount"', 'field = "amount"\nvalue = "1"', "payers.template_field_or_value", 12, "field"),
        ('field = "amount"', 'field = "amount"\nwidth = "9"', "payers.template_kind", 13, "width"),
        ('field = "amount"', 'field = "amount"\nlebar = 9', "payers.template_unknown", 13, "lebar"),
        ('field = "amount"', 'field = "amount"\nwidth = 999', "payers.template_value", 13, "width"),
    ],
)
def test_a_wrong_template_names_line_and_field(old: str, new: str, code: str, line: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_template(GOOD.replace(old, new).encode())
    told = refused.value
    assert (told.code, told.values["line"], told.values["field"]) == (code, line, field)


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "cp1252", "windows-1252", "ascii", "us-ascii"])
def test_an_encoding_goes_by_any_of_its_names(encoding: str) -> None:
    assert parse_template(GOOD.replace('separator = "|"', f'encoding = "{encoding}"').encode()).encoding == encoding


def test_fixed_width_needs_every_width() -> None:
    fixed = GOOD.replace('form = "delimited"', 'form = "fixed"').replace('separator = "|"\n', "")
    with pytest.raises(Refused) as refused:
        parse_template(fixed.encode())
    assert (refused.value.code, refused.value.values["line"]) == ("payers.template_value", 5)


@pytest.mark.parametrize(
    ("data", "line"), [(b'name = "a"\ntitle = \n', 2), (b'name = "a"\ntitle = "\xff"', 2), (b"\n\n[[columns", 3)]
)
def test_what_is_no_template_names_the_line(data: bytes, line: int) -> None:
    with pytest.raises(Refused) as refused:
        parse_template(data)
    assert (refused.value.code, refused.value.values["line"]) == ("payers.template_unreadable", line)


def test_every_field_may_be_a_column() -> None:
    columns = "".join(f'[[columns]]\nheading = "{name}"\nfield = "{name}"\n' for name in FIELDS)
    made = parse_template((GOOD.partition("[[")[0] + columns).encode())
    assert tuple(column.field for column in made.columns) == FIELDS

"""Single cells of each kind of column."""

from datetime import date, datetime

import pytest

from desktop.sheets.cells import Issue, neighbourhood, plain, reader_for
from desktop.sheets.fields import FIELDS
from desktop.sheets.layouts import Codes
from tests.sheets import workbooks as made


def take(field: str, cell: object, codes: Codes | None = None) -> tuple[object, list[str]]:
    value, issues = reader_for(field, codes, made.TODAY)(cell)  # type: ignore[arg-type]
    return value, [issue.code for issue in issues]


@pytest.mark.parametrize("field", sorted(FIELDS))
@pytest.mark.parametrize("nothing", ["", " ", "-", ".", "NULL", "null", "N/A"])
def test_nothing_is_nothing_in_every_column(field: str, nothing: str) -> None:
    codes = Codes({}, ()) if FIELDS[field].reads.value == "code" else None
    assert take(field, nothing, codes) == (None, [])


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_formula_error_is_said_in_every_column(field: str) -> None:
    assert take(field, "#REF!") == (None, ["sheets.error_cell"])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (7.0, "7"),
        (7.5, "7.5"),
        (True, "True"),
        (date(2001, 2, 3), "2001-02-03"),
        (datetime.fromisoformat("2001-02-03T04:05:06"), "2001-02-03T04:05:06"),
        ("  SITI \n AMINAH\t", "SITI AMINAH"),
        ("SITI\u200b\x00AMINAH", "SITI AMINAH"),
        ("SITI\u00a0AMINAH", "SITI AMINAH"),
        (float("inf"), "inf"),
    ],
)
def test_cells_as_a_person_sees_them(cell: object, text: str) -> None:
    assert plain(cell) == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("081234567890", "081234567890"), (81234567890.0, "081234567890"), ("'0812345678", "0812345678"), ("1", None)],
)
def test_phones(cell: object, value: str | None) -> None:
    assert take("phone", cell) == (value, [])


def test_a_phone_of_another_form_is_kept_as_written() -> None:
    assert take("phone", "+62 812-3456") == ("+62 812-3456", [])


@pytest.mark.parametrize(("number", "shown"), [("7", "007"), ("007", "007"), ("0", ""), ("000", ""), ("1234", "1234")])
def test_neighbourhoods(number: str, shown: str) -> None:
    assert neighbourhood(number) == shown


@pytest.mark.parametrize(("cell", "value"), [(7, "007"), ("7", "007"), ("020", "020"), (20.0, "020")])
def test_parts_of_a_bps_code_get_their_zeros_back(cell: object, value: str) -> None:
    assert take("bps_district", cell) == (value, [])


def test_a_part_that_is_too_long() -> None:
    assert take("bps_district", "0200") == (None, ["sheets.not_a_number"])


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("age", "33", 33),
        ("age", 33.0, 33),
        ("age", "33.5", None),
        ("age", "-1", None),
        ("age", "131", None),
        ("age", "nan", None),
        ("age", True, None),
        ("age", 10**400, None),
        ("poverty_percentile", 100, 100),
        ("latitude", "-6,3", -6.3),
        ("latitude", "6.3 LS", None),
        ("longitude", 105.8, 105.8),
        ("longitude", -105.8, None),
    ],
)
def test_numbers(field: str, cell: object, value: float | None) -> None:
    found = [] if value is not None else ["sheets.not_a_number"]
    if cell == "nan":
        assert take(field, cell) == (None, [])  # a way to write nothing
    else:
        assert take(field, cell) == (value, found)


@pytest.mark.parametrize("cell", ["360101000700000001", "3GDKWU", "12", 12, 999_999_999_999_999])
def test_household_numbers_that_are_whole(cell: object) -> None:
    assert take("household_id", cell) == (str(cell), [])


@pytest.mark.parametrize("cell", [10**15, 3.6e17, "3,6E+17", True, date(2001, 2, 3)])
def test_household_numbers_that_are_not(cell: object) -> None:
    value, issues = reader_for("household_id", None, made.TODAY)(cell)  # type: ignore[arg-type]
    assert (value, issues) == (None, (Issue("sheets.id_number", refuses=True),))


@pytest.mark.parametrize(
    ("cell", "value", "found"),
    [
        ("36.01.01.2001", "36.01.01.2001", []),
        ("3601012001", "36.01.01.2001", []),
        (3601012001.0, "36.01.01.2001", []),
        ("36.01", "36.01", []),
        ("SUKAMAJU", None, ["sheets.area_code"]),
        ("360101200", None, ["sheets.area_code"]),
    ],
)
def test_area_codes(cell: object, value: str | None, found: list[str]) -> None:
    assert take("kemendagri_code", cell) == (value, found)


def test_a_code_list_by_number_word_and_oddness() -> None:
    codes = Codes({"1": "L", "perempuan": "P", "9": ""}, (), odd=True, even=False)
    cells = [1, "01", " PEREMPUAN", "9", 3, "4", "0", "lain"]
    taken = [take("sex", cell, codes) for cell in cells]
    assert [value for value, _ in taken] == ["L", "L", "P", None, True, False, None, None]
    assert [found for _, found in taken] == [[]] * 6 + [["sheets.unknown_code"]] * 2


@pytest.mark.parametrize("cell", [0, 0.0, "0"])
def test_a_nik_of_zero_is_missing_whether_text_or_number(cell: object) -> None:
    assert take("nik", cell) == take("no_kk", cell) == (None, [])


def test_a_family_card_with_a_doubtful_date_is_kept() -> None:
    assert take("no_kk", "3601019913190001") == ("3601019913190001", ["rules.kk_impossible_date"])

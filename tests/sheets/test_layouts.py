"""Layouts are data: a new file in the folder is a new layout, and a wrong word in it shows at once."""

from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.rules.terms import Relation
from desktop.sheets.fields import field_of
from desktop.sheets.headings import certain_code, is_numbering, normal_code, normal_heading
from desktop.sheets.layouts import load_layouts, named_layout
from desktop.sheets.recognise import recognise
from tests.sheets import workbooks as made

SMALL = """
name = "desa"
title = "Daftar desa"
signature = ["Nomor Rumah", "Nama Lengkap"]
[columns]
household_id = ["Nomor Rumah"]
name = ["Nama Lengkap", "Nama"]
relation = ["Hubungan"]
[codes.relation]
KK = "head"
any = "other"
"""


def test_the_packaged_layouts() -> None:
    assert [layout.name for layout in load_layouts()] == [
        "bdt2015", "dtks", "ejsika", "opendk", "opensid", "opensid_bantuan", "opensid_rtm", "regsosek2022k", "siak",
    ]  # fmt: skip


@pytest.mark.parametrize("layout", load_layouts(), ids=lambda layout: layout.name)
def test_every_packaged_layout_is_sound(layout) -> None:
    assert layout.title
    assert all(field_of(name) for sheet in (layout, *layout.joined) for name in sheet.columns)
    assert layout.codes.keys() <= layout.columns.keys()
    assert layout.people_known or {"name", "nik"} <= layout.columns.keys()
    assert {"household_id", "no_kk", "participant"} & layout.columns.keys()
    assert all("no_kk" in sheet.columns for sheet in layout.joined)
    headings = layout.by_heading()
    assert layout.people_known or all(headings.get(layout.meaning(heading)) for heading in layout.signature)


def test_a_new_layout_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "desa.toml").write_text(SMALL)
    (layout,) = load_layouts(tmp_path)
    assert layout.codes["relation"].known == {"kk": Relation.HEAD}
    assert layout.codes["relation"].any == Relation.OTHER
    assert layout.by_heading()["nama"] == ["name"]


def test_a_field_that_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "desa.toml").write_text(SMALL.replace("household_id", "rumah"))
    with pytest.raises(ValueError, match="rumah"):
        load_layouts(tmp_path)


@pytest.mark.parametrize("wrong", ['"kepala"', "1"])
def test_a_meaning_that_does_not_exist(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "desa.toml").write_text(SMALL.replace('"head"', wrong))
    with pytest.raises(ValueError, match=wrong.strip('"')):
        load_layouts(tmp_path)


def test_yes_and_no_must_be_true_and_false(tmp_path: Path) -> None:
    (tmp_path / "desa.toml").write_text(SMALL + '[codes.pregnant]\n1 = "ya"\n')
    with pytest.raises(TypeError):
        load_layouts(tmp_path)


def test_an_unknown_name() -> None:
    with pytest.raises(Refused) as caught:
        named_layout("siks", load_layouts())
    assert caught.value.values["layouts"] == ", ".join(layout.name for layout in load_layouts())


@pytest.mark.parametrize("written", ["No. KK", "NO_KK", "no kk (7)", " No  KK [12] ", "no-kk", "No.\nKK", "No KK(3)"])
def test_one_heading_in_many_spellings(written: str) -> None:
    assert normal_heading(written) == "nokk"


@pytest.mark.parametrize(
    ("written", "code"), [(1.0, "1"), (1, "1"), ("01", "1"), ("0", "0"), (" Cerai-Hidup", "ceraihidup")]
)
def test_one_code_in_many_spellings(written: object, code: str) -> None:
    assert normal_code(written) == code
    assert certain_code(written) == code


@pytest.mark.parametrize("written", ["lunas?", "≠ lunas", "!lunas", "~lunas", "lunas*", "> lunas", "lunas/?"])
def test_a_sign_of_doubt_makes_another_word(written: str) -> None:
    assert normal_code(written) == "lunas" != certain_code(written)
    assert certain_code(" Lunas. ") == certain_code("[lunas]") == certain_code('"lu-nas"') == "lunas"


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (["KOLOM", 2.0, 3.0, 4.0, 5.0], True),
        (["(1)", "(2)", "(3)", "", "(4)"], True),
        (["1.", "2.", "3.", "4."], True),
        (["1", "2"], False),
        (["1", "SITI", "3601015708850001", "2"], False),
        (["2", "2", "2", "2"], False),
        ([], False),
    ],
)
def test_numbers_of_columns(row: list[object], answer: bool) -> None:
    assert is_numbering(row) is answer


def test_a_file_that_fits_two_layouts_is_a_question(tmp_path: Path) -> None:
    """Headings of both in one row, and each explains five columns."""
    ours = named_layout("ejsika", load_layouts()).signature
    headings = ["no_kk", "kk_level", "status_kawin", "tanggallahir", "sex", *ours]
    path = made.xlsx(tmp_path / "dua.xlsx", [headings])
    with pytest.raises(Refused) as caught:
        recognise(path, "auto")
    assert caught.value.code == "sheets.several_layouts"
    assert "OpenSID" in str(caught.value.values["layouts"])
    assert recognise(path, "opensid").layout.name == "opensid"


def test_the_layout_that_explains_more_wins(tmp_path: Path) -> None:
    ours = named_layout("ejsika", load_layouts())
    headings = ["no_kk", "kk_level", "status_kawin", "tanggallahir", *(first for first, *_ in ours.columns.values())]
    assert recognise(made.xlsx(tmp_path / "dua.xlsx", [headings]), "auto").layout.name == "ejsika"

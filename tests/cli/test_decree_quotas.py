"""Quotas of a decree by command: from a table, typed, amended; and the comparison with the list."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from desktop.cli.values import area_quota
from desktop.errors import Refused
from desktop.rules.terms import Role
from tests import families, offices
from tests.cli.commands import Said, ejsika
from tests.services.money import walk

T = "2019/1"


@pytest.fixture
def office(office_folder: Path) -> Path:
    """Six families on a list under its decree, two in each of three villages."""
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    walk.drafted(desk, 6)
    desk.close()
    return office_folder


@pytest.fixture
def villages(office: Path) -> list[str]:
    desk = offices.sign_in(office, Role.OPERATOR)
    found = families.villages(desk)
    desk.close()
    return found


def quota(office: Path, *words: object) -> Said:
    return ejsika("tranche", "quota", office, T, *words)


def test_from_a_table_to_the_approval(office: Path, villages: list[str], tmp_path: Path) -> None:
    book = Workbook()
    for row in (("Kode", "Jumlah KPM", "Rupiah"), *((code, at, at * 1_000_000) for at, code in enumerate(villages, 1))):
        book.worksheets[0].append(list(row))
    book.save(tmp_path / "kuota.xlsx")
    found = quota(office, "--file", tmp_path / "kuota.xlsx", "--json").json
    assert (found["over"], found["differing"]) == (1, 2)
    assert found["granted"] == found["listed"] == {"households": 6, "rupiah": 6_000_000}
    assert [one["code"] for one in found["areas"]] == [villages[0], villages[2], villages[1]]
    stopped = ejsika("tranche", "approve", office, T, "--as", "supervisor").sentence
    assert "is beyond its quota in" in stopped
    assert "grants 1 families Rp1.000.000, the list holds 2 families Rp2.000.000" in stopped
    told = ejsika("tranche", "compare", office, T, "--as", "auditor").out.splitlines()
    assert told[0].endswith("listed 2 / Rp2.000.000 · difference -1 / -Rp1.000.000 · BEYOND THE QUOTA")
    assert told[-1] == "Together: granted 6 / Rp6.000.000 · listed 6 / Rp6.000.000"
    quota(office, *(word for code in villages for word in ("--area", f"{code}=2")))
    assert ejsika("tranche", "approve", office, T, "--as", "supervisor").status == 0
    assert "approved already" in quota(office, "--none").sentence


def test_an_area_typed_is_laid_over_those_that_stand(office: Path, villages: list[str]) -> None:
    one, two, _ = villages
    quota(office, "--area", f"{one}=2", "--area", f"{two}=4:4500000", "--decree-rupiah", "6500000")
    assert "come to 4 families Rp4.500.000" in quota(office, "--area", f"{one}=0").sentence
    granted = ("--decree-households", "4", "--decree-rupiah", "4500000")
    found = quota(office, "--area", f"{one}=0", *granted, "--json").json
    assert [(area["code"], area["granted"]) for area in found["areas"] if area["granted"]] == [
        (two, {"households": 4, "rupiah": 4_500_000})
    ]
    assert "NO QUOTA" in ejsika("tranche", "compare", office, T).out
    cleared = quota(office, "--none")
    assert cleared.out.startswith("No quotas by area are entered")


def test_an_amending_decree_takes_the_quotas_along(office: Path, villages: list[str]) -> None:
    one, two, three = villages
    quota(office, *(word for code in villages for word in ("--area", f"{code}=2")))
    amended = ("--decree", "9/Perubahan", "--decree-date", "2019-04-01")
    found = quota(office, "--area", f"{one}=1", "--area", f"{three}=3", *amended, "--json").json
    assert found["decree"] == "9/Perubahan"
    assert {area["code"]: area["granted"]["households"] for area in found["areas"]} == {one: 1, two: 2, three: 3}


def test_a_table_in_doubt_enters_nothing(office: Path, tmp_path: Path) -> None:
    path = tmp_path / "kuota.csv"
    path.write_text("Kode;Kuota;Rupiah\n36.01.01;3;3000000\n36.02.01;3;3000000\n36.01.02;tiga;3\n", "utf-8")
    said = quota(office, "--file", path).sentence
    assert "rows of the table are in doubt (2)" in said
    assert "Row 3: 36.02.01: No area of this office is called so" in said
    assert ejsika("tranche", "compare", office, T, "--json").json["areas"] == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ((), "Say which quotas"),
        (("--none", "--file", "kuota.csv"), "cannot be entered and taken away at once"),
        (("--area", "36.01.01=3", "--area", "36.01.01=6"), "36.01.01 stands there twice"),
        (("--area", "36.01.01=5"), "the decree grants 6 families"),
        (("--area", "36.02.01=5"), "36.02.01 is no regency"),
        (("--area", "36.01=3", "--area", "36.01.01=3"), "lies in 36.01"),
        (("--none", "--decree", "9/Baru"), "Give its date too"),
    ],
)
def test_what_cannot_be_is_one_sentence(office: Path, words: tuple[str, ...], part: str) -> None:
    assert part in quota(office, *words).sentence


def test_only_the_operator_enters_them(office: Path) -> None:
    assert quota(office, "--none", "--as", "supervisor").status == 1


def test_an_amount_that_differs_by_family_is_typed(tmp_path: Path) -> None:
    folder = offices.make_template(tmp_path / "cilegon", "36.72", ("jscb-2023",)).folder
    desk = offices.sign_in(folder, Role.OPERATOR)
    families.add(desk, 1, programme="jscb")
    desk.close()
    ejsika("tranche", "create", folder, "2023/1", "--decree", "1/2023", "--decree-date", "2023-03-01")
    said = ejsika("tranche", "quota", folder, "2023/1", "--area", "36.72.01=1").sentence
    assert "not the same for every family: 36.72.01=N:RP" in said


@given(st.integers(0, 10**9), st.none() | st.integers(0, 10**15))
def test_any_quota_is_read_as_it_is_typed(families: int, rupiah: int | None) -> None:
    typed = f"36.01.01={families}" + ("" if rupiah is None else f":{rupiah}")
    assert area_quota(typed) == ("36.01.01", families, rupiah)


@pytest.mark.parametrize(
    "typed",
    ["", "36.01.01", "=5", "36.01.01=", "36.01.01=a", "36.01.01=5:", "36.01.01=-5", "x=²"],
)
def test_what_is_no_quota_is_refused(typed: str) -> None:
    with pytest.raises(Refused, match=r"cli\.no_area_quota"):
        area_quota(typed)

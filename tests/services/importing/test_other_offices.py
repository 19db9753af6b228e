"""One register in two offices, and the poverty register of another province with the codes of the statisticians."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models import ExternalId, Household, Member
from desktop.rules.terms import Relation, Role, Sex
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Outcome, Totals
from desktop.services.importing.tasks import tasks_open
from desktop.sheets.layouts import load_layouts, named_layout
from tests import offices
from tests.services.importing.registers import HEAD, opensid, write

MONTA = {
    "Provinsi": "NUSA TENGGARA BARAT", "Kode Provinsi": "52", "Kab/Kota": "BIMA", "Kode Kab/Kota": "06",
    "Kecamatan": "MONTA", "Kode Kecamatan": "010",
}  # fmt: skip
WOMAN, MAN = "5206014507850001", "5206011203800001"


@pytest.fixture(scope="module")
def bima_template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    return offices.make_template(tmp_path_factory.mktemp("bima") / "office", "52.06", ("sasambo-2019",))


@pytest.fixture
def bima(bima_template: offices.Template, tmp_path: Path) -> Iterator[Desk]:
    desk = offices.sign_in(bima_template.copy(tmp_path / "bima"), Role.OPERATOR)
    yield desk
    desk.close()


def headings() -> list[str]:
    """Every heading of the layout with its number behind it, as the published file has them."""
    layout = named_layout("bdt2015", load_layouts())
    return [f"{names[0]} ({number})" for number, names in enumerate(layout.columns.values(), 1)]


def bdt(path: Path, *rows: dict[str, Any]) -> Path:
    given = headings()
    plain = {heading.rpartition(" (")[0]: heading for heading in given}
    assert {key for row in rows for key in row} <= plain.keys()
    told = [{plain[key]: value for key, value in row.items()} for row in rows]
    return write(path, given, told, above=[["BASIS DATA TERPADU 2015"], []])


def person(household: str, name: str, village: str = "TANGGA", **more: Any) -> dict[str, Any]:
    return {
        **MONTA, "Desa/Kelurahan": village, "Kode Desa/Kelurahan": "004", "ID rumah tangga": household,
        "Nama KRT": "JAMALUDIN", "Nama ART": name, "Alamat": "RT 07 RW 03", "Nama SLS": "DUSUN 3, RW 03, RT 07",
        "HubKRT": "1", "jenis kelamin": "1", "Umur anggota rumah tangga (tahun)": "35", "percentile": "12",
        "Status perkawinan": "2", **more,
    }  # fmt: skip


FAMILY = (
    person("520601000400000001", "JAMALUDIN", NIK=MAN),
    person("520601000400000001", "SITI HAWA", NIK=WOMAN, HubKRT="2", **{"jenis kelamin": "2"}),
    person("520601000400000001", "AHMAD", HubKRT="3", **{"Umur anggota rumah tangga (tahun)": "4"}),
)


def take(desk: Desk, path: Path, village: str | None = None) -> Totals:
    return accepting.accept(desk, previewing.preview(desk, path, village=village)).value.after


def members(desk: Desk) -> dict[str, Member]:
    with desk.read() as session:
        return {member.name: member for member in session.scalars(select(Member))}


def households(desk: Desk) -> list[Household]:
    with desk.read() as session:
        return list(session.scalars(select(Household).order_by(Household.registered_at)))


def test_the_poverty_register_comes_into_bima(bima: Desk, tmp_path: Path) -> None:
    preview = previewing.preview(bima, bdt(tmp_path / "bdt.xlsx", *FAMILY))
    assert (preview.file.layout, preview.prepared.reading.header_row) == ("bdt2015", 3)
    assert (preview.counts.new, preview.counts.to_place, preview.asks_village) == (3, 0, False)
    assert accepting.accept(bima, preview).value.after == Totals(1, 3)
    (household,) = households(bima)
    assert (household.owner, household.poverty_percentile, household.poverty_source) == ("52.06", 12, "bdt2015")
    assert (household.rt, household.rw, household.no_kk) == ("007", "003", None)
    assert (household.village_code or "").startswith("52.06.01.")
    (row,) = finding.find(bima, "hawa").rows
    assert (row.village, row.district) == ("Tangga", "Monta")


def test_codes_of_the_statisticians_are_no_codes_of_the_ministry(bima: Desk, tmp_path: Path) -> None:
    """5206010004 of one list is another village in the other, so names decide."""
    codes = []
    for number, bps in enumerate(("001", "002", "099")):
        rows = [{**row, "ID rumah tangga": f"R{number}", "Kode Desa/Kelurahan": bps, "NIK": ""} for row in FAMILY[:1]]
        take(bima, bdt(tmp_path / f"{number}.xlsx", *rows))
        codes = [household.village_code for household in households(bima)]
    assert len(codes) == 3
    assert len(set(codes)) == 1


def test_birth_date_and_sex_come_from_the_nik_and_are_marked(bima: Desk, tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in row.items() if key != "jenis kelamin"} for row in FAMILY]
    take(bima, bdt(tmp_path / "bdt.xlsx", *rows))
    found = members(bima)
    hawa, child = found["SITI HAWA"], found["AHMAD"]
    assert (hawa.sex, hawa.sex_derived, hawa.birth_date_derived) == (Sex.FEMALE, True, True)
    assert hawa.birth_date is not None
    assert hawa.birth_date.isoformat() == "1985-07-05"
    assert hawa.relation is not None
    assert Relation(hawa.relation) is Relation.SPOUSE
    assert (child.sex, child.birth_date, child.birth_date_derived) == (None, None, False)


def test_the_poverty_register_twice_changes_nothing(bima: Desk, tmp_path: Path) -> None:
    path = bdt(tmp_path / "bdt.xlsx", *FAMILY)
    take(bima, path)
    again = previewing.preview(bima, path)
    assert {row.outcome for row in again.rows} == {Outcome.SAME}
    assert take(bima, path) == Totals(1, 3)
    with bima.read() as session:
        assert session.scalars(select(ExternalId.value)).all() == ["520601000400000001"]


def test_a_village_nobody_knows_waits_to_be_placed_with_its_name(bima: Desk, tmp_path: Path) -> None:
    rows = [{**row, "Desa/Kelurahan": "ANTAH BERANTAH", "Kecamatan": "ENTAH"} for row in FAMILY]
    take(bima, bdt(tmp_path / "bdt.xlsx", *rows))
    (household,) = households(bima)
    assert household.village_code is None
    assert "ANTAH BERANTAH" in household.area_as_written
    assert tasks_open(bima).to_place == 1
    # The village comes later, in a corrected file: the family is placed, and is the same family.
    take(bima, bdt(tmp_path / "corrected.xlsx", *FAMILY))
    (placed,) = households(bima)
    assert placed.id == household.id
    assert (placed.village_code or "").startswith("52.06.01.")
    assert tasks_open(bima).to_place == 0


def test_one_register_in_two_offices_makes_two_families(operator: Desk, bima: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    assert take(operator, path, "36.01.01.2001") == take(bima, path) == Totals(1, 3)
    (here,), (there,) = households(operator), households(bima)
    assert (here.owner, there.owner) == ("36.01", "52.06")
    assert (here.no_kk, here.no_kk) == (there.no_kk, HEAD["no_kk"])
    assert here.id != there.id
    assert {member.id for member in members(operator).values()}.isdisjoint(
        member.id for member in members(bima).values()
    )
    # A village of the other province is none of this office's.
    assert there.village_code is None

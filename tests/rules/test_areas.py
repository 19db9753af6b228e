"""The packaged lists of areas: codes, names, what lies below what."""

import lzma
import runpy
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.rules.areas import Area, AreaLevel, ancestor, dotted, parse_areas
from desktop.wording.areas import SENTENCES

FOLDER = paths.resources() / "areas"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def test_every_level_is_told_by_the_length_of_the_code() -> None:
    codes = ["36", "36.01", "36.01.01", "36.01.01.2001"]
    areas = [Area(code, "x") for code in codes]
    assert [area.level for area in areas] == list(AreaLevel)
    assert [area.parent_code for area in areas] == [None, *codes[:3]]
    assert [ancestor(codes[3], level) for level in AreaLevel] == codes


def test_a_desa_is_told_from_a_kelurahan() -> None:
    assert Area("36.01.01.2001", "Cikadu").is_desa
    assert not Area("36.73.02.1001", "Kasemen").is_desa
    assert not Area("36.01.20", "Labuan").is_desa


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("3601012001", "36.01.01.2001"),
        (" 36.01.01.2001 ", "36.01.01.2001"),
        ("360101", "36.01.01"),
        ("36.01", "36.01"),
        ("36", "36"),
        ("", None),
        ("3", None),
        ("36.1", None),
        ("36010120010", None),
        ("Pandeglang", None),
    ],
)
def test_codes_are_read_with_and_without_dots(written: str, code: str | None) -> None:
    assert dotted(written) == code


def test_a_list_is_a_code_and_a_name_on_each_line() -> None:
    assert list(parse_areas("36 Banten\n36.01 Kabupaten Pandeglang\n")) == [
        Area("36", "Banten"),
        Area("36.01", "Kabupaten Pandeglang"),
    ]


def test_all_of_indonesia_is_there(gazetteer: Gazetteer) -> None:
    provinces = gazetteer.provinces()
    assert len(provinces) == 38
    assert sum(len(gazetteer.regencies(province.code)) for province in provinces) == 514
    assert sum(len(gazetteer.villages(province.code)) for province in provinces) == 83_763


@pytest.mark.parametrize(
    ("code", "name", "districts"),
    [
        ("36.01", "Kabupaten Pandeglang", 35),
        ("36.02", "Kabupaten Lebak", 28),
        ("36.03", "Kabupaten Tangerang", 29),
        ("36.04", "Kabupaten Serang", 29),
        ("36.71", "Kota Tangerang", 13),
        ("36.72", "Kota Cilegon", 8),
        ("36.73", "Kota Serang", 6),
        ("36.74", "Kota Tangerang Selatan", 7),
    ],
)
def test_banten_has_the_districts_it_should_have(gazetteer: Gazetteer, code: str, name: str, districts: int) -> None:
    assert gazetteer.known(code).name == name
    assert len(gazetteer.districts(code)) == districts
    assert len(gazetteer.regencies("36")) == 8


def test_names_are_spelt_as_they_are_shown(gazetteer: Gazetteer) -> None:
    names = {gazetteer.known(code).name for code in ("31", "34", "73.10", "53.02.10", "35.13.15.2017")}
    assert names == {
        "DKI Jakarta",
        "Daerah Istimewa Yogyakarta",
        "Kabupaten Pangkajene dan Kepulauan",
        "Ki'e",
        "Soka'an",
    }


def test_every_area_lies_in_one_that_exists_and_has_a_name(gazetteer: Gazetteer) -> None:
    for province in gazetteer.provinces():
        areas = gazetteer.within(province.code)
        codes = {area.code for area in areas}
        assert len(codes) == len(areas)
        assert all(area.parent_code in codes for area in areas[1:])
        assert all(area.name == area.name.strip() != "" for area in areas)


def test_a_chain_leads_from_the_province_down(gazetteer: Gazetteer) -> None:
    names = [area.name for area in gazetteer.chain("52.06.02.2006")]
    assert names == ["Nusa Tenggara Barat", "Kabupaten Bima", "Bolo", "Timu"]
    assert gazetteer.chain("52.06.02.2999") == ()


def test_within_a_district_lies_the_district_and_its_villages_only(gazetteer: Gazetteer) -> None:
    areas = gazetteer.within("52.06.02")
    assert [area.code for area in areas[:3]] == ["52", "52.06", "52.06.02"]
    assert {area.parent_code for area in areas[3:]} == {"52.06.02"}
    assert tuple(areas[3:]) == gazetteer.villages("52.06.02")


@pytest.mark.parametrize("code", ["", "99", "36.99", "36.01.01.9999", "99.01.01.2001", "../36", "x"])
def test_an_unknown_code_has_no_area_and_is_refused_with_its_sentence(gazetteer: Gazetteer, code: str) -> None:
    assert gazetteer.area(code) is None
    with pytest.raises(Refused) as refused:
        gazetteer.known(code)
    assert refused.value.code in SENTENCES
    assert code in SENTENCES[refused.value.code].format(**refused.value.values)


def test_villages_of_no_province_are_refused(gazetteer: Gazetteer) -> None:
    with pytest.raises(Refused):
        gazetteer.villages("99")


def test_only_two_provinces_stay_in_memory_and_answers_stay_right() -> None:
    gazetteer = Gazetteer()
    first = gazetteer.villages("36")
    for province in ("52", "11", "33"):
        gazetteer.villages(province)
    assert len(gazetteer._villages) == 2
    assert gazetteer.villages("36") == first


def test_the_making_script_spells_and_packs_the_csv_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    (data / "provinces.csv").write_text("code,name\n36,BANTEN\n", encoding="utf-8")
    (data / "regencies.csv").write_text("code,province_code,name\n36.01,36,KABUPATEN PANDEGLANG\n", encoding="utf-8")
    (data / "districts.csv").write_text("code,regency_code,name\n36.01.01,36.01,Sumur\n", encoding="utf-8")
    villages = 'code,district_code,name\n36.01.01.2002,36.01.01,Ra"as baru.\n36.01.01.2001,36.01.01,Cikadu\n'
    (data / "villages.csv").write_text(villages, encoding="utf-8")
    script = tmp_path / "make.py"
    script.write_bytes((FOLDER / "make.py").read_bytes())
    monkeypatch.setattr("sys.argv", ["make.py", str(tmp_path / "package")])
    runpy.run_path(str(script), run_name="__main__")
    assert (tmp_path / "areas.txt").read_text() == "36 Banten\n36.01 Kabupaten Pandeglang\n36.01.01 Sumur\n"
    packed = lzma.decompress((tmp_path / "36.txt.xz").read_bytes()).decode()
    assert packed == "36.01.01.2001 Cikadu\n36.01.01.2002 Ra'as Baru\n"


def test_the_licence_notice_lies_beside_the_lists() -> None:
    notice = (FOLDER / "NOTICE.md").read_text(encoding="utf-8")
    assert "Open Database License" in notice
    assert "https://opendatacommons.org/licenses/odbl/1-0/" in notice
    assert "idn-area-data, version 3.1.2" in notice

"""Programme years: what ships, what is offered where, files of one's own, and what an office keeps of them."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.errors import Refused
from desktop.models import Tranche
from desktop.rules.card_numbers import card_number, read_card
from desktop.rules.programme import ProgrammeYear, Scheme
from desktop.rules.terms import Role
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview
from desktop.services.money.keys import TrancheKey
from desktop.services.programmes import ProgrammeRow
from tests import offices

RESOURCES = paths.resources()
OWN = """
code = "bantuankita"
year = 2025
name = "Bantuan Kita 2025"
title = "Bantuan Kita"
province = "36"
areas = ["36.01"]
scheme = "flat"
card_pattern = "BK-{serial:05d}"
tranches = [{ number = 1, amount = 300_000 }, { number = 2 }]
[eligibility]
[components]
counted = ["elderly"]
elderly_from = 60
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    file = tmp_path / "bantuan.toml"
    file.write_text(OWN, encoding="utf-8")
    return file


def test_every_packaged_year_can_be_read() -> None:
    years = [programmes.packaged(name, RESOURCES) for name in programmes.known(RESOURCES)]
    assert [year.key for year in years] == programmes.known(RESOURCES)
    assert {year.year for year in years if year.code == "jamsosratu"} == set(range(2013, 2022))


@pytest.mark.parametrize(
    ("area", "first", "elsewhere"),
    [("36.01", "jamsosratu-2021", "sasambo-2019"), ("36", "jscb-2023", "sasambo-2019"), ("52", "sasambo-2019", "jscb")],
)
def test_years_of_the_area_are_offered_first(area: str, first: str, elsewhere: str) -> None:
    offered = programmes.offered(RESOURCES, area)
    assert offered[0].row.code == first
    assert offered[0].here
    assert not next(one for one in offered if one.row.code.startswith(elsewhere)).here
    here = [one.here for one in offered]
    assert here == sorted(here, reverse=True)


@pytest.mark.parametrize(
    ("area", "years"),
    [
        ("36", set(range(2013, 2022))),
        ("36.01", set(range(2013, 2022))),
        ("36.02", set(range(2013, 2022))),
        # Both Tangerangs joined in 2016 (DOMAIN.md 1.3).
        ("36.03", set(range(2013, 2022)) - {2015}),
        ("36.71", set(range(2013, 2022)) - {2015}),
        ("3", set()),
        ("32.01", set()),
        ("52.01", set()),
    ],
)
def test_a_year_of_a_whole_province_is_meant_for_its_districts(area: str, years: set[int]) -> None:
    offered = programmes.offered(RESOURCES, area)
    assert {one.row.year for one in offered if one.here and one.row.programme == "jamsosratu"} == years


@pytest.mark.parametrize(("area", "here"), [("36.72", True), ("36", True), ("36.01", False), ("36.7", False)])
def test_a_programme_of_one_city_is_not_for_its_neighbours(area: str, here: bool) -> None:
    (cilegon,) = (one for one in programmes.offered(RESOURCES, area) if one.row.programme == "jscb")
    assert cilegon.here is here


def test_a_packaged_year_is_added_with_its_tranches(administrator: Desk) -> None:
    row = programmes.add(administrator, "jamsosratu-2018", RESOURCES).value
    assert row in programmes.here(administrator)
    packaged = programmes.packaged("jamsosratu-2018", RESOURCES)
    assert programmes.look(administrator, row) == packaged
    with administrator.read() as session:
        kept = session.scalars(select(Tranche).where(Tranche.year == 2018).order_by(Tranche.number)).all()
    assert [(one.number, one.amount, one.owner) for one in kept] == [
        (one.number, one.amount, "36") for one in packaged.tranches
    ]


def test_a_file_of_ones_own_is_added_without_touching_the_program(administrator: Desk, own: Path) -> None:
    answer = programmes.add(administrator, str(own), RESOURCES)
    assert answer.value == ProgrammeRow("bantuankita", 2025, "Bantuan Kita 2025")
    assert answer.changes.touches("programme_year")
    own.unlink()
    year = programmes.look(administrator, answer.value)
    assert (year.scheme, year.tranche(1).amount, year.tranche(2).amount) == (Scheme.FLAT, 300_000, None)


def test_the_same_year_is_not_added_twice(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        programmes.add(administrator, "jamsosratu-2019", RESOURCES)
    assert refused.value.code == "programme.there"
    assert len(programmes.here(administrator)) == 1


def test_the_newest_year_stands_first(administrator: Desk) -> None:
    for name in ("jamsosratu-2021", "jamsosratu-2018"):
        programmes.add(administrator, name, RESOURCES)
    assert [row.year for row in programmes.here(administrator)] == [2021, 2019, 2018]
    with administrator.read() as session:
        assert programmes.newest(session).year == 2021
        assert programmes.newest(session, "jamsosratu").year == 2021


def test_among_several_programmes_one_must_be_named(administrator: Desk) -> None:
    programmes.add(administrator, "pkh-2021", RESOURCES)
    with administrator.read() as session:
        with pytest.raises(Refused) as refused:
            programmes.newest(session)
        assert programmes.newest(session, "pkh").scheme is Scheme.PER_COMPONENT
    assert refused.value.values["known"] == "jamsosratu, pkh"


def test_a_year_that_does_not_run_here_is_said(administrator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        programmes.look(administrator, ProgrammeRow("jamsosratu", 2018, ""))
    assert refused.value.code == "programme.not_here"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("code = ", "rules.programme_unreadable"),
        (OWN.replace('code = "bantuankita"\n', ""), "rules.programme_needs"),
        (OWN.replace("year = 2025", 'year = "2025"'), "rules.programme_kind"),
        (OWN + "\n[extra]\n", "rules.programme_unknown"),
    ],
)
def test_a_file_that_is_none_is_refused_and_leaves_nothing(
    administrator: Desk, tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "salah.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        programmes.add(administrator, str(file), RESOURCES)
    assert refused.value.code == code
    assert len(programmes.here(administrator)) == 1


@pytest.mark.parametrize("name", ["jamsosratu-1999", "", "../jamsosratu-2019"])
def test_a_name_that_is_no_file_is_refused_with_what_ships(name: str) -> None:
    with pytest.raises(Refused) as refused:
        programmes.packaged(name, RESOURCES)
    assert refused.value.code == "programme.unknown"
    assert "jamsosratu-2019" in str(refused.value.values["known"])


PACKAGED = [programmes.packaged(name, RESOURCES) for name in programmes.known(RESOURCES)]
# What a source is called in the list of sources: a press report, a document, a text the programme was begun with.
SOURCE = re.compile(r"[NDS]\d{1,2}b? \S.+")


@pytest.fixture(scope="module")
def everything(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office that runs every year that ships."""
    desk = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("years") / "office"), Role.ADMINISTRATOR)
    for year in PACKAGED:
        if year.key != "jamsosratu-2019":
            programmes.add(desk, year.key, RESOURCES)
    yield desk
    desk.close()


@pytest.mark.parametrize("year", PACKAGED, ids=lambda year: year.key)
def test_a_packaged_year_names_its_sources_and_what_is_unsure(year: ProgrammeYear) -> None:
    assert year.sources
    assert [text for text in year.sources if not SOURCE.fullmatch(text)] == []
    assert len(set(year.sources)) == len(year.sources)
    known = {field.name for field in fields(year)} | {"components.elderly_from"}
    assert set(year.unsure) <= known
    assert not year.practice


@pytest.mark.parametrize("year", PACKAGED, ids=lambda year: year.key)
def test_a_packaged_year_stands_in_the_office_as_it_ships(everything: Desk, year: ProgrammeYear) -> None:
    assert programmes.look(everything, ProgrammeRow(year.code, year.year, year.name)) == year


@pytest.mark.parametrize("year", PACKAGED, ids=lambda year: year.key)
def test_a_year_pays_what_its_source_says_or_nothing_at_all(everything: Desk, year: ProgrammeYear) -> None:
    """Nothing is drafted on an amount that no source gives (DESIGN.md 5)."""
    operator = offices.same_office_as(everything, Role.OPERATOR)
    there = {row.key: row for row in overview.tranches(operator) if row.key.year == year.year}
    mine = [row for key, row in there.items() if key.programme == year.code]
    assert [row.key.number for row in sorted(mine, key=lambda row: row.key)] == [one.number for one in year.tranches]
    for rule in year.tranches:
        key = TrancheKey(year.code, year.year, rule.number)
        if year.scheme is Scheme.FLAT and rule.amount is None:
            with pytest.raises(Refused) as refused:
                drafting.create(operator, key)
            assert refused.value.code == "rules.amount_empty"
            assert refused.value.values["tranche"] == rule.number
        else:
            assert drafting.look_over(operator, key) == ()
    assert overview.tranches(operator)[0].key.year == max(one.year for one in PACKAGED)


@pytest.mark.parametrize("year", PACKAGED, ids=lambda year: year.key)
def test_cards_of_a_year_are_read_back(year: ProgrammeYear) -> None:
    number = card_number(year.card_pattern, "36.01", year.year, 127)
    assert number.endswith("36.01-000127")
    card = read_card(year.card_pattern, f" {number.lower()} ")
    assert card is not None
    assert (card.area, card.serial) == ("36.01", 127)
    others = {one.card_pattern for one in PACKAGED if one.code != year.code}
    assert year.card_pattern not in others, "a card says which programme it is of"


def test_the_years_of_one_programme_share_their_cards_and_eligible_families() -> None:
    """A family keeps its card from year to year; who may not receive PKH may not in any year."""
    years = [year for year in PACKAGED if year.code == "jamsosratu"]
    assert len({year.card_pattern for year in years}) == 1
    assert all(year.eligibility.without_pkh and year.eligibility.registered for year in years)
    assert {year.attendance_percent for year in years} == {80}
    assert {year.attendance_percent for year in PACKAGED if year.code == "pkh"} == {85}


def test_tranches_come_to_the_year_where_both_are_said() -> None:
    said = [
        (year.key, year.amount, [one.amount for one in year.tranches])
        for year in PACKAGED
        if year.amount is not None and year.tranches and all(one.amount is not None for one in year.tranches)
    ]
    assert len(said) == 4, "2013, 2015, 2019, 2021"
    assert [key for key, whole, parts in said if sum(part or 0 for part in parts) != whole] == []


def test_a_packaged_year_is_saved_as_a_file_that_says_the_same(tmp_path: Path) -> None:
    file = programmes.save_file("jamsosratu-2018", RESOURCES, tmp_path / "tahun.toml")
    assert programmes.packaged(str(file), RESOURCES) == programmes.packaged("jamsosratu-2018", RESOURCES)


def test_only_packaged_years_are_saved_and_only_where_one_can_write(tmp_path: Path) -> None:
    with pytest.raises(Refused) as unknown:
        programmes.save_file("jamsosratu-1999", RESOURCES, tmp_path / "tahun.toml")
    assert unknown.value.code == "programme.unknown"
    with pytest.raises(Refused):
        programmes.save_file("jamsosratu-2018", RESOURCES, tmp_path / "no folder" / "tahun.toml")
    assert list(tmp_path.iterdir()) == []

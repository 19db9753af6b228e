"""A family gets the village its file means, or waits to be placed with what the file said."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.gazetteer import Gazetteer
from desktop.models import Household
from desktop.rules.areas import Area
from desktop.rules.register import AreaAsWritten
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.families.finding import Filters
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Outcome
from desktop.services.importing.placing import Placer, as_text
from desktop.services.importing.tasks import tasks_open
from tests.services.importing.registers import BDT, bdt_row, opensid, write

VILLAGE = "36.01.01.2001"


@pytest.fixture(scope="module")
def banten() -> list[Area]:
    return list(Gazetteer().within("36"))


@pytest.fixture
def placer(banten: list[Area]) -> Placer:
    return Placer(banten, "36.01", None)


def household(desk: Desk) -> Household:
    with desk.read() as session:
        return session.scalars(select(Household)).one()


def take(desk: Desk, path: Path, village: str | None = None) -> None:
    accepting.accept(desk, previewing.preview(desk, path, village=village))


def test_bps_areas_are_matched_by_name(placer: Placer) -> None:
    written = AreaAsWritten("BANTEN", "PANDEGLANG", "SUMUR", "SUMBERJAYA", bps_code="3601010001")
    placed = placer.place(written)
    assert (placed.village, placed.warning) == (VILLAGE, "")


def test_a_kemendagri_code_is_enough(placer: Placer) -> None:
    assert placer.place(AreaAsWritten(kemendagri_code="3601012001")).village == VILLAGE


def test_another_spelling_is_taken_with_a_warning(placer: Placer) -> None:
    placed = placer.place(AreaAsWritten("BANTEN", "PANDEGLANG", "SUMUR", "SUMBERDJAYA"))
    assert (placed.village, placed.warning) == (VILLAGE, "areas.near")
    assert dict(placed.values)["taken"] == "Sumberjaya / Sumur / Kabupaten Pandeglang"


def test_a_village_elsewhere_in_the_province_is_outside(placer: Placer, banten: list[Area]) -> None:
    elsewhere = next(area for area in banten if area.code.startswith("36.02.") and len(area.code) == 13)
    names = {area.code: area.name for area in banten}
    written = AreaAsWritten("BANTEN", "LEBAK", names[elsewhere.code[:8]], elsewhere.name)
    placed = placer.place(written)
    assert (placed.village, placed.warning) == (elsewhere.code, "areas.outside")


def test_an_unknown_village_waits_with_its_words(placer: Placer) -> None:
    placed = placer.place(AreaAsWritten("BANTEN", "PANDEGLANG", "SUMUR", "ATLANTIS", bps_code="3601010999"))
    assert (placed.village, placed.warning) == (None, "areas.not_found")
    assert placed.written == "ATLANTIS, SUMUR, PANDEGLANG, BANTEN (BPS 3601010999)"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (AreaAsWritten(kemendagri_code="36.01.01.2999"), "36.01.01.2999"),
        (AreaAsWritten(kemendagri_code="36.01.01.2999", bps_code="3601010999"), "36.01.01.2999, BPS 3601010999"),
    ],
)
def test_a_code_of_no_village_is_told_with_the_code(placer: Placer, written: AreaAsWritten, code: str) -> None:
    placed = placer.place(written)
    assert (placed.village, placed.warning) == (None, "areas.code_not_found")
    assert dict(placed.values) == {"code": code}
    assert code in placed.written


def test_doubt_is_a_question_with_candidates(placer: Placer) -> None:
    placed = placer.place(AreaAsWritten("BANTEN", "PANDEGLANG", "SUMUR", "SUMBERJAWA"))
    assert (placed.village, placed.warning) == (None, "areas.question")
    assert "Sumberjaya / Sumur" in str(dict(placed.values)["candidates"])


def test_the_chosen_village_is_for_those_who_name_none(banten: list[Area]) -> None:
    placer = Placer(banten, "36.01", VILLAGE)
    assert placer.place(AreaAsWritten()).village == VILLAGE
    assert placer.place(AreaAsWritten("BANTEN", "PANDEGLANG", "SUMUR", "ATLANTIS")).village is None
    assert Placer(banten, "36.02", VILLAGE).place(AreaAsWritten()).warning == "areas.outside"


def test_long_names_of_places_fit(placer: Placer) -> None:
    assert len(as_text(AreaAsWritten("B" * 100, "P" * 100, "S" * 100, "X" * 100))) == 240


def test_a_file_that_names_no_place_asks_for_one(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    shown = previewing.preview(operator, path)
    assert (shown.asks_village, shown.counts.to_place) == (True, 1)
    assert "areas.unnamed" in {problem.code for row in shown.rows for problem in row.problems}
    assert not previewing.preview(operator, path, village=VILLAGE).asks_village


def test_families_wait_to_be_placed_and_are_counted(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    assert household(operator).village_code is None
    assert tasks_open(operator).to_place == 1
    assert len(finding.find(operator, "", Filters(unplaced=True)).rows) == 1


def test_the_same_file_with_a_village_places_who_has_none(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    take(operator, path)
    shown = previewing.preview(operator, path, village=VILLAGE)
    assert [(each.field, each.new) for each in shown.rows[0].differences] == [("village_code", VILLAGE)]
    accepting.accept(operator, shown)
    assert (household(operator).village_code, tasks_open(operator).to_place) == (VILLAGE, 0)


def test_a_village_said_for_a_file_moves_nobody(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    take(operator, path, VILLAGE)
    shown = previewing.preview(operator, path, village="36.01.01.2002")
    assert {row.outcome for row in shown.rows} == {Outcome.SAME}


def test_a_village_in_the_file_moves_the_family(operator: Desk, tmp_path: Path) -> None:
    def register(name: str, **changed: Any) -> Path:
        return write(tmp_path / name, BDT, [bdt_row("5206010001", "SARIP", **changed)])

    take(operator, register("a.xlsx"))
    assert household(operator).village_code == VILLAGE
    moved = register("b.xlsx", **{"Desa/Kelurahan": "KERTAMUKTI"})
    shown = previewing.preview(operator, moved)
    assert [each.field for each in shown.rows[0].differences] == ["village_code"]
    lost = register("c.xlsx", **{"Desa/Kelurahan": "ATLANTIS"})
    assert {row.outcome for row in previewing.preview(operator, lost).rows} == {Outcome.SAME}


def test_what_the_file_said_of_the_place_is_kept_until_it_is_placed(operator: Desk, tmp_path: Path) -> None:
    row = bdt_row("5206010001", "SARIP", **{"Desa/Kelurahan": "ATLANTIS"})
    path = write(tmp_path / "a.xlsx", BDT, [row])
    take(operator, path)
    assert household(operator).area_as_written.startswith("ATLANTIS, SUMUR")
    assert {row.outcome for row in previewing.preview(operator, path).rows} == {Outcome.SAME}
    (listed,) = finding.find(operator, "atlantis").rows
    assert listed.village.startswith("ATLANTIS")

"""Counting and listing what was found: by kind, area, caseload, page by page, numbers masked."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.models import Area, Member
from desktop.rules.fault_kinds import CIVIL, KINDS, FaultCode, Level
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import EVERYBODY, Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.quality import examining, listing
from desktop.services.quality.rows import EVERYTHING, FaultFilters, FaultRow, shown
from tests import families, offices

TWO_HEADS = FaultFilters(FaultCode.TWO_HEADS)


@pytest.fixture
def places(operator: Desk) -> list[str]:
    """Two villages of one district, and one of another."""
    with operator.read() as session:
        codes = list(session.scalars(select(Area.code).where(Area.level == "village").order_by(Area.code)))
    first = codes[0]
    same = next(code for code in codes[1:] if code[:8] == first[:8])
    other = next(code for code in codes if code[:8] != first[:8])
    return [first, same, other]


@pytest.fixture
def six(operator: Desk, places: list[str]) -> list[UUID]:
    """Two families in each village: all children without NIK, in every second family a child who is head, too."""
    made = families.add(operator, 6, places=places, start=3)
    with operator.write("family.save") as unit:
        children = select(Member).where(Member.household_id.in_(made[:3]), Member.position == 2)
        for child in unit.session.scalars(children):
            child.relation = "head"
    examining.examine(operator)
    return made


def everything(desk: Desk, filters: FaultFilters, size: int = 2) -> list[FaultRow]:
    found: list[FaultRow] = []
    after = None
    while True:
        page = listing.page(desk, filters, size, after)
        assert len(page.rows) <= size
        found += page.rows
        if page.following is None:
            return found
        after = page.following


def test_kinds_are_counted_with_their_families(operator: Desk, six: list[UUID]) -> None:
    seen = listing.overview(operator)
    assert {one.code: (one.faults, one.families) for one in seen.kinds} == {
        FaultCode.NIK_MISSING: (6, 6),
        FaultCode.TWO_HEADS: (3, 3),
    }
    assert (seen.families, seen.waiting) == (6, 0)
    assert seen.of(FaultCode.TWO_HEADS) == 3
    assert seen.of(FaultCode.TOO_OLD) == 0
    assert [one.kind.level for one in seen.kinds] == [Level.MISSING, Level.WRONG]
    families.add(operator, 2, start=20)
    assert listing.overview(operator).waiting == 2


def test_kinds_keep_the_order_of_lists(operator: Desk, six: list[UUID]) -> None:
    order = list(KINDS)
    kinds = [order.index(one.code) for one in listing.overview(operator).kinds]
    assert kinds == sorted(kinds)


def test_an_area_narrows_figures_and_rows(operator: Desk, six: list[UUID], places: list[str]) -> None:
    district = FaultFilters(district_code=places[0][:8])
    village = FaultFilters(village_code=places[1])
    assert listing.overview(operator, district).families == 4
    assert listing.overview(operator, village).families == 2
    assert {row.family for row in everything(operator, village)} == {six[1], six[4]}
    assert {row.family for row in everything(operator, district)} == {six[0], six[1], six[3], six[4]}
    assert {row.family for row in everything(operator, FaultFilters(FaultCode.TWO_HEADS, places[0][:8]))} == set(
        six[:2]
    )


def test_a_caseload_narrows_too(operator: Desk, six: list[UUID]) -> None:
    ratna = facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id
    facilitators.assign(operator, ratna, [six[0], six[5]])
    hers = FaultFilters(facilitator_id=ratna)
    assert listing.overview(operator, hers).of(FaultCode.TWO_HEADS) == 1
    found = everything(operator, hers)
    assert {row.family for row in found} == {six[0], six[5]}
    assert {row.facilitator for row in found} == {"Ratna Dewi"}
    assert {row.facilitator for row in everything(operator, TWO_HEADS)} == {"Ratna Dewi", ""}


def test_families_handed_over_are_no_longer_hers(operator: Desk, six: list[UUID]) -> None:
    ratna = facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id
    dadang = facilitators.add(operator, NewFacilitator("Dadang")).value.id
    facilitators.assign(operator, ratna, six[:2])
    facilitators.assign(operator, dadang, six[:1])
    assert {row.family for row in everything(operator, FaultFilters(facilitator_id=ratna))} == {six[1]}
    assert len(everything(operator, TWO_HEADS)) == 3, "a family of two caseloads, one ended, is one row"


@pytest.mark.parametrize("size", [1, 2, 4, 9, 50])
def test_pages_hold_every_row_once(operator: Desk, six: list[UUID], size: int) -> None:
    found = everything(operator, EVERYTHING, size)
    keys = [(row.family, row.at) for row in found]
    assert len(keys) == len(set(keys)) == 9
    assert keys == sorted(keys)


def test_a_row_says_who_where_and_what(operator: Desk, six: list[UUID]) -> None:
    row = next(row for row in everything(operator, TWO_HEADS) if row.family == six[0])
    assert (row.person, row.caretaker) == ("NENG", "NURJANAH")
    assert row.village
    assert row.district
    assert (row.level, row.may_stand, row.stands) == (Level.WRONG, False, False)


def test_notes_are_seen_only_when_asked_for(operator: Desk) -> None:
    families.add(operator, 1, start=1, no_kk="3204010101090001")
    examining.examine(operator)
    assert FaultCode.KK_ELSEWHERE not in {row.code for row in everything(operator, EVERYTHING)}
    notes = everything(operator, FaultFilters(FaultCode.KK_ELSEWHERE))
    assert [row.level for row in notes] == [Level.NOTE]
    assert listing.overview(operator).of(FaultCode.KK_ELSEWHERE) == 1
    assert listing.overview(operator).families == 1  # of the child without NIK


def test_a_family_with_notes_only_has_nothing_to_mend(operator: Desk) -> None:
    [family] = families.add(operator, 1, start=1, no_kk="3204010101090001")
    with operator.write("family.save") as unit:
        child = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
        child.nik = f"360101{child.birth_date:%d%m%y}0003"
    examining.examine(operator)
    assert listing.overview(operator).families == 0


def test_villages_of_a_district_where_families_live(operator: Desk, six: list[UUID], places: list[str]) -> None:
    found = listing.villages(operator, places[0][:8])
    assert {one.code for one in found} == set(places[:2])
    assert [one.name for one in found] == sorted(one.name for one in found)
    assert listing.villages(operator, "36.01.99") == []


@pytest.mark.parametrize(
    ("code", "about", "seen"),
    [
        (FaultCode.SEX_DIFFERS, "3601015203840001", "••••••••••840001"),
        (FaultCode.NIK_LENGTH, "360101520384000", "•••••••••384000 (15)"),
        (FaultCode.NIK_LENGTH, "3601", "•••• (4)"),
        (FaultCode.NIK_DAMAGED, "3,60101E+15", "•••••••••••"),
        (FaultCode.NIK_MISSING, "", ""),
        (FaultCode.BORN_LATER, "2031-01-01", "2031-01-01"),
        (FaultCode.NAME_STRANGE, "X", "X"),
    ],
)
def test_numbers_are_masked(code: FaultCode, about: str, seen: str) -> None:
    assert shown(code, about) == seen


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_look(operator: Desk, six: list[UUID], role: Role) -> None:
    desk = offices.same_office_as(operator, role)
    assert listing.overview(desk).families == 6
    assert len(listing.page(desk).rows) == 9


def test_nobody_gave_a_reason(operator: Desk, six: list[UUID]) -> None:
    assert listing.reason(operator, six[0], FaultCode.TWO_HEADS, "") is None


def test_a_child_born_tomorrow_is_found_today(operator: Desk) -> None:
    [family] = families.add(operator, 1, start=1)
    with operator.write("family.save") as unit:
        child = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
        child.birth_date = date(2099, 1, 1)
    examining.examine(operator)
    assert [row.about for row in everything(operator, FaultFilters(FaultCode.BORN_LATER))] == ["2099-01-01"]


def test_what_the_registry_can_answer_is_a_part_of_all_kinds() -> None:
    assert set(KINDS) > CIVIL > {FaultCode.SEX_DIFFERS, FaultCode.KK_MISSING}

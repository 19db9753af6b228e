"""Finding families: by every word and number, page by page, narrowed, masked, and logged where shown whole."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.models import AuditLine, Caseload, Enrolment, FamilyClosure, Member
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.families import finding
from desktop.services.families.finding import FamilyListRow, Filters
from tests import families, offices


def names(desk: Desk, typed: str, filters: Filters = finding.EVERYTHING) -> list[str]:
    return [row.caretaker_name for row in finding.find(desk, typed, filters).rows]


def walk(desk: Desk, typed: str, filters: Filters = finding.EVERYTHING, size: int = 7) -> list[FamilyListRow]:
    """Every page one after another."""
    rows: list[FamilyListRow] = []
    after = None
    while True:
        page = finding.find(desk, typed, filters, size, after)
        assert len(page.rows) <= size
        rows += page.rows
        after = page.following
        if after is None:
            return rows


@pytest.fixture
def thirty(operator: Desk) -> Desk:
    families.add(operator, 30)
    return operator


def test_nothing_typed_lists_all_by_name(thirty: Desk) -> None:
    rows = walk(thirty, "")
    assert len(rows) == 30
    assert [row.caretaker_name for row in rows] == sorted(row.caretaker_name for row in rows)
    assert len({row.id for row in rows}) == 30


def test_capitals_of_a_register_stand_among_the_others(thirty: Desk) -> None:
    wanted = ["Ai Mariam", "AI MARIAM", "arsih", "ARSIYAH", "Asih"]
    with thirty.write("test.names") as unit:
        mothers = unit.session.scalars(select(Member).where(Member.position == 1).order_by(Member.id).limit(5))
        for member, name in zip(mothers, ("ARSIYAH", "Asih", "Ai Mariam", "arsih", "AI MARIAM"), strict=True):
            member.name = name
    rows = [row.caretaker_name for row in walk(thirty, "", size=1)]
    assert sorted(rows[:5], key=str.casefold)[:2] == rows[:2]
    assert [name.casefold() for name in rows] == sorted(name.casefold() for name in rows)
    assert {name for name in rows if name.casefold().startswith("a")} >= set(wanted)
    assert len(rows) == 30, "and none stands twice or is passed over"


@pytest.mark.parametrize("typed", ["siti", "SITI", "aminah siti", "s", "si", "cikadu", "360101", "ujang", "siti uj"])
def test_pages_hold_each_match_once(thirty: Desk, typed: str) -> None:
    rows = walk(thirty, typed, size=2)
    assert rows
    assert len({row.id for row in rows}) == len(rows) == finding.count(thirty, typed)


def test_a_child_is_found_with_its_family(thirty: Desk) -> None:
    assert "UJANG" not in names(thirty, "ujang")
    assert names(thirty, "ujang")


def test_lists_are_masked(thirty: Desk) -> None:
    for row in walk(thirty, ""):
        assert row.nik.startswith("••••••••••")
        assert row.nik[10:].isdigit()
        assert len(row.nik) == 16


def test_a_whole_number_finds_its_family_alone(thirty: Desk) -> None:
    whole = finding.find_whole(thirty, "siti aminah")[0]
    nik = whole.members[0].nik
    spaced = " ".join(nik[at : at + 4] for at in range(0, 16, 4))
    for typed in (nik, spaced, whole.no_kk):
        assert [row.id for row in finding.find(thirty, typed).rows] == [whole.id]


def test_districts_and_states_narrow_together_with_words(thirty: Desk) -> None:
    district = finding.find(thirty, "").rows[0].district
    code = next(area.code for area in finding.districts(thirty) if area.name == district)
    here = Filters(district_code=code)
    rows = walk(thirty, "", here)
    assert {row.district for row in rows} == {district}
    assert len(rows) == finding.count(thirty, "", here)
    assert walk(thirty, "siti", Filters(district_code=code, status="candidate")) == walk(thirty, "siti", here)
    assert walk(thirty, "siti", Filters(district_code=code, status="active")) == []


def test_families_without_a_village_are_found(operator: Desk) -> None:
    families.add(operator, 3)
    lost = families.add(operator, 2, start=3, village_code=None, area_as_written="DESA ENTAH")
    rows = walk(operator, "", Filters(unplaced=True))
    assert {row.id for row in rows} == set(lost)
    assert all(not row.placed and row.village == "DESA ENTAH" for row in rows)
    assert finding.count(operator, "", Filters(unplaced=True)) == 2
    assert all(row.placed for row in walk(operator, "siti"))


def test_areas_to_choose_from_are_the_offices_own(operator: Desk) -> None:
    districts = finding.districts(operator)
    assert [area.name for area in districts] == sorted(area.name for area in districts)
    assert all(area.code.startswith("36.01.") for area in districts)
    villages = finding.villages(operator, districts[0].code)
    assert villages
    assert all(area.code.startswith(f"{districts[0].code}.") for area in villages)
    assert finding.villages(operator, "nowhere") == []


def test_scrolling_a_masked_list_is_not_logged(thirty: Desk) -> None:
    def lines() -> int:
        with thirty.read() as session:
            return len(session.scalars(select(AuditLine.seq)).all())

    before = lines()
    walk(thirty, "siti")
    finding.count(thirty, "siti")
    assert lines() == before


def test_what_is_shown_whole_is_logged_with_its_families(thirty: Desk) -> None:
    found = finding.find_whole(thirty, "siti", limit=3)
    assert len(found) == 3
    assert all(family.members[0].nik.isdigit() for family in found)
    assert all(family.status == "candidate" and family.caretaker == "SITI AMINAH" for family in found)
    with thirty.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.action == "find")).one()
    assert line.detail is not None
    assert json.loads(line.detail) == {"shown": [str(family.id) for family in found]}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_finds(thirty: Desk, role: Role) -> None:
    assert finding.total(offices.same_office_as(thirty, role)) == 30


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, office_template: offices.Template) -> Desk:
    """An office that no example changes; hypothesis calls it a hundred times."""
    desk = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("found") / "office"), Role.OPERATOR)
    families.add(desk, 12)
    return desk


def test_a_family_that_left_is_in_no_list_and_is_found_by_name(operator: Desk) -> None:
    stays, leaves = families.add(operator, 2)
    with operator.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=leaves, kind="moved_out", on=date(2019, 5, 2), reason="Pindah", by=operator.person.id
            )
        )
    assert [row.id for row in finding.find(operator, "").rows] == [stays]
    assert (finding.total(operator), finding.count(operator, "")) == (1, 1)
    (left,) = finding.find(operator, "", Filters(status="closed")).rows
    assert (left.id, left.status) == (leaves, "closed")
    assert leaves in {row.id for row in finding.find(operator, left.caretaker_name).rows}
    with operator.write("test.reopen") as unit:
        closure = unit.session.scalars(select(FamilyClosure)).one()
        closure.reopened_on = date(2019, 6, 1)
    assert {row.id for row in finding.find(operator, "").rows} == {stays, leaves}


def test_families_of_one_village(operator: Desk) -> None:
    one, other = families.villages(operator, 2)
    families.add(operator, 3, places=[one])
    families.add(operator, 2, start=3, places=[other])
    assert finding.count(operator, "", Filters(village_code=one)) == 3
    assert {row.village for row in finding.find(operator, "", Filters(village_code=other)).rows} != set()
    assert finding.count(operator, "", Filters(village_code="99.99.99.9999")) == 0


def test_families_in_a_programme_and_in_nobodys_care(operator: Desk) -> None:
    cared, alone, candidate, once = families.add(operator, 4)
    someone = facilitators.add(operator, NewFacilitator("Titin Supriatin")).value.id
    with operator.write("test.status") as unit:
        for row in unit.session.scalars(select(Enrolment).where(Enrolment.household_id != candidate)):
            row.status = EnrolmentStatus.ACTIVE
        for family, until in ((cared, None), (once, date(2019, 3, 1))):
            unit.session.add(
                Caseload(facilitator_id=someone, household_id=family, valid_from=date(2019, 1, 7), valid_to=until)
            )
    found = {row.id for row in finding.find(operator, "", Filters(unattended=True)).rows}
    assert found == {alone, once}
    assert finding.count(operator, "", Filters(unattended=True)) == 2


@given(st.text(max_size=24))
@example("0 0_0")
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_typed_gets_an_answer(standing: Desk, typed: str) -> None:
    page = finding.find(standing, typed)
    assert len(page.rows) <= 12
    assert finding.count(standing, typed) == len(page.rows)


@given(st.sampled_from(families.MOTHERS + families.CHILDREN), st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_every_beginning_of_a_name_finds_it(standing: Desk, name: str, data: st.DataObject) -> None:
    whole = {row.id for row in finding.find(standing, name.lower()).rows}
    word = data.draw(st.sampled_from(name.split()))
    begun = word[: data.draw(st.integers(1, len(word)))]
    assert whole <= {row.id for row in finding.find(standing, begun).rows}

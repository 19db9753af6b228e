"""Villages and who cares for their families; a whole village goes into one person's care."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Caseload, FamilyClosure, RecordVersion
from desktop.rules.terms import Role
from desktop.services import caseloads, facilitators
from desktop.services.caseloads import VillageCare
from desktop.services.desk import Desk
from desktop.services.facilitators import Assigned, NewFacilitator
from desktop.services.families import finding
from desktop.services.families.finding import Filters
from tests import families, offices

DAY = timedelta(days=1)


def someone(desk: Desk, name: str = "Ratna Dewi") -> UUID:
    return facilitators.add(desk, NewFacilitator(name)).value.id


def care(desk: Desk) -> dict[str, tuple[int, int]]:
    """Families and those in nobody's care, by village."""
    return {row.code: (row.families, row.unattended) for row in caseloads.villages(desk)}


def held(desk: Desk) -> dict[str, int]:
    """Families in each facilitator's care."""
    return {row.name: row.families for row in facilitators.everybody(desk)}


def test_villages_say_how_many_nobody_cares_for(operator: Desk) -> None:
    one, other = families.villages(operator, 2)
    ids = families.add(operator, 4, places=[one])
    families.add(operator, 2, start=4, places=[other])
    families.add(operator, 1, start=6, village_code=None)
    assert care(operator) == {one: (4, 4), other: (2, 2)}
    facilitators.assign(operator, someone(operator), ids[:3])
    assert care(operator) == {one: (4, 1), other: (2, 2)}


def test_who_cared_once_cares_no_more(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    ids = families.add(operator, 2, places=[village])
    ratna = someone(operator)
    with operator.write("test.care") as unit:
        start = date(2019, 1, 7)
        unit.session.add(Caseload(facilitator_id=ratna, household_id=ids[0], valid_from=start, valid_to=start + DAY))
    assert care(operator) == {village: (2, 2)}


def test_villages_come_by_district_and_name(operator: Desk) -> None:
    families.add(operator, 9, places=families.villages(operator, 9))
    rows = caseloads.villages(operator)
    assert len(rows) == 9
    assert [(row.district, row.name) for row in rows] == sorted((row.district, row.name) for row in rows)
    assert all(isinstance(row, VillageCare) for row in rows)


def test_a_village_goes_into_somebodys_care(operator: Desk) -> None:
    one, other = families.villages(operator, 2)
    families.add(operator, 4, places=[one])
    families.add(operator, 2, start=4, places=[other])
    ratna = someone(operator)
    answer = caseloads.assign_village(operator, ratna, one)
    assert answer.value == Assigned(4, 0)
    assert answer.changes.touches("caseload")
    assert care(operator) == {one: (4, 0), other: (2, 2)}
    assert next(row for row in facilitators.everybody(operator)).families == 4


def test_those_whom_another_cares_for_stay_unless_it_is_said(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    ids = families.add(operator, 5, places=[village])
    ratna, titin = someone(operator), someone(operator, "Titin Supriatin")
    facilitators.assign(operator, titin, ids[:2], operator.today() - 5 * DAY)
    assert caseloads.assign_village(operator, ratna, village).value == Assigned(3, 0)
    assert {row.name: row.families for row in facilitators.everybody(operator)} == {
        "Ratna Dewi": 3,
        "Titin Supriatin": 2,
    }
    assert caseloads.assign_village(operator, ratna, village, everybody=True).value == Assigned(2, 3)
    assert {row.name: row.families for row in facilitators.everybody(operator)} == {
        "Ratna Dewi": 5,
        "Titin Supriatin": 0,
    }
    with operator.read() as session:
        ended = session.scalars(select(Caseload).where(Caseload.valid_to.is_not(None))).all()
        assert {(row.facilitator_id, row.valid_to) for row in ended} == {(titin, operator.today())}


def test_families_that_left_are_given_to_nobody(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    ids = families.add(operator, 2, places=[village])
    with operator.write("test.close") as unit:
        day, by = date(2019, 5, 2), operator.person.id
        unit.session.add(FamilyClosure(household_id=ids[0], kind="moved_out", on=day, reason="Pindah", by=by))
    assert care(operator) == {village: (1, 1)}
    assert caseloads.assign_village(operator, someone(operator), village).value == Assigned(1, 0)


def test_a_village_without_such_families_is_refused(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    families.add(operator, 1, places=[village])
    ratna = someone(operator)
    caseloads.assign_village(operator, ratna, village)
    for code, everybody in ((village, False), ("99.99.99.9999", True)):
        with pytest.raises(Refused) as refused:
            caseloads.assign_village(operator, ratna, code, everybody=everybody)
        assert refused.value.code == "facilitator.village_empty"


def test_who_no_longer_works_here_gets_no_village(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    families.add(operator, 1, places=[village])
    ratna = someone(operator)
    facilitators.set_active(operator, ratna, active=False)
    with pytest.raises(Refused) as refused:
        caseloads.assign_village(operator, ratna, village)
    assert refused.value.code == "facilitator.inactive"
    assert care(operator) == {village: (1, 1)}


def test_every_family_given_has_its_version_in_the_log(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    families.add(operator, 3, places=[village])
    caseloads.assign_village(operator, someone(operator), village)
    with operator.read() as session:
        kept = session.scalars(select(RecordVersion.record).where(RecordVersion.kind == "caseload")).all()
    assert len(kept) == 3


def test_the_filter_of_the_list_agrees(operator: Desk) -> None:
    (village,) = families.villages(operator, 1)
    families.add(operator, 3, places=[village])
    caseloads.assign_village(operator, someone(operator), village)
    assert finding.count(operator, "", Filters(unattended=True)) == 0


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_look_and_do_not_give(operator: Desk, role: Role) -> None:
    (village,) = families.villages(operator, 1)
    families.add(operator, 1, places=[village])
    ratna, desk = someone(operator), offices.same_office_as(operator, role)
    assert care(desk) == {village: (1, 1)}
    with pytest.raises(Refused) as refused:
        caseloads.assign_village(desk, ratna, village)
    assert refused.value.code == "role.not_allowed"

"""Facilitators and their caseloads: a family is in one person's care at a time."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Caseload
from desktop.rules.ids import new_id
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import Assigned, FacilitatorRow, NewFacilitator
from tests import families

DAY = timedelta(days=1)


def add(operator: Desk, name: str = "Ratna Dewi") -> UUID:
    return facilitators.add(operator, NewFacilitator(name)).value.id


def row_of(operator: Desk, facilitator: UUID) -> FacilitatorRow:
    return next(row for row in facilitators.everybody(operator) if row.id == facilitator)


def test_a_facilitator_is_added_with_his_nik_masked(operator: Desk) -> None:
    row = facilitators.add(operator, NewFacilitator("  ratna   dewi ", "3601 0152 0384 0001", "0812")).value
    assert row.name == "Ratna Dewi"
    assert row.nik.startswith("3601")
    assert "52038" not in row.nik
    assert facilitators.everybody(operator) == [row]


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewFacilitator("  "), "facilitator.no_name"),
        (NewFacilitator("x" * 121), "facilitator.no_name"),
        (NewFacilitator("Ratna", "360101520384000"), "facilitator.nik"),
    ],
)
def test_what_cannot_be_is_refused(operator: Desk, new: NewFacilitator, code: str) -> None:
    with pytest.raises(Refused) as refused:
        facilitators.add(operator, new)
    assert refused.value.code == code
    assert facilitators.everybody(operator) == []


def test_families_are_assigned_and_counted(operator: Desk) -> None:
    ratna, some = add(operator), families.add(operator, 5)
    assert facilitators.assign(operator, ratna, [*some, some[0]]).value == Assigned(taken=5, same=0)
    assert facilitators.assign(operator, ratna, some[:2]).value == Assigned(taken=0, same=2)
    assert row_of(operator, ratna).families == 5
    assert {facilitators.of_family(operator, one) for one in some} == {ratna}


def test_a_family_is_handed_over_and_the_past_stays(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 3)
    today = operator.today()
    facilitators.assign(operator, ratna, some, today - 10 * DAY)
    facilitators.assign(operator, yusuf, some[:1], today)
    assert facilitators.of_family(operator, some[0]) == yusuf
    assert (row_of(operator, ratna).families, row_of(operator, yusuf).families) == (2, 1)
    with operator.read() as session:
        kept = session.scalars(select(Caseload).where(Caseload.household_id == some[0]).order_by(Caseload.id)).all()
        assert [(one.valid_from, one.valid_to) for one in kept] == [(today - 10 * DAY, today), (today, None)]


def test_an_assignment_is_whole_or_nothing(operator: Desk) -> None:
    ratna, some = add(operator), families.add(operator, 2)
    with pytest.raises(Refused, match=r"facilitator\.family_unknown"):
        facilitators.assign(operator, ratna, [*some, new_id()])
    with pytest.raises(Refused, match=r"facilitator\.future"):
        facilitators.assign(operator, ratna, some, operator.today() + DAY)
    with pytest.raises(Refused, match=r"facilitator\.unknown"):
        facilitators.assign(operator, new_id(), some)
    assert facilitators.of_family(operator, some[0]) is None


def test_a_family_does_not_leave_before_it_came(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 1)
    facilitators.assign(operator, ratna, some)
    with pytest.raises(Refused, match=r"facilitator\.before"):
        facilitators.assign(operator, yusuf, some, operator.today() - DAY)
    assert facilitators.of_family(operator, some[0]) == ratna


def test_who_stops_hands_over_first(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 1)
    facilitators.assign(operator, ratna, some)
    with pytest.raises(Refused, match=r"facilitator\.has_families"):
        facilitators.set_active(operator, ratna, active=False)
    facilitators.assign(operator, yusuf, some)
    facilitators.set_active(operator, ratna, active=False)
    assert [row.name for row in facilitators.everybody(operator)] == ["Yusuf", "Ratna Dewi"]
    assert [row.name for row in facilitators.everybody(operator, active_only=True)] == ["Yusuf"]
    with pytest.raises(Refused, match=r"facilitator\.inactive"):
        facilitators.assign(operator, ratna, some)
    facilitators.set_active(operator, ratna, active=True)
    assert row_of(operator, ratna).active


def test_only_an_operator_changes_caseloads(supervisor: Desk) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        facilitators.add(supervisor, NewFacilitator("Ratna"))
    assert facilitators.everybody(supervisor) == []

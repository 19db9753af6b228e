"""Facilitators and their caseloads: a family is in one person's care at a time."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Caseload
from desktop.rules.ids import new_id
from desktop.services import facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import MOST_LISTED, Assigned, FacilitatorRow, NewFacilitator
from tests import families

DAY = timedelta(days=1)


def add(operator: Desk, name: str = "Ratna Dewi") -> UUID:
    return facilitators.add(operator, NewFacilitator(name)).value.id


def row_of(operator: Desk, facilitator: UUID) -> FacilitatorRow:
    return next(row for row in facilitators.everybody(operator) if row.id == facilitator)


def test_a_facilitator_is_added_with_his_nik_masked(operator: Desk) -> None:
    row = facilitators.add(operator, NewFacilitator("  ratna   dewi ", "3601 0152 0384 0001", "0812")).value
    assert row.name == "Ratna Dewi"
    assert row.nik == "••••••••••840001"
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


def test_one_nik_is_one_facilitator(operator: Desk) -> None:
    facilitators.add(operator, NewFacilitator("Ratna", "3601015203840001"))
    with pytest.raises(Refused) as refused:
        facilitators.add(operator, NewFacilitator("Ratna Dewi", "3601 0152 0384 0001"))
    assert (refused.value.code, refused.value.values) == ("facilitator.nik_there", {"name": "Ratna"})
    for _ in range(2):
        facilitators.add(operator, NewFacilitator("Ratna"))  # without a number nobody can tell
    assert len(facilitators.everybody(operator)) == 3


def test_who_is_meant(operator: Desk) -> None:
    dewi = facilitators.add(operator, NewFacilitator("Dewi", "3601015203840001")).value.id
    first, second = sorted(facilitators.add(operator, NewFacilitator("Ratna")).value.id for _ in range(2))
    assert facilitators.named(operator, "3601015203840001") == facilitators.named(operator, " dewi ") == dewi
    assert [facilitators.named(operator, str(number)) for number in (1, 2, 3)] == [dewi, first, second]
    with pytest.raises(Refused) as refused:
        facilitators.named(operator, "Ratna")
    assert refused.value.values == {"name": "Ratna", "count": 2, "listed": "2 Ratna; 3 Ratna"}
    assert facilitators.named(operator, str(second).upper()) == second
    for typed in ("0", "4", "", "Rat", "3601015203840002"):
        with pytest.raises(Refused, match=r"facilitator\.nobody"):
            facilitators.named(operator, typed)


def test_a_part_of_a_name_where_it_will_do(operator: Desk) -> None:
    dewi, ratna = add(operator, "Ratna Dewi"), add(operator, "Ratna")
    with pytest.raises(Refused, match=r"facilitator\.nobody"):
        facilitators.named(operator, "dewi")
    assert facilitators.named(operator, "dewi", partly=True) == dewi
    assert facilitators.named(operator, "ratna", partly=True) == ratna, "the whole name comes before parts of others"
    with pytest.raises(Refused) as refused:
        facilitators.named(operator, "Rat", partly=True)
    assert refused.value.values == {"name": "Rat", "count": 2, "listed": "1 Ratna; 2 Ratna Dewi"}
    for typed in ("", "  ", "dadang"):
        with pytest.raises(Refused, match=r"facilitator\.nobody"):
            facilitators.named(operator, typed, partly=True)


def test_of_many_who_are_called_alike_the_first_are_listed(operator: Desk) -> None:
    for _ in range(MOST_LISTED + 1):
        add(operator, "Ratna")
    with pytest.raises(Refused) as refused:
        facilitators.named(operator, "Ratna")
    listed = str(refused.value.values["listed"])
    assert refused.value.values["count"] == MOST_LISTED + 1
    assert listed.count("Ratna") == MOST_LISTED
    assert listed.endswith(f"{MOST_LISTED} Ratna, …")


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


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_others_only_read(operator: Desk, role: str, request: pytest.FixtureRequest) -> None:
    ratna, some = add(operator), families.add(operator, 1)
    other: Desk = request.getfixturevalue(role)
    assert [row.name for row in facilitators.everybody(other)] == ["Ratna Dewi"]
    assert facilitators.of_family(other, some[0]) is None
    changes = (
        lambda: facilitators.assign(other, ratna, some),
        lambda: facilitators.set_active(other, ratna, active=False),
    )
    for change in changes:
        with pytest.raises(Refused, match=r"role\.not_allowed"):
            change()
    assert row_of(operator, ratna).active


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("3601015203840001", True),
        ("3601.0152.0384.0001", False),
        ("", True),
        ("   ", True),
        ("36O1015203840001", False),
    ],
)
def test_a_nik_is_sixteen_digits_or_missing(operator: Desk, typed: str, shown: bool) -> None:
    new = NewFacilitator("Ratna", typed)
    digits = "".join(sign for sign in typed if sign.isdigit())
    if shown or len(digits) == 16:
        row = facilitators.add(operator, new).value
        assert row.nik == facilitators.mask(digits)
        return
    with pytest.raises(Refused) as refused:
        facilitators.add(operator, new)
    assert refused.value.code == "facilitator.nik"


def test_a_phone_number_is_kept_as_far_as_there_is_room(operator: Desk) -> None:
    row = facilitators.add(operator, NewFacilitator("Ratna", phone="  0812-3456-7890  ")).value
    assert row.phone == "0812-3456-7890"
    long = facilitators.add(operator, NewFacilitator("Yusuf", phone="0" * 40)).value
    assert len(long.phone) == facilitators.LONGEST_PHONE


def test_who_still_works_stands_first_then_by_name(operator: Desk) -> None:
    ids = {name: add(operator, name) for name in ("Yusuf", "Ade", "Ratna", "Mimin")}
    for name in ("Ade", "Ratna"):
        facilitators.set_active(operator, ids[name], active=False)
    assert [row.name for row in facilitators.everybody(operator)] == ["Mimin", "Yusuf", "Ade", "Ratna"]


def test_saying_again_that_somebody_works_changes_nothing(operator: Desk) -> None:
    ratna = add(operator)
    assert not facilitators.set_active(operator, ratna, active=True).changes.touches("facilitator")
    assert facilitators.set_active(operator, ratna, active=False).changes.touches("facilitator")
    with pytest.raises(Refused, match=r"facilitator\.unknown"):
        facilitators.set_active(operator, new_id(), active=False)


def test_late_follow_ups_are_counted_to_who_promised_them(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 2)
    today = operator.today()
    for who, due in ((ratna, today - DAY), (ratna, today - 2 * DAY), (ratna, today), (yusuf, today - DAY)):
        new = visits.NewVisit(some[0], who, today - 9 * DAY, "Kunjungan rutin", "Baik.", "", "Lihat lagi", due)
        last = visits.record(operator, new).value.row.id
    assert (row_of(operator, ratna).overdue, row_of(operator, yusuf).overdue) == (2, 1)
    visits.complete(operator, last)
    assert (row_of(operator, ratna).overdue, row_of(operator, yusuf).overdue) == (2, 0)


def test_more_families_than_one_question_holds_are_assigned_at_once(operator: Desk) -> None:
    ratna, yusuf = add(operator), add(operator, "Yusuf")
    some = families.add(operator, facilitators.CHUNK + 3)
    assert facilitators.assign(operator, ratna, some).value == Assigned(taken=len(some), same=0)
    assert facilitators.assign(operator, yusuf, some).value == Assigned(taken=len(some), same=0)
    assert (row_of(operator, ratna).families, row_of(operator, yusuf).families) == (0, len(some))
    with pytest.raises(Refused) as refused:
        facilitators.assign(operator, ratna, [*some, new_id(), new_id()])
    assert refused.value.values == {"count": 2}


def test_nobody_to_assign_is_no_fault(operator: Desk) -> None:
    assert facilitators.assign(operator, add(operator), []).value == Assigned(taken=0, same=0)


def test_a_family_handed_back_on_the_same_day_is_in_one_care(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 1)
    for who in (ratna, yusuf, ratna):
        facilitators.assign(operator, who, some)
    assert facilitators.of_family(operator, some[0]) == ratna
    with operator.read() as session:
        open_ones = session.scalars(select(Caseload).where(Caseload.valid_to.is_(None))).all()
    assert [one.facilitator_id for one in open_ones] == [ratna]


def test_every_hand_over_stands_in_the_log(operator: Desk) -> None:
    ratna, yusuf, some = add(operator), add(operator, "Yusuf"), families.add(operator, 2)
    facilitators.assign(operator, ratna, some)
    facilitators.assign(operator, yusuf, some[:1])
    with operator.read() as session:
        lines = session.scalars(select(AuditLine.kind).where(AuditLine.action == "caseload.assign")).all()
    assert [kind for kind in lines if kind is not None] == ["caseload"] * 4

"""Minutes make results count: who gets a place, who waits, who is refused; their number, day and counts."""

import json
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import EnrolmentStep, Minutes, Validation, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import minutes, quotas
from desktop.services.validating.minutes import NewMinutes
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection
from desktop.wording.translator import sentences
from tests import families, validation
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus
DAY = timedelta(days=1)


def numbers(desk: Desk) -> dict[UUID, int]:
    """Number in a waiting list by enrolment, left places too."""
    with desk.read() as session:
        return {row.enrolment_id: row.number for row in session.scalars(select(WaitingPlace))}


def only(desk: Desk) -> Minutes:
    with desk.read() as session:
        return session.scalars(select(Minutes)).one()


def test_results_become_statuses_with_day_reason_and_paper(operator: Desk) -> None:
    ids = families.add(operator, 3)
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[0]), str(ids[1]))))
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[2]),)), Result.NOT_VALID, "able", "moved")
    outcome = validation.confirm(operator, number="  BA.12 /  Linjamsos/2019 ")
    assert (outcome.eligible, outcome.waiting, outcome.not_valid, outcome.valid, outcome.left) == (2, 0, 1, 2, {})
    assert [validation.status(operator, one) for one in ids] == [S.ELIGIBLE, S.ELIGIBLE, S.NOT_ELIGIBLE]
    row = only(operator)
    assert (row.number, row.kind, row.place, row.on) == (
        "BA.12 / Linjamsos/2019", "validation", "Balai Desa", operator.today(),
    )  # fmt: skip
    with operator.read() as session:
        steps = session.scalars(select(EnrolmentStep).where(EnrolmentStep.status != S.CANDIDATE)).all()
        closed = session.scalars(select(Validation.minutes_id)).all()
    assert {step.on for step in steps} == {operator.today()}
    assert sorted(step.reason for step in steps) == [
        "Sudah mampu; Pindah dari desa ini", *["Valid menurut hasil verval"] * 2,
    ]  # fmt: skip
    assert set(closed) == {row.id}


def test_counts_are_kept_with_the_minutes(operator: Desk) -> None:
    ids = families.add(operator, 5, places=[validation.places(operator, 1)])
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[:3]))))
    validation.record(operator, Selection(PROGRAMME, cards=tuple(map(str, ids[3:]))), Result.NOT_VALID, "moved")
    validation.confirm(operator)
    village = families.villages(operator)[0]
    assert json.loads(only(operator).counts) == {
        "programme": PROGRAMME, "valid": 3, "eligible": 1, "waiting": 2, "not_valid": 2, "reasons": {"moved": 2},
        "villages": {village: {"eligible": 1, "waiting": 2, "not_valid": 2}},
    }  # fmt: skip


def test_places_go_to_the_poorest_then_to_who_has_waited_longest(operator: Desk) -> None:
    village = validation.places(operator, 2)
    ids = families.add(operator, 5, places=[village])
    for family, percentile in zip(ids, (30, None, 5, 30, 12), strict=True):
        validation.change(operator, family, poverty_percentile=percentile)
    validation.put(operator, ids[3], S.CANDIDATE, date(2018, 1, 1))
    validation.record(operator)
    validation.confirm(operator)
    assert [validation.status(operator, one) for one in ids] == [
        S.CANDIDATE, S.CANDIDATE, S.ELIGIBLE, S.CANDIDATE, S.ELIGIBLE,
    ]  # fmt: skip
    place = numbers(operator)
    assert [place.get(validation.enrolment(operator, ids[at])) for at in (3, 0, 1)] == [1, 2, 3]


def test_villages_without_a_quota_have_room_for_all(operator: Desk) -> None:
    first, second = families.villages(operator, 2)
    quotas.set_places(operator, PROGRAMME, {first: 0})
    ids = families.add(operator, 6, places=[first, second])
    validation.record(operator)
    outcome = validation.confirm(operator)
    assert (outcome.eligible, outcome.waiting) == (3, 3)
    assert [validation.status(operator, one) for one in ids] == [S.CANDIDATE, S.ELIGIBLE] * 3


def test_minutes_of_one_village_leave_the_results_of_others(operator: Desk) -> None:
    first, second = families.villages(operator, 2)
    ids = families.add(operator, 4, places=[first, second])
    validation.record(operator)
    assert minutes.look_over(operator, Selection(PROGRAMME, village=first)).eligible == 2
    validation.confirm(operator, Selection(PROGRAMME, village=first))
    assert [validation.status(operator, one) for one in ids] == [S.ELIGIBLE, S.CANDIDATE] * 2
    assert minutes.look_over(operator, ALL).eligible == 2


def test_a_family_without_a_village_or_no_candidate_any_more_is_left_and_told(operator: Desk) -> None:
    ids = families.add(operator, 3)
    validation.record(operator)
    validation.change(operator, ids[0], village_code=None)
    validation.put(operator, ids[1], S.STOPPED)
    outcome = validation.confirm(operator)
    assert (outcome.eligible, outcome.left) == (1, {minutes.UNPLACED: 1, minutes.NOT_CANDIDATE: 1})
    assert validation.status(operator, ids[1]) is S.STOPPED
    for code in outcome.left:
        assert "{" not in sentences()[code].format(count=1)


def test_who_waits_and_is_valid_again_keeps_his_number(operator: Desk) -> None:
    ids = families.add(operator, 2, places=[validation.places(operator, 0)])
    validation.record(operator)
    validation.confirm(operator, number="BA.1")
    before = numbers(operator)
    validation.record(operator)
    outcome = validation.confirm(operator, number="BA.2")
    assert (outcome.waiting, outcome.eligible) == (2, 0)
    assert numbers(operator) == before
    assert len(before) == len(ids)


def test_who_waits_and_is_not_valid_any_more_leaves_his_place(operator: Desk) -> None:
    ids = families.add(operator, 2, places=[validation.places(operator, 0)])
    validation.record(operator)
    validation.confirm(operator, number="BA.1")
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[0]),)), Result.NOT_VALID, "moved")
    validation.confirm(operator, number="BA.2")
    with operator.read() as session:
        left = {row.enrolment_id: row.left_for for row in session.scalars(select(WaitingPlace))}
    assert [left[validation.enrolment(operator, one)] for one in ids] == ["not_eligible", None]
    assert validation.status(operator, ids[0]) is S.NOT_ELIGIBLE


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ({"number": "   "}, "minutes.number"),
        ({"number": "x" * 81}, "minutes.number"),
        ({"days": 1}, "enrolling.future"),
        ({"days": -1}, "minutes.before"),
        ({"signed_by": "Nama panjang, jabatan\n" * 20}, "minutes.signers"),
    ],
)
def test_what_is_refused_leaves_everything(operator: Desk, new: dict[str, object], code: str) -> None:
    (family,) = families.add(operator, 1)
    validation.record(operator)
    on = operator.today() + int(str(new.pop("days", 0))) * DAY
    with pytest.raises(Refused) as refused:
        minutes.make(operator, ALL, NewMinutes(**{"number": "BA.1", "on": on} | new))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert "{" not in sentences()[code].format(**refused.value.values)
    assert validation.status(operator, family) is S.CANDIDATE
    assert minutes.made(operator) == []


def test_a_number_is_given_once_and_nothing_has_no_minutes(operator: Desk) -> None:
    ids = families.add(operator, 2)
    with pytest.raises(Refused, match=r"minutes\.nothing"):
        validation.confirm(operator)
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[0]),)))
    validation.confirm(operator, number="BA.1")
    validation.record(operator, Selection(PROGRAMME, cards=(str(ids[1]),)))
    with pytest.raises(Refused, match=r"minutes\.there"):
        validation.confirm(operator, number=" BA.1 ")
    assert validation.status(operator, ids[1]) is S.CANDIDATE


def test_the_next_number_is_proposed_by_year(operator: Desk) -> None:
    assert minutes.proposed_number(operator, date(2019, 4, 11)) == "BA.001/Linjamsos/IV/2019"
    families.add(operator, 1)
    validation.record(operator)
    today = operator.today()
    proposed = minutes.proposed_number(operator, today)
    validation.confirm(operator, number=proposed)
    assert minutes.proposed_number(operator, today).startswith("BA.002/")
    assert minutes.proposed_number(operator, date(today.year - 1, 1, 1)).startswith("BA.001/")


def test_minutes_are_listed_with_who_signed(auditor: Desk, operator: Desk) -> None:
    ids = families.add(operator, 2)
    for number, family in enumerate(ids, 1):
        validation.record(operator, Selection(PROGRAMME, cards=(str(family),)))
        validation.confirm(operator, number=f"BA.{number}")
    rows = minutes.made(auditor)
    assert [row.number for row in rows] == ["BA.2", "BA.1"]
    assert rows[0].signed_by == ("Ratna Dewi, Pendamping", "H. Sanusi, Kepala Desa")
    assert rows[0].counts["eligible"] == 1


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_only_the_operator_makes_minutes(request: pytest.FixtureRequest, operator: Desk, role: str) -> None:
    families.add(operator, 1)
    validation.record(operator)
    with pytest.raises(Refused, match="role"):
        validation.confirm(request.getfixturevalue(role))
    assert minutes.look_over(request.getfixturevalue(role), ALL).eligible == 1


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_numbers_have_no_gaps_whatever_order_minutes_come_in(operator: Desk, data: st.DataObject) -> None:
    """In each village and year numbers run from 1; nobody has two, and no village has more than its places."""
    places = families.villages(operator, 2)
    limit = data.draw(st.integers(0, 3))
    quotas.set_places(operator, PROGRAMME, dict.fromkeys(places, limit))
    held = {line.code: line.used for line in quotas.table(operator, PROGRAMME).lines}
    for _ in range(data.draw(st.integers(1, 3))):
        families.add(operator, data.draw(st.integers(1, 4)), places=places)
        validation.record(operator, ALL, Result.BY_RULES)
        validation.confirm(operator, number=f"BA.{len(minutes.made(operator)) + 1}")
    with operator.read() as session:
        waits = session.scalars(select(WaitingPlace)).all()
    for village in places:
        given_ = sorted(row.number for row in waits if row.village_code == village)
        assert given_ == list(range(1, len(given_) + 1))
    assert len({row.enrolment_id for row in waits}) == len(waits)
    for line in quotas.table(operator, PROGRAMME).lines:
        assert line.used <= max(limit, held.get(line.code, 0))

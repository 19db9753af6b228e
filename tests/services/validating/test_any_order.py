"""Whatever order results, minutes, changes, quotas and promotions come in, the register stays in one piece."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, FamilyRow, Minutes, Validation, VillageQuota, WaitingPlace
from desktop.paths import resources
from desktop.rules.terms import EnrolmentStatus
from desktop.services import programmes, safety
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.money import proving
from desktop.services.validating import changing, listing, minutes, quotas, waiting
from desktop.services.validating.changing import NewStatus
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import Selection, State
from tests import families, validation
from tests.validation import ALL, PROGRAMME

S = EnrolmentStatus
EXPECTED = ("validating.", "minutes.", "quota.", "waiting.")
"""Refusals that are answers: nothing to do, nobody goes."""


def validate(desk: Desk, data: st.DataObject) -> None:
    village = data.draw(st.sampled_from(families.villages(desk, 2)))
    result = data.draw(st.sampled_from([Result.VALID, Result.NOT_VALID, Result.BY_RULES]))
    reasons = ("moved",) if result is Result.NOT_VALID else ()
    validation.record(desk, Selection(PROGRAMME, village=village), result, *reasons)


def confirm(desk: Desk, data: st.DataObject) -> None:
    village = data.draw(st.sampled_from([None, *families.villages(desk, 2)]))
    validation.confirm(desk, Selection(PROGRAMME, village=village), f"BA.{len(minutes.made(desk)) + 1}")


def change(desk: Desk, data: st.DataObject) -> None:
    status = data.draw(st.sampled_from([S.NOT_ELIGIBLE, S.SUSPENDED, S.STOPPED, S.CANDIDATE, S.DECREED]))
    typed = data.draw(st.sampled_from(["", "siti", "rohayati"]))
    step = Move(status, desk.today(), "uji", "SK 1")
    changing.change(desk, NewStatus(Selection(PROGRAMME, typed=typed), step))


def set_quota(desk: Desk, data: st.DataObject) -> None:
    village = data.draw(st.sampled_from(families.villages(desk, 2)))
    quotas.set_places(desk, PROGRAMME, {village: data.draw(st.integers(0, 4))})


def promote(desk: Desk, data: st.DataObject) -> None:
    waiting.promote(desk, PROGRAMME, data.draw(st.sampled_from(families.villages(desk, 2))), desk.today())


def register(desk: Desk, data: st.DataObject) -> None:
    families.add(desk, data.draw(st.integers(1, 3)), places=families.villages(desk, 2))


DEEDS: list[Callable[[Desk, st.DataObject], None]] = [validate, confirm, change, set_quota, promote, register]


def check(desk: Desk) -> None:
    """What must hold at every moment."""
    with desk.read() as session:
        _check_results(session)
        _check_waiting(session)
        _check_steps(session)
    standing = listing.standing(desk, PROGRAMME)
    assert standing.families == listing.count(desk, ALL)
    for state in State:
        assert standing.states[state] == listing.count(desk, Selection(PROGRAMME, state=state))
    for line in quotas.table(desk, PROGRAMME).lines:
        assert line.waiting == len(waiting.look(desk, PROGRAMME, line.code).rows)


def _check_results(session: Session) -> None:
    open_ = session.scalars(select(Validation.enrolment_id).where(Validation.minutes_id.is_(None))).all()
    assert len(open_) == len(set(open_)), "one result at most waits for minutes"
    for row in session.scalars(select(Minutes)):
        taken = session.scalars(select(Validation.result).where(Validation.minutes_id == row.id)).all()
        if row.kind == "validation":
            counts = json.loads(row.counts)
            assert Counter(taken) == Counter(valid=counts["valid"], not_valid=counts["not_valid"])


def _check_waiting(session: Session) -> None:
    places = session.scalars(select(WaitingPlace)).all()
    open_ = [row.enrolment_id for row in places if row.left_on is None]
    assert len(open_) == len(set(open_)), "nobody waits twice"
    for enrolment in open_:
        assert session.get_one(Enrolment, enrolment).status == S.CANDIDATE
    for village in {row.village_code for row in places}:
        numbers = sorted(row.number for row in places if row.village_code == village)
        assert numbers == list(range(1, len(numbers) + 1)), "numbers have no gaps"
    assert all((row.left_on is None) == (row.left_for is None) for row in places)


def _check_steps(session: Session) -> None:
    for enrolment in session.scalars(select(Enrolment)):
        steps = select(EnrolmentStep.status).where(EnrolmentStep.enrolment_id == enrolment.id)
        assert session.scalars(steps.order_by(EnrolmentStep.id.desc())).first() == enrolment.status
        shown = session.scalars(select(FamilyRow.status).where(FamilyRow.household_id == enrolment.household_id)).one()
        assert shown == enrolment.status


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_order_of_deeds(operator: Desk, administrator: Desk, data: st.DataObject) -> None:
    register(operator, data)
    for _ in range(data.draw(st.integers(3, 7))):
        deed = data.draw(st.sampled_from(DEEDS))
        try:
            deed(operator, data)
        except Refused as refused:
            assert refused.code.startswith(EXPECTED), refused.code
    check(operator)
    assert administrator.office is operator.office


def test_the_proof_holds_after_a_whole_year_of_validation(operator: Desk, auditor: Desk) -> None:
    village = validation.places(operator, 2)
    families.add(operator, 8, places=families.villages(operator, 2))
    validation.record(operator, ALL, Result.BY_RULES)
    validation.confirm(operator, number="BA.1")
    changing.change(operator, NewStatus(ALL, Move(S.DECREED, operator.today(), "SK", "SK 1")))
    changing.change(
        operator, NewStatus(Selection(PROGRAMME, typed="siti"), Move(S.STOPPED, operator.today(), "pindah"))
    )
    quotas.set_places(operator, PROGRAMME, {village: 4})
    waiting.promote(operator, PROGRAMME, village, operator.today())
    check(operator)
    assert safety.verify(auditor, proving.prove).sound


@pytest.mark.parametrize("deed", ["record", "confirm", "change", "promote"])
def test_what_is_cancelled_leaves_nothing(operator: Desk, deed: str) -> None:
    """A refusal in the middle takes the whole deed with it: the counts are those from before."""
    village = validation.places(operator, 1)
    families.add(operator, 4, places=[village])
    if deed != "record":
        validation.record(operator)
    if deed == "promote":
        validation.confirm(operator, number="BA.0")
        quotas.set_places(operator, PROGRAMME, {village: 3})
    before = listing.standing(operator, PROGRAMME)
    tomorrow = operator.today() + timedelta(days=1)
    with pytest.raises(Refused):
        _deed_of(operator, deed, tomorrow, village)
    assert listing.standing(operator, PROGRAMME) == before
    check(operator)


def _deed_of(desk: Desk, deed: str, on: object, village: str) -> None:
    if deed == "record":
        validation.record(desk, ALL, Result.NOT_VALID, "tidak ada")
    elif deed == "confirm":
        minutes.make(desk, ALL, minutes.NewMinutes("BA.1", on))  # type: ignore[arg-type]
    elif deed == "change":
        changing.change(desk, NewStatus(ALL, Move(S.STOPPED, on, "x")))  # type: ignore[arg-type]
    else:
        waiting.promote(desk, PROGRAMME, village, on)  # type: ignore[arg-type]


def test_a_new_year_has_quotas_and_numbers_of_its_own(operator: Desk, administrator: Desk) -> None:
    """Families keep their status; places are granted anew, and the waiting list begins with number 1."""
    village = validation.places(operator, 0)
    families.add(operator, 2, places=[village])
    validation.record(operator)
    validation.confirm(operator, number="BA.1")
    programmes.add(administrator, "jamsosratu-2020", resources())
    table = quotas.table(operator, PROGRAMME)
    assert (table.year, [line.places for line in table.lines]) == (2020, [None])
    quotas.set_places(operator, PROGRAMME, {village: 0})
    families.add(operator, 1, places=[village], start=7)
    validation.record(operator, Selection(PROGRAMME, state=State.OPEN))
    validation.confirm(operator, number="BA.2")
    with operator.read() as session:
        numbers = sorted((row.year, row.number) for row in session.scalars(select(WaitingPlace)))
        years = sorted(session.scalars(select(VillageQuota.year)))
    assert numbers == [(2019, 1), (2019, 2), (2020, 1)]
    assert years == [2019, 2020]
    assert [row.number for row in waiting.look(operator, PROGRAMME, village).rows] == [1]

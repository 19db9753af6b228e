"""Waiting lists: who is next when a place frees, who is passed over, and that numbers are never given again."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import EnrolmentStep, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.validating import quotas, waiting
from desktop.wording.translator import sentences
from tests import families, validation
from tests.validation import PROGRAMME

S = EnrolmentStatus


@pytest.fixture
def queue(operator: Desk) -> list[UUID]:
    """Six families of one village with two places: two have them, four wait in their order."""
    ids = families.add(operator, 6, places=[validation.places(operator, 2)])
    for at, family in enumerate(ids):
        validation.change(operator, family, poverty_percentile=at)
    validation.record(operator)
    validation.confirm(operator)
    return ids


def village(desk: Desk) -> str:
    return families.villages(desk)[0]


def stop(desk: Desk, family: UUID) -> None:
    enrolling.move(desk, validation.enrolment(desk, family), Move(S.STOPPED, desk.today(), "pindah"))


def left_for(desk: Desk) -> dict[int, str | None]:
    with desk.read() as session:
        return {row.number: row.left_for for row in session.scalars(select(WaitingPlace))}


def test_the_list_stands_in_its_order(operator: Desk, auditor: Desk, queue: list[UUID]) -> None:
    found = waiting.look(auditor, PROGRAMME, village(operator))
    assert [(row.number, row.household) for row in found.rows] == list(enumerate(queue[2:], 1))
    assert (found.free, found.next, found.passed) == (0, (), ())
    assert all(row.fits and row.since == operator.today() for row in found.rows)


def test_nobody_is_promoted_by_himself(operator: Desk, queue: list[UUID]) -> None:
    stop(operator, queue[0])
    found = waiting.look(operator, PROGRAMME, village(operator))
    assert (found.free, found.next) == (1, (1,))
    assert validation.status(operator, queue[2]) is S.CANDIDATE


def test_the_first_who_wait_get_the_places_that_are_free(operator: Desk, queue: list[UUID]) -> None:
    for family in queue[:2]:
        stop(operator, family)
    done = waiting.promote(operator, PROGRAMME, village(operator), operator.today(), "BA.9")
    assert (done.value.numbers, done.value.passed) == ((1, 2), ())
    assert done.changes.touches("enrolment", "waiting_place")
    assert [validation.status(operator, one) for one in queue[2:]] == [S.ELIGIBLE, S.ELIGIBLE, S.CANDIDATE, S.CANDIDATE]
    assert left_for(operator) == {1: "promoted", 2: "promoted", 3: None, 4: None}
    with operator.read() as session:
        step = session.scalars(select(EnrolmentStep).where(EnrolmentStep.paper == "BA.9")).first()
    assert step is not None
    assert step.reason == "Naik dari daftar tunggu nomor 1"


def test_who_fits_no_longer_is_passed_over_and_keeps_waiting(operator: Desk, queue: list[UUID]) -> None:
    stop(operator, queue[0])
    validation.change(operator, queue[2], receives_pkh=True)
    found = waiting.look(operator, PROGRAMME, village(operator))
    assert ([row.fits for row in found.rows], found.next, found.passed) == ([False, True, True, True], (2,), (1,))
    done = waiting.promote(operator, PROGRAMME, village(operator), operator.today()).value
    assert (done.numbers, done.passed) == ((2,), (1,))
    assert validation.status(operator, queue[2]) is S.CANDIDATE
    assert left_for(operator)[1] is None


def test_who_is_stopped_while_he_waits_leaves_the_list_and_his_number_is_not_given_again(
    operator: Desk, queue: list[UUID]
) -> None:
    stop(operator, queue[5])
    assert left_for(operator)[4] == "withdrawn"
    families.add(operator, 1, places=[village(operator)], start=9)
    validation.record(operator)
    validation.confirm(operator, number="BA.2")
    assert sorted(left_for(operator)) == [1, 2, 3, 4, 5]


def test_refused_while_it_is_full(operator: Desk, queue: list[UUID]) -> None:
    with pytest.raises(Refused, match=r"waiting\.full"):
        waiting.promote(operator, PROGRAMME, village(operator), operator.today())
    assert validation.status(operator, queue[2]) is S.CANDIDATE


def test_refused_where_nobody_waits(operator: Desk) -> None:
    with pytest.raises(Refused, match=r"waiting\.nobody"):
        waiting.promote(operator, PROGRAMME, village(operator), operator.today())


def test_refused_where_nobody_fits(operator: Desk, queue: list[UUID]) -> None:
    stop(operator, queue[0])
    for family in queue[2:]:
        validation.change(operator, family, receives_pkh=True)
    with pytest.raises(Refused) as refused:
        waiting.promote(operator, PROGRAMME, village(operator), operator.today())
    assert refused.value.code == "waiting.none_fits"
    assert "4" in sentences()[refused.value.code].format(**refused.value.values)


def test_refused_on_a_day_still_to_come(operator: Desk, queue: list[UUID]) -> None:
    stop(operator, queue[0])
    with pytest.raises(Refused, match=r"enrolling\.future"):
        waiting.promote(operator, PROGRAMME, village(operator), operator.today() + timedelta(days=1))
    assert left_for(operator)[1] is None


def test_more_places_let_more_in(operator: Desk, queue: list[UUID]) -> None:
    quotas.set_places(operator, PROGRAMME, {village(operator): 9})
    done = waiting.promote(operator, PROGRAMME, village(operator), operator.today()).value
    assert done.numbers == (1, 2, 3, 4)
    assert {validation.status(operator, one) for one in queue} == {S.ELIGIBLE}
    assert waiting.look(operator, PROGRAMME, village(operator)).rows == ()


def test_only_the_operator_promotes(supervisor: Desk, operator: Desk, queue: list[UUID]) -> None:
    stop(operator, queue[0])
    with pytest.raises(Refused, match="role"):
        waiting.promote(supervisor, PROGRAMME, village(operator), operator.today())


def test_villages_and_years_count_apart(operator: Desk) -> None:
    names = {
        waiting.series("jamsosratu", year, code) for year in (2019, 2020) for code in ("36.01.01.2001", "36.01.01.2002")
    }
    assert len(names) == 4
    first, second = families.villages(operator, 2)
    quotas.set_places(operator, PROGRAMME, {first: 0, second: 0})
    families.add(operator, 4, places=[first, second])
    validation.record(operator)
    validation.confirm(operator)
    for code in (first, second):
        assert [row.number for row in waiting.look(operator, PROGRAMME, code).rows] == [1, 2]

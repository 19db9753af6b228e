"""Places in waiting lists when families leave, come back and move: nobody is promoted whose place is gone."""

from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import LifeEvent, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.life import recording, undoing
from desktop.services.life.events import Event, FamilyCame, FamilyLeft, NewAddress
from desktop.services.validating import quotas, waiting
from tests import families, validation
from tests.validation import PROGRAMME

S = EnrolmentStatus


@pytest.fixture
def queue(operator: Desk) -> list[UUID]:
    """Four families of one village with one place: three wait in their order."""
    ids = families.add(operator, 4, places=[validation.places(operator, 1)])
    for at, family in enumerate(ids):
        validation.change(operator, family, poverty_percentile=at)
    validation.record(operator)
    validation.confirm(operator)
    return ids


def village(desk: Desk, at: int = 0) -> str:
    return families.villages(desk, 2)[at]


def enter(desk: Desk, family: UUID, event: Event) -> None:
    recording.record(desk, family, detail.open_family(desk, family).stamp, event)


def leave(desk: Desk, family: UUID) -> None:
    enter(desk, family, FamilyLeft(on=desk.today(), paper="", reason="Pindah", to="Bandung"))


def come(desk: Desk, family: UUID) -> None:
    enter(desk, family, FamilyCame(on=desk.today(), paper="", reason="Kembali", origin="Bandung"))


def last_event(desk: Desk, family: UUID) -> UUID:
    with desk.read() as session:
        mine = select(LifeEvent.id).where(LifeEvent.household_id == family)
        return session.scalars(mine.order_by(LifeEvent.id.desc())).first() or family


def left_for(desk: Desk) -> dict[int, str | None]:
    with desk.read() as session:
        return {row.number: row.left_for for row in session.scalars(select(WaitingPlace))}


def waits(desk: Desk, at: int = 0) -> list[UUID]:
    return [row.household for row in waiting.look(desk, PROGRAMME, village(desk, at)).rows]


def counted(desk: Desk, at: int = 0) -> int:
    return sum(line.waiting for line in quotas.table(desk, PROGRAMME).lines if line.code == village(desk, at))


def test_who_leaves_and_comes_back_does_not_go_on_waiting(operator: Desk, queue: list[UUID]) -> None:
    leave(operator, queue[1])
    assert left_for(operator) == {1: "withdrawn", 2: None, 3: None}
    assert (waits(operator), counted(operator)) == (queue[2:], 2)
    come(operator, queue[1])
    quotas.set_places(operator, PROGRAMME, {village(operator): 9})
    assert (waits(operator), counted(operator)) == (queue[2:], 2)
    assert waiting.promote(operator, PROGRAMME, village(operator), operator.today()).value.numbers == (2, 3)
    assert [validation.status(operator, one) for one in queue] == [S.ELIGIBLE, S.STOPPED, S.ELIGIBLE, S.ELIGIBLE]


def test_leaving_that_was_entered_wrongly_gives_the_place_back(operator: Desk, queue: list[UUID]) -> None:
    leave(operator, queue[2])
    assert waits(operator) == [queue[1], queue[3]]
    undoing.undo(operator, last_event(operator, queue[2]), "keliru")
    assert (waits(operator), counted(operator)) == (queue[1:], 3)
    assert left_for(operator) == {1: None, 2: None, 3: None}


@pytest.mark.parametrize("status", [S.STOPPED, S.NOT_ELIGIBLE, S.ACTIVE])
def test_a_place_of_one_who_is_no_candidate_does_not_count(
    operator: Desk, queue: list[UUID], status: EnrolmentStatus
) -> None:
    """Such places stand in offices of before."""
    for family in queue[1:]:
        validation.put(operator, family, status)
    assert (waits(operator), counted(operator)) == ([], 0)
    with pytest.raises(Refused, match=r"waiting\.nobody"):
        waiting.promote(operator, PROGRAMME, village(operator), operator.today())


def move(desk: Desk, family: UUID, to: str) -> None:
    enter(desk, family, NewAddress(on=desk.today(), paper="", reason="Pindah rumah", village_code=to))


def test_who_moves_to_another_village_asks_anew_there(operator: Desk, queue: list[UUID]) -> None:
    """The number was of the old village; the new one has places of its own."""
    validation.places(operator, 0, at=1)
    move(operator, queue[1], village(operator, 1))
    assert left_for(operator) == {1: "moved", 2: None, 3: None}
    assert (waits(operator), counted(operator)) == (queue[2:], 2)
    assert (waits(operator, 1), counted(operator, 1)) == ([], 0)
    assert validation.record(operator).valid == 3
    assert validation.confirm(operator, number="BA.2").waiting == 3
    assert (waits(operator, 1), counted(operator, 1)) == ([queue[1]], 1)
    assert waits(operator) == queue[2:]


def test_within_the_village_the_place_stays(operator: Desk, queue: list[UUID]) -> None:
    move(operator, queue[1], village(operator))
    assert waits(operator) == queue[1:]


def test_a_move_that_was_entered_wrongly_gives_the_place_back(operator: Desk, queue: list[UUID]) -> None:
    move(operator, queue[1], village(operator, 1))
    undoing.undo(operator, last_event(operator, queue[1]), "keliru")
    assert left_for(operator) == {1: None, 2: None, 3: None}
    assert waits(operator) == queue[1:]


def test_who_was_written_into_another_village_by_hand_or_file_waits_there_at_the_next_minutes(
    operator: Desk, queue: list[UUID]
) -> None:
    validation.places(operator, 0, at=1)
    validation.change(operator, queue[1], village_code=village(operator, 1))
    assert (waits(operator), counted(operator)) == (queue[2:], 2)
    validation.record(operator)
    assert validation.confirm(operator, number="BA.2").waiting == 3
    assert waits(operator, 1) == [queue[1]]
    quotas.set_places(operator, PROGRAMME, {village(operator, 1): 1})
    assert waiting.promote(operator, PROGRAMME, village(operator, 1), operator.today()).value.numbers == (1,)
    assert waits(operator) == queue[2:]

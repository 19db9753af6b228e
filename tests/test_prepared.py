"""What tests begin with is a whole office, whether it was made for this test or put in place from an earlier one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.models import Payment
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.store import proof
from tests import offices, prepared
from tests.services.money import walk

Opened = Callable[[str], Desk]


@pytest.fixture
def fresh(office_template: offices.Template, tmp_path: Path) -> Iterator[Opened]:
    desks: list[Desk] = []

    def opened(name: str) -> Desk:
        desk = offices.sign_in(office_template.copy(tmp_path / name), Role.OPERATOR)
        prepared.note_fresh(desk)
        desks.append(desk)
        return desk

    yield opened
    for desk in desks:
        desk.close()


def payments(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count(Payment.id))) or 0


def test_a_state_is_made_once_and_is_whole_wherever_it_is_put(fresh: Opened) -> None:
    one, two = fresh("one"), fresh("two")
    made = [walk.opened(desk, offices.same_office_as(desk, Role.SUPERVISOR), 3) for desk in (one, two)]
    assert made[0] is made[1], "the second was put in place"
    assert [payments(desk) for desk in (one, two)] == [3, 3]
    for desk in (one, two):
        with desk.office.readers.connect() as connection:
            assert [*proof.database(connection), *proof.chain(connection), *proof.versions(connection)] == []
        assert walk.faults(desk) == []
    walk.opened(two, offices.same_office_as(two, Role.SUPERVISOR), 2, walk.SECOND)
    assert [payments(desk) for desk in (one, two)] == [3, 8], "each goes on by itself"


def test_an_office_somebody_wrote_to_keeps_what_was_written(fresh: Opened) -> None:
    walk.drafted(fresh("one"), 1)
    desk = fresh("two")
    walk.other_programme(desk)
    walk.drafted(desk, 1, walk.OTHER)
    walk.drafted(desk, 1)
    assert payments(desk) == 2

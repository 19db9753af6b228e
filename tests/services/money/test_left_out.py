"""Families that a list passes over because of what a person decided: out of all lists, or waiting for a place."""

from datetime import date

import pytest
from sqlalchemy import select

from desktop.models import Enrolment, FamilyClosure, Payment, WaitingPlace
from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.keys import find_key
from tests import families

DAY = date(2019, 2, 1)


def close(desk: Desk, family: object, reopened: date | None = None) -> None:
    with desk.write("test.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=family, kind="moved_out", on=DAY, reason="pindah", reopened_on=reopened, by=desk.person.id
            )
        )


def wait(desk: Desk, family: object, left: date | None = None) -> None:
    with desk.write("test.wait") as unit:
        enrolment = unit.session.scalars(select(Enrolment).where(Enrolment.household_id == family)).one()
        unit.session.add(
            WaitingPlace(
                enrolment_id=enrolment.id, programme="jamsosratu", year=2019, village_code=families.villages(desk)[0],
                number=2 if left else 1, since=DAY, left_on=left, left_for="promoted" if left else None,
            )
        )  # fmt: skip


def listed(desk: Desk) -> set[object]:
    with desk.read() as session:
        statement = select(Enrolment.household_id).join(Payment, Payment.enrolment_id == Enrolment.id)
        return set(session.scalars(statement))


@pytest.mark.parametrize(
    ("how", "code"), [(close, "money.left_out_closed"), (wait, "money.left_out_waiting")], ids=["closed", "waiting"]
)
def test_who_left_or_waits_is_on_no_list(operator: Desk, how: object, code: str) -> None:
    ids = families.add(operator, 3)
    assert callable(how)
    how(operator, ids[0])
    how(operator, ids[1], DAY)
    drafted = drafting.create(operator, find_key(operator, "2019/1")).value
    assert [(one.code, one.count) for one in drafted.left_out] == [(code, 1)]
    assert listed(operator) == set(ids[1:])
    with operator.read() as session:
        left = session.scalars(select(Enrolment.status).where(Enrolment.household_id == ids[0])).one()
    assert left == EnrolmentStatus.CANDIDATE

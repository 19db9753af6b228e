"""The log of events names actions and records; what was told of people stands in the records alone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from desktop.models import AuditLine, LifeEvent
from desktop.rules.succession import Cause
from desktop.rules.terms import Sex
from desktop.services.families import asof
from desktop.services.families.fields import MemberDetail
from desktop.services.life import following, history, splitting, standing, undoing
from desktop.services.life.events import (
    Birth,
    Death,
    Divorce,
    Event,
    FamilyCame,
    FamilyLeft,
    Joined,
    Left,
    Marriage,
    NewAddress,
    NewCaretaker,
    Split,
)
from tests import families
from tests.services.life.conftest import ON, Family

TOLD = "sakit paru XYZ"
PAPER = "Surat ABC 12"
PLACE = "Kampung QRS"
CHILD = MemberDetail("Dede Rahasia", sex=Sex.FEMALE, nik="3601014106190001")
HUSBAND = MemberDetail("Jaka Rahasia", sex=Sex.MALE, birth_date=date(1996, 3, 3))


def events(family: Family) -> Iterator[Event]:
    """One of each kind, with words that stand nowhere else."""
    rests = {"on": ON, "paper": PAPER, "reason": TOLD}
    yield Birth(child=CHILD, mother=family.id_of("Siti Aminah"), **rests)  # type: ignore[arg-type]
    yield Marriage(member=family.id_of("Neng"), moves_in=HUSBAND, **rests)  # type: ignore[arg-type]
    parted = Divorce(member=family.id_of("Neng"), partner=family.id_of("Jaka Rahasia"), to=PLACE, **rests)  # type: ignore[arg-type]
    yield parted
    yield Left(member=family.id_of("Jaka Rahasia"), to=PLACE, **rests)  # type: ignore[arg-type]
    yield Joined(person=replace(family.member("Jaka Rahasia")), origin=PLACE, **rests)  # type: ignore[arg-type]
    village = families.villages(family.desk)[1]
    yield NewAddress(village_code=village, address=PLACE, **rests)  # type: ignore[arg-type]
    yield NewCaretaker(successor=family.id_of("Neng"), cause=Cause.REFUSED, **rests)  # type: ignore[arg-type]
    yield Death(member=family.id_of("Sarip"), new_head=family.id_of("Siti Aminah"), **rests)  # type: ignore[arg-type]
    yield FamilyLeft(to=PLACE, **rests)  # type: ignore[arg-type]
    yield FamilyCame(origin=PLACE, **rests)  # type: ignore[arg-type]


def lines(family: Family, since: int) -> list[AuditLine]:
    with family.desk.read() as session:
        return list(session.scalars(select(AuditLine).where(AuditLine.seq > since).order_by(AuditLine.seq)))


def newest(family: Family) -> int:
    return lines(family, 0)[-1].seq


def test_no_event_writes_what_was_told_into_the_log(family: Family) -> None:
    since = newest(family)
    for event in events(family):
        family.enter(event)
    neng = family.id_of("Neng")
    new = Split(on=ON, paper=PAPER, reason=TOLD, members=frozenset({neng}), head=neng, caretaker_left=None)
    done = splitting.split(family.desk, family.id, family.opened().stamp, new).value
    undoing.undo(family.desk, done.event, TOLD)
    found = lines(family, since)
    kinds = {line.action for line in found if line.action.startswith("life.")}
    assert kinds == {
        "life.birth", "life.marriage", "life.divorce", "life.left", "life.joined", "life.address",
        "life.caretaker", "life.death", "life.family_left", "life.family_came", "life.split", "life.undone",
    }  # fmt: skip
    assert [line.detail for line in found if line.action.startswith("life.") and line.detail] == []
    with family.desk.read() as session:
        assert set(session.scalars(select(LifeEvent.reason))) == {TOLD}  # it stands there, and there only


def test_who_looks_back_leaves_a_record_and_a_day(family: Family) -> None:
    family.enter(next(events(family)))
    since = newest(family)
    history.history(family.desk, family.id)
    asof.family_on(family.desk, family.id, ON)
    following.succession(family.desk, family.id)
    standing.list_on(family.desk, ON)
    assert [(line.action, line.record, line.detail) for line in lines(family, since)] == [
        ("family.history", str(family.id), None),
        ("family.open", str(family.id), '{"on": "2019-06-01"}'),
    ]

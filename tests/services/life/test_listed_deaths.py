"""A death that a list told of waits for a person until it is recorded, and again once that is taken back."""

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Task
from desktop.rules.terms import Presence
from desktop.services import home
from desktop.services.life import undoing
from desktop.services.life.events import Death, Left
from desktop.services.official_lists import waiting
from tests.services.life.conftest import ON, SARIP, Family
from tests.services.life.test_recording import PAPER
from tests.services.official_lists import files as made


@pytest.fixture
def told(family: Family, tmp_path: Path) -> Family:
    """The family after Dukcapil said that Sarip and Aminah died."""
    rows = [[SARIP.nik, "", "MENINGGAL"], ["3601014605800002", "", "MENINGGAL"]]
    made.keep(family.desk, made.write(tmp_path / "mati.xlsx", ("NIK", "Nama", "Hasil"), rows), made.DUKCAPIL)
    return family


def names(family: Family) -> set[str]:
    return {one.name for one in waiting.waiting(family.desk)}


def tasks(family: Family) -> dict[str, tuple[bool, str | None]]:
    """Of whom, whether it is open, and how it ended."""
    people = {str(member.id): member.name for member in family.opened().fields.members}
    with family.desk.read() as session:
        return {
            people[task.about.split()[1]]: (task.closed_at is None, task.outcome)
            for task in session.scalars(select(Task).where(Task.kind == waiting.LISTED_DEATH))
        }


def waits_at_home(family: Family) -> int:
    return sum(item.count for item in home.today(family.desk).items if item.kind is home.Kind.TASKS)


def test_a_recorded_death_waits_no_more(told: Family) -> None:
    assert names(told) == {"Sarip", "Siti Aminah"}
    assert waits_at_home(told) == 2
    answer = told.enter(Death(on=ON, paper=PAPER, member=told.id_of("Sarip")))
    assert answer.changes.touches("task")
    assert tasks(told) == {"Sarip": (False, "recorded"), "Siti Aminah": (True, None)}
    assert waits_at_home(told) == 1


def test_a_death_taken_back_waits_again(told: Family) -> None:
    event = told.enter(Death(on=ON, paper=PAPER, member=told.id_of("Sarip"))).value.event
    answer = undoing.undo(told.desk, event, "salah orang")
    assert answer.changes.touches("task")
    assert names(told) == {"Sarip", "Siti Aminah"}
    assert tasks(told)["Sarip"] == (True, None)
    told.enter(Death(on=ON, paper=PAPER, member=told.id_of("Sarip")))
    assert tasks(told)["Sarip"] == (False, "recorded")


def test_what_a_person_decided_stays_decided(told: Family) -> None:
    """He said that Sarip lives; a death entered and taken back later does not ask him once more."""
    one = next(one for one in waiting.waiting(told.desk) if one.name == "Sarip")
    waiting.close(told.desk, one.task, "Masih hidup, ditemui di rumah")
    event = told.enter(Death(on=ON, paper=PAPER, member=told.id_of("Sarip"))).value.event
    undoing.undo(told.desk, event, "salah orang")
    assert tasks(told)["Sarip"] == (False, "Masih hidup, ditemui di rumah")


def test_who_moved_is_not_recorded_as_dead(told: Family) -> None:
    event = told.enter(Left(on=ON, paper=PAPER, member=told.id_of("Sarip"))).value.event
    assert tasks(told)["Sarip"] == (True, None)
    undoing.undo(told.desk, event, "salah")
    assert tasks(told)["Sarip"] == (True, None)


def test_a_death_that_is_refused_leaves_it_open(told: Family) -> None:
    with pytest.raises(Refused):
        told.enter(Death(on=ON, member=told.id_of("Sarip")))
    assert tasks(told)["Sarip"] == (True, None)
    assert told.member("Sarip").presence is Presence.LIVING_HERE


def test_without_a_list_a_death_touches_no_task(family: Family) -> None:
    assert not family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Sarip"))).changes.touches("task")


def test_both_stand_in_the_log_of_the_family_and_say_nothing_of_people(told: Family) -> None:
    event = told.enter(Death(on=ON, paper=PAPER, member=told.id_of("Sarip"))).value.event
    undoing.undo(told.desk, event, "salah orang")
    with told.desk.read() as session:
        statement = select(AuditLine.action, AuditLine.record, AuditLine.detail).order_by(AuditLine.seq)
        lines = session.execute(statement.where(AuditLine.detail.contains("listed_death"))).all()
    assert [tuple(line) for line in lines] == [
        ("life.death", str(told.id), '{"outcome": "recorded", "task": "listed_death"}'),
        ("life.undone", str(told.id), '{"outcome": "open", "task": "listed_death"}'),
    ]

"""An older file never undoes what happened since: deaths, departures, and what followed from them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models import Household, Member
from desktop.rules.life import Life
from desktop.rules.terms import Marital, Presence, Relation
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import Outcome
from desktop.services.importing.previewing import ImportPreview
from desktop.services.importing.standing_events import SetByEvent
from desktop.services.life import recording, undoing
from desktop.services.life.events import Death, Event, Joined, Left, NewAddress
from tests import families
from tests.services.importing import registers
from tests.services.importing.registers import opensid

VILLAGE = "36.01.01.2001"
PAPER = "472.12/7/Ds"
CODE = "import.event_stands"
HEAD, WIFE, CHILD = FAMILY = tuple({**row, "status_dasar": 1} for row in registers.FAMILY)  # all live here
ON, EARLIER, LATER = date(2019, 6, 1), date(2019, 5, 1), date(2019, 7, 1)


def take(desk: Desk, path: Path) -> ImportPreview:
    shown = previewing.preview(desk, path, village=VILLAGE)
    accepting.accept(desk, shown)
    return shown


def member(desk: Desk, name: str) -> Member:
    with desk.read() as session:
        return session.scalars(select(Member).where(Member.name == name)).one()


def household(desk: Desk) -> Household:
    with desk.read() as session:
        return session.scalars(select(Household)).one()


def happens(desk: Desk, event: Event) -> Any:
    family = household(desk).id
    return recording.record(desk, family, detail.open_family(desk, family).stamp, event).value.event


def dies(desk: Desk, name: str) -> Any:
    return happens(desk, Death(on=desk.today(), paper=PAPER, member=member(desk, name).id))


def told(shown: ImportPreview) -> list[tuple[str, str]]:
    """Name of the row and heading of the field of whatever was left out."""
    return [(row.name, problem.heading) for row in shown.rows for problem in row.problems if problem.code == CODE]


def test_a_dead_caretaker_stays_dead(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *FAMILY)
    take(operator, path)
    dies(operator, "SITI AMINAH")
    shown = take(operator, path)
    assert member(operator, "SITI AMINAH").presence == Presence.DIED
    assert member(operator, "SARIP").marital == Marital.WIDOWED
    assert (household(operator).caretaker_id, shown.counts.changed) == (None, 0)
    assert told(shown) == [("SARIP", "status_kawin"), ("SITI AMINAH", "status_dasar")]
    (problem, *_) = next(row for row in shown.rows if row.name == "SITI AMINAH").problems
    assert (problem.values["event"], problem.refuses) == (Life.DEATH, False)


def test_the_rest_of_the_row_comes_in(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", *FAMILY))
    dies(operator, "SITI AMINAH")
    shown = take(operator, opensid(tmp_path / "b.xlsx", HEAD, {**WIFE, "nama_ibu": "MARYAM"}, CHILD))
    wife = member(operator, "SITI AMINAH")
    assert (wife.presence, wife.mother_name) == (Presence.DIED, "MARYAM")
    assert [row.outcome for row in shown.rows] == [Outcome.SAME, Outcome.CHANGED, Outcome.SAME]


def test_the_new_head_stays_head_after_a_death(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *FAMILY)
    take(operator, path)
    wife = member(operator, "SITI AMINAH").id
    happens(operator, Death(on=operator.today(), paper=PAPER, member=member(operator, "SARIP").id, new_head=wife))
    take(operator, path)
    assert member(operator, "SITI AMINAH").relation == Relation.HEAD
    assert member(operator, "SARIP").presence == Presence.DIED


def test_nobody_is_proposed_in_the_place_of_a_dead_caretaker(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    dies(operator, "SITI AMINAH")
    take(operator, opensid(tmp_path / "b.xlsx", *FAMILY))
    assert member(operator, "AHMAD").presence == Presence.LIVING_HERE
    assert household(operator).caretaker_id is None


def test_who_moved_away_stays_away_and_a_death_there_is_an_event_too(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *FAMILY)
    take(operator, path)
    happens(operator, Left(on=operator.today(), paper=PAPER, member=member(operator, "AHMAD").id, to="Serang"))
    assert told(take(operator, path)) == [("AHMAD", "status_dasar")]
    assert member(operator, "AHMAD").presence == Presence.MOVED
    shown = take(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE, {**CHILD, "status_dasar": 2}))
    assert [problem.code for problem in shown.rows[2].problems] == ["import.death_is_event"]
    assert member(operator, "AHMAD").presence == Presence.MOVED
    dies(operator, "AHMAD")
    assert member(operator, "AHMAD").presence == Presence.DIED


def test_who_came_back_stays_though_the_file_has_him_away(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", HEAD, WIFE, {**CHILD, "status_dasar": 3})
    take(operator, path)
    family = detail.open_family(operator, household(operator).id).fields
    back = next(one for one in family.members if one.name == "AHMAD")
    happens(operator, Joined(on=operator.today(), paper=PAPER, person=back, origin="Serang"))
    assert told(take(operator, path)) == [("AHMAD", "status_dasar")]
    assert member(operator, "AHMAD").presence == Presence.LIVING_HERE


def test_the_old_address_does_not_come_back_but_a_third_one_comes(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *FAMILY)
    take(operator, path)
    village = families.villages(operator)[1]
    moves = NewAddress(on=operator.today(), paper=PAPER, village_code=village, address="Kp. Baru", rt="9", rw="1")
    happens(operator, moves)
    shown = take(operator, path)
    assert {name for name, _ in told(shown)} == {"SARIP"}
    assert (household(operator).address, household(operator).rt) == ("Kp. Baru", "9")
    take(operator, opensid(tmp_path / "b.xlsx", *({**row, "alamat": "Kp. Lain", "rt": "9"} for row in FAMILY)))
    assert household(operator).address == "Kp. Lain"


def test_an_event_that_was_taken_back_stands_no_more(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, {**WIFE, "status_dasar": 3}, CHILD))
    event = dies(operator, "SITI AMINAH")
    undoing.undo(operator, event, "salah orang")
    shown = take(operator, opensid(tmp_path / "b.xlsx", *FAMILY))
    assert (told(shown), member(operator, "SITI AMINAH").presence) == ([], Presence.LIVING_HERE)


def test_what_a_person_corrected_after_the_event_is_his_word(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", *FAMILY))
    dies(operator, "SITI AMINAH")
    with operator.write("test") as unit:
        row = unit.session.get_one(Member, member(operator, "SITI AMINAH").id)
        row.presence = Presence.NOT_FOUND.value
    assert ("SITI AMINAH", "status_dasar") not in told(take(operator, opensid(tmp_path / "b.xlsx", *FAMILY)))
    assert member(operator, "SITI AMINAH").presence == Presence.LIVING_HERE


@pytest.mark.parametrize(
    ("field", "value", "before", "new", "said_on", "undone"),
    [
        ("presence", Presence.DIED, Presence.LIVING_HERE, Presence.LIVING_HERE, LATER, True),
        ("presence", Presence.DIED, Presence.MOVED, Presence.NOT_FOUND, None, True),
        ("presence", Presence.MOVED, Presence.LIVING_HERE, Presence.LIVING_HERE, LATER, True),
        ("presence", Presence.MOVED, Presence.LIVING_HERE, Presence.DIED, None, False),
        ("presence", Presence.LIVING_HERE, Presence.MOVED, Presence.MOVED, LATER, False),
        ("marital", Marital.WIDOWED, Marital.MARRIED, Marital.MARRIED, None, True),
        ("marital", Marital.WIDOWED, Marital.MARRIED, Marital.MARRIED, EARLIER, True),
        ("marital", Marital.WIDOWED, Marital.MARRIED, Marital.MARRIED, ON, True),
        ("marital", Marital.WIDOWED, Marital.MARRIED, Marital.MARRIED, LATER, False),
        ("marital", Marital.WIDOWED, Marital.MARRIED, Marital.DIVORCED, EARLIER, False),
        ("address", "Kp. Baru", "Kp. Cikole", "KP.  CIKOLE", None, True),
        ("rt", "9", "3", "003", None, True),
    ],
)
def test_what_undoes_an_event(
    field: str, value: str, before: str, new: str, said_on: date | None, undone: bool
) -> None:
    stands = SetByEvent(Life.DEATH, ON, value, frozenset({before}))
    assert stands.is_undone_by(field, new, said_on) is undone

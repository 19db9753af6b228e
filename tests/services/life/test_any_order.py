"""Any order of events, entered and taken back, leaves totals, history and every earlier day consistent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import LifeEvent, Member
from desktop.rules.coordinates import MapPlace
from desktop.rules.life import Life
from desktop.rules.person import lives_here
from desktop.rules.succession import Cause
from desktop.rules.terms import Presence, Role, Sex
from desktop.services.families import asof, finding, saving
from desktop.services.families.asof_living import StoodLiving
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.life import history, recording, splitting, standing, undoing
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
from desktop.store import proof
from tests import families, offices
from tests.services.life.conftest import AMINAH, NENG, SARIP, UJANG, Clock, Family

START = date(2019, 2, 1)
KINDS = (
    "birth",
    "death",
    "marriage",
    "divorce",
    "left",
    "joined",
    "address",
    "gone",
    "came",
    "caretaker",
    "split",
    "undo",
)
steps = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=9)


@pytest.fixture(scope="module")
def office(office_template: offices.Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Family]:
    """One office for all examples: each works on a family of its own."""
    folder: Path = office_template.copy(tmp_path_factory.mktemp("any") / "office")
    desk = offices.sign_in(folder, Role.OPERATOR)
    clock = Clock(desk.now())
    desk.office.clock = clock
    yield Family(desk, desk.person.id, clock)
    desk.close()


def registered(office: Family) -> Family:
    office.on_day(date(2019, 1, 7))
    school = replace(UJANG, living=PersonLiving(school_name="SDN 1"))
    aid, account = HeldAid("bpnt", "77", date(2018, 1, 1)), Account("pos", "0001", "Siti Aminah", date(2019, 1, 7))
    living = FamilyLiving(MapPlace(-6.37, 105.82), account, HousingState(date(2019, 1, 7), {"floor": "earth"}), (aid,))
    village = families.villages(office.desk)[0]
    people = FamilyFields((SARIP, AMINAH, NENG, school), 1, village_code=village, living=living)
    made = saving.register(office.desk, people).value
    return Family(office.desk, made.id, office.clock)


def event(family: Family, kind: str, one: int, other: int, on: date) -> Event:
    members = family.opened().fields.members
    first, second = (members[number % len(members)].id for number in (one, other))
    assert first is not None
    assert second is not None
    village = families.villages(family.desk)[one % 3]
    events: dict[str, Event] = {
        "birth": Birth(on=on, paper="p", child=MemberDetail(f"Bayi {one}", sex=Sex.MALE), mother=first),
        "death": Death(on=on, paper="p", member=first, new_head=second if one % 2 else None),
        "marriage": Marriage(on=on, paper="p", member=first, moves_in=MemberDetail(f"Mantu {other}")),
        "divorce": Divorce(on=on, paper="p", member=first, partner=second, leaves=second if one % 2 else None),
        "left": Left(on=on, paper="p", member=first),
        "joined": Joined(on=on, paper="p", person=members[one % len(members)]),
        "address": NewAddress(on=on, paper="p", village_code=village, rt=str(other)),
        "gone": FamilyLeft(on=on, paper="p"),
        "came": FamilyCame(on=on, paper="p"),
        "caretaker": NewCaretaker(on=on, paper="p", successor=first, cause=Cause.OTHER),
    }
    return events[kind]


def act(family: Family, kind: str, one: int, other: int, on: date) -> None:
    """Do one thing to the family; what cannot be is refused and changes nothing."""
    if kind == "undo":
        lines = [line for line in history.history(family.desk, family.id).events if line.undoable]
        if lines:
            undoing.undo(family.desk, lines[one % len(lines)].id, "salah")
    elif kind == "split":
        members = family.opened().fields.members
        those = frozenset(member.id for member in members[one % len(members) :] if member.id)
        head = members[-1].id
        new = Split(on=on, paper="p", members=those, head=head, head_left=members[0].id)
        splitting.split(family.desk, family.id, family.opened().stamp, new)
    else:
        recording.record(family.desk, family.id, family.opened().stamp, event(family, kind, one, other, on))


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps)
def test_any_order_of_events(office: Family, done: list[tuple[str, int, int]]) -> None:
    family = registered(office)
    seen: list[tuple[date, FamilyFields, StoodLiving]] = []
    entered = 0
    for number, (kind, one, other) in enumerate(done):
        day = START + timedelta(days=7 * number)
        family.on_day(day)
        try:
            act(family, kind, one, other, day)
            entered += 1
        except Refused:
            pass
        with family.desk.read() as session:
            now = asof.present(session, family.id)
        seen.append((day, now, asof.family_on(family.desk, family.id, day).living))
    same_every_day(family, seen)
    nothing_lost(family)
    today_is_the_present(family)


def same_every_day(family: Family, seen: list[tuple[date, FamilyFields, StoodLiving]]) -> None:
    """Every earlier day shows what stood at its end."""
    for day, fields, living in seen:
        stood = asof.family_on(family.desk, family.id, day)
        assert (stood.fields, stood.living) == (fields, living)


def nothing_lost(family: Family) -> None:
    """Nobody registered is in two families or in none, and who is caretaker lives there."""
    with family.desk.read() as session:
        near = asof.people_of(session, family.id)
        homes = session.execute(select(Member.id, Member.household_id).where(Member.id.in_(near))).all()
        assert len(homes) == len(near)
        kept = ["household", "member", "enrolment", "enrolment_step", "life_event", "family_closure", "family_link"]
        assert list(proof.live_records(session.connection(), kept)) == []
        undone = session.scalars(select(func.count()).where(LifeEvent.kind == Life.UNDONE)).one()
        assert undone <= session.scalars(select(func.count()).select_from(LifeEvent)).one()
        for home in {row.household_id for row in homes}:
            fields = asof.present(session, home)
            if fields.caretaker is not None:
                assert fields.members[fields.caretaker].presence is Presence.LIVING_HERE


def today_is_the_present(family: Family) -> None:
    """The family and the list of today are those of now; members in the list are who lives there."""
    today = family.desk.today()
    stood = asof.family_on(family.desk, family.id, today)
    assert stood.same
    living = sum(map(lives_here, stood.fields.members))
    rows = {row.id: row for row in standing.list_on(family.desk, today).rows}
    listed = {row.id: row for row in finding.find(family.desk, "", limit=10_000).rows}
    assert (family.id in rows) is (family.id in listed)
    if family.id in rows:
        assert (rows[family.id].members, rows[family.id].status) == (living, listed[family.id].status)
        assert listed[family.id].members == living
    else:
        assert history.history(family.desk, family.id).closed is not None

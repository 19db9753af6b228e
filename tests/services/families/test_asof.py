"""A family as the register held it on a day, and what differs from now."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, text

from desktop.errors import Refused
from desktop.models import AuditLine
from desktop.rules.terms import EnrolmentStatus, Presence, Relation, Role
from desktop.services import enrolling
from desktop.services.enrolling import Move
from desktop.services.families import asof, saving
from desktop.services.families.asof import Difference
from desktop.services.life import splitting
from desktop.services.life.events import Birth, Death, NewAddress, Split
from tests import families, offices
from tests.services.life.conftest import ON, Clock, Family, clock, family
from tests.services.life.test_recording import BABY, PAPER

__all__ = ["clock", "family"]  # fixtures
WINTER = date(2019, 2, 1)


def on(family: Family, day: date) -> asof.StoodFamily:
    return asof.family_on(family.desk, family.id, day)


def save(family: Family, **values: object) -> None:
    opened = family.opened()
    saving.save(family.desk, family.id, opened.stamp, replace(opened.fields, **values))  # type: ignore[arg-type]


def test_today_it_stands_as_it_is(family: Family) -> None:
    stood = on(family, family.desk.today())
    opened = family.opened()
    assert stood.same
    assert (stood.village, stood.district) == (opened.village, opened.district)
    assert stood.enrolments == opened.enrolments
    assert stood.caretaker is not None
    assert stood.caretaker.name == "Siti Aminah"
    assert [one.id for one in stood.fields.members] == [one.id for one in opened.fields.members]
    assert stood.fields.no_kk == opened.fields.no_kk


def test_an_earlier_day_shows_what_was_typed_then(family: Family) -> None:
    save(family, phone="0812", rt="09")
    stood = on(family, WINTER)
    assert (stood.fields.phone, stood.fields.rt) == ("", "02")
    assert set(stood.differs) == {Difference("", "phone", "", "0812"), Difference("", "rt", "02", "09")}


def test_the_day_of_a_change_ends_with_it(family: Family) -> None:
    save(family, phone="0812")
    today = family.desk.today()
    assert on(family, today).fields.phone == "0812"
    assert on(family, today - timedelta(days=1)).fields.phone == ""


def test_a_day_ends_at_midnight_of_the_office(family: Family) -> None:
    family.clock.now = datetime(2019, 6, 21, 16, 59, tzinfo=UTC)  # 23.59 in Banten
    save(family, phone="0812")
    family.clock.now = datetime(2019, 6, 21, 17, 0, tzinfo=UTC)  # midnight
    save(family, phone="0899")
    assert on(family, date(2019, 6, 21)).fields.phone == "0812"
    assert on(family, date(2019, 6, 22)).fields.phone == "0899"


def test_who_came_later_was_not_there(family: Family) -> None:
    family.enter(Birth(on=ON, paper=PAPER, child=BABY))
    stood = on(family, WINTER)
    assert (len(stood.fields.members), stood.came, stood.gone) == (4, ("Dede",), ())
    assert not stood.same


def test_it_is_what_was_known_then_not_what_had_happened(family: Family) -> None:
    family.on_day(date(2019, 9, 1))
    family.enter(Death(on=ON, paper=PAPER, member=family.id_of("Sarip")))  # entered three months later
    stood = on(family, date(2019, 7, 1))
    assert {one.name: one.presence for one in stood.fields.members}["Sarip"] is Presence.LIVING_HERE
    assert Difference("Sarip", "presence", Presence.LIVING_HERE, Presence.DIED) in stood.differs


def test_who_took_a_card_of_his_own_is_still_there_then(family: Family) -> None:
    event = Split(on=ON, paper=PAPER, members=frozenset({family.id_of("Neng")}), head=family.id_of("Neng"))
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    stood = on(family, WINTER)
    assert [one.name for one in stood.fields.members] == ["Sarip", "Siti Aminah", "Neng", "Ujang"]
    assert stood.gone == ("Neng",)
    neng = next(one for one in stood.fields.members if one.name == "Neng")
    assert neng.relation is Relation.CHILD
    assert on(family, family.desk.today()).same
    new = Family(family.desk, done.goes.id, family.clock)
    assert on(new, family.desk.today()).same
    with pytest.raises(Refused) as refusal:
        on(new, WINTER)
    assert refusal.value.code == "life.not_there_yet"


def test_a_split_of_a_split_is_followed_all_the_way(family: Family) -> None:
    pair = frozenset({family.id_of("Neng"), family.id_of("Ujang")})
    event = Split(on=ON, paper=PAPER, members=pair, head=family.id_of("Neng"))
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    second = Split(
        on=ON, paper=PAPER, members=frozenset({done.goes.fields.members[1].id}), head=done.goes.fields.members[1].id
    )  # type: ignore[arg-type]
    splitting.split(family.desk, done.goes.id, done.goes.stamp, second)
    assert on(family, WINTER).gone == ("Neng", "Ujang")


def test_the_programme_stands_as_it_stood(family: Family) -> None:
    with family.desk.write("test.move") as unit:
        rows = list(enrolling.read_rows(unit.session, "jamsosratu"))
        enrolling.move_many(unit, rows, Move(EnrolmentStatus.STOPPED, family.desk.today(), "mampu"))
    assert [row.status for row in on(family, WINTER).enrolments] == ["candidate"]
    assert [row.status for row in on(family, family.desk.today()).enrolments] == ["stopped"]


def test_an_address_of_then_names_its_village(family: Family) -> None:
    before = family.opened().village
    village = families.villages(family.desk)[1]
    family.enter(NewAddress(on=ON, paper=PAPER, village_code=village))
    assert on(family, WINTER).village == before
    assert on(family, family.desk.today()).village == family.opened().village != before


def test_before_it_was_registered_there_is_nothing_to_see(family: Family) -> None:
    with pytest.raises(Refused) as refusal:
        on(family, date(2019, 1, 6))
    assert refusal.value.code == "life.not_there_yet"
    assert on(family, date(2019, 1, 7)).fields.members


def test_a_family_that_never_was(family: Family, clock: Clock) -> None:
    with pytest.raises(Refused) as refusal:
        asof.family_on(family.desk, family.desk.person.id, clock.now.date())
    assert refusal.value.code == "family.unknown"


def test_what_was_destroyed_by_law_is_not_shown(family: Family) -> None:
    sarip = family.id_of("Sarip")
    save(family, phone="0812")
    with family.desk.office.writer.begin() as connection:
        connection.execute(
            text('UPDATE record_version SET salt = NULL, "values" = NULL WHERE record = :one'), {"one": str(sarip)}
        )
    assert "Sarip" not in {one.name for one in on(family, WINTER).fields.members}


@pytest.mark.parametrize("role", Role)
def test_everybody_may_look_and_it_is_logged(family: Family, role: Role) -> None:
    desk = offices.same_office_as(family.desk, role)
    asof.family_on(desk, family.id, WINTER)
    with desk.read() as session:
        newest = session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()
    assert (newest.action, newest.actor, newest.record) == ("family.open", role.value, str(family.id))
    assert newest.detail is not None
    assert "2019-02-01" in newest.detail

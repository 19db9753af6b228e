"""A split is taken back only while the new family has nothing of its own; else it is said what stands in the way."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from desktop.errors import Refused
from desktop.models import (
    BankAccount,
    Base,
    Caseload,
    Enrolment,
    Facilitator,
    FamilyClosure,
    Housing,
    OtherAid,
    Photograph,
)
from desktop.rules.ids import new_id
from desktop.rules.life import Built
from desktop.rules.terms import Presence
from desktop.services import visits
from desktop.services.families import saving
from desktop.services.life import splitting, undoing
from desktop.services.life.events import Birth, FamilyLeft, Left, NewAddress, Split
from desktop.services.visits import NewVisit
from tests import families
from tests.services.life.conftest import NOW, ON, Family
from tests.services.life.test_recording import BABY, PAPER
from tests.services.life.test_splitting import cared_for

TODAY = NOW.date()


@pytest.fixture
def parted(family: Family) -> tuple[UUID, Family]:
    """Neng has a card of her own in her parents' house, and the facilitator of both; the split and the new family."""
    cared_for(family, date(2019, 1, 7))
    neng = family.id_of("Neng")
    event = Split(on=ON, paper=PAPER, members=frozenset({neng}), head=neng)
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    return done.event, Family(family.desk, done.goes.id, family.clock)


def kept(new: Family, *rows: Base) -> None:
    with new.desk.write("test.built") as unit:
        unit.session.add_all(rows)


def born(new: Family) -> None:
    new.enter(Birth(on=TODAY, paper=PAPER, child=BABY))


def moved(new: Family) -> None:
    new.enter(NewAddress(on=TODAY, paper=PAPER, village_code=families.villages(new.desk)[1]))


def left(new: Family) -> None:
    new.enter(FamilyLeft(on=TODAY, paper=PAPER))


def typed(new: Family) -> None:
    opened = new.opened()
    saving.save(new.desk, new.id, opened.stamp, replace(opened.fields, phone="08123456789"))


def visited(new: Family) -> None:
    helper = new.opened().facilitator
    assert helper
    with new.desk.read() as session:
        facilitator = session.query(Facilitator.id).scalar()
    visits.record(new.desk, NewVisit(new.id, facilitator, TODAY, "Verval", "Rumah kosong"))


def given_to_another(new: Family) -> None:
    other = Facilitator(id=new_id(), name="Dadang")
    kept(new, other)
    kept(new, Caseload(id=new_id(), facilitator_id=other.id, household_id=new.id, valid_from=TODAY))


def joined(new: Family) -> None:
    kept(new, Enrolment(id=new_id(), household_id=new.id, programme="lansia", status="candidate", since=ON))


def photographed(new: Family) -> None:
    picture = Photograph(
        id=new_id(), household_id=new.id, shows="house", file="f", size=1, width=1, height=1,
        added_by=new.desk.person.id, added_at=new.desk.now(),
    )  # fmt: skip
    kept(new, picture)


def helped(new: Family) -> None:
    kept(
        new,
        OtherAid(id=new_id(), household_id=new.id, aid="kip", source="family", valid_from=ON),
        BankAccount(id=new_id(), household_id=new.id, channel="bjb", number="001", valid_from=ON),
        Housing(id=new_id(), household_id=new.id, source="regsosek", on=ON, answers='{"floor":"1"}'),
    )


def taken_off(new: Family) -> None:
    by = new.desk.person.id
    kept(new, FamilyClosure(id=new_id(), household_id=new.id, kind="double", on=TODAY, reason="ganda", by=by))


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (born, {Built.MEMBER, Built.EVENT}),
        (moved, {Built.FAMILY, Built.EVENT}),
        (left, {Built.EVENT, Built.CLOSURE}),
        (typed, {Built.FAMILY}),
        (visited, {Built.VISIT}),
        (given_to_another, {Built.CASELOAD}),
        (joined, {Built.ENROLMENT}),
        (photographed, {Built.PHOTOGRAPH}),
        (helped, {Built.AID, Built.ACCOUNT, Built.HOUSING}),
        (taken_off, {Built.CLOSURE}),
    ],
)
def test_what_stands_on_the_new_family_is_listed(
    parted: tuple[UUID, Family], build: Callable[[Family], None], told: set[Built]
) -> None:
    event, new = parted
    build(new)
    before = new.opened()
    with pytest.raises(Refused) as refusal:
        undoing.undo(new.desk, event, "salah")
    assert refusal.value.code == "life.undo_built_on"
    assert set(refusal.value.values["built"]) == told  # type: ignore[call-overload]
    assert new.opened() == before


def test_another_split_of_the_new_family_stands_in_the_way(parted: tuple[UUID, Family]) -> None:
    event, new = parted
    new.enter(Birth(on=ON, paper=PAPER, child=BABY, mother=new.id_of("Neng")))
    baby = new.id_of("Dede")
    further = Split(on=TODAY, paper=PAPER, members=frozenset({baby}), head=baby)
    splitting.split(new.desk, new.id, new.opened().stamp, further)
    with pytest.raises(Refused) as refusal:
        undoing.undo(new.desk, event, "salah")
    assert {Built.EVENT, Built.LINK} <= set(refusal.value.values["built"])  # type: ignore[call-overload]


@pytest.mark.parametrize("entered", [Birth(on=TODAY, paper=PAPER, child=BABY), FamilyLeft(on=TODAY, paper=PAPER)])
def test_what_was_taken_back_stands_in_nobodys_way(parted: tuple[UUID, Family], entered: Birth | FamilyLeft) -> None:
    event, new = parted
    undoing.undo(new.desk, new.enter(entered).value.event, "salah keluarga")
    after = undoing.undo(new.desk, event, "KK belum terbit").value
    neng = next(one for one in after.fields.members if one.name == "Neng")
    assert neng.presence is Presence.LIVING_HERE


def test_what_the_old_family_did_since_is_no_matter(parted: tuple[UUID, Family], family: Family) -> None:
    event, new = parted
    family.enter(Left(on=ON + timedelta(days=2), paper=PAPER, member=family.id_of("Ujang")))
    undoing.undo(new.desk, event, "KK belum terbit")
    assert new.opened().fields.members == ()

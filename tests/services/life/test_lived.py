"""What a family's history says of how it lived: each account, state of the house, aid, and answer of its members."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from desktop.models import OtherAid, PersonDetails, RecordVersion
from desktop.services.families import saving
from desktop.services.families.asof import Difference
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.life import history, splitting
from desktop.services.life.events import Split
from tests import families
from tests.services.life.conftest import ON, Family
from tests.services.life.test_recording import PAPER

POS = Account("pos", "0001", "Siti Aminah", date(2019, 2, 1))
BANK = Account("bjb", "0012345678900", "Siti Aminah", date(2019, 5, 1))
EARTH = HousingState(date(2019, 2, 1), {"floor": "earth", "roof": "tile"})
BPNT = HeldAid("bpnt", "6032981234567890", date(2018, 1, 1))


def say(family: Family, living: FamilyLiving | None = None, **people: PersonLiving) -> tuple[Difference, ...]:
    """Save how the family lives an hour later, and give what the history says of it; of members by first names."""
    family.clock.now += timedelta(hours=1)
    opened = family.opened()
    members = tuple(
        replace(one, living=people.get(one.name.split()[0].lower(), one.living)) for one in opened.fields.members
    )
    fields = replace(opened.fields, members=members, living=living or opened.fields.living)
    saving.save(family.desk, family.id, opened.stamp, fields, "alasan")
    return told(family)


def told(family: Family) -> tuple[Difference, ...]:
    newest = history.history(family.desk, family.id).changes[0]
    assert newest.action == "family.save"
    return newest.changed


def now_of(found: tuple[Difference, ...], field: str) -> object:
    (one,) = [one for one in found if one.field == field]
    return one.now


def test_what_is_said_first_stands_beside_nothing(family: Family) -> None:
    found = say(family, FamilyLiving(None, POS, EARTH, (BPNT,)))
    assert [(one.person, one.field, one.then) for one in found] == [
        ("", "accounts", None),
        ("", "housing", None),
        ("", "aids", None),
    ]
    assert (now_of(found, "accounts"), now_of(found, "housing")) == (POS, EARTH)
    aid = now_of(found, "aids")
    assert isinstance(aid, HeldAid)
    assert replace(aid, id=None) == BPNT


def test_another_account_ends_the_one_before(family: Family) -> None:
    say(family, FamilyLiving(None, POS))
    found = say(family, FamilyLiving(None, BANK))
    assert set(found) == {
        Difference("", "accounts", POS, replace(POS, valid_to=BANK.valid_from)),
        Difference("", "accounts", None, BANK),
    }


def test_a_house_found_anew_stands_beside_how_it_was_found_last(family: Family) -> None:
    say(family, FamilyLiving(None, housing=EARTH))
    later = HousingState(date(2019, 6, 1), {"floor": "ceramic", "roof": "tile"})
    assert say(family, FamilyLiving(None, housing=later)) == (Difference("", "housing", EARTH, later),)
    corrected = replace(later, answers={"floor": "cement", "roof": "tile"})
    assert say(family, FamilyLiving(None, housing=corrected)) == (Difference("", "housing", later, corrected),)


def test_an_aid_of_a_member_is_told_with_his_name_until_it_ends(family: Family) -> None:
    pip = HeldAid("pip", "", date(2019, 1, 10), member=family.id_of("Ujang"))
    (begun,) = say(family, FamilyLiving(None, aids=(pip,)))
    assert (begun.person, begun.field, begun.then) == ("Ujang", "aids", None)
    assert isinstance(begun.now, HeldAid)
    (ended,) = say(family, FamilyLiving(None, aids=(replace(begun.now, valid_to=date(2019, 6, 1)),)))
    assert (ended.person, ended.then) == ("Ujang", begun.now)
    assert ended.now == replace(begun.now, valid_to=date(2019, 6, 1))


def test_an_aid_that_held_on_no_day_is_told_as_none(family: Family) -> None:
    """So an import leaves it that was undone."""
    say(family, FamilyLiving(None, aids=(BPNT,)))
    with family.desk.write("import.undo") as unit:
        row = unit.session.scalars(select(OtherAid)).one()
        row.valid_to = BPNT.valid_from and BPNT.valid_from - timedelta(days=1)
    newest = history.history(family.desk, family.id).changes[0]
    (one,) = newest.changed
    assert (newest.action, one.field, one.now) == ("import.undo", "aids", None)
    assert isinstance(one.then, HeldAid)


def test_answers_of_a_member_are_told_one_by_one(family: Family) -> None:
    found = say(family, ujang=PersonLiving(school_name="SDN 1", nisn="0091234567", in_family_card=True))
    assert set(found) == {
        Difference("Ujang", "school_name", "", "SDN 1"),
        Difference("Ujang", "nisn", "", "0091234567"),
        Difference("Ujang", "in_family_card", None, True),
    }
    found = say(family, ujang=PersonLiving(school_name="SMPN 2", nisn="0091234567", in_family_card=True))
    assert found == (Difference("Ujang", "school_name", "SDN 1", "SMPN 2"),)


def test_what_is_said_at_once_is_one_change_in_the_order_of_the_card(family: Family) -> None:
    opened = family.opened()
    members = tuple(replace(one, living=PersonLiving(education="sd")) for one in opened.fields.members)
    fields = replace(opened.fields, phone="0812", members=members, living=FamilyLiving(None, POS))
    saving.save(family.desk, family.id, opened.stamp, fields, "alasan")
    changes = history.history(family.desk, family.id).changes
    assert [one.action for one in changes] == ["family.save", "family.register"]
    assert [one.field for one in changes[0].changed] == ["phone", *["education"] * 4, "accounts"]


def test_after_a_split_each_family_tells_what_was_its_own(family: Family) -> None:
    """What is said of somebody who left the card is the new family's; what was said before stays where he was then."""
    say(family, FamilyLiving(None, POS), neng=PersonLiving(education="sma"))
    neng = family.id_of("Neng")
    event = Split(on=ON, paper=PAPER, members=frozenset({neng}), head=neng)
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    new = Family(family.desk, done.goes.id, family.clock)
    found = say(new, neng=PersonLiving(education="sma", school_name="UNTIRTA"))
    assert found == (Difference("Neng", "school_name", "", "UNTIRTA"),)
    of_new = [one.field for line in history.history(family.desk, new.id).changes for one in line.changed]
    assert "education" not in of_new
    assert "accounts" not in of_new
    of_old = [one.field for line in history.history(family.desk, family.id).changes for one in line.changed]
    assert {"education", "accounts"} <= {*of_old}
    assert "school_name" not in of_old


def test_an_account_that_goes_with_the_caretaker_leaves_one_family_for_the_other(family: Family) -> None:
    say(family, FamilyLiving(None, POS))
    aminah = family.id_of("Siti Aminah")
    event = Split(on=ON, paper=PAPER, members=frozenset({aminah}), head=aminah)
    done = splitting.split(family.desk, family.id, family.opened().stamp, event).value
    gone = [one for one in history.history(family.desk, family.id).changes[0].changed if one.field == "accounts"]
    came = [one for one in history.history(family.desk, done.goes.id).changes[0].changed if one.field == "accounts"]
    assert [(one.then, one.now) for one in gone] == [(POS, None)]
    assert [(one.then, one.now) for one in came] == [(None, POS)]


def test_other_families_are_not_told_of(family: Family) -> None:
    (other,) = families.add(family.desk, 1)
    before = history.history(family.desk, family.id).changes
    say(Family(family.desk, other, family.clock), FamilyLiving(None, POS, EARTH, (BPNT,)))
    assert history.history(family.desk, family.id).changes == before


@pytest.mark.parametrize("kept", [None, "values"])
def test_what_the_law_destroyed_says_nothing(family: Family, kept: str | None) -> None:
    say(family, ujang=PersonLiving(school_name="SDN 1"))
    if kept is None:
        with family.desk.write("test.destroy") as unit:
            kind = PersonDetails.__tablename__
            unit.connection.execute(
                RecordVersion.__table__.update().where(RecordVersion.kind == kind).values(values=None)  # type: ignore[attr-defined]
            )
    fields = {one.field for line in history.history(family.desk, family.id).changes for one in line.changed}
    assert ("school_name" in fields) is (kept is not None)

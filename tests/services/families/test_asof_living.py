"""How a family lived on a day: accounts, housing, other aid, school and health as the register held them then."""

import json
from dataclasses import asdict, replace
from datetime import date
from uuid import UUID

import pytest

from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Role
from desktop.services.families import asof, detail, saving
from desktop.services.families.asof import LIVED, LIVING, StoodFamily
from desktop.services.families.fields import MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.life import splitting, undoing
from desktop.services.life.events import Death, Split
from tests import families, offices
from tests.services.life.conftest import ON, Family, clock, family
from tests.services.life.test_recording import PAPER

__all__ = ["clock", "family"]  # fixtures
WINTER, SPRING, TODAY = date(2019, 2, 1), date(2019, 4, 1), date(2019, 6, 20)
POS = Account("pos", "0001", "Siti Aminah", date(2019, 2, 1))
BANK = Account("bjb", "0012345678900", "Siti Aminah", date(2019, 5, 1))
EARTH = HousingState(date(2019, 2, 1), {"floor": "earth"})
BPNT = HeldAid("bpnt", "6032981234567890", date(2018, 1, 1))
PLACE = MapPlace(-6.3725, 105.8275)


def say(family: Family, living: FamilyLiving, **people: PersonLiving) -> None:
    """Save how the family lives; what is said of members by their first names."""
    opened = family.opened()
    members = tuple(
        replace(one, living=people.get(one.name.split()[0].lower(), one.living)) for one in opened.fields.members
    )
    fields = replace(opened.fields, members=members, living=living)
    saving.save(family.desk, family.id, opened.stamp, fields, "alasan")


def on(family: Family, day: date, of: UUID | None = None) -> StoodFamily:
    return asof.family_on(family.desk, of or family.id, day)


def differs(stood: StoodFamily) -> set[tuple[str, str]]:
    return {(one.person, one.field) for one in stood.differs}


@pytest.fixture
def lived(family: Family) -> Family:
    """Asked at the house in February and again in May: another account, floor, aid and school."""
    family.on_day(WINTER)
    say(family, FamilyLiving(PLACE, POS, EARTH, (BPNT,)), ujang=PersonLiving(school_name="SDN 1", nisn="0091234567"))
    family.on_day(date(2019, 5, 6))
    held = family.opened().fields.living
    assert held is not None
    ended = replace(held.aids[0], valid_to=date(2019, 5, 6))
    say(
        family,
        FamilyLiving(MapPlace(-6.4, 105.9), BANK, HousingState(date(2019, 5, 6), {"floor": "ceramic"}), (ended,)),
        ujang=PersonLiving(school_name="SMPN 2", nisn="0091234567"),
    )
    family.on_day(TODAY)
    return family


def test_before_anybody_asked_nothing_is_said(lived: Family) -> None:
    stood = on(lived, date(2019, 1, 20))
    assert (stood.living.accounts, stood.living.housing, stood.living.aids, stood.living.place) == ((), None, (), None)
    assert {stood.living.of(one.id) for one in stood.fields.members if one.id} == {PersonLiving()}
    assert differs(stood) == {*(("", name) for name in LIVED), ("Ujang", LIVING)}


def test_each_day_shows_what_was_known_then(lived: Family) -> None:
    stood = on(lived, SPRING)
    assert stood.living.accounts == (POS,)
    assert stood.living.housing == EARTH
    assert [(one.aid, one.number, one.valid_to) for one in stood.living.aids] == [("bpnt", BPNT.number, None)]
    assert stood.living.place == PLACE
    assert stood.living.of(lived.id_of("Ujang")).school_name == "SDN 1"
    assert not stood.same
    assert differs(stood) == {*(("", name) for name in LIVED), ("Ujang", LIVING)}


def test_today_it_is_what_the_detail_shows(lived: Family) -> None:
    stood, opened = on(lived, TODAY), lived.opened()
    assert stood.same
    assert stood.living.accounts == opened.accounts
    assert [one.channel for one in opened.accounts] == ["bjb", "pos"]  # the open one first, what is over stays
    assert (stood.living.housing, stood.living.housing) == (opened.housings[0], opened.housings[0])
    assert opened.fields.living is not None
    assert (stood.living.aids, stood.living.place) == (opened.fields.living.aids, opened.fields.living.place)
    for member in opened.fields.members:
        assert stood.living.of(member.id) == (member.living or PersonLiving())


def test_a_correction_is_seen_from_its_own_day_on(lived: Family) -> None:
    """The register held another number until somebody corrected it, whatever the account's own days say."""
    lived.on_day(date(2019, 6, 10))
    held = lived.opened().fields.living
    assert held is not None
    say(lived, replace(held, aids=(replace(held.aids[0], number="1"),)))
    lived.on_day(TODAY)
    assert [one.number for one in on(lived, date(2019, 6, 9)).living.aids] == [BPNT.number]
    assert [one.number for one in on(lived, date(2019, 6, 10)).living.aids] == ["1"]
    assert differs(on(lived, date(2019, 6, 9))) == {("", "aids")}


def test_account_and_aid_go_with_a_card_that_is_split(lived: Family) -> None:
    """Before the split they are the old family's, after it the new one's; so is what is said of who went."""
    aminah, ujang = lived.id_of("Siti Aminah"), lived.id_of("Ujang")
    held = lived.opened().fields.living
    assert held is not None
    say(lived, replace(held, aids=(*held.aids, HeldAid("pip", "77", date(2019, 6, 1), member=ujang))))
    event = Split(on=ON, paper=PAPER, members=frozenset({aminah, ujang}), head=aminah)
    lived.on_day(date(2019, 6, 25))
    done = splitting.split(lived.desk, lived.id, lived.opened().stamp, event).value
    new = done.goes.id
    assert [one.channel for one in on(lived, TODAY).living.accounts] == ["bjb", "pos"]
    assert [one.aid for one in on(lived, TODAY).living.aids] == ["pip", "bpnt"]
    after_old, after_new = on(lived, date(2019, 6, 25)), on(lived, date(2019, 6, 25), new)
    assert (after_old.living.accounts, [one.aid for one in after_old.living.aids]) == ((), ["bpnt"])
    assert [one.channel for one in after_new.living.accounts] == ["bjb", "pos"]
    assert [one.aid for one in after_new.living.aids] == ["pip"]
    assert after_new.living.of(ujang).school_name == "SMPN 2"
    assert after_new.living.accounts == detail.open_family(lived.desk, new).accounts
    assert ("", "accounts") in differs(on(lived, TODAY))
    undoing.undo(lived.desk, done.event, "batal")
    assert [one.channel for one in on(lived, date(2019, 6, 25)).living.accounts] == ["bjb", "pos"]


def test_who_died_since_is_told_of_as_he_was(lived: Family) -> None:
    say_of = PersonLiving(chronic_illness="asthma")
    living = lived.opened().fields.living
    assert living is not None
    lived.on_day(date(2019, 6, 1))
    say(lived, living, sarip=say_of)
    lived.on_day(TODAY)
    lived.enter(Death(on=ON, paper=PAPER, member=lived.id_of("Sarip")))
    sarip = lived.id_of("Sarip")
    assert on(lived, date(2019, 6, 2)).living.of(sarip) == say_of
    assert on(lived, TODAY).living.of(sarip) == say_of
    assert on(lived, SPRING).living.of(sarip) == PersonLiving()


def test_of_somebody_unknown_nothing_is_said(lived: Family) -> None:
    living = on(lived, TODAY).living
    assert living.of(None) == living.of(lived.id) == PersonLiving()


@pytest.mark.parametrize("role", Role)
def test_everybody_may_see_it(lived: Family, role: Role) -> None:
    desk = offices.same_office_as(lived.desk, role)
    assert asof.family_on(desk, lived.id, SPRING).living.housing == EARTH


def test_it_can_be_written_as_json(lived: Family) -> None:
    kept = json.loads(json.dumps(asdict(on(lived, SPRING).living), default=str))
    assert kept["housing"]["answers"] == {"floor": "earth"}
    assert [account["channel"] for account in kept["accounts"]] == ["pos"]


def test_a_village_is_told_by_its_name(lived: Family) -> None:
    before = on(lived, TODAY).village
    opened = lived.opened()
    fields = replace(opened.fields, village_code=families.villages(lived.desk)[1])
    lived.on_day(date(2019, 6, 25))
    saving.save(lived.desk, lived.id, opened.stamp, fields, "pindah")
    (one,) = [one for one in on(lived, TODAY).differs if one.field == "village_code"]
    assert (one.then, one.now) == (before, on(lived, date(2019, 6, 25)).village)
    assert one.then != one.now


def test_a_new_member_is_no_difference_of_the_others(lived: Family) -> None:
    opened = lived.opened()
    added = replace(opened.fields, members=(*opened.fields.members, MemberDetail("Dede", living=PersonLiving("sd"))))
    lived.on_day(date(2019, 6, 25))
    saving.save(lived.desk, lived.id, opened.stamp, added, "lahir")
    stood = on(lived, TODAY)
    assert (stood.came, differs(stood)) == (("Dede",), set())

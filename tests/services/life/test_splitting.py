"""Splitting a card at a real office: two families, each whole, and everybody's record with its history."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import (
    BankAccount,
    Caseload,
    Facilitator,
    FamilyLink,
    Household,
    Member,
    OtherAid,
    RecordVersion,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import Relation, Role, Sex
from desktop.services.families import finding
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import MemberDetail
from desktop.services.life import splitting, undoing
from desktop.services.life.events import Birth, Left, Marriage, NewAddress, Split
from desktop.services.life.splitting import SplitDone
from tests import families, offices
from tests.services.life.conftest import NOW, ON, Family
from tests.services.life.test_recording import BABY, PAPER

NEW_KK = "3601010106190007"


@pytest.fixture
def couple(family: Family) -> Family:
    """Neng has married Jaka and has a child; all live with her parents."""
    husband = MemberDetail("Jaka", sex=Sex.MALE, birth_date=date(1996, 3, 3))
    family.enter(Marriage(on=date(2019, 2, 1), paper="KUA 12", member=family.id_of("Neng"), moves_in=husband))
    family.enter(Birth(on=date(2019, 5, 1), paper=PAPER, child=BABY, mother=family.id_of("Neng")))
    return family


def ids(family: Family, *names: str) -> frozenset[UUID]:
    return frozenset(family.id_of(name) for name in names)


def split(family: Family, *names: str, **more: object) -> SplitDone:
    event = Split(on=ON, paper=PAPER, members=ids(family, *names), no_kk=NEW_KK, **more)  # type: ignore[arg-type]
    return splitting.split(family.desk, family.id, family.opened().stamp, event).value


def refused(family: Family, event: Split) -> str:
    before = family.opened()
    with pytest.raises(Refused) as refusal:
        splitting.split(family.desk, family.id, before.stamp, event)
    assert family.opened() == before
    return refusal.value.code


def told(detail: FamilyDetail) -> list[tuple[str, Relation | None]]:
    return [(one.name, one.relation) for one in detail.fields.members]


def test_a_couple_takes_its_own_card(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    assert told(done.goes) == [("Jaka", Relation.HEAD), ("Neng", Relation.SPOUSE), ("Dede", Relation.CHILD)]
    assert told(done.stays) == [("Sarip", Relation.HEAD), ("Siti Aminah", Relation.SPOUSE), ("Ujang", Relation.CHILD)]
    assert (done.goes.fields.no_kk, done.stays.fields.no_kk) == (NEW_KK, "3601010101090001")
    assert done.goes.fields.address == done.stays.fields.address
    assert (done.goes.fields.phone, done.goes.fields.receives_pkh) == ("", None)


def test_records_keep_their_ids_and_their_history(couple: Family) -> None:
    neng = couple.id_of("Neng")
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    with couple.desk.read() as session:
        member = session.get_one(Member, neng)
        kept = session.scalars(select(RecordVersion.version).where(RecordVersion.record == str(neng))).all()
    assert member.household_id == done.goes.id
    assert len(kept) >= 3  # registered, married, split


def test_the_link_says_which_came_out_of_which(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    with couple.desk.read() as session:
        link = session.scalars(select(FamilyLink)).one()
    assert (link.from_household_id, link.to_household_id, link.kind, link.on) == (couple.id, done.goes.id, "split", ON)


def test_the_programme_stays_with_the_caretaker(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    assert [row.programme for row in done.stays.enrolments] == ["jamsosratu"]
    assert done.goes.enrolments == ()
    assert (done.stays.status, done.goes.status) == ("candidate", "registered")


def test_the_programme_goes_where_the_caretaker_goes(couple: Family) -> None:
    with couple.desk.write("test.account") as unit:
        unit.session.add(
            BankAccount(id=new_id(), household_id=couple.id, channel="bjb", number="0012345678", valid_from=ON)
        )
    mother, boy = couple.id_of("Siti Aminah"), couple.id_of("Ujang")
    event = Split(on=ON, paper=PAPER, members=frozenset({mother, boy}), head=mother, no_kk=NEW_KK)
    done = splitting.split(couple.desk, couple.id, couple.opened().stamp, event).value
    assert [row.programme for row in done.goes.enrolments] == ["jamsosratu"]
    assert done.stays.enrolments == ()
    assert done.goes.caretaker is not None
    assert done.goes.caretaker.name == "Siti Aminah"
    with couple.desk.read() as session:
        assert session.scalars(select(BankAccount.household_id)).one() == done.goes.id


def test_a_person_may_say_otherwise(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"), enrolment_goes=True)
    assert [row.programme for row in done.goes.enrolments] == ["jamsosratu"]
    assert done.stays.enrolments == ()


def test_where_nobody_is_named_a_caretaker_is_proposed_and_marked(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    assert done.goes.caretaker is not None
    assert (done.goes.caretaker.name, done.goes.caretaker_derived) == ("Neng", True)
    assert done.stays.caretaker is not None
    assert (done.stays.caretaker.name, done.stays.caretaker_derived) == ("Siti Aminah", False)


def test_a_caretaker_named_is_not_derived(couple: Family) -> None:
    jaka = couple.id_of("Jaka")
    done = split(couple, "Neng", "Jaka", "Dede", head=jaka, caretaker=jaka)
    assert done.goes.caretaker is not None
    assert (done.goes.caretaker.name, done.goes.caretaker_derived) == ("Jaka", False)


def test_the_new_family_may_live_elsewhere(couple: Family) -> None:
    village = families.villages(couple.desk)[1]
    address = NewAddress(on=ON, village_code=village, address="Kp. Baru", rt="9", rw="1")
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"), address=address)
    assert (done.goes.fields.village_code, done.goes.fields.address) == (village, "Kp. Baru")
    assert done.stays.fields.address == "Kp. Cikadu"
    nowhere = Split(
        on=ON, paper=PAPER, members=frozenset({couple.opened().fields.members[0].id}),  # type: ignore[arg-type]
        address=NewAddress(on=ON, village_code="36.01.99.9999"),
    )  # fmt: skip
    assert refused(couple, nowhere) == "family.unknown_village"


def cared_for(family: Family, since: date) -> UUID:
    """Give the family to a facilitator; answers his id."""
    helper = Facilitator(id=new_id(), name="Euis Marwiyah")
    with family.desk.write("test.helper") as unit:
        unit.session.add(helper)
        unit.session.flush()
        unit.session.add(Caseload(id=new_id(), facilitator_id=helper.id, household_id=family.id, valid_from=since))
        return helper.id


@pytest.mark.parametrize(
    ("since", "begins"), [(date(2019, 1, 7), ON), (ON + timedelta(days=9), ON + timedelta(days=9))]
)
def test_the_facilitator_goes_along_within_the_village(couple: Family, since: date, begins: date) -> None:
    """He cares for the new family from the day of the split, or since he cares for the old one where that is later."""
    cared_for(couple, since)
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    assert (done.stays.facilitator, done.goes.facilitator) == ("Euis Marwiyah", "Euis Marwiyah")
    with couple.desk.read() as session:
        care = {row.household_id: row.valid_from for row in session.scalars(select(Caseload))}
    assert care == {couple.id: since, done.goes.id: begins}


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [
        ("9", "KK baru", "rules.kk_length"),
        ("123", "", "rules.kk_length"),
        (NEW_KK + "1", "KK baru", "rules.kk_length"),
        ("3601010106190000", "", "life.split_kk_doubt"),
        ("3601014506190007", "  ", "life.split_kk_doubt"),
    ],
)
def test_the_new_number_is_checked_as_in_the_form(couple: Family, number: str, reason: str, code: str) -> None:
    leaves = ids(couple, "Neng", "Jaka", "Dede")
    event = Split(on=ON, paper=PAPER, members=leaves, head=couple.id_of("Jaka"), no_kk=number, reason=reason)
    assert refused(couple, event) == code


@pytest.mark.parametrize(("number", "reason"), [("", ""), ("3601010106190000", "begitu tertulis pada KK")])
def test_a_number_not_known_yet_or_doubtful_with_its_reason(couple: Family, number: str, reason: str) -> None:
    leaves = ids(couple, "Neng", "Jaka", "Dede")
    event = Split(on=ON, paper=PAPER, members=leaves, head=couple.id_of("Jaka"), no_kk=number, reason=reason)
    done = splitting.split(couple.desk, couple.id, couple.opened().stamp, event).value
    assert done.goes.fields.no_kk == number


def test_what_a_member_receives_goes_with_him(couple: Family) -> None:
    neng = couple.id_of("Neng")
    with couple.desk.write("test.aid") as unit:
        for whose in (neng, None):
            unit.session.add(
                OtherAid(
                    id=new_id(), household_id=couple.id, member_id=whose, aid="kip", source="family", valid_from=ON
                )
            )
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    with couple.desk.read() as session:
        aids = session.execute(select(OtherAid.member_id, OtherAid.household_id)).all()
    assert sorted(str(row.household_id) for row in aids if row.member_id is None) == [str(couple.id)]
    assert [row.household_id for row in aids if row.member_id is not None] == [done.goes.id]


def test_each_family_is_found_by_its_own_people(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    assert [row.id for row in finding.find(couple.desk, "jaka").rows] == [done.goes.id]
    assert [row.id for row in finding.find(couple.desk, "sarip").rows] == [couple.id]
    assert [row.members for row in finding.find(couple.desk, "neng").rows] == [3]


def test_both_sides_have_people_and_a_head(couple: Family) -> None:
    everybody = frozenset(one.id for one in couple.opened().fields.members if one.id)
    assert refused(couple, Split(on=ON, paper=PAPER, members=frozenset())) == "life.split_nobody"
    assert refused(couple, Split(on=ON, paper=PAPER, members=everybody)) == "life.split_everybody"
    pair = ids(couple, "Neng", "Jaka")
    assert refused(couple, Split(on=ON, paper=PAPER, members=pair)) == "life.split_no_head"
    head = ids(couple, "Sarip")
    assert refused(couple, Split(on=ON, paper=PAPER, members=head)) == "life.split_no_head"
    same = Split(on=ON, paper=PAPER, members=pair, head=couple.id_of("Jaka"), no_kk="3601010101090001")
    assert refused(couple, same) == "life.split_same_kk"
    away = Split(on=ON, paper=PAPER, members=pair, head=couple.id_of("Ujang"))
    assert refused(couple, away) == "life.not_a_member"


def test_who_does_not_live_there_is_no_head_and_no_caretaker(couple: Family) -> None:
    couple.enter(Left(on=ON, paper=PAPER, member=couple.id_of("Jaka")))
    pair = ids(couple, "Neng", "Jaka")
    gone = couple.id_of("Jaka")
    assert refused(couple, Split(on=ON, paper=PAPER, members=pair, head=gone)) == "life.not_living_here"
    named = Split(on=ON, paper=PAPER, members=pair, head=couple.id_of("Neng"), caretaker=gone)
    assert refused(couple, named) == "life.not_living_here"


def test_events_of_the_new_family_may_lie_before_it_was_typed(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    new = Family(couple.desk, done.goes.id, couple.clock)
    assert NOW.date() > ON
    new.enter(Left(on=ON + timedelta(days=1), paper=PAPER, member=new.id_of("Neng")))
    with pytest.raises(Refused) as refusal:
        new.enter(Left(on=ON - timedelta(days=1), paper=PAPER, member=new.id_of("Jaka")))
    assert refusal.value.code == "life.before_registration"


def test_a_split_taken_back_leaves_one_family(couple: Family) -> None:
    before = couple.opened()
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    after = undoing.undo(couple.desk, done.event, "KK belum terbit").value
    assert after.fields == before.fields
    assert after.enrolments == before.enrolments
    gone = Family(couple.desk, done.goes.id, couple.clock).opened()
    assert gone.fields.members == ()
    assert gone.caretaker is None
    with couple.desk.read() as session:
        assert session.scalars(select(FamilyLink.kind)).one() == "undone"
    assert [row.members for row in finding.find(couple.desk, "neng").rows] == [6]


def test_a_split_that_took_the_programme_along_brings_it_back(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"), enrolment_goes=True)
    after = undoing.undo(couple.desk, done.event, "salah pilih").value
    assert [row.status for row in after.enrolments] == ["candidate"]


def test_only_the_operator_splits(couple: Family) -> None:
    auditor = offices.same_office_as(couple.desk, Role.AUDITOR)
    event = Split(on=ON, paper=PAPER, members=ids(couple, "Neng"))
    with pytest.raises(Refused) as refusal:
        splitting.split(auditor, couple.id, couple.opened().stamp, event)
    assert refusal.value.code == "role.not_allowed"


def test_the_new_household_is_registered_by_who_split_it(couple: Family) -> None:
    done = split(couple, "Neng", "Jaka", "Dede", head=couple.id_of("Jaka"))
    with couple.desk.read() as session:
        new = session.get_one(Household, done.goes.id)
    assert (new.registered_at, new.registered_by) == (datetime(2019, 6, 20, 3, tzinfo=UTC), couple.desk.person.id)

"""How a family lives: kept as said, only what differs, and nothing with a history written over."""

import json
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import (
    AuditLine,
    BankAccount,
    ExternalId,
    Household,
    Housing,
    Member,
    OtherAid,
    PersonDetails,
    RecordVersion,
)
from desktop.rules.coordinates import MapPlace
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence, Relation, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import (
    Account,
    FamilyLiving,
    HeldAid,
    HousingState,
    KnownAs,
    PersonLiving,
)
from tests import families

PUPIL = PersonLiving(school_name="SDN Cikadu 1", school_npsn="20600001", nisn="0091234567", papers="birth student")
MOTHER = MemberDetail("SITI MAEMUNAH", sex=Sex.FEMALE, birth_date=date(1984, 3, 12), relation=Relation.HEAD)
CHILD = MemberDetail("UJANG", sex=Sex.MALE, birth_date=date(2009, 5, 4), relation=Relation.CHILD, living=PUPIL)
LABUAN = MapPlace(-6.3725, 105.8275)
BJB = Account("bjb", "0012345678900", "SITI MAEMUNAH", date(2019, 3, 4))
HOUSE = HousingState(date(2019, 2, 1), {"floor": "earth", "motorcycle": "no", "goat": "3"})
PKH = HeldAid("bpnt", "1234", date(2018, 1, 1))
LIVING = FamilyLiving(LABUAN, BJB, HOUSE, (PKH,))


@pytest.fixture
def fields(operator: Desk) -> FamilyFields:
    village = families.villages(operator, 1)[0]
    return FamilyFields((MOTHER, CHILD), 0, "3601010101090001", "Kp. Cikadu", village_code=village, living=LIVING)


@pytest.fixture
def saved(operator: Desk, fields: FamilyFields) -> FamilyDetail:
    return saving.register(operator, fields).value


def living(opened: FamilyDetail) -> FamilyLiving:
    assert opened.fields.living is not None
    return opened.fields.living


def save(desk: Desk, opened: FamilyDetail, **changed: object) -> FamilyDetail:
    """Save the family with other values in how it lives."""
    fields = replace(opened.fields, living=replace(living(opened), **changed))  # type: ignore[arg-type]
    return saving.save(desk, opened.id, opened.stamp, fields).value


def versions(desk: Desk, kind: str) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).where(RecordVersion.kind == kind)) or 0


def test_all_of_it_comes_back_as_it_was_said(saved: FamilyDetail) -> None:
    kept = living(saved)
    assert (kept.place, kept.account, kept.housing) == (LABUAN, BJB, HOUSE)
    assert [replace(aid, id=None) for aid in kept.aids] == [PKH]
    assert [member.living for member in saved.fields.members] == [None, PUPIL]


def test_a_family_nobody_asked_has_nothing(operator: Desk) -> None:
    opened = detail.open_family(operator, families.add(operator, 1)[0])
    assert opened.fields.living is None
    assert [member.living for member in opened.fields.members] == [None, None]
    assert (opened.accounts, opened.housings, opened.ids) == ((), (), ())


def test_saving_it_unchanged_writes_nothing(operator: Desk, saved: FamilyDetail) -> None:
    kinds = ("household", "member", "person_details", "bank_account", "housing", "other_aid")
    before = {kind: versions(operator, kind) for kind in kinds}
    again = saving.save(operator, saved.id, saved.stamp, saved.fields)
    assert {kind: versions(operator, kind) for kind in kinds} == before
    assert again.value.fields == saved.fields
    assert again.value.stamp == saved.stamp


def test_who_says_nothing_erases_nothing(operator: Desk, saved: FamilyDetail) -> None:
    silent = replace(
        saved.fields,
        living=None,
        members=tuple(replace(one, living=None) for one in saved.fields.members),
        phone="0813",
    )
    answer = saving.save(operator, saved.id, saved.stamp, silent).value
    assert answer.fields.phone == "0813"
    assert answer.fields.living == saved.fields.living
    assert answer.fields.members[1].living == PUPIL


def test_every_part_is_journalled_and_announced(operator: Desk, saved: FamilyDetail) -> None:
    for kind in ("person_details", "bank_account", "housing", "other_aid"):
        assert versions(operator, kind) == 1, kind
    changed = replace(saved.fields, living=replace(living(saved), account=replace(BJB, channel="bri")))
    answer = saving.save(operator, saved.id, saved.stamp, changed)
    assert answer.changes.touches("household")
    assert answer.changes.touches("bank_account")
    assert str(saved.id) in answer.changes.ids
    with operator.read() as session:
        kinds = set(session.scalars(select(AuditLine.kind).where(AuditLine.action == "family.save")))
    assert "bank_account" in kinds
    assert "housing" not in kinds


def test_a_change_anywhere_in_it_is_a_change_of_the_family(operator: Desk, saved: FamilyDetail) -> None:
    member = replace(saved.fields.members[1], living=replace(PUPIL, nisn="0091234568"))
    first = replace(saved.fields, members=(saved.fields.members[0], member))
    saving.save(operator, saved.id, saved.stamp, first)
    with pytest.raises(Refused, match="changed_meanwhile"):
        saving.save(operator, saved.id, saved.stamp, replace(saved.fields, phone="0813"))


# Accounts


def test_another_account_closes_the_one_before(operator: Desk, saved: FamilyDetail) -> None:
    bri = Account("bri", "777", "SITI MAEMUNAH", date(2019, 4, 1))
    after = save(operator, saved, account=bri)
    assert living(after).account == bri
    assert after.accounts == (bri, replace(BJB, valid_to=date(2019, 4, 1)))


def test_the_same_account_begins_on_another_day(operator: Desk, saved: FamilyDetail) -> None:
    after = save(operator, saved, account=replace(BJB, valid_from=date(2019, 1, 2)))
    assert after.accounts == (replace(BJB, valid_from=date(2019, 1, 2)),)


def test_an_account_without_a_day_begins_today(operator: Desk, saved: FamilyDetail) -> None:
    after = save(operator, saved, account=Account("bri", "777"))
    today = operator.today()
    assert [(one.channel, one.valid_from, one.valid_to) for one in after.accounts] == [
        ("bri", today, None),
        ("bjb", BJB.valid_from, today),
    ]


def test_an_account_cannot_begin_before_the_one_it_follows(operator: Desk, saved: FamilyDetail) -> None:
    with pytest.raises(Refused) as refused:
        save(operator, saved, account=Account("bri", "777", valid_from=date(2018, 1, 1)))
    assert refused.value.code == "family.account_before"
    assert detail.open_family(operator, saved.id).accounts == (BJB,)


def test_an_account_is_closed_and_nothing_follows(operator: Desk, saved: FamilyDetail) -> None:
    after = save(operator, saved, account=Account())
    assert living(after).account == Account()
    assert after.accounts == (replace(BJB, valid_to=operator.today()),)
    again = save(operator, after, account=Account("pos", valid_from=operator.today()))
    assert [one.channel for one in again.accounts] == ["pos", "bjb"]


@pytest.mark.parametrize(
    "other", [replace(BJB, number="999"), replace(BJB, holder_name="AMINAH"), replace(BJB, channel="pos")]
)
def test_whatever_is_another_account_leaves_the_old_one_readable(
    operator: Desk, saved: FamilyDetail, other: Account
) -> None:
    after = save(operator, saved, account=replace(other, valid_from=date(2019, 5, 5)))
    assert after.accounts[1] == replace(BJB, valid_to=date(2019, 5, 5))
    assert versions(operator, "bank_account") == 3


# Housing


def test_housing_found_on_another_day_is_another_state(operator: Desk, saved: FamilyDetail) -> None:
    better = HousingState(date(2019, 4, 2), {"floor": "ceramic"})
    after = save(operator, saved, housing=better)
    assert living(after).housing == better
    assert after.housings == (better, HOUSE)


def test_the_same_day_is_corrected(operator: Desk, saved: FamilyDetail) -> None:
    right = HousingState(HOUSE.on, {"floor": "cement"})
    after = save(operator, saved, housing=right)
    assert after.housings == (right,)
    assert versions(operator, "housing") == 2


def test_housing_without_a_day_was_found_today(operator: Desk, fields: FamilyFields) -> None:
    told = replace(fields, living=FamilyLiving(housing=HousingState(None, {"floor": "earth", "roof": ""})))
    opened = saving.register(operator, told).value
    assert opened.housings == (HousingState(operator.today(), {"floor": "earth"}),)


def test_no_answers_are_no_housing(operator: Desk, fields: FamilyFields) -> None:
    told = replace(fields, living=FamilyLiving(housing=HousingState(date(2019, 2, 1), {"floor": ""})))
    assert saving.register(operator, told).value.housings == ()


def test_answers_of_another_source_carry_its_name(operator: Desk, saved: FamilyDetail) -> None:
    row = Housing(household_id=saved.id, source="bdt2015", on=date(2019, 6, 1), answers=json.dumps({"floor": "6"}))
    with operator.write("test.housing") as unit:
        unit.session.add(row)
    opened = detail.open_family(operator, saved.id)
    assert living(opened).housing == HousingState(date(2019, 6, 1), {"floor": "bdt2015:6"})
    after = save(operator, opened, housing=HousingState(date(2019, 6, 1), {"floor": "bdt2015:6", "wall": "wood"}))
    assert living(after).housing.answers == {"floor": "bdt2015:6", "wall": "wood"}
    assert len(after.housings) == 2


# Other aid


def test_aid_is_added_ended_and_corrected(operator: Desk, saved: FamilyDetail) -> None:
    (bpnt,) = living(saved).aids
    ended = replace(bpnt, valid_to=date(2019, 3, 1))
    after = save(operator, saved, aids=(ended, HeldAid("pip", valid_from=date(2019, 2, 2))))
    assert [(one.aid, one.valid_to) for one in living(after).aids] == [("pip", None), ("bpnt", date(2019, 3, 1))]
    assert versions(operator, "other_aid") == 3


def test_aid_that_is_not_named_stays(operator: Desk, saved: FamilyDetail) -> None:
    assert [one.aid for one in living(save(operator, saved, aids=())).aids] == ["bpnt"]


def test_aid_without_a_day_is_known_since_today(operator: Desk, saved: FamilyDetail) -> None:
    after = save(operator, saved, aids=(*living(saved).aids, HeldAid("pip")))
    assert [(one.aid, one.valid_from) for one in living(after).aids][1] == ("pip", operator.today())


def test_who_told_of_an_aid_stays_so(operator: Desk, saved: FamilyDetail) -> None:
    member = saved.fields.members[1].id
    with operator.write("test.aid") as unit:
        unit.session.add(
            OtherAid(household_id=saved.id, member_id=member, aid="pip", source="pip2019", valid_from=date(2019, 1, 1))
        )
    opened = detail.open_family(operator, saved.id)
    (pip,) = (one for one in living(opened).aids if one.aid == "pip")
    assert (pip.member, pip.source) == (member, "pip2019")
    after = save(operator, opened, aids=(replace(pip, number="55"),))
    assert [(one.number, one.source, one.member) for one in living(after).aids if one.aid == "pip"] == [
        ("55", "pip2019", member)
    ]


# The place


def test_a_place_is_set_and_taken_back(operator: Desk, saved: FamilyDetail) -> None:
    moved = MapPlace(-6.1, 106.2)
    after = save(operator, saved, place=moved)
    assert living(after).place == moved
    assert living(save(operator, after, place=None)).place is None


# People


def test_what_is_asked_of_a_member_is_kept_and_cleared(operator: Desk, saved: FamilyDetail) -> None:
    mother = PersonLiving(
        education="smp", due_on=date(2019, 9, 1), pregnancies=2, chronic_illness="asthma", work_status="casual_farm",
        work_field="food_crops", papers="ktp", in_family_card=True, religion="islam",
    )  # fmt: skip
    members = (replace(saved.fields.members[0], living=mother), saved.fields.members[1])
    after = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, members=members)).value
    assert [one.living for one in after.fields.members] == [mother, PUPIL]
    emptied = tuple(replace(one, living=PersonLiving()) for one in after.fields.members)
    last = saving.save(operator, after.id, after.stamp, replace(after.fields, members=emptied)).value
    assert [one.living for one in last.fields.members] == [PersonLiving(), PersonLiving()]
    with operator.read() as session:
        row = session.scalars(select(PersonDetails).where(PersonDetails.member_id == members[0].id)).one()
        assert (row.education, row.nisn, row.papers) == (None, None, "")


def test_a_new_member_without_any_gets_no_record(operator: Desk, saved: FamilyDetail) -> None:
    more = (*saved.fields.members, MemberDetail("NENG", living=PersonLiving()))
    saving.save(operator, saved.id, saved.stamp, replace(saved.fields, members=more))
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(PersonDetails)) == 1


def test_codes_of_another_source_are_translated_only_when_saved(operator: Desk, saved: FamilyDetail) -> None:
    mother = saved.fields.members[0]
    with operator.write("test.details") as unit:
        unit.session.add(
            PersonDetails(member_id=mother.id, source="bdt2015", work_field="9", papers="5", religion="own:1")
        )
    opened = detail.open_family(operator, saved.id)
    said = opened.fields.members[0].living
    assert said == PersonLiving(work_field="bdt2015:9", papers="bdt2015:5", religion="own:1")
    changed = replace(opened.fields.members[0], living=replace(said, education="sd"))
    fields = replace(opened.fields, members=(changed, opened.fields.members[1]))
    after = saving.save(operator, opened.id, opened.stamp, fields).value
    assert after.fields.members[0].living == replace(said, education="sd")
    with operator.read() as session:
        row = session.scalars(select(PersonDetails).where(PersonDetails.member_id == mother.id)).one()
        assert (row.source, row.work_field) == ("ejsika", "bdt2015:9")


# Ids in other registers


def test_ids_say_whose_they_are(operator: Desk, saved: FamilyDetail) -> None:
    child = saved.fields.members[1].id
    with operator.write("test.ids") as unit:
        for kind, record, source, value, seen in (
            ("member", child, "bdt2015", "ART-2", date(2016, 1, 1)),
            ("household", saved.id, "bdt2015", "IDBDT-1", date(2016, 1, 1)),
            ("household", saved.id, "dtks", "DTKS-1", date(2018, 1, 1)),
            ("household", new_id(), "dtks", "SOMEBODY-ELSE", date(2018, 1, 1)),
        ):
            unit.session.add(ExternalId(kind=kind, record_id=record, source=source, value=value, seen_on=seen))
    assert detail.open_family(operator, saved.id).ids == (
        KnownAs("dtks", "DTKS-1", date(2018, 1, 1)),
        KnownAs("bdt2015", "IDBDT-1", date(2016, 1, 1)),
        KnownAs("bdt2015", "ART-2", date(2016, 1, 1), member=1),
    )


# Members entered by mistake


def test_who_was_entered_by_mistake_stands_last_and_stays(operator: Desk, fields: FamilyFields) -> None:
    wrong = MemberDetail("SALAH KETIK", relation=Relation.HEAD, presence=Presence.WITHDRAWN)
    opened = saving.register(operator, replace(fields, members=(wrong, MOTHER, CHILD), caretaker=1)).value
    assert [one.name for one in opened.fields.members] == ["SITI MAEMUNAH", "UJANG", "SALAH KETIK"]
    assert opened.caretaker is not None
    assert opened.caretaker.name == "SITI MAEMUNAH"
    assert opened.facts[2].components == ()
    assert "family.two_heads" not in {one.code for one in opened.problems}
    after = saving.save(operator, opened.id, opened.stamp, replace(opened.fields, phone="0813")).value
    assert [one.id for one in after.fields.members] == [one.id for one in opened.fields.members]


def test_nobody_receives_money_who_was_entered_by_mistake(operator: Desk, saved: FamilyDetail) -> None:
    gone = replace(saved.fields.members[0], presence=Presence.WITHDRAWN)
    with pytest.raises(Refused, match="caretaker_withdrawn"):
        saving.save(operator, saved.id, saved.stamp, replace(saved.fields, members=(gone, saved.fields.members[1])))
    with operator.read() as session:
        assert session.get_one(Member, gone.id).presence == Presence.LIVING_HERE


# All or nothing


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"place": MapPlace(52.0, 4.9)}, "place.outside"),
        ({"account": Account(number="77")}, "family.account_channel"),
        ({"account": Account("bri", valid_from=date(2999, 1, 1))}, "family.day_later"),
        ({"housing": HousingState(date(2999, 1, 1), {"floor": "earth"})}, "family.day_later"),
        ({"aids": (HeldAid("pip", valid_from=date(2999, 1, 1)),)}, "family.day_later"),
        ({"aids": (HeldAid("pip", valid_from=date(2019, 2, 1), valid_to=date(2019, 1, 1)),)}, "family.aid_ends_before"),
    ],
)
def test_what_is_refused_changes_nothing(
    operator: Desk, saved: FamilyDetail, changed: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        save(operator, saved, **changed)
    assert refused.value.code == code
    opened = detail.open_family(operator, saved.id)
    assert opened.fields == saved.fields


def test_opening_reads_no_more_rows_than_the_family_has(operator: Desk, saved: FamilyDetail) -> None:
    families.add(operator, 5)
    for at in range(3):
        saving.register(operator, replace(saved.fields, members=(MOTHER,), no_kk=f"360101010109001{at}"))
    opened = detail.open_family(operator, saved.id)
    assert opened.fields == saved.fields
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(BankAccount)) == 4
        assert session.get_one(Household, saved.id).latitude == LABUAN.latitude


def test_the_day_of_an_account_is_one_of_the_office(operator: Desk, saved: FamilyDetail) -> None:
    assert operator.today() - datetime.now(tz=operator.now().tzinfo).date() <= timedelta(days=1)
    after = save(operator, saved, account=Account("bri", "1"))
    assert after.accounts[0].valid_from == operator.today()

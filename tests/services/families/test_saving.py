"""Registering and changing families: all or nothing, never over somebody else's work, every doubt with a reason."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import AuditLine, Enrolment, EnrolmentStep, Household, Member, RecordVersion, WarningOverride
from desktop.rules.terms import Presence, Relation, Role, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail, finding, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields, MemberDetail
from tests import families, offices

NIK = "3601015203840012"
MOTHER = MemberDetail("Siti Maemunah", nik=NIK, sex=Sex.FEMALE, birth_date=date(1984, 3, 12), relation=Relation.HEAD)
CHILD = MemberDetail("Ujang", sex=Sex.MALE, birth_date=date(2012, 5, 4), relation=Relation.CHILD)


@pytest.fixture
def fields(operator: Desk) -> FamilyFields:
    village = families.villages(operator, 1)[0]
    return FamilyFields((MOTHER, CHILD), 0, "3601010101090001", "Kp. Cikadu", village_code=village, phone="0812")


@pytest.fixture
def saved(operator: Desk, fields: FamilyFields) -> FamilyDetail:
    return saving.register(operator, fields).value


def test_a_registered_family_is_a_candidate(operator: Desk, saved: FamilyDetail, fields: FamilyFields) -> None:
    assert saved.status == "candidate"
    assert [row.programme for row in saved.enrolments] == ["jamsosratu"]
    assert [replace(member, id=None) for member in saved.fields.members] == list(fields.members)
    assert saved.caretaker is not None
    assert saved.caretaker.name == "Siti Maemunah"
    assert not saved.caretaker_derived
    with operator.read() as session:
        household = session.get_one(Household, saved.id)
        assert household.registered_by == operator.person.id
        enrolment = session.scalars(select(Enrolment).where(Enrolment.household_id == saved.id)).one()
        steps = session.scalars(select(EnrolmentStep).where(EnrolmentStep.enrolment_id == enrolment.id)).all()
        assert [step.status for step in steps] == ["candidate"]


def test_it_is_found_at_once(operator: Desk, saved: FamilyDetail) -> None:
    for typed in ("maemunah", NIK, "3601010101090001", "ujang", "cikadu"):
        assert [row.id for row in finding.find(operator, typed).rows] == [saved.id], typed


def test_what_changed_is_announced(operator: Desk, fields: FamilyFields) -> None:
    answer = saving.register(operator, fields)
    assert answer.changes.touches("household", "member", "enrolment")
    assert str(answer.value.id) in answer.changes.ids


def test_only_what_differs_gets_a_version(operator: Desk, saved: FamilyDetail) -> None:
    changed = replace(saved.fields, phone="0813")
    answer = saving.save(operator, saved.id, saved.stamp, changed)
    assert answer.value.fields.phone == "0813"
    with operator.read() as session:
        rows = session.execute(select(RecordVersion.kind, RecordVersion.record, RecordVersion.version)).all()
    versions = {(row.kind, row.record): row.version for row in sorted(rows, key=lambda row: row.version)}
    assert versions["household", str(saved.id)] == 2
    assert {version for (kind, _), version in versions.items() if kind == "member"} == {1}


def test_saving_nothing_new_changes_nothing(operator: Desk, saved: FamilyDetail) -> None:
    answer = saving.save(operator, saved.id, saved.stamp, saved.fields)
    assert answer.value.stamp == saved.stamp
    assert answer.changes.kinds == frozenset()


def test_a_member_is_added(operator: Desk, saved: FamilyDetail) -> None:
    more = replace(saved.fields, members=(*saved.fields.members, MemberDetail("Neng")))
    again = saving.save(operator, saved.id, saved.stamp, more).value
    assert [member.name for member in again.fields.members] == ["Siti Maemunah", "Ujang", "Neng"]
    assert finding.find(operator, "").rows[0].members == 3


def test_a_member_cannot_be_taken_out(operator: Desk, saved: FamilyDetail) -> None:
    fewer = replace(saved.fields, members=saved.fields.members[:1])
    with pytest.raises(Refused, match=r"family\.member_missing"):
        saving.save(operator, saved.id, saved.stamp, fewer)


def test_who_died_before_the_registration_stays_and_is_not_counted(operator: Desk, saved: FamilyDetail) -> None:
    gone = replace(saved.fields.members[1], presence=Presence.DIED, presence_date=date(2014, 2, 3))
    again = saving.save(
        operator, saved.id, saved.stamp, replace(saved.fields, members=(saved.fields.members[0], gone))
    ).value
    assert again.fields.members[1].presence is Presence.DIED
    assert finding.find(operator, "").rows[0].members == 1


def test_the_caretaker_may_be_another(operator: Desk, saved: FamilyDetail) -> None:
    again = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, caretaker=1), "wali di luar kota").value
    assert again.caretaker is not None
    assert again.caretaker.name == "Ujang"
    assert finding.find(operator, "").rows[0].caretaker_name == "Ujang"


def test_somebody_saved_meanwhile(operator: Desk, saved: FamilyDetail) -> None:
    saving.save(operator, saved.id, saved.stamp, replace(saved.fields, phone="0813"))
    with pytest.raises(Refused, match=r"family\.changed_meanwhile"):
        saving.save(operator, saved.id, saved.stamp, replace(saved.fields, phone="0814"))
    assert detail.open_family(operator, saved.id).fields.phone == "0813"


def test_another_offices_family_is_not_ours_to_change(operator: Desk, saved: FamilyDetail) -> None:
    with operator.office.write("test", "test") as unit:
        unit.session.get_one(Household, saved.id).owner = "36.02"
    stamp = detail.open_family(operator, saved.id).stamp
    with pytest.raises(Refused) as refused:
        saving.save(operator, saved.id, stamp, replace(saved.fields, phone="1"))
    assert (refused.value.code, refused.value.values) == ("family.other_owner", {"owner": "36.02"})


def test_a_family_that_is_not_there(operator: Desk, saved: FamilyDetail) -> None:
    with pytest.raises(Refused, match=r"family\.unknown"):
        saving.save(operator, operator.person.id, 0, saved.fields)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"members": (replace(MOTHER, name=" "),)}, "family.no_name"),
        ({"members": (), "caretaker": None}, "family.no_members"),
        ({"members": (replace(MOTHER, birth_date=date(2100, 1, 1)),)}, "family.born_later"),
        ({"village_code": "99.99.99.9999"}, "family.unknown_village"),
        ({"village_code": "36.01.01"}, "family.unknown_village"),
    ],
)
def test_what_cannot_be_kept_is_refused_whole(
    operator: Desk, fields: FamilyFields, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused, match=code):
        saving.register(operator, replace(fields, **change))  # type: ignore[arg-type]
    with operator.read() as session:
        assert session.scalars(select(Household)).all() == []
        assert session.scalars(select(Member)).all() == []
    assert finding.total(operator) == 0


def test_a_doubt_is_kept_with_its_reason_only(operator: Desk, fields: FamilyFields) -> None:
    doubtful = replace(fields, members=(replace(MOTHER, nik=NIK[:-1]), CHILD))
    with pytest.raises(Refused, match=r"family\.reason_needed"):
        saving.register(operator, doubtful)
    saved = saving.register(operator, doubtful, "  KTP lama, difoto  ").value
    assert [problem.code for problem in saved.problems if problem.name == "nik"] == ["rules.nik_missing"]
    with operator.read() as session:
        (override,) = session.scalars(select(WarningOverride)).all()
    assert (override.code, override.about, override.reason) == ("rules.nik_length", NIK[:-1], "KTP lama, difoto")
    assert override.by == operator.person.id


def test_an_old_doubt_needs_no_new_reason(operator: Desk, fields: FamilyFields) -> None:
    doubtful = replace(fields, members=(replace(MOTHER, nik=NIK[:-1]), CHILD))
    saved = saving.register(operator, doubtful, "KTP lama").value
    again = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, phone="0815")).value
    assert again.fields.phone == "0815"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_registers(operator: Desk, fields: FamilyFields, role: Role) -> None:
    other = offices.same_office_as(operator, role)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        saving.register(other, fields)
    with operator.read() as session:
        refused = session.scalars(select(AuditLine).where(AuditLine.action == "refused")).all()
    assert [line.actor for line in refused] == [role.value]


HUSBAND = MemberDetail("Sarip", sex=Sex.MALE, birth_date=date(1980, 1, 2), relation=Relation.HEAD)
WIFE = replace(MOTHER, relation=Relation.SPOUSE)
AUNT = MemberDetail("Rohayati", sex=Sex.FEMALE, birth_date=date(1950, 1, 2), relation=Relation.OTHER)
GIRL = MemberDetail("Neng", sex=Sex.FEMALE, birth_date=date(2012, 5, 4), relation=Relation.CHILD)


@pytest.mark.parametrize(
    ("members", "proposed"),
    [
        ((HUSBAND, WIFE, CHILD), "Siti Maemunah"),
        ((HUSBAND, AUNT, WIFE), "Siti Maemunah"),
        ((HUSBAND, GIRL, AUNT), "Rohayati"),
        ((HUSBAND, GIRL), "Sarip"),
        ((HUSBAND, replace(WIFE, presence=Presence.DIED)), "Sarip"),
        ((GIRL,), None),
        ((MemberDetail("Entah"),), None),
    ],
)
def test_where_nobody_is_named_one_is_proposed_and_marked(
    operator: Desk, fields: FamilyFields, members: tuple[MemberDetail, ...], proposed: str | None
) -> None:
    saved = saving.register(operator, replace(fields, members=members, caretaker=None)).value
    assert (saved.caretaker.name if saved.caretaker else None) == proposed
    assert saved.caretaker_derived is (proposed is not None)
    assert ("family.no_caretaker" in {one.code for one in saved.problems}) is (proposed is None)
    with operator.read() as session:
        versions = session.scalars(select(RecordVersion.version).where(RecordVersion.kind == "household")).all()
    assert versions == [1]


def test_a_person_who_confirms_the_proposal_ends_the_deriving(operator: Desk, fields: FamilyFields) -> None:
    saved = saving.register(operator, replace(fields, members=(HUSBAND, WIFE), caretaker=None)).value
    other = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, caretaker=0)).value
    assert not other.caretaker_derived
    back = saving.save(operator, saved.id, other.stamp, replace(other.fields, caretaker=1)).value
    assert not back.caretaker_derived


def test_a_caretaker_taken_away_on_purpose_is_not_proposed_again(operator: Desk, saved: FamilyDetail) -> None:
    again = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, caretaker=None)).value
    assert again.caretaker is None
    assert "family.no_caretaker" in {one.code for one in again.problems}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_saves(operator: Desk, saved: FamilyDetail, role: Role) -> None:
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        saving.save(offices.same_office_as(operator, role), saved.id, saved.stamp, replace(saved.fields, phone="1"))
    assert detail.open_family(operator, saved.id).fields.phone == "0812"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("address", "Jl. Raya Labuan 7"),
        ("hamlet", "Pasir"),
        ("rt", "009"),
        ("rw", "010"),
        ("phone", ""),
        ("no_kk", ""),
        ("no_kk", "3601010101090077"),
        ("receives_pkh", True),
        ("village_code", ""),
    ],
)
def test_each_field_of_the_family_is_kept(operator: Desk, saved: FamilyDetail, name: str, value: object) -> None:
    again = saving.save(operator, saved.id, saved.stamp, replace(saved.fields, **{name: value})).value  # type: ignore[arg-type]
    assert getattr(again.fields, name) == value
    assert again.fields == replace(saved.fields, **{name: value})  # type: ignore[arg-type]
    assert again.stamp > saved.stamp


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "Ujang Saputra"),
        ("birth_place", "Labuan"),
        ("birth_date", None),
        ("birth_date", date(2011, 1, 1)),
        ("sex", None),
        ("relation", Relation.GRANDCHILD),
        ("school_level", "primary"),
        ("school_class", 3),
        ("pregnant", False),
        ("disability", "1"),
        ("works", True),
        ("occupation", "Tani"),
        ("mother_name", "Siti"),
        ("presence", Presence.NOT_FOUND),
    ],
)
def test_each_field_of_a_member_is_kept(operator: Desk, saved: FamilyDetail, name: str, value: object) -> None:
    child = replace(saved.fields.members[1], **{name: value})  # type: ignore[arg-type]
    changed = replace(saved.fields, members=(saved.fields.members[0], child))
    saving.save(operator, saved.id, saved.stamp, changed)
    assert detail.open_family(operator, saved.id).fields == changed


def test_spaces_around_what_is_typed_are_dropped(operator: Desk, fields: FamilyFields) -> None:
    saved = saving.register(operator, replace(fields, address="  Kp. Cikadu ", hamlet=" Pasir ", phone=" 0812 ")).value
    assert (saved.fields.address, saved.fields.hamlet, saved.fields.phone) == ("Kp. Cikadu", "Pasir", "0812")

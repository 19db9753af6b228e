"""Drafts of the family form: kept under who types, read back as typed, gone when dropped, never a record."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, RecordVersion
from desktop.rules.coordinates import MapPlace
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Role, Schooling, Sex
from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.services.families import detail, drafting, saving
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from tests import offices

WORDS = st.text(max_size=20)
MEMBERS = st.builds(
    MemberDetail,
    name=WORDS,
    id=st.none() | st.uuids(),
    nik=WORDS,
    sex=st.none() | st.sampled_from(Sex),
    birth_date=st.none() | st.dates(),
    birth_date_derived=st.booleans(),
    relation=st.none() | st.sampled_from(Relation),
    marital=st.none() | st.sampled_from(Marital),
    schooling=st.none() | st.sampled_from(Schooling),
    school_class=st.none() | st.integers(1, 12),
    pregnant=st.none() | st.booleans(),
    disability=st.sampled_from(["", "0", "7"]),
    presence=st.sampled_from(Presence),
    presence_date=st.none() | st.dates(),
    living=st.none() | st.builds(PersonLiving, school_name=WORDS, due_on=st.none() | st.dates(), papers=WORDS),
)
LIVING = st.builds(
    FamilyLiving,
    place=st.none() | st.builds(MapPlace, st.floats(-11, 6), st.floats(95, 141)),
    account=st.builds(Account, channel=WORDS, valid_from=st.none() | st.dates()),
    housing=st.builds(HousingState, st.none() | st.dates(), st.dictionaries(WORDS, WORDS, max_size=3)),
    aids=st.lists(st.builds(HeldAid, WORDS, id=st.none() | st.uuids()), max_size=2).map(tuple),
)
FIELDS = st.builds(
    FamilyFields,
    members=st.lists(MEMBERS, max_size=3).map(tuple),
    caretaker=st.none() | st.integers(0, 2),
    no_kk=WORDS,
    address=WORDS,
    receives_pkh=st.none() | st.booleans(),
    living=st.none() | LIVING,
)


@given(FIELDS, st.none() | st.uuids(), st.integers(0, 10**9), WORDS)
def test_a_draft_comes_back_as_it_was_typed(fields: FamilyFields, family: UUID | None, stamp: int, reason: str) -> None:
    draft = FamilyDraft(fields, family, stamp, reason)
    assert drafting.read(drafting.write(draft)) == draft


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fields": {}}', '{"fields": {"members": [{"sex": "X"}]}}', "null"])
def test_a_text_of_another_version_is_no_draft(text: str) -> None:
    assert drafting.read(text) is None


# As the program wrote it before it asked how a family lives.
OLD = """{"fields": {"members": [{"name": "Siti", "id": "%s", "nik": "", "sex": "P", "sex_derived": false,
 "birth_place": "", "birth_date": "1984-03-12", "birth_date_derived": false, "school_level": "", "disability": "",
 "occupation": "", "mother_name": "", "presence": "living_here"}], "caretaker": 0, "no_kk": "", "address": "Kp. Baru",
 "hamlet": "", "rt": "", "rw": "", "village_code": "", "phone": "", "receives_pkh": null},
 "family": "%s", "stamp": 7, "reason": ""}"""


def test_a_draft_of_an_older_version_opens() -> None:
    member, family = new_id(), new_id()
    draft = drafting.read(OLD % (member, family))
    assert draft is not None
    assert (draft.family, draft.stamp, draft.fields.address, draft.fields.living) == (family, 7, "Kp. Baru", None)
    (siti,) = draft.fields.members
    assert (siti.id, siti.sex, siti.birth_date, siti.living) == (member, Sex.FEMALE, date(1984, 3, 12), None)


def test_an_older_draft_of_a_family_does_not_forget_how_it_lives(operator: Desk) -> None:
    living = FamilyLiving(account=Account("pos", valid_from=date(2019, 1, 1)))
    siti = MemberDetail("Siti", living=PersonLiving(nisn="0091234567"))
    saved = saving.register(operator, FamilyFields((siti,), 0, living=living)).value
    drafts.keep(
        operator,
        drafting.FORM,
        OLD.replace('"stamp": 7', f'"stamp": {saved.stamp}') % (saved.fields.members[0].id, saved.id),
    )
    taken = drafting.take(operator)
    assert taken is not None
    assert (taken.fields.living, taken.fields.members[0].living) == (living, siti.living)
    again = saving.save(operator, saved.id, taken.stamp, taken.fields).value
    assert (again.fields.address, again.fields.living) == ("Kp. Baru", living)
    assert again.fields.members[0].living == siti.living


def test_a_draft_of_a_family_that_is_not_here_opens_as_typed(operator: Desk) -> None:
    drafting.keep(operator, DRAFT)
    taken = drafting.take(operator)
    assert taken is not None
    assert taken.fields == DRAFT.fields
    with pytest.raises(Refused, match=r"family\.unknown"):
        detail.open_family(operator, DRAFT.family or new_id())


DRAFT = FamilyDraft(FamilyFields((MemberDetail("Siti", birth_date=date(1984, 3, 12)),)), new_id(), 7)


def test_a_draft_is_kept_taken_and_dropped(operator: Desk) -> None:
    assert drafting.take(operator) is None
    drafting.keep(operator, DRAFT)
    kept = drafting.take(operator)
    assert kept is not None
    assert (kept.fields, kept.family, kept.stamp) == (DRAFT.fields, DRAFT.family, DRAFT.stamp)
    assert kept.at is not None
    drafting.drop(operator)
    assert drafting.take(operator) is None


def test_the_newest_draft_counts(operator: Desk) -> None:
    drafting.keep(operator, DRAFT)
    drafting.keep(operator, FamilyDraft(FamilyFields((MemberDetail("Rohayati"),))))
    kept = drafting.take(operator)
    assert kept is not None
    assert kept.fields.members[0].name == "Rohayati"


def test_a_draft_is_no_record(operator: Desk) -> None:
    with operator.read() as session:
        before = session.scalar(select(func.count()).select_from(RecordVersion))
        lines = session.scalar(select(func.count()).select_from(AuditLine))
    drafting.keep(operator, DRAFT)
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(RecordVersion)) == before
        assert session.scalar(select(func.count()).select_from(AuditLine)) == lines
        assert session.scalar(select(func.count()).select_from(Household)) == 0


def test_dropping_empties_what_held_peoples_data(operator: Desk) -> None:
    drafts.keep(operator, "family", "Siti Aminah 3601")
    drafts.drop(operator, "family")
    drafts.drop(operator, "nothing of this name")
    assert drafts.take(operator, "family") is None


def test_each_person_has_drafts_of_his_own(operator: Desk) -> None:
    drafts.keep(operator, "visit", "of the operator")
    other = offices.same_office_as(operator, Role.ADMINISTRATOR)
    assert drafts.take(other, "visit") is None
    drafts.keep(other, "visit", "of the administrator")
    kept = drafts.take(operator, "visit")
    assert kept is not None
    assert kept.text == "of the operator"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_drafts_families(operator: Desk, role: Role) -> None:
    other = offices.same_office_as(operator, role)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        drafting.keep(other, DRAFT)
    with pytest.raises(Refused, match=r"role\.not_allowed"):
        drafting.take(other)


def test_a_draft_survives_closing(operator: Desk, office_folder: object) -> None:
    drafting.keep(operator, DRAFT)
    folder = operator.office.folder.path
    operator.close()
    again = offices.sign_in(folder, Role.OPERATOR)
    try:
        kept = drafting.take(again)
        assert kept is not None
        assert kept.fields == DRAFT.fields
    finally:
        again.close()

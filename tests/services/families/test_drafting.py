"""Drafts of the family form: kept under who types, read back as typed, gone when dropped, never a record."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, RecordVersion
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Role, Schooling, Sex
from desktop.services import drafts
from desktop.services.desk import Desk
from desktop.services.families import drafting
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.fields import FamilyFields, MemberDetail
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
)
FIELDS = st.builds(
    FamilyFields,
    members=st.lists(MEMBERS, max_size=3).map(tuple),
    caretaker=st.none() | st.integers(0, 2),
    no_kk=WORDS,
    address=WORDS,
    receives_pkh=st.none() | st.booleans(),
)


@given(FIELDS, st.none() | st.uuids(), st.integers(0, 10**9), WORDS)
def test_a_draft_comes_back_as_it_was_typed(fields: FamilyFields, family: UUID | None, stamp: int, reason: str) -> None:
    draft = FamilyDraft(fields, family, stamp, reason)
    assert drafting.read(drafting.write(draft)) == draft


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fields": {}}', '{"fields": {"members": [{"sex": "X"}]}}', "null"])
def test_a_text_of_another_version_is_no_draft(text: str) -> None:
    assert drafting.read(text) is None


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

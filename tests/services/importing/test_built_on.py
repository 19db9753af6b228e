"""Whatever names a family, member or place in a programme that an import brought keeps the import from being undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import (
    BankAccount,
    Caseload,
    Enrolment,
    ExternalId,
    Facilitator,
    FamilyFault,
    FamilyLink,
    Household,
    Housing,
    Letter,
    LifeEvent,
    ListMatch,
    Member,
    OfficialList,
    OtherAid,
    PersonDetails,
    Photograph,
    Validation,
    Visit,
    WaitingPlace,
    WarningOverride,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence, Relation
from desktop.services.desk import Desk
from desktop.services.families.detail import open_family
from desktop.services.importing import undoing
from desktop.services.importing.built_on import built_on
from desktop.services.importing.written import read_written, tables
from desktop.wording.importing import BUILT
from tests.services.importing.registers import FAMILY, opensid, other_family
from tests.services.importing.test_undoing import WHY, everything, take, taken

VILLAGE = "36.01.01.2001"
DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Brought:
    """What the import brought, by the ids another record may name."""

    desk: Desk
    household: UUID
    member: UUID
    enrolment: UUID
    other: UUID  # a family that was there before

    @property
    def person(self) -> UUID:
        return self.desk.person.id


@pytest.fixture
def batch_and_brought(operator: Desk, tmp_path: Path) -> tuple[UUID, Brought]:
    take(operator, opensid(tmp_path / "before.xlsx", *other_family(1)))
    (other,) = everything(operator, Household)
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    household = next(one for one in everything(operator, Household) if one.id != other.id)
    member = next(one for one in everything(operator, Member) if one.household_id == household.id)
    enrolment = next(one for one in everything(operator, Enrolment) if one.household_id == household.id)
    return batch, Brought(operator, household.id, member.id, enrolment.id, other.id)


def photograph(brought: Brought) -> Photograph:
    return Photograph(household_id=brought.household, shows="house", file="ab" * 32, size=80, width=1280, height=720,
                      added_by=brought.person, added_at=brought.desk.now())  # fmt: skip


def letter(brought: Brought) -> Letter:
    return Letter(template="keterangan", fiscal_year=2026, number=1, number_text="460/1", on=DAY,
                  household_id=brought.household, subject="Keterangan", addressee="Kepala Desa", wording="{}",
                  issued_by=brought.person, issued_at=brought.desk.now())  # fmt: skip


def validation(brought: Brought) -> Validation:
    return Validation(enrolment_id=brought.enrolment, result="valid", reasons="[]", explained="[]", on=DAY,
                      officer="Budi", entered_by=brought.person, entered_at=brought.desk.now())  # fmt: skip


def event(brought: Brought) -> LifeEvent:
    return LifeEvent(household_id=brought.household, member_id=brought.member, kind="birth", on=DAY,
                     entered_by=brought.person, entered_at=brought.desk.now())  # fmt: skip


MAKERS: dict[str, Callable[[Brought], Any]] = {
    "bank_account": lambda one: BankAccount(household_id=one.household, channel="bjb", valid_from=DAY),
    "warning_override": lambda one: WarningOverride(member_id=one.member, code="nik", about="", reason="sesuai KTP",
                                                    by=one.person, at=one.desk.now()),
    "person_details": lambda one: PersonDetails(member_id=one.member, source="ejsika", education="sd"),
    "housing": lambda one: Housing(household_id=one.household, source="ejsika", on=DAY, answers="{}"),
    "other_aid": lambda one: OtherAid(household_id=one.household, aid="bpnt", source="family", valid_from=DAY),
    "external_id": lambda one: ExternalId(kind="household", record_id=one.household, source="dtks", value="7",
                                          seen_on=DAY),
    "family_link": lambda one: FamilyLink(from_household_id=one.other, to_household_id=one.household, kind="split",
                                          on=DAY),
    "waiting_place": lambda one: WaitingPlace(enrolment_id=one.enrolment, programme="jamsosratu", year=2019,
                                              village_code=VILLAGE, number=1, since=DAY),
    "photograph": photograph,
    "letter": letter,
    "validation": validation,
    "life_event": event,
}  # fmt: skip


@pytest.mark.parametrize("kind", MAKERS)
def test_it_stands_in_the_way(batch_and_brought: tuple[UUID, Brought], kind: str) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.later") as unit:
        unit.session.add(MAKERS[kind](brought))
    shown = undoing.preview_undo(brought.desk, batch)
    assert set(shown.built_counts) == {kind}
    assert {built.household for built in shown.built} == {brought.household}
    assert kind in BUILT
    with pytest.raises(Refused) as caught:
        undoing.undo(brought.desk, batch, WHY)
    assert caught.value.values["kinds"] == (kind,)


@pytest.mark.parametrize("kind", ["bank_account", "housing", "other_aid", "letter", "photograph"])
def test_the_same_of_another_family_does_not(batch_and_brought: tuple[UUID, Brought], kind: str) -> None:
    batch, brought = batch_and_brought
    elsewhere = Brought(brought.desk, brought.other, brought.member, brought.enrolment, brought.other)
    with brought.desk.write("test.later") as unit:
        unit.session.add(MAKERS[kind](elsewhere))
    assert undoing.preview_undo(brought.desk, batch).possible


def test_a_facilitator_and_a_visit(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.later") as unit:
        facilitator = Facilitator(id=new_id(), name="BUDI")
        unit.session.add(facilitator)
        unit.session.flush()
        unit.session.add(Caseload(facilitator_id=facilitator.id, household_id=brought.household, valid_from=DAY))
        unit.session.add(Visit(household_id=brought.household, facilitator_id=facilitator.id, on=DAY, purpose="rutin",
                               seen="baik", entered_by=brought.person, entered_at=brought.desk.now()))  # fmt: skip
    assert undoing.preview_undo(brought.desk, batch).built_counts == {"caseload": 1, "visit": 1}


def test_a_list_that_found_one_of_its_people(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.later") as unit:
        compared = OfficialList(id=new_id(), kind="dukcapil", source="dukcapil", title="Padan", as_of=DAY,
                                file_name="a", sha256=b"", rows=1, counts="{}", by=brought.person,
                                at=brought.desk.now())  # fmt: skip
        unit.session.add(compared)
        unit.session.flush()
        unit.session.add(ListMatch(list_id=compared.id, household_id=brought.household, member_id=brought.member,
                                   outcome="match", found_by="nik", row=2, said="{}"))  # fmt: skip
    # It names the family and the member: both lose their ground.
    assert undoing.preview_undo(brought.desk, batch).built_counts == {"list_match": 2}


def test_a_member_of_another_family_taken_as_its_caretaker(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.later") as unit:
        other = unit.session.get_one(Household, brought.other)
        other.caretaker_id, other.caretaker_derived = brought.member, False
    shown = undoing.preview_undo(brought.desk, batch)
    assert shown.built_counts == {"household": 1}


def test_what_the_program_derives_does_not(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.derived") as unit:
        unit.session.add(
            FamilyFault(household_id=brought.household, at=1, member_id=brought.member, code="nik_missing", about="",
                        stands=False)
        )  # fmt: skip
    assert undoing.preview_undo(brought.desk, batch).possible


def test_opening_a_family_is_no_work_on_it(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    open_family(brought.desk, brought.household)
    assert undoing.preview_undo(brought.desk, batch).possible


def test_the_form_saved_with_a_change_is(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    opened = open_family(brought.desk, brought.household)
    with brought.desk.write("test.typed") as unit:
        unit.session.get_one(Household, opened.id).phone = "081200000001"
    shown = undoing.preview_undo(brought.desk, batch)
    assert shown.built_counts == {"household": 1}
    assert [built.family for built in shown.built] == ["SITI AMINAH"]


def test_many_things_are_all_counted_and_the_first_are_named(operator: Desk, tmp_path: Path) -> None:
    families = [row for number in range(1, 121) for row in other_family(number)]
    batch = taken(operator, opensid(tmp_path / "a.xlsx", *families))
    with operator.write("test.later") as unit:
        for member in unit.session.scalars(select(Member)):
            member.birth_place = "SERANG"
    shown = undoing.preview_undo(operator, batch)
    assert shown.built_total == shown.built_counts["member"] == 240
    assert len(shown.built) == 200
    assert all(built.family.startswith("ORANG") and built.village == "Sumberjaya" for built in shown.built)


def test_what_an_import_wrote_is_read_by_kind(batch_and_brought: tuple[UUID, Brought]) -> None:
    batch, brought = batch_and_brought
    with brought.desk.read() as session:
        written = read_written(session, batch)
        assert built_on(session, written).total == 0
    assert written.made("household") == [brought.household]
    assert brought.member in written.made("member")
    assert written.changed("member") == {}
    assert written.holds("enrolment", brought.enrolment)
    assert not written.holds("household", brought.other)


def test_an_import_that_only_changed_is_told_from_one_that_brought(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    batch = taken(operator, opensid(tmp_path / "b.xlsx", *({**row, "rt": "8"} for row in FAMILY)))
    (household,) = everything(operator, Household)
    with operator.read() as session:
        written = read_written(session, batch)
    assert (written.made("household"), written.changed("household")) == ([], {household.id: 1})
    # Work on a family that it merely corrected is no ground lost, as long as the corrected record itself stands.
    with operator.write("test.later") as unit:
        unit.session.add(Housing(household_id=household.id, source="ejsika", on=DAY, answers="{}"))
    assert undoing.preview_undo(operator, batch).possible


def test_every_table_has_its_model() -> None:
    found = tables()
    assert found["household"] is Household
    assert found["member"] is Member
    assert all(name == model.__tablename__ for name, model in found.items())


def test_withdrawn_by_the_undo_they_are_nobody_s_duplicate(operator: Desk, tmp_path: Path) -> None:
    """Numbers of people who do not count raise no task when another family brings them."""
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    undoing.undo(operator, batch, WHY)
    moved = [{**row, "no_kk": "3601120101190055"} for row in FAMILY]
    result = take(operator, opensid(tmp_path / "b.xlsx", *moved))
    assert (result.counts.households_new, result.tasks_opened) == (1, 0)
    here = [member for member in everything(operator, Member) if member.presence != Presence.WITHDRAWN]
    assert len(here) == 3


@pytest.mark.parametrize(("head", "called"), [("AHMAD", "AHMAD"), (None, "SARIP")])
def test_a_family_without_caretaker_has_a_name(
    batch_and_brought: tuple[UUID, Brought], head: str | None, called: str
) -> None:
    batch, brought = batch_and_brought
    with brought.desk.write("test.later") as unit:
        unit.session.get_one(Household, brought.household).caretaker_id = None
        for member in unit.session.scalars(select(Member).where(Member.household_id == brought.household)):
            member.relation = Relation.HEAD if member.name == head else Relation.OTHER
        unit.touch("household", families={brought.household})
    shown = undoing.preview_undo(brought.desk, batch)
    assert {(each.household, each.family) for each in shown.built} == {(brought.household, called)}
    with pytest.raises(Refused) as caught:
        undoing.undo(brought.desk, batch, WHY)
    assert caught.value.values["families"] == called

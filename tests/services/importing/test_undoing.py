"""An accepted import goes back as a whole, as long as nothing was built on it, and may come again."""

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from desktop.errors import Refused
from desktop.models import (
    AuditLine,
    Enrolment,
    ExternalId,
    FamilyClosure,
    Household,
    ImportBatch,
    Likeness,
    Member,
    RecordVersion,
)
from desktop.rules.ids import new_id
from desktop.rules.terms import EnrolmentStatus, Presence, Role
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, undoing
from desktop.services.importing.answers import ImportResult, Outcome, Totals
from desktop.services.importing.batches import batches
from tests import offices
from tests.services.importing.registers import BDT, CHILD, FAMILY, HEAD, KK, WIFE, bdt_row, opensid, other_family, write

VILLAGE = "36.01.01.2001"
WHY = "berkas lama terkirim"


def take(desk: Desk, path: Path) -> ImportResult:
    return accepting.accept(desk, previewing.preview(desk, path, village=VILLAGE)).value


def taken(desk: Desk, path: Path) -> UUID:
    batch = take(desk, path).batch
    assert batch is not None
    return batch


def everything(desk: Desk, model: Any) -> list[Any]:
    with desk.read() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def as_they_are(desk: Desk, model: Any) -> dict[UUID, dict[str, Any]]:
    """All values but the journal's own marks."""
    with desk.read() as session:
        rows = session.execute(select(model.__table__)).mappings().all()
    return {row["id"]: {key: row[key] for key in row if key not in {"version", "change_number"}} for row in rows}


def test_families_it_made_leave_the_lists_and_their_people_are_withdrawn(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    result = undoing.undo(operator, batch, WHY).value
    assert (result.households, result.members, result.restored) == (1, 3, 0)
    assert (result.before, result.after) == (Totals(1, 3), Totals(0, 0))
    (household,) = everything(operator, Household)
    (closure,) = everything(operator, FamilyClosure)
    assert (closure.household_id, closure.kind, closure.reason) == (household.id, "import_undone", WHY)
    assert (closure.on, closure.reopened_on, closure.by) == (operator.today(), None, operator.person.id)
    assert {member.presence for member in everything(operator, Member)} == {Presence.WITHDRAWN}


def test_records_it_changed_go_back_to_what_they_were(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    before = as_they_are(operator, Member), as_they_are(operator, Household)
    changed = [{**HEAD, "alamat": "Jl. Baru 7", "rt": "9"}, {**WIFE, "pekerjaan_id": 9}, CHILD]
    batch = taken(operator, opensid(tmp_path / "b.xlsx", *changed))
    assert as_they_are(operator, Household) != before[1]
    result = undoing.undo(operator, batch, WHY).value
    assert (result.households, result.members, result.restored) == (0, 0, 2)
    assert (as_they_are(operator, Member), as_they_are(operator, Household)) == before


def test_the_history_keeps_all_three_versions(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    batch = taken(operator, opensid(tmp_path / "b.xlsx", *({**row, "alamat": "Jl. Baru"} for row in FAMILY)))
    undoing.undo(operator, batch, WHY)
    with operator.read() as session:
        kept = session.scalars(
            select(RecordVersion).where(RecordVersion.kind == "household").order_by(RecordVersion.version)
        ).all()
    assert [one.version for one in kept] == [1, 2, 3]
    assert [one.batch is None for one in kept] == [False, False, True]
    assert [one.valid_to is None for one in kept] == [False, False, True]
    assert "Jl. Baru" in (kept[1].values or "")
    assert kept[0].values == kept[2].values


def test_a_member_it_added_is_withdrawn_and_the_others_stay(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    batch = taken(operator, opensid(tmp_path / "b.xlsx"))
    undoing.undo(operator, batch, WHY)
    assert {member.name: member.presence for member in everything(operator, Member)} == {
        "SARIP": Presence.LIVING_HERE, "SITI AMINAH": Presence.LIVING_HERE, "AHMAD": Presence.WITHDRAWN,
    }  # fmt: skip
    assert everything(operator, FamilyClosure) == []


def test_taken_again_they_come_back_and_not_twice(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    undoing.undo(operator, taken(operator, path), WHY)
    shown = previewing.preview(operator, path, village=VILLAGE)
    assert (shown.counts.households_back, shown.counts.members_back, shown.counts.households_new) == (1, 3, 0)
    assert (shown.before, shown.after) == (Totals(0, 0), Totals(1, 3))
    assert {row.outcome for row in shown.rows} == {Outcome.CHANGED}
    accepting.accept(operator, shown)
    assert len(everything(operator, Household)) == 1
    assert {member.presence for member in everything(operator, Member)} == {Presence.LIVING_HERE}
    (closure,) = everything(operator, FamilyClosure)
    assert closure.reopened_on == operator.today()
    assert len(everything(operator, Enrolment)) == 1


def test_what_an_import_brought_back_leaves_again_and_the_preview_says_so(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *other_family(1), HEAD, WIFE)
    undoing.undo(operator, taken(operator, path), WHY)
    again = taken(operator, path)
    shown = undoing.preview_undo(operator, again)
    assert (shown.households, shown.members, shown.restored) == (2, 4, 0)
    assert (shown.batch.households_new, shown.batch.households_back, shown.batch.members_back) == (0, 2, 4)
    result = undoing.undo(operator, again, WHY).value
    assert (result.households, result.members, result.restored) == (shown.households, shown.members, shown.restored)
    assert (result.before, result.after) == (Totals(2, 4), Totals(0, 0))


def test_a_member_brought_back_beside_one_that_was_corrected(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    undoing.undo(operator, taken(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE, CHILD)), WHY)
    again = taken(operator, opensid(tmp_path / "c.xlsx", {**HEAD, "tempatlahir": "SERANG"}, WIFE, CHILD))
    shown = undoing.preview_undo(operator, again)
    assert (shown.households, shown.members, shown.restored) == (0, 1, 1)
    result = undoing.undo(operator, again, WHY).value
    assert (result.households, result.members, result.restored) == (0, 1, 1)


def test_undone_taken_and_undone_once_more(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    for _ in range(3):
        undoing.undo(operator, taken(operator, path), WHY)
        shown = previewing.preview(operator, path, village=VILLAGE)
        assert (shown.before, shown.after) == (Totals(0, 0), Totals(1, 3))
    assert len(everything(operator, Household)) == 1
    assert len(everything(operator, Member)) == 3
    assert sum(closure.reopened_on is None for closure in everything(operator, FamilyClosure)) == 1


def test_a_family_told_by_an_id_alone_comes_back_too(operator: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "bdt.xlsx", BDT, [bdt_row("360101000700000001", "JAJANG", "3601010203820002")])
    undoing.undo(operator, taken(operator, path), WHY)
    take(operator, path)
    assert len(everything(operator, Household)) == 1
    assert len(everything(operator, ExternalId)) == 1


def test_an_id_added_to_a_family_that_was_there_says_nothing_any_more(operator: Desk, tmp_path: Path) -> None:
    person = {"Nama ART": "SARIP", "NIK": HEAD["nik"], "jenis kelamin": "1", "No KK": KK}
    path = write(tmp_path / "bdt.xlsx", (*BDT, "No KK"), [bdt_row("360101000700000001", "SARIP") | person])
    take(operator, opensid(tmp_path / "a.xlsx"))
    batch = taken(operator, path)
    assert [one.value for one in everything(operator, ExternalId)] == ["360101000700000001"]
    undoing.undo(operator, batch, WHY)
    assert [one.value for one in everything(operator, ExternalId)] == [""]
    take(operator, path)
    assert [one.value for one in everything(operator, ExternalId)] == ["", "360101000700000001"]


def edit(desk: Desk, model: Any, which: Any = True, **values: Any) -> None:
    with desk.write("test.edit") as unit:
        row = unit.session.scalars(select(model).where(which).order_by(model.id).limit(1)).one()
        for name, value in values.items():
            setattr(row, name, value)


def left(desk: Desk, household: UUID, kind: str) -> FamilyClosure:
    return FamilyClosure(
        household_id=household, kind=kind, on=date(2026, 5, 1), reason="pindah atau ganda", by=desk.person.id
    )


def test_a_later_change_of_one_of_its_records_stands_in_the_way(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    edit(operator, Member, Member.name == "SARIP", name="SARIP BIN JAENUDIN")
    shown = undoing.preview_undo(operator, batch)
    assert not shown.possible
    assert shown.built_counts == {"member": 1}
    (built,) = shown.built
    (household,) = everything(operator, Household)
    assert (built.kind, built.household, built.family, built.village) == (
        "member", household.id, "SITI AMINAH", "Sumberjaya",
    )  # fmt: skip
    with pytest.raises(Refused) as caught:
        undoing.undo(operator, batch, WHY)
    assert caught.value.code == "import.built_on"
    assert (caught.value.values["count"], caught.value.values["families"]) == (1, "SITI AMINAH")
    assert {member.presence for member in everything(operator, Member)} == {Presence.LIVING_HERE}
    assert everything(operator, ImportBatch)[0].undone_at is None


def test_a_step_beyond_candidate_stands_in_the_way(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    (enrolment,) = everything(operator, Enrolment)
    enrolling.move(operator, enrolment.id, enrolling.Move(EnrolmentStatus.NOT_ELIGIBLE, operator.today(), "mampu"))
    assert undoing.preview_undo(operator, batch).built_counts == {"enrolment": 1, "enrolment_step": 1}


def test_what_names_its_families_stands_in_the_way(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    (household,) = everything(operator, Household)
    people = everything(operator, Member)
    with operator.write("test.more") as unit:
        unit.session.add(ExternalId(
            kind="member", record_id=people[0].id, source="pkh", value="1", seen_on=date(2019, 1, 1)))  # fmt: skip
        unit.session.add(left(operator, household.id, "moved_out"))
    shown = undoing.preview_undo(operator, batch)
    assert shown.built_counts == {"external_id": 1, "family_closure": 1}
    assert {built.household for built in shown.built} == {household.id}


def test_people_found_alike_stand_in_the_way_once_somebody_decided(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    one, other, _ = everything(operator, Member)
    pair = Likeness(id=new_id(), one_id=one.id, other_id=other.id, rule="likely", score=60, evidence="{}",
                    found_at=operator.now())  # fmt: skip
    with operator.write("test.alike") as unit:
        unit.session.add(pair)
    assert undoing.preview_undo(operator, batch).possible
    edit(operator, Likeness, decision="different", reason="beda orang")
    assert undoing.preview_undo(operator, batch).built_counts == {"likeness": 2}


def test_a_later_import_that_changed_them_stands_in_the_way_until_it_is_undone(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    second = taken(operator, opensid(tmp_path / "b.xlsx", *({**row, "alamat": "Jl. Baru"} for row in FAMILY)))
    assert undoing.preview_undo(operator, first).built_counts == {"household": 1}
    undoing.undo(operator, second, WHY)
    assert undoing.preview_undo(operator, first).possible
    assert undoing.undo(operator, first, WHY).value.after == Totals(0, 0)


def test_other_families_are_left_alone(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    kept = as_they_are(operator, Household), as_they_are(operator, Member)
    batch = taken(operator, opensid(tmp_path / "b.xlsx", *other_family(1), *other_family(2)))
    undoing.undo(operator, batch, WHY)
    households, members = as_they_are(operator, Household), as_they_are(operator, Member)
    assert {key: households[key] for key in kept[0]} == kept[0]
    assert {key: members[key] for key in kept[1]} == kept[1]
    assert len(everything(operator, FamilyClosure)) == 2


def test_it_is_undone_once(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    undoing.undo(operator, batch, WHY)
    assert not undoing.preview_undo(operator, batch).possible
    with pytest.raises(Refused) as caught:
        undoing.undo(operator, batch, WHY)
    assert caught.value.code == "import.undone_already"


@pytest.mark.parametrize("reason", ["", "  ", "a"])
def test_it_wants_a_reason(operator: Desk, tmp_path: Path, reason: str) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    with pytest.raises(Refused) as caught:
        undoing.undo(operator, batch, reason)
    assert caught.value.code == "import.reason_missing"


def test_an_import_nobody_made(operator: Desk) -> None:
    for call in (lambda: undoing.preview_undo(operator, new_id()), lambda: undoing.undo(operator, new_id(), WHY)):
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.code == "import.no_batch"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_undoes_and_everybody_may_look(operator: Desk, tmp_path: Path, role: Role) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    other = offices.same_office_as(operator, role)
    assert undoing.preview_undo(other, batch).households == 1
    with pytest.raises(Refused) as caught:
        undoing.undo(other, batch, WHY)
    assert caught.value.code == "role.not_allowed"


def test_values_that_were_destroyed_cannot_come_back(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    batch = taken(operator, opensid(tmp_path / "b.xlsx", *({**row, "alamat": "Jl. Baru"} for row in FAMILY)))
    with operator.write("test.destroyed") as unit:
        unit.connection.execute(
            update(RecordVersion)
            .where(RecordVersion.kind == "household", RecordVersion.version == 1)
            .values(values=None, salt=None)
        )
    with pytest.raises(Refused) as caught:
        undoing.undo(operator, batch, WHY)
    assert (caught.value.code, caught.value.values["count"]) == ("import.values_destroyed", 1)
    assert everything(operator, Household)[0].address == "Jl. Baru"


def test_the_list_of_imports_says_what_became_of_each(operator: Desk, tmp_path: Path) -> None:
    assert batches(operator) == []
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    second = taken(operator, opensid(tmp_path / "b.xlsx", *other_family(1)))
    undoing.undo(operator, second, WHY)
    newest, oldest = batches(offices.same_office_as(operator, Role.AUDITOR))
    assert (newest.id, newest.file_name, newest.layout, newest.undone) == (second, "b.xlsx", "opensid", True)
    assert (newest.by, newest.undone_by, newest.undone_for) == ("Si Operator", "Si Operator", WHY)
    assert (oldest.id, oldest.households_new, oldest.members_new, oldest.rows) == (first, 1, 3, 3)
    assert (oldest.undone_at, oldest.undone_by, oldest.undone_for) == (None, "", "")
    assert len(batches(operator, limit=1)) == 1


def test_the_log_says_who_undid_what_and_the_import_why(operator: Desk, tmp_path: Path) -> None:
    batch = taken(operator, opensid(tmp_path / "a.xlsx"))
    undoing.undo(operator, batch, WHY)
    with operator.read() as session:
        line = session.scalars(select(AuditLine).where(AuditLine.kind == "import_batch").order_by(AuditLine.seq)).all()[
            -1
        ]
    assert (line.action, line.record) == ("import.undo", str(batch))
    assert '"before"' in (line.detail or "")
    with operator.read() as session:
        assert not [one for one in session.scalars(select(AuditLine.detail)) if WHY in (one or "")]
    assert batches(operator)[0].undone_for == WHY


def test_a_person_withdrawn_by_hand_stays_withdrawn(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx", *({**row, "status_dasar": 1} for row in FAMILY))
    take(operator, path)
    edit(operator, Member, Member.name == "SARIP", presence=Presence.WITHDRAWN.value)
    shown = previewing.preview(operator, path, village=VILLAGE)
    first = shown.rows[0]
    assert (first.outcome, [problem.code for problem in first.problems]) == (Outcome.SAME, ["import.withdrawn"])
    assert shown.counts.nothing_to_do


def test_a_family_that_left_for_another_reason_is_not_brought_back_by_a_file(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    take(operator, path)
    (household,) = everything(operator, Household)
    with operator.write("test.moved") as unit:
        unit.session.add(left(operator, household.id, "moved_out"))
    shown = previewing.preview(operator, path, village=VILLAGE)
    assert {row.outcome for row in shown.rows} == {Outcome.REFUSED}
    assert {problem.code for row in shown.rows for problem in row.problems} == {"import.family_left"}
    assert shown.before == Totals(0, 0)


def test_of_two_families_with_one_card_the_one_in_the_lists_is_meant(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    take(operator, path)
    take(operator, opensid(tmp_path / "b.xlsx", *other_family(1)))
    with operator.write("test.twin") as unit:
        for household in unit.session.scalars(select(Household)):
            household.no_kk = KK
    assert outcomes(operator, path) == {Outcome.AMBIGUOUS}
    (stranger,) = {one.household_id for one in everything(operator, Member) if one.name.startswith("ORANG")}
    with operator.write("test.double") as unit:
        unit.session.add(left(operator, stranger, "double"))
    assert outcomes(operator, path) == {Outcome.SAME}


def outcomes(desk: Desk, path: Path) -> set[Outcome]:
    return {row.outcome for row in previewing.preview(desk, path, village=VILLAGE).rows}

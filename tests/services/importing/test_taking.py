"""A register is checked, shown row by row, and taken in once: then the same file changes nothing."""

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, Household, ImportBatch, Member, RecordVersion
from desktop.rules.terms import EnrolmentStatus, Relation
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.importing.answers import ImportResult, Outcome, Totals
from desktop.services.importing.previewing import ImportPreview
from tests.services.importing.registers import CHILD, HEAD, KK, WIFE, opensid

VILLAGE = "36.01.01.2001"


def take(desk: Desk, path: Path, village: str | None = VILLAGE) -> ImportResult:
    return accepting.accept(desk, previewing.preview(desk, path, village=village)).value


def by_outcome(shown: ImportPreview) -> dict[int, Outcome]:
    return {row.row: row.outcome for row in shown.rows}


def test_a_preview_saves_nothing(operator: Desk, tmp_path: Path) -> None:
    shown = previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village=VILLAGE)
    assert (shown.file.layout, shown.file.name) == ("opensid", "a.xlsx")
    assert (shown.counts.new, shown.counts.households_new, shown.counts.members_new) == (3, 1, 3)
    assert (shown.before, shown.after) == (Totals(0, 0), Totals(1, 3))
    assert finding.total(operator) == 0


def test_accepted_families_are_candidates_without_a_card(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    with operator.read() as session:
        household = session.scalars(select(Household)).one()
        enrolment = session.scalars(select(Enrolment)).one()
        step = session.scalars(select(EnrolmentStep)).one()
    assert (household.no_kk, household.village_code, household.address) == (KK, VILLAGE, "Kp. Cikole")
    assert household.registered_by == operator.person.id
    assert (enrolment.household_id, enrolment.status, enrolment.card_number) == (household.id, "candidate", None)
    assert (step.enrolment_id, step.status, step.paper) == (enrolment.id, EnrolmentStatus.CANDIDATE, "a.xlsx")


def test_the_wife_is_proposed_as_caretaker_and_marked_as_derived(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    with operator.read() as session:
        household = session.scalars(select(Household)).one()
        wife = session.scalars(select(Member).where(Member.relation == Relation.SPOUSE)).one()
    assert (household.caretaker_id, household.caretaker_derived) == (wife.id, True)


def test_taken_families_are_found(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    (row,) = finding.find(operator, "aminah").rows
    assert (row.caretaker_name, row.village, row.members, row.status) == ("SITI AMINAH", "Sumberjaya", 3, "candidate")


def test_the_batch_keeps_the_file_and_every_version_names_it(operator: Desk, tmp_path: Path) -> None:
    result = take(operator, opensid(tmp_path / "a.xlsx"))
    with operator.read() as session:
        batch = session.scalars(select(ImportBatch)).one()
        versions = session.scalars(select(RecordVersion).where(RecordVersion.batch == str(batch.id))).all()
    assert isinstance(result.batch, UUID)
    assert (batch.id, batch.sha256.hex(), batch.layout) == (result.batch, result.file.sha256, "opensid")
    assert {version.kind for version in versions} == {"household", "member", "enrolment", "enrolment_step"}
    assert len(versions) == 1 + 3 + 1 + 1


def test_the_same_file_twice_changes_nothing(operator: Desk, tmp_path: Path) -> None:
    path = opensid(tmp_path / "a.xlsx")
    take(operator, path)
    shown = previewing.preview(operator, path, village=VILLAGE)
    assert set(by_outcome(shown).values()) == {Outcome.SAME}
    answer = accepting.accept(operator, shown)
    assert (answer.value.batch, answer.value.counts.taken, answer.changes.kinds) == (None, 3, frozenset())
    with operator.read() as session:
        assert len(session.scalars(select(ImportBatch)).all()) == 1


def test_a_changed_file_shows_what_differs_and_changes_that(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    moved = [{**row, "alamat": "Kp. Baru"} for row in (HEAD, {**WIFE, "tempatlahir": "LABUAN"}, CHILD)]
    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *moved), village=VILLAGE)
    told = {(row.row, each.field): (each.old, each.new) for row in shown.rows for each in row.differences}
    assert told[2, "address"] == ("Kp. Cikole", "Kp. Baru")
    assert by_outcome(shown) == {2: Outcome.CHANGED, 3: Outcome.CHANGED, 4: Outcome.SAME}
    accepting.accept(operator, shown)
    with operator.read() as session:
        household = session.scalars(select(Household)).one()
        assert (household.address, sum(map(int, household.version.split(": ")[1][:-1]))) == ("Kp. Baru", 2)


def test_empty_cells_never_erase(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    bare = [{"no_kk": KK, "nama": row["nama"], "nik": row["nik"]} for row in (HEAD, WIFE, CHILD)]
    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *bare))
    assert set(by_outcome(shown).values()) == {Outcome.SAME}


def test_members_absent_from_a_file_stay(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx"))
    result = take(operator, opensid(tmp_path / "b.xlsx", {**HEAD, "alamat": "Kp. Baru"}))
    assert (result.before, result.after) == (Totals(1, 3), Totals(1, 3))


def test_a_new_member_joins_the_family_that_is_there(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, CHILD))
    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx"), village=VILLAGE)
    assert by_outcome(shown)[3] == Outcome.NEW
    result = accepting.accept(operator, shown).value
    assert result.after == Totals(1, 3)
    with operator.read() as session:
        members = session.scalars(select(Member).order_by(Member.position)).all()
        household = session.scalars(select(Household)).one()
    assert [member.name for member in members] == ["SARIP", "AHMAD", "SITI AMINAH"]
    assert household.caretaker_id == members[2].id, "a proposal follows the members that come in"


def test_an_unknown_village_is_refused(operator: Desk, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        previewing.preview(operator, opensid(tmp_path / "a.xlsx"), village="36.01.01.9999")
    assert refused.value.code == "import.unknown_village"


@pytest.mark.parametrize("who", ["supervisor", "auditor", "administrator"])
def test_only_the_operator_takes_in(who: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    desk: Desk = request.getfixturevalue(who)
    with pytest.raises(Refused) as refused:
        previewing.preview(desk, opensid(tmp_path / "a.xlsx"))
    assert refused.value.code == "role.not_allowed"

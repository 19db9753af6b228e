"""What a later import did and took back is nothing built on an earlier one; what a person did is."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desktop import paths
from desktop.errors import Refused
from desktop.models import (
    Enrolment,
    EnrolmentStep,
    ExternalId,
    FamilyClosure,
    Household,
    Housing,
    Member,
    RecordVersion,
)
from desktop.rules.dates import long_date
from desktop.rules.terms import Presence
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, undoing
from desktop.services.importing.answers import Totals
from desktop.services.importing.taken_back import standing
from desktop.wording import load
from tests.services.importing.registers import BDT, CHILD, FAMILY, HEAD, KK, WIFE, bdt_row, opensid, other_family, write
from tests.services.importing.test_undoing import WHY, edit, everything, taken

VILLAGE = "36.01.01.2001"
MOVED = [{**row, "alamat": "Jl. Baru 7"} for row in FAMILY]
SEVERAL = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def survey(path: Path) -> Path:
    """A file of another register that knows the family by its card: an id, and how it lives."""
    row = bdt_row("360101000700000001", "SARIP") | {
        "Nama ART": "SARIP", "NIK": HEAD["nik"], "jenis kelamin": "1", "No KK": KK, "Luas lantai": "42",
    }  # fmt: skip
    return write(path, (*BDT, "No KK", "Luas lantai"), [row])


def possible(desk: Desk, batch: UUID) -> bool:
    return undoing.preview_undo(desk, batch).possible


def test_a_member_that_a_later_import_added_and_took_back(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    second = taken(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE, CHILD))
    assert undoing.preview_undo(operator, first).built_counts == {"member": 1}
    undoing.undo(operator, second, WHY)
    assert undoing.undo(operator, first, WHY).value.after == Totals(0, 0)
    assert {member.presence for member in everything(operator, Member)} == {Presence.WITHDRAWN}


def test_facts_that_a_later_import_said_and_took_back(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    second = taken(operator, survey(tmp_path / "b.xlsx"))
    assert set(undoing.preview_undo(operator, first).built_counts) >= {"external_id", "housing"}
    undoing.undo(operator, second, WHY)
    assert possible(operator, first)


def test_taken_back_and_brought_again_it_stands(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    path = opensid(tmp_path / "b.xlsx", HEAD, WIFE, CHILD)
    undoing.undo(operator, taken(operator, path), WHY)
    again = taken(operator, path)
    assert undoing.preview_undo(operator, first).built_counts == {"member": 1}
    undoing.undo(operator, again, WHY)
    assert possible(operator, first)


@pytest.mark.parametrize("when", ["before", "between", "after"])
def test_what_a_person_changed_stands_whatever_was_taken_back(operator: Desk, tmp_path: Path, when: str) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    path = opensid(tmp_path / "b.xlsx", *MOVED)
    if when == "before":
        edit(operator, Household, phone="081200000001")
    second = taken(operator, path)
    if when == "between":
        edit(operator, Member, Member.name == "SARIP", birth_place="SERANG")
    undoing.undo(operator, second, WHY)
    if when == "after":
        edit(operator, Household, phone="081200000001")
    assert undoing.preview_undo(operator, first).built_counts == {"member" if when == "between" else "household": 1}


def test_a_member_taken_back_and_then_corrected_by_hand_stands(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    second = taken(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE, CHILD))
    undoing.undo(operator, second, WHY)
    edit(operator, Member, Member.name == "AHMAD", presence=Presence.LIVING_HERE.value)
    assert undoing.preview_undo(operator, first).built_counts == {"member": 1}


def refused(desk: Desk, batch: UUID) -> Refused:
    with pytest.raises(Refused) as caught:
        undoing.undo(desk, batch, WHY)
    shown = undoing.preview_undo(desk, batch)
    before = undoing.refusal(desk, shown.batch, shown.ground)
    assert before is not None
    assert (before.code, before.values) == (caught.value.code, caught.value.values), "the window says it before"
    return caught.value


def test_imports_that_stand_on_it_are_named_and_undone_in_that_order(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    taken(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE, CHILD))
    taken(operator, opensid(tmp_path / "c.xlsx", *MOVED))
    why = refused(operator, first)
    today = long_date(operator.today())
    assert (why.code, why.values["imports"]) == ("import.later_first", f"c.xlsx ({today}), b.xlsx ({today})")
    sentence = load(paths.resources() / "locale", "en").refusal(why)
    assert sentence.startswith(f"The import of a.xlsx of {today} cannot be undone yet")
    for later in undoing.preview_undo(operator, first).ground.later:
        undoing.undo(operator, later.id, WHY)
    assert possible(operator, first)


def test_where_people_worked_on_it_too_no_import_is_undone_first(operator: Desk, tmp_path: Path) -> None:
    """It would not help: what they did would still stand in the way."""
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    taken(operator, opensid(tmp_path / "b.xlsx", *MOVED))
    edit(operator, Member, Member.name == "SARIP", birth_place="SERANG")
    why = refused(operator, first)
    assert (why.code, why.values["families"], why.values["on"]) == (
        "import.built_on", "SITI AMINAH", long_date(operator.today())
    )  # fmt: skip


def test_it_is_told_version_by_version(operator: Desk, tmp_path: Path) -> None:
    first = taken(operator, opensid(tmp_path / "a.xlsx"))
    (household,) = everything(operator, Household)
    second = taken(operator, opensid(tmp_path / "b.xlsx", *MOVED))
    with operator.read() as session:
        assert standing(session, "household", {household.id: 1}) == {household.id: {str(second)}}
        assert standing(session, "household", {household.id: 2}) == {}
        assert standing(session, "household", {}) == {}
    undoing.undo(operator, second, WHY)
    with operator.read() as session:
        assert standing(session, "household", {household.id: 1}) == {}
        # The version of the import that was not undone counts.
        assert standing(session, "household", {household.id: 0}) == {household.id: {str(first)}}
    edit(operator, Household, phone="081200000001")
    with operator.read() as session:
        assert standing(session, "household", {household.id: 0}) == {household.id: {str(first), None}}


def emptied(desk: Desk) -> None:
    """Only here, and past the journal: so that each example begins with an office without families."""
    with desk.office.alone() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        for table in (FamilyClosure, EnrolmentStep, Enrolment, ExternalId, Housing, Member, Household):
            driver.execute(str(delete(table)))
        driver.execute("PRAGMA foreign_keys = ON")


def picture(desk: Desk) -> dict[str, Any]:
    """What the lists say: each family in them with its address, its people, its ids and its housing."""
    gone = {row.household_id for row in everything(desk, FamilyClosure) if row.reopened_on is None}
    found: dict[UUID, list[object]] = {
        row.id: [row.no_kk, row.address] for row in everything(desk, Household) if row.id not in gone
    }
    for row in everything(desk, Member):
        if row.presence != Presence.WITHDRAWN and row.household_id in found:
            found[row.household_id].append(row.name)
    said: list[tuple[UUID, str]] = [(row.record_id, row.value) for row in everything(desk, ExternalId) if row.value]
    said += [(row.household_id, row.answers) for row in everything(desk, Housing) if row.answers != "{}"]
    for household, what in said:
        if household in found:
            found[household].append(what)
    return {str(values[0]): sorted(map(str, values)) for values in found.values()}


def files(folder: Path) -> Sequence[Path]:
    """Files that overlap: some bring, some change, one adds a member, one says more of a family."""
    one, two = other_family(1), other_family(2)
    return (
        opensid(folder / "0.xlsx", HEAD, WIFE, *one),
        opensid(folder / "1.xlsx", *MOVED, *two),
        opensid(folder / "2.xlsx", *({**row, "alamat": "Jl. Lama 1"} for row in (*one, *two))),
        survey(folder / "3.xlsx"),
    )


def history_is_whole(desk: Desk) -> bool:
    """Versions of every record are numbered without a gap, and the last alone is not over."""
    with desk.read() as session:
        rows = session.execute(
            select(RecordVersion.kind, RecordVersion.record, RecordVersion.version, RecordVersion.valid_to)
        ).all()
    of: dict[tuple[str, str], list[tuple[int, bool]]] = defaultdict(list)
    for row in rows:
        of[row.kind, row.record].append((row.version, row.valid_to is None))
    return all(
        sorted(versions) == [(number, number == len(versions)) for number in range(1, len(versions) + 1)]
        for versions in of.values()
    )


@SEVERAL
@given(st.lists(st.tuples(st.sampled_from(["take", "take", "undo"]), st.integers(0, 3)), min_size=2, max_size=9))
def test_any_sequence_goes_back_to_where_it_began(operator: Desk, tmp_path: Path, steps: list[tuple[str, int]]) -> None:
    """The newest import that stands can always be undone and brings back what was before, whatever else was undone."""
    emptied(operator)
    paths = files(tmp_path)
    standing_now: list[
        tuple[UUID, dict[str, Any] | None]
    ] = []  # with the picture before, while nothing older was undone
    for what, number in steps:
        if what == "take":
            before = picture(operator)
            shown = previewing.preview(operator, paths[number], village=VILLAGE)
            result = accepting.accept(operator, shown).value
            standing_now += [(result.batch, before)] if result.batch else []
        elif standing_now:
            at = number % len(standing_now)
            if possible(operator, standing_now[at][0]):
                batch, _ = standing_now.pop(at)
                undoing.undo(operator, batch, WHY)
                standing_now[at:] = [(later, None) for later, _ in standing_now[at:]]
    while standing_now:
        batch, earlier = standing_now.pop()
        assert undoing.preview_undo(operator, batch).built_counts == {}
        undone = undoing.undo(operator, batch, WHY).value
        seen = picture(operator)
        assert earlier is None or seen == earlier
        assert undone.after.households == len(seen)
    assert picture(operator) == {}
    assert history_is_whole(operator)

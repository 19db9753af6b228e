"""Whatever the order of its rows, and in however many pieces, a register makes the same families once."""

import random
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from desktop.errors import Refused
from desktop.models import Enrolment, EnrolmentStep, ExternalId, FamilyClosure, Household, Member
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing, undoing
from desktop.services.importing.answers import Totals
from desktop.services.importing.known import totals
from tests.services.importing.registers import BDT, FAMILY, bdt_row, opensid, other_family, write

VILLAGE = "36.01.01.2001"
FAMILIES = [[*FAMILY], *(other_family(number, 1 + number % 3) for number in range(1, 7))]
ROWS = [row for family in FAMILIES for row in family]
SEVERAL = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def take(desk: Desk, path: Path) -> Totals:
    return accepting.accept(desk, previewing.preview(desk, path, village=VILLAGE)).value.after


def there(desk: Desk) -> dict[str, tuple[Any, ...]]:
    """Each family by its No KK: its address, its caretaker and its people, whatever ids they have."""
    with desk.read() as session:
        households = session.scalars(select(Household)).all()
        members = session.scalars(select(Member)).all()
    names = {member.id: member.name for member in members}
    return {
        household.no_kk or "": (
            household.address,
            household.village_code,
            names.get(household.caretaker_id) if household.caretaker_id else None,
            frozenset(
                (member.name, member.nik, member.birth_date, member.sex, member.relation)
                for member in members
                if member.household_id == household.id
            ),
        )
        for household in households
    }


def counted(desk: Desk) -> Totals:
    with desk.read() as session:
        return totals(session)


def emptied(desk: Desk) -> None:
    """Only here, and past the journal: so that each example begins with an office without families."""
    with desk.office.alone() as driver:
        driver.execute("PRAGMA foreign_keys = OFF")
        for table in (FamilyClosure, EnrolmentStep, Enrolment, ExternalId, Member, Household):
            driver.execute(str(delete(table)))
        driver.execute("PRAGMA foreign_keys = ON")


@SEVERAL
@given(st.randoms(use_true_random=False))
def test_any_order_of_rows_makes_the_same_families(operator: Desk, tmp_path: Path, chance: random.Random) -> None:
    emptied(operator)
    take(operator, opensid(tmp_path / "a.xlsx", *ROWS))
    expected = there(operator)
    assert len(expected) == len(FAMILIES)
    emptied(operator)
    rows = chance.sample(ROWS, len(ROWS))
    assert take(operator, opensid(tmp_path / "b.xlsx", *rows)) == Totals(len(FAMILIES), len(ROWS))
    assert there(operator) == expected


@SEVERAL
@given(st.randoms(use_true_random=False))
def test_a_register_in_pieces_is_the_register(operator: Desk, tmp_path: Path, chance: random.Random) -> None:
    """Also where a family is cut in two: the later piece joins the family that is there."""
    emptied(operator)
    take(operator, opensid(tmp_path / "whole.xlsx", *ROWS))
    expected = there(operator)
    emptied(operator)
    cut = chance.randint(1, len(ROWS) - 1)
    take(operator, opensid(tmp_path / "first.xlsx", *ROWS[:cut]))
    assert take(operator, opensid(tmp_path / "second.xlsx", *ROWS[cut:])) == Totals(len(FAMILIES), len(ROWS))
    found = there(operator)
    assert {key: family[3] for key, family in found.items()} == {key: family[3] for key, family in expected.items()}
    assert {key: family[2] for key, family in found.items()} == {key: family[2] for key, family in expected.items()}


@SEVERAL
@given(st.randoms(use_true_random=False), st.data())
def test_any_part_of_what_is_there_changes_nothing(
    operator: Desk, tmp_path: Path, chance: random.Random, data: st.DataObject
) -> None:
    """Some of the rows, in any order, with some of their cells emptied: nothing is removed and nothing erased."""
    take(operator, opensid(tmp_path / "a.xlsx", *ROWS))
    before = there(operator)
    said = data.draw(st.sets(st.sampled_from(["alamat", "dusun", "rt", "rw", "status_kawin", "kk_level", "sex"])))
    some = chance.sample(ROWS, chance.randint(1, len(ROWS)))
    rows = [{**row, **dict.fromkeys(said, "")} for row in some]
    shown = previewing.preview(operator, opensid(tmp_path / "b.xlsx", *rows), village=VILLAGE)
    assert shown.counts.nothing_to_do
    assert shown.after == shown.before == Totals(len(FAMILIES), len(ROWS))
    accepting.accept(operator, shown)
    assert there(operator) == before


@SEVERAL
@given(st.permutations(range(5)))
def test_families_of_a_register_with_ids_too(operator: Desk, tmp_path: Path, order: list[int]) -> None:
    rows = [
        bdt_row("A", "JAJANG"), bdt_row("A", "ENENG", HubKRT="2"), bdt_row("B", "UDIN"),
        bdt_row("B", "NENG", HubKRT="3"), bdt_row("C", "MAMAN"),
    ]  # fmt: skip
    path = write(tmp_path / "a.xlsx", BDT, [rows[place] for place in order])
    assert take(operator, path) == Totals(3, 5)
    with operator.read() as session:
        ids = session.scalars(select(ExternalId.value).order_by(ExternalId.value)).all()
    assert ids == ["A", "B", "C"]


@SEVERAL
@given(st.lists(st.tuples(st.sampled_from(["take", "undo"]), st.integers(0, 3)), min_size=1, max_size=7))
def test_imports_taken_and_undone_in_any_order_leave_the_figures_true(
    operator: Desk, tmp_path: Path, steps: list[tuple[str, int]]
) -> None:
    """Four files that overlap: what the office counts is always what stands in the files not undone, and no more."""
    emptied(operator)
    pieces = [FAMILIES[:2], FAMILIES[1:4], [FAMILIES[0][:1], FAMILIES[5]], FAMILIES[3:7]]
    paths = [
        opensid(tmp_path / f"{number}.xlsx", *(row for family in piece for row in family))
        for number, piece in enumerate(pieces)
    ]
    standing: list[tuple[int, UUID]] = []
    for what, number in steps:
        if what == "take":
            result = accepting.accept(operator, previewing.preview(operator, paths[number], village=VILLAGE)).value
            standing += [(number, result.batch)] if result.batch else []
            assert result.after == counted(operator)
        elif standing:
            at, batch = standing[number % len(standing)]
            before = counted(operator)
            if undoing.preview_undo(operator, batch).possible:
                undone = undoing.undo(operator, batch, "berkas salah kirim").value
                assert (undone.before, undone.after) == (before, counted(operator))
                standing.remove((at, batch))
            else:
                with pytest.raises(Refused):
                    undoing.undo(operator, batch, "berkas salah kirim")
                assert counted(operator) == before
    with operator.read() as session:
        cards = session.scalars(select(Household.no_kk)).all()
        people = session.execute(select(Member.nik, Member.household_id)).all()
    assert len(cards) == len(set(cards))
    assert len(people) == len(set(people))

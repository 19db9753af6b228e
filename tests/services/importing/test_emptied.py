"""Facts that an undone import had added to a family that stays are in the history, and nowhere else."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from desktop.models import ExternalId, Household, Housing, OtherAid, RecordVersion
from desktop.rules.ids import new_id
from desktop.rules.terms import Presence
from desktop.services import judging
from desktop.services.desk import Desk
from desktop.services.families import detail, saving
from desktop.services.families.detail import FamilyDetail
from desktop.services.families.fields import FamilyFields
from desktop.services.families.listed import Asked
from desktop.services.families.living import FamilyLiving, HousingState, PersonLiving
from desktop.services.importing import undoing
from desktop.services.official_lists import together
from desktop.services.rosters import register
from desktop.sheets.template import TEMPLATE
from tests.services.importing.test_undoing import WHY, everything, take, taken
from tests.shelf import files

ASKED = date(2022, 10, 20)  # the day of the survey


@pytest.fixture
def survey(operator: Desk, tmp_path: Path) -> UUID:
    """A survey of a family that another file had brought."""
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    return taken(operator, files.regsosek(tmp_path / "regsosek.xlsx"))


def family(desk: Desk) -> UUID:
    with desk.read() as session:
        return session.scalars(select(Household.id).where(Household.no_kk == files.KK)).one()


def opened(desk: Desk) -> FamilyDetail:
    return detail.open_family(desk, family(desk))


def test_the_family_says_nothing_of_them(operator: Desk, survey: UUID) -> None:
    before = opened(operator)
    assert before.housings
    assert before.fields.living is not None
    assert before.fields.living.aids
    undoing.undo(operator, survey, WHY)
    after = opened(operator)
    assert (after.housings, after.ids) == ((), ())
    assert after.fields.living is None or after.fields.living == FamilyLiving()
    here = [member for member in after.fields.members if member.presence is not Presence.WITHDRAWN]
    assert len(here) < len(after.fields.members)  # whom the survey alone had named waits for a return
    assert all(member.living in (None, PersonLiving()) for member in here)


def test_the_history_still_has_them(operator: Desk, survey: UUID) -> None:
    (housing,) = everything(operator, Housing)
    undoing.undo(operator, survey, WHY)
    with operator.read() as session:
        kept = session.scalars(
            select(RecordVersion.values)
            .where(RecordVersion.kind == "housing", RecordVersion.record == str(housing.id))
            .order_by(RecordVersion.version)
        ).all()
    said = [json.loads(json.loads(values or "{}")["answers"]) for values in kept]
    assert said[0]["wall"] == "2"
    assert said[-1] == {}


def test_saving_the_family_as_it_was_opened_writes_nothing(operator: Desk, survey: UUID) -> None:
    undoing.undo(operator, survey, WHY)
    shown = opened(operator)

    def versions() -> int:
        with operator.read() as session:
            return session.scalar(select(func.count()).select_from(RecordVersion)) or 0

    before = versions()
    saving.save(operator, shown.id, shown.stamp, shown.fields, "as it was")
    assert versions() == before


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_an_aid_taken_back_ran_on_no_day(operator: Desk, survey: UUID, days: int) -> None:
    """Also not on the day it was said to have begun."""
    begins = {aid.aid: aid.valid_from for aid in everything(operator, OtherAid) if aid.household_id == family(operator)}
    assert begins
    undoing.undo(operator, survey, WHY)
    for first in set(begins.values()):
        day = first + timedelta(days=days)
        with operator.read() as session:
            assert judging.aids_of_families(session.connection(), [family(operator)], "jamsosratu", day) == {}
            held = dict(together.held_by_family(session, day))
        assert begins.keys().isdisjoint(held.get(family(operator), frozenset()))


def test_what_was_found_before_shows_again(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    shown = opened(operator)
    typed = FamilyLiving(housing=HousingState(date(2019, 2, 1), {"floor": "earth"}))
    saving.save(operator, shown.id, shown.stamp, _with(shown, typed))
    survey = taken(operator, files.regsosek(tmp_path / "regsosek.xlsx"))
    assert [state.on for state in opened(operator).housings] == [ASKED, date(2019, 2, 1)]
    undoing.undo(operator, survey, WHY)
    living = opened(operator).fields.living
    assert living is not None
    assert living.housing == HousingState(date(2019, 2, 1), {"floor": "earth"})


def test_answers_emptied_by_hand_are_gone_too(operator: Desk, tmp_path: Path) -> None:
    """Whatever day the form says: there is no state in which nothing was found."""
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    shown = opened(operator)
    typed = FamilyLiving(housing=HousingState(date(2019, 2, 1), {"floor": "earth"}))
    first = saving.save(operator, shown.id, shown.stamp, _with(shown, typed)).value
    emptied = FamilyLiving(housing=HousingState(date(2020, 5, 5)))
    second = saving.save(operator, shown.id, first.stamp, _with(first, emptied)).value
    assert second.housings == ()
    (row,) = everything(operator, Housing)
    assert (row.on, row.answers) == (date(2019, 2, 1), "{}")


def test_the_register_calls_a_family_by_its_own_id_and_by_no_code_taken_back(operator: Desk, tmp_path: Path) -> None:
    take(operator, files.opendk(tmp_path / "opendk.xlsx"))
    home = family(operator)
    with operator.write("test.code") as unit:
        unit.session.add(ExternalId(id=new_id(), kind="household", record_id=home, source=TEMPLATE, value="",
                                    seen_on=ASKED))  # fmt: skip
    register.to_workbook(operator, Asked(), tmp_path / "register.xlsx")
    sheet = load_workbook(tmp_path / "register.xlsx").active
    assert sheet is not None
    first, *rows = sheet.iter_rows(values_only=True)
    called = {row[first.index("Kode Keluarga")] for row in rows if row[first.index("Nomor KK")] == files.KK}
    assert called == {str(home)}


def _with(shown: FamilyDetail, living: FamilyLiving) -> FamilyFields:
    return replace(shown.fields, living=living)

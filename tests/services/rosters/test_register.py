"""The register as a workbook: everybody with every field, and taken in again it changes nothing."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import func, select

from desktop.errors import Refused
from desktop.models import AuditLine, Household, Member
from desktop.rules.terms import Marital, Presence, Relation, Schooling, Sex
from desktop.services.desk import Desk
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.importing import previewing
from desktop.services.rosters import register
from tests import families, offices


def rows(path: Path) -> list[dict[str, Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    head, *body = list(sheet.iter_rows(values_only=True))
    return [dict(zip(map(str, head), row, strict=True)) for row in body]


def write(desk: Desk, folder: Path, asked: Asked = Asked()) -> Path:  # noqa: B008 - frozen
    path = folder / "register.xlsx"
    register.to_workbook(desk, asked, path)
    return path


def test_everybody_is_in_it_with_whole_numbers_as_text(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 7)
    path = tmp_path / "register.xlsx"
    assert register.to_workbook(operator, Asked(), path) == 14
    with operator.read() as session:
        niks = session.scalars(select(Member.nik)).all()
    assert sorted(str(row["NIK"]) for row in rows(path)) == sorted(map(str, niks))
    sheet = load_workbook(path).active
    assert sheet is not None
    assert {cell.number_format for line in sheet.iter_rows(min_row=2) for cell in line if cell.value} == {"@"}


def test_taken_in_again_it_is_all_the_same(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 9)
    preview = previewing.preview(operator, write(operator, tmp_path))
    assert preview.file.layout == "ejsika"
    assert (preview.counts.same, preview.counts.new, preview.counts.changed, preview.counts.refused) == (18, 0, 0, 0)


def test_a_cell_that_was_changed_comes_back_as_a_change(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    path = write(operator, tmp_path)
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = next(cell.column for cell in sheet[1] if cell.value == "Nomor HP")
    for line in (2, 3):
        sheet.cell(line, column, "081200000001")
    book.save(path)
    preview = previewing.preview(operator, path)
    assert preview.counts.households_changed == 1
    assert preview.counts.new == 0


def test_what_was_derived_from_a_number_is_not_said_as_a_fact(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 1)
    with operator.write("test.derive") as unit:
        for member in unit.session.scalars(select(Member)):
            member.sex_derived = member.birth_date_derived = True
    assert {(row["Jenis Kelamin"], row["Tanggal Lahir"]) for row in rows(write(operator, tmp_path))} == {(None, None)}


def test_who_was_entered_by_mistake_is_left_out(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 2)
    with operator.write("test.withdraw") as unit:
        child = unit.session.scalars(select(Member).where(Member.relation == Relation.CHILD)).first()
        assert child is not None
        child.presence = Presence.WITHDRAWN
    assert len(rows(write(operator, tmp_path))) == 3


def test_a_family_without_a_place_says_what_was_written(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 1, village_code=None, area_as_written="DESA ENTAH")
    (first, _) = rows(write(operator, tmp_path))
    assert (first["Desa/Kelurahan"], first["Kode Wilayah"]) == ("DESA ENTAH", None)


def test_only_what_is_asked_for(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    families.add(operator, 2, start=3, village_code=None)
    assert len(rows(write(operator, tmp_path, Asked(filters=Filters(unplaced=True))))) == 4


def test_it_stands_in_the_log_and_not_for_the_administrator(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 1)
    write(operator, tmp_path)
    with operator.read() as session:
        count = session.scalar(select(func.count()).where(AuditLine.action == "register.export"))
    assert count == 1
    administrator = offices.same_office_as(operator, next(role for role in offices.Role if role == "administrator"))
    with pytest.raises(Refused) as refused:
        write(administrator, tmp_path)
    assert refused.value.code == "role.not_allowed"


FACTS = st.fixed_dictionaries(
    {
        "sex": st.sampled_from([None, *Sex]),
        "relation": st.sampled_from([None, *Relation]),
        "marital": st.sampled_from([None, *Marital]),
        "schooling": st.sampled_from([None, *Schooling]),
        "school_level": st.sampled_from([None, "primary", "junior", "senior", "tertiary"]),
        "school_class": st.none() | st.integers(1, 12),
        "pregnant": st.sampled_from([None, True, False]),
        "works": st.sampled_from([None, True, False]),
        "disability": st.sampled_from([None, "0", "1"]),
        "birth_date": st.none() | st.dates(date(1930, 1, 1), date(2019, 1, 1)),
        "presence": st.sampled_from([Presence.LIVING_HERE, Presence.DIED, Presence.MOVED, Presence.NOT_FOUND]),
    }
)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, office_template: offices.Template) -> Desk:
    desk = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("kept") / "office"), offices.Role.OPERATOR)
    families.add(desk, 1)
    return desk


@given(FACTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_known_of_a_person_survives_the_way_out_and_in(
    standing: Desk, tmp_path_factory: pytest.TempPathFactory, facts: dict[str, object]
) -> None:
    with standing.write("test.facts") as unit:
        household = unit.session.scalars(select(Household)).one()
        member = unit.session.scalars(select(Member).where(Member.id != household.caretaker_id)).one()
        for name, value in facts.items():
            setattr(member, name, value)
    path = write(standing, tmp_path_factory.mktemp("out"))
    preview = previewing.preview(standing, path)
    assert (preview.counts.same, preview.counts.changed, preview.counts.refused) == (2, 0, 0), preview.rows

"""The register as a workbook: everybody with every field, and taken in again it changes nothing."""

from collections.abc import Mapping
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
from desktop.rules.ids import new_id
from desktop.rules.terms import Marital, Presence, Relation, Role, Schooling, Sex
from desktop.services.desk import Desk
from desktop.services.families.finding import Filters
from desktop.services.families.listed import Asked
from desktop.services.importing import accepting, previewing
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


def change(path: Path, heading: str, values: Mapping[int, str | None]) -> Path:
    """Write other values into one column, by line."""
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    column = next(cell.column for cell in sheet[1] if cell.value == heading)
    for line, value in values.items():
        sheet.cell(line, column).value = value
    book.save(path)
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


@pytest.mark.parametrize("no_kk", [None, "3601010101090001"], ids=["without a No KK", "all with the same"])
def test_families_no_number_tells_apart_come_back_as_themselves(
    operator: Desk, tmp_path: Path, no_kk: str | None
) -> None:
    families.add(operator, 3, no_kk=no_kk)
    with operator.write("test.niks") as unit:
        for member in unit.session.scalars(select(Member)):
            member.nik = "3601014605800002"
    preview = previewing.preview(operator, write(operator, tmp_path))
    assert (preview.counts.same, preview.counts.new, preview.counts.ambiguous) == (6, 0, 0)
    accepting.accept(operator, preview)
    with operator.read() as session:
        assert session.scalar(select(func.count()).select_from(Household)) == 3


def test_a_no_kk_corrected_in_the_file_is_a_change_of_that_family(operator: Desk, tmp_path: Path) -> None:
    (family,) = families.add(operator, 1)
    path = change(write(operator, tmp_path), "Nomor KK", {2: "3601010101090009", 3: "3601010101090009"})
    preview = previewing.preview(operator, path)
    assert (preview.counts.households_new, preview.counts.households_changed) == (0, 1)
    accepting.accept(operator, preview)
    with operator.read() as session:
        assert session.get_one(Household, family).no_kk == "3601010101090009"


def test_an_id_of_no_family_here_is_a_code_like_another(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 1)
    path = change(write(operator, tmp_path), "Kode Keluarga", dict.fromkeys((2, 3), str(new_id())))
    assert previewing.preview(operator, path).counts.same == 2  # by its No KK
    change(path, "Nomor KK", {2: None, 3: None})
    assert previewing.preview(operator, path).counts.households_new == 1


@pytest.mark.parametrize(
    ("code", "word", "said", "kept"),
    [("9", "Ya", None, "9"), ("deaf", "Ya", None, "deaf"), ("0", "Tidak", "Ya", "1"), ("9", "Ya", "Tidak", "0")],
)
def test_a_disability_is_yes_or_no_in_it_and_keeps_its_kind_here(
    operator: Desk, tmp_path: Path, code: str, word: str, said: str | None, kept: str
) -> None:
    families.add(operator, 1)
    with operator.write("test.disability") as unit:
        for member in unit.session.scalars(select(Member)):
            member.disability = code
    path = write(operator, tmp_path)
    assert {row["Disabilitas Berat"] for row in rows(path)} == {word}
    if said is not None:
        change(path, "Disabilitas Berat", {2: said, 3: said})
    preview = previewing.preview(operator, path)
    assert "sheets.unknown_code" not in {problem.code for row in preview.rows for problem in row.problems}
    accepting.accept(operator, preview)
    with operator.read() as session:
        assert set(session.scalars(select(Member.disability))) == {kept}


def test_a_cell_that_was_changed_comes_back_as_a_change(operator: Desk, tmp_path: Path) -> None:
    families.add(operator, 3)
    path = change(write(operator, tmp_path), "Nomor HP", dict.fromkeys((2, 3), "081200000001"))
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
    administrator = offices.same_office_as(operator, Role.ADMINISTRATOR)
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
        "disability": st.sampled_from([None, "0", "1", "2", "9", "11", "deaf"]),
        "birth_date": st.none() | st.dates(date(1930, 1, 1), date(2019, 1, 1)),
        "presence": st.sampled_from([Presence.LIVING_HERE, Presence.DIED, Presence.MOVED, Presence.NOT_FOUND]),
    }
)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory, office_template: offices.Template) -> Desk:
    desk = offices.sign_in(office_template.copy(tmp_path_factory.mktemp("kept") / "office"), Role.OPERATOR)
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

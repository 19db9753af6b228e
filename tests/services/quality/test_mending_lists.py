"""The lists that get faults mended: who stands in them, in which order, numbers whole or masked, and the log."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from desktop.errors import Cancelled, Refused
from desktop.models import AuditLine, Member
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.terms import Role
from desktop.services import facilitators
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.quality import examining, lists
from desktop.services.quality.lists import FaultList
from desktop.services.quality.rows import FaultFilters
from tests import families, offices
from tests.documents.paper_readers import page_words, words

OTHER_SEX = "3601011203840001"


@pytest.fixture
def four(operator: Desk) -> list[UUID]:
    """Four families: children without NIK; the first mother's NIK is a man's, the first two are in Ratna's care."""
    made = families.add(operator, 4, start=1)
    with operator.write("family.save") as unit:
        mother = select(Member).where(Member.household_id == made[0], Member.position == 1)
        unit.session.scalars(mother).one().nik = OTHER_SEX
        child = select(Member).where(Member.household_id == made[3], Member.position == 2)
        unit.session.scalars(child).one().relation = "head"
    ratna = facilitators.add(operator, NewFacilitator("Ratna Dewi")).value.id
    facilitators.assign(operator, ratna, made[:2])
    examining.examine(operator)
    return made


def ratna(desk: Desk) -> FaultFilters:
    return FaultFilters(facilitator_id=facilitators.everybody(desk)[0].id)


def book(path: Path) -> list[list[Any]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def last_line(desk: Desk) -> AuditLine:
    with desk.read() as session:
        return session.scalars(select(AuditLine).order_by(AuditLine.seq.desc()).limit(1)).one()


def test_the_registry_is_asked_about_numbers_only(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    written = lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "dukcapil.xlsx")
    rows = book(tmp_path / "dukcapil.xlsx")
    assert (written.lines, written.families) == (5, 4)
    assert len(rows) == 6
    assert rows[0][:4] == ["No", "NIK tercatat", "No. KK tercatat", "Nama"]
    mother = next(row for row in rows if row[1] == OTHER_SEX)
    assert mother[3] == "ROHAYATI"
    assert mother[7] == "Jenis kelamin berbeda dengan NIK"
    assert not any("Kepala keluarga" in str(row[7]) for row in rows)


def test_one_person_is_one_line(operator: Desk, tmp_path: Path) -> None:
    [family] = families.add(operator, 1, start=1, no_kk=None)
    with operator.write("family.save") as unit:
        mother = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 1)).one()
        mother.nik = "3601011303840001"
    examining.examine(operator)
    lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "a.xlsx")
    lines = {row[3]: row for row in book(tmp_path / "a.xlsx")[1:]}
    assert set(lines) == {"Keluarga ROHAYATI", "ROHAYATI", "DEDE"}
    assert lines["ROHAYATI"][7] == "Tanggal lahir berbeda dengan NIK; Jenis kelamin berbeda dengan NIK"
    assert lines["Keluarga ROHAYATI"][7] == "No. KK belum diketahui"
    assert lines["Keluarga ROHAYATI"][1] == "3601011303840001", "the card is found by its caretaker's NIK"


def test_numbers_stay_text_with_all_their_digits(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row[1:3] if cell.value and cell.value != "-"]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert {len(str(cell.value)) for cell in cells} == {16}


def test_the_registrys_paper_names_everybody(operator: Desk, four: list[UUID]) -> None:
    said = words(lists.on_paper(operator, FaultList.CIVIL).pdf)
    assert OTHER_SEX in said
    assert "Jumlah: 5 orang dalam 4 keluarga" in said
    line = last_line(operator)
    assert line.action == "faults.print"
    detail = json.loads(line.detail or "{}")
    assert (detail["list"], detail["rows"], detail["families"], detail["numbers"]) == ("dukcapil", 5, 4, "whole")


def test_each_facilitator_gets_pages_of_his_own(operator: Desk, four: list[UUID]) -> None:
    pages = page_words(lists.on_paper(operator, FaultList.FACILITATORS).pdf)
    assert len(pages) == 2
    assert "Pendamping: Ratna Dewi" in pages[0]
    assert "Jumlah keluarga: 2" in pages[0]
    assert "Pendamping: Belum ada pendamping" in pages[1]
    assert "Kepala keluarga lebih dari satu" in pages[1]
    assert all("Halaman 1 dari 1" in " ".join(page.split()) or "dari" in page for page in pages)


def test_a_facilitators_paper_shows_no_number_whole(operator: Desk, four: list[UUID]) -> None:
    said = words(lists.on_paper(operator, FaultList.FACILITATORS).pdf)
    assert OTHER_SEX not in said
    assert "840001" in said
    assert json.loads(last_line(operator).detail or "{}")["numbers"] == "masked"


def test_one_facilitators_list(operator: Desk, four: list[UUID]) -> None:
    made = lists.on_paper(operator, FaultList.FACILITATORS, ratna(operator))
    [page] = page_words(made.pdf)
    assert "Ratna Dewi" in page
    assert len(made) == 1


def test_the_workbook_of_all_facilitators_names_each(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    written = lists.to_workbook(operator, FaultList.FACILITATORS, tmp_path / "tugas.xlsx")
    rows = book(tmp_path / "tugas.xlsx")
    assert rows[0][1] == "Pendamping"
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, written.lines + 1)]
    assert [row[1] for row in rows[1:]] == ["Ratna Dewi"] * 3 + ["Belum ada pendamping"] * 3


def test_a_kind_narrows_the_list(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    heads = FaultFilters(FaultCode.TWO_HEADS)
    assert lists.to_workbook(operator, FaultList.FACILITATORS, tmp_path / "a.xlsx", heads).lines == 1
    assert lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "b.xlsx", heads).lines == 0
    assert "Kepala keluarga lebih dari satu" in words(lists.on_paper(operator, FaultList.FACILITATORS, heads).pdf)


def test_a_village_narrows_the_list_and_is_named(operator: Desk, four: list[UUID]) -> None:
    village = families.villages(operator)[1]
    said = words(lists.on_paper(operator, FaultList.CIVIL, FaultFilters(village_code=village)).pdf)
    assert "Wilayah: " in said
    assert "Jumlah: 3 orang dalam 2 keluarga" in said


def test_nothing_to_mend_is_paper_too(operator: Desk) -> None:
    for kind in FaultList:
        assert "Tidak ada baris." in words(lists.on_paper(operator, kind).pdf)


def test_saved_paper_is_the_paper_made(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    made = lists.on_paper(operator, FaultList.CIVIL)
    assert lists.save_paper(operator, made, tmp_path / "a.pdf").read_bytes() == made.pdf
    assert last_line(operator).action == "faults.export"


def test_a_formula_is_no_formula(operator: Desk, tmp_path: Path) -> None:
    [family] = families.add(operator, 1, start=1)
    with operator.write("family.save") as unit:
        child = unit.session.scalars(select(Member).where(Member.household_id == family, Member.position == 2)).one()
        child.name = "=HYPERLINK(A1)"
    examining.examine(operator)
    lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


class Impatient:
    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


def test_a_list_that_was_stopped_is_neither_made_nor_logged(operator: Desk, four: list[UUID]) -> None:
    before = last_line(operator).seq
    with pytest.raises(Cancelled):
        lists.on_paper(operator, FaultList.CIVIL, progress=Impatient())
    assert last_line(operator).seq == before


def test_a_folder_that_is_not_there_is_refused(operator: Desk, four: list[UUID], tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        lists.to_workbook(operator, FaultList.CIVIL, tmp_path / "tidak ada" / "a.xlsx")
    assert caught.value.code == "files.missing"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_who_reads_numbers_may_have_the_lists(operator: Desk, four: list[UUID], role: Role) -> None:
    assert len(lists.on_paper(offices.same_office_as(operator, role), FaultList.CIVIL)) == 1


def test_who_keeps_users_may_not(operator: Desk, administrator: Desk, four: list[UUID], tmp_path: Path) -> None:
    for call in (
        lambda: lists.on_paper(administrator, FaultList.CIVIL),
        lambda: lists.to_workbook(administrator, FaultList.CIVIL, tmp_path / "a.xlsx"),
    ):
        with pytest.raises(Refused) as caught:
            call()
        assert caught.value.code == "role.not_allowed"
    assert not (tmp_path / "a.xlsx").exists()

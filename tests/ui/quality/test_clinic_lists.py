"""Narrowing the clinic, its lists on paper and as workbooks, and what only many families together show."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.fault_kinds import FaultCode
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.quality.groups import Group, GroupKind
from desktop.services.quality.lists import FaultList
from desktop.services.quality.rows import FaultRow, KindCount, Overview
from desktop.ui.kit.combo import Combo
from desktop.ui.quality.paper import FaultPaper
from desktop.ui.quality.screen import group_sentence
from desktop.ui.quality.words import KindLine, lines, value
from desktop.wording import Translator
from tests import families
from tests.documents.paper_readers import page_words, words
from tests.ui.quality.conftest import OTHER_SEX, Place, mother

Places = Callable[[Role], Place]
SEX, NO_NIK = "rules.nik_sex_differs", "rules.nik_missing"


def pick(place: Place, combo: Combo, word: str) -> None:
    """Choose by the word shown, as a person does."""
    at = combo.findText(word)
    assert at >= 0, [combo.itemText(each) for each in range(combo.count())]
    combo.setCurrentIndex(at)
    combo.activated.emit(at)
    place.settle()


def names(combo: Combo) -> list[str]:
    return [combo.itemText(at) for at in range(combo.count())]


def made(place: Place, kind: FaultList) -> FaultPaper:
    place.screen.put_on_paper(kind)
    place.settle()
    paper = place.screen.paper.part
    assert paper.paper is not None
    return paper


def test_a_facilitator_narrows_kinds_and_faults(place: Place, five: list[UUID]) -> None:
    pick(place, place.screen.clinic.table.narrowing.facilitator, "Ratna Dewi")
    assert place.kinds[""] == 2
    assert {row.family for row in place.rows} == set(five[:2])


def test_a_facilitator_without_families_has_nothing_and_a_way_back(place: Place) -> None:
    pick(place, place.screen.clinic.table.narrowing.facilitator, "Dadang")
    assert place.kinds == {}
    empty = place.screen.clinic.table.empty
    assert empty.sentence == "Nothing is found in this area or caseload."
    assert empty.step is not None
    empty.step.click()
    place.settle()
    assert place.kinds[""] == 5
    assert place.screen.clinic.table.narrowing.facilitator.currentText() == "All facilitators"


def test_a_district_offers_its_villages(place: Place) -> None:
    narrowing = place.screen.clinic.table.narrowing
    assert not narrowing.village.isEnabled()
    pick(place, narrowing.district, place.rows[0].district)
    assert narrowing.village.isEnabled()
    assert len(names(narrowing.village)) == 4
    assert place.kinds[""] == 5
    pick(place, narrowing.village, names(narrowing.village)[1])
    assert place.kinds[""] == 2
    pick(place, narrowing.district, "All districts")
    assert not narrowing.village.isEnabled()
    assert names(narrowing.village) == ["All villages"]
    assert place.kinds[""] == 5


def test_a_kind_from_elsewhere_drops_what_narrows(place: Place) -> None:
    narrowing = place.screen.clinic.table.narrowing
    pick(place, narrowing.facilitator, "Dadang")
    place.enter(FaultCode.SEX_DIFFERS)
    assert not narrowing.narrow
    assert [row.code for row in place.rows] == [FaultCode.SEX_DIFFERS]


def test_the_list_for_the_registry_is_seen_first(place: Place) -> None:
    paper = made(place, FaultList.CIVIL)
    assert paper.paper is not None
    assert OTHER_SEX in words(paper.paper.pdf)
    assert paper.head.title == "List for Dukcapil"
    assert paper.head.context.startswith("1 page · Numbers stand whole")
    assert paper.isVisible()


def test_the_paper_is_of_the_kind_shown(place: Place) -> None:
    place.choose(SEX)
    paper = made(place, FaultList.CIVIL)
    assert paper.paper is not None
    assert "Jumlah: 1 orang dalam 1 keluarga" in words(paper.paper.pdf)


def test_facilitators_get_pages_of_their_own(place: Place) -> None:
    paper = made(place, FaultList.FACILITATORS)
    assert paper.paper is not None
    pages = page_words(paper.paper.pdf)
    assert len(pages) == 2
    assert OTHER_SEX not in " ".join(pages)
    assert paper.head.title == "Lists for facilitators"


def test_escape_goes_back_to_the_clinic(place: Place) -> None:
    paper = made(place, FaultList.CIVIL)
    paper.preview.setFocus()
    QTest.keyClick(paper.preview, Qt.Key.Key_Escape)
    assert place.screen.clinic.isVisible()
    assert paper.paper is None


def test_leaving_while_it_is_written_makes_nothing(place: Place) -> None:
    place.screen.for_registry()
    place.screen.paper.part.leave()
    place.settle()
    assert place.screen.clinic.isVisible()
    assert place.screen.paper.part.job is None


@pytest.mark.parametrize("name", ["daftar.pdf", "daftar.PDF"])
def test_saved_as_a_pdf(place: Place, tmp_path: Path, name: str) -> None:
    paper = made(place, FaultList.CIVIL)
    paper.save_to(tmp_path / name)
    place.settle()
    assert paper.paper is not None
    assert (tmp_path / name).read_bytes() == paper.paper.pdf
    assert paper.notice.sentence == f"Saved: {tmp_path / name}"


def test_saved_as_a_workbook(place: Place, tmp_path: Path) -> None:
    paper = made(place, FaultList.FACILITATORS)
    paper.save_to(tmp_path / "tugas.xlsx")
    place.settle()
    sheet = load_workbook(tmp_path / "tugas.xlsx").active
    assert sheet is not None
    assert sheet.max_row == 8
    assert paper.notice.sentence.startswith("Saved: ")


def test_a_folder_that_is_not_there_is_said(place: Place, tmp_path: Path) -> None:
    paper = made(place, FaultList.CIVIL)
    paper.save_to(tmp_path / "tidak ada" / "a.xlsx")
    place.settle()
    assert "tidak ada" in paper.notice.sentence


def test_a_village_born_on_one_day_is_said_above(place_of: Places, operator: Desk) -> None:
    ids = families.add(operator, 12, places=families.villages(operator, 1), start=3)
    for family in ids:
        mother(operator, family, birth_date=date(1984, 1, 1))
    place = place_of(Role.OPERATOR)
    place.enter()
    assert "12 of 24 people are born on 1 January or 31 December" in place.screen.notice.sentence


def test_nothing_suspicious_is_said_of_sound_families(place: Place) -> None:
    assert not place.screen.notice.isVisible()


def test_several_groups_are_counted(place: Place, t: Translator) -> None:
    file = Group(GroupKind.LAST_DIGIT, "data.xlsx", 40, 38, date(2019, 4, 3))
    village = Group(GroupKind.BIRTHDAYS, "Cikole", 1200, 300)
    place.screen._say_groups((file, village, village))
    assert place.screen.notice.sentence.endswith(" 2 more like it.")
    assert group_sentence(t, file).startswith("Import data.xlsx of 3 Apr 2019: 38 of 40 NIKs end in 0")
    assert group_sentence(t, village).startswith("Village Cikole: 300 of 1.200 people")
    place.screen._say_groups(())
    assert not place.screen.notice.isVisible()


@pytest.mark.parametrize(
    ("code", "about", "said"),
    [
        (FaultCode.SCHOOL_AGE, "2001-06-05 primary", "5 Jun 2001 · Primary"),
        (FaultCode.CARETAKER_GONE, "died", "Died"),
        (FaultCode.SPOUSE_SAME_SEX, "P", "Female"),
        (FaultCode.NAME_STRANGE, "P", "P"),
        (FaultCode.CHILD_TOO_OLD, "1990-01-02 1980-03-12", "2 Jan 1990 · 12 Mar 1980"),
        (FaultCode.SEX_DIFFERS, OTHER_SEX, "••••••••••840001"),
        (FaultCode.TWO_HEADS, "", ""),
    ],
)
def test_recorded_values_as_people_read_them(t: Translator, code: FaultCode, about: str, said: str) -> None:
    row = FaultRow(UUID(int=1), 0, code, "Siti", "Siti", about, "Cikole", "Sumur", "", stands=False)
    assert value(t, row) == said


def test_a_sum_stands_above_the_kinds() -> None:
    one = KindCount(FaultCode.SEX_DIFFERS, 3, 2)
    two = KindCount(FaultCode.NIK_MISSING, 4, 4)
    assert lines(Overview((), 0, 0), let_stand=False) == []
    assert lines(Overview((one,), 2, 0), let_stand=True) == [KindLine(FaultCode.SEX_DIFFERS, 2)]
    assert lines(Overview((one, two), 5, 0), let_stand=False)[0] == KindLine(None, 5)


def test_the_paper_is_made_when_it_is_first_wanted(place: Place) -> None:
    assert place.screen.paper.made is None
    paper = made(place, FaultList.CIVIL)
    assert place.screen.paper.made is paper
    assert paper.isVisible()
    paper.leave()
    assert place.screen.clinic.kinds.view.hasFocus()

"""Taking in a list nobody knows, and taking an accepted import back, as a person does it in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from desktop.models import Member
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import mapping
from desktop.ui.families.intake.page import Intake
from desktop.ui.kit.question import Question
from tests.services.importing.test_mapping import COLUMNS, own_list
from tests.shelf import files
from tests.ui.families.conftest import Place, texts
from tests.ui.families.test_intake import person, register

Enter = Callable[[Role], Place]


@pytest.fixture
def intake(place_of: Enter) -> tuple[Place, Intake]:
    place = place_of(Role.OPERATOR)
    place.screen.take_in()
    place.settle()
    assert place.screen.intake is not None
    return place, place.screen.intake


def click(place: Place, page: Intake, word: str) -> None:
    """Press the one button of that name, which a layout may show only in its next turn."""

    def offered() -> list[QPushButton]:
        return [made for made in page.findChildren(QPushButton) if word in made.text() and made.isVisible()]

    place.qtbot.waitUntil(lambda: len(offered()) == 1)
    offered()[0].click()


def choose(page: Intake, heading: str, field: str) -> None:
    combo = page.columns.choices[heading]
    combo.choose(field)
    assert combo.value == field


def test_an_unknown_list_asks_what_its_columns_mean(
    intake: tuple[Place, Intake], tmp_path: Path, operator: Desk
) -> None:
    place, page = intake
    page.read(own_list(tmp_path / "warga.xlsx"))
    place.settle()
    assert page.pages.currentWidget() is page.columns
    assert page.notice.sentence == ""
    place.qtbot.waitUntil(lambda: "SARIP · SITI AMINAH" in texts(page.columns))
    assert page.columns.source.text() == "warga"
    for heading, field in COLUMNS.items():
        choose(page, heading, field)
    page.columns.source.setText("Daftar Desa")
    click(place, page, "Read the file so")
    place.settle()
    assert page.pages.currentWidget() is page.preview
    assert "2 rows = 2 new" in texts(page)
    page.accept()
    place.settle()
    assert finding.total(operator) == 1
    assert [one.name for one in mapping.maps(operator)] == ["Daftar Desa"]


def test_it_is_known_the_next_time(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    mapping.save_map(operator, "Daftar Desa", COLUMNS)
    page.read(own_list(tmp_path / "lain.xlsx"))
    place.settle()
    assert page.pages.currentWidget() is page.preview
    assert "Daftar Desa" in texts(page.head)


def test_too_little_said_is_a_sentence_and_nothing_is_lost(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(own_list(tmp_path / "warga.xlsx"))
    place.settle()
    choose(page, "Orang", "name")
    page.columns.save()
    place.settle()
    assert page.notice.sentence.startswith("Say which column holds the name")
    assert page.pages.currentWidget() is page.columns
    assert page.columns.choices["Orang"].value == "name"


def test_every_layout_of_the_shelf_is_previewed(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    for name, write in files.REGISTERS.items():
        page.read(write(tmp_path / f"berkas.{files.ENDINGS.get(name, 'xlsx')}"))
        place.settle()
        assert page.pages.currentWidget() is page.preview, name
        assert page.previewed is not None
        assert page.previewed.file.layout == name


def taken(place: Place, page: Intake, path: Path) -> None:
    page.read(path)
    place.settle()
    page.accept()
    place.settle()
    page.leave()
    place.screen.take_in()
    place.settle()


def test_imports_so_far_stand_below_the_first_page(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    assert not page.start.earlier.isVisible()
    taken(place, page, register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    assert page.start.earlier.isVisible()
    (row,) = page.start.earlier.model.rows
    assert [column.text(page.t, row) for column in page.start.earlier.model.columns][1:] == [
        "desa.xlsx", "1", "1", "0", "Si Operator", "Taken in",
    ]  # fmt: skip


def begin_undo(place: Place, page: Intake) -> None:
    page.start.earlier.view.selectRow(0)
    click(place, page, "Undo…")
    place.settle()
    assert page.pages.currentWidget() is page.undo


def test_an_import_is_undone_with_a_reason(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    taken(place, page, register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    begin_undo(place, page)
    assert "Undo the import of desa.xlsx" in texts(page.head)
    assert page.undo.notice.sentence == "Nothing was built on this import, so it can be undone as a whole."
    assert not page.undo.card.isVisible()
    click(place, page, "Undo this import…")
    (question,) = page.findChildren(Question)
    assert question.reason is not None
    assert not question.do_it.isEnabled()
    question.reason.setText("berkas salah kirim")
    question.do_it.click()
    place.settle()
    assert page.pages.currentWidget() is page.start
    assert page.notice.sentence == "The import of desa.xlsx is undone. Families in the office: 1 → 0."
    assert finding.total(operator) == 0
    (row,) = page.start.earlier.model.rows
    assert page.start.earlier.model.columns[-1].text(page.t, row) == "Undone"
    page.start.earlier.view.selectRow(0)
    assert not page.start.earlier.undo.isEnabled()


def test_what_was_built_on_it_stands_in_the_way_and_is_one_key_away(
    intake: tuple[Place, Intake], tmp_path: Path, operator: Desk
) -> None:
    place, page = intake
    taken(place, page, register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    with operator.write("test.later") as unit:
        member = unit.session.query(Member).one()
        member.occupation = "Pedagang"
    begin_undo(place, page)
    assert page.undo.notice.sentence.startswith("The import of desa.xlsx of ")
    assert "cannot be undone: its families were worked on since" in page.undo.notice.sentence
    assert page.undo.card.isVisible()
    assert page.undo.counts.text() == "Member added or changed since: 1"
    offered = page.head.buttons[-1]
    assert (offered.text(), offered.isEnabled()) == ("Undo this import…", False)
    assert page.undo.model.columns[1].text(page.t, page.undo.model.rows[0]) == "1"
    page.undo.ask()
    assert page.findChildren(Question) == []
    page.undo.view.opened.emit(page.undo.model.rows[0])
    assert place.went == [("families", member.household_id)]


def test_leaving_the_question_leaves_everything(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    taken(place, page, register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    begin_undo(place, page)
    page.undo.ask()
    (question,) = page.findChildren(Question)
    question.leave.click()
    place.settle()
    assert finding.total(operator) == 1
    click(place, page, "Back")
    place.screen.take_in()
    place.settle()
    assert page.pages.currentWidget() is page.start

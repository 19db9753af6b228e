"""Taking in a register: preview, village, rows kept out, acceptance, template, a stop and a refusal."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.ids import new_id
from desktop.rules.register import RowProblem
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing.answers import Counts, Difference, FileTaken, ImportResult, Outcome, RowOutcome, Totals
from desktop.ui.families.intake.outcomes import OutcomeRows, problem_words
from desktop.ui.families.intake.page import Intake, next_steps
from desktop.ui.families.intake.preview import equation, figures, totals
from desktop.ui.families.intake.result import result_sentence
from desktop.ui.kit.figure import FigureCard
from desktop.ui.kit.notice import Notice
from desktop.wording import Translator
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
HEADINGS = [
    "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
    "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
    "nama_ayah", "nama_ibu", "golongan_darah_id", "akta_lahir", "dokumen_pasport", "tanggal_akhir_paspor",
    "dokumen_kitas", "ayah_nik", "ibu_nik", "akta_perkawinan", "tanggalperkawinan", "akta_perceraian",
    "tanggalperceraian", "cacat_id", "cara_kb_id", "hamil", "status_dasar",
]  # fmt: skip


def person(name: str, nik: object, kk: str = "3601010101090001", born: str = "1984-03-12") -> list[object]:
    known = {"alamat": "Kp. Cikadu", "dusun": "Cikadu", "rw": "1", "rt": "2", "nama": name, "no_kk": kk, "nik": nik}
    known |= {"sex": "2", "tempatlahir": "Pandeglang", "tanggallahir": born, "status_kawin": "2", "kk_level": "1"}
    return [known.get(heading, "") for heading in HEADINGS]


def register(path: Path, *people: list[object]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADINGS)
    for row in people:
        sheet.append(row)
    book.save(path)
    return path


@pytest.fixture
def intake(place_of: Enter) -> tuple[Place, Intake]:
    place = place_of(Role.OPERATOR)
    place.screen.take_in()
    place.settle()
    assert place.screen.intake is not None
    return place, place.screen.intake


def press(intake: Intake, word: str) -> None:
    found = [made for made in intake.findChildren(QPushButton) if word in made.text() and made.isVisible()]
    assert len(found) == 1, [made.text() for made in found]
    found[0].click()


def test_a_file_is_previewed_and_accepted(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    place.settle()
    assert page.pages.currentWidget() is page.preview
    assert "1 rows = 1 new + 0 changed + 0 same + 0 kept out" in texts(page)
    assert "Families in the office: 0 → 1" in texts(page)
    assert finding.total(operator) == 0
    press(page, "Take in 1 row")
    place.settle()
    assert page.result.sentence == "desa.xlsx is taken in."
    assert "Families in the office: 0 → 1  ·  Members: 0 → 1" in texts(page.result)
    assert finding.total(operator) == 1
    assert len(place.screen.browse.listing.model.rows) == 1


def test_the_same_file_twice_changes_nothing(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    path = register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012"))
    for _ in range(2):
        page.read(path)
        place.settle()
        page.accept()
        place.settle()
    assert page.result.sentence.startswith("Nothing was changed")
    assert finding.total(operator) == 1


def test_one_question_places_a_file_without_a_village(
    intake: tuple[Place, Intake], tmp_path: Path, operator: Desk
) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    place.settle()
    question = page.preview.question
    assert question.isVisible()
    assert not question.use.isEnabled()
    question.district.setCurrentIndex(1)
    question.district.activated.emit(1)
    place.settle()
    question.village.setCurrentIndex(2)
    question.village.activated.emit(2)
    village = question.village.currentText()
    question.use.click()
    place.settle()
    assert not page.preview.question.isVisible()
    page.accept()
    place.settle()
    (row,) = finding.find(operator, "").rows
    assert row.placed
    assert row.village == village


def test_families_to_place_are_one_step_away(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    place.settle()
    page.accept()
    place.settle()
    assert "1 families wait for their village." in texts(page.result)
    press(page, "Place these families")
    place.settle()
    assert place.screen.browse.isVisible()
    assert place.screen.browse.listing.narrowing.filters.unplaced
    assert len(place.screen.browse.listing.model.rows) == 1


def test_rows_kept_out_go_back_with_the_reason(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    same = person("SITI MAEMUNAH", "3601015203840012")
    page.read(register(tmp_path / "desa.xlsx", same, same))
    place.settle()
    assert page.previewed is not None
    assert page.previewed.counts.refused + page.previewed.counts.ambiguous == 1
    rows = page.preview.rows
    assert len(rows.model.rows) == 1  # first those that need a person
    assert "Row 3" in texts(rows.detail)
    page.save_problems(tmp_path / "ditolak.xlsx")
    place.settle()
    assert "Saved: " in page.notice.sentence
    sheet = load_workbook(tmp_path / "ditolak.xlsx").active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("SITI MAEMUNAH" in cell for cell in cells)


def test_what_changes_is_shown_old_and_new(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(register(tmp_path / "a.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    place.settle()
    page.accept()
    place.settle()
    page.read(register(tmp_path / "b.xlsx", person("SITI MAEMUNAH", "3601015203840012", born="1984-03-13")))
    place.settle()
    assert "12 Mar 1984 → 13 Mar 1984" in texts(page.preview.rows.detail)
    assert page.head.buttons[-1].text() == "Take in 1 row"


def test_a_file_that_cannot_be_read_says_why(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    bad = tmp_path / "bukan.xlsx"
    bad.write_bytes(b"ini bukan buku kerja")
    page.read(bad)
    place.settle()
    assert page.notice.sentence
    assert page.pages.currentWidget() is page.start


def test_a_stop_leaves_everything_as_it_was(intake: tuple[Place, Intake], tmp_path: Path, operator: Desk) -> None:
    place, page = intake
    people = [person(f"SITI {n}", "", kk=f"36010101010{n:05}") for n in range(2_000)]
    page.read(register(tmp_path / "besar.xlsx", *people))
    page._stop()
    place.settle()
    assert page.job is None
    assert page.pages.currentWidget() is page.start
    assert finding.total(operator) == 0


def test_the_template_is_written(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.start.save_template(tmp_path / "templat.xlsx")
    place.settle()
    assert "Saved: " in page.start.notice.sentence
    page.read(tmp_path / "templat.xlsx")
    place.settle()
    assert page.notice.sentence or page.previewed is not None


def test_leaving_forgets_the_preview(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI MAEMUNAH", "3601015203840012")))
    place.settle()
    press(page, "Back")
    assert place.screen.browse.isVisible()
    place.screen.take_in()
    assert page.pages.currentWidget() is page.start


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_the_operator_takes_in(role: Role, place_of: Enter) -> None:
    place = place_of(role)
    assert place.screen.intake is None
    place.screen.enter("import")
    assert place.screen.browse.isVisible()
    assert [made.text() for made in place.screen.head.buttons] == ["Print the list…"]


def test_figures_tie(t: Translator) -> None:
    counts = Counts(rows=10, new=4, changed=3, same=2, refused=1)
    assert equation(t, counts).holds
    assert not equation(t, Counts(rows=10, new=4)).holds
    assert [figure.value for figure in figures(t, counts)] == ["4", "3", "2", "1"]


def test_what_comes_back_after_an_undone_import_is_counted_apart(t: Translator) -> None:
    before, after = Totals(10, 40), Totals(12, 47)
    assert len(totals(t, before, after, Counts(changed=7))) == 2
    back = totals(t, before, after, Counts(changed=7, households_back=2, members_back=7))[-1]
    assert back == t("back after an undone import: {families} families, {members} members", families=2, members=7)


def test_rows_narrow_by_outcome(qtbot: object, t: Translator) -> None:
    problem = RowProblem(3, "G", "nik", "rules.nik_length")
    rows = (
        RowOutcome(2, Outcome.NEW, "A", ""),
        RowOutcome(3, Outcome.CHANGED, "B", "", (Difference("phone", "", "0812"),), (problem,)),
    )
    shown = OutcomeRows(Shared(t, Gazetteer(), paths.resources()))
    qtbot.addWidget(shown)  # type: ignore[attr-defined]
    shown.show_rows(rows)
    assert len(shown.model.rows) == 2
    for at in range(shown.filter.count()):
        if "With remarks" in shown.filter.itemText(at):
            shown.filter.setCurrentIndex(at)
            shown.filter.activated.emit(at)
    assert shown.model.rows == [rows[1]]
    assert problem_words(t, problem).startswith("Column G (nik): ")
    assert "Phone" in texts(shown.detail)


def test_what_refuses_a_row_is_said_first(qtbot: QtBot, t: Translator) -> None:
    remark = RowProblem(8, "K", "NIK", "rules.nik_length")
    wall = RowProblem(8, "J", "Nama", "sheets.name_missing", refuses=True)
    row = RowOutcome(8, Outcome.REFUSED, "", "", (), (remark, wall, replace(remark, column="L")))
    shown = OutcomeRows(Shared(t, Gazetteer(), paths.resources()))
    qtbot.addWidget(shown)
    shown.show_rows([row])
    told = shown.model.columns[-1].text(t, row)
    assert told.startswith(t.sentence("sheets.name_missing", {}))
    said = [one.sentence for one in shown.detail.findChildren(Notice)]
    assert [one[:8] for one in said] == ["Column J", "Column K", "Column L"]


def test_the_sentences_have_the_room_of_the_list(qtbot: QtBot, t: Translator) -> None:
    shown = OutcomeRows(Shared(t, Gazetteer(), paths.resources()))
    qtbot.addWidget(shown)
    shown.resize(1110, 480)
    shown.show_rows([RowOutcome(2, Outcome.NEW, "SITI", "")])
    shown.show()
    wide = [shown.view.columnWidth(at) for at in range(4)]
    assert wide[3] == max(wide)
    assert sum(wide) <= shown.view.viewport().width()
    assert shown.view.viewport().width() > 2 * shown.detail.viewport().width() - 60


def test_the_result_repeats_the_figures_of_the_preview(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI", "3601015203840012"), person("", "3601015203840013")))
    place.settle()
    promised = [card.accessibleName() for card in page.preview.figures.findChildren(FigureCard)]
    page.accept()
    place.settle()
    kept = [card.accessibleName() for card in page.result.figures.findChildren(FigureCard) if card.isVisible()]
    assert kept == promised
    assert page.result.figures.verdict == "Balanced"
    assert "desa.xlsx" in texts(page.head)


def test_the_rows_kept_out_can_still_be_saved_afterwards(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    page.read(register(tmp_path / "desa.xlsx", person("SITI", "3601015203840012"), person("", "3601015203840013")))
    place.settle()
    page.accept()
    place.settle()
    assert "1 row was kept out" in texts(page.result)
    page.save_problems(tmp_path / "ditolak.xlsx")
    place.settle()
    sheet = load_workbook(tmp_path / "ditolak.xlsx").active
    assert sheet is not None
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    assert any("3601015203840013" in cell for cell in cells)
    press(page, "To the families")
    assert place.screen.browse.isVisible()
    assert page.taken is None


def test_a_result_without_rows_kept_out_offers_none_to_save(intake: tuple[Place, Intake], tmp_path: Path) -> None:
    place, page = intake
    for name, nik in (("a.xlsx", "3601015203840012"), ("b.xlsx", "3601015203840012")):
        page.read(register(tmp_path / name, person("SITI", nik)))
        place.settle()
        page.accept()
        place.settle()
        assert "kept out. Save" not in texts(page.result)
    assert texts(page.result).count("Choose another file…") == 1
    assert texts(page.result).count("What comes next".upper()) == 1


@pytest.mark.parametrize(
    ("counts", "tasks", "sentence"),
    [
        (Counts(rows=3, same=3), 0, "Nothing was changed: every row that can be taken in is already here."),
        (Counts(rows=3, new=3), 0, "desa.xlsx is taken in."),
        (Counts(rows=3, changed=1, same=2), 0, "desa.xlsx is taken in."),
        (Counts(rows=3, new=3), 2, "desa.xlsx is taken in. 2 equal numbers wait for a decision."),
    ],
)
def test_what_came_of_it_in_a_sentence(t: Translator, counts: Counts, tasks: int, sentence: str) -> None:
    file = FileTaken("desa.xlsx", "ab" * 32, "own", "Own", "Sheet")
    assert result_sentence(t, ImportResult(file, counts, Totals(0, 0), Totals(3, 3), None, tasks)) == sentence


@pytest.mark.parametrize(
    ("counts", "offered"),
    [
        (Counts(rows=2, new=2), ["Choose another file…", "To the families"]),
        (Counts(rows=2, new=1, refused=1), ["Save the rows kept out…", "Choose another file…", "To the families"]),
        (Counts(rows=2, ambiguous=2), ["Save the rows kept out…", "Choose another file…", "To the families"]),
        (Counts(rows=2, new=2, to_place=1), ["Place these families", "Choose another file…", "To the families"]),
    ],
)
def test_the_most_pressing_step_comes_first(intake: tuple[Place, Intake], counts: Counts, offered: list[str]) -> None:
    _, page = intake
    file = FileTaken("desa.xlsx", "ab" * 32, "own", "Own", "Sheet")
    result = ImportResult(file, counts, Totals(0, 0), Totals(2, 2), new_id())
    assert [step.action.text for step in next_steps(page, result)] == offered
    page.result.show_result(result, next_steps(page, result))
    assert [made.text() for made in page.result.findChildren(QPushButton) if made.isVisibleTo(page.result)] == offered

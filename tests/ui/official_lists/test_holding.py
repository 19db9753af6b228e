"""Holding a list against the register: which list, its columns, whom it means, questions, keeping, stops."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton

from desktop.rules.official_lists import OfficialKind
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.official_lists.answers import ListCounts
from desktop.ui.kit.figure import FigureCard
from desktop.ui.official_lists.compared import equation, figures
from desktop.ui.official_lists.hold import Hold
from desktop.wording import Translator
from tests.services.official_lists import files as made
from tests.ui.official_lists.conftest import Place, pressed, texts

Enter = Callable[..., Place]
HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "Hasil")


@pytest.fixture
def held(place_of: Enter, households: list[UUID]) -> tuple[Place, Hold]:
    place = place_of(Role.OPERATOR, "hold")
    assert place.screen.hold is not None
    place.settle()
    return place, place.screen.hold


def answer(folder: Path, *rows: list[str]) -> Path:
    usual = [
        [made.mother(0), "SITI AMINAH", "12-03-1984", "PADAN"],
        [made.mother(1), "ROHAYATI", "13-03-1984", "PADAN"],
        [made.mother(2), "", "", "MENINGGAL"],
    ]
    return made.write(folder / "jawaban.xlsx", HEADINGS, [*usual, *rows])


def cards(hold: Hold) -> list[str]:
    return [card.accessibleName() for card in hold.compared.figures.findChildren(FigureCard) if card.isVisible()]


def test_the_first_page_asks_what_the_file_cannot_say(held: tuple[Place, Hold], operator: Desk) -> None:
    _, hold = held
    about = hold.start.about
    assert about is not None
    assert (about.kind, about.source, about.as_of) == (OfficialKind.DUKCAPIL, "dukcapil", operator.today())
    assert not hold.start.other.isVisible()


def test_the_sources_follow_the_kind(held: tuple[Place, Hold]) -> None:
    _, hold = held
    hold.start.kind.choose(OfficialKind.OTHER_AID)
    hold.start.kind.chosen.emit(OfficialKind.OTHER_AID)
    assert hold.start.source.value == "pkh"
    hold.start.source.choose("")
    hold.start.source.chosen.emit("")
    assert hold.start.other.isVisible()
    assert hold.start.about is None
    assert hold.start.notice.sentence == "Say whose list it is."
    hold.start.other.setText("Beras desa")
    about = hold.start.about
    assert about is not None
    assert about.source == "Beras desa"


def test_a_day_has_to_be_one(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.start.day.setText("kemarin")
    hold.look(answer(tmp_path))
    place.settle()
    assert hold.start.notice.sentence.startswith("Enter the day the list was made")
    assert hold.pages.currentWidget() is hold.start


def test_a_list_with_known_columns_is_compared_at_once(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path, ["3201011003840001", "ORANG LAIN", "", "PADAN"]))
    place.settle()
    assert hold.pages.currentWidget() is hold.compared
    assert "4 rows = 3 ours + 0 questions + 1 not here + 0 left out" in texts(hold)
    assert hold.compared.figures.verdict == "Balanced"
    assert cards(hold)[0] == "Ours: 3. by NIK 3, by No KK 0"
    assert hold.head.context == "jawaban.xlsx · Civil registry (Dukcapil) · Sheet"
    assert hold.compared.notice.sentence == ""
    assert made.lists(place.bench.desk) == []


def test_what_is_kept_is_shown_among_the_lists(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path))
    place.settle()
    pressed(hold, "Keep 3 results")
    place.settle()
    assert place.said == ["3 results are kept. 1 person is to be looked into."]
    screen = place.screen
    assert screen.pages.currentIndex() == 0
    assert screen.browse.panel.shown is not None
    assert screen.browse.panel.shown.matched == 3
    assert [row.name for row in screen.browse.panel.model.rows] == ["SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN"]
    assert screen.tabs.tabText(1) == "To look into (1)"


def test_the_chosen_row_says_what_differs(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path))
    place.settle()
    assert hold.compared.view.choose(3)
    said = texts(hold.compared.detail)
    assert "Row 3 · Does not agree · NIK" in said
    assert "Birth date: here 12 Mar 1984, in the list 13 Mar 1984" in said


def test_rows_are_narrowed_by_outcome(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path, ["3201011003840001", "ORANG LAIN", "", "PADAN"]))
    place.settle()
    offered = [hold.compared.filter.itemText(at) for at in range(hold.compared.filter.count())]
    assert offered == ["All results (3)", "Died (1)", "Does not agree (1)", "Agrees (1)", "Not here (1)"]
    hold.compared.filter.chosen.emit("died")
    assert [row.row for row in hold.compared.model.rows] == [4]
    hold.compared.filter.chosen.emit("absent")
    assert [row.name for row in hold.compared.model.rows] == ["ORANG LAIN"]
    assert any("Nobody of this office" in word for word in texts(hold.compared.detail))


def test_questions_come_first_and_are_answered_one_after_the_other(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path, ["", "NURJANAH", "12-03-1984", "PADAN"], ["", "JUBAEDAH", "12-03-1984", "PADAN"]))
    place.settle()
    compared = hold.compared
    assert [row.row for row in compared.model.rows] == [5, 6]
    assert "Only name and birth date are the same" in " ".join(texts(compared.detail))
    assert compared.model.columns[2].text(compared.t, compared.model.rows[0]) == "Question"
    pressed(compared.detail, "This one is meant")
    assert compared.view.row is compared.model.rows[1], "on to the next"
    assert compared.model.columns[2].text(compared.t, compared.model.rows[0]) == "Agrees"
    pressed(compared.detail, "None of them")
    assert compared.model.columns[2].text(compared.t, compared.model.rows[1]) == "Nobody"
    pressed(hold, "Keep 4 results")
    place.settle()
    assert made.results(place.bench.desk)[-1] == ("match", "name", 5)
    assert len(made.results(place.bench.desk)) == 4


def test_unanswered_questions_are_not_kept(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path, ["", "NURJANAH", "12-03-1984", "PADAN"]))
    place.settle()
    hold.accept()
    place.settle()
    assert {found_by for _, found_by, _ in made.results(place.bench.desk)} == {"nik"}


def test_columns_nobody_knows_are_asked_about(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    path = made.write(tmp_path / "aneh.xlsx", ("Nomor orang", "Cek kami"), [[made.mother(0), "MENINGGAL"]])
    hold.look(path)
    place.settle()
    assert hold.pages.currentWidget() is hold.meaning
    said = texts(hold.meaning)
    assert "Nomor orang" in said
    assert made.mother(0) in said
    hold.meaning.choices[0].choose("nik")
    hold.meaning.choices[1].choose("status")
    pressed(hold, "Read the list")
    place.settle()
    assert hold.previewed is not None
    assert hold.previewed.counts.outcomes == {"died": 1}


def test_columns_that_find_nobody_are_refused_where_they_are_asked(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(made.write(tmp_path / "aneh.xlsx", ("Satu", "Dua"), [["x", "y"]]))
    place.settle()
    pressed(hold, "Read the list")
    place.settle()
    assert hold.notice.sentence.startswith("Nobody can be found by these columns.")
    assert hold.pages.currentWidget() is hold.meaning


def test_columns_can_be_corrected_after_the_preview(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path))
    place.settle()
    pressed(hold, "Columns…")
    hold.meaning.choices[3].choose("")
    pressed(hold, "Read the list")
    place.settle()
    assert hold.previewed is not None
    assert hold.previewed.counts.outcomes == {"match": 2, "differs": 1}


def test_the_next_file_of_the_source_is_known(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    headings = ("Nomor orang", "Cek kami")
    hold.look(made.write(tmp_path / "a.xlsx", headings, [[made.mother(0), "PADAN"]]))
    place.settle()
    hold.meaning.choices[0].choose("nik")
    hold.read()
    place.settle()
    hold.accept()
    place.settle()
    place.screen.hold_list()
    hold.look(made.write(tmp_path / "b.xlsx", headings, [[made.mother(1), "PADAN"]]))
    place.settle()
    assert hold.pages.currentWidget() is hold.compared
    hold.explain()
    assert hold.meaning.notice.sentence == "These columns are known from an earlier list."


def test_a_file_that_cannot_be_read_is_refused_on_the_first_page(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(tmp_path / "hilang.xlsx")
    place.settle()
    assert "is not there" in hold.notice.sentence
    assert hold.pages.currentWidget() is hold.start


def test_the_same_file_again_says_so_and_has_nothing_to_keep(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    path = answer(tmp_path)
    for _ in range(2):
        place.screen.hold_list()
        hold.look(path)
        place.settle()
        if hold.previewed is not None and hold.previewed.known is None:
            hold.accept()
            place.settle()
    assert hold.compared.notice.sentence == "This file was kept before; only what is new of it is kept now."
    (keep,) = [one for one in hold.head.buttons if "Keep" in one.text()]
    assert not keep.isEnabled()


def test_cells_that_cannot_be_read_are_told(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path, ["3,60101E+15", "X", "", "PADAN"]))
    place.settle()
    assert hold.compared.notice.sentence.startswith("1 cells could not be read as they are. Row 5, NIK:")


def test_left_nothing_is_kept_and_it_begins_anew(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path))
    place.settle()
    pressed(hold, "Back")
    place.settle()
    assert place.screen.pages.currentIndex() == 0
    assert made.lists(place.bench.desk) == []
    place.screen.hold_list()
    assert hold.pages.currentWidget() is hold.start


def test_stopped_one_is_back_at_the_start(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    rows = [["3201011003840001", "ORANG LAIN", "", "PADAN"]] * 3000
    hold.look(answer(tmp_path, *rows))
    assert hold.working.step is not None
    hold.working.step.click()
    place.settle()
    assert hold.job is None
    assert hold.pages.currentWidget() in (hold.start, hold.meaning)
    assert made.lists(place.bench.desk) == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_hold_no_lists(place_of: Enter, households: list[UUID], role: Role) -> None:
    place = place_of(role, "hold")
    assert place.screen.hold is None
    assert [made for made in place.screen.findChildren(QPushButton) if "Hold" in made.text()] == []


def test_a_key_begins_it(place_of: Enter, households: list[UUID]) -> None:
    place = place_of()
    (button,) = place.screen.head.buttons
    assert button.shortcut() == QKeySequence("Ctrl+N")
    button.click()
    assert place.screen.hold is not None
    place.settle()


def test_figures_that_do_not_add_up_are_said_to(t: Translator) -> None:
    wrong = ListCounts(rows=5, by_nik=2, questions=1)
    assert not equation(t, wrong).holds
    assert equation(t, ListCounts(rows=3, by_nik=2, questions=1)).verdict == "Balanced"
    assert [figure.value for figure in figures(t, ListCounts(rows=1500, by_kk=1200, absent=300))] == [
        *("1.200", "0", "300", "0"),
    ]

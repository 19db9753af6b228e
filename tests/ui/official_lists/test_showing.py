"""Lists that are kept, what they offer, whom to look into, and which aids go together."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop.models import Enrolment, OtherAid, Task
from desktop.rules.aid_rules import Pair, Together
from desktop.rules.official_lists import Difference
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.official_lists import kept, waiting
from desktop.services.official_lists.answers import Said
from desktop.services.official_lists.offers import RankOffer
from desktop.services.official_lists.together import Cell
from desktop.ui.kit.question import Question
from desktop.ui.list_history import ListHistory
from desktop.ui.official_lists.matrix import PairCell, long_word, short_word
from desktop.ui.official_lists.offered import Offered, offer_words
from desktop.ui.official_lists.words import said_words
from desktop.wording import Translator
from tests import families
from tests.services.official_lists import files as made
from tests.ui.official_lists.conftest import Place, pressed, texts

Enter = Callable[..., Place]


def dukcapil(desk: Desk, folder: Path) -> UUID:
    rows = [[made.mother(number), "", word] for number, word in enumerate(("PADAN", "PADAN", "MENINGGAL"))]
    found = made.keep(desk, made.write(folder / "d.xlsx", ("NIK", "Nama", "Hasil"), rows), made.DUKCAPIL)
    assert found.list_id is not None
    return found.list_id


def register(desk: Desk, folder: Path) -> UUID:
    rows = [[made.card(number), number + 1, "YA"] for number in range(3)]
    path = made.write(folder / "r.xlsx", ("No KK", "Desil", "BANSOS PKH"), rows)
    found = made.keep(desk, path, made.DTSEN)
    assert found.list_id is not None
    return found.list_id


def test_an_empty_place_offers_the_first_step(place_of: Enter, households: list[UUID]) -> None:
    place = place_of()
    assert place.screen.browse.empty.isVisible()
    assert place.screen.browse.empty.step is not None
    place.screen.browse.empty.step.click()
    assert place.screen.hold is not None
    place.settle()


def test_an_auditor_is_told_who_does_it(place_of: Enter, households: list[UUID]) -> None:
    place = place_of(Role.AUDITOR)
    assert place.screen.browse.empty.step is None
    assert place.screen.browse.empty.sentence.endswith("The operator does it.")


def test_the_newest_list_is_shown_with_whom_it_means(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    register(operator, tmp_path)
    place = place_of()
    browse = place.screen.browse
    assert [row.source_name for row in browse.model.rows] == ["DTSEN", "Dukcapil"]
    assert browse.panel.title.text() == "DTSEN"
    assert "r.xlsx" in browse.panel.about.text()
    assert "kept by Si Operator" in browse.panel.about.text()
    assert [row.name for row in browse.panel.model.rows] == ["SITI AMINAH", "ROHAYATI", "ENTIN SURYATIN"]
    assert browse.panel.notice.sentence == ("The list says more than the register: 3 aids, 3 places in the register.")


def test_a_list_asked_for_is_shown(place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path) -> None:
    wanted = dukcapil(operator, tmp_path)
    register(operator, tmp_path)
    place = place_of(Role.OPERATOR, wanted)
    panel = place.screen.browse.panel
    assert panel.shown is not None
    assert panel.shown.id == wanted
    assert panel.notice.sentence == ""


def test_results_are_narrowed_and_a_family_is_opened(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    place = place_of()
    panel = place.screen.browse.panel
    panel.filter.choose("died")
    panel.filter.chosen.emit("died")
    place.settle()
    assert [row.name for row in panel.model.rows] == ["ENTIN SURYATIN"]
    place.qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert place.went == [("families", households[2])]


def test_more_results_come_as_one_scrolls(place_of: Enter, operator: Desk, tmp_path: Path) -> None:
    count = kept.PAGE + 20
    families.add(operator, count)
    rows = [[made.mother(number), ""] for number in range(count)]
    made.keep(operator, made.write(tmp_path / "b.xlsx", ("NIK", "Nama"), rows), made.DTSEN)
    place = place_of()
    panel = place.screen.browse.panel
    assert len(panel.model.rows) == kept.PAGE
    panel.view.scrollToBottom()
    place.qtbot.waitUntil(lambda: len(panel.model.rows) == count, timeout=10_000)
    place.settle()


def test_what_a_list_offers_is_taken_over_but_for_what_is_left_out(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    register(operator, tmp_path)
    place = place_of()
    pressed(place.screen.browse.panel, "Look and take over…")
    offered = place.screen.offered
    assert isinstance(offered, Offered)
    assert len(offered.model.rows) == 6
    offered.leave_out()
    assert offered.toggle.text() == "Take it in again"
    assert offered.model.columns[2].text(offered.t, offered.model.rows[0]) == "Left out"
    offered.leave_out()
    assert offered.left_out == set()
    offered.leave_out()
    pressed(offered, "Take over 5 changes")
    place.settle()
    assert place.said == ["5 changes are taken over."]
    assert {row.household_id for row in made.everything(operator, OtherAid)} == set(households[1:3])
    assert place.screen.pages.currentIndex() == 0
    assert place.screen.browse.panel.notice.sentence == "The list says more than the register: 1 aid."


def test_offers_that_were_overtaken_are_refused(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    register(operator, tmp_path)
    place = place_of()
    pressed(place.screen.browse.panel, "Look and take over…")
    made.change_household(operator, households[0], poverty_percentile=55)
    offered = place.screen.offered
    assert offered is not None
    offered.take()
    place.settle()
    assert offered.notice.sentence.startswith("Families were saved or lists kept")
    assert made.everything(operator, OtherAid) == []
    pressed(offered, "Back")
    assert place.screen.pages.currentIndex() == 0


def test_an_auditor_sees_that_there_is_more_and_takes_nothing_over(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    register(operator, tmp_path)
    place = place_of(Role.AUDITOR)
    notice = place.screen.browse.panel.notice
    assert "3 aids" in notice.sentence
    assert notice.remedy is None


def test_who_died_by_a_list_is_looked_into(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    place = place_of(Role.OPERATOR, "waiting")
    looking = place.screen.looking.part
    assert place.screen.tabs.currentIndex() == 1
    assert looking.isVisible()
    assert [row.name for row in looking.model.rows] == ["ENTIN SURYATIN"]
    looking.open.click()
    assert place.went == [("families", households[2])]


def test_a_reason_closes_it(place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path) -> None:
    dukcapil(operator, tmp_path)
    place = place_of(Role.OPERATOR, "waiting")
    looking = place.screen.looking.part
    looking.close_it.click()
    (question,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, Question) and one.isVisible()]
    assert isinstance(question.reason, QLineEdit)
    question.reason.setText("Masih hidup, ditemui di rumah")
    question.do_it.click()
    place.settle()
    assert looking.empty.isVisible()
    assert place.screen.tabs.tabText(1) == "To look into"
    (task,) = made.everything(operator, Task)
    assert task.outcome == "Masih hidup, ditemui di rumah"


def test_what_was_decided_on_an_older_list_stands_beside_it(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    older = made.About(made.OfficialKind.DUKCAPIL, "dukcapil", date(2018, 5, 1))
    path = made.write(tmp_path / "lama.xlsx", ("NIK", "Hasil"), [[made.mother(2), "MENINGGAL"]])
    made.keep(operator, path, older)
    waiting.close(operator, waiting.waiting(operator)[0].task, "Masih hidup")
    dukcapil(operator, tmp_path)
    place = place_of(Role.OPERATOR, "waiting")
    (row,) = place.screen.looking.part.model.rows
    assert row.decided == "Masih hidup"
    last = place.screen.looking.part.model.columnCount() - 1
    assert place.screen.looking.part.model.index(0, last).data().endswith(" · Masih hidup")


def test_others_see_who_waits_and_close_nothing(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    place = place_of(Role.SUPERVISOR, "waiting")
    looking = place.screen.looking.part
    assert len(looking.model.rows) == 1
    assert not looking.close_it.isVisible()


def test_the_matrix_shows_what_clashes_and_who_holds_both(
    place_of: Enter, households: list[UUID], operator: Desk
) -> None:
    families.add(operator, 1, start=40, receives_pkh=True)
    with operator.write("test.active") as unit:
        for row in unit.session.query(Enrolment).all():
            row.status = "active"
    place = place_of(Role.OPERATOR, "together")
    matrix = place.screen.matrix.part
    assert matrix.notice.sentence == "1 family holds PKH and Jamsosratu, which do not go together."
    assert matrix.pair.text() == "PKH + Jamsosratu"
    assert matrix.verdict.text() == "They do not go together"
    assert matrix.source.text() == "Source: berita ANTARA Banten tentang Jamsosratu"
    assert len(matrix.model.rows) == 1
    place.qtbot.keyClick(matrix.view, Qt.Key.Key_Return)
    assert place.went[0][0] == "families"


def test_every_two_aids_can_be_chosen_by_key_and_by_mouse(place_of: Enter, households: list[UUID]) -> None:
    place = place_of(Role.OPERATOR, "together")
    matrix = place.screen.matrix.part
    count = len(matrix.book.aids)
    assert len(matrix.cells) == count * (count - 1) // 2
    assert matrix.notice.sentence == ""
    cell = next(one for one in matrix.cells if {one.cell.one, one.cell.other} == {"bst", "pkh"})
    cell.click()
    place.settle()
    assert matrix.verdict.text() == "They do not go together, but this is not certain"
    cell.setFocus(Qt.FocusReason.OtherFocusReason)
    other = next(one for one in matrix.cells if {one.cell.one, one.cell.other} == {"bpnt", "pkh"})
    other.setFocus(Qt.FocusReason.TabFocusReason)
    place.settle()
    assert matrix.verdict.text() == "They go together"
    assert other.accessibleName() == "PKH and BPNT/Sembako: They go together"
    assert not cell.isChecked()
    assert isinstance(cell, PairCell)


def test_what_is_chosen_in_the_matrix_stays_so(place_of: Enter, households: list[UUID]) -> None:
    place = place_of(Role.OPERATOR, "together")
    matrix = place.screen.matrix.part
    matrix.cells[5].click()
    place.settle()
    before = matrix.pair.text()
    place.screen.refresh()
    place.settle()
    assert matrix.pair.text() == before


@pytest.mark.parametrize(
    ("together", "sure", "short", "long"),
    [
        (Together.YES, True, "Yes", "They go together"),
        (Together.YES, False, "Yes?", "They go together, but this is not certain"),
        (Together.NO, True, "No", "They do not go together"),
        (Together.UNKNOWN, False, "?", "Not known whether they go together"),
    ],
)
def test_words_of_a_pair(t: Translator, together: Together, sure: bool, short: str, long: str) -> None:
    cell = Cell("a", "b", Pair(together, sure), 0)
    assert (short_word(t, cell), long_word(t, cell)) == (short, long)


def test_everything_a_result_holds_in_words(t: Translator) -> None:
    said = Said(
        {"desil": "2", "died_on": "2020-02-29", "word": "PADAN"},
        {"pkh": True, "bpnt": False},
        (Difference("sex", "P", "L"),),
    )
    assert said_words(t, said) == (
        "Sex: here P, in the list L · Desil: 2 · Date of death: 29 Feb 2020 · PKH: Yes · BPNT: No · “PADAN”"
    )
    assert said_words(t, Said()) == ""


def test_a_rank_shows_what_stands_and_what_would(t: Translator, households: list[UUID]) -> None:
    offer = RankOffer(households[0], "SITI", "X", 20, "2", 12, "bdt2015")
    book = None
    assert offer_words(t, book, offer) == "percentile 12 (BDT2015) → desil 2 · percentile 20"  # type: ignore[arg-type]
    bare = RankOffer(households[0], "SITI", "X", None, "", None, "")
    assert offer_words(t, book, bare) == "none → none"  # type: ignore[arg-type]


def test_the_history_of_a_family_for_its_panel(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    register(operator, tmp_path)
    place = place_of()
    shown = ListHistory(place.bench)
    place.qtbot.addWidget(shown)
    shown.show_family(households[2])
    place.settle()
    assert [line.source for line in shown.lines] == ["dtsen", "dukcapil"]
    assert "the family · Desil: 3 · PKH" in texts(shown)
    assert "ENTIN SURYATIN" in texts(shown)
    shown.show_family(households[5])
    place.settle()
    assert not shown.isVisible()


def test_a_page_nobody_looks_at_is_not_made_and_its_tab_counts(
    place_of: Enter, households: list[UUID], operator: Desk, tmp_path: Path
) -> None:
    dukcapil(operator, tmp_path)
    place = place_of(Role.OPERATOR)
    assert place.screen.looking.made is None
    assert place.screen.matrix.made is None
    assert place.screen.tabs.tabText(1) == "To look into (1)"
    answer = waiting.close(operator, waiting.waiting(operator)[0].task, "Masih hidup")
    place.screen.changed(answer.changes)
    place.settle()
    assert place.screen.looking.made is None
    assert place.screen.tabs.tabText(1) == "To look into"
    place.screen.tabs.setCurrentIndex(1)
    place.settle()
    assert place.screen.looking.part.empty.isVisible()
    assert place.screen.matrix.made is None


def test_the_matrix_is_asked_for_when_it_is_turned_to(place_of: Enter, households: list[UUID]) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.tabs.setCurrentIndex(2)
    place.settle()
    assert place.screen.matrix.part.cells
    assert place.screen.looking.made is None

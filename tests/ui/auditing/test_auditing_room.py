"""One key runs the tests; the answer is a list by gravity, each test opens its rows, each row its family."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import Role
from desktop.services.auditing import audits
from desktop.services.auditing.comparing import Since
from desktop.services.auditing.kinds import AuditTest
from desktop.services.auditing.reach import ProgrammeKey
from desktop.services.desk import Desk
from desktop.ui.auditing.screen import AuditingScreen
from desktop.ui.kit.tokens import Tone
from tests.documents.paper_readers import words
from tests.services.auditing.faulty import DAMAGED, SOUND, nik, nik_of_all
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.ui.auditing.conftest import Place, PlaceOf

T = AuditTest


def buttons(screen: AuditingScreen) -> dict[str, bool]:
    """What the head offers, and whether it can be pressed."""
    return {one.text(): one.isEnabled() for one in screen.head.buttons}


def press(place: Place, key: Qt.Key, came: Callable[[], bool]) -> None:
    """Press a key of the window and wait until it did its work."""
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    place.qtbot.waitUntil(lambda: all(one.isVisible() for one in place.screen.head.buttons))
    QTest.keyClick(place.screen, key)
    place.qtbot.waitUntil(came)
    place.settle()


def test_an_office_without_a_list_has_nothing_to_test(place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    browse = place.screen.browse
    assert "No list was drafted yet" in browse.empty.sentence
    assert browse.empty.step is None
    assert buttons(place.screen) == {"Print…": False, "Run the tests": False}
    place.screen.put_on_paper()
    assert place.screen.paper is None, "there is nothing to print"


def test_one_key_runs_all_tests_and_the_gravest_comes_first(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of(Role.SUPERVISOR)
    place.enter()
    assert "Nothing was tested here yet" in place.screen.browse.empty.sentence
    assert place.lines == {}
    press(place, Qt.Key.Key_F8, lambda: place.lines != {})
    found = list(place.lines.items())
    assert found[:3] == [("", 1 + place.lines[T.NIK_DOUBTFUL] + place.lines[T.DOUBLE_NIK]), (T.NIK_WRONG, 1),
                         (T.DOUBLE_NIK, place.lines[T.DOUBLE_NIK])]  # fmt: skip
    assert len(found) == 1 + len(T)
    counts = [many for _, many in found[1:]]
    assert counts.index(0) == len([many for many in counts if many]), "what found nothing stands below"
    (check,) = audits.checks(faulty)
    assert (check.key, check.by, check.wrong) == (None, "Si Supervisor", 1)


def test_the_gravest_test_is_open_with_what_it_asks(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.run()
    rows = place.screen.browse.rows
    assert rows.title.text() == "NIK that cannot be one"
    assert rows.question.text().startswith("Did a NIK lose digits")
    assert "stops the approval of its list" in rows.source.text()
    assert "Type the NIK from the KTP" in rows.source.text()
    assert "239,154" in rows.source.text()
    assert rows.chip.value.tone is Tone.DANGER
    assert [row.test for row in place.rows] == [T.NIK_WRONG]
    assert rows.found.text().startswith("1 row · 0 of 1 explained · ")
    notice = place.screen.browse.notice
    assert notice.sentence.startswith("1 row is wrong: the list it stands on is not approved")


def test_a_row_says_who_which_payment_and_what(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.run()
    rows = place.screen.browse.rows
    (row,) = place.rows
    assert rows.foot.sentence.text() == f"The NIK {row.told['value']} of {row.name} lost digits and cannot be one."
    assert rows.foot.about.text().startswith(f"{row.card_number} · {row.village} · Tranche 2019/1 · Rp1.000.000")
    shown = [rows.model.index(0, at).data() or "" for at in range(5)]
    assert shown == ["", row.name, str(row.told["value"]), "", "2019/1"]
    QTest.keyClick(rows.view, Qt.Key.Key_Return)
    assert place.went == [("families", row.household_id)]


def test_a_test_without_rows_says_so(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.run()
    place.choose(T.DIED)
    rows = place.screen.browse.rows
    assert rows.empty.sentence == "This test found nothing."
    assert rows.foot.sentence.text() == ""
    assert not rows.foot.open.isEnabled()
    assert rows.chip.value.text == "Nothing found"
    rows.foot.open.click()
    assert place.went == []


def test_everything_together_is_a_line_too(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.run()
    place.choose(None)
    assert len(place.rows) == place.lines[""]
    assert {row.test for row in place.rows} >= {T.NIK_WRONG, T.NIK_DOUBTFUL}


def test_a_run_is_compared_with_the_one_before(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.run()
    browse = place.screen.browse
    assert browse.runs.before.isHidden(), "there is none before"
    assert browse.rows.since.count() == 2, "all rows, or those not explained"
    nik(faulty, 0, SOUND)
    second = nik(faulty, 3, DAMAGED)
    place.run()
    assert browse.runs.earlier is not None
    line = browse.tests.line
    assert line is not None
    assert (line.test, line.since) == (T.NIK_WRONG, "+1 -1")
    browse.rows.since.choose(Since.GONE)
    browse.rows.since.chosen.emit(Since.GONE)
    place.settle()
    assert [row.name for row in place.rows] != [second]
    browse.rows.since.choose(Since.NEW)
    browse.rows.since.chosen.emit(Since.NEW)
    place.settle()
    assert [row.name for row in place.rows] == [second]
    place.choose(T.DIED)
    assert browse.rows.empty.sentence == "No row is new since the earlier run."
    browse.runs.before.choose(None)
    browse.runs.before.chosen.emit(None)
    place.settle()
    line = browse.tests.line
    assert line is not None
    assert line.since == ""


def test_an_earlier_run_is_opened_again(faulty: Desk, place_of: PlaceOf) -> None:
    first = audits.run(faulty).value
    nik(faulty, 0, SOUND)
    second = audits.run(faulty).value
    place = place_of(Role.AUDITOR)
    place.enter()
    runs = place.screen.browse.runs
    assert runs.check is not None
    assert runs.check.id == second.id
    assert T.NIK_WRONG not in [name for name, many in place.lines.items() if many]
    runs.run.choose(first.id)
    runs.run.chosen.emit(first.id)
    place.settle()
    assert place.lines[T.NIK_WRONG] == 1
    assert runs.earlier is None, "nothing is older"


def test_a_list_from_elsewhere_brings_its_newest_run(faulty: Desk, place_of: PlaceOf) -> None:
    """From the refusal of an approval: the run that the refusal was about."""
    whole = audits.run(faulty).value
    of_list = audits.run(faulty, FIRST).value
    place = place_of(Role.SUPERVISOR)
    place.enter(FIRST)
    runs = place.screen.browse.runs
    assert runs.check is not None
    assert (runs.over, runs.check.id) == (FIRST, of_list.id)
    runs.list.choose(None)
    runs.list.chosen.emit(None)
    place.settle()
    assert runs.check is not None
    assert runs.check.id == whole.id
    place.enter()
    assert runs.over is None, "a plain visit leaves what was chosen"


def test_a_programme_and_a_year_are_chosen_like_a_list(faulty: Desk, place_of: PlaceOf) -> None:
    """Each has its own runs, and is compared with them only."""
    audits.run(faulty)
    place = place_of()
    place.enter()
    runs = place.screen.browse.runs
    offered = [runs.list.itemText(at) for at in range(runs.list.count())]
    assert offered == [
        "All lists of this office", "Jamsosratu, all years", "Jamsosratu 2019, all tranches",
        "Jamsosratu 2019, tranche 2019/1",
    ]  # fmt: skip
    for over in (ProgrammeKey("jamsosratu"), ProgrammeKey("jamsosratu", 2019)):
        runs.list.choose(over)
        runs.list.chosen.emit(over)
        place.settle()
        assert "Nothing was tested here yet" in place.screen.browse.empty.sentence
        place.run()
        assert runs.check is not None
        assert (runs.check.over, runs.earlier) == (over, None)
        assert place.lines[T.NIK_WRONG] == 1
    place.run()
    assert runs.earlier is not None
    assert runs.earlier.over == ProgrammeKey("jamsosratu", 2019)


def test_what_another_person_ran_comes_into_the_list(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    answer = audits.run(faulty)
    place.screen.bench.runner.changed.emit(answer.changes)
    place.settle()
    assert [one.id for one in place.screen.browse.runs.known.checks] == [answer.value.id]
    assert place.lines[T.NIK_WRONG] == 1


def test_the_tests_can_be_stopped(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.screen.run()
    assert "Stop the tests" in buttons(place.screen)
    place.screen.run()
    place.screen.testing.stop()
    place.settle()
    assert "Run the tests" in buttons(place.screen)
    assert len(audits.checks(faulty)) <= 1, "pressed twice it runs once"


def test_the_rows_in_view_go_to_paper_and_workbook(faulty: Desk, place_of: PlaceOf, tmp_path: Path) -> None:
    place = place_of()
    place.enter()
    place.run()
    press(place, Qt.Key.Key_F9, lambda: place.screen.paper is not None)
    paper = place.screen.paper
    assert paper is not None
    assert paper.isVisible()
    assert paper.paper is not None
    assert paper.head.title == "NIK that cannot be one"
    assert paper.head.context.startswith("1 page · Numbers are masked;")
    assert "NIK tidak mungkin benar" in words(paper.paper.pdf)
    for name in ("uji.pdf", "uji.xlsx"):
        paper.save_to(tmp_path / name)
        place.settle()
        assert (tmp_path / name).stat().st_size > 0
    paper.leave()
    assert place.screen.browse.isVisible()
    place.choose(T.NIK_DOUBTFUL)
    place.screen.put_on_paper()
    place.settle()
    assert paper.head.title == "NIK missing or odd"


def test_somebody_elsewhere_is_told_when_the_tests_are_done(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    place.screen.run()
    place.screen.hide()
    place.settle()
    assert place.said[0].startswith("The tests are done: 1 wrong,")


def test_the_administrator_is_told_who_may(faulty: Desk, place_of: PlaceOf) -> None:
    audits.run(faulty)
    place = place_of(Role.ADMINISTRATOR)
    place.enter()
    place.screen.refresh()
    place.screen.run()
    place.settle()
    assert "An operator, a supervisor or an auditor" in place.screen.browse.empty.sentence
    assert place.screen.head.buttons == []
    assert place.lines == {}
    assert len(audits.checks(faulty)) == 1


def test_a_refusal_is_said_and_the_room_goes_on(faulty: Desk, place_of: PlaceOf) -> None:
    place = place_of()
    place.enter()
    walk.drafted(faulty, 2, walk.SECOND)
    place.screen.testing.run(walk.TrancheKey("jamsosratu", 2019, 9), "2019/9")
    place.settle()
    assert place.screen.browse.notice.sentence
    place.run()
    assert place.lines[T.NIK_WRONG] == 1


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR])
def test_whoever_reads_may_run(faulty: Desk, place_of: PlaceOf, role: Role) -> None:
    place = place_of(role)
    place.enter()
    assert buttons(place.screen)["Run the tests"]
    place.run()
    assert place.lines[T.NIK_WRONG] == 1


def test_very_many_rows_come_as_one_scrolls(operator: Desk, place_of: PlaceOf) -> None:
    walk.drafted(operator, 210)
    nik_of_all(operator, DAMAGED)
    place = place_of()
    place.enter()
    place.run()
    place.choose(T.NIK_WRONG)
    rows = place.screen.browse.rows
    assert rows.model.rowCount() == 200
    assert rows.found.text().startswith("210 rows · 0 of 210 explained · ")
    rows.view.scrollToBottom()
    place.qtbot.waitUntil(lambda: rows.model.rowCount() == 210)
    place.settle()

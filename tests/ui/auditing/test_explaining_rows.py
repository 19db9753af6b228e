"""Rows are explained by one key, one or several at once; what is said stands beside them and is counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import Role
from desktop.services import drafts
from desktop.services.auditing import audits, explaining
from desktop.services.auditing.comparing import Since
from desktop.services.auditing.kinds import AuditTest
from desktop.services.desk import Desk
from desktop.ui.auditing.explaining import DRAFT, ExplainPage
from desktop.ui.kit.tokens import Tone
from tests.services.auditing.faulty import DAMAGED, nik_of_all
from tests.services.money import walk
from tests.services.money.walk import FIRST
from tests.ui.auditing.conftest import Place, PlaceOf

T = AuditTest
WHY = "KTP dilihat di kantor desa"


@pytest.fixture
def wrong(operator: Desk) -> Desk:
    """Four families on a draft whose NIK is none, and a run over all lists."""
    walk.drafted(operator, 4)
    nik_of_all(operator, DAMAGED)
    audits.run(operator)
    return operator


@pytest.fixture
def place(wrong: Desk, place_of: PlaceOf) -> Place:
    made = place_of()
    made.enter()
    made.choose(T.NIK_WRONG)
    return made


def page_of(place: Place) -> ExplainPage:
    page = place.screen.page
    assert page is not None
    assert place.screen.pages.currentWidget() is page
    return page


def explain(place: Place, reason: str) -> None:
    """Press the button, write, keep it."""
    place.screen.browse.rows.foot.explain.click()
    place.settle()
    page = page_of(place)
    page.form.fill({"reason": reason})
    page.form.submit()
    place.settle()


def said(place: Place) -> list[str]:
    return [row.said.reason if row.said else "" for row in place.rows]


def test_one_key_explains_the_row_that_is_chosen(place: Place) -> None:
    rows = place.screen.browse.rows
    rows.view.selectRow(1)
    chosen = rows.foot.row
    assert chosen is not None
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(rows.view, Qt.Key.Key_F6)
    place.qtbot.waitUntil(lambda: place.screen.page is not None)
    place.settle()
    page = page_of(place)
    assert page.head.context == "NIK that cannot be one · 1 row"
    assert page.about.text().startswith("The NIK ")
    assert page.before.text() == "Nothing was said of this row yet."
    field = page.form.blocks["reason"].editor.as_widget()
    place.qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, WHY)
    QTest.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    place.qtbot.waitUntil(lambda: place.screen.page is None)
    place.settle()
    assert place.said == ["1 row is explained."]
    assert said(place) == ["", WHY, "", ""]
    assert rows.foot.row is not None
    assert rows.foot.row.id == chosen.id, "one is back on the row"
    assert rows.foot.said.text().startswith(f"Explained: {WHY} (Si Operator, ")
    assert rows.found.text().startswith("4 rows · 1 of 4 explained · ")
    assert rows.model.index(1, 3).data() == WHY


def test_marked_rows_are_explained_at_once(place: Place) -> None:
    rows = place.screen.browse.rows
    for at in (0, 2):
        rows.view.selectRow(at)
        QTest.keyClick(rows.view, Qt.Key.Key_Space)
    assert [rows.model.index(at, 0).data() for at in range(4)] == ["✓", "", "✓", ""]
    assert rows.foot.explain.text() == "Explain 2 rows…"
    explain(place, WHY)
    assert said(place) == [WHY, "", WHY, ""]
    assert rows.marks.rows == {}, "marks go with what they were for"
    QTest.keyClick(rows.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(rows.marks.rows) == 4
    QTest.keyClick(rows.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert rows.marks.rows == {}
    QTest.keyClick(rows.view, Qt.Key.Key_Space)
    place.choose(T.DOUBLE_NIK)
    assert rows.marks.rows == {}, "another test has other rows"


def test_what_nobody_explained_can_be_shown_alone(place: Place) -> None:
    rows = place.screen.browse.rows
    explain(place, WHY)
    rows.since.choose(Since.OPEN)
    rows.since.chosen.emit(Since.OPEN)
    place.settle()
    assert said(place) == ["", "", ""]
    assert rows.found.text().startswith("3 rows · 0 of 3 explained · ")
    QTest.keyClick(rows.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    explain(place, "Salah ketik, sudah diperbaiki")
    assert place.rows == []
    assert rows.empty.sentence == "Every row is explained."


def test_all_doubts_explained_is_good_and_what_stops_still_stops(place: Place) -> None:
    browse = place.screen.browse
    notice = browse.notice
    assert "explained" not in notice.sentence
    QTest.keyClick(browse.rows.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    explain(place, WHY)
    assert notice.sentence.endswith("4 of 8 explained.")
    chip = browse.rows.chip.value
    assert (chip.text, chip.tone) == ("Stops", Tone.DANGER)
    place.choose(T.DOUBLE_NIK)
    assert browse.rows.chip.value.text == "Explain"
    QTest.keyClick(browse.rows.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    explain(place, "Satu keluarga, dua kartu")
    assert (browse.rows.chip.value.text, browse.rows.chip.value.tone) == ("Explained", Tone.GOOD)
    assert "is not approved before" in notice.sentence or "are not approved before" in notice.sentence


def test_the_newest_counts_and_the_older_ones_are_read_beside_it(place: Place) -> None:
    explain(place, "Salah ketik")
    rows = place.screen.browse.rows
    assert rows.foot.explain.text() == "Explain anew…"
    rows.foot.explain.click()
    place.settle()
    page = page_of(place)
    assert page.form.values()["reason"] == "Salah ketik", "it is written on"
    assert "Salah ketik" in page.before.text()
    assert not page.dirty
    page.form.fill({"reason": WHY})
    page.form.submit()
    place.settle()
    assert said(place)[0] == WHY
    explain(place, "")
    assert said(place) == [""] * 4
    assert place.said[-1] == "The explanation was taken back."
    rows.foot.explain.click()
    place.settle()
    assert page_of(place).before.text().count("Si Operator") == 3
    assert "Took the explanation back." in page_of(place).before.text()


def test_it_is_there_in_the_next_run(place: Place) -> None:
    explain(place, WHY)
    place.run()
    place.choose(T.NIK_WRONG)
    assert said(place)[0] == WHY
    assert place.screen.browse.rows.found.text().startswith("4 rows · 1 of 4 explained · ")


def test_nothing_written_is_not_kept(place: Place) -> None:
    place.screen.browse.rows.foot.explain.click()
    place.settle()
    page = page_of(place)
    page.form.submit()
    place.settle()
    assert page_of(place) is page, "the form asks for it"
    page.leave()
    assert place.screen.browse.isVisible()
    assert said(place) == [""] * 4


def test_a_refusal_stands_at_the_field(place: Place) -> None:
    """Somebody else took back what was said, while the person empties it here."""
    explain(place, WHY)
    place.screen.browse.rows.foot.explain.click()
    place.settle()
    page = page_of(place)
    explaining.explain(place.screen.bench.desk, [page.rows[0].id], "")
    page.form.fill({"reason": ""})
    page.form.submit()
    place.settle()
    assert page.form.blocks["reason"].problem.startswith("Write why the row is right")


def test_what_is_typed_outlives_the_lock(place: Place, place_of: PlaceOf) -> None:
    place.screen.browse.rows.foot.explain.click()
    place.settle()
    page_of(place).form.fill({"reason": "Setengah"})
    place.screen.enter(FIRST)
    assert page_of(place).dirty, "a way here from elsewhere leaves it in view"
    place.screen.keep_draft()
    again = place_of(place.screen.bench.desk)
    again.enter()
    again.choose(T.NIK_WRONG)
    again.screen.browse.rows.foot.explain.click()
    again.settle()
    page = page_of(again)
    assert page.form.values()["reason"] == "Setengah"
    page.form.fill({"reason": WHY})
    page.form.submit()
    again.settle()
    assert drafts.take(again.screen.bench.desk, DRAFT) is None
    assert said(again)[0] == WHY


def test_the_auditor_reads_only(wrong: Desk, place_of: PlaceOf) -> None:
    row = audits.findings(wrong, audits.checks(wrong)[0].id, T.NIK_WRONG)[0]
    explaining.explain(wrong, [row.id], WHY)
    place = place_of(Role.AUDITOR)
    place.enter()
    place.choose(T.NIK_WRONG)
    rows = place.screen.browse.rows
    assert rows.foot.explain.isHidden()
    assert rows.foot.said.text().startswith(f"Explained: {WHY}")
    QTest.keyClick(rows.view, Qt.Key.Key_Space)
    assert rows.marks.rows == {}
    assert [rows.model.index(0, at).data() for at in (0, 2)] == [place.rows[0].name, WHY]

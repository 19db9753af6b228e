"""The clinic's words in both languages, its narrowness, and what happens when somebody is quick."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest

from desktop import paths
from desktop.rules.fault_kinds import KINDS, FaultCode, Level
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.quality.lists import FaultList
from desktop.services.quality.rows import FaultRow, KindCount, Overview, Reason
from desktop.ui.kit import fonts
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.kit.tokens import Size
from desktop.ui.quality.kinds import KindList
from desktop.ui.quality.strip import Decisions, FaultStrip
from desktop.ui.quality.words import TONES, fault_columns, kind_columns, level_chip, lines
from desktop.wording import Translator, load
from desktop.wording.quality import KINDS as NAMES
from desktop.wording.quality import LEVELS
from tests.ui.quality.conftest import Place

Places = Callable[[Role], Place]
TITLE_ROOM = 200  # pixels of the left list at 1366


@pytest.fixture(scope="module")
def indonesian() -> Translator:
    return load(Path(paths.resources()) / "locale", "id")


def nothing() -> None:
    """What a button would do."""


def chosen(kinds: KindList) -> FaultCode | None:
    return kinds.code


def row(code: FaultCode, person: str = "SITI", caretaker: str = "ROHAYATI", *, stands: bool = False) -> FaultRow:
    return FaultRow(UUID(int=7), 0, code, person, caretaker, "", "Cikole", "Sumur", "", stands)


def test_every_kind_and_level_has_its_word() -> None:
    assert set(NAMES) == {code.value for code in FaultCode}
    assert set(LEVELS) == {level.value for level in Level} == {level.value for level in TONES}


@pytest.mark.parametrize("code", FaultCode)
def test_a_kind_is_read_whole_in_the_left_list(indonesian: Translator, qapp: object, code: FaultCode) -> None:
    word = indonesian(NAMES[code])
    assert word != NAMES[code]
    room = QFontMetricsF(fonts.face(Size.BODY, Weight.REGULAR)).horizontalAdvance(word)
    assert room <= TITLE_ROOM, word


@pytest.mark.parametrize("code", FaultCode)
def test_a_fault_is_told_with_what_to_do(t: Translator, qapp: object, code: FaultCode) -> None:
    strip = FaultStrip(t, nothing, Decisions(nothing, nothing))
    strip.show_row(row(code))
    assert strip.sentence.text().endswith(".")
    assert strip.stand.isVisibleTo(strip) is (KINDS[code].level is Level.DOUBT)
    strip.deleteLater()


def test_a_family_without_names_is_named_all_the_same(t: Translator, qapp: object) -> None:
    who = fault_columns(t)[0]
    assert who.text(t, row(FaultCode.KK_MISSING)) == "SITI"
    assert who.text(t, row(FaultCode.KK_MISSING, "")) == "Family of ROHAYATI"
    assert who.text(t, row(FaultCode.KK_MISSING, "", "")) == "No caretaker yet"


def test_the_sum_has_no_level(t: Translator) -> None:
    seen = Overview((KindCount(FaultCode.SEX_DIFFERS, 3, 2), KindCount(FaultCode.NIK_MISSING, 4, 4)), 5, 0)
    whole, first, _ = lines(seen, let_stand=False)
    title, level, many = kind_columns(t)
    assert (title.text(t, whole), level.chip(whole), many.text(t, whole)) == ("Everything", None, "5")
    assert level.chip(first) == level_chip(t, Level.DOUBT)


def test_a_reason_is_told_only_where_there_is_one(t: Translator, operator: Desk, qapp: object) -> None:
    strip = FaultStrip(t, nothing, None)
    strip.show_row(row(FaultCode.SEX_DIFFERS, stands=True))
    strip.show_reason(None)
    assert strip.reason.text() == ""
    strip.show_reason(Reason("Sesuai KTP", "Si Operator", operator.today()))
    assert strip.reason.text().endswith(": Sesuai KTP")
    strip.show_row(row(FaultCode.SEX_DIFFERS))
    assert strip.reason.text() == ""
    assert not strip.stand.isVisibleTo(strip), "who may not has no button"
    strip.deleteLater()


def test_the_kind_chosen_stays_chosen_when_figures_come_anew(t: Translator, qapp: object) -> None:
    kinds = KindList(t)
    two = (KindCount(FaultCode.SEX_DIFFERS, 3, 2), KindCount(FaultCode.NIK_MISSING, 4, 4))
    kinds.show_figures(Overview(two, 5, 0))
    assert chosen(kinds) is None
    assert kinds.view.choose(FaultCode.NIK_MISSING.value)
    kinds.show_figures(Overview((KindCount(FaultCode.TWO_HEADS, 1, 1), *two[1:]), 5, 0))
    assert chosen(kinds) is FaultCode.NIK_MISSING
    kinds.show_figures(Overview(two[:1], 2, 0))
    assert chosen(kinds) is None, "there are none of that kind any more"
    kinds.deleteLater()


def test_arrowing_fast_shows_the_last_kind(place: Place) -> None:
    view = place.screen.clinic.kinds.view
    view.setFocus()
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Down)
    place.settle()
    assert {each.code for each in place.rows} == {FaultCode.NIK_MISSING}
    assert place.screen.clinic.table.found.text() == "5 families"


def test_leaving_and_coming_back_keeps_the_list_made(place: Place) -> None:
    place.screen.for_registry()
    place.settle()
    assert place.screen.may_leave()
    place.enter()
    assert place.screen.paper.part.isVisible(), "a plain visit does not throw the paper away"
    place.enter(FaultCode.NIK_MISSING)
    assert place.screen.clinic.isVisible()


def test_a_second_list_takes_the_place_of_the_first(place: Place) -> None:
    place.screen.put_on_paper(FaultList.CIVIL)
    place.screen.paper.part.leave()
    place.screen.put_on_paper(FaultList.FACILITATORS)
    place.settle()
    paper = place.screen.paper.part
    assert paper.kind is FaultList.FACILITATORS
    assert paper.paper is not None
    assert len(paper.paper) == 2


def test_without_a_printer_the_remedy_is_a_file(place: Place) -> None:
    place.screen.for_registry()
    place.settle()
    paper = place.screen.paper.part
    if printers():
        pytest.skip("this PC has a printer")
    paper.print_out()
    assert "knows no printer" in paper.notice.sentence
    assert paper.notice.remedy is not None

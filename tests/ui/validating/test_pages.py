"""What the pages of validation have in common: nothing typed is lost, the cursor, other programmes."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.paths import resources
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.validating import listing
from desktop.services.validating.selecting import State
from desktop.ui.kit.combo import Combo
from desktop.ui.validating.changing import FIELD_OF as CHANGE_FIELDS
from desktop.ui.validating.joining import JoinPage
from desktop.ui.validating.recording import FIELD_OF as RECORD_FIELDS
from tests import offices
from tests.ui.validating.conftest import Place, Places, changing, recording

S = EnrolmentStatus


def test_every_refusal_belongs_to_a_field_that_is_there(place: Place) -> None:
    assert set(RECORD_FIELDS.values()) <= recording(place).form.blocks.keys()
    place.screen.back()
    assert set(CHANGE_FIELDS.values()) <= changing(place).form.blocks.keys()


def test_what_is_typed_is_not_thrown_away_without_a_question(place: Place) -> None:
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    place.question().leave.click()
    assert place.screen.page is page
    page.leave()
    place.answer()
    assert place.screen.page is None


def test_nothing_typed_leaves_without_a_word(place: Place) -> None:
    page = recording(place)
    page.leave()
    assert place.screen.page is None
    assert place.said == []


def test_a_page_stays_while_somebody_goes_elsewhere(place: Place) -> None:
    page = recording(place)
    assert place.screen.may_leave()
    place.screen.enter(State.WAITING)
    place.settle()
    assert place.screen.page is page


def test_a_family_is_enrolled_in_another_programme(place_of: Places, operator: Desk, candidates: list[UUID]) -> None:
    programmes.add(offices.same_office_as(operator, Role.ADMINISTRATOR), "jscb-2023", resources())
    place = place_of()
    place.chosen()
    enrol = place.screen.browse.panel.enrol
    assert enrol is not None
    enrol.click()
    place.settle()
    page = place.page(JoinPage)
    combo = page.form.blocks["programme"].widget
    assert isinstance(combo, Combo)
    assert [combo.itemText(at) for at in range(combo.count())] == ["JSCB 2023"]
    page.form.fill({"programme": "jscb", "reason": "Usulan desa"})
    page.form.submit()
    place.settle()
    assert place.screen.page is None
    assert listing.standing(operator, "jscb").families == 1
    assert candidates


def test_an_office_with_one_programme_offers_no_other(place: Place) -> None:
    place.chosen()
    place.screen.join_other()
    place.settle()
    assert place.page(JoinPage).notice.sentence.startswith("This office runs no other programme.")


def test_the_cursor_stands_where_one_begins(place: Place) -> None:
    page = recording(place)
    assert page.form.blocks["result"].isAncestorOf(page.focusWidget())
    place.screen.back()
    other = changing(place)
    assert other.form.blocks["status"].isAncestorOf(other.focusWidget())


def test_every_reason_is_read_whole(place: Place) -> None:
    page = recording(place)
    for box in page.reasons.boxes.values():
        assert box.width() >= box.sizeHint().width(), box.text()

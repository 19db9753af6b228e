"""The clinic by keyboard: kinds, faults, a family opened, a doubt let stand, and what others save meanwhile."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from desktop.models import FamilyClosure, WarningOverride
from desktop.rules.fault_kinds import FaultCode
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.quality import examining
from desktop.ui.kit.question import Question
from tests import families
from tests.ui.quality.conftest import OTHER_SEX, Place, mother

Places = Callable[[Role], Place]
SEX, BIRTH, NO_NIK = "rules.nik_sex_differs", "rules.nik_birth_differs", "rules.nik_missing"


def question(place: Place) -> Question:
    found = place.screen.findChild(Question)
    assert found is not None
    return found


def test_entering_examines_the_families_and_counts_kinds(place: Place) -> None:
    assert place.kinds == {"": 5, BIRTH: 1, SEX: 1, NO_NIK: 5}
    assert place.screen.head.context == "5 families have something to mend"
    assert len(place.rows) == 7
    assert place.screen.clinic.table.found.text() == "5 families"


def test_a_kind_narrows_the_list(place: Place, five: list[UUID]) -> None:
    place.choose(SEX)
    [row] = place.rows
    assert row.family == five[0]
    assert place.screen.clinic.table.found.text() == "1 family"
    assert place.screen.clinic.filters.code is FaultCode.SEX_DIFFERS


def test_arrows_go_through_kinds_and_enter_to_the_faults(place: Place) -> None:
    view = place.screen.clinic.kinds.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    place.settle()
    assert {row.code for row in place.rows} == {FaultCode.BIRTH_DIFFERS}
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert place.screen.clinic.table.view.hasFocus()


def test_enter_opens_the_family(place: Place, five: list[UUID]) -> None:
    place.choose(SEX)
    QTest.keyClick(place.screen.clinic.table.view, Qt.Key.Key_Return)
    assert place.went == [("families", five[0])]


def test_the_button_opens_it_too(place: Place, five: list[UUID]) -> None:
    place.choose(BIRTH)
    place.screen.clinic.strip.family.click()
    assert place.went == [("families", five[1])]


def test_a_fault_is_said_in_a_sentence(place: Place) -> None:
    place.choose(SEX)
    strip = place.screen.clinic.strip
    assert "The sex differs from the one in the NIK" in strip.sentence.text()
    assert strip.title.text() == "NURJANAH · Facilitator: Ratna Dewi"
    assert strip.level.value.text == "Doubtful"
    assert strip.stand.isVisible()


def test_no_number_is_shown_whole(place: Place) -> None:
    place.choose(SEX)
    model = place.screen.clinic.table.model
    shown = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    assert any(text.endswith("840001") for text in shown)
    assert not any(OTHER_SEX in text for text in shown)


def test_what_is_missing_cannot_be_let_stand(place: Place) -> None:
    place.choose(NO_NIK)
    assert not place.screen.clinic.strip.stand.isVisible()
    place.screen.clinic.let_stand()
    assert place.screen.findChild(Question) is None


def test_a_doubt_is_let_stand_with_a_reason(place: Place, operator: Desk) -> None:
    place.choose(SEX)
    place.screen.clinic.strip.stand.click()
    asked = question(place)
    assert asked.reason is not None
    assert not asked.do_it.isEnabled()
    QTest.keyClicks(asked.reason, "Sesuai KTP, dilihat 3 April")
    asked.do_it.click()
    place.settle()
    assert place.said == ["Let stand; the reason is kept."]
    assert SEX not in place.kinds
    with operator.read() as session:
        assert session.query(WarningOverride).one().reason == "Sesuai KTP, dilihat 3 April"


def test_what_was_let_stand_is_shown_apart_with_its_reason(place: Place, operator: Desk) -> None:
    place.choose(SEX)
    row = place.rows[0]
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    state = place.screen.clinic.kinds.state
    state.choose(True)
    state.chosen.emit(True)
    place.settle()
    assert place.kinds == {SEX: 1}
    strip = place.screen.clinic.strip
    assert strip.level.value.text == "Stands"
    assert strip.reason.text().startswith("Let stand by Si Operator, ")
    assert strip.reason.text().endswith(": Sesuai KTP")
    assert not strip.stand.isVisible()
    assert place.screen.head.context == "1 family with something let stand"


def test_what_was_let_stand_is_asked_again_with_a_reason(place: Place, operator: Desk) -> None:
    place.choose(SEX)
    row = place.rows[0]
    examining.let_stand(operator, row.family, row.code, row.about, "Sesuai KTP")
    state = place.screen.clinic.kinds.state
    state.choose(True)
    state.chosen.emit(True)
    place.settle()
    strip = place.screen.clinic.strip
    assert strip.again.isVisible()
    strip.again.click()
    asked = question(place)
    assert asked.reason is not None
    assert not asked.do_it.isEnabled()
    QTest.keyClicks(asked.reason, "KTP milik adiknya")
    asked.do_it.click()
    place.settle()
    assert place.said == ["It is to be asked again; the reason is kept."]
    state.choose(False)
    state.chosen.emit(False)
    place.settle()
    place.choose(SEX)
    assert strip.reason.text().startswith("Was let stand; asked again by Si Operator, ")
    assert strip.reason.text().endswith(": KTP milik adiknya")
    assert strip.stand.isVisible()
    assert not strip.again.isVisible()


def test_leaving_the_question_changes_nothing(place: Place) -> None:
    place.choose(SEX)
    place.screen.clinic.let_stand()
    asked = question(place)
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    place.settle()
    assert SEX in place.kinds


def test_a_refusal_stands_above_the_list(place: Place, operator: Desk, five: list[UUID]) -> None:
    place.choose(SEX)
    mother(operator, five[0], nik="3601015203840001")  # somebody mended it while the reason was typed
    place.screen.clinic.let_stand()
    asked = question(place)
    assert asked.reason is not None
    QTest.keyClicks(asked.reason, "Sesuai KTP")
    asked.do_it.click()
    place.settle()
    assert "not found in the family any more" in place.screen.clinic.table.notice.sentence


def test_a_family_mended_elsewhere_leaves_the_list(place: Place, operator: Desk, five: list[UUID]) -> None:
    with operator.write("family.save") as unit:
        unit.touch("household", families={five[0]})
    mother(operator, five[0], nik="3601015203840001")
    with operator.write("family.save") as unit:
        unit.touch("member")
    place.screen.changed(unit.changes)
    place.settle()
    assert SEX not in place.kinds
    assert place.kinds[NO_NIK] == 5


def test_a_family_that_was_closed_leaves_the_list(place: Place, operator: Desk, five: list[UUID]) -> None:
    with operator.write("family.close") as unit:
        unit.session.add(
            FamilyClosure(
                household_id=five[0], kind="moved_out", on=date(2019, 4, 1), reason="Pindah", by=operator.person.id
            )
        )
    place.screen.changed(unit.changes)
    place.settle()
    assert place.kinds == {"": 4, BIRTH: 1, NO_NIK: 4}


def test_a_change_during_an_examination_is_examined_after_it(place: Place, operator: Desk) -> None:
    families.add(operator, 2, start=40)
    place.screen.examine()
    place.screen.examine()  # asked for again before the first is over
    place.settle()
    assert place.kinds[NO_NIK] == 7
    assert place.screen.job is None


def test_f5_finds_what_came_meanwhile(place: Place, operator: Desk) -> None:
    families.add(operator, 1, start=40)
    place.screen.refresh()
    place.settle()
    assert place.kinds[""] == 6


def test_the_list_goes_on_as_one_scrolls(place_of: Places, operator: Desk) -> None:
    families.add(operator, 120, start=3)
    place = place_of(Role.OPERATOR)
    place.enter()
    assert len(place.rows) == 50
    for _ in range(3):
        place.screen.clinic.table.view.scrollToBottom()
        place.settle()
    assert len({row.family for row in place.rows}) == 120


def test_an_office_without_faults_says_so(place_of: Places) -> None:
    place = place_of(Role.OPERATOR)
    place.enter()
    assert place.kinds == {}
    assert place.screen.clinic.kinds.empty.sentence == "Nothing to mend here."
    assert place.screen.clinic.table.empty.sentence == "No family has anything to mend."
    assert not place.screen.clinic.strip.isVisible()
    assert place.screen.head.context == "0 families have something to mend"


def test_a_kind_asked_for_from_elsewhere(place: Place) -> None:
    place.enter(FaultCode.SEX_DIFFERS)
    assert {row.code for row in place.rows} == {FaultCode.SEX_DIFFERS}
    place.enter()
    assert {row.code for row in place.rows} == {FaultCode.SEX_DIFFERS}, "a plain visit leaves all as it was"


def test_a_kind_asked_for_at_the_first_entering(place_of: Places, five: list[UUID]) -> None:
    place = place_of(Role.OPERATOR)
    place.enter(FaultCode.NIK_MISSING)
    place.enter(FaultCode.NIK_MISSING)
    assert {row.code for row in place.rows} == {FaultCode.NIK_MISSING}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_look_and_let_nothing_stand(place_of: Places, five: list[UUID], role: Role) -> None:
    place = place_of(role)
    place.enter()
    place.choose(SEX)
    assert len(place.rows) == 1
    assert not place.screen.clinic.strip.stand.isVisible()
    buttons = [button.text() for button in place.screen.head.buttons]
    assert buttons == ([] if role is Role.ADMINISTRATOR else ["For facilitators…", "For Dukcapil…"])


def test_every_button_can_be_reached_and_named(place: Place) -> None:
    place.choose(SEX)
    visible = [button for button in place.screen.findChildren(QPushButton) if button.isVisible()]
    assert visible
    assert all(button.text() for button in visible)

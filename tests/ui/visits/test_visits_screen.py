"""Reading, narrowing, following up and entering visits by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import func, select

from desktop.models import AuditLine, Visit
from desktop.rules.terms import Role
from desktop.services import drafts, facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import NewFacilitator
from desktop.services.visits import FollowUp
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.question import Question
from tests.ui.visits.conftest import Field, Place

Places = Callable[[Role], Place]


def texts(place: Place) -> str:
    return "\n".join(label.text() for label in place.screen.browse.panel.findChildren(QLabel) if label.isVisible())


def count(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(Visit)) or 0


def pick(place: Place, typed: str) -> None:
    """Choose a family by typing and Enter."""
    picker = place.screen.entering.part.picker
    QTest.keyClicks(picker.search, typed)
    QTest.keyClick(picker.search, Qt.Key.Key_Return)
    place.qtbot.waitUntil(lambda: picker.family is not None)
    place.settle()


def test_the_newest_visit_is_read_beside_the_list(place_of: Places, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    model = place.screen.browse.listing.model
    assert [row.id for row in model.rows] == outside.visits
    assert place.screen.browse.listing.found.text() == "3 visits"
    shown = texts(place)
    assert "Terlihat 0." in shown
    assert "Sepakat." in shown
    assert "Ratna Dewi" in shown


def test_reading_a_visit_stands_in_the_log_once_it_rests(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    view = place.screen.browse.listing.view
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_Down)
    place.settle()
    with operator.read() as session:
        read = list(session.scalars(select(AuditLine.record).where(AuditLine.action == "visit.open")))
    assert read == [str(outside.visits[0]), str(outside.visits[2])]


def test_the_list_is_narrowed_to_what_is_due(place_of: Places, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(FollowUp.OVERDUE)
    place.settle()
    assert [row.id for row in place.screen.browse.listing.model.rows] == outside.visits[:1]
    place.screen.enter(FollowUp.DUE)
    place.settle()
    assert [row.id for row in place.screen.browse.listing.model.rows] == outside.visits[:2]


@pytest.mark.usefixtures("outside")
def test_a_search_without_match_offers_the_way_back(place_of: Places) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    listing = place.screen.browse.listing
    QTest.keyClicks(listing.search, "nobody")
    place.qtbot.waitUntil(listing.empty.isVisible)
    assert listing.empty.step is not None
    listing.empty.step.click()
    place.qtbot.waitUntil(lambda: listing.model.rowCount() == 3)
    place.settle()


def test_a_follow_up_is_marked_as_done(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    done = place.screen.browse.panel.done
    assert done is not None
    done.click()
    place.settle()
    assert visits.open_visit(operator, outside.visits[0]).row.state is FollowUp.DONE
    assert place.screen.browse.panel.done is None
    assert place.said == ["Follow-up done: SITI AMINAH"]


def test_a_visit_is_entered_by_keyboard_alone(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(place.screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    # A key presses a button the way a hand does: down, and up a moment later.
    place.qtbot.waitUntil(lambda: place.shown() is place.screen.entering)
    pick(place, "rohayati")
    form = place.screen.entering.part.form
    values = form.values()
    assert (values["facilitator"], values["on"]) == (outside.facilitator, operator.today())
    QTest.keyClicks(form.blocks["seen"].widget, "Anak sehat.")
    QTest.keyClick(place.screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    place.qtbot.waitUntil(lambda: place.shown() is place.screen.browse)
    place.settle()
    assert count(operator) == 4
    assert place.said == ["Visit saved: ROHAYATI"]
    assert "Anak sehat." in texts(place)


def test_a_family_opens_its_own_form(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(outside.families[3])
    place.settle()
    picker = place.screen.entering.part.picker
    assert picker.family is not None
    assert picker.family.id == outside.families[3]
    assert place.screen.entering.part.form.values()["facilitator"] is None
    place.screen.entering.part.form.submit()
    assert place.screen.entering.part.form.blocks["facilitator"].problem
    assert count(operator) == 3


def test_without_a_family_nothing_is_saved(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    place.screen.enter_new()
    form = place.screen.entering.part.form
    form.fill({"facilitator": outside.facilitator, "seen": "Baik."})
    form.submit()
    assert place.screen.entering.part.picker.problem.text() == "Choose the family first."
    assert count(operator) == 3


def test_a_refusal_stands_under_its_field(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(outside.families[0])
    place.settle()
    form = place.screen.entering.part.form
    form.fill({"seen": "Baik.", "follow_up": "Lihat lagi"})
    form.submit()
    place.settle()
    assert "by which day" in form.blocks["due_on"].problem
    assert count(operator) == 3


def test_own_words_are_the_purpose(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(outside.families[0])
    place.settle()
    place.screen.entering.part.form.fill({"seen": "Baik.", "own": "Mengantar surat"})
    place.screen.entering.part.form.submit()
    place.qtbot.waitUntil(lambda: place.shown() is place.screen.browse)
    place.settle()
    assert visits.page(operator).rows[0].purpose == "Mengantar surat"


def test_escape_asks_only_when_something_was_typed(place_of: Places, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(outside.families[0])
    place.settle()
    place.screen.back()
    assert place.shown() is place.screen.browse
    place.screen.enter(outside.families[0])
    place.settle()
    QTest.keyClicks(place.screen.entering.part.form.blocks["seen"].widget, "Ba")
    place.screen.back()
    question = place.screen.findChild(Question)
    assert question is not None
    question.do_it.click()
    place.settle()
    assert place.shown() is place.screen.browse


def test_what_was_typed_survives_a_lock(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(outside.families[1])
    place.settle()
    QTest.keyClicks(place.screen.entering.part.form.blocks["seen"].widget, "Sedang sakit")
    place.screen.keep_draft()
    assert drafts.take(operator, "visit") is not None
    again = place_of(Role.OPERATOR)
    again.screen.enter()
    again.settle()
    remedy = again.screen.notice.remedy
    assert remedy is not None
    remedy.click()
    again.settle()
    assert again.screen.entering.part.form.values()["seen"] == "Sedang sakit"
    assert again.screen.entering.part.form.values()["facilitator"] == outside.facilitator
    again.screen.entering.part.form.submit()
    again.qtbot.waitUntil(lambda: again.shown() is again.screen.browse)
    again.settle()
    assert drafts.take(operator, "visit") is None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_others_read_only(place_of: Places, role: Role, outside: Field) -> None:
    place = place_of(role)
    place.screen.enter(outside.families[0])
    place.settle()
    assert place.shown() is place.screen.browse
    assert [made.text() for made in place.screen.head.buttons] == ["Facilitators"]
    assert place.screen.browse.panel.done is None
    place.screen.enter_new()
    assert place.shown() is place.screen.browse


def test_the_panel_leads_to_the_family(place_of: Places, outside: Field) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    again, family = place.screen.browse.panel.buttons
    family.click()
    assert place.went == [("families", outside.families[0])]
    again.click()
    place.settle()
    assert place.screen.entering.part.picker.family is not None


@pytest.mark.usefixtures("outside")
def test_only_who_still_works_is_offered(place_of: Places, operator: Desk) -> None:
    new = facilitators.add(operator, facilitators.NewFacilitator("Yusuf")).value.id
    facilitators.set_active(operator, new, active=False)
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    combo = place.screen.entering.part.form.blocks["facilitator"].widget
    listed = place.screen.browse.listing.facilitator
    assert combo.property("count") == 1
    assert listed.count() == 3


def test_form_and_facilitators_are_made_when_they_are_gone_to(place_of: Places, operator: Desk, outside: Field) -> None:
    """And know who the facilitators are, also one who came before they were made."""
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    assert place.screen.may_leave()
    place.screen.keep_draft()
    assert drafts.take(operator, "visit") is None
    place.screen.changed(facilitators.add(operator, NewFacilitator("Asep Hidayat")).changes)
    place.settle()
    assert [place.screen.entering.made, place.screen.team.made] == [None, None]
    place.screen.enter_new()
    combo = place.screen.entering.part.form.blocks["facilitator"].widget
    assert isinstance(combo, Combo)
    assert combo.count() == 2
    assert place.screen.team.made is None
    place.screen.back()
    place.screen.show_team()
    assert place.screen.team.part.model.rowCount() == 2
    assert place.screen.team.part.table.hasFocus()

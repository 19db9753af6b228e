"""Choosing a family, the fields of a visit, what is kept as a draft, and what the list and panel say."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.errors import Refused
from desktop.rules.ids import new_id
from desktop.rules.terms import Role
from desktop.services import drafts, facilitators, visits
from desktop.services.desk import Desk
from desktop.services.facilitators import FacilitatorRow, NewFacilitator
from desktop.services.visits import FollowUp, NewVisit, VisitFilters
from desktop.ui.visits.entering import FIELD_OF, Entering
from desktop.ui.visits.jobs import FORM, TakeDraft
from desktop.ui.visits.terms import STATES, carer, chip
from desktop.wording import Translator
from tests import families
from tests.ui.visits.conftest import Field, Place

Places = Callable[[Role], Place]
DAY = timedelta(days=1)


@pytest.fixture
def form(place_of: Places, outside: Field) -> Place:
    """An empty visit, the cursor in the search for its family."""
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    place.screen.enter_new()
    place.settle()
    assert outside.visits
    return place


def entering(place: Place) -> Entering:
    return place.screen.entering.part


def search(place: Place, typed: str) -> None:
    QTest.keyClicks(entering(place).picker.search, typed)
    place.qtbot.waitUntil(lambda: entering(place).picker.offered.families.rowCount() > 0, timeout=5_000)


def choose(place: Place, typed: str) -> None:
    search(place, typed)
    QTest.keyClick(entering(place).picker.search, Qt.Key.Key_Return)
    place.qtbot.waitUntil(lambda: entering(place).picker.family is not None)
    place.settle()


def texts(place: Place) -> list[str]:
    return [label.text() for label in place.screen.browse.panel.findChildren(QLabel) if label.isVisible()]


class Never:
    """Progress that nobody watches."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        return


def test_families_are_offered_while_one_types(form: Place) -> None:
    offered = entering(form).picker.offered
    search(form, "siti")
    form.qtbot.waitUntil(lambda: offered.families.rowCount() == 1)
    assert [row.caretaker_name for row in offered.families.rows] == ["SITI AMINAH"]  # type: ignore[attr-defined]
    assert offered.isVisibleTo(entering(form))


def test_nobody_found_is_said_beside_the_search(form: Place) -> None:
    picker = entering(form).picker
    QTest.keyClicks(picker.search, "zzzz")
    form.qtbot.waitUntil(lambda: picker.problem.text() == "No family matches.", timeout=5_000)
    assert not picker.offered.isVisibleTo(picker)
    for _ in range(4):
        QTest.keyClick(picker.search, Qt.Key.Key_Backspace)
    form.qtbot.waitUntil(lambda: picker.problem.text() == "", timeout=5_000)


def test_an_arrow_goes_down_to_the_families_and_enter_takes_one(form: Place, outside: Field) -> None:
    picker = entering(form).picker
    search(form, "a")
    QTest.keyClick(picker.search, Qt.Key.Key_Down)
    assert form.screen.focusWidget() is picker.offered
    QTest.keyClick(picker.offered, Qt.Key.Key_Down)
    wanted = picker.offered.row.id  # type: ignore[union-attr]
    QTest.keyClick(picker.offered, Qt.Key.Key_Return)
    form.qtbot.waitUntil(lambda: picker.family is not None)
    form.settle()
    assert picker.family is not None
    assert picker.family.id == wanted
    assert wanted in outside.families


def test_a_family_chosen_shows_who_cares_for_it_and_the_cursor_goes_on(form: Place, outside: Field) -> None:
    choose(form, "entin")
    picker, values = entering(form).picker, entering(form).form.values()
    assert picker.name.text() == "ENTIN SURYATIN"
    assert "·" in picker.where.text()
    assert values["facilitator"] == outside.facilitator
    assert entering(form).form.blocks["on"].isAncestorOf(form.screen.focusWidget())
    assert not entering(form).dirty


def test_a_family_in_nobodys_care_asks_for_the_facilitator(form: Place) -> None:
    choose(form, "nurjanah")
    assert entering(form).form.values()["facilitator"] is None
    assert entering(form).form.blocks["facilitator"].isAncestorOf(form.screen.focusWidget())


def test_another_family_can_be_chosen_and_what_was_typed_stays(form: Place) -> None:
    choose(form, "entin")
    entering(form).form.fill({"seen": "Anak sehat."})
    entering(form).picker.other.click()
    assert entering(form).picker.family is None
    choose(form, "rohayati")
    assert entering(form).form.values()["seen"] == "Anak sehat."


def test_the_whole_visit_takes_few_keys(form: Place, operator: Desk) -> None:
    """Family, Enter, what was seen, Ctrl+S: day, purpose and facilitator stand there already."""
    form.screen.activateWindow()
    form.qtbot.waitUntil(form.screen.isActiveWindow)
    choose(form, "entin")
    for _ in range(3):
        QTest.keyClick(form.screen.focusWidget(), Qt.Key.Key_Return)
    assert entering(form).form.blocks["seen"].isAncestorOf(form.screen.focusWidget())
    QTest.keyClicks(form.screen.focusWidget(), "Rumah bersih.")
    QTest.keyClick(form.screen, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form.qtbot.waitUntil(lambda: form.shown() is form.screen.browse)
    form.settle()
    (row, *_) = visits.page(operator, VisitFilters(text="entin")).rows
    assert (row.on, row.purpose) == (operator.today(), visits.PURPOSES[0])
    assert visits.open_visit(operator, row.id).seen == "Rumah bersih."


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"on": 1}, "on", "still to come"),
        ({"follow_up": "Lihat lagi", "due_on": -1}, "due_on", "before the visit"),
        ({"due_on": 2}, "follow_up", "no follow-up"),
        ({"follow_up": "Lihat lagi"}, "due_on", "by which day"),
    ],
)
def test_what_cannot_be_is_said_under_its_field(
    form: Place, operator: Desk, typed: dict[str, object], field: str, said: str
) -> None:
    choose(form, "entin")
    today = operator.today()
    values = {name: today + value * DAY if isinstance(value, int) else value for name, value in typed.items()}
    entering(form).form.fill({"seen": "Baik.", **values})
    entering(form).form.submit()
    form.settle()
    assert said in entering(form).form.blocks[field].problem
    assert form.shown() is form.screen.entering
    assert visits.count(operator) == 3
    assert entering(form).form.save_button is not None
    assert entering(form).form.save_button.isEnabled()


def test_every_refusal_of_a_visit_belongs_to_a_field_that_is_there(form: Place) -> None:
    assert set(FIELD_OF.values()) <= entering(form).form.blocks.keys()


def test_a_follow_up_entered_is_waited_for(form: Place, operator: Desk) -> None:
    choose(form, "entin")
    due = operator.today() + 7 * DAY
    entering(form).form.fill({"seen": "Baik.", "agreed": "Ibu datang.", "follow_up": "Lihat lagi", "due_on": due})
    entering(form).form.submit()
    form.qtbot.waitUntil(lambda: form.shown() is form.screen.browse)
    form.settle()
    panel = form.screen.browse.panel
    assert panel.detail is not None
    assert (panel.detail.row.state, panel.detail.row.due_on) == (FollowUp.OPEN, due)
    assert {"Baik.", "Ibu datang.", "Lihat lagi"} <= set(texts(form))
    assert panel.chip.value.text == "Waiting"
    assert panel.done is not None


def test_nothing_agreed_and_nothing_to_follow_are_said(form: Place) -> None:
    choose(form, "entin")
    entering(form).form.fill({"seen": "Baik."})
    entering(form).form.submit()
    form.qtbot.waitUntil(lambda: form.shown() is form.screen.browse)
    form.settle()
    assert {"Nothing was agreed.", "None."} <= set(texts(form))
    assert form.screen.browse.panel.done is None


def test_what_is_typed_is_kept_after_a_while(form: Place, operator: Desk) -> None:
    entering(form)._draft.setInterval(20)
    choose(form, "entin")
    QTest.keyClicks(entering(form).form.blocks["seen"].widget, "Sakit")
    form.qtbot.waitUntil(lambda: drafts.take(operator, FORM) is not None, timeout=10_000)
    form.settle()
    kept = TakeDraft(operator)(Never())
    assert kept is not None
    assert "Sakit".startswith(kept["seen"])
    assert kept["family"]


def test_what_is_thrown_away_leaves_no_draft(form: Place, operator: Desk) -> None:
    QTest.keyClicks(entering(form).form.blocks["seen"].widget, "Sakit")
    form.screen.keep_draft()
    assert drafts.take(operator, FORM) is not None
    entering(form).leave()
    form.settle()
    assert drafts.take(operator, FORM) is None
    assert not entering(form).dirty
    assert form.shown() is form.screen.browse


@pytest.mark.parametrize("text", ["", "no json", "[1, 2]", '"text"', "{"])
def test_a_draft_of_an_older_program_is_passed_over(operator: Desk, text: str) -> None:
    drafts.keep(operator, FORM, text)
    assert TakeDraft(operator)(Never()) is None


def test_leaving_for_another_place_asks_nothing_and_loses_nothing(form: Place, operator: Desk) -> None:
    QTest.keyClicks(entering(form).form.blocks["seen"].widget, "Sakit")
    assert form.screen.may_leave()
    kept = TakeDraft(operator)(Never())
    assert kept is not None
    assert kept["seen"] == "Sakit"
    form.screen.enter()
    assert form.shown() is form.screen.entering
    form.settle()


def test_follow_ups_are_counted_by_who_promised_them(place_of: Places, operator: Desk, outside: Field) -> None:
    yusuf = facilitators.add(operator, NewFacilitator("Yusuf")).value.id
    place = place_of(Role.SUPERVISOR)
    place.screen.enter()
    place.settle()
    combo = place.screen.browse.listing.facilitator
    words = [combo.itemText(line) for line in range(combo.count())]
    assert words == ["All facilitators", "Ratna Dewi · 3 families · 1 overdue", "Yusuf · 0 families"]
    combo.choose(yusuf)
    place.screen.browse.listing.ask()
    place.settle()
    assert place.screen.browse.listing.found.text() == "0 visits"
    combo.choose(outside.facilitator)
    place.screen.browse.listing.ask()
    place.settle()
    assert place.screen.browse.listing.found.text() == "3 visits"


@pytest.mark.parametrize(
    ("families_", "overdue", "said"),
    [(0, 0, "Siti · 0 families"), (1, 0, "Siti · 1 family"), (140, 12, "Siti · 140 families · 12 overdue")],
)
def test_a_caseload_in_words(t: Translator, families_: int, overdue: int, said: str) -> None:
    row = FacilitatorRow(new_id(), "Siti", "", "", True, families_, overdue)
    assert carer(t, row) == said


@pytest.mark.parametrize("state", list(FollowUp))
def test_every_state_has_its_own_word(t: Translator, state: FollowUp) -> None:
    word = chip(t, state)
    assert word.text
    assert [chip(t, other).text for other in STATES].count(word.text) == 1


def test_an_office_without_visits_offers_the_first(place_of: Places, operator: Desk) -> None:
    families.add(operator, 1)
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    listing = place.screen.browse.listing
    assert listing.empty.sentence.startswith("No visits yet.")
    assert listing.empty.step is not None
    listing.empty.step.click()
    assert place.shown() is place.screen.entering
    place.settle()


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_enter_is_offered_no_first_step(place_of: Places, role: Role) -> None:
    place = place_of(role)
    place.screen.enter()
    place.settle()
    assert place.screen.browse.listing.empty.sentence.startswith("No visits yet.")
    assert place.screen.browse.listing.empty.step is None


@pytest.mark.parametrize("state", [FollowUp.DUE, FollowUp.OVERDUE])
def test_nothing_due_is_good_news(place_of: Places, operator: Desk, outside: Field, state: FollowUp) -> None:
    for visit in outside.visits[:2]:
        visits.complete(operator, visit)
    place = place_of(Role.OPERATOR)
    place.screen.enter(state)
    place.settle()
    assert place.screen.browse.listing.empty.sentence.startswith("Nothing is due.")


def test_the_list_comes_page_by_page(place_of: Places, operator: Desk, outside: Field) -> None:
    today = operator.today()
    for number in range(60):
        new = NewVisit(outside.families[0], outside.facilitator, today - number * DAY, "Rutin", "Baik.")
        visits.record(operator, new)
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    model = place.screen.browse.listing.model
    assert model.rowCount() == 50
    model.fetchMore(model.index(-1, -1))
    place.settle()
    assert model.rowCount() == 63
    assert len({row.id for row in model.rows}) == 63  # type: ignore[attr-defined]
    assert place.screen.browse.listing.found.text() == "63 visits"


def test_another_who_enters_a_visit_is_seen_at_once(place_of: Places, operator: Desk, outside: Field) -> None:
    place = place_of(Role.SUPERVISOR)
    place.screen.enter()
    place.settle()
    new = NewVisit(outside.families[1], outside.facilitator, operator.today(), "Rutin", "Baik.")
    place.screen.changed(visits.record(operator, new).changes)
    place.settle()
    assert place.screen.browse.listing.model.rowCount() == 4


def test_a_follow_up_another_did_meanwhile_is_refused_in_the_panel(
    place_of: Places, operator: Desk, outside: Field
) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter()
    place.settle()
    panel = place.screen.browse.panel
    assert panel.done is not None
    visits.complete(operator, outside.visits[0])
    panel.done.click()
    place.settle()
    assert "already done on" in panel.notice.sentence
    with pytest.raises(Refused, match=r"visit\.done_already"):
        visits.complete(operator, outside.visits[0], date(2019, 1, 1))

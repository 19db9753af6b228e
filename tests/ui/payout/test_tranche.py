"""Tests of the list of tranches and of one tranche at a glance, for each role and state."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PayListState, PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting, overview, payments
from desktop.services.money.rows import PaymentFilters, Step
from desktop.services.money.settling import Outcome, settle
from desktop.ui.kit.question import Question
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.glance import equation, figures
from desktop.ui.payout.receipts import ReceiptsPage
from desktop.wording import Translator
from tests import families, offices
from tests.ui.payout.conftest import DECREE, KEY, Place, press

Make = Callable[[Desk], Place]


def state_of(desk: Desk) -> PayListState | None:
    return overview.status(desk, KEY).row.state


def test_the_list_shows_every_tranche_and_offers_the_first_step(place_of: Make, operator: Desk) -> None:
    place = place_of(operator)
    place.screen.enter()
    place.settle()
    model = place.screen.listing.model
    assert model.rowCount() == len(overview.tranches(operator)) >= 2
    assert model.index(0, 0).data() == "Tranche 1 / 2019"
    assert model.index(0, 6).data() == "No list yet"
    assert place.actions() == ["Draft a list…"]
    press(place.screen.listing, "Draft a list…")
    assert isinstance(place.screen.pages.currentWidget(), DraftPage)


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_only_the_operator_is_offered_to_draft(place_of: Make, role: str, request: pytest.FixtureRequest) -> None:
    place = place_of(request.getfixturevalue(role))
    place.screen.enter()
    place.settle()
    assert place.actions() == []
    place.open()
    assert place.actions() == []
    assert "operator drafts" in place.screen.tranche.part.empty.sentence.lower()


def test_enter_opens_a_tranche_and_escape_goes_back(place_of: Make, operator: Desk) -> None:
    place = place_of(operator)
    place.screen.enter()
    place.settle()
    QTest.keyClick(place.screen.listing.table, Qt.Key.Key_Return)
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.tranche
    assert place.screen.tranche.part.key == KEY
    assert place.screen.tranche.part.empty.step is not None
    place.screen.back()
    assert place.screen.pages.currentWidget() is place.screen.listing


def test_the_operator_drafts_and_checks(place_of: Make, operator: Desk) -> None:
    families.add(operator, 12, bank="bjb")
    families.add(operator, 3, start=12, receives_pkh=True, bank="bjb")
    place = place_of(operator)
    place.open()
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert page._reasons.text().startswith("3 families: ")
    page.form.fill({"number": DECREE.number, "on": DECREE.on})
    page.form.submit()
    place.settle()
    tranche = place.screen.tranche.part
    assert tranche.notice.sentence == ("The list is drafted: 12 families, Rp12.000.000. Not on it: 3. Withheld: 0.")
    assert tranche.head.context == f"Jamsosratu 2019 · Rp1.000.000 per family · Decree {DECREE.number}"
    assert place.actions() == ["Draft again…", "Decree and quotas…", "Check"]
    press(tranche.head, "Check")
    place.settle()
    assert state_of(operator) is PayListState.CHECKED
    assert place.actions() == ["Draft again…", "Decree and quotas…"]
    assert "supervisor approves" in tranche.notice.sentence


def test_a_decree_without_number_or_date_is_said_beside_its_field(place_of: Make, operator: Desk) -> None:
    families.add(operator, 2, bank="bjb")
    place = place_of(operator)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    page.form.fill({"on": date(2019, 3, 1)})
    page.form.submit()
    assert "number of the decree" in page.form.blocks["number"].problem
    page.form.fill({"number": "1/2019", "on": None})
    page.form.submit()
    place.settle()
    assert "date" in page.form.blocks["on"].problem
    assert state_of(operator) is None


def test_a_list_that_differs_from_its_decree_offers_the_decree(place_of: Make, operator: Desk) -> None:
    families.add(operator, 4, bank="bjb")
    place = place_of(operator)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    page.form.fill({"number": "1/2019", "on": date(2019, 3, 1), "households": 5, "rupiah": 5_000_000})
    page.form.submit()
    place.settle()
    press(place.screen.tranche.part.head, "Check")
    place.settle()
    notice = place.screen.tranche.part.notice
    assert "differs from decree 1/2019" in notice.sentence
    press(notice, "Change the decree…")
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    page.form.fill({"households": 4, "rupiah": 4_000_000})
    page.form.submit()
    place.settle()
    press(place.screen.tranche.part.head, "Check")
    place.settle()
    assert state_of(operator) is PayListState.CHECKED


def test_a_form_half_filled_in_is_asked_about(place_of: Make, operator: Desk) -> None:
    place = place_of(operator)
    place.screen.draft(KEY)
    place.settle()
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    assert place.screen.may_leave()
    page.form.fill({"number": "1/2019"})
    assert not place.screen.may_leave()
    (question,) = page.findChildren(Question)
    question.reject()
    assert place.screen.pages.currentWidget() is page
    place.screen.back()
    press(page.findChildren(Question)[-1], "Leave without saving")
    assert place.screen.pages.currentWidget() is place.screen.tranche
    place.settle()


def test_the_supervisor_approves_with_his_password(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    place.open()
    assert place.actions() == ["Approve…"]
    tranche = place.screen.tranche.part
    press(tranche.head, "Approve…")
    asked = tranche.advancing.question
    assert asked is not None
    assert asked.reason is not None
    assert asked.reason.echoMode() == asked.reason.EchoMode.Password
    assert asked.leave.isDefault()
    asked.reason.setText("a wrong one")
    asked.do_it.click()
    place.settle()
    assert state_of(drafted) is PayListState.DRAFT
    assert "password" in tranche.notice.sentence
    press(tranche.head, "Approve…")
    asked = tranche.advancing.question
    assert asked is not None
    assert asked.reason is not None
    asked.reason.setText(offices.PASSWORD)
    asked.do_it.click()
    place.settle()
    assert state_of(drafted) is PayListState.APPROVED
    assert "KW-36.01-2019-000001 to KW-36.01-2019-000012" in tranche.notice.sentence
    assert place.actions() == ["Ask to go back…", "Receipts…", "Open the pay-out…"]


def test_who_drafted_sees_that_another_approves(place_of: Make, operator: Desk, supervisor: Desk) -> None:
    """A person whose role changed after he drafted."""
    families.add(operator, 3, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    turned = Desk(operator.office, operator.person)
    turned.became(role=supervisor.person.role)
    place = place_of(turned)
    place.open()
    made = place.screen.tranche.part.head.buttons
    assert [one.text() for one in made] == ["Approve…"]
    assert not made[0].isEnabled()
    assert "another supervisor approves" in place.screen.tranche.part.warning.sentence
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()
    assert "who drafted it" in place.screen.tranche.part.notice.sentence
    assert state_of(operator) is PayListState.DRAFT


def test_families_the_approver_registered_are_refused_with_their_count(
    place_of: Make, operator: Desk, supervisor: Desk
) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 3, start=2, registered_by=supervisor.person.id, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    place = place_of(supervisor)
    place.open()
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()
    assert "registered 3 of its families" in place.screen.tranche.part.notice.sentence


def test_the_supervisor_opens_closes_and_locks(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    place.open()
    tranche = place.screen.tranche.part
    for verb, state in (
        ("Open the pay-out…", PayListState.OPEN),
        ("Close the pay-out…", PayListState.CLOSED),
        ("Lock…", PayListState.LOCKED),
    ):
        press(tranche.head, verb)
        asked = tranche.advancing.question
        assert asked is not None
        assert asked.leave.isDefault()
        asked.do_it.click()
        place.settle()
        assert state_of(approved) is state
    assert place.actions() == ["Ask to go back…", "Receipts…"]
    assert next(row.state for row in tranche.history.rows) is PayListState.LOCKED  # type: ignore[attr-defined]


def test_a_question_left_changes_nothing(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(supervisor)
    place.open()
    press(place.screen.tranche.part.head, "Open the pay-out…")
    asked = place.screen.tranche.part.advancing.question
    assert asked is not None
    QTest.keyClick(asked, Qt.Key.Key_Return)
    place.settle()
    assert state_of(approved) is PayListState.APPROVED


def settled(operator: Desk, supervisor: Desk) -> None:
    """Five received, two returned, five not collected."""
    approving.open_pay_out(supervisor, KEY)
    rows = payments.payments(operator, KEY).rows
    today = operator.today()
    paid = [Outcome(row.id, PaymentState.PAID, today) for row in rows[:5]]
    back = [Outcome(row.id, PaymentState.RETURNED, today, "moved away", "STS-1") for row in rows[5:7]]
    settle(operator, KEY, paid + back)


def test_the_glance_says_the_figures_and_that_they_balance(
    place_of: Make, approved: Desk, supervisor: Desk, t: Translator
) -> None:
    settled(approved, supervisor)
    found = overview.status(approved, KEY)
    assert [(one.value, one.note) for one in figures(t, found)] == [
        ("12 families", "Rp12.000.000"),
        ("5", "Rp5.000.000"),
        ("5", "Rp5.000.000"),
        ("2", "Rp2.000.000"),
    ]
    stated = equation(t, found)
    assert (stated.text, stated.verdict, stated.holds) == ("SK = received + not collected + returned", "Balanced", True)
    place = place_of(approved)
    place.open()
    assert place.screen.tranche.part.glance.figures.verdict == "Balanced"
    assert "[Opened " in place.screen.tranche.part.glance.steps.accessibleName()
    table = place.screen.tranche.part.districts
    assert sum(row.listed.families for row in table.rows) == 12  # type: ignore[attr-defined]


def test_payments_are_narrowed_and_open_their_family(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    settled(approved, supervisor)
    place = place_of(approved)
    place.open()
    place.screen.tranche.part.tabs.setCurrentIndex(1)
    found = place.screen.tranche.part.payments.part
    place.settle()
    assert found.model.rowCount() == 12
    assert found.model.index(0, 0).data() == "KW-36.01-2019-000001"
    found.state.choose(PaymentState.RETURNED)
    found.load()
    place.settle()
    assert found.model.rowCount() == 2
    found.state.choose(None)
    found.search.setText("siti amin")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    place.settle()
    names = {row.caretaker_name for row in found.model.rows}  # type: ignore[attr-defined]
    assert names == {"SITI AMINAH"}
    found.table.setFocus()
    QTest.keyClick(found.table, Qt.Key.Key_Return)
    assert place.went == [("families", found.model.rows[0].household_id)]  # type: ignore[attr-defined]
    found.search.setText("nobody at all")
    QTest.keyClick(found.search, Qt.Key.Key_Return)
    place.settle()
    assert "No payment matches" in found.empty.sentence


@pytest.mark.parametrize(("text", "count"), [("", 12), ("ENTIN", 2), ("%", 0), ("_", 0), ("jsr-36.01-000003", 1)])
def test_the_word_of_the_filter_is_taken_as_typed(approved: Desk, text: str, count: int) -> None:
    assert payments.count(approved, KEY, PaymentFilters(text=text)) == count


def test_payments_come_page_by_page(place_of: Make, operator: Desk) -> None:
    families.add(operator, 130, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    place = place_of(operator)
    place.open()
    model = place.screen.tranche.part.payments.part.model
    place.settle()
    assert model.rowCount() == 60
    for expected in (120, 130):
        model.fetchMore(model.index(-1, -1))
        place.settle()
        assert model.rowCount() == expected
    assert not model.canFetchMore(model.index(-1, -1))
    assert len({row.id for row in model.rows}) == 130  # type: ignore[attr-defined]


def test_warnings_are_counted_before_the_next_step(place_of: Make, operator: Desk) -> None:
    families.add(operator, 4, no_kk="3601010101090001", bank="bjb")
    drafting.create(operator, KEY, DECREE)
    place = place_of(operator)
    place.open()
    assert "4 families on the list share a No KK" in place.screen.tranche.part.warning.sentence


def test_what_others_change_is_shown_again(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    place = place_of(drafted)
    place.open()
    answer = approving.approve(supervisor, KEY)
    place.screen.changed(answer.changes)
    place.settle()
    assert place.actions() == ["Ask to go back…", "Later list…", "Receipts…"]
    assert "print the receipts now" in place.screen.tranche.part.warning.sentence
    press(place.screen.tranche.part.head, "Receipts…")
    assert isinstance(place.screen.pages.currentWidget(), ReceiptsPage)
    place.settle()
    place.screen.back()
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.tranche

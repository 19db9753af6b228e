"""Tests of the words of a tranche: whose turn it is, what a step asks and did, its dates, its payments and reasons."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, payments, settling
from desktop.services.money.rows import PaymentRow, Step
from desktop.services.money.settling import Outcome
from desktop.ui.payout import steps
from desktop.ui.payout.payments import why
from desktop.ui.payout.terms import PAYMENTS, STATES, payment_chip, state_chip
from desktop.wording import Translator
from tests.ui.payout.conftest import KEY, Place

Make = Callable[[Desk], Place]
FORWARD = (Step.OPEN, Step.CLOSE, Step.LOCK)


@pytest.mark.parametrize("state", list(PayListState))
def test_every_state_of_a_tranche_has_its_word(t: Translator, state: PayListState) -> None:
    assert state_chip(t, state).text
    assert len({word for word, _ in STATES.values()}) == len(PayListState)
    assert state_chip(t, None).text == "No list yet"


@pytest.mark.parametrize("state", list(PaymentState))
def test_every_state_of_a_payment_has_its_word(t: Translator, state: PaymentState) -> None:
    assert payment_chip(t, state).text
    assert len({word for word, _ in PAYMENTS.values()}) == len(PaymentState)


@pytest.mark.parametrize(
    ("role", "state", "said"),
    [
        (Role.OPERATOR, PayListState.DRAFT, ""),
        (Role.OPERATOR, PayListState.CHECKED, "a supervisor approves"),
        (Role.OPERATOR, PayListState.APPROVED, "print the receipts now"),
        (Role.OPERATOR, PayListState.LOCKED, ""),
        (Role.SUPERVISOR, None, "drafts the list first"),
        (Role.SUPERVISOR, PayListState.DRAFT, "another supervisor approves"),
        (Role.SUPERVISOR, PayListState.OPEN, "another supervisor goes on"),
        (Role.SUPERVISOR, PayListState.LOCKED, ""),
        (Role.AUDITOR, PayListState.DRAFT, ""),
        (Role.ADMINISTRATOR, PayListState.OPEN, ""),
    ],
)
def test_whose_turn_it_is(t: Translator, drafted: Desk, role: Role, state: PayListState | None, said: str) -> None:
    """Of a person who is offered no step himself."""
    found = overview.status(drafted, KEY)
    found = replace(found, row=replace(found.row, state=state, steps=()))
    sentence = steps.next_step(t, found, role)
    assert said in sentence
    assert bool(sentence) is bool(said)


def test_who_can_go_on_himself_is_told_nothing(t: Translator, drafted: Desk, supervisor: Desk) -> None:
    found = overview.status(supervisor, KEY)
    assert found.row.steps == (Step.APPROVE,)
    assert steps.next_step(t, found, Role.SUPERVISOR) == ""


@pytest.mark.parametrize("step", [Step.APPROVE, *FORWARD])
def test_what_cannot_be_undone_is_asked_with_the_safe_answer_first(
    t: Translator, approved: Desk, qtbot: object, step: Step
) -> None:
    asked = steps.question(t, step, overview.status(approved, KEY))
    qtbot.addWidget(asked)  # type: ignore[attr-defined]
    assert asked.leave.isDefault()
    assert not asked.do_it.isDefault()
    assert (asked.reason is not None) is (step is Step.APPROVE)
    assert asked.do_it.isEnabled() is (step is not Step.APPROVE)


@pytest.mark.parametrize("step", [Step.CHECK, Step.OPEN, Step.LOCK])
def test_what_a_step_did_names_the_tranche(t: Translator, step: Step) -> None:
    assert "Tranche 1 / 2019" in steps.done(t, step, KEY, None)
    assert steps.verb(t, step)


def test_closing_says_how_many_receipts_became_unused(t: Translator, approved: Desk, supervisor: Desk) -> None:
    approving.open_pay_out(supervisor, KEY)
    first = payments.payments(approved, KEY).rows[0]
    settling.settle(approved, KEY, [Outcome(first.id, PaymentState.PAID, approved.today())])
    closed = approving.close(supervisor, KEY).value
    assert steps.done(t, Step.CLOSE, KEY, closed) == "Tranche 1 / 2019 is closed; 11 receipts became unused."


def test_the_steps_carry_the_days_on_which_they_were_taken(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    approving.open_pay_out(supervisor, KEY)
    place = place_of(approved)
    place.open()
    said = place.screen.tranche.part.glance.steps.accessibleName()
    today = approved.today()
    assert f"[Opened {today.day} " in said
    assert said.count(f" {today.year}") == 1  # the step it stands at has the year, those before it the day alone
    assert "Closed" in said


def test_the_history_names_who_took_each_step(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(approved)
    place.open()
    place.screen.tranche.part.tabs.setCurrentIndex(2)
    model = place.screen.tranche.part.history
    shown = [str(model.index(row, 2).data()) for row in range(model.rowCount())]
    names = [person.full_name or person.name for person in (supervisor.person, approved.person)]
    assert shown == names


def test_a_reason_is_a_sentence_of_the_program_or_what_a_person_wrote(t: Translator, approved: Desk) -> None:
    row = payments.payments(approved, KEY).rows[0]
    assert why(t, replace(row, reason="moved to Serang")) == f"{row.caretaker_name}: moved to Serang"
    coded = why(t, replace(row, reason="money.receipt_voided"))
    assert coded == f"{row.caretaker_name}: The receipt was voided and no new one is issued yet"


def test_a_district_alone_is_listed(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.open()
    found = place.screen.tranche.part.payments.part
    district = overview.status(approved, KEY).districts[0]
    found.district.choose(district.code)
    found.load()
    place.settle()
    rows = [row for row in found.model.rows if isinstance(row, PaymentRow)]
    assert len(rows) == district.listed.families
    assert {row.district for row in rows} == {district.name}
    assert f"{district.listed.families} payments" in found._foot.text()


@pytest.mark.parametrize(("key", "at"), [(Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0)])
def test_the_tabs_are_turned_by_arrow(place_of: Make, drafted: Desk, key: Qt.Key, at: int) -> None:
    place = place_of(drafted)
    place.open()
    QTest.keyClick(place.screen.tranche.part.tabs, key)
    assert place.screen.tranche.part.tabs.currentIndex() == at
    assert place.screen.tranche.part.sheets.currentIndex() == at

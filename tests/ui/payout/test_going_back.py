"""Tests of a list that goes back, asked by one person and decided by another, and of later lists."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.rules.terms import PayListState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import later_lists, overview, stepping_back
from desktop.services.money.keys import TrancheKey
from desktop.ui.kit.question import Question
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.terms import tranche_name
from tests import families
from tests.ui.payout.conftest import KEY, Place, press

Make = Callable[[Desk], Place]
LATER = TrancheKey("jamsosratu", 2019, 1, 1)
WHY = "Nama pengurus keliru"


def page(place: Place) -> QWidget:
    return place.screen.tranche.part


def answer(place: Place, verb: str, reason: str = "") -> None:
    question = place.screen.tranche.part.back.question
    assert isinstance(question, Question)
    if reason:
        assert question.reason is not None
        question.reason.setText(reason)
    press(question, verb)
    place.settle()


def test_one_asks_and_another_lets_it_go_back(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    place = place_of(approved)
    place.open()
    press(page(place), "Ask to go back…")
    answer(place, "Ask to go back", WHY)
    assert "A supervisor decides now" in place.screen.tranche.part.notice.sentence
    (asked,) = stepping_back.asked(approved, KEY)
    assert (asked.reason, asked.to_state) == (WHY, PayListState.DRAFT)
    place.screen.tranche.part.load()
    place.settle()
    assert "Ask to go back…" not in place.actions()

    deciding = place_of(supervisor)
    deciding.open()
    assert deciding.actions() == ["Decline…", "Let it go back…"]
    warning = deciding.screen.tranche.part.warning.sentence
    assert WHY in warning
    assert asked.asked_by in warning
    press(page(deciding), "Let it go back…")
    answer(deciding, "Let it go back")
    assert overview.status(supervisor, KEY).row.state is PayListState.DRAFT
    assert "is back at Draft" in deciding.screen.tranche.part.notice.sentence


def test_a_wish_is_declined_with_an_answer(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    stepping_back.ask(approved, KEY, WHY)
    place = place_of(supervisor)
    place.open()
    press(page(place), "Decline…")
    question = place.screen.tranche.part.back.question
    assert question is not None
    assert not question.do_it.isEnabled()  # whoever asked reads why
    answer(place, "Decline", "Sudah benar")
    (asked,) = stepping_back.asked(approved, KEY)
    assert (asked.granted, asked.answer) == (False, "Sudah benar")
    place.settle()
    assert "Let it go back…" not in place.actions()  # the page shows by itself that it is decided
    assert overview.status(supervisor, KEY).row.state is PayListState.APPROVED


def test_who_asked_does_not_decide(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    stepping_back.ask(supervisor, KEY, WHY)
    place = place_of(supervisor)
    place.open()
    assert "Let it go back…" not in place.actions()
    assert WHY in place.screen.tranche.part.warning.sentence


def test_who_asked_takes_the_wish_back(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    stepping_back.ask(supervisor, KEY, WHY)
    place = place_of(supervisor)
    place.open()
    press(page(place), "Take the wish back…")
    answer(place, "Take the wish back", "Tidak jadi")
    assert [one.answer for one in stepping_back.asked(approved, KEY)] == ["Tidak jadi"]
    place.settle()
    assert "Ask to go back…" in place.actions()


def test_what_was_paid_meanwhile_is_said_beside_the_head(place_of: Make, approved: Desk, supervisor: Desk) -> None:
    stepping_back.ask(approved, KEY, WHY)
    place = place_of(supervisor)
    place.open()
    approving.open_pay_out(supervisor, KEY)
    press(page(place), "Let it go back…")
    answer(place, "Let it go back")
    assert "went on since somebody asked" in place.screen.tranche.part.notice.sentence


@pytest.mark.parametrize("state", list(stepping_back.BACK))
def test_what_going_back_does_is_said_before(place_of: Make, drafted: Desk, supervisor: Desk, state: str) -> None:
    steps: list[Callable[[], object]] = [
        lambda: approving.check(drafted, KEY),
        lambda: approving.approve(supervisor, KEY),
        lambda: approving.open_pay_out(supervisor, KEY),
        lambda: approving.close(supervisor, KEY),
        lambda: approving.lock(supervisor, KEY),
    ]
    for step, reached in zip(steps, list(PayListState)[1:], strict=True):
        step()
        if reached == state:
            break
    place = place_of(supervisor)
    place.open()
    press(page(place), "Ask to go back…")
    question = place.screen.tranche.part.back.question
    assert question is not None
    said = {
        PayListState.CHECKED: "drafted again",
        PayListState.APPROVED: "become void",
        PayListState.OPEN: "pay-out stops",
        PayListState.CLOSED: "begins again",
        PayListState.LOCKED: "no longer locked",
    }[PayListState(state)]
    assert any(said in one.text() for one in question.findChildren(QLabel))
    question.reject()


def test_a_later_list_is_drafted_from_the_tranche(place_of: Make, approved: Desk) -> None:
    families.add(approved, 2, start=12, bank="bjb")
    place = place_of(approved)
    place.open()
    assert place.actions() == ["Ask to go back…", "Later list…", "Receipts…"]
    press(page(place), "Later list…")
    place.settle()
    form = place.screen.pages.currentWidget()
    assert isinstance(form, DraftPage)
    assert form.key == LATER
    form.form.set_values({"number": "978/Kep.200-Huk/2019", "on": date(2019, 9, 2)})
    press(form, "Draft the list")
    place.settle()
    assert later_lists.lists(approved, KEY) == (KEY, LATER)
    assert place.screen.tranche.part.head.title == "Tranche 1 / 2019, later list 1"
    assert overview.status(approved, LATER).row.listed.families == 2
    place.screen.show_list()
    place.settle()
    names = [tranche_name(place.bench.t, row.key) for row in place.screen.listing.model.rows]  # type: ignore[attr-defined]
    assert "Tranche 1 / 2019, later list 1" in names
    place.screen.open(KEY)
    place.settle()
    assert "Later list…" not in place.actions()  # the newest list carries the next one

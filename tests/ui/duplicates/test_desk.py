"""Searching, comparing and deciding by keyboard, and what follows, with a real office."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import func, select

from desktop.models import AuditLine, Enrolment, FamilyClosure
from desktop.rules.likeness import Rule
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.duplicates import deciding, listing
from desktop.services.duplicates.keeping import Decision
from desktop.services.duplicates.listing import PairFilters, State
from desktop.ui.kit.chip import Chip
from tests.services.duplicates.doubles import family, one_pair, pairs, person
from tests.ui.duplicates.conftest import Place

Places = Callable[..., Place]
ONE, TWO, THREE = Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3


def test_pairs_stand_by_their_score_and_the_first_is_compared(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    listed = place.screen.browse.listing
    assert [row.rule for row in listed.model.rows] == [Rule.SAME_NIK, Rule.LIKELY, Rule.SAME_KK]
    assert listed.found.text() == "3 pairs"
    shown = place.texts()
    for words in ("Siti Aminah", "Siti Amina", "••••••••••840001", "Munah".upper(), "spelled differently", "Same NIK"):
        assert words in shown
    assert "3601015203840001" not in shown
    assert "Card 36010001 · Candidate" in shown
    assert "Registered by Si Operator" in shown


def test_the_comparison_says_equal_similar_and_different(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    comparison = place.screen.browse.panel.comparison
    assert comparison is not None
    words = [chip.value.text for chip in comparison.findChildren(Chip)]
    assert words == ["Equal", "Similar", "Equal", "Equal", "Equal", "Similar", "Different", "Equal", "Different"]


def test_opening_stands_in_the_log_once_the_selection_rests(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of().enter()
    for _ in range(2):
        place.key(Qt.Key.Key_Down)
    place.settle()
    rows = place.screen.browse.listing.model.rows
    with operator.read() as session:
        read = list(session.scalars(select(AuditLine.record).where(AuditLine.action == "duplicates.open")))
    assert read == [str(rows[0].id), str(rows[2].id)]


def test_two_and_enter_decide_and_lead_to_the_next(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of().enter()
    first, second, third = (row.id for row in place.screen.browse.listing.model.rows)
    place.key(Qt.Key.Key_Down)
    place.settle()
    place.decide(TWO, "Ditanyakan ke desa")
    assert place.said == ["Decided: two people."]
    (row,) = listing.page(operator, PairFilters(State.DIFFERENT)).rows
    assert row.id == second
    assert [row.id for row in place.screen.browse.listing.model.rows] == [first, third]
    assert place.screen.browse.panel.detail is not None
    assert place.screen.browse.panel.detail.row.id == third, "the one after it is compared next"


def test_three_puts_off(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of().enter()
    place.decide(THREE, "Menunggu kunjungan")
    assert listing.count(operator, PairFilters(State.LATER)) == 1
    assert len(place.names()) == 2


def test_the_last_pair_leads_to_the_one_before(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    rows = place.screen.browse.listing.model.rows
    place.screen.browse.listing.view.choose(rows[2].id)
    place.settle()
    place.decide(TWO, "Beda")
    assert place.screen.browse.panel.detail is not None
    assert place.screen.browse.panel.detail.row.id == rows[1].id


@pytest.mark.parametrize("key", [ONE, TWO, THREE])
def test_without_a_reason_nothing_is_decided(place_of: Places, operator: Desk, doubles: None, key: Qt.Key) -> None:
    place = place_of().enter()
    place.key(key)
    bar = place.screen.browse.panel.bar
    assert bar.asking
    assert bar.reason.hasFocus() or bar.reason.isVisible()
    assert not bar.keep.isEnabled()
    QTest.keyClick(bar.reason, Qt.Key.Key_Return)
    assert bar.asking
    QTest.keyClick(bar.reason, Qt.Key.Key_Escape)
    place.settle()
    assert not bar.asking
    assert listing.count(operator) == 3


def test_a_reason_is_taken_with_a_press(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of().enter()
    place.key(TWO)
    bar = place.screen.browse.panel.bar
    assert [offer.text() for offer in bar.offers] == [
        "Seen on KTP and KK",
        "Asked in the village",
        "Confirmed by Dukcapil",
    ]
    bar.offers[1].click()
    bar.keep.click()
    place.settle()
    (row,) = listing.page(operator, PairFilters(State.DIFFERENT)).rows
    with operator.read() as session:
        assert deciding.find_pair(session, row.id).reason == "Asked in the village"


def test_digits_typed_into_the_search_decide_nothing(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    search = place.screen.browse.listing.search
    search.setFocus()
    QTest.keyClicks(search, "123")
    place.settle()
    assert not place.screen.browse.panel.bar.asking
    assert place.names() == []
    assert place.screen.browse.listing.empty.sentence == "No pair matches."


def same(place: Place) -> None:
    place.enter()
    place.decide(ONE, "KTP yang sama")


def statuses(desk: Desk) -> list[str]:
    with desk.read() as session:
        return sorted(session.scalars(select(Enrolment.status)))


def closed(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(FamilyClosure)) or 0


def test_the_same_stays_in_view_and_nothing_follows_by_itself(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of()
    same(place)
    panel = place.screen.browse.panel
    assert panel.detail is not None
    assert panel.detail.row.decision is Decision.SAME
    assert panel.following.sentence.startswith("They are the same. Nothing follows by itself")
    words = [button.text() for button in panel.following.buttons]
    assert words[:2] == ["Close the family on the left", "Close the family on the right"]
    assert set(words[2:4]) == {"Stop: Card 36010001 · Candidate", "Stop: Card 36010002 · Candidate"}
    assert words[4:] == ["Next pair"]
    assert statuses(operator) == ["candidate"] * 6
    assert closed(operator) == 0
    place.press("Next pair")
    place.settle()
    assert len(place.names()) == 2
    assert panel.detail.row.rule is Rule.LIKELY


def test_one_participation_is_stopped_after_a_question(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of()
    same(place)
    place.press("Stop: Card 36010002")
    question = place.question()
    assert question.leave.isDefault()
    question.do_it.click()
    place.settle()
    assert statuses(operator) == ["candidate"] * 5 + ["stopped"]
    assert place.said[-1] == "Participation stopped."
    assert "Card 36010002 · Stopped" in place.texts()


def test_leaving_the_question_changes_nothing(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of()
    same(place)
    place.press("on the right")
    place.question().leave.click()
    place.settle()
    assert closed(operator) == 0


def test_a_family_is_closed_with_its_reason(place_of: Places, operator: Desk, doubles: None) -> None:
    place = place_of()
    same(place)
    place.press("on the right")
    question = place.question()
    assert not question.do_it.isEnabled()
    assert question.reason is not None
    QTest.keyClicks(question.reason, "KK lama")
    question.do_it.click()
    place.settle()
    assert closed(operator) == 1
    assert "Family closed: KK lama" in place.texts()
    words = [button.text() for button in place.screen.browse.panel.following.buttons]
    assert not any(word.startswith("Close") for word in words), "the other one stays"


def test_a_supervisor_takes_back_and_opens_again(place_of: Places, operator: Desk, doubles: None) -> None:
    first = place_of()
    same(first)
    first.press("on the right")
    question = first.question()
    assert question.reason is not None
    QTest.keyClicks(question.reason, "KK lama")
    question.do_it.click()
    first.settle()
    place = place_of(Role.SUPERVISOR).enter(State.SAME)
    place.press("again")
    place.question().do_it.click()
    place.settle()
    place.press("Take the decision back")
    back = place.question()
    assert back.reason is not None
    QTest.keyClicks(back.reason, "Salah lihat")
    back.do_it.click()
    place.settle()
    assert listing.count(operator, PairFilters(State.SAME)) == 0
    assert listing.count(operator) == 3
    with operator.read() as session:
        assert session.scalars(select(FamilyClosure)).one().reopened_on is not None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_only_look(place_of: Places, doubles: None, role: Role) -> None:
    place = place_of(role).enter()
    panel = place.screen.browse.panel
    assert len(place.names()) == 3
    assert not panel.bar.isVisible()
    assert not panel.following.isVisible()
    assert bool(place.screen.head.buttons) is (role is Role.SUPERVISOR)


def test_the_list_is_narrowed_by_state_and_reason(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    listed = place.screen.browse.listing
    listed.rule.choose(Rule.SAME_KK)
    listed.ask()
    place.settle()
    (row,) = listed.model.rows
    assert {row.one, row.other} == {"Otong", "Sarip"}
    listed.rule.choose(Rule.SAME_CARD)
    listed.ask()
    place.settle()
    assert listed.empty.step is not None
    listed.empty.step.click()
    place.settle()
    assert len(place.names()) == 3
    place.enter(State.DIFFERENT)
    assert listed.empty.sentence == "No pair was decided like this yet."


def test_an_office_never_searched_offers_the_search(place_of: Places, operator: Desk) -> None:
    family(operator, person("Siti Aminah", nik="3601015203840001"))
    family(operator, person("Siti Aminah", nik="3601015203840001"))
    place = place_of().enter()
    listed = place.screen.browse.listing
    assert listed.empty.sentence.startswith("Nothing waits for a decision.")
    assert listed.empty.step is not None
    listed.empty.step.click()
    assert not place.screen.head.buttons[0].isEnabled()
    place.settle()
    assert place.screen.head.buttons[0].isEnabled()
    assert place.screen.notice.sentence.startswith("2 people compared: 1 pairs are new")
    assert len(place.names()) == 1
    assert one_pair(operator).rule == "same_nik"


def test_a_search_that_finds_nothing_says_so(place_of: Places, operator: Desk) -> None:
    family(operator, person("Siti Aminah"))
    place = place_of().enter()
    place.screen.search()
    place.settle()
    assert place.screen.notice.sentence == "1 people compared: nobody stands here twice."
    assert pairs(operator) == []


def test_a_search_runs_once_at_a_time(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    place.screen.search()
    job = place.screen.job
    place.screen.search()
    assert place.screen.job is job
    place.settle()
    assert place.screen.job is None


def test_a_family_is_opened_from_the_comparison(place_of: Places, doubles: None) -> None:
    place = place_of().enter()
    panel = place.screen.browse.panel
    assert panel.detail is not None
    assert panel.comparison is not None
    links = [one for one in panel.comparison.findChildren(QPushButton) if one.text() == "Open the family"]
    for link in links:
        link.click()
    assert place.went == [("families", panel.detail.one.household), ("families", panel.detail.other.household)]


def test_what_is_being_typed_is_not_taken_away_by_other_changes(
    place_of: Places, operator: Desk, doubles: None
) -> None:
    place = place_of().enter()
    place.key(TWO)
    bar = place.screen.browse.panel.bar
    QTest.keyClicks(bar.reason, "Ditanya")
    place.screen.changed(deciding.decide(operator, pairs(operator)[2].id, Decision.LATER, "x").changes)
    place.settle()
    assert (bar.asking, bar.reason.text()) == (True, "Ditanya")


def test_a_pair_that_somebody_decided_meanwhile_is_refused_with_a_sentence(
    place_of: Places, operator: Desk, doubles: None
) -> None:
    place = place_of().enter()
    pair = place.screen.browse.listing.model.rows[0].id
    deciding.decide(operator, pair, Decision.SAME, "lebih dahulu")
    place.decide(TWO, "Beda")
    assert place.screen.browse.panel.notice.sentence.startswith("This pair is decided already.")

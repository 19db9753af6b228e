"""Taking a list through a change of status: counted, asked about, done; nobody is asked about nothing."""

from uuid import UUID

from PySide6.QtWidgets import QLabel, QPushButton

from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import listing, minutes
from desktop.ui.kit.question import Question
from desktop.ui.validating.changing import ChangePage
from tests import validation
from tests.ui.validating.conftest import Place, changing
from tests.validation import PROGRAMME

S = EnrolmentStatus


def test_a_change_is_counted_asked_and_done(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    validation.put(operator, candidates[0], S.ACTIVE)
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu", paper="BA 3")
    assert page.counted.text().splitlines()[:2] == ["8 families go", "    Candidate: 8"]
    assert "1 families cannot take this step from their present status" in page.counted.text()
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).statuses[S.CANDIDATE] == 8
    place.answer()
    assert place.screen.page is None
    assert place.said == ["8 families changed."]
    assert listing.standing(operator, PROGRAMME).statuses == {S.ACTIVE: 1, S.NOT_ELIGIBLE: 8}


def test_a_pasted_list_takes_only_its_cards(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    cards = f"{candidates[0]}\n{candidates[1]}; JSR-36.01-999999 {candidates[0]}"
    page = changing(place, status=S.STOPPED, reason="Pindah", cards=cards)
    said = page.counted.text()
    assert said.startswith("2 families go")
    assert "1 card numbers are not known: JSR-36.01-999999" in said
    assert "1 card numbers stand there twice" in said
    page.form.submit()
    place.settle()
    place.answer()
    assert listing.standing(operator, PROGRAMME).statuses[S.STOPPED] == 2


def test_minutes_of_a_change_bear_the_paper_s_number(place: Place, operator: Desk) -> None:
    page = changing(
        place, status=S.NOT_ELIGIBLE, reason="Mampu", paper="BA 8", place="Aula", signed_by="Siti, Kepala Seksi"
    )
    page.minutes.click()
    page.form.submit()
    place.settle()
    place.answer()
    (row,) = minutes.made(operator)
    assert (row.number, row.place, row.kind) == ("BA 8", "Aula", "status")


def test_a_refused_change_is_said_at_its_field(place: Place, operator: Desk) -> None:
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu")
    page.minutes.click()
    page.form.submit()
    place.settle()
    place.answer()
    assert "number" in page.form.blocks["paper"].problem
    assert listing.standing(operator, PROGRAMME).statuses == {S.CANDIDATE: 9}


def button(page: ChangePage) -> QPushButton:
    assert page.form.save_button is not None
    return page.form.save_button


def nobody(place: Place) -> ChangePage:
    """Candidates cannot be named in a decree: they are no eligible families yet."""
    return changing(place, status=S.DECREED, reason="Sesuai SK", paper="SK 1")


def test_where_nobody_can_go_the_button_is_closed_and_a_sentence_says_why(place: Place, operator: Desk) -> None:
    page = nobody(place)
    assert page.counted.text().splitlines()[0].startswith("None of these families can take this step.")
    assert "cannot take this step from their present status" in page.counted.text()
    assert not button(page).isEnabled()
    page.form.submit()  # by its key
    place.settle()
    assert page.findChildren(Question) == []
    assert "None of these families" in page.form.summary.links.text()
    assert listing.standing(operator, PROGRAMME).statuses == {S.CANDIDATE: 9}


def test_the_button_opens_again_for_a_status_somebody_can_take(place: Place) -> None:
    page = nobody(place)
    page.form.fill({"status": S.NOT_ELIGIBLE})
    page.look()
    place.settle()
    assert button(page).isEnabled()
    assert page.counted.text().startswith("9 families go")
    page.form.submit()
    place.settle()
    assert "9 families become" in place.question().findChildren(QLabel)[0].text()


def test_who_went_meanwhile_is_not_asked_about(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    """The button was open; somebody else did it before it was pressed."""
    page = changing(place, status=S.NOT_ELIGIBLE, reason="Mampu")
    assert button(page).isEnabled()
    for one in candidates:
        validation.put(operator, one, S.NOT_ELIGIBLE)
    page.form.submit()
    place.settle()
    assert page.findChildren(Question) == []
    assert "None of these families" in page.form.summary.links.text()
    assert not button(page).isEnabled()

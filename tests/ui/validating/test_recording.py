"""Recording results on the page: counted first, then done; refusals beside their field, reasons ticked."""

from datetime import timedelta
from uuid import UUID

import pytest

from desktop.rules.terms import EnrolmentStatus
from desktop.services.desk import Desk
from desktop.services.validating import listing
from desktop.services.validating.results import Result
from desktop.services.validating.selecting import State
from desktop.ui.validating.recording import RecordPage
from tests import validation
from tests.ui.validating.conftest import Place, recording
from tests.validation import PROGRAMME

S = EnrolmentStatus


def test_the_result_of_all_is_counted_then_recorded(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    validation.change(operator, candidates[0], receives_pkh=True)
    page = recording(place)
    assert page.counted.text().splitlines()[0] == "8 families valid"
    assert "do not fit the rules" in page.counted.text()
    page.form.submit()
    place.settle()
    assert place.screen.page is None
    assert place.said[0].startswith("8 families valid")
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 8


def test_a_result_that_nobody_can_get_is_said_and_the_page_stays(
    place: Place, operator: Desk, candidates: list[UUID]
) -> None:
    for one in candidates:
        validation.put(operator, one, S.ACTIVE)
    page = recording(place)
    page.form.submit()
    place.settle()
    assert place.screen.page is page
    assert "Nothing was recorded" in page.form.summary.links.text()
    assert "9 families are no candidates any more" in page.counted.text()


def test_reasons_are_ticked_only_for_not_valid(place: Place, operator: Desk) -> None:
    page = recording(place)
    assert not page.reasons.isEnabled()
    page.form.fill({"result": Result.NOT_VALID})
    page._typed()
    place.settle()
    assert page.reasons.isEnabled()
    assert not page.despite.isEnabled()
    assert page.counted.text() == "Choose at least one reason."
    page.reasons.boxes["moved"].click()
    place.settle()
    assert page.counted.text().splitlines() == ["9 families not valid", "    Pindah dari desa ini: 9"]
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.NOT_VALID] == 9


def test_one_family_alone_is_recorded(place: Place, operator: Desk) -> None:
    place.chosen(2)
    place.screen.browse.panel.buttons[-1].click()
    place.settle()
    page = place.page(RecordPage)
    assert page.head.context == place.screen.browse.listing.model.rows[2].caretaker_name  # type: ignore[attr-defined]
    assert page.counted.text() == "1 family valid"
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"officer": "   x"}, "", ""),
        ({"on": 1}, "on", "still to come"),
        ({"result": Result.NOT_VALID}, "", "at least one reason"),
    ],
)
def test_a_refused_result_is_said_where_it_belongs(
    place: Place, operator: Desk, typed: dict[str, object], field: str, said: str
) -> None:
    page = recording(place)
    if "on" in typed:
        typed = {"on": operator.today() + timedelta(days=1)}
    page.form.fill(typed)
    page.form.submit()
    place.settle()
    if not said:
        assert place.screen.page is None
        return
    shown = page.form.blocks[field].problem if field else page.form.summary.links.text()
    assert said in shown
    assert listing.standing(operator, PROGRAMME).states[State.OPEN] == 9
    assert page.form.save_button is not None
    assert page.form.save_button.isEnabled()


def test_valid_against_a_rule_asks_for_the_note(place: Place, operator: Desk, candidates: list[UUID]) -> None:
    for family in candidates:
        validation.change(operator, family, receives_pkh=True)
    page = recording(place)
    page.despite.click()
    page.form.submit()
    place.settle()
    assert "although a rule is broken" in page.form.blocks["note"].problem
    page.form.fill({"note": "PKH sudah dihentikan"})
    page.form.submit()
    place.settle()
    assert listing.standing(operator, PROGRAMME).states[State.VALID] == 9

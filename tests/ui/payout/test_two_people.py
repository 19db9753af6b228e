"""Tests of what a supervisor sees who drafted or registered himself, and of a decree unlike its list."""

from collections.abc import Callable
from datetime import date

import pytest

from desktop.rules.money import Figure
from desktop.rules.terms import PayListState, PaymentState
from desktop.services.desk import Desk
from desktop.services.money import decrees, drafting, overview, payments
from desktop.services.money.decrees import NewDecree
from desktop.services.money.rows import PaymentFilters, PaymentRow, Step
from desktop.ui.payout.drafting import DraftPage
from desktop.ui.payout.glance import equation
from desktop.wording import Translator
from tests import families, offices
from tests.ui.payout.conftest import DECREE, KEY, Place, press

Make = Callable[[Desk], Place]
ON = date(2019, 3, 1)


def names(place: Place) -> list[str]:
    rows = place.screen.tranche.part.payments.part.model.rows
    return [row.caretaker_name for row in rows if isinstance(row, PaymentRow)]


def test_the_families_he_registered_are_listed_for_the_approver(
    place_of: Make, operator: Desk, supervisor: Desk
) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 3, start=2, registered_by=supervisor.person.id, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    place = place_of(supervisor)
    place.open()
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()
    notice = place.screen.tranche.part.notice
    assert "registered 3 of its families" in notice.sentence
    assert "Ask another supervisor" in notice.sentence
    press(notice, "Show these families")
    place.settle()
    assert place.screen.tranche.part.tabs.currentIndex() == 1
    assert sorted(names(place)) == ["ENTIN SURYATIN", "MIMIN MINTARSIH", "NURJANAH"]
    found = place.screen.tranche.part.payments.part
    assert "3 payments" in found._foot.text()
    found.state.choose(None)
    found.load()
    place.settle()
    assert len(names(place)) == 5


def test_another_supervisor_approves_them(
    place_of: Make, operator: Desk, supervisor: Desk, administrator: Desk
) -> None:
    families.add(operator, 3, registered_by=supervisor.person.id, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    other = Desk(operator.office, administrator.person)
    other.became(role=supervisor.person.role)
    place = place_of(other)
    place.open()
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()
    assert overview.status(operator, KEY).row.state is PayListState.APPROVED


def test_who_may_not_approve_is_not_offered_his_own(place_of: Make, drafted: Desk, supervisor: Desk) -> None:
    places = [place_of(desk) for desk in (drafted, supervisor)]
    asked = [place.screen.tranche.part.payments.part.state for place in places]
    words = [[combo.itemText(line) for line in range(combo.count())] for combo in asked]
    assert "Registered by you" not in words[0]
    assert words[1][-1] == "Registered by you"


def test_what_is_withheld_is_not_his_to_approve(operator: Desk, supervisor: Desk) -> None:
    own = PaymentFilters(registered_by=supervisor.person.id)
    families.add(operator, 4, registered_by=supervisor.person.id, bank="bjb")
    drafting.create(operator, KEY, DECREE)
    assert payments.count(operator, KEY, own) == 4
    narrowed = PaymentFilters(registered_by=supervisor.person.id, text="entin")
    assert [row.caretaker_name for row in payments.payments(operator, KEY, narrowed).rows] == ["ENTIN SURYATIN"]
    other = PaymentFilters(registered_by=operator.person.id)
    assert payments.count(operator, KEY, other) == 0
    assert (
        payments.count(operator, KEY, PaymentFilters(state=PaymentState.WITHHELD, registered_by=own.registered_by)) == 0
    )


@pytest.fixture
def unlike(operator: Desk) -> Desk:
    """Four families listed where the decree grants five."""
    families.add(operator, 4, bank="bjb")
    drafting.create(operator, KEY, NewDecree("1/2019", ON, 5, 5_000_000))
    return operator


def test_a_decree_unlike_its_list_is_said_before_anybody_asks(place_of: Make, unlike: Desk) -> None:
    place = place_of(unlike)
    place.open()
    warning = place.screen.tranche.part.warning
    assert warning.sentence == (
        "The decree grants 5 families Rp5.000.000, the list holds 4 families Rp4.000.000: "
        "correct the decree's totals or draft the list again before it is approved."
    )
    assert place.screen.tranche.part.glance.figures.verdict == "Differs by Rp1.000.000"
    press(warning, "Change the decree…")
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert page.form.values() == {"number": "1/2019", "on": ON, "households": 5, "rupiah": 5_000_000}
    assert not page.dirty


def test_the_supervisor_sees_it_too_but_leaves_the_decree_to_the_operator(
    place_of: Make, unlike: Desk, supervisor: Desk
) -> None:
    place = place_of(supervisor)
    place.open()
    assert "list holds 4 families" in place.screen.tranche.part.warning.sentence
    assert place.screen.tranche.part.warning.remedy is None
    place.screen.tranche.part.advancing.go_on(Step.APPROVE, KEY, offices.PASSWORD)
    place.settle()
    assert "differs from decree 1/2019" in place.screen.tranche.part.notice.sentence
    assert overview.status(unlike, KEY).row.state is PayListState.DRAFT


@pytest.mark.parametrize(
    ("households", "rupiah", "verdict"),
    [
        (4, 4_000_000, "Balanced"),
        (5, 5_000_000, "Differs by Rp1.000.000"),
        (3, 3_000_000, "Differs by Rp1.000.000"),
        (4, 999_999_999, "Differs by Rp995.999.999"),
        (6, 4_000_000, "Differs by 2 families"),
    ],
)
def test_the_verdict_names_the_difference(
    operator: Desk, t: Translator, households: int, rupiah: int, verdict: str
) -> None:
    families.add(operator, 4, bank="bjb")
    drafting.create(operator, KEY, NewDecree("1/2019", ON, households, rupiah))
    stated = equation(t, overview.status(operator, KEY))
    assert stated.verdict == verdict
    assert stated.holds is (verdict == "Balanced")


def test_totals_of_a_known_decree_are_shown_and_stay(place_of: Make, drafted: Desk) -> None:
    """Also those once taken from the list: a list drafted anew does not change what the paper grants."""
    place = place_of(drafted)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert (page.form.values()["households"], page.form.values()["rupiah"]) == (12, 12_000_000)
    families.add(drafted, 3, start=12, bank="bjb")
    page.form.submit()
    place.settle()
    found = overview.status(drafted, KEY)
    assert (found.decree, found.balance.listed) == (Figure(12, 12_000_000), Figure(15, 15_000_000))


def test_totals_that_are_emptied_stay_as_the_decree_grants_them_and_the_form_says_so(
    place_of: Make, unlike: Desk
) -> None:
    place = place_of(unlike)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    page.form.fill({"households": None, "rupiah": None})
    assert "what the decree grants already" in page.form.blocks["households"].advice
    assert "what the decree grants already" in page.form.blocks["rupiah"].advice
    page.form.submit()
    place.settle()
    found = overview.status(unlike, KEY)
    assert (found.decree, found.balance.listed) == (Figure(5, 5_000_000), Figure(4, 4_000_000))


def test_totals_of_its_own_stay_when_the_list_is_drafted_again(place_of: Make, unlike: Desk) -> None:
    place = place_of(unlike)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    families.add(unlike, 1, start=4, bank="bjb")
    page.form.submit()
    place.settle()
    found = overview.status(unlike, KEY)
    assert (found.decree, found.balance.not_listed) == (Figure(5, 5_000_000), Figure())


def test_a_decree_whose_totals_are_left_empty_takes_those_of_the_list(place_of: Make, unlike: Desk) -> None:
    place = place_of(unlike)
    place.screen.enter_decree(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert page.form.save_button is not None
    assert page.form.save_button.text() == "Save the decree"
    page.form.fill({"households": None, "rupiah": None})
    page.form.submit()
    place.settle()
    assert overview.status(unlike, KEY).decree == Figure(4, 4_000_000)
    assert place.screen.tranche.part.notice.sentence == "The decree is entered."


def test_a_decree_for_an_approved_list_is_not_changed(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.enter_decree(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert page.form.save_button is not None
    assert not page.form.save_button.isEnabled()
    with pytest.raises(Exception, match=r"money\.no_redraft"):
        decrees.enter(approved, KEY, NewDecree("2/2019", ON))


def test_days_are_written_as_people_read_them(place_of: Make, operator: Desk) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 1, start=2, receives_pkh=True, bank="bjb")
    place = place_of(operator)
    place.screen.draft(KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, DraftPage)
    place.settle()
    assert page._reasons.text().startswith("1 families: ")
    assert "2019-" not in page._reasons.text()

"""A new year in the window: seen before it is opened, opened under a paper, only where there is an earlier one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from desktop import paths
from desktop.models import Enrolment, EnrolmentStep
from desktop.rules.terms import EnrolmentStatus
from desktop.services import programmes
from desktop.services.desk import Desk
from desktop.services.programmes import ProgrammeRow
from desktop.ui.kit.question import Question
from desktop.ui.payout.new_year import NewYearPage
from tests.services.money.walk import faults, one_tranche
from tests.ui.payout.conftest import Place, press

S = EnrolmentStatus
PlaceOf = Callable[[Desk], Place]


@pytest.fixture
def later(approved: Desk) -> Desk:
    """Twelve members: ten since 2025, two since 2019; the years 2019 and 2027."""
    year = replace(programmes.packaged("jamsosratu-2019", paths.resources()), year=2027, name="Jamsosratu 2027")
    one_tranche(approved)
    with approved.write("test.year") as unit:
        programmes.store(unit, year, approved.office.code)
        old = set(unit.session.scalars(select(Enrolment.id).order_by(Enrolment.id).limit(2)))
        for step in unit.session.scalars(select(EnrolmentStep).where(EnrolmentStep.status.in_((S.DECREED, S.ACTIVE)))):
            step.on = date(2019, 3, 5) if step.enrolment_id in old else date(2025, 3, 5)
    return approved


def page(place: Place) -> NewYearPage:
    place.screen.enter()
    place.settle()
    press(place.screen, "New year…")
    place.settle()
    found = place.screen.pages.currentWidget()
    assert isinstance(found, NewYearPage)
    return found


def statuses(desk: Desk) -> dict[str, int]:
    with desk.read() as session:
        found = list(session.scalars(select(Enrolment.status)))
    return {one: found.count(one) for one in set(found)}


def numbers(one: NewYearPage) -> tuple[int, int, int]:
    assert one.outlook is not None
    return one.outlook.go_on, one.outlook.certify, one.outlook.graduate


def answer(place: Place, one: NewYearPage) -> Question:
    (question,) = one.findChildren(Question)
    question.agreed.emit("")
    place.settle()
    return question


def test_a_first_year_is_opened_from_nothing(place_of: PlaceOf, drafted: Desk) -> None:
    place = place_of(drafted)
    place.screen.enter()
    place.settle()
    assert "New year…" not in place.actions()


def test_it_is_seen_asked_about_and_opened(place_of: PlaceOf, later: Desk) -> None:
    place = place_of(later)
    before = statuses(later)
    one = page(place)
    assert one.form.values()["year"] == ProgrammeRow("jamsosratu", 2027, "Jamsosratu 2027")
    assert numbers(one) == (10, 2, 0)
    assert "12 families (Rp12.000.000)" in one.beside.text(), "what was not fetched is in view"
    one.form.submit()
    assert one.form.blocks["paper"].problem
    assert one.findChildren(Question) == []
    one.form.fill({"paper": "Nota 7/2027"})
    one.form.submit()
    assert statuses(later) == before, "nobody is moved before the answer"
    answer(place, one)
    assert place.screen.pages.currentWidget() is place.screen.listing
    assert statuses(later)[S.CANDIDATE] == before.get(S.CANDIDATE, 0) + 2
    with later.read() as session:
        papers = session.scalars(select(EnrolmentStep.paper).where(EnrolmentStep.reason.contains("2027"))).all()
    assert papers == ["Nota 7/2027"] * 2
    assert faults(later) == []
    assert numbers(page(place)) == (10, 0, 0)


def test_who_is_moved_is_named_on_demand(place_of: PlaceOf, later: Desk) -> None:
    place = place_of(later)
    one = page(place)
    assert "JSR-" not in one.beside.text()
    one.names.click()
    place.settle()
    lines = one.beside.text().splitlines()
    assert lines[0] == "Certified again (2)"
    assert [line.count(" · ") for line in lines[1:3]] == [2, 2]
    assert lines[3] == ""
    assert "12 families (Rp12.000.000)" in one.beside.text(), "what was there is there still"


def test_a_year_under_way_is_not_offered(place_of: PlaceOf, later: Desk) -> None:
    """2018 is past, 2019 has its list; 2031 waits for 2027."""
    year = programmes.packaged("jamsosratu-2019", paths.resources())
    with later.write("test.years") as unit:
        for other in (2018, 2031):
            programmes.store(unit, replace(year, year=other, name=f"Jamsosratu {other}"), later.office.code)
    assert [choice.year for choice in page(place_of(later)).years] == [2027]


def test_where_nobody_is_moved_the_button_is_closed(place_of: PlaceOf, later: Desk) -> None:
    with later.write("test.years") as unit:
        for step in unit.session.scalars(select(EnrolmentStep)):
            step.on = date(2025, 3, 5)
    place = place_of(later)
    one = page(place)
    assert numbers(one) == (12, 0, 0)
    assert one.form.save_button is not None
    assert not one.form.save_button.isEnabled()
    assert not one.names.isEnabled()


def test_who_may_not_open_it_looks(place_of: PlaceOf, later: Desk, auditor: Desk) -> None:
    place = place_of(auditor)
    one = page(place)
    assert numbers(one) == (10, 2, 0)
    assert one.form.save_button is None
    assert "paper" not in one.form.blocks


def test_a_paper_half_typed_is_asked_about(place_of: PlaceOf, later: Desk) -> None:
    place = place_of(later)
    one = page(place)
    assert place.screen.may_leave()
    one.form.fill({"paper": "Nota"})
    assert not place.screen.may_leave()
    answer(place, one)
    assert place.screen.pages.currentWidget() is place.screen.listing


def test_what_changes_meanwhile_is_counted_anew(place_of: PlaceOf, later: Desk) -> None:
    place = place_of(later)
    one = page(place)
    with later.write("test.stopped") as unit:
        row = unit.session.scalars(select(Enrolment).order_by(Enrolment.id).limit(1)).one()
        row.status = S.STOPPED
    place.screen.refresh()
    place.settle()
    assert numbers(one) == (10, 1, 0)

"""Minutes on the page: made of the results that wait, listed, shown as a paper and saved."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services.desk import Desk
from desktop.services.validating import minutes
from desktop.services.validating.selecting import Selection
from desktop.ui.validating.minutes import MinutesPage
from desktop.ui.validating.paper import MinutesPaper
from tests import families, validation
from tests.documents.paper_readers import words as paper_words
from tests.ui.validating.conftest import Place, Places
from tests.validation import PROGRAMME

S = EnrolmentStatus


def test_minutes_are_made_from_the_page(place: Place, operator: Desk) -> None:
    validation.record(operator)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.counted.text().splitlines() == ["7 families become eligible", "2 families wait for a place"]
    assert str(page.form.values()["number"]).startswith("BA.001/")
    page.form.fill({"place": "Balai Desa", "signed_by": "Ratna Dewi, Pendamping"})
    page.form.submit()
    place.settle()
    (row,) = page.model.rows
    assert (row.place, row.signed_by) == ("Balai Desa", ("Ratna Dewi, Pendamping",))
    assert place.said == ["7 families become eligible · 2 families wait for a place"]
    assert page.counted.text() == "None here. Record results first."
    assert str(page.form.values()["number"]).startswith("BA.002/")
    assert not page.form.save_button.isEnabled()


def test_minutes_of_the_village_in_view_are_of_that_village(place: Place, operator: Desk) -> None:
    validation.record(operator)
    place.screen.browse.listing.narrowing.choose(S.ACTIVE, families.villages(operator)[1])
    place.settle()
    place.screen.show_minutes()
    place.settle()
    assert place.page(MinutesPage).counted.text() == "3 families become eligible"


def test_a_number_that_is_there_is_said_at_its_field(place: Place, operator: Desk) -> None:
    validation.record(operator, Selection(PROGRAMME, village=families.villages(operator)[0]))
    validation.confirm(operator, number="BA.1")
    validation.record(operator)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    page.form.fill({"number": "BA.1"})
    page.form.submit()
    place.settle()
    assert "BA.1" in page.form.blocks["number"].problem
    assert len(minutes.made(operator)) == 1


def test_the_paper_is_shown_and_saved(place: Place, operator: Desk, tmp_path: Path) -> None:
    validation.record(operator)
    validation.confirm(operator, number="BA.9")
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    page.view.selectRow(0)
    page.print_button.click()
    place.settle()
    paper = place.page(MinutesPaper)
    assert paper.paper is not None
    paper.save_to(tmp_path / "ba.pdf")
    place.settle()
    assert "Nomor: BA.9" in paper_words((tmp_path / "ba.pdf").read_bytes())
    assert str(tmp_path / "ba.pdf") in paper.notice.sentence
    paper.leave()
    assert place.screen.page is None


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_others_read_and_print_minutes(place_of: Places, operator: Desk, candidates: list[UUID], role: Role) -> None:
    validation.record(operator)
    validation.confirm(operator)
    place = place_of(role)
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.model.rowCount() == 1
    assert not page.form.isVisibleTo(page)
    page.view.selectRow(0)
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    place.settle()
    assert place.page(MinutesPaper).paper is not None
    assert candidates


def test_no_minutes_yet_is_said(place: Place) -> None:
    place.screen.show_minutes()
    place.settle()
    page = place.page(MinutesPage)
    assert page.empty.sentence.startswith("No minutes yet.")
    assert not page.print_button.isEnabled()

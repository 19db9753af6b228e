"""All families as they stood on a day, in the window."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from desktop.rules.terms import Role
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.stood_list import StoodListPage
from tests import families
from tests.ui.families.conftest import texts
from tests.ui.families.life.conftest import Room


@pytest.fixture
def quiet(room_of: Callable[[Role], Room]) -> Room:
    """An office whose other families came in June."""
    room = room_of(Role.OPERATOR)
    families.add(room.bench.desk, 7)
    return room


def look(room: Room, day: str) -> StoodListPage:
    room.pages.show_list()
    page = room.pages.listed
    page.day.setText(day)
    room.qtbot.keyClick(page.day, Qt.Key.Key_Return)
    room.settle()
    return page


def names(page: StoodListPage) -> list[str]:
    return [row.caretaker_name for row in page.model.rows if isinstance(row, FamilyListRow)]


def test_it_waits_for_a_day(quiet: Room) -> None:
    quiet.pages.show_list()
    page = quiet.pages.listed
    assert page.found is None
    assert page.day.text() == "20/06/2019"
    assert "Type a day" in page.empty.sentence


def test_the_list_of_a_day_with_its_figures(quiet: Room) -> None:
    page = look(quiet, "1/2/2019")
    assert names(page) == ["Siti Aminah"]
    assert page.head.title == "Families on 1 February 2019"
    assert page.figures.text() == "1 family  ·  4 people  ·  Candidate 1  ·  7 came since, 0 left since"


def test_another_day_takes_its_place(quiet: Room) -> None:
    look(quiet, "1/2/2019")
    page = look(quiet, "20/6/2019")
    assert len(names(page)) == 8
    assert "8 families" in page.figures.text()
    quiet.pages.show_list()
    assert len(names(page)) == 8  # coming again reads nothing anew


def test_a_heading_sorts_it(quiet: Room) -> None:
    page = look(quiet, "20/6/2019")
    page.view.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert names(page) == sorted(names(page), key=str.casefold, reverse=True)
    page.view.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    members = [row.members for row in page.model.rows if isinstance(row, FamilyListRow)]
    assert members == sorted(members, reverse=True)
    assert members[0] == 4


def test_it_pages_as_one_scrolls(quiet: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    families.add(quiet.bench.desk, 210, start=10)
    page = look(quiet, "20/6/2019")
    assert len(names(page)) == 200
    page.model.fetchMore(page.view.rootIndex())
    assert len(names(page)) == 218
    assert not page.model.canFetchMore(page.view.rootIndex())


def test_a_day_before_everything(quiet: Room) -> None:
    page = look(quiet, "1/1/2018")
    assert names(page) == []
    assert "keeps its history since" in page.empty.sentence


def test_no_day_is_read_as_one(quiet: Room) -> None:
    page = look(quiet, "entah")
    assert "This is not a date" in page.notice.sentence
    assert page.found is None


@pytest.mark.parametrize(("typed", "why"), [("entah", "This is not a date"), ("1/1/2099", "is still to come")])
def test_a_day_that_is_refused_leaves_no_answer_of_another_below_it(quiet: Room, typed: str, why: str) -> None:
    look(quiet, "1/2/2019")
    page = look(quiet, typed)
    assert why in page.notice.sentence
    assert (names(page), page.figures.text(), page.head.title) == ([], "", "Families on a day")
    assert page.empty.sentence == "Type a day and press Enter."
    page = look(quiet, "1/2/2019")
    assert page.notice.sentence == ""
    assert names(page) == ["Siti Aminah"]


def test_an_answer_on_its_way_is_not_shown_below_what_is_no_day(quiet: Room) -> None:
    quiet.pages.show_list()
    page = quiet.pages.listed
    page.look()
    page.day.setText("entah")
    page.look()
    quiet.settle()
    assert (names(page), page.found) == ([], None)


def test_coming_again_after_a_refused_day_begins_anew(quiet: Room) -> None:
    look(quiet, "1/1/2099")
    quiet.pages.show_list()
    page = quiet.pages.listed
    assert (page.notice.sentence, page.day.text()) == ("", "20/06/2019")


def test_enter_on_a_family_shows_it_as_it_stood_that_day(quiet: Room) -> None:
    page = look(quiet, "1/2/2019")
    quiet.qtbot.keyClick(page.view, Qt.Key.Key_Return)
    quiet.settle()
    history = quiet.pages.history
    assert quiet.pages.currentWidget() is history
    assert history.family == quiet.family.id
    assert history.stood is not None
    assert "1 February 2019" in texts(history)


def test_leaving_stops_what_is_read(quiet: Room) -> None:
    quiet.pages.show_list()
    page = quiet.pages.listed
    page.look()
    page.leave()
    quiet.settle()
    assert quiet.left == [True]
    assert page.found is None

"""The family shown is the chosen row, however far down the list; where it is hidden, it is said."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.models import Household
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.families.finding import FamilyListRow, Filters
from desktop.ui.families.listing import FamilyList
from tests import families
from tests.ui.families.conftest import Place

Enter = Callable[[Role], Place]
CTRL = Qt.KeyboardModifier.ControlModifier
SUSPENDED = Filters(status=EnrolmentStatus.SUSPENDED.value)


@pytest.fixture
def crowd(operator: Desk, place_of: Enter) -> Place:
    """Sixty families, ten more than the first page of the list holds."""
    families.add(operator, 60)
    return place_of(Role.OPERATOR)


def listing(place: Place) -> FamilyList:
    return place.screen.browse.listing


def chosen(place: Place) -> UUID | None:
    row = listing(place).view.row
    return row.id if isinstance(row, FamilyListRow) else None


def shown(place: Place) -> UUID | None:
    detail = place.screen.browse.panel.detail
    return detail.id if detail else None


def last(place: Place) -> UUID:
    return finding.find(place.bench.desk, "", limit=100).rows[-1].id


def write(place: Place, name: str) -> None:
    """Write a new family down by keys alone, from wherever the focus is."""
    place.press(Qt.Key.Key_N, CTRL)
    place.qtbot.waitUntil(place.screen.form.isVisible)
    place.settle()
    place.screen.form.body.people.page.blocks["name"].widget.setFocus()
    place.typed(name)
    place.press(Qt.Key.Key_S, CTRL)
    place.settle()


def test_a_new_family_beyond_the_first_page_is_the_chosen_row(crowd: Place) -> None:
    write(crowd, "Zulaeha Baru")
    assert listing(crowd).model.rowCount() == 61
    assert chosen(crowd) == shown(crowd) == last(crowd)
    assert listing(crowd).notice.sentence == ""


def test_one_new_family_after_the_other_by_keyboard(crowd: Place) -> None:
    for name in ("Zulaeha Satu", "Aisyah Dua", "Zulaeha Tiga"):
        write(crowd, name)
        assert crowd.screen.window().focusWidget() is listing(crowd).view
        row = listing(crowd).view.row
        assert isinstance(row, FamilyListRow)
        assert row.caretaker_name == name


def test_the_first_family_of_an_office_is_chosen_and_has_the_focus(place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    assert listing(place).empty.isVisible()
    write(place, "Aisyah Pertama")
    assert chosen(place) == shown(place)
    assert chosen(place) is not None
    assert place.screen.window().focusWidget() is listing(place).view
    write(place, "Aisyah Kedua")
    assert listing(place).model.rowCount() == 2


def test_a_filter_that_hides_it_is_told_and_dropped_with_one_press(crowd: Place) -> None:
    listing(crowd).narrowing.narrow_to("", SUSPENDED)
    crowd.settle()
    write(crowd, "Zulaeha Baru")
    assert (chosen(crowd), shown(crowd) == last(crowd)) == (None, True)
    notice = listing(crowd).notice
    assert notice.sentence == "What is typed or chosen above hides the family that is shown."
    assert notice.remedy is not None
    notice.remedy.click()
    crowd.settle()
    assert chosen(crowd) == shown(crowd) == last(crowd)
    assert (notice.sentence, listing(crowd).narrowing.narrow) == ("", False)


def test_a_word_typed_hides_it_too(crowd: Place) -> None:
    listing(crowd).narrowing.narrow_to("siti", Filters())
    crowd.settle()
    write(crowd, "Zulaeha Baru")
    assert "hides the family" in listing(crowd).notice.sentence
    listing(crowd).narrowing.narrow_to("siti", SUSPENDED)
    crowd.settle()
    assert listing(crowd).notice.sentence == "", "another question is another answer"


def test_one_far_down_is_found_by_its_name(crowd: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.families.jobs.FAR", 55)
    write(crowd, "Zulaeha Baru")
    notice = listing(crowd).notice
    assert notice.sentence == "The family shown stands further down the list."
    assert chosen(crowd) is None
    assert notice.remedy is not None
    notice.remedy.click()
    crowd.settle()
    assert listing(crowd).narrowing.typed == "Zulaeha Baru"
    assert chosen(crowd) == shown(crowd)
    assert listing(crowd).model.rowCount() == 1


def test_any_row_can_be_chosen_after_one_that_is_hidden(crowd: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.ui.families.jobs.FAR", 55)
    write(crowd, "Zulaeha Baru")
    assert chosen(crowd) is None
    for key, place in ((Qt.Key.Key_Down, 0), (Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, 0)):
        crowd.press(key)
        crowd.settle()
        assert chosen(crowd) == shown(crowd) == finding.find(crowd.bench.desk, "").rows[place].id


def test_what_changes_elsewhere_leaves_the_row_chosen_however_far_down(crowd: Place) -> None:
    crowd.screen.enter(last(crowd))
    crowd.settle()
    assert chosen(crowd) == last(crowd)
    desk = crowd.bench.desk
    with desk.write("test.change") as unit:
        row = unit.session.get_one(Household, finding.find(desk, "").rows[0].id)
        row.phone = "0812"
        unit.finish()
    crowd.screen.changed(unit.changes)
    crowd.settle()
    assert chosen(crowd) == shown(crowd) == last(crowd)


def test_nothing_is_said_of_one_that_is_in_no_list(crowd: Place) -> None:
    crowd.screen.browse.seeker.seek(UUID(int=7))
    crowd.settle()
    assert chosen(crowd) is None
    assert listing(crowd).notice.sentence == ""


def test_who_chooses_meanwhile_is_not_taken_elsewhere(crowd: Place) -> None:
    seeker = crowd.screen.browse.seeker
    seeker.seek(last(crowd))
    crowd.qtbot.waitUntil(lambda: not seeker.seeks)
    listing(crowd).view.selectRow(3)
    crowd.settle()
    assert chosen(crowd) == shown(crowd) == finding.find(crowd.bench.desk, "").rows[3].id

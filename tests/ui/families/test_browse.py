"""List and detail: typed, scrolled and chosen by keyboard, at a real office."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from desktop.models import Household
from desktop.rules.terms import EnrolmentStatus, Role
from desktop.services import enrolling
from desktop.services.desk import Desk
from desktop.services.enrolling import Move
from desktop.services.families.finding import FamilyListRow, Filters
from desktop.services.families.listed import Asked
from desktop.ui.rest import CHOICE_MS
from tests import families
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]


def rows(place: Place) -> list[FamilyListRow]:
    return [row for row in place.screen.browse.listing.model.rows if isinstance(row, FamilyListRow)]


def type_in(place: Place, text: str) -> None:
    search = place.screen.browse.listing.narrowing.search
    search.clear()
    place.qtbot.keyClicks(search, text)
    place.qtbot.keyClick(search, Qt.Key.Key_Return)
    place.settle()


def test_the_list_is_there_and_the_first_family_beside_it(place: Place) -> None:
    listing = place.screen.browse.listing
    assert [row.caretaker_name for row in rows(place)] == sorted(row.caretaker_name for row in rows(place))
    assert listing.found.text() == "7 families"
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.id == rows(place)[0].id
    assert place.logged("family.open") == [str(shown.id)]


def test_typing_narrows_and_says_how_many(place: Place) -> None:
    type_in(place, "siti")
    assert {row.caretaker_name for row in rows(place)} == {"SITI AMINAH"}
    found = place.screen.browse.listing.found.text()
    assert found.startswith("1 of 7 families  ·  found in ")


def test_one_letter_is_enough(place: Place) -> None:
    type_in(place, "j")
    assert {row.caretaker_name for row in rows(place)} == {"JUBAEDAH"}


def test_nothing_found_offers_all_again(place: Place) -> None:
    type_in(place, "xyzxyz")
    listing = place.screen.browse.listing
    assert listing.empty.isVisible()
    assert "No family matches" in listing.empty.sentence
    assert place.screen.browse.panel.detail is None
    assert listing.empty.step is not None
    listing.empty.step.click()
    place.settle()
    assert len(rows(place)) == 7
    assert listing.narrowing.search.text() == ""


def test_arrowing_through_opens_only_where_it_rests(place: Place) -> None:
    before = len(place.logged("family.open"))
    view = place.screen.browse.listing.view
    for _ in range(5):
        place.qtbot.keyClick(view, Qt.Key.Key_Down)
    name = place.screen.browse.panel.name.text()
    assert name == rows(place)[5].caretaker_name  # at once, from the list
    place.settle()
    opened = place.logged("family.open")[before:]
    assert opened == [str(rows(place)[5].id)]
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.id == rows(place)[5].id


def test_who_types_on_opens_no_family(place: Place) -> None:
    """The rest of the choice begins anew with each key, so that nothing stands in the way of the rows."""
    browse = place.screen.browse
    before = place.logged("family.open")
    browse._rest.setInterval(20_000)
    place.qtbot.keyClick(browse.listing.view, Qt.Key.Key_Down)
    browse._rest.setTimerType(Qt.TimerType.PreciseTimer)
    browse._rest.start()
    place.qtbot.wait(400)
    left = browse._rest.remainingTime()
    place.qtbot.keyClicks(browse.listing.narrowing.search, "u")
    assert browse._rest.remainingTime() > left + 200
    assert place.logged("family.open") == before
    browse._rest.setInterval(CHOICE_MS)
    place.settle()


def test_arrow_down_leaves_the_search_for_the_list(place: Place) -> None:
    narrowing = place.screen.browse.listing.narrowing
    narrowing.search.setFocus()
    place.qtbot.keyClick(narrowing.search, Qt.Key.Key_Down)
    assert place.screen.focusWidget() is place.screen.browse.listing.view


def test_the_detail_says_what_is_known(place: Place) -> None:
    shown = texts(place.screen.browse.panel)
    for piece in ("Candidate", "No KK ••••••••••", "RT ", "Caretaker (proposed)", "Head of family", "Child",
                  "Primary", "no NIK yet", "No tranche lists this family yet.", "Nobody has visited"):  # fmt: skip
        assert piece in shown
    assert "3601015203" not in shown.replace(" ", "")


def test_numbers_are_shown_on_demand_and_logged(place: Place) -> None:
    panel = place.screen.browse.panel
    place.screen.browse._unmask()
    place.settle()
    assert panel.detail is not None
    nik = panel.detail.fields.members[0].nik
    assert nik in texts(panel).replace(" ", "")
    assert place.logged("family.unmask") == [str(panel.detail.id)]
    assert "Show NIK" not in texts(panel)


def test_the_next_family_is_masked_again(place: Place) -> None:
    place.screen.browse._unmask()
    place.settle()
    place.qtbot.keyClick(place.screen.browse.listing.view, Qt.Key.Key_Down)
    place.settle()
    panel = place.screen.browse.panel
    assert panel.detail is not None
    assert panel.detail.fields.members[0].nik not in texts(panel).replace(" ", "")


def test_a_state_narrows(place: Place, operator: Desk, households: list[UUID]) -> None:
    with operator.write("test.suspend") as unit:
        found = [row for row in enrolling.read_rows(unit.session, "jamsosratu") if row["household_id"] == households[2]]
        enrolling.move_many(unit, found, Move(EnrolmentStatus.SUSPENDED, date(2019, 5, 2), "tidak hadir"))
    listing = place.screen.browse.listing
    listing.narrowing.status.choose(EnrolmentStatus.SUSPENDED.value)
    listing.ask()
    place.settle()
    assert [row.id for row in rows(place)] == [households[2]]
    assert texts(place.screen.browse.panel).count("Suspended") == 1


def test_families_to_be_placed(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 2)
    lost = families.add(operator, 1, start=5, village_code=None, area_as_written="DESA ENTAH")
    place = place_of(Role.OPERATOR)
    place.screen.browse.listing.narrowing.narrow_to("", Filters(unplaced=True))
    place.settle()
    assert [row.id for row in rows(place)] == lost
    shown = place.screen.browse.listing.view.model().index(0, 2).data()
    assert shown == "To be placed: DESA ENTAH"
    assert "as written: DESA ENTAH" in texts(place.screen.browse.panel)
    assert "The village is not known yet" in texts(place.screen.browse.panel)


def test_districts_narrow(place: Place) -> None:
    listing = place.screen.browse.listing
    district = rows(place)[0].district
    at = listing.narrowing.district.findText(district)
    assert at > 0
    listing.narrowing.district.setCurrentIndex(at)
    listing.narrowing.district.activated.emit(at)
    place.settle()
    assert rows(place)
    assert {row.district for row in rows(place)} == {district}


def test_pages_follow_as_one_scrolls(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 130)
    place = place_of(Role.OPERATOR)
    assert len(rows(place)) == 50
    view = place.screen.browse.listing.view
    for _ in range(3):
        view.scrollToBottom()
        place.settle()
    names = [(row.caretaker_name, row.id) for row in rows(place)]
    assert len(names) == 130
    assert len(set(names)) == 130
    assert [name for name, _ in names] == sorted(name for name, _ in names)


def test_problems_stand_with_names_and_remedy(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 1, no_kk="3601010000000000")
    place = place_of(Role.OPERATOR)
    shown = texts(place.screen.browse.panel)
    assert "This family card number is only a filler." in shown
    assert "UJANG: The NIK is missing." in shown
    assert "Change" in shown


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_change_is_offered_no_change(role: Role, households: list[UUID], place_of: Enter) -> None:
    place = place_of(role)
    panel = place.screen.browse.panel
    assert panel.detail is not None
    assert "Change" not in texts(panel).split("\n")
    place.qtbot.keyClick(place.screen.browse.listing.view, Qt.Key.Key_Return)
    place.settle()
    assert place.screen.browse.isVisible()


def test_buttons_lead_to_visits_and_letters(place: Place) -> None:
    panel = place.screen.browse.panel
    assert panel.detail is not None
    for made in panel.buttons:
        if made.text() in ("Visits", "Letter"):
            made.click()
    assert place.went == [("visits", panel.detail.id), ("letters", panel.detail.id)]


def test_another_place_can_send_here_for_one_family(place: Place, households: list[UUID]) -> None:
    place.screen.enter(households[4])
    place.settle()
    assert place.screen.browse.panel.detail is not None
    assert place.screen.browse.panel.detail.id == households[4]


def test_what_others_change_is_asked_for_again(place: Place, operator: Desk) -> None:
    shown = place.screen.browse.panel.detail
    assert shown is not None
    with operator.write("test.address") as unit:
        household = unit.session.get_one(Household, shown.id)
        household.address = "Jl. Baru 7"
    place.bench.runner.changed.emit(unit.changes)
    place.settle()
    assert "Jl. Baru 7" in texts(place.screen.browse.panel)


def test_a_family_that_is_not_there_is_said_so(place: Place, operator: Desk) -> None:
    place.screen.browse.show_family(operator.person.id)
    place.settle()
    assert "This family is not in the office." in texts(place.screen.browse.panel)


def test_an_empty_office_says_what_belongs_here(place_of: Enter) -> None:
    place = place_of(Role.OPERATOR)
    assert "No families yet." in place.screen.browse.listing.empty.sentence
    assert "Choose a family" in texts(place.screen.browse.panel)


def test_another_place_can_send_here_for_a_list(place: Place, operator: Desk, households: list[UUID]) -> None:
    with operator.read() as session:
        number = session.get_one(Household, households[3]).no_kk or ""
    place.screen.enter(Asked(number))
    place.settle()
    assert [row.id for row in rows(place)] == [households[3]]
    assert place.screen.browse.listing.narrowing.search.text() == number
    place.screen.enter(Asked(filters=Filters(status="candidate")))
    place.settle()
    assert len(rows(place)) == 7
    assert place.screen.browse.listing.asked == Asked(filters=Filters(status="candidate"))

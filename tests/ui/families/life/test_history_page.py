"""The history of a family and how it stood; taking an event back with a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desktop.rules.coordinates import MapPlace
from desktop.rules.terms import Presence, Role
from desktop.services.families import saving
from desktop.services.families.living import Account, FamilyLiving, HeldAid, HousingState, PersonLiving
from desktop.services.life import splitting
from desktop.services.life.events import Birth, Death, FamilyLeft, Left, NewAddress, Split
from desktop.ui.families.life.history_page import HistoryPage
from desktop.ui.kit.question import Question
from tests import families
from tests.services.life.conftest import ON
from tests.services.life.test_recording import BABY, PAPER
from tests.ui.families.conftest import texts
from tests.ui.families.life.conftest import Room


@pytest.fixture
def quiet(room_of: Callable[[Role], Room]) -> Room:
    return room_of(Role.OPERATOR)


def show(room: Room) -> HistoryPage:
    room.pages.show_history(room.family.opened())
    room.settle()
    return room.pages.history


def pressed(page: QWidget, text: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(page))


def save(room: Room, **values: object) -> None:
    opened = room.family.opened()
    saving.save(room.bench.desk, room.family.id, opened.stamp, replace(opened.fields, **values))  # type: ignore[arg-type]


def test_it_tells_who_changed_what(quiet: Room) -> None:
    save(quiet, phone="0812")
    page = show(quiet)
    read = texts(page)
    assert page.head.title == "History of the family of Siti Aminah"
    assert "Every state since 7 January 2019" in read
    assert "Phone: - → 0812" in read
    assert "20 Jun 2019 10.00 · Changed · operator" in read
    assert "Ujang was entered" in read
    assert "joined the programme Jamsosratu" in read
    assert "No event was entered yet." in read


def test_events_stand_with_their_papers(quiet: Room) -> None:
    quiet.family.enter(Left(on=ON, paper=PAPER, member=quiet.family.id_of("Neng"), to="Tangerang"))
    read = texts(show(quiet))
    assert "1 Jun 2019 · A member moved away · Neng" in read
    assert f"{PAPER} · to Tangerang · entered 20 Jun 2019 by Si Operator" in read
    assert "Neng: Presence: Lives here → Moved away" in read


def test_a_number_is_masked_in_the_history(quiet: Room) -> None:
    save(quiet, no_kk="3601010101090099")
    read = texts(show(quiet))
    assert "3601010101090099" not in read
    assert "No KK: " in read


def test_leaving_the_lists_stands_in_it(quiet: Room) -> None:
    quiet.family.enter(FamilyLeft(on=ON, reason="ikut anak", to="Lebak"))
    read = texts(show(quiet))
    assert "1 Jun 2019 · Moved out of the district" in read
    assert "ikut anak" in read


def test_an_earlier_day_is_shown_beside(quiet: Room) -> None:
    save(quiet, rt="09")
    quiet.family.enter(Birth(on=ON, paper=PAPER, child=BABY))
    page = show(quiet)
    page.day.setText("1/2/2019")
    quiet.qtbot.keyClick(page.day, Qt.Key.Key_Return)
    quiet.settle()
    assert page.stood is not None
    assert page.stood.on == date(2019, 2, 1)
    read = texts(page._then)
    assert "On 1 February 2019 it stood otherwise than now." in read
    assert "RT: 02 → 09" in read
    assert "Dede came later" in read
    assert "Siti Aminah · Caretaker · Wife or husband · born 6 May 1980" in read


def test_how_the_family_lived_that_day_in_the_words_of_its_detail(quiet: Room) -> None:
    account = Account("pos", "0012345678", "Siti Aminah", date(2019, 2, 1))
    living = FamilyLiving(MapPlace(-6.37, 105.82), account, HousingState(date(2019, 2, 1), {"floor": "earth"}))
    quiet.family.on_day(date(2019, 2, 1))
    people = quiet.family.opened().fields.members
    pupil = replace(people[3], living=PersonLiving(school_name="SDN 1 Cikadu"))
    save(quiet, living=living, members=(*people[:3], pupil))
    quiet.family.on_day(date(2019, 6, 20))
    other = replace(living, account=replace(account, channel="bjb"), housing=HousingState(ON, {"floor": "ceramic"}))
    pupil = replace(quiet.family.opened().fields.members[3], living=PersonLiving(school_name="SMPN 2"))
    save(quiet, living=other, members=(*quiet.family.opened().fields.members[:3], pupil))
    page = show(quiet)
    page.look_at(date(2019, 3, 1))
    quiet.settle()
    read = texts(page._then)
    assert "HOUSING AS SEEN ON 1 FEB 2019" in read
    assert "Ujang: SDN 1 Cikadu" in read
    assert "in the name of Siti Aminah · since 1 Feb 2019" in read
    assert "0012345678" not in read  # masked, as in the detail
    assert "PLACE ON THE MAP" in read
    assert page.day.text() == "01/03/2019"
    assert "Account not as now" in read
    assert "Housing as seen on 1 Jun 2019: Lantai terluas: Tanah → Keramik" in read
    assert "Ujang: School, health, work and papers not as now" in read
    page.look_at(date(2019, 1, 20))
    quiet.settle()
    read = texts(page._then)
    assert "HOUSING AS SEEN" not in read
    assert "Place on the map not as now" in read


def test_changes_in_how_the_family_lived_stand_in_the_history(quiet: Room) -> None:
    account = Account("pos", "0012345678", "Siti Aminah", date(2019, 2, 1))
    housing = HousingState(date(2019, 2, 1), {"floor": "earth"})
    save(quiet, living=FamilyLiving(None, account, housing, (HeldAid("bpnt", "", date(2019, 1, 1)),)))
    people = quiet.family.opened().fields.members
    save(quiet, members=(*people[:3], replace(people[3], living=PersonLiving(school_name="SDN 1 Cikadu"))))
    read = texts(show(quiet)._lines)
    assert "Ujang: School: - → SDN 1 Cikadu" in read
    assert "Account: - → " in read
    assert "in the name of Siti Aminah · since 1 Feb 2019" in read
    assert "0012345678" not in read, "masked, as in the detail"
    assert "Housing as seen on 1 Feb 2019: Lantai terluas: - → Tanah" in read
    assert "Other aid: - → BPNT/Sembako · since 1 Jan 2019 · said by the family" in read


def test_a_village_stands_with_its_name_in_history_and_on_a_day(quiet: Room) -> None:
    village = families.villages(quiet.bench.desk)[1]
    quiet.family.enter(NewAddress(on=ON, paper=PAPER, village_code=village, hamlet="Cipeucang"))
    now = quiet.family.opened().village
    page = show(quiet)
    page.look_at(date(2019, 3, 1))
    quiet.settle()
    for part in (page._lines, page._then):
        assert f"→ {now}" in texts(part)
        assert village not in texts(part)
    page.look_at(date(2019, 6, 20))
    quiet.settle()
    assert "Cipeucang, Village" in texts(page._then)


def test_today_it_stands_as_it_stands_now(quiet: Room) -> None:
    page = show(quiet)
    page.look()
    quiet.settle()
    assert "it stood as it stands now" in texts(page._then)


def test_a_day_before_the_family_and_no_day_at_all(quiet: Room) -> None:
    page = show(quiet)
    page.day.setText("1/1/2018")
    page.look()
    quiet.settle()
    assert "not in the register yet" in page.notice.sentence
    page.day.setText("kemarin")
    page.look()
    assert "This is not a date" in page.notice.sentence
    assert page.stood is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("kemarin", "This is not a date"),
        ("1/1/2018", "was not in the register yet"),
        ("1/1/2099", "is still to come"),
    ],
)
def test_a_day_that_is_refused_leaves_no_answer_of_another_below_it(quiet: Room, typed: str, why: str) -> None:
    page = show(quiet)
    page.look_at(date(2019, 2, 1))
    quiet.settle()
    page.day.setText(typed)
    page.look()
    quiet.settle()
    assert why in page.notice.sentence
    assert page.stood is None
    assert texts(page._then) == "Type a day and press Enter."
    page.look_at(date(2019, 2, 1))
    quiet.settle()
    assert page.notice.sentence == ""
    assert "On 1 February 2019" in texts(page._then)


def test_an_answer_on_its_way_is_not_shown_below_what_is_no_day(quiet: Room) -> None:
    page = show(quiet)
    page.look_at(date(2019, 2, 1))
    page.day.setText("kemarin")
    page.look()
    quiet.settle()
    assert texts(page._then) == "Type a day and press Enter."


def test_an_event_is_taken_back_with_a_reason(quiet: Room) -> None:
    quiet.family.enter(Death(on=ON, paper=PAPER, member=quiet.family.id_of("Sarip")))
    page = show(quiet)
    quiet.qtbot.mouseClick(pressed(page, "Take back…"), Qt.MouseButton.LeftButton)
    question = next(one for one in page.findChildren(Question) if one.isVisible())
    typed = question.findChild(QLineEdit)
    assert typed is not None
    typed.setText("yang meninggal tetangganya")
    quiet.qtbot.mouseClick(question.do_it, Qt.MouseButton.LeftButton)
    quiet.settle()
    assert quiet.family.member("Sarip").presence is Presence.LIVING_HERE
    assert quiet.said == ["The event is taken back."]
    read = texts(page)
    assert "Taken back" in read
    assert "yang meninggal tetangganya" in read
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Take back…" and one.isVisibleTo(page)]


def test_what_cannot_be_taken_back_says_why(quiet: Room) -> None:
    neng = quiet.family.id_of("Neng")
    left = quiet.family.enter(Left(on=ON, paper=PAPER, member=neng)).value.event
    quiet.family.enter(Death(on=ON, paper=PAPER, member=neng))
    page = show(quiet)
    page._undo(left, "salah")
    quiet.settle()
    assert "Neng was changed again after this event" in page.notice.sentence


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_read_and_take_nothing_back(room_of: Callable[[Role], Room], role: Role) -> None:
    room = room_of(role)
    room.family.enter(Birth(on=ON, paper=PAPER, child=BABY))
    page = show(room)
    assert "Birth" in texts(page)
    assert not [one for one in page.findChildren(QPushButton) if one.text() == "Take back…"]


def test_the_other_card_of_a_split_is_one_click_away(quiet: Room) -> None:
    event = Split(on=ON, paper=PAPER, members=frozenset({quiet.family.id_of("Neng")}), head=quiet.family.id_of("Neng"))
    done = splitting.split(quiet.bench.desk, quiet.family.id, quiet.family.opened().stamp, event).value
    page = show(quiet)
    assert "Card split off: Neng" in texts(page)
    row = page._lines.widget()
    quiet.qtbot.mouseClick(pressed(row, "Show"), Qt.MouseButton.LeftButton)
    assert quiet.shown == [done.goes.id]


def test_back_and_to_the_list_of_a_day(quiet: Room) -> None:
    page = show(quiet)
    quiet.qtbot.mouseClick(page.head.buttons[0], Qt.MouseButton.LeftButton)
    assert quiet.left == [True]
    quiet.qtbot.mouseClick(page.head.buttons[1], Qt.MouseButton.LeftButton)
    assert quiet.pages.currentWidget() is quiet.pages.listed

"""Users: who is listed, adding, first passwords, and ending access with a second person."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import Role
from desktop.services import signing_in, users
from desktop.ui.first_password import LENGTH, WORDS
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.form import Form
from desktop.ui.kit.tokens import Tone
from desktop.ui.office.people import PeopleSection
from tests import offices
from tests.offices import PASSWORD
from tests.ui.office.conftest import Place, Places, fill, texts

OTHERS = [Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR]


@pytest.fixture
def people(place: Place) -> PeopleSection:
    return place.open(PeopleSection)


def form_of(people: PeopleSection) -> Form:
    assert people.card.form is not None
    return people.card.form


def pick(people: PeopleSection, name: str) -> None:
    row = next(row for row in people.model.rows if isinstance(row, users.UserRow) and row.name == name)
    assert people.table.choose(row.id)


def seconds(people: PeopleSection) -> list[str]:
    """Who is offered as the second person."""
    combo = form_of(people).blocks["second"].widget
    assert isinstance(combo, Combo)
    return [combo.itemText(at) for at in range(combo.count())]


def shown(people: PeopleSection, column: int) -> list[str]:
    return [str(people.model.index(row, column).data()) for row in range(people.model.rowCount())]


def states(people: PeopleSection) -> dict[str, str]:
    return dict(zip(shown(people, 0), shown(people, 3), strict=True))


def test_everybody_stands_in_the_list_with_role_and_state(people: PeopleSection) -> None:
    assert shown(people, 0) == ["administrator", "auditor", "operator", "supervisor"]
    assert shown(people, 2) == ["Administrator", "Auditor", "Operator", "Supervisor"]
    assert shown(people, 1)[2] == "Si Operator"


def test_who_has_a_password_of_his_own_is_active(place: Place, people: PeopleSection) -> None:
    """Everybody began with a first password; the auditor has changed his."""
    signing_in.change_password(offices.same_office_as(place.desk, Role.AUDITOR), PASSWORD, "perahu kertas di kali")
    place.screen.refresh()
    place.settle()
    assert states(people) == dict.fromkeys(shown(people, 0), "First password") | {"auditor": "Active"}


def test_one_does_nothing_to_oneself(people: PeopleSection) -> None:
    pick(people, "administrator")
    assert not people.fresh.isEnabled()
    assert not people.end.isEnabled()
    pick(people, "operator")
    assert people.fresh.isEnabled()
    assert people.end.isEnabled()


def test_a_person_is_added_by_keyboard_alone(place: Place, people: PeopleSection) -> None:
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    people.add.setFocus()
    QTest.keyClick(people.add, Qt.Key.Key_Space)
    form = form_of(people)
    place.qtbot.waitUntil(form.blocks["name"].widget.hasFocus)
    for name, keys in (("name", "ratna"), ("full", "Ratna Dewi")):
        assert form.blocks[name].widget.hasFocus()
        QTest.keyClicks(form.blocks[name].widget, keys)
        QTest.keyClick(form.blocks[name].widget, Qt.Key.Key_Return)
    QTest.keyClick(form.blocks["role"].widget, Qt.Key.Key_S)
    QTest.keyClick(form.blocks["role"].widget, Qt.Key.Key_Return)
    password = form.values()["password"]
    QTest.keyClick(form.blocks["password"].widget, Qt.Key.Key_Return)
    place.settle()
    added = next(row for row in users.everybody(place.desk) if row.name == "ratna")
    assert (added.full_name, added.role, added.must_change_password) == ("Ratna Dewi", Role.SUPERVISOR, True)
    assert users.is_password_of(place.desk, "ratna", str(password))


def test_the_password_to_hand_over_is_said_once(place: Place, people: PeopleSection) -> None:
    people.add.click()
    password = form_of(people).values()["password"]
    fill(form_of(people), name="ratna", role=Role.OPERATOR)
    place.settle()
    assert people.notice.sentence == f"ratna can sign in now with the password {password}"
    assert people.card.form is None
    assert not people.card.isVisible()
    assert states(people)["ratna"] == "First password"
    people.add.click()
    assert str(password) not in texts(people)


def test_a_first_password_is_words_and_differs_each_time(people: PeopleSection) -> None:
    made = set()
    for _ in range(5):
        people.ask_add()
        made.add(str(form_of(people).values()["password"]))
    assert len(made) == 5
    assert all(set(one.split("-")) <= set(WORDS) and one.count("-") == LENGTH - 1 for one in made)


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"name": "ratna"}, "Role must be filled in."),
        ({"role": Role.OPERATOR}, "Name to sign in with must be filled in."),
        ({"name": "ratna", "role": Role.OPERATOR, "password": ""}, "First password must be filled in."),
    ],
)
def test_what_is_missing_is_said_under_its_field(
    place: Place, people: PeopleSection, values: dict[str, object], problem: str
) -> None:
    people.ask_add()
    fill(form_of(people), **values)
    place.settle()
    assert problem in texts(people.card)
    assert len(users.everybody(place.desk)) == 4


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": "Operator"}, "There is already a user Operator."),
        ({"name": "recovery"}, "A user needs a name"),
        ({"name": "ratna", "password": "pendek"}, "12"),
    ],
)
def test_a_refusal_leaves_the_form_as_it_was_typed(
    place: Place, people: PeopleSection, values: dict[str, object], said: str
) -> None:
    people.ask_add()
    fill(form_of(people), role=Role.AUDITOR, **values)
    place.settle()
    assert said in people.notice.sentence
    assert form_of(people).values()["name"] == values["name"]
    assert form_of(people).save_button is not None
    assert form_of(people).isEnabled()


def test_who_forgot_gets_a_new_first_password(place: Place, people: PeopleSection) -> None:
    pick(people, "operator")
    people.fresh.click()
    assert "operator" in texts(people.card)
    fill(form_of(people), password="kopi-perahu-teh-lampu")
    place.settle()
    assert users.is_password_of(place.desk, "operator", "kopi-perahu-teh-lampu")
    assert not users.is_password_of(place.desk, "operator", PASSWORD)
    assert states(people)["operator"] == "First password"


def test_ending_access_takes_the_password_of_a_second_person(place: Place, people: PeopleSection) -> None:
    key = place.desk.office.key
    pick(people, "auditor")
    people.end.click()
    assert seconds(people) == ["operator", "supervisor"]
    fill(form_of(people), second="supervisor", password=PASSWORD)
    place.settle()
    assert people.notice.sentence == "auditor can no longer sign in. The key of the office was changed."
    assert states(people)["auditor"] == "No access"
    assert place.desk.office.key != key


def test_a_wrong_second_password_ends_nothing(place: Place, people: PeopleSection) -> None:
    pick(people, "auditor")
    people.end.click()
    fill(form_of(people), second="supervisor", password="bukan kata sandinya")
    place.settle()
    assert people.notice.sentence
    assert states(people)["auditor"] != "No access"
    assert form_of(people).values()["second"] == "supervisor"


def test_the_removed_are_offered_nothing_and_agree_to_nothing(place: Place, people: PeopleSection) -> None:
    users.remove(place.desk, "auditor", "supervisor", PASSWORD)
    place.screen.refresh()
    place.settle()
    pick(people, "auditor")
    assert not people.fresh.isEnabled()
    assert not people.end.isEnabled()
    pick(people, "operator")
    people.end.click()
    assert seconds(people) == ["supervisor"]


def test_the_last_administrator_stays_also_when_another_ends_his_access(place: Place, people: PeopleSection) -> None:
    """Two administrators, each at his own desk: the second one's access is ended, the first one's then is not."""
    users.add(place.desk, "kedua", Role.ADMINISTRATOR, "kopi-perahu-teh-lampu")
    place.screen.refresh()
    place.settle()
    pick(people, "kedua")
    people.end.click()
    fill(form_of(people), second="operator", password=PASSWORD)
    place.settle()
    assert states(people)["kedua"] == "No access"
    people.card.ask_remove("administrator", ["operator"])
    place.desk.became(name="kedua")
    fill(form_of(people), second="operator", password=PASSWORD)
    place.settle()
    assert "administrator is the last administrator" in people.notice.sentence
    assert states(people)["administrator"] != "No access"


def test_another_row_puts_the_form_away(people: PeopleSection) -> None:
    pick(people, "auditor")
    people.ask_remove()
    pick(people, "operator")
    assert people.card.form is None
    assert not people.card.isVisible()


def test_a_new_question_clears_what_was_said_before(place: Place, people: PeopleSection) -> None:
    people.notice.say("Something", Tone.GOOD)
    people.ask_add()
    assert people.notice.sentence == ""


@pytest.mark.parametrize("role", OTHERS)
def test_others_see_who_works_here_and_change_nothing(place_of: Places, role: Role) -> None:
    place = place_of(role)
    section = place.open(PeopleSection)
    assert len(section.model.rows) == 4
    assert not any(made.isVisible() for made in (section.add, section.fresh, section.end))


@pytest.mark.parametrize("role", OTHERS)
def test_even_a_form_that_should_not_be_there_is_refused(place_of: Places, role: Role) -> None:
    place = place_of(role)
    section = place.open(PeopleSection)
    section.card.ask_add()
    fill(form_of(section), name="ratna", role=Role.ADMINISTRATOR)
    place.settle()
    assert "this is the work of: Administrator" in section.notice.sentence
    assert len(users.everybody(place.desk)) == 4

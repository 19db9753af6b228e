"""A family written down, changed, left and found again without the mouse, keys going to whatever has the focus."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from desktop.models import Household
from desktop.rules.terms import Relation, Role, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail, drafting, finding
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.kit.question import Question
from tests import families
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
MOTHER = "3601015203840012"  # 12 March 1984, a woman
HOME_FIELDS = ("no_kk", "address", "hamlet", "rt", "rw", "district", "village_code", "phone")
MEMBER_FIELDS = (
    "name", "nik", "relation", "sex", "birth_place", "birth_date", "marital", "schooling", "school_level",
    "school_class", "pregnant", "works", "disability", "occupation", "mother_name", "father_name", "presence",
    "presence_date",
)  # fmt: skip


def focus(place: Place) -> QWidget:
    found = place.screen.window().focusWidget()
    assert found is not None
    return found


def begin_new(place: Place) -> FamilyForm:
    place.press(Key.Key_N, CTRL)
    place.qtbot.waitUntil(place.screen.form.isVisible)
    place.settle()
    return place.screen.form


def member_field(form: FamilyForm, name: str) -> QWidget:
    return form.body.people.page.blocks[name].widget


def problem(form: FamilyForm, name: str) -> str:
    return form.body.people.page.blocks[name].problem


def holds(widget: QWidget, found: QWidget) -> bool:
    return found is widget or widget.isAncestorOf(found)


def test_enter_walks_through_the_whole_form(place: Place) -> None:
    form = begin_new(place)
    for name in HOME_FIELDS:
        assert focus(place) is form.body.home.page.blocks[name].widget, name
        place.press(Key.Key_Return)
    for name in ("receives_pkh", "caretaker"):
        assert holds(form.body.home.page.blocks[name].widget, focus(place)), name
        place.press(Key.Key_Return)
    for name in MEMBER_FIELDS:
        assert holds(member_field(form, name), focus(place)), name
        place.press(Key.Key_Return)
    assert focus(place) is form.body.people.add_button
    assert not form.dirty  # walking changes nothing


def test_a_family_is_written_down_wholly_by_keyboard(place: Place, operator: Desk) -> None:
    form = begin_new(place)
    for words in ("3601010101190009", "Kp. Cikadu Hilir", "Cikadu", "001", "002"):
        place.typed(words)
        place.press(Key.Key_Return)
    for _ in ("district", "village"):
        place.press(Key.Key_Down)
        place.settle()
        place.press(Key.Key_Return)
    place.typed("08123456789")
    for _ in ("phone", "receives_pkh", "caretaker"):
        place.press(Key.Key_Return)
    place.typed("Siti Maemunah")
    place.press(Key.Key_Return)
    place.typed(MOTHER)
    place.press(Key.Key_Return)
    place.press(Key.Key_Return)  # the first one is proposed as head of the family
    place.press(Key.Key_End)  # female
    place.press(Key.Key_Return)
    place.typed("Pandeglang")
    place.press(Key.Key_Return)
    place.typed("12/3/1984")
    place.press(Key.Key_S, CTRL)
    place.settle()
    assert not form.open, form.body.summary.links.text()
    (row,) = finding.find(operator, "maemunah").rows
    saved = detail.open_family(operator, row.id)
    assert saved.fields.no_kk == "3601010101190009"
    assert (saved.fields.address, saved.fields.rt, saved.fields.rw) == ("Kp. Cikadu Hilir", "001", "002")
    assert saved.fields.phone == "08123456789"
    assert saved.village
    mother = saved.fields.members[0]
    assert (mother.nik, mother.relation, mother.sex) == (MOTHER, Relation.HEAD, Sex.FEMALE)
    assert (mother.birth_place, mother.birth_date, mother.birth_date_derived) == (
        "Pandeglang",
        date(1984, 3, 12),
        False,
    )
    assert saved.caretaker is not None  # proposed, for nobody was named
    assert saved.caretaker_derived
    assert "Caretaker (proposed)" in texts(place.screen.browse.panel)


def test_the_new_family_is_the_chosen_row(place: Place) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Aisyah Baru")
    place.press(Key.Key_S, CTRL)
    place.settle()
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.fields.members[0].name == "Aisyah Baru"
    row = place.screen.browse.listing.view.row
    assert isinstance(row, finding.FamilyListRow)
    assert row.id == shown.id


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("nik", "36010152038400", "The NIK must have 16 digits."),
        ("nik", "3601010000000000", "filler"),
        ("nik", "3601019903840012", "NIK"),
        ("birth_date", "31/31", "This is not a date."),
        ("birth_date", "1/1/2100", "in the future"),
    ],
)
def test_a_problem_stands_beside_its_field_while_one_types(place: Place, field: str, words: str, sentence: str) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Siti")
    member_field(form, field).setFocus()
    place.typed(words)
    member_field(form, "mother_name").setFocus()
    assert sentence in problem(form, field)
    assert all(not problem(form, other) for other in MEMBER_FIELDS if other != field)
    assert sentence in member_field(form, field).accessibleDescription()


@pytest.mark.parametrize(
    ("first", "then", "field"),
    [("36010152038400", "12", "nik"), ("31/3", "/1984", "birth_date")],
)
def test_a_problem_goes_when_it_is_mended(place: Place, first: str, then: str, field: str) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Siti")
    member_field(form, field).setFocus()
    place.typed(first)
    member_field(form, "mother_name").setFocus()
    assert problem(form, field)
    member_field(form, field).setFocus()
    place.press(Key.Key_End)
    place.typed(then)
    member_field(form, "mother_name").setFocus()
    assert problem(form, field) == ""


def test_what_forbids_saving_is_told_at_the_top_with_the_cursor_on_the_first(place: Place) -> None:
    form = begin_new(place)
    place.typed("3601010101190009")
    place.press(Key.Key_S, CTRL)
    assert form.body.summary.isVisible()
    assert "The name is missing." in form.body.summary.links.text()
    assert focus(place) is member_field(form, "name")
    place.typed("Siti")
    place.press(Key.Key_S, CTRL)
    place.settle()
    assert not form.open


def test_the_wrong_member_comes_into_view(place: Place) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Siti")
    form.body.people.add_member()
    place.typed("Ujang")
    member_field(form, "birth_date").setFocus()
    place.typed("1/1/2100")
    form.body.people.go_to(0, "name")
    place.press(Key.Key_S, CTRL)
    assert form.body.people.at == 1
    assert focus(place) is member_field(form, "birth_date")
    assert "To check" in [line.state.text for line in form.body.people.model.rows if line.state]  # type: ignore[attr-defined]


def test_a_named_caretaker_is_marked_among_the_members(place: Place) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Siti")
    caretaker = form.body.home.page.blocks["caretaker"].widget
    assert isinstance(caretaker, QComboBox)
    caretaker.setFocus()
    place.press(Key.Key_Down)
    assert caretaker.currentText() == "Siti"
    assert form.body.fields.caretaker == 0
    assert [line.state.text for line in form.body.people.model.rows if line.state] == ["Caretaker"]  # type: ignore[attr-defined]


@pytest.mark.parametrize("take", [True, False])
def test_what_the_nik_says_is_offered_not_taken(place: Place, take: bool) -> None:
    form = begin_new(place)
    member_field(form, "nik").setFocus()
    place.typed(MOTHER)
    hint = form.body.people.hint
    assert "12 Mar 1984" in hint.sentence
    assert "Female" in hint.sentence
    member = form.body.people.members[0]
    assert (member.birth_date, member.sex) == (None, None)
    if take:
        assert hint.remedy is not None
        hint.remedy.click()
        member = form.body.people.members[0]
        assert (member.birth_date, member.sex, member.birth_date_derived) == (date(1984, 3, 12), Sex.FEMALE, True)
        assert "not from a document yet" in hint.sentence


def test_escape_without_a_change_goes_back_at_once(place: Place) -> None:
    form = begin_new(place)
    place.press(Key.Key_Escape)
    assert place.screen.browse.isVisible()
    assert not form.open
    assert place.screen.window().focusWidget() is place.screen.browse.listing.view


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Escape])
def test_escape_with_a_change_asks_and_the_safe_answer_is_the_default(place: Place, key: Key) -> None:
    form = begin_new(place)
    place.typed("36")
    place.press(Key.Key_Escape)
    (asked,) = form.findChildren(Question)
    assert asked.isVisible()
    place.qtbot.keyClick(asked.focusWidget() or asked, key)
    place.qtbot.waitUntil(lambda: not asked.isVisible())
    assert form.isVisible()
    assert form.body.fields.no_kk == "36"
    assert form.dirty


def test_a_second_save_while_saving_saves_once(place: Place, operator: Desk) -> None:
    form = begin_new(place)
    member_field(form, "name").setFocus()
    place.typed("Siti Dua Kali")
    form.save()
    form.save()
    assert form.busy
    assert not form.body.isEnabled()
    assert all(not made.isEnabled() for made in form.head.buttons)
    form.leave()  # and cannot be left half-way
    place.settle()
    assert len(finding.find(operator, "siti dua kali").rows) == 1


def test_state_of_saving_is_always_in_view(place: Place) -> None:
    form = begin_new(place)
    assert form.head.context == "Nothing changed yet"
    place.typed("3")
    assert form.head.context == "Not saved yet"
    place.press(Key.Key_Backspace)
    assert form.head.context == "Nothing changed yet"


def test_enter_in_the_list_changes_and_ctrl_s_saves(place: Place, operator: Desk) -> None:
    place.screen.browse.listing.view.setFocus()
    place.press(Key.Key_Return)
    place.settle()
    form = place.screen.form
    assert form.isVisible()
    assert form.head.title == "Change a family"
    family = form.family
    assert family is not None
    assert focus(place) is form.body.home.page.blocks["no_kk"].widget
    place.press(Key.Key_Return)
    place.press(Key.Key_End)
    place.typed(" Hilir")
    place.press(Key.Key_S, CTRL)
    place.settle()
    assert detail.open_family(operator, family).fields.address == "Kp. Cikadu Hilir"
    assert "Kp. Cikadu Hilir" in texts(place.screen.browse.panel)
    assert focus(place) is place.screen.browse.listing.view


def test_numbers_are_whole_only_while_one_changes_them(place: Place) -> None:
    place.screen.browse.edit()
    place.settle()
    opened = place.screen.form.body.fields.members[0].nik
    assert len(opened) == 16
    assert opened.isdigit()
    place.press(Key.Key_Escape)
    shown = texts(place.screen.browse.panel).replace(" ", "")
    assert opened not in shown
    assert place.logged("family.unmask") == [str(place.screen.form.family)]


def test_f2_finds_and_the_arrow_opens(place: Place, operator: Desk) -> None:
    place.screen.browse.listing.view.setFocus()
    place.press(Key.Key_F2)
    search = place.screen.browse.listing.narrowing.search
    assert focus(place) is search
    place.typed("mimin")
    place.press(Key.Key_Down)
    place.settle()
    assert focus(place) is place.screen.browse.listing.view
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.caretaker is not None
    assert shown.caretaker.name == "MIMIN MINTARSIH"
    assert "1 of 7 families" in place.screen.browse.listing.found.text()


def test_escape_in_the_search_shows_all_again(place: Place) -> None:
    search = place.screen.browse.listing.narrowing.search
    search.setFocus()
    place.typed("zzz")
    place.press(Key.Key_Return)
    place.settle()
    assert place.screen.browse.listing.empty.isVisible()
    place.press(Key.Key_Escape)
    place.press(Key.Key_Return)
    place.settle()
    assert len(place.screen.browse.listing.model.rows) == 7
    assert place.screen.browse.listing.found.text() == "7 families"


@pytest.mark.parametrize("role", list(Role))
def test_the_keys_at_the_foot_are_those_that_work(role: Role, households: list[UUID], place_of: Enter) -> None:
    place = place_of(role)
    foot = [one.text() for one in place.screen.browse.listing.findChildren(QLabel) if "F2" in one.text()]
    assert len(foot) == 1
    assert ("Ctrl+N new" in foot[0]) is (role is Role.OPERATOR)
    assert ("Enter change" in foot[0]) is (role is Role.OPERATOR)
    place.press(Key.Key_N, CTRL)
    place.qtbot.wait(200)
    assert place.screen.form.isVisible() is (role is Role.OPERATOR)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_are_told_who_fills_an_empty_office(role: Role, place_of: Enter, operator: Desk) -> None:
    place = place_of(role)
    empty = place.screen.browse.listing.empty
    assert "The operator takes in a register file" in empty.sentence
    assert empty.step is None


def test_no_column_is_cut_at_the_width_of_an_office_screen(operator: Desk, place_of: Enter) -> None:
    families.add(operator, 60)
    place = place_of(Role.OPERATOR)
    view = place.screen.browse.listing.view
    place.screen.resize(1110, 720)  # what 1366 leaves beside the rail
    place.qtbot.waitUntil(lambda: view.verticalScrollBar().isVisible())
    assert view.horizontalScrollBar().maximum() == 0
    assert sum(view.columnWidth(at) for at in range(5)) <= view.viewport().width()


def test_a_draft_outlives_the_program(place: Place, operator: Desk, place_of: Enter) -> None:
    form = begin_new(place)
    place.typed("3601010101190009")
    place.press(Key.Key_Return)
    place.typed("Kp. Belum Disimpan")
    assert form._keep.isActive()
    form._keep.setInterval(1)
    form._keep.start()
    place.qtbot.waitUntil(lambda: drafting.take(operator) is not None)
    place.settle()
    # The program ends here without a word; another one finds the draft.
    again = place_of(Role.OPERATOR)
    assert again.screen.notice.remedy is not None
    again.screen.notice.remedy.click()
    again.settle()
    fields = again.screen.form.body.fields
    assert (fields.no_kk, fields.address) == ("3601010101190009", "Kp. Belum Disimpan")
    assert again.screen.form.head.context == "Not saved yet"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_a_draft_is_of_who_typed_it(place: Place, role: Role, place_of: Enter) -> None:
    begin_new(place)
    place.typed("3601")
    place.screen.keep_draft()
    other = place_of(role)
    assert other.screen.notice.sentence == ""


def test_after_a_child_another_is_proposed_and_the_first_is_the_head(place: Place) -> None:
    form = begin_new(place)
    people = form.body.people
    assert people.members[0].relation is Relation.HEAD
    assert not form.dirty
    for name, relation in (("Udin", Relation.HEAD), ("Siti", None), ("Asep", None), ("Neng", Relation.CHILD)):
        member_field(form, "name").setFocus()
        place.typed(name)
        assert people.members[people.at].relation is relation
        if name == "Asep":
            form.body.people.page.blocks["relation"].editor.put(Relation.CHILD)
            form.body.people.page.edited.emit()
        people.add_member()
    assert [one.name for one in people.members] == ["Udin", "Siti", "Asep", "Neng", ""]
    people.drop_empty()  # what is proposed alone makes nobody
    assert [one.name for one in people.members] == ["Udin", "Siti", "Asep", "Neng"]


@pytest.mark.parametrize(("born", "level"), [("9/5/2012", "junior"), ("9/5/2017", "primary"), ("9/5/1980", "")])
def test_who_is_at_school_is_offered_the_level_of_his_age(place: Place, born: str, level: str) -> None:
    form = begin_new(place)
    for name, words in (("name", "Asep"), ("birth_date", born)):
        member_field(form, name).setFocus()
        place.typed(words)
    member_field(form, "schooling").setFocus()
    place.typed("m")
    assert form.body.people.members[0].school_level == level
    assert form.body.people.page.blocks["school_level"].read() == level
    # What a person chose is his: another look at the schooling leaves it.
    member_field(form, "school_level").setFocus()
    place.typed("sma")
    member_field(form, "schooling").setFocus()
    place.press(Key.Key_End)
    place.press(Key.Key_Up)
    assert form.body.people.members[0].school_level == "senior"


def test_the_father_is_asked_and_kept(place: Place, operator: Desk) -> None:
    form = begin_new(place)
    for name, words in (("name", "Kosasih"), ("father_name", "Udin Saepudin")):
        member_field(form, name).setFocus()
        place.typed(words)
    place.press(Key.Key_S, CTRL)
    place.settle()
    (row,) = finding.find(operator, "kosasih").rows
    assert detail.open_family(operator, row.id).fields.members[0].father_name == "Udin Saepudin"


def test_a_new_form_says_what_a_stranger_would_ask(place: Place, operator: Desk) -> None:
    form = begin_new(place)
    blocks = form.body.home.page.blocks
    village, caretaker = blocks["village_code"].widget, blocks["caretaker"].widget
    assert isinstance(village, QComboBox)
    assert isinstance(caretaker, QComboBox)
    assert village.currentText() == "Choose the district first"
    assert caretaker.currentText() == "Proposed when it is saved"
    assert blocks["no_kk"].widget.property("placeholderText") == "16 digits"
    assert member_field(form, "nik").property("placeholderText") == "16 digits"
    form.save()  # without a name it is not saved, and says what is missing
    place.settle()
    assert problem(form, "name")
    assert blocks["village_code"].problem
    assert blocks["caretaker"].problem == ""
    everything = {**blocks, **form.body.people.page.blocks}
    red = {name for name, block in everything.items() if block.problem and not block.is_remark}
    amber = {name for name, block in everything.items() if block.problem and block.is_remark}
    assert red == {"name"}, "only what forbids saving"
    assert amber >= {"no_kk", "village_code", "nik"}, "a family may be written down without"
    assert form.body.summary.sentence == f"{len(red)} thing has to be put right:"
    QTest.keyClicks(member_field(form, "nik"), "3601")
    form.save()
    place.settle()
    assert form.body.summary.sentence == "2 things have to be put right:"
    assert form.body.reason.line.property("problem"), "the second is the reason for such a number"
    assert blocks["no_kk"].is_remark
    QTest.keyClicks(form.body.reason.line, "begitu pada KTP")
    assert not form.body.reason.line.property("problem")
    blocks["district"].widget.setFocus()
    place.press(Key.Key_Down)
    place.settle()
    assert village.currentText() == "-"


def test_a_family_that_is_there_is_asked_for_its_caretaker(place_of: Enter, operator: Desk) -> None:
    (made,) = families.add(operator, 1, start=40)
    with operator.write("test.nobody") as unit:
        unit.session.get_one(Household, made).caretaker_id = None
    place = place_of(Role.OPERATOR)
    form = place.screen.form
    form.begin(detail.open_family(operator, made))
    place.settle()
    caretaker = form.body.home.page.blocks["caretaker"]
    assert isinstance(caretaker.widget, QComboBox)
    assert caretaker.widget.currentText() == "-"
    assert caretaker.problem

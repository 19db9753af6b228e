"""Writing a family down by keyboard, with problems beside the fields, reasons, drafts and refusals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from desktop.rules.terms import Presence, Relation, Role, Sex
from desktop.services.desk import Desk
from desktop.services.families import detail, drafting, finding, saving
from desktop.services.families.fields import MemberDetail
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.kit.question import Question
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]
MOTHER = "3601015203840012"  # 12 March 1984, a woman


@pytest.fixture
def form(place: Place) -> FamilyForm:
    place.screen.write_new()
    place.settle()
    return place.screen.form


def member(form: FamilyForm, name: str) -> QWidget:
    return form.body.people.page.blocks[name].widget


def home(form: FamilyForm, name: str) -> QWidget:
    return form.body.home.page.blocks[name].widget


def pick(widget: QWidget, at: int) -> None:
    assert isinstance(widget, QComboBox)
    widget.setCurrentIndex(at)
    widget.activated.emit(at)


def write_mother(place: Place, form: FamilyForm) -> None:
    place.qtbot.keyClicks(member(form, "name"), "Siti Maemunah")
    place.qtbot.keyClicks(member(form, "nik"), MOTHER)
    form.body.people.page.blocks["relation"].editor.put(Relation.HEAD)
    form.body.people.take_over()


def place_family(place: Place, form: FamilyForm) -> None:
    pick(home(form, "district"), 1)
    place.settle()
    pick(home(form, "village_code"), 1)


def newest(desk: Desk, typed: str) -> detail.FamilyDetail:
    (row,) = finding.find(desk, typed).rows
    return detail.open_family(desk, row.id)


def test_a_new_family_is_saved_and_shown(place: Place, form: FamilyForm, operator: Desk) -> None:
    place.qtbot.keyClicks(home(form, "no_kk"), "3601010101090001")
    place.qtbot.keyClicks(home(form, "address"), "Kp. Cikadu")
    place_family(place, form)
    write_mother(place, form)
    pick(home(form, "caretaker"), 1)
    place.qtbot.keyClick(form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    form.save()
    place.settle()
    saved = newest(operator, "siti maemunah")
    assert saved.fields.no_kk == "3601010101090001"
    assert saved.village
    assert saved.caretaker is not None
    assert (saved.caretaker.nik, saved.caretaker.birth_date, saved.caretaker.sex) == (
        MOTHER,
        date(1984, 3, 12),
        Sex.FEMALE,
    )
    assert saved.caretaker.birth_date_derived
    assert saved.caretaker.sex_derived
    assert saved.status == "candidate"
    assert place.said == ["The family of Siti Maemunah is saved."]
    assert place.screen.browse.panel.detail is not None
    assert place.screen.browse.panel.detail.id == saved.id
    assert not form.open


def test_enter_moves_from_field_to_field(place: Place, form: FamilyForm) -> None:
    place.screen.activateWindow()
    home(form, "no_kk").setFocus()
    place.qtbot.keyClick(home(form, "no_kk"), Qt.Key.Key_Return)
    assert form.window().focusWidget() is home(form, "address")
    form.body.home.finished.emit()
    assert form.window().focusWidget() is member(form, "name")
    form.body.people.page.passed_last.emit()
    assert form.window().focusWidget() is form.body.people.add_button


def test_what_is_missing_waits_until_saving(place: Place, form: FamilyForm) -> None:
    assert form.body.people.page.blocks["name"].problem == ""
    form.save()
    assert "The name is missing." in form.body.people.page.blocks["name"].problem
    assert "The name is missing." in form.body.summary.links.text()
    assert form.window().focusWidget() is member(form, "name")
    assert place.bench.runner.count == 0


def test_a_doubt_stands_beside_its_field_and_takes_a_reason(place: Place, form: FamilyForm, operator: Desk) -> None:
    write_mother(place, form)
    nik = member(form, "nik")
    nik.clear()  # type: ignore[attr-defined]
    place.qtbot.keyClicks(nik, MOTHER[:-1])
    assert "The NIK must have 16 digits." in form.body.people.page.blocks["nik"].problem
    assert form.body.reason.isVisible()
    form.save()
    assert "give the reason" in form.body.summary.links.text()
    assert form.window().focusWidget() is form.body.reason.line
    place.qtbot.keyClicks(form.body.reason.line, "KTP lama, difoto")
    form.save()
    place.settle()
    saved = newest(operator, "siti maemunah")
    assert saved.fields.members[0].nik == MOTHER[:-1]
    assert not any(problem.code == "rules.nik_length" for problem in saved.problems)


def test_typing_over_what_the_nik_said_is_a_fact(place: Place, form: FamilyForm) -> None:
    write_mother(place, form)
    assert form.body.people.members[0].birth_date_derived
    form.body.people.page.blocks["birth_date"].editor.put(date(1984, 3, 13))
    assert not form.body.people.members[0].birth_date_derived
    assert form.body.people.members[0].sex_derived


def test_members_are_added_and_empty_ones_dropped(place: Place, form: FamilyForm, operator: Desk) -> None:
    write_mother(place, form)
    form.body.people.add_member()
    place.qtbot.keyClicks(member(form, "name"), "Ujang")
    form.body.people.add_member()
    assert len(form.body.fields.members) == 3
    form.save()
    place.settle()
    assert [one.name for one in newest(operator, "siti maemunah").fields.members] == ["Siti Maemunah", "Ujang"]


def test_another_member_comes_into_view_by_arrow(place: Place, form: FamilyForm) -> None:
    write_mother(place, form)
    form.body.people.add_member()
    place.qtbot.keyClicks(member(form, "name"), "Ujang")
    place.qtbot.keyClick(form.body.people.view, Qt.Key.Key_Up)
    assert form.body.people.page.blocks["name"].read() == "Siti Maemunah"
    place.qtbot.keyClick(form.body.people.view, Qt.Key.Key_Down)
    assert form.body.people.page.blocks["name"].read() == "Ujang"


def test_a_date_that_cannot_be_read_is_not_left_behind(place: Place, form: FamilyForm) -> None:
    write_mother(place, form)
    form.body.people.add_member()
    place.qtbot.keyClicks(member(form, "name"), "Ujang")
    place.qtbot.keyClicks(member(form, "birth_date"), "31/31")
    place.qtbot.keyClick(form.body.people.view, Qt.Key.Key_Up)
    assert form.body.people.at == 1
    assert "This is not a date." in form.body.people.page.blocks["birth_date"].problem
    form.save()
    assert place.bench.runner.count == 0


def test_changes_are_saved_with_enter_in_the_list(place: Place, operator: Desk) -> None:
    place.qtbot.keyClick(place.screen.browse.listing.view, Qt.Key.Key_Return)
    place.settle()
    form = place.screen.form
    assert form.isVisible()
    assert place.logged("family.unmask")
    assert not form.dirty
    family = form.family
    assert family is not None
    place.qtbot.keyClicks(home(form, "phone"), "0812")
    assert form.dirty
    form.save()
    place.settle()
    assert detail.open_family(operator, family).fields.phone == "0812"
    assert place.screen.browse.isVisible()
    assert "Phone 0812" in texts(place.screen.browse.panel)


def test_who_saved_meanwhile_is_not_overwritten(place: Place, operator: Desk) -> None:
    place.screen.browse.edit()
    place.settle()
    form = place.screen.form
    assert form.family is not None
    opened = detail.open_family(operator, form.family)
    saving.save(operator, opened.id, opened.stamp, replace(opened.fields, hamlet="Pasir"))
    place.qtbot.keyClicks(home(form, "phone"), "0812")
    form.save()
    place.settle()
    assert form.isVisible()
    assert "Somebody saved this family" in form.body.summary.links.text()
    assert form.dirty


def test_a_death_goes_by_its_event(place: Place, operator: Desk) -> None:
    """Beside the field it is said at once, and at the top where one saves anyway; nothing is saved."""
    place.screen.browse.edit()
    place.settle()
    form = place.screen.form
    form.body.people.go_to(1, "name")
    presence = form.body.people.page.blocks["presence"]
    presence.editor.put(Presence.DIED)
    form.body.people.pages.edited.emit()
    assert "with the button Event…" in presence.problem
    form.save()
    place.settle()
    assert form.isVisible()
    assert "with the button Event…" in form.body.summary.links.text()
    assert form.family is not None
    members = detail.open_family(operator, form.family).fields.members
    assert {one.presence for one in members} == {Presence.LIVING_HERE}


def test_who_died_before_the_registration_stays(place: Place, operator: Desk) -> None:
    place.screen.browse.edit()
    place.settle()
    form = place.screen.form
    form.body.people.go_to(1, "name")
    form.body.people.page.blocks["presence"].editor.put(Presence.DIED)
    form.body.people.page.blocks["presence_date"].editor.put(date(2014, 5, 1))
    form.body.people.pages.edited.emit()
    form.save()
    place.settle()
    assert form.family is not None
    members = detail.open_family(operator, form.family).fields.members
    assert [one.presence for one in members] == [Presence.LIVING_HERE, Presence.DIED]
    assert "Died" in texts(place.screen.browse.panel)


def question(form: FamilyForm) -> Question:
    (found,) = form.findChildren(Question)
    return found


def test_escape_asks_only_when_something_would_be_lost(place: Place, form: FamilyForm, operator: Desk) -> None:
    place.qtbot.keyClicks(member(form, "name"), "Siti")
    form.leave()
    question(form).leave.click()
    assert form.isVisible()
    form.keep_now()
    question_again = form.leave
    question_again()
    next(found for found in form.findChildren(Question) if found.isVisible()).do_it.click()
    place.settle()
    assert place.screen.browse.isVisible()
    assert drafting.take(operator) is None


def test_escape_leaves_at_once_when_nothing_was_typed(place: Place, form: FamilyForm) -> None:
    form.leave()
    assert place.screen.browse.isVisible()
    assert form.findChildren(Question) == []


def test_a_draft_survives_and_is_offered_again(place: Place, form: FamilyForm, operator: Desk, place_of: Enter) -> None:
    write_mother(place, form)
    place.screen.keep_draft()
    again = place_of(Role.OPERATOR)
    assert "was not saved yet" in again.screen.notice.sentence
    assert again.screen.notice.remedy is not None
    again.screen.notice.remedy.click()
    again.settle()
    assert again.screen.form.dirty
    assert again.screen.form.body.fields.members[0].nik == MOTHER
    again.screen.form.save()
    again.settle()
    assert newest(operator, "siti maemunah").fields.members[0].nik == MOTHER
    assert drafting.take(operator) is None


def test_typing_keeps_a_draft_by_itself(place: Place, form: FamilyForm, operator: Desk) -> None:
    place.qtbot.keyClicks(member(form, "name"), "Siti")
    assert form._keep.isActive()
    form._keep.timeout.emit()
    place.settle()
    kept = drafting.take(operator)
    assert kept is not None
    assert kept.fields.members[0].name == "Siti"


def test_what_is_typed_stays_while_one_looks_elsewhere(place: Place, form: FamilyForm, households: list[UUID]) -> None:
    place.qtbot.keyClicks(member(form, "name"), "Siti")
    assert place.screen.may_leave()
    place.screen.enter(households[0])
    assert form.isVisible()
    assert form.body.people.page.blocks["name"].read() == "Siti"
    place.screen.write_new()
    assert form.body.people.page.blocks["name"].read() == "Siti"


def test_a_code_of_a_source_is_kept(place: Place, form: FamilyForm) -> None:
    form.body.people.show_members((MemberDetail("A", disability="7"),), None)
    assert form.body.people.page.blocks["disability"].read() == "7"
    place.qtbot.keyClicks(member(form, "occupation"), "Tani")
    assert form.body.people.members[0].disability == "7"


def test_the_summary_names_the_member_a_problem_belongs_to(place: Place, form: FamilyForm) -> None:
    people = (MemberDetail("SITI MAEMUNAH", nik=MOTHER, relation=Relation.HEAD), MemberDetail(""), MemberDetail(""))
    form.body.people.show_members((*people[:2], MemberDetail("UJANG", nik="36")), None)
    form.save()
    links = form.body.summary.links.text()
    assert "Member 2 · Name: The name is missing." in links
    assert "Reason: " in links  # of the family as a whole, so of nobody
    form.body.go_to("2/nik")
    assert form.body.people.at == 2


@pytest.mark.parametrize(("members", "rows"), [(1, 1), (2, 2), (4, 4), (9, 4)])
def test_the_members_take_no_more_room_than_they_need(place: Place, form: FamilyForm, members: int, rows: int) -> None:
    view = form.body.people.view
    form.body.people.show_members(tuple(MemberDetail(f"A{at}") for at in range(members)), None)
    assert view.height() == view.horizontalHeader().height() + rows * view.rowHeight(0) + 2
    assert view.model().rowCount() == members


def test_the_list_of_members_grows_as_they_are_added(place: Place, form: FamilyForm) -> None:
    people = form.body.people
    heights = [people.view.height()]
    for name in ("Siti", "Ujang", "Asep"):
        place.qtbot.keyClicks(member(form, "name"), name)
        people.add_member()
        heights.append(people.view.height())
    assert heights == sorted(set(heights))

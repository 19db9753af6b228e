"""Whoever is typed and may be there already is shown at the foot of the form, and can be opened instead."""

from uuid import UUID

from PySide6.QtCore import Qt
from sqlalchemy import select

from desktop.models import Member
from desktop.services.desk import Desk
from desktop.services.families import drafting
from desktop.ui.families.form.family_form import FamilyForm
from tests.ui.families.conftest import Place, texts


def begun(place: Place) -> FamilyForm:
    place.screen.write_new()
    place.settle()
    return place.screen.form


def found(place: Place, form: FamilyForm) -> None:
    place.qtbot.waitUntil(form.body.alike.isVisible, timeout=10_000)
    place.settle()


def nik_of(desk: Desk, family: UUID) -> str:
    with desk.read() as session:
        return (
            session.scalars(select(Member.nik).where(Member.household_id == family, Member.nik.is_not(None))).one()
            or ""
        )


def test_an_equal_nik_is_found_while_one_types(place: Place, households: list[UUID], operator: Desk) -> None:
    form = begun(place)
    form.body.people.go_to(0, "nik")
    place.typed(nik_of(operator, households[2]))
    found(place, form)
    assert "ENTIN SURYATIN" in texts(form.body.alike).upper()
    assert form.window().focusWidget() is form.body.people.page.blocks["nik"].widget


def test_nobody_is_shown_for_somebody_new(place: Place) -> None:
    form = begun(place)
    form.body.people.go_to(0, "name")
    place.typed("Zulkifli Hasibuan")
    place.qtbot.wait(400)
    place.settle()
    assert not form.body.alike.isVisible()


def test_the_family_being_changed_is_not_like_itself(place: Place) -> None:
    place.screen.browse.listing.view.setFocus()
    place.press(Qt.Key.Key_Return)
    place.settle()
    form = place.screen.form
    form.body.people.go_to(0, "name")
    place.press(Qt.Key.Key_End)
    place.typed(" B")
    place.qtbot.wait(400)
    place.settle()
    assert form.family not in [row.family for row in form.body.alike._rows]


def test_opening_somebody_instead_keeps_what_was_typed(place: Place, households: list[UUID], operator: Desk) -> None:
    form = begun(place)
    form.body.people.go_to(0, "name")
    place.typed("Nurjanah")
    form.body.alike.wanted.emit(households[3])
    place.settle()
    shown = place.screen.browse.panel.detail
    assert shown is not None
    assert shown.id == households[3]
    kept = drafting.take(operator)
    assert kept is not None
    assert kept.fields.members[0].name == "Nurjanah"
    assert "was not saved yet" in place.screen.notice.sentence
    place.screen.write_new()
    assert place.screen.form.body.fields.members[0].name == ""


def test_nothing_is_asked_any_more_when_the_office_closes(place: Place) -> None:
    form = begun(place)
    form.body.people.go_to(0, "name")
    place.typed("Nurjanah")
    assert form.body.alike._rest.isActive()
    assert form._keep.isActive()
    place.bench.runner.close()
    assert not form.body.alike._rest.isActive()
    assert not form._keep.isActive()

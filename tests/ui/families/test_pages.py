"""The list stands at once; the form, taking in and paper are made when somebody goes there."""

from collections.abc import Callable
from uuid import UUID

import pytest
from PySide6.QtWidgets import QWidget

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import drafting
from desktop.services.families.drafting import FamilyDraft
from desktop.services.families.fields import FamilyFields, MemberDetail
from desktop.services.families.listed import Asked
from desktop.ui.families.form.family_form import FamilyForm
from desktop.ui.families.intake.page import Intake
from desktop.ui.families.paper import ListPaper
from tests.ui.families.conftest import Place

Enter = Callable[[Role], Place]
LATER = (FamilyForm, Intake, ListPaper)


def made(place: Place) -> set[type[QWidget]]:
    """Kinds of pages that exist so far."""
    return {kind for kind in LATER if place.screen.findChildren(kind)}


@pytest.mark.parametrize("role", list(Role))
def test_only_the_list_is_made_at_once(households: list[UUID], place_of: Enter, role: Role) -> None:
    place = place_of(role)
    assert len(place.screen.browse.listing.model.rows) == len(households)
    assert made(place) == set()


def test_looking_around_makes_no_page(place: Place, households: list[UUID]) -> None:
    for argument in (None, households[2], Asked("iyam")):
        place.screen.enter(argument)
        place.settle()
    place.screen.refresh()
    place.settle()
    assert place.screen.may_leave()
    place.screen.keep_draft()
    assert made(place) == set()


@pytest.mark.parametrize(
    ("go", "page"),
    [
        (lambda place: place.screen.enter("new"), FamilyForm),
        (lambda place: place.screen.browse.edit(), FamilyForm),
        (lambda place: place.screen.enter("import"), Intake),
        (lambda place: place.screen.print_list(), ListPaper),
    ],
    ids=["new", "change", "import", "paper"],
)
def test_each_page_is_made_when_it_is_gone_to(place: Place, go: Callable[[Place], None], page: type[QWidget]) -> None:
    go(place)
    place.settle()
    assert made(place) == {page}
    assert isinstance(place.screen.pages.currentWidget(), page)


def test_a_page_is_made_once(place: Place) -> None:
    place.screen.write_new()
    form = place.screen.form
    form.leave()
    place.screen.write_new()
    assert place.screen.form is form
    assert len(place.screen.findChildren(FamilyForm)) == 1


def test_a_draft_is_offered_before_there_is_a_form(operator: Desk, households: list[UUID], place_of: Enter) -> None:
    drafting.keep(operator, FamilyDraft(FamilyFields((MemberDetail("SITI"),))))
    place = place_of(Role.OPERATOR)
    remedy = place.screen.notice.remedy
    assert remedy is not None
    assert made(place) == set()
    remedy.click()
    assert made(place) == {FamilyForm}
    assert place.screen.form.body.fields.members[0].name == "SITI"
    assert place.screen.notice.sentence == ""


def test_no_draft_no_offer(place: Place) -> None:
    assert place.screen.notice.remedy is None
    assert not place.screen.notice.isVisible()


def test_taking_in_waits_while_something_is_typed(place: Place) -> None:
    place.screen.write_new()
    name = place.screen.form.body.people.page.blocks["name"].widget
    place.qtbot.keyClicks(name, "Siti")
    place.screen.take_in()
    assert place.screen.pages.currentWidget() is place.screen.form
    assert made(place) == {FamilyForm}


def test_the_list_comes_back_from_paper(place: Place) -> None:
    place.screen.print_list()
    place.settle()
    place.screen.paper.leave()
    assert place.screen.browse.isVisible()
    assert place.screen.browse.listing.view.hasFocus() or not place.screen.isActiveWindow()


def test_the_form_is_made_while_the_family_is_read(place: Place, households: list[UUID]) -> None:
    place.screen.browse.show_family(households[1])
    place.settle()
    place.screen.browse.edit()
    assert made(place) == {FamilyForm}
    assert not place.screen.form.open
    assert not place.screen.form.isVisible()
    place.settle()
    assert place.screen.form.isVisible()
    assert place.screen.form.family == households[1]

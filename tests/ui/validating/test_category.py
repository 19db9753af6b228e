"""The page of a family's category: offered where a programme pays by it, its effect said before it is saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.rules.programme_year import Rate
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.keys import TrancheKey
from desktop.services.validating import categories
from desktop.services.validating.categories import CategoryChange, CategoryOf, NewCategory
from desktop.ui.validating import category
from desktop.ui.validating.category import CategoryPage
from desktop.ui.validating.screen import ValidatingScreen
from desktop.wording import Translator
from tests import families, offices
from tests.ui.conftest import BenchOf, ShowScreen
from tests.ui.validating.conftest import Place, Places

KEY = TrancheKey("jscb", 2023, 1)
OFFER = "Enter or change the category…"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> offices.Template:
    return offices.make_template(tmp_path_factory.mktemp("jscb") / "cilegon", "36.72", ("jscb-2023",))


@pytest.fixture
def cilegon(template: offices.Template, tmp_path: Path) -> Iterator[Desk]:
    desk = offices.sign_in(template.copy(tmp_path / "cilegon"), Role.OPERATOR)
    families.add(desk, 1, programme="jscb", bank="bjb")
    yield desk
    desk.close()


def entered(bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot, desk: Desk) -> Place:
    """Be in the list of an office, its first family explained."""
    bench, around = bench_of(desk)
    screen = ValidatingScreen(bench)
    show_screen(screen)
    place = Place(screen, qtbot, around.went, around.said)
    screen.enter(None)
    place.settle()
    screen.browse.listing.view.selectRow(0)
    qtbot.waitUntil(lambda: screen.browse.panel.shown is not None)
    place.settle()
    return place


def offered(place: Place) -> list[QPushButton]:
    made = place.screen.browse.panel.findChildren(QPushButton)
    return [one for one in made if one.text() == OFFER and not one.isHidden()]


def opened(place: Place) -> CategoryPage:
    (button,) = offered(place)
    button.click()
    place.settle()
    page = place.screen.page
    assert isinstance(page, CategoryPage)
    return page


def test_from_the_explanation_to_the_saved_category(
    bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot, cilegon: Desk
) -> None:
    place = entered(bench_of, show_screen, qtbot, cilegon)
    page = opened(place)
    assert "no list takes the family" in page.effect.text()
    assert page.past.text() == "Nobody changed it yet."
    page.form.fill({"category": "widow", "reason": "Suami meninggal", "paper": "474/12"})
    page.form.typed.emit()
    assert "Then: Widow: Rp1.000.000" in page.effect.text()
    assert page.dirty
    page.form.submit()
    place.settle()
    assert place.screen.page is None
    assert place.said == ["The family has its new category; the next list drafted pays by it."]
    shown = place.screen.browse.panel.shown
    assert shown is not None
    assert shown.category == "widow"
    (change,) = categories.look(cilegon, shown.enrolment).changes
    assert (change.reason, change.paper) == ("Suami meninggal", "474/12")


def test_what_another_category_brings_is_said_before(
    bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot, cilegon: Desk
) -> None:
    place = entered(bench_of, show_screen, qtbot, cilegon)
    shown = place.screen.browse.panel.shown
    assert shown is not None
    categories.change(cilegon, shown.enrolment, NewCategory("widow", date(2023, 3, 1), "Suami meninggal"))
    drafting.create(cilegon, KEY)
    page = opened(place)
    assert page.form.values()["category"] == "widow"
    assert not page.dirty
    page.form.fill({"category": "orphan"})
    page.form.typed.emit()
    assert page.effect.text().splitlines() == [
        "Now: Widow: Rp1.000.000",
        "Then: Orphan: Rp1.200.000",
        "Rp200.000 more in each tranche.",
        "Tranche 2023/1 is not approved yet and keeps Rp1.000.000 until it is drafted again.",
        "Lists that are approved stay as they are.",
    ]
    assert page.past.text() == "1 Mar 2023 · No category yet → Widow · Suami meninggal · Si Operator"
    page.form.fill({"category": "widow", "reason": "Tetap"})
    page.form.submit()
    place.settle()
    assert "in this category already" in page.form.blocks["category"].problem
    assert place.screen.page is page


def test_it_is_not_offered_where_amounts_are_alike(place_of: Places, candidates: list[object], qtbot: QtBot) -> None:
    assert candidates
    place = place_of()
    place.screen.browse.listing.view.selectRow(0)
    qtbot.waitUntil(lambda: place.screen.browse.panel.shown is not None)
    assert offered(place) == []
    place.screen.categorise()
    assert place.screen.page is None


def test_who_may_not_change_it_reads_it(
    bench_of: BenchOf, show_screen: ShowScreen, qtbot: QtBot, cilegon: Desk
) -> None:
    place = entered(bench_of, show_screen, qtbot, offices.same_office_as(cilegon, Role.AUDITOR))
    shown = place.screen.browse.panel.shown
    assert shown is not None
    assert shown.rates
    assert offered(place) == []


RATES = (Rate("a", 100), Rate("b", 70), Rate("c"), Rate("d", 100))


@pytest.mark.parametrize(
    ("now", "then", "line"),
    [
        ("a", "b", "Rp30 less in each tranche."),
        ("b", "a", "Rp30 more in each tranche."),
        ("a", "d", "The amount stays the same."),
        ("a", "c", "Then: c: no amount said"),
        ("", "a", "Now: No category yet"),
        ("gone", "a", "Now: gone"),
    ],
)
def test_each_effect_has_its_line(t: Translator, now: str, then: str, line: str) -> None:
    said = category.effect(t, CategoryOf(now, RATES, (), ()), then)
    assert line in said
    assert said[-1] == "Lists that are approved stay as they are."
    assert len(category.effect(t, CategoryOf("a", RATES, (), ()), "a")) == 1


def test_a_change_taken_back_says_so(t: Translator) -> None:
    one = CategoryChange("a", "b", date(2023, 3, 1), "Keliru", "", "Neneng", undone=True)
    assert category.told(t, one) == "1 Mar 2023 · b → a · Keliru · Neneng · taken back"

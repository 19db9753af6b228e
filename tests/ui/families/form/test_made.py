"""How the form is made: every part in its place before it is filled, so that nothing is dressed twice."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from desktop.ui.families.form.family_form import FamilyForm
from tests.ui.families.conftest import Place


class Wardrobe(QObject):
    """Counts for every field how often it is put among other widgets, which has the sheet look at it anew."""

    def __init__(self) -> None:
        super().__init__()
        self.moved: Counter[QObject] = Counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange and isinstance(watched, QLineEdit | QComboBox):
            self.moved[watched] += 1
        return False


@pytest.fixture
def wardrobe(qapp: QApplication) -> Iterator[Wardrobe]:
    made = Wardrobe()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def widgets(form: FamilyForm) -> list[QWidget]:
    """Fields of the first page, in the order in which a card is typed."""
    pages = (form.body.home.page, form.body.people.page)
    return [block.widget for page in pages for block in page.blocks.values()]


def most(wardrobe: Wardrobe, fields: list[QWidget]) -> int:
    return max(wardrobe.moved[field] for field in fields)


def test_the_first_page_is_dressed_once(place: Place, wardrobe: Wardrobe) -> None:
    place.screen.write_new()
    place.settle()
    fields = [one for one in widgets(place.screen.form) if isinstance(one, QLineEdit | QComboBox)]
    assert len(fields) > 15
    assert most(wardrobe, fields) <= 1


@pytest.mark.parametrize("tab", [1, 2])
def test_a_page_behind_is_dressed_once(place: Place, wardrobe: Wardrobe, tab: int) -> None:
    place.screen.write_new()
    place.settle()
    body = place.screen.form.body
    body.tabs.setCurrentIndex(tab)
    place.settle()
    behind = body.behind
    pages = (behind.housing.page,) if tab == 1 else (behind.support.page, behind.support.aids.page)
    fields = [block.widget for page in pages for block in page.blocks.values()]
    assert len(fields) > 10
    assert most(wardrobe, fields) <= 1


def test_tab_goes_from_the_head_over_the_tabs_to_the_family_and_its_members(place: Place) -> None:
    place.screen.write_new()
    place.settle()
    form = place.screen.form
    chain: list[QWidget] = [form.head]
    while (after := chain[-1].nextInFocusChain()) is not form.head:
        chain.append(after)
    stops = [*form.head.buttons, form.body.tabs, *widgets(form)]
    stops.insert(stops.index(form.body.people.page.blocks["name"].widget), form.body.people.add_button)
    assert [one for one in chain if one in stops] == stops


def test_every_part_stands_inside_the_form(place: Place) -> None:
    place.screen.write_new()
    place.settle()
    form = place.screen.form
    body = form.body
    for part in (form.head, body.summary, body.reason, body.tabs, body.front, body.home, body.people, body.alike):
        assert form.isAncestorOf(part)
    assert body.front.isVisible()
    assert not body.summary.isVisible()
    assert not body.reason.isVisible()

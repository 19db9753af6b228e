"""The fields of the form at the smallest screen: every choice is read whole, and none is pushed out of view."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.gazetteer import Gazetteer
from desktop.rules.aid_rules import load_aids
from desktop.services.families.living import HeldAid, HousingState
from desktop.ui.families.form.aid_rows import AidRows
from desktop.ui.families.form.household_fields import household_groups
from desktop.ui.families.form.housing import HousingPage
from desktop.ui.families.form.member_page import MemberPage
from desktop.ui.families.form.weighed import WIDE, WeighedPage
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.page import Page
from desktop.wording import Translator, load

Show = Callable[[QWidget, int], None]
# What 1366 x 768 leaves for them beside the rail and the other half of the page.
MEMBER, AIDS, HOUSE = 740, 668, 1110
BESIDE = 50  # border, padding and arrow of a choice


@pytest.fixture
def indonesian() -> Translator:
    return load(paths.resources() / "locale", "id")


def longest(combo: Combo) -> int:
    words = (combo.itemText(at) for at in range(combo.count()))
    return BESIDE + max(map(combo.fontMetrics().horizontalAdvance, words))


def choices(page: Page) -> dict[str, Combo]:
    return {name: block.widget for name, block in page.blocks.items() if isinstance(block.widget, Combo)}


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Show a part of a page at a width of its own."""
    shown: list[QWidget] = []

    def made(part: QWidget, width: int) -> None:
        around = QWidget()
        qtbot.addWidget(around)
        shown.append(around)
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
        around.setFixedWidth(width)
        around.show()
        qtbot.waitUntil(part.isVisible)

    yield made
    shown.clear()


def test_every_choice_of_a_member_is_read_whole(show: Show, indonesian: Translator) -> None:
    page = MemberPage(indonesian, Shared(indonesian, Gazetteer(), paths.resources()).codes.book)
    show(page, MEMBER)
    found = choices(page.page)
    cut = {name for name, combo in found.items() if combo.width() < min(longest(combo), WIDE)}
    assert cut == set()
    assert {name for name, combo in found.items() if longest(combo) > WIDE} == {"disability"}
    assert page.area.horizontalScrollBar().maximum() == 0
    right = page.area.viewport().width()
    for block in page.page.blocks.values():
        assert block.mapTo(page.area.viewport(), block.rect().topRight()).x() < right, block.field.name


def test_every_aid_is_read_whole(show: Show, indonesian: Translator) -> None:
    book = load_aids(paths.resources() / "aids.toml")
    rows = AidRows(indonesian, book)
    rows.put([HeldAid(aid.code) for aid in book.aids])
    show(rows, AIDS)
    for name, combo in choices(rows.page).items():
        assert combo.width() >= longest(combo), name
    for name in ("number_0", "valid_from_0", "valid_to_0"):
        line = rows.page.blocks[name].widget
        assert line.width() >= line.fontMetrics().horizontalAdvance("tgl/bln/tahun") + 24, name


def test_names_of_places_are_as_wide_as_their_column(qtbot: QtBot, show: Show, t: Translator) -> None:
    page = WeighedPage(t, household_groups(t))
    show(page, 340)
    village = choices(page)["village_code"]
    before = village.width()
    village.offer([("1", "Sukamanah Kertaraharja Wetan Hilir")])
    qtbot.wait(10)
    assert village.width() == before < longest(village)


def test_a_list_dropped_down_shows_what_its_field_cannot(qtbot: QtBot) -> None:
    combo = Combo("Desa", [("1", "Sukamanah Kertaraharja Wetan Hilir")])
    combo.fit(100)
    qtbot.addWidget(combo)
    combo.resize(100, 36)
    combo.show()
    combo.showPopup()
    assert combo.view().width() >= combo.fontMetrics().horizontalAdvance(combo.itemText(0)) + 16
    combo.hidePopup()


def test_every_answer_about_the_house_is_read_whole(qtbot: QtBot, show: Show, indonesian: Translator) -> None:
    around = QWidget()
    place = QVBoxLayout(around)
    place.setContentsMargins(0, 0, 0, 0)
    page = HousingPage(indonesian, Shared(indonesian, Gazetteer(), paths.resources()).codes.book, place)
    page.put(HousingState())
    show(around, HOUSE)
    assert {name for name, combo in choices(page.page).items() if combo.width() < longest(combo)} == set()
    assert page.horizontalScrollBar().maximum() == 0
    right = page.viewport().width()
    for name, block in page.page.blocks.items():
        assert block.mapTo(page.viewport(), block.rect().topRight()).x() < right, name

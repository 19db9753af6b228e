"""Cards seen before they are printed: the family's own, then the whole village's."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.families import detail
from desktop.services.paper import open_paper
from desktop.ui.families.card import CardPaper
from desktop.ui.kit.preview.outlet import printers
from tests import families
from tests.documents.paper_readers import codes, words
from tests.services.families.test_card_paper import carded, lines
from tests.ui.families.conftest import Place

Enter = Callable[..., Place]


class Cards:
    """The page at work on a family of five in one village."""

    def __init__(self, place: Place, page: CardPaper, family: UUID) -> None:
        self.place, self.page, self.family = place, page, family
        self.left: list[bool] = []
        page.left.connect(self._gone)

    def _gone(self) -> None:
        self.left.append(True)

    def begin(self) -> None:
        self.page.begin(detail.open_family(self.place.bench.desk, self.family))

    def settle(self) -> None:
        self.place.settle()

    @property
    def pdf(self) -> bytes:
        assert self.page.paper is not None
        return self.page.paper.pdf

    def button(self, text: str) -> None:
        next(one for one in self.page.head.buttons if one.text() == text).click()


@pytest.fixture
def cards(qtbot: QtBot, operator: Desk, place_of: Enter) -> Cards:
    ids = carded(operator, 5)
    place = place_of()
    page = CardPaper(place.bench)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    return Cards(place, page, ids[0])


def test_the_familys_card_is_seen_first(operator: Desk, cards: Cards) -> None:
    cards.begin()
    assert [made.isEnabled() for made in cards.page.head.buttons] == [True, False, False]
    cards.settle()
    assert cards.page.preview.where == "Page 1 of 1"
    assert "JSR-36.01-000001" in words(cards.pdf)
    assert len(codes(cards.pdf)) == 1
    assert cards.page.head.context == "SITI AMINAH"
    assert len(lines(operator, "card.print")) == 1


def test_then_the_whole_village(operator: Desk, cards: Cards) -> None:
    cards.begin()
    cards.settle()
    with operator.read() as session:
        name = session.connection().exec_driver_sql("SELECT village_name FROM family_row LIMIT 1").scalar_one()
    assert cards.page.everybody.text() == f"All cards of {name}"
    cards.page.everybody.click()
    cards.settle()
    assert len(codes(cards.pdf)) == 5
    assert cards.page.head.context == f"Village {name}"
    assert cards.page.everybody.isHidden()


def test_a_family_without_a_card_is_told_why(operator: Desk, cards: Cards) -> None:
    cards.family = families.add(operator, 1, start=7)[0]
    cards.begin()
    cards.settle()
    assert "has no card yet" in cards.page.notice.sentence
    assert cards.page.paper is None
    assert [made.isEnabled() for made in cards.page.head.buttons][-2:] == [False, False]


def test_it_is_saved_where_one_says(cards: Cards, tmp_path: Path) -> None:
    cards.begin()
    cards.settle()
    cards.page.save_to(tmp_path / "kartu.pdf")
    cards.settle()
    assert cards.page.notice.sentence == f"Saved: {tmp_path / 'kartu.pdf'}"
    assert codes((tmp_path / "kartu.pdf").read_bytes()) == codes(cards.pdf)


def test_the_file_gets_its_ending(cards: Cards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered: list[str] = []

    def answer(_parent: object, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        offered.append(start)
        return (str(tmp_path / "kartu") if len(offered) == 1 else ""), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    cards.begin()
    cards.settle()
    cards.button("Save…")
    cards.settle()
    assert (tmp_path / "kartu.pdf").is_file()
    assert offered[0].endswith("Participant card SITI AMINAH.pdf")
    cards.button("Save…")
    cards.settle()
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["kartu.pdf"]


def test_a_folder_that_is_not_there_is_said(cards: Cards, tmp_path: Path) -> None:
    cards.begin()
    cards.settle()
    cards.page.save_to(tmp_path / "tidak ada" / "kartu.pdf")
    cards.settle()
    assert "tidak ada" in cards.page.notice.sentence
    assert cards.page.paper is not None, "and may be saved elsewhere"


def test_a_printer_takes_it(cards: Cards, tmp_path: Path) -> None:
    cards.begin()
    cards.settle()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    cards.page.print_on(printer)
    cards.settle()
    assert cards.page.notice.sentence == "1 page was printed."
    assert codes((tmp_path / "printed.pdf").read_bytes()) == codes(cards.pdf), "read back from the printed page"
    assert len(open_paper(tmp_path / "printed.pdf")) == 1


def test_a_pc_without_a_printer_offers_a_file(cards: Cards) -> None:
    if printers():
        pytest.skip("this PC has a printer; the dialog would wait for a person")
    cards.begin()
    cards.settle()
    cards.page.print_out()
    assert "This PC knows no printer." in cards.page.notice.sentence
    assert cards.page.notice.remedy is not None


def test_escape_goes_back_and_keeps_nothing(cards: Cards) -> None:
    cards.begin()
    cards.settle()
    window = cards.page.window()
    window.activateWindow()
    cards.place.qtbot.waitUntil(window.isActiveWindow)
    cards.place.qtbot.keyClick(cards.page.preview, Qt.Key.Key_Escape)
    assert cards.left == [True]
    assert cards.page.paper is None


def test_leaving_stops_what_is_not_made_yet(cards: Cards, tmp_path: Path) -> None:
    cards.begin()
    cards.page.leave()
    cards.settle()
    assert (cards.left, cards.page.job) == ([True], None)
    cards.page.save_to(tmp_path / "x.pdf")
    cards.page.print_out()
    cards.settle()
    assert cards.page.paper is None
    assert not (tmp_path / "x.pdf").exists()


def test_only_the_operator_prints_cards(qtbot: QtBot, operator: Desk, place_of: Enter) -> None:
    (family,) = carded(operator, 1)
    place = place_of(Role.SUPERVISOR)
    page = CardPaper(place.bench)
    qtbot.addWidget(page)
    page.begin(detail.open_family(place.bench.desk, family))
    place.settle()
    assert "supervisor" in page.notice.sentence
    assert page.paper is None


def test_the_panel_prints_the_card_of_the_family_shown(operator: Desk, place_of: Enter) -> None:
    with_card, without = carded(operator, 1)[0], families.add(operator, 1, start=1)[0]
    place = place_of()
    panel, pages = place.screen.browse.panel, place.screen.pages
    assert panel.card is not None
    place.screen.enter(without)
    place.settle()
    assert not panel.card.isEnabled(), "no number, no card"
    place.screen.enter(with_card)
    place.settle()
    panel.card.click()
    place.settle()
    assert pages.currentWidget() is pages.card
    assert pages.card.paper is not None
    assert "JSR-36.01-000001" in words(pages.card.paper.pdf)
    pages.card.leave()
    assert pages.currentIndex() == 0


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR])
def test_who_may_not_print_is_offered_no_card(operator: Desk, place_of: Enter, role: Role) -> None:
    (family,) = carded(operator, 1)
    place = place_of(role)
    place.screen.enter(family)
    place.settle()
    assert place.screen.browse.panel.card is None

"""The place of reports: chosen, seen, saved as PDF and workbook; minutes with what a person adds to them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services import letters
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.reports.kinds import Formal, Kind, Wish
from desktop.ui.reports.page import ReportsPage
from desktop.ui.reports.screen import ReportsScreen
from tests import families
from tests.documents.paper_readers import page_size_mm, words
from tests.services.money import walk
from tests.services.reports import paid
from tests.ui.conftest import BenchOf, ShowScreen


@dataclass
class Place:
    screen: ReportsScreen
    qtbot: QtBot

    @property
    def page(self) -> ReportsPage:
        return self.screen.page

    def settle(self) -> None:
        self.qtbot.waitUntil(self._at_rest, timeout=10_000)

    def _at_rest(self) -> bool:
        return self.screen.bench.runner.count == 0 and self.page.job is None

    def choose(self, kind: Kind) -> None:
        self.page.choices.kind.choose(kind)
        self.page.choices.kind.chosen.emit(kind)
        self.settle()

    def said(self) -> str:
        assert self.page.paper is not None
        return words(self.page.paper.pdf)

    def sentences(self) -> str:
        return " ".join(label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())


Enter = Callable[..., Place]


@pytest.fixture
def enter(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> Enter:
    def entered(role: Role = Role.OPERATOR) -> Place:
        bench, _ = bench_of(role)
        screen = ReportsScreen(bench)
        show_screen(screen)
        place = Place(screen, qtbot)
        screen.enter()
        place.settle()
        return place

    return entered


@pytest.fixture
def place(operator: Desk, supervisor: Desk, enter: Enter) -> Place:
    paid.mixed(operator, supervisor, 6)
    return enter()


def test_the_newest_list_s_realisation_is_seen_at_once(place: Place) -> None:
    assert place.page.choices.wish == Wish(Kind.REALISATION, walk.FIRST)
    assert "LAPORAN REALISASI" in place.said()
    assert "1 page" in place.sentences()


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_seen_and_saved(place: Place, tmp_path: Path, kind: Kind) -> None:
    place.choose(kind)
    said = place.said()
    assert "DINAS SOSIAL" in said
    shown = place.page.in_view()
    assert (".xlsx" in shown.saves) is (kind not in (Kind.MINUTES, Kind.STATEMENT))
    place.page.save_to(tmp_path / "laporan.pdf")
    place.settle()
    assert words((tmp_path / "laporan.pdf").read_bytes()) == said
    if ".xlsx" in shown.saves:
        place.page.save_to(tmp_path / "laporan.xlsx")
        place.settle()
        assert load_workbook(tmp_path / "laporan.xlsx").active is not None
    assert "Saved" in place.sentences()


def test_a_village_of_the_list_alone(place: Place, operator: Desk) -> None:
    village, *_ = families.villages(operator)
    place.page.choices.village.choose(village)
    assert place.page.choices.village.value == village
    place.page.choices.village.chosen.emit(village)
    place.settle()
    assert "Jumlah seluruhnya 2 KK" in place.said()


def test_f4_is_chosen_beside_it(place: Place) -> None:
    place.page.choices.paper.choose("f4")
    place.page.choices.paper.chosen.emit("f4")
    place.settle()
    assert place.page.paper is not None
    assert page_size_mm(place.page.paper.pdf) == (330, 215)


def test_minutes_take_day_place_and_witnesses_and_their_number_from_the_register(place: Place) -> None:
    choices = place.page.choices
    assert choices.formal.isHidden()
    place.choose(Kind.MINUTES)
    assert choices.formal.isVisible()
    assert not choices.number.isVisible()
    choices.day.setText("11/04/2019")
    choices.place.setText("Aula Kecamatan")
    choices.witnesses.setText("H. Sukarta, Camat; ; Ujang")
    choices.again.click()
    place.settle()
    said = place.said()
    for part in (
        "Nomor: (nomor diberikan",
        "Kamis tanggal sebelas bulan April",
        "Aula Kecamatan",
        "Saksi, Camat",
        "Ujang",
    ):
        assert part in said, part
    place.page.issue()
    place.settle()
    assert "Nomor: 400.9.11/1/Linjamsos/" in place.said()
    assert "The minutes stand in the register of letters" in place.sentences()
    assert "Give it a number…" not in [one.text() for one in place.page.head.findChildren(QAbstractButton)]
    place.page.issue()
    place.settle()
    assert len(letters.register(place.page.bench.desk).rows) == 1, "they are numbered once"
    place.choose(Kind.UNPAID)
    assert choices.formal.isHidden()
    assert choices.wish is not None
    assert choices.wish.formal == Formal()


def test_a_day_that_is_none_is_said_and_nothing_is_made(place: Place) -> None:
    place.choose(Kind.STATEMENT)
    before = place.page.paper
    place.page.choices.day.setText("31/02/2019")
    place.page.again()
    place.settle()
    assert "This is not a date." in place.sentences()
    assert place.page.paper is before
    place.choose(Kind.UNPAID)  # no day is asked there
    assert "BELUM MENGAMBIL" in place.said()


def test_what_went_back_is_of_a_whole_list(place: Place) -> None:
    """A village that was chosen for another report is not asked about."""
    choices = place.page.choices
    choices.village.setCurrentIndex(1)
    village = str(choices.village.value)
    place.choose(Kind.RETURNS)
    assert not choices.village.isEnabled()
    assert choices.wish == Wish(Kind.RETURNS, walk.FIRST)
    assert "KE KAS DAERAH" in place.said()
    place.choose(Kind.REALISATION)
    assert choices.wish == Wish(Kind.REALISATION, walk.FIRST, village=village)


def test_the_year_has_no_village(place: Place) -> None:
    place.choose(Kind.YEAR)
    assert not place.page.choices.village.isEnabled()
    assert place.page.choices.wish == Wish(Kind.YEAR, year=2019, programme="jamsosratu")
    assert place.page.in_view().stem.endswith("2019")


def test_what_changed_since_is_said_and_made_again(place: Place, operator: Desk) -> None:
    unpaid = [one for one in paid.payments(operator) if one.state == paid.S.UNPAID]
    paid.settle(operator, [paid.outcome(operator, one, paid.S.PAID) for one in unpaid])
    place.screen.changed(Changes.of("payment"))
    place.settle()
    assert "Payments were changed after this report was made." in place.sentences()
    assert "50,0%" in place.said()
    place.screen.refresh()
    place.settle()
    assert "83,3%" in place.said()


def test_another_s_change_says_nothing(place: Place) -> None:
    place.screen.changed(Changes.of("visit"))
    place.settle()
    assert "Payments were changed" not in place.sentences()


def test_an_office_without_a_list_says_what_to_do(enter: Enter) -> None:
    place = enter()
    assert place.page.paper is None
    assert "No list was drafted yet." in place.sentences()
    assert place.page.in_view().saves == {}


def test_the_administrator_is_told_who_may(operator: Desk, supervisor: Desk, enter: Enter) -> None:
    paid.mixed(operator, supervisor, 3)
    place = enter(Role.ADMINISTRATOR)
    assert place.page.paper is None
    assert "Reports name families." in place.sentences()
    assert not place.page.choices.isEnabled()
    place.screen.refresh()
    place.settle()
    assert place.page.paper is None


def test_entering_again_keeps_what_was_chosen(place: Place) -> None:
    place.choose(Kind.UNPAID)
    paper = place.page.paper
    place.screen.enter()
    place.settle()
    assert place.page.paper is paper
    assert place.page.choices.kind.value == Kind.UNPAID


def test_what_is_being_made_can_be_stopped(place: Place) -> None:
    place.page.again()
    place.page.leave()
    place.settle()
    assert place.page.paper is None
    assert "The report was not written." in place.sentences()
    place.page.leave()
    place.page.again()
    place.settle()
    assert place.page.paper is not None


def test_another_list_brings_its_villages(place: Place, operator: Desk) -> None:
    drafting.create(operator, walk.SECOND, NewDecree("SK-2", walk.DECREE.on))
    place.screen.changed(Changes.of("pay_list"))
    place.settle()
    key = place.page.choices.key
    key.choose(walk.SECOND)
    key.chosen.emit(walk.SECOND)
    place.settle()
    assert "Tahap 2 Tahun 2019" in place.said()
    assert isinstance(key.value, TrancheKey)
    assert place.page.choices.village.count() == 4

"""Signed receipts are scanned back by scanner and keyboard alone; each gets its word, and the scanning goes on."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.models import SignedReceipt
from desktop.rules.card_code import CardCode, make_card_code
from desktop.rules.receipt_code import Paper, PaperNumber, make_code
from desktop.rules.terms import Role
from desktop.services import approving, paper_head
from desktop.services.desk import Desk
from desktop.services.money import drafting, receipts
from desktop.services.payday import paying, signed
from desktop.services.payday.signed import VillageSigned
from desktop.ui.kit.tokens import Tone
from desktop.ui.payday.signed_screen import SignedScreen
from desktop.ui.payday.signed_words import Outcome
from tests.documents.paper_readers import words
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST, SECOND
from tests.services.payday import hall
from tests.ui.conftest import BenchOf, ShowScreen

PAID = 3  # of five families


@dataclass
class Pile:
    """The screen, and what a person with a scanner does."""

    screen: SignedScreen
    qtbot: QtBot
    went: list[tuple[str, object]] = field(default_factory=list)
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        runner, rest = self.screen.bench.runner, self.screen._rest
        self.qtbot.waitUntil(lambda: runner.count == 0 and not rest.isActive(), timeout=10_000)
        assert self.unexpected == []

    def code(self, number: int, paper: Paper = Paper.RECEIPT) -> str:
        with self.screen.bench.desk.read() as session:
            key = paper_head.seal_key(session)
        return make_code(PaperNumber(paper, "36.01", 2019, number), key)

    def scan(self, text: str) -> None:
        """Type as a scanner does, with Enter at the end; the next may come before the first is kept."""
        QTest.keyClicks(self.screen.page.field, text)
        QTest.keyClick(self.screen.page.field, Qt.Key.Key_Return)

    def scanned(self, text: str) -> tuple[Outcome, str]:
        """Scan and wait; answers what became of it."""
        self.scan(text)
        self.settle()
        last = self.screen.scanning.scans[0]
        assert last.sentence in self.screen.page.verdict.words.text()
        assert self.screen.page.field.text() == "", "the field is free for the next one"
        return last.outcome, last.sentence

    def figures(self) -> tuple[str, str]:
        return self.screen.page.back.text(), self.screen.page.missing.text()

    def villages(self) -> list[tuple[str, int, int]]:
        rows = [row for row in self.screen.page.tables.villages.rows if isinstance(row, VillageSigned)]
        return [(row.code, row.paid.families, row.signed.families) for row in rows]

    def listed(self) -> list[str]:
        return [row.number for row in self.screen.page.tables.missing.rows]  # type: ignore[attr-defined]


PileOf = Callable[..., Pile]


@pytest.fixture
def pile_of(qtbot: QtBot, bench_of: BenchOf, show_screen: ShowScreen) -> PileOf:
    def made(who: Role | Desk = Role.OPERATOR, argument: object = None) -> Pile:
        bench, around = bench_of(who)
        screen = SignedScreen(bench)
        show_screen(screen)
        pile = Pile(screen, qtbot, around.went, around.unexpected)
        screen.enter(argument)
        pile.settle()
        return pile

    return made


@pytest.fixture
def paid(operator: Desk, supervisor: Desk) -> Desk:
    """Five families in the hall, three of them paid."""
    for one in hall.opened(operator, supervisor, 5)[:PAID]:
        paying.pay(operator, one.id)
    return operator


def number(at: int) -> str:
    return f"KW-36.01-2019-{at:06}"


def test_receipt_after_receipt_is_taken(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    assert pile.screen.key == FIRST
    assert pile.figures() == ("0", "3")
    for at in (1, 2):
        outcome, said = pile.scanned(pile.code(at))
        assert outcome is Outcome.TAKEN
        assert said.startswith(f"{number(at)} · ")
        assert said.endswith(" · Rp1.000.000")
    assert pile.screen.page.verdict.tone is Tone.GOOD
    assert pile.figures() == ("2", "1")
    assert pile.villages()[0] == ("*", 3, 2)
    assert [row[1:] for row in pile.villages()[1:]] == [(2, 2), (1, 0)]
    assert pile.listed() == [number(3)]


def test_a_quick_hand_loses_none(paid: Desk, pile_of: PileOf) -> None:
    """The next code is typed while the one before is still being kept."""
    pile = pile_of()
    for at in (1, 2, 3):
        pile.scan(pile.code(at))
    pile.settle()
    assert [one.outcome for one in pile.screen.scanning.scans] == [Outcome.TAKEN] * 3
    assert [one.place for one in pile.screen.scanning.scans] == [3, 2, 1], "the newest stands first"
    assert pile.figures() == ("3", "0")
    assert pile.screen.page.tables.empty.sentence == "Every receipt of what was paid here is back."
    assert not pile.screen.page.print.isEnabled()


def test_two_enters_of_a_scanner_are_one_scan(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    pile.scan(pile.code(1))
    QTest.keyClick(pile.screen.page.field, Qt.Key.Key_Return)
    pile.settle()
    assert len(pile.screen.scanning.scans) == 1


def test_scanned_twice_says_when_it_was_before(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    pile.scanned(pile.code(1))
    outcome, said = pile.scanned(pile.code(1))
    assert outcome is Outcome.AGAIN
    assert f"{number(1)}, " in said
    assert "scanned before, on" in said
    assert pile.screen.page.verdict.tone is Tone.ATTENTION
    assert pile.figures() == ("1", "2")


def test_what_is_wrong_is_a_sentence_and_the_scanning_goes_on(paid: Desk, supervisor: Desk, pile_of: PileOf) -> None:
    receipts.void(supervisor, number(5), "salah tulis")
    pile = pile_of()
    card = hall.payments(paid)[0].card_number
    with paid.read() as session:
        key = paper_head.seal_key(session)
    wanted = {
        pile.code(5): "is void: its signature proves nothing",
        pile.code(4): "is not entered as paid",
        pile.code(99): number(99),
        pile.code(1, Paper.LETTER): "receipt",
        make_card_code(CardCode("36.01", "jamsosratu", card), key): "receipt",
        "EJ1:36.01:2019:000001:AAAAAAAA": "36.01",
        "sembarang": "sembarang",
    }
    for code, part in wanted.items():
        outcome, said = pile.scanned(code)
        assert (outcome, part in said) == (Outcome.REFUSED, True), said
        assert pile.screen.page.verdict.tone is Tone.DANGER
    assert pile.scanned(pile.code(1))[0] is Outcome.TAKEN
    assert pile.screen.scanning.count(Outcome.REFUSED) == len(wanted)
    with paid.read() as session:
        assert session.query(SignedReceipt).count() == 1


def test_a_receipt_of_another_tranche_belongs_to_another_pile(paid: Desk, supervisor: Desk, pile_of: PileOf) -> None:
    drafting.create(paid, SECOND, DECREE)
    approving.approve(supervisor, SECOND)
    approving.open_pay_out(supervisor, SECOND)
    pile = pile_of(argument=SECOND)
    outcome, said = pile.scanned(pile.code(1))
    assert outcome is Outcome.REFUSED
    assert "belongs to the list jamsosratu:2019/1" in said
    assert pile.screen.page.tables.empty.sentence.startswith("Nobody of this list was paid yet")
    pile.screen.page.lists.choose(FIRST)
    pile.screen.page.lists.chosen.emit(FIRST)
    pile.settle()
    assert pile.screen.scanning.scans == [], "another pile begins with nothing"
    assert pile.scanned(pile.code(1))[0] is Outcome.TAKEN


def test_a_number_without_what_stands_before_it_is_enough(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    assert pile.scanned("3")[1].startswith(number(3))


def test_the_arrows_choose_a_village_without_leaving_the_field(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    QTest.keyClick(pile.screen.page.field, Qt.Key.Key_Down)
    pile.settle()
    code, many, _ = pile.villages()[1]
    assert pile.screen.page.tables.village == code
    assert len(pile.listed()) == many
    assert f"{many} of {many} are missing" in pile.screen.page.tables.place.text()
    QTest.keyClick(pile.screen.page.field, Qt.Key.Key_Up)
    QTest.keyClick(pile.screen.page.field, Qt.Key.Key_Up)
    pile.settle()
    assert pile.screen.page.tables.village is None
    assert len(pile.listed()) == PAID


def test_the_village_in_view_stays_while_scans_come(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    pile.screen.page.tables.step(1)
    pile.settle()
    before = pile.screen.page.tables.village
    pile.scanned(pile.code(1))
    assert pile.screen.page.tables.village == before


def test_a_scan_is_not_lost_because_a_list_has_the_keyboard(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    page = pile.screen.page
    pile.screen.activateWindow()
    pile.qtbot.waitUntil(pile.screen.isActiveWindow)
    for view in (page.tables.by_village, page.tables.missing_view):
        view.setFocus()
        QTest.keyClicks(view, "K")
        assert page.field.text() == "K"
        assert page.field.hasFocus()
        page.field.clear()
    page.tables.by_village.setFocus()
    QTest.keyClick(page.tables.by_village, Qt.Key.Key_Down)
    assert page.tables.by_village.hasFocus(), "arrows still move in the list"
    assert page.field.text() == ""


def test_what_is_missing_opens_its_family(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    QTest.keyClick(pile.screen.page.tables.missing_view, Qt.Key.Key_Return)
    assert pile.went == [("families", hall.family_of(paid, hall.payments(paid)[0]))]


def test_the_missing_ones_go_to_paper_of_the_village_in_view(paid: Desk, pile_of: PileOf, tmp_path: Path) -> None:
    pile = pile_of()
    pile.screen.page.print.click()
    pile.settle()
    paper = pile.screen.paper
    assert paper is not None
    assert paper.paper is not None
    assert all(number(at) in words(paper.paper.pdf) for at in (1, 2, 3))
    assert paper.head.title == "Receipts that are missing"
    for name in ("belum.pdf", "belum.xlsx"):
        paper.save_to(tmp_path / name)
        pile.settle()
        assert (tmp_path / name).stat().st_size > 0
    paper.leave()
    assert pile.screen.pages.currentWidget() is pile.screen.page
    pile.screen.page.tables.step(1)
    pile.settle()
    listed = pile.listed()
    pile.screen.put_on_paper()
    pile.settle()
    assert paper.paper is not None
    text = words(paper.paper.pdf)
    assert [at for at in (1, 2, 3) if number(at) in text] == [at for at in (1, 2, 3) if number(at) in listed]
    assert len(paper.paper) == 1


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_not_scan_reads_what_is_missing(paid: Desk, pile_of: PileOf, role: Role) -> None:
    signed.mark(paid, number(1))
    pile = pile_of(role)
    page = pile.screen.page
    assert page.field.isHidden()
    assert page.verdict.isHidden()
    assert page.print.isHidden() == (role is Role.ADMINISTRATOR)
    assert pile.figures() == ("1", "2")
    assert pile.listed() == [number(2), number(3)]


def test_before_any_pay_out_the_room_says_what_belongs_here(operator: Desk, supervisor: Desk, pile_of: PileOf) -> None:
    walk.approved(operator, supervisor, 1)
    pile = pile_of()
    assert pile.screen.empty.sentence.startswith("No list was paid out yet.")
    assert pile.screen.pages.currentWidget() is pile.screen.empty
    pile.screen.put_on_paper()
    assert pile.screen.paper is None
    answer = approving.open_pay_out(supervisor, FIRST)
    pile.screen.bench.runner.changed.emit(answer.changes)
    pile.settle()
    assert pile.screen.pages.currentWidget() is pile.screen.page


def test_what_is_paid_at_the_desk_meanwhile_is_awaited(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    answer = paying.pay(paid, hall.payments(paid)[3].id)
    pile.screen.bench.runner.changed.emit(answer.changes)
    pile.settle()
    assert pile.figures() == ("0", "4")


def test_the_sounds_can_be_turned_off(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    assert pile.screen.page.sound.text() == "Sounds on"
    pile.screen.page.sound.click()
    assert pile.screen.page.sound.text() == "Sounds off"
    assert not pile.screen.sounds.on
    assert pile.scanned(pile.code(1))[0] is Outcome.TAKEN


def test_scans_of_this_sitting_stand_in_a_list(paid: Desk, pile_of: PileOf) -> None:
    pile = pile_of()
    pile.scanned(pile.code(1))
    pile.scanned("x")
    tables = pile.screen.page.tables
    tables.tabs.setCurrentIndex(1)
    shown = [[str(tables.scans.index(at, column).data()) for column in (1, 2)] for at in range(2)]
    assert [row[0] for row in shown] == ["Look into it", "Taken"]
    assert shown[1][1].startswith(number(1))


def test_from_a_finding_its_village_is_in_view(paid: Desk, pile_of: PileOf) -> None:
    """The auditor's tests name a receipt that is missing; what else is missing there stands beside it."""
    drafting.create(paid, SECOND, DECREE)
    *_, last = signed.villages(paid, FIRST)
    pile = pile_of(Role.AUDITOR, signed.Pile(FIRST, last.code))
    tables = pile.screen.page.tables
    assert (pile.screen.key, tables.village) == (FIRST, last.code)
    assert len(pile.listed()) == last.missing.families < PAID
    pile.screen.enter(signed.Pile(FIRST))
    pile.settle()
    assert tables.village is None
    assert len(pile.listed()) == PAID
    pile.screen.enter(signed.Pile(FIRST, "36.01.99.9999"))
    pile.settle()
    assert len(pile.listed()) == PAID, "a village that is gone leaves what is in view"

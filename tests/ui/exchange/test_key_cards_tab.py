"""Trust in the window: keys made, a card saved and entered, compared by a second person, ended."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import key_cards, trusting
from desktop.services.exchange.trusting import Trust
from desktop.ui.exchange.confirming import ConfirmPage
from desktop.ui.exchange.key_cards import KeyCardsTab
from desktop.ui.exchange.pages import KEYS
from desktop.ui.exchange.screen import ExchangeScreen
from tests import offices
from tests.offices import Template
from tests.services.exchange.conftest import End, opened_at
from tests.ui.exchange.conftest import Open, settled, texts, verbs


@pytest.fixture
def stranger(province_template: Template, tmp_path: Path) -> Iterator[End]:
    """The province, with keys, unknown to the district."""
    with ExitStack() as stack:
        end = stack.enter_context(opened_at(province_template.copy(tmp_path / "province-alone")))
        key_cards.make(end.desk)
        yield end


def tab_of(screen: ExchangeScreen) -> KeyCardsTab:
    assert isinstance(screen.tab, KeyCardsTab)
    return screen.tab


def confirming(screen: ExchangeScreen) -> ConfirmPage:
    assert isinstance(screen.page, ConfirmPage)
    return screen.page


def test_keys_are_made_here_and_the_card_is_shown(operator: Desk, opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    screen = opened(operator, KEYS)
    tab = tab_of(screen)
    assert "This office has no keys yet" in texts(tab.own)
    assert not tab.own.save.isVisible()
    tab.own.make.click()
    settled(qtbot, screen)
    own = key_cards.own(operator)
    assert own is not None
    assert tab.own.fingerprint.text().split() == own.fingerprint.split("-")
    assert "Key 1, made" in texts(tab.own)
    assert "The keys are made" in tab.notice.sentence
    tab.own.save_to(tmp_path / "kartu.png")
    settled(qtbot, screen)
    assert "kartu.png" in tab.notice.sentence
    assert (tmp_path / "kartu.png").read_bytes().startswith(b"\x89PNG")


def test_the_auditor_makes_and_enters_nothing(auditor: Desk, opened: Open) -> None:
    screen = opened(auditor, KEYS)
    assert not tab_of(screen).own.make.isVisible()
    assert screen.head.buttons == []
    assert "No other office is known yet" in texts(tab_of(screen).empty)


def test_the_card_goes_on_paper(district: End, opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    screen = opened(district.desk, KEYS)
    tab = tab_of(screen)
    tab.own.print_out.click()
    settled(qtbot, screen)
    assert tab.sheet is screen.page
    assert tab.sheet is not None
    assert tab.sheet.paper is not None
    tab.sheet.save_to(tmp_path / "kartu.pdf")
    settled(qtbot, screen)
    assert (tmp_path / "kartu.pdf").read_bytes().startswith(b"%PDF")
    tab.sheet.leave()
    assert screen.page is None


def test_a_card_is_entered_by_one_and_compared_by_another(
    operator: Desk, supervisor: Desk, stranger: End, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    card = key_cards.own(stranger.desk)
    assert card is not None
    picture = key_cards.save(stranger.desk, tmp_path / "banten.png")

    screen = opened(operator, KEYS)
    tab = tab_of(screen)
    tab.enter_card()
    page = tab.entering
    assert page is screen.page
    assert page is not None
    page.read(picture)
    settled(qtbot, screen)
    assert "Province of Banten (36)" in texts(page)
    assert card.fingerprint not in texts(page), "the second person has it from paper"
    assert verbs(tab.offered) == ["Enter a card…"]
    page.head.buttons[-1].click()
    settled(qtbot, screen)
    assert screen.page is None
    assert "A second person compares its fingerprint" in tab.notice.sentence
    assert "Waits for a second person: Province of Banten" in tab.waiting.sentence
    assert not tab.panel.confirm.isVisible(), "who entered it does not confirm it"
    assert not tab.panel.fingerprint.isVisible()
    assert screen.tabs.bar.tabText(2) == "Office keys"

    second = opened(supervisor, KEYS)
    tab = tab_of(second)
    assert second.tabs.bar.tabText(2) == "Office keys (1)"
    assert "waits for you as the second person" in tab.waiting.sentence
    assert tab.waiting.remedy is not None
    tab.waiting.remedy.click()
    compare = confirming(second)
    compare_wrong(compare, card.fingerprint, qtbot, second)
    first, *others = card.fingerprint.split("-")
    compare.groups.fields[0].clear()
    QTest.keyClicks(compare.groups.fields[0], first.lower())
    for group in others:
        QTest.keyClicks(second.window().focusWidget() or compare.groups.fields[1], group)
    assert compare.groups.typed == card.fingerprint
    compare.head.buttons[-1].click()
    settled(qtbot, second)
    assert second.page is None
    assert "Province of Banten is trusted now" in tab.notice.sentence
    assert tab.waiting.isHidden()
    assert tab.panel.fingerprint.text().split() == card.fingerprint.split("-")
    assert trusting.cards(operator)[0].trust is Trust.CONFIRMED
    assert second.tabs.bar.tabText(2) == "Office keys"


def compare_wrong(page: ConfirmPage, fingerprint: str, qtbot: QtBot, screen: ExchangeScreen) -> None:
    """One letter is wrong: its group is named and marked, nothing is confirmed."""
    groups = fingerprint.split("-")
    other = "7" if groups[2][0] != "7" else "8"
    groups[2] = other + groups[2][1:]
    page.groups.put(0, "-".join(groups))
    assert page.groups.typed == "-".join(groups), "a pasted fingerprint is spread over the fields"
    page.compare()
    settled(qtbot, screen)
    assert screen.page is page
    assert page.notice.sentence.startswith("Group 3 differs.")
    assert [bool(field.property("problem")) for field in page.groups.fields] == [False, False, True, False, False]


def test_the_line_is_read_when_typing_rests_and_nonsense_is_refused(
    operator: Desk, stranger: End, opened: Open, qtbot: QtBot
) -> None:
    card = key_cards.own(stranger.desk)
    assert card is not None
    screen = opened(operator, KEYS)
    tab_of(screen).enter_card()
    page = tab_of(screen).entering
    assert page is not None
    page.line.setPlainText("this is surely no key card at all")
    qtbot.waitUntil(lambda: "This is no key card" in page.notice.sentence)
    assert not page.head.buttons[-1].isEnabled()
    page.line.setPlainText(card.text[:60] + "\n" + card.text[60:])
    qtbot.waitUntil(lambda: page.card is not None)
    assert page.head.buttons[-1].isEnabled()
    assert page.dirty
    assert not screen.may_leave()


def test_a_known_card_is_not_entered_twice(district: End, province: End, opened: Open, qtbot: QtBot) -> None:
    card = key_cards.own(province.desk)
    assert card is not None
    screen = opened(district.desk, KEYS)
    tab_of(screen).enter_card()
    page = tab_of(screen).entering
    assert page is not None
    page.read(card.text)
    settled(qtbot, screen)
    assert "in the list already" in page.notice.sentence
    assert not page.head.buttons[-1].isEnabled()


def test_a_card_is_ended_with_a_reason(district: End, province: End, opened: Open, qtbot: QtBot) -> None:
    assert not tab_of(opened(district.desk, KEYS)).panel.end.isVisible(), "the operator ends none"
    screen = opened(district.supervisor, KEYS)
    tab = tab_of(screen)
    tab.panel.end.click()
    page = tab.ending
    assert page is screen.page
    assert page is not None
    page.form.submit()
    assert "must be filled in" in page.form.blocks["reason"].problem
    page.form.fill({"reason": "Komputer provinsi dicuri", "last": 12})
    page.form.submit()
    settled(qtbot, screen)
    assert screen.page is None
    assert "Another person ends its card too" in tab.notice.sentence
    told = texts(tab.panel)
    assert "Komputer provinsi dicuri" in told
    assert "up to number 12" in told
    assert "another person ends it too" in told
    assert trusting.cards(district.desk)[0].trust is Trust.ENDING


def test_the_administrator_may_be_the_second_person(operator: Desk, stranger: End, opened: Open) -> None:
    card = key_cards.own(stranger.desk)
    assert card is not None
    trusting.propose(operator, card.text)
    administrator = offices.same_office_as(operator, Role.ADMINISTRATOR)
    assert tab_of(opened(administrator, KEYS)).panel.confirm.isVisible()

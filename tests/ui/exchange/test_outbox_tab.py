"""Sending in the window: what it will hold, making, copying and reading back, parts, what waits too long."""

from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import packing, post, registers
from desktop.services.exchange.registers import SentState
from desktop.ui.exchange.making import MakePage
from desktop.ui.exchange.outbox import OutboxTab
from desktop.ui.exchange.screen import ExchangeScreen
from tests import families, offices
from tests.services.exchange.conftest import End
from tests.services.money import walk
from tests.ui.exchange.conftest import Open, settled, texts


def tab_of(screen: ExchangeScreen) -> OutboxTab:
    assert isinstance(screen.tab, OutboxTab)
    return screen.tab


def making(screen: ExchangeScreen) -> MakePage:
    assert isinstance(screen.page, MakePage)
    return screen.page


def test_an_empty_office_says_what_belongs_here_and_what_is_to_be_done_first(
    operator: Desk, opened: Open, qtbot: QtBot
) -> None:
    screen = opened(operator)
    tab = tab_of(screen)
    assert "No package was made yet" in tab.empty.sentence
    assert tab.empty.step is not None
    tab.empty.step.click()
    settled(qtbot, screen)
    page = making(screen)
    assert "No office is trusted yet" in page.notice.sentence
    assert not page.head.buttons[-1].isEnabled()
    page.leave()
    assert screen.page is None


def test_a_package_is_made_after_its_totals_were_seen_and_copied_to_a_stick(
    district: End, opened: Open, qtbot: QtBot, stick: Path
) -> None:
    walk.opened(district.desk, district.supervisor, 3)
    screen = opened(district.desk)
    screen.head.buttons[-1].click()
    settled(qtbot, screen)
    page = making(screen)
    assert page.office.currentText() == "Province of Banten (36)"
    told = {name: value for name, value, _ in page.totals.said}
    assert (told["Families"], told["Payments"], told["Money of these payments"]) == ("3", "3", "Rp3.000.000")
    assert "everything goes" in page.told.text()
    page.period.setText("2019/1")
    page.head.buttons[-1].click()
    settled(qtbot, screen)
    assert screen.page is None
    tab = tab_of(screen)
    assert "Package 1 for Province of Banten is made" in tab.notice.sentence
    assert tab.panel.chip.value.text == "Not copied yet"
    assert "lies only on this PC" in tab.panel.advice.sentence
    (row,) = registers.sent(district.desk)
    tab.copying.copy(row, stick)
    settled(qtbot, screen)
    assert "was read back. The stick may be pulled out." in tab.notice.sentence
    assert tab.panel.chip.value.text == "Copied"
    assert [path.name for path in stick.iterdir()] == [row.name]
    assert "Period: 2019/1" in texts(tab.panel)


def test_parts_for_mail_are_told_by_number(
    district: End, opened: Open, qtbot: QtBot, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packing.make(district.desk, "36")
    monkeypatch.setattr(post, "MAIL_PART", 1_000)
    screen = opened(district.desk)
    tab = tab_of(screen)
    (row,) = registers.sent(district.desk)
    tab.copying.copy(row, stick, parts=True)
    settled(qtbot, screen)
    count = len(list(stick.iterdir()))
    assert count > 1
    assert f"lies in {count} parts" in tab.notice.sentence


def test_a_stick_that_was_pulled_out_is_said_plainly_and_the_package_stays(
    district: End, opened: Open, qtbot: QtBot, stick: Path
) -> None:
    packing.make(district.desk, "36")
    screen = opened(district.desk)
    tab = tab_of(screen)
    stick.rmdir()
    (row,) = registers.sent(district.desk)
    tab.copying.copy(row, stick)
    settled(qtbot, screen)
    assert tab.notice.sentence.startswith("The stick was pulled out")
    assert tab.notice.remedy is not None
    assert tab.notice.remedy.text() == "Copy again…"
    assert registers.sent(district.desk)[0].state is SentState.MADE


def test_an_answer_that_does_not_come_is_asked_for(district: End, opened: Open) -> None:
    packing.make(district.desk, "36")
    now = district.desk.now() + timedelta(days=20)
    district.desk.office.clock = lambda: now
    packing.make(district.desk, "36")
    screen = opened(district.desk)
    tab = tab_of(screen)
    assert "No answer for more than 14 days: Province of Banten" in tab.nag.sentence
    assert screen.tabs.bar.tabText(0) == "Send (1)"
    tab.view.selectRow(1)
    assert "A later package holds all of this" in tab.panel.advice.sentence
    assert tab.model.index(1, 5).data() == "20 days"


def test_what_the_receiver_has_is_told_and_the_next_package_is_small(
    district: End, province: End, opened: Open, qtbot: QtBot
) -> None:
    families.add(district.desk, 2)
    province.take(district.send(province))
    district.take(province.send(district))
    screen = opened(district.desk)
    tab = tab_of(screen)
    assert tab.panel.chip.value.text == "Received"
    assert "Answered by the receiver" in texts(tab.panel)
    assert tab.nag.isHidden()
    tab.make()
    settled(qtbot, screen)
    page = making(screen)
    assert "It has everything up to" in page.told.text()
    assert {name: value for name, value, _ in page.totals.said}["Families"] == "0"


def test_a_refusal_while_making_is_said_on_the_page(district: End, opened: Open, qtbot: QtBot) -> None:
    """The card is ended by the supervisor while the page is open."""
    from desktop.services.exchange import trusting  # noqa: PLC0415 - here alone

    screen = opened(district.desk)
    tab_of(screen).make()
    settled(qtbot, screen)
    page = making(screen)
    trusting.end(district.supervisor, trusting.cards(district.desk)[0].id, "hilang")
    page.make()
    settled(qtbot, screen)
    assert "has no card here that two people confirmed" in page.notice.sentence
    assert page.head.buttons[-1].isEnabled()
    assert registers.sent(district.desk) == []


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_others_see_what_was_sent_and_send_nothing(district: End, opened: Open, role: Role) -> None:
    packing.make(district.desk, "36")
    screen = opened(offices.same_office_as(district.desk, role))
    tab = tab_of(screen)
    assert screen.head.buttons == []
    assert "Package 1 for Province of Banten" in texts(tab.panel)
    assert not tab.panel.stick.isVisible()
    assert not tab.panel.mail.isVisible()


def test_the_hand_over_is_put_on_paper_with_its_number_and_a_copy_the_second_time(
    district: End, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    packing.make(district.desk, "36")
    screen = opened(district.desk)
    tab = tab_of(screen)
    texts_of = []
    for name in ("first.pdf", "second.pdf"):
        tab.panel.record.click()
        assert tab.question is not None
        tab.question.do_it.click()
        settled(qtbot, screen)
        page = tab.record
        assert page is screen.page
        assert page is not None
        page.save_to(tmp_path / name)
        settled(qtbot, screen)
        texts_of.append(PdfReader(tmp_path / name).pages[0].extract_text())
        page.leave()
    assert ["SALINAN" in text for text in texts_of] == [False, True]
    assert not tab_of(opened(district.supervisor)).panel.record.isVisible()

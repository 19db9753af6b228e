"""Receiving in the window: files brought in, looked into, taken in or refused with a reason, history."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services.exchange import packing, post
from desktop.ui.exchange.inbox import InboxTab
from desktop.ui.exchange.pages import INBOX
from desktop.ui.exchange.screen import ExchangeScreen
from tests import families, offices
from tests.services.exchange.conftest import End
from tests.ui.exchange.conftest import Open, settled, texts, verbs


def tab_of(screen: ExchangeScreen) -> InboxTab:
    assert isinstance(screen.tab, InboxTab)
    return screen.tab


def drop(tab: InboxTab, *files: Path) -> None:
    """Drop files on the tab as the desktop does."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPointF(9, 9).toPoint(), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(tab, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(tab, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, mime, buttons, keys))


def cells(tab: InboxTab, row: int = 0) -> list[str]:
    return [str(tab.model.index(row, column).data() or "") for column in (0, 1, 2, 4)]


def test_a_dropped_package_is_shown_before_it_is_taken_in(
    district: End, province: End, opened: Open, qtbot: QtBot
) -> None:
    families.add(district.desk, 2)
    package = district.send(province, "2019/1")
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    assert "No package came yet" in tab.empty.sentence
    drop(tab, package)
    settled(qtbot, screen)
    assert "1 package lies in the inbox" in tab.notice.sentence
    assert cells(tab) == ["Kabupaten Pandeglang", "1", "2019/1", "Waits"]
    assert screen.tabs.bar.tabText(1) == "Receive (1)"
    assert ("Families", "2", "2 new") in tab.panel.totals.said
    assert "Signature and content are right" in texts(tab.panel)
    assert verbs(tab.offered) == ["Choose files…", "Take in 1 package"]
    tab.panel.take.click()
    settled(qtbot, screen)
    assert "Package 1 of Kabupaten Pandeglang is taken in" in tab.notice.sentence
    assert cells(tab)[3] == "Taken in"
    assert ("Families", "2", "2 new") in tab.panel.totals.said
    assert screen.tabs.bar.tabText(1) == "Receive"
    assert verbs(tab.offered) == ["Choose files…"]


def test_several_in_any_order_are_taken_in_at_once(district: End, province: End, opened: Open, qtbot: QtBot) -> None:
    families.add(district.desk, 1)
    first = district.send(province)
    families.add(district.desk, 1, start=1)
    second = district.send(province)
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    tab.fetching.fetch([second, first])
    settled(qtbot, screen)
    assert verbs(tab.offered)[-1] == "Take in 2 packages"
    tab.take_all()
    settled(qtbot, screen)
    assert [cells(tab, row)[3] for row in (0, 1)] == ["Taken in", "Taken in"]
    drop(tab, first)
    settled(qtbot, screen)
    assert [cells(tab, row)[3] for row in (0, 1)] == ["Taken in", "Taken in"], "it is here already"


def test_one_that_was_taken_in_under_another_number_changes_nothing(
    district: End, province: End, opened: Open, qtbot: QtBot
) -> None:
    families.add(district.desk, 1)
    old, new = district.send(province), district.send(province)
    province.take(new)
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    tab.fetching.fetch([old])
    settled(qtbot, screen)
    tab.view.selectRow(0)
    settled(qtbot, screen)
    assert "was taken in before" in tab.panel.advice.sentence
    assert not tab.panel.take.isVisible()


def test_a_gap_is_said_and_nothing_is_taken_in(district: End, province: End, opened: Open, qtbot: QtBot) -> None:
    """The province lost its file of the first; the district believes it was received."""
    families.add(district.desk, 1)
    district.send(province)
    from desktop.models import SentPackage  # noqa: PLC0415 - to play a lost one

    with district.desk.write("test.heard") as unit:
        for row in unit.session.query(SentPackage):
            row.state = "received"
    families.add(district.desk, 1, start=1)
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    tab.fetching.fetch([district.send(province)])
    settled(qtbot, screen)
    assert "Something before this package is missing" in tab.panel.advice.sentence
    assert not tab.panel.take.isVisible()
    tab.take_all()
    settled(qtbot, screen)
    assert "waits: something before it is missing" in tab.notice.sentence
    assert cells(tab)[3] == "Waits"


def test_a_damaged_package_is_refused_with_its_reason_and_stays_so(
    district: End, province: End, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    spoiled = tmp_path / "surat.ejsika"
    spoiled.write_bytes(district.send(province).read_bytes()[:-9])
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    tab.fetching.fetch([spoiled])
    settled(qtbot, screen)
    assert cells(tab)[0::3] == ["Sealed", "Refused"]
    assert "damaged on the way" in tab.panel.advice.sentence
    assert tab.panel.again.isVisible()
    assert verbs(tab.offered) == ["Choose files…"]
    auditor = opened(offices.same_office_as(province.desk, Role.AUDITOR), INBOX)
    told = tab_of(auditor).panel.advice.sentence
    assert "damaged on the way" in told
    assert "Seen by Si Operator" in told
    assert not tab_of(auditor).panel.again.isVisible()


def test_parts_wait_for_the_missing_ones_from_another_mail(
    district: End, province: End, opened: Open, qtbot: QtBot, stick: Path
) -> None:
    families.add(district.desk, 4)
    made = packing.make(district.desk, "36").value
    parts = post.copy_out(district.desk, made.id, stick, part_size=made.bytes // 3 + 1).value
    screen = opened(province.desk, INBOX)
    tab = tab_of(screen)
    tab.fetching.fetch([parts[2], parts[0]])
    settled(qtbot, screen)
    assert "Of a package in 3 parts these are missing: 2." in tab.notice.sentence
    assert tab.notice.remedy is not None
    assert tab.model.rowCount() == 0
    tab.fetching.fetch([parts[1]])
    settled(qtbot, screen)
    assert cells(tab)[0] == "Kabupaten Pandeglang"
    assert tab.fetching.parts == []


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.SUPERVISOR, "The operator takes it in."), (Role.AUDITOR, "The operator or the supervisor looks into it.")],
)
def test_others_take_nothing_in(
    district: End, province: End, opened: Open, qtbot: QtBot, role: Role, sees: str
) -> None:
    post.fetch(province.desk, [district.send(province)])
    screen = opened(offices.same_office_as(province.desk, role), INBOX)
    settled(qtbot, screen)
    tab = tab_of(screen)
    assert screen.head.buttons == []
    assert tab.panel.advice.sentence == sees
    assert not tab.panel.take.isVisible()
    assert not tab.acceptDrops()

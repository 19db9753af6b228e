"""A table of results in the window: seen before it is kept, taken whole by the keyboard, refused by row and name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import overview, payments
from desktop.services.money.rows import PaymentFilters, PaymentRow
from desktop.ui.payout.result_page import ResultPage
from desktop.ui.payout.screen import show_result
from tests.ui.payout.conftest import KEY, Place

Make = Callable[[Desk], Place]
ONE = 1_000_000


@pytest.fixture
def office(approved: Desk, supervisor: Desk) -> Desk:
    """Twelve families, the pay-out open."""
    approving.open_pay_out(supervisor, KEY)
    return approved


def page_of(place: Place) -> ResultPage:
    show_result(place.screen, KEY)
    page = place.screen.pages.currentWidget()
    assert isinstance(page, ResultPage)
    return page


def rows(desk: Desk) -> list[PaymentRow]:
    return list(payments.payments(desk, KEY).rows)


def table(folder: Path, *lines: str) -> Path:
    path = folder / "hasil.csv"
    path.write_text("\n".join(["kartu;hasil;alasan;tanggal;no_sts", *lines]) + "\n", encoding="utf-8")
    return path


def read(place: Place, page: ResultPage, path: Path) -> None:
    page.read(path)
    place.settle()


def cell(page: ResultPage, row: int, column: int) -> str:
    return str(page.model.index(row, column).data() or "")


def paid(desk: Desk) -> int:
    return payments.count(desk, KEY, PaymentFilters(state=PaymentState.PAID))


def test_offered_where_money_is_settled_and_to_the_operator_only(
    place_of: Make, office: Desk, supervisor: Desk
) -> None:
    place = place_of(office)
    place.open()
    assert place.screen.tranche.part.tab_row.result.isVisible()
    boss = place_of(supervisor)
    boss.open()
    assert not boss.screen.tranche.part.tab_row.result.isVisible()


def test_not_offered_before_the_pay_out(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.open()
    assert not place.screen.tranche.part.tab_row.result.isVisible()


def test_ctrl_o_on_the_tranche_leads_there(place_of: Make, office: Desk) -> None:
    place = place_of(office)
    place.open()
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(place.screen, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    place.qtbot.waitUntil(lambda: isinstance(place.screen.pages.currentWidget(), ResultPage))


def test_seen_first_and_then_taken_by_the_keyboard(place_of: Make, office: Desk, tmp_path: Path) -> None:
    place = place_of(office)
    page = page_of(place)
    assert "one row for each family" in page.empty.sentence
    one, two, three, *_ = rows(office)
    path = table(
        tmp_path, f"{one.card_number};dibayar", f"{two.card_number};kembali;;;STS-7", f"{three.card_number};tidak"
    )
    read(place, page, path)
    assert page.figures.verdict == "Balanced"
    assert page.foreseen is not None
    assert page.foreseen.after.paid == Figure(1, ONE)
    assert place.actions() == ["Back to the tranche", "Choose a table…", "Take 2 results"]
    assert paid(office) == 0
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    place.qtbot.waitUntil(lambda: place.screen.pages.currentWidget() is place.screen.tranche)
    place.settle()
    balance = overview.status(office, KEY).balance
    assert (balance.paid, balance.unpaid, balance.returned) == (Figure(1, ONE), Figure(10, 10 * ONE), Figure(1, ONE))
    assert place.screen.pages.currentWidget() is place.screen.tranche
    said = place.screen.tranche.part.notice.sentence
    assert said.startswith("Taken from the table: 2 results, 1 stood already. Received 1 (Rp1.000.000)")


def test_a_row_in_doubt_is_shown_with_number_name_and_card_and_nothing_is_taken(
    place_of: Make, office: Desk, tmp_path: Path
) -> None:
    place = place_of(office)
    page = page_of(place)
    one, two, *_ = rows(office)
    path = table(tmp_path, f"{one.card_number};dibayar", f"{two.card_number};dibayar;;1999-01-01")
    read(place, page, path)
    assert [cell(page, 0, column) for column in (0, 2, 3)] == ["3", two.caretaker_name, two.card_number]
    assert "1 Januari 1999" in cell(page, 0, 4)
    assert page.whole.text() == cell(page, 0, 4)
    assert page.notice.sentence.startswith("1 row is in doubt, so none is taken.")
    assert not page.head.buttons[-1].isEnabled()
    page.take()
    place.settle()
    assert paid(office) == 0


def test_put_right_in_the_file_it_is_read_again_by_f5(place_of: Make, office: Desk, tmp_path: Path) -> None:
    place = place_of(office)
    page = page_of(place)
    one = rows(office)[0]
    read(place, page, table(tmp_path, f"{one.card_number};entah"))
    assert page.model.rowCount() == 1
    table(tmp_path, f"{one.card_number};dibayar")
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_F5)
    place.qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    place.settle()
    assert page.foreseen is not None
    assert page.foreseen.takeable
    page.take()
    place.settle()
    assert paid(office) == 1


def test_what_stood_and_changes_is_shown_as_it_was_and_would_be(place_of: Make, office: Desk, tmp_path: Path) -> None:
    place = place_of(office)
    one = rows(office)[0]
    page = page_of(place)
    read(place, page, table(tmp_path, f"{one.card_number};dibayar"))
    page.take()
    place.settle()
    page = page_of(place)
    read(place, page, table(tmp_path, f"{one.card_number};dibayar;datang sore"))
    assert page.notice.sentence == "Look at the rows below: they change what was entered before."
    assert cell(page, 0, 4).endswith(", datang sore")
    assert cell(page, 0, 4).startswith("Received, ")


def test_the_same_table_again_has_nothing_to_take(place_of: Make, office: Desk, tmp_path: Path) -> None:
    place = place_of(office)
    path = table(tmp_path, *[f"{row.card_number};dibayar" for row in rows(office)])
    page = page_of(place)
    read(place, page, path)
    page.take()
    place.settle()
    assert paid(office) == 12
    page = page_of(place)
    read(place, page, path)
    assert page.notice.sentence == "All of this stands already; there is nothing to take."
    assert not page.head.buttons[-1].isEnabled()


@pytest.mark.parametrize(
    ("text", "part"), [("nama;umur\nSiti;40\n", "no table with a column"), ("kartu;hasil\n", "no row with a result")]
)
def test_a_file_that_is_none_is_said_and_another_is_asked_for(
    place_of: Make, office: Desk, tmp_path: Path, text: str, part: str
) -> None:
    path = tmp_path / "kosong.csv"
    path.write_text(text, encoding="utf-8")
    place = place_of(office)
    page = page_of(place)
    read(place, page, path)
    assert part in page.notice.sentence
    assert page.head.buttons[1].isEnabled()


def test_escape_leaves_and_forgets_the_file(place_of: Make, office: Desk, tmp_path: Path) -> None:
    place = place_of(office)
    page = page_of(place)
    read(place, page, table(tmp_path, f"{rows(office)[0].card_number};dibayar"))
    place.screen.activateWindow()
    place.qtbot.waitUntil(place.screen.isActiveWindow)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.tranche
    assert paid(office) == 0

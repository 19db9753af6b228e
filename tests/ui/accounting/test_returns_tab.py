"""Returns to the treasury in the window: proposed by one person, confirmed or declined by another, undone, proved."""

from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from desktop.rules.money import Figure
from desktop.rules.terms import PaymentState, Role
from desktop.services import drafts
from desktop.services.accounting import returns, undoing
from desktop.services.accounting.return_rows import ReturnRow
from desktop.services.accounting.returns import NewReturn
from desktop.services.desk import Desk
from desktop.services.money import payments
from desktop.services.money.rows import PaymentFilters
from desktop.services.payers import files
from desktop.services.reports.kinds import READERS
from desktop.ui.accounting.marking import SOME
from desktop.ui.accounting.return_form import DRAFT, ReturnForm
from desktop.ui.accounting.return_panel import ReturnPanel
from desktop.ui.accounting.returns import ReturnsTab
from desktop.ui.accounting.screen import AccountingScreen
from tests.services.accounting.test_reconciling import mixed
from tests.services.money import walk
from tests.services.money.walk import FIRST, SECOND, faults
from tests.ui.accounting.conftest import Open, cells, settled

STS = "STS-0117/DINSOS/2019"


def tab(screen: AccountingScreen) -> ReturnsTab:
    return cast("ReturnsTab", screen.tab)


def form(qtbot: QtBot, screen: AccountingScreen) -> ReturnForm:
    """The page to return money, as it stands when somebody asks for it."""
    screen.head.buttons[-1].click()
    settled(qtbot, screen)
    assert screen.returning is not None
    return screen.returning


def answer(screen: AccountingScreen, reason: str = "") -> None:
    question = tab(screen).acts.question
    assert question is not None
    if question.reason is not None:
        assert question.do_it.isEnabled() is bool(question.reason.text()), "what is asked for is asked for"
        question.reason.setText(reason)
    question.do_it.click()


def kept(desk: Desk) -> tuple[ReturnRow, ...]:
    return returns.listing(desk, FIRST)


def test_an_office_without_returns_offers_the_first_to_the_operator(opened: Open) -> None:
    screen = opened(argument="returns")
    assert "No money went back to the treasury yet" in tab(screen).empty.sentence
    assert tab(screen).empty.step is not None
    assert tab(screen).paper.isHidden(), "there is nothing to put on paper"
    assert [one.text() for one in screen.head.buttons] == ["Return money…"]


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.AUDITOR, Role.ADMINISTRATOR])
def test_nobody_else_is_offered_to_return_money(opened: Open, role: Role) -> None:
    screen = opened(role, "returns")
    assert screen.head.buttons == []
    assert tab(screen).empty.step is None


def test_all_that_is_unpaid_goes_back_under_one_number(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    assert page.form.values()["list"] == FIRST
    assert page.marking.foot.text() == "Goes back: 3 families, Rp3.000.000"
    page.save.click()
    assert page.form.blocks["number"].problem == "Number of the STS must be filled in."
    page.form.fill({"number": STS, "reason": "tidak hadir"})
    page.save.click()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert tab(screen).notice.sentence == (
        f"STS {STS}: 3 families, Rp3.000.000 go back. A second person confirms it now."
    )
    assert cells(tab(screen).model, "State") == ["Waits"]
    (row,) = kept(operator)
    assert (row.sts_number, row.figure) == (STS, Figure(3, 3_000_000))
    assert not page.dirty
    assert faults(operator) == []


def test_only_marked_families_go_back(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 4)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.marking.which.choose(SOME)
    page.marking.which.chosen.emit(SOME)
    qtbot.waitUntil(lambda: page.marking.model.rowCount() == 4)
    page.form.fill({"number": STS})
    page.save.click()
    assert "Mark at least one family" in page.notice.sentence
    for row in (0, 2):
        page.marking.view.selectRow(row)
        QTest.keyClick(page.marking.view, Qt.Key.Key_Space)
    page.marking.view.selectRow(1)
    QTest.keyClick(page.marking.view, Qt.Key.Key_Return)
    QTest.keyClick(page.marking.view, Qt.Key.Key_Space)
    assert cells(page.marking.model, "Back") == ["✓", "", "✓", ""]
    assert page.marking.foot.text().startswith("Goes back: 2 families, Rp2.000.000")
    page.save.click()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert [row.figure.families for row in kept(operator)] == [2]


def test_what_is_refused_stands_at_its_field(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    mixed(operator, supervisor)
    (row,) = kept(operator)
    assert row.id is not None
    returns.confirm(supervisor, row.id)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": row.sts_number})
    page.save.click()
    qtbot.waitUntil(lambda: "confirmed by a second person already" in page.form.blocks["number"].problem)
    page.form.fill({"number": STS, "on": operator.today().replace(year=2001)})
    page.save.click()
    qtbot.waitUntil(lambda: bool(page.form.blocks["on"].problem))
    settled(qtbot, screen)
    assert page.save.isEnabled()
    assert len(kept(operator)) == 1


def test_a_proof_is_kept_and_seen_as_paper(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    walk.opened(operator, supervisor, 2)
    photo, wrong = tmp_path / "bukti setor.png", tmp_path / "catatan.txt"
    Image.effect_noise((300, 400), 40).save(photo)
    wrong.write_text("bukan foto")
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": STS})
    page.proof.take(wrong)
    page.save.click()
    qtbot.waitUntil(lambda: "catatan.txt is neither a PDF nor a photograph" in page.notice.sentence)
    page.proof.out.click()
    assert page.proof.path is None
    page.proof.take(photo)
    assert page.proof.name.text() == "bukti setor.png"
    page.save.click()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    panel = tab(screen).panel
    assert "Proof: bukti setor.png" in panel.facts.text()
    panel.look.click()
    qtbot.waitUntil(lambda: screen.proof is not None and screen.proof.paper is not None)
    settled(qtbot, screen)
    assert screen.proof is not None
    assert screen.proof.in_view().context == "bukti setor.png"
    screen.proof.leave()
    assert screen.pages.currentIndex() == 0


def test_another_person_confirms_what_he_saw(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    mixed(operator, supervisor)
    screen = opened(supervisor, "returns")
    panel = tab(screen).panel
    assert panel.offered == ["Confirm…", "Decline…"]
    qtbot.waitUntil(lambda: panel.families.model.rowCount() == 1)
    panel.confirm.click()
    answer(screen)
    qtbot.waitUntil(lambda: cells(tab(screen).model, "State") == ["Confirmed"])
    settled(qtbot, screen)
    assert panel.offered == []
    assert "Confirmed by Si Supervisor" in panel.facts.text()
    assert tab(screen).notice.sentence == "STS STS-1 is confirmed."


def test_another_person_declines_and_who_made_it_reads_why(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    mixed(operator, supervisor)
    screen = opened(supervisor, "returns")
    tab(screen).panel.decline.click()
    answer(screen, "tidak ada di rekening kas")
    qtbot.waitUntil(lambda: cells(tab(screen).model, "State") == ["Declined"])
    settled(qtbot, screen)
    other = opened(operator, "returns")
    panel = tab(other).panel
    assert "Declined by Si Supervisor" in panel.facts.text()
    assert "tidak ada di rekening kas" in panel.facts.text()
    assert panel.offered == []
    qtbot.waitUntil(lambda: panel.families.empty.sentence == "Its families are unpaid again.")


def test_who_made_it_takes_it_back_and_proves_it_and_does_not_confirm_it(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    mixed(operator, supervisor)
    screen = opened(argument="returns")
    panel = tab(screen).panel
    assert panel.offered == ["Take back…", "Account…", "Add proof…"]
    assert panel.turn.sentence == "You made this return, so another person confirms it."
    proof = tmp_path / "bukti.pdf"
    proof.write_bytes(b"%PDF-1.7")
    assert panel.row is not None
    tab(screen).acts.add_proof(panel.row, proof)
    qtbot.waitUntil(lambda: "See the proof" in panel.offered)
    panel.take_back.click()
    answer(screen, "salah nomor")
    qtbot.waitUntil(lambda: cells(tab(screen).model, "State") == ["Taken back"])
    settled(qtbot, screen)
    assert "Taken back by Si Operator" in panel.facts.text()


def test_the_account_is_asked_for_and_offered_the_next_time(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.marking.which.choose(SOME)
    page.marking.which.chosen.emit(SOME)
    qtbot.waitUntil(lambda: page.marking.model.rowCount() == 2)
    page.marking.turn(page.marking.model.rows[0])
    page.form.fill({"number": STS, "account": "RKUD 0012"})
    page.save.click()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert "Account of the treasury: RKUD 0012" in tab(screen).panel.facts.text()
    page = form(qtbot, screen)
    assert page.form.values()["account"] == "RKUD 0012"
    assert not page.dirty, "what the program offers is not typed"


@pytest.mark.parametrize("role", Role)
def test_the_returns_of_a_list_are_seen_on_paper(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, role: Role
) -> None:
    mixed(operator, supervisor)
    screen = opened(role, "returns")
    assert tab(screen).paper.isHidden() is (role not in READERS)
    if role in READERS:
        tab(screen).paper.click()
        qtbot.waitUntil(lambda: screen.paper is not None and screen.paper.paper is not None)
        assert screen.paper is not None
        assert screen.paper.in_view().title == "What went back to the treasury"
    settled(qtbot, screen)


def _shown(panel: ReturnPanel, account: str) -> bool:
    return account in panel.facts.text()


def test_an_account_is_named_afterwards(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    mixed(operator, supervisor)
    screen = opened(argument="returns")
    panel = tab(screen).panel
    assert "Account of the treasury not named yet" in panel.facts.text()
    for account in ("RKUD 1", "RKUD 2"):
        panel.account.click()
        answer(screen, account)
        qtbot.waitUntil(partial(_shown, panel, account))
        settled(qtbot, screen)
    panel.account.click()
    question = tab(screen).acts.question
    assert question is not None
    assert question.reason is not None
    assert question.reason.text() == "RKUD 2", "what is known stands there already"
    question.leave.click()
    assert [row.account for row in kept(operator)] == ["RKUD 2"]


def test_a_return_made_again_tells_that_it_was_declined(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    mixed(operator, supervisor)
    (row,) = kept(operator)
    assert row.id is not None
    undoing.decline(supervisor, row.id, "tidak ada di kas")
    returns.make(operator, FIRST, NewReturn(row.sts_number, operator.today()))
    screen = opened(supervisor, "returns")
    assert "Declined once by Si Supervisor" in tab(screen).panel.facts.text()
    undoing.decline(supervisor, row.id, "masih tidak ada")
    undone = returns.make(operator, FIRST, NewReturn(row.sts_number, operator.today())).value
    undoing.take_back(operator, row.id, "salah nomor")
    assert undone.before is not None
    returns.make(operator, FIRST, NewReturn(row.sts_number, operator.today()))
    tab(screen).load()
    qtbot.waitUntil(lambda: "Taken back once by Si Operator" in tab(screen).panel.facts.text())
    settled(qtbot, screen)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_looks_is_told_whose_turn_it_is(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, role: Role
) -> None:
    mixed(operator, supervisor)
    screen = opened(role, "returns")
    assert tab(screen).panel.offered == []
    assert tab(screen).panel.turn.sentence == "A supervisor confirms or declines it."
    settled(qtbot, screen)


def test_what_an_older_program_returned_is_entered_first(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    with operator.write("test.older") as unit:
        statement = "UPDATE payment SET state = 'returned', sts_number = :number, settled_on = '2019-06-01'"
        unit.connection.execute(text(statement), {"number": STS})
    looking = opened(supervisor, "returns")
    assert "The operator enters it first" in tab(looking).panel.turn.sentence
    settled(qtbot, looking)
    screen = opened(argument="returns")
    assert cells(tab(screen).model, "State") == ["Not entered yet"]
    tab(screen).panel.enter.click()
    qtbot.waitUntil(lambda: cells(tab(screen).model, "State") == ["Waits"])
    settled(qtbot, screen)


def test_a_refusal_is_said_and_changes_nothing(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    mixed(operator, supervisor)
    screen = opened(supervisor, "returns")
    tab(screen).panel.confirm.click()
    (row,) = kept(operator)
    assert row.id is not None
    returns.confirm(supervisor, row.id)
    answer(screen)
    qtbot.waitUntil(lambda: "confirmed by a second person already" in tab(screen).notice.sentence)
    settled(qtbot, screen)


def test_what_is_typed_outlives_the_lock(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": STS, "reason": "pindah", "account": "RKUD 7"})
    page.marking.which.choose(SOME)
    page.marking.which.chosen.emit(SOME)
    qtbot.waitUntil(lambda: page.marking.model.rowCount() == 3)
    page.marking.turn(page.marking.model.rows[1])
    screen.keep_draft()
    assert drafts.take(operator, DRAFT) is not None
    settled(qtbot, screen)
    again = form(qtbot, opened(argument="returns"))
    qtbot.waitUntil(lambda: again.form.values()["number"] == STS)
    assert (again.form.values()["reason"], again.form.values()["account"]) == ("pindah", "RKUD 7")
    assert again.marking.figure == Figure(1, 1_000_000)
    assert "here again" in again.notice.sentence
    again.clear()
    qtbot.waitUntil(lambda: drafts.take(operator, DRAFT) is None)


def test_a_draft_of_another_program_opens_an_empty_page(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 1)
    for kept_ in ("not json", "[1]", '{"list": "x", "marked": "y", "which": "some", "on": "z"}'):
        drafts.keep(operator, DRAFT, kept_)
        page = form(qtbot, opened(argument="returns"))
        assert page.form.values()["number"] == ""


def test_leaving_with_something_typed_asks_first(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": STS})
    page.leave()
    assert screen.pages.currentWidget() is page
    page._throw_away("")
    assert screen.pages.currentIndex() == 0
    settled(qtbot, screen)
    assert not page.dirty


def test_the_list_one_looked_at_is_the_list_whose_money_goes_back(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 2)
    walk.opened(operator, supervisor, 1, SECOND)
    screen = opened(argument="ageing")
    screen.tab.view.choose(SECOND)  # type: ignore[attr-defined]
    page = form(qtbot, screen)
    assert page.form.values()["list"] == SECOND
    assert page.marking.figure.families == 3


def test_an_office_with_nothing_unpaid_says_so_on_the_page(opened: Open, qtbot: QtBot) -> None:
    page = form(qtbot, opened(argument="returns"))
    assert page.notice.sentence == "No list has unpaid money that could go back."


def test_money_at_a_bank_does_not_go_back_and_says_whose_it_is(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    walk.opened(operator, supervisor, 1)
    files.make(operator, FIRST, "BJB", tmp_path / "bjb.csv")
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": STS})
    page.save.click()
    qtbot.waitUntil(lambda: "BJB" in page.notice.sentence)
    settled(qtbot, screen)
    assert kept(operator) == ()


def test_what_was_just_returned_is_the_one_shown(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    mixed(operator, supervisor)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": "STS-9"})
    page.save.click()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    qtbot.waitUntil(lambda: tab(screen).model.rowCount() == 2)
    settled(qtbot, screen)
    assert tab(screen).panel.number.text() == "STS-9"


def test_coming_with_a_wish_leaves_a_half_typed_page_as_it_is(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    walk.opened(operator, supervisor, 1)
    screen = opened(argument="returns")
    page = form(qtbot, screen)
    page.form.fill({"number": STS})
    screen.enter("budget")
    settled(qtbot, screen)
    assert screen.pages.currentIndex() == 0
    screen.enter("returns")
    assert form(qtbot, screen).form.values()["number"] == STS


def test_a_return_of_each_list_stands_with_the_waiting_first(operator: Desk, supervisor: Desk, opened: Open) -> None:
    mixed(operator, supervisor)
    (row,) = kept(operator)
    assert row.id is not None
    returns.confirm(supervisor, row.id)
    unpaid = payments.payments(operator, FIRST, PaymentFilters(state=PaymentState.UNPAID)).rows
    returns.make(operator, FIRST, NewReturn("STS-2", operator.today(), (unpaid[0].id,)))
    screen = opened(argument="returns")
    assert cells(tab(screen).model, "STS") == ["STS-2", "STS-1"]
    assert tab(screen).foot.text() == "2 returns   ·   Waiting for a second person: 1 family, Rp1.000.000"

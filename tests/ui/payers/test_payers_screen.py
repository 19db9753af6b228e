"""The room "Bank and post": figures of payers, a file made, an answer taken, who was not reached, cards handed over."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import delete

from desktop.models import PaymentRoute
from desktop.rules.terms import Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.payers import answers, custody, files
from desktop.services.payers.custody import HandOver, Holder, Thing
from desktop.services.payers.standing import UnreachedRow
from desktop.ui.payers.screen import PayersScreen
from desktop.ui.payers.terms import LONG
from tests import families, offices
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST
from tests.services.payers.answering import row, sent, states, written
from tests.ui.payers.conftest import Open, settled


def text(screen: PayersScreen, column: str, place: int = 0) -> str:
    model = screen.paying.model
    titles = [one.title for one in model.columns]
    return str(model.index(place, titles.index(column)).data() or "")


def test_an_office_without_a_list_shows_nothing_and_offers_nothing(opened: Open) -> None:
    screen = opened(rows=0)
    assert screen.key is None
    assert not screen.paying.make.isEnabled()
    assert not screen.paying.take.isEnabled()
    assert "No list is approved yet" in screen.paying.empty.sentence
    assert screen.paying.make.isHidden(), "three grey buttons would say nothing"


def test_a_list_without_paths_says_so(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 2)
    with operator.write("test.older") as unit:  # an older program gave none
        unit.connection.execute(delete(PaymentRoute))
    screen = opened(rows=0)
    assert screen.key == FIRST
    assert "No payment of this list has a path" in screen.paying.empty.sentence
    assert not screen.paying.empty.isHidden()
    assert screen.paying.take.isHidden()


def test_the_payer_of_the_open_list_is_shown_with_his_figures(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened()
    assert screen.key == FIRST
    assert [text(screen, one) for one in ("Payer", "Families", "Rupiah", "To send", "Sent", "Paid")] == [
        "BJB", "3", "Rp3.000.000", "3", "", "",
    ]  # fmt: skip
    assert screen.paying.make.isEnabled()
    assert not screen.paying.to_post.isEnabled()


def test_a_file_is_made_and_then_waits_for_its_answer(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened()
    screen.paying.make.click()
    page = screen.sending.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    page.write(tmp_path / "bjb.csv")
    qtbot.waitUntil(lambda: text(screen, "Sent") == "3")
    settled(qtbot, screen)
    assert screen.pages.currentIndex() == 0
    assert (tmp_path / "bjb.csv").read_text("utf-8").count("\n") == 6
    assert "File 1 for BJB: 3 families, Rp3.000.000" in screen.paying.notice.sentence
    assert not screen.paying.make.isEnabled(), "nothing is left to send"
    screen.show_file("BJB")
    qtbot.waitUntil(lambda: "Nothing is left to be sent" in page.notice.sentence)
    assert len(page.head.buttons) == 1, "only the way back"


def test_those_without_an_account_go_to_the_post_with_a_reason(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot
) -> None:
    families.add(operator, 2, bank="bjb")
    families.add(operator, 2, start=2)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    screen = opened()
    assert text(screen, "Without account") == "2"
    screen.paying.ask_move()
    question = screen.paying.question
    assert question is not None
    assert question.reason is not None
    assert not question.do_it.isEnabled(), "a reason is asked for"
    question.reason.setText("Gagal cek rekening")
    question.do_it.click()
    qtbot.waitUntil(lambda: screen.paying.model.rowCount() == 2)
    settled(qtbot, screen)
    assert [text(screen, "Payer", place) for place in (0, 1)] == ["BJB", "Kantor Pos"]
    assert screen.paying.notice.sentence == "2 payments moved."


def test_an_answer_is_seen_before_it_is_taken(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, _ = sent(operator, supervisor, tmp_path, 3)
    path = written(tmp_path / "hasil.csv", [row(operator, first), row(operator, second, "Gagal", "Saldo blokir")])
    screen = opened()
    screen.show_answer(path, "BJB")
    page = screen.answer.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert page.figures.verdict == "Balanced"
    assert page.wrong.model.rowCount() == 0
    assert states(operator)[first][0] == "unpaid"
    page.take()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    qtbot.waitUntil(lambda: text(screen, "Paid") == "1")
    settled(qtbot, screen)
    assert "Taken: 1 paid, 1 failed" in screen.paying.notice.sentence
    screen.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: screen.unreached.part.model.rowCount() == 1)
    assert str(screen.unreached.part.model.index(0, 5).data()) == "Saldo atau rekening diblokir"
    chosen = screen.unreached.part.model.row_at(screen.unreached.part.model.index(0, 0))
    assert isinstance(chosen, UnreachedRow)
    with qtbot.waitSignal(screen.unreached.part.family_wanted) as told:
        screen.unreached.part.view.opened.emit(chosen)
    assert told.args == [chosen.household]


def test_wrong_rows_are_listed_and_left_out_only_by_the_button(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second, _ = sent(operator, supervisor, tmp_path, 3)
    path = written(tmp_path / "hasil.csv", [row(operator, first, on=""), row(operator, second), row(operator, "99")])
    screen = opened()
    screen.show_answer(path, "BJB")
    page = screen.answer.part
    qtbot.waitUntil(lambda: page.wrong.model.rowCount() == 2)
    assert "2 of 3 rows are wrong" in page.notice.sentence
    assert "does not say on which day" in str(page.wrong.model.index(0, 3).data())
    page.wrong.save(tmp_path / "salah.xlsx")
    qtbot.waitUntil(lambda: "2 rows are written" in page.notice.sentence)
    page.today_for_all()
    qtbot.waitUntil(lambda: page.wrong.model.rowCount() == 1)
    settled(qtbot, screen)
    page.take()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert [states(operator)[one][0] for one in (first, second)] == ["paid", "paid"]


def test_which_of_two_files_is_answered_is_asked(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    (first,) = sent(operator, supervisor, tmp_path, 1)
    failed = row(operator, first, "Gagal", "Saldo blokir")
    screen = opened()
    screen.show_answer(written(tmp_path / "a.csv", [failed]), "BJB")
    page = screen.answer.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    assert page.wrong.files.isHidden(), "one file is the one"
    answers.accept(operator, answers.preview(operator, FIRST, tmp_path / "a.csv"))
    files.make(operator, FIRST, "BJB", tmp_path / "lagi.csv")
    screen.show_answer(written(tmp_path / "b.csv", [failed, ["", "", "", "", "", ""]]), "BJB")
    qtbot.waitUntil(lambda: page.wrong.model.rowCount() == 1)
    settled(qtbot, screen)
    assert (page.wrong.files.isHidden(), page.wrong.files.count()) == (False, 3)
    assert "Say below which file" in page.notice.sentence
    page.wrong.files.chosen.emit(2)
    qtbot.waitUntil(lambda: page.previewed is not None and page.previewed.of_file == 2)
    settled(qtbot, screen)
    assert (page.wrong.model.rowCount(), page.wrong.files.value) == (0, 2)
    page.take()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert states(operator)[first][2:] == ("failed", "blocked")


def test_money_that_came_back_is_entered_with_a_supervisor(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, *_ = sent(operator, supervisor, tmp_path, 2)
    answers.accept(operator, answers.preview(operator, FIRST, written(tmp_path / "a.csv", [row(operator, first)])))
    screen = opened()
    assert screen.paying.came_back.isEnabled()
    screen.paying.came_back.click()
    page = screen.back.part
    page.form.fill({"whom": "JSR-36.01-00000", "on": operator.today()})
    page.look()
    qtbot.waitUntil(lambda: page.told.text() != "")
    assert page.found is None, "a part of a number is nobody's"
    page.form.fill({"whom": "JSR-36.01-000001", "paper": "B-12", "on": operator.today(), "reason": "inactive",
                    "name": supervisor.person.name, "password": "salah"})  # fmt: skip
    page.look()
    qtbot.waitUntil(lambda: page.found is not None)
    assert "Rp1.000.000, by BJB on" in page.told.text()
    page.form.submit()
    qtbot.waitUntil(lambda: "password" in page.notice.sentence)
    assert states(operator)[first][0] == "paid"
    page.form.fill({"password": offices.PASSWORD})
    page.form.submit()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    settled(qtbot, screen)
    assert "The payment waits again" in screen.paying.notice.sentence
    assert states(operator)[first][::2] == ("unpaid", "failed")


def test_who_only_looks_enters_nothing(operator: Desk, supervisor: Desk, opened: Open) -> None:
    walk.opened(operator, supervisor, 1)
    assert opened(Role.AUDITOR).paying.came_back.isHidden()


def test_a_file_that_is_no_answer_is_said_on_its_page(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    sent(operator, supervisor, tmp_path, 1)
    path = written(tmp_path / "lain.csv", [["a", "b"]], ("Satu", "Dua"))
    screen = opened()
    screen.show_answer(path, "BJB")
    qtbot.waitUntil(lambda: "No column holds the account" in screen.answer.part.notice.sentence)
    screen.answer.part.leave()
    assert screen.pages.currentIndex() == 0


def test_a_card_changes_hands_and_the_receipt_is_written(
    operator: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    walk.drafted(operator, 2)
    screen = opened(argument="custody", rows=0)
    assert screen.tabs.currentIndex() == 3
    assert screen.tranche.isHidden(), "cards are held over all tranches"
    screen.hand_over("JSR-36.01-000001")
    form = screen.giving.part.form
    form.set_values(form.values() | {"cards": "JSR-36.01-000001, JSR-36.01-000002", "holder": Holder.FACILITATOR})
    form.submit()
    qtbot.waitUntil(lambda: "name of the facilitator" in screen.giving.part.notice.sentence)
    form.set_values(form.values() | {"name": "Dewi Lestari"})
    form.submit()
    qtbot.waitUntil(lambda: screen.pages.currentIndex() == 0)
    qtbot.waitUntil(lambda: screen.held.part.model.rowCount() == 2)
    (first, _) = custody.register(operator).rows
    screen.giving.part.print_receipt(first.receipt, tmp_path / "a.pdf")
    qtbot.waitUntil((tmp_path / "a.pdf").exists)
    settled(qtbot, screen)


def test_what_is_away_for_long_is_filtered(operator: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.drafted(operator, 2)
    cards = custody.of_cards(operator, ["JSR-36.01-000001", "JSR-36.01-000002"])
    for place, enrolment in enumerate(cards):
        on = operator.today() - timedelta(days=LONG * place)
        custody.hand_over(operator, HandOver([enrolment], Thing.CARD, Holder.FACILITATOR, on, "Dewi"))
    screen = opened(argument="custody", rows=0)
    qtbot.waitUntil(lambda: screen.held.part.model.rowCount() == 2)
    screen.held.part.filter.choose("away")
    screen.held.part.ask()
    qtbot.waitUntil(lambda: screen.held.part.model.rowCount() == 1)
    screen.held.part.search.setText("siapa pun")
    qtbot.waitUntil(lambda: screen.held.part.model.rowCount() == 0)
    settled(qtbot, screen)


@pytest.mark.parametrize("who", [Role.SUPERVISOR, Role.AUDITOR])
def test_who_only_looks_is_offered_nothing(operator: Desk, supervisor: Desk, opened: Open, who: Role) -> None:
    walk.opened(operator, supervisor, 2)
    screen = opened(who)
    assert text(screen, "Families") == "2"
    assert screen.paying.make.isHidden()
    assert screen.held.part.give.isHidden()


def test_a_page_nobody_looks_at_is_not_made(operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot) -> None:
    walk.opened(operator, supervisor, 3)
    screen = opened()
    screen.refresh()
    settled(qtbot, screen)
    later = (screen.unreached, screen.held, screen.templates, screen.answer, screen.giving, screen.sending)
    assert [one.made for one in (*later, screen.paths, screen.moving)] == [None] * 8
    assert screen.may_leave()
    screen.tabs.setCurrentIndex(3)
    assert [one.made is not None for one in later] == [False, True, False, False, False, False]


def test_what_happened_before_a_page_was_made_is_in_it(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    first, _, _ = sent(operator, supervisor, tmp_path, 3)
    screen = opened()
    screen.show_answer(written(tmp_path / "hasil.csv", [row(operator, first, "Gagal", "Saldo blokir")]), "BJB")
    qtbot.waitUntil(lambda: screen.answer.part.previewed is not None)
    screen.answer.part.take()
    qtbot.waitUntil(lambda: text(screen, "Failed") == "1")
    settled(qtbot, screen)
    assert screen.unreached.made is None
    screen.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: screen.unreached.part.model.rowCount() == 1)


def test_what_is_typed_of_a_hand_over_keeps_the_place(opened: Open, qtbot: QtBot) -> None:
    screen = opened(rows=0)
    screen.hand_over("")
    assert screen.may_leave()
    screen.giving.part.form.fill({"name": "Dewi Lestari"})
    assert not screen.may_leave()
    settled(qtbot, screen)

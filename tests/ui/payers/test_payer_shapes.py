"""Templates in the window: the file looked at before it is written, and an office's own shape of it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Role
from desktop.services import approving
from desktop.services.desk import Desk
from desktop.services.money import drafting
from desktop.services.payers import files, templates
from desktop.ui.payers.sending import SendPage
from tests import families
from tests.services.money import walk
from tests.services.money.walk import DECREE, FIRST
from tests.ui.payers.conftest import Open, settled


def words(page: SendPage, row: int = 0) -> list[str]:
    model = page.file.model
    return [str(model.index(row, column).data()) for column in range(model.columnCount())]


def test_a_file_is_seen_as_it_will_be_before_it_is_written(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    families.add(operator, 9, bank="bjb")
    families.add(operator, 2, start=9)
    drafting.create(operator, FIRST, DECREE)
    approving.approve(supervisor, FIRST)
    screen = opened()
    screen.paying.make.click()
    page = screen.sending.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    assert page.template.value == "bjb"
    assert not page.keep.isVisible(), "it is his already"
    assert [one.title for one in page.file.model.columns][1:4] == ["NO_REKENING", "NAMA", "NOMINAL"]
    assert page.file.model.rowCount() == files.FIRST_ROWS
    assert page.rows.text() == "FIRST 8 OF 9 ROWS"
    first = words(page)
    assert page.file.above.text().endswith("9 · 9000000.00")
    page.write(tmp_path / "a.csv")
    qtbot.waitUntil((tmp_path / "a.csv").exists)
    settled(qtbot, screen)
    assert (tmp_path / "a.csv").read_text("utf-8").splitlines()[2].split(";") == first


def test_another_template_is_tried_and_kept_for_the_payer(
    operator: Desk, supervisor: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    walk.approved(operator, supervisor, 2)
    screen = opened()
    screen.show_file("BJB")
    page = screen.sending.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    page.template.choose("bank_banten")
    page.template.chosen.emit("bank_banten")
    qtbot.waitUntil(page.keep.isVisible)
    settled(qtbot, screen)
    assert page.file.above.text().endswith("The file itself has no line of headings.")
    assert words(page)[3] == "000000001000000"
    page.write(tmp_path / "a.txt")
    qtbot.waitUntil((tmp_path / "a.txt").exists)
    settled(qtbot, screen)
    assert templates.chosen(operator, "BJB") == "bank_banten"


def test_a_template_that_cannot_write_the_numbers_offers_no_file(
    operator: Desk, supervisor: Desk, administrator: Desk, opened: Open, qtbot: QtBot
) -> None:
    text = templates.show(administrator, "bank_banten").text.replace("width = 24", "width = 12")
    templates.save_text(administrator, text)
    walk.approved(operator, supervisor, 1)
    screen = opened()
    screen.show_file("BJB")
    page = screen.sending.part
    qtbot.waitUntil(lambda: page.previewed is not None)
    settled(qtbot, screen)
    page.template.chosen.emit("bank_banten")
    qtbot.waitUntil(lambda: '"No Referensi" needs 20 places' in page.notice.sentence)
    settled(qtbot, screen)
    assert page.previewed is None
    assert len(page.head.buttons) == 1


def test_an_administrator_changes_a_template_and_takes_it_back(
    operator: Desk, administrator: Desk, opened: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    screen = opened(administrator, "templates", rows=0)
    shown = screen.templates.part
    qtbot.waitUntil(lambda: shown.model.rowCount() == 4)
    assert not shown.acts.back.isEnabled()
    shown.view.choose("bjb")
    shown.acts.change.click()
    page = screen.changing.part
    qtbot.waitUntil(lambda: 'name = "bjb"' in page.editor.toPlainText())
    settled(qtbot, screen)
    assert screen.may_leave()
    right = page.editor.toPlainText().replace('separator = ";"', 'separator = "|"')
    page.editor.setPlainText(right.replace('form = "delimited"', 'form = "word"'))
    assert not screen.may_leave()
    qtbot.waitUntil(lambda: page.notice.sentence.startswith('Line 6: "form" cannot be "word"'))
    assert page.editor.extraSelections()[0].cursor.block().text() == 'form = "word"'
    assert not page.head.buttons[-1].isEnabled()
    page.editor.setPlainText(right)
    qtbot.waitUntil(lambda: page.notice.sentence == "The template bjb is right. Save it to use it.")
    assert page.editor.extraSelections() == []
    settled(qtbot, screen)
    page.head.buttons[-1].click()
    qtbot.waitUntil(lambda: shown.notice.sentence == "The template bjb is kept.")
    settled(qtbot, screen)
    assert screen.pages.currentIndex() == 0
    assert "|" in templates.show(operator, "bjb").text
    shown.acts.write_out(tmp_path / "bjb.toml")
    qtbot.waitUntil((tmp_path / "bjb.toml").exists)
    shown.acts.ask_back()
    assert shown.acts.question is not None
    shown.acts.question.do_it.click()
    qtbot.waitUntil(lambda: not any(one.own for one in templates.templates(operator)))
    settled(qtbot, screen)
    shown.acts.take_file(tmp_path / "bjb.toml")
    qtbot.waitUntil(lambda: "bjb is kept" in shown.notice.sentence)
    settled(qtbot, screen)
    (tmp_path / "bjb.toml").write_text("name", "utf-8")
    shown.acts.take_file(tmp_path / "bjb.toml")
    qtbot.waitUntil(lambda: "Line 1 of the template cannot be read" in shown.notice.sentence)


@pytest.mark.parametrize("who", [Role.OPERATOR, Role.AUDITOR])
def test_who_sends_the_money_only_looks_at_the_templates(operator: Desk, opened: Open, qtbot: QtBot, who: Role) -> None:
    screen = opened(who, "templates", rows=0)
    shown = screen.templates.part
    qtbot.waitUntil(lambda: shown.columns.model.rowCount() == 6)
    settled(qtbot, screen)
    assert [part.isHidden() for part in (shown.acts.change, shown.acts.back, shown.acts.take)] == [True] * 3
    assert not shown.acts.save.isHidden()
    shown.view.opened.emit(shown.row)
    assert screen.changing.made is None
    model = shown.columns.model
    assert [str(model.index(1, column).data()) for column in range(model.columnCount())] == [
        "2", "No Rekening", "Account number", "0071000000001", "20",
    ]  # fmt: skip

"""Tests of the register of letters: its foot, its pages, its copies; and of what is asked and said on a new letter."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.app import Shared
from desktop.errors import Cancelled, Refused
from desktop.gazetteer import Gazetteer
from desktop.services import approving, letters
from desktop.services.desk import Desk
from desktop.services.letter_values import Occasion
from desktop.services.letters import LetterRow, To, find_template
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.settings import Preferences
from desktop.ui.kit.preview.outlet import printers
from desktop.ui.letters.composing import FIELD_OF
from desktop.ui.letters.making import ForPrinter, IssueInto, ReprintInto, Wanted
from desktop.ui.letters.register import Register
from desktop.ui.letters.screen import LettersScreen
from desktop.ui.letters.writing import Writing
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import families

KEY = TrancheKey("jamsosratu", 2019, 1)
OCCASION = Occasion(date(2019, 4, 11), "09.00 WIB", "Aula Kecamatan Sumur")
INVITATION = find_template(paths.resources(), "undangan")


class Stops:
    """Somebody cancels at the first step."""

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        raise Cancelled


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    """Four families whose money is approved."""
    families.add(operator, 4)
    drafting.create(operator, KEY, NewDecree("978/Kep.105-Huk/2019", date(2019, 3, 1)))
    approving.approve(supervisor, KEY)
    return operator


@pytest.fixture
def screen(qtbot: QtBot, runner: Runner, t: Translator, tmp_path: Path, operator: Desk) -> Iterator[LettersScreen]:
    bench = Bench(
        operator, runner, Shared(t, Gazetteer(), paths.resources()), Preferences(tmp_path / "s.json"), print, print
    )
    made = LettersScreen(bench)
    qtbot.addWidget(made)
    made.resize(1110, 720)
    made.show()
    runner.changed.connect(made.changed)
    yield made
    runner.close()


def settle(qtbot: QtBot, screen: LettersScreen) -> None:
    page = screen.pages.currentWidget()
    resting = [screen.register.preview.rest, *([page.rest] if isinstance(page, Writing) else [])]
    runner = screen.bench.runner
    qtbot.waitUntil(lambda: runner.count == 0 and not any(one.isActive() for one in resting), timeout=20_000)


def entered(qtbot: QtBot, screen: LettersScreen) -> Register:
    screen.enter()
    settle(qtbot, screen)
    return screen.register


def written(qtbot: QtBot, screen: LettersScreen, household: str = "") -> Writing:
    screen.write(household)
    settle(qtbot, screen)
    page = screen.pages.currentWidget()
    assert isinstance(page, Writing)
    return page


def issue(desk: Desk, out: Path, times: int = 1) -> list[LetterRow]:
    for _ in range(times):
        letters.issue(desk, INVITATION, To(tranche=KEY), OCCASION, out)
    return letters.register(desk)[0]


def test_the_foot_counts_what_is_listed(qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path) -> None:
    issue(ready, tmp_path / "a.pdf")
    register = entered(qtbot, screen)
    assert register._foot.text().startswith("4 letters   ·   ")
    register.search.setText("entin")
    QTest.keyClick(register.search, Qt.Key.Key_Return)
    settle(qtbot, screen)
    assert register._foot.text().startswith("1 letter   ·   ")
    register.search.setText("nobody")
    QTest.keyClick(register.search, Qt.Key.Key_Return)
    settle(qtbot, screen)
    assert register._foot.text().startswith("0 letters   ·   ")


def test_the_foot_says_how_often_the_letter_chosen_was_printed(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path
) -> None:
    newest, *_, oldest = issue(ready, tmp_path / "a.pdf")
    for _ in range(2):
        letters.reprint(ready, [oldest.id], tmp_path / "b.pdf")
    register = entered(qtbot, screen)
    assert register.table.row == newest
    assert "Printed" not in register._foot.text()
    register.table.setCurrentIndex(register.model.index(3, 0))
    settle(qtbot, screen)
    assert "Printed 3 times, copies included" in register._foot.text()


def test_the_register_comes_page_by_page(qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path) -> None:
    issue(ready, tmp_path / "a.pdf", times=14)
    model = entered(qtbot, screen).model
    assert model.rowCount() == 50
    model.fetchMore(model.index(-1, -1))
    settle(qtbot, screen)
    assert model.rowCount() == 56
    numbers = [row.number for row in model.rows if isinstance(row, LetterRow)]
    assert numbers == list(range(56, 0, -1))


def test_a_copy_keeps_its_place_in_the_list(qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path) -> None:
    issue(ready, tmp_path / "a.pdf")
    register = entered(qtbot, screen)
    register.table.setCurrentIndex(register.model.index(2, 0))
    settle(qtbot, screen)
    chosen = register.table.row
    assert isinstance(chosen, LetterRow)
    register.post.save_to(chosen.id, tmp_path / "b.pdf")
    settle(qtbot, screen)
    again = register.table.row
    assert isinstance(again, LetterRow)
    assert (again.id, again.prints) == (chosen.id, 2)
    assert "Printed 2 times" in register._foot.text()
    assert register.notice.remedy is not None
    assert register.notice.remedy.text() == "Open the folder"


@pytest.mark.skipif(bool(printers()), reason="this PC has a printer")
def test_without_a_printer_the_letter_can_be_saved(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path
) -> None:
    issue(ready, tmp_path / "a.pdf")
    register = entered(qtbot, screen)
    register._print()
    assert "knows no printer" in register.notice.sentence
    assert register.notice.remedy is not None
    assert register.notice.remedy.text() == "Save as PDF…"
    assert {row.prints for row in letters.register(ready)[0]} == {1}


@pytest.mark.parametrize(
    ("filled", "said"),
    [
        ({}, "Day is still empty."),
        ({"on": OCCASION.on}, "Time is still empty."),
        ({"on": OCCASION.on, "time": "09.00"}, "Place is still empty."),
    ],
)
def test_what_is_missing_goes_by_the_name_of_its_field(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path, filled: dict[str, object], said: str
) -> None:
    page = written(qtbot, screen, "JSR-36.01-000001")
    page.form.fill(filled)
    page.draw()
    settle(qtbot, screen)
    assert page.preview.empty.sentence.startswith(said)
    wanted = page.composing.wanted()
    assert wanted is not None
    page.post.save_to(wanted, tmp_path / "a.pdf")
    settle(qtbot, screen)
    assert page.notice.sentence.startswith(said)
    assert letters.count(ready) == 0
    assert not (tmp_path / "a.pdf").exists()


def test_every_placeholder_typed_here_has_its_field(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    page = written(qtbot, screen)
    assert set(FIELD_OF.values()) <= page.form.blocks.keys()
    needs = next(row.needs for row in letters.templates(paths.resources()) if row.code == "undangan")
    assert needs & FIELD_OF.keys() == {"hari_tanggal", "pukul", "tempat"}
    assert letters.count(ready) == 0


def test_a_value_that_is_no_field_is_named_as_the_template_names_it(
    qtbot: QtBot, screen: LettersScreen, ready: Desk
) -> None:
    """A family outside the tranche has no amount: nothing on this page could be filled in for it."""
    (family,) = families.add(ready, 1, start=60)
    page = written(qtbot, screen, str(family))
    page.form.fill({"on": OCCASION.on, "time": OCCASION.time, "place": OCCASION.place})
    page.draw()
    settle(qtbot, screen)
    assert "is still empty" not in page.preview.empty.sentence
    assert page.preview.empty.sentence == page.composing.sentence(
        Refused("documents.letter_value_missing", name="dasar")
    )


def test_searching_forgets_the_family_chosen_before(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    page = written(qtbot, screen, "JSR-36.01-000001")
    assert page.recipients.to() == To(household="JSR-36.01-000001")
    page.recipients.search.setText("nobody at all")
    QTest.keyClick(page.recipients.search, Qt.Key.Key_Return)
    settle(qtbot, screen)
    assert page.recipients.to() is None
    assert page.recipients.note.text() == "No family matches."
    assert letters.count(ready) == 0


def test_the_tranches_offered_have_numbered_receipts(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    page = written(qtbot, screen)
    combo = page.recipients.tranche
    assert [combo.itemText(line) for line in range(combo.count())] == ["Tranche 1 / 2019 · 4"]
    page.recipients.kind.choose("tranche")
    page.recipients._turn("tranche")
    assert (page.recipients.count(), page.recipients.to()) == (4, To(tranche=KEY))
    settle(qtbot, screen)
    assert letters.count(ready) == 0


def test_before_any_approval_no_tranche_is_offered(qtbot: QtBot, screen: LettersScreen, operator: Desk) -> None:
    families.add(operator, 2)
    drafting.create(operator, KEY, NewDecree("1/2019", date(2019, 3, 1)))
    page = written(qtbot, screen)
    page.recipients.kind.choose("tranche")
    page.recipients._turn("tranche")
    assert page.recipients.tranche.currentText() == "No tranche is approved yet"
    assert (page.recipients.to(), page.recipients.count()) == (None, 0)
    settle(qtbot, screen)


@pytest.mark.parametrize("number", [1, 2, 4])
def test_one_family_gets_one_letter(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path, number: int
) -> None:
    card = f"JSR-36.01-{number:06}"
    page = written(qtbot, screen, card)
    page.form.fill({"on": OCCASION.on, "time": OCCASION.time, "place": OCCASION.place})
    wanted = page.composing.wanted()
    assert wanted == Wanted(INVITATION, To(household=card), OCCASION)
    page.post.save_to(wanted, tmp_path / "a.pdf")
    settle(qtbot, screen)
    assert page.notice.sentence == f"1 letter is saved: {tmp_path / 'a.pdf'}"
    assert card in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    assert letters.count(ready) == 1
    assert not page.dirty


def test_while_letters_are_made_nothing_more_is_offered(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path
) -> None:
    page = written(qtbot, screen)
    page.post.save_to(Wanted(INVITATION, To(tranche=KEY), OCCASION), tmp_path / "a.pdf")
    assert [made.isEnabled() for made in page.head.buttons] == [False, False]
    settle(qtbot, screen)
    assert [made.isEnabled() for made in page.head.buttons] == [True, True]
    assert letters.count(ready) == 4


@pytest.mark.parametrize("printed", [True, False])
def test_cancelling_takes_no_number(ready: Desk, tmp_path: Path, printed: bool) -> None:
    wanted = Wanted(INVITATION, To(tranche=KEY), OCCASION)
    work = ForPrinter(ready, wanted) if printed else IssueInto(ready, wanted, tmp_path / "a.pdf")
    with pytest.raises(Cancelled):
        work(Stops())
    assert letters.count(ready) == 0
    assert list(tmp_path.glob("*.pdf*")) == []


def test_cancelling_a_copy_counts_none(ready: Desk, tmp_path: Path) -> None:
    row = issue(ready, tmp_path / "a.pdf")[0]
    for work in (ForPrinter(ready, row.id), ReprintInto(ready, row.id, tmp_path / "b.pdf")):
        with pytest.raises(Cancelled):
            work(Stops())
    assert letters.register(ready)[0][0].prints == 1
    assert not (tmp_path / "b.pdf").exists()


def test_escape_leaves_an_untouched_letter_at_once(qtbot: QtBot, screen: LettersScreen, ready: Desk) -> None:
    written(qtbot, screen)
    screen.back()
    settle(qtbot, screen)
    assert screen.pages.currentWidget() is screen.register
    assert screen.question is None
    screen.back()
    assert screen.pages.currentWidget() is screen.register
    assert letters.count(ready) == 0


def test_what_another_issued_is_listed_at_once(
    qtbot: QtBot, screen: LettersScreen, ready: Desk, tmp_path: Path
) -> None:
    register = entered(qtbot, screen)
    assert register.model.rowCount() == 0
    answer = letters.issue(ready, INVITATION, To(tranche=KEY), OCCASION, tmp_path / "a.pdf")
    screen.changed(answer.changes)
    settle(qtbot, screen)
    assert register.model.rowCount() == 4
    assert register._foot.text().startswith("4 letters")

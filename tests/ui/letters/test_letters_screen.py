"""Tests of the letters screen on a real office: sample, question, issue, register, reprint, roles."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from desktop import paths
from desktop.app import Shared
from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.models import AuditLine
from desktop.services import approving, letter_views, letters
from desktop.services.desk import Desk
from desktop.services.letter_values import Occasion
from desktop.services.letters import To, find_template
from desktop.services.money import drafting
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey
from desktop.services.paper import open_paper
from desktop.settings import Preferences
from desktop.ui.letters.making import Wanted
from desktop.ui.letters.screen import LettersScreen
from desktop.ui.letters.writing import Writing
from desktop.ui.runner import Runner
from desktop.ui.screen import Bench
from desktop.wording import Translator
from tests import families

KEY = TrancheKey("jamsosratu", 2019, 1)
OCCASION = Occasion(date(2019, 4, 11), "09.00 WIB", "Aula Kecamatan Sumur")
VALUES = {"on": OCCASION.on, "time": OCCASION.time, "place": OCCASION.place}


@dataclass
class Place:
    screen: LettersScreen
    bench: Bench
    qtbot: QtBot
    unexpected: list[object] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until nothing rests and nothing is asked any more."""
        resting = [self.screen.register.preview.rest]
        if isinstance(self.screen.pages.currentWidget(), Writing):
            resting.append(self.writing().rest)
        self.qtbot.waitUntil(
            lambda: self.bench.runner.count == 0 and not any(one.isActive() for one in resting), timeout=20_000
        )
        assert self.unexpected == []

    def writing(self) -> Writing:
        page = self.screen.pages.currentWidget()
        assert isinstance(page, Writing)
        return page

    def shown(self, page: QWidget) -> str:
        """What the PDF in view says."""
        paper = page.preview.view._paper  # type: ignore[attr-defined]
        return "" if paper is None else PdfReader(BytesIO(paper.pdf)).pages[0].extract_text()


Make = Callable[[Desk], Place]


def press(within: QWidget, text: str) -> None:
    QTest.qWait(1)  # what was just put into a layout is shown by its next event
    found = [one for one in within.findChildren(QPushButton) if one.text() == text and one.isVisibleTo(within)]
    assert len(found) == 1, text
    found[0].click()


def template() -> Path:
    return find_template(paths.resources(), "undangan")


@pytest.fixture
def place_of(qtbot: QtBot, runner: Runner, t: Translator, tmp_path: Path) -> Iterator[Make]:
    shared = Shared(t, Gazetteer(), paths.resources())

    def make(desk: Desk) -> Place:
        bench = Bench(desk, runner, shared, Preferences(tmp_path / "settings.json"), print, print)
        screen = LettersScreen(bench)
        qtbot.addWidget(screen)
        screen.resize(1110, 720)
        screen.show()
        place = Place(screen, bench, qtbot)
        runner.trouble.connect(place.unexpected.append)
        runner.changed.connect(screen.changed)
        return place

    yield make
    runner.close()


@pytest.fixture
def approved(operator: Desk, supervisor: Desk) -> Desk:
    """Six families whose money is approved."""
    families.add(operator, 6)
    drafting.create(operator, KEY, NewDecree("978/Kep.105-Huk/2019", date(2019, 3, 1)))
    approving.approve(supervisor, KEY)
    return operator


def rows(desk: Desk) -> list[letters.LetterRow]:
    return letters.register(desk)[0]


def logged(desk: Desk, action: str) -> int:
    with desk.read() as session:
        statement = select(func.count()).select_from(AuditLine).where(AuditLine.action == action)
        return session.scalar(statement) or 0


def issue(desk: Desk, out: Path, to: To | None = None) -> None:
    letters.issue(desk, template(), to or To(tranche=KEY), OCCASION, out)


def test_an_empty_register_offers_the_first_letter(place_of: Make, operator: Desk) -> None:
    place = place_of(operator)
    place.screen.enter()
    place.settle()
    register = place.screen.register
    assert register.empty.sentence == "Here stand the letters of the office with their numbers."
    assert [made.isEnabled() for made in register.head.buttons] == [False, False, True]
    assert register.empty.step is not None
    register.empty.step.click()
    assert place.writing().composing.wanted() is None
    place.settle()


@pytest.mark.parametrize("role", ["supervisor", "auditor", "administrator"])
def test_only_the_operator_writes(place_of: Make, role: str, request: pytest.FixtureRequest) -> None:
    place = place_of(request.getfixturevalue(role))
    place.screen.enter(str(uuid4()))
    place.screen.enter()
    place.settle()
    assert place.screen.register.head.buttons == []
    assert place.screen.register.empty.sentence == "No letter went out yet."


def test_a_family_is_found_as_one_types_and_its_letter_is_in_view(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    page.form.fill(VALUES)
    page.recipients.search.setText("entin")
    QTest.keyClick(page.recipients.search, Qt.Key.Key_Return)
    place.settle()
    said = place.shown(page)
    assert "ENTIN SURYATIN" in said
    assert "Kamis, 11 April 2019" in said
    assert letter_views.NO_NUMBER in said
    assert rows(approved) == []
    assert logged(approved, "letter.preview") >= 1


def test_what_is_missing_is_said_where_the_letter_would_be(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    page.recipients.kind.choose("tranche")
    page.recipients._turn("tranche")
    place.settle()
    assert page.preview.empty.sentence.startswith("Day is still empty.")
    page.composing.by_hand.setChecked(True)
    place.settle()
    assert "......" in place.shown(page)
    assert page.dirty is False


def test_a_family_chosen_elsewhere_is_preset(place_of: Make, approved: Desk) -> None:
    family = families.add(approved, 1, start=6)[0]
    place = place_of(approved)
    place.screen.enter(family)
    page = place.writing()
    assert page.composing.wanted() is not None
    assert page.composing.wanted().to == To(household=str(family))  # type: ignore[union-attr]
    assert "chosen on the screen before" in page.recipients.note.text()
    place.settle()


def test_numbers_are_taken_only_after_the_question(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    place.settle()
    page.form.fill(VALUES)
    page.recipients.kind.choose("tranche")
    page.recipients._turn("tranche")
    page.recipients.tranche.choose(KEY)
    place.settle()
    went: list[Wanted] = []
    page._ask(went.append)
    assert page.question is not None
    assert page.question.leave.isDefault()
    assert "Issue 6 letters?" in {one.text() for one in page.question.findChildren(type(page.recipients.note))}
    page.question.reject()
    assert went == []
    page._ask(went.append)
    page.question.do_it.click()
    assert went == [Wanted(template(), To(tranche=KEY), OCCASION)]
    page.post.save_to(went[0], tmp_path / "surat.pdf")
    place.settle()
    assert len(PdfReader(tmp_path / "surat.pdf").pages) >= 6
    assert len(rows(approved)) == 6
    assert page.notice.sentence == f"6 letters are saved: {tmp_path / 'surat.pdf'}"
    assert page.head.context.startswith("6 letters went out: 400.9.11/1/")
    assert place.screen.may_leave()


def test_nobody_chosen_is_said_and_nothing_asked(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    place.settle()
    page.print_out()
    assert page.notice.sentence == "Choose to whom the letter goes."
    assert page.question is None


def test_a_letter_is_issued_to_the_printer_and_no_file_stays(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(72)
    page.post.print_on(Wanted(template(), To(tranche=KEY), OCCASION), printer)
    place.qtbot.waitUntil(lambda: "printed" in page.notice.sentence, timeout=20_000)
    place.settle()
    assert len(open_paper(tmp_path / "printed.pdf")) >= 6
    assert len(rows(approved)) == 6


def test_leaving_a_letter_half_written_is_asked_about(place_of: Make, approved: Desk) -> None:
    place = place_of(approved)
    place.screen.write()
    page = place.writing()
    page.form.fill({"place": "Aula"})
    assert not place.screen.may_leave()
    assert place.screen.question is not None
    place.screen.question.reject()
    place.screen.back()
    press(place.screen.question, "Leave without issuing")
    place.settle()
    assert place.screen.pages.currentWidget() is place.screen.register


def test_the_register_shows_the_letter_as_it_went_out(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    issue(approved, tmp_path / "surat.pdf")
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    register = place.screen.register
    assert register.model.rowCount() == 6
    first = rows(approved)[0]
    assert register.model.index(0, 0).data() == first.number_text
    assert register.model.index(0, 2).data() == first.addressee
    said = place.shown(register)
    assert first.number_text in said
    assert first.addressee in said
    assert "SALINAN" not in said
    assert rows(approved)[0].prints == 1
    assert logged(approved, "letter.open") == 1


def test_running_through_the_list_opens_only_the_last(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    issue(approved, tmp_path / "surat.pdf")
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    register = place.screen.register
    register.table.setFocus()
    for _ in range(5):
        QTest.keyClick(register.table, Qt.Key.Key_Down)
    place.settle()
    assert logged(approved, "letter.open") <= 3
    assert rows(approved)[5].number_text in place.shown(register)


def test_a_letter_printed_again_is_a_copy_and_counted(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    issue(approved, tmp_path / "surat.pdf")
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    register = place.screen.register
    row = rows(approved)[0]
    register.post.save_to(row.id, tmp_path / "again.pdf")
    place.settle()
    assert "SALINAN" in PdfReader(tmp_path / "again.pdf").pages[0].extract_text()
    assert rows(approved)[0].prints == 2
    assert "1 letter is saved" in register.notice.sentence


def test_the_register_is_searched(place_of: Make, approved: Desk, tmp_path: Path) -> None:
    issue(approved, tmp_path / "surat.pdf")
    place = place_of(approved)
    place.screen.enter()
    place.settle()
    register = place.screen.register
    register.search.setText("nurjanah")
    QTest.keyClick(register.search, Qt.Key.Key_Return)
    place.settle()
    assert {row.addressee for row in register.model.rows} == {"NURJANAH"}  # type: ignore[attr-defined]
    register.search.setText("nobody")
    QTest.keyClick(register.search, Qt.Key.Key_Return)
    place.settle()
    assert "No letter matches" in register.empty.sentence


def test_an_administrator_reads_no_letter(place_of: Make, approved: Desk, administrator: Desk, tmp_path: Path) -> None:
    issue(approved, tmp_path / "surat.pdf")
    place = place_of(administrator)
    place.screen.enter()
    place.settle()
    assert "administrator does not open" in place.screen.register.preview.empty.sentence
    assert logged(approved, "letter.open") == 0


def test_a_letter_that_is_not_there_is_refused(operator: Desk) -> None:
    with pytest.raises(Refused) as refused:
        letter_views.look(operator, uuid4())
    assert refused.value.code == "paper.letter_unknown"


@pytest.mark.parametrize(
    ("to", "code"),
    [(To(), "letters.to_whom"), (To(tranche=KEY), "money.no_list"), (To(household="JSR-0"), "letters.family_unknown")],
)
def test_a_sample_to_nobody_is_refused_and_leaves_no_line(operator: Desk, to: To, code: str) -> None:
    with pytest.raises(Refused) as refused:
        letter_views.sample(operator, template(), to, OCCASION)
    assert refused.value.code == code
    assert logged(operator, "letter.preview") == 0

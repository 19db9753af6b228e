"""Below the form: who may be there already comes while one types, is looked at with one key, and disturbs nobody."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.rules.terms import Presence
from desktop.services.desk import Desk
from desktop.services.families.resembling import Asked
from desktop.ui.families.resembling import MOST, Resembling
from tests import families
from tests.services.families.test_resembling import NIK, put
from tests.ui.families.conftest import Place, texts


@dataclass
class Below:
    """The widget under a field, as in the form."""

    window: QWidget
    widget: Resembling
    line: QLineEdit
    place: Place
    went: list[UUID] = field(default_factory=list)

    def ask(self, **asked: object) -> None:
        self.widget.ask(Asked(**asked))  # type: ignore[arg-type]
        self.settle()

    def settle(self) -> None:
        rest = self.widget._rest
        runner = self.place.bench.runner
        self.place.qtbot.waitUntil(lambda: not rest.isActive() and runner.count == 0, timeout=10_000)

    @property
    def shown(self) -> list[UUID]:
        return [hit.row.family for hit in self.widget.hits if not hit.isHidden()]


@pytest.fixture
def below(qtbot: QtBot, place_of: Callable[..., Place]) -> Below:
    place = place_of()
    window = QWidget()
    typed = QLineEdit()
    widget = Resembling(place.bench)
    column = QVBoxLayout(window)
    column.addWidget(typed)
    column.addStretch(1)
    column.addWidget(widget)
    qtbot.addWidget(window)
    window.resize(1110, 300)
    window.show()
    made = Below(window, widget, typed, place)
    widget.wanted.connect(made.went.append)
    return made


def test_nobody_there_shows_nothing(below: Below) -> None:
    below.ask(name="Siti Aminah")
    assert below.shown == []
    assert below.widget.isHidden()


def test_who_may_be_meant_is_shown_with_what_agrees(operator: Desk, below: Below) -> None:
    there = put(operator, "SITI AMINAH", birth_date=date(1984, 3, 12))
    below.ask(name="Siti Aminah", birth_date=date(1984, 12, 3))
    assert below.shown == [there]
    read = texts(below.widget)
    for part in ("Perhaps already here", "SITI AMINAH", "alike", "12 Mar 1984", "equal: name; nearly: birth date"):
        assert part in read
    assert NIK not in read


def test_a_number_that_is_there_is_said_plainly(operator: Desk, below: Below) -> None:
    put(operator, "ROHAYATI", nik=NIK)
    below.ask(nik=NIK)
    assert "This number is in the register already" in texts(below.widget)
    assert "same NIK" in texts(below.widget)
    assert NIK not in texts(below.widget)


def test_it_goes_when_nobody_resembles_any_more(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    below.ask(name="Siti")
    assert len(below.shown) == 1
    below.ask(name="Siti Rohmah Binti")
    assert below.shown == []
    below.ask(name="Siti")
    assert len(below.shown) == 1
    below.ask(name="")
    assert below.widget.isHidden()


@pytest.mark.parametrize("asked", [{"name": ""}, {"name": " Si "}, {"nik": "36010152"}, {"no_kk": "abc"}])
def test_a_beginning_asks_nothing(operator: Desk, below: Below, asked: dict[str, object]) -> None:
    put(operator, "SITI AMINAH")
    below.widget.ask(Asked(**asked))  # type: ignore[arg-type]
    assert not below.widget._rest.isActive()
    assert below.place.bench.runner.count == 0


def test_while_one_types_only_the_last_question_counts(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    there = put(operator, "ROHAYATI", number=1)
    for typed in ("Siti", "Siti A", "Roh", "Rohay"):
        below.widget.ask(Asked(typed))
    below.settle()
    assert below.shown == [there]


def test_the_field_keeps_the_cursor(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    window = below.line.window()
    window.activateWindow()
    below.place.qtbot.waitUntil(window.isActiveWindow)
    below.line.setFocus()
    before = below.line.geometry()
    below.ask(name="Siti Aminah")
    assert below.shown
    assert below.line.hasFocus()
    assert below.line.geometry() == before, "what comes below moves nothing above"


def test_one_key_opens_the_second(operator: Desk, below: Below) -> None:
    """Looking at a family stands in the log; being shown in the masked list does not."""
    put(operator, "SITI AMINAH", birth_date=date(1990, 1, 2))
    put(operator, "SITI AMINAH", number=1, birth_date=date(1991, 1, 2))
    below.ask(name="Siti Aminah")
    assert below.place.logged("family.open") == []
    window = below.line.window()
    window.activateWindow()
    below.place.qtbot.waitUntil(window.isActiveWindow)
    below.line.setFocus()
    second = below.shown[1]
    below.place.qtbot.keyClick(below.line, Qt.Key.Key_F7)
    below.place.qtbot.waitUntil(lambda: below.widget.peek is not None, timeout=5_000)
    below.settle()
    assert below.widget.peek is not None
    assert below.widget.peek.family == second
    assert below.place.logged("family.open") == [str(second)]
    assert "UJANG" in texts(below.widget.peek) or "DEDE" in texts(below.widget.peek)
    below.widget.peek.reject()


def test_the_same_family_is_gone_to(operator: Desk, below: Below) -> None:
    there = put(operator, "SITI AMINAH")
    below.ask(name="Siti Aminah")
    below.widget.hits[0].click()
    below.settle()
    assert below.widget.peek is not None
    assert below.widget.peek.name.text() == "SITI AMINAH"
    below.widget.peek.same.click()
    assert below.went == [there]


def test_somebody_else_is_not_shown_again_until_another_family_is_begun(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    below.ask(name="Siti Aminah")
    below.widget.hits[0].click()
    below.settle()
    assert below.widget.peek is not None
    below.widget.peek.other.click()
    assert below.shown == []
    below.ask(name="Siti Amina")
    assert below.shown == []
    below.widget.begin()
    below.ask(name="Siti Aminah")
    assert len(below.shown) == 1
    assert below.went == []


def test_going_on_changes_nothing(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    below.ask(name="Siti Aminah")
    below.widget.hits[0].click()
    below.settle()
    assert below.widget.peek is not None
    below.widget.peek.back.click()
    assert (len(below.shown), below.went) == (1, [])


def test_a_family_that_is_gone_meanwhile_says_so(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH")
    below.ask(name="Siti Aminah")
    below.widget._open_peek(UUID(int=7))
    below.settle()
    assert below.widget.peek is not None
    assert "This family is not in the office" in below.widget.peek.notice.sentence
    assert not below.widget.peek.same.isEnabled()
    below.widget.peek.reject()


def test_as_many_as_have_room(operator: Desk, below: Below) -> None:
    for number in range(6):
        put(operator, "SITI AMINAH", number=number)
    below.ask(name="Siti Aminah")
    assert len(below.shown) == MOST
    assert "and 3 more" in texts(below.widget)
    below.widget.window().resize(560, 300)
    below.place.qtbot.waitUntil(lambda: len(below.shown) == 2, timeout=5_000)
    assert "and 4 more" in texts(below.widget)


def test_who_died_or_left_says_so(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH", presence=Presence.DIED)
    below.ask(name="Siti Aminah")
    assert "Died" in texts(below.widget)


def test_a_person_without_date_and_place_can_be_told_apart_by_the_caretaker(operator: Desk, below: Below) -> None:
    put(operator, "ROHAYATI")
    below.ask(name="Ujang", village=families.villages(operator)[2])
    assert "1 Jun 2009" in texts(below.widget)
    assert "equal: name" in texts(below.widget)


def test_each_is_read_out_whole(operator: Desk, below: Below) -> None:
    put(operator, "SITI AMINAH", nik=NIK)
    below.ask(nik=NIK, name="Siti Aminah")
    (hit,) = below.widget.hits
    for part in ("SITI AMINAH", "same NIK", "12 Mar 1984"):
        assert part in hit.accessibleName()
    assert "F6" in hit.toolTip()

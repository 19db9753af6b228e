"""The cursor follows the pages of holding a list, and what is empty says so."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.rules.terms import Role
from desktop.ui.kit.combo import Combo
from desktop.ui.official_lists.hold import Hold
from tests.ui.official_lists.conftest import Place, texts
from tests.ui.official_lists.test_holding import Enter, answer


@pytest.fixture
def held(place_of: Enter, households: list[UUID]) -> tuple[Place, Hold]:
    place = place_of(Role.OPERATOR, "hold")
    place.settle()
    assert place.screen.hold is not None
    return place, place.screen.hold


def stands_in(part: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is part or part.isAncestorOf(focus))


def test_it_begins_with_the_kind_of_list(held: tuple[Place, Hold]) -> None:
    _, hold = held
    hold.start.take_focus()
    assert stands_in(hold.start.kind)


def test_columns_begin_where_nothing_is_known(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    path = tmp_path / "aneh.csv"
    path.write_text("Nama;Kolom A\nSITI;1\nUJANG;2\n", "utf-8")
    hold.look(path)
    place.settle()
    assert hold.pages.currentWidget() is hold.meaning
    open_ = [combo for combo in hold.meaning.choices.values() if not combo.value]
    assert open_
    assert isinstance(open_[0], Combo)
    assert stands_in(open_[0])


def test_rows_compared_are_walked_through_at_once(held: tuple[Place, Hold], tmp_path: Path) -> None:
    place, hold = held
    hold.look(answer(tmp_path))
    place.settle()
    assert hold.pages.currentWidget() is hold.compared
    assert stands_in(hold.compared.view)


def test_two_aids_that_nobody_holds_together_say_so(place_of: Enter, households: list[UUID]) -> None:
    place = place_of()
    place.screen.tabs.setCurrentIndex(2)
    place.settle()
    matrix = place.screen.matrix.part
    assert len(matrix.model.rows) == 0
    assert "No family holds both today." in texts(matrix)
    assert not matrix.view.isVisible()
    assert households

"""What lists of other offices said of a family, quietly in its detail: only where there is something."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from desktop.changes import Changes
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.ui.list_history import ListHistory
from tests.services.official_lists import files as made
from tests.ui.families.conftest import Place, texts

Enter = Callable[[Role], Place]


def told(desk: Desk, folder: Path, *numbers: int) -> None:
    """Keep a list that says these mothers died."""
    rows = [[made.mother(number), "", "MENINGGAL"] for number in numbers]
    made.keep(desk, made.write(folder / "mati.xlsx", ("NIK", "Nama", "Hasil"), rows), made.DUKCAPIL)


def lists(place: Place) -> ListHistory:
    return place.screen.browse.panel.lists


@pytest.mark.parametrize("role", Role)
def test_what_was_said_stands_in_the_detail(
    operator: Desk, households: list[UUID], place_of: Enter, tmp_path: Path, role: Role
) -> None:
    told(operator, tmp_path, 0)
    place = place_of(role)
    place.screen.enter(households[0])
    place.settle()
    assert lists(place).isVisible()
    read = texts(lists(place))
    assert "OFFICIAL LISTS" in read
    assert "1 Mar 2019" in read
    assert "SITI AMINAH" in read
    assert "Died" in read


def test_where_no_list_said_anything_nothing_stands(
    operator: Desk, households: list[UUID], place_of: Enter, tmp_path: Path
) -> None:
    told(operator, tmp_path, 0)
    place = place_of(Role.OPERATOR)
    place.screen.enter(households[0])
    place.settle()
    place.screen.enter(households[1])
    place.settle()
    assert not lists(place).isVisible()
    assert "OFFICIAL LISTS" not in texts(place.screen.browse.panel)
    place.screen.enter(households[0])
    place.settle()
    assert lists(place).isVisible()


def test_a_list_that_is_kept_meanwhile_comes_into_view(
    operator: Desk, households: list[UUID], place_of: Enter, tmp_path: Path
) -> None:
    place = place_of(Role.OPERATOR)
    place.screen.enter(households[2])
    place.settle()
    assert not lists(place).isVisible()
    told(operator, tmp_path, 2)
    place.screen.changed(Changes(frozenset({"official_list", "list_match"})))
    place.settle()
    assert [line.name for line in lists(place).lines] == ["ENTIN SURYATIN"]


def test_an_answer_that_comes_late_is_not_shown_of_another_family(
    operator: Desk, households: list[UUID], place_of: Enter, tmp_path: Path
) -> None:
    told(operator, tmp_path, 0)
    place = place_of(Role.OPERATOR)
    place.screen.enter(households[0])
    place.settle()
    shown = lists(place)
    shown.show_family(households[0])
    shown.clear()  # another row was chosen before the answer came
    place.settle()
    assert not shown.isVisible()
    assert shown.lines == ()

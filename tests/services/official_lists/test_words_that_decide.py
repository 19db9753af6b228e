"""What the words of a list decide: an unknown one nothing, and of two that contradict each other the graver."""

from pathlib import Path
from uuid import UUID

import pytest

from desktop.services.desk import Desk
from desktop.services.official_lists import offers
from desktop.services.official_lists.answers import About
from tests import families
from tests.services.official_lists import files as made

HEADINGS = ("NIK", "Nama", "Hasil")


@pytest.fixture
def households(operator: Desk) -> list[UUID]:
    return families.add(operator, 3)


def answer(folder: Path, *rows: tuple[int, str], name: str = "jawaban.xlsx") -> Path:
    return made.write(folder / name, HEADINGS, [[made.mother(number), "", word] for number, word in rows])


def problems(desk: Desk, path: Path, about: About) -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for each in made.preview(desk, path, about).compared.problems]


@pytest.mark.parametrize(("word", "code"), [("ngawur", "list.unknown_word"), ("", "list.no_word")])
def test_no_known_word_is_no_result(
    operator: Desk, households: list[UUID], tmp_path: Path, word: str, code: str
) -> None:
    path = answer(tmp_path, (0, word), (1, "PADAN"))
    assert problems(operator, path, made.DUKCAPIL) == [(2, "C", code)]
    counts = made.preview(operator, path, made.DUKCAPIL).counts
    assert (counts.matched, counts.unusable, counts.balanced) == (1, 1, True)
    made.keep(operator, path, made.DUKCAPIL)
    assert made.results(operator) == [("match", "nik", 3)]


def test_an_unknown_word_of_an_aid_offers_nothing(operator: Desk, households: list[UUID], tmp_path: Path) -> None:
    path = made.write(tmp_path / "pkh.xlsx", ("NIK", "Nama", "Status"), [
        [made.mother(0), "SITI AMINAH", "x"], [made.mother(1), "ROHAYATI", "AKTIF"], [made.mother(2), "", ""],
    ])  # fmt: skip
    taken = made.keep(operator, path, made.PKH)
    assert made.results(operator) == [("listed", "nik", 3), ("listed", "nik", 4)]
    assert taken.list_id is not None
    assert {each.household for each in offers.offers(operator, taken.list_id).aids} == set(households[1:])


@pytest.mark.parametrize("dead_first", [True, False])
def test_of_two_rows_of_one_person_the_graver_is_kept_and_the_other_told(
    operator: Desk, households: list[UUID], tmp_path: Path, dead_first: bool
) -> None:
    rows = [(0, "MENINGGAL"), (0, "PADAN"), (0, "PADAN")]
    path = answer(tmp_path, *(rows if dead_first else rows[::-1]))
    found = made.preview(operator, path, made.DUKCAPIL)
    assert (found.counts.outcomes, found.counts.repeated, found.counts.balanced) == ({"died": 1}, 2, True)
    dead = 2 if dead_first else 4
    told = [(each.row, each.code, each.values) for each in found.compared.problems]
    assert (3 if dead_first else 2, "list.contradicts", {"other": dead}) in told
    made.keep(operator, path, made.DUKCAPIL)
    assert made.results(operator) == [("died", "nik", dead)]


def test_the_same_file_again_keeps_what_was_left_out_left_out(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = answer(tmp_path, (0, "PADAN"), (0, "MENINGGAL"), (1, "PADAN"))
    made.keep(operator, path, made.DUKCAPIL)
    again = made.preview(operator, path, made.DUKCAPIL).counts
    assert (again.kept, again.repeated, again.matched, again.balanced) == (2, 1, 0, True)
    assert made.keep(operator, path, made.DUKCAPIL).matches == 0


def test_who_stands_in_an_aid_and_is_out_of_it_stands_in_it(
    operator: Desk, households: list[UUID], tmp_path: Path
) -> None:
    path = made.write(
        tmp_path / "pkh.xlsx", ("NIK", "Status"), [[made.mother(0), "GRADUASI"], [made.mother(0), "AKTIF"]]
    )
    assert problems(operator, path, made.PKH) == [(2, "B", "list.contradicts")]
    made.keep(operator, path, made.PKH)
    assert made.results(operator) == [("listed", "nik", 3)]

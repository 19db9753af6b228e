"""Kills by the hundred, at every moment of the work: each deed is whole or was never begun."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import offices
from tests.torture import cuts, deeds
from tests.torture.killing import moments, perform

pytestmark = [pytest.mark.torture, pytest.mark.timeout(1200)]
FAMILIES = 500  # of four: two thousand rows


@pytest.fixture
def bare(office_template: offices.Template, tmp_path: Path) -> Callable[[], Path]:
    """A fresh copy of the empty office at each call."""

    def copy() -> Path:
        place = tmp_path / "office"
        shutil.rmtree(place, ignore_errors=True)
        return office_template.copy(place)

    return copy


def repeated(original: Path, place: Path) -> Path:
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(original, place)
    return place


def both_ends(outcomes: list[bool]) -> None:
    """Some were cut before they were kept, some after: else the moments missed the work."""
    assert set(outcomes) == {True, False}, outcomes


def test_an_import_of_two_thousand_rows(bare: Callable[[], Path], tmp_path: Path) -> None:
    file = cuts.register(tmp_path / "a.xlsx", FAMILIES)
    _, longest = perform(deeds.take_in, bare(), file)
    both_ends([cuts.import_cut(bare(), file, FAMILIES, at) for at in moments(longest, 40, 1)])


def test_the_approval_of_a_tranche(bare: Callable[[], Path], tmp_path: Path) -> None:
    drafted = shutil.copytree(cuts.drafted_office(bare(), 1_000), tmp_path / "drafted")
    office = tmp_path / "office"
    _, longest = perform(deeds.approve, repeated(drafted, office))
    both_ends([cuts.approval_cut(repeated(drafted, office), 1_000, at) for at in moments(longest, 60, 2)])


def test_a_backup(bare: Callable[[], Path], tmp_path: Path) -> None:
    office = cuts.drafted_office(bare(), 1_000)
    (tmp_path / "out").mkdir()
    _, longest = perform(deeds.back_up, office, tmp_path / "out" / "first")
    both_ends([cuts.backup_cut(office, tmp_path / "out", at) for at in moments(longest, 60, 3)])


def test_a_print_of_receipts(bare: Callable[[], Path], tmp_path: Path) -> None:
    printed = shutil.copytree(cuts.printed_office(bare(), 300), tmp_path / "printed")
    office = tmp_path / "office"
    _, longest = perform(deeds.print_all, office, tmp_path / "first.pdf")
    both_ends([cuts.print_cut(repeated(printed, office), tmp_path / "out", 300, at) for at in moments(longest, 30, 8)])


def test_an_office_brought_back(bare: Callable[[], Path], tmp_path: Path) -> None:
    saved = tmp_path / "a.ejsika-backup"
    perform(deeds.back_up, cuts.drafted_office(bare(), 500), saved)
    _, longest = perform(deeds.bring_back, saved, tmp_path / "first")
    both_ends([cuts.restore_cut(saved, tmp_path / "back", at) for at in moments(longest, 40, 9)])


def test_a_change_of_key(bare: Callable[[], Path]) -> None:
    office = cuts.drafted_office(bare(), 1_000)
    _, longest = perform(deeds.change_key, office)
    both_ends([cuts.rekey_cut(office, at) for at in moments(longest, 120, 4)])


def test_the_making_of_an_office(tmp_path: Path) -> None:
    _, longest = perform(deeds.create, tmp_path / "first")
    both_ends([cuts.creation_cut(tmp_path / "office", at) for at in moments(longest, 30, 5)])


def test_a_new_person(bare: Callable[[], Path]) -> None:
    _, longest = perform(deeds.add_user, bare())
    both_ends([cuts.user_cut(bare(), at) for at in moments(longest, 40, 6)])


def test_a_person_who_leaves(bare: Callable[[], Path]) -> None:
    _, longest = perform(deeds.remove_user, bare())
    both_ends([cuts.removal_cut(bare(), at) for at in moments(longest, 40, 7)])

"""The result of a pay-out taken in from a table by command: all of it or none, each doubtful row in a sentence."""

from pathlib import Path

import pytest

from desktop.rules.terms import Role
from desktop.services.money import payments
from tests import offices
from tests.cli.commands import ejsika
from tests.services.money.walk import FIRST, opened


@pytest.fixture
def office(office_folder: Path) -> Path:
    desk = offices.sign_in(office_folder, Role.OPERATOR)
    opened(desk, offices.same_office_as(desk, Role.SUPERVISOR), 3)
    desk.close()
    return office_folder


@pytest.fixture
def cards(office: Path) -> list[str]:
    desk = offices.sign_in(office, Role.OPERATOR)
    found = [row.card_number for row in payments.payments(desk, FIRST).rows]
    desk.close()
    return found


def test_a_result_is_taken_and_taken_again_changes_nothing(office: Path, cards: list[str], tmp_path: Path) -> None:
    file = tmp_path / "hasil.csv"
    file.write_text(f"kartu;hasil;no_sts\n{cards[0]};dibayar;\n{cards[1]};kembali;STS-1\n")
    looked = ejsika("settle", office, "2019/1", file, "--dry-run")
    assert looked.out == "2 rows can be taken.\n"
    done = ejsika("settle", office, "2019/1", file, "--json").json
    assert (done["changed"], done["same"]) == (2, 0)
    assert done["paid"] == {"households": 1, "rupiah": 1_000_000}
    assert done["returned"] == {"households": 1, "rupiah": 1_000_000}
    again = ejsika("settle", office, "2019/1", file)
    assert again.out.startswith("Tranche 2019/1: 0 results taken, 2 stood already. Paid 1 (Rp1.000.000)")
    assert "Utuh" in ejsika("verify", office, language="id").out


def test_one_doubtful_row_keeps_all_out(office: Path, cards: list[str], tmp_path: Path) -> None:
    file = tmp_path / "hasil.csv"
    file.write_text(f"kartu;hasil\n{cards[0]};dibayar\nJSR-36.01-999999;dibayar\n{cards[1]};entah\n")
    said = ejsika("settle", office, "2019/1", file).sentence
    assert "2 rows of hasil.csv cannot be taken" in said
    assert "row 3 (JSR-36.01-999999): No payment of this list has this number" in said
    assert "row 4" in said
    status = ejsika("tranche", "status", office, "2019/1", "--json").json
    assert status["figures"]["paid"]["households"] == 0


def test_a_return_without_its_sts_is_refused(office: Path, cards: list[str], tmp_path: Path) -> None:
    file = tmp_path / "hasil.csv"
    file.write_text(f"kartu;hasil\n{cards[0]};kembali\n")
    assert "number of its STS" in ejsika("settle", office, "2019/1", file).sentence


def test_a_supervisor_settles_nothing(office: Path, cards: list[str], tmp_path: Path) -> None:
    file = tmp_path / "hasil.csv"
    file.write_text(f"kartu;hasil\n{cards[0]};dibayar\n")
    assert ejsika("settle", office, "2019/1", file, "--as", "supervisor").sentence

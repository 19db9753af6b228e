"""The caretaker an import proposes, and whose choice stands against it (DESIGN.md 4.14)."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from desktop.models import Household, Member
from desktop.services.desk import Desk
from desktop.services.importing import accepting, previewing
from tests.services.importing.registers import CHILD, HEAD, WIFE, opensid

VILLAGE = "36.01.01.2001"
ELDER = {**CHILD, "nama": "ENENG", "nik": "3601125205500001", "sex": 2, "tanggallahir": "1950-05-12", "kk_level": 6}
GIRL = {**CHILD, "nama": "NENG", "nik": "3601124507160001", "sex": 2, "tanggallahir": "2016-07-05"}


def take(desk: Desk, path: Path) -> None:
    accepting.accept(desk, previewing.preview(desk, path, village=VILLAGE))


def caretaker(desk: Desk) -> tuple[str | None, bool]:
    with desk.read() as session:
        household = session.scalars(select(Household)).one()
        person = session.get(Member, household.caretaker_id) if household.caretaker_id else None
    return person.name if person else None, household.caretaker_derived


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([HEAD, WIFE, CHILD], "SITI AMINAH"),
        ([HEAD, ELDER, WIFE], "SITI AMINAH"),
        ([HEAD, CHILD, ELDER], "ENENG"),
        ([HEAD, GIRL], "SARIP"),
        ([HEAD, {**WIFE, "status_dasar": 2}, CHILD], "SARIP"),
        ([{**HEAD, "status_dasar": 3}, {**WIFE, "status_dasar": 2}, GIRL], None),
    ],
    ids=["wife", "wife before an elder", "elder without a wife", "head before a girl", "wife died", "nobody"],
)
def test_who_is_proposed(operator: Desk, tmp_path: Path, rows: list[dict[str, Any]], name: str | None) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", *rows))
    assert caretaker(operator) == (name, name is not None)


def test_the_order_of_rows_proposes_nobody_else(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", CHILD, GIRL, WIFE, HEAD))
    assert caretaker(operator) == ("SITI AMINAH", True)


def test_a_wife_who_comes_later_is_proposed_in_the_place_of_who_was(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, CHILD))
    assert caretaker(operator) == ("SARIP", True)
    take(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE))
    assert caretaker(operator) == ("SITI AMINAH", True)


def test_whom_a_person_chose_stays(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, CHILD))
    with operator.write("test") as unit:
        unit.session.scalars(select(Household)).one().caretaker_derived = False
    take(operator, opensid(tmp_path / "b.xlsx", HEAD, WIFE))
    assert caretaker(operator) == ("SARIP", False)


@pytest.mark.parametrize(("status", "name"), [(2, "SITI AMINAH"), (3, "SITI AMINAH"), (9, "SARIP")])
def test_a_proposed_caretaker_who_is_not_found_is_no_longer_proposed_but_nobody_goes_by_a_file(
    operator: Desk, tmp_path: Path, status: int, name: str
) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    take(operator, opensid(tmp_path / "b.xlsx", HEAD, {**WIFE, "status_dasar": status}))
    assert caretaker(operator) == (name, True)


def test_news_that_decide_nothing_leave_the_proposal_alone(operator: Desk, tmp_path: Path) -> None:
    take(operator, opensid(tmp_path / "a.xlsx", HEAD, WIFE))
    with operator.write("test") as unit:
        household = unit.session.scalars(select(Household)).one()
        household.caretaker_id, household.caretaker_derived = None, False
    take(operator, opensid(tmp_path / "b.xlsx", {**HEAD, "alamat": "Kp. Baru"}, {**WIFE, "nama_ibu": "MARYAM"}))
    assert caretaker(operator) == (None, False)

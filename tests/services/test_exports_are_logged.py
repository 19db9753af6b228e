"""A list that leaves the office as a file stands in the log first: without the log there is no file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from desktop.services import paper
from desktop.services.desk import Desk
from desktop.services.families.listed import Asked
from desktop.services.reports import making as reports
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.rosters import making as rosters
from desktop.services.rosters import register
from desktop.services.rosters.kinds import Roster
from tests.documents.paper_readers import words
from tests.services.money import walk

Export = Callable[[Desk, Path], object]


def report_book(desk: Desk, out: Path) -> object:
    return reports.to_workbook(desk, Wish(Kind.NOMINATIVE, walk.FIRST), out)


def roster_book(desk: Desk, out: Path) -> object:
    return rosters.to_workbook(desk, Roster.ADDRESS, Asked(), out)


def whole_register(desk: Desk, out: Path) -> object:
    return register.to_workbook(desk, Asked(), out)


@pytest.fixture
def office(operator: Desk) -> Desk:
    walk.drafted(operator, 3)
    return operator


@pytest.mark.parametrize("export", [report_book, roster_book, whole_register])
def test_no_log_no_file(office: Desk, tmp_path: Path, export: Export) -> None:
    out = tmp_path / "daftar.xlsx"
    with office.office.alone() as driver:
        driver.execute("CREATE TRIGGER full BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'no log'); END")
    with pytest.raises(IntegrityError):
        export(office, out)
    assert list(tmp_path.glob("*.xlsx")) == []
    with office.office.alone() as driver:
        driver.execute("DROP TRIGGER full")
    export(office, out)
    assert out.stat().st_size > 0


def test_no_log_no_paper(office: Desk, tmp_path: Path) -> None:
    wish = Wish(Kind.NOMINATIVE, walk.FIRST)
    made = reports.on_paper(office, wish)
    assert isinstance(made, paper.PaperFile)
    out = tmp_path / "daftar.pdf"
    with office.office.alone() as driver:
        driver.execute("CREATE TRIGGER full BEFORE INSERT ON audit_line BEGIN SELECT RAISE(ABORT, 'no log'); END")
    with pytest.raises(IntegrityError):
        reports.save_paper(office, wish, made, out)
    assert not out.exists()
    with office.office.alone() as driver:
        driver.execute("DROP TRIGGER full")
    reports.save_paper(office, wish, made, out)
    assert "NOMINATIF" in words(out.read_bytes()).upper()

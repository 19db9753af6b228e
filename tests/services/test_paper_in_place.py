"""Receipts and letters are booked only where their file can get its name, and no file is there that nobody booked."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop import paths
from desktop.errors import Refused
from desktop.models import Counter, Letter, PrintRun
from desktop.progress import SILENT, Progress
from desktop.services import letters
from desktop.services.desk import Desk
from desktop.services.letters import Occasion, To
from desktop.services.money import printing
from desktop.services.money.printing import Wish
from tests.documents.paper_readers import words
from tests.services.money.walk import FIRST, approved, faults

INVITATION = letters.find_template(paths.resources(), "undangan")
BY_HAND = Occasion(by_hand=True)


@pytest.fixture
def ready(operator: Desk, supervisor: Desk) -> Desk:
    """The operator's desk where seven receipts are numbered and no letter went out but one."""
    approved(operator, supervisor, 7)
    return operator


def issue(desk: Desk, out: Path, progress: Progress = SILENT) -> None:
    letters.issue(desk, INVITATION, To(tranche=FIRST), BY_HAND, out, progress)


def issue_again(desk: Desk, out: Path, progress: Progress = SILENT) -> None:
    """Print the first letter once more; it is issued here where no letter went out yet."""
    rows, _ = letters.register(desk)
    letters.reprint(desk, [rows[-1].id], out, progress)


def receipts(desk: Desk, out: Path, progress: Progress = SILENT, *, wish: Wish | None = None) -> None:
    printing.print_receipts(desk, FIRST, out, wish or Wish(), progress)


PRINTS = (receipts, issue, issue_again)
Print = Callable[..., object]


def books(desk: Desk) -> list[Any]:
    """Everything a print books: runs, letters with how often they were printed, and the counters."""
    with desk.read() as session:
        return [
            *session.execute(select(PrintRun.kind, PrintRun.first, PrintRun.last)).all(),
            *session.execute(select(Letter.number, Letter.prints).order_by(Letter.number)).all(),
            *session.execute(select(Counter.series, Counter.last).order_by(Counter.series)).all(),
        ]


@pytest.fixture
def with_letters(ready: Desk, tmp_path: Path) -> Desk:
    (tmp_path / "lama").mkdir()
    issue(ready, tmp_path / "lama" / "undangan.pdf")
    return ready


def refused(print_it: Print, desk: Desk, out: Path, *more: Any, **named: Any) -> str:
    """Try to print; answers the refusal. Nothing may be booked."""
    before = books(desk)
    with pytest.raises(Refused) as why:
        print_it(desk, out, *more, **named)
    assert books(desk) == before
    assert faults(desk) == []
    return why.value.code


@pytest.mark.parametrize("print_it", PRINTS)
def test_a_folder_or_no_folder_books_nothing(with_letters: Desk, tmp_path: Path, print_it: Print) -> None:
    folder = tmp_path / "od2"
    folder.mkdir()
    assert refused(print_it, with_letters, folder) == "files.is_folder"
    assert refused(print_it, with_letters, tmp_path / "tidak ada" / "a.pdf") == "files.missing"
    assert list(folder.iterdir()) == []
    print_it(with_letters, folder / "a.pdf")
    assert [path.name for path in folder.iterdir()] == ["a.pdf"]


@dataclass(frozen=True)
class TakesTheName:
    """Somebody makes a folder of that name while the pages are drawn."""

    name: Path

    def step(self, done: int, total: int | None = None, what: str = "") -> None:
        self.name.mkdir(exist_ok=True)


@pytest.mark.parametrize("print_it", PRINTS)
def test_a_name_taken_while_the_pages_are_drawn_books_nothing(
    with_letters: Desk, tmp_path: Path, print_it: Print
) -> None:
    out = tmp_path / "a.pdf"
    assert refused(print_it, with_letters, out, TakesTheName(out)) == "files.is_folder"
    out.rmdir()
    print_it(with_letters, out)
    assert "SALINAN" not in words(out.read_bytes()) or print_it is issue_again


def test_of_several_villages_all_come_or_none(ready: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    last = folder / "k-36.01.01.2003-Kertamukti.pdf"
    last.mkdir()
    code = refused(receipts, ready, folder / "k.pdf", wish=Wish(split=True))
    assert code == "files.is_folder"
    assert list(folder.iterdir()) == [last]


BREAKS = (
    "CREATE TABLE whole (id INTEGER PRIMARY KEY)",
    "CREATE TABLE broken (id INTEGER REFERENCES whole (id) DEFERRABLE INITIALLY DEFERRED)",
    "CREATE TRIGGER breaks AFTER INSERT ON audit_line BEGIN INSERT INTO broken VALUES (999); END",
)


@pytest.mark.parametrize("print_it", PRINTS)
@pytest.mark.parametrize("there", [b"", b"the file of before"])
def test_a_commit_that_fails_leaves_the_files_as_they_were(
    with_letters: Desk, tmp_path: Path, print_it: Print, there: bytes
) -> None:
    folder = tmp_path / "paper"
    folder.mkdir()
    out = folder / "a.pdf"
    if there:
        out.write_bytes(there)
    before = books(with_letters)
    with with_letters.office.alone() as driver:
        for statement in BREAKS:
            driver.execute(statement)
    with pytest.raises(IntegrityError):
        print_it(with_letters, out)
    with with_letters.office.alone() as driver:
        driver.execute("DROP TRIGGER breaks")
    assert books(with_letters) == before
    assert (out.read_bytes() if out.exists() else b"") == there
    assert len(list(folder.iterdir())) == bool(there), "no scratch folder stays"
    print_it(with_letters, out)
    assert out.read_bytes().startswith(b"%PDF")


def test_where_the_person_was_not_asked_a_file_stays(ready: Desk, tmp_path: Path) -> None:
    out = tmp_path / "kuitansi.pdf"
    receipts(ready, out)
    originals = out.read_bytes()
    printing.confirm(ready, FIRST)
    assert refused(receipts, ready, out, wish=Wish(keeps=True)) == "files.exists"
    assert out.read_bytes() == originals
    spoiled = partial(printing.print_spoiled, wish=Wish(first=1, last=2, keeps=True), reason="macet")
    assert refused(lambda desk, to: spoiled(desk, FIRST, to), ready, out) == "money.not_in_open_run"
    receipts(ready, out)
    assert "SALINAN ke-1" in words(out.read_bytes()), "a person who was asked may replace it"

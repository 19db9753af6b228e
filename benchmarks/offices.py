"""Practice offices to measure on: made once into the cache, copied for each run that changes one."""

import shutil
import time
from contextlib import closing
from pathlib import Path

from desktop import app
from desktop.rules.terms import PayListState, Role
from desktop.services import approving, signing_in
from desktop.services.demo import making
from desktop.services.demo.wanted import NOW, PEOPLE, PROGRAMME, Wanted
from desktop.services.desk import Desk
from desktop.services.money import overview, printing
from desktop.services.money.keys import TrancheKey

KEY = TrancheKey(PROGRAMME, NOW, 1)
NAMES = {role: name for name, role, _ in PEOPLE}


def desk_of(folder: Path, role: Role, password: str) -> Desk:
    return signing_in.sign_in(folder, NAMES[role], password)


def make(folder: Path, households: int, password: str) -> None:
    """Make a practice office whose tranche 2019/1 is approved, so that its receipts have numbers."""
    shared = app.build()
    if not (folder / "office.db").exists():
        making.make(folder, Wanted(households), password, shared.gazetteer, shared.resources)
    with closing(desk_of(folder, Role.SUPERVISOR, password)) as desk:
        if overview.status(desk, KEY).row.state is PayListState.DRAFT:
            approving.approve(desk, KEY)


def fresh_copy(folder: Path, to: Path) -> Path:
    """Copy an office that nobody has open: a print is an original only once."""
    shutil.rmtree(to, ignore_errors=True)
    return shutil.copytree(folder, to)


def print_all(folder: Path, out: Path, password: str, *, split: bool) -> tuple[float, int]:
    """Print every receipt of the tranche; answers the seconds from the open office to the PDF, and how many."""
    with closing(desk_of(folder, Role.OPERATOR, password)) as desk:
        start = time.perf_counter()
        done = printing.print_receipts(desk, KEY, out, printing.Wish(split=split))
        return time.perf_counter() - start, done.value.receipts

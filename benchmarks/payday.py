"""Measures the desk on pay day: from the scanned code to "paid" on the screen, in a full office with past years."""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks import offices
from benchmarks.common import PASSWORD, Options, Row, alone
from desktop import app
from desktop.rules.terms import PayListState, PaymentState, Role
from desktop.services import approving, programmes
from desktop.services.demo.money import year_before
from desktop.services.demo.wanted import BEFORE, PROGRAMME
from desktop.services.money import drafting, overview, settling
from desktop.services.money.decrees import NewDecree
from desktop.services.money.keys import TrancheKey

FAMILIES, QUICK = 15_000, 300
PAYING, QUICK_PAYING = 200, 20
AIM = 300  # ms
MORE_YEARS = (BEFORE - 2, BEFORE - 1)  # beside the one that every practice office has
REST_MS = 60


def make(folder: Path, count: int) -> None:
    """Make the office once: families, three years that were paid, and the tranche of today open."""
    offices.make(folder, count * 10 // 11, PASSWORD)
    for year in MORE_YEARS:
        pay_a_year(folder, year)
    with closing(offices.desk_of(folder, Role.SUPERVISOR, PASSWORD)) as desk:
        if overview.status(desk, offices.KEY).row.state is PayListState.APPROVED:
            approving.open_pay_out(desk, offices.KEY)


def pay_a_year(folder: Path, year: int) -> None:
    """Take one tranche of an earlier year from its draft to its end."""
    key = TrancheKey(PROGRAMME, year, 1)
    with closing(offices.desk_of(folder, Role.OPERATOR, PASSWORD)) as desk:
        if any(row.key == key and row.state is PayListState.CLOSED for row in overview.tranches(desk)):
            return
        with desk.write("bench.year") as unit:
            programmes.store(unit, replace(year_before(app.build().resources), year=year), desk.office.code)
        drafting.create(desk, key, NewDecree(f"978/Kep.98-Dinsos/{year}", desk.today()))
    with closing(offices.desk_of(folder, Role.SUPERVISOR, PASSWORD)) as desk:
        approving.approve(desk, key)
        approving.open_pay_out(desk, key)
    with closing(offices.desk_of(folder, Role.OPERATOR, PASSWORD)) as desk:
        settling.settle_rest(desk, key, PaymentState.PAID, desk.today())
    with closing(offices.desk_of(folder, Role.SUPERVISOR, PASSWORD)) as desk:
        approving.close(desk, key)


class Hall:
    """Drives the desk as an operator does; waits as the program does, and not as tests do."""

    def __init__(self, screen: Any, runner: Any) -> None:
        self.screen, self.runner = screen, runner

    def until(self, when: Callable[[], bool]) -> None:
        from PySide6.QtCore import QCoreApplication, QEventLoop

        while not when():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            time.sleep(0.0005)  # the workers want to run too

    def rest(self) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(REST_MS, loop.quit)
        loop.exec()
        self.until(self.idle)

    def idle(self) -> bool:
        return bool(self.runner.count == 0)

    def seen(self) -> bool:
        return self.screen.desk.card.seen is not None

    def paid(self) -> bool:
        return bool(self.screen.desk.card.just_paid)

    def serve(self, code: str) -> tuple[float, float, float]:
        """Scan, look, pay: ms until the family is painted, until "paid" is painted after its key, and work in both."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        card, field = self.screen.desk.card, self.screen.desk.field
        field.setText(code)  # a scanner types faster than a person; typing asks nothing while it is a code
        begun, busy = time.perf_counter(), time.process_time()
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.until(self.seen)
        card.repaint()
        looked = time.perf_counter()
        self.screen.handing.pay()
        self.until(self.paid)
        card.repaint()
        done = time.perf_counter()
        return 1000 * (looked - begun), 1000 * (done - looked), 1000 * (time.process_time() - busy)


def walk(folder: str, count: int) -> None:
    """Serve that many families, and print the three figures of each."""
    from PySide6.QtWidgets import QApplication

    from desktop import settings
    from desktop.progress import SILENT
    from desktop.services import office_settings
    from desktop.ui.frame.opening import load, load_rooms
    from desktop.ui.frame.workspace import Workspace
    from desktop.ui.kit.style import Choice, apply
    from desktop.ui.runner import Runner

    application = QApplication([])
    apply(application, Choice.LIGHT)
    load(SILENT)
    load_rooms(SILENT)
    runner = Runner()
    preferences = settings.Preferences(Path(tempfile.mkdtemp()) / "settings.json")
    preferences.change(sounds="off")
    with closing(offices.desk_of(Path(folder), Role.OPERATOR, PASSWORD)) as desk:
        codes = receipt_codes(desk, count)
        workspace = Workspace(app.build("id"), desk, office_settings.about(desk), runner, preferences)
        workspace.resize(1366, 768)
        workspace.show()
        workspace.go("payday")
        hall = Hall(workspace.in_view(), runner)
        hall.rest()
        found = []
        for code in codes:
            found.append(hall.serve(code))
            hall.rest()
        print(json.dumps(found))
        runner.close()


def receipt_codes(desk: Any, count: int) -> list[str]:
    """Codes of receipts that wait, spread over the whole pile."""
    from sqlalchemy import select

    from desktop.models import PayList, Payment, Receipt
    from desktop.rules.receipt_code import Paper, PaperNumber, make_code
    from desktop.services import paper_head

    with desk.read() as session:
        statement = (
            select(Receipt.number)
            .join(Payment, Payment.id == Receipt.payment_id)
            .join(PayList, PayList.id == Payment.pay_list_id)
            .where(PayList.year == offices.KEY.year, Payment.state == PaymentState.UNPAID, Receipt.state == "issued")
            .order_by(Receipt.number)
        )
        numbers = list(session.scalars(statement))
        key = paper_head.seal_key(session)
    step = max(1, len(numbers) // count)
    year = offices.KEY.year
    return [make_code(PaperNumber(Paper.RECEIPT, desk.office.code, year, one), key) for one in numbers[::step][:count]]


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def measure(options: Options) -> list[Row]:
    count, paying = (QUICK, QUICK_PAYING) if options.quick else (FAMILIES, PAYING)
    office = options.cache / f"payday-{count}"
    make(office, count)
    found = []
    for _ in range(options.runs):
        folder = offices.fresh_copy(office, options.cache / f"payday-{count}-open")
        found.append(alone("payday", folder, paying))
    both = [p95([looked + paid for looked, paid, _ in run]) for run in found]
    looks = [p95([looked for looked, _, _ in run]) for run in found]
    work = [p95([busy for _, _, busy in run]) for run in found]
    note = f"of which the scan to the family {max(looks):.0f} ms; all threads together worked {max(work):.0f} ms."
    words = f"pay day, {count:,} families and three past years: scanned code to the family to paid, p95 of {paying}"
    return [Row(words, "ms", both, aim=AIM, note=note)]


if __name__ == "__main__":
    walk(sys.argv[1], int(sys.argv[2]))

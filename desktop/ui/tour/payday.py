"""Pay day: the desk before anybody comes, one who is paid, one who was paid before, a name that many bear, a proxy."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.rules.terms import PayListState, PaymentState
from desktop.services import approving
from desktop.services.money import overview, payments
from desktop.services.money.rows import PaymentFilters
from desktop.ui.payday.coming import Way
from desktop.ui.payday.screen import PaydayScreen
from desktop.ui.payout.result_page import ResultPage
from desktop.ui.payout.screen import PayoutScreen, show_result
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.payout import KEY

SERVED = "payday.receipt"
REST_MS = 400
EVERY = 1000
RESULTS = 9  # rows of the table


def place(guide: Guide) -> PaydayScreen:
    people.enter(guide, "operator")
    return guide.screen(PaydayScreen, "payday", KEY)


def empty(guide: Guide) -> None:
    """The supervisor opens the pay-out; the operator sits down."""
    people.enter(guide, "supervisor")
    state = overview.status(guide.desk, KEY).row.state
    if state is PayListState.DRAFT:
        approving.approve(guide.desk, KEY)
    if state in (PayListState.DRAFT, PayListState.APPROVED):
        approving.open_pay_out(guide.desk, KEY)
    place(guide)


def scan(guide: Guide, text: str) -> PaydayScreen:
    screen = place(guide)
    screen.desk.field.setText(text)
    QTest.keyClick(screen.desk.field, Qt.Key.Key_Return)
    guide.settle()
    return screen


def waits(guide: Guide) -> PaydayScreen:
    screen = place(guide)
    rows = payments.payments(guide.desk, KEY, PaymentFilters(state=PaymentState.UNPAID), limit=EVERY).rows
    if not rows:
        raise Lost("nobody waits to be paid")
    guide.notes[SERVED] = rows[-1].receipt  # the first ones were printed before, if the tour came by there
    scan(guide, guide.notes[SERVED])
    if screen.desk.card.seen is None:
        raise Lost("the family does not come onto the screen")
    return screen


def paid(guide: Guide) -> None:
    waits(guide).handing.pay()
    guide.settle()


def unprinted(guide: Guide) -> None:
    """The receipt of who was just paid did not come out: this PC has no printer that the tour may use."""
    screen = place(guide)
    if screen.slips is None or not screen.slips.waiting:
        raise Lost("no receipt waits to be printed")
    screen.slips.show_waiting()
    guide.settle()


def waited(guide: Guide) -> None:
    screen = place(guide)
    if screen.slips is not None:
        screen.slips.back()
    again(guide)


def again(guide: Guide) -> None:
    scan(guide, guide.notes[SERVED])


def several(guide: Guide) -> None:
    screen = place(guide)
    screen.desk.field.setText("siti")
    guide.pause(REST_MS)


def proxy(guide: Guide) -> None:
    waits(guide).handing.ask(Way.PROXY)
    guide.settle()


def result(guide: Guide) -> None:
    """A table of results, one row of it in doubt: what it would change is seen, and nothing is kept."""
    place(guide)
    rows = payments.payments(guide.desk, KEY, PaymentFilters(state=PaymentState.UNPAID), limit=RESULTS).rows
    if len(rows) < RESULTS:
        raise Lost("too few families wait")
    said = ["tidak;sakit;", "dibayar;;1999-01-01", *["dibayar;;"] * (RESULTS - 2)]
    table = guide.ground.papers / "hasil-penyaluran.csv"
    lines = [f"{row.card_number};{words}" for row, words in zip(rows, said, strict=True)]
    table.write_text("\n".join(["kartu;hasil;alasan;tanggal", *lines]), encoding="utf-8")
    screen = guide.screen(PayoutScreen, "payout", KEY)
    guide.settle()
    show_result(screen, KEY)
    guide.page(ResultPage, screen.pages.currentWidget()).read(table)
    guide.settle()


STOPS = (
    Stop("loket", "Loket menunggu", empty),
    Stop("loket-boleh", "Boleh dibayar", waits, key=True),
    Stop("loket-lunas", "Dibayar dengan satu tombol", paid),
    Stop("loket-belum-tercetak", "Kuitansi yang belum tercetak", unprinted),
    Stop("loket-sudah", "Sudah dibayar", waited),
    Stop("loket-cari", "Nama yang dimiliki banyak orang", several),
    Stop("loket-wakil", "Diwakilkan dengan surat kuasa", proxy),
    Stop("penyaluran-hasil", "Hasil penyaluran dari tabel sebelum diambil", result, key=True),
)

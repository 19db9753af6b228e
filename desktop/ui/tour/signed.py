"""Signed receipts: one taken, one scanned twice, one that is none, and who is missing on paper."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.services.payday import signed
from desktop.ui.payday.signed_screen import SignedScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

TAKEN = "signed.number"


def place(guide: Guide) -> SignedScreen:
    people.enter(guide, "operator")
    return guide.screen(SignedScreen, "signed")


def scan(guide: Guide, text: str) -> None:
    screen = place(guide)
    screen.page.field.setText(text)
    QTest.keyClick(screen.page.field, Qt.Key.Key_Return)
    guide.settle()


def taken(guide: Guide) -> None:
    screen = place(guide)
    if screen.key is None:
        raise Lost("no list was paid out")
    rows = signed.missing(guide.desk, screen.key).rows
    if not rows:
        raise Lost("no signed receipt is missing")
    guide.notes[TAKEN] = rows[0].number
    scan(guide, rows[0].number)


def again(guide: Guide) -> None:
    scan(guide, guide.notes[TAKEN])


def strange(guide: Guide) -> None:
    """What is no receipt is a sentence; the list of this sitting keeps it."""
    scan(guide, "8991002101234")
    place(guide).page.tables.tabs.setCurrentIndex(1)


def paper(guide: Guide) -> None:
    screen = place(guide)
    screen.put_on_paper()
    guide.settle()
    if screen.paper is None or screen.paper.paper is None:
        raise Lost("the list of missing receipts is not written")
    screen.paper.save_to(guide.ground.papers / "kuitansi-belum-kembali.pdf")


STOPS = (
    Stop("kuitansi-kembali", "Kuitansi bertanda tangan dipindai kembali", taken, key=True),
    Stop("kuitansi-kembali-lagi", "Sudah pernah dipindai", again),
    Stop("kuitansi-kembali-asing", "Bukan kuitansi, pemindaian berlanjut", strange),
    Stop("kuitansi-kembali-kertas", "Yang belum kembali, di atas kertas", paper),
)

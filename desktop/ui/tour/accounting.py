"""Accounting: is the open list in order, what is unpaid for how long, money returned by two people, the budget."""

from datetime import timedelta

from desktop.rules.terms import PaymentState
from desktop.services.accounting import budget, returns
from desktop.services.accounting.budget import Level, NewLine
from desktop.services.money import payments
from desktop.services.money.rows import PaymentFilters
from desktop.ui.accounting.ageing import AgeingTab
from desktop.ui.accounting.balance import Balance
from desktop.ui.accounting.budget import BudgetTab
from desktop.ui.accounting.marking import SOME
from desktop.ui.accounting.return_form import ReturnForm
from desktop.ui.accounting.returns import ReturnsTab
from desktop.ui.accounting.screen import AccountingScreen
from desktop.ui.accounting.wants import AGEING, BUDGET, RETURNS
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.payday import empty
from desktop.ui.tour.payout import KEY

STS, ACCOUNT = "STS-0117/DINSOS/2019", "RKUD 0012345678001"
BACK = 3  # families whose money goes back
PAPERS = ((Level.PROVINCE, "5.1.6.01.01", "DPA 1.06.0.00/2019", 9), (Level.DISTRICT, "5.1.6.01.02", "DPA 12/2019", 2))
TENTH, PAPER_DAYS = 10, 60


def place(guide: Guide, name: str = "operator", argument: object = None) -> AccountingScreen:
    people.enter(guide, name)
    return guide.screen(AccountingScreen, "accounting", argument)


def balance(guide: Guide) -> Balance:
    return guide.page(Balance, place(guide, argument=KEY).tab)


def in_order(guide: Guide) -> None:
    """The pay-out is open, if no stop before opened it."""
    empty(guide)
    balance(guide)


def village(guide: Guide) -> None:
    areas = balance(guide).areas
    for _ in range(2):
        areas.go_in(areas.view.row)
    guide.settle()


def unpaid(guide: Guide) -> None:
    guide.page(AgeingTab, place(guide, argument=AGEING).tab)


def form(guide: Guide) -> ReturnForm:
    screen = place(guide, argument=RETURNS)
    guide.page(ReturnsTab, screen.tab).propose()
    guide.settle()
    return guide.page(ReturnForm, screen.returning)


def proposed(guide: Guide) -> None:
    """Three families that no bank holds money for are marked."""
    page = form(guide)
    page.form.fill({"number": STS, "account": ACCOUNT, "reason": "Pindah ke luar kabupaten"})
    page.marking.which.choose(SOME)
    page.marking.show_list(page.marking.list)
    guide.settle()
    rows = payments.payments(guide.desk, KEY, PaymentFilters(state=PaymentState.UNPAID), limit=1000).rows
    if len(rows) < BACK:
        raise Lost("nobody is unpaid")
    page.marking.mark_only({row.id: row.amount for row in rows[-BACK:]})
    guide.settle()


def waits(guide: Guide) -> None:
    """The operator sends it on its way, and reads that another person confirms it."""
    screen = place(guide)
    guide.page(ReturnForm, screen.returning).save.click()
    guide.settle()
    if screen.pages.currentIndex():
        raise Lost("the money does not go back")


def decides(guide: Guide) -> None:
    tab = guide.page(ReturnsTab, place(guide, "supervisor", RETURNS).tab)
    row = tab.row
    if row is None or not row.waits:
        raise Lost("no return waits")
    tab.acts.ask_confirm(row)


def confirmed(guide: Guide) -> None:
    tab = guide.page(ReturnsTab, place(guide, "supervisor", RETURNS).tab)
    row = next((one for one in returns.listing(guide.desk, KEY) if one.waits and one.id), None)
    if row is None or row.id is None:
        raise Lost("no return waits")
    returns.confirm(guide.desk, row.id)
    tab.load()
    guide.settle()


def spent(guide: Guide) -> None:
    """What the year may spend, from two papers: a tenth of the lists comes from the regency."""
    tab = guide.page(BudgetTab, place(guide, argument=BUDGET).tab)
    found = tab.row
    if found is None:
        raise Lost("no year is shown")
    if not found.lines:
        on = guide.desk.today() - timedelta(days=PAPER_DAYS)
        for level, account, paper, tenths in PAPERS:
            part = found.listed * tenths // TENTH
            budget.enter(guide.desk, NewLine(found.programme, found.year, level, account, part, paper, on))
    tab.load()
    guide.settle()


STOPS = (
    Stop("pembukuan", "Apakah semuanya beres", in_order, key=True),
    Stop("pembukuan-desa", "Dari kecamatan sampai keluarga", village),
    Stop("pembukuan-umur", "Berapa lama uang belum dibayar", unpaid, key=True),
    Stop("pembukuan-kembali", "Uang dikembalikan ke kas daerah", proposed, key=True),
    Stop("pembukuan-menunggu", "Pengembalian menunggu orang kedua", waits),
    Stop("pembukuan-konfirmasi", "Orang kedua mengonfirmasi", decides),
    Stop("pembukuan-selesai", "Pengembalian sudah dikonfirmasi", confirmed),
    Stop("pembukuan-anggaran", "Anggaran dan sumber dananya", spent, key=True),
)

"""Accounting: whether the open list is in order, and into an area of it."""

from desktop.ui.accounting.balance import Balance
from desktop.ui.accounting.screen import AccountingScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop
from desktop.ui.tour.payday import empty
from desktop.ui.tour.payout import KEY


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


STOPS = (
    Stop("pembukuan", "Apakah semuanya beres", in_order, key=True),
    Stop("pembukuan-desa", "Dari kecamatan sampai keluarga", village),
)

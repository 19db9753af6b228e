"""The places of the rail, in their order; each screen is loaded when it is first entered."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.ui.screen import Bench, Screen
from desktop.wording import N_


@dataclass(frozen=True, slots=True)
class Place:
    """A line of the rail. Without `build` it is shown dimmed: that room is not furnished yet.

    A place `under` another is a line below it, shown only while one of them is in view.
    """

    name: str
    title: str
    icon: str
    build: Callable[[Bench], Screen] | None = None
    under: str = ""


def _home(bench: Bench) -> Screen:
    from desktop.ui.home.screen import HomeScreen  # noqa: PLC0415 - loaded when first entered

    return HomeScreen(bench)


def _families(bench: Bench) -> Screen:
    from desktop.ui.families.screen import FamiliesScreen  # noqa: PLC0415

    return FamiliesScreen(bench)


def _quality(bench: Bench) -> Screen:
    from desktop.ui.quality.screen import QualityScreen  # noqa: PLC0415

    return QualityScreen(bench)


def _duplicates(bench: Bench) -> Screen:
    from desktop.ui.duplicates.screen import DuplicatesScreen  # noqa: PLC0415

    return DuplicatesScreen(bench)


def _validating(bench: Bench) -> Screen:
    from desktop.ui.validating.screen import ValidatingScreen  # noqa: PLC0415

    return ValidatingScreen(bench)


def _official_lists(bench: Bench) -> Screen:
    from desktop.ui.official_lists.screen import OfficialListsScreen  # noqa: PLC0415

    return OfficialListsScreen(bench)


def _visits(bench: Bench) -> Screen:
    from desktop.ui.visits.screen import VisitsScreen  # noqa: PLC0415

    return VisitsScreen(bench)


def _payout(bench: Bench) -> Screen:
    from desktop.ui.payout.screen import PayoutScreen  # noqa: PLC0415

    return PayoutScreen(bench)


def _payday(bench: Bench) -> Screen:
    from desktop.ui.payday.screen import PaydayScreen  # noqa: PLC0415

    return PaydayScreen(bench)


def _signed(bench: Bench) -> Screen:
    from desktop.ui.payday.signed_screen import SignedScreen  # noqa: PLC0415

    return SignedScreen(bench)


def _payers(bench: Bench) -> Screen:
    from desktop.ui.payers.screen import PayersScreen  # noqa: PLC0415

    return PayersScreen(bench)


def _accounting(bench: Bench) -> Screen:
    from desktop.ui.accounting.screen import AccountingScreen  # noqa: PLC0415

    return AccountingScreen(bench)


def _auditing(bench: Bench) -> Screen:
    from desktop.ui.auditing.screen import AuditingScreen  # noqa: PLC0415

    return AuditingScreen(bench)


def _letters(bench: Bench) -> Screen:
    from desktop.ui.letters.screen import LettersScreen  # noqa: PLC0415

    return LettersScreen(bench)


def _exchange(bench: Bench) -> Screen:
    from desktop.ui.exchange.screen import ExchangeScreen  # noqa: PLC0415

    return ExchangeScreen(bench)


def _reports(bench: Bench) -> Screen:
    from desktop.ui.reports.screen import ReportsScreen  # noqa: PLC0415

    return ReportsScreen(bench)


def _office(bench: Bench) -> Screen:
    from desktop.ui.office.screen import OfficeScreen  # noqa: PLC0415

    return OfficeScreen(bench)


PLACES = (
    Place("home", N_("Home"), "home-outline", _home),
    Place("families", N_("Families"), "account-group-outline", _families),
    Place("quality", N_("Data quality"), "clipboard-check-outline", _quality, under="families"),
    Place("duplicates", N_("Duplicates"), "account-switch-outline", _duplicates, under="families"),
    Place("official_lists", N_("Official lists"), "clipboard-list-outline", _official_lists, under="families"),
    Place("validating", N_("Validation"), "account-check-outline", _validating, under="families"),
    Place("visits", N_("Visits"), "clipboard-text-clock-outline", _visits),
    Place("commitments", N_("Commitments"), "check-decagram-outline"),
    Place("payout", N_("Pay-out"), "cash-multiple", _payout),
    Place("payday", N_("Pay desk"), "account-cash-outline", _payday, under="payout"),
    Place("signed", N_("Signed receipts"), "file-sign", _signed, under="payout"),
    Place("payers", N_("Bank and post"), "bank-outline", _payers, under="payout"),
    Place("accounting", N_("Accounting"), "scale-balance", _accounting, under="payout"),
    Place("auditing", N_("Audit tests"), "shield-search", _auditing, under="payout"),
    Place("letters", N_("Letters"), "email-outline", _letters),
    Place("exchange", N_("Data exchange"), "swap-horizontal", _exchange),
    Place("facilitators", N_("Facilitators"), "account-tie-outline"),
    Place("reports", N_("Reports"), "chart-box-outline", _reports),
)
SETTINGS = Place("office", N_("Settings"), "cog-outline", _office)

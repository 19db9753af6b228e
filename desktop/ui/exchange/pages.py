"""The tabs of the room in their order; each is loaded when it is first looked at."""

from collections.abc import Callable
from dataclasses import dataclass

from desktop.services.desk import Desk
from desktop.ui.screen import Bench
from desktop.ui.tabbed import Tab
from desktop.wording import N_

OUTBOX, INBOX, KEYS = "outbox", "inbox", "keys"
DIFFERENCES, BOARD = "differences", "completeness"


@dataclass(frozen=True, slots=True)
class Page:
    """A tab: its name, its title, what makes it, and the service that counts what waits on it."""

    name: str
    title: str
    build: Callable[[Bench], Tab]
    count: Callable[[Desk], int] | None = None


def _outbox(bench: Bench) -> Tab:
    from desktop.ui.exchange.outbox import OutboxTab  # noqa: PLC0415 - loaded when first looked at

    return OutboxTab(bench)


def _inbox(bench: Bench) -> Tab:
    from desktop.ui.exchange.inbox import InboxTab  # noqa: PLC0415

    return InboxTab(bench)


def _keys(bench: Bench) -> Tab:
    from desktop.ui.exchange.key_cards import KeyCardsTab  # noqa: PLC0415

    return KeyCardsTab(bench)


def _differences(bench: Bench) -> Tab:
    from desktop.ui.exchange.differences import DifferencesTab  # noqa: PLC0415

    return DifferencesTab(bench)


def _board(bench: Bench) -> Tab:
    from desktop.ui.exchange.completeness import CompletenessTab  # noqa: PLC0415

    return CompletenessTab(bench)


def _to_decide(desk: Desk) -> int:
    from desktop.services.exchange import conflicts  # noqa: PLC0415

    return sum(row.mine for row in conflicts.listed(desk))


def _late(desk: Desk) -> int:
    from desktop.services.exchange import registers  # noqa: PLC0415

    return registers.late(desk)


def _waiting(desk: Desk) -> int:
    from desktop.services.exchange import arrivals  # noqa: PLC0415

    return arrivals.waiting(desk)


def _to_confirm(desk: Desk) -> int:
    from desktop.services.exchange import registers  # noqa: PLC0415

    return len(registers.cards_to_confirm(desk))


PAGES = (
    Page(OUTBOX, N_("Send"), _outbox, _late),
    Page(INBOX, N_("Receive"), _inbox, _waiting),
    Page(KEYS, N_("Office keys"), _keys, _to_confirm),
    Page(DIFFERENCES, N_("Differences"), _differences, _to_decide),
    Page(BOARD, N_("Completeness"), _board),
)

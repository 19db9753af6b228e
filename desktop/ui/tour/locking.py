"""The office locks by itself, opens with the printed code, and says so when the program is at fault."""

from desktop.ui.home.screen import HomeScreen
from desktop.ui.kit.trouble import Trouble, describe
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

MOMENT = 0.003  # minutes


def idle(guide: Guide) -> None:
    people.enter(guide, "operator")
    guide.window.idle.start(MOMENT)
    guide.until(lambda: guide.window.workspace is None, "the office does not lock")


def recovery(guide: Guide) -> None:
    gate = guide.window.entry.gate
    if gate is None:
        raise Lost("the sign-in page is not in view")
    gate.recovery_wanted.emit()


def trouble(guide: Guide) -> None:
    """Show the dialog as it stands over the work; nothing went wrong."""
    people.enter(guide, "operator")
    guide.screen(HomeScreen, "home")
    Trouble(guide.shared.t, describe(RuntimeError()), guide.window).open()


STOPS = (
    Stop("terkunci", "Terkunci karena lama tidak dipakai", idle),
    Stop("pemulihan", "Lupa kata sandi", recovery),
    Stop("gangguan", "Gangguan program", trouble),
)

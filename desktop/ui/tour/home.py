"""What waits for each of the four."""

from functools import partial

from desktop.ui.home.screen import HomeScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop


def home_of(name: str, guide: Guide) -> None:
    people.enter(guide, name)
    guide.screen(HomeScreen, "home")


STOPS = (
    Stop("beranda-auditor", "Beranda auditor", partial(home_of, "auditor")),
    Stop("beranda-administrator", "Beranda administrator", partial(home_of, "admin")),
    Stop("beranda-kepala-seksi", "Beranda kepala seksi", partial(home_of, "supervisor")),
    Stop("beranda-operator", "Beranda operator", partial(home_of, "operator"), key=True),
)

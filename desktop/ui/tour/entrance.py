"""The way in: the sign-in page, and a wrong password."""

from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop


def gate(guide: Guide) -> None:
    people.to_gate(guide, guide.ground.office)


def wrong(guide: Guide) -> None:
    people.type_in(guide, "operator", "bukan kata sandinya")


STOPS = (
    Stop("masuk", "Layar masuk", gate, key=True),
    Stop("kata-sandi-salah", "Kata sandi salah", wrong),
)

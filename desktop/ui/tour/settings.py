"""The settings, section by section, as the administrator sees them; one as an operator does."""

from functools import partial

from desktop.ui.office.screen import OfficeScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

SECTIONS = (
    ("letterhead", "Kop surat"),
    ("officials", "Penanda tangan"),
    ("papers", "Kuitansi dan surat"),
    ("stamp", "Bea meterai"),
    ("programmes", "Program"),
    ("users", "Pengguna"),
    ("safety", "Kunci otomatis"),
    ("backup", "Cadangan"),
    ("recovery", "Lembar pemulihan"),
    ("password", "Kata sandi"),
    ("look", "Tampilan"),
    ("printer", "Printer"),
    ("about", "Tentang program"),
)


def section(name: str, guide: Guide) -> None:
    people.enter(guide, "admin")
    screen = guide.screen(OfficeScreen, "office", name)
    if screen.in_view().name != name:
        raise Lost(f"there is no section {name}")


def as_operator(guide: Guide) -> None:
    people.enter(guide, "operator")
    guide.screen(OfficeScreen, "office", "letterhead")


STOPS = (
    *(
        Stop(f"pengaturan-{name}", f"Pengaturan: {title}", partial(section, name), key=name == "users")
        for name, title in SECTIONS
    ),
    Stop("pengaturan-operator", "Pengaturan bagi operator", as_operator),
)

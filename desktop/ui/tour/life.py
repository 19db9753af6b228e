"""What happens to a family: a death, who receives the money from then on, its history, and everybody on a day."""

from datetime import date
from uuid import UUID

from desktop.rules.life import Life
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.page import LifePage
from desktop.ui.families.life.questions import SEEN
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

REST_MS = 700  # the detail follows the selection once it rests


def place(guide: Guide) -> FamiliesScreen:
    people.enter(guide, "operator")
    return guide.screen(FamiliesScreen, "families")


def open_large(guide: Guide) -> FamiliesScreen:
    """Open the first family of the list in which somebody can follow the caretaker."""
    screen = place(guide)
    rows = [row for row in screen.browse.listing.model.rows if isinstance(row, FamilyListRow)]
    screen.browse.listing.view.choose(max(rows, key=lambda row: row.members).id)
    guide.pause(REST_MS)
    guide.settle()
    if screen.browse.panel.detail is None:
        raise Lost("the family does not open")
    return screen


def entering(guide: Guide) -> LifePage:
    return place(guide).pages.life.entering


def death(guide: Guide) -> None:
    screen = open_large(guide)
    if screen.browse.panel.detail is not None:
        guide.notes["family"] = str(screen.browse.panel.detail.id)
    screen.browse.panel.life.buttons[0].click()
    guide.settle()
    page = entering(guide)
    page.menu.choose(Life.DEATH)
    form = page.form.form
    if page.opening is None or form is None:
        raise Lost("no event can be entered")
    caretaker = page.opening.family.caretaker
    if caretaker is None:
        raise Lost("the family has no caretaker")
    form.fill({"member": caretaker.id, "on": guide.desk.today(), "paper": "Surat kematian desa 474.3/12/2019"})
    form.typed.emit()
    guide.settle()


def succession(guide: Guide) -> None:
    page = entering(guide)
    page.save()
    guide.settle()
    if page.kind is not Life.CARETAKER:
        raise Lost("nobody asks who follows")


def history(guide: Guide) -> None:
    page = entering(guide)
    if page.form.form is not None:
        seen = {name: True for name in page.form.form.blocks if name.startswith(SEEN)}
        page.form.form.fill({"paper": "Berita acara ganti pengurus 460/31/2019", **seen})
    page.save()
    guide.settle()
    if page.dirty:
        raise Lost("nobody follows the caretaker")
    screen = place(guide)
    screen.enter(UUID(guide.notes["family"]))
    guide.pause(REST_MS)
    guide.settle()
    screen.browse.panel.life.buttons[-1].click()
    guide.settle()
    look = screen.pages.life.history
    if look.found is None:
        raise Lost("the history does not open")
    look.look_at(guide.desk.today())
    guide.settle()


def everybody(guide: Guide) -> None:
    screen = place(guide)
    screen.pages.life.show_list()
    page = screen.pages.life.listed
    page.day.setText(f"{guide.desk.today():%d/%m/%Y}")
    page.look()
    guide.settle()
    if page.found is None or page.found.on < date(2000, 1, 1):
        raise Lost("the list of a day is not read")


def back(guide: Guide) -> None:
    screen = place(guide)
    screen.pages.life.listed.leave()
    guide.settle()


STOPS = (
    Stop("peristiwa-meninggal", "Peristiwa: pengurus meninggal, dan akibatnya", death, key=True),
    Stop("peristiwa-pengganti", "Siapa yang menerima uang selanjutnya", succession, key=True),
    Stop("riwayat-keluarga", "Riwayat keluarga dan keadaannya pada satu hari", history, key=True),
    Stop("keluarga-pada-hari", "Semua keluarga pada satu hari", everybody, key=True),
    Stop("keluarga-setelah", "Kembali ke daftar", back),
)

"""What happens to families: a death and who follows, history, everybody on a day, a divorce and the card it parts."""

from datetime import date
from uuid import UUID

from desktop.rules.life import Life
from desktop.rules.terms import Marital, Relation
from desktop.services.families.finding import FamilyListRow
from desktop.ui.families.life.page import LifePage
from desktop.ui.families.life.questions import SEEN
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

REST_MS = 700  # the detail follows the selection once it rests
MOST_OPENED = 30  # families, to find one of a husband and a wife


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


def open_married(guide: Guide) -> tuple[UUID, UUID]:
    """Open the first family of a husband and a wife; answers their ids."""
    screen = place(guide)
    rows = [row for row in screen.browse.listing.model.rows if isinstance(row, FamilyListRow)]
    for row in rows[:MOST_OPENED]:
        screen.browse.show_family(row.id)
        guide.settle()
        detail = screen.browse.panel.detail
        people = [] if detail is None else detail.fields.members
        pair = {one.relation: one.id for one in people if one.marital is Marital.MARRIED}
        head, spouse = pair.get(Relation.HEAD), pair.get(Relation.SPOUSE)
        if head is not None and spouse is not None:
            return head, spouse
    raise Lost("nobody is married")


def divorce(guide: Guide) -> None:
    head, spouse = open_married(guide)
    place(guide).browse.panel.life.buttons[0].click()
    guide.settle()
    page = entering(guide)
    page.menu.choose(Life.DIVORCE)
    typed = {"member": spouse, "partner": head, "leaves": spouse, "own_card": True}
    answer(guide, on=guide.desk.today(), paper="Akta cerai 0112/AC/2019", **typed)


def parting(guide: Guide) -> None:
    page = entering(guide)
    page.save()
    guide.settle()
    if page.kind is not Life.SPLIT:
        raise Lost("nobody asks who goes along to the new card")
    answer(guide, on=guide.desk.today(), paper="KK baru", address="Kp. Sawah", rt="003", rw="001")


def parted(guide: Guide) -> None:
    page = entering(guide)
    page.save()
    guide.settle()
    if page.dirty:
        raise Lost("the card is not parted")


def answer(guide: Guide, **values: object) -> None:
    """Fill in the form of the event in view, as by typing."""
    form = entering(guide).form.form
    if form is None:
        raise Lost("no event can be entered")
    form.fill(values)
    form.typed.emit()
    guide.settle()


STOPS = (
    Stop("peristiwa-meninggal", "Peristiwa: pengurus meninggal, dan akibatnya", death, key=True),
    Stop("peristiwa-pengganti", "Siapa yang menerima uang selanjutnya", succession, key=True),
    Stop("riwayat-keluarga", "Riwayat keluarga dan keadaannya pada satu hari", history, key=True),
    Stop("keluarga-pada-hari", "Semua keluarga pada satu hari", everybody, key=True),
    Stop("keluarga-setelah", "Kembali ke daftar", back),
    Stop("peristiwa-cerai", "Peristiwa: perceraian, dan siapa yang membuat KK sendiri", divorce, key=True),
    Stop("peristiwa-pisah-kk", "KK dipisah: siapa yang ikut, dan di mana mereka tinggal", parting, key=True),
    Stop("keluarga-terpisah", "Dua keluarga sesudah KK dipisah", parted),
)

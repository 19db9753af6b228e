"""Families: the list, searching as one types, a family opened, written down with mistakes, taken in, put on paper."""

from datetime import date

from PySide6.QtWidgets import QScrollArea

from desktop.rules.terms import Relation, Sex
from desktop.services.families import photographs
from desktop.services.families.fields import MemberDetail
from desktop.services.families.finding import FamilyListRow
from desktop.services.families.photographs import Shows
from desktop.services.importing.previewing import ImportPreview
from desktop.ui.families.intake.page import Intake
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.kit.question import Question
from desktop.ui.tour import people, pictures
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.register import write_register, write_unknown

TYPED = "siti"
REST_MS = 700  # the detail follows the selection once it rests


def place(guide: Guide) -> FamiliesScreen:
    people.enter(guide, "operator")
    return guide.screen(FamiliesScreen, "families")


def whole_list(guide: Guide) -> None:
    place(guide)


def typed(guide: Guide) -> None:
    screen = place(guide)
    screen.browse.listing.narrowing.search.setText(TYPED)
    guide.pause(REST_MS)
    guide.settle()
    rows = screen.browse.listing.model.rows
    if not rows:
        raise Lost(f"nobody is called {TYPED}")


def opened(guide: Guide) -> None:
    screen = place(guide)
    first = screen.browse.listing.model.rows[0]
    if not isinstance(first, FamilyListRow):
        raise Lost("the list holds no families")
    screen.browse.listing.view.setFocus()
    screen.browse.listing.view.choose(first.id)
    guide.pause(REST_MS)


def photographed(guide: Guide) -> None:
    """Give the family in view photographs; the ones with numbers stay covered."""
    panel = place(guide).browse.panel
    if panel.detail is None or panel.detail.fields.members[0].id is None:
        raise Lost("no family is open")
    desk, family = guide.screen(FamiliesScreen, "families").bench.desk, panel.detail.id
    photographs.add(desk, family, Shows.HOUSE, pictures.house())
    photographs.add(desk, family, Shows.KTP, pictures.card(), panel.detail.fields.members[0].id)
    place(guide).refresh()
    guide.settle()
    for area in panel.findChildren(QScrollArea):
        area.ensureWidgetVisible(panel.photos)


def carded(guide: Guide) -> None:
    screen = place(guide)
    rows = screen.browse.listing.model.rows
    family = next((row for row in rows if isinstance(row, FamilyListRow) and row.card_number), None)
    if family is None:
        raise Lost("no family has a card")
    screen.browse.show_family(family.id)
    guide.settle()
    if screen.browse.panel.card is None:
        raise Lost("the operator cannot print cards")
    screen.browse.panel.card.click()
    guide.settle()
    screen.pages.card.save_to(guide.ground.papers / "kartu-peserta.pdf")


def resembling(guide: Guide) -> None:
    """Write down somebody who is there already."""
    screen = place(guide)
    screen.pages.card.leave()
    known = screen.browse.listing.model.rows[0]
    if not isinstance(known, FamilyListRow):
        raise Lost("the list holds no families")
    screen.write_new()
    body = screen.form.body
    body.people.show_members((MemberDetail(known.caretaker_name),), 0)
    body.look(None)
    guide.pause(REST_MS)
    guide.settle()
    if not body.alike.hits:
        raise Lost("nobody resembles who is there already")


def resembled(guide: Guide) -> None:
    """Throw away what was typed, so that the list stands there again."""
    screen = place(guide)
    screen.form.leave()
    asked = screen.form.findChildren(Question)
    if asked:
        asked[-1].do_it.click()
    guide.settle()


def nobody(guide: Guide) -> None:
    resembled(guide)
    screen = place(guide)
    screen.browse.listing.narrowing.search.setText("tidak ada nama ini")
    guide.pause(REST_MS)


def problems(guide: Guide) -> None:
    screen = place(guide)
    screen.browse.listing.narrowing.search.setText("")
    screen.write_new()
    body = screen.form.body
    mother = MemberDetail(
        "SITI MAEMUNAH", nik="3601015708850001", sex=Sex.MALE, birth_date=date(1985, 8, 17), relation=Relation.HEAD
    )
    child = MemberDetail("", nik="36010103051")
    body.people.show_members((mother, child), 0)
    body.home.show_fields(body.fields)
    screen.form.save()


def housing(guide: Guide) -> None:
    place(guide).form.body.tabs.setCurrentIndex(1)


def support(guide: Guide) -> None:
    place(guide).form.body.tabs.setCurrentIndex(2)


def intake(guide: Guide) -> Intake:
    found = place(guide).intake
    if found is None:
        raise Lost("the operator cannot take in registers")
    return found


def start(guide: Guide) -> None:
    screen = place(guide)
    screen.form.leave()
    asked = screen.form.findChildren(Question)
    if not asked:
        raise Lost("what was typed is thrown away without a question")
    asked[-1].do_it.click()
    guide.settle()
    screen.take_in()


def first_file(guide: Guide) -> None:
    """Take in half of the register, so that the whole of it holds rows that are known, changed and new."""
    page = intake(guide)
    page.read(write_register(guide.ground.scratch / "desa-awal.xlsx", whole=False))
    guide.settle()
    page.accept()
    guide.settle()
    page.leave()
    guide.settle()
    place(guide).take_in()
    page.read(write_register(guide.ground.scratch / "desa-cikadu.xlsx", whole=True))
    guide.settle()
    if page.previewed is None or not all(_kinds(page.previewed)):
        raise Lost("the register is not read as it is written")


def taken(guide: Guide) -> None:
    intake(guide).accept()


def columns(guide: Guide) -> None:
    """A list that nobody knows: what its columns mean is asked once."""
    page = intake(guide)
    page.leave()
    place(guide).take_in()
    page.read(write_unknown(guide.ground.scratch / "warga-desa.xlsx"))
    guide.settle()
    if page.pages.currentWidget() is not page.columns:
        raise Lost("an unknown list is not asked about")


def undo(guide: Guide) -> None:
    page = intake(guide)
    page.leave()
    place(guide).take_in()
    guide.settle()
    page.start.earlier.view.selectRow(0)
    page.start.earlier.undo.click()
    guide.settle()
    if page.undo.shown is None:
        raise Lost("an import cannot be looked at for undoing")


def on_paper(guide: Guide) -> None:
    intake(guide).leave()
    screen = place(guide)
    screen.print_list()
    guide.settle()
    screen.paper.save_to(guide.ground.papers / "daftar-keluarga.pdf")


def _kinds(previewed: ImportPreview) -> tuple[int, ...]:
    counts = previewed.counts
    return counts.new, counts.changed, counts.same, counts.refused


STOPS = (
    Stop("keluarga", "Daftar keluarga", whole_list, key=True),
    Stop("keluarga-cari", f"Mengetik “{TYPED}”", typed),
    Stop("keluarga-terbuka", "Satu keluarga dibuka", opened, key=True),
    Stop("keluarga-foto", "Foto keluarga; KTP tertutup sampai diminta", photographed, key=True),
    Stop("keluarga-kartu", "Kartu peserta dengan kode QR", carded, key=True),
    Stop("keluarga-mirip", "Mengetik orang yang mungkin sudah terdaftar", resembling, key=True),
    Stop("keluarga-tidak-ketemu", "Tidak ada yang cocok", nobody),
    Stop("keluarga-baru", "Keluarga baru dengan isian yang salah", problems, key=True),
    Stop("keluarga-baru-rumah", "Keluarga baru: rumah dan barang", housing, key=True),
    Stop("keluarga-baru-lain", "Keluarga baru: rekening, bantuan lain, letak", support, key=True),
    Stop("impor-mulai", "Impor: pilih berkas", start),
    Stop("impor-pratinjau", "Impor: baru, berubah, sama, ditolak", first_file, key=True),
    Stop("impor-hasil", "Impor: hasil", taken),
    Stop("impor-kolom", "Impor: arti kolom daftar yang belum dikenal", columns),
    Stop("impor-batal", "Impor: membatalkan yang sudah diterima", undo),
    Stop("keluarga-kertas", "Daftar di atas kertas", on_paper),
)

"""Families: the list, searching as one types, a family opened, written down with mistakes, taken in, put on paper."""

from datetime import date

from desktop.rules.terms import Relation, Sex
from desktop.services.families.fields import MemberDetail
from desktop.services.families.finding import FamilyListRow
from desktop.services.importing.previewing import ImportPreview
from desktop.ui.families.intake.page import Intake
from desktop.ui.families.screen import FamiliesScreen
from desktop.ui.kit.question import Question
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.register import write_register

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


def nobody(guide: Guide) -> None:
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
    Stop("keluarga-tidak-ketemu", "Tidak ada yang cocok", nobody),
    Stop("keluarga-baru", "Keluarga baru dengan isian yang salah", problems, key=True),
    Stop("impor-mulai", "Impor: pilih berkas", start),
    Stop("impor-pratinjau", "Impor: baru, berubah, sama, ditolak", first_file, key=True),
    Stop("impor-hasil", "Impor: hasil", taken),
    Stop("keluarga-kertas", "Daftar di atas kertas", on_paper),
)

"""Validation: a family explained, results of a list and of one family, statuses, minutes on paper, quotas."""

from typing import Final, TypeVar

from PySide6.QtWidgets import QWidget

from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling, programmes
from desktop.services.enrolling import Move
from desktop.services.validating.results import Result
from desktop.ui.kit.question import Question
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.validating.category import CategoryPage
from desktop.ui.validating.changing import ChangePage
from desktop.ui.validating.minutes import MinutesPage
from desktop.ui.validating.paper import MinutesPaper
from desktop.ui.validating.quotas import QuotaPage
from desktop.ui.validating.recording import RecordPage
from desktop.ui.validating.screen import ValidatingScreen

REST_MS: Final = 700
PLACES: Final = 2

P = TypeVar("P", bound=QWidget)


def place(guide: Guide) -> ValidatingScreen:
    people.enter(guide, "operator")
    return guide.screen(ValidatingScreen, "validating")


def listed(guide: Guide) -> ValidatingScreen:
    """Be in the list, whatever was typed on a page beside it."""
    screen = place(guide)
    if screen.page is not None:
        screen.page.leave()
        for question in screen.page.findChildren(Question) if screen.page is not None else ():
            question.do_it.click()
        guide.settle()
    guide.pause(REST_MS)
    guide.settle()
    return screen


def page(guide: Guide, kind: type[P]) -> P:
    guide.settle()
    return guide.page(kind, place(guide).page)


def explained(guide: Guide) -> None:
    screen = listed(guide)
    screen.browse.listing.view.selectRow(0)
    guide.pause(REST_MS)
    guide.settle()
    if screen.browse.panel.shown is None:
        raise Lost("no family is explained")


def recorded(guide: Guide) -> None:
    """Say of all that is listed that it is not valid, and see what that does; it is not saved."""
    listed(guide).record_all()
    found = page(guide, RecordPage)
    found.form.fill({"result": Result.NOT_VALID, "note": "Musyawarah desa 12 Mei 2019"})
    found.form.typed.emit()
    guide.pause(REST_MS)
    guide.settle()


def one_recorded(guide: Guide) -> None:
    listed(guide).browse.listing.narrowing.choose(EnrolmentStatus.CANDIDATE)
    guide.settle()
    explained(guide)
    place(guide).record_one()
    found = page(guide, RecordPage)
    found.form.fill({"result": Result.NOT_VALID, "note": "Dikunjungi bersama pendamping"})
    found.form.typed.emit()
    next(iter(found.reasons.boxes.values())).setChecked(True)
    guide.pause(REST_MS)
    guide.settle()
    found.form.submit()
    guide.settle()
    if place(guide).page is not None:
        raise Lost("a result is not saved")


def minutes(guide: Guide) -> None:
    listed(guide).show_minutes()
    found = page(guide, MinutesPage)
    found.form.fill({"place": "Aula Kecamatan Munjul", "signed_by": "SITI MAEMUNAH, Pendamping\nASEP SAEFUDIN, Camat"})


def on_paper(guide: Guide) -> None:
    found = page(guide, MinutesPage)
    found.form.submit()
    guide.settle()
    found.view.selectRow(0)
    found.print_button.click()
    paper = page(guide, MinutesPaper)
    guide.settle()
    paper.save_to(guide.ground.papers / "berita-acara-validasi.pdf")
    guide.settle()
    if paper.paper is None:
        raise Lost("the minutes are not written")


def changed(guide: Guide) -> None:
    listed(guide).change_all()
    found = page(guide, ChangePage)
    found.form.fill({"status": EnrolmentStatus.SUSPENDED, "reason": "Menunggu pemutakhiran data"})
    found.form.typed.emit()
    guide.pause(REST_MS)
    guide.settle()


def quotas(guide: Guide) -> None:
    listed(guide).show_quotas()
    found = page(guide, QuotaPage)
    found.view.selectRow(0)
    guide.settle()
    found.village.form.fill({"places": PLACES})
    found.village.form.submit()
    guide.settle()


def category(guide: Guide) -> None:
    """Let the office run a programme that pays by category too, and enrol one family in it."""
    people.enter(guide, "admin")
    programmes.add(guide.desk, "jscb-2023", guide.shared.resources)
    explained(guide)
    shown = place(guide).browse.panel.shown
    if shown is None:
        raise Lost("no family is explained")
    day = guide.desk.today()
    step = Move(EnrolmentStatus.CANDIDATE, day, "Diusulkan kelurahan")
    enrolling.enrol(guide.desk, [shown.household], "jscb", step)
    screen = listed(guide)
    screen.browse.listing.begin()
    guide.settle()
    screen.browse.listing.narrowing.programme.choose("jscb")
    screen.browse.listing.refresh()
    explained(guide)
    screen.categorise()
    found = page(guide, CategoryPage)
    guide.settle()
    found.form.fill({"category": "orphan", "on": day, "reason": "Ayah dan ibu meninggal, diasuh nenek"})
    found.form.typed.emit()
    guide.settle()


def back(guide: Guide) -> None:
    listing = listed(guide).browse.listing
    listing.narrowing.programme.choose("jamsosratu")
    listing.refresh()
    guide.settle()
    listed(guide).browse.listing.narrowing.choose(None)
    guide.settle()


STOPS = (
    Stop("validasi", "Validasi calon", explained, key=True),
    Stop("validasi-hasil", "Hasil validasi untuk seluruh daftar", recorded, key=True),
    Stop("validasi-satu", "Hasil satu keluarga sudah dicatat", one_recorded),
    Stop("validasi-berita-acara", "Berita acara hasil validasi", minutes, key=True),
    Stop("validasi-kertas", "Berita acara di atas kertas", on_paper, key=True),
    Stop("validasi-status", "Mengubah status satu daftar", changed, key=True),
    Stop("validasi-kuota", "Kuota desa dan daftar tunggu", quotas, key=True),
    Stop("validasi-kategori", "Kategori keluarga dan pengaruhnya", category, key=True),
    Stop("validasi-akhir", "Kembali ke daftar", back),
)

"""The rooms below the families: what is doubtful, who may be one, lists of other offices."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

from desktop.services.families import finding
from desktop.ui.duplicates.screen import DuplicatesScreen
from desktop.ui.official_lists.hold import Hold
from desktop.ui.official_lists.screen import OfficialListsScreen
from desktop.ui.quality.screen import QualityScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop

REST_MS = 700
FAMILIES: Final = 8
WORDS: Final = ("PADAN", "PADAN", "PADAN", "TIDAK PADAN", "PADAN", "PADAN", "MENINGGAL", "TIDAK DITEMUKAN")


def quality(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(QualityScreen, "quality")
    guide.pause(REST_MS)
    guide.settle()
    if screen.clinic.kinds.model.rows:
        screen.clinic.kinds.view.selectRow(0)
        guide.settle()


def for_registry(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(QualityScreen, "quality")
    screen.for_registry()
    guide.settle()
    screen.paper.part.save_to(guide.ground.papers / "daftar-dukcapil.pdf")
    guide.settle()
    if screen.paper.part.paper is None:
        raise Lost("the list for the civil registry is not written")


def compared(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(DuplicatesScreen, "duplicates")
    screen.browse.listing.view.selectRow(0)
    guide.pause(REST_MS)
    guide.settle()
    if screen.browse.panel.detail is None:
        raise Lost("no pair is compared")


def duplicates(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(DuplicatesScreen, "duplicates")
    guide.settle()
    screen.search()
    guide.settle()
    guide.pause(REST_MS)
    guide.settle()


def begun(guide: Guide) -> None:
    """Say which list it is, and see what its columns seem to mean."""
    people.enter(guide, "operator")
    screen = guide.screen(OfficialListsScreen, "official_lists", "hold")
    hold = guide.page(Hold, screen.hold)
    hold.look(_answer(guide, guide.ground.scratch / "jawaban-dukcapil.xlsx"))
    guide.settle()
    hold.explain()


def held(guide: Guide) -> None:
    """An answer of Dukcapil about some of ours: most agree, one does not, one died, one is nobody here."""
    people.enter(guide, "operator")
    screen = guide.screen(OfficialListsScreen, "official_lists", "hold")
    hold = guide.page(Hold, screen.hold)
    hold.look(_answer(guide, guide.ground.scratch / "jawaban-dukcapil.xlsx"))
    guide.settle()


def kept(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(OfficialListsScreen, "official_lists")
    guide.page(Hold, screen.hold).accept()
    guide.settle()


def together(guide: Guide) -> None:
    people.enter(guide, "operator")
    guide.screen(OfficialListsScreen, "official_lists", "together")
    guide.settle()


def _answer(guide: Guide, path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Jawaban"
    sheet.append(["NIK", "Nama", "Hasil"])
    found = finding.find_whole(guide.desk, "siti", FAMILIES)
    for number, member in enumerate(member for family in found for member in family.members if member.nik):
        sheet.append([member.nik, member.name, WORDS[number % len(WORDS)]])
    sheet.append(["3201011003840001", "ORANG LAIN", "PADAN"])
    book.save(path)
    return path


STOPS = (
    Stop("mutu-data", "Mutu data", quality, key=True),
    Stop("mutu-data-kertas", "Daftar untuk Dukcapil di atas kertas", for_registry),
    Stop("data-ganda", "Data ganda", duplicates),
    Stop("data-ganda-banding", "Dua orang dibandingkan", compared, key=True),
    Stop("daftar-resmi-kolom", "Arti kolom daftar resmi", begun),
    Stop("daftar-resmi", "Daftar resmi dipadankan", held, key=True),
    Stop("daftar-resmi-tersimpan", "Hasil daftar resmi", kept),
    Stop("bantuan-bersamaan", "Bantuan yang boleh bersamaan", together, key=True),
)

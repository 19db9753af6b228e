"""The rooms below the families: what is doubtful, who may be one, lists of other offices, validation."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

from desktop.services.families import finding
from desktop.ui.duplicates.screen import DuplicatesScreen
from desktop.ui.official_lists.hold import Hold
from desktop.ui.official_lists.screen import OfficialListsScreen
from desktop.ui.quality.screen import QualityScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop
from desktop.ui.validating.screen import ValidatingScreen

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


def duplicates(guide: Guide) -> None:
    people.enter(guide, "operator")
    screen = guide.screen(DuplicatesScreen, "duplicates")
    guide.settle()
    screen.search()
    guide.settle()
    guide.pause(REST_MS)
    guide.settle()


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
    sheet.append(["NIK", "Nama", "Hasil"])
    found = finding.find_whole(guide.desk, "siti", FAMILIES)
    for number, member in enumerate(member for family in found for member in family.members if member.nik):
        sheet.append([member.nik, member.name, WORDS[number % len(WORDS)]])
    sheet.append(["3201011003840001", "ORANG LAIN", "PADAN"])
    book.save(path)
    return path


def validating(guide: Guide) -> None:
    people.enter(guide, "operator")
    guide.screen(ValidatingScreen, "validating")
    guide.pause(REST_MS)
    guide.settle()


STOPS = (
    Stop("mutu-data", "Mutu data", quality, key=True),
    Stop("data-ganda", "Data ganda", duplicates, key=True),
    Stop("daftar-resmi", "Daftar resmi dipadankan", held, key=True),
    Stop("daftar-resmi-tersimpan", "Hasil daftar resmi", kept),
    Stop("bantuan-bersamaan", "Bantuan yang boleh bersamaan", together, key=True),
    Stop("validasi", "Validasi calon", validating, key=True),
)

"""Reports: realisation, the list to be signed, the minutes of a pay-out."""

from desktop.services.reports.kinds import Kind
from desktop.ui.reports.page import ReportsPage
from desktop.ui.reports.screen import ReportsScreen
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Stop

PLACE = "Aula Kantor Kecamatan Sumur"
WITNESSES = "H. Sukarta, Camat Sumur; Ujang Supriatna, Kepala Desa"


def place(guide: Guide) -> ReportsPage:
    people.enter(guide, "operator")
    return guide.screen(ReportsScreen, "reports").page


def chosen(guide: Guide, kind: Kind) -> ReportsPage:
    """Choose a report and wait until its first page is drawn."""
    page = place(guide)
    guide.settle()
    page.choices.kind.choose(kind)
    page.choices.kind.chosen.emit(kind)
    guide.settle()
    guide.until(lambda: page.preview.view.pictures.picture(0) is not None, "the report is not drawn")
    return page


def realisation(guide: Guide) -> None:
    chosen(guide, Kind.REALISATION)


def nominative(guide: Guide) -> None:
    chosen(guide, Kind.NOMINATIVE)


def minutes(guide: Guide) -> None:
    page = chosen(guide, Kind.MINUTES)
    page.choices.number.put("460/123/Linjamsos/2019")
    page.choices.place.put(PLACE)
    page.choices.witnesses.put(WITNESSES)
    page.again()
    guide.settle()
    guide.until(lambda: page.preview.view.pictures.picture(0) is not None, "the minutes are not drawn")


STOPS = (
    Stop("laporan-realisasi", "Realisasi menurut desa", realisation, key=True),
    Stop("laporan-nominatif", "Daftar nominatif dan tanda terima", nominative),
    Stop("laporan-berita-acara", "Berita acara penyaluran", minutes),
)

"""The last pages of a collective list: each village with the sums of its pages, and what all of them come to."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from desktop.documents.signed_rows import Closing, ListSums, Part, SignedColumn, SignedList, SignedRow
from desktop.models import PayList
from desktop.rules.money import grouped, rupiah
from desktop.services.reports import heads
from desktop.services.reports.kinds import TITLES, Kind
from desktop.services.reports.reading import Village

COLUMNS = (
    SignedColumn("No", 0.4, 1.0),
    SignedColumn("Kecamatan", 2.2),
    SignedColumn("Desa/Kelurahan", 2.4),
    SignedColumn("Halaman", 0.9, 1.0),
    SignedColumn("Penerima", 1.0, 1.0),
    SignedColumn("Jumlah", 1.8, 1.0),
)
MONEY = 5


def part(session: Session, kind: Kind, pay_list: PayList, there: Sequence[Village], sums: Sequence[ListSums]) -> Part:
    """A list of the sums of the pages as they were written, village after village."""
    heading = (f"REKAPITULASI {TITLES[kind].upper()}", *heads.heading(session, kind, pay_list)[1:])
    sheet = SignedList(heading, heads.about(pay_list), COLUMNS, _closing(session), MONEY)
    return sheet, _rows(there, sums)


def _closing(session: Session) -> Closing:
    """Who signs the list signs its sum; the stamp is on the lists themselves."""
    return Closing(
        words=True,
        place_and_date=heads.place_by_hand(session),
        signers=(heads.knows(session), *heads.officials(session)),
    )


def _rows(there: Sequence[Village], sums: Sequence[ListSums]) -> Iterator[SignedRow]:
    for number, (village, of_village) in enumerate(zip(there, sums, strict=True), 1):
        place = (str(number), village.district, village.name or village.word)
        for page in of_village.pages:
            cells = (*place, str(page.number), grouped(page.rows), rupiah(page.rupiah))
            yield SignedRow(cells, page.rupiah, count=page.rows)
            place = ("", "", "")
        if len(of_village.pages) > 1:
            whole = (grouped(of_village.rows), rupiah(of_village.rupiah))
            yield SignedRow(("", "", f"Jumlah {village.name or village.word}", "", *whole), strong=True)

"""Lists of payments, village after village: signed or not, on paper and as a workbook."""

from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from sqlalchemy.orm import Session

from desktop.documents.signed_list import write_signed
from desktop.documents.signed_rows import Closing, Part, SignedColumn, SignedList, SignedRow
from desktop.models import PayList
from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.reports import heads, recap
from desktop.services.reports.columns import BOOK, HOLDS, MONEY, PAPER, InBook
from desktop.services.reports.kinds import Kind, Wish
from desktop.services.reports.reading import Village, payees, villages
from desktop.sheets.table import ColumnKind, TableColumn, Value, write_table

ROOM_TO_SIGN = 24.0  # points; two rows for each signature
PLACE = (TableColumn("Desa/Kelurahan", width=24), TableColumn("Kecamatan", width=24))
SIGNED = frozenset({Kind.NOMINATIVE, Kind.ATTENDANCE})


def write_paper(session: Session, desk: Desk, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    """Write the list as a PDF; answers how many payments stand in it."""
    there = places(session, pay_list, wish)
    total = sum(one.sum(HOLDS[wish.kind]).families for one in there)
    parts = (_part(desk, session, pay_list, wish.kind, one) for one in there)
    end = partial(recap.part, session, wish.kind, pay_list, there) if MONEY in PAPER[wish.kind] else None
    return write_signed(parts, heads.bundle(session, desk, wish), file, total=total, progress=progress, recap=end)


def write_book(session: Session, pay_list: PayList, wish: Wish, file: BinaryIO, progress: Progress) -> int:
    """Write the list as one sheet, village and district in columns of their own."""
    cells = BOOK[wish.kind]
    columns = [TableColumn("No", ColumnKind.NUMBER, 7), *(cell.column for cell in cells), *PLACE]
    return write_table(file, wish.kind.value, columns, _book_rows(session, pay_list, wish, cells), progress)


def places(session: Session, pay_list: PayList, wish: Wish) -> list[Village]:
    """Villages with somebody in this list."""
    there = villages(session, pay_list, wish.village)
    return [one for one in there if one.sum(HOLDS[wish.kind]).families]


def _part(desk: Desk, session: Session, pay_list: PayList, kind: Kind, village: Village) -> Part:
    cells = PAPER[kind]
    money = cells.index(MONEY) + 1 if MONEY in cells else None
    sheet = SignedList(
        heads.heading(session, kind, pay_list),
        heads.about(pay_list, village),
        (SignedColumn("No", 0.45, 1.0), *(cell.column for cell in cells)),
        _closing(desk, session, kind, village),
        money,
        ROOM_TO_SIGN if kind in SIGNED else 0.0,
    )
    return sheet, _rows(session, pay_list, kind, village)


def _closing(desk: Desk, session: Session, kind: Kind, village: Village) -> Closing:
    if kind is Kind.NOMINATIVE:
        return heads.receipt_closing(session, village)
    if kind is Kind.ATTENDANCE:
        return Closing(
            place_and_date=heads.place_by_hand(session),
            signers=(heads.village_head(village), heads.officials(session)[1]),
        )
    return heads.report_closing(session, desk.today(), words=True)


def _rows(session: Session, pay_list: PayList, kind: Kind, village: Village) -> Iterator[SignedRow]:
    cells = PAPER[kind]
    for number, row in enumerate(payees(session, pay_list, village.code, HOLDS[kind]), 1):
        yield SignedRow((str(number), *(cell.get(row) for cell in cells)), row.amount)


def _book_rows(
    session: Session, pay_list: PayList, wish: Wish, cells: tuple[InBook, ...]
) -> Iterator[tuple[Value, ...]]:
    number = 0
    for village in places(session, pay_list, wish):
        for row in payees(session, pay_list, village.code, HOLDS[wish.kind]):
            number += 1
            yield number, *(cell.get(row) for cell in cells), village.name, village.district

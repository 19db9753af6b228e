"""What a list that is signed is made of: plain rows, columns, what stands above them and who signs below."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import Paper
from desktop.documents.receipt_rows import Signatory


@dataclass(frozen=True, slots=True)
class SignedColumn:
    """`weight` shares out the width; `align` 0 is left, 1 right. Where people sign, odd rows sign left, even right."""

    title: str
    weight: float = 1.0
    align: float = 0.0
    signs: bool = False


@dataclass(frozen=True, slots=True)
class SignedRow:
    """One row; a cell may have several lines. `rupiah` is what it adds to the sums of its page."""

    cells: tuple[str, ...]
    rupiah: int = 0
    strong: bool = False  # a total among the rows: bold, signed by nobody, and counted nowhere
    count: int = 1  # how many people it stands for


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the last row. The stamp's box is drawn where the list comes to more than `stamp_above`."""

    lines: tuple[str, ...] = ()
    words: bool = False  # the sum in words
    place_and_date: str = ""
    signers: tuple[Signatory, ...] = ()
    stamp: str = ""  # Meterai Rp10.000
    stamp_above: int = 0


@dataclass(frozen=True, slots=True)
class SignedList:
    """One list, which begins on a page of its own and counts its own pages."""

    heading: tuple[str, ...]  # centred, the first line larger
    about: tuple[tuple[str, str], ...]  # Kecamatan: Labuan
    columns: tuple[SignedColumn, ...]
    closing: Closing = Closing()
    money: int | None = None  # the column whose rupiah are added up on each page; none: no sums
    row_height: float = 0.0  # at least, in points: room to sign


@dataclass(frozen=True, slots=True)
class PageSum:
    """What a page of a list came to as it was written."""

    number: int
    rows: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class ListSums:
    """The pages of one list with their sums."""

    pages: tuple[PageSum, ...]

    @property
    def rows(self) -> int:
        return sum(page.rows for page in self.pages)

    @property
    def rupiah(self) -> int:
        return sum(page.rupiah for page in self.pages)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What all lists of one file share. `made` says when and by whom it was printed."""

    title: str
    letterhead: Letterhead
    made: str
    paper: Paper = Paper.A4
    landscape: bool = True
    practice: bool = False

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.paper.size
        return (height, width) if self.landscape else (width, height)


Part: TypeAlias = tuple[SignedList, Iterable[SignedRow]]

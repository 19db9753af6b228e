"""Which reports there are, what each is called on paper, and what a person asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.money.keys import TrancheKey

READERS = (Role.OPERATOR, Role.SUPERVISOR, Role.AUDITOR)


class Kind(StrEnum):
    """Papers of DOMAIN.md 4.3; all but the last are of one list of a tranche."""

    NOMINATIVE = "nominative"
    QUOTAS = "quotas"
    MINUTES = "minutes"
    STATEMENT = "statement"
    REALISATION = "realisation"
    UNPAID = "unpaid"
    ATTENDANCE = "attendance"
    ADDRESSES = "addresses"
    RETURNS = "returns"
    YEAR = "year"


TITLES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.NOMINATIVE: "Daftar Nominatif dan Tanda Terima Bantuan Sosial",
        Kind.QUOTAS: "Perbandingan Keputusan, Kuota, dan Daftar Penerima Bantuan Sosial",
        Kind.MINUTES: "Berita Acara Penyaluran Bantuan Sosial",
        Kind.STATEMENT: "Surat Pernyataan Tanggung Jawab Mutlak",
        Kind.REALISATION: "Laporan Realisasi Penyaluran Bantuan Sosial",
        Kind.UNPAID: "Daftar Penerima yang Belum Mengambil Bantuan",
        Kind.ATTENDANCE: "Daftar Hadir Penerima Bantuan Sosial",
        Kind.ADDRESSES: "Daftar Pembayaran menurut Nama dan Alamat (BNBA)",
        Kind.RETURNS: "Daftar Pengembalian Bantuan Sosial ke Kas Daerah",
        Kind.YEAR: "Laporan Tahunan Penyaluran Bantuan Sosial",
    }
)
TEXTS = frozenset({Kind.MINUTES, Kind.STATEMENT})
"""What is no table, and so no workbook."""
LISTS = frozenset({Kind.NOMINATIVE, Kind.UNPAID, Kind.ATTENDANCE, Kind.ADDRESSES})
"""A row for each payment, village after village."""
WHOLE = frozenset({Kind.QUOTAS, Kind.RETURNS, Kind.YEAR})
"""What is never about one village alone."""


@dataclass(frozen=True, slots=True)
class Formal:
    """What a person adds to minutes and statements. Without a number the place is left to be filled in by hand."""

    number: str = ""
    on: date | None = None
    place: str = ""
    witnesses: tuple[str, ...] = ()  # "Nama, jabatan"


@dataclass(frozen=True, slots=True)
class Wish:
    """Which report, of which list, of which village, on which paper. A report of a year names it and no list."""

    kind: Kind
    key: TrancheKey | None = None
    year: int = 0
    programme: str = ""  # of a year; "" is all of them
    village: str = ""
    paper: str = "a4"  # or f4
    formal: Formal = Formal()

    @property
    def sheet_of_paper(self) -> Paper:
        if self.paper not in list(Paper):
            raise Refused("money.paper_unknown", paper=self.paper)
        return Paper(self.paper)

    @property
    def tranche(self) -> TrancheKey:
        """The list it is about; refused where only a year was named."""
        if self.key is None:
            raise Refused("reports.no_tranche")
        return self.key

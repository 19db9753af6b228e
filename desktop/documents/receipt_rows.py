"""What a sheet of receipts is made of: one plain row for each family, and what all of them share."""

from dataclasses import dataclass, field
from datetime import date

from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import Paper


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One payment's receipt as issued. Everything is text as it stood then; money is whole rupiah."""

    number: str  # as printed, from the gapless register
    qr: str  # number and signature; no personal data (DESIGN.md 4.9)
    fiscal_year: int
    programme: str  # full title with its short name
    tranche: int
    decree_number: str
    decree_date: date | None
    amount: int
    caretaker: str
    nik: str
    no_kk: str
    card: str
    address: str
    rt: str
    rw: str
    village: str
    district: str
    village_word: str = "Desa"  # or Kelurahan
    decree_by: str = "Keputusan"  # Keputusan Gubernur Banten
    purpose: str = ""  # replaces the sentence made from programme, tranche and decree
    order: str = ""  # where it lies in the pile: 12/412
    copy_number: int = 0  # 0 is the original, 2 is printed as SALINAN ke-2


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs. `heading` stands above the title: Setuju dibayar, Lunas dibayar, Mengetahui."""

    heading: str
    title: str
    name: str
    nip: str = ""
    rank: str = ""  # pangkat/golongan, on letters


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """What all receipts of one print run have in common."""

    letterhead: Letterhead
    payer: str  # sudah terima dari: Kuasa Pengguna Anggaran Dinas Sosial ...
    account_code: str  # kode rekening
    officials: tuple[Signatory, ...]  # one to three, in the order they sign
    place: str
    paid_on: date | None = None  # None leaves a line to fill in by hand
    paper: Paper = Paper.A4
    per_page: int = 3
    offset_mm: tuple[float, float] = (0.0, 0.0)  # what the printer's test page measured: right, up
    practice: bool = False  # LATIHAN on every receipt
    sample: bool = False  # CONTOH on every receipt: a preview, worth nothing
    copied_on: date | None = None  # printed beside SALINAN
    stamp: str = ""  # Meterai Rp10.000, on receipts of more than `stamp_above`
    stamp_above: int = 0

    def stamped(self, amount: int) -> bool:
        """Whether a receipt over this amount bears the stamp."""
        return bool(self.stamp) and amount > self.stamp_above

    emblem: bytes | None = field(default=None, repr=False)

"""Minutes of a hand-over of data (berita acara serah terima data): what a package holds, and how to know it again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from desktop.documents.letterhead import Letterhead
from desktop.documents.minutes import MinutesPaper, Signer, Table
from desktop.documents.paper import Paper
from desktop.rules.dates import long_date
from desktop.rules.money import grouped, rupiah, rupiah_in_words

TITLE: Final = "Serah Terima Data"
TEXT: Final = (
    "yang bertanda tangan di bawah ini menyerahkan dan menerima satu paket data bertanda tangan elektronik dan "
    "tersegel dari {sender} kepada {receiver}, dengan isi dan tanda pengenal sebagai berikut."
)
SAME: Final = (
    "Penerima mencocokkan jumlah data di atas dan tanda pengenal di bawah ini dengan yang ditampilkan programnya, "
    "sebelum paket diterima. Bila satu huruf saja berbeda, paket tidak diterima dan pengirim diberi tahu."
)
MAIN: Final = (
    ("household", "Keluarga"),
    ("member", "Anggota keluarga"),
    ("visit", "Kunjungan"),
    ("payment", "Penyaluran"),
)
RUPIAH: Final = "rupiah"
# What travels, as people call it; anything else stands under its own name.
KINDS: Final = MappingProxyType(
    {
        **dict(MAIN), "bank_account": "Rekening", "budget_line": "Anggaran",
        "candidate": "Calon dari daftar kemiskinan", "caseload": "Dampingan", "collection": "Cara pengambilan",
        "custody": "Serah terima kartu", "decree": "SK penetapan",
        "decree_quota": "Kuota SK", "enrolment": "Kepesertaan", "enrolment_step": "Perubahan status kepesertaan",
        "external_id": "Nomor di daftar lain", "facilitator": "Pendamping", "family_link": "Hubungan antarkeluarga",
        "housing": "Keadaan rumah", "letter": "Surat", "life_event": "Peristiwa keluarga",
        "minutes": "Berita acara verval",
        "other_aid": "Bantuan lain", "pay_list": "Daftar penyaluran", "payment_part": "Rincian nilai bantuan",
        "payment_route": "Jalur penyaluran", "photograph": "Keterangan foto", "programme_year": "Tahun anggaran",
        "receipt": "Kuitansi", "sanction": "Sanksi", "tranche": "Tahap", "treasury_return": "Pengembalian",
        "validation": "Hasil verval", "village_quota": "Kuota desa",
    }
)  # fmt: skip
GROUP: Final = 4
GROUPS_PER_LINE: Final = 8


@dataclass(frozen=True, slots=True)
class HandedData:
    """What changes hands. `totals` counts records by kind, and the rupiah of the payments."""

    sender: str
    receiver: str
    number: int  # of the package
    stream: str
    file: str
    period: str
    made_at: datetime  # in the office's zone
    bytes: int
    records: int
    totals: Mapping[str, int]
    digest: str  # SHA-256 of the file
    fingerprint: str  # of the sender's key card


def in_groups(digest: str) -> list[str]:
    """A SHA-256 as two people read it to each other: groups of four, eight to a line."""
    groups = [digest[at : at + GROUP].upper() for at in range(0, len(digest), GROUP)]
    lines = (groups[at : at + GROUPS_PER_LINE] for at in range(0, len(groups), GROUPS_PER_LINE))
    return [" ".join(line) for line in lines]


def minutes_of(
    data: HandedData, letterhead: Letterhead, number: str, on: date, place: str, signers: Sequence[Signer], paper: Paper
) -> tuple[MinutesPaper, list[list[str]]]:
    """Word the minutes; answers them with the rows of their annex, which counts every kind of record."""
    annex = Table("Lampiran: isi paket menurut jenis data", ("No", "Jenis data", "Jumlah"), (0.6, 5, 1.4), (), left=2)
    made = MinutesPaper(
        letterhead, TITLE, f"Periode {data.period}" if data.period else f"Paket nomor {data.number}", number, on, place,
        TEXT.format(sender=data.sender, receiver=data.receiver), (_package(data), _totals(data), _seals(data)),
        signers, annex, paper=paper,
    )  # fmt: skip
    kinds = sorted((KINDS.get(name, name), count) for name, count in data.totals.items() if name != RUPIAH)
    return made, [[str(at), name, grouped(count)] for at, (name, count) in enumerate(kinds, 1)]


def _package(data: HandedData) -> Table:
    rows = (
        ("Pengirim", data.sender),
        ("Penerima", data.receiver),
        ("Nomor paket", f"{data.number} (urutan {data.stream})"),
        ("Periode", data.period or "-"),
        ("Dibuat", f"{long_date(data.made_at.date())} pukul {data.made_at:%H.%M}"),
        ("Nama berkas", f"{data.file}, {grouped(data.bytes)} bita"),
    )
    return Table("", ("Paket", "Keterangan"), (1.2, 4), rows, left=2)


def _totals(data: HandedData) -> Table:
    """Control totals: data new or changed since what the receiver last said he had."""
    rows = [(name, grouped(data.totals.get(kind, 0))) for kind, name in MAIN]
    money = data.totals.get(RUPIAH, 0)
    rows.append(("Nilai penyaluran", f"{rupiah(money)} ({rupiah_in_words(money)})" if money else rupiah(money)))
    rows.append(("Seluruh baris data", grouped(data.records)))
    heading = "Jumlah data baru dan berubah sejak penerimaan terakhir, menurut jenisnya:"
    return Table(heading, ("Jenis data", "Jumlah"), (1.6, 3.6), rows, left=2)


def _seals(data: HandedData) -> Table:
    first, *others = in_groups(data.digest)
    rows = [("Sidik paket (SHA-256)", first), *(("", line) for line in others)]
    rows.append((f"Sidik kunci {data.sender}", data.fingerprint))
    return Table(SAME, ("Tanda pengenal", "Dibaca per kelompok"), (2, 3.2), rows, left=2)

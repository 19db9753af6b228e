"""What the auditor's tests found, on paper: a list for each test, with what explains each row or room for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from desktop.documents.listing import Column, ListSheet
from desktop.rules.money import rupiah

# Paper is always Indonesian, whatever language the window has. Keys are the codes of the tests.
TITLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "audit.died": "Dibayar setelah meninggal",
        "audit.died_by_list": "Meninggal menurut daftar instansi lain",
        "audit.double_nik": "Satu NIK, dua keluarga",
        "audit.double_account": "Satu rekening, dua keluarga",
        "audit.double_kk": "Satu KK, dua keluarga",
        "audit.double_person": "Satu orang, dua keluarga",
        "audit.two_programmes": "Dua program dalam setahun",
        "audit.nik_wrong": "NIK tidak mungkin benar",
        "audit.nik_doubtful": "NIK kosong atau janggal",
        "audit.not_in_decree": "Tidak ada dalam SK",
        "audit.outside_area": "Di luar wilayah program",
        "audit.stopped_before": "Pernah dihentikan, masuk lagi",
        "audit.staff": "Pegawai atau ASN",
        "audit.state_work": "Bekerja pada negara",
        "audit.uncollected": "Tidak diambil, belum dikembalikan",
        "audit.receipt_missing": "Kuitansi bertanda tangan belum kembali",
        "audit.one_proxy": "Banyak kuitansi oleh satu kuasa",
        "audit.odd_hours": "Di luar jam kerja",
        "audit.in_bulk": "Banyak dalam satu menit",
    }
)
PHRASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "audit.died": "Meninggal {on}",
        "audit.died_by_list": "Meninggal menurut {list} per {on}",
        "audit.double_nik": "NIK {value} juga dipakai {other} ({where})",
        "audit.double_account": "Rekening {value} juga dipakai {other} ({where})",
        "audit.double_kk": "No. KK {value} juga dipakai {other} ({where})",
        "audit.double_person": "Lahir {value}, mungkin sama dengan {other} ({where})",
        "audit.two_programmes": "Keluarga juga dibayar {where}",
        "audit.nik_wrong": "NIK {value} kehilangan angka",
        "audit.nik_doubtful": "NIK {value} kosong atau janggal",
        "audit.not_in_decree": "{where}: SK {granted} keluarga, daftar {listed}",
        "audit.outside_area": "Tinggal di {where}, di luar wilayah program",
        "audit.stopped_before": "Dihentikan {on} ({reason})",
        "audit.staff": "Tercantum dalam {list} per {on}",
        "audit.state_work": "{person} bekerja pada negara ({list} {on})",
        "audit.uncollected": "Batas pengambilan {on}, lewat {days} hari",
        "audit.receipt_missing": "Dibayar {on}, kuitansi belum kembali",
        "audit.one_proxy": "Diambil {proxy}, yang mengambil {count} pembayaran",
        "audit.odd_hours": "Dilakukan {by} pukul {at} pada {on}",
        "audit.in_bulk": "{by} mencatat {count} pembayaran dalam menit {at} pada {on}",
    }
)
LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "wrong": "Keliru: menghentikan persetujuan daftar",
        "doubtful": "Meragukan: perlu penjelasan, tidak menghentikan persetujuan",
    }
)
COLUMNS: Final = (
    Column("No", 0.5, 1.0),
    Column("Pengurus atau daftar", 2.3),
    Column("Kartu", 1.6),
    Column("Desa/Kelurahan", 1.7),
    Column("Tahap", 0.9),
    Column("Jumlah", 1.2, 1.0),
    Column("Temuan", 3.2),
    Column("Penjelasan", 3.6),
)
_WHOLE: Final = "Hasil uji pemeriksaan"


@dataclass(frozen=True, slots=True)
class Around:
    """What every page says beside its rows: the office, when and by whom printed, which run it is of."""

    office: str
    made: str
    run: tuple[str, ...]
    practice: bool = False


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row that a test named; `told` are the values of its sentence, numbers masked."""

    code: str
    name: str
    card: str
    village: str
    tranche: str
    amount: int | None
    told: Mapping[str, object]
    said: str = ""  # why the row is right or what was done, by whom and when


def whole(around: Around) -> ListSheet:
    """Head of the file, and of a run that has nothing to list."""
    return _sheet(_WHOLE, around.run, around)


def sheet(around: Around, code: str, level: str, count: int, explained: int = 0) -> ListSheet:
    """Head of the rows of one test."""
    about = f"{LEVELS[level]} · {count} baris · {explained} dijelaskan"
    return _sheet(f"{_WHOLE}: {TITLES[code]}", (*around.run, about), around)


def cells(number: int, line: AuditLine) -> tuple[str, ...]:
    """One row; where nobody explained it yet, there is room to write by hand."""
    amount = "" if line.amount is None else rupiah(line.amount)
    return str(number), line.name, line.card, line.village, line.tranche, amount, phrase(line), line.said


def phrase(line: AuditLine) -> str:
    """What was found, without the name that stands in a column of its own."""
    return PHRASES[line.code].format(**line.told)


def _sheet(title: str, about: tuple[str, ...], around: Around) -> ListSheet:
    return ListSheet(title, COLUMNS, around.office, around.made, about, landscape=True, practice=around.practice)

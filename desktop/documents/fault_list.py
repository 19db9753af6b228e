"""Two lists on paper: numbers for the civil registry (Dukcapil) to compare, and what facilitators are to mend."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from desktop.documents.listing import Column, ListSheet
from desktop.rules.dates import short_date
from desktop.rules.fault_kinds import FaultCode

# Paper is always Indonesian, whatever language the window has.
PHRASES: Final[Mapping[FaultCode, str]] = MappingProxyType(
    {
        FaultCode.NIK_DAMAGED: "NIK rusak, digit hilang",
        FaultCode.NIK_LENGTH: "NIK bukan 16 digit",
        FaultCode.NIK_PLACEHOLDER: "NIK isian sementara",
        FaultCode.NIK_SERIAL: "NIK berakhir 0000",
        FaultCode.NIK_IMPOSSIBLE_DATE: "Tanggal di dalam NIK tidak ada",
        FaultCode.BIRTH_DIFFERS: "Tanggal lahir berbeda dengan NIK",
        FaultCode.BIRTH_SWAPPED: "Hari dan bulan lahir tertukar dengan NIK",
        FaultCode.SEX_DIFFERS: "Jenis kelamin berbeda dengan NIK",
        FaultCode.SAME_NIK_INSIDE: "NIK sama dengan anggota lain sekeluarga",
        FaultCode.NIK_MISSING: "NIK belum diketahui",
        FaultCode.NIK_ELSEWHERE: "NIK terbit di daerah lain",
        FaultCode.KK_DAMAGED: "No. KK rusak, digit hilang",
        FaultCode.KK_LENGTH: "No. KK bukan 16 digit",
        FaultCode.KK_PLACEHOLDER: "No. KK isian sementara",
        FaultCode.KK_SERIAL: "No. KK berakhir 0000",
        FaultCode.KK_IMPOSSIBLE_DATE: "Tanggal di dalam No. KK tidak ada",
        FaultCode.KK_FUTURE_DATE: "Tanggal di dalam No. KK belum tiba",
        FaultCode.KK_IS_NIK: "No. KK sama dengan NIK anggota",
        FaultCode.KK_MISSING: "No. KK belum diketahui",
        FaultCode.KK_ELSEWHERE: "KK terbit di daerah lain",
        FaultCode.NO_NAME: "Nama belum diisi",
        FaultCode.NAME_STRANGE: "Nama tidak wajar",
        FaultCode.BORN_LATER: "Tanggal lahir belum tiba",
        FaultCode.TOO_OLD: "Umur di atas 110 tahun",
        FaultCode.CHILD_TOO_OLD: "Umur anak atau cucu terlalu dekat dengan orang tua",
        FaultCode.PARENT_TOO_YOUNG: "Umur orang tua terlalu dekat dengan anak",
        FaultCode.SPOUSE_SAME_SEX: "Kepala keluarga dan pasangan sama jenis kelaminnya",
        FaultCode.PREGNANT_MAN: "Laki-laki tercatat hamil",
        FaultCode.PREGNANT_AGE: "Tercatat hamil pada umur yang tidak wajar",
        FaultCode.SCHOOL_AGE: "Umur tidak sesuai dengan jenjang sekolah",
        FaultCode.SCHOOL_NO_LEVEL: "Jenjang sekolah belum diisi",
        FaultCode.DUE_PASSED: "Perkiraan lahir sudah lewat enam minggu",
        FaultCode.CIVIL_SERVANT: "Anggota keluarga PNS, TNI, Polri, atau BUMN/BUMD",
        FaultCode.BIRTH_MISSING: "Tanggal lahir belum diisi",
        FaultCode.SEX_MISSING: "Jenis kelamin belum diisi",
        FaultCode.RELATION_MISSING: "Hubungan dengan kepala keluarga belum diisi",
        FaultCode.TWO_HEADS: "Kepala keluarga lebih dari satu",
        FaultCode.NO_HEAD: "Tidak ada kepala keluarga yang tinggal di sini",
        FaultCode.NOBODY_HERE: "Tidak ada lagi anggota yang tinggal di sini",
        FaultCode.NO_CARETAKER: "Pengurus belum ditunjuk",
        FaultCode.CARETAKER_GONE: "Pengurus meninggal, pindah, atau tidak ditemukan",
        FaultCode.CARETAKER_YOUNG: "Pengurus di bawah 17 tahun dan belum kawin",
        FaultCode.TO_BE_PLACED: "Desa atau kelurahan belum diketahui",
    }
)
_SAID: Final = MappingProxyType(
    {
        "primary": "SD",
        "junior": "SMP",
        "senior": "SMA",
        "died": "meninggal",
        "moved": "pindah",
        "not_found": "tidak ditemukan",
        "withdrawn": "ditarik",
        "L": "laki-laki",
        "P": "perempuan",
    }
)
_CIVIL: Final = (
    Column("No", 0.5, 1.0),
    Column("NIK tercatat", 1.75),
    Column("No. KK tercatat", 1.75),
    Column("Nama", 2.1),
    Column("Tempat, tanggal lahir", 1.9),
    Column("L/P", 0.45, 0.5),
    Column("Alamat", 2.9),
    Column("Yang perlu dicocokkan", 2.9),
    Column("Menurut Dukcapil", 2.2),
)
_TODO: Final = (
    Column("No", 0.5, 1.0),
    Column("Pengurus", 2.0),
    Column("Kartu", 1.5),
    Column("Alamat", 3.0),
    Column("Anggota", 2.0),
    Column("Yang perlu diperbaiki", 3.0),
    Column("Tercatat", 2.0),
    Column("Hasil di lapangan", 2.4),
)
NOBODY: Final = "Belum ada pendamping"


@dataclass(frozen=True, slots=True)
class Around:
    """What both lists say beside their rows: the office, when and by whom printed, what they are narrowed to."""

    office: str
    made: str
    about: tuple[str, ...] = ()
    practice: bool = False


@dataclass(frozen=True, slots=True)
class CivilLine:
    """A person whose numbers the registry is asked about; numbers stand whole, for they are compared."""

    name: str
    nik: str
    no_kk: str
    birth_place: str
    birth_date: date | None
    sex: str
    address: str
    codes: tuple[FaultCode, ...]


@dataclass(frozen=True, slots=True)
class TodoLine:
    """One thing a facilitator is to clear up at a family; `value` has its numbers masked."""

    facilitator: str
    caretaker: str
    card: str
    address: str
    person: str
    code: FaultCode
    value: str


def civil_sheet(around: Around, people: int, families: int) -> ListSheet:
    """Head of the list for the registry; number and day of its letter are written in by hand or by the secretary."""
    about = (
        "Lampiran surat Nomor: ..............................   Tanggal: ..............................",
        "Mohon dicocokkan dengan data kependudukan, hasilnya ditulis di kolom terakhir.",
        f"Jumlah: {people} orang dalam {families} keluarga",
        *around.about,
    )
    title = "Daftar NIK dan Nomor KK yang perlu dicocokkan"
    return ListSheet(title, _CIVIL, around.office, around.made, about, landscape=True, practice=around.practice)


def todo_sheet(around: Around, facilitator: str, families: int) -> ListSheet:
    """Head of one facilitator's list."""
    about = (f"Pendamping: {facilitator}", f"Jumlah keluarga: {families}", *around.about)
    title = "Daftar data keluarga yang perlu diperbaiki"
    return ListSheet(title, _TODO, around.office, around.made, about, landscape=True, practice=around.practice)


def civil_cells(number: int, line: CivilLine) -> tuple[str, ...]:
    born = ", ".join(
        part for part in (line.birth_place, short_date(line.birth_date) if line.birth_date else "") if part
    )
    doubts = "; ".join(PHRASES[code] for code in line.codes)
    return str(number), line.nik or "-", line.no_kk or "-", line.name, born, line.sex, line.address, doubts, ""


def todo_cells(number: int, line: TodoLine) -> tuple[str, ...]:
    caretaker = line.caretaker or "Belum ada pengurus"
    phrase = PHRASES[line.code]
    value = line.value if line.code is FaultCode.NAME_STRANGE else in_words(line.value)
    return str(number), caretaker, line.card, line.address, line.person, phrase, value, ""


def in_words(value: str) -> str:
    """Write days and codes of a value as people read them: "2009-06-05 primary" is "05 Jun 2009 SD"."""
    return " ".join(_word(part) for part in value.split(" "))


def _word(part: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", part):
        return short_date(date.fromisoformat(part))
    return _SAID.get(part, part)

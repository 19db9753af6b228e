"""A register of a village as a workbook, with rows that are good, changed, and of every usual mistake."""

from pathlib import Path
from typing import Final

from openpyxl import Workbook

HEADINGS: Final = (
    "Kode Keluarga", "Nomor KK", "Alamat", "Kampung/Dusun", "RT", "RW", "Desa/Kelurahan", "Kecamatan", "Kabupaten/Kota",
    "Nama Anggota Keluarga", "NIK", "Hubungan dengan Kepala Keluarga", "Jenis Kelamin", "Tanggal Lahir",
    "Status Perkawinan",
)  # fmt: skip
MOTHERS: Final = ("IYAM MARYAMAH", "SUHAENAH", "ARSIYAH", "TITIN KARTINI", "NENENG KURNIASIH", "UUM UMAMAH")
KNOWN: Final = 4  # families of the first file


def write_register(path: Path, *, whole: bool) -> Path:
    """Write the register: the first families alone, or all of them, one having moved, and rows with mistakes."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(HEADINGS))
    for number, mother in enumerate(MOTHERS if whole else MOTHERS[:KNOWN]):
        moved = whole and number == 1
        sheet.append(_row(number, mother, "Kp. Pasir Awi" if moved else "Kp. Cikadu"))
    if whole:
        for wrong in _wrong():
            sheet.append(wrong)
    book.save(path)
    return path


def write_unknown(path: Path) -> Path:
    """Write a list under headings that no layout knows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["No", "Kartu Keluarga", "Nama Warga", "NIK", "L/P", "Tgl. Lahir", "Posisi", "Kampung"])
    for number, mother in enumerate(MOTHERS, 1):
        known = _row(number, mother, "Kp. Cikadu")
        sheet.append([number, known[1], mother, known[10], "P", known[13], "Kepala Keluarga", "Cikadu"])
    book.save(path)
    return path


def _row(number: int, mother: str, address: str) -> list[object]:
    return [
        "", f"36010112030900{number + 10}", address, "Cikadu", "002", "001", "Labuan", "Labuan", "Pandeglang", mother,
        f"36010152{number + 1:02}85000{number + 1}", "Kepala Keluarga", "Perempuan", f"12/{number + 1:02}/1985",
        "Cerai mati",
    ]  # fmt: skip


def _wrong() -> list[list[object]]:
    nameless = _row(6, "", "Kp. Cikadu")
    as_number = _row(7, "JUJU JUARIAH", "Kp. Cikadu")
    as_number[1] = 3601011203090031
    short = _row(8, "KOKOM KOMALASARI", "Kp. Cikadu")
    short[1] = "36010112"
    return [nameless, as_number, short]

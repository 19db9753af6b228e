"""Register files with invented people, in the layouts offices exchange."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

OPENSID = (
    "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
    "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
    "nama_ayah", "nama_ibu", "golongan_darah_id", "cacat_id", "hamil", "status_dasar",
)  # fmt: skip
BDT = (
    "Kode Provinsi", "Kode Kab/Kota", "Kode Kecamatan", "Kode Desa/Kelurahan", "Provinsi", "Kab/Kota", "Kecamatan",
    "Desa/Kelurahan", "Nama SLS", "Alamat", "ID rumah tangga", "Nama KRT", "Nama ART", "NIK", "HubKRT",
    "jenis kelamin", "Umur anggota rumah tangga (tahun)", "Status perkawinan", "percentile",
)  # fmt: skip
TEMPLATE = (
    "Kode Keluarga", "Nomor KK", "Alamat", "RT", "RW", "Desa/Kelurahan", "Kecamatan", "Kabupaten/Kota",
    "Nama Anggota Keluarga", "NIK", "Hubungan dengan Kepala Keluarga", "Jenis Kelamin", "Tanggal Lahir", "Nomor HP",
)  # fmt: skip

KK = "3601120101190001"
OTHER_KK = "3601120101190002"
HEAD = {
    "no_kk": KK, "nama": "SARIP", "nik": "3601121203800001", "sex": 1, "tanggallahir": "1980-03-12", "kk_level": 1,
    "alamat": "Kp. Cikole", "dusun": "Cikole", "rt": "3", "rw": "1", "status_kawin": 2,
}  # fmt: skip
WIFE = {
    "no_kk": KK, "nama": "SITI AMINAH", "nik": "3601125708850001", "sex": 2, "tanggallahir": "1985-08-17",
    "kk_level": 3, "alamat": "Kp. Cikole", "dusun": "Cikole", "rt": "3", "rw": "1", "status_kawin": 2,
}  # fmt: skip
CHILD = {
    "no_kk": KK, "nama": "AHMAD", "nik": "3601120507150001", "sex": 1, "tanggallahir": "2015-07-05", "kk_level": 4,
    "alamat": "Kp. Cikole", "dusun": "Cikole", "rt": "3", "rw": "1", "status_kawin": 1,
}  # fmt: skip
FAMILY = (HEAD, WIFE, CHILD)

Cells = Mapping[str, Any]


def write(path: Path, headings: Sequence[str], rows: Iterable[Cells], *, above: Iterable[Sequence[Any]] = ()) -> Path:
    """Write one sheet; `above` stands over the headings. Text stays text, so that numbers are a test's own doing."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in above:
        sheet.append(list(row))
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(heading, "") for heading in headings])
    book.save(path)
    return path


def opensid(path: Path, *rows: Cells) -> Path:
    return write(path, OPENSID, rows or FAMILY)


def other_family(number: int, members: int = 2, **changed: Any) -> list[dict[str, Any]]:
    """A family of its own, with numbers nobody else has."""
    rows = []
    for member in range(members):
        born = f"{10 + number % 18:02}0{1 + member % 9}{80 + number % 20:02}"
        rows.append({
            **HEAD, "no_kk": f"36011202021{number:05}", "nama": f"ORANG {number} {'ABCDEFGHI'[member]}",
            "nik": f"360112{born}{1 + number % 9000:04}", "tanggallahir": "", "kk_level": 1 if member == 0 else 4,
            **changed,
        })  # fmt: skip
    return rows


def bdt_row(household: str, name: str, nik: str = "", **changed: Any) -> dict[str, Any]:
    return {
        "Provinsi": "BANTEN", "Kab/Kota": "PANDEGLANG", "Kecamatan": "SUMUR", "Desa/Kelurahan": "SUMBERJAYA",
        "Kode Provinsi": "36", "Kode Kab/Kota": "01", "Kode Kecamatan": "010", "Kode Desa/Kelurahan": "001",
        "Alamat": "Kp. Pasir", "ID rumah tangga": household, "Nama KRT": name, "Nama ART": name, "NIK": nik,
        "HubKRT": "1", "percentile": "12", **changed,
    }  # fmt: skip

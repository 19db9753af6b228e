"""A shelf of register files in the layouts offices exchange, all of one invented family and its neighbour."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import xlwt
from openpyxl import Workbook

KK, OTHER_KK = "3601120101190001", "3601120101190002"
FATHER, MOTHER, CHILD, WIDOW = "3601121203800001", "3601125708850001", "3601120507150001", "3601124502500003"
VILLAGE = "36.01.12.2001"

SIAK = (
    "Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin", "NIK Ayah", "Ayah",
    "NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Agama", "Kecamatan", "Desa/Kel", "Alamat", "RW", "RT", "Pendidikan",
    "Pekerjaan", "Deskripsi Pekerjaan", "Gol. Darah", "Cacat", "Cetak KTP", "Ganti KTP", "KTP Berakhir",
    "Nomor Paspor", "Nomor Akta Lahir", "Nomor Akta Kawin", "Tanggal Kwn", "Nomor Akta Cerai", "Tgl Cerai",
    "Petugas Registrasi", "Tgl Ubah", "Petugas Entri", "Tgl Entri",
)  # fmt: skip
DTKS = (
    "ID DTKS", "PROVINSI", "KABUPATEN/KOTA", "KECAMATAN", "DESA/KELURAHAN", "ALAMAT", "DUSUN", "RT", "RW", "NOKK",
    "NIK", "NAMA", "TANGGAL LAHIR", "TEMPAT LAHIR", "JENIS KELAMIN", "PEKERJAAN", "NAMA IBU KANDUNG", "HUB KELUARGA",
    "KETERANGAN PADAN", "BANSOS BPNT", "BANSOS PKH", "BANSOS BPNT-PPKM", "PBI JKN",
)  # fmt: skip
OPENDK = (
    "alamat", "dusun", "rw", "rt", "nama", "nomor_kk", "nomor_nik", "jenis_kelamin", "tempat_lahir", "tanggal_lahir",
    "agama", "pendidikan_dlm_kk", "pendidikan_sdg_ditempuh", "pekerjaan", "kawin", "hubungan_keluarga",
    "kewarganegaraan", "nama_ayah", "nama_ibu", "gol_darah", "akta_lahir", "cacat", "cara_kb", "hamil", "id", "foto",
    "status_dasar", "status_rekam", "created_at", "updated_at", "desa_id",
)  # fmt: skip
PLACE = (
    "no urut bangunan tempat tinggal", "no urut keluarga", "no kartu keluarga", "kode sls/ non sls", "kode sub sls",
    "nama sls/non sls", "status keluarga", "id landmark wilkerstat", "kode kartu kerluarga",
)  # fmt: skip
OFFICER = (
    "no kartu keluarga", "tanggal pendataan", "nama ppl", "kode ppl", "tanggal pemeriksaan", "nama pml", "kode pml",
    "nama responden", "no hp responden", "hasil pendataan keluarga", "Catatan",
)  # fmt: skip
HOUSE = (
    "no kartu keluarga", "301a", "301b", "302", "303", "304", "305", "306a", "306b", "307a", "307b1", "307b2",
    "307b3", "308", "309a", "309b", "310",
)  # fmt: skip
PEOPLE = (
    "no kartu keluarga", "401", "402 Nama", "403 NIK", "404", "405", "406", "407", "408", "409", "410", "411", "412",
    "413", "414", "415", "416a", "416b", "417", "418", "419", "401", "402 Nama", "403 NIK", "420a", "420b", "430",
    "401", "402 Nama", "403 NIK", "431a", "431b", "431c", "431d", "431e", "431f",
)  # fmt: skip
PROGRAMMES = ("no kartu keluarga", "501a", "501b", "501c", "501d", "501e", "501f", "501g", "502a", "503a", "504a")
RTM = ("NIK", "NOMOR RUMAH TANGGA", "STATUS HUBUNGAN DALAM RUMAH TANGGA")
PARTICIPANTS = ("Peserta", "No. Peserta", "NIK", "Nama", "Tempat Lahir", "Tanggal Lahir", "Alamat")

Cells = Mapping[str, object]


def ordered(headings: Sequence[str], rows: Sequence[Cells]) -> list[list[object]]:
    """Rows of cells under these headings; a heading that stands twice takes the value both times."""
    return [[row.get(heading, "") for heading in headings] for row in rows]


def siak(path: Path, *people: Cells) -> Path:
    """An old xls, numbers of RT and RW as numbers."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for number, row in enumerate([list(SIAK), *ordered(SIAK, people or SIAK_PEOPLE)]):
        for place, cell in enumerate(row):
            if cell != "":
                sheet.write(number, place, cell)
    book.save(str(path))
    return path


def dtks(path: Path, *people: Cells) -> Path:
    rows = [list(DTKS), *ordered(DTKS, people or DTKS_PEOPLE)]
    path.write_text("".join("|".join(map(str, row)) + "\r\n" for row in rows), "utf-8")
    return path


def opendk(path: Path, *people: Cells) -> Path:
    return workbook(path, {"Sheet1": [list(OPENDK), *ordered(OPENDK, people or OPENDK_PEOPLE)]})


def regsosek(path: Path, people: Sequence[Cells] = (), house: Sequence[Cells] = ()) -> Path:
    """Five sheets with a title above each; headings stand in row 2 or 3, and those of people three times."""
    return workbook(path, {
        "keterangan tempat": [["KETERANGAN TEMPAT"], list(PLACE), *ordered(PLACE, REGSOSEK_PLACE)],
        "keterangan petugas": [["KETERANGAN PETUGAS"], list(OFFICER), *ordered(OFFICER, REGSOSEK_OFFICER)],
        "keterangan perumahan": [["PERUMAHAN"], [], list(HOUSE), *ordered(HOUSE, house or REGSOSEK_HOUSE)],
        "ket sos-ek anggota": [["DEMOGRAFI"], ["IV"], list(PEOPLE), *ordered(PEOPLE, people or REGSOSEK_PEOPLE)],
        "keikutsertaan program dll": [["PROGRAM"], list(PROGRAMMES), *ordered(PROGRAMMES, REGSOSEK_PROGRAMMES)],
    })  # fmt: skip


def rtm(path: Path, *people: Cells) -> Path:
    codes = [["Id", "Status Hubungan Dalam Rumah Tangga"], [1, "KEPALA KELUARGA"], [2, "ANGGOTA"]]
    return workbook(path, {"RTM": [list(RTM), *ordered(RTM, people or RTM_PEOPLE)], "Kode Data": codes})


def programme(path: Path, *people: Cells, name: str = "BLT Dana Desa", target: object = 2) -> Path:
    """As the village program exports it, with the row that its own importer does not know."""
    about = [
        ["ID Program", 12], ["config_id", 1], ["Nama Program", name], ["Sasaran Program", target], ["Keterangan", ""],
        ["Asal Dana", "Dana Desa"], ["Rentang Waktu (Awal)", "2022-01-01"], ["Rentang Waktu (Akhir)", "2022-12-31"],
        ["###"],
    ]  # fmt: skip
    rows = [list(PARTICIPANTS), *ordered(PARTICIPANTS, people or PROGRAMME_PEOPLE), ["###"], ["contoh", "", "x"]]
    return workbook(path, {"Program": about, "Peserta": rows})


def workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[object]]]) -> Path:
    book = Workbook()
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.create_sheet(name, number)
        for row in rows:
            sheet.append(list(row))
    book.remove(book.worksheets[-1])
    book.save(path)
    return path


_HOME: Cells = {"Kecamatan": "SUMUR", "Desa/Kel": "SUMBERJAYA", "Alamat": "KP. CIKOLE", "RW": 1, "RT": 3}
SIAK_PEOPLE: tuple[Cells, ...] = (
    {"Nomor KK": KK, "NIK": FATHER, "Nama Penduduk": "SARIP", "Status": "Hidup", "Tempat Lahir": "PANDEGLANG",
     "Tanggal Lahir": "12-03-1980", "Kelamin": "Laki-Laki", "Ayah": "JAENUDIN", "Ibu": "MARYAM",
     "Status Kawin": "Kawin", "SHDK": "Kepala Keluarga", "Pekerjaan": "Petani/Pekebun", "Cacat": "", **_HOME},
    {"Nomor KK": KK, "NIK": MOTHER, "Nama Penduduk": "SITI AMINAH", "Status": "Hidup", "Tanggal Lahir": "17-08-1985",
     "Kelamin": "Perempuan", "Status Kawin": "Kawin", "SHDK": "Istri", "Cacat": "Cacat Netra/Buta", **_HOME},
    {"Nomor KK": KK, "NIK": CHILD, "Nama Penduduk": "AHMAD", "Status": "Pindah", "Tanggal Lahir": "05-07-2015",
     "Kelamin": "Laki-Laki", "Status Kawin": "Belum Kawin", "SHDK": "Anak", **_HOME},
    {"Nomor KK": OTHER_KK, "NIK": WIDOW, "Nama Penduduk": "ROHAYATI", "Status": "Mati", "Tanggal Lahir": "05-02-1950",
     "Kelamin": "Perempuan", "Status Kawin": "Cerai Mati", "SHDK": "Kepala Keluarga", **_HOME},
)  # fmt: skip

_TOWN: Cells = {
    "PROVINSI": "BANTEN", "KABUPATEN/KOTA": "PANDEGLANG", "KECAMATAN": "SUMUR", "DESA/KELURAHAN": "SUMBERJAYA",
    "ALAMAT": "KP CIKOLE", "DUSUN": "CIKOLE", "RT": "003", "RW": "001",
}  # fmt: skip
DTKS_PEOPLE: tuple[Cells, ...] = (
    {"ID DTKS": "360101000700000001", "NOKK": KK, "NIK": FATHER, "NAMA": "SARIP", "TANGGAL LAHIR": "1980-03-12",
     "JENIS KELAMIN": "LAKI-LAKI", "HUB KELUARGA": "KEPALA KELUARGA", "KETERANGAN PADAN": "PADAN DUKCAPIL",
     "BANSOS BPNT": "YA", "BANSOS PKH": "TIDAK", "PBI JKN": "YA", **_TOWN},
    {"ID DTKS": "360101000700000001", "NOKK": KK, "NIK": MOTHER, "NAMA": "SITI AMINAH", "TANGGAL LAHIR": "1985-08-17",
     "JENIS KELAMIN": "PEREMPUAN", "HUB KELUARGA": "ISTRI", "NAMA IBU KANDUNG": "ENTIN", "BANSOS BPNT": "YA",
     "BANSOS PKH": "TIDAK", "PBI JKN": "TIDAK", **_TOWN},
    {"ID DTKS": "360101000700000002", "NOKK": OTHER_KK, "NIK": WIDOW, "NAMA": "ROHAYATI",
     "TANGGAL LAHIR": "1950-02-05", "JENIS KELAMIN": "PEREMPUAN", "HUB KELUARGA": "KEPALA KELUARGA",
     "BANSOS BPNT": "TIDAK", "BANSOS PKH": "TIDAK", **_TOWN},
)  # fmt: skip

_HAMLET: Cells = {"alamat": "Kp. Cikole", "dusun": "Cikole", "rw": "1", "rt": "3", "cacat": "7", "status_dasar": "1",
                  "desa_id": VILLAGE}  # fmt: skip
OPENDK_PEOPLE: tuple[Cells, ...] = (
    {"nama": "SARIP", "nomor_kk": KK, "nomor_nik": FATHER, "jenis_kelamin": "1", "tanggal_lahir": "1980-03-12",
     "kawin": "2", "hubungan_keluarga": "1", "id": "77", "pekerjaan": "9", **_HAMLET},
    {"nama": "AHMAD", "nomor_kk": KK, "nomor_nik": CHILD, "jenis_kelamin": "1", "tanggal_lahir": "2015-07-05",
     "kawin": "1", "hubungan_keluarga": "4", "pendidikan_sdg_ditempuh": "4", "id": "78", **_HAMLET},
)  # fmt: skip

REGSOSEK_PLACE: tuple[Cells, ...] = (
    {"no kartu keluarga": KK, "kode sls/ non sls": "0001", "nama sls/non sls": "KP CIKOLE RT 003 RW 001"},
    {"no kartu keluarga": 3601120101190002, "nama sls/non sls": "KP PASIR RT 004 RW 001"},
)
REGSOSEK_OFFICER: tuple[Cells, ...] = (
    {"no kartu keluarga": KK, "tanggal pendataan": date(2022, 10, 20), "nama responden": "SITI AMINAH",
     "no hp responden": "081200000000"},
)  # fmt: skip
REGSOSEK_HOUSE: tuple[Cells, ...] = (
    {"no kartu keluarga": KK, "301a": 1, "302": 42, "303": 6, "304": "2", "305": 5, "306a": "05", "310": 4},
)
REGSOSEK_PEOPLE: tuple[Cells, ...] = (
    {"no kartu keluarga": KK, "401": 1, "402 Nama": "SARIP", "403 NIK": FATHER, "404": 1, "405": 1, "406": 29292,
     "407": 42, "408": 2, "409": 1, "411": 4, "412": 3, "413": 3, "414": 8, "415": 3, "416a": 1, "417": 1, "418": 6,
     "430": 1, "431a": 1},
    {"no kartu keluarga": KK, "401": 2, "402 Nama": "SITI AMINAH", "403 NIK": MOTHER, "404": 1, "405": 2,
     "406": "17/08/1985", "408": 2, "409": 2, "410": 2, "412": 3, "416a": 2, "430": 4, "431a": 0},
    {"no kartu keluarga": KK, "401": 3, "402 Nama": "AHMAD", "403 NIK": CHILD, "404": 1, "405": 1,
     "406": "05/07/2015", "408": 1, "409": 3, "412": 2, "413": 3, "414": 2, "431e": 1},
)  # fmt: skip
REGSOSEK_PROGRAMMES: tuple[Cells, ...] = ({"no kartu keluarga": KK, "501a": 1, "501b": 2, "501c": 1},)

RTM_PEOPLE: tuple[Cells, ...] = (
    {"NIK": FATHER, RTM[1]: "172956", RTM[2]: 1},
    {"NIK": WIDOW, RTM[1]: "172956", RTM[2]: 2},
)
PROGRAMME_PEOPLE: tuple[Cells, ...] = (
    {"Peserta": KK, "No. Peserta": "BLT-001", "NIK": MOTHER, "Nama": "SITI AMINAH", "Tanggal Lahir": "1985-08-17"},
)
REGISTERS: Mapping[str, Callable[[Path], Path]] = {
    "siak": siak,
    "dtks": dtks,
    "opendk": opendk,
    "regsosek2022k": regsosek,
}
ENDINGS = {"siak": "xls", "dtks": "txt"}

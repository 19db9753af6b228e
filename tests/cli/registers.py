"""A poverty register as offices send it: invented families of Labuan, two header rows, NULL and - where nothing is."""

from pathlib import Path

from tests.sheets.workbooks import BDT, bdt_row, xlsx

FAMILIES = 7
WITH_PKH = 1  # the first one, which may not have both
MEMBERS = 3
GIVEN = ("SARIP", "UJANG", "MAMAN", "JAJANG", "HASAN", "UDIN", "AJAT")
WIVES = ("SITI AMINAH", "ENENG SUHAETI", "YANTI", "RATU KOMARIAH", "TITIN", "NURHAYATI", "MULYATI")


def nik(day: int, month: int, year: int, serial: int) -> str:
    return f"360112{day:02}{month:02}{year % 100:02}{serial:04}"


def family(number: int) -> list[list[object]]:
    """Father, mother and a child at school; the child's sex and birth stand in its NIK alone."""
    shared = {
        "ID rumah tangga": f"36010100070000{number:04}",
        "Nama KRT": GIVEN[number],
        "Alamat": f"KP. PASIR {number}",
        "percentile": "12" if number else "-",
        "Status PKH": "4" if number else "3",
    }
    father = nik(1 + number, 2, 1980, 1)
    mother = nik(41 + number, 7, 1985, 2)
    child = nik(41 + number, 5, 2008, 3)
    return [
        bdt_row(**shared, **{"Nama ART": GIVEN[number], "NIK": father}),
        bdt_row(**shared, **{
            "Nama ART": WIVES[number], "NIK": mother, "HubKRT": "2", "jenis kelamin": "2",
            "Umur anggota rumah tangga (tahun)": "30", "Status kehamilan": "2", "Nomor urut ART": "2",
            "Nomor HP  yang aktif": "NULL",
        }),
        bdt_row(**shared, **{
            "Nama ART": f"ANAK {GIVEN[number]}", "NIK": child, "HubKRT": "3", "jenis kelamin": "2",
            "Umur anggota rumah tangga (tahun)": "7", "Status perkawinan": "1", "Partisipasi sekolah": "1",
            "Pendidikan tertinggi": "1", "Kelas tertinggi": "1", "Bekerja seminggu yg lalu": "2",
            "Status dalam pekerjaan": "-", "Nomor urut ART": "3",
        }),
    ]  # fmt: skip


def register(path: Path) -> Path:
    """Write the whole file: the headings, the row of column numbers below them, the members."""
    rows = [list(BDT), [f"({number})" for number in range(1, len(BDT) + 1)]]
    return xlsx(path, [*rows, *(row for number in range(FAMILIES) for row in family(number))])

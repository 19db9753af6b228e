"""Files as offices send them, with invented people: each maker answers the path it wrote."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import xlwt
from openpyxl import Workbook

TODAY = date(2026, 11, 21)
OPENSID = ("alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir")
OPENSID += ("pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "nama_ayah", "nama_ibu")
OPENSID += ("cacat_id", "hamil", "status_dasar", "lat", "lng")
KK = "3601010101190001"
WOMAN, MAN, CHILD = "3601015708850001", "3601010203820002", "3601010504120003"
BDT = (
    "ruta_6 (1)", "ID rumah tangga (2)", "Provinsi (3)", "Kode Provinsi (4)", "Kab/Kota (5)", "Kode Kab/Kota (6)",
    "Kecamatan (7)", "Kode Kecamatan (8)", "Desa/Kelurahan (9)", "Kode Desa/Kelurahan (10)", "Nama SLS (11)",
    "Alamat (12)", "Nama KRT (13)", "Nomor HP  yang aktif (48)", "Status PKH", "percentile", "Nomor urut ART",
    "Nama ART", "NIK", "HubKRT", "Hubungan dengan kepala keluarga", "jenis kelamin",
    "Umur anggota rumah tangga (tahun)", "Status perkawinan", "Status kehamilan", "Jenis cacat",
    "Partisipasi sekolah", "Pendidikan tertinggi", "Kelas tertinggi", "Bekerja seminggu yg lalu",
    "Status dalam pekerjaan",
)  # fmt: skip

Row = Sequence[object]


def opensid_row(**changed: object) -> list[object]:
    """A mother of Pandeglang, with whatever a test changes."""
    person: dict[str, object] = {
        "alamat": "Kp. Cikole", "dusun": "CIKOLE", "rw": "001", "rt": "03", "nama": "SITI AMINAH", "no_kk": KK,
        "nik": WOMAN, "sex": "2", "tempatlahir": "PANDEGLANG", "tanggallahir": "1985-08-17",
        "pendidikan_sedang_id": "18", "pekerjaan_id": "2", "status_kawin": "2", "kk_level": "3",
        "nama_ayah": "SARIP", "nama_ibu": "MARYAM", "cacat_id": "7", "hamil": "2", "status_dasar": "1",
        "lat": "-6.3", "lng": "105.8",
    }  # fmt: skip
    person.update(changed)
    return [person[heading] for heading in OPENSID]


def bdt_row(**changed: object) -> list[object]:
    """A head of household of 2015; keys are headings without their number."""
    person: dict[str, object] = {
        "ruta_6": "3GD", "ID rumah tangga": "360101000700000001", "Provinsi": "BANTEN", "Kode Provinsi": "36",
        "Kab/Kota": "PANDEGLANG", "Kode Kab/Kota": "01", "Kecamatan": "LABUAN", "Kode Kecamatan": "020",
        "Desa/Kelurahan": "TELUK", "Kode Desa/Kelurahan": "007", "Nama SLS": "KAMPUNG 3, RW 03, RT 07",
        "Alamat": "RT 07 RW 03", "Nama KRT": "JAJANG", "Nomor HP  yang aktif": "", "Status PKH": "3",
        "percentile": "12", "Nomor urut ART": "1", "Nama ART": "JAJANG", "NIK": MAN, "HubKRT": "1",
        "Hubungan dengan kepala keluarga": "1", "jenis kelamin": "1", "Umur anggota rumah tangga (tahun)": "33",
        "Status perkawinan": "2", "Status kehamilan": "", "Jenis cacat": "0", "Partisipasi sekolah": "2",
        "Pendidikan tertinggi": "7", "Kelas tertinggi": "8", "Bekerja seminggu yg lalu": "1",
        "Status dalam pekerjaan": "6",
    }  # fmt: skip
    person.update(changed)
    plain = [heading.rsplit(" (", 1)[0] if heading[-2:-1].isdigit() else heading for heading in BDT]
    return [person[heading] for heading in plain]


def xlsx(path: Path, rows: Iterable[Row], *, merged: Sequence[str] = (), sheets: Sequence[str] = ()) -> Path:
    """`sheets` are names of sheets that stand before the one with the rows and hold a remark."""
    book = Workbook()
    active = book.active
    assert active is not None
    for name in sheets:
        book.create_sheet(name).append(["Catatan"])
    if sheets:
        book.move_sheet(active, offset=len(sheets))
    for row in rows:
        active.append(row)
    for cells in merged:
        active.merge_cells(cells)
    book.save(path)
    return path


def xls(path: Path, rows: Iterable[Row]) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Data")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            if cell != "":
                sheet.write(number, place, cell)
    book.save(str(path))
    return path


def delimited(path: Path, rows: Iterable[Row], separator: str = ";", encoding: str = "utf-8", head: str = "") -> Path:
    lines = [separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in row) for row in rows]
    path.write_bytes((head + "\r\n".join(lines) + "\r\n").encode(encoding))
    return path


_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def ods(path: Path, body: str) -> Path:
    """A table whose rows are given as XML."""
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{_OFFICE}:office:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" xmlns:table="{_OFFICE}:table:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Data">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
        archive.writestr("content.xml", content)
    return path


def ods_row(cells: Iterable[object]) -> str:
    done = [
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
        if cell != ""
        else "<table:table-cell/>"
        for cell in cells
    ]
    return f"<table:table-row>{''.join(done)}</table:table-row>"


def raw_sheet(path: Path, parts: Iterable[bytes], declared: int | None = None) -> Path:
    """An xlsx whose sheet is these bytes; `declared` is the size its directory claims."""
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed, size, crc = bytearray(), 0, 0
    for part in parts:
        packed += packer.compress(part)
        size += len(part)
        crc = zlib.crc32(part, crc)
    packed += packer.flush()
    template = xlsx(path.with_suffix(".base.xlsx"), [["x"]])
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(template) as source, zipfile.ZipFile(path, "w") as archive:
        for entry in source.infolist():
            if entry.filename != name:
                archive.writestr(entry, source.read(entry))
        _append_packed(archive, name, bytes(packed), crc, size if declared is None else declared)
    return path


def _append_packed(archive: zipfile.ZipFile, name: str, packed: bytes, crc: int, size: int) -> None:
    """Put ready-made deflated bytes into an archive with any size in its directory."""
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.CRC, info.compress_size, info.file_size = crc, len(packed), size
    file = archive.fp
    assert file is not None
    file.seek(archive.start_dir)
    info.header_offset = file.tell()
    file.write(info.FileHeader())
    file.write(packed)
    archive.filelist.append(info)
    archive.NameToInfo[name] = info
    archive.start_dir = file.tell()
    archive._didModify = True


def sheet_xml(rows: Iterable[bytes], dimension: str = "A1:B2") -> Iterable[bytes]:
    """The XML of a sheet around its rows; the dimension may lie."""
    yield b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    yield f'<dimension ref="{dimension}"/><sheetData>'.encode()
    yield from rows
    yield b"</sheetData></worksheet>"


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A compound file (the container of xls and of encrypted xlsx) with these streams, each over 4 KB."""
    sector, free, end, special = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    table, bodies, entries = [special, end], [], [("Root Entry", 5, end, 0)]
    for name, data in streams.items():
        body = data.ljust(4096, b"\0")
        count = -(-len(body) // sector)
        first = len(table)
        table += [*range(first + 1, first + count), end]
        bodies.append(body.ljust(count * sector, b"\0"))
        entries.append((name, 2, first, len(body)))
    directory = b"".join(_directory_entry(*entry) for entry in entries).ljust(sector, b"\0")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    fat = struct.pack("<128I", *table, *[free] * (128 - len(table)))
    path.write_bytes(header + fat + directory + b"".join(bodies))
    return path


def _directory_entry(name: str, kind: int, first: int, size: int) -> bytes:
    wide = (name + "\0").encode("utf-16-le")
    start = wide.ljust(64, b"\0") + struct.pack("<HBB", len(wide), kind, 1) + b"\xff" * 12
    return start + bytes(36) + struct.pack("<IQ", first, size)

"""Our own workbook for registering families: text columns, drop-downs, one example and a page of explanations."""

from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.sheets.extent import column_letter
from desktop.sheets.fields import FIELDS, Reads
from desktop.sheets.layouts import Layout, load_layouts, named_layout

TEMPLATE = "ejsika"
_LAST_ROW = 5000  # as far as formats and drop-downs reach
_HEAD = PatternFill("solid", fgColor="0B5563")
_NEEDED = PatternFill("solid", fgColor="7A3B00")
_EXAMPLE = PatternFill("solid", fgColor="EEEEEE")
_MUST = frozenset({"no_kk", "name", "relation"})
# Paper and files are always Indonesian.
_EXAMPLE_ROW = {
    "household_id": "CONTOH", "no_kk": "3601010101190001", "address": "Kp. Cikole", "hamlet": "Cikole", "rt": "003",
    "rw": "001", "village": "Sukamaju", "district": "Labuan", "regency": "Pandeglang", "phone": "081200000000",
    "receives_pkh": "Tidak", "name": "CONTOH: SITI AMINAH", "nik": "3601015708850001",
    "relation": "Istri/Suami", "sex": "Perempuan", "birth_place": "Pandeglang", "birth_date": "17/08/1985",
    "marital": "Kawin", "schooling": "Tidak sekolah lagi", "pregnant": "Tidak", "disability": "Tidak",
    "works": "Ya", "occupation": "Pedagang", "mother_name": "Maryam", "presence": "Tinggal di sini",
}  # fmt: skip
_NOTES = {
    "household_id": "Isi kode apa saja yang sama untuk satu keluarga bila Nomor KK belum ada; selain itu kosongkan.",
    "no_kk": "16 angka dari kartu keluarga, sama untuk semua anggota keluarga.",
    "nik": "16 angka dari KTP atau kartu keluarga. Kosongkan bila belum punya.",
    "birth_date": "Tanggal/bulan/tahun, misalnya 17/08/1985.",
    "kemendagri_code": "Kode desa menurut Kemendagri, misalnya 36.01.01.2001. Boleh kosong bila nama wilayah diisi.",
    "rt": "Tiga angka, misalnya 003.",
    "rw": "Tiga angka, misalnya 001.",
    "name": "Nama lengkap sesuai kartu keluarga, tanpa gelar.",
    "school_class": "Angka 1 sampai 12.",
}
_RULES = (
    "Satu baris untuk satu anggota keluarga.",
    "Judul kolom berwarna cokelat wajib diisi; yang lain boleh kosong.",
    "Baris abu-abu adalah contoh. Baris itu tidak dibaca dan boleh dihapus.",
    "Semua kolom berformat teks. Jangan mengubahnya menjadi angka: angka terakhir NIK dan Nomor KK akan rusak.",
    "Bila menyalin dari berkas lain, tempelkan sebagai nilai atau teks saja.",
    "Jangan mengubah judul kolom. Urutannya boleh diubah.",
)


def write_template(out: BinaryIO) -> None:
    """Write the empty template to an open binary file."""
    layout = named_layout(TEMPLATE, load_layouts())
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Data keluarga"
    sheet.freeze_panes = "A2"
    for number, field in enumerate(layout.columns, 1):
        _write_column(sheet, number, field, layout)
    _write_explanations(book.create_sheet("Penjelasan"), layout)
    book.save(out)


def _write_column(sheet: Worksheet, number: int, field: str, layout: Layout) -> None:
    letter = column_letter(number)
    heading = layout.columns[field][0]
    dimension = sheet.column_dimensions[letter]
    dimension.width = max(14, len(heading) + 4)
    # The format of the column holds for every cell typed later, also below the last drop-down.
    dimension.number_format = "@"
    head = sheet.cell(1, number, heading)
    head.font = Font(bold=True, color="FFFFFF")
    head.fill = _NEEDED if field in _MUST else _HEAD
    if field in _NOTES:
        head.comment = Comment(_NOTES[field], "e-JSiKa")
    example = sheet.cell(2, number, _EXAMPLE_ROW.get(field, ""))
    example.fill = _EXAMPLE
    example.font = Font(italic=True, color="666666")
    for row in (2, *range(3, 203)):
        sheet.cell(row, number).number_format = "@"
    _validate(sheet, f"{letter}2:{letter}{_LAST_ROW}", field, layout)


def _validate(sheet: Worksheet, cells: str, field: str, layout: Layout) -> None:
    if field in layout.codes:
        rule = DataValidation(type="list", formula1=f'"{",".join(_choices(field, layout))}"', allow_blank=True)
        rule.error = "Pilih salah satu isi daftar."
    elif FIELDS[field].reads in (Reads.NIK, Reads.KK):
        rule = DataValidation(type="textLength", operator="equal", formula1="16", allow_blank=True)
        rule.error = "Isi 16 angka."
    else:
        return
    rule.errorTitle = layout.columns[field][0]
    rule.showErrorMessage = True
    rule.add(cells)
    sheet.add_data_validation(rule)


def _choices(field: str, layout: Layout) -> list[str]:
    """One word for each meaning: the first the layout names."""
    codes = layout.codes[field]
    first: dict[object, str] = {}
    for word, value in zip(codes.words, codes.known.values(), strict=True):
        first.setdefault(value, word)
    return list(first.values())


def _write_explanations(sheet: Worksheet, layout: Layout) -> None:
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 100
    sheet.append(["Cara mengisi"])
    for rule in _RULES:
        sheet.append(["", rule])
    sheet.append([])
    sheet.append(["Kolom", "Isi"])
    for field, headings in layout.columns.items():
        choices = f"Pilihan: {', '.join(_choices(field, layout))}." if field in layout.codes else ""
        sheet.append([f"Kolom {headings[0]}", " ".join(filter(None, (_NOTES.get(field, ""), choices)))])
    for row in sheet.iter_rows():
        row[0].font = Font(bold=True)
        row[-1].alignment = Alignment(wrap_text=True, vertical="top")

"""A print run and its rows, as an office in Pandeglang would hand them over."""

from dataclasses import replace
from datetime import date

from desktop.documents.letterhead import Letterhead
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet, Signatory

HEAD = Letterhead(
    "Pemerintah Kabupaten Pandeglang",
    "Dinas Sosial",
    "Jalan Raya Labuan Km. 4, Cikupa",
    "42213",
    "(0253) 201234",
    "dinsos@contoh.go.id",
    "dinsos.contoh.go.id",
)
SHEET = ReceiptSheet(
    HEAD,
    "Kuasa Pengguna Anggaran Dinas Sosial Kabupaten Pandeglang",
    "5.1.5.01.01.0001",
    (
        Signatory("Setuju dibayar", "Kuasa Pengguna Anggaran", "Dra. NURHASANAH, M.Si.", "196805121992032004"),
        Signatory("Lunas dibayar", "Bendahara Pengeluaran", "AHMAD SUBARJA, S.E.", "198203042008011009"),
    ),
    "Pandeglang",
    date(2019, 12, 5),
)
ROW = ReceiptRow(
    "KW-36.01-2019-000123",
    "EJ1:36.01:2019:000123:7Q0M3ZKA",
    2019,
    "Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu)",
    1,
    "466/Kep.123-Huk/2019",
    date(2019, 3, 5),
    1_000_000,
    "SITI MAEMUNAH",
    "3601124507850003",
    "3601121203090012",
    "36.01.12-000456",
    "Kp. Pasir Awi",
    "003",
    "001",
    "Cikadu",
    "Cibitung",
    decree_by="Keputusan Gubernur Banten",
)
WIDEST = replace(
    ROW,
    caretaker="W" * 29 + " " + "W" * 30,
    amount=999_999_999,
    address="KAMPUNG MMMMMMMMMMMMMMM WWWWWWWWWWWWWWWW",
    village="Sukamulya Pasirgadung Wetan Timur",
    district="Cikeusal Kidul Pasirwangi",
    village_word="Kelurahan",
    number="000124/KW/DINSOS-PANDEGLANG/XII/2019",
    order="12345/27571",
)


def numbered(count: int) -> list[ReceiptRow]:
    return [
        replace(
            ROW,
            number=f"KW-36.01-2019-{number:06}",
            qr=f"EJ1:36.01:2019:{number:06}:7Q0M3ZKA",
            order=f"{number}/{count}",
        )
        for number in range(1, count + 1)
    ]

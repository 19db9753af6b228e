"""The packaged invitation and everything needed to fill it."""

from datetime import date

from desktop.documents.letter_template import LetterTemplate, parse_template
from desktop.documents.letters import FrozenLetter, LetterFrame, LetterSignatory, fill
from desktop.paths import resources
from tests.documents.receipt_samples import HEAD

VALUES = {
    "nama": "SITI MAEMUNAH",
    "alamat": "Kp. Pasir Awi, RT 003 RW 001, Desa Cikadu",
    "dasar": "Keputusan Gubernur Banten Nomor 466/Kep.123-Huk/2019 tanggal 5 Maret 2019",
    "program": "Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu)",
    "program_singkat": "Jamsosratu",
    "tahap": "1",
    "tahun": "2019",
    "hari_tanggal": "Kamis, 12 Desember 2019",
    "pukul": "08.00 WIB sampai selesai",
    "tempat": "Aula Kantor Desa Cikadu",
    "jumlah": "Rp1.000.000",
    "terbilang": "satu juta rupiah",
    "no_kartu": "36.01.12-000456",
    "kantor": "Dinas Sosial Kabupaten Pandeglang",
    "telepon": "(0253) 201234",
    "kecamatan": "Cibitung",
    "desa": "Desa Cikadu",
}
FRAME = LetterFrame(
    HEAD,
    "400.9.11/0123/Dinsos/XII/2019",
    "Pandeglang",
    date(2019, 12, 5),
    LetterSignatory(
        "Kepala Dinas Sosial", "Dra. NURHASANAH, M.Si.", "196805121992032004", "Pembina, IV/a", "a.n.", "Sekretaris"
    ),
    "EL1:36.01:2019:000123:7Q0M3ZKA",
)


def packaged() -> bytes:
    return (resources() / "letters" / "undangan.txt").read_bytes()


def template() -> LetterTemplate:
    return parse_template(packaged())


def invitation() -> FrozenLetter:
    return fill(template(), VALUES, FRAME)

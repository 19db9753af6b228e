"""The rooms of the tour in their order, each a list of stops."""

from collections.abc import Sequence

from desktop.ui.tour import (
    accounting,
    auditing,
    desks,
    entrance,
    exchange,
    families,
    first_run,
    home,
    letters,
    life,
    locking,
    payday,
    payers,
    payout,
    receipts,
    reports,
    settings,
    signed,
    validation,
    visits,
)
from desktop.ui.tour.guide import Stop

ROOMS: dict[str, tuple[str, Sequence[Stop]]] = {
    "first": ("Pertama kali dijalankan", first_run.STOPS),
    "entrance": ("Pintu masuk", entrance.STOPS),
    "home": ("Beranda", home.STOPS),
    "families": ("Keluarga", families.STOPS),
    "life": ("Riwayat keluarga", life.STOPS),
    "desks": ("Mutu data, data ganda, daftar resmi", desks.STOPS),
    "validation": ("Validasi", validation.STOPS),
    "visits": ("Kunjungan", visits.STOPS),
    "payout": ("Penyaluran", payout.STOPS),
    "receipts": ("Kuitansi", receipts.STOPS),
    "payday": ("Loket", payday.STOPS),
    "signed": ("Kuitansi kembali", signed.STOPS),
    "payers": ("Bank dan Pos", payers.STOPS),
    "accounting": ("Pembukuan", accounting.STOPS),
    "auditing": ("Uji pemeriksaan", auditing.STOPS),
    "reports": ("Laporan", reports.STOPS),
    "letters": ("Surat", letters.STOPS),
    "exchange": ("Pertukaran data", exchange.STOPS),
    "settings": ("Pengaturan", settings.STOPS),
    "locking": ("Terkunci, pemulihan, dan gangguan", locking.STOPS),
}

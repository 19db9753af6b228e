"""Builds one window with all parts of the kit and saves its picture; run by the test and by hand.

python tests/ui/kit/gallery.py FILE.png [light|dark] [list|form|dialogs]
"""

import gettext
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.kit.button import Action, Kind, button
from desktop.ui.kit.card import Card
from desktop.ui.kit.check import Check
from desktop.ui.kit.chip import Chip, ChipValue
from desktop.ui.kit.columns import Column
from desktop.ui.kit.columns import Kind as Col
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.empty import Empty
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as F
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.footbar import FootBar
from desktop.ui.kit.form import Form
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.search import Search
from desktop.ui.kit.steps import Steps
from desktop.ui.kit.style import Choice, apply
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.toast import Toast
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.trouble import Trouble, describe
from desktop.ui.runner import Runner
from desktop.wording import Translator

NAMES = ("Siti Aminah", "Siti Amalia", "Siti Amsiah", "Siti Amroh", "Siti Amelia", "Siti Amsah", "Siti Amanah")
STATES = (
    ChipValue("Aktif", Tone.GOOD),
    ChipValue("Perlu diperiksa", Tone.ATTENTION),
    ChipValue("Calon", Tone.BRAND),
    ChipValue("Ditangguhkan", Tone.DANGER),
    ChipValue("Berhenti", Tone.NEUTRAL),
)


@dataclass(frozen=True)
class Family:
    id: int
    name: str
    nik: str
    village: str
    members: int
    paid: int
    since: date
    state: ChipValue


def families(count: int, first: int = 0) -> list[Family]:
    return [
        Family(
            i,
            NAMES[i % len(NAMES)],
            "3601 •••• •••• " + f"{i:04d}",
            "Sindangresmi / Sindangresmi",
            i % 8 + 1,
            (i % 5) * 250_000,
            date(2019, 4, i % 28 + 1),
            STATES[i % len(STATES)],
        )
        for i in range(first, first + count)
    ]


def nothing() -> None:
    """Stand in for what a screen would do."""


def columns() -> list[Column]:
    return [
        Column("Pengurus", lambda f: f.name, Col.STRONG, sample="Siti Nurhasanah", stretch=2, name="name"),
        Column("NIK", lambda f: f.nik, Col.MONO, sample="3601 2152 0585 0003"),
        Column("Desa / Kecamatan", lambda f: f.village, sample="Karyasari / Ci", stretch=3, name="village"),
        Column("Anggota", lambda f: f.members, Col.NUMBER, sample="00"),
        Column("Diterima", lambda f: f.paid, Col.MONEY, sample="Rp1.000.000", name="paid"),
        Column("Status", lambda f: f.state, Col.CHIP, sample="Perlu diperiksa"),
    ]


def listing(t: Translator) -> Card:
    card = Card(inside=Space.CARDS)
    filters = QHBoxLayout()
    search = Search("Nama, NIK, No KK, kartu atau desa", "Cari keluarga")
    search.setText("siti am")
    filters.addWidget(search, 1)
    filters.addWidget(Combo("Kecamatan", [(None, "Semua kecamatan"), ("a", "Cibitung")]))
    filters.addWidget(Combo("Status", [(None, "Semua status"), ("a", "Aktif")]))
    card.column.addLayout(filters)
    model = TableModel(t, columns(), lambda f: f.id, card)
    view = TableView(model, "Keluarga")
    model.replace(families(40), more=True)
    view.selectRow(1)
    card.add(view, 1)
    card.add(label("1.284 keluarga cocok dari 12.688 · ditemukan dalam 6 ms", Role.SECONDARY))
    search.went_down.connect(view.setFocus)
    view.setObjectName("table")
    return card


def detail(t: Translator) -> Card:
    card = Card()
    title = QHBoxLayout()
    title.addWidget(label("Siti Aminah", Role.SUBTITLE))
    title.addWidget(Chip("Aktif", Tone.GOOD))
    title.addStretch(1)
    card.column.addLayout(title)
    card.add(label("Kartu JSR-36.01-000127 · No KK 3601 •••• •••• 0021", Role.SECONDARY, wrap=True))
    notice = Notice()
    notice.say("Tanggal lahir Ahmad tidak sesuai NIK (12 ≠ 21).", Tone.ATTENTION, Action("Periksa", nothing))
    card.add(notice)
    for tone in (Tone.GOOD,):
        other = Notice()
        other.say("Boleh dibayar. Pengurus hadir sendiri; KTP dan KK asli diperiksa.", tone)
        card.add(other)
    card.section("Anggota")
    for state in STATES[:3]:
        row = QHBoxLayout()
        row.addWidget(label("Nurul", Role.STRONG))
        row.addWidget(label("Anak · 13 th", Role.SECONDARY))
        row.addStretch(1)
        row.addWidget(Chip(state.text, state.tone))
        card.column.addLayout(row)
    empty = Empty()
    empty.say("Belum ada kunjungan pada keluarga ini.", Action("Catat kunjungan", nothing, icon="plus"))
    card.add(empty, 1)
    row = QHBoxLayout()
    row.addWidget(button("Ubah", nothing, icon="pencil-outline"))
    row.addWidget(button("Surat", nothing, icon="email-outline"))
    off = button("Cetak", nothing, icon="printer-outline")
    off.setEnabled(False)
    row.addWidget(off)
    card.column.addLayout(row)
    return card


def list_page(t: Translator, runner: Runner) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.EDGE, 18, Space.EDGE, Space.GROUP)
    column.setSpacing(Space.CARDS)
    head = Head("Tahap 1 / 2019", "Jamsosratu · Rp1.000.000 per keluarga · SK 978/Kep.105-Huk/2019")
    head.offer(
        [
            Action("Impor…", nothing, icon="file-import-outline"),
            Action("Kuitansi…", nothing, icon="printer-outline", key="F9"),
            Action("Keluarga baru", nothing, icon="plus"),
        ]
    )
    column.addWidget(head)
    figures = Figures()
    figures.show_figures(
        [
            Figure("SK penetapan", "12.688 keluarga", "Rp12.688.000.000"),
            Figure("Diterima", "9.412", "Rp9.412.000.000", Tone.GOOD),
            Figure("Belum diambil", "3.201", "Rp3.201.000.000", Tone.ATTENTION),
            Figure("Dikembalikan (STS)", "75", "Rp75.000.000", Tone.BRAND),
        ],
        Equation(
            "SK = diterima + belum + dikembalikan",
            "Seimbang",
            holds=True,
            parts=((Tone.GOOD, 9412), (Tone.ATTENTION, 3201), (Tone.BRAND, 75)),
        ),
    )
    steps = Steps()
    steps.show_steps(["Draf", "Diperiksa", "Disetujui", "Dibuka 11 Apr 2019", "Ditutup", "Dikunci"], 3)
    figures.equation_row.addWidget(steps)
    column.addWidget(figures)
    column.addWidget(side_by_side(listing(t), detail(t)), 1)
    column.addWidget(FootBar(t, runner))
    return page


def groups() -> list[Group]:
    sex = (("L", "Laki-laki"), ("P", "Perempuan"))
    return [
        Group(
            "Identitas",
            [
                Field("name", "Nama lengkap", required=True, help="Seperti tertulis di KTP."),
                Field("nik", "NIK", F.DIGITS, length=16, help="16 angka; boleh ditempel."),
                Field("born", "Tanggal lahir", F.DATE, required=True, hint="hh/bb/tttt"),
                Field("sex", "Jenis kelamin", F.CHOICE, choices=sex, required=True),
                Field("school", "Masih sekolah", F.ANSWER),
                Field("off", "Nomor kartu", enabled=False),
            ],
        ),
        Group(
            "Keadaan",
            [
                Field("area", "Luas rumah", F.NUMBER, unit="m²"),
                Field("income", "Pengeluaran sebulan", F.RUPIAH),
                Field("secret", "Kata sandi", F.PASSWORD),
                Field("village", "Desa"),
                Field("note", "Catatan", F.LINES, span=2),
            ],
        ),
    ]


def form_page(t: Translator) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.EDGE, 18, Space.EDGE, Space.GROUP)
    column.setSpacing(Space.CARDS)
    column.addWidget(Head("Anggota baru", "Keluarga Siti Aminah, Desa Cikadu"))
    form = Form(t, groups(), save="Simpan")
    values = {"nik": "360121520585000", "sex": "P", "school": True, "income": 1_250_000, "secret": "rahasia"}
    form.set_values(values)
    form.submit()
    column.addWidget(form, 1)
    return page


def dialogs_page(t: Translator) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    question = Question(
        "Batalkan kuitansi 00127?",
        "Kuitansi yang dibatalkan tidak bisa dipakai lagi; nomornya tetap tercatat.",
        verb="Batalkan kuitansi",
        safe="Biarkan",
        reason="Alasan",
    )
    try:
        {}["x"]
    except KeyError as error:
        trouble = Trouble(t, describe(error))
    for dialog in (question, trouble):
        dialog.setWindowFlags(Qt.WindowType.Widget)
        row.addWidget(dialog, 0, Qt.AlignmentFlag.AlignTop)
    side = QVBoxLayout()
    row.addLayout(side)
    side.addWidget(button("Hapus", nothing, kind=Kind.DANGER))
    side.addWidget(button("Lihat semua", nothing, kind=Kind.LINK))
    for on in (True, False):
        check = Check("Bunyi saat dibayar")
        check.setChecked(on)
        side.addWidget(check)
    side.addStretch(1)
    return page


def build(t: Translator, runner: Runner, page: str) -> QWidget:
    made = {"form": form_page, "dialogs": dialogs_page}
    window = made[page](t) if page in made else list_page(t, runner)
    window.resize(1366, 768)
    return window


def main(file: str, theme: str = "light", page: str = "list") -> int:
    app = QApplication([])
    apply(app, Choice(theme))
    t = Translator(gettext.NullTranslations(), "en")
    runner = Runner()
    window = build(t, runner, page)
    toast = Toast(window)
    window.show()
    window.activateWindow()
    app.processEvents()
    table = window.findChild(TableView)
    if table is not None:
        table.setFocus()
        toast.say("3 kuitansi tersimpan.", Action("Buka folder", nothing))
    app.processEvents()
    window.grab().save(str(Path(file)))
    window.close()
    runner.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

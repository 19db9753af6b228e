"""Bank and post: the payers of a list, the file for the bank, its answer before it is taken, who holds cards."""

import csv
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from desktop.rules.payout_paths import MoneyPath
from desktop.services.payers import custody, files, standing
from desktop.services.payers.custody import CustodyFilters, HandOver, Holder, Thing
from desktop.ui.payers.answering import AnswerPage
from desktop.ui.payers.moving import MovePage
from desktop.ui.payers.screen import PayersScreen
from desktop.ui.payers.sending import SendPage
from desktop.ui.payers.template_page import TemplatePage
from desktop.ui.tour import people
from desktop.ui.tour.guide import Guide, Lost, Stop
from desktop.ui.tour.payday import empty
from desktop.ui.tour.payout import KEY

HEADINGS = ("No Rekening", "Nama", "Nominal", "No Referensi", "Status", "Alasan", "Tanggal")
SAID = (("Gagal", "Nama beda"), ("Gagal", "Rekening tidak aktif"), ("Tidak transaksi", ""), ("Berhasil", ""))
STRANGE = ("Tujuan", "Atas nama", "Rp", "Ref", "Flag", "Kode", "Waktu")
FIELDS = ("account", "name", "amount", "receipt", "status", "reason", "on")
CODED = (("Gagal", "RC 76"), ("91", ""))
HELD, AWAY_DAYS = 12, 45


def place(guide: Guide, argument: object = KEY) -> PayersScreen:
    people.enter(guide, "operator")
    return guide.screen(PayersScreen, "payers", argument)


def payers(guide: Guide) -> None:
    """The pay-out is open; nothing was sent yet."""
    empty(guide)
    place(guide)


def paths(guide: Guide) -> None:
    """By which path each payment goes, two of them marked."""
    screen = place(guide, "paths")
    part = screen.paths.part
    for row in (0, 2):
        part.view.selectRow(row)
        part.turn()
    guide.settle()


def moving(guide: Guide) -> None:
    """Where they go, and what that would do."""
    screen = place(guide, "paths")
    screen.paths.part.ask_some()
    guide.settle()
    page = guide.page(MovePage, screen.pages.currentWidget())
    page.form.fill({"to": (MoneyPath.POST, "Kantor Pos"), "reason": "Rekening belum aktif"})
    page.foresee()
    guide.settle()


def moved(guide: Guide) -> None:
    """They went to the post."""
    screen = place(guide, "paths")
    guide.page(MovePage, screen.pages.currentWidget()).form.submit()
    guide.settle()


def file(guide: Guide) -> None:
    """The file for the bank before it is written, by another template than the bank's own."""
    screen = place(guide, KEY)
    screen.paying.view.choose("bank BJB")
    screen.paying.ask_file()
    guide.settle()


def other(guide: Guide) -> None:
    screen = place(guide)
    page = guide.page(SendPage, screen.pages.currentWidget())
    page.template.choose("bank_umum")
    page.look("bank_umum")
    guide.settle()


def made(guide: Guide) -> None:
    screen = place(guide)
    page = guide.page(SendPage, screen.pages.currentWidget())
    page.look(page.usual)
    guide.settle()
    page.write(_file(guide))
    guide.settle()


def templates(guide: Guide) -> None:
    """The templates there are; who sends the money looks only."""
    place(guide, "templates")


def changing(guide: Guide) -> None:
    """Another person changes one, and has made a mistake in it."""
    people.enter(guide, "admin")
    screen = guide.screen(PayersScreen, "payers", "templates")
    screen.templates.part.acts.change.click()
    guide.settle()
    page = guide.page(TemplatePage, screen.pages.currentWidget())
    page.editor.setPlainText(page.editor.toPlainText().replace('field = "amount"', 'field = "jumlah"'))
    page.check()
    guide.settle()


def changed(guide: Guide) -> None:
    """Put right, and kept as the office's own."""
    screen = guide.screen(PayersScreen, "payers", "templates")
    page = guide.page(TemplatePage, screen.pages.currentWidget())
    page.editor.setPlainText(page.editor.toPlainText().replace('field = "jumlah"', 'field = "amount"') + "\n")
    page.save()
    guide.settle()


def answer(guide: Guide) -> None:
    """An answer as a bank might give it, one row of it wrong."""
    screen = place(guide)
    payer = screen.paying.row
    if payer is None:
        raise Lost("no payer is shown")
    if not _file(guide).exists():
        files.make(guide.desk, KEY, payer.payer, _file(guide))
    screen.show_answer(_answered(guide), payer.payer)
    guide.settle()


def columns(guide: Guide) -> None:
    """A file whose headings nobody knows: the person says what each column means."""
    screen = place(guide)
    screen.show_answer(_answered(guide, STRANGE, "jawaban-lain.csv"), "BJB")
    guide.settle()


def words(guide: Guide) -> None:
    """The columns are said; two words of the bank are still unknown."""
    screen = place(guide)
    page = guide.page(AnswerPage, screen.pages.currentWidget())
    for combo, name in zip(page.explaining.meanings.choices.values(), FIELDS, strict=True):
        combo.choose(name)
    page.explaining.save()
    guide.settle()
    page.ask_words()
    guide.settle()


def unreached(guide: Guide) -> None:
    """Take it, then look at what did not arrive."""
    screen = place(guide)
    _answer_again(guide, screen)
    if screen.answer.part.previewed is not None:
        screen.answer.part.take()
        guide.settle()
    if not standing.unreached(guide.desk, KEY, limit=1).rows:
        raise Lost("nothing failed")
    place(guide, "unreached")


def held(guide: Guide) -> None:
    screen = place(guide, "custody")
    if not custody.count(guide.desk, CustodyFilters()):
        rows = standing.unreached(guide.desk, KEY, limit=HELD).rows
        cards = custody.of_cards(guide.desk, [row.card for row in rows])
        on = guide.desk.today() - timedelta(days=AWAY_DAYS)
        act = HandOver(cards, Thing.CARD, Holder.FACILITATOR, on, "Dewi Lestari")
        custody.hand_over(guide.desk, act)
        custody.hand_over(guide.desk, HandOver(cards[:1], Thing.CARD, Holder.FAMILY, guide.desk.today()))
    screen.refresh()
    guide.settle()


def _answer_again(guide: Guide, screen: PayersScreen) -> None:
    if _file(guide).exists():
        screen.show_answer(_answered(guide), "BJB")
        guide.settle()


def _file(guide: Guide) -> Path:
    return guide.ground.papers / "kirim-bank.csv"


def _answered(guide: Guide, headings: Sequence[str] = HEADINGS, name: str = "hasil-bank.csv") -> Path:
    with _file(guide).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file, delimiter=";") if row and row[0] == "D"]
    out = guide.ground.papers / name
    day = f"{guide.desk.today():%d/%m/%Y}"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        for place_, row in enumerate(rows):
            status, reason = SAID[place_] if place_ < len(SAID) else SAID[-1]
            if headings is STRANGE and status == "Gagal":
                status, reason = CODED[place_]
            amount = "1" if place_ == len(SAID) else row[3]
            writer.writerow([row[1], row[2], amount, row[4], status, reason, day if status == "Berhasil" else ""])
    return out


STOPS = (
    Stop("bank-penyalur", "Penyalur satu tahap", payers, key=True),
    Stop("bank-jalur", "Jalur setiap pembayaran", paths, key=True),
    Stop("bank-pindah", "Pembayaran akan dipindah", moving, key=True),
    Stop("bank-dipindah", "Pembayaran sudah dipindah", moved),
    Stop("bank-berkas", "Berkas untuk bank sebelum ditulis", file, key=True),
    Stop("bank-templat-lain", "Berkas menurut templat lain", other),
    Stop("bank-ditulis", "Berkas sudah ditulis", made),
    Stop("bank-jawaban", "Jawaban bank sebelum diambil", answer, key=True),
    Stop("bank-kolom", "Kolom jawaban yang belum dikenal", columns, key=True),
    Stop("bank-kata", "Kata bank yang belum dikenal", words, key=True),
    Stop("bank-tidak-sampai", "Pembayaran yang tidak sampai", unreached),
    Stop("bank-kartu", "Siapa memegang kartu", held),
    Stop("bank-templat", "Templat berkas penyalur", templates, key=True),
    Stop("bank-templat-salah", "Templat yang sedang diubah, satu baris salah", changing, key=True),
    Stop("bank-templat-sendiri", "Templat kantor sendiri", changed),
)

"""Times 27,571 receipts with QR against a bare reportlab loop that draws the same texts and lines without QR."""

import argparse
import gc
import io
import resource
import statistics
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from reportlab.lib import rl_accel
from reportlab.pdfgen.canvas import Canvas

from desktop.documents.drawing import Pen, Text
from desktop.documents.letterhead import Letterhead
from desktop.documents.receipt_form import Form, build_form
from desktop.documents.receipt_grid import Grid
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet, Signatory
from desktop.documents.receipt_texts import RowTexts
from desktop.documents.receipts import write_receipts

FAMILIES = 27_571
RUNS = 5
NAMES = ("SITI MAEMUNAH", "RATU KOMARIAH", "ENENG SUHAETI", "HJ. NURHAYATI BINTI SARKIM", "YANTI", "MULYATI")
PLACES = ("Cikadu", "Sindangresmi", "Pasirgadung", "Kadubadak", "Mandalasari")

SHEET = ReceiptSheet(
    Letterhead("Pemerintah Kabupaten Pandeglang", "Dinas Sosial", "Jalan Raya Labuan Km. 4", "42213", "(0253) 201234"),
    payer="Kuasa Pengguna Anggaran Dinas Sosial Kabupaten Pandeglang",
    account_code="5.1.5.01.01.0001",
    officials=(
        Signatory("Setuju dibayar", "Kuasa Pengguna Anggaran", "Dra. NURHASANAH, M.Si.", "196805121992032004"),
        Signatory("Lunas dibayar", "Bendahara Pengeluaran", "AHMAD SUBARJA, S.E.", "198203042008011009"),
    ),
    place="Pandeglang",
    paid_on=date(2019, 12, 5),
)


def rows(count: int) -> Iterator[ReceiptRow]:
    first = ReceiptRow(
        "", "", 2019, "Bantuan sosial tunai bersyarat Jaminan Sosial Rakyat Banten Bersatu (Jamsosratu)", 1,
        "466/Kep.123-Huk/2019", date(2019, 3, 5), 1_000_000, "", "", "", "", "", "", "", "", "Cibitung",
    )  # fmt: skip
    for number in range(1, count + 1):
        yield replace(
            first,
            number=f"KW-36.01-2019-{number:06}",
            qr=f"EJ1:36.01:2019:{number:06}:{number * 7919 % 10**8:08}",
            caretaker=NAMES[number % len(NAMES)],
            nik=f"360112450785{number % 10_000:04}",
            no_kk=f"360112120309{number % 10_000:04}",
            card=f"36.01.12-{number:06}",
            address=f"Kp. Pasir {number % 200}",
            rt=f"{number % 9 + 1:03}",
            rw=f"{number % 5 + 1:03}",
            village=PLACES[number % len(PLACES)],
            order=f"{number % 412 + 1}/412",
        )


def bare(form: Form, texts: list[list[Text]], grid: Grid) -> bytes:
    """The loop a person would write first: every text by drawString, every rule drawn, nothing computed."""
    file = io.BytesIO()
    canvas = Canvas(file)
    pen = Pen(canvas)
    for done, receipt in enumerate(texts):
        if done and done % grid.per_page == 0:
            canvas.showPage()
        canvas.saveState()
        canvas.translate(0, grid.origin(done % grid.per_page))
        pen.boxes(form.boxes)
        pen.lines(form.lines)
        for text in (*form.texts, *receipt):
            canvas.setFont(text.font, text.size)
            canvas.drawString(text.x, text.y, text.text)
        canvas.restoreState()
    canvas.save()
    return file.getvalue()


def ours(made: list[ReceiptRow]) -> bytes:
    file = io.BytesIO()
    write_receipts(made, SHEET, file)
    return file.getvalue()


def measure_rows(count: int) -> None:
    grid = Grid(SHEET.paper, SHEET.per_page)
    made = list(rows(count))
    layout = RowTexts(SHEET, grid)
    texts = [list(layout.of(row)) for row in made]
    form = build_form(SHEET, grid)
    print(f"{count:,} receipts, {grid.per_page} to a page, {len(form.texts) + len(texts[0])} texts on each")
    print(f"rl_accel: {'on' if hasattr(rl_accel, '_c_funcs') and rl_accel._c_funcs else 'OFF'}")
    times: dict[str, list[float]] = {"ours": [], "bare": []}
    sizes: dict[str, int] = {}
    for _ in range(RUNS):
        for name, work in (("ours", lambda: ours(made)), ("bare", lambda: bare(form, texts, grid))):
            gc.collect()
            start = time.perf_counter()
            sizes[name] = len(work())
            times[name].append(time.perf_counter() - start)
    for name, taken in times.items():
        raw = ", ".join(f"{second:.2f}" for second in taken)
        print(f"{name}: median {statistics.median(taken):.2f} s ({raw}), {sizes[name] / 1e6:.1f} MB")
    ratio = statistics.median(times["ours"]) / statistics.median(times["bare"])
    print(f"ratio ours / bare: {ratio:.2f} (aim 1.5 from the office file)")


def measure_memory(count: int) -> None:
    """Run alone: the peak of a process never falls again."""
    with io.BytesIO() as file:
        write_receipts(rows(count), SHEET, file)
    print(f"peak memory of {count:,}: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows-only", action="store_true", help="from rows in memory, without an office file")
    parser.add_argument("--memory", action="store_true", help="only the peak memory of one run of ours")
    parser.add_argument("--count", type=int, default=FAMILIES)
    chosen = parser.parse_args()
    measure_memory(chosen.count) if chosen.memory else measure_rows(chosen.count)

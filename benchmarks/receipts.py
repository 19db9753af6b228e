"""Times all receipts of an office, from its file to the PDF, against a bare reportlab loop of the same texts."""

import argparse
import gc
import io
import json
import statistics
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.lib import rl_accel
from reportlab.pdfgen.canvas import Canvas

from benchmarks import office_suite, offices
from benchmarks.common import PASSWORD, Options, Row, alone, in_turn, peak_memory, seconds
from desktop.documents.drawing import Pen, Text
from desktop.documents.receipt_form import Form, build_form
from desktop.documents.receipt_grid import Grid
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet
from desktop.documents.receipt_texts import RowTexts
from desktop.rules.terms import Role
from desktop.services.money import paper_rows
from desktop.services.money.keys import list_here
from desktop.services.money.paper_rows import Rows, Wish
from desktop.services.money.print_plan import Segment

FAMILIES = 27_571
FAMILIES_QUICK = 1_000
RATIO, SUITE, MEMORY = 1.5, 15, 250


def measure(options: Options) -> list[Row]:
    count = FAMILIES_QUICK if options.quick else FAMILIES
    office = options.cache / f"receipts-{count}"
    alone("receipts", "--office", office, "--make", count)
    works: dict[str, Callable[[], Any]] = {
        name: partial(alone, "receipts", "--office", office, "--once", name) for name in ("ours", "bare", "split")
    }
    if not office_suite.missing():
        texts = options.cache / f"receipts-{count}.json"
        alone("receipts", "--office", office, "--once", "texts", "--out", texts)
        works["suite"] = partial(office_suite.convert, options.cache, texts)
    found = in_turn(works, options.runs)
    ours, split = found["ours"], found["split"]
    peaks = Row("the same with --split village", "MB", [one["peak"] for one in split], aim=MEMORY)
    return [
        Row(
            f"{count:,} receipts with QR, three to a page, from the office file to the PDF",
            "s", [one["seconds"] for one in ours], [one["seconds"] for one in found["bare"]], RATIO,
            note="the reference is a bare reportlab canvas loop (rl_accel on) with the same texts from memory, no QR.",
        ),
        _beside_suite([count / one["seconds"] for one in ours], found.get("suite", [])),
        Row("peak memory of that run, whole process", "MB", [one["peak"] for one in ours], aim=MEMORY),
        peaks.because(f"{statistics.median(one['seconds'] for one in split):.1f} s, a file for each village."),
        *_growth(options, peaks),
    ]  # fmt: skip


def _beside_suite(rates: list[float], converted: list[office_suite.Converted]) -> Row:
    row = Row("the same receipts per second", "/s", rates, aim=SUITE, more_is_better=True)
    if not converted:
        return replace(
            row, met=None, aim=None, note="LibreOffice (soffice) is not installed, so there is nothing beside it."
        )
    return replace(
        row,
        reference=[one.receipts / one.converting for one in converted],
        note="the reference is one python-docx file of 1,000 such receipts turned to PDF by one soffice call; only "
        f"the call counts, writing the file took another {statistics.median(one.writing for one in converted):.1f} s.",
    )


def _growth(options: Options, whole: Row) -> list[Row]:
    """Whether memory stays flat: the same for a tenth of the families."""
    if options.quick:
        return []
    office = options.cache / f"receipts-{FAMILIES // 10}"
    alone("receipts", "--office", office, "--make", FAMILIES // 10)
    few = [alone("receipts", "--office", office, "--once", "split")["peak"] for _ in range(options.runs)]
    return [Row(f"--split village: {FAMILIES:,} against {FAMILIES // 10:,} families", "MB", whole.ours, few)]


# --- each of these runs in a process of its own --------------------------------------------------------


def ours(office: Path, *, split: bool) -> dict[str, float]:
    copy = offices.fresh_copy(office, office.with_name(f"{office.name}-printing"))
    out = copy / "outbox" / "kuitansi.pdf"
    taken, receipts = offices.print_all(copy, out, PASSWORD, split=split)
    return {"seconds": taken, "receipts": receipts, "peak": peak_memory()}


def bare(office: Path) -> dict[str, float]:
    rows, sheet = read(office)
    grid = Grid(sheet.paper, sheet.per_page)
    layout = RowTexts(sheet, grid)
    texts = [list(layout.of(row)) for row in rows]
    form = build_form(sheet, grid)
    assert rl_accel._c_funcs, "reportlab runs without its C part"
    gc.collect()
    return {"seconds": seconds(partial(loop, form, texts, grid)), "peak": peak_memory()}


def loop(form: Form, texts: list[list[Text]], grid: Grid) -> bytes:
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


def read(office: Path) -> tuple[list[ReceiptRow], ReceiptSheet]:
    """All receipts of the tranche as rows for paper, and what their sheet shares."""
    with closing(offices.desk_of(office, Role.OPERATOR, PASSWORD)) as desk, desk.read() as session:
        pay_list = list_here(session, offices.KEY, desk.office.code)
        whole = [Segment(first, last, 0) for first, last in paper_rows.number_ranges(session, pay_list, Wish())]
        return list(Rows(session, pay_list).between(whole)), paper_rows.sheet(session, Wish(), desk.today())


def write_texts(office: Path, out: Path) -> dict[str, Any]:
    """The words of the first thousand receipts, for the office suite: those of all alike, then each one's own."""
    rows, sheet = read(office)
    grid = Grid(sheet.paper, sheet.per_page)
    layout = RowTexts(sheet, grid)
    own = [[[text.text for text in layout.of(row)], row.qr] for row in rows[: office_suite.RECEIPTS]]
    out.write_text(json.dumps({"alike": [text.text for text in build_form(sheet, grid).texts], "own": own}))
    return {"receipts": len(own)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--office", type=Path, required=True)
    parser.add_argument("--make", type=int, metavar="FAMILIES")
    parser.add_argument("--once", choices=("ours", "split", "bare", "texts"))
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    answer: dict[str, Any] = {}
    if chosen.make:
        offices.make(chosen.office, chosen.make, PASSWORD)
    elif chosen.once == "bare":
        answer = bare(chosen.office)
    elif chosen.once == "texts":
        answer = write_texts(chosen.office, chosen.out)
    else:
        answer = ours(chosen.office, split=chosen.once == "split")
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

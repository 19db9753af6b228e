"""Times a 50,000-row register, checked and saved, against openpyxl merely reading the same file."""

import argparse
import json
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.common import Options, Row, alone, in_turn, peak_memory
from desktop.rules.terms import Role
from desktop.services.importing import accepting, previewing
from tests import offices  # a fresh office as the tests make one

ROWS = 50_000
ROWS_QUICK = 2_000
AIM = 0.5
SEED = 2019
VILLAGE = "36.01.01.2001"
HEADINGS = (
    "alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "agama_id",
    "pendidikan_kk_id", "pendidikan_sedang_id", "pekerjaan_id", "status_kawin", "kk_level", "warganegara_id",
    "nama_ayah", "nama_ibu", "golongan_darah_id", "akta_lahir", "cacat_id", "hamil", "status_dasar", "suku",
)  # fmt: skip
FIRST = ("SITI", "AHMAD", "NENG", "SARIP", "RATU", "ENENG", "JAJANG", "MAMAN", "TITIN", "YANTI", "UDIN", "HASAN")
LAST = ("AMINAH", "FAUZI", "SUHAETI", "KOMARIAH", "SOLIHIN", "NURHAYATI", "MULYANA", "SAPUTRA", "RAHMAWATI", "HIDAYAT")
PLACES = ("PANDEGLANG", "LABUAN", "MENES", "SUMUR", "SERANG")


def rows(count: int) -> Iterator[list[Any]]:
    """Families of one to seven, all columns filled as an export fills them."""
    rng = random.Random(SEED)
    made = family = 0
    while made < count:
        family += 1
        size = min(rng.choice((1, 2, 3, 3, 4, 4, 5, 6, 7)), count - made)
        no_kk = f"360101{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(10, 19)}{family % 9999 + 1:04}"
        address, rt, rw = f"Kp. Pasir {rng.randint(1, 400)}", rng.randint(1, 9), rng.randint(1, 5)
        mother = f"{rng.choice(FIRST)} {rng.choice(LAST)}"
        for position in range(size):
            made += 1
            woman = position == 1 or (position > 1 and rng.random() < 0.5)
            born = date(1945, 1, 1) + timedelta(days=rng.randint(0, 14_000) + (14_000 if position > 1 else 0))
            nik = f"360101{born.day + 40 * woman:02}{born:%m%y}{made % 9999 + 1:04}"
            yield [
                address, "Pasir", rw, rt, f"{rng.choice(FIRST)} {rng.choice(LAST)}", no_kk, nik, 2 if woman else 1,
                rng.choice(PLACES), born.isoformat(), 1, rng.randint(1, 5), 18, rng.choice((1, 2, 9, 11)),
                2 if position < 2 else 1, (1, 3)[position] if position < 2 else 4, 1, rng.choice(FIRST), mother, 13,
                "", 7, 2, 1, "SUNDA",
            ]  # fmt: skip


def build(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(HEADINGS)
    for row in rows(count):
        sheet.append(row)
    book.save(path)


def openpyxl(path: Path, *, read_only: bool = False) -> dict[str, float]:
    """As most programs call it; `read_only` is its leaner way."""
    start, busy = time.perf_counter(), time.process_time()
    book = load_workbook(path, read_only=read_only)
    cells = sum(len(row) for row in book.worksheets[0].iter_rows(values_only=True))
    assert cells
    return {"seconds": time.perf_counter() - start, "busy": time.process_time() - busy, "peak": peak_memory()}


def openpyxl_read_only(path: Path) -> dict[str, float]:
    return openpyxl(path, read_only=True)


def ours(path: Path) -> dict[str, float]:
    """A fresh office each time: every row is new, which is the most there is to write."""
    with tempfile.TemporaryDirectory() as folder:
        offices.make_template(Path(folder) / "office")
        desk = offices.sign_in(Path(folder) / "office", Role.OPERATOR)
        start, busy = time.perf_counter(), time.process_time()
        shown = previewing.preview(desk, path, village=VILLAGE)
        checked = time.perf_counter() - start
        result = accepting.accept(desk, shown).value
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        assert result.after.members == shown.counts.rows, shown.counts
        start = time.perf_counter()
        again = previewing.preview(desk, path, village=VILLAGE)
        twice = time.perf_counter() - start
        assert again.counts.nothing_to_do, again.counts
        desk.close()
    return {"seconds": seconds, "busy": busy, "checked": checked, "again": twice, "peak": peak_memory()}


WORKS = {"openpyxl": openpyxl, "openpyxl-read-only": openpyxl_read_only, "ours": ours}


def measure(options: Options) -> list[Row]:
    count = ROWS_QUICK if options.quick else ROWS
    file = options.cache / f"register-{count}.xlsx"
    if not file.exists():
        build(file, count)
    found = in_turn({name: partial(alone, "importing", "--once", name, "--file", file) for name in WORKS}, options.runs)
    seconds = {name: [one["seconds"] for one in taken] for name, taken in found.items()}
    checked, again, most = (
        statistics.median(one[what] for one in found["ours"]) for what in ("checked", "again", "peak")
    )
    busy = {name: statistics.median(one["busy"] for one in taken) for name, taken in found.items()}
    work = f"import of a {count:,}-row xlsx ({len(HEADINGS)} columns), checked and saved"
    return [
        Row(
            work, "s", seconds["ours"], seconds["openpyxl"], AIM,
            note=f"the reference is openpyxl reading the file. Ours: {checked:.1f} s of it reading and checking, "
            f"peak memory {most:.0f} MB; the same file checked again {again:.1f} s. Time of the processor alone: "
            f"ours {busy['ours']:.1f} s, openpyxl {busy['openpyxl']:.1f} s, its read-only mode "
            f"{busy['openpyxl-read-only']:.1f} s.",
        ),
        Row(f"{work}, beside openpyxl's read-only mode", "s", seconds["ours"], seconds["openpyxl-read-only"], AIM),
    ]  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=ROWS, help="how many to write into a file that is not there")
    parser.add_argument("--once", choices=WORKS, help="only this, once, as JSON")
    chosen = parser.parse_args()
    if not chosen.file.exists():
        build(chosen.file, chosen.rows)
    if chosen.once:
        print(json.dumps(WORKS[chosen.once](chosen.file)))

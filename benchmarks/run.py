"""Measures every piece of work beside its reference and prints one table of ratios with the raw figures."""

import argparse
import importlib
import os
import platform
import statistics
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.common import ROOT, RUNS, Options, Row

PARTS = ("startup", "search", "waits", "register", "importing", "receipts", "payday", "exchange")
PAGE = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- table: ./dev bench --write -->", "<!-- end of table -->"
TIMES = " \N{MULTIPLICATION SIGN}"
HEAD = ("work", "ours", "reference", "ratio", "aim", "met")
PLACES = ((100, 0), (10, 1), (1, 2))  # from this size on, so many decimals


def plain(value: float) -> str:
    """Write a figure with three places that count."""
    for size, places in PLACES:
        if value >= size:
            return f"{value:,.{places}f}"
    return f"{value:.3f}"


def raw(values: Sequence[float], unit: str) -> str:
    if not values:
        return "-"
    all_of_them = ", ".join(plain(value) for value in values)
    return f"{plain(statistics.median(values))} {unit}" + (f" ({all_of_them})" if len(values) > 1 else "")


def cells(row: Row) -> tuple[str, ...]:
    sign = "≥" if row.more_is_better else "≤"
    aim = "-" if row.aim is None else f"{sign} {row.aim:g}" + (TIMES if row.reference else f" {row.unit}")
    met = {True: "yes", False: "**no**", None: "-"}[row.holds]
    ratio = "-" if row.ratio is None else f"{row.ratio:.2f}{TIMES}"
    return row.work, raw(row.ours, row.unit), raw(row.reference, row.unit), ratio, aim, met


def table(rows: Sequence[Row]) -> str:
    lines = [HEAD, ("---",) * len(HEAD), *(cells(row) for row in rows)]
    notes = [f"- {row.work}: {row.note}" for row in rows if row.note]
    return "\n".join([*(f"| {' | '.join(line)} |" for line in lines), "", *notes])


def where() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30) if hasattr(os, "sysconf") else 0
    return (
        f"Measured on {date.today():%Y-%m-%d}: {os.cpu_count()} cores, {memory:.0f} GB of memory, "  # noqa: DTZ011
        f"{platform.platform(terse=True)}, Python {platform.python_version()}."
    )


def into_page(text: str) -> None:
    """Put the table in its place in docs/benchmarks.md; what people wrote around it stays."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")


def measured(parts: Sequence[str], options: Options) -> list[Row]:
    rows: list[Row] = []
    for part in parts:
        print(f"Measuring: {part}", file=sys.stderr, flush=True)
        found = importlib.import_module(f"benchmarks.{part}").measure(options)
        for row in found:
            print("  " + " · ".join(cells(row)), file=sys.stderr, flush=True)
        rows += found
    return rows


def main() -> int:
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    parser.add_argument("--quick", action="store_true", help="small sizes: only to see that it runs")
    parser.add_argument("--runs", type=int, default=RUNS, help="runs of each, in turn")
    parser.add_argument("--cache", type=Path, default=ROOT / "build" / "bench", help="where made offices are kept")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    chosen = parser.parse_args()
    if unknown := set(chosen.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    chosen.cache.mkdir(parents=True, exist_ok=True)
    # A person's program has its byte code at hand; the runs before those that count write it.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    options = Options(chosen.cache.resolve(), chosen.runs, chosen.quick)
    text = f"{where()}\n\n{table(measured(chosen.parts or PARTS, options))}"
    print(text)
    if chosen.write:
        into_page(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

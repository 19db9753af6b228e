"""Times a data package of 50,000 records, made and taken in, beside Anki doing both with 50,000 notes."""

import argparse
import csv
import io
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from typing import Any

import zstandard

from benchmarks.common import Options, Row, alone, in_turn, peak_memory
from benchmarks.office_suite import packages
from desktop.exchange.opening import open_package, read_file
from desktop.rules.terms import Role
from desktop.services.desk import Desk
from desktop.services.exchange import own_keys, packing, receiving, trusting
from tests import families, offices  # offices as the tests make them

PROVINCE = "36"
PER_FAMILY = 5  # records: family, mother, child, enrolment and its first step
RECORDS, RECORDS_QUICK = 50_000, 2_000
MANY, MANY_QUICK = 200_000, 5_000
CSV_LEVEL = 3  # what zstd takes where nobody asks for another


def made(cache: Path, records: int) -> Path:
    """A district with so many records and a province that trust each other, and the district's package."""
    place = cache / f"exchange-{records}"
    if place.exists():
        return place
    building = Path(tempfile.mkdtemp(dir=cache))
    offices.make_template(building / "district")
    offices.make_template(building / "province", PROVINCE)
    with ExitStack() as stack:
        ends = [stack.enter_context(closing(offices.sign_in(building / name, Role.OPERATOR)))
                for name in ("district", "province")]  # fmt: skip
        for one, other in (ends, ends[::-1]):
            card = own_keys.card(other).value
            row = trusting.propose(one, card.text).value
            trusting.confirm(offices.same_office_as(one, Role.SUPERVISOR), row.id, card.fingerprint)
        families.add(ends[0], records // PER_FAMILY)
        package = packing.make(ends[0], PROVINCE).value.path
        shutil.copy(package, building / "package.ejsika")
    return building.rename(place)


def fresh(place: Path, name: str, scratch: str) -> Desk:
    return offices.sign_in(shutil.copytree(place / name, Path(scratch) / name), Role.OPERATOR)


def timed(work: Callable[[], object]) -> dict[str, float]:
    start, busy = time.perf_counter(), time.process_time()
    work()
    return {"seconds": time.perf_counter() - start, "busy": time.process_time() - busy}


def export(place: Path) -> dict[str, Any]:
    """Read, written, compressed, signed, sealed, and laid into the outbox with its line in the log."""
    with tempfile.TemporaryDirectory() as scratch, closing(fresh(place, "district", scratch)) as desk:
        return {"export": timed(partial(packing.make, desk, PROVINCE)), "peak": peak_memory()}


def take(place: Path) -> dict[str, Any]:
    """Opened, checked, and kept with versions, log and search index; then looked at and taken once more."""
    package = place / "package.ejsika"
    with tempfile.TemporaryDirectory() as scratch, closing(fresh(place, "province", scratch)) as desk:
        found: dict[str, Any] = {"look": timed(partial(receiving.look, desk, package))}
        found["take"] = timed(partial(receiving.take, desk, package))
        found["peak"] = peak_memory()
        found["again"] = timed(partial(receiving.take, desk, package))
        return found


def size(place: Path) -> dict[str, Any]:
    """Length of the package, and of the same rows as a CSV file for each kind, compressed."""
    with closing(offices.sign_in(place / "province", Role.OPERATOR)) as desk, desk.read() as session:
        opened = open_package(
            read_file(place / "package.ejsika"), own_keys.in_use(session), trusting.believed(session)
        )  # fmt: skip
        lines = [json.loads(line) for part in opened.lines() for line in part]
    text = "".join(tables(lines))
    return {
        "package": (place / "package.ejsika").stat().st_size,
        "csv": len(zstandard.compress(text.encode(), CSV_LEVEL)), "records": len(lines),
    }  # fmt: skip


def tables(lines: list[dict[str, Any]]) -> Iterator[str]:
    for kind in dict.fromkeys(line["kind"] for line in lines):
        out = io.StringIO()
        rows = [line["values"] | {"change": line.get("change"), "version": line.get("version")}
                for line in lines if line["kind"] == kind]  # fmt: skip
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        yield out.getvalue()


WORKS = {"export": export, "take": take, "size": size}


def measure(options: Options) -> list[Row]:
    count, many = (RECORDS_QUICK, MANY_QUICK) if options.quick else (RECORDS, MANY)
    place, large = made(options.cache, count), made(options.cache, many)
    beside = str(packages(options.cache, "anki"))
    works = {name: partial(alone, "exchange", name, place) for name in ("export", "take")}
    found = in_turn(works | {"anki": partial(alone, "anki_notes", count, PYTHONPATH=beside)}, options.runs)
    lengths = alone("exchange", "size", place)
    peaks = in_turn(
        {name: partial(alone, "exchange", name, large) for name in ("export", "take")}, min(options.runs, 3)
    )
    return [*rates(found, count), *sizes(lengths, peaks, many)]


def rates(found: dict[str, list[Any]], count: int) -> list[Row]:
    def rate(name: str, what: str) -> list[float]:
        return [count / one[what]["seconds"] for one in found[name]]

    def busy(name: str, what: str) -> float:
        return min(float(one[what]["busy"]) for one in found[name])

    def note(name: str, what: str) -> str:
        return f"least time of the processor: ours {busy(name, what):.2f} s, anki {busy('anki', what):.2f} s"

    reference = f"the reference is anki (PyPI) with {count:,} notes of two short fields"
    return [
        Row(
            f"a data package of {count:,} records made, signed and sealed", "/s", rate("export", "export"),
            rate("anki", "export"), 1.0, more_is_better=True, note=f"{reference}; {note('export', 'export')}.",
        ),
        Row(
            "the same taken in: checked, kept with versions, log and search index, encrypted", "/s",
            rate("take", "take"), rate("anki", "take"), 0.5, more_is_better=True,
            note=f"{note('take', 'take')}; looking at it before takes {busy('take', 'look'):.2f} s.",
        ),
        Row(
            "the same package once more", "/s", rate("take", "again"), rate("anki", "again"), 1.0, more_is_better=True,
        ),
    ]  # fmt: skip


def sizes(lengths: dict[str, int], peaks: dict[str, list[Any]], many: int) -> list[Row]:
    return [
        Row(
            "size of the package", "kB", [lengths["package"] / 1000], [lengths["csv"] / 1000], 1.1,
            note="the reference is the same rows as CSV, compressed by zstd at its usual level.",
        ),
        Row(f"peak memory, {many:,} records made into a package, whole process", "MB",
            [one["peak"] for one in peaks["export"]], aim=300),
        Row(f"peak memory, {many:,} records taken in, whole process", "MB",
            [one["peak"] for one in peaks["take"]], aim=300),
    ]  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", choices=WORKS)
    parser.add_argument("place", type=Path)
    chosen = parser.parse_args()
    print(json.dumps(WORKS[chosen.work](chosen.place)))

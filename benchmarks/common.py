"""What all measurements share: rows of the table, runs in turn, work in processes of its own and their memory."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
PASSWORD = "ikan bakar di Labuan"


@dataclass(frozen=True, slots=True)
class Options:
    """How much to measure. `cache` keeps the offices that take long to make."""

    cache: Path
    runs: int = RUNS
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: raw figures of ours and of the reference (none where there is none).

    `aim` is the greatest ratio, or the least where `more_is_better`; for a row without a reference it is the
    greatest figure itself, in `unit`. `met` overrides what follows from it, where an aim has two ways.
    """

    work: str
    unit: str
    ours: Sequence[float]
    reference: Sequence[float] = ()
    aim: float | None = None
    more_is_better: bool = False
    met: bool | None = None
    note: str = ""

    @property
    def figure(self) -> float | None:
        return statistics.median(self.ours) if self.ours else None

    @property
    def ratio(self) -> float | None:
        if not self.ours or not self.reference:
            return None
        return statistics.median(self.ours) / statistics.median(self.reference)

    @property
    def holds(self) -> bool | None:
        """Whether the aim is met; None where nothing was measured or nothing is aimed at."""
        measured = self.ratio if self.reference else self.figure
        if self.met is not None or measured is None or self.aim is None:
            return self.met
        return measured >= self.aim if self.more_is_better else measured <= self.aim

    def because(self, note: str) -> "Row":
        return replace(self, note=note)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(works: Mapping[str, Callable[[], Any]], runs: int) -> dict[str, list[Any]]:
    """Run the works one after another, `runs` times around, so that a slow minute of the PC hits them all."""
    found: dict[str, list[Any]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            found[name].append(work())
    return found


def alone(module: str, *words: object, **variables: str) -> Any:
    """Run a module of this folder in a process of its own and answer the JSON of its last line."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"} | variables
    command = [sys.executable, "-m", f"benchmarks.{module}", *(str(word) for word in words)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr or done.stdout}")
    return json.loads(done.stdout.splitlines()[-1])


def peak_memory() -> float:
    """Most memory this process ever had, in MB (2**20).

    Not what `getrusage` says where it can be helped: that begins with the memory of the parent process.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    info = psutil.Process().memory_info()
    return float(getattr(info, "peak_wset", info.rss)) / (1 << 20)

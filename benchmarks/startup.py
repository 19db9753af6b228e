"""Times the start: to the sign-in page, and from the unwrapped key to the families, beside an empty Qt window."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial

from benchmarks import offices
from benchmarks.common import PASSWORD, ROOT, Options, Row, in_turn

FAMILIES, FAMILIES_QUICK = 50_000, 500
SIGN_IN, SHOWN = 2.0, 1.5


def measure(options: Options) -> list[Row]:
    count = FAMILIES_QUICK if options.quick else FAMILIES
    office = options.cache / f"startup-{count}"
    if not (office / "office.db").exists():
        offices.make(office, count * 10 // 11, PASSWORD)
    works = {
        "empty": partial(painted, "empty"),
        "sign_in": partial(painted, "sign_in", office),
        "families": partial(painted, "families", office, "operator", PASSWORD),
    }
    for work in works.values():
        work()  # once for the caches of the disk
    found = in_turn(works, options.runs)
    empty = [one["at"] for one in found["empty"]]
    return [
        Row(
            "process start to sign-in shown", "s", [one["at"] for one in found["sign_in"]], empty, SIGN_IN,
            note="the reference is a process with an empty PySide6 main window of the same size.",
        ),
        Row(
            f"key unwrapped to families shown, {count:,} families", "s",
            [one["at"] - one["unwrapped"] for one in found["families"]], empty, SHOWN,
            note="the same reference; in between lie opening the office, the workspace, Beranda, and Keluarga.",
        ),
    ]  # fmt: skip


def painted(*words: object) -> dict[str, float]:
    """Answer in seconds since just before the process was started."""
    home = tempfile.mkdtemp()
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": home, "XDG_STATE_HOME": home}
    command = [sys.executable, "-m", "benchmarks.first_paint", *(str(word) for word in words)]
    before = time.monotonic()
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment, cwd=ROOT, timeout=120)
    shutil.rmtree(home)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stderr}")
    times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return {name: at - before for name, at in times.items()}

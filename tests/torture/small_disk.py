"""A small disk of its own, in memory, that can be filled to the last byte and freed again."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

BLOCK = 4096


def mounted(place: Path, size: int) -> Path:
    """Mount a disk of `size` bytes; skips where this machine does not let us."""
    if os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root of a Linux machine can mount a small disk")
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs", str(place)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode:
        pytest.skip(f"this machine mounts nothing: {made.stderr.strip()}")
    return place


def unmounted(place: Path) -> None:
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Take all space but so many bytes; deleting the file that is answered frees it."""
    ballast = disk / "ballast"
    free = shutil.disk_usage(disk).free - leave
    with ballast.open("wb") as file:
        for _ in range(max(0, free // BLOCK)):
            file.write(b"\1" * BLOCK)
    return ballast

"""The way around the program: receipts as one python-docx file that LibreOffice turns into a PDF in one call."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.common import ROOT, alone, seconds

RECEIPTS = 1_000
LOCK = ROOT / "requirements" / "bench.txt"


@dataclass(frozen=True, slots=True)
class Converted:
    """Seconds of either step."""

    receipts: int
    writing: float
    converting: float


def missing() -> bool:
    return shutil.which("soffice") is None


def packages(cache: Path, name: str = "docx") -> Path:
    """Install what references need beside the environment: inside it, openpyxl would change over to lxml."""
    place = cache / "packages"
    if not (place / name).exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "--quiet", "pip", "install", "--target", place, "--require-hashes", "-r", LOCK], check=True)
    return place


def convert(cache: Path, texts: Path) -> Converted:
    """Write the file of the texts, convert it, and count the pages that came out."""
    with tempfile.TemporaryDirectory() as scratch:
        document = Path(scratch) / "receipts.docx"
        wrote = alone("docx_receipts", texts, document, PYTHONPATH=str(packages(cache)))
        call = [
            "soffice", f"-env:UserInstallation={(cache / 'soffice').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", scratch, str(document),
        ]  # fmt: skip
        run = partial(subprocess.run, call, check=True, capture_output=True)
        if not (cache / "soffice").exists():
            run()  # the first start makes the profile, which is nobody's receipt
        taken = seconds(run)
        assert document.with_suffix(".pdf").exists(), "soffice made no PDF"
    return Converted(wrote["receipts"], wrote["seconds"], taken)

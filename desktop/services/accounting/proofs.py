"""The paper that shows a return: a photograph, made small, or a PDF as it is; sealed in the office's folder."""

from dataclasses import dataclass
from pathlib import Path

from desktop.documents.photograph import as_pdf, scale
from desktop.errors import Refused
from desktop.services.paper import PaperFile, open_paper
from desktop.store.files import system_errors

MOST_MB, PICTURE_MB = 5, 60
LONGEST = 200
PDF = b"%PDF-"
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as it will be kept."""

    name: str
    data: bytes


def as_paper(data: bytes) -> PaperFile:
    """What was kept as pages, a photograph on a page of its own."""
    return open_paper(data if data.startswith(PDF) else as_pdf(data))


def read(path: Path) -> Shown:
    """Read a PDF of at most 5 MB, or a picture of at most 60, which is kept smaller. Refuses anything else."""
    with system_errors(path):
        with path.open("rb") as file:
            is_pdf = file.read(len(PDF)) == PDF
        most = MOST_MB if is_pdf else PICTURE_MB
        if path.stat().st_size > most * _MEGABYTE:
            raise Refused("returns.proof_large", name=path.name, most=most)
        data = path.read_bytes()
    return Shown(path.name[:LONGEST], data if is_pdf else _picture(path, data))


def _picture(path: Path, data: bytes) -> bytes:
    try:
        return scale(data).jpeg
    except Refused as refused:
        if refused.code != "photo.unreadable":
            raise
        raise Refused("returns.proof_unreadable", name=path.name) from refused

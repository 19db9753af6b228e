"""Quotas of villages out of any table that names village and number; each doubt is a line, never a guess."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.areas import dotted
from desktop.rules.register import AreaAsWritten
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.importing.placing import Placer, make_placer
from desktop.sheets.cells import plain
from desktop.sheets.headings import normal_heading
from desktop.sheets.reading import Cell, open_sheets
from desktop.wording import N_

WHOLE: Final = re.compile(r"[0-9]{1,6}|[0-9]{1,3}[.,][0-9]{3}")
READING: Final = N_("Reading the table")
TOP: Final = 20  # rows among which the headings are looked for
HEADINGS: Final = {
    "code": ("kode desa", "kode kelurahan", "kode desa/kelurahan", "kode wilayah", "kode", "code"),
    "village": ("desa", "kelurahan", "desa/kelurahan", "kelurahan/desa", "nama desa", "nama kelurahan", "village"),
    "district": ("kecamatan", "nama kecamatan", "district"),
    "places": ("kuota", "quota", "jumlah kuota", "alokasi", "tempat", "jumlah kpm", "target", "places"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that was not taken: its number in the file, what it says, and the code of why."""

    row: int
    written: str
    code: str


@dataclass(frozen=True, slots=True)
class QuotaFile:
    """What a file says: places by village code, and the rows that were not taken."""

    places: dict[str, int]
    names: dict[str, str] = field(default_factory=dict)  # of the villages, as written
    doubts: tuple[Doubt, ...] = ()


@allowed(Role.OPERATOR)
def read(desk: Desk, path: Path, progress: Progress = SILENT) -> QuotaFile:
    """Read a workbook or text file. Refused where no sheet has headings for a village and its places."""
    with desk.read() as session:
        placer = make_placer(session, desk.office.code, None)
    for sheet in open_sheets(path):
        columns, rows = _headed(sheet.rows())
        if columns is not None:
            progress.step(0, sheet.total, READING)
            return _taken(placer, columns, rows)
    raise Refused("quota.headings", name=path.name)


def _headed(rows: Iterator[list[Cell]]) -> tuple[dict[str, int] | None, Iterator[tuple[int, list[Cell]]]]:
    """The columns as the first rows name them, and the numbered rows below."""
    numbered = enumerate(rows, 1)
    for _, row in islice(numbered, TOP):
        names = [normal_heading(cell) for cell in row]
        found = {
            what: next(names.index(word) for word in map(normal_heading, words) if word in names)
            for what, words in HEADINGS.items()
            if any(normal_heading(word) in names for word in words)
        }
        if "places" in found and ("code" in found or "village" in found):
            return found, numbered
    return None, numbered


def _taken(placer: Placer, columns: dict[str, int], rows: Iterator[tuple[int, list[Cell]]]) -> QuotaFile:
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    doubts: list[Doubt] = []
    for number, row in rows:
        said = {what: _cell(row, place) for what, place in columns.items()}
        if not said.get("code") and not said.get("village"):
            continue  # an empty row, or the total below the table
        written = " / ".join(said[what] for what in ("code", "village", "district") if said.get(what))
        wanted = _whole(said["places"])
        village, code = _village(placer, said)
        if wanted is None:
            code = "quota.no_number"
        elif village in places and places[village] != wanted:
            code = "quota.twice"
        if code or village is None or wanted is None:
            doubts.append(Doubt(number, written, code or "quota.not_found"))
        else:
            places[village], names[village] = wanted, written
    return QuotaFile(places, names, tuple(doubts))


def _cell(row: Sequence[Cell], place: int) -> str:
    return plain(row[place]).strip() if place < len(row) else ""


def _whole(text: str) -> int | None:
    """A whole number, the thousands parted by dots or commas or not at all."""
    return int(re.sub("[.,]", "", text)) if WHOLE.fullmatch(text) else None


def _village(placer: Placer, said: dict[str, str]) -> tuple[str | None, str]:
    """Code of the village, and the code of why there is none. Another spelling of a name is a doubt, not a match."""
    code = said.get("code", "")
    written = AreaAsWritten(
        village=said.get("village", ""), district=said.get("district", ""), kemendagri_code=dotted(code) or code
    )
    placed = placer.place(written)
    if placed.warning == "areas.question":
        return None, "quota.several"
    if placed.warning in ("areas.near", "areas.outside"):
        return None, "quota.not_found"
    return placed.village, "" if placed.village else "quota.not_found"

"""Quotas of villages out of any table that names village and number; each doubt is a line, never a guess."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from desktop.errors import Refused
from desktop.progress import SILENT, Progress
from desktop.rules.areas import dotted
from desktop.rules.register import AreaAsWritten
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.importing.placing import Placer, make_placer
from desktop.sheets.moved import TOO_WIDE
from desktop.sheets.named_columns import NamedRow, find_table
from desktop.wording import N_

WHOLE: Final = re.compile(r"[0-9]{1,6}|[0-9]{1,3}[.,][0-9]{3}")
READING: Final = N_("Reading the table")
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
    table = find_table(path, HEADINGS, (("places",), ("code", "village")))
    if table is None:
        raise Refused("quota.headings", name=path.name)
    progress.step(0, table.total, READING)
    return _taken(placer, table.rows)


def _taken(placer: Placer, rows: Iterator[NamedRow]) -> QuotaFile:
    places: dict[str, int] = {}
    names: dict[str, str] = {}
    doubts: list[Doubt] = []
    for row in rows:
        said = row.said
        if row.moved:
            doubts.append(Doubt(row.number, " / ".join(filter(None, said.values())), TOO_WIDE))
            continue
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
            doubts.append(Doubt(row.number, written, code or "quota.not_found"))
        else:
            places[village], names[village] = wanted, written
    return QuotaFile(places, names, tuple(doubts))


def _whole(text: str) -> int | None:
    """A whole number, the thousands parted by dots or commas or not at all."""
    return int(re.sub("[.,]", "", text)) if WHOLE.fullmatch(text) else None


def _village(placer: Placer, said: Mapping[str, str]) -> tuple[str | None, str]:
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

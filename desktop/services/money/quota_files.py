"""Quotas of a decree out of a table, from a file or pasted; each row that cannot be taken is a line, never a guess."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Area as AreaRow
from desktop.progress import SILENT, Progress
from desktop.rules.area_names import area_name
from desktop.rules.areas import Area, AreaLevel, dotted
from desktop.rules.money import Figure, read_amount
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.money.granting import AreaQuota
from desktop.services.money.keys import TrancheKey
from desktop.services.money.quotas import amount_of_each
from desktop.sheets.headings import normal_heading
from desktop.sheets.moved import TOO_WIDE
from desktop.sheets.named_columns import NamedRow, find_table
from desktop.wording import N_

READING: Final = N_("Reading the table")
FAMILIES: Final = re.compile(r"[0-9]{1,8}|[0-9]{1,3}([.,][0-9]{3}){1,2}")
TOTAL: Final = re.compile(r"(sub ?)?(jumlah|total)\b.*", re.IGNORECASE)
NAMES: Final = ("village", "district", "regency", "area")
HEADINGS: Final = {
    "code": (
        *("kode", "kode wilayah", "kode kecamatan", "kode desa", "kode kelurahan", "kode desa/kelurahan", "code"),
        *("kode kabupaten/kota", "kode kemendagri", "area code"),
    ),
    "village": ("desa", "kelurahan", "desa/kelurahan", "kelurahan/desa", "nama desa", "nama kelurahan", "village"),
    "district": ("kecamatan", "nama kecamatan", "district"),
    "regency": ("kabupaten", "kota", "kabupaten/kota", "kab/kota", "nama kabupaten/kota", "regency"),
    "area": ("wilayah", "nama wilayah", "daerah", "area", "area name", "nama"),
    "households": (
        *("kuota", "quota", "jumlah kpm", "kpm", "jumlah keluarga", "keluarga", "jumlah kk", "kk", "alokasi", "target"),
        *("jumlah penerima", "penerima", "jumlah kuota", "households", "families"),
    ),
    "rupiah": (
        *("rupiah", "jumlah rupiah", "jumlah rp", "rp", "jumlah dana", "dana", "anggaran", "nilai", "jumlah bantuan"),
        *("jumlah uang", "total rupiah", "amount"),
    ),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that was not taken: its number in the table, what it says, and the code of why."""

    row: int
    written: str
    code: str


@dataclass(frozen=True, slots=True)
class QuotaTable:
    """What a table says: quotas in its order, and the rows that were not taken."""

    quotas: tuple[AreaQuota, ...]
    doubts: tuple[Doubt, ...] = ()


@allowed(Role.OPERATOR)
def read(desk: Desk, key: TrancheKey, path: Path, progress: Progress = SILENT) -> QuotaTable:
    """Read a workbook or text file. Refused where no sheet has headings for an area and its families."""
    taking = _taking(desk, key)
    table = find_table(path, HEADINGS, (("households",), ("code", *NAMES)))
    if table is None:
        raise Refused("money.quota_headings", name=path.name)
    progress.step(0, table.total, READING)
    return taking.table(table.rows)


@allowed(Role.OPERATOR)
def read_pasted(desk: Desk, key: TrancheKey, text: str) -> QuotaTable:
    """Read rows copied out of a spreadsheet, with their headings or without: area, families, rupiah."""
    found = _taking(desk, key).table(_pasted(text))
    if not found.quotas and not found.doubts:
        raise Refused("money.quota_no_rows")
    return found


@dataclass(frozen=True)
class _Taking:
    """The areas there are, and what each family gets where that is one amount."""

    areas: Sequence[Area]
    each: int | None

    @cached_property
    def _by_code(self) -> dict[str, Area]:
        return {area.code: area for area in self.areas}

    @cached_property
    def _by_name(self) -> dict[tuple[AreaLevel, str], list[Area]]:
        found: dict[tuple[AreaLevel, str], list[Area]] = {}
        for area in self.areas:
            found.setdefault((area.level, area_name(area.name, area.level).key), []).append(area)
        return found

    def table(self, rows: Iterable[NamedRow]) -> QuotaTable:
        quotas: dict[str, AreaQuota] = {}
        doubts: list[Doubt] = []
        summed, totals = Figure(), list[tuple[NamedRow, Figure]]()
        for row in rows:
            written = " / ".join(filter(None, (row.said.get(what, "") for what in ("code", *NAMES))))
            if not written and not row.said.get("households"):
                continue
            read = self._row(row, written)
            if isinstance(read, Figure):
                totals.append((row, read))
            elif isinstance(read, str) or read.area in quotas:
                doubts.append(Doubt(row.number, written, read if isinstance(read, str) else "quota_rows.twice"))
            else:
                quotas[read.area] = read
                summed += Figure(read.households, read.rupiah)
        for row, said in totals[-1:] if not doubts else ():
            if said.families != summed.families or (said.rupiah and said.rupiah != summed.rupiah):
                doubts.append(Doubt(row.number, _words(row), "quota_rows.total"))
        return QuotaTable(tuple(one for one in quotas.values() if one.households or one.rupiah), tuple(doubts))

    def _row(self, row: NamedRow, written: str) -> AreaQuota | Figure | str:
        """A quota, the total below the table, or the code of why it is neither."""
        if row.moved:
            return TOO_WIDE
        households, rupiah = _families(row.said.get("households", "")), _amount(row.said.get("rupiah", ""))
        if not written or TOTAL.fullmatch(written.split(" / ", maxsplit=1)[0]):
            return Figure(households or 0, rupiah or 0)
        area = self._area(row.said)
        if isinstance(area, str) or households is None:
            return area if isinstance(area, str) else "quota_rows.no_families"
        if rupiah is None and row.said.get("rupiah"):
            return "quota_rows.no_rupiah"
        if rupiah is None and self.each is None and households:
            return "quota_rows.no_amount"
        return AreaQuota(area.code, households, (self.each or 0) * households if rupiah is None else rupiah)

    def _area(self, said: Mapping[str, str]) -> Area | str:
        """The one area that is meant, or the code of why it is not known. A code is surer than any name."""
        if said.get("code"):
            return self._by_code.get(dotted(said["code"].lstrip("'")) or "", "quota_rows.not_found")
        found = self._candidates(said)
        if len(found) == 1:
            return found[0]
        return "quota_rows.several" if found else "quota_rows.not_found"

    def _candidates(self, said: Mapping[str, str]) -> list[Area]:
        for level in (AreaLevel.VILLAGE, AreaLevel.DISTRICT, AreaLevel.REGENCY):
            if said.get(level.value):
                found = self._called(said[level.value], level)
                if level is AreaLevel.VILLAGE and said.get("district"):
                    around = {area.code for area in self._called(said["district"], AreaLevel.DISTRICT)}
                    found = [area for area in found if area.parent_code in around]
                return found
        name = said.get("area", "")
        if (code := dotted(name)) is not None and code in self._by_code:
            return [self._by_code[code]]
        levels = (AreaLevel.REGENCY, AreaLevel.DISTRICT, AreaLevel.VILLAGE)
        return [area for level in levels for area in self._called(name, level)]

    def _called(self, name: str, level: AreaLevel) -> list[Area]:
        return self._by_name.get((level, area_name(name, level).key), [])


def _taking(desk: Desk, key: TrancheKey) -> _Taking:
    with desk.read() as session:
        return _Taking(_areas(session, desk.office.code), amount_of_each(session, key))


def _areas(session: Session, office: str) -> list[Area]:
    inside = (AreaRow.code == office) | AreaRow.code.startswith(f"{office}.")
    rows = session.execute(select(AreaRow.code, AreaRow.name).where(inside).order_by(AreaRow.code))
    found = [Area(row.code, row.name) for row in rows]
    return [area for area in found if area.level is not AreaLevel.PROVINCE]


def _pasted(text: str) -> Iterator[NamedRow]:
    """Rows by their headings where the first has some; else the area first, then families, then rupiah."""
    columns: dict[str, int] = {}
    words = {what: {normal_heading(word) for word in some} for what, some in HEADINGS.items()}
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        if number == 1:
            names = [normal_heading(cell) for cell in cells]
            columns = {what: at for what, some in words.items() for at, name in enumerate(names) if name in some}
            if "households" in columns:
                continue
            columns = {}
        yield NamedRow(number, _by_columns(cells, columns) if columns else _by_place(cells))


def _by_columns(cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    return {what: cells[at] if at < len(cells) else "" for what, at in columns.items()}


def _by_place(cells: Sequence[str]) -> dict[str, str]:
    """A code or a name, perhaps both; behind it numbers only."""
    filled = [cell for cell in cells if cell]
    named = [filled[0], *(cell for cell in filled[1:] if _amount(cell) is None)] if filled else []
    numbers = filled[len(named) :]
    code = next((cell for cell in named if dotted(cell.lstrip("'")) is not None), "")
    name = next((cell for cell in reversed(named) if cell != code), "")
    families, rupiah = [*numbers, "", ""][:2]
    return {"code": code, "area": name, "households": families, "rupiah": rupiah}


def _families(text: str) -> int | None:
    """A whole number, the thousands parted by dots or commas or not at all."""
    return int(re.sub("[.,]", "", text)) if FAMILIES.fullmatch(text) else None


def _amount(text: str) -> int | None:
    try:
        return read_amount(text)
    except Refused:
        return None


def _words(row: NamedRow) -> str:
    return " / ".join(filter(None, row.said.values()))

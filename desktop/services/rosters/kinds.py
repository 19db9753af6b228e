"""The two lists by name: with whole numbers and addresses for the office, with masked ones for the village hall."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desktop.documents.listing import Column
from desktop.rules.nik import mask
from desktop.services.families.listed import STATES
from desktop.services.rosters.reading import RosterRow


class Roster(StrEnum):
    """Which list by name."""

    ADDRESS = "address"  # by name, by address (BNBA): for the office, its payers and auditors
    HALL = "hall"  # for the notice board of the village hall: nobody can be defrauded with it


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of a list on paper and in a workbook, and what stands in it. Paper is always Indonesian."""

    title: str
    get: Callable[[RosterRow], str | int]
    weight: float = 1.0
    align: float = 0.0
    width: int = 14  # letters in a workbook

    @property
    def column(self) -> Column:
        return Column(self.title, self.weight, self.align)


def _name(row: RosterRow) -> str:
    return row.name or "Belum ada pengurus"


def _nik(row: RosterRow) -> str:
    return row.nik


def _masked(row: RosterRow) -> str:
    return mask(row.nik)


def _no_kk(row: RosterRow) -> str:
    return row.no_kk


def _address(row: RosterRow) -> str:
    return row.address


def _rt_rw(row: RosterRow) -> str:
    return f"{row.rt or '-'}/{row.rw or '-'}" if row.rt or row.rw else ""


def _card(row: RosterRow) -> str:
    return row.card


def _members(row: RosterRow) -> int:
    return row.members


def _status(row: RosterRow) -> str:
    return STATES.get(row.status, row.status)


COLUMNS: dict[Roster, tuple[Cell, ...]] = {
    Roster.ADDRESS: (
        Cell("Nama pengurus", _name, 2.4, width=30),
        Cell("NIK", _nik, 1.8, width=20),
        Cell("Nomor KK", _no_kk, 1.8, width=20),
        Cell("Alamat", _address, 3.0, width=36),
        Cell("RT/RW", _rt_rw, 0.9, width=10),
        Cell("Nomor kartu", _card, 1.7, width=20),
        Cell("Anggota", _members, 0.9, 1.0, 10),
        Cell("Status", _status, 1.2, width=14),
    ),
    Roster.HALL: (
        Cell("Nama pengurus", _name, 3.2, width=30),
        Cell("NIK", _masked, 2.2, width=20),
        Cell("RT/RW", _rt_rw, 1.0, width=10),
        Cell("Status", _status, 1.4, width=14),
    ),
}
TITLES = {
    Roster.ADDRESS: "Daftar keluarga menurut nama dan alamat (BNBA)",
    Roster.HALL: "Daftar keluarga untuk diumumkan",
}

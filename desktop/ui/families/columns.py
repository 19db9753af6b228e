"""The columns of the list of families."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from desktop.services.families.finding import By, FamilyListRow
from desktop.ui.families.terms import STATUSES, status_chip
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.wording import Translator

_MASKED = "••••••••••840000"


def key(row: FamilyListRow) -> UUID:
    return row.id


@dataclass(frozen=True, slots=True)
class _Name:
    t: Translator

    def __call__(self, row: FamilyListRow) -> str:
        return row.caretaker_name or self.t("No caretaker yet")


@dataclass(frozen=True, slots=True)
class _Nik:
    t: Translator

    def __call__(self, row: FamilyListRow) -> str:
        return row.nik or self.t("none yet")


@dataclass(frozen=True, slots=True)
class _Where:
    t: Translator

    def __call__(self, row: FamilyListRow) -> str:
        if row.placed:
            return f"{row.village} / {row.district}"
        return self.t("To be placed: {written}", written=row.village) if row.village else self.t("To be placed")


@dataclass(frozen=True, slots=True)
class _Status:
    t: Translator

    def __call__(self, row: FamilyListRow) -> ChipValue:
        return status_chip(self.t, row.status)


def _members(row: FamilyListRow) -> int:
    return row.members


def columns(t: Translator) -> Sequence[Column]:
    """Wide enough at 1366 pixels for every column whole; only a very long name or place is cut, and says so."""
    longest = max((t(word) for word, _ in STATUSES.values()), key=len)
    return (
        Column(t("Caretaker"), _Name(t), Kind.STRONG, "Siti Nurhalimah", stretch=3, name=By.NAME),
        Column(t("NIK"), _Nik(t), Kind.MONO, _MASKED),
        Column(t("Village / District"), _Where(t), sample="Mandalasari / Kaduhejo", stretch=2, name=By.PLACE),
        Column(t("Members"), _members, Kind.NUMBER, "10", name=By.MEMBERS),
        Column(t("Status"), _Status(t), Kind.CHIP, longest),
    )

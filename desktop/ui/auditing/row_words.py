"""The words of a row that a test named: its columns, the payment it is about, and what rows are narrowed to."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.rules.terms import PaymentState
from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.comparing import Since
from desktop.services.auditing.kinds import AuditTest
from desktop.ui.auditing import said_words
from desktop.ui.auditing.marks import MARK, Marks
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.words import rupiah
from desktop.wording import N_, Translator

_STATES: Final[Mapping[PaymentState, str]] = MappingProxyType(
    {
        PaymentState.WITHHELD: N_("Withheld"),
        PaymentState.UNPAID: N_("Not collected"),
        PaymentState.PAID: N_("Received"),
        PaymentState.RETURNED: N_("Returned"),
    }
)
# What of a sentence's values says most, where only a few words have room.
_TELLING: Final[Mapping[AuditTest, tuple[str, ...]]] = MappingProxyType(
    {
        AuditTest.DIED: ("on",),
        AuditTest.DIED_BY_LIST: ("on", "list"),
        AuditTest.DOUBLE_NIK: ("value", "other"),
        AuditTest.DOUBLE_ACCOUNT: ("value", "other"),
        AuditTest.DOUBLE_KK: ("value", "other"),
        AuditTest.DOUBLE_PERSON: ("value", "other"),
        AuditTest.TWO_PROGRAMMES: ("where",),
        AuditTest.NIK_WRONG: ("value",),
        AuditTest.NIK_DOUBTFUL: ("value",),
        AuditTest.NOT_IN_DECREE: ("where", "granted", "listed"),
        AuditTest.OUTSIDE_AREA: ("where",),
        AuditTest.STOPPED_BEFORE: ("on", "reason"),
        AuditTest.STAFF: ("list", "on"),
        AuditTest.STATE_WORK: ("person", "list"),
        AuditTest.UNCOLLECTED: ("on",),
        AuditTest.RECEIPT_MISSING: ("on",),
        AuditTest.ONE_PROXY: ("proxy", "count"),
        AuditTest.ODD_HOURS: ("at", "on", "by"),
        AuditTest.IN_BULK: ("count", "at", "on", "by"),
    }
)


def finding_key(row: FindingRow) -> object:
    return row.id


def told(row: FindingRow) -> str:
    """Write the value that a row is about."""
    return " · ".join(
        str(row.told[name]) for name in _TELLING[row.test] if str(row.told.get(name, "")) not in ("", "-")
    )


def finding_columns(t: Translator, marks: Marks | None) -> list[Column]:
    """With a column for marks where rows can be explained; what was paid stands below the table."""
    marked = [Column(MARK, marks, Kind.STRONG, MARK)] if marks is not None else []
    return [
        *marked,
        Column(t("Caretaker"), _name, Kind.STRONG, "SITI NURHAYATI", stretch=3),
        Column(t("Found"), told, sample="3601••••••••0003", stretch=3),
        Column(t("Explanation"), said_words.column, sample="KTP sudah dilihat", stretch=3),
        Column(t("Tranche"), _tranche, sample="2019/1+1"),
    ]


def which_rows(t: Translator, *, compared: bool) -> list[tuple[object, str]]:
    """What the rows can be narrowed to."""
    choices: list[tuple[object, str]] = [(Since.ALL, t("All rows")), (Since.OPEN, t("Only those not explained"))]
    if compared:
        choices += [(Since.NEW, t("Only new ones")), (Since.GONE, t("Only those gone"))]
    return choices


def about(t: Translator, row: FindingRow) -> str:
    """Which payment a row is about, in one line."""
    state = t(_STATES[row.state]) if row.state is not None else ""
    amount = rupiah(row.amount) if row.amount is not None else ""
    tranche = t("Tranche {tranche}", tranche=row.key.short) if row.key else ""
    return " · ".join(part for part in (row.card_number, row.village, tranche, amount, state) if part)


def _name(row: FindingRow) -> str:
    return row.name


def _tranche(row: FindingRow) -> str:
    return row.key.short if row.key else ""

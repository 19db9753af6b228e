"""How the paths of payments are shown: columns, marks, words, and where the parts stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.rules.payout_paths import MoneyPath
from desktop.services.payers.paths import PathRow
from desktop.ui.kit.card import Card
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.listed import Listed
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.search import Search
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import N_, Translator

MARK = "✓"
SHORT = MappingProxyType(
    {
        "payers.stays_paid": N_("Paid"),
        "payers.stays_withheld": N_("Withheld"),
        "payers.stays_returned": N_("Returned"),
        "payers.stays_sent": N_("File {file}, open"),
        "payers.stays_idle": N_("File {file}, not fetched"),
        "payers.stays_told": N_("File {file}, paid"),
        "payers.stays_over": N_("Pay-out over"),
    }
)
"""Why a payment stays, as short as a row has room for; below the list the whole sentence says it."""


@dataclass
class Marks:
    """What is marked; a list that is turned over by pages knows only what it has shown."""

    rows: dict[UUID, PathRow] = field(default_factory=dict)

    def __call__(self, row: PathRow) -> str:
        return MARK if row.id in self.rows else ""

    def turn(self, row: PathRow) -> None:
        if self.rows.pop(row.id, None) is None:
            self.rows[row.id] = row


def path_key(row: PathRow) -> UUID:
    return row.id


def payer_word(t: Translator, path: MoneyPath, payer: str) -> str:
    return t("Cash at the desk") if path is MoneyPath.CASH else payer


def stays_word(t: Translator, row: PathRow) -> str:
    return t.sentence(row.stays, {"file": row.file}) if row.stays else ""


@dataclass(frozen=True, slots=True)
class _Payer:
    t: Translator

    def __call__(self, row: PathRow) -> str:
        return payer_word(self.t, row.path, row.payer)


@dataclass(frozen=True, slots=True)
class _Stands:
    """Why a payment stays where it is, or that it waits for an account."""

    t: Translator

    def __call__(self, row: PathRow) -> str:
        short = SHORT.get(row.stays)
        if short is not None:
            return self.t(short, file=row.file)
        return stays_word(self.t, row) or (self.t("Waits for an account") if row.waits else "")


def _name(row: PathRow) -> str:
    return row.name


def _card(row: PathRow) -> str:
    return row.card


def _village(row: PathRow) -> str:
    return row.village


def _amount(row: PathRow) -> int:
    return row.amount


def path_columns(t: Translator, marks: Marks) -> Sequence[Column]:
    return (
        Column("", marks, Kind.STRONG, MARK * 2),  # as wide as a column must be, or the list is pushed sideways
        Column(t("Name"), _name, Kind.STRONG, "SITI NURHALIMAH", stretch=1),
        Column(t("Card"), _card, Kind.MONO, "JSR-36.01-000127"),
        Column(t("Village"), _village, sample="Sukamaju Barat"),
        Column(t("Payer"), _Payer(t), sample="Bank Banten Syariah"),
        Column(t("Rupiah"), _amount, Kind.MONEY, "Rp9.999.999"),
        Column(t("Remark"), _Stands(t), sample="Berkas 10, belum diambil", stretch=1),
    )


class Parts(Protocol):
    """What the room is made of."""

    t: Translator
    may_edit: bool
    notice: Notice
    search: Search
    village: Combo
    payer: Combo
    listed: Listed
    foot: QLabel
    move_some: QPushButton
    move_all: QPushButton


def lay_out(room: QWidget) -> None:
    """Put the parts of the room in their places."""
    parts: Parts = room  # type: ignore[assignment]  # a widget that has these parts
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.CARDS)
    column.addWidget(parts.notice)
    card, top, foot = Card(parent=room, inside=Space.GROUP), QHBoxLayout(), QHBoxLayout()
    top.setSpacing(Space.WITHIN)
    foot.setSpacing(Space.WITHIN)
    top.addWidget(parts.search, 1)
    for combo in (parts.village, parts.payer):
        combo.setMinimumWidth(200)
        top.addWidget(combo)
    for part in (parts.move_some, parts.move_all):
        part.setVisible(parts.may_edit)
        foot.addWidget(part)
    foot.addWidget(parts.foot, 1)
    card.column.addLayout(top)
    if parts.may_edit:
        words = parts.t("The space bar marks a payment, Enter moves it. What is with a payer stays until his answer.")
        card.add(label(words, Role.SECONDARY, wrap=True))
    card.add(parts.listed, 1)
    card.column.addLayout(foot)
    column.addWidget(card, 1)

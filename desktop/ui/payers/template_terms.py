"""How templates are shown: which there are, and what stands in the columns of one, with an example."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.payers.templates import TemplateRow, TemplateShown
from desktop.ui.kit.chip import ChipValue
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.payers.file_view import lines
from desktop.wording import Translator
from desktop.wording.payers import TEMPLATE_FIELDS


@dataclass(frozen=True, slots=True)
class Holding:
    """One column of a template: its place from 1, heading, field or the same text, an example, its width if fixed."""

    place: int
    heading: str
    field: str
    value: str
    example: str
    width: int


def numbered(shown: TemplateShown) -> list[Holding]:
    (cells,) = shown.shown.rows
    return [
        Holding(place, one.heading, one.field, one.value, cells[place - 1].strip(), one.width)
        for place, one in enumerate(shown.template.columns, 1)
    ]


def place_of(row: Holding) -> int:
    return row.place


class Columns(QWidget):
    """The columns of a template, with the lines above and below them in a file of one invented family."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.above, self.below = label("", Role.SECONDARY, self, wrap=True), label("", Role.SECONDARY, self, wrap=True)
        self.model = TableModel(t, holding_columns(t), place_of, self)
        self.view = TableView(self.model, t("What stands in the columns"), self, dense=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.above)
        column.addWidget(self.view, 1)
        column.addWidget(self.below)

    def show_template(self, shown: TemplateShown) -> None:
        self.model.replace(numbered(shown))
        above, below = lines(self.t, shown)
        for part, said in ((self.above, above), (self.below, below)):
            part.setText(said)
            part.setVisible(bool(said))


def template_key(row: TemplateRow) -> str:
    return row.name


def _title(row: TemplateRow) -> str:
    return row.title


@dataclass(frozen=True, slots=True)
class _Whose:
    t: Translator

    def __call__(self, row: TemplateRow) -> ChipValue:
        return ChipValue(self.t("Our own"), Tone.BRAND) if row.own else ChipValue(self.t("Given"), Tone.NEUTRAL)


def template_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("File template"), _title, Kind.STRONG, "Kantor Pos (contoh, alokasi xlsx)", stretch=1),
        Column(t("Whose"), _Whose(t), Kind.CHIP, max(t("Given"), t("Our own"), key=len)),
    )


def _heading(row: Holding) -> str:
    return row.heading


@dataclass(frozen=True, slots=True)
class _Holds:
    t: Translator

    def __call__(self, row: Holding) -> str:
        if row.field:
            return self.t(TEMPLATE_FIELDS[row.field])
        return self.t('Always "{value}"', value=row.value) if row.value else self.t("Left empty for the payer")


def _example(row: Holding) -> str:
    return row.example


def _width(row: Holding) -> int | None:
    return row.width or None


def holding_columns(t: Translator) -> Sequence[Column]:
    return (
        Column(t("Column"), place_of, Kind.NUMBER, "60"),
        Column(t("Heading"), _heading, Kind.STRONG, "Nama Pemilik Rekening", stretch=1),
        Column(t("What stands in it"), _Holds(t), sample=max((t(one) for one in TEMPLATE_FIELDS.values()), key=len),
               stretch=2),
        Column(t("Example"), _example, Kind.MONO, "KW-36.01-2019-000001", stretch=1),
        Column(t("Places"), _width, Kind.NUMBER, "400"),
    )  # fmt: skip

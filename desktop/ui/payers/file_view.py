"""How a payer's file looks: the lines above, the first rows under their columns, the lines below."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.payers.files import FilePreview
from desktop.services.payers.templates import TemplateShown
from desktop.ui.kit.columns import Column, Kind
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator
from desktop.wording.payers import TEMPLATE_FIELDS

Row = tuple[int, tuple[str, ...]]
BETWEEN = " · "
_LONG = 20  # letters, from which a column may give room to others


class FileView(QWidget):
    """Made anew for each file: another template has other columns."""

    def __init__(self, t: Translator, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t, self._name = t, name
        self.above, self.below = label("", Role.SECONDARY, self, wrap=True), label("", Role.SECONDARY, self, wrap=True)
        self.model = TableModel(t, (), _key, self)
        self.view = TableView(self.model, name, self, dense=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.WITHIN)
        column.addWidget(self.above)
        column.addWidget(self.view, 1)
        column.addWidget(self.below)
        self._column = column
        for part in (self.above, self.view, self.below):
            part.hide()

    def show_file(self, made: FilePreview) -> None:
        t = self.t
        for part, said in zip((self.above, self.below), lines(t, made), strict=True):
            part.setText(said)
            part.setVisible(bool(said))
        old = self.view
        self.model = TableModel(t, columns(t, made), _key, self)
        self.view = TableView(self.model, self._name, self, dense=True)
        self._column.replaceWidget(old, self.view)
        old.hide()
        old.deleteLater()
        self.model.replace(list(enumerate(made.shown.rows)))
        self.view.show()


def lines(t: Translator, made: FilePreview | TemplateShown) -> tuple[str, str]:
    """What stands above the rows of a file, and what below."""
    above = [BETWEEN.join(filter(None, line)) for line in made.shown.above]
    if not made.template.headings:
        above.append(t("The file itself has no line of headings."))
    return "\n".join(above), "\n".join(BETWEEN.join(filter(None, line)) for line in made.shown.below)


@dataclass(frozen=True, slots=True)
class _Cell:
    place: int

    def __call__(self, row: Row) -> str:
        return row[1][self.place]


def columns(t: Translator, made: FilePreview) -> Sequence[Column]:
    """The file's columns; one without a heading is called by what it holds."""
    found = []
    for place, column in enumerate(made.template.columns):
        title = column.heading or (t(TEMPLATE_FIELDS[column.field]) if column.field else column.value)
        sample = max((row[place].strip() for row in made.shown.rows), key=len, default="")
        found.append(Column(title, _Cell(place), Kind.MONO, sample, stretch=int(len(sample) > _LONG)))
    return found


def _key(row: Row) -> int:
    return row[0]

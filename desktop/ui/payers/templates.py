"""What files for payers look like: the templates there are, given or the office's own, each with its columns."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.payers import templates
from desktop.services.payers.templates import TemplateRow, TemplateShown
from desktop.ui.jobs.asking import Ask
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.table import TableModel
from desktop.ui.kit.tableview import TableView
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.payers.template_acts import TemplateActs
from desktop.ui.payers.template_terms import Columns, template_columns, template_key
from desktop.ui.screen import Bench
from desktop.wording.payers import FORMS

_SHARES = (34, 66)


class Templates(QWidget):
    """Enter or a double click changes one, for whoever may."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.t = bench, bench.t
        t = bench.t
        self.notice = Notice(self)
        self.model = TableModel(t, template_columns(t), template_key, self)
        self.view = TableView(self.model, t("Templates"), self)
        self.title, self.note = label("", Role.SUBTITLE, self, wrap=True), label("", Role.SECONDARY, self, wrap=True)
        self.columns = Columns(t, self)
        self.acts = TemplateActs(bench, self)
        self._lay_out()
        self.view.chosen.connect(self._look)
        self.view.opened.connect(self._open)
        self.acts.done.connect(self.say)
        self.acts.failed.connect(self._refused)

    @property
    def row(self) -> TemplateRow | None:
        row = self.view.row
        return row if isinstance(row, TemplateRow) else None

    def ask(self) -> None:
        work = Ask(templates.templates, self.bench.desk)
        self.bench.runner.submit(work, self._show, self._refused, newest="payers.templates")

    def say(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.GOOD)
        self.ask()

    def _show(self, rows: list[TemplateRow]) -> None:
        self.model.replace(rows)
        self._look(self.row)

    def _look(self, _: object) -> None:
        row = self.row
        self.acts.show_row(row)
        if row is not None:
            work = Ask(templates.show, self.bench.desk, row.name)
            self.bench.runner.submit(work, self._shown, self._refused, newest="payers.template")

    def _shown(self, shown: TemplateShown) -> None:
        row, t = shown.row, self.t
        self.title.setText(row.title)
        used = t("First for: {payers}", payers=", ".join(row.payers)) if row.payers else ""
        self.note.setText(" · ".join(filter(None, (t(FORMS[shown.template.form]), used, row.note))))
        self.columns.show_template(shown)

    def _open(self, _: object) -> None:
        self.acts.ask_change()

    def _refused(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _lay_out(self) -> None:
        t = self.t
        listed, beside = Card(parent=self, inside=Space.GROUP), Card(parent=self)
        listed.add(self.view, 1)
        if not self.acts.may_edit:
            words = t("An administrator changes them: who sends the money does not shape its file.")
            listed.add(label(words, Role.SECONDARY, wrap=True))
        beside.add(self.title)
        beside.add(self.note)
        beside.section(t("What stands in the columns"))
        beside.add(self.columns, 1)
        beside.add(self.acts)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        column.addWidget(self.notice)
        column.addWidget(side_by_side(listed, beside, self, shares=_SHARES, least=(300, 420)), 1)

"""The text of a template while it is changed: what is wrong with it stands above, what it makes beside."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.services.desk import Answer
from desktop.services.payers import templates
from desktop.services.payers.templates import TemplateRow, TemplateShown
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit import tokens
from desktop.ui.kit.button import Action
from desktop.ui.kit.card import Card
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.payers.template_terms import Columns
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

RESTS_MS: Final = 250  # after the last letter, before the text is read
_SHARES = (46, 54)


class TemplatePage(TaskPage):
    """`kept`: the template was saved, under this name."""

    kept = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("Change a template"), "", parent)
        self._initial = ""
        self.editor = QPlainTextEdit(self)
        self.editor.setAccessibleName(t("Text of the template"))
        self.editor.setTabChangesFocus(True)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.editor.setFont(_even())
        self.columns = Columns(t, self)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(RESTS_MS)
        self._resting.timeout.connect(self.check)
        self.fill(self._body())
        self.editor.textChanged.connect(self._typed)

    @property
    def dirty(self) -> bool:
        return self.editor.toPlainText() != self._initial

    def begin(self, name: str) -> None:
        """Show the text of a template; it is kept as the office's own, in place of the given."""
        self.notice.clear()
        self.head.say(self.t("Change a template"), name)
        self.bench.runner.submit(Ask(templates.show, self.bench.desk, name), self._begun, self.refused)

    def check(self) -> None:
        """Read what stands there now, and show a file made by it, or what is wrong and where."""
        work = Ask(templates.check_text, self.editor.toPlainText())
        self.bench.runner.submit(work, self._right, self.refused, newest="payers.template.check")

    def save(self) -> None:
        work = Ask(templates.save_text, self.bench.desk, self.editor.toPlainText())
        self.bench.runner.submit(work, self._saved, self.refused, lane=Lane.WRITE)

    def take_focus(self) -> None:
        self.editor.setFocus()

    def refused(self, refused: Refused) -> None:
        super().refused(refused)
        self._offer(may_save=False)
        line = refused.values.get("line")
        self._mark(line if isinstance(line, int) else None)

    def _begun(self, shown: TemplateShown) -> None:
        self._initial = shown.text
        self.editor.setPlainText(shown.text)
        self._resting.stop()
        self._right(shown)

    def _typed(self) -> None:
        self._resting.start()

    def _right(self, shown: TemplateShown) -> None:
        t = self.t
        self._mark(None)
        self.columns.show_template(shown)
        self._offer(may_save=self.dirty)
        if self.dirty:
            name = shown.row.name
            self.notice.say(t("The template {name} is right. Save it to use it.", name=name), Tone.GOOD)
        else:
            self.notice.clear()

    def _offer(self, *, may_save: bool) -> None:
        save = Action(self.t("Save the template"), self.save, "check", "Ctrl+S", enabled=may_save)
        self.head.offer([self.back, save])

    def _saved(self, answer: Answer[TemplateRow]) -> None:
        self._initial = self.editor.toPlainText()
        self.kept.emit(self.t("The template {name} is kept.", name=answer.value.name))

    def _mark(self, line: int | None) -> None:
        """Lay a ground of colour under the line that is wrong."""
        marks = []
        if line is not None:
            cursor = QTextCursor(self.editor.document().findBlockByNumber(line - 1))
            mark = QTextEdit.ExtraSelection()
            mark.cursor = cursor
            mark.format.setBackground(QColor(tokens.now().danger_tint))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            marks.append(mark)
        self.editor.setExtraSelections(marks)

    def _body(self) -> QWidget:
        t = self.t
        text, beside = Card(parent=self, inside=Space.GROUP), Card(parent=self)
        words = t(
            "Each [[columns]] is one column: heading, and either field (what stands in it) or value (the same text in"
            " every row). Another name makes another template; the same name takes the place of the given one."
        )
        text.add(label(words, Role.SECONDARY, wrap=True))
        text.add(self.editor, 1)
        beside.section(t("What stands in the columns"))
        beside.add(self.columns, 1)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(side_by_side(text, beside, body, shares=_SHARES, least=(380, 380)))
        return body


def _even() -> QFont:
    """A font whose letters are all as wide as another, as the columns of a file are."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(Size.BODY)
    return font

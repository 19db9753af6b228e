"""The summary of a form's problems: at the top, each a link to its field."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from desktop.ui.kit import tokens
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.wording import Translator


class Summary(QFrame):
    """`chosen` brings the name of the field whose link was followed."""

    chosen = Signal(str)

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self._shown: dict[str, tuple[str, str]] = {}
        self.setProperty("part", "notice")
        self.setProperty("tone", str(Tone.DANGER))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.INSIDE, Space.GROUP, Space.INSIDE, Space.GROUP)
        column.setSpacing(Space.TINY)
        self._count = label("", Role.STRONG)
        self._links = QLabel()
        self._links.setTextFormat(Qt.TextFormat.RichText)
        self._links.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self._links.setWordWrap(True)
        self._links.linkActivated.connect(self.chosen)
        column.addWidget(self._count)
        column.addWidget(self._links)
        self.hide()

    @property
    def sentence(self) -> str:
        return self._count.text()

    @property
    def links(self) -> QLabel:
        return self._links

    def show_problems(self, problems: Mapping[str, tuple[str, str]]) -> None:
        """Show problems by field name, each the field's label (or "") and the sentence."""
        self._shown = dict(problems)
        count = len(problems)
        self._count.setText(
            self.t.many("{count} thing has to be put right:", "{count} things have to be put right:", count)
        )
        self._write()
        self.setAccessibleName(self._count.text())
        self.setVisible(bool(problems))

    def changeEvent(self, event: QEvent) -> None:
        """A link carries its colour with it, so that another theme needs it written anew."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown:
            self._write()

    def _write(self) -> None:
        ink = tokens.now().danger
        lines = []
        for name, (field_label, sentence) in self._shown.items():
            head = f"{escape(field_label)}: " if field_label and field_label not in sentence else ""
            words = f"{head}{escape(sentence)}"
            lines.append(f'<a href="{escape(name)}" style="color:{ink}">{words}</a>' if field_label else words)
        self._links.setText("<br>".join(lines))

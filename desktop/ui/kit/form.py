"""The form kit: declare groups of fields, get a page that fills in, checks, jumps and saves by keyboard."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.fields import Group
from desktop.ui.kit.page import Page
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.summary import Summary
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator


class Form(QWidget):
    """`submitted` brings the values as a dict once the form itself finds nothing wrong (button or Ctrl+S)."""

    submitted = Signal(object)
    dirty_changed = Signal(bool)
    typed = Signal()  # a person changed something: time to keep a draft

    def __init__(
        self,
        t: Translator,
        groups: Sequence[Group],
        *,
        save: str = "",
        enter_saves: bool = False,
        snug: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`save` is the verb on the button (none without it); `enter_saves`: Enter in the last field saves.

        A `snug` form is no higher than its fields, so that the button stands under them and not at the window's foot.
        """
        super().__init__(parent)
        self.t = t
        self.summary = Summary(t, self)
        inside = QWidget()
        # In its place before it is filled: what is filled is dressed anew with each move.
        self._scroll = Scroll(inside, self, snug=snug)
        self._page = Page(t, groups, inside, scrolls=not snug)
        self.blocks = self._page.blocks
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.addWidget(self._page)
        self.save_button: QPushButton | None = None
        self._enter_saves = enter_saves
        # Where all stands on one small card, the sentences under the fields are enough.
        self._small = all(group.plain for group in groups)
        self._was_dirty = False
        self.state = label("", Role.SECONDARY)
        self._lay_out(save)
        self._initial = self._page.raw()
        self._page.edited.connect(self._edited)
        self._page.passed_last.connect(self._end)
        self.summary.chosen.connect(self.go_to)
        shortcut = QShortcut(QKeySequence.StandardKey.Save, self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.submit)

    def values(self) -> dict[str, object]:
        """Value of every field by name; what cannot be read is None."""
        return {name: block.read() for name, block in self.blocks.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Fill in as last saved: fields not named are emptied, problems go, nothing is dirty."""
        with QSignalBlocker(self._page):
            for name, block in self.blocks.items():
                block.editor.put(values.get(name))
        self.show_problems({})
        self.mark_saved("")

    def fill(self, values: Mapping[str, object]) -> None:
        """Fill in the fields named and leave them unsaved: a draft, or something read from elsewhere."""
        with QSignalBlocker(self._page):
            for name, value in values.items():
                self.blocks[name].editor.put(value)
        self._weigh()

    @property
    def dirty(self) -> bool:
        """Whether something differs from what was last saved."""
        return self._page.raw() != self._initial

    def mark_saved(self, sentence: str | None = None) -> None:
        """Take what stands here as saved, and say so."""
        self._initial = self._page.raw()
        self._weigh()
        self.state.setText(self.t("Saved.") if sentence is None else sentence)

    def set_busy(self, busy: bool, sentence: str = "") -> None:
        """While a save runs nothing can be typed."""
        self._page.setEnabled(not busy)
        if self.save_button is not None:
            self.save_button.setEnabled(not busy)
        self.state.setText(sentence)

    def check(self) -> dict[str, str]:
        """Sentence by field name for what the form itself can see is wrong."""
        found = {name: block.check() for name, block in self.blocks.items() if block.widget.isEnabled()}
        return {name: sentence for name, sentence in found.items() if sentence}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Show sentences under their fields and at the top; a name that is no field only at the top."""
        for name, block in self.blocks.items():
            block.say(problems.get(name, ""))
        named = {
            name: (self.blocks[name].field.label if name in self.blocks else "", sentence)
            for name, sentence in problems.items()
            if not self._small or name not in self.blocks
        }
        self.summary.show_problems(named)
        first = next((name for name in self.blocks if name in problems), None)
        if first is not None:
            self.go_to(first)

    def submit(self) -> None:
        """Check, then either show what is wrong or send the values on their way."""
        if not self._page.isEnabled():
            return
        problems = self.check()
        self.show_problems(problems)
        if not problems:
            self.submitted.emit(self.values())

    def go_to(self, name: str) -> None:
        """Put the cursor into a field and bring it into view."""
        block = self.blocks[name]
        block.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._scroll.ensureWidgetVisible(block, 0, Space.EDGE)

    def _weigh(self) -> None:
        dirty = self.dirty
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)
        self.state.setText(self.t("Not saved yet") if dirty else "")

    def _edited(self) -> None:
        self._weigh()
        self.typed.emit()

    def _end(self) -> None:
        if self._enter_saves:
            self.submit()
        elif self.save_button is not None:
            self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self, save: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.GROUP)
        column.addWidget(self.summary)
        column.addWidget(self._scroll, 1)
        if save:
            self.save_button = button(save, self.submit, kind=Kind.PRIMARY)
            self.save_button.setToolTip(f"{save} (Ctrl+S)")
            row = QHBoxLayout()
            row.addWidget(self.state, 1)
            row.addWidget(self.save_button)
            column.addLayout(row)
        else:
            column.addWidget(self.state)

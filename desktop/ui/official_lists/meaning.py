"""What the columns of a file mean: each heading with what stands below it, and a choice beside it."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop.rules.aid_rules import AidBook, load_aids
from desktop.services.official_lists.columns import Looked
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.wording import Translator
from desktop.wording.official_lists import FIELDS

RECEIVES = "receives_"


class Meaning(QWidget):
    """Choices are kept by the place of the column; "" means the column is not used."""

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.notice = Notice()
        self.choices: dict[int, Combo] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARDS)
        self._column.addWidget(self.notice)
        self._card = Card()
        self._column.addWidget(self._card, 1)

    @property
    def columns(self) -> Mapping[int, str]:
        return {place: str(combo.value) for place, combo in self.choices.items() if combo.value}

    def take_focus(self) -> None:
        """Stand where something is to be said still, else at the first column."""
        combos = list(self.choices.values())
        asked = next((combo for combo in combos if not combo.value), None) or next(iter(combos), None)
        if asked is not None:
            asked.setFocus()

    def show_columns(self, looked: Looked) -> None:
        """Ask about every column; what is known of it is chosen already."""
        t = self.t
        old, self._card = self._card, Card()
        self._column.replaceWidget(old, self._card)
        old.hide()
        old.deleteLater()
        if looked.remembered:
            self.notice.say(t("These columns are known from an earlier list."), Tone.BRAND)
        else:
            self.notice.say(t("Say what each column means; a column that says nothing stays unused."), Tone.NEUTRAL)
        self._card.add(label(t("Columns").upper(), Role.SECTION))
        self._card.add(Scroll(self._rows(looked)), 1)

    def _rows(self, looked: Looked) -> QWidget:
        t, body = self.t, QWidget()
        grid = QGridLayout(body)
        grid.setHorizontalSpacing(Space.CARDS)
        grid.setVerticalSpacing(Space.WITHIN)
        grid.setColumnStretch(1, 1)
        aids = load_aids()
        offered = [("", t("(not used)")), *((name, field_word(t, aids, name)) for name in looked.fields)]
        self.choices = {}
        for row, column in enumerate(looked.columns):
            combo = Combo(column.heading, offered)
            combo.setMinimumWidth(240)
            combo.choose(column.field)
            self.choices[column.place] = combo
            grid.addWidget(label(column.heading, Role.STRONG), row, 0)
            grid.addWidget(label(" · ".join(column.samples), Role.SECONDARY), row, 1)
            grid.addWidget(combo, row, 2)
        grid.setRowStretch(len(looked.columns), 1)
        return body


def field_word(t: Translator, aids: AidBook, name: str) -> str:
    """What people call a field; a column about an aid names it."""
    if name.startswith(RECEIVES):
        return t("Receives {aid}", aid=aids.named(name.removeprefix(RECEIVES)))
    return t(FIELDS[name])

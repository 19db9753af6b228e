"""What the columns of a file mean: each heading with what stands below it, and a choice beside it."""

from collections.abc import Hashable, Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.rules.aid_rules import AidBook, load_aids
from desktop.services.official_lists.columns import Looked
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.meanings import Asked, Meanings
from desktop.wording import Translator
from desktop.wording.official_lists import FIELDS

RECEIVES = "receives_"


class Meaning(QWidget):
    """Choices are kept by the place of the column; "" means the column is not used."""

    def __init__(self, t: Translator) -> None:
        super().__init__()
        self.t = t
        self.notice = Notice()
        self.meanings = Meanings(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CARDS)
        self._column.addWidget(self.notice)
        card = Card()
        card.add(label(t("Columns").upper(), Role.SECTION))
        card.add(self.meanings, 1)
        self._column.addWidget(card, 1)

    @property
    def choices(self) -> Mapping[Hashable, Combo]:
        return self.meanings.choices

    @property
    def columns(self) -> Mapping[int, str]:
        return {place: str(said) for place, said in self.meanings.said.items() if said and isinstance(place, int)}

    def take_focus(self) -> None:
        self.meanings.take_focus()

    def show_columns(self, looked: Looked) -> None:
        """Ask about every column; what is known of it is chosen already."""
        t = self.t
        if looked.remembered:
            self.notice.say(t("These columns are known from an earlier list."), Tone.BRAND)
        else:
            self.notice.say(t("Say what each column means; a column that says nothing stays unused."), Tone.NEUTRAL)
        aids = load_aids()
        offered = [("", t("(not used)")), *((name, field_word(t, aids, name)) for name in looked.fields)]
        self.meanings.ask(
            [Asked(one.place, one.heading, " · ".join(one.samples), one.field, offered) for one in looked.columns]
        )


def field_word(t: Translator, aids: AidBook, name: str) -> str:
    """What people call a field; a column about an aid names it."""
    if name.startswith(RECEIVES):
        return t("Receives {aid}", aid=aids.named(name.removeprefix(RECEIVES)))
    return t(FIELDS[name])

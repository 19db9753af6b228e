"""All that was chosen on one page, before the office is made."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.card import Card
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.wording import Translator
from desktop.wording.terms import ROLES


class SummaryStep(Step):
    def __init__(self, t: Translator) -> None:
        super().__init__(
            t, t("Summary"), t("Write the first passwords down before you go on: they are not shown again.")
        )
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._card: Card | None = None

    def enter(self, wish: Wish) -> None:
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()  # it goes a moment later, and must not be read meanwhile
            self._card.deleteLater()
        self._card = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.EDGE)
        grid.setVerticalSpacing(Space.GROUP)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(self.lines(wish)):
            grid.addWidget(label(name, Role.SECONDARY), row, 0)
            grid.addWidget(label(text, wrap=True), row, 1)
        self._card.column.addLayout(grid)
        self._card.column.addStretch(1)
        self._column.addWidget(self._card)

    def lines(self, wish: Wish) -> list[tuple[str, str]]:
        t = self.t
        area = f"{wish.area.name} ({wish.area.code})" if wish.area else ""
        lines = [
            (t("Office"), area),
            (t("Programmes"), ", ".join(name for _, name in wish.programmes)),
            (t("Letterhead"), " · ".join(filter(None, (wish.letterhead.government, wish.letterhead.agency)))),
            (t("Folder"), str(wish.folder or "")),
        ]
        for person in wish.people:
            who = f"{person.name} ({person.full_name})" if person.full_name else person.name
            lines.append(
                (t(ROLES[person.role]), t("{who}, first password {password}", who=who, password=person.password))
            )
        return lines

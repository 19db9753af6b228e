"""What the hall wants to know: how many are paid and wait, and who was paid last."""

from PySide6.QtWidgets import QLabel, QWidget

from desktop.rules.money import Figure
from desktop.services.payday.rows import Paid, Standing
from desktop.ui.kit import fonts
from desktop.ui.kit.card import Card
from desktop.ui.kit.fonts import Weight
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Size, Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.wording import Translator

WIDE = 264
FAMILIES = 30


class Tally(Card):
    """Figures above, the last payments below; empty until the first answer."""

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.t = t
        self.standing: Standing | None = None
        self.setFixedWidth(WIDE)
        self.paid, self.paid_money = self._figure(t("Paid"), Tone.GOOD)
        self.waiting, self.waiting_money = self._figure(t("Waiting"), Tone.ATTENTION)
        self.today = label("", Role.SECONDARY, wrap=True)
        self.add(self.today)
        self.column.addSpacing(Space.WITHIN)
        self.section(t("Paid last"))
        self.last = label("", wrap=True)
        self.add(self.last)
        self.column.addSpacing(Space.WITHIN)
        self.slip = label("", Role.SECONDARY, wrap=True)
        self.add(self.slip)
        self.column.addStretch(1)

    def show_standing(self, standing: Standing) -> None:
        t = self.t
        self.standing = standing
        self._put(self.paid, self.paid_money, standing.paid)
        self._put(self.waiting, self.waiting_money, standing.waiting)
        told = {"families": number(standing.today.families), "rupiah": rupiah(standing.today.rupiah)}
        self.today.setText(t("Today at the desk: {families} families, {rupiah}", **told))
        self.last.setText("\n".join(self._line(one) for one in standing.last) or t("Nobody was paid at the desk yet."))

    def _line(self, one: Paid) -> str:
        came = f" ({one.collected_by})" if one.collected_by and one.collected_by != one.name else ""
        return f"{one.at:%H.%M}  {one.name}{came}"

    def _figure(self, title: str, tone: Tone) -> tuple[QLabel, QLabel]:
        self.section(title)
        families, money = label("", Role.STRONG), label("", Role.SECONDARY)
        families.setFont(fonts.face(FAMILIES, Weight.BOLD))
        money.setFont(fonts.face(Size.SUBHEAD - 2, Weight.MEDIUM))
        repolish(families, "role", str(tone))
        self.add(families)
        self.add(money)
        self.column.addSpacing(Space.TINY)
        return families, money

    def _put(self, families: QLabel, money: QLabel, figure: Figure) -> None:
        families.setText(number(figure.families))
        money.setText(rupiah(figure.rupiah))

"""The steps that are plain forms: the letterhead and those who sign."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop.services.office_settings import Letterhead, Signatories
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.form import Form
from desktop.ui.office_fields import built, flat, letterhead_group, officials_groups
from desktop.wording import Translator


class LetterheadStep(Step):
    def __init__(self, t: Translator) -> None:
        super().__init__(t, t("Letterhead"), t("This stands at the head of letters and receipts."))
        self.form = Form(t, [letterhead_group(t)], enter_saves=True)
        self.form.state.hide()
        self.form.submitted.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def enter(self, wish: Wish) -> None:
        self.form.set_values(flat(wish.letterhead))

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        return replace(wish, letterhead=built(Letterhead, self.form.values()))

    def begin(self) -> None:
        self.form.go_to("government")

    def _end(self, _: object) -> None:
        self.ahead.emit()


class OfficialsStep(Step):
    def __init__(self, t: Translator) -> None:
        super().__init__(
            t, t("Who signs"), t("Names may stay empty now; papers are then printed with dots in their place.")
        )
        self.form = Form(t, officials_groups(t), enter_saves=True)
        self.form.state.hide()
        self.form.submitted.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def enter(self, wish: Wish) -> None:
        self.form.set_values(flat(wish.signatories))

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        return replace(wish, signatories=built(Signatories, self.form.values()))

    def begin(self) -> None:
        self.form.go_to("head.name")

    def _end(self, _: object) -> None:
        self.ahead.emit()


def sound(form: Form) -> bool:
    """Show what the form itself finds wrong; say whether it found nothing."""
    problems = form.check()
    form.show_problems(problems)
    return not problems

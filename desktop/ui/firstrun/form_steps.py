"""The steps that are plain forms: the letterhead and those who sign."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from desktop.services.office_settings import Letterhead, Signatories
from desktop.ui.firstrun.wish import Step, Wish
from desktop.ui.kit.fields import Group
from desktop.ui.kit.form import Form
from desktop.ui.office_fields import built, flat, letterhead_group, officials_groups
from desktop.wording import Translator


class FormStep(Step):
    """A step whose form goes ahead with Enter in its last field."""

    def __init__(self, t: Translator, title: str, sentence: str, groups: Sequence[Group], first: str) -> None:
        """`first` names the field where one begins."""
        super().__init__(t, title, sentence)
        self._first = first
        self.form = Form(t, groups, enter_saves=True)
        self.form.state.hide()
        self.form.submitted.connect(self._end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def begin(self) -> None:
        self.form.go_to(self._first)

    def _end(self, _: object) -> None:
        self.ahead.emit()


class LetterheadStep(FormStep):
    def __init__(self, t: Translator) -> None:
        sentence = t("This stands at the head of letters and receipts.")
        super().__init__(t, t("Letterhead"), sentence, [letterhead_group(t)], "government")

    def enter(self, wish: Wish) -> None:
        self.form.set_values(flat(wish.letterhead))

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        return replace(wish, letterhead=built(Letterhead, self.form.values()))


class OfficialsStep(FormStep):
    def __init__(self, t: Translator) -> None:
        sentence = t("Names may stay empty now; papers are then printed with dots in their place.")
        super().__init__(t, t("Who signs"), sentence, officials_groups(t), "head.name")

    def enter(self, wish: Wish) -> None:
        self.form.set_values(flat(wish.signatories))

    def take(self, wish: Wish) -> Wish | None:
        if not sound(self.form):
            return None
        return replace(wish, signatories=built(Signatories, self.form.values()))


def sound(form: Form) -> bool:
    """Show what the form itself finds wrong; say whether it found nothing."""
    problems = form.check()
    form.show_problems(problems)
    return not problems

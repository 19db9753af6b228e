"""The category of one family, where its programme pays by it: what another would bring, and how it came about."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt

from desktop.errors import Refused
from desktop.rules.programme_year import Rate
from desktop.services.desk import Answer
from desktop.services.validating import categories
from desktop.services.validating.categories import CategoryChange, CategoryOf, NewCategory
from desktop.services.validating.explaining import Explanation
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.detail import side_by_side
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.scroll import Scroll
from desktop.ui.kit.text import label
from desktop.ui.kit.words import day, rupiah
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator
from desktop.wording.terms import CATEGORIES

REASON, PAPER = 200, 120
FIELD_OF = {
    "category.same": "category",
    "rules.category_unknown": "category",
    "category.no_reason": "reason",
    "enrolling.future": "on",
}


class CategoryPage(TaskPage):
    """What the choice does to the amount stands beside the form before it is saved."""

    def __init__(self, bench: Bench, shown: Explanation) -> None:
        t = bench.t
        super().__init__(bench, t("Category of the family"), shown.name)
        self._enrolment: UUID = shown.enrolment
        self.found: CategoryOf | None = None
        self.form = Form(t, _fields(t), save=t("Save the category"), enter_saves=True)
        self.effect, self.past = label("", wrap=True), label("", wrap=True)
        for text in (self.effect, self.past):
            text.setAlignment(Qt.AlignmentFlag.AlignTop)
        beside = Card(t("What this does"))
        beside.add(self.effect)
        beside.section(t("Categories until now"))
        beside.add(Scroll(self.past, reading=t("Categories until now")), 1)
        self.fill(side_by_side(self.form, beside, shares=(50, 50)))
        self.form.set_values({"on": bench.desk.today()})
        self.form.typed.connect(self._say)
        self.form.submitted.connect(self._submit)
        self.changed()

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def take_focus(self) -> None:
        self.form.go_to("category")

    def changed(self) -> None:
        work = Ask(categories.look, self.bench.desk, self._enrolment)
        self.bench.runner.submit(work, self._show, self.refused, newest="validating.category")

    def _show(self, found: CategoryOf) -> None:
        first, self.found = self.found is None, found
        combo = self.form.blocks["category"].widget
        assert isinstance(combo, Combo)
        combo.offer([(rate.key, rate_words(self.t, rate)) for rate in found.rates])
        if first:
            combo.choose(found.category or None)
            self.form.mark_saved("")
            self.take_focus()
        self.past.setText("\n".join(told(self.t, one) for one in found.changes) or self.t("Nobody changed it yet."))
        self._say()

    def _say(self) -> None:
        if self.found is not None:
            self.effect.setText("\n".join(effect(self.t, self.found, str(self.form.values()["category"] or ""))))

    def _submit(self, values: dict[str, object]) -> None:
        on = values["on"]
        assert isinstance(on, date)
        new = NewCategory(str(values["category"] or ""), on, str(values["reason"] or ""), str(values["paper"] or ""))
        self.form.set_busy(True, self.t("Working…"))
        work = Ask(categories.change, self.bench.desk, self._enrolment, new)
        self.bench.runner.submit(work, self._saved, self._refused, lane=Lane.WRITE)

    def _saved(self, _: Answer[None]) -> None:
        self.form.mark_saved()
        self.left.emit(self.t("The family has its new category; the next list drafted pays by it."))

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})


def _fields(t: Translator) -> Sequence[Group]:
    return (
        Group(
            t("Category"),
            [
                Field("category", t("Category"), Kind.CHOICE, required=True, span=2),
                Field("on", t("Since which day"), Kind.DATE, required=True),
                Field("paper", t("Number of the paper"), length=PAPER),
                Field("reason", t("Reason"), required=True, length=REASON, span=2),
            ],
        ),
    )


def word(t: Translator, category: str) -> str:
    """The category as people call it; a code of the office's own programme as it is."""
    if not category:
        return t("No category yet")
    return t(CATEGORIES[category]) if category in CATEGORIES else category


def rate_words(t: Translator, rate: Rate) -> str:
    amount = t("no amount said") if rate.amount is None else rupiah(rate.amount)
    return f"{word(t, rate.key)}: {amount}"


def effect(t: Translator, found: CategoryOf, wanted: str) -> list[str]:
    """What the family gets now and would get, and which lists keep what they have; a line for each."""
    rates = {rate.key: rate for rate in found.rates}
    now, then = rates.get(found.category), rates.get(wanted)
    lines = [t("Now: {category}", category=rate_words(t, now) if now else word(t, found.category))]
    if now is None:
        lines.append(t("Without a category that the programme pays, no list takes the family."))
    if then is not None and then != now:
        lines.append(t("Then: {category}", category=rate_words(t, then)))
        if now is not None and now.amount is not None and then.amount is not None:
            lines.append(_apart(t, then.amount - now.amount))
        lines += [
            t(
                "Tranche {tranche} is not approved yet and keeps {amount} until it is drafted again.",
                tranche=one.key.short,
                amount=rupiah(one.amount),
            )
            for one in found.lists
        ]
        lines.append(t("Lists that are approved stay as they are."))
    return lines


def _apart(t: Translator, apart: int) -> str:
    if apart > 0:
        return t("{amount} more in each tranche.", amount=rupiah(apart))
    if apart < 0:
        return t("{amount} less in each tranche.", amount=rupiah(-apart))
    return t("The amount stays the same.")


def told(t: Translator, one: CategoryChange) -> str:
    """A change in one line: since when, from what to what, why, by whom."""
    moved = f"{word(t, one.before)} → {word(t, one.category)}"
    parts = [day(t, one.on), moved, one.reason, one.paper, one.by]
    if one.undone:
        parts.append(t("taken back"))
    return " · ".join(part for part in parts if part)

"""What a register file would do: figures, the question of the village, and row by row what and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.importing.answers import Counts, Totals
from desktop.services.importing.previewing import ImportPreview
from desktop.ui.families.intake.outcomes import OutcomeRows, problem_words
from desktop.ui.families.intake.place_question import PlaceQuestion
from desktop.ui.kit.figure import Equation, Figure, Figures
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number
from desktop.ui.screen import Bench
from desktop.wording import Translator


class IntakePreview(QWidget):
    """`village_chosen` brings the village for families without a place: read the file again with it."""

    village_chosen = Signal(str)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.t = bench.t
        self.figures = Figures()
        self.question = PlaceQuestion(bench)
        self.notice = Notice()
        self.more = label("", Role.SECONDARY, wrap=True)
        self.rows = OutcomeRows(bench.shared)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        for part in (self.notice, self.figures, self.more, self.question):
            column.addWidget(part)
        column.addWidget(self.rows, 1)
        self.question.chosen.connect(self.village_chosen)

    def show_preview(self, previewed: ImportPreview) -> None:
        t = self.t
        self.figures.show_figures(figures(t, previewed.counts), equation(t, previewed.counts))
        self.more.setText(more(t, previewed))
        if previewed.asks_village:
            self.question.begin()
        else:
            self.question.hide()
        if previewed.problems:
            self.notice.say(" ".join(problem_words(t, problem) for problem in previewed.problems[:3]), Tone.ATTENTION)
        else:
            self.notice.clear()
        self.rows.show_rows(previewed.rows)


def figures(t: Translator, counts: Counts) -> list[Figure]:
    families = t.many("{shown} new family", "{shown} new families", counts.households_new,
                      shown=number(counts.households_new))  # fmt: skip
    changed = t.many("{shown} family changed", "{shown} families changed", counts.households_changed,
                     shown=number(counts.households_changed))  # fmt: skip
    questions = t("{refused} refused, {questions} questions", refused=number(counts.refused),
                  questions=number(counts.ambiguous))  # fmt: skip
    kept_out = counts.refused + counts.ambiguous
    return [
        Figure(t("New rows"), number(counts.new), families, Tone.GOOD if counts.new else None),
        Figure(t("Changed rows"), number(counts.changed), changed, Tone.BRAND if counts.changed else None),
        Figure(t("Rows already here"), number(counts.same), t("nothing to do")),
        Figure(t("Rows kept out"), number(kept_out), questions, Tone.DANGER if kept_out else None),
    ]


def equation(t: Translator, counts: Counts) -> Equation:
    """Every row of the file is in exactly one of the four."""
    kept_out = counts.refused + counts.ambiguous
    holds = counts.rows == counts.new + counts.changed + counts.same + kept_out
    text = t("{rows} rows = {new} new + {changed} changed + {same} same + {out} kept out", rows=number(counts.rows),
             new=number(counts.new), changed=number(counts.changed), same=number(counts.same),
             out=number(kept_out))  # fmt: skip
    return Equation(text, t("Balanced") if holds else t("Not balanced"), holds)


def more(t: Translator, previewed: ImportPreview) -> str:
    """Totals before and after, families to place, remarks that keep no row out."""
    counts = previewed.counts
    words = totals(t, previewed.before, previewed.after, counts)
    if counts.to_place:
        words.append(t("{count} families to be placed", count=number(counts.to_place)))
    if counts.warnings:
        words.append(t("{count} remarks that keep no row out", count=number(counts.warnings)))
    return "  ·  ".join(words)


def totals(t: Translator, before: Totals, after: Totals, counts: Counts) -> list[str]:
    words = [
        t("Families in the office: {before} → {after}", before=number(before.households),
          after=number(after.households)),
        t("Members: {before} → {after}", before=number(before.members), after=number(after.members)),
    ]  # fmt: skip
    if counts.households_back or counts.members_back:
        words.append(
            t("back after an undone import: {families} families, {members} members",
              families=number(counts.households_back), members=number(counts.members_back))
        )  # fmt: skip
    return words

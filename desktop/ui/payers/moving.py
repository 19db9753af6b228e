"""Payments go to another path: where to, why, and before it happens what it would do."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.payout_paths import MoneyPath, path_of
from desktop.services.desk import Answer
from desktop.services.money.keys import TrancheKey
from desktop.services.payers import paths, routes
from desktop.services.payers.paths import Targets
from desktop.services.payers.routes import EVERYTHING, Moved, NewPath, RouteFilters
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.fields import Field, Group
from desktop.ui.kit.fields import Kind as FieldKind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payers.path_terms import payer_word
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage

OTHER = "other"  # a bank that no list of the program names
NO_TARGETS = Targets((), ())


class MovePage(TaskPage):
    """Nothing is moved before the figures stand above the form."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(bench, t("Move payments to another path"), "", parent)
        self.key: TrancheKey | None = None
        self.wish = NewPath(MoneyPath.CASH)
        self.foreseen: Moved | None = None
        self._asked: tuple[MoneyPath, str] | None = None
        self.form = self._form(NO_TARGETS)
        self.told = label("", Role.STRONG, self, wrap=True)
        body = QWidget(self)
        self._inside = QVBoxLayout(body)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(Space.CARDS)
        self._inside.addWidget(self.told)
        self._inside.addWidget(self.form)
        self._inside.addStretch(1)
        self.fill(body)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def begin(self, key: TrancheKey, payments: Sequence[UUID] | None, among: RouteFilters | None) -> None:
        """Ask where these payments go: some, or all that the filters find."""
        self.key, self._asked, self.foreseen = key, None, None
        self.wish = NewPath(MoneyPath.CASH, payments=payments, among=among or EVERYTHING)
        self.notice.clear()
        self.told.clear()
        self.head.say(self.t("Move payments to another path"), key.short)
        self.bench.runner.submit(Ask(paths.targets, self.bench.desk, key), self._offer, self.refused)

    def foresee(self) -> None:
        """Say what moving to the path that is chosen would do; the reason changes nothing of it."""
        wish = self._wished()
        wanted = (wish.path, wish.payer) if wish is not None else None
        if wanted == self._asked:
            return
        self._asked, self.foreseen = wanted, None
        self.told.clear()
        if wish is None or self.key is None:
            return
        work = Ask(routes.foresee, self.bench.desk, self.key, wish)
        self.bench.runner.submit(work, self._foretell, self._untold, newest="payers.foresee")

    def _wished(self) -> NewPath | None:
        values = self.form.values()
        to, reason = values["to"], str(values["reason"] or "")
        if to == OTHER:
            name = str(values["other"] or "").strip()
            return replace(self.wish, path=path_of(name), payer=name, reason=reason) if name else None
        if not isinstance(to, tuple):
            return None
        return replace(self.wish, path=to[0], payer=to[1], reason=reason)

    def _offer(self, targets: Targets) -> None:
        old, self.form = self.form, self._form(targets)
        self._inside.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.show()
        self.form.go_to("to")

    def _foretell(self, moved: Moved) -> None:
        t, self.foreseen = self.t, moved
        words = [t("{count} payments of {rupiah} are moved.", count=number(moved.moved), rupiah=rupiah(moved.rupiah))]
        if moved.same:
            words.append(t("{count} are on this path already.", count=number(moved.same)))
        if moved.without_account:
            words.append(t("{count} have no account there and would wait.", count=number(moved.without_account)))
        self.notice.clear()
        self.told.setText(" ".join(words))

    def _untold(self, refused: Refused) -> None:
        self._asked = None  # may be asked again
        self.refused(refused)

    def _submit(self, _: object) -> None:
        wish, seen = self._wished(), self.foreseen
        if wish is None or self.key is None:
            self.notice.say(self.t("Write the name of the bank."), Tone.DANGER)
        elif seen is not None:
            wish = replace(wish, expected=seen.moved + seen.same)
            work = Ask(routes.move, self.bench.desk, self.key, wish)
            self.bench.runner.submit(work, self._moved, self.refused, lane=Lane.WRITE)

    def _moved(self, answer: Answer[Moved]) -> None:
        moved = answer.value.moved
        self.form.mark_saved("")
        self.left.emit(self.t.many("{shown} payment moved.", "{shown} payments moved.", moved, shown=number(moved)))

    def _form(self, targets: Targets) -> Form:
        t = self.t
        offered: list[tuple[object, str]] = [(one, payer_word(t, *one)) for one in targets.payers]
        offered.append((OTHER, t("Another bank")))
        group = Group(
            t("New path"),
            [
                Field("to", t("Paid by"), FieldKind.CHOICE, choices=offered, required=True),
                Field("other", t("Name of the other bank"), FieldKind.TEXT, t("Only for another bank"), length=60),
                Field("reason", t("Reason"), FieldKind.TEXT, t("The auditor will read it"), required=True,
                      length=200, span=2),
            ],
        )  # fmt: skip
        form = Form(t, [group], save=t("Move the payments"), snug=True, parent=self)
        form.submitted.connect(self._submit)
        form.typed.connect(self.foresee)
        return form

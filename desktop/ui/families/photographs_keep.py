"""Keeping a photograph, putting one away and bringing it out again, each with its word and its way back."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from desktop.services.desk import Answer
from desktop.services.families import photographs, putting_away
from desktop.services.families.photographs import Added, PhotoRow
from desktop.ui.families.photographs_add import Chosen
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.screen import Bench


class Keeper(QObject):
    """`changed`: look again; `refused` brings why not; `doubted` a sentence about what was kept all the same."""

    changed = Signal()
    refused = Signal(object)
    doubted = Signal(str)

    def __init__(self, bench: Bench, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._t = bench, bench.t

    def keep(self, family: UUID, chosen: Chosen) -> None:
        work = Ask(photographs.add, self._bench.desk, family, chosen.shows, chosen.source, chosen.member)
        title = self._t("Keeping the photograph")
        self._bench.runner.submit(work, self._kept, self.refused.emit, title=title, lane=Lane.WRITE)

    def put_away(self, row: PhotoRow, reason: str) -> None:
        work = Ask(putting_away.put_away, self._bench.desk, row.id, reason)
        self._bench.runner.submit(work, partial(self._gone, row), self.refused.emit, lane=Lane.WRITE)

    def bring_out(self, row: PhotoRow) -> None:
        work = Ask(putting_away.bring_out, self._bench.desk, row.id)
        self._bench.runner.submit(work, self._back, self.refused.emit, lane=Lane.WRITE)

    def _kept(self, answer: Answer[Added]) -> None:
        t, added = self._t, answer.value
        undo = Action(t("Undo"), partial(self.put_away, added.row, t("Added by mistake")))
        self._bench.toast(t("The photograph is kept."), undo)
        if added.elsewhere:
            self.doubted.emit(
                t.many(
                    "{count} other family has this very photograph. Look whether that is right.",
                    "{count} other families have this very photograph. Look whether that is right.",
                    added.elsewhere,
                )
            )
        self.changed.emit()

    def _gone(self, row: PhotoRow, _: Answer[None]) -> None:
        t = self._t
        self._bench.toast(t("The photograph is put away."), Action(t("Undo"), partial(self.bring_out, row)))
        self.changed.emit()

    def _back(self, _: Answer[None]) -> None:
        self._bench.toast(self._t("The photograph is shown again."), None)
        self.changed.emit()

"""Keeps what is typed of an event while one types, and offers it again; nothing typed goes without a question."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.families.life.draft import DropEvent, EventDraft, KeepEvent, TakeEvent
from desktop.ui.families.life.event_form import EventForm
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import Action
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.question import Question
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench
from desktop.wording import Translator

DRAFT_AFTER_MS = 2_000


class DraftKeeper(QObject):
    """`wanted` brings a draft that somebody goes on with."""

    wanted = Signal(object)

    def __init__(self, bench: Bench, form: EventForm, page: QWidget) -> None:
        super().__init__(page)
        self._bench, self._form, self._page = bench, form, page
        self._rest = Rest(bench.runner, self._keep, self, milliseconds=DRAFT_AFTER_MS)
        form.typed.connect(self._rest.start)

    def keep_now(self) -> None:
        """The office locks: keep what is typed before the key is gone."""
        self._rest.stop()
        draft = self._form.draft()
        if draft is not None:
            KeepEvent(self._bench.desk, draft)()

    def stop(self) -> None:
        """What is typed is being saved: it is no draft any more."""
        self._rest.stop()

    def forget(self, _: str = "") -> None:
        """What was typed is not wanted any more."""
        self._rest.stop()
        self._bench.runner.submit(DropEvent(self._bench.desk), lane=Lane.WRITE)

    def ask(self, draft: EventDraft) -> None:
        """An event typed before was never saved; another one would take its place."""
        t = self._bench.t
        question = Question(
            t("Throw away the event typed before?"),
            waits(t, draft),
            verb=t("Throw away"),
            safe=t("Go on typing"),
            parent=self._page,
        )
        question.agreed.connect(self.forget)
        question.rejected.connect(partial(self.wanted.emit, draft))
        question.open()

    def _keep(self) -> None:
        draft = self._form.draft()
        if draft is not None:
            work = KeepEvent(self._bench.desk, draft)
            self._bench.runner.submit(work, lane=Lane.WRITE, newest="families.life_draft")


class KeptEvent(Notice):
    """The offer to go on with an event; `wanted` brings what was kept."""

    wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._draft: EventDraft | None = None

    def ask(self, _: object = None) -> None:
        """Look whether there is one, after all that is being written."""
        self._bench.runner.submit(TakeEvent(self._bench.desk), self._offer, lane=Lane.WRITE, newest="families.kept")

    def _offer(self, draft: EventDraft | None) -> None:
        self._draft = draft
        if draft is None:
            self.clear()
            return
        t = self._bench.t
        self.say(waits(t, draft), Tone.BRAND, Action(t("Go on typing"), self._take_up))

    def _take_up(self) -> None:
        self.clear()
        self.wanted.emit(self._draft)


def waits(t: Translator, draft: EventDraft) -> str:
    """Say which event was not saved, and since when."""
    when = f"{full_day(t, draft.at.date())} {draft.at:%H:%M}" if draft.at else ""
    return t("An event in the family of {name}, typed on {when}, was not saved yet.", name=draft.name, when=when)


def loses(page: QWidget, t: Translator, why: str) -> Question:
    """The question before something typed is lost."""
    title = t("Throw away what was typed?")
    return Question(title, why, verb=t("Throw away"), safe=t("Go on typing"), parent=page)

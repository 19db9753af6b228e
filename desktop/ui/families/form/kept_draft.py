"""The offer to go on with a family that was typed and not saved."""

from PySide6.QtCore import Signal

from desktop.services.families.drafting import FamilyDraft
from desktop.ui.families.form.jobs import TakeDraft
from desktop.ui.kit.button import Action
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import full_day
from desktop.ui.screen import Bench


class KeptDraft(Notice):
    """`wanted` brings what was kept."""

    wanted = Signal(object)

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self._bench = bench
        self._draft: FamilyDraft | None = None

    def ask(self) -> None:
        """Look whether there is one."""
        self._bench.runner.submit(TakeDraft(self._bench.desk), self._offer)

    def _offer(self, draft: FamilyDraft | None) -> None:
        self._draft = draft
        if draft is not None and draft.at is not None:
            t = self._bench.t
            when = f"{full_day(t, draft.at.date())} {draft.at:%H:%M}"
            sentence = t("A family typed on {when} was not saved yet.", when=when)
            self.say(sentence, Tone.BRAND, Action(t("Go on typing"), self._take_up))

    def _take_up(self) -> None:
        self.clear()
        self.wanted.emit(self._draft)

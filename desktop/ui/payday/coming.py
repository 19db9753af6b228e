"""Who came instead of the caretaker, by thumbprint, or not at all: the few fields that are asked then."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.payday.rows import Mark, PaperShown, Received, Seen, Who
from desktop.ui.kit.button import Action
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.head import Head
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import rupiah
from desktop.ui.payday.words import RELATIONS
from desktop.wording import N_, Translator
from desktop.wording.payday import PAPERS

LONGEST: Final = 120
NIK: Final = 16


class Way(StrEnum):
    """What is asked."""

    THUMB = "thumb"
    PROXY = "proxy"
    HEIR = "heir"
    REFUSED = "refused"


TITLES: Final = {
    Way.THUMB: N_("Thumbprint"),
    Way.PROXY: N_("Proxy with power of attorney"),
    Way.HEIR: N_("Heir, or who follows as caretaker"),
    Way.REFUSED: N_("The family does not want the money"),
}
_SHOWN: Final = {
    Way.PROXY: (PaperShown.POWER_OF_ATTORNEY, PaperShown.KTP, PaperShown.KK, PaperShown.OFFICE_LETTER),
    Way.HEIR: (PaperShown.HEIR_LETTER, PaperShown.KTP, PaperShown.KK),
}
_WHO: Final = {Way.PROXY: Who.PROXY, Way.HEIR: Who.HEIR}


class Coming(QWidget):
    """`settled` brings a `Received`, or for a refusal one whose mark says so; `left` nothing."""

    settled = Signal(object)
    left = Signal()

    def __init__(self, t: Translator, way: Way, seen: Seen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t, self.way, self.seen = t, way, seen
        told = f"{seen.name} · {rupiah(seen.amount)} · {seen.receipt}"
        self.head = Head(t(TITLES[way]), told, self)
        self.notice = Notice(self)
        save = t("Keep the refusal") if way is Way.REFUSED else t("Pay")
        self.form = Form(t, self._groups(), save=save, snug=True, parent=self)
        if way is Way.HEIR:
            self.form.fill({"name": seen.follows})
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARDS)
        self.head.offer([Action(t("Back to the family"), self.left.emit, "arrow-left")], primary=False)
        column.addWidget(self.head)
        column.addWidget(self.notice)
        column.addWidget(self.form)
        column.addStretch(1)
        self.form.submitted.connect(self._submitted)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.left)

    def take_focus(self) -> None:
        self.form.go_to(next(iter(self.form.blocks)))

    def warn(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.DANGER)

    def _groups(self) -> list[Group]:
        t, way = self.t, self.way
        note = Field("note", t("Note"), length=200, span=2)
        if way is Way.REFUSED:
            why = Field("note", t("Why"), length=200, required=True, span=2)
            return [Group("", (why, Field("witness", t("Witness"), length=LONGEST)), 2)]
        signed = Field("witness", t("Witness of a thumbprint"), length=LONGEST, required=way is Way.THUMB)
        if way is Way.THUMB:
            return [Group("", (signed, note), 2)]
        choices = [(code, t(word)) for code, word in RELATIONS]
        who = (
            Field("name", t("Name"), length=LONGEST, required=True),
            Field("nik", t("NIK"), Kind.DIGITS, length=NIK, required=True),
            Field("relation", t("Relation to the caretaker"), Kind.CHOICE, choices=choices, required=True),
        )
        papers = [Field(paper.value, _capital(t(PAPERS[paper])), Kind.ANSWER) for paper in _SHOWN[way]]
        return [
            Group(t("Who came"), who, 3),
            Group(t("Originals that were shown"), papers, 2),
            Group(t("How it is signed"), (signed, note), 3),
        ]

    def _submitted(self, values: dict[str, object]) -> None:
        self.notice.clear()
        witness = str(values["witness"] or "")
        papers = tuple(paper for paper in _SHOWN.get(self.way, ()) if values[paper.value])
        mark = Mark.REFUSED if self.way is Way.REFUSED else Mark.THUMB if witness else Mark.SIGNATURE
        self.settled.emit(
            Received(
                _WHO.get(self.way, Who.CARETAKER),
                str(values.get("name") or ""),
                str(values.get("nik") or ""),
                str(values.get("relation") or ""),
                papers,
                mark,
                witness,
                str(values["note"] or ""),
            )
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]

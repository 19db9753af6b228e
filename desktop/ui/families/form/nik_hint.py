"""What a member's NIK says that nobody has filled in, offered and never taken by itself."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.services.families.checking import suggest
from desktop.services.families.fields import MemberDetail
from desktop.ui.families.form.keys import TAKE_OVER, on_key
from desktop.ui.families.terms import SEXES
from desktop.ui.kit.button import Action
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import day
from desktop.wording import Translator


class NikHint(Notice):
    """`wanted`: take over what the NIK says."""

    wanted = Signal()

    def __init__(self, t: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        on_key(TAKE_OVER, self.wanted.emit, self)

    def show_for(self, member: MemberDetail, today: date) -> None:
        """Offer what the NIK says, or say what was taken from it."""
        t = self.t
        found = suggest(member, today)
        words = [day(t, found.birth_date)] if found.birth_date else []
        words += [t(SEXES[found.sex])] if found.sex else []
        if words:
            sentence = t("The NIK says: {what}.", what=", ".join(words))
            self.say(sentence, Tone.BRAND, Action(t("Take over"), self.wanted.emit))
        elif member.birth_date_derived or member.sex_derived:
            self.say(t("Birth date or sex was read from the NIK and not from a document yet."), Tone.NEUTRAL)
        else:
            self.clear()

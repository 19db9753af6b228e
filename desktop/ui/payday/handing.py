"""From the family on the screen to the money in her hand: paid by one key, or asked first who came."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.rules.terms import PaymentState
from desktop.services.payday.paying import HERSELF
from desktop.services.payday.rows import Mark, Received, Seen, Who
from desktop.ui.kit.tokens import Tone
from desktop.ui.payday.coming import Coming, Way
from desktop.ui.payday.desk_page import PAY, DeskPage
from desktop.ui.payday.sounds import Sounds
from desktop.ui.payday.till import Till
from desktop.ui.screen import Bench

ARM_MS = 250  # a scanner that ends with two Enters must not pay by the second
_PAYING = ("F4", "F5", "F6", "F7", PAY)


class Handing(QObject):
    """`ended` is the desk in view again."""

    ended = Signal()

    def __init__(self, bench: Bench, page: DeskPage, pages: QStackedWidget, sounds: Sounds) -> None:
        super().__init__(page)
        self.t, self.page, self.pages, self.sounds = bench.t, page, pages, sounds
        self.coming: Coming | None = None
        self.till = Till(bench, page)
        self.till.paid.connect(self._paid)
        self.till.unwanted.connect(self._unwanted)
        self.till.refused.connect(self._not_paid)
        self.till.turned.connect(self._weigh)
        self._arming = QTimer(self)
        self._arming.setSingleShot(True)
        self._arming.setInterval(ARM_MS)

    @property
    def armed(self) -> bool:
        return not self._arming.isActive()

    def show_family(self, seen: Seen) -> None:
        self._arming.start()
        self.page.card.show_family(seen)
        self._weigh()

    def clear(self) -> None:
        """Nobody stands at the desk; what is being paid goes on."""
        self._close_form()
        self.page.card.clear()
        self._weigh()

    def pay_by_enter(self) -> None:
        if self.armed:
            self.pay()

    def pay(self) -> None:
        """Pay the family on the screen, or ask first who came where the caretaker cannot."""
        seen = self.page.card.seen
        if seen is None or not self._may_pay(seen):
            return
        if seen.needs is Who.CARETAKER:
            self.till.pay(seen, HERSELF)
        else:
            self.ask(Way.HEIR if seen.needs is Who.HEIR else Way.PROXY)

    def way(self, way: Way) -> Callable[[], object]:
        """What a key of the desk does."""
        return partial(self.ask, way)

    def ask(self, way: Way) -> None:
        seen = self.page.card.seen
        if seen is None or not self._may_pay(seen):
            return
        self.coming = Coming(self.t, way, seen)
        self.coming.settled.connect(self._came)
        self.coming.left.connect(self._close_form)
        self.pages.addWidget(self.coming)
        self.pages.setCurrentWidget(self.coming)
        self.coming.take_focus()

    def _may_pay(self, seen: Seen) -> bool:
        there = PAY in self.page.keys and not self.till.busy
        return there and seen.payable and seen.state is PaymentState.UNPAID

    def _came(self, received: Received) -> None:
        seen = self.page.card.seen
        if seen is None or self.till.busy:
            return
        if received.mark is Mark.REFUSED:
            self.till.keep_refusal(seen, received)
        else:
            self.till.pay(seen, received)

    def _paid(self, seen: Seen) -> None:
        self._close_form()
        self.sounds.good()
        if self.page.card.seen is seen:  # else the next one is scanned already
            self.page.card.show_family(replace(seen, state=PaymentState.PAID, warnings=()), just_paid=True)

    def _unwanted(self, seen: Seen) -> None:
        self.clear()
        self.page.notice.say(self.t("{name} does not want the money. It stays unpaid.", name=seen.name), Tone.BRAND)

    def _not_paid(self, sentence: str) -> None:
        self.sounds.bad()
        if self.coming is not None:
            self.coming.warn(sentence)
        else:
            self.page.card.clear()
            self.page.notice.say(sentence, Tone.DANGER)

    def _weigh(self) -> None:
        """Grey is what cannot be done with the family on the screen."""
        seen = self.page.card.seen
        may = seen is not None and self._may_pay(seen)
        for key, made in self.page.keys.items():
            if key in _PAYING:
                made.setEnabled(may)
            elif key in ("F9", "F10"):
                made.setEnabled(seen is not None)

    def _close_form(self) -> None:
        if self.coming is not None:
            self.pages.setCurrentWidget(self.page)
            self.pages.removeWidget(self.coming)
            self.coming.deleteLater()
            self.coming = None
            self.ended.emit()

"""From what is scanned or typed to the family on the screen."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.errors import Refused
from desktop.progress import Progress
from desktop.services.desk import Desk
from desktop.services.money.keys import TrancheKey
from desktop.services.payday import finding, looking
from desktop.services.payday.rows import Hits, Seen
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.tokens import Tone
from desktop.ui.payday.desk_page import DeskPage
from desktop.ui.payday.sounds import Sounds
from desktop.ui.rest import Rest
from desktop.ui.screen import Bench

FIND = "payday.find"
LOOK = "payday.look"
TYPING_MS = 160  # a scanner types faster than this and ends with Enter


class FindAndLook:
    """What a scan asks: who it is, and where that is one, that family. One errand, one answer."""

    def __init__(self, desk: Desk, key: TrancheKey, typed: str) -> None:
        self._desk, self._key, self._typed = desk, key, typed

    def __call__(self, _: Progress) -> tuple[Hits, Seen | None]:
        hits = finding.find(self._desk, self._key, self._typed)
        one = hits.rows[0] if hits.rows and (hits.exact or len(hits.rows) == 1) else None
        return hits, looking.look(self._desk, one.payment_id) if one else None


class Finding(QObject):
    """`found` brings a `Seen`; `nothing` is Enter in an empty field; `began` that another family is looked for."""

    found = Signal(object)
    nothing = Signal()
    began = Signal()

    def __init__(self, bench: Bench, page: DeskPage, sounds: Sounds) -> None:
        super().__init__(page)
        self.bench, self.page, self.sounds = bench, page, sounds
        self.key: TrancheKey | None = None
        self._listed = ""  # what the list below the field answers
        self._rest = Rest(bench.runner, self._ask_while_typing, self, milliseconds=TYPING_MS)
        page.field.textChanged.connect(self._typed)
        page.field.entered.connect(self._entered)
        page.field.stepped.connect(page.hits.step)
        page.hits.chosen.connect(self.look)

    def clear(self) -> None:
        self._rest.stop()
        self.page.field.clear()
        self.page.hits.hide()
        self.page.notice.clear()
        self._listed = ""

    def look(self, payment: object) -> None:
        """Open a family that was chosen from the list."""
        self.began.emit()
        work = Ask(looking.look, self.bench.desk, payment)
        self.bench.runner.submit(work, self._seen, self._refused, lane=Lane.WRITE, newest=LOOK)

    def show_nik(self) -> None:
        """Show the NIK whole, to be held against the KTP."""
        seen = self.page.card.seen
        if seen is not None:
            work = Ask(looking.whole_nik, self.bench.desk, seen.payment_id)
            self.bench.runner.submit(work, partial(self._nik_there, seen), lane=Lane.WRITE)

    def _nik_there(self, seen: Seen, nik: str) -> None:
        if self.page.card.seen is not None and self.page.card.seen.payment_id == seen.payment_id:
            self.page.card.show_nik(nik)

    def _typed(self) -> None:
        if self.page.field.wanted and self.page.card.seen is not None:
            self.began.emit()  # no key may pay whoever stood here before
        if not self.page.field.wanted:
            self.page.hits.hide()
            self._listed = ""
        elif self.page.field.is_code:
            self._rest.stop()
        else:
            self._rest.start()

    def _ask_while_typing(self) -> None:
        typed = self.page.field.wanted
        if typed and self.key is not None:
            work = Ask(finding.find, self.bench.desk, self.key, typed)
            self.bench.runner.submit(work, partial(self._offer, typed), self._quietly, newest=FIND)

    def _offer(self, typed: str, hits: Hits) -> None:
        if typed == self.page.field.wanted:
            self._listed = typed
            self.page.hits.show_hits(hits)

    def _quietly(self, _: Refused) -> None:
        """Half a number is no mistake yet."""
        self.page.hits.hide()

    def _entered(self, typed: str) -> None:
        self._rest.stop()
        if not typed:
            self.nothing.emit()
        elif typed == self._listed and self.page.hits.isVisible():
            self.page.hits.choose()
        elif self.key is not None:
            self.began.emit()
            self.page.notice.clear()
            work = FindAndLook(self.bench.desk, self.key, typed)
            done = partial(self._answered, typed)
            self.bench.runner.submit(work, done, self._refused, lane=Lane.WRITE, newest=LOOK)

    def _answered(self, typed: str, answer: tuple[Hits, Seen | None]) -> None:
        hits, seen = answer
        if seen is not None:
            self._seen(seen)
        elif hits.rows:
            self._listed = typed
            self.page.hits.show_hits(hits)
        else:
            self._say(self.bench.t('"{typed}" is nobody on this list.', typed=typed[: finding.QUOTED]))

    def _seen(self, seen: Seen) -> None:
        self.clear()
        if not seen.payable:
            self.sounds.bad()
        self.found.emit(seen)

    def _refused(self, refused: Refused) -> None:
        self._say(self.bench.sentence(refused))

    def _say(self, sentence: str) -> None:
        self.sounds.bad()
        self.page.hits.hide()
        self.page.notice.say(sentence, Tone.DANGER)
        self.page.field.selectAll()

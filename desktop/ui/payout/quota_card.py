"""The quotas of a decree by area: typed into a small table, pasted out of a spreadsheet, or taken from a file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from desktop.errors import Refused
from desktop.paths import documents
from desktop.rules.area_codes import Level
from desktop.rules.money import Figure
from desktop.services.money import quota_files, quotas
from desktop.services.money.granting import AreaQuota
from desktop.services.money.keys import TrancheKey
from desktop.services.money.quota_files import QuotaTable
from desktop.services.money.quotas import Entry
from desktop.ui.jobs.asking import Ask, Work
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.grid import GridModel, GridView
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label, repolish
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number, rupiah
from desktop.ui.payout.quota_rows import FAMILIES, QuotaRow, as_quotas, columns, key, level_of, puts, rows, shown
from desktop.ui.screen import Bench
from desktop.wording import Translator

SHOWN_DOUBTS = 4


class QuotaCard(Card):
    """`typed` follows every change. What stands is asked for at once; until it is there nothing can be typed."""

    typed = Signal()

    def __init__(self, bench: Bench, key_: TrancheKey, parent: QWidget | None = None) -> None:
        t = bench.t
        super().__init__(t("Quotas by area"), parent=parent)
        self.bench, self.t, self._key = bench, t, key_
        self.entry: Entry | None = None
        self._every: dict[str, QuotaRow] = {}
        self._kept: tuple[AreaQuota, ...] = ()
        self._totals: tuple[object, object] = (None, None)
        self.level = Combo(t("Areas shown"), _levels(t), self)
        self.level.choose(Level.DISTRICT)
        self.file = button(t("Take from a file…"), self.choose_file, icon="file-upload-outline", parent=self)
        self.notice = Notice(self)
        self.model = GridModel(t, columns(t), key, {}, self)
        self.view = GridView(self.model, t("Quotas by area"), self, dense=True)
        self.summed = label("", wrap=True)
        self._lay_out()
        self.level.chosen.connect(self._show)
        self.model.edited.connect(self._edited)
        self.model.unread.connect(self._unread)
        self.view.pasted.connect(self.paste)
        bench.runner.submit(Ask(quotas.entry, bench.desk, key_), self._begin, self.refuse)

    @property
    def quotas(self) -> tuple[AreaQuota, ...] | None:
        """What is to be entered; None where nothing was changed, so that what stands is left as it is."""
        return as_quotas(self._every.values()) if self.entry is not None and not self.entry.sent else None

    @property
    def dirty(self) -> bool:
        return self.entry is not None and as_quotas(self._every.values()) != self._kept

    def weigh(self, households: object, amount: object) -> None:
        """Hold the sum against the totals of the decree, each where it is given."""
        self._totals = (households, amount)
        self._say_sum()

    def choose_file(self) -> None:
        kinds = self.t("Tables (*.xlsx *.xls *.ods *.csv *.txt)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.t("Take quotas from a file"), str(documents()), kinds)
        if chosen:
            self.take_file(Path(chosen))

    def take_file(self, path: Path) -> None:
        """Read a table and show what it says; nothing is saved by it."""
        work = Work(quota_files.read, self.bench.desk, self._key, path)
        title = self.t("Reading the table")
        self.bench.runner.submit(work, partial(self._taken, whole=True), self.refuse, title=title)

    def paste(self, text: str) -> None:
        """Lay what was copied out of a spreadsheet over what stands here."""
        if self.model.locked or not text.strip():
            return
        work = Ask(quota_files.read_pasted, self.bench.desk, self._key, text)
        self.bench.runner.submit(work, partial(self._taken, whole=False), self.refuse)

    def refuse(self, refused: Refused) -> None:
        self.notice.say(self.bench.sentence(refused), Tone.DANGER)

    def _begin(self, entry: Entry) -> None:
        t = self.t
        self.entry, self._kept = entry, entry.quotas
        self._every = rows(entry, entry.quotas)
        self.model.puts = puts(entry.each)
        self.model.locked = entry.sent
        self.file.setEnabled(not entry.sent)
        if entry.sent:
            self.notice.say(t("Another office sent this decree; its quotas are changed there."), Tone.BRAND)
        elif entry.frozen:
            self.notice.say(
                t("A list was approved under this decree. Other quotas take an amending decree with its own number."),
                Tone.BRAND,
            )
        self.level.choose(level_of(entry.quotas))
        self._show()

    def _taken(self, table: QuotaTable, *, whole: bool) -> None:
        """Show what a table says; one from a file names all areas there are, one pasted lays over."""
        t = self.t
        if self.entry is None:
            return
        if table.quotas:
            standing = {} if whole else {one.area: one for one in as_quotas(self._every.values())}
            standing |= {one.area: one for one in table.quotas}
            self._every = rows(self.entry, standing.values())
            self.level.choose(level_of(standing.values()))
            self._show()
            first = next((at for at, row in enumerate(self.model.rows) if isinstance(row, QuotaRow) and row.said), 0)
            self.view.stand_on(first, FAMILIES)
            self.typed.emit()
        count = len(table.quotas)
        taken = t.many("{shown} area taken.", "{shown} areas taken.", count, shown=number(count))
        said = [f"{taken} {t('Nothing is saved yet.')}" if count else t("No row of this table could be taken.")]
        said += [
            t("Row {row}: {written}: {why}", row=one.row, written=one.written, why=t.sentence(one.code, {}))
            for one in table.doubts[:SHOWN_DOUBTS]
        ]
        if len(table.doubts) > SHOWN_DOUBTS:
            said.append(t("and {count} more rows", count=number(len(table.doubts) - SHOWN_DOUBTS)))
        self.notice.say("\n".join(said), Tone.ATTENTION if table.doubts or not count else Tone.GOOD)

    def _show(self, _level: object = None) -> None:
        wanted = self.level.value
        self.model.replace(shown(self._every, wanted if isinstance(wanted, Level) else Level.DISTRICT))
        if self.model.rowCount() and not self.model.locked:
            self.view.stand_on(max(0, self.view.currentIndex().row()), FAMILIES)
        self._say_sum()

    def _edited(self) -> None:
        self.notice.clear()
        self._every |= {row.area.code: row for row in self.model.rows if isinstance(row, QuotaRow)}
        self._say_sum()
        self.typed.emit()

    def _unread(self, text: str) -> None:
        sentence = self.t("“{typed}” is not a whole number. Type digits only, for example 1000000.", typed=text[:40])
        self.notice.say(sentence, Tone.DANGER)

    def _say_sum(self) -> None:
        given = as_quotas(self._every.values())
        text, role = summed(self.t, given, self._totals)
        self.summed.setText(text)
        repolish(self.summed, "role", role)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.level)
        top.addStretch(1)
        top.addWidget(self.file)
        self.column.addLayout(top)
        self.add(self.notice)
        self.add(self.view, 1)
        self.add(self.summed)
        keys = self.t("Type over a cell · Enter next row · Tab next cell · Ctrl+V paste rows · Del empty")
        self.add(label(keys, Role.SECONDARY, wrap=True))


def _levels(t: Translator) -> list[tuple[object, str]]:
    return [
        (Level.DISTRICT, t("By district")),
        (Level.VILLAGE, t("By village")),
        (Level.REGENCY, t("Whole regency")),
    ]


def summed(t: Translator, given: Sequence[AreaQuota], totals: tuple[object, object]) -> tuple[str, str]:
    """What quotas come to and whether that is what the decree grants, and the role it is said in."""
    if not given:
        return t("No quota is entered: only the totals of the decree count."), "secondary"
    total = sum((Figure(one.households, one.rupiah) for one in given), Figure())
    areas = t.many("{shown} area", "{shown} areas", len(given), shown=number(len(given)))
    families = t.many("{shown} family", "{shown} families", total.families, shown=number(total.families))
    said = [f"{t('Sum of the quotas')}: {areas}", families, rupiah(total.rupiah)]
    households, amount = totals
    granted = Figure(
        households if isinstance(households, int) else total.families,
        amount if isinstance(amount, int) else total.rupiah,
    )
    apart = granted - total
    if apart == Figure():
        return " · ".join([*said, t("as the decree grants")]), "good"
    figures = {"families": number(apart.families), "amount": rupiah(apart.rupiah)}
    return " · ".join([*said, t("the decree differs by {families} families, {amount}", **figures)]), "danger"

"""The sections that are a form over one record of settings: letterhead, who signs, numbering, safety."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop.changes import Changes
from desktop.errors import Refused
from desktop.progress import Progress
from desktop.rules.numbering import LetterNumber, check_letter_pattern, letter_number
from desktop.services import drafts, office_settings
from desktop.services.desk import Answer, Desk
from desktop.services.office_settings import Letterhead, Papers, Safety, Signatories, StampDuty
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.text import Role, label
from desktop.ui.office.section import Section
from desktop.ui.office_fields import built, flat, letterhead_group, officials_groups
from desktop.ui.screen import Bench
from desktop.wording import N_, Translator

LEAST_MINUTES, MOST_MINUTES = 1, 60
EXAMPLE = ("400.9.11", 12)  # classification and running number of the example


@dataclass(frozen=True, slots=True)
class Read:
    """Read a record of settings, and the person's draft of it."""

    desk: Desk
    kind: type[Any]
    form: str

    def __call__(self, _: Progress) -> tuple[object, str]:
        draft = drafts.take(self.desk, self.form)
        return office_settings.read(self.desk, self.kind), draft.text if draft else ""


@dataclass(frozen=True, slots=True)
class Save:
    """Write a record of settings; its draft is not needed any more."""

    desk: Desk
    value: object
    form: str

    def __call__(self, _: Progress) -> Answer[None]:
        answer = office_settings.change(self.desk, self.value)
        drafts.drop(self.desk, self.form)
        return answer


class RecordSection(Section):
    """A form over one record; what was typed when the office locked comes back."""

    kind: type[Any] = object

    def __init__(self, bench: Bench, groups: Sequence[Group], sentence: str = "") -> None:
        super().__init__(bench, sentence)
        if not self.may_change:
            groups = [replace(one, fields=[replace(field, enabled=False) for field in one.fields]) for one in groups]
        self.form = Form(bench.t, groups, save=bench.t("Save") if self.may_change else "", snug=True)
        self.form.submitted.connect(self._save)
        self.column.addWidget(self.form)
        self.column.addStretch(1)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def enter(self) -> None:
        if not self.form.dirty:
            work = Read(self.bench.desk, self.kind, self._draft)
            self.bench.runner.submit(work, self._show, self.refuse, newest=self._draft)

    def changed(self, changes: Changes) -> None:
        if changes.touches("setting"):
            self.enter()

    def keep_draft(self) -> None:
        if self.may_change and self.form.dirty:
            text = json.dumps(self.form.values())
            self.bench.runner.submit(Ask(drafts.keep, self.bench.desk, self._draft, text), lane=Lane.WRITE)

    def problems(self, values: dict[str, object]) -> dict[str, str]:
        """Sentences by field for what only this section knows."""
        return {}

    @property
    def _draft(self) -> str:
        return f"office.{self.name}"

    def _show(self, found: tuple[object, str]) -> None:
        value, draft = found
        if not draft and flat(value) == self.form.values():
            return  # what was just saved, read again: that it is saved stays said
        self.form.set_values(flat(value))
        if draft:
            self.form.fill({name: value for name, value in json.loads(draft).items() if name in self.form.blocks})

    def _save(self, values: dict[str, object]) -> None:
        if problems := self.problems(values):
            self.form.show_problems(problems)
            return
        self.notice.clear()
        self.form.set_busy(True, self.t("Saving"))
        work = Save(self.bench.desk, built(self.kind, values), self._draft)
        self.bench.runner.submit(work, self._saved, self._not_saved, lane=Lane.WRITE)

    def _saved(self, _: Answer[None]) -> None:
        self.form.set_busy(False)
        self.form.mark_saved()

    def _not_saved(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.refuse(refused)


class LetterheadSection(RecordSection):
    name, title, kind = "letterhead", N_("Letterhead"), Letterhead

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, [letterhead_group(t)], t("This stands at the head of letters and receipts."))


class OfficialsSection(RecordSection):
    name, title, kind = "officials", N_("Who signs"), Signatories

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        sentence = t("Papers printed from now on carry these names; what was issued stays as it is.")
        super().__init__(bench, officials_groups(t), sentence)


class PapersSection(RecordSection):
    name, title, kind = "papers", N_("Numbering of letters"), Papers

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(bench, [_papers_group(t)])
        self.example = label("", Role.STRONG)
        self.column.insertWidget(self.column.indexOf(self.form), self.example)
        self.form.typed.connect(self._say_example)

    def problems(self, values: dict[str, object]) -> dict[str, str]:
        try:
            check_letter_pattern(str(values["letter_pattern"]))
        except Refused as refused:
            return {"letter_pattern": self.bench.sentence(refused)}
        return {}

    def _show(self, found: tuple[object, str]) -> None:
        super()._show(found)
        self._say_example()

    def _say_example(self) -> None:
        values = self.form.values()
        of = LetterNumber(*EXAMPLE, str(values["unit"]), self.bench.desk.today())
        try:
            number = letter_number(str(values["letter_pattern"]), of)
        except Refused as refused:
            self.example.setText(self.bench.sentence(refused))
        else:
            self.example.setText(self.t("Example: {number}", number=number))


class StampSection(RecordSection):
    name, title, kind = "stamp", N_("Stamp duty"), StampDuty

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        sentence = t(
            "Receipts and collective lists above this amount, and all statements, are printed with a box for the stamp."
        )
        super().__init__(bench, [_stamp_group(t)], sentence)


class SafetySection(RecordSection):
    name, title, kind = "safety", N_("Safety"), Safety

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        minutes = Field(
            "idle_minutes",
            t("Lock when nothing was typed for"),
            Kind.NUMBER,
            required=True,
            unit=t("minutes"),
            help=t("The office is closed and its key dropped; drafts are kept and running work is finished first."),
        )
        super().__init__(bench, [Group(t("Lock"), [minutes], columns=1)])

    def problems(self, values: dict[str, object]) -> dict[str, str]:
        minutes = values["idle_minutes"]
        if isinstance(minutes, int) and LEAST_MINUTES <= minutes <= MOST_MINUTES:
            return {}
        return {"idle_minutes": self.t("Between {least} and {most} minutes.", least=LEAST_MINUTES, most=MOST_MINUTES)}


def _stamp_group(t: Translator) -> Group:
    return Group(
        t("Stamp duty"),
        [
            Field("above", t("Above this amount of a receipt"), Kind.RUPIAH, required=True),
            Field("rupiah", t("Value of the stamp"), Kind.RUPIAH, required=True, help=t("0: no box is printed.")),
            Field("source", t("Regulation it is from"), length=120, required=True, span=2),
        ],
    )


def _papers_group(t: Translator) -> Group:
    pattern = t(
        "Parts: [klasifikasi] [urut] [unit] [bulan] [bulan-angka] [tahun]. [urut:3] writes 012. "
        "[urut] and [tahun] must be in it."
    )
    return Group(
        t("Numbers"),
        [
            Field("letter_pattern", t("Pattern of a letter's number"), required=True, length=120, span=2, help=pattern),
            Field("unit", t("Unit"), length=40),
            Field("account_code", t("Account code on receipts"), length=40),
        ],
    )

"""Enrolling one family in another programme by hand."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from desktop.errors import Refused
from desktop.rules.terms import EnrolmentStatus
from desktop.services import enrolling, programmes
from desktop.services.desk import Answer
from desktop.services.enrolling import Move
from desktop.services.programmes import ProgrammeRow
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.combo import Combo
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.screen import Bench
from desktop.ui.task_page import TaskPage
from desktop.wording import Translator

FIELD_OF = {"enrolling.there": "programme", "enrolling.no_reason": "reason", "enrolling.future": "on"}


def _fields(t: Translator) -> Sequence[Group]:
    return (
        Group(
            t("Other programme"),
            [
                Field("programme", t("Programme"), Kind.CHOICE, required=True),
                Field("on", t("Date"), Kind.DATE, required=True),
                Field("reason", t("Reason"), required=True, length=200),
                Field("paper", t("Number of the paper"), length=120),
            ],
        ),
    )


class JoinPage(TaskPage):
    """The family becomes a candidate of the programme chosen; what it has in others stays."""

    def __init__(self, bench: Bench, family: UUID, name: str, programme: str) -> None:
        super().__init__(bench, bench.t("Enrol in another programme"), name)
        self._family, self._present = family, programme
        self.form = Form(self.t, _fields(self.t), save=self.t("Enrol the family"), enter_saves=True)
        self.fill(self.form)
        self.form.set_values({"on": bench.desk.today()})
        self.form.submitted.connect(self._submit)
        bench.runner.submit(Ask(programmes.here, bench.desk), self._offer, self.refused)

    @property
    def dirty(self) -> bool:
        return self.form.dirty

    def _offer(self, rows: list[ProgrammeRow]) -> None:
        names: dict[str, str] = {}
        for row in rows:
            if row.programme != self._present:
                names.setdefault(row.programme, row.name)
        combo = self.form.blocks["programme"].widget
        assert isinstance(combo, Combo)
        combo.offer(list(names.items()))
        combo.choose(None)
        if not names:
            self.notice.say(self.t("This office runs no other programme. The administrator adds one in the settings."))
        else:
            self.form.go_to("programme")

    def _submit(self, values: dict[str, object]) -> None:
        on = values["on"]
        assert isinstance(on, date)
        step = Move(EnrolmentStatus.CANDIDATE, on, str(values["reason"]), str(values["paper"] or ""))
        self.form.set_busy(True, self.t("Working…"))
        work = Ask(enrolling.enrol, self.bench.desk, [self._family], str(values["programme"]), step)
        self.bench.runner.submit(work, self._enrolled, self._refused, lane=Lane.WRITE)

    def _enrolled(self, _: Answer[int]) -> None:
        self.form.mark_saved()
        self.left.emit(self.t("The family is a candidate of the other programme now."))

    def _refused(self, refused: Refused) -> None:
        self.form.set_busy(False)
        self.form.show_problems({FIELD_OF.get(refused.code, ""): self.bench.sentence(refused)})

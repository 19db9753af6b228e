"""A payment made by mistake: which of the last ones, why, and the supervisor who agrees at this desk."""

from uuid import UUID

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Answer
from desktop.services.payday import undoing
from desktop.services.payday.rows import Paid, Standing
from desktop.ui.jobs.asking import Ask
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.dialog import Dialog
from desktop.ui.kit.fields import Field, Group, Kind
from desktop.ui.kit.form import Form
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role as TextRole
from desktop.ui.kit.text import label
from desktop.ui.kit.tokens import Space, Tone
from desktop.ui.kit.words import rupiah
from desktop.ui.screen import Bench
from desktop.wording import Translator

WIDE = 520


class UndoDialog(Dialog):
    """`agreed` brings the payment's id, the reason, and the supervisor's name and password ("" for himself)."""

    agreed = Signal(object, str, str, str)

    def __init__(self, t: Translator, last: tuple[Paid, ...], role: Role, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(t("Take a payment back"))
        self.setMinimumWidth(WIDE)
        choices = [(one.payment_id, f"{one.at:%H.%M}  {one.name}  {rupiah(one.amount)}") for one in last]
        fields = [
            Field("payment", t("Which payment"), Kind.CHOICE, choices=choices, required=True, span=2),
            Field("reason", t("Why"), length=200, required=True, span=2),
        ]
        if role is not Role.SUPERVISOR:
            fields += [
                Field("name", t("Supervisor at this desk"), length=64, required=True),
                Field("password", t("The supervisor's password"), Kind.PASSWORD, required=True),
            ]
        self.notice = Notice(self)
        self.form = Form(t, [Group("", fields, 2, plain=True)], save=t("Take it back"), enter_saves=True, snug=True)
        self.form.submitted.connect(self._submitted)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.EDGE, Space.EDGE, Space.EDGE, Space.EDGE)
        column.setSpacing(Space.GROUP)
        column.addWidget(label(t("Take a payment of today back?"), TextRole.SUBTITLE))
        column.addWidget(
            label(t("The money has to lie on the desk again. Another person than who paid agrees."), wrap=True)
        )
        column.addWidget(self.notice)
        column.addWidget(self.form)
        if choices:
            self.form.fill({"payment": choices[0][0]})
        self.form.go_to("reason")

    def refuse(self, sentence: str) -> None:
        self.notice.say(sentence, Tone.DANGER)
        self.form.set_busy(busy=False)

    def _submitted(self, values: dict[str, object]) -> None:
        payment = values["payment"]
        if isinstance(payment, UUID):
            self.form.set_busy(busy=True)
            name, password = str(values.get("name") or ""), str(values.get("password") or "")
            self.agreed.emit(payment, str(values["reason"]), name, password)


class TakingBack(QObject):
    """`done` brings the family's name; `ended` is the dialog gone."""

    done = Signal(str)
    ended = Signal()

    def __init__(self, bench: Bench, page: QWidget) -> None:
        super().__init__(page)
        self.bench, self._page = bench, page
        self.last: tuple[Paid, ...] = ()
        self.dialog: UndoDialog | None = None

    def know(self, told: Standing) -> None:
        """Only the payments that stand on the screen are offered."""
        self.last = told.last

    def ask(self) -> None:
        if self.last:
            self.dialog = UndoDialog(self.bench.t, self.last, self.bench.desk.person.role, self._page)
            self.dialog.agreed.connect(self._undo)
            self.dialog.finished.connect(self._closed)
            self.dialog.open()

    def _undo(self, payment: UUID, reason: str, name: str, password: str) -> None:
        desk = self.bench.desk
        work = Ask(undoing.undo_beside, desk, payment, reason, name, password)
        if desk.person.role is Role.SUPERVISOR:
            work = Ask(undoing.undo, desk, payment, reason)
        self.bench.runner.submit(work, self._undone, self._refused, lane=Lane.WRITE)

    def _undone(self, answer: Answer[str]) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.done.emit(answer.value)

    def _refused(self, refused: Refused) -> None:
        if self.dialog is not None:
            self.dialog.refuse(self.bench.sentence(refused))

    def _closed(self, _: int) -> None:
        self.dialog = None
        self.ended.emit()

"""The bar in the foot for long work: what, how far, how long, and a way to stop it."""

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from desktop.ui.jobs.job import Job
from desktop.ui.kit.button import Kind, button
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Space
from desktop.ui.kit.words import number
from desktop.ui.runner import Runner
from desktop.wording import Translator

_SHOW_AFTER_MS: Final = 300
_SCALE: Final = 1_000


class FootBar(QFrame):
    """Shows the oldest job that has a title and lasts; hidden otherwise."""

    def __init__(self, t: Translator, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.t = t
        self.setProperty("part", "footbar")
        self._runner = runner
        self._job: Job | None = None
        self._what = label("", Role.STRONG)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(240)
        self._far = label("", Role.SECONDARY)
        self._long = label("", Role.SECONDARY)
        self.stop = button(self.t("Stop"), self._stop, kind=Kind.LINK, icon="close")
        self._lay_out()
        self._clock = QTimer(self)
        self._clock.setInterval(_SHOW_AFTER_MS)
        self._clock.timeout.connect(self._look)
        runner.counted.connect(self._counted)
        runner.progressed.connect(self._progressed)
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.EDGE, Space.TINY, Space.GROUP, Space.TINY)
        row.setSpacing(Space.GROUP)
        for part in (self._what, self._bar, self._far, self._long):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.stop)

    @property
    def sentence(self) -> str:
        return " · ".join(part.text() for part in (self._what, self._far, self._long) if part.text())

    def _titled(self) -> Job | None:
        return next((job for job in self._runner.jobs if job.title), None)

    def _counted(self) -> None:
        if self._titled() is None:
            self._clock.stop()
            self._job = None
            self.hide()
        else:
            self._clock.start()

    def _progressed(self, job: Job) -> None:
        if job is self._job:
            self._show_job(job)

    def _look(self) -> None:
        self._job = self._titled()
        if self._job is not None:
            self._show_job(self._job)
            self.show()

    def _show_job(self, job: Job) -> None:
        step = job.step
        what = self.t(step.what) if step.what else ""
        self._what.setText(f"{job.title}: {what}" if what else job.title)
        if step.total:
            self._bar.setRange(0, _SCALE)
            self._bar.setValue(min(_SCALE, step.done * _SCALE // step.total))
            self._far.setText(self.t("{done} of {total}", done=number(step.done), total=number(step.total)))
        else:
            self._bar.setRange(0, 0)
            self._far.setText(number(step.done) if step.done else "")
        self._long.setText(self._time(job))
        self.stop.setEnabled(not job.stopping)
        self.stop.setText(self.t("Stopping…") if job.stopping else self.t("Stop"))

    def _time(self, job: Job) -> str:
        step, passed = job.step, job.seconds
        if step.total and step.done and passed > 3:
            left = passed * (step.total - step.done) / step.done
            return self.t("about {time} left", time=_minutes(left))
        return _minutes(passed)

    def _stop(self) -> None:
        if self._job is not None:
            self._runner.cancel(self._job)
            if self._job is not None:
                self._show_job(self._job)


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"

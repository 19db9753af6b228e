"""The card that proves the office: database, money, numbers and log, with the result in plain words."""

from PySide6.QtCore import Signal

from desktop.errors import Refused
from desktop.services import safety
from desktop.services.money.proving import prove
from desktop.services.safety import Proved
from desktop.ui.jobs.asking import Work
from desktop.ui.jobs.job import Lane
from desktop.ui.kit.button import button
from desktop.ui.kit.card import Card
from desktop.ui.kit.notice import Notice
from desktop.ui.kit.text import Role, label
from desktop.ui.kit.tokens import Tone
from desktop.ui.kit.words import number
from desktop.ui.office.rows import left
from desktop.ui.screen import Bench
from desktop.wording import N_

CHECKS = {
    "database": N_("database"),
    "log": N_("log"),
    "versions": N_("kept versions"),
    "records": N_("records"),
    "money": N_("money"),
    "numbering": N_("numbering"),
    "photographs": N_("photographs"),
}
TOTALS = {
    "household": N_("families"),
    "member": N_("members"),
    "payment": N_("payments"),
    "receipt": N_("receipts"),
    "letter": N_("letters"),
    "visit": N_("visits"),
    "audit_line": N_("lines of the log"),
}
HEAD_SHOWN = 16  # hexadecimal digits of the head of the log, enough to compare by eye


class ProofCard(Card):
    """`refused` brings why the proof could not be made."""

    refused = Signal(object)

    def __init__(self, bench: Bench) -> None:
        t = bench.t
        super().__init__(t("Proof"))
        self.t = t
        self._bench = bench
        self.result = Notice()
        self.counted = label("", Role.SECONDARY, wrap=True)
        self.counted.hide()
        self.verify = button(t("Prove the office"), self.start, icon="shield-check-outline")
        what = t("Goes through database, money, numbers and the log, and says what is not as it must be.")
        self.add(label(what, wrap=True))
        self.add(self.result)
        self.add(self.counted)
        self.column.addLayout(left(self.verify))

    def start(self) -> None:
        """How far it is and the way to stop it stand in the foot."""
        self.verify.setEnabled(False)
        self.result.clear()
        self.counted.hide()
        work = Work(safety.verify, self._bench.desk, prove)
        title = self.t("Proof")
        self._bench.runner.submit(work, self._proved, self._refuse, ended=self._free, title=title, lane=Lane.WRITE)

    def _proved(self, proved: Proved) -> None:
        if proved.sound:
            line, digest = proved.head
            sentence = self.t(
                "All is sound. Head of the log: line {line}, {head}. Write it on the monthly report.",
                line=number(line),
                head=digest[:HEAD_SHOWN],
            )
            self.result.say(sentence, Tone.GOOD)
        else:
            sentences = [self.t.sentence(fault.code, fault.values) for fault in proved.faults]
            advice = self.t("Change nothing more, keep the last good backup, and call who looks after the program.")
            self.result.say("\n".join([*sentences, advice]), Tone.DANGER)
        checked = ", ".join(self.t(CHECKS[one]) for one in proved.checks)
        counts = ", ".join(f"{number(proved.totals[one])} {self.t(word)}" for one, word in TOTALS.items())
        self.counted.setText(self.t("Gone through: {checks}. Counted: {counts}.", checks=checked, counts=counts))
        self.counted.show()

    def _refuse(self, refused: Refused) -> None:
        self.refused.emit(refused)

    def _free(self) -> None:
        self.verify.setEnabled(True)

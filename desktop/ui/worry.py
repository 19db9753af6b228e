"""What would be lost by closing the window now, put as a question."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from desktop.ui.kit.question import Question


@dataclass(frozen=True, slots=True)
class Worry:
    """The question, already translated; `verb` closes all the same, `safe` stays."""

    sentence: str
    detail: str
    verb: str
    safe: str

    def ask(self, over: QWidget, agreed: Callable[[str], object]) -> Question:
        """Open the question over a window."""
        question = Question(self.sentence, self.detail, verb=self.verb, safe=self.safe, parent=over)
        question.agreed.connect(agreed)
        question.open()
        return question


@runtime_checkable
class Careful(Protocol):
    """A page that may have a reason not to be closed."""

    def worry(self) -> Worry | None:
        """Answer what would be lost, None where nothing would."""

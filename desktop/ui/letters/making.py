"""The work behind the letters screen: papers made by the services, in memory or in the file the person named."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from desktop.changes import Changes
from desktop.progress import Progress
from desktop.services import letter_views, letters
from desktop.services.desk import Answer, Desk
from desktop.services.letter_values import Occasion
from desktop.services.letters import Issued, To
from desktop.services.paper import PaperFile, open_paper


@dataclass(frozen=True)
class Made:
    """Letters that are issued, ready for a printer."""

    issued: Issued
    paper: PaperFile
    changes: Changes


@dataclass(frozen=True)
class Wanted:
    """A letter as a person put it together."""

    template: Path
    to: To
    occasion: Occasion


@dataclass(frozen=True)
class IssueInto:
    """Issues letters into a file; numbers, wording and file come together or not at all."""

    desk: Desk
    wanted: Wanted
    out: Path

    def __call__(self, progress: Progress) -> Answer[Issued]:
        wanted = self.wanted
        return letters.issue(self.desk, wanted.template, wanted.to, wanted.occasion, self.out, progress)


@dataclass(frozen=True)
class ReprintInto:
    """Writes a letter again as it went out, marked SALINAN."""

    desk: Desk
    letter: UUID
    out: Path

    def __call__(self, progress: Progress) -> Answer[Issued]:
        return letters.reprint(self.desk, [self.letter], self.out, progress)


@dataclass(frozen=True)
class ForPrinter:
    """Makes letters for a printer; the file lies in a folder of its own only until it is read."""

    desk: Desk
    what: Wanted | UUID

    def __call__(self, progress: Progress) -> Made:
        with TemporaryDirectory(prefix="ejsika-") as folder:
            out = Path(folder) / "surat.pdf"
            if isinstance(self.what, UUID):
                answer = ReprintInto(self.desk, self.what, out)(progress)
            else:
                answer = IssueInto(self.desk, self.what, out)(progress)
            paper = open_paper(out)
        return Made(answer.value, paper, answer.changes)


@dataclass(frozen=True)
class Look:
    """One letter of the register, to be read."""

    desk: Desk
    letter: UUID

    def __call__(self, _: Progress) -> PaperFile:
        return open_paper(letter_views.look(self.desk, self.letter))


@dataclass(frozen=True)
class DrawSample:
    """One letter as it would look."""

    desk: Desk
    wanted: Wanted

    def __call__(self, _: Progress) -> PaperFile:
        wanted = self.wanted
        return open_paper(letter_views.sample(self.desk, wanted.template, wanted.to, wanted.occasion))

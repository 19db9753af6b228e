"""What taking in a register asks of the services, as plain calls for the runner."""

from dataclasses import dataclass
from pathlib import Path

from desktop.progress import Progress
from desktop.services import programmes
from desktop.services.desk import Answer, Desk
from desktop.services.importing import accepting, previewing, workbooks
from desktop.services.importing.answers import ImportResult
from desktop.services.importing.previewing import ImportPreview
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Preview:
    """Read a file and say what it would do; `village` places families whose rows name no place."""

    desk: Desk
    path: Path
    village: str | None

    def __call__(self, progress: Progress) -> ImportPreview:
        return previewing.preview(self.desk, self.path, village=self.village, progress=progress)


@dataclass(frozen=True, slots=True)
class Accept:
    desk: Desk
    previewed: ImportPreview
    programme: str | None

    def __call__(self, progress: Progress) -> Answer[ImportResult]:
        return accepting.accept(self.desk, self.previewed, self.programme, progress)


@dataclass(frozen=True, slots=True)
class Problems:
    """Write the rows kept out into a workbook; answers where it lies."""

    desk: Desk
    previewed: ImportPreview
    path: Path
    t: Translator

    def __call__(self, _: Progress) -> Path:
        workbooks.problems(self.desk, self.previewed, self.path, self.t)
        return self.path


@dataclass(frozen=True, slots=True)
class Template:
    """Write our own empty workbook; answers where it lies."""

    path: Path

    def __call__(self, _: Progress) -> Path:
        workbooks.template(self.path)
        return self.path


@dataclass(frozen=True, slots=True)
class Programmes:
    """Codes of the programmes that run here, each once."""

    desk: Desk

    def __call__(self, _: Progress) -> list[str]:
        return sorted({row.programme for row in programmes.here(self.desk)})

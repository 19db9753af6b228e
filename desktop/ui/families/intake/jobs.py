"""What taking in a register asks of the services, as plain calls for the runner."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from desktop.progress import Progress
from desktop.services import programmes
from desktop.services.desk import Answer, Desk
from desktop.services.importing import accepting, mapping, previewing, undoing, workbooks
from desktop.services.importing.answers import ImportResult
from desktop.services.importing.batches import BatchRow, batches
from desktop.services.importing.mapping import FileSeen
from desktop.services.importing.previewing import ImportPreview
from desktop.services.importing.undoing import UndoPreview, UndoResult
from desktop.wording import Translator


@dataclass(frozen=True, slots=True)
class Preview:
    """Read a file and say what it would do; `village` places families whose rows name no place."""

    desk: Desk
    path: Path
    village: str | None
    layout: str = "auto"

    def __call__(self, progress: Progress) -> ImportPreview:
        return previewing.preview(self.desk, self.path, self.layout, self.village, progress)


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


@dataclass(frozen=True, slots=True)
class Look:
    """Find the headings of a file in a layout of its own."""

    desk: Desk
    path: Path

    def __call__(self, _: Progress) -> FileSeen:
        return mapping.look(self.desk, self.path)


@dataclass(frozen=True, slots=True)
class SaveMap:
    """Keep what the columns of a source mean; answers the name of the layout."""

    desk: Desk
    name: str
    columns: Mapping[str, str]

    def __call__(self, _: Progress) -> Answer[str]:
        return mapping.save_map(self.desk, self.name, self.columns)


@dataclass(frozen=True, slots=True)
class Batches:
    desk: Desk

    def __call__(self, _: Progress) -> list[BatchRow]:
        return batches(self.desk)


@dataclass(frozen=True, slots=True)
class PreviewUndo:
    desk: Desk
    batch: UUID

    def __call__(self, _: Progress) -> UndoPreview:
        return undoing.preview_undo(self.desk, self.batch)


@dataclass(frozen=True, slots=True)
class Undo:
    desk: Desk
    batch: UUID
    reason: str

    def __call__(self, progress: Progress) -> Answer[UndoResult]:
        return undoing.undo(self.desk, self.batch, self.reason, progress)

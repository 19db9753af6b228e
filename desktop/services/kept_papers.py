"""What the register of letters keeps, drawn again: letters, and the minutes of a pay-out."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from desktop.documents import letters, minutes_kept
from desktop.documents.letter_pages import LetterPrint, draw_letters
from desktop.documents.minutes import write_minutes
from desktop.progress import SILENT, Progress
from desktop.rules.dates import long_date
from desktop.services import paper


def draw(kept: Sequence[tuple[str, str]], file: BinaryIO, how: LetterPrint, progress: Progress = SILENT) -> None:
    """Write papers as they were issued; each is its template's code and its wording."""
    if not any(template == minutes_kept.KIND for template, _ in kept):
        frozen = (letters.from_json(wording) for _, wording in kept)
        draw_letters(frozen, file, how, total=len(kept), progress=progress)
        return
    single = [paper.open_paper(_one(template, wording, how)) for template, wording in kept]
    file.write(paper.joined(single).pdf)


def _one(template: str, wording: str, how: LetterPrint) -> bytes:
    out = BytesIO()
    if template == minutes_kept.KIND:
        minutes, rows = minutes_kept.from_json(wording)
        made = f"SALINAN, dicetak {long_date(how.copied_on)}" if how.copied_on else ""
        write_minutes(replace(minutes, made=made, practice=how.practice, copied_on=how.copied_on), rows, out)
    else:
        draw_letters([letters.from_json(wording)], out, how)
    return out.getvalue()

"""Workbooks that go out: refused rows with the reason beside each, and our own empty template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.errors import Refused
from desktop.rules.terms import Role
from desktop.services.desk import Desk, allowed
from desktop.services.importing.answers import Outcome, RowOutcome
from desktop.services.importing.previewing import ImportPreview
from desktop.sheets.layouts import load_layouts
from desktop.sheets.problems import write_problems
from desktop.sheets.register import original_rows
from desktop.sheets.template import write_template
from desktop.store.files import whole_file
from desktop.wording import Translator

KEPT_OUT = (Outcome.REFUSED, Outcome.AMBIGUOUS)


@dataclass(frozen=True, slots=True)
class LayoutChoice:
    """A layout to choose by hand, where the headings do not say."""

    name: str
    title: str


@allowed(Role.OPERATOR)
def problems(desk: Desk, previewed: ImportPreview, path: Path, t: Translator) -> int:
    """Write the rows that were kept out, with what is wrong beside each; answers how many.

    The headings stay as they were, so that the corrected file can be taken in. Refused when the file cannot
    be written. People's data leave the office with it, so a line stands in the log.
    """
    check_other_file(previewed.prepared.reading.path, path)
    kept_out = {row.row: row for row in previewed.rows if row.outcome in KEPT_OUT}
    with whole_file(path) as out:
        written = write_problems(out, previewed.prepared.reading.headings, _rows(previewed, kept_out, t))
    with desk.write("import.problems") as unit:
        unit.journal.note(file=previewed.file.name, rows=written)
    return written


def check_other_file(source: Path, out: Path) -> None:
    """Refuse to write over the file that is read, however its path is spelled: it may be the only one there is."""
    try:
        same = source.samefile(out)
    except OSError:  # one of the two is not there
        same = source.resolve() == out.resolve()
    if same:
        raise Refused("import.onto_itself", path=str(out))


def template(path: Path) -> None:
    """Write our own empty workbook for registering families."""
    with whole_file(path) as out:
        write_template(out)


def layouts() -> list[LayoutChoice]:
    """Every layout a file may have."""
    return [LayoutChoice(layout.name, layout.title) for layout in load_layouts()]


def _rows(
    previewed: ImportPreview, kept_out: dict[int, RowOutcome], t: Translator
) -> Iterator[tuple[int, Sequence[str], Sequence[str]]]:
    for number, cells in original_rows(previewed.prepared.reading, frozenset(kept_out)):
        sentences = [
            f"{problem.heading}: {t.sentence(problem.code, problem.values)}"
            if problem.heading
            else t.sentence(problem.code, problem.values)
            for problem in kept_out[number].problems
        ]
        yield number, cells, sentences

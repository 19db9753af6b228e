"""Words about explanations: beside a row, in its history, and how many rows have one."""

from collections.abc import Sequence
from typing import Final

from desktop.services.auditing.audits import FindingRow
from desktop.services.auditing.said import Said
from desktop.services.desk import Desk
from desktop.ui.kit.words import day, number
from desktop.wording import Translator

SHOWN: Final = 12  # rows whose sentences stand beside the form


def column(row: FindingRow) -> str:
    """The explanation in a table."""
    return row.said.reason if row.said else ""


def beside(t: Translator, desk: Desk, row: FindingRow) -> str:
    """The explanation under the sentence of the row; nothing where there is none."""
    if row.said is None:
        return ""
    return t("Explained: {reason} ({who})", reason=row.said.reason, who=_who(t, desk, row.said))


def of_them(t: Translator, explained: int, many: int) -> str:
    """How many rows are explained; nothing where there are no rows."""
    return t("{explained} of {many} explained", explained=number(explained), many=number(many)) if many else ""


def rows(t: Translator, chosen: Sequence[FindingRow]) -> str:
    """What is to be explained, a line for each row."""
    said = [t.sentence(row.test.value, row.told) for row in chosen[:SHOWN]]
    if len(chosen) > SHOWN:
        left = len(chosen) - SHOWN
        said.append(t.many("… and {shown} more row.", "… and {shown} more rows.", left, shown=number(left)))
    return "\n\n".join(said)


def history(t: Translator, desk: Desk, found: Sequence[Said]) -> str:
    """What was said before, the newest first."""
    if not found:
        return t("Nothing was said of this row yet.")
    return "\n\n".join(f"{_who(t, desk, one)}\n{one.reason or t('Took the explanation back.')}" for one in found)


def _who(t: Translator, desk: Desk, said: Said) -> str:
    at = desk.local(said.at)
    return f"{said.by}, {day(t, at.date())} {at:%H.%M}"

"""The wording of minutes as they were issued, as JSON, and read back to be printed again for ever the same."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from desktop.documents.letterhead import Letterhead
from desktop.documents.minutes import MinutesPaper, Signer, Table
from desktop.documents.paper import Paper
from desktop.errors import Refused

KIND: Final = "berita_acara"


def to_json(minutes: MinutesPaper, rows: Sequence[Sequence[str]]) -> str:
    """Everything but who printed them and whether they are a copy."""
    kept = asdict(minutes) | {"on": minutes.on.isoformat(), "rows": [list(row) for row in rows]}
    for name in ("made", "practice", "copied_on"):
        del kept[name]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def from_json(kept: str) -> tuple[MinutesPaper, list[list[str]]]:
    """Read kept minutes and the rows of their annex; refused if it is none."""
    try:
        found = json.loads(kept)
        rows = [[str(cell) for cell in row] for row in found.pop("rows")]
        return _minutes(found), rows
    except KeyError as missing:
        raise Refused("documents.letter_kept_unreadable", part=str(missing.args[0])) from None
    except (TypeError, ValueError):
        raise Refused("documents.letter_kept_unreadable", part="JSON") from None


def _minutes(found: Mapping[str, Any]) -> MinutesPaper:
    values = {
        **found,
        "letterhead": Letterhead(**found["letterhead"]),
        "on": date.fromisoformat(found["on"]),
        "tables": [Table(**table) for table in found["tables"]],
        "signers": [Signer(**signer) for signer in found["signers"]],
        "annex": Table(**found["annex"]),
        "paper": Paper(found["paper"]),
    }
    return MinutesPaper(**values)

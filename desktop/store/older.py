"""What a record of an older program is today: the columns that migrations added, and what they put there.

No migration writes a kept version anew: its hash stands in the log. So what a migration does to a record that travels
is said here a second time, as a function of what was kept alone, and the proof holds the live record against it.
"""

import json
import re
from collections.abc import Mapping
from types import MappingProxyType

_NUMBERED = re.compile(r"No\. ([0-9]+)/([0-9]{4})(?: · (.*))?", re.DOTALL)
_UNDONE = ("declined_by", "declined_at", "declined_for", "taken_back_by", "taken_back_at", "taken_back_for")
_OF_A_CARD = ("directory", "ending_by", "ending_at", "last_digest")
ADDED: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "pay_list": MappingProxyType({"supplement": 0}),
        "custody": MappingProxyType({"receipt_year": None, "receipt_number": None}),
        # Who undid a return before there were columns for it is told by the log; no version says it.
        "treasury_return": MappingProxyType({"account": "", **dict.fromkeys(_UNDONE)}),
        "audit_check": MappingProxyType({"programme": None, "year": None}),
        "trusted_card": MappingProxyType({"through": "paper", **dict.fromkeys(_OF_A_CARD)}),
        "sent_package": MappingProxyType({"log_seq": 0, "log_hash": ""}),
        "received_package": MappingProxyType({"previous": None}),
    }
)
"""Columns that were added later, and what records made before have in them."""


def as_today(table: str, kept: str) -> dict[str, object]:
    """Answer the columns a record has today, from the newest version that was kept of it."""
    values: dict[str, object] = json.loads(kept)
    if table == "custody" and "receipt_number" not in values:
        values |= handed_over(str(values["note"]))
    return {**ADDED.get(table, {}), **values}


def handed_over(note: str) -> dict[str, object]:
    """Take the note of a hand-over apart: the number of its receipt once stood before it, as in "No. 12/2026 · note".

    A note that does not begin so is all note, and there is no number.
    """
    found = _NUMBERED.fullmatch(note)
    if found is None:
        return {}
    return {"receipt_number": int(found[1]), "receipt_year": int(found[2]), "note": found[3] or ""}

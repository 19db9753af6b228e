"""Values and kinds of exchanged records in words, whole: whoever decides between two numbers has to see both."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from desktop.code_lists import CodeLists
from desktop.rules.money import rupiah
from desktop.services.families.living import CODED
from desktop.wording import N_, Translator, exchange_desk, records


@dataclass(frozen=True)
class RecordTeller:
    """Says it in the language of `t`, and a day as `day` does."""

    t: Translator
    day: Callable[[date], str]
    codes: CodeLists = field(default_factory=CodeLists)

    def kind(self, kind: str) -> str:
        return self.t(exchange_desk.KINDS.get(kind, exchange_desk.OTHER_KIND))

    def field(self, name: str) -> str:
        """What a column is called; one that has no word yet, by its own name."""
        return self.t(exchange_desk.FIELDS[name]) if name in exchange_desk.FIELDS else name.replace("_", " ")

    def value(self, name: str, kept: Any) -> str:
        if kept is None or kept == "":
            return "-"
        if isinstance(kept, bool):
            return self.t(N_("Yes")) if kept else self.t(N_("No"))
        if isinstance(kept, datetime):
            return f"{self.day(kept.date())} {kept:%H.%M}"
        if isinstance(kept, date):
            return self.day(kept)
        if isinstance(kept, int) and name in exchange_desk.MONEY_FIELDS:
            return rupiah(kept)
        return self._text(name, kept) if isinstance(kept, str) else str(kept)

    def _text(self, name: str, kept: str) -> str:
        if name in CODED:
            return self.codes.book.label(name, kept)
        words = exchange_desk.STATES if name == "state" else records.CODES.get(name, {})
        return self.t(words.get(kept, "")) or kept

"""What a register would change, in the operator's words: each value as its field means it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Final

from desktop.app import Shared
from desktop.rules.aid_rules import AidBook, load_aids
from desktop.services.importing.answers import Difference
from desktop.ui.families.terms import LEVELS, MARITALS, PRESENCES, RELATIONS, SCHOOLINGS, SEXES
from desktop.ui.kit.words import day, number
from desktop.wording.importing import FIELDS

WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        field: {str(value): word for value, word in words.items()}
        for field, words in (
            ("sex", SEXES),
            ("relation", RELATIONS),
            ("marital", MARITALS),
            ("schooling", SCHOOLINGS),
            ("school_level", LEVELS),
            ("presence", PRESENCES),
        )
    }
)
CODED: Final = frozenset(
    {"disability", "education", "chronic_illness", "work_status", "work_field", "papers", "religion"}
)
"""Fields whose codes stand in the code lists, which say of one that nobody is certain of whose it is."""


class Values:
    """Made once for a page; aids and areas are read when a difference needs them."""

    def __init__(self, shared: Shared) -> None:
        self._shared, self.t = shared, shared.t

    def difference(self, one: Difference) -> str:
        """The field, what stands there, and what would."""
        return f"{self.field(one)}: {self.change(one)}"

    def field(self, one: Difference) -> str:
        return self.t(FIELDS.get(one.field, one.field))

    def change(self, one: Difference) -> str:
        return f"{self.said(one.field, one.old)} → {self.said(one.field, one.new)}"

    def said(self, field: str, what: object) -> str:
        """A value of a field as people read it; a code that nobody listed stays as it is, and says so."""
        t = self.t
        if what is None or what == "":
            return t("(empty)")
        if isinstance(what, bool):
            return t("Yes") if what else t("No")
        if isinstance(what, date):
            return day(t, what)
        if field == "details" and isinstance(what, int):
            return t.many("{shown} answer", "{shown} answers", what, shown=number(what))
        return self._text(field, str(what))

    def _text(self, field: str, what: str) -> str:
        if what in WORDS.get(field, ()):
            return self.t(WORDS[field][what])
        if field in CODED:
            return self._coded(field, what)
        if field == "aid":
            known = self._aids.known(what)
            return known.name if known else self._unlisted(what)
        if field == "village_code":
            area = self._shared.gazetteer.area(what)
            return f"{area.name} ({what})" if area else self._unlisted(what)
        return what

    def _coded(self, field: str, what: str) -> str:
        book = self._shared.codes.book
        if book.certain(field, what):
            return book.label(field, what)
        source, part, code = book.resolved(field, what).partition(":")
        return self._unlisted(code, book.source(source)) if part else self._unlisted(what)

    def _unlisted(self, code: str, source: str = "") -> str:
        t = self.t
        if source:
            return t("{code} (code of {source}, meaning not certain)", code=code, source=source)
        return t("{code} (code in no list)", code=code)

    @cached_property
    def _aids(self) -> AidBook:
        return load_aids(self._shared.resources / "aids.toml")

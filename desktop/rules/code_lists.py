"""Code lists as data, one file per source, and what a source's code is in the program's own list (DOMAIN.md 2.9)."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from desktop.errors import Refused

OWN = "ejsika"
YES, NO = "yes", "no"
_PART = ":"  # between a source and its code


class ListKind(StrEnum):
    ONE = "one"
    SEVERAL = "several"  # codes parted by blanks
    SUM = "sum"  # of another source: its codes are powers of two, added up
    NUMBER = "number"
    ANSWER = "answer"  # yes or no
    ODD = "odd"  # of another source: odd numbers say yes, even ones no


@dataclass(frozen=True, slots=True)
class Code:
    """One code; `same` is the program's own code for it, None where nobody knows for certain."""

    code: str
    label: str
    same: str | None = None


@dataclass(frozen=True, slots=True)
class CodeList:
    """`group` gathers the lists that are questions about a house and what belongs to it."""

    name: str
    title: str
    kind: ListKind = ListKind.ONE
    codes: tuple[Code, ...] = ()
    group: str = ""
    unit: str = ""

    def code(self, code: str) -> Code | None:
        return next((one for one in self.codes if one.code == code), None)


@dataclass(frozen=True, slots=True)
class SourceLists:
    """All lists of one source; `unsure` is how the program's own file words a code nobody is certain of."""

    source: str
    title: str
    lists: Mapping[str, CodeList]
    unsure: str = "{code} ({source})"
    yes: str = YES
    no: str = NO


class CodeBook:
    """The lists of all sources. What is kept is our own code, or "source:code" where its meaning is not certain."""

    def __init__(self, sources: Iterable[SourceLists]) -> None:
        self._sources = {one.source: one for one in sources}
        self._own = self._sources[OWN]

    def own(self, name: str) -> CodeList:
        """One of our own lists."""
        return self._own.lists[name]

    def group(self, name: str) -> tuple[CodeList, ...]:
        """Our own lists of a group, in the order of the file."""
        return tuple(one for one in self._own.lists.values() if one.group == name)

    def source(self, source: str) -> str:
        """Title of a source as people know it; one without lists is called what it is."""
        found = self._sources.get(source)
        return found.title if found else source

    def taken(self, name: str, source: str, code: str) -> str:
        """What to keep for a source's code: ours where that is certain, else the code with its source."""
        code = code.strip()
        if not code or source == OWN:
            return code
        found = self._sources.get(source)
        lists = found.lists.get(name) if found else None
        ours = _ours(lists, code) if lists else None
        return f"{source}{_PART}{code}" if ours is None else ours

    def resolved(self, name: str, kept: str) -> str:
        """Our own code for what is kept, where its source's list has become certain since."""
        source, part, code = kept.partition(_PART)
        return self.taken(name, source, code) if part else kept

    def certain(self, name: str, kept: str) -> bool:
        """Whether what is kept is one of our own codes."""
        return not kept or self._label(self.own(name), self.resolved(name, kept)) is not None

    def label(self, name: str, kept: str) -> str:
        """Words for what is kept; a code whose meaning is not certain says so."""
        kept = self.resolved(name, kept)
        found = self._label(self.own(name), kept) if kept else ""
        if found is not None:
            return found
        source, part, code = kept.partition(_PART)
        if not part:
            source, code = "", kept
        return self._own.unsure.format(code=code, source=self.source(source) or "?")

    def choices(self, name: str, kept: str = "") -> tuple[tuple[str, str], ...]:
        """Codes with their labels; what is kept is among them even where it is none of ours."""
        own = tuple((one.code, one.label) for one in self.own(name).codes)
        if self.own(name).kind is ListKind.ANSWER:
            own = ((YES, self._own.yes), (NO, self._own.no))
        strange = kept and kept not in dict(own)
        return (*own, (kept, self.label(name, kept))) if strange else own

    def _label(self, own: CodeList, kept: str) -> str | None:
        if own.kind is ListKind.SEVERAL:
            labels = [self._word(own, one) for one in kept.split()]
            return ", ".join(one for one in labels if one is not None) if None not in labels else None
        return self._word(own, kept)

    def _word(self, own: CodeList, kept: str) -> str | None:
        if own.kind is ListKind.NUMBER:
            return f"{kept} {own.unit}".strip() if kept.isdecimal() else None
        if own.kind is ListKind.ANSWER:
            return {YES: self._own.yes, NO: self._own.no}.get(kept)
        found = own.code(kept)
        return found.label if found else None


def parse_lists(data: bytes) -> SourceLists:
    """Read the file of one source (TOML, UTF-8); refused with what is wrong in it."""
    try:
        tables: dict[str, Any] = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Refused("codes.unreadable", detail=str(error)) from error
    head = {name: value for name, value in tables.items() if not isinstance(value, dict)}
    try:
        lists = {name: _list(name, value) for name, value in tables.items() if isinstance(value, dict)}
        return SourceLists(lists=lists, **head)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("codes.unreadable", detail=str(error)) from error


def _list(name: str, table: dict[str, Any]) -> CodeList:
    codes = tuple(Code(**one) for one in table.get("codes", ()))
    twice = {one.code for one in codes if [other.code for other in codes].count(one.code) > 1}
    if twice:
        raise ValueError(f"{name}: {sorted(twice)}")
    return CodeList(
        name,
        table["title"],
        ListKind(table.get("kind", ListKind.ONE)),
        codes,
        table.get("group", ""),
        table.get("unit", ""),
    )


def _ours(theirs: CodeList, code: str) -> str | None:
    """Our own code, or None where the list does not say."""
    match theirs.kind:
        case ListKind.SUM:
            return _parts(theirs, code)
        case ListKind.ODD:
            return (YES if int(code) % 2 else NO) if code.isdecimal() and int(code) else None
        case ListKind.NUMBER:
            return str(int(code)) if code.isdecimal() else None
    found = theirs.code(code)
    return found.same if found else None


def _parts(theirs: CodeList, code: str) -> str | None:
    """The codes that add up to a sum; None where something is left over."""
    left = int(code) if code.isdecimal() else -1
    found = []
    for one in theirs.codes:
        if left > 0 and left & int(one.code):
            found.append(one.same)
            left -= int(one.code)
    return " ".join(part for part in found if part) if left == 0 and None not in found else None

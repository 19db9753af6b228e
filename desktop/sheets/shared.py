"""How much text a workbook unrolls to: one long shared text in a million cells is a million copies to the reader."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable

from desktop.sheets.limits import MAX_BYTES, damaged, refuse_size
from desktop.sheets.zipped import Package

_STRINGS = "xl/sharedstrings.xml"
_END = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)<")


def check_unrolled_text(package: Package, sheets: Iterable[str], cells: int) -> None:
    """Refuse when the shared texts, each as often as cells name it, exceed what may be unpacked."""
    name = next((each for each in package.entries if each.lower() == _STRINGS), "")
    if not name:
        return
    lengths = _lengths(package, name)
    longest = max(lengths, default=0)
    # Nearly every file ends here, without a second look at its cells.
    if longest * cells <= MAX_BYTES:
        return
    total = 0
    for sheet in sheets:
        for text in package.whole_tags(sheet):
            if b"<!" in text:
                raise damaged(package.path)
            named = Counter(_VALUE.findall(text))
            total += sum(_length(value, lengths, longest) * count for value, count in named.items())
            if total > MAX_BYTES:
                raise refuse_size(package.path)


def _lengths(package: Package, name: str) -> "array[int]":
    """Bytes of each shared text with its markup, so never too few."""
    lengths = array("Q")
    begun = 0
    for text in package.whole_tags(name):
        start = 0
        for end in _END.finditer(text):
            lengths.append(begun + end.start() - start)
            begun, start = 0, end.end()
        begun += len(text) - start
    return lengths


def _length(value: bytes, lengths: "array[int]", longest: int) -> int:
    if b"&" in value:
        return longest
    bare = value.strip()
    if not bare.isdigit() or len(bare) > len("1048576") + 2:
        return 0
    place = int(bare)
    return lengths[place] if place < len(lengths) else 0

"""Numbers of receipts and letters as printed, and read back as typed."""

import re
from dataclasses import dataclass
from datetime import date

from desktop.errors import Refused
from desktop.rules.dates import roman_month

DEFAULT_LETTER_PATTERN = "[klasifikasi]/[urut]/[unit]/[bulan]/[tahun]"
_RECEIPT = re.compile(r"KW[-/ ](\d{2}(?:\.\d{2})?)[-/ ](\d{4})[-/ ](\d{6,9}|[1-9]\d{0,4})", re.ASCII)
_FIELD = re.compile(r"\[([a-z-]+)(?::(\d))?\]")
_FIELDS = {
    "klasifikasi": r"[0-9.]+",
    "urut": r"\d+",
    "unit": r".+",
    "bulan": r"[IVX]+",
    "bulan-angka": r"\d{2}",
    "tahun": r"\d{4}",
}
_NEEDED = ("urut", "tahun")


@dataclass(frozen=True, slots=True)
class ReceiptNumber:
    """Gapless per office and fiscal year over all programmes (DESIGN.md 4.9)."""

    office: str
    year: int
    number: int

    def __str__(self) -> str:
        """For example KW-36.01-2019-000127: sorts as text, fits in a file name."""
        return f"KW-{self.office}-{self.year:04}-{self.number:06}"


@dataclass(frozen=True, slots=True)
class LetterNumber:
    """The parts a letter's number is made of; `number` is gapless per office and year."""

    classification: str  # for example 400.9.11, of Permendagri 83/2022
    number: int
    unit: str
    day: date


def read_receipt_number(text: str) -> ReceiptNumber:
    """Read a number as printed, or typed without all of its leading zeros; with some of them it lost a digit."""
    found = _RECEIPT.fullmatch(" ".join(text.upper().split()))
    if found is None:
        raise Refused("rules.receipt_number", text=text)
    return ReceiptNumber(found[1], int(found[2]), int(found[3]))


def check_letter_pattern(pattern: str) -> None:
    """Refused unless it holds the running number and the year, without which numbers repeat."""
    names = [found[1] for found in _FIELD.finditer(pattern)]
    for name in names:
        if name not in _FIELDS or names.count(name) > 1:
            raise Refused("rules.letter_pattern_field", field=name, pattern=pattern)
    for name in _NEEDED:
        if name not in names:
            raise Refused("rules.letter_pattern_needs", field=name, pattern=pattern)
    if re.search(r"[\[\]]", _FIELD.sub("", pattern)):
        raise Refused("rules.letter_pattern_field", field=_FIELD.sub("", pattern), pattern=pattern)


def letter_number(pattern: str, of: LetterNumber) -> str:
    """Fill the office's pattern: "400.9.11/012/Dinsos/IV/2019" for "[klasifikasi]/[urut:3]/[unit]/[bulan]/[tahun]"."""
    check_letter_pattern(pattern)
    values = {
        "klasifikasi": of.classification,
        "urut": str(of.number),
        "unit": of.unit,
        "bulan": roman_month(of.day),
        "bulan-angka": f"{of.day:%m}",
        "tahun": f"{of.day.year:04}",
    }
    return _FIELD.sub(lambda found: values[found[1]].zfill(int(found[2] or 0)), pattern)


def read_letter_number(pattern: str, text: str) -> tuple[int, int]:
    """Running number and year of a letter numbered by this pattern."""
    check_letter_pattern(pattern)
    form = ""
    end = 0
    for found in _FIELD.finditer(pattern):
        group = found[1].replace("-", "_")
        form += re.escape(pattern[end : found.start()]) + f"(?P<{group}>{_FIELDS[found[1]]})"
        end = found.end()
    read = re.fullmatch(form + re.escape(pattern[end:]), text.strip(), re.ASCII | re.IGNORECASE)
    if read is None:
        raise Refused("rules.letter_number", text=text)
    return int(read["urut"]), int(read["tahun"])

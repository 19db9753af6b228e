"""Whole rupiah: written in figures and in words, read as typed, and the identities a tranche must keep."""

import re
from dataclasses import dataclass

from desktop.errors import Refused

LARGEST = 999_999_999_999_999  # words end before the thousand-million-million
_TEN, _TWENTY, _HUNDRED, _THOUSAND = 10, 20, 100, 1000
_DIGITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_SCALES = ("", "ribu", "juta", "miliar", "triliun")
_TYPED = (
    re.compile(r"(\d+)(?:,00?|,-)?"),
    re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,00?|,-)?"),
    re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.00)?"),
)


def rupiah(amount: int) -> str:
    """For example: Rp1.750.000."""
    return f"{'-' if amount < 0 else ''}Rp{grouped(abs(amount))}"


def grouped(number: int) -> str:
    """For example: 1.750.000."""
    return f"{number:,}".replace(",", ".")


def in_words(number: int) -> str:
    """Indonesian number words, lower case: "satu juta seribu". Refused below 0 and above 999 trillion."""
    if not 0 <= number <= LARGEST:
        raise Refused("rules.number_out_of_range", number=number)
    if number == 0:
        return "nol"
    words: list[str] = []
    for power in range(len(_SCALES) - 1, -1, -1):
        group = number // _THOUSAND**power % _THOUSAND
        if group == 1 and power == 1:
            words.append("seribu")  # never "satu ribu", not even after millions
        elif group:
            words += [*_below_thousand(group), _SCALES[power]]
    return " ".join(word for word in words if word)


def rupiah_in_words(amount: int) -> str:
    """For example: satu juta tujuh ratus lima puluh ribu rupiah."""
    return f"{in_words(amount)} rupiah"


def read_amount(typed: str) -> int:
    """Whole rupiah as typed ("1750000", "Rp 1.750.000,-", "1.750.000,00"); cents and signs are refused."""
    text = re.sub(r"^(rp|idr)\.?", "", typed.strip().lower()).replace(" ", "").replace("\u00a0", "")
    for form in _TYPED:
        found = form.fullmatch(text)
        if found and text.isascii():
            amount = int(re.sub(r"[.,]", "", found[1]))
            if amount <= LARGEST:
                return amount
    raise Refused("rules.amount_unreadable", typed=typed)


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, _HUNDRED)
    words = ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"] if hundreds else []
    return words + _below_hundred(rest)


def _below_hundred(number: int) -> list[str]:
    if number < _TEN:
        return [_DIGITS[number]]
    if number == _TEN:
        return ["sepuluh"]
    if number < _TWENTY:
        return ["sebelas"] if number == _TEN + 1 else [_DIGITS[number - _TEN], "belas"]
    return [_DIGITS[number // _TEN], "puluh", _DIGITS[number % _TEN]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of families and their rupiah."""

    families: int = 0
    rupiah: int = 0

    def __add__(self, other: "Figure") -> "Figure":
        return Figure(self.families + other.families, self.rupiah + other.rupiah)

    def __sub__(self, other: "Figure") -> "Figure":
        return Figure(self.families - other.families, self.rupiah - other.rupiah)


@dataclass(frozen=True, slots=True)
class BalanceProblem:
    """An identity that does not hold. `code` has its sentence in `desktop.wording`; `difference` = left - right."""

    code: str
    difference: Figure

    @property
    def values(self) -> dict[str, object]:
        return {"families": self.difference.families, "rupiah": rupiah(self.difference.rupiah)}


@dataclass(frozen=True, slots=True)
class Balance:
    """The money of one tranche at one moment (DESIGN.md 4.8)."""

    decree: Figure
    listed: Figure
    not_listed: Figure
    withheld: Figure
    payable: Figure
    paid: Figure
    unpaid: Figure
    returned: Figure

    def problems(self) -> tuple[BalanceProblem, ...]:
        """Empty when all three identities hold in families and in rupiah."""
        sides = (
            ("rules.balance_decree", self.decree, self.listed + self.not_listed),
            ("rules.balance_listed", self.listed, self.withheld + self.payable),
            ("rules.balance_payable", self.payable, self.paid + self.unpaid + self.returned),
        )
        found = [BalanceProblem(code, left - right) for code, left, right in sides if left != right]
        parts = (self.not_listed, self.withheld, self.paid, self.unpaid, self.returned)
        found += [
            BalanceProblem("rules.balance_negative", part) for part in parts if part.families < 0 or part.rupiah < 0
        ]
        return tuple(found)

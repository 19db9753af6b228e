"""Days and numbers as people type them beside a command; what is none is refused in their own language."""

from datetime import date

from desktop.errors import Refused
from desktop.rules.date_reading import read_date

MOST = 10_000  # rows in one answer
SHOWN = 40  # letters of what was typed
DIGITS = 18


def day(typed: str) -> date:
    """Read a day as people write it, day first; one that has to be guessed is refused."""
    read = read_date(typed, date.today())  # noqa: DTZ011 - decides the century of a short year only
    if read.value is None or read.derived:
        raise Refused("cli.no_day", written=typed[:SHOWN])
    return read.value


def limit(typed: str) -> int:
    """Read how many rows are wanted."""
    wanted = _number(typed)
    if not 1 <= wanted <= MOST:
        raise Refused("cli.no_limit", written=typed[:SHOWN], most=f"{MOST:_}".replace("_", "."))
    return wanted


def places(typed: str) -> tuple[str, int]:
    """Read the quota of a village: "36.01.01.2001=12"."""
    code, _, number = typed.partition("=")
    if not (number.isascii() and number.strip().isdecimal() and len(number) <= DIGITS):
        raise Refused("cli.no_places", written=typed[:SHOWN])
    return code.strip(), int(number)


def area_quota(typed: str) -> tuple[str, int, int | None]:
    """Read what a decree gives to an area: "36.01.01=12" or "36.01.01=12:12000000"."""
    code, _, figures = typed.partition("=")
    families, colon, amount = figures.partition(":")
    numbers = (families, amount) if colon else (families,)
    if not code.strip() or not all(part.isascii() and part.isdecimal() and len(part) <= DIGITS for part in numbers):
        raise Refused("cli.no_area_quota", written=typed[:SHOWN])
    return code.strip(), int(families), int(amount) if colon else None


def span(typed: str, highest: int) -> tuple[int, int]:
    """Read two numbers, the smaller first, or one: "5-12"."""
    first, _, last = typed.partition("-")
    found = _number(first), _number(last or first)
    if not 1 <= found[0] <= found[1] <= highest:
        raise Refused("cli.no_span", written=typed[:SHOWN])
    return found


def _number(typed: str) -> int:
    """Read a number; 0 where it is none."""
    written = typed.strip()
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= DIGITS else 0

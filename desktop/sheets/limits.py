"""How large a file of strangers may be, and the refusals that say so."""

from pathlib import Path

from desktop.errors import Refused

MAX_BYTES = 512 << 20  # unpacked, all parts of the workbook together
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
# The reader lays out the whole rectangle of a sheet at about 30 bytes a cell: 75,000 people of
# 101 columns fit, and an office PC of 4 GB survives it.
MAX_CELLS = 10_000_000


def refuse_size(path: Path) -> Refused:
    return Refused("sheets.too_large", name=path.name, megabytes=MAX_BYTES >> 20)


def refuse_area(path: Path) -> Refused:
    return Refused("sheets.too_many_cells", name=path.name, limit=f"{MAX_CELLS:,}".replace(",", "."))


def refuse_rows(path: Path) -> Refused:
    return Refused("sheets.too_many_rows", name=path.name, limit=f"{MAX_ROWS:,}".replace(",", "."))


def damaged(path: Path) -> Refused:
    return Refused("sheets.damaged", name=path.name)

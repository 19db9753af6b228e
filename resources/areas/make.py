"""Turns the csv files of the npm package idn-area-data into the compact area files beside this script."""

import argparse
import csv
import lzma
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
SMALL_WORDS = {"dan", "di"}
ABBREVIATIONS = {"DKI"}


def shown(name: str) -> str:
    """Spell a name as it is shown: title case, straight apostrophes, no stray full stop."""
    straight = re.sub(r"[\"\u2019`]", "'", name).strip()
    if straight.isupper() and len(straight.split()[0]) > 1:
        return " ".join(shown_upper(word) for word in straight.split())
    words = straight.rstrip(".").split()
    return " ".join(word if word in SMALL_WORDS else word[:1].upper() + word[1:] for word in words)


def shown_upper(word: str) -> str:
    if word in ABBREVIATIONS or "." in word:
        return word
    return word.lower() if word.lower() in SMALL_WORDS else word.capitalize()


def rows(file: Path) -> Iterator[tuple[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["code"], shown(row["name"])


def as_text(areas: Iterator[tuple[str, str]]) -> str:
    return "".join(f"{code} {name}\n" for code, name in sorted(areas))


def province_of(area: tuple[str, str]) -> str:
    return area[0][:2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    data = parser.parse_args().package / "data"
    upper = [area for name in ("provinces", "regencies", "districts") for area in rows(data / f"{name}.csv")]
    (HERE / "areas.txt").write_text(as_text(iter(upper)), encoding="utf-8", newline="\n")
    for province, villages in groupby(sorted(rows(data / "villages.csv")), province_of):
        packed = lzma.compress(as_text(villages).encode(), preset=9 | lzma.PRESET_EXTREME)
        (HERE / f"{province}.txt.xz").write_bytes(packed)


if __name__ == "__main__":
    main()

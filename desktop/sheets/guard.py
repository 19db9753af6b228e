"""What stands before every reader: is it a spreadsheet, whole, open and small enough to be read."""

from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from desktop.errors import Refused
from desktop.sheets.extent import Extent, sheet_extents
from desktop.sheets.limits import MAX_BYTES, refuse_size
from desktop.sheets.ods import CONTENT, check_tables
from desktop.sheets.ole import MAGIC, check_binary
from desktop.sheets.zipped import Package, open_package

_HEAD = 8192
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FOREIGN = (b"%PDF", b"{\\rtf", b"SQLite format", b"-----BEGIN")
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a")


class Kind(Enum):
    """Which reader a file needs, by its content; its name does not matter."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be read, and where its sheets (by name of the part) hold formula errors."""

    path: Path
    kind: Kind
    package: Package | None = None
    extents: dict[str, Extent] = field(default_factory=dict)


def examine(path: Path) -> Examined:
    """Refuse what is missing, foreign, damaged, encrypted or too large; needs little memory for any file."""
    if path.is_dir():  # what the system says of it sounds as if somebody held it open
        raise Refused("files.is_folder", path=str(path))
    try:
        return _examine(path)
    except FileNotFoundError as error:
        raise Refused("sheets.missing", name=path.name) from error
    except OSError as error:
        raise Refused("sheets.unreadable", name=path.name) from error


def _examine(path: Path) -> Examined:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if head.startswith(_ZIP):
        return _examine_zip(path)
    if head.startswith(MAGIC):
        check_binary(path)
        return Examined(path, Kind.XLS)
    _check_text(path, head)
    return Examined(path, Kind.TEXT)


def _examine_zip(path: Path) -> Examined:
    package = open_package(path)
    if CONTENT in package.entries and "mimetype" in package.entries:
        check_tables(package)
        return Examined(path, Kind.ODS, package)
    if "xl/workbook.bin" in package.entries:
        raise Refused("sheets.binary_workbook", name=path.name)
    if "xl/workbook.xml" not in package.entries:
        raise Refused("sheets.not_spreadsheet", name=path.name)
    return Examined(path, Kind.XLSX, package, sheet_extents(package))


def _check_text(path: Path, head: bytes) -> None:
    if not head.strip():
        raise Refused("sheets.empty", name=path.name)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:100].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<style")):
        raise Refused("sheets.web_page", name=path.name)
    wide = head.startswith(_UTF16)
    if head.startswith(_FOREIGN) or start.startswith(b"<?xml") or (not wide and not _CONTROL.isdisjoint(head)):
        raise Refused("sheets.not_spreadsheet", name=path.name)
    if path.stat().st_size > MAX_BYTES:
        raise refuse_size(path)

"""The readable file a letter is made from: a head in TOML between two lines of +++, then the text."""

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from desktop.documents.paper import Paper
from desktop.errors import Refused

FENCE: Final = "+++"
PLACEHOLDERS: Final = (
    "alamat", "dasar", "desa", "hari_tanggal", "jumlah", "kabupaten", "kantor", "kecamatan", "keperluan",
    "nama", "nik", "no_kartu", "no_kk", "nomor_kuitansi", "nomor_surat", "program", "program_singkat", "pukul",
    "tahap", "tahun", "tanggal_surat", "telepon", "tempat", "terbilang",
)  # fmt: skip
PLACEHOLDER: Final = re.compile(r"\{([^{}\n]*)\}")
AT_LINE: Final = re.compile(r"at line (\d+)")
NUMBERED: Final = re.compile(r"\d{1,2}\.\s+")
SIDES: Final = 4
MARGINS: Final = (5, 60)
SIZES: Final = (8, 16)


class Kind(StrEnum):
    """How a block of the text is set."""

    PARAGRAPH = "paragraph"
    NUMBERED = "numbered"
    BULLETS = "bullets"
    LABELS = "labels"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph has one row of one text, a list a row for each item, labels rows of label and value."""

    kind: Kind
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template as parsed; texts still hold their placeholders."""

    code: str
    title: str
    paper: Paper
    margins_mm: tuple[float, float, float, float]  # top, right, bottom, left
    font_size: float
    klasifikasi: str
    sifat: str
    lampiran: str
    hal: str
    kepada: tuple[str, ...]
    tembusan: tuple[str, ...]
    qr: bool
    blocks: tuple[Block, ...]

    @property
    def placeholders(self) -> frozenset[str]:
        """Which values this letter needs."""
        texts = [self.sifat, self.lampiran, self.hal, *self.kepada, *self.tembusan]
        texts += [text for block in self.blocks for row in block.rows for text in row]
        return frozenset(name for text in texts for name in PLACEHOLDER.findall(text))


def parse_template(data: bytes) -> LetterTemplate:
    """Read a template as an office may have edited it; every refusal names the line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("documents.letter_not_text") from None
    lines = text.splitlines()
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:  # noqa: PLR2004 - one above the head and one below
        raise Refused("documents.letter_no_head")
    head_lines, body = lines[: fences[1]], lines[fences[1] + 1 :]
    _check_braces(lines)
    head = _Head(head_lines)
    blocks = _blocks(body)
    if not blocks:
        raise Refused("documents.letter_body_empty")
    return head.template(blocks)


def _check_braces(lines: list[str]) -> None:
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("#"):
            continue
        for name in PLACEHOLDER.findall(line):
            if name not in PLACEHOLDERS:
                known = ", ".join(PLACEHOLDERS)
                raise Refused("documents.letter_placeholder_unknown", line=number, name=name, known=known)
        if set("{}") & set(PLACEHOLDER.sub("", line)):
            raise Refused("documents.letter_brace", line=number)


class _Head:
    """The head's entries, each checked and asked for once."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        try:
            # The fence's line stays as an empty one, so that lines count as in the file.
            self._entries: dict[str, Any] = tomllib.loads("\n".join(["", *lines[1:]]))
        except tomllib.TOMLDecodeError as wrong:
            found = AT_LINE.search(str(wrong))
            line = int(found[1]) if found else len(lines)
            raise Refused("documents.letter_head_unreadable", line=line) from None

    def template(self, blocks: tuple[Block, ...]) -> LetterTemplate:
        made = LetterTemplate(
            code=self._fixed("code"),
            title=self._fixed("title"),
            paper=self._paper(),
            margins_mm=self._margins(),
            font_size=self._size(),
            klasifikasi=self._fixed("klasifikasi"),
            sifat=self._text("sifat"),
            lampiran=self._text("lampiran"),
            hal=self._text("hal"),
            kepada=self._addressee(),
            tembusan=self._texts("tembusan"),
            qr=self._flag("qr"),
            blocks=blocks,
        )
        for name in self._entries:
            raise Refused("documents.letter_entry_unknown", line=self._line(name), entry=name)
        return made

    def _take(self, name: str) -> Any:
        try:
            return self._entries.pop(name)
        except KeyError:
            raise Refused("documents.letter_entry_missing", entry=name) from None

    def _line(self, name: str) -> int:
        start = re.compile(rf"\s*[\"']?{re.escape(name)}[\"']?\s*[=.\]]|\s*\[+\s*{re.escape(name)}")
        return next((number for number, line in enumerate(self._lines, 1) if start.match(line)), 1)

    def _wrong(self, name: str, expected: str) -> Refused:
        return Refused("documents.letter_entry_wrong", line=self._line(name), entry=name, expected=expected)

    def _text(self, name: str) -> str:
        value = self._take(name)
        if not isinstance(value, str) or not value.strip() or "\n" in value:
            raise self._wrong(name, '"…"')
        return value.strip()

    def _fixed(self, name: str) -> str:
        """What is the same for every letter: it names the template, not one family."""
        value = self._text(name)
        found = PLACEHOLDER.search(value)
        if found:
            raise Refused("documents.letter_placeholder_here", line=self._line(name), entry=name, name=found[1])
        return value

    def _addressee(self) -> tuple[str, ...]:
        lines = self._texts("kepada")
        if not lines:
            raise self._wrong("kepada", '["{nama}", "{alamat}"]')
        return lines

    def _texts(self, name: str) -> tuple[str, ...]:
        values = self._take(name)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            raise self._wrong(name, '["…", "…"]')
        return tuple(value.strip() for value in values if value.strip())

    def _flag(self, name: str) -> bool:
        value = self._take(name)
        if not isinstance(value, bool):
            raise self._wrong(name, "true, false")
        return value

    def _paper(self) -> Paper:
        value = self._take("paper")
        if value not in list(Paper):
            raise self._wrong("paper", '"a4", "f4"')
        return Paper(value)

    def _margins(self) -> tuple[float, float, float, float]:
        values = self._take("margins_mm")
        if not isinstance(values, list) or len(values) != SIDES or not all(_within(v, MARGINS) for v in values):
            raise self._wrong("margins_mm", "[12, 22, 18, 25]")
        top, right, bottom, left = (float(value) for value in values)
        return top, right, bottom, left

    def _size(self) -> float:
        value = self._take("font_size")
        if not _within(value, SIZES):
            raise self._wrong("font_size", f"{SIZES[0]}-{SIZES[1]}")
        return float(value)


def _within(value: object, limits: tuple[int, int]) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and limits[0] <= value <= limits[1]


def _blocks(lines: list[str]) -> tuple[Block, ...]:
    """Join lines to paragraphs and lists. A line that starts with a space goes on with the item above."""
    found: list[tuple[Kind, list[tuple[str, ...]]]] = []
    fresh = True
    for line in lines:
        if not line.strip():
            fresh = True
            continue
        kind, row = _row(line.strip())
        goes_on = kind is Kind.PARAGRAPH and not fresh and (line[0].isspace() or found[-1][0] is kind)
        if goes_on:
            last = found[-1][1].pop()
            found[-1][1].append((*last[:-1], f"{last[-1]} {row[0]}".strip()))
        elif not found or found[-1][0] is not kind or (fresh and not _counts_on(line, kind)):
            found.append((kind, [row]))
        else:
            found[-1][1].append(row)
        fresh = False
    return tuple(Block(kind, tuple(rows)) for kind, rows in found)


def _counts_on(line: str, kind: Kind) -> bool:
    """Whether an item goes on with the list above an empty line: then its number is not 1."""
    return kind is Kind.NUMBERED and not line.lstrip().startswith("1.")


def _row(line: str) -> tuple[Kind, tuple[str, ...]]:
    if line.startswith("|"):
        label, _, value = line.strip("|").partition("|")
        return Kind.LABELS, (label.strip(), value.strip())
    if line.startswith("- "):
        return Kind.BULLETS, (line[2:].strip(),)
    number = NUMBERED.match(line)
    if number:
        return Kind.NUMBERED, (line[number.end() :].strip(),)
    return Kind.PARAGRAPH, (line,)

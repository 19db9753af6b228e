"""A letter from its template: filled, its wording frozen for the register, and read back as it was issued."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from desktop.documents.letter_template import PLACEHOLDER, Block, Kind, LetterTemplate
from desktop.documents.letterhead import Letterhead
from desktop.documents.paper import Paper
from desktop.errors import Refused
from desktop.rules.dates import long_date


@dataclass(frozen=True, slots=True)
class LetterSignatory:
    """Who signs. `capacity` is "", "a.n.", "Plt." or "Plh."; with "a.n." the own title stands below."""

    title: str  # of the office signed for: Kepala Dinas Sosial
    name: str
    nip: str = ""
    rank: str = ""
    capacity: str = ""
    own_title: str = ""  # Sekretaris, where the letter is signed a.n.


@dataclass(frozen=True, slots=True)
class LetterFrame:
    """What the office adds to the words of a template."""

    letterhead: Letterhead
    number: str  # from the gapless register
    place: str
    day: date
    signatory: LetterSignatory
    qr: str = ""


@dataclass(frozen=True, slots=True)
class FrozenLetter:
    """The exact wording of one letter as issued; this is what an office keeps (as JSON)."""

    code: str
    title: str
    paper: Paper
    margins_mm: tuple[float, float, float, float]
    font_size: float
    letterhead: Letterhead
    number: str
    place: str
    day: str
    sifat: str
    lampiran: str
    hal: str
    kepada: tuple[str, ...]
    blocks: tuple[Block, ...]
    signatory: LetterSignatory
    tembusan: tuple[str, ...]
    qr: str

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def fill(template: LetterTemplate, values: Mapping[str, str], frame: LetterFrame) -> FrozenLetter:
    """Put the values into the template. Refuses one that is missing or empty: no letter goes out with a hole."""
    known = {**values, "nomor_surat": frame.number, "tanggal_surat": long_date(frame.day)}
    for name in sorted(template.placeholders):
        if not known.get(name, "").strip():
            raise Refused("documents.letter_value_missing", name=name)

    def put(text: str) -> str:
        return PLACEHOLDER.sub(lambda found: known[found[1]], text)

    blocks = tuple(
        replace(block, rows=tuple(tuple(put(text) for text in row) for row in block.rows)) for block in template.blocks
    )
    return FrozenLetter(
        code=template.code,
        title=template.title,
        paper=template.paper,
        margins_mm=template.margins_mm,
        font_size=template.font_size,
        letterhead=frame.letterhead,
        number=frame.number,
        place=frame.place,
        day=long_date(frame.day),
        sifat=put(template.sifat),
        lampiran=put(template.lampiran),
        hal=put(template.hal),
        kepada=tuple(put(line) for line in template.kepada),
        blocks=blocks,
        signatory=frame.signatory,
        tembusan=tuple(put(line) for line in template.tembusan),
        qr=frame.qr if template.qr else "",
    )


def from_json(kept: str) -> FrozenLetter:
    """Read a kept wording; refused if it is not one."""
    try:
        return _from_dict(json.loads(kept))
    except KeyError as missing:
        raise Refused("documents.letter_kept_unreadable", part=str(missing.args[0])) from None
    except (TypeError, ValueError):
        raise Refused("documents.letter_kept_unreadable", part="JSON") from None


def _from_dict(kept: dict[str, Any]) -> FrozenLetter:
    top, right, bottom, left = (float(side) for side in kept["margins_mm"])
    blocks = tuple(
        Block(Kind(block["kind"]), tuple(tuple(str(text) for text in row) for row in block["rows"]))
        for block in kept["blocks"]
    )
    return FrozenLetter(
        **{
            **kept,
            "paper": Paper(kept["paper"]),
            "margins_mm": (top, right, bottom, left),
            "letterhead": Letterhead(**kept["letterhead"]),
            "kepada": tuple(kept["kepada"]),
            "blocks": blocks,
            "signatory": LetterSignatory(**kept["signatory"]),
            "tembusan": tuple(kept["tembusan"]),
        }
    )

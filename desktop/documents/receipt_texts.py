"""The words that change from receipt to receipt, each already at its place."""

from collections.abc import Iterator
from typing import Final

from desktop.documents.cells import balanced, set_lines
from desktop.documents.drawing import BOLD, BOLD_ITALIC, ITALIC, REGULAR, Text, fit
from desktop.documents.receipt_form import (
    ADDRESS,
    CODE,
    INSTEAD,
    NAMED,
    NUMBERS,
    PURPOSE,
    RECIPIENT,
    SIGNED,
    Boxes,
    identity_columns,
    signed_name,
)
from desktop.documents.receipt_grid import Grid
from desktop.documents.receipt_head import numbers_left
from desktop.documents.receipt_rows import ReceiptRow, ReceiptSheet
from desktop.rules.dates import long_date
from desktop.rules.money import rupiah, rupiah_in_words

QR_SIDE: Final = 55.0
THIRD: Final = 3.5  # what each line of a name after the second asks for below it
REMEMBERED: Final = 500  # amounts and purposes are few in a print run; a strange file must not fill the memory


class RowTexts:
    """Lays out rows of one print run, and remembers what many of them share."""

    def __init__(self, sheet: ReceiptSheet, grid: Grid) -> None:
        self.sheet = sheet
        self._grid = grid
        self._amounts: dict[int, list[Text]] = {}
        self._purposes: dict[str, list[Text]] = {}
        self._slots(grid)

    def _slots(self, grid: Grid) -> None:
        numbers = numbers_left(grid) + 65 * grid.scale(1)
        boxes = Boxes.of(grid)
        width = grid.right - grid.values
        nik, kk, card = identity_columns(grid)
        step = 45 * grid.scale(1)
        code, beside = grid.left, grid.left + (QR_SIDE + 8) * grid.scale(1)
        room = grid.left + grid.wide(CODE) - beside
        self.boxes = boxes
        self.qr_place = (code + 1, grid.down(191.5) - grid.scale(QR_SIDE))
        self.qr_size = grid.scale(QR_SIDE)
        under = self.qr_place[1] - 8 * grid.scale(1)
        self._number = grid.slot(numbers, grid.down(22), grid.right - numbers, BOLD, 8.6)
        self._year = grid.slot(numbers, grid.down(33.5), grid.right - numbers, REGULAR, 8)
        self._name = grid.slot(grid.values, grid.down(NAMED), width, BOLD, 10)
        self._nik = grid.slot(nik, grid.down(NUMBERS), kk - nik - 6, REGULAR, 9)
        self._kk = grid.slot(kk + step, grid.down(NUMBERS), card - kk - step - 6, REGULAR, 9)
        self._card = grid.slot(card + step, grid.down(NUMBERS), grid.right - card - step, REGULAR, 9)
        self._address = grid.slot(grid.values, grid.down(ADDRESS), width, REGULAR, 9)
        self._purpose = grid.slot(grid.values, grid.down(PURPOSE), width, REGULAR, 9)
        self._under_code = grid.slot(code, under, grid.wide(CODE - 10), REGULAR, 6.8)
        self._order = grid.slot(beside, grid.down(201), room, REGULAR, 7)
        self._village = grid.slot(beside, grid.down(201) - 8.5 * grid.scale(1), room, REGULAR, 6.4)
        self._signed = grid.slot(boxes.sign.x, grid.down(SIGNED), grid.wide(RECIPIENT), BOLD, 8, 0.5)
        self._signed_nik = grid.slot(
            boxes.sign.x,
            grid.down(SIGNED) - 9.5 * grid.scale(1),
            grid.wide(RECIPIENT),
            REGULAR,
            7.2,
            0.5,
        )

    def of(self, row: ReceiptRow) -> Iterator[Text]:
        """All texts of one receipt; empty ones are left out."""
        yield self._number.put(row.number)
        yield self._year.put(str(row.fiscal_year))
        yield from self._amount(row.amount)
        yield from self._purpose_lines(purpose(row))
        yield from self._named(row.caretaker)
        yield self._nik.put(row.nik or "tidak ada")
        yield self._kk.put(row.no_kk or "tidak ada")
        yield self._card.put(row.card or "-")
        yield from self._address.lines(address(row), 2, 10.4 * self._grid.scale(1))
        yield self._under_code.put(row.number)
        if row.order:
            yield self._order.put(row.order)
            yield from self._village.lines(f"{row.village_word} {row.village}", 4, self._grid.scale(7.6))
        yield from self._recipient(row)
        if row.copy_number:
            yield self._copy(row.copy_number)
        if self.sheet.stamped(row.amount):
            yield from self._stamp()

    def _named(self, name: str) -> list[Text]:
        """In one line, or where that would be squeezed in two around its middle."""
        slot = self._name
        one = slot.put(name)
        if one.squeeze == 1:
            return [one]
        made = balanced(name, slot.font, one.size, slot.width, 2)
        first = slot.y + one.size * 0.52
        return set_lines(made, slot.font, (slot.x, first, slot.width), one.size * 1.04, 0.0)

    def _recipient(self, row: ReceiptRow) -> list[Text]:
        """The name below its box; three lines of a long one begin no higher than two would."""
        names = signed_name(self._signed, row.caretaker)
        grid = self._grid
        room = grid.down(SIGNED) - grid.down(INSTEAD) - grid.scale(16)
        drop = min(room, THIRD * grid.scale(1) * max(0, len(names) - 2))  # two stand where one does
        nik = self._signed_nik.put(f"NIK {row.nik}" if row.nik else "NIK -")
        return [name._replace(y=name.y - drop) for name in (*names, nik)]

    def _amount(self, amount: int) -> list[Text]:
        if amount not in self._amounts:
            if len(self._amounts) >= REMEMBERED:
                self._amounts.clear()
            self._amounts[amount] = [*self._words(amount), self._figures(amount)]
        return self._amounts[amount]

    def _words(self, amount: int) -> list[Text]:
        box, size = self.boxes.words, self._grid.scale(9.4)
        slot = self._grid.slot(box.x + 7, 0, box.width - 14, BOLD_ITALIC, 9.4)
        lines = slot.lines(f"# {rupiah_in_words(amount)} #", 2, size * 1.12)
        middle = box.y + box.height / 2 - size * 0.34
        first = middle + (size * 0.56 if len(lines) > 1 else 0)
        return [line._replace(y=first + line.y) for line in lines]

    def _figures(self, amount: int) -> Text:
        box, size = self.boxes.amount, self._grid.scale(12.5)
        return fit(
            box.x + 6, box.y + box.height / 2 - size * 0.35, BOLD, size, f"{rupiah(amount)},00", box.width - 12, 0.5
        )

    def _purpose_lines(self, text: str) -> list[Text]:
        if text not in self._purposes:
            if len(self._purposes) >= REMEMBERED:
                self._purposes.clear()
            self._purposes[text] = self._purpose.lines(text, 2, 10.8 * self._grid.scale(1))
        return self._purposes[text]

    def _stamp(self) -> Iterator[Text]:
        box, size = self.boxes.stamp, self._grid.scale(6.4)
        middle = box.y + box.height / 2
        for at, word in enumerate(self.sheet.stamp.split(" ", 1)):
            yield fit(box.x + 2, middle + size * (0.2 - 1.15 * at), REGULAR, size, word, box.width - 4, 0.5)

    def _copy(self, number: int) -> Text:
        day = f", dicetak {long_date(self.sheet.copied_on)}" if self.sheet.copied_on else ""
        middle, room = self._grid.width / 2, 100 * self._grid.scale(1)
        return fit(
            middle - room / 2 + 6, self._grid.down(47), ITALIC, self._grid.scale(6.6),
            f"SALINAN ke-{number}{day}", room, 0.5,
        )  # fmt: skip


def purpose(row: ReceiptRow) -> str:
    """What the money is for: programme, tranche, year, and the decree that grants it."""
    if row.purpose:
        return row.purpose
    words = f"{row.programme}, tahap {row.tranche} tahun anggaran {row.fiscal_year}"
    if not row.decree_number:
        return words
    day = f" tanggal {long_date(row.decree_date)}" if row.decree_date else ""
    return f"{words}, berdasarkan {row.decree_by} Nomor {row.decree_number}{day}"


def address(row: ReceiptRow) -> str:
    parts = (
        row.address,
        f"RT {row.rt or '-'} RW {row.rw or '-'}" if row.rt or row.rw else "",
        f"{row.village_word} {row.village}" if row.village else "",
        f"Kecamatan {row.district}" if row.district else "",
    )
    return ", ".join(part for part in parts if part) or "-"

"""Where things stand on a receipt: one design, stretched to the cell that paper and number per page leave."""

from dataclasses import dataclass
from typing import Final

from desktop.documents.drawing import Text, fit, paragraph
from desktop.documents.paper import MM, Paper

BASE_HEIGHT: Final = 99 * MM  # a third of an A4 sheet: the tightest cell, which all distances below are for
HIGHEST: Final = 1.8  # beyond this a receipt looks empty; the rest of the cell is for a proxy's papers
MOST_PER_PAGE: Final = 3
EDGE: Final = 11 * MM  # printers leave 4 to 6 mm white, and the offset needs some play
LABELS: Final = 92.0  # width of the column of labels


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one line of text whose words change from receipt to receipt."""

    x: float
    y: float
    width: float
    font: str
    size: float
    align: float = 0.0

    def put(self, text: str) -> Text:
        return fit(self.x, self.y, self.font, self.size, text, self.width, self.align)

    def lines(self, text: str, count: int, leading: float) -> list[Text]:
        return paragraph(self.x, self.y, self.font, self.size, text, self.width, count, leading)


@dataclass(frozen=True, slots=True)
class Grid:
    """One cell: distances from its top are given for the tightest cell and come out stretched."""

    paper: Paper
    per_page: int

    @property
    def width(self) -> float:
        return self.paper.size[0]

    @property
    def height(self) -> float:
        return self.paper.size[1] / self.per_page

    @property
    def stretch(self) -> float:
        return min(HIGHEST, self.height / BASE_HEIGHT)

    @property
    def left(self) -> float:
        return EDGE

    @property
    def right(self) -> float:
        return self.width - EDGE

    @property
    def values(self) -> float:
        """Where the values begin, right of the labels."""
        return self.left + LABELS * self.scale(1.0)

    @property
    def end(self) -> float:
        """Where the receipt proper ends; below it is the cell's edge or the proxy's part."""
        return self.height - BASE_HEIGHT * self.stretch

    def scale(self, size: float) -> float:
        """A size of type or of a drawn thing: it grows more slowly than the distances."""
        return size * min(1.25, 1 + (self.stretch - 1) * 0.34)

    def wide(self, width: float) -> float:
        """The width of a column, which grows least: the page gets no wider."""
        return width * (1 + (self.scale(1.0) - 1) * 0.4)

    def down(self, distance: float) -> float:
        """The y that lies this far below the top of the cell, stretched."""
        return self.height - distance * self.stretch

    def slot(self, x: float, y: float, width: float, font: str, size: float, align: float = 0.0) -> Slot:
        return Slot(x, y, width, font, self.scale(size), align)

    def origin(self, place: int) -> float:
        """How high above the page's lower edge the cell lies; the first is at the top."""
        return self.height * (self.per_page - 1 - place)

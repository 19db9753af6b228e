"""Text of sheets that people keep: paragraphs and numbered steps in one size."""

from collections.abc import Sequence

from desktop.documents.drawing import REGULAR, Pen, fit, wrap

SIZE, STEP, AFTER = 11, 15, 3  # points
NUMBER = 18  # points that stand left of the text of a step


def lines(pen: Pen, x: float, y: float, room: float, text: str) -> float:
    """Set a paragraph; answers where the next line stands."""
    for line in wrap(text, REGULAR, SIZE, room):
        pen.texts([fit(x, y, REGULAR, SIZE, line, room)])
        y -= STEP
    return y


def numbered(pen: Pen, left: float, y: float, room: float, steps: Sequence[str]) -> float:
    """Set what to do, one thing after the other; answers where the next line stands."""
    for number, step in enumerate(steps, 1):
        pen.texts([fit(left, y, REGULAR, SIZE, f"{number}.", 16)])
        y = lines(pen, left + NUMBER, y, room - NUMBER, step) - AFTER
    return y

"""Reads the little Markdown of a notice as plain text: whole paragraphs, without the signs around words."""

import re

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"\1"),
    (re.compile(r"`(.+?)`"), r"\1"),
    (re.compile(r"<(https?://[^>]+)>"), r"\1"),
    (re.compile(r"^#+ +"), ""),
    (re.compile(r"^- +"), "• "),
)


def plain(markdown: str) -> str:
    """Join the lines of each paragraph and take away headings' signs, stars and backquotes; the title is left out."""
    blocks = (part.strip() for part in markdown.split("\n\n"))
    return "\n\n".join(_block(part) for part in blocks if part and not part.startswith("# "))


def _block(text: str) -> str:
    """One paragraph, or the points of one list."""
    points = re.split(r"\n(?=- )", text)
    return "\n".join(_line(" ".join(point.split())) for point in points)


def _line(text: str) -> str:
    for mark, instead in _MARKS:
        text = mark.sub(instead, text)
    return text

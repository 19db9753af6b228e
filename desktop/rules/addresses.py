"""Joins the parts of an address for paper, without saying the same thing twice as registers do."""

import re

_RT_RW = re.compile(r"\bR\.?[TW]\.?\s*[:.]?\s*\d{1,3}\b", re.IGNORECASE)
_EDGES = " ,;/.-"


def street(hamlet: str, address: str, *, rt: str = "", rw: str = "") -> str:
    """Hamlet and address in one; RT and RW are taken out of it where they stand in fields of their own."""
    parts: list[str] = []
    for part in (hamlet, address):
        plain = _without_rt_rw(part) if rt or rw else part.strip(_EDGES)
        if plain and not any(plain.casefold() in other.casefold() for other in parts):
            parts = [other for other in parts if other.casefold() not in plain.casefold()]
            parts.append(plain)
    return ", ".join(parts)


def _without_rt_rw(text: str) -> str:
    kept = (piece.strip(_EDGES) for piece in _RT_RW.sub(" ", text).split(","))
    return re.sub(r"\s+", " ", ", ".join(piece for piece in kept if piece)).strip(_EDGES)

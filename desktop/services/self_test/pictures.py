"""Photographs of every kind that offices bring, read and made small: each kind needs a library of its own."""

from io import BytesIO

from PIL import Image

from desktop.documents.photograph import scale
from desktop.services.self_test.checking import Ground, Unsound

KINDS = ("JPEG", "PNG", "WEBP", "BMP")
SIZE = (1600, 1200)
KEPT = (1280, 960)


def photograph(_: Ground) -> str:
    """Make a photograph small from each kind; the house must keep its proportions."""
    for kind in KINDS:
        file = BytesIO()
        Image.linear_gradient("L").resize(SIZE).convert("RGB").save(file, kind)
        made = scale(file.getvalue())
        if (made.width, made.height) != KEPT:
            raise Unsound(f"{kind}: {made.width} x {made.height}")
    return ", ".join(KINDS)

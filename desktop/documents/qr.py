"""A QR code as a one-bit picture among the operators of the page itself, so that it needs no object of its own."""

from typing import cast

import zxingcpp

_TO_BITS = bytes(0x31 if shade < 0x80 else 0x30 for shade in range(256))  # noqa: PLR2004 - dark below the middle


def qr_operators(text: str, x: float, y: float, size: float) -> str:
    """PDF operators that draw `text` as a QR code with its lower left corner at x, y; all in points.

    The white around it is the caller's: four modules, 0.16 of `size` at the 25 modules of the texts on our papers.
    """
    side, bits = _bits(text)
    columns = (side + 7) // 8
    padding = b"0" * (columns * 8 - side)
    rows = b"".join(bits[start : start + side] + padding for start in range(0, side * side, side))
    digits = f"{int(rows, 2):0{columns * side * 2}x}"
    return (
        f"q {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {side} /H {side} /IM true /D [1 0] /F /AHx ID {digits}> EI Q"
    )


def qr_modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The fields of the code row by row, true where it is dark, for who draws it himself."""
    side, bits = _bits(text)
    dark = [bit == ord("1") for bit in bits]
    return tuple(tuple(dark[start : start + side]) for start in range(0, side * side, side))


def _bits(text: str) -> tuple[int, bytes]:
    """The side of the code in fields, and each field as a letter 0 or 1."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    picture = code.to_image(scale=1, add_quiet_zones=False)
    # Its buffer is not in the library's type hints.
    return int(picture.shape[0]), memoryview(cast("bytes", picture)).tobytes().translate(_TO_BITS)

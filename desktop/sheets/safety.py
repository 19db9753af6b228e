"""Cells that a spreadsheet would run as a formula, made harmless."""

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def harmless(text: str) -> str:
    """An apostrophe in front keeps it text, also once the file was saved as csv; other signs are left out.

    A number with its sign stays as it is.
    """
    kept = text if text.isprintable() else "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
    # A spreadsheet's cell holds no more.
    kept = kept[:32_000]
    if kept.lstrip().startswith(_RUNS) and not _plain_number_or_dash(kept):
        return f"'{kept}"
    return kept


def _plain_number_or_dash(text: str) -> bool:
    if len(text) == 1:
        return text == "-"  # how lists write nothing
    digits = text[1:].replace(".", "").replace(",", "")
    return text[:1] in ("-", "+") and digits.isascii() and digits.isdecimal()

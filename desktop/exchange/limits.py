"""How large anything in a package may be: what is larger is refused before it is read (TRUST.md 4.3)."""

from dataclasses import dataclass

KIB, MIB = 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, and the number of rows."""

    file: int = 64 * MIB
    manifest: int = 256 * KIB
    plain: int = 512 * MIB
    line: int = MIB
    rows: int = 2_000_000
    window: int = 32 * MIB  # of the decompressor


USUAL = Limits()

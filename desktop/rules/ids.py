"""Identifiers an office makes: UUIDs of version 7, which sort by the time they were made (RFC 9562)."""

import os
import time
import uuid

_VERSION_AND_VARIANT = (7 << 76) | (2 << 62)
_RANDOM_BITS = ~((0xF << 76) | (0x3 << 62)) & ((1 << 80) - 1)


def new_id() -> uuid.UUID:
    """Make an id: 48 bits of milliseconds, 74 random bits."""
    random = int.from_bytes(os.urandom(10)) & _RANDOM_BITS
    return uuid.UUID(int=(time.time_ns() // 1_000_000 << 80) | random | _VERSION_AND_VARIANT)

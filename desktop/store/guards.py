"""The triggers that guard log, kept versions and money, as a file of this program's schema must have them."""

import hashlib

from sqlalchemy import Connection, text

# SHA-256 of each trigger's text with single spaces. Digests, because the text itself belongs to the migration that made
# the trigger and never changes there; a test compares both.
GUARDS = {
    "audit_line_chain": "95b2483095ef9fd035217e5d486383e1544b6dc6ebb9a592077b407e4b3380ab",
    "audit_line_no_update": "a4ab103b17df767dc9aa2f9941c5a7920d450785a0cd2963098d17243f3048a1",
    "audit_line_no_delete": "1b42d2f36ea9b504eb2659d0fd843d8ba2070a73c16cd8f788342af544668b12",
    "record_version_frozen": "8c5be79ea4fdefa055e78556710d5dc5f129fbcf442583fe6a161ab5d60a6dea",
    "record_version_no_delete": "8c79e229ea6e80a9488daf7512a91286238b9dd1025ab9a4c898fb0a78b80039",
    "payment_once_new": "2611fbbc312bd37ac1f767de1c454c7b6732a5483bc66db44cf3c335b0b17f77",
    "payment_once_changed": "c567dc1a8075697efd012ea9da37e9a32e7ad8eaacaf2c76059a8b76d225ba0b",
}


def wrong_guards(connection: Connection) -> list[str]:
    """Names of the guards that are missing or not as they were made, and of triggers no migration made."""
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    found = {row.name: digest(row.sql) for row in rows}
    return sorted(name for name in GUARDS.keys() | found.keys() if GUARDS.get(name) != found.get(name))


def digest(sql: str) -> str:
    return hashlib.sha256(" ".join(sql.split()).encode()).hexdigest()

"""Changing the key of an office file, so that whoever kept the old one is locked out (TRUST.md 2.4).

The key file holds both keys while the database changes over: after a cut, the program opens with the one that
fits and settles on it.
"""

from desktop.store import keys
from desktop.store.engine import database_errors
from desktop.store.office import OpenOffice


def change_key(office: OpenOffice, keyfile: keys.KeyFile) -> None:
    """Give the office a new key, sealed to the people in `keyfile`; all connections are made anew under it."""
    old, new = office.key, keys.new_key()
    office.folder.write_keys(keys.with_new_key(keyfile, new, old))
    with database_errors(), office.alone() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"")
    office.use_key(new)
    office.folder.write_keys(keys.with_new_key(keyfile, new, None))

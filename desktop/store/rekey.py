"""Changing the key of an office file, so that whoever kept the old one is locked out (TRUST.md 2.4).

The key file holds both keys while the database changes over: after a cut, the program opens with the one that
fits and settles on it.
"""

from desktop.errors import Refused
from desktop.store import keys
from desktop.store.engine import database_errors
from desktop.store.office import OpenOffice, fitting_key


def change_key(office: OpenOffice, keyfile: keys.KeyFile) -> None:
    """Give the office a new key, sealed to the people in `keyfile`; all connections are made anew under it.

    SQLCipher keeps silent when there was no room to write the pages anew. So the file itself is asked which key
    it is under before either key is given up; when it stayed under the old one, this is refused.
    """
    old, new = office.key, keys.new_key()
    before = office.folder.read_keys()
    office.folder.write_keys(keys.with_new_key(keyfile, new, old))
    try:
        with database_errors(office.folder.database), office.alone() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchall()
    finally:
        # What the connection holds in memory may be under either key.
        office.use_key(fitting_key(office.folder, (new, old)))
        if office.key == old:
            office.folder.write_keys(before)
    if office.key == old:
        raise Refused("database.full")
    office.folder.write_keys(keys.with_new_key(keyfile, new, None))

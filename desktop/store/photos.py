"""Photographs: one sealed file each in the office's `photos`, named by a keyed hash of the picture (DESIGN.md 4.1).

The key comes from the office's key. When that is changed, new pictures are sealed under the new one; the key of
the older ones is kept in the encrypted database. They are not sealed anew: whoever left could have copied them
before, and years of photographs would be written again, and once more into every backup.
"""

import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from desktop.errors import Refused
from desktop.models import Office, Photograph, Setting, TreasuryReturn
from desktop.progress import SILENT, Progress
from desktop.store.files import system_errors, whole_file
from desktop.store.folder import OfficeFolder
from desktop.store.proof import Fault
from desktop.store.unit import Unit
from desktop.wording import N_

KEYS_SETTING = "photo_keys"
MARK = b"EJF1"
NAME = re.compile(r"[0-9a-f]{64}", re.ASCII)
KEY_BYTES, ID_BYTES, NONCE_BYTES, TAG_BYTES = 32, 8, 12, 16
HEAD_BYTES = len(MARK) + ID_BYTES + NONCE_BYTES
STEP = 50
TOGETHER = ".ejsika-photos"  # ends the name of the folder beside the backups of an office


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of an office's photographs on their way into another folder."""

    new: int = 0
    there: int = 0  # already, from an earlier time
    lost: int = 0  # missing or damaged where they should have come from
    folder: str = ""

    @property
    def any(self) -> bool:
        return bool(self.new or self.there or self.lost)


def folder_of(office: OfficeFolder) -> Path:
    return office.path / "photos"


def keep(unit: Unit, office: OfficeFolder, office_key: bytes, picture: bytes) -> str:
    """Seal a picture into its file and answer its name. The same picture is kept once.

    A transaction that fails afterwards leaves a sealed file that no record names: it says nothing to anybody.
    """
    key = _derived(office_key, b"ejsika photographs 1")
    name = hmac.new(_derived(key, b"name"), picture, hashlib.sha256).hexdigest()
    keep_as(unit, office, office_key, name, picture)
    return name


def keep_as(unit: Unit, office: OfficeFolder, office_key: bytes, name: str, picture: bytes) -> bool:
    """Seal a picture under a name another office gave it; False where it lies there already.

    The name is 64 hexadecimal digits, as all of them are: nothing else may become the name of a file.
    """
    if not NAME.fullmatch(name):
        raise ValueError("no name of a photograph")
    key = _derived(office_key, b"ejsika photographs 1")
    _remember(unit, key)
    path = folder_of(office) / name
    new = _opened(path, _keys(unit.connection)) != picture
    if new:
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = ChaCha20Poly1305(_derived(key, b"seal")).encrypt(nonce, picture, name.encode())
        with system_errors(path):
            path.parent.mkdir(exist_ok=True)
        with whole_file(path) as file:
            file.write(MARK + _id_of(key) + nonce + sealed)
    return new


def read(session: Session, office: OfficeFolder, name: str) -> bytes:
    """Open the file of a picture. Refuses one that is gone, and one that is not as it was sealed."""
    path = folder_of(office) / name
    if not path.is_file():
        raise Refused("photos.missing", path=str(path))
    picture = _opened(path, _keys(session.connection()))
    if picture is None:
        raise Refused("photos.changed", path=str(path))
    return picture


def faults(connection: Connection, office: OfficeFolder, progress: Progress = SILENT) -> Iterator[Fault]:
    """Open every photograph the records name; say how many are gone and how many are not as they were sealed."""
    keys, others = _keys(connection), _of_others(connection)
    names = sorted({*_names(connection), *others})
    gone: list[str] = []
    wrong: list[str] = []
    for done, name in enumerate(names):
        if done % STEP == 0:
            progress.step(done, len(names), N_("Checking the photographs"))
        path = folder_of(office) / name
        if not path.is_file():
            gone += [name] if name not in others else []
        elif _opened(path, keys) is None:
            wrong.append(name)
    for code, found in (("photos.gone", gone), ("photos.damaged", wrong)):
        if found:
            yield Fault(code, {"count": len(found), "name": found[0]})


def beside(backup: Path, code: str) -> Path:
    """Folder in which the photographs of office `code` lie beside its backups, each of them once."""
    return backup.absolute().parent / f"{code}{TOGETHER}"


def copy_out(connection: Connection, office: OfficeFolder, to: Path, progress: Progress = SILENT) -> Copied:
    """Copy what is not in `to` yet, and read each copy back. A lost picture is counted and stops nothing."""
    return _copy(connection, [folder_of(office)], to, progress)


def bring_back(connection: Connection, backup: Path, office: OfficeFolder, progress: Progress = SILENT) -> Copied:
    """Fetch the photographs an office that came back from `backup` names.

    They lie beside the backup, or, when it is one the program made by itself, in the office folder it lies in.
    """
    sources = sorted(backup.absolute().parent.glob(f"*{TOGETHER}"))
    return _copy(connection, [*sources, backup.absolute().parent.parent / "photos"], folder_of(office), progress)


def _copy(connection: Connection, sources: Iterable[Path], to: Path, progress: Progress) -> Copied:
    keys, others = _keys(connection), _of_others(connection)
    names = sorted({*_names(connection), *others})
    folders = list(sources)
    new = there = lost = 0
    for done, name in enumerate(names):
        if done % STEP == 0:
            progress.step(done, len(names), N_("Copying the photographs"))
        if any((found := folder / name).is_file() and _same_size(found, to / name) for folder in folders):
            there += 1
        elif any(_copied(folder / name, to / name, keys) for folder in folders):
            new += 1
        elif name not in others or any((folder / name).is_file() for folder in folders):
            lost += 1
    return Copied(new, there, lost, str(to))


def _copied(source: Path, target: Path, keys: dict[bytes, bytes]) -> bool:
    """Copy one file and read it back; False where there is nothing sound to copy."""
    if _opened(source, keys) is None:
        return False
    with system_errors(target):
        target.parent.mkdir(exist_ok=True)
    with system_errors(source):
        data = source.read_bytes()
    with whole_file(target) as file:
        file.write(data)
    if _opened(target, keys) is None:
        raise Refused("photos.bad_copy", path=str(target))
    return True


def _same_size(source: Path, target: Path) -> bool:
    """Whether a copy is there: a name stands for one picture, so its length is all that may differ."""
    with suppress(OSError):
        return target.stat().st_size == source.stat().st_size > HEAD_BYTES
    return False


def _opened(path: Path, keys: dict[bytes, bytes]) -> bytes | None:
    """Open a file; None when it is not there or not as it was sealed under this name."""
    try:
        data = path.read_bytes()
    except OSError:  # gone, or on a part of the disk that cannot be read any more
        return None
    head, nonce = data[: len(MARK) + ID_BYTES], data[HEAD_BYTES - NONCE_BYTES : HEAD_BYTES]
    key = keys.get(head[len(MARK) :])
    if key is None or head[: len(MARK)] != MARK or len(data) < HEAD_BYTES + TAG_BYTES:
        return None
    try:
        return ChaCha20Poly1305(_derived(key, b"seal")).decrypt(nonce, data[HEAD_BYTES:], path.name.encode())
    except InvalidTag:
        return None


def _names(connection: Connection) -> list[str]:
    """Every sealed file this office's own records name: photographs, and what shows that money went back."""
    ours = select(Office.code).scalar_subquery()
    shown = select(TreasuryReturn.proof_digest).where(TreasuryReturn.proof_digest != "", TreasuryReturn.owner == ours)
    return sorted(connection.scalars(select(Photograph.file).where(Photograph.owner == ours).union(shown)))


def _of_others(connection: Connection) -> frozenset[str]:
    """What other offices' records name: those that sent no pictures have none here, and nothing is lost."""
    ours = select(Office.code).scalar_subquery()
    return frozenset(connection.scalars(select(Photograph.file).where(Photograph.owner != ours)))


def _keys(connection: Connection) -> dict[bytes, bytes]:
    """Every key this office's pictures were ever sealed under, by its id."""
    kept = connection.scalar(select(Setting.value).where(Setting.name == KEYS_SETTING))
    keys = (bytes.fromhex(key) for key in json.loads(kept or "[]"))
    return {_id_of(key): key for key in keys}


def _remember(unit: Unit, key: bytes) -> None:
    row = unit.session.get(Setting, KEYS_SETTING)
    kept = json.loads(row.value) if row else []
    if key.hex() in kept:
        return
    value = json.dumps([*kept, key.hex()])
    if row is None:
        unit.session.add(Setting(name=KEYS_SETTING, value=value))
    else:
        row.value = value
    unit.session.flush()
    unit.journal.note("photo_key.keep", kind="setting", record=KEYS_SETTING)


def _id_of(key: bytes) -> bytes:
    return _derived(key, b"id")[:ID_BYTES]


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, None, purpose).derive(key)

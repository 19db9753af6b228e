"""A trial office of invented people made by the real services, and what of it can be read on the disk."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openpyxl import Workbook

from desktop.errors import Refused
from desktop.gazetteer import Gazetteer
from desktop.rules.terms import Role
from desktop.services import opening, signing_in
from desktop.services.desk import Desk
from desktop.services.families import finding
from desktop.services.importing import accepting, previewing
from desktop.services.opening import NewOffice, NewUser
from desktop.services.self_test.checking import Ground, Unsound
from desktop.sheets.layouts import load_layouts, named_layout
from desktop.store.engine import connect
from desktop.store.keys import Cost

OFFICE, PROGRAMME, USER = "36.01", "jamsosratu-2019", "pemeriksaan"
MOTHER, CHILD = "SITI KHOTIMAHWATI", "UJANG KHAERUDINSYAH"
PART = "timahwa"  # from the middle of a word, which only the index of three letters finds
NO_KK = "3601010101190001"
PEOPLE = (
    {"name": MOTHER, "nik": "3601015708850001", "relation": "Kepala Keluarga", "sex": "Perempuan",
     "birth_date": "17/08/1985", "marital": "Cerai mati"},
    {"name": CHILD, "nik": "3601010305100002", "relation": "Anak", "sex": "Laki-laki", "birth_date": "03/05/2010",
     "marital": "Belum kawin"},
)  # fmt: skip
FAMILY = {
    "no_kk": NO_KK, "address": "Kp. Cikole", "rt": "003", "rw": "001", "village": "Labuan", "district": "Labuan",
    "regency": "Pandeglang",
}  # fmt: skip
# Invented anew at each run and kept in this process alone, as the scratch office is gone after it.
_PASSWORD = secrets.token_urlsafe(12)


def password(_: Ground) -> str:
    """Name what a try at a password costs, once it is not below the floor."""
    cost = Cost().checked()
    return f"Argon2id, {cost.memory // 1024} MiB, {cost.passes}, {cost.lanes}"


def make(where: Ground) -> str:
    """Make an office as the first run does."""
    wanted = NewOffice(
        OFFICE,
        (PROGRAMME,),
        (NewUser(f"{USER}-admin", Role.ADMINISTRATOR, _PASSWORD), NewUser(USER, Role.OPERATOR, _PASSWORD)),
        practice=True,
    )
    made = opening.create(where.office, wanted, Gazetteer(where.resources / "areas"), where.resources)
    with _desk(where):
        return made.name


def take_in(where: Ground) -> str:
    """Write a workbook as an office would fill it in, and take it in."""
    path = where.scratch / "register.xlsx"
    _write_register(path, where)
    with _desk(where) as desk:
        previewed = previewing.preview(desk, path)
        counts = accepting.accept(desk, previewed).value.counts
    if counts.new != len(PEOPLE):
        raise Unsound(f"{counts.new} / {counts.rows}")
    return f"{path.suffix[1:]}, {counts.new} / {counts.rows}"


def search(where: Ground) -> str:
    with _desk(where) as desk:
        found = finding.find(desk, PART).rows
    if [row.caretaker_name for row in found] != [MOTHER]:
        raise Unsound(f"{PART}: {len(found)}")
    return f"FTS5 trigram, {PART} → {len(found)}"


def encryption(where: Ground) -> str:
    """Look for the people in every byte of the office, and for the mark of a file that is not encrypted."""
    connection = connect(where.scratch / f"{secrets.token_hex(4)}.db", secrets.token_bytes(32), create=True)
    try:
        version = connection.execute("PRAGMA cipher_version").fetchone()
        provider = connection.execute("PRAGMA cipher_provider").fetchone()
    finally:
        connection.close()
    if not version or not provider:
        raise Unsound("SQLCipher")
    files = [path for path in where.office.rglob("*") if path.is_file()]
    if not any(path.suffix == ".db" for path in files):
        raise Unsound("office.db")
    for path in files:
        _refuse_readable(path.name, path.read_bytes())
    _refuse_wrong_password(where)
    return f"SQLCipher {version[0]}, {provider[0]}"


def _refuse_readable(name: str, content: bytes) -> None:
    if content.startswith(b"SQLite format 3"):
        raise Unsound(f"{name}: SQLite format 3")
    for word in {*MOTHER.split(), *CHILD.split(), NO_KK}:
        for known in (text.encode(form) for text in (word, word.lower()) for form in ("utf-8", "utf-16-le")):
            # Four letters and fewer come about by chance in a file of some megabytes.
            if len(known) > 4 and known in content:  # noqa: PLR2004
                raise Unsound(f"{name}: {word}")


def _refuse_wrong_password(where: Ground) -> None:
    try:
        desk = signing_in.sign_in(where.office, USER, f"{_PASSWORD}x")
    except Refused as refused:
        if refused.code != "keys.wrong_password":
            raise
        return
    desk.close()
    raise Unsound("keys.wrong_password")


def _write_register(path: Path, where: Ground) -> None:
    columns = named_layout("ejsika", load_layouts(where.resources / "layouts")).columns
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([headings[0] for headings in columns.values()])
    for person in PEOPLE:
        sheet.append([(FAMILY | person).get(field, "") for field in columns])
    book.save(path)


@contextmanager
def _desk(where: Ground) -> Iterator[Desk]:
    desk = signing_in.sign_in(where.office, USER, _PASSWORD)
    try:
        yield desk
    finally:
        desk.close()

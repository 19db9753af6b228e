"""What every paper of the office shares: its head, who signs, and the key that seals its QR codes."""

import json
import os
from datetime import date

from sqlalchemy.orm import Session

from desktop.documents.letterhead import Letterhead
from desktop.errors import Refused
from desktop.models import Office, Setting
from desktop.services import office_settings
from desktop.store.unit import Unit

KEY_SETTING = "paper_key"
KEY_BYTES = 32
_KINDS_OF_REGENCY = ("Kabupaten ", "Kota ", "Provinsi ")
_SMALL = frozenset({"dan", "atau", "di", "ke", "dari", "untuk", "serta", "bagi"})
_KELURAHAN = "1"  # first digit of the village part of a Kemendagri code; 2 is a desa


def letterhead(session: Session) -> Letterhead:
    """Head as set, the government made from the office's area where nothing was set."""
    kept = office_settings.get(session, office_settings.Letterhead)
    office = session.get_one(Office, 1)
    return Letterhead(
        kept.government or f"Pemerintah {office.name}",
        kept.agency,
        kept.address,
        kept.postcode,
        kept.phone,
        kept.email,
        kept.web,
    )


def city(session: Session) -> str:
    """Place named before a date."""
    kept = office_settings.get(session, office_settings.Letterhead).city
    name = session.get_one(Office, 1).name
    for kind in _KINDS_OF_REGENCY:
        name = name.removeprefix(kind)
    return kept or name


def practice(session: Session) -> bool:
    """Whether every paper says LATIHAN."""
    return session.get_one(Office, 1).practice


def written_out(name: str) -> str:
    """An office's name within a sentence: what stands in capitals as names are written, all else as it is."""
    if not name.isupper():
        return name
    return " ".join(word.lower() if word.lower() in _SMALL else word.capitalize() for word in name.split())


def office_in_words(head: Letterhead, area: str) -> str:
    """The office with its area, which is not said twice."""
    name = written_out(head.office)
    return name if area.lower() in name.lower() else f"{name} {area}"


def village_word(code: str) -> str:
    return "Kelurahan" if code.rpartition(".")[2][:1] == _KELURAHAN else "Desa"


def decree_in_words(number: str, on: date | None, long: str) -> str:
    """Name a decree as letters do; `long` is its date written out."""
    return f"Keputusan Nomor {number} tanggal {long}" if on else f"Keputusan Nomor {number}"


def seal_key(session: Session) -> bytes:
    """Key of the seal in QR codes; an office gets it with its first numbered paper (`ensure_seal_key`).

    It lies in the encrypted file and never reaches the log. Refused before there is one.
    """
    row = session.get(Setting, KEY_SETTING)
    if row is None:
        raise Refused("money.no_receipts_yet")
    return bytes.fromhex(json.loads(row.value))


def ensure_seal_key(unit: Unit) -> bytes:
    """Make the key if the office has none yet."""
    if unit.session.get(Setting, KEY_SETTING) is None:
        unit.session.add(Setting(name=KEY_SETTING, value=json.dumps(os.urandom(KEY_BYTES).hex())))
        unit.session.flush()
        unit.journal.note("paper_key.make", kind="setting", record=KEY_SETTING)
    return seal_key(unit.session)
